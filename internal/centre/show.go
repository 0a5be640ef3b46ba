package centre

import (
	"slices"
	"strings"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// Shown is what putting a record into words needs: the language, the zone of the clock on the wall and the names of records.
type Shown struct {
	Book *say.Book
	Zone *time.Location           // nil is UTC
	Name func(id field.ID) string // the name of a referred record; nil shows nothing
}

// Label returns the name of a field.
func (w Shown) Label(t *field.Type, s *field.Spec) string { return w.Book.T(t.Table + "." + s.Key) }

// Code returns the word for one code of a vocabulary; a code of a newer version shows as it is.
func (w Shown) Code(v *field.Vocab, code string) string {
	if code == "" {
		return ""
	}
	if key := v.Name + "." + code; w.Book.Has(key) {
		return w.Book.T(key)
	}
	return code
}

// Path returns the word for one code with the broader term before it, for lists of two levels: 职场性骚扰/言语. The last level alone
// would say too little: 认定 of what?
func (w Shown) Path(v *field.Vocab, code string) string {
	text := w.Code(v, code)
	if t := v.Term(code); t != nil && t.Under != "" {
		return w.Book.T("value.under", w.Code(v, t.Under), text)
	}
	return text
}

// Field returns the value of the field of r as a person reads it: words for codes, 2008年3月6日 for days, names for references.
func (w Shown) Field(s *field.Spec, r field.Record) string {
	if s.Has(field.IsBlob) {
		return "" // it would tell the key to a file
	}
	switch p := s.Pointer(r).(type) {
	case *string:
		if s.Kind == field.ChoiceKind {
			return w.Path(s.Vocab, *p)
		}
		return *p
	case *[]string:
		return w.join(*p, func(c string) string { return w.Path(s.Vocab, c) })
	case *field.Day:
		return w.Day(*p)
	case *field.Moment:
		return w.Moment(*p)
	case *int64:
		if *p == 0 {
			return ""
		}
		if s.Key == "year" {
			return s.Text(r)
		}
		return w.Book.Number(*p)
	case *field.Count:
		return w.Labelled(*p, s.Unit)
	case *field.YesNo:
		if *p == field.NotAsked {
			return ""
		}
		return w.Book.T("yesno." + p.String())
	case *field.Fen:
		if *p == 0 {
			return ""
		}
		return w.Book.Money(int64(*p))
	case *field.ID:
		return w.name(*p)
	case *[]field.ID:
		names := make([]string, 0, len(*p))
		for _, id := range *p {
			names = append(names, w.name(id))
		}
		return w.Book.List(names...)
	}
	return s.Text(r)
}

// Alone is Field where no label stands beside it: a count keeps its measure word.
func (w Shown) Alone(s *field.Spec, r field.Record) string {
	if c, ok := s.Pointer(r).(*field.Count); ok {
		return w.Count(*c)
	}
	return w.Field(s, r)
}

func (w Shown) join(codes []string, f func(string) string) string {
	words := make([]string, 0, len(codes))
	for _, c := range codes {
		words = append(words, f(c))
	}
	return w.Book.List(words...)
}

func (w Shown) name(id field.ID) string {
	if id == (field.ID{}) || w.Name == nil {
		return ""
	}
	return w.Name(id)
}

// Day returns a day as a person reads it; empty for none.
func (w Shown) Day(d field.Day) string {
	if d.IsZero() {
		return ""
	}
	return w.Book.DayHalf(d.Year, d.Month, d.Date, say.Half(d.Half))
}

// Moment returns a date with its time in the zone of the wall clock; empty for none.
func (w Shown) Moment(m field.Moment) string {
	if m == 0 {
		return ""
	}
	z := w.Zone
	if z == nil {
		z = time.UTC
	}
	return w.Book.Moment(m.In(z))
}

// plainUnits are the measure words of things that a label names already: English has none for them.
var plainUnits = []string{"个", "件", "份"}

// Labelled returns a count that stands behind a label; in English without the measure word where the label implies it: Posts 121, People 86,
// but People 26 households. The units are those the label implies, beside the plain ones.
func (w Shown) Labelled(c field.Count, units ...string) string {
	if w.Book.Lang() == say.EN && c.HasValue && (slices.Contains(units, c.Unit) || slices.Contains(plainUnits, c.Unit)) {
		c.Unit = ""
	}
	return w.Count(c)
}

// Figure returns a count behind the label of a figure of an event, which says whether it counts units or people.
func (w Shown) Figure(c field.Count) string { return w.Labelled(c, "家", "人", "名") }

// Count returns a count as it was written; in English its qualifier and measure word are translated, for the digits are what
// people compare.
func (w Shown) Count(c field.Count) string {
	if w.Book.Lang() == say.ZH || c.IsZero() {
		return c.String()
	}
	unit := c.Unit
	if key := "unit." + c.Unit; c.Unit != "" && w.Book.Has(key) {
		unit = w.Book.T(key)
	}
	if !c.HasValue {
		return w.Book.T("count.unknown", unit)
	}
	how := "exact"
	switch c.Qualifier {
	case "多", "余":
		how = "over"
	case "近":
		how = "near"
	case "约":
		how = "about"
	case "以上":
		how = "least"
	}
	return strings.TrimSpace(w.Book.T("count."+how, w.Book.Number(c.Value), unit)) // nothing follows where there is no measure word
}
