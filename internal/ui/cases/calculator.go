package cases

import (
	"context"
	"io"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/ui/kit"
)

// calculator counts a leave or a time limit without a case 期限计算: what is asked at the left, what it counts from and each step of the
// count at the right.
type calculator struct {
	*area
	place  calculatorPlace
	find   *kit.Entry
	list   *kit.Table
	asks   *fyne.Container
	values map[law.Need]*kit.Entry
	facts  *kit.Chips
	stops  [2]*kit.Entry // what interrupted a limitation: the days it began anew; the spans it stood still
	title  *kit.Paragraph
	day    *kit.Paragraph
	text   *kit.Paragraph
	whole  *fyne.Container
	page   *container.Scroll
	answer law.Answer
	ok     bool
	shown  bool
}

// calculatorPlace is what was asked, with what was typed.
type calculatorPlace struct {
	What  string
	Typed map[law.Need]string
	Facts []string
	Stops [2]string
}

func (a *area) buildCalculator(place any) kit.Screen {
	h := a.host
	s := &calculator{area: a}
	s.place, _ = place.(calculatorPlace)
	s.find, s.title, s.day, s.text, s.asks = kit.NewEntry(h), kit.Prose(""), kit.Alarm(""), kit.Prose(""), container.NewVBox()
	s.find.Hint(h.T("clocks.calc.find"))
	s.find.OnChanged = func(string) { s.fill() }
	s.list = kit.NewTable(h, []kit.Column{
		{Key: "name", Title: h.T("clocks.calc.what"), Width: 240, Loose: true, Fixed: true},
		{Key: "group", Title: h.T("clocks.calc.group"), Width: 90, Fixed: true},
	})
	s.find.OnEnter = func() {
		if rows := s.list.Rows(); rows != nil && rows.Len() > 0 {
			s.enter()
		}
	}
	s.find.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name != fyne.KeyDown {
			return false
		}
		s.list.Focus()
		return true
	}
	s.list.OnSelect = func(i int) { s.choose(i) }
	s.list.OnOpen = func(int) { s.enter() }
	s.list.OnType = func(r rune) {
		s.find.SetText(s.find.Text + string(r))
		s.find.CursorColumn = len([]rune(s.find.Text))
		h.Focus(s.find)
	}
	acts := container.NewHBox(kit.NewIconButton(h, "print", h.T("clocks.calc.save"), kit.Flat, s.print))
	head := container.NewBorder(nil, nil, nil, container.NewVBox(acts), s.title)
	s.page = kit.Scrolled(kit.Inset(16, 8, container.NewVBox(head, kit.Gap(2), s.asks, kit.Gap(4), kit.Rule(), s.day, s.text, kit.Hint(h.T("clocks.reminder")))))
	s.whole = container.NewBorder(nil, nil, nil, nil, kit.Beside(0.36, container.NewBorder(kit.Inset(8, 4, s.find), nil, nil, nil, s.list), s.page))
	s.fill()
	return s
}

// fill lists the questions and rules that are found.
func (s *calculator) fill() {
	rows := &questionRows{}
	for _, o := range s.countable() {
		if kit.Fits(o.Text, s.find.Text) || len([]rune(s.find.Text)) > 1 && slices.ContainsFunc(o.Also, func(law string) bool { return strings.Contains(law, s.find.Text) }) {
			rows.all = append(rows.all, question{o.Value, o.Text, o.Note})
		}
	}
	s.list.SetRows(rows)
	at := slices.IndexFunc(rows.all, func(q question) bool { return q.what == s.place.What })
	if s.shown {
		s.list.Select(max(at, 0)) // before it has a size it would scroll past the line
	}
	s.choose(max(at, 0))
}

// countable is what can be counted: the questions asked most, and each rule by its name and the laws it stands in.
func (a *area) countable() (out []kit.Option) {
	h := a.host
	for _, q := range law.Questions() {
		out = append(out, kit.Option{Value: q, Text: h.T("law.question." + q), Note: h.T("clocks.calc.often")})
	}
	for _, o := range ruleOptions(h, a.desk.Region()) {
		o.Also = []string{law.Find(o.Value).Basis(h.Book)}
		out = append(out, o)
	}
	return out
}

// Find goes to a question or rule, to the first thing it asks for.
func (s *calculator) Find(what string) {
	s.find.SetText("")
	s.fill()
	rows, _ := s.list.Rows().(*questionRows)
	if rows == nil {
		return
	}
	if i := slices.IndexFunc(rows.all, func(q question) bool { return q.what == what }); i >= 0 {
		s.list.Select(i)
		s.choose(i)
		s.enter()
	}
}

// question is something that can be counted.
type question struct{ what, name, group string }

type questionRows struct{ all []question }

// Len is called by the table.
func (r *questionRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *questionRows) ID(i int) (id field.ID) {
	copy(id[:], r.all[i].what)
	return id
}

// Text is called by the table.
func (r *questionRows) Text(i int, key string) string {
	if key == "name" {
		return r.all[i].name
	}
	return r.all[i].group
}

// choose shows what a question asks for; what was typed for the same things stays.
func (s *calculator) choose(i int) {
	rows, _ := s.list.Rows().(*questionRows)
	if rows == nil || i < 0 || i >= len(rows.all) {
		return
	}
	q, h := rows.all[i], s.host
	if s.place.Typed == nil {
		s.place.Typed = map[law.Need]string{}
	}
	if q.what == s.place.What && len(s.values) > 0 {
		return
	}
	s.place.What = q.what
	s.title.SetText(q.name)
	s.asks.Objects, s.values, s.facts, s.stops = nil, map[law.Need]*kit.Entry{}, nil, [2]*kit.Entry{}
	needs, facts, trigger, _ := law.AskedBy(q.what)
	for _, n := range needs {
		if n == law.NeedFacts {
			continue
		}
		label := h.T("law.need." + string(n))
		if n == law.NeedTrigger {
			label = h.Book.Headed(h.T("law.trigger." + trigger))
		}
		s.values[n] = s.entry(label, s.place.Typed[n], func(text string) { s.place.Typed[n] = text })
	}
	if law.Limited(q.what) {
		for i, key := range []string{"clocks.calc.anew", "clocks.calc.still"} {
			s.stops[i] = s.entry(h.T(key), s.place.Stops[i], func(text string) { s.place.Stops[i] = text })
			s.stops[i].Hint(h.T(key + ".hint"))
		}
	}
	if len(facts) > 0 {
		s.addFacts(facts)
	}
	kit.Follow(s.page, s.asks)
	s.asks.Refresh()
	s.count()
}

func (s *calculator) entry(label, text string, keep func(string)) *kit.Entry {
	e := kit.NewEntry(s.host)
	e.SetText(text)
	e.OnChanged = func(text string) {
		keep(text)
		s.count()
	}
	s.asks.Add(kit.Labelled(label, e))
	return e
}

func (s *calculator) addFacts(facts []law.Fact) {
	var options []kit.Option
	for _, f := range facts {
		options = append(options, kit.Option{Value: string(f), Text: s.host.T("law.fact." + string(f))})
	}
	s.facts = kit.NewChips(s.host, false, options)
	s.facts.Set(s.place.Facts...)
	s.facts.OnChange = func() {
		s.place.Facts = s.facts.Values()
		s.count()
	}
	s.asks.Add(kit.Labelled(s.host.T("law.need.facts"), s.facts))
}

// count shows the day and each step, or what is missing.
func (s *calculator) count() {
	h := s.host
	s.ok = false
	q, ps := s.read()
	var a law.Answer
	if len(ps) == 0 {
		a, ps = law.Ask(q, s.desk.Calendar())
	}
	if len(ps) > 0 {
		s.show("", s.missing(ps[0]))
		return
	}
	s.answer, s.ok = a, true
	var lines []string
	for _, d := range a.Parts {
		if len(a.Parts) > 1 {
			lines = append(lines, h.T("clocks.calc.part", d.Rule.Name(h.Book)))
		}
		lines = append(lines, d.Steps(h.Book)...)
		for _, n := range d.Remarks() {
			lines = append(lines, n.Text(h.Book))
		}
		lines = append(lines, h.T("clocks.basis", d.Rule.Basis(h.Book)))
		if more := d.Rule.More(h.Book); more != "" {
			lines = append(lines, more)
		}
	}
	s.show(s.headline(a), strings.Join(lines, "\n"))
}

// headline is the answer in one line.
func (s *calculator) headline(a law.Answer) string {
	h := s.host
	if len(a.Parts) == 0 {
		return ""
	}
	if !a.Since.IsZero() {
		return h.T("clocks.doc.still", h.Shown().Day(a.Since), a.Left)
	}
	last := a.Parts[0]
	if a.Total > 0 {
		last = a.Parts[len(a.Parts)-1]
	}
	if last.Day.IsZero() {
		return h.T("clocks.doc.none")
	}
	on := h.T("clocks.weekday", last.When(h.Book), h.Book.Weekday(last.Day.Time().Weekday()))
	if a.Total > 0 {
		return h.T("clocks.calc.leave", a.Total, on)
	}
	return on
}

// missing says what kept the day from being counted, by the name of the field. Of an empty form nothing is blamed.
func (s *calculator) missing(p field.Problem) string {
	text := s.host.Problem(p)
	if s.values[law.Need(p.Field)] == nil {
		return text
	}
	label := s.host.T("law.need." + p.Field)
	if p.Field == string(law.NeedTrigger) {
		_, _, trigger, _ := law.AskedBy(s.place.What)
		label = s.host.Book.Headed(s.host.T("law.trigger." + trigger))
	}
	return s.host.T("kit.problem.at", label, text)
}

func (s *calculator) show(day, text string) {
	s.day.Hidden = day == ""
	s.day.SetText(day)
	s.text.SetText(text)
	s.asks.Refresh()
}

// enter goes to the first thing that is asked; typing another day there replaces the one that stayed from the question before.
func (s *calculator) enter() {
	if e := s.values[law.NeedTrigger]; e != nil {
		s.host.Focus(e)
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// print writes the page of what was counted.
func (s *calculator) print() {
	h := s.host
	if !s.ok {
		h.Toast(h.T("clocks.calc.nothing"), nil)
		return
	}
	a := s.answer
	s.savePDF(h.T("clocks.calc.file"), func(out io.Writer) error { return s.desk.PrintCount(context.Background(), out, a) })
}

// Content is called by the shell.
func (s *calculator) Content() fyne.CanvasObject { return s.whole }

// Shown is called by the shell.
func (s *calculator) Shown() {
	s.shown = true
	s.fill()
	s.count()
	s.list.Focus()
}

// Leave is called by the shell; nothing can be lost here.
func (s *calculator) Leave(then func()) { then() }

// Place is called by the shell.
func (s *calculator) Place() any { return s.place }

// Keys is called by the shell.
func (s *calculator) Keys() []kit.Key {
	return []kit.Key{
		{Name: "F", Mod: kit.Ctrl, Say: "clocks.calc.find", Do: func() { s.host.Focus(s.find) }},
		{Name: "P", Mod: kit.Ctrl, Say: "clocks.calc.save", Do: s.print},
		{Name: fyne.KeyEscape, Do: s.list.Focus},
	}
}
