package events

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// sheet is a table of an event that is typed like a spreadsheet: the employers of a job fair, the departments of a clinic. A row is
// saved when the keyboard leaves it; what has to be mended stays in its cell, in red, with the reason below.
type sheet struct {
	host   *kit.Host
	desk   Desk
	event  *centre.Event
	typ    *field.Type
	keys   []string                            // its columns
	sums   func(summary.EventSummary) []string // what the rows come to, beside what was declared; nil: nothing
	cells  *kit.Cells
	saved  map[field.ID]field.Record
	totals *kit.Paragraph
	alarm  *kit.Paragraph
	panel  *kit.Panel
	wait   [][]*kit.CellRow // handed over and not saved yet
	saving bool
	leaves bool // once all is saved
	last   uint64
	notes  []string // answers to what was done last
	over   func()
}

// sheetColumns are the columns of a table and how wide each is beside the others.
var sheetColumns = map[*field.Type][]string{
	centre.JobLineType: {"employer", "post", "wanted", "women", "wage", "intents", "hired30", "hired90", "note"},
	centre.DeskType:    {"hospital", "department", "experts", "seen", "referred", "note"},
	centre.AwardType:   {"name", "rank", "unit", "number", "given", "by", "note"},
}

// sheetOf is the type of the table that an event of a kind has; nil for none.
func sheetOf(kind string) *field.Type {
	switch kind {
	case "jobfair":
		return centre.JobLineType
	case "clinic", "screening":
		return centre.DeskType
	case "contest", "sport", "commendation", "exhibition", "publicity":
		return centre.AwardType
	}
	return nil
}

// typeLines opens the table of an event; over is told when it is left.
func (a *area) typeLines(e *centre.Event, over func()) *sheet {
	s := &sheet{host: a.host, desk: a.desk, event: e, typ: sheetOf(e.Kind), saved: map[field.ID]field.Record{}, over: over}
	s.keys, s.sums = sheetColumns[s.typ], s.shares
	s.load()
	return s
}

// load reads the rows that are saved and shows them.
func (s *sheet) load() {
	q := kit.Query{Where: []store.Cond{store.Where("event", s.event.ID.String())}, Sort: store.ByMade}
	kit.Go(s.host, func() ([]field.Record, error) { return kit.OpenAll[field.Record](s.desk, s.typ, q) }, func(rs []field.Record, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("kit.list.loading"), err, "")
			return
		}
		s.open(rs)
	})
}

func (s *sheet) open(rs []field.Record) {
	h := s.host
	var rows []*kit.CellRow
	clear(s.saved)
	for _, r := range rs {
		s.saved[r.Base().ID] = r
		rows = append(rows, &kit.CellRow{ID: r.Base().ID, Texts: s.texts(r)})
	}
	s.totals, s.alarm = kit.Prose(""), kit.Alarm("")
	s.cells = kit.NewCells(h, s.columns(), rows)
	s.cells.OnRows, s.cells.OnMove = s.hand, s.moved
	s.cells.OnIgnored = func(headings []string) { s.notes = append(s.notes, h.T("lines.ignored", headings)) }
	leave := kit.NewButton(h, h.T("lines.leave"), kit.Main, s.leave)
	s.panel = h.Open(kit.PanelSpec{
		Full: true, Title: h.T("lines.title", h.T(s.typ.Table+".list"), s.event.Name),
		Body:    container.NewBorder(kit.Hint(h.T("lines.hint")), container.NewVBox(s.alarm, s.totals), nil, nil, s.cells),
		Buttons: []*kit.Button{leave}, Escape: s.leave,
		Keys: []kit.Key{
			{Name: fyne.KeyDelete, Mod: kit.Ctrl, Say: "kit.keys.delete", Do: s.remove}, {Name: "Z", Mod: kit.Ctrl, Say: "kit.keys.undo", Do: s.undo},
			{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: s.cells.Done},
		},
	})
	s.cells.Focus()
	s.paint()
}

func (s *sheet) columns() []kit.CellColumn {
	var out []kit.CellColumn
	for _, key := range s.keys {
		f := s.typ.Field(key)
		c := kit.CellColumn{Key: key, Title: s.host.Shown().Label(s.typ, f), Share: 1, Right: f.Kind == field.CountKind, Also: f.Also}
		if f.Kind == field.RefKind || key == "note" {
			c.Share = 1.8
		}
		out = append(out, c)
	}
	return out
}

// texts are the cells of a saved record, as they can be typed again.
func (s *sheet) texts(r field.Record) []string {
	var out []string
	for _, key := range s.keys {
		f := s.typ.Field(key)
		if id, ok := f.Pointer(r).(*field.ID); ok {
			name := ""
			if *id != (field.ID{}) {
				name = s.host.Name(*id)
			}
			out = append(out, name)
			continue
		}
		out = append(out, f.Text(r))
	}
	return out
}

// moved is told that the keyboard is in another cell: what was said before is said.
func (s *sheet) moved() {
	if !s.saving {
		s.notes = nil
	}
	s.paint()
}

// hand takes rows to save; they wait for those before them.
func (s *sheet) hand(rows []*kit.CellRow) {
	s.wait = append(s.wait, rows)
	s.save()
}

func (s *sheet) save() {
	if s.saving || len(s.wait) == 0 {
		return
	}
	rows := s.wait[0]
	s.wait = s.wait[1:]
	s.saving = true
	lines := make([]office.Line, len(rows))
	for i, r := range rows {
		lines[i].ID = r.ID
		lines[i].Cells, _ = r.Typed(s.cells.Columns())
		if r.ID == (field.ID{}) { // a row that was refused before: all of it
			for k, c := range s.cells.Columns() {
				lines[i].Cells[c.Key] = r.Texts[k]
			}
		}
		r.Sent()
	}
	type saved struct {
		out []office.Lined
		seq uint64
	}
	kit.Go(s.host, func() (saved, error) {
		out, seq, err := s.desk.SaveLines(s.typ, s.event.ID, lines)
		return saved{out, seq}, err
	}, func(got saved, err error) {
		s.saving = false
		if err != nil {
			for i, r := range rows {
				r.Refused(s.cells.Columns(), lines[i].Cells, nil)
			}
			s.wait, s.leaves = nil, false
			s.cells.Refresh()
			s.host.Trouble(s.host.T("lines.saving"), err, s.host.T("lines.kept"))
			return
		}
		s.take(rows, lines, got.out)
		if got.seq > 0 {
			s.last = got.seq
		}
		s.save()
		if s.leaves && !s.saving {
			s.leave()
		}
	})
}

// take shows what became of rows.
func (s *sheet) take(rows []*kit.CellRow, lines []office.Line, out []office.Lined) {
	h := s.host
	var made []string
	for i, o := range out {
		made = append(made, o.Made...)
		if o.Record != nil {
			s.saved[o.Record.Base().ID] = o.Record
			rows[i].Saved(o.Record.Base().ID, s.texts(o.Record))
			continue
		}
		bad := map[int]string{}
		for _, p := range o.Problems {
			col := slices.IndexFunc(s.cells.Columns(), func(c kit.CellColumn) bool { return c.Key == p.Field })
			bad[col] = h.Problem(p)
		}
		rows[i].Refused(s.cells.Columns(), lines[i].Cells, bad)
	}
	if len(made) > 0 {
		s.notes = append(s.notes, h.T("lines.made", made))
	}
	s.cells.Refresh()
	s.paint()
}

// paint says what has to be mended where the keyboard is, and what the lines come to beside what was declared.
func (s *sheet) paint() {
	h := s.host
	trouble := s.cells.Trouble()
	if trouble == "" {
		trouble = strings.Join(s.notes, " ")
	}
	s.alarm.SetText(trouble)
	s.alarm.Hidden = trouble == ""
	var parts summary.Parts
	for _, r := range s.saved {
		switch r := r.(type) {
		case *centre.JobLine:
			parts.Lines = append(parts.Lines, r)
		case *centre.Desk:
			parts.Desks = append(parts.Desks, r)
		case *centre.Award:
			parts.Awards = append(parts.Awards, r)
		}
	}
	says := []string{h.T("lines.rows", len(s.saved))}
	whole := summary.EventWith(s.event, parts, h.Name)
	for _, c := range whole.Compared {
		says = append(says, s.compared(c))
	}
	if s.sums != nil {
		says = append(says, s.sums(whole)...)
	}
	s.totals.SetText(h.T("lines.totals", strings.Join(says, h.T("lines.and"))))
}

// compared is one sum of the lines beside the figure the event declares.
func (s *sheet) compared(c summary.Compared) string {
	h := s.host
	sum := amount(h, c.Lines.Count)
	switch {
	case c.Declared.IsZero():
		return h.T("lines.sum", h.T(c.Label()), sum)
	case c.Agrees():
		return h.T("lines.same", h.T(c.Label()), sum)
	case !c.Differs(): // one of them is no number to compare
		return h.T("lines.beside", h.T(c.Label()), sum, amount(h, c.Declared))
	}
	return h.T("lines.differs", h.T(c.Label()), sum, amount(h, c.Declared))
}

// remove takes the row in hand away; Ctrl+Z brings a saved one back.
func (s *sheet) remove() {
	row := s.cells.At()
	r := s.saved[row.ID]
	if r == nil {
		s.cells.Remove(row)
		s.paint()
		return
	}
	kit.Go(s.host, func() (uint64, error) { return s.desk.Delete(r) }, func(seq uint64, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("lines.saving"), err, s.host.T("lines.kept"))
			return
		}
		delete(s.saved, row.ID)
		s.cells.Remove(row)
		s.last, s.notes = seq, []string{s.host.T("lines.removed")}
		s.paint()
	})
}

// undo takes the newest save or removal back and reads the table anew.
func (s *sheet) undo() {
	if s.last == 0 || s.saving {
		return
	}
	seq := s.last
	kit.Go(s.host, func() (struct{}, error) { return struct{}{}, s.desk.Undo(seq) }, func(_ struct{}, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("kit.undo"), err, "")
			return
		}
		s.panel.Close()
		s.last, s.notes = 0, []string{s.host.T("lines.undone")}
		s.load()
	})
}

// leave closes the table once what is typed is saved. Rows that cannot be saved are told before they are given up.
func (s *sheet) leave() {
	s.leaves = true
	s.cells.Done()
	if s.saving || len(s.wait) > 0 {
		return
	}
	s.leaves = false
	left := 0
	for _, r := range s.cells.Rows() {
		if len(r.Bad) > 0 {
			left++
		}
	}
	if left > 0 {
		h := s.host
		h.Ask(h.T("lines.leave"), h.T("lines.lose", left), kit.Choice{Text: h.T("lines.mend"), Do: s.cells.Focus}, kit.Choice{Text: h.T("lines.giveup"), Do: s.close})
		return
	}
	s.close()
}

func (s *sheet) close() {
	s.panel.Close()
	s.over()
}
