package exchange

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// Writing says what to write and how.
type Writing struct {
	Type     *field.Type
	Form     Form
	Book     *say.Book      // language of the headings and words
	Zone     *time.Location // of the clock on the wall; nil is UTC
	Lookup   Lookup         // names the records that fields refer to
	Private  bool           // personal fields too; who asks for them writes it into the journal
	Plain    bool           // without the last columns, by which a table is read back as exactly the same records
	Numbers  bool           // after each count a column with its bare number, for a spreadsheet to add up
	Progress func(done int)
}

// Export writes the records that each gives, one row or object each, and returns how many there were. A table has the labels of the
// fields as headings, words for codes, names for references and counts as they were written, so that Read and MakePlan make the
// same records of it; JSON has permanent keys and ids. field.Cancelled when ctx ends: what was written until then is not whole.
func Export(ctx context.Context, out io.Writer, w Writing, each func(visit func(field.Record) error) error) (int, error) {
	n, err := w.write(ctx, out, each)
	if err != nil {
		return n, fmt.Errorf("export table: %w", err)
	}
	return n, nil
}

// table takes rows and writes them in one form.
type table interface {
	heading(labels []string) error
	row(r field.Record, cells []value) error
	close() error
}

func (w Writing) write(ctx context.Context, out io.Writer, each func(visit func(field.Record) error) error) (n int, err error) {
	columns := w.columns(ctx)
	var t table
	switch w.Form {
	case XLSX:
		t, err = newXLSX(out, w.Book.T(w.Type.Table+".list"), columns)
	case CSV:
		t = &csvTable{out: bufio.NewWriter(out)}
	case JSON:
		t = &jsonWriter{out: bufio.NewWriter(out), keep: w.keeps}
	default:
		err = fmt.Errorf("form %q is not known", w.Form)
	}
	if err != nil {
		return 0, err
	}
	labels := make([]string, len(columns))
	for i, c := range columns {
		labels[i] = c.label
	}
	if err := t.heading(labels); err != nil {
		return 0, err
	}
	cells := make([]value, len(columns))
	err = each(func(r field.Record) error {
		if err := stopped(ctx); err != nil {
			return err
		}
		if w.Form != JSON {
			for i, c := range columns {
				if cells[i], err = c.cell(r); err != nil {
					return err
				}
			}
		}
		if err := t.row(r, cells); err != nil {
			return err
		}
		if n++; w.Progress != nil && n%100 == 0 {
			w.Progress(n)
		}
		return nil
	})
	if err != nil {
		return n, err
	}
	return n, t.close()
}

func (w Writing) keeps(s *field.Spec) bool {
	return s.Has(field.InExport) && (w.Private || !s.Has(field.IsPrivate))
}

// value is what stands in one cell: a text, or a number that a spreadsheet can add up.
type value struct {
	text   string
	number float64
	kind   uint8
}

const (
	isText uint8 = iota
	isWhole
	isMoney
)

// outColumn is one column of a table that is written.
type outColumn struct {
	label string
	width float64 // in characters of the screen type
	cell  func(r field.Record) (value, error)
}

func (w Writing) columns(ctx context.Context) []outColumn {
	var out []outColumn
	p := &printer{Writing: w, shown: centre.Shown{Book: w.Book, Zone: w.Zone}, rd: &reader{}}
	p.dir = newDirectory(ctx, w.Lookup, "")
	p.dir.words = &p.shown
	counts := false
	for i := range w.Type.Fields {
		s := &w.Type.Fields[i]
		if !w.keeps(s) {
			continue
		}
		label := w.Book.T(w.Type.Table + "." + s.Key)
		out = append(out, outColumn{label, widthOf(s), func(r field.Record) (value, error) { return p.cell(s, r) }})
		if s.Kind == field.CountKind {
			counts = true
			if w.Numbers {
				out = append(out, outColumn{w.Book.T("exchange.column.number", label), 10, func(r field.Record) (value, error) { return bare(s, r), nil }})
			}
		}
	}
	if w.Plain {
		return out
	}
	if counts {
		out = append(out, outColumn{w.Book.T("exchange.column.known"), 16, func(r field.Record) (value, error) { return value{text: p.known(r)}, nil }})
	}
	return append(out, outColumn{w.Book.T("exchange.column.id"), 38, func(r field.Record) (value, error) {
		return value{text: r.Base().ID.String()}, nil
	}})
}

func widthOf(s *field.Spec) float64 {
	switch s.Kind {
	case field.LongKind:
		return 48
	case field.TextKind, field.RefsKind:
		if s.Max > 0 && s.Max <= 20 {
			return 14
		}
		return 28
	case field.RefKind:
		return 24
	case field.DayKind, field.MomentKind, field.ChoicesKind:
		return 18
	}
	return 12
}

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
