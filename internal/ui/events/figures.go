package events

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// The keys of an event's page for what is known of it.
const (
	keyFigures = fyne.KeyF3
	keySignIn  = fyne.KeyF4
)

// FigureDesk is what the sources of an event's figures need of the office.
type FigureDesk interface {
	Readings(event field.ID) ([]*centre.Reading, error) // in the order they were made
	UseReading(id field.ID) (uint64, error)             // makes it the event's figure
	Device() string                                     // what tells the tallies of this laptop from those of others
}

// SignInDesk is what a sign-in list needs of the office.
type SignInDesk interface {
	Attendees(event field.ID) ([]*centre.Attendee, error)
	AddAttendees(event field.ID, all []office.Arrival, walkIn bool) ([]office.Listed, uint64, error)
	MarkPresent(present bool, ids ...field.ID) (uint64, error)
	KeepSignIn(event field.ID) (uint64, error) // leaves its numbers as readings
	UseSignIn(event field.ID) (uint64, error)  // makes who signed in the event's figure
	ReadArrivals(path string) ([]office.Arrival, error)
}

// known is everything that is known of an event's figures.
type known struct {
	event *centre.Event
	all   []summary.Source
	by    map[field.ID]*centre.Reading
}

// read reads it. It is called off the UI thread.
func (a *area) known(id field.ID) (k known, err error) {
	r, err := a.desk.Get(centre.EventType, id)
	if err != nil {
		return k, err
	}
	k.event, k.by = r.(*centre.Event), map[field.ID]*centre.Reading{}
	var told summary.Told
	if told.Readings, err = a.desk.Readings(id); err != nil {
		return k, err
	}
	tallies, err := a.desk.Tallies(id)
	if err != nil {
		return k, err
	}
	list, err := a.desk.Attendees(id)
	if err != nil {
		return k, err
	}
	told.Counting, told.Signing = summary.CountingOf(tallies), summary.SigningOf(list)
	for _, x := range told.Readings {
		k.by[x.ID] = x
	}
	k.all = summary.SourcesOf(k.event, told)
	return k, nil
}

// figureColumns are those of the sources of figures.
func figureColumns(h *kit.Host) []kit.Column {
	tone := func(rows kit.Rows, i int) kit.Tone { return rows.(*sourceRows).tone(i) }
	return []kit.Column{
		{Key: "figure", Title: h.T("reading.key"), Width: 110, Loose: true, Fixed: true},
		{Key: "count", Title: h.T("reading.count"), Width: 90, Fixed: true, Tone: tone},
		{Key: "known", Title: h.T("doc.known"), Width: 84, Fixed: true},
		{Key: "state", Title: h.T("reading.state"), Width: 160, Loose: true, Fixed: true},
		{Key: "by", Title: h.T("reading.by"), Width: 80, Loose: true, Fixed: true},
		{Key: "at", Title: h.T("reading.at"), Width: 138, Fixed: true},
	}
}

// sourceRows shows sources in a table.
type sourceRows struct {
	host *kit.Host
	known
}

// Len is called by the table.
func (r *sourceRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *sourceRows) ID(i int) field.ID { return r.all[i].ID }

func (r *sourceRows) tone(i int) kit.Tone {
	switch s := r.all[i]; {
	case s.Missing:
		return kit.Warn
	case s.Used:
		return kit.Good
	}
	return kit.Plain
}

// Text is called by the table.
func (r *sourceRows) Text(i int, key string) string {
	s, h := r.all[i], r.host
	x := r.by[s.ID]
	switch key {
	case "figure":
		if i > 0 && r.all[i-1].Key == s.Key {
			return ""
		}
		return h.T(s.Label())
	case "count":
		if s.Missing {
			return h.T("draft.notcounted")
		}
		return h.Shown().Count(s.Count)
	case "known":
		if s.Count.Known == "" {
			return ""
		}
		return h.T("known." + string(s.Count.Known))
	case "state":
		return r.state(s)
	case "by":
		if x == nil {
			return ""
		}
		return x.By
	case "at":
		if s.At == 0 {
			return ""
		}
		return h.Book.Moment(s.At.In(h.Now().Location()))
	}
	return ""
}

// state says whether a source is in use, by how much it differs, and how it came in.
func (r *sourceRows) state(s summary.Source) string {
	h := r.host
	var says []string
	switch {
	case s.Missing:
	case s.Used:
		says = append(says, h.T("reading.inuse"))
	case s.Compared && s.Difference > 0:
		says = append(says, h.T("reading.more", s.Difference))
	case s.Compared && s.Difference < 0:
		says = append(says, h.T("reading.fewer", -s.Difference))
	case s.Compared:
		says = append(says, h.T("reading.same"))
	}
	switch {
	case s.Fresh:
		says = append(says, h.T("reading.fresh", h.T("reading.way."+s.Way)))
	case s.Way != "":
		says = append(says, h.T("reading.way."+s.Way))
	}
	return h.Book.List(says...)
}

// sources is the table of the page of an event: how each figure is known. Enter opens the panel.
func (a *area) sources(e *centre.Event, over func()) fyne.CanvasObject {
	h := a.host
	table := kit.NewFlatTable(h, figureColumns(h))
	head := kit.Title(h.T("reading.list"))
	box := container.NewVBox(kit.Inset(0, 4, head), table)
	box.Hide()
	kit.Go(h, func() (known, error) { return a.known(e.ID) }, func(k known, err error) {
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		table.OnOpen = func(i int) { a.openFigures(k, i, over) }
		table.SetRows(&sourceRows{h, k})
		box.Hidden = len(k.all) == 0
		box.Refresh()
	})
	return box
}

// figures opens the panel of the sources of an event's figures; over is told when it is left.
func (a *area) figures(e *centre.Event, over func()) {
	kit.Go(a.host, func() (known, error) { return a.known(e.ID) }, func(k known, err error) {
		if err != nil {
			a.host.Trouble(a.host.T("kit.list.loading"), err, "")
			return
		}
		a.openFigures(k, 0, over)
	})
}

// figurePanel is the panel in which the source of a figure is chosen, written down or put right.
type figurePanel struct {
	*area
	rows  *sourceRows
	table *kit.Table
	panel *kit.Panel
	last  uint64 // the newest change made here
	over  func()
}

func (a *area) openFigures(k known, at int, over func()) *figurePanel {
	h := a.host
	p := &figurePanel{area: a, rows: &sourceRows{h, k}, table: kit.NewTable(h, figureColumns(h)), over: over}
	p.table.SetEmpty(h.T("reading.empty"), h.T("reading.add"), p.add)
	p.table.SetRows(p.rows)
	p.table.Select(at)
	p.table.OnOpen = func(int) { p.use() }
	leave := kit.NewButton(h, h.T("kit.close"), kit.Ordinary, p.leave)
	add := kit.NewButton(h, h.T("reading.add"), kit.Ordinary, p.add)
	use := kit.NewButton(h, h.T("reading.use"), kit.Main, p.use)
	p.panel = h.Open(kit.PanelSpec{
		Title: h.T("reading.title", k.event.Name), Width: 980, Height: 560, Escape: p.leave, Buttons: []*kit.Button{leave, add, use},
		Body: container.NewBorder(kit.Hint(h.T("reading.hint")), nil, nil, nil, p.table),
		Keys: []kit.Key{
			{Name: "A", Mod: kit.Ctrl, Say: "reading.add", Do: p.add}, {Name: fyne.KeyF2, Say: "kit.keys.edit", Do: p.edit},
			{Name: fyne.KeyDelete, Mod: kit.Ctrl, Say: "kit.keys.delete", Do: p.remove}, {Name: "Z", Mod: kit.Ctrl, Say: "kit.keys.undo", Do: p.undo},
		},
	})
	p.table.Focus()
	return p
}

func (p *figurePanel) leave() {
	p.panel.Close()
	p.over()
}

// at is the source in hand, and its reading; nil for what is none yet.
func (p *figurePanel) at() (summary.Source, *centre.Reading) {
	i := p.table.Selected()
	if i < 0 || i >= len(p.rows.all) {
		return summary.Source{}, nil
	}
	s := p.rows.all[i]
	return s, p.rows.by[s.ID]
}

// use makes the source in hand the event's figure.
func (p *figurePanel) use() {
	s, r := p.at()
	e := p.rows.event.ID
	switch {
	case s.Used:
		p.host.Toast(p.host.T("reading.already"), nil)
	case r != nil:
		p.do(func() (uint64, error) { return p.desk.UseReading(r.ID) })
	case s.Fresh && s.Way == centre.WayLive:
		p.do(func() (uint64, error) { return p.desk.UseCounting(e) })
	case s.Fresh && s.Count.Known == field.BySign:
		p.do(func() (uint64, error) { return p.desk.UseSignIn(e) })
	case s.Fresh:
		p.do(func() (uint64, error) { return p.desk.KeepSignIn(e) })
	default:
		p.add()
	}
}

// do makes a change and shows what the figures are then.
func (p *figurePanel) do(change func() (uint64, error)) {
	type changed struct {
		seq uint64
		known
	}
	e := p.rows.event.ID
	kit.Go(p.host, func() (c changed, err error) {
		if c.seq, err = change(); err == nil {
			c.known, err = p.known(e)
		}
		return c, err
	}, func(c changed, err error) {
		if err != nil {
			p.host.Trouble(p.host.T("reading.using"), err, "")
			return
		}
		p.last = c.seq
		p.rows = &sourceRows{p.host, c.known}
		at := p.table.Selected()
		p.table.SetRows(p.rows)
		p.table.Select(min(max(at, 0), p.rows.Len()-1))
		p.table.Focus()
	})
}

// again reads the figures anew.
func (p *figurePanel) again(seq uint64) { p.do(func() (uint64, error) { return seq, nil }) }

// add writes down another reading, of the figure in hand.
func (p *figurePanel) add() {
	s, _ := p.at()
	h, e := p.host, p.rows.event
	kit.Go(h, func() (field.Record, error) { return p.desk.New(centre.ReadingType, e.ID) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.new", h.T("reading")), err, "")
			return
		}
		x := r.(*centre.Reading)
		if x.Key = s.Key; x.Key == "" {
			x.Key = "people"
		}
		p.form(x)
	})
}

func (p *figurePanel) form(x *centre.Reading) {
	p.host.FormPanel(p.desk, x, kit.FormSpec{Hide: []string{"event"}}, func(_ field.Record, seq uint64) { p.again(seq) })
}

func (p *figurePanel) edit() {
	if _, r := p.at(); r != nil {
		p.form(r)
	}
}

// remove puts the reading in hand aside. The one in use stays: the event would say what nobody said.
func (p *figurePanel) remove() {
	s, r := p.at()
	switch {
	case r == nil:
	case s.Used:
		p.host.Toast(p.host.T("reading.keepused"), nil)
	default:
		p.do(func() (uint64, error) { return p.desk.Delete(r) })
	}
}

func (p *figurePanel) undo() {
	if seq := p.last; seq > 0 {
		p.do(func() (uint64, error) { return 0, p.desk.Undo(seq) })
	}
}
