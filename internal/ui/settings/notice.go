package settings

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// notice is the table in which the arrangement of a year is typed as its notice has it, or pasted.
type notice struct {
	of     *years
	host   *kit.Host
	year   *kit.Entry
	source *kit.Entry
	cells  *kit.Cells
	alarm  *kit.Paragraph
	middle *fyne.Container
	panel  *kit.Panel
	loaded int  // the year whose lines were put there
	pasted bool // paragraphs were taken apart into lines
}

// noticeKeys are the columns, as law.YearOfNotice names them.
var noticeKeys = []string{"days", "kind", "name"}

// typeNotice opens the table for the first year that nothing is known of.
func (s *years) typeNotice() {
	h := s.host
	n := &notice{of: s, host: h, year: kit.NewEntry(h), source: kit.NewEntry(h), alarm: kit.Alarm(""), middle: container.NewStack()}
	next := h.Context().Today.Year
	for s.of(next) != nil {
		next++
	}
	n.year.SetText(strconv.Itoa(next))
	n.year.OnEnter = n.load
	n.source.OnEnter = func() { n.cells.Focus() }
	n.source.Hint(h.T("clocks.notice.source.hint"))
	n.load()
	head := container.NewHBox(kit.Wide(theme.Size(theme.Text)*10, kit.Labelled(h.T("clocks.notice.year"), n.year)),
		kit.Wide(theme.Size(theme.Text)*24, kit.Labelled(h.T("clocks.notice.source"), n.source)))
	n.panel = h.Open(kit.PanelSpec{
		Full: true, Title: h.T("clocks.notice.title"),
		Body: container.NewBorder(container.NewVBox(kit.Hint(h.T("clocks.notice.hint")), head), n.alarm, nil, nil, n.middle),
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, n.leave), kit.NewButton(h, h.T("clocks.notice.check"), kit.Main, n.check),
		},
		Escape: n.leave,
		Keys: []kit.Key{
			{Name: "S", Mod: kit.Ctrl, Say: "clocks.notice.check", Do: n.check}, {Name: fyne.KeyDelete, Mod: kit.Ctrl, Say: "clocks.notice.keys.delete", Do: n.remove},
			{Name: "J", Mod: kit.Ctrl, Say: "clocks.notice.keys.year", Do: func() { h.Focus(n.year) }},
		},
	})
	n.cells.Focus()
}

// load shows the lines of the year that is typed, where it is known and nothing was typed yet.
func (n *notice) load() {
	year, _ := strconv.Atoi(field.Fold(n.year.Text))
	if n.cells != nil && (n.typed() || year == n.loaded) {
		n.cells.Focus()
		return
	}
	n.loaded = year
	var lines []law.NoticeLine
	if known := n.of.of(year); known != nil {
		lines = known.Lines()
		for _, h := range known.Days {
			n.source.SetText(h.Source)
			break
		}
	}
	n.fill(lines)
}

// fill shows lines.
func (n *notice) fill(lines []law.NoticeLine) {
	h := n.host
	var rows []*kit.CellRow
	for _, l := range lines {
		if word := "law.daytype." + l.Kind; h.Book.Has(word) {
			l.Kind = h.T(word)
		}
		if word := "law.holiday." + l.Name; h.Book.Has(word) {
			l.Name = h.T(word)
		}
		rows = append(rows, &kit.CellRow{Texts: []string{l.Days, l.Kind, l.Name}})
	}
	var columns []kit.CellColumn
	for i, key := range noticeKeys {
		columns = append(columns, kit.CellColumn{Key: key, Title: h.T("clocks.notice." + key), Share: []float32{2, 1, 1}[i]})
	}
	n.cells = kit.NewCells(h, columns, rows)
	n.cells.OnMove = n.paint
	n.cells.OnRows = func([]*kit.CellRow) { n.unfold() }
	n.middle.Objects = []fyne.CanvasObject{n.cells}
	n.middle.Refresh()
	n.paint()
}

// lines are the rows that hold something, and which row each is.
func (n *notice) lines() (lines []law.NoticeLine, at []*kit.CellRow) {
	for _, r := range n.cells.Rows() {
		if l := (law.NoticeLine{Days: r.Texts[0], Kind: r.Texts[1], Name: r.Texts[2]}); l != (law.NoticeLine{}) {
			lines, at = append(lines, l), append(at, r)
		}
	}
	return lines, at
}

// typed reports whether something stands in the table that is not as it was loaded.
func (n *notice) typed() bool {
	return n.pasted || slices.ContainsFunc(n.cells.Rows(), func(r *kit.CellRow) bool {
		_, typed := r.Typed(n.cells.Columns())
		return typed
	})
}

// unfold takes sentences of a notice that were pasted apart into lines.
func (n *notice) unfold() {
	lines, _ := n.lines()
	var out []law.NoticeLine
	for _, l := range lines {
		if said := law.Sentences(l.Days); l.Kind == "" && len(said) > 0 {
			out = append(out, said...)
			continue
		}
		out = append(out, l)
	}
	if len(out) == len(lines) && slices.Equal(out, lines) {
		return
	}
	n.pasted = true
	n.fill(out)
	n.cells.Focus()
}

// check says what has to be mended, line by line; when nothing is, what the year would do to the clocks.
func (n *notice) check() {
	h := n.host
	n.unfold()
	lines, at := n.lines()
	year, err := strconv.Atoi(field.Fold(n.year.Text))
	switch {
	case err != nil || year < 1950 || year > 2200:
		n.alarm.SetText(h.T("clocks.notice.noyear"))
		h.Focus(n.year)
		return
	case len(lines) == 0:
		n.alarm.SetText(h.T("clocks.notice.empty"))
		n.cells.Focus()
		return
	}
	y, bad := law.YearOfNotice(year, n.source.Text, lines)
	for i, r := range at {
		r.Bad = nil
		for _, p := range bad[i] {
			r.Bad = map[int]string{slices.Index(noticeKeys, p.Field): h.Problem(p)}
		}
	}
	n.cells.Refresh()
	if len(bad) > 0 {
		for i, r := range at {
			if bad[i] != nil {
				n.cells.GoTo(r)
				break
			}
		}
		return
	}
	n.of.agree(y, n.panel.Close)
}

// paint says what is wrong in the row in hand.
func (n *notice) paint() { n.alarm.SetText(n.cells.Trouble()) }

// remove takes the row in hand out.
func (n *notice) remove() {
	n.cells.Remove(n.cells.At())
	n.paint()
}

// leave closes the table; what was typed is only given up when the person says so.
func (n *notice) leave() {
	if !n.typed() {
		n.panel.Close()
		return
	}
	n.host.Confirm(n.host.T("clocks.notice.title"), n.host.T("clocks.notice.lose"), n.host.T("clocks.notice.leave"), n.panel.Close)
}
