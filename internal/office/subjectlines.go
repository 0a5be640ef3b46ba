package office

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// mentions finds other records in whose texts her name stands. A name of one character is too common to be looked for.
func (g *gathering) mentions() error {
	name := g.her.Name
	if utf8.RuneCountInString(name) < 2 {
		return nil
	}
	for _, t := range centre.Types {
		rows, err := g.o.store.List(t, store.Query{Find: name, Sort: store.ByMade})
		if err != nil {
			return err
		}
		for i := range rows.Len() {
			id := rows.ID(i)
			if g.hers[id] != nil || rows.Faced(i) {
				continue
			}
			r, err := g.o.store.Get(t, id)
			if errors.Is(err, field.Locked) {
				continue
			}
			if err != nil {
				return err
			}
			for i := range t.Fields {
				f := &t.Fields[i]
				if (f.Kind == field.TextKind || f.Kind == field.LongKind) && strings.Contains(f.Text(r), name) {
					g.out.Mentions = append(g.out.Mentions, SubjectText{t, id, f.Key})
					break
				}
			}
		}
	}
	return nil
}

// subjectWords are what an entry did, by kind.
var subjectWords = map[store.Kind]string{
	store.Made: "subject.made", store.Changed: "subject.changed", store.Deleted: "subject.gone", store.Restored: "subject.restored",
	store.Seen: "subject.seen", store.Printed: "subject.printed", store.Exported: "subject.exported", store.Imported: "subject.imported",
	store.Erased: "subject.erased",
}

// journal collects who did what with her records, and the exports of whole tables that she stands in. A line is one kind of thing done
// by one entry.
func (g *gathering) journal(ctx context.Context, b *say.Book) error {
	tables := map[*field.Type]bool{}
	since := field.Moment(0)
	for _, p := range g.out.Sheet.Parts {
		tables[p.Record.Type()] = true
		if made := p.Record.Base().Made; since == 0 || made < since {
			since = made
		}
	}
	return g.o.store.Journal(ctx, 1, 0, func(e store.Entry) error {
		if e.Damaged {
			g.out.Damaged++
			return nil
		}
		var kinds []store.Kind
		about := map[store.Kind][]string{}
		for _, op := range e.Ops {
			word := subjectWords[op.Kind]
			if word == "" || op.Type == nil {
				continue
			}
			text := b.T(op.Type.Table)
			switch whole := op.ID == (field.ID{}); {
			case whole && op.Kind == store.Exported && tables[op.Type] && e.At >= since:
				text = b.T("subject.table", text)
			case whole || g.hers[op.ID] == nil:
				continue
			case op.Kind == store.Seen && op.Type.Field(op.Text) != nil:
				text = b.T("subject.field", text, b.T(op.Type.Table+"."+op.Text))
			}
			if len(about[op.Kind]) == 0 {
				kinds = append(kinds, op.Kind)
			}
			if !slices.Contains(about[op.Kind], text) {
				about[op.Kind] = append(about[op.Kind], text)
			}
		}
		for _, k := range kinds {
			who := e.Who
			if who == "" {
				who = b.T("subject.nobody")
			}
			g.out.Sheet.Lines = append(g.out.Sheet.Lines, paper.SubjectLine{At: e.At, Who: who, What: b.T(subjectWords[k]), About: b.List(about[k]...)})
		}
		return nil
	})
}
