package exchange

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

var beijing = time.FixedZone("CST", 8*3600)

// texts are what a person could type into a field, odd things among them; n chooses.
func texts(s *field.Spec, n int) string {
	pick := func(of ...string) string { return of[n%len(of)] }
	if s.Rule != nil {
		if _, bad := s.Rule("17:30"); bad == "" && s.Key == "to" {
			return "17:30"
		}
		for _, t := range []string{"11010519491231002X", "91330100799655058B", "13800000000", "9:00", "𠮷小华", "FF0000"} {
			if _, bad := s.Rule(t); bad == "" {
				return t
			}
		}
	}
	switch s.Kind {
	case field.ChoiceKind:
		codes := s.Vocab.Offered()
		return codes[n%len(codes)]
	case field.ChoicesKind:
		codes := s.Vocab.Offered()
		return codes[n%len(codes)] + "," + codes[(n+1)%len(codes)]
	case field.DayKind:
		return pick("2008-03-06", "2008-03", "2008", "2008-03-06 pm", "2008-03-06 am", "")
	case field.MomentKind:
		return pick("2008-03-06T06:30:00Z", "2008-03-06T06:30:07Z", "2008-03-05T16:00:00Z", "2008-03-06T06:30:00.123Z")
	case field.NumberKind:
		return pick("12", "", "2008", "999999999")
	case field.CountKind:
		return pick("200多人", "近百人", "2.5万多人次", "796个", "多名", "一批", "３２家", "", "0", "约200", "1,700余人次", "十二位")
	case field.YesNoKind:
		return pick("yes", "no", "")
	case field.MoneyKind:
		return pick("1234.50", "0.01", "", "35000", "999999999.99")
	case field.LongKind:
		return pick("第一行\n第二行“引号”,逗号", "=SUM(A1:A9)", "", "'=1+1", "-100", "@某", "合计", "甲\"乙\"；丙\t丁", "备注：无", "_x000D_ 与 <b>&amp;</b>")
	}
	return pick("文字 𠮷 abc", "=cmd|' /C calc'!A0", "+86", "同上", "序号", "-", "无", "1.10105E+17", "", "'单引号", "，，", "0012", "TRUE")
}

// records makes n records of a type with every field filled in turn, that may be saved. Their names are their own; every third title
// is the same as another's, so that references have to tell records of one name apart.
func records(t *testing.T, typ *field.Type, n int, ids map[string][]field.ID) []field.Record {
	t.Helper()
	var out []field.Record
	for i := range n {
		r := typ.New()
		r.Base().ID = uuid.NewSHA1(uuid.Nil, fmt.Appendf(nil, "%s %d", typ.Table, i))
		for k := range typ.Fields {
			s := &typ.Fields[k]
			if !s.Has(field.InExport) {
				continue
			}
			text := texts(s, i+k)
			if s.Kind == field.RefKind || s.Kind == field.RefsKind {
				text = ids[s.Tables[0]][(i+k)%4].String()
				if s.Kind == field.RefsKind {
					text += "," + ids[s.Tables[0]][(i+k+1)%4].String()
				}
			}
			if s.Rule == nil && s.Kind == field.TextKind && len(typ.Title) > 0 && typ.Title[0] == s.Key {
				text = []string{"甲（一）", "乙、丙", "甲（一）", "丁"}[i%4]
			}
			if p := s.Set(r, text, field.Context{Zone: beijing}); p != nil && !s.Required {
				t.Fatalf("%s.%s refuses %q: %s", typ.Table, s.Key, text, p.Say)
			}
			if c, ok := s.Pointer(r).(*field.Count); ok && !c.IsZero() {
				c.Known = []field.Known{"", field.ByCount, field.ByDeclare, field.ByEstimate}[(i/2+k*(i%2))%4]
			}
			for try := 0; s.Required && s.Empty(r); try++ {
				_ = s.Set(r, texts(s, i+k+try), field.Context{Zone: beijing}) // until one is filled
			}
		}
		mend(r)
		if ps := r.Check(); ps != nil {
			t.Fatalf("%s %d: %v", typ.Table, i, ps)
		}
		out = append(out, r)
	}
	return out
}

// mend gives a field that stands against another one the first text that goes with it, or none.
func mend(r field.Record) {
	t := r.Type()
	for range 5 {
		for _, p := range r.Check() {
			s := t.Field(p.Field)
			if s == nil {
				continue
			}
			for n := range 20 {
				_ = s.Set(r, texts(s, n), field.Context{Zone: beijing}) // a text it refuses changes nothing
				if !names(r.Check(), p.Field) {
					break
				}
			}
			if names(r.Check(), p.Field) && !s.Required {
				_ = s.Put(r, nil) // every kind of field can be emptied
			}
		}
	}
	for i := range t.Fields {
		if s := &t.Fields[i]; r.Check() != nil && (!s.Required || !s.Empty(t.New())) {
			_ = s.Put(r, s.Raw(t.New()))
		}
	}
}

func names(ps field.Problems, key string) bool {
	return slices.ContainsFunc(ps, func(p field.Problem) bool { return p.Field == key })
}

// world is a folder with four records of every type.
func world(t *testing.T) *folder {
	t.Helper()
	ids := map[string][]field.ID{}
	for _, typ := range centre.Types {
		for i := range 4 {
			ids[typ.Table] = append(ids[typ.Table], uuid.NewSHA1(uuid.Nil, fmt.Appendf(nil, "%s %d", typ.Table, i)))
		}
	}
	data := newFolder()
	for _, typ := range centre.Types {
		for _, r := range records(t, typ, 24, ids) {
			data.put(r)
		}
	}
	return data
}

func export(t testing.TB, data *folder, w Writing) []byte {
	t.Helper()
	var out bytes.Buffer
	w.Lookup, w.Zone = data, beijing
	ctx := context.Background()
	n, err := Export(ctx, &out, w, func(visit func(field.Record) error) error { return data.Each(ctx, w.Type, visit) })
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, r := range data.records {
		if r.Type() == w.Type {
			want++
		}
	}
	if n != want {
		t.Fatalf("%d of %d records written", n, want)
	}
	return out.Bytes()
}

// TestTablesComeBack: what is written in any form and language, is read back as exactly the same records into a folder that has
// everything but them, and makes nothing new in the folder it came from.
func TestTablesComeBack(t *testing.T) {
	data := world(t)
	for _, typ := range centre.Types {
		for _, form := range []Form{XLSX, CSV, JSON} {
			for _, lang := range say.Langs() {
				name := fmt.Sprintf("%s-%s.%s", typ.Table, lang, form)
				bytes := export(t, data, Writing{Type: typ, Form: form, Book: say.For(lang), Private: true, Numbers: form == CSV})
				f := mustRead(t, name, bytes)
				if got := mustPlan(t, f, data, Context{Zone: beijing}); form == XLSX && (got.Type != typ || len(got.Types()) != 1) {
					t.Errorf("%s is not seen to be a table of its type", name)
				}
				again := mustPlan(t, f, data, Context{Type: typ, Zone: beijing})
				accounted(t, f, again)
				if n := again.Counts(); n[Same] != 24 || len(n) != 1 {
					t.Errorf("%s: read again where it came from: %v %s", name, n, firstTrouble(again))
				}
				others := newFolder()
				for _, id := range data.order {
					if data.records[id].Type() != typ {
						others.put(data.records[id])
					}
				}
				p := mustPlan(t, f, others, Context{Type: typ, Zone: beijing})
				if n := p.Counts(); n[New] != 24 || len(n) != 1 {
					t.Errorf("%s: read into another folder: %v %s", name, n, firstTrouble(p))
					continue
				}
				for _, w := range p.Records() {
					was := data.records[w.Record.Base().ID]
					if was == nil {
						t.Fatalf("%s: a record of another id: a %s", name, w.Record.Type().Table)
					}
					for _, key := range typ.Changed(was, w.Record) {
						t.Errorf("%s: %s was %q (%v), is %q (%v)", name, key, typ.Field(key).Text(was), typ.Field(key).Raw(was), typ.Field(key).Text(w.Record), typ.Field(key).Raw(w.Record))
					}
				}
			}
		}
	}
}

func firstTrouble(p *Plan) string {
	for r := range p.rows() {
		if len(r.Remarks) > 0 || len(r.Changed) > 0 {
			return fmt.Sprintf("row %d: %v %v", r.Number, r.Changed, r.Remarks)
		}
	}
	return ""
}

// TestPersonalFieldsStayHome: without being asked for, no personal text and no name of a person is written, in no form.
func TestPersonalFieldsStayHome(t *testing.T) {
	const secret = "秘密"
	data := newFolder()
	person := &centre.Person{Name: "李" + secret}
	person.ID = uuid.NewSHA1(uuid.Nil, []byte("p"))
	data.put(person)
	for _, typ := range centre.Types {
		r := typ.New()
		r.Base().ID = uuid.NewSHA1(uuid.Nil, []byte("s"+typ.Table))
		for i := range typ.Fields {
			s := &typ.Fields[i]
			if s.Has(field.IsPrivate) && (s.Kind == field.TextKind || s.Kind == field.LongKind) {
				if err := s.Put(r, secret); err != nil {
					t.Fatal(err)
				}
			}
			for _, table := range s.Tables {
				if table == "person" {
					var v any = person.ID.String()
					if s.Kind == field.RefsKind {
						v = []any{v}
					}
					if err := s.Put(r, v); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
		data.put(r)
		for _, form := range []Form{XLSX, CSV, JSON} {
			var out bytes.Buffer
			_, err := Export(context.Background(), &out, Writing{Type: typ, Form: form, Book: say.For(say.ZH), Lookup: data}, func(visit func(field.Record) error) error { return visit(r) })
			if err != nil {
				t.Fatal(err)
			}
			text := out.String()
			if form == XLSX {
				f := mustRead(t, "x.xlsx", out.Bytes())
				text = fmt.Sprint(f.Sheets[0].Rows)
			}
			if strings.Contains(text, secret) {
				t.Errorf("%s as %s holds personal text", typ.Table, form)
			}
		}
	}
}

// TestSensitiveCasesStayHome: cases of harassment, domestic violence and psychology, and their steps, are in no list that is not asked
// for with personal fields.
func TestSensitiveCasesStayHome(t *testing.T) {
	data := newFolder()
	for i, matter := range []string{"0101", "0601", "1104", "1201", "1101"} {
		c := &centre.Case{Number: "甲" + matter, Matter: matter}
		c.ID = field.ID{1, byte(i)}
		s := &centre.Step{Case: c.ID, Service: "advice"}
		s.ID = field.ID{2, byte(i)}
		data.put(c)
		data.put(s)
		for k, owner := range []field.ID{c.ID, s.ID} {
			a := &centre.Attachment{Owner: owner, Title: "材料"}
			a.ID = field.ID{4, byte(i), byte(k)}
			data.put(a)
		}
	}
	e := &centre.Event{Name: "讲座"}
	e.ID = field.ID{5}
	photo, astray := &centre.Attachment{Owner: e.ID, Title: "合影"}, &centre.Attachment{Owner: field.ID{3}, Title: "材料"}
	photo.ID, astray.ID = field.ID{4, 10}, field.ID{4, 11}
	data.put(e)
	data.put(photo)
	data.put(astray)
	lost := &centre.Step{Case: field.ID{3}, Service: "advice"}
	lost.ID = field.ID{2, 9}
	data.put(lost)
	for typ, wants := range map[*field.Type]map[bool]int{
		centre.CaseType: {false: 2, true: 5}, centre.StepType: {false: 2, true: 6}, centre.AttachmentType: {false: 5, true: 12},
	} {
		for _, form := range []Form{CSV, JSON, XLSX} {
			for private, want := range wants {
				held, total := 0, 0
				w := Writing{Type: typ, Form: form, Book: say.For(say.ZH), Lookup: data, Private: private, Withheld: func(field.Record) { held++ }}
				n, err := Export(context.Background(), &bytes.Buffer{}, w, func(visit func(field.Record) error) error {
					return data.Each(context.Background(), typ, func(r field.Record) error { total++; return visit(r) })
				})
				if err != nil || n != want || n+held != total {
					t.Errorf("%s as %s, private %v: %d written, %d withheld of %d, %v", typ.Table, form, private, n, held, total, err)
				}
			}
		}
	}
}

func TestExportStops(t *testing.T) {
	data := world(t)
	for _, form := range []Form{XLSX, CSV, JSON} {
		ctx, cancel := context.WithCancel(context.Background())
		seen := 0
		_, err := Export(ctx, &bytes.Buffer{}, Writing{Type: centre.EventType, Form: form, Book: say.For(say.ZH), Lookup: data}, func(visit func(field.Record) error) error {
			return data.Each(ctx, centre.EventType, func(r field.Record) error {
				if seen++; seen == 5 {
					cancel()
				}
				return visit(r)
			})
		})
		if !errors.Is(err, field.Cancelled) || seen != 5 {
			t.Errorf("%s: %v after %d records", form, err, seen)
		}
	}
	if _, err := Export(context.Background(), &bytes.Buffer{}, Writing{Type: centre.EventType, Form: "pdf", Book: say.For(say.ZH), Lookup: data}, nil); err == nil {
		t.Error("a form that is none was written")
	}
	for _, form := range []Form{XLSX, CSV, JSON} {
		_, err := Export(context.Background(), full{}, Writing{Type: centre.EventType, Form: form, Book: say.For(say.ZH), Lookup: data}, func(visit func(field.Record) error) error {
			return data.Each(context.Background(), centre.EventType, visit)
		})
		if !errors.Is(err, errFull) {
			t.Errorf("%s: a full disk gives %v", form, err)
		}
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
