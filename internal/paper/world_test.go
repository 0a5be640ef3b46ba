package paper

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// world is a state of the records a document is made from. A row of documents makes its records as the sample has them and bends
// them into the world.
type world struct {
	t     testing.TB
	name  string
	rows  int                           // of every list: less than 0 leaves it as it is
	blank bool                          // every field of every record is empty
	text  func(spot) (string, bool)     // what stands in a free text; nil or false leaves it as it is
	names func(field.ID, string) string // what a referred record is called; nil leaves it as it is
	spots map[spot]bool                 // texts that were bent
	fresh int                           // records made so far
}

// spot is one free text of one type of record, or of a plain struct.
type spot struct{ table, key string }

// The sizes of the worlds.
const (
	manyRows  = 500
	longText  = 5000 // characters
	longTitle = 300
)

// hostile has what breaks carelessly made pages: characters above U+FFFF and emoji, control characters, marks of direction, accents that
// combine, damaged UTF-8, signs that steer other programs, and placeholders of our own.
const hostile = "𠮷𬭸𫖯𱍐\u202e反\u202c\u2066x\u2069\x00\x1b\t👩‍🏫👍🏽n\u0303é\u0301\xff\xe4\xb8葛\U000E0100\uFFFF\uE000(a\\b)<c>[d]/e%s{0}{1}%!d|שלום한국，。）"

// worlds are all states every document is proved in.
var worlds = []string{"sample", "empty", "one", "hostile", "many"}

func newWorld(t testing.TB, name string) *world {
	w := &world{t: t, name: name, rows: -1, spots: map[spot]bool{}}
	switch name {
	case "sample":
	case "empty":
		w.rows, w.blank = 0, true
	case "one":
		w.rows = 1
	case "many":
		w.rows = manyRows
	case "hostile":
		w.text = func(s spot) (string, bool) {
			n := longTitle
			if typ := centre.TypeOf(s.table); typ != nil && typ.Field(s.key).Kind == field.LongKind {
				n = longText
			}
			return hostile + strings.Repeat("很长的一段文字，", n/8) + "完", true
		}
		w.names = func(_ field.ID, name string) string { return name + rareNames }
	default:
		t.Fatalf("no world %s", name)
	}
	return w
}

// steering are texts that say what a document may show: another text there is another document.
var steering = []spot{{"consent", "recipient"}, {"consent", "withhold"}, {"person", "address"}, {"referral", "override"}}

// bend brings everything below a pointer into the world: records, lists of records and plain structs with texts.
func (w *world) bend(ptr any) { w.walk(reflect.ValueOf(ptr)) }

func (w *world) walk(v reflect.Value) {
	if r, ok := asRecord(v); ok {
		w.record(r)
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			w.walk(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Type != reflect.TypeFor[field.Day]() {
				w.member(v.Type().Name(), f.Name, v.Field(i))
			}
		}
	case reflect.Slice:
		w.list(v)
		for i := range v.Len() {
			w.walk(v.Index(i))
		}
	}
}

// member bends one member of a plain struct.
func (w *world) member(table, key string, v reflect.Value) {
	if v.Type() != reflect.TypeFor[string]() {
		w.walk(v)
		return
	}
	if w.blank {
		v.SetString("")
	}
	if text, ok := w.textAt(spot{table, key}); ok {
		v.SetString(text)
	}
}

// list makes a list as long as the world has them, by copies with identities of their own.
func (w *world) list(v reflect.Value) {
	if k := v.Type().Elem().Kind(); k == reflect.Uint8 || k == reflect.String || w.rows < 0 || v.Len() == 0 {
		return
	}
	if v.Len() > w.rows {
		v.Set(v.Slice(0, w.rows))
	}
	for v.Len() < w.rows {
		next := v.Index(v.Len() % max(v.Len()/2, 1))
		if r, ok := asRecord(next); ok {
			c := r.Type().Copy(r)
			w.fresh++
			c.Base().ID = docID(20000 + w.fresh)
			next = reflect.ValueOf(c)
		}
		v.Set(reflect.Append(v, next))
	}
}

// record bends the fields of a record in place. Its identity and what it refers to stay.
func (w *world) record(r field.Record) {
	typ := r.Type()
	for i := range typ.Fields {
		f := &typ.Fields[i]
		if w.blank && f.Kind != field.RefKind {
			if err := f.Put(r, nil); err != nil {
				w.t.Fatal(err)
			}
		}
		p, ok := f.Pointer(r).(*string)
		ruled := f.Rule != nil && !f.Has(field.IsName)
		if !ok || f.Has(field.IsBlob) || f.Kind != field.TextKind && f.Kind != field.LongKind || ruled {
			continue
		}
		if text, ok := w.textAt(spot{typ.Table, f.Key}); ok {
			*p = text
		}
	}
}

func (w *world) textAt(s spot) (string, bool) {
	if w.text == nil || slices.Contains(steering, s) || strings.HasPrefix(s.table, "Stat") { // what is counted is codes
		return "", false
	}
	text, ok := w.text(s)
	if ok {
		w.spots[s] = true
	}
	return text, ok
}

// asRecord sees a record behind a pointer, an interface or a struct that lies in one.
func asRecord(v reflect.Value) (field.Record, bool) {
	if v.Kind() == reflect.Struct && v.CanAddr() {
		v = v.Addr()
	}
	if (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil() || !v.CanInterface() {
		return nil, false
	}
	r, ok := v.Interface().(field.Record)
	return r, ok
}

// setting is what the documents of this world are printed with.
func (w *world) setting(lang say.Lang) Setting {
	in := docSetting(lang)
	if w.names != nil {
		in.Centre += rareNames
		in.Names = func(id field.ID) string {
			if name := docName(id); name != "" {
				return w.names(id, name)
			}
			return ""
		}
	}
	return in
}

// document makes a document of a row in a world.
func (r documentRow) document(w *world, lang say.Lang) Document { return r.make(w, w.setting(lang)) }

// sampleOf is a document as the sample has it.
func sampleOf(t testing.TB, name string, lang say.Lang) Document {
	t.Helper()
	i := slices.IndexFunc(documents, func(r documentRow) bool { return r.name == name })
	if i < 0 {
		t.Fatalf("no document %s", name)
	}
	return documents[i].document(newWorld(t, "sample"), lang)
}

// TestWorldsAreWhatTheySay: the bending reaches records in lists, in structs, behind pointers and interfaces, and plain structs.
func TestWorldsAreWhatTheySay(t *testing.T) {
	type plain struct {
		Title string
		Case  *centre.Case
		Any   field.Record
		In    struct{ Steps []*centre.Step }
		Own   centre.Centre
		Lines []AuditLine
	}
	for name, want := range map[string]string{
		"sample": "t f 1 2 c 1 w", "empty": "  0   0 ", "one": "t f 1 2 c 1 w", "many": "t f 500 2 c 500 w",
	} {
		p := plain{Title: "t", Case: &centre.Case{Facts: "f"}, Any: &centre.Step{Minutes: 2}, Own: centre.Centre{Name: "c"}, Lines: []AuditLine{{Who: "w"}}}
		p.In.Steps = []*centre.Step{{}}
		newWorld(t, name).bend(&p)
		minutes := ""
		if n := p.Any.(*centre.Step).Minutes; n != 0 {
			minutes = fmt.Sprint(n)
		}
		who := ""
		if len(p.Lines) > 0 {
			who = p.Lines[0].Who
		}
		if got := fmt.Sprintf("%s %s %d %s %s %d %s", p.Title, p.Case.Facts, len(p.In.Steps), minutes, p.Own.Name, len(p.Lines), who); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	p := plain{Case: &centre.Case{Number: "n"}, Lines: []AuditLine{{Who: "w"}}}
	w := newWorld(t, "hostile")
	w.bend(&p)
	if len([]rune(p.Case.Facts)) < longText || len([]rune(p.Lines[0].Who)) < longTitle || !w.spots[spot{"case", "facts"}] {
		t.Error("hostile texts did not arrive")
	}
}
