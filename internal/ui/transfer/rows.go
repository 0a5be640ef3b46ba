package transfer

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// line is one line of the table, in words.
type line struct {
	where, what, name, more string
	full                    string // shown below the table when the line is in hand
	tone                    kit.Tone
	do                      func() // what Enter does; nil: nothing
}

// rows shows lines, each made when it is first looked at: a ledger may have twenty thousand.
type rows struct {
	makers []func() line
	made   map[int]line
}

// linesOf shows lines that are made already.
func linesOf(all []line) *rows {
	r := &rows{makers: make([]func() line, len(all)), made: map[int]line{}}
	for i, l := range all {
		r.made[i] = l
	}
	return r
}

func (r *rows) add(make func() line) { r.makers = append(r.makers, make) }

func (r *rows) at(i int) line {
	l, ok := r.made[i]
	if !ok {
		l = r.makers[i]()
		r.made[i] = l
	}
	return l
}

// Len is called by the table.
func (r *rows) Len() int { return len(r.makers) }

// ID numbers the lines; the table asks for no more.
func (r *rows) ID(i int) (id field.ID) {
	binary.BigEndian.PutUint64(id[8:], uint64(i)+1)
	return id
}

// Text is called by the table.
func (r *rows) Text(i int, key string) string {
	l := r.at(i)
	switch key {
	case "where":
		return l.where
	case "what":
		return l.what
	case "name":
		return l.name
	}
	return l.more
}

func (n *intake) columns() []kit.Column {
	h := n.host
	tone := func(r kit.Rows, i int) kit.Tone { return r.(*rows).at(i).tone }
	if n.shown == "columns" {
		return []kit.Column{
			{Key: "where", Title: h.T("transfer.col.column"), Width: 110, Fixed: true}, {Key: "name", Title: h.T("transfer.col.heading"), Width: 300, Loose: true, Fixed: true},
			{Key: "what", Title: h.T("transfer.col.goes"), Width: 230, Fixed: true, Tone: tone}, {Key: "more", Title: h.T("transfer.col.samples"), Width: 380, Loose: true, Fixed: true},
		}
	}
	return []kit.Column{
		{Key: "where", Title: h.T("transfer.col.where"), Width: 90, Fixed: true}, {Key: "what", Title: h.T("transfer.col.what"), Width: 110, Fixed: true, Tone: tone},
		{Key: "name", Title: h.T("transfer.col.name"), Width: 260, Loose: true, Fixed: true}, {Key: "more", Title: h.T("transfer.col.more"), Width: 420, Loose: true, Fixed: true},
	}
}

// fill shows what the person chose to look at.
func (n *intake) fill() {
	n.fillTable()
	n.table.Select(0)
	n.explain(0)
}

func (n *intake) fillTable() {
	var all *rows
	switch n.shown {
	case "columns":
		all = linesOf(n.mapLines())
	case "cells":
		all = linesOf(n.cellLines())
	case "sides":
		all = linesOf(n.sideLines())
	default:
		all = n.rowLines()
	}
	n.table = kit.NewTable(n.host, n.columns())
	n.table.SetEmpty(n.host.T("transfer.none"), "", nil)
	n.table.SetRows(all)
	n.table.OnSelect = n.explain
	n.table.OnOpen = func(i int) {
		if do := all.at(i).do; do != nil {
			do()
		}
	}
	n.place.Objects = []fyne.CanvasObject{n.table}
	n.place.Refresh()
}

// explain shows all of the line in hand.
func (n *intake) explain(i int) {
	text := ""
	if r, ok := n.table.Rows().(*rows); ok && i >= 0 && i < r.Len() {
		text = r.at(i).full
	}
	n.detail.SetText(text)
	n.detail.Refresh()
}

var actionTones = map[exchange.Action]kit.Tone{exchange.New: kit.Good, exchange.Change: kit.Warn, exchange.Same: kit.Grey, exchange.LeftOut: kit.Grey, exchange.Barred: kit.Late}

// rowLines says for every row of the file what it becomes.
func (n *intake) rowLines() *rows {
	h, out := n.host, &rows{made: map[int]line{}}
	for _, s := range n.plan.Sheets {
		if s.Say != "" {
			out.add(func() line {
				return line{where: s.Name, what: h.T("exchange.action.left"), name: h.T(s.Say), tone: kit.Grey}
			})
		}
		for i := range s.Rows {
			out.add(func() line { return n.rowLine(&s.Rows[i]) })
		}
	}
	return out
}

func (n *intake) rowLine(r *exchange.RowPlan) line {
	h := n.host
	l := line{where: strconv.Itoa(r.Number), what: h.T("exchange.action." + string(r.Action)), tone: actionTones[r.Action]}
	if r.Record == nil {
		l.name = h.T(r.Say)
		return l
	}
	t := r.Record.Type()
	l.name = n.words().Field(t.Field(t.Title[0]), r.Record)
	if c, ok := r.Record.(*centre.Case); ok {
		l.name = strings.TrimSpace(l.name + " " + n.words().Name(c.Person))
	}
	l.more = n.values(r)
	l.full = l.more
	if said := n.remarks(r); said != "" {
		l.more, l.full = said, l.full+"\n"+said
	}
	return l
}

// words puts records into words, with the names of those that the plan would make.
func (n *intake) words() centre.Shown {
	words := n.host.Shown()
	if n.names == nil {
		n.names = map[field.ID]string{}
		for _, s := range n.plan.Sides {
			n.names[s.Record.Base().ID] = s.Record.Type().TitleOf(s.Record)
		}
	}
	saved, names := words.Name, n.names
	words.Name = func(id field.ID) string {
		name, ok := names[id]
		if !ok && saved != nil && id != (field.ID{}) {
			name = saved(id)
		}
		return name
	}
	return words
}

// values are the fields that a row fills, in words, dates and figures first. What it refers to may not be saved yet.
func (n *intake) values(r *exchange.RowPlan) string {
	h := n.host
	words := n.words()
	t := r.Record.Type()
	var figures, others []string
	for i := range t.Fields {
		s := &t.Fields[i]
		if s.Empty(r.Record) || s.Key == t.Title[0] || s.Has(field.IsMasked) {
			continue
		}
		text := h.T("transfer.value", words.Label(t, s), words.Field(s, r.Record))
		if s.Kind == field.CountKind || s.Kind == field.DayKind || s.Kind == field.MoneyKind {
			figures = append(figures, text)
		} else {
			others = append(others, text)
		}
	}
	out := append(figures, others...)
	return strings.Join(out, h.T("transfer.values"))
}

func (n *intake) remarks(r *exchange.RowPlan) string {
	var out []string
	if r.Say != "" {
		out = append(out, n.host.T(r.Say))
	}
	for _, m := range r.Remarks {
		out = append(out, m.Sentence(n.host.Book))
	}
	return strings.Join(out, n.host.T("transfer.values"))
}

// oddCells are the cells whose text does not simply go into a field, what is refused first. The headings are left out: they say
// where the cells below them go.
func oddCells(p *exchange.Plan) (out []exchange.Entry) {
	for e := range p.Account() {
		if e.Fate != exchange.Used && e.Say != "exchange.head.heading" {
			out = append(out, e)
		}
	}
	rank := []exchange.Fate{exchange.Lacking, exchange.Noted, exchange.Ignored}
	slices.SortStableFunc(out, func(a, b exchange.Entry) int {
		return slices.Index(rank, a.Fate) - slices.Index(rank, b.Fate)
	})
	return out
}

var fateTones = map[exchange.Fate]kit.Tone{exchange.Noted: kit.Plain, exchange.Ignored: kit.Grey, exchange.Lacking: kit.Late}

func (n *intake) cellLines() (out []line) {
	h := n.host
	for _, e := range oddCells(n.plan) {
		why := exchange.Remark{Say: e.Say, Args: e.Args}.Sentence(h.Book)
		out = append(out, line{
			where: e.Cell, what: h.T("transfer.fate." + string(e.Fate)), name: e.Text, more: why, full: h.T("transfer.cell", e.Text, why), tone: fateTones[e.Fate],
		})
	}
	return out
}

// sideLines are the organisations and programmes that rows refer to.
func (n *intake) sideLines() (out []line) {
	h := n.host
	for _, s := range n.plan.Sides {
		t := s.Record.Type()
		l := line{where: h.T(t.Table), what: h.T("transfer.side.found"), name: t.TitleOf(s.Record), more: h.T("transfer.side.uses", s.Uses), tone: kit.Grey}
		if s.New {
			l.what, l.tone = h.T("transfer.side.new"), kit.Good
		}
		if len(s.Written) > 0 {
			l.more = h.T("transfer.side.written", l.more, s.Written)
		}
		if len(s.Like) > 0 {
			l.more, l.tone = h.T("transfer.side.like", l.more, s.Like), kit.Warn
		}
		l.full = l.more
		out = append(out, l)
	}
	return out
}
