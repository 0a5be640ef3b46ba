package transfer

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// Choices besides what a column or a table may be.
const (
	again = "again" // what the headings suggest
	down  = "down"  // an empty cell means the same as the one above, or nothing again
)

// topRows is how many rows are offered to hold the headings, samples how many texts of a column are shown.
const (
	topRows = 25
	samples = 3
)

// mapLines say how the file is read: for every table what it becomes, where its headings stand, and what each column goes to. Enter on
// a line changes it.
func (n *intake) mapLines() (out []line) {
	h := n.host
	for _, s := range n.plan.Sheets {
		if len(s.Columns) == 0 {
			continue
		}
		name := s.Name
		if name == "" {
			name = n.plan.File
		}
		l := line{where: h.T("transfer.map.table"), name: name, what: h.T(s.Type.Table + ".list"), do: func() { n.chooseTable(s) }}
		switch {
		case s.Layout.Table == exchange.NotRead:
			l.what, l.tone = h.T("transfer.fate.ignored"), kit.Grey
		case s.Say != "":
			l.more, l.tone = h.T(s.Say), kit.Late
		case s.Remembered:
			l.more = h.T("transfer.map.remembered")
		}
		l.full = h.T("transfer.map.table.hint")
		out = append(out, l, line{
			where: h.T("transfer.map.heading"), name: h.T("transfer.map.row", s.Heading), full: h.T("transfer.map.heading.hint"), do: func() { n.chooseHeading(s) },
		})
		for i := range s.Columns {
			out = append(out, n.mapColumn(s, i))
		}
	}
	if len(n.kept) > 0 {
		out = append(out, line{where: h.T("transfer.map.kept"), name: h.T("transfer.map.kept.count", len(n.kept)), full: h.T("transfer.map.kept.hint"), do: n.showKept, tone: kit.Grey})
	}
	return out
}

func (n *intake) mapColumn(s *exchange.SheetPlan, i int) line {
	h, c := n.host, s.Columns[i]
	l := line{where: c.Name, name: c.Heading, what: n.goesTo(s.Type, c), do: func() { n.chooseColumn(s, i) }}
	if c.Heading == "" {
		l.name = h.T("transfer.map.noname")
	}
	texts := s.Samples(i, samples)
	if mask := maskOf(s.Type, c.Field); mask != nil {
		for k, text := range texts {
			texts[k] = mask(field.Tidy(text))
		}
	}
	l.more = strings.Join(texts, h.T("transfer.values"))
	l.full = h.T("transfer.map.column.hint")
	if c.Say != "" {
		l.full = exchange.Remark{Say: c.Say, Args: c.Args}.Sentence(h.Book) + h.T("transfer.values") + l.full
	}
	switch c.Fate {
	case exchange.Used:
		l.tone = kit.Good
	case exchange.Ignored:
		l.tone = kit.Grey
	}
	if c.Chosen {
		l.what = h.T("transfer.map.chosen", l.what)
	}
	if c.Down {
		l.what = h.T("transfer.map.downon", l.what)
	}
	if c.Hidden {
		l.name = h.T("transfer.map.hidden", l.name)
	}
	return l
}

// maskOf returns how a value that goes to a masked field is hidden; nil for others.
func maskOf(t *field.Type, key string) func(string) string {
	own, ofPerson := strings.CutPrefix(key, "person.")
	if ofPerson {
		t = centre.PersonType
	}
	s := t.Field(own)
	switch {
	case s == nil || !s.Has(field.IsMasked):
		return nil
	case own == "phone":
		return func(text string) string { return centre.MaskPhone(field.Narrow(text)) }
	}
	return centre.MaskID
}

// goesTo names what a column goes to.
func (n *intake) goesTo(t *field.Type, c exchange.Column) string {
	if c.Fate != exchange.Used {
		return n.host.T("transfer.fate." + string(c.Fate))
	}
	for _, g := range exchange.Meanings(t) {
		if g.Key == c.Field {
			return g.Label(n.host.Book)
		}
	}
	if key := t.Table + "." + c.Field; n.host.Book.Has(key) {
		return n.host.T(key)
	}
	if c.Field == "id" || c.Field == "known" {
		return n.host.T("exchange.column." + c.Field)
	}
	return c.Field
}

// chooseColumn asks what a column goes to.
func (n *intake) chooseColumn(s *exchange.SheetPlan, i int) {
	h, c := n.host, s.Columns[i]
	options := []kit.Option{{Value: again, Text: h.T("transfer.map.again")}}
	if exchange.HasNote(s.Type) {
		options = append(options, kit.Option{Value: exchange.ToNote, Text: h.T("transfer.fate.noted")})
	}
	options = append(options, kit.Option{Value: exchange.NotRead, Text: h.T("transfer.fate.ignored")})
	if c.Down {
		options = append(options, kit.Option{Value: down, Text: h.T("transfer.map.notdown")})
	} else {
		options = append(options, kit.Option{Value: down, Text: h.T("transfer.map.down")})
	}
	for _, g := range exchange.Meanings(s.Type) {
		o := kit.Option{Value: g.Key, Text: g.Label(h.Book)}
		if at := slices.IndexFunc(s.Columns, func(o exchange.Column) bool { return o.Fate == exchange.Used && o.Field == g.Key }); at >= 0 {
			o.Note = h.T("transfer.map.taken", s.Columns[at].Name)
		}
		options = append(options, o)
	}
	h.Choose(h.T("transfer.map.column.ask", c.Name, c.Heading), options, func(o kit.Option) {
		meaning := o.Value
		switch meaning {
		case again:
			meaning = ""
		case down:
			n.correct(s, s.Layout.WithDown(c.Name))
			return
		}
		n.correct(s, s.Layout.With(c.Name, meaning))
	})
}

// chooseTable asks what the rows of a table become.
func (n *intake) chooseTable(s *exchange.SheetPlan) {
	h := n.host
	options := []kit.Option{{Value: again, Text: h.T("transfer.map.again")}, {Value: exchange.NotRead, Text: h.T("transfer.fate.ignored")}}
	for _, t := range importable() {
		options = append(options, kit.Option{Value: t.Table, Text: h.T(t.Table + ".list")})
	}
	h.Choose(h.T("transfer.map.table.ask"), options, func(o kit.Option) {
		switch o.Value {
		case again:
			n.correct(s, exchange.Layout{})
		case exchange.NotRead:
			l := s.Layout
			l.Table = exchange.NotRead
			n.correct(s, l)
		default:
			n.correct(s, exchange.Layout{Table: o.Value, Heading: s.Layout.Heading})
		}
	})
}

// importable are the tables that a file may hold.
func importable() []*field.Type {
	var out []*field.Type
	for _, t := range centre.Types {
		if t != centre.CentreType && t != centre.RoleType {
			out = append(out, t)
		}
	}
	return out
}

// chooseHeading asks which row holds the headings.
func (n *intake) chooseHeading(s *exchange.SheetPlan) {
	h := n.host
	var options []kit.Option
	for _, r := range s.Top(topRows) {
		options = append(options, kit.Option{Value: strconv.Itoa(r.Number), Text: h.T("transfer.map.row", r.Number), Note: r.Text})
	}
	h.Choose(h.T("transfer.map.heading.ask"), options, func(o kit.Option) {
		row, err := strconv.Atoi(o.Value)
		if err != nil || row == s.Heading {
			return // not one of the rows that were offered, or the one that it is already
		}
		n.correct(s, exchange.Layout{Table: s.Layout.Table, Heading: row})
	})
}

// correct has the plan made anew, at once, with another way to read one table.
func (n *intake) correct(s *exchange.SheetPlan, l exchange.Layout) {
	if len(l.Columns) == 0 && len(l.Down) == 0 && l.Table == "" && len(s.Layout.Columns) > 0 {
		l = exchange.Layout{} // the last correction was taken back
	}
	if l.Heading == 0 && len(l.Columns)+len(l.Down) > 0 {
		l.Heading = s.Heading // the columns were chosen under these headings
	}
	layouts := map[exchange.Place]exchange.Layout{}
	for at, old := range n.asked.Layouts {
		layouts[at] = old
	}
	layouts[s.Place] = l
	n.asked.Layouts = layouts
	n.at = n.table.Selected()
	n.read()
}

// corrected are the layouts to remember, and the shapes to forget because the person went back to the headings.
func (n *intake) corrected() (keep []office.TableLayout, forget []string) {
	for _, s := range n.plan.Sheets {
		l, said := n.asked.Layouts[s.Place]
		if !said || s.Shape == "" {
			continue
		}
		if l.Empty() {
			if slices.ContainsFunc(n.kept, func(k office.TableLayout) bool { return k.Shape == s.Shape }) {
				forget = append(forget, s.Shape)
			}
			continue
		}
		k := office.TableLayout{Shape: s.Shape, Sheet: s.Name, Layout: l}
		if k.Layout.Table == "" {
			k.Layout.Table = s.Type.Table
		}
		for _, c := range s.Columns {
			if c.Heading != "" && len(k.Headings) < 6 {
				k.Headings = append(k.Headings, c.Heading)
			}
		}
		keep = append(keep, k)
	}
	return keep, forget
}

// showKept lists the ways to read that are remembered; Enter forgets one.
func (n *intake) showKept() {
	h := n.host
	var p *kit.Panel
	table := kit.NewTable(h, []kit.Column{
		{Key: "name", Title: h.T("transfer.kept.headings"), Width: 420, Loose: true, Fixed: true}, {Key: "what", Title: h.T("transfer.as"), Width: 120, Fixed: true},
		{Key: "more", Title: h.T("transfer.kept.since"), Width: 220, Fixed: true},
	})
	var all []line
	for _, k := range n.kept {
		l := line{name: strings.Join(k.Headings, h.T("transfer.values")), more: h.T("transfer.kept.by", h.Shown().Moment(k.At), k.By)}
		if t := centre.TypeOf(k.Layout.Table); t != nil {
			l.what = h.T(t.Table + ".list")
		}
		all = append(all, l)
	}
	table.SetRows(linesOf(all))
	table.OnOpen = func(i int) {
		k := n.kept[i]
		h.Confirm(h.T("transfer.kept.forget"), h.T("transfer.kept.forget.what", strings.Join(k.Headings, h.T("transfer.values"))), h.T("transfer.kept.forget.act"), func() {
			p.Close()
			n.forget(k.Shape)
		})
	}
	p = h.Open(kit.PanelSpec{
		Title: h.T("transfer.map.kept"), Width: 820, Height: 380, Body: container.NewBorder(nil, kit.Hint(h.T("transfer.kept.hint")), nil, nil, table),
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.close"), kit.Main, func() { p.Close() })},
	})
	table.Select(0)
	table.Focus()
}

// forget has tables of a shape read by their headings again, this file too.
func (n *intake) forget(shape string) {
	kit.Go(n.host, func() (struct{}, error) { return struct{}{}, n.desk.Forget(shape) }, func(_ struct{}, err error) {
		if err != nil {
			n.host.Trouble(n.host.T("transfer.kept.forget"), err, "")
			return
		}
		n.at = 0
		n.read()
	})
}
