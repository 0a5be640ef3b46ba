package centre

import (
	"strings"
	"testing"

	"cn.halfsky/internal/field"
)

const telling = "示例的话"

// told is a record of the type in which every text says something that must go.
func told(typ *field.Type) field.Record {
	r := typ.New()
	for i := range typ.Fields {
		switch p := typ.Fields[i].Pointer(r).(type) {
		case *string:
			if f := &typ.Fields[i]; f.Vocab != nil {
				*p = f.Vocab.Codes[0].Code
			} else {
				*p = telling
			}
		case *field.Day:
			*p = field.Day{Year: 1988, Month: 7, Date: 6}
		case *field.Fen:
			*p = 100
		case *int64:
			*p = 3
		case *field.Count:
			*p = field.Count{Value: 200, HasValue: true, Qualifier: "多", Unit: "人", Written: "200多人"}
		}
	}
	r.Base().Extra = map[string][]byte{"later": {1}}
	return r
}

func TestStripLeavesNoTextThatIsNotNamedAsStaying(t *testing.T) {
	for _, table := range []string{"case", "step", "riskcheck", "safetyplan", "consent", "referral", "deadline", "appointment", "person", "hardship", "member", "aid", "pairing", "visit", "counsellor"} {
		typ := TypeOf(table)
		r := told(typ)
		if !Strip(r) {
			t.Errorf("%s: nothing was taken out", table)
		}
		if r.Base().Extra != nil {
			t.Errorf("%s: what a newer program wrote is there still", table)
		}
		stays := " " + strings.Join(staysWritten[table], " ") + " "
		for i := range typ.Fields {
			f := &typ.Fields[i]
			switch p := f.Pointer(r).(type) {
			case *string:
				if kept := *p == telling; f.Vocab == nil && kept != strings.Contains(stays, " "+f.Key+" ") {
					t.Errorf("%s.%s: kept %t", table, f.Key, kept)
				}
			case *field.Day:
				if want := (field.Day{Year: 1988}); f.Has(field.IsPrivate) && *p != want {
					t.Errorf("%s.%s: %v", table, f.Key, *p)
				}
			default:
				if !f.Equal(r, told(typ)) && f.Kind != field.RefKind {
					t.Errorf("%s.%s changed", table, f.Key)
				}
			}
		}
		if Strip(r) {
			t.Errorf("%s: a second time takes out more", table)
		}
	}
}

func TestStrippedRecordCanBeSaved(t *testing.T) {
	p := &Person{Name: "示例甲", Phone: "13900000000", ResidentID: "11010519491231002X", Birth: field.Day{Year: 1949, Month: 12, Date: 31}, Unit: field.ID{1}}
	Strip(p)
	if ps := p.Check(); len(ps) > 0 {
		t.Errorf("a person: %v", ps)
	}
	if p.Name == "示例甲" || p.Phone != "" || p.ResidentID != "" || p.Birth != (field.Day{Year: 1949}) || p.Unit != (field.ID{}) {
		t.Errorf("a person keeps %+v", p)
	}
	s := &Step{Case: field.ID{1}, At: 1, Service: "other", What: "示例的话", Minutes: 30}
	Strip(s)
	if ps := s.Check(); len(ps) > 0 || s.Minutes != 30 || s.What == "示例的话" {
		t.Errorf("a step: %v, %+v", ps, s)
	}
}

func TestWhatStaysWrittenIsThere(t *testing.T) {
	for _, lists := range []map[string][]string{staysWritten, loosened} {
		for table, keys := range lists {
			for _, key := range keys {
				if typ := TypeOf(table); typ == nil || typ.Field(key) == nil {
					t.Errorf("%s has no field %s", table, key)
				}
			}
		}
	}
}
