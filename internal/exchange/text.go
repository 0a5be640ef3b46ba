package exchange

import (
	"fmt"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Text returns the plan in words, a line for each thing there is to say: the columns that are not simply used, the organisations and
// programmes, then each row with the values it gives and the remarks on it.
func (p *Plan) Text(w centre.Shown) string {
	t := teller{p: p, w: w}
	name := w.Name
	sides := map[field.ID]string{}
	for _, s := range p.Sides {
		sides[s.Record.Base().ID] = s.Record.Type().TitleOf(s.Record)
	}
	t.w.Name = func(id field.ID) string {
		if n, ok := sides[id]; ok {
			return n
		}
		if name == nil {
			return ""
		}
		return name(id)
	}
	t.line("exchange.text.file", p.File, w.Book.T(p.Type.Table+".list"))
	for _, s := range p.Sides {
		t.side(s)
	}
	for _, s := range p.Sheets {
		t.sheet(s)
	}
	return strings.TrimRight(t.out.String(), "\n")
}

type teller struct {
	p   *Plan
	w   centre.Shown
	out strings.Builder
}

func (t *teller) line(key string, args ...any) {
	t.out.WriteString(t.w.Book.T(key, args...) + "\n")
}

func (t *teller) side(s *Side) {
	key := "exchange.text.found"
	if s.New {
		key = "exchange.text.made"
	}
	typ := s.Record.Type()
	t.line(key, t.w.Book.T(typ.Table), typ.TitleOf(s.Record), s.Uses)
	if len(s.Written) > 0 {
		t.line("exchange.text.written", s.Written)
	}
	if len(s.Like) > 0 {
		t.line("exchange.text.like", s.Like)
	}
}

func (t *teller) sheet(s *SheetPlan) {
	name := s.Name
	if name == "" {
		name = t.p.File
	}
	if s.Say != "" {
		t.line("exchange.text.leftout", name, t.w.Book.T(s.Say))
		return
	}
	t.line("exchange.text.sheet", name, s.Heading)
	for _, h := range s.Head {
		if h.Fate != Used && h.Say != "exchange.head.heading" {
			t.line("exchange.text.cell", h.Cell, h.Text, t.w.Book.T(h.Say))
		}
	}
	for _, c := range s.Columns {
		if c.Say != "" && c.Heading != "" {
			t.line("exchange.text.column", c.Name, c.Heading, sentence(t.w.Book, c.Say, c.Args))
		}
	}
	for i := range s.Rows {
		t.row(&s.Rows[i], &s.sheet.Rows[s.first+i])
	}
}

func (t *teller) row(r *RowPlan, cells *Row) {
	if r.Action == LeftOut {
		t.line("exchange.text.rowleft", r.Number, t.w.Book.T(r.Say))
	} else {
		t.line("exchange.text.row", r.Number, t.w.Book.T("exchange.action."+string(r.Action)), t.values(r))
	}
	for _, key := range r.Changed {
		f := r.Record.Type().Field(key)
		t.line("exchange.text.change", t.w.Label(r.Record.Type(), f), t.w.Field(f, r.Before), t.w.Field(f, r.Record))
	}
	for _, m := range r.Remarks {
		if m.Col < 0 {
			t.line("exchange.text.remark", m.Sentence(t.w.Book))
			continue
		}
		t.line("exchange.text.cell", cellName(m.Col, r.Number), oneLine(cells.cell(m.Col).Text), m.Sentence(t.w.Book))
	}
}

// values shows the fields that a record has, with how its counts are known left to the form.
func (t *teller) values(r *RowPlan) string {
	var out []string
	typ := r.Record.Type()
	for _, f := range typ.With(field.InForm) {
		if !f.Empty(r.Record) {
			out = append(out, fmt.Sprintf("%s %s", t.w.Label(typ, f), oneLine(t.w.Field(f, r.Record))))
		}
	}
	return strings.Join(out, " | ")
}
