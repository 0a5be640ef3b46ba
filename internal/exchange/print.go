package exchange

import (
	"fmt"
	"strings"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// printer writes values as words that the reader takes back.
type printer struct {
	Writing
	shown centre.Shown
	dir   *directory
	rd    *reader // its word lists
}

func (p *printer) cell(s *field.Spec, r field.Record) (value, error) {
	switch v := s.Pointer(r).(type) {
	case *string:
		if s.Kind == field.ChoiceKind && *v != "" {
			return value{text: p.rd.words(s.Vocab).label(p.Book, *v)}, nil
		}
		return value{text: *v}, nil
	case *[]string:
		words := make([]string, len(*v))
		for i, c := range *v {
			words[i] = p.rd.words(s.Vocab).label(p.Book, c)
		}
		return value{text: p.Book.List(words...)}, nil
	case *field.Day:
		return p.dayCell(*v), nil
	case *field.Moment:
		return p.momentCell(*v), nil
	case *int64:
		if *v == 0 || *v >= 1e15 {
			return value{text: s.Text(r)}, nil
		}
		return value{text: s.Text(r), number: float64(*v), kind: isWhole}, nil
	case *field.Count:
		if e, ok := r.(*centre.Event); ok && e.NotCounted(s.Key) {
			return value{text: p.Book.T("draft.notcounted")}, nil
		}
		return value{text: v.String()}, nil
	case *field.YesNo:
		return value{text: p.shown.Field(s, r)}, nil
	case *field.Fen:
		if *v == 0 || *v >= 1e13 {
			return value{text: v.String()}, nil
		}
		return value{text: v.String(), number: float64(*v) / 100, kind: isMoney}, nil
	case *field.ID:
		text, err := p.dir.refer(s.Tables, *v, p.Private)
		return value{text: text}, err
	case *[]field.ID:
		names := make([]string, len(*v))
		for i, id := range *v {
			var err error
			if names[i], err = p.dir.refer(s.Tables, id, p.Private); err != nil {
				return value{}, err
			}
		}
		return value{text: p.Book.List(names...)}, nil
	}
	return value{text: s.Text(r)}, nil
}

// day is a date as offices write it; in English as the machine writes it, for that is read back in every country.
func (p *printer) day(d field.Day) string {
	if p.Book.Lang() == say.ZH {
		return p.shown.Day(d)
	}
	text := d.String()
	if d.Half != field.WholeDay {
		text = text[:len(text)-2] + " " + text[len(text)-2:]
	}
	return text
}

// firstDay is the first from which every spreadsheet counts alike: 1900 was no leap year, and some think it was.
var firstDay = time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)

// serial is a date as a spreadsheet keeps it: days since the end of 1899. ok is false for those that it cannot keep.
func serial(t time.Time) (days float64, ok bool) {
	wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
	if wall.Before(firstDay) || t.Year() > 9999 {
		return 0, false
	}
	return wall.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24, true
}

// dayCell is a day; a month, a year or half a day is more than a spreadsheet's date can say, and stands as text.
func (p *printer) dayCell(d field.Day) value {
	out := value{text: p.day(d)}
	if d.Exact() && d.Half == field.WholeDay {
		if n, ok := serial(d.Time()); ok {
			out.number, out.kind = n, isDay
		}
	}
	return out
}

func (p *printer) momentCell(m field.Moment) value {
	out := value{text: p.moment(m)}
	zone := p.Zone
	if zone == nil {
		zone = time.UTC
	}
	if t := m.In(zone); m != 0 && t.Second() == 0 && t.Nanosecond() == 0 {
		if n, ok := serial(t); ok {
			out.number, out.kind = n, isTime
		}
	}
	return out
}

// moment is a date with as much of the time of day as it has, in the zone of the clock on the wall.
func (p *printer) moment(m field.Moment) string {
	if m == 0 {
		return ""
	}
	zone := p.Zone
	if zone == nil {
		zone = time.UTC
	}
	t := m.In(zone)
	switch {
	case t.Nanosecond() != 0:
		return t.Format("2006-01-02 15:04:05.000")
	case t.Second() != 0:
		return t.Format("2006-01-02 15:04:05")
	}
	return t.Format("2006-01-02 15:04")
}

func bare(s *field.Spec, r field.Record) value {
	n, ok := s.Pointer(r).(*field.Count)
	if !ok || !n.HasValue {
		return value{}
	}
	return value{text: fmt.Sprint(n.Value), number: float64(n.Value), kind: isWhole}
}

// known says how the counts of a record are known: one word when all that are filled agree, else one by one.
func (p *printer) known(r field.Record) string {
	var parts []string
	words := map[field.Known]bool{}
	for i := range p.Type.Fields {
		s := &p.Type.Fields[i]
		n, ok := s.Pointer(r).(*field.Count)
		if !ok || n.IsZero() || !p.keeps(s) {
			continue
		}
		words[n.Known] = true
		if n.Known != "" {
			parts = append(parts, p.Book.T("exchange.known", p.Book.T(p.Type.Table+"."+s.Key), p.knownWord(n.Known)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	if len(words) == 1 {
		for k := range words {
			return p.knownWord(k)
		}
	}
	return strings.Join(parts, p.Book.T("exchange.known.and"))
}

func (p *printer) knownWord(k field.Known) string {
	if key := "known." + string(k); p.Book.Has(key) {
		return p.Book.T(key)
	}
	return string(k)
}
