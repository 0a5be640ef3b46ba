package reports

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// The columns a table of figures can have.
const (
	columnsPeriod  = "period"  // every measure of the period
	columnsYear    = "year"    // every measure of the year so far
	columnsCompare = "compare" // the main measures beside those of the year before
)

// figureTables are the tables in the order of the report; events can be grouped.
var figureTables = []string{"reception", "matters", "services", "events", "fairs", "inspections", "aid", "files", "counsellors", "network"}

// figureChoice is which figures are in view, and where in them the person is.
type figureChoice struct {
	table    string
	by       string // of events: what they are grouped by
	span     string
	from, to field.Day
	scope    string
	basis    string
	columns  string
	masked   bool // as they may be published
	row, key string
}

// firstFigures are those of the year so far.
func firstFigures(today field.Day, mayWhole bool) figureChoice {
	p := summary.PeriodOf(summary.SpanYear, today)
	return figureChoice{
		table: "events", by: summary.ByKind, span: summary.SpanYear, from: p.From, to: p.To, basis: summary.BasisRegistered, columns: columnsPeriod, masked: !mayWhole,
	}
}

// grouped says whether it is a table of events, which name nobody and are grouped.
func (c figureChoice) grouped() bool { return c.table == "events" }

// ofCases says whether the table counts cases, so that the basis matters.
func (c figureChoice) ofCases() bool {
	return slices.Contains([]string{"reception", "matters", "services", "counsellors"}, c.table)
}

// small says whether small numbers of the table can tell who is meant.
func (c figureChoice) small() bool {
	return c.ofCases() || slices.Contains([]string{"aid", "files", "inspections"}, c.table)
}

func (c figureChoice) reporting() office.Reporting {
	return office.Reporting{Kind: office.StatisticsReport, Span: c.span, From: c.from, To: c.to, Scope: c.scope, Basis: c.basis, Whole: !c.masked}
}

// step goes so many spans on.
func (c figureChoice) step(by int) figureChoice {
	if c.span == "" {
		return c
	}
	at := choice{kind: string(office.StatisticsReport), span: c.span, from: c.from, to: c.to}.step(by)
	c.from, c.to = at.from, at.to
	return c
}

// at is the choice of the span that holds a day.
func (c figureChoice) at(day field.Day) figureChoice {
	p := summary.PeriodOf(c.span, day)
	c.from, c.to = p.From, p.To
	return c
}

// ask builds the controls.
func (s *figures) ask() {
	h := s.host
	var tables []kit.Option
	for _, key := range figureTables {
		tables = append(tables, kit.Option{Value: key, Text: h.T("stat.table." + key)})
	}
	table := s.pick("figures.table", tables, s.c.table, func(c *figureChoice, v string) { c.table, c.row, c.key = v, "", "" }, true)
	s.first = table
	row := []fyne.CanvasObject{kit.Labelled(h.T("figures.table"), table)}
	if s.c.grouped() {
		var by []kit.Option
		for _, key := range summary.Groupings {
			by = append(by, kit.Option{Value: key, Text: h.T("figures.by." + key)})
		}
		row = append(row, kit.Labelled(h.T("figures.by"), s.pick("figures.by", by, s.c.by, func(c *figureChoice, v string) { c.by, c.row = v, "" }, false)))
	} else {
		row = append(row, kit.Labelled(h.T("print.basis"), s.basis()))
	}
	row = append(row, kit.Labelled(h.T("print.span"), s.span()), kit.Labelled(h.T("print.span.day"), s.period()), kit.Labelled(h.T("print.scope"), s.scopePick()))
	s.asked.Objects = []fyne.CanvasObject{container.New(&abreast{[]float32{0.2, 0.2, 0.16, 0.2, 0.24}}, row...), s.shownAs()}
	s.asked.Refresh()
}

// pick is one choice among options; what is taken is counted at once.
func (s *figures) pick(empty string, options []kit.Option, value string, put func(*figureChoice, string), again bool) *kit.Pick {
	p := kit.NewPick(s.host, s.host.T(empty), options)
	p.SetValue(value)
	p.OnEmpty = func() bool { return false }
	p.OnPick = func(o kit.Option) {
		c := s.c
		put(&c, o.Value)
		s.set(c, again)
		if again {
			s.host.Focus(s.first)
		}
	}
	return p
}

func (s *figures) span() *kit.Pick {
	var spans []kit.Option
	for _, key := range summary.Spans {
		spans = append(spans, kit.Option{Value: key, Text: s.host.T("print.span." + key)})
	}
	return s.pick("print.span", spans, s.c.span, func(c *figureChoice, v string) {
		c.span = v
		*c = c.at(c.from)
		s.day.SetText(dayText(s.host, c.from))
	}, false)
}

// period is a day of the period, with the periods before and behind it.
func (s *figures) period() fyne.CanvasObject {
	h := s.host
	s.day = kit.NewEntry(h)
	s.day.SetText(dayText(h, s.c.from))
	read := func() {
		day, ok := field.ParseDay(s.day.Text, h.Context().Today.Year)
		if !ok || day.IsZero() {
			s.alarm.SetText(h.T("problem.day"))
			return
		}
		if c := s.c.at(day); c != s.c {
			s.set(c, false)
		}
	}
	s.day.OnEnter, s.day.OnBlur = read, read
	turn := func(by int) func() { return func() { s.turn(by) } }
	return container.NewBorder(nil, nil, kit.NewIconButton(h, "left", "", kit.Flat, turn(-1)), kit.NewIconButton(h, "right", "", kit.Flat, turn(1)), s.day)
}

func (s *figures) basis() *kit.Pick {
	h := s.host
	return s.pick("print.basis", []kit.Option{
		{Value: summary.BasisRegistered, Text: h.T("print.basis.registered")}, {Value: summary.BasisClosed, Text: h.T("print.basis.closed")},
	}, s.c.basis, func(c *figureChoice, v string) { c.basis = v }, false)
}

func (s *figures) scopePick() *kit.Pick {
	h := s.host
	const all = "all"
	options := []kit.Option{{Value: all, Text: h.T("print.scope.all")}}
	for _, name := range s.scopes {
		text := name
		if name == office.ScopeCentre {
			text = h.T("print.scope.centre")
		}
		options = append(options, kit.Option{Value: name, Text: text})
	}
	value := s.c.scope
	if value == office.ScopeAll {
		value = all
	}
	return s.pick("print.scope", options, value, func(c *figureChoice, v string) {
		if c.scope = v; v == all {
			c.scope = office.ScopeAll
		}
	}, false)
}

// askScope builds the controls anew once it is known whose figures there are.
func (s *figures) askScope() {
	if s.asked.Objects != nil && len(s.scopes) != s.offered {
		s.offered = len(s.scopes)
		s.ask()
		s.host.Focus(s.first)
	}
}

// shownAs are the columns, and whether small numbers are shown.
func (s *figures) shownAs() fyne.CanvasObject {
	h := s.host
	columns := kit.NewChips(h, true, []kit.Option{
		{Value: columnsPeriod, Text: h.T("stat.when.period")}, {Value: columnsYear, Text: h.T("stat.when.year")}, {Value: columnsCompare, Text: h.T("figures.compare")},
	})
	columns.Set(s.c.columns)
	columns.OnChange = func() {
		s.c.columns, s.c.key = columns.Values()[0], ""
		if s.s != nil {
			s.show()
		}
	}
	row := []fyne.CanvasObject{columns}
	if s.c.small() && s.desk.May(centre.MayPrint) {
		shown := kit.NewChips(h, true, []kit.Option{{Value: "", Text: h.T("figures.whole")}, {Value: "masked", Text: h.T("figures.masked")}})
		shown.Set(map[bool]string{true: "masked"}[s.c.masked])
		shown.OnChange = func() {
			c := s.c
			c.masked = shown.Values()[0] != ""
			s.set(c, false)
		}
		row = append(row, shown)
	}
	return container.New(&abreast{[]float32{0.5, 0.5}}, row...)
}

// abreast lays objects side by side by shares of the width, as high as the highest.
type abreast struct{ shares []float32 }

// Layout is called by the toolkit.
func (l *abreast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	(&shareAcross{l.shares}).Layout(objects, size)
}

// MinSize is called by the toolkit.
func (l *abreast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(600, 0)
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}
