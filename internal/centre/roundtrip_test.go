package centre

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"

	"cn.halfsky/internal/field"
)

// typed are texts that a person could type into a field of each kind; a field with a rule of its own has its own.
func typed(f *field.Spec) []string {
	switch f.Kind {
	case field.ChoiceKind, field.ChoicesKind:
		codes := f.Vocab.Offered()
		return []string{codes[0], codes[len(codes)-1]}
	case field.DayKind:
		return []string{"2008年3月6日", "2008-3", "2008", "2008/3/6 下午"}
	case field.MomentKind:
		return []string{"2008-3-6 14:30", "2008年3月6日"}
	case field.NumberKind:
		return []string{"12", "3"}
	case field.CountKind:
		return []string{"200多人", "近百人", "２.5万多人次", "多名", "一批", "0"}
	case field.YesNoKind:
		return []string{"是", "否"}
	case field.MoneyKind:
		return []string{"1200.50", "3.5万元"}
	case field.RefKind:
		return []string{uuid.NewSHA1(uuid.Nil, []byte(f.Key)).String()}
	case field.RefsKind:
		return []string{uuid.NewSHA1(uuid.Nil, []byte("a")).String() + "," + uuid.NewSHA1(uuid.Nil, []byte("b")).String()}
	case field.LongKind:
		return []string{"第一行\n第二行 𠮷", "甲"}
	}
	if f.Rule != nil {
		for _, s := range []string{"11010519491231002X", "91330100799655058B", "13800000000", "9:00", "𠮷小华", "FF0000"} {
			if _, bad := f.Rule(s); bad == "" {
				return []string{s}
			}
		}
		return nil
	}
	return []string{"文字 𠮷 abc"}
}

// TestEveryFieldRoundTrips: what is typed into a field comes back from its machine text and from its plain data, through JSON
// too, and clearing empties it.
func TestEveryFieldRoundTrips(t *testing.T) {
	in := field.Context{Today: field.Day{Year: 2008, Month: 3, Date: 8}, Zone: time.FixedZone("CST", 8*3600)}
	for _, typ := range Types {
		for i := range typ.Fields {
			f := &typ.Fields[i]
			texts := typed(f)
			if len(texts) == 0 {
				t.Errorf("%s.%s: nothing that its rule takes is known to this test", typ.Table, f.Key)
			}
			for _, text := range texts {
				r := typ.New()
				if pr := f.Set(r, text, in); pr != nil {
					t.Errorf("%s.%s refuses %q: %s", typ.Table, f.Key, text, pr.Say)
					continue
				}
				back(t, typ, f, r, in)
				if c := typ.Copy(r); len(typ.Changed(r, c)) > 0 {
					t.Errorf("%s: a copy differs in %v", typ.Table, typ.Changed(r, c))
				}
				if pr := f.Set(r, " ", in); pr != nil || !f.Empty(r) {
					t.Errorf("%s.%s cannot be cleared", typ.Table, f.Key)
				}
			}
		}
	}
}

func back(t *testing.T, typ *field.Type, f *field.Spec, r field.Record, in field.Context) {
	t.Helper()
	again := typ.New()
	if pr := f.Set(again, f.Text(r), in); pr != nil || f.Text(again) != f.Text(r) {
		t.Errorf("%s.%s: %q is not taken back (%v)", typ.Table, f.Key, f.Text(r), pr)
	}
	for name, through := range map[string]func(any) any{"plain": func(v any) any { return v }, "json": throughJSON} {
		put := typ.New()
		if err := f.Put(put, through(f.Raw(r))); err != nil || !f.Equal(put, r) {
			t.Errorf("%s.%s: %v does not come back as %s data (%v)", typ.Table, f.Key, f.Raw(r), name, err)
		}
	}
}

func throughJSON(v any) any {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	var out any
	if err := json.Unmarshal(body, &out); err != nil {
		panic(err)
	}
	return out
}
