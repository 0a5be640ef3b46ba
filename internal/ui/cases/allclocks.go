package cases

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// allClocks is the list of all clocks of open cases 期限: what has to be minded first comes first.
type allClocks struct {
	*area
	all     []office.ClockLine
	place   clocksPlace
	handler *kit.Pick
	rule    *kit.Pick
	group   *kit.Pick
	counts  *canvas.Text
	table   *kit.Table
	overview
}

// clocksPlace is where a person is in the list.
type clocksPlace struct {
	Handler, Rule, Group string
	At                   field.ID
}

func (a *area) buildClocks(place any) kit.Screen {
	h := a.host
	s := &allClocks{area: a, counts: kit.Note("")}
	s.place, _ = place.(clocksPlace)
	tone := func(rows kit.Rows, i int) kit.Tone { return rows.(*lineRows).tone(i) }
	s.table = kit.NewTable(h, []kit.Column{
		{Key: "group", Title: h.T("clocks.group"), Width: 118, Fixed: true, Tone: tone},
		{Key: "due", Title: h.T("cases.clock.due"), Width: 150, Fixed: true, Tone: tone},
		{Key: "state", Title: h.T("cases.clock.state"), Width: 148, Fixed: true, Tone: tone},
		{Key: "rule", Title: h.T("cases.clock.what"), Width: 220, Loose: true, Fixed: true},
		{Key: "number", Title: h.T("case.number"), Width: 170, Fixed: true},
		{Key: "matter", Title: h.T("case.matter"), Width: 150, Loose: true, Fixed: true},
		{Key: "handler", Title: h.T("case.handler"), Width: 100, Fixed: true},
	})
	s.table.OnOpen = func(i int) { a.ways.Open([]string{centre.CaseType.Table}, s.rows().all[i].Case) }
	s.table.OnSelect = func(i int) {
		if r := s.rows(); r != nil && i >= 0 && i < len(r.all) {
			s.place.At = r.all[i].ID
		}
	}
	s.table.SetEmpty(h.T("clocks.empty"), "", nil)
	s.first, s.read = s.table, s.readClocks
	s.handler, s.rule, s.group = s.pick("clocks.handler.all", nil, &s.place.Handler), s.pick("clocks.rule.all", nil, &s.place.Rule), s.pick("clocks.group.all", s.groups(), &s.place.Group)
	s.lay()
	return s
}

// pick is a filter above the list; emptied it lets everything through.
func (s *allClocks) pick(empty string, options []kit.Option, to *string) *kit.Pick {
	p := kit.NewPick(s.host, s.host.T(empty), options)
	p.OnPick = func(o kit.Option) { s.filter(to, o.Value) }
	if *to != "" {
		p.SetValue(*to)
	}
	return p
}

// filter narrows the list; what was met is only read when somebody asks for it.
func (s *allClocks) filter(to *string, value string) {
	done := s.place.Group == string(office.ClocksDone)
	*to = value
	if done != (s.place.Group == string(office.ClocksDone)) {
		s.read()
		return
	}
	s.fill()
}

func (s *allClocks) groups() []kit.Option {
	var out []kit.Option
	for _, g := range office.ClockGroups {
		out = append(out, kit.Option{Value: string(g), Text: s.host.T("clocks.group." + string(g))})
	}
	return out
}

func (s *allClocks) lay() {
	h := s.host
	acts := container.NewHBox(
		kit.NewButton(h, h.T("clocks.mine"), kit.Flat, s.mine),
		kit.NewIconButton(h, "export", h.T("clocks.ics"), kit.Flat, s.export),
		kit.NewIconButton(h, "print", h.T("kit.print"), kit.Flat, s.print))
	bar := container.NewBorder(nil, nil, nil, acts, container.NewGridWithColumns(3, s.group, s.handler, s.rule))
	s.whole = container.NewBorder(container.NewVBox(kit.Inset(12, 4, bar), kit.Inset(12, 2, s.counts)), nil, nil, nil, s.table)
}

// Place is called by the shell.
func (s *allClocks) Place() any { return s.place }

// Keys is called by the shell.
func (s *allClocks) Keys() []kit.Key {
	return []kit.Key{
		{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.read},
		{Name: "F", Mod: kit.Ctrl, Say: "clocks.keys.filter", Do: func() { s.host.Focus(s.group) }},
		{Name: "M", Mod: kit.Ctrl, Say: "clocks.mine", Do: s.mine},
		{Name: "E", Mod: kit.Ctrl, Say: "clocks.ics", Do: s.export},
		{Name: "P", Mod: kit.Ctrl, Say: "kit.keys.print", Do: s.print},
	}
}

func (s *allClocks) readClocks() {
	done := s.place.Group == string(office.ClocksDone)
	readFor(&s.overview, s.host, "cases.clock.reading", func() ([]office.ClockLine, error) { return s.desk.AllClocks(context.Background(), done) }, func(all []office.ClockLine) {
		s.all = all
		s.fill()
	})
}

// fill shows what the filters let through and counts what is urgent.
func (s *allClocks) fill() {
	h := s.host
	shown := make([]office.ClockLine, 0, len(s.all))
	handlers, rules := map[string]bool{}, map[string]bool{}
	counts := map[office.ClockGroup]int{}
	for _, l := range s.all {
		handlers[l.Handler], rules[l.Rule] = true, true
		if s.place.Handler != "" && l.Handler != s.place.Handler || s.place.Rule != "" && l.Rule != s.place.Rule {
			continue
		}
		counts[l.Group]++
		if s.place.Group == "" || s.place.Group == string(l.Group) {
			shown = append(shown, l)
		}
	}
	s.handler.SetOptions(options(handlers, func(v string) string { return v }))
	s.rule.SetOptions(options(rules, func(v string) string { return ruleName(h, v) }))
	var parts []string
	for _, g := range office.ClockGroups {
		if counts[g] > 0 {
			parts = append(parts, h.T("clocks.count", h.T("clocks.group."+string(g)), counts[g]))
		}
	}
	s.counts.Text = strings.Join(parts, "　")
	s.counts.Refresh()
	s.table.SetRows(&lineRows{host: h, all: shown})
	if s.table.SelectID(s.place.At); s.table.Selected() < 0 {
		s.table.Select(0) // Enter opens something from the start
	}
}

func options(values map[string]bool, name func(string) string) []kit.Option {
	var out []kit.Option
	for v := range values {
		if v != "" {
			out = append(out, kit.Option{Value: v, Text: name(v)})
		}
	}
	slices.SortFunc(out, func(a, b kit.Option) int { return strings.Compare(a.Text, b.Text) })
	return out
}

// mine shows the clocks of the person who is signed in, or all again.
func (s *allClocks) mine() {
	me := s.desk.Me().Name
	if s.place.Handler == me {
		me = ""
	}
	s.place.Handler = me
	s.handler.Set(kit.Option{Value: me, Text: me})
	s.fill()
}

// export writes the clocks that run, of the handler in view or of all, as a calendar file.
func (s *allClocks) export() {
	h, handler := s.host, s.place.Handler
	hint := h.T("clocks.ics.all")
	if handler != "" {
		hint = h.T("clocks.ics.one", handler)
	}
	s.askFile(fileAsk{h.T("clocks.ics"), hint, h.T("clocks.ics.file"), ".ics"}, func(path string) {
		kit.Go(h, func() (n int, err error) {
			err = kit.ReplaceFile(path, func(out io.Writer) (err error) {
				n, err = s.desk.ExportClocks(context.Background(), out, handler)
				return err
			})
			return n, err
		}, func(n int, err error) {
			if err != nil {
				h.Trouble(h.T("clocks.ics"), err, "")
				return
			}
			h.Toast(h.T("clocks.ics.done", fmt.Sprint(n)), nil)
		})
	})
}

// print writes the pages of the list as it is narrowed.
func (s *allClocks) print() {
	w := office.ClockWish{Handler: s.place.Handler, Rule: s.place.Rule, Group: office.ClockGroup(s.place.Group)}
	s.savePDF(s.host.T("clocks.doc.list"), func(out io.Writer) error { return s.desk.PrintClocks(context.Background(), out, w) })
}

func (s *allClocks) rows() *lineRows {
	r, _ := s.table.Rows().(*lineRows)
	return r
}

// lineRows shows clocks of many cases.
type lineRows struct {
	host *kit.Host
	all  []office.ClockLine
}

// Len is called by the table.
func (r *lineRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *lineRows) ID(i int) field.ID { return r.all[i].ID }

// Text is called by the table.
func (r *lineRows) Text(i int, key string) string {
	l, words := &r.all[i], r.host.Shown()
	switch key {
	case "group":
		return r.host.T("clocks.group." + string(l.Group))
	case "due":
		if l.Group == office.ClocksStill || l.Due.IsZero() {
			return ""
		}
		return words.Day(l.Due)
	case "state":
		if l.Group == office.ClocksUnset {
			return r.host.T("clocks.unset.state")
		}
		return clockState(r.host, &centre.Deadline{Rule: l.Rule, Computed: l.Due, Done: l.Done, Paused: l.Paused, Override: l.Changed}, l.Moments)
	case "rule":
		return ruleName(r.host, l.Rule)
	case "number":
		return l.Number
	case "matter":
		return words.Code(centre.Matter, l.Matter)
	}
	return l.Handler
}

func (r *lineRows) tone(i int) kit.Tone {
	switch l := &r.all[i]; {
	case l.Late().N > 0:
		return kit.Warn
	case l.Group == office.ClocksDone || l.Group == office.ClocksStill || l.Group == office.ClocksEnded:
		return kit.Grey
	case l.Group == office.ClocksHigh || l.Left < 0 || l.Over > 0:
		return kit.Late
	case l.Left <= soon, l.Group == office.ClocksUnset:
		return kit.Warn
	}
	return kit.Plain
}
