package reports

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// behindColumns are what is shown of the records behind a figure. Nothing of it tells who a person is.
var behindColumns = map[string][]string{
	"event": {"date", "name", "kind", "hosts", "units", "people"}, "case": {"number", "received", "channel", "matter", "state", "outcome"}, "step": {"at", "service", "case"},
	"aid": {"date", "kind", "state"}, "hardship": {"number", "class", "approved", "state"}, "shift": {"date", "from", "to", "place", "state"},
	"counsellor": {"name", "from", "station"}, "organisation": {"name", "kind"},
}

// behindWide is how wide a column is; the others are as wide as their words.
var behindWide = map[string]float32{
	"heads": 70, "date": 140, "received": 150, "at": 150, "number": 150, "name": 260, "hosts": 170, "matter": 220, "case": 200, "place": 160, "service": 160, "state": 100, "outcome": 130,
}

// behindMore are the columns besides, of cases behind a figure: how many came with each, where people are counted and not cases.
func behindMore(x figureHead, t *field.Type) []string {
	if t == centre.CaseType && (x.measure.Key == "contacts" || x.measure.Key == "people") {
		return []string{"heads"}
	}
	return nil
}

// behind are the records a figure was counted from; of a change those of both years.
func (s *figures) behind(x figureHead, row string) []field.ID {
	t, scope := s.view(), s.s.Shown()
	out := s.s.Behind(t, x.when, scope, row, x.measure)
	if x.change {
		out = append(out, s.s.Behind(t, summary.LastYear, scope, row, x.measure)...)
	}
	return out
}

// sealed reports whether the records may not be listed: who counts them has the number that was withheld.
func (s *figures) sealed(x figureHead) bool {
	return s.s.Masked && (x.measure.Kept || x.measure.Rate != nil && s.c.table != "fairs")
}

// open lists the records behind the figure in hand.
func (s *figures) open() {
	h := s.host
	x, row, ok := s.hand()
	if !ok {
		return
	}
	if s.sealed(x) {
		h.Toast(h.T("figures.sealed"), nil)
		return
	}
	ids := s.behind(x, row)
	if len(ids) == 0 {
		h.Toast(h.T("figures.nothing"), nil)
		return
	}
	title := s.named(x, row)
	type found struct {
		all    []*office.Behind
		locked int
	}
	kit.Go(h, func() (f found, err error) {
		f.all, f.locked, err = s.desk.FigureRows(context.Background(), ids)
		return f, err
	}, func(f found, err error) {
		if err != nil {
			h.Trouble(h.T("figures.counting"), err, "")
			return
		}
		s.list(title, x, f.all, f.locked)
	})
}

// list shows records in a panel; Enter goes to one of them.
func (s *figures) list(title string, x figureHead, all []*office.Behind, locked int) {
	h := s.host
	var panel *kit.Panel
	tables := container.NewGridWithRows(max(len(all), 1))
	var first *kit.Table
	for _, b := range all {
		var cols []kit.Column
		for i, key := range slices.Concat(behindColumns[b.Type.Table], behindMore(x, b.Type)) {
			f := b.Type.Field(key)
			cols = append(cols, kit.Column{Key: key, Title: h.Shown().Label(b.Type, f), Width: behindWide[key], Loose: i > 0, Fixed: true, Right: f.Kind == field.CountKind})
		}
		t := kit.NewTable(h, cols)
		t.OnOpen = func(i int) {
			tables, id := goal(b.At(i))
			panel.Close()
			s.ways.Open(tables, id)
		}
		t.SetRows(kit.ShowRows(h, b.Type, b))
		if first == nil {
			first = t
		}
		tables.Add(t)
	}
	foot := container.NewVBox()
	if locked > 0 {
		foot.Add(kit.Prose(h.T("figures.locked", locked)))
	}
	foot.Add(kit.Hint(h.T("figures.behind.hint")))
	closer := kit.NewButton(h, h.T("kit.close"), kit.Ordinary, func() { panel.Close() })
	panel = h.Open(kit.PanelSpec{Title: title, Width: 1080, Height: 520, Body: container.NewBorder(nil, foot, nil, nil, tables), Buttons: []*kit.Button{closer}})
	if first != nil {
		first.Focus()
	}
}

// goal is where a record is shown: what is a part of another record, on the page of that one.
func goal(r field.Record) ([]string, field.ID) {
	switch r := r.(type) {
	case *centre.Step:
		return []string{centre.CaseType.Table}, r.Case
	case *centre.Aid:
		return []string{centre.HardshipType.Table}, r.Hardship
	}
	return []string{r.Type().Table}, r.Base().ID
}
