package exchange

import (
	"bufio"
	"context"
	"fmt"
	"io"
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
	Private  bool           // personal fields and sensitive cases too; who asks for them writes it into the journal
	Plain    bool           // without the last columns, by which a table is read back as exactly the same records
	Numbers  bool           // after each count a column with its bare number, for a spreadsheet to add up
	Progress func(done int)
	Withheld func(r field.Record) // told of each record kept back because Private is not set; may be nil
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
	columns, err := w.columns(ctx)
	if err != nil {
		return 0, err
	}
	return w.writeTable(ctx, out, columns, each)
}

func (w Writing) writeTable(ctx context.Context, out io.Writer, columns []outColumn, each func(visit func(field.Record) error) error) (n int, err error) {
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
	guard := w.withholder()
	err = each(func(r field.Record) error {
		if err := stopped(ctx); err != nil {
			return err
		}
		if !w.Private {
			held, err := guard.holds(r)
			if err != nil {
				return err
			}
			if held {
				if w.Withheld != nil {
					w.Withheld(r)
				}
				return nil
			}
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
	isDay // days since the end of 1899, as a spreadsheet counts
	isTime
)

// outColumn is one column of a table that is written.
type outColumn struct {
	label string
	width float64 // in characters of the screen type
	cell  func(r field.Record) (value, error)
}

func (w Writing) columns(ctx context.Context) ([]outColumn, error) {
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
		for _, table := range s.Tables {
			// Names are read before the first record is: a look-up from within Each would be a read within a read.
			if w.Form == JSON {
				continue
			}
			if _, err := p.dir.index(table); err != nil {
				return nil, err
			}
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
		return out, nil
	}
	if counts {
		out = append(out, outColumn{w.Book.T("exchange.column.known"), 16, func(r field.Record) (value, error) { return value{text: p.known(r)}, nil }})
	}
	return append(out, outColumn{w.Book.T("exchange.column.id"), 38, func(r field.Record) (value, error) {
		return value{text: r.Base().ID.String()}, nil
	}}), nil
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
