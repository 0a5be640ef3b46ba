package office

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// Exporting says what is to be written and how.
type Exporting struct {
	Type     *field.Type
	Form     exchange.Form
	Find     string       // words to find; with Where empty too: every record
	Where    []store.Cond // conditions, all of which must hold
	Private  bool         // personal fields too; of clients only with a Reason
	Reason   string       // why clients are named
	Register bool         // cases as the register that offices keep of visits, with their persons
	Book     *say.Book
	Progress func(done int)
	Withheld func() // told of each sensitive record that is kept back because Private is not set; may be nil
}

// Export writes the records of a table and returns how many there were. The journal has the export before the first byte is
// written, so that none can be made unseen.
func (o *Office) Export(ctx context.Context, out io.Writer, e Exporting) (int, error) {
	if err := o.NoteExport(ctx, e); err != nil {
		return 0, err
	}
	w := exchange.Writing{Type: e.Type, Form: e.Form, Book: e.Book, Zone: o.zone, Lookup: o.store, Private: e.Private, Progress: e.Progress}
	if e.Withheld != nil {
		w.Withheld = func(field.Record) { e.Withheld() }
	}
	write := exchange.Export
	if e.Register && e.Type == centre.CaseType {
		write = exchange.ExportRegister
	}
	n, err := write(ctx, out, w, func(visit func(field.Record) error) error {
		if e.Find == "" && len(e.Where) == 0 {
			return o.store.Each(ctx, e.Type, visit)
		}
		return o.eachFound(e.Type, store.Query{Find: e.Find, Where: e.Where, Sort: store.ByMade}, visit)
	})
	if err != nil {
		return n, fmt.Errorf("export %s: %w", e.Type.Table, err)
	}
	return n, nil
}

// NoteExport writes into the journal that records leave the program; whoever writes them out by another way than Export calls it
// before the first byte. A table that names clients rests on no consent of each of them, so the person in charge answers for it with a
// reason. Codes: Denied; field.Problems for the reason.
func (o *Office) NoteExport(ctx context.Context, e Exporting) error {
	if err := o.allow(ctx, centre.MayExport, "export"); err != nil {
		return err
	}
	if e.Private && NamesClients(e.Type) {
		if err := o.allow(ctx, centre.MayApprove, "export"); err != nil {
			return fmt.Errorf("export in full: %w", err)
		}
		if field.Tidy(e.Reason) == "" {
			return field.Problems{{Field: "reason", Say: "problem.whole.export"}}
		}
	}
	_, err := o.performAs(ctx, store.Verb{Name: "export", Reason: field.Tidy(e.Reason)}, func(v *verb) error {
		v.Note(store.Exported, e.Type, field.ID{}, e.note())
		return nil
	})
	return err
}

// NamesClients reports whether a table of the type says who came to the centre or who is given aid: its personal fields leave only with
// a reason.
func NamesClients(t *field.Type) bool {
	return t.Space != field.Open && slices.ContainsFunc(t.With(field.InExport), func(s *field.Spec) bool { return s.Has(field.IsPrivate) })
}

// note is what the journal keeps of an export: its form, whether personal fields went along, and what it was narrowed to.
func (e Exporting) note() string {
	text := string(e.Form)
	if e.Register {
		text += " register"
	}
	if e.Private {
		text += " private"
	}
	if e.Find != "" {
		text += " find " + e.Find
	}
	for _, c := range e.Where {
		text += " " + c.Key + "=" + strings.Join(c.Values, ",")
	}
	return text
}

func (o *Office) eachFound(t *field.Type, q store.Query, visit func(field.Record) error) error {
	rows, err := o.store.List(t, q)
	if err != nil {
		return err
	}
	for i := range rows.Len() {
		if rows.Faced(i) {
			continue
		}
		r, err := o.store.Get(t, rows.ID(i))
		if err != nil {
			return err
		}
		if err := visit(r); err != nil {
			return err
		}
	}
	return nil
}
