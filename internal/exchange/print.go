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
		return value{text: p.day(*v)}, nil
	case *field.Moment:
		return value{text: p.moment(*v)}, nil
	case *int64:
		if *v == 0 || *v >= 1e15 {
			return value{text: s.Text(r)}, nil
		}
		return value{text: s.Text(r), number: float64(*v), kind: isWhole}, nil
	case *field.Count:
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
