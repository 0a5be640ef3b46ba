package events

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// lane is what one key of the counter counts.
type lane struct{ desk, class string }

// counter is the full-window counter of one event. Every tap is on its way to the disk at once; taps that come while one is being
// saved go together with the next. What the disk refuses stays on the screen and is tried again with every further tap.
type counter struct {
	host   *kit.Host
	desk   Desk
	ways   kit.Ways
	event  *centre.Event
	view   *kit.Counter
	panel  *kit.Panel
	lanes  []lane
	at     int
	saved  summary.Counting
	own    map[lane]int64 // what is saved of each lane, by all laptops
	wait   []office.Tap   // not saved yet
	done   []lane         // taps of this sitting that can be undone, the newest last
	saving bool
	single bool   // taps go one by one, until all are through: one of them was refused
	fail   string // why the disk refused
	note   string // an answer to the last key, until the next
	ticks  int
	over   func() // told when the counter is left
}

// count opens the counter of an event; over is told when it is left.
func (a *area) count(e *centre.Event, over func()) *counter {
	c := &counter{host: a.host, desk: a.desk, ways: a.ways, event: e, view: kit.NewCounter(a.host), own: map[lane]int64{}, over: over}
	c.view.OnTap, c.view.OnUndo = c.tap, c.undo
	c.view.OnMove = func(i int) { c.at = i; c.paint() }
	kit.Go(a.host, c.read, func(r counted, err error) {
		if err != nil {
			a.host.Trouble(a.host.T("counting.reading"), err, "")
			return
		}
		c.take(r)
		for _, d := range r.desks {
			c.add(lane{desk: d})
		}
		if len(c.lanes) == 0 {
			c.add(lane{desk: a.host.T("counting.entrance")})
		}
		c.open()
	})
	return c
}

// counted is what the folder knows of a count.
type counted struct {
	tallies []*centre.Tally
	desks   []string // departments of a clinic, where nobody counted yet
	unread  error    // why the folder did not say it, although what was counted is saved
}

func (c *counter) read() (counted, error) {
	tallies, err := c.desk.Tallies(c.event.ID)
	if err != nil {
		return counted{}, err
	}
	out := counted{tallies: tallies}
	desks, err := kit.OpenAll[*centre.Desk](c.desk, centre.DeskType, kit.Query{Where: []store.Cond{store.Where("event", c.event.ID.String())}, Sort: store.ByMade})
	for _, d := range desks {
		if d.Department != "" {
			out.desks = append(out.desks, d.Department)
		}
	}
	return out, err
}

// take shows what the folder knows.
func (c *counter) take(r counted) {
	c.saved = summary.CountingOf(r.tallies)
	clear(c.own)
	for _, t := range r.tallies {
		l := lane{t.Desk, t.Class}
		c.add(l)
		c.own[l] += t.Plus - t.Minus
	}
}

// add makes a lane that is not there yet the last one.
func (c *counter) add(l lane) {
	if !slices.Contains(c.lanes, l) {
		c.lanes = append(c.lanes, l)
	}
}

func (c *counter) open() {
	h := c.host
	leave := kit.NewButton(h, h.T("counting.leave"), kit.Ordinary, c.leave)
	more := kit.NewButton(h, h.T("counting.add"), kit.Ordinary, c.askLane)
	use := kit.NewButton(h, h.T("counting.use"), kit.Main, c.use)
	out, in := kit.NewButton(h, h.T("counting.carry"), kit.Ordinary, c.carry), kit.NewButton(h, h.T("counting.takein"), kit.Ordinary, c.takeIn)
	c.panel = h.Open(kit.PanelSpec{
		Full: true, Body: c.view, Focus: c.view, Escape: c.leave, Buttons: []*kit.Button{leave, out, in, more, use},
		Keys: []kit.Key{
			{Name: "A", Mod: kit.Ctrl, Say: "counting.add", Do: c.askLane}, {Name: "S", Mod: kit.Ctrl, Say: "counting.use", Do: c.use},
			{Name: "Z", Mod: kit.Ctrl, Say: "kit.keys.undo", Do: c.undo}, {Name: "E", Mod: kit.Ctrl, Say: "counting.carry", Do: c.carry},
			{Name: "O", Mod: kit.Ctrl, Say: "counting.takein", Do: c.takeIn},
		},
	})
	c.paint()
	c.tick()
}

// lookEvery is how many seconds go by between two looks at what other laptops counted.
const lookEvery = 5

// tick shows how the time goes by until the counter is left.
func (c *counter) tick() {
	c.host.After(time.Second, func() {
		if c.panel != nil && c.panel.Shown() {
			if c.ticks++; c.ticks%lookEvery == 0 {
				c.look()
			}
			c.paint()
			c.tick()
		}
	})
}

func (c *counter) tap(i int, by int64) {
	l := c.lanes[i]
	if by < 0 && c.of(l) <= 0 {
		c.tell("counting.nothing")
		return
	}
	c.at, c.note = i, ""
	c.wait = append(c.wait, office.Tap{Desk: l.desk, Class: l.class, By: by})
	if by > 0 {
		c.done = append(c.done, l)
	}
	c.paint()
	c.save()
}

// undo takes the last tap of this sitting back. It leaves a trace: the tally keeps what was taken back apart.
func (c *counter) undo() {
	if len(c.done) == 0 {
		c.tell("counting.noundo")
		return
	}
	c.note = ""
	l := c.done[len(c.done)-1]
	c.done = c.done[:len(c.done)-1]
	if c.of(l) > 0 {
		c.wait = append(c.wait, office.Tap{Desk: l.desk, Class: l.class, By: -1})
	}
	c.paint()
	c.save()
}

// of is what a lane has counted, saved or not.
func (c *counter) of(l lane) int64 {
	n := c.own[l]
	for _, t := range c.wait {
		if t.Desk == l.desk && t.Class == l.class {
			n += t.By
		}
	}
	return n
}

// save writes the taps that wait, one transaction at a time.
func (c *counter) save() {
	if c.saving || len(c.wait) == 0 {
		return
	}
	c.saving = true
	taps := slices.Clone(c.wait)
	if c.single {
		taps = taps[:1]
	}
	kit.Go(c.host, func() (counted, error) {
		if err := c.desk.CountTaps(c.event.ID, taps); err != nil {
			return counted{}, err
		}
		tallies, err := c.desk.Tallies(c.event.ID)
		return counted{tallies: tallies, unread: err}, nil
	}, func(r counted, err error) {
		c.saving = false
		var refused field.Problems
		switch {
		case errors.As(err, &refused): // a tap takes back more than this laptop counted: one by one, only that one is let go
			if len(taps) == 1 {
				c.note, c.wait = c.host.Problem(refused[0]), c.wait[1:]
			}
			c.single = len(c.wait) > 0
			c.paint()
			c.save()
			return
		case err != nil:
			what, next := c.host.Explain(err)
			c.fail = what + next
			c.paint()
			return
		}
		c.fail, c.wait = "", c.wait[len(taps):]
		c.single = c.single && len(c.wait) > 0
		if r.unread == nil {
			c.take(r)
		} else { // the taps are saved: they must not be saved again because nobody could read what they come to
			for _, t := range taps {
				c.own[lane{t.Desk, t.Class}] += t.By
				c.saved.Total += t.By
			}
		}
		c.paint()
		c.save()
	})
}

// tell answers a key that could not do anything.
func (c *counter) tell(key string) {
	c.note = c.host.T(key)
	c.paint()
}

func (c *counter) paint() {
	h := c.host
	counts := kit.Counts{Title: c.event.Name, At: c.at, Total: c.saved.Total, Hint: h.T("counting.hint"), State: h.T("shell.state.saved")}
	for _, t := range c.wait {
		counts.Total += t.By
	}
	if n := len(c.wait); n > 0 {
		counts.State = h.T("counting.waiting", n)
	}
	if c.note != "" {
		counts.State, counts.Late = c.note, true
	}
	if c.fail != "" {
		counts.State, counts.Late = h.T("counting.unsaved", len(c.wait), c.fail), true
	}
	if c.saved.First != 0 {
		gone := h.Now().Sub(c.saved.First.In(h.Now().Location()))
		counts.Since = h.T("counting.since", fmt.Sprintf("%d:%02d", int(gone.Hours()), int(gone.Minutes())%60))
	}
	counts.Parts = c.laptops()
	for _, l := range c.lanes {
		counts.Lanes = append(counts.Lanes, kit.Lane{Name: c.name(l), Total: c.of(l)})
	}
	for _, q := range c.saved.Quarters {
		at := q.At.In(h.Now().Location())
		counts.Bars = append(counts.Bars, kit.CountBar{Label: at.Format("15:04"), Value: q.Total})
	}
	c.view.Set(counts)
}

func (c *counter) name(l lane) string {
	switch {
	case l.desk == "":
		return l.class
	case l.class == "":
		return l.desk
	}
	return c.host.T("counting.lane", l.desk, l.class)
}

// askLane asks for one more desk or class to count.
func (c *counter) askLane() {
	h := c.host
	place, class := kit.NewEntry(h), kit.NewEntry(h)
	here := c.lanes[c.at].desk
	place.SetPlaceHolder(here)
	var p *kit.Panel
	add := func() {
		l := lane{cmp.Or(field.Tidy(place.Text), here), field.Tidy(class.Text)}
		p.Close()
		c.add(l)
		c.at = slices.Index(c.lanes, l)
		c.paint()
		h.Focus(c.view)
	}
	place.OnEnter, class.OnEnter = func() { h.Focus(class) }, add
	p = h.Open(kit.PanelSpec{
		Title: h.T("counting.add"), Width: 460, Focus: place,
		Body:    container.NewVBox(kit.Labelled(h.T("counting.desk"), place), kit.Labelled(h.T("counting.class"), class), kit.Hint(h.T("counting.class.hint"))),
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() }), kit.NewButton(h, h.T("counting.add"), kit.Main, add)},
	})
}

// use asks whether what was counted becomes the event's figure, and says what stood there before.
func (c *counter) use() {
	h := c.host
	if c.saved.Total <= 0 {
		c.tell("counting.none")
		return
	}
	what := h.T("counting.use.ask", c.saved.Total)
	if !c.event.People.IsZero() {
		what = h.T("counting.use.instead", c.saved.Total, h.Shown().Count(c.event.People))
	}
	h.Confirm(h.T("counting.use"), what, h.T("counting.use"), func() {
		kit.Go(h, func() (uint64, error) { return c.desk.UseCounting(c.event.ID) }, func(_ uint64, err error) {
			if err != nil {
				h.Trouble(h.T("counting.using"), err, h.T("counting.kept"))
				return
			}
			c.leave()
		})
	})
}

// leave closes the counter once every tap is saved; taps that the disk refuses are told before they are lost.
func (c *counter) leave() {
	if c.fail != "" && len(c.wait) > 0 {
		h := c.host
		h.Ask(h.T("counting.leave"), h.T("counting.lose", len(c.wait), c.fail),
			kit.Choice{Text: h.T("counting.again"), Do: c.save}, kit.Choice{Text: h.T("counting.loseit"), Do: c.close})
		return
	}
	if len(c.wait) > 0 {
		c.host.After(50*time.Millisecond, c.leave)
		return
	}
	c.close()
}

func (c *counter) close() {
	if c.panel == nil {
		return
	}
	c.panel.Close()
	c.panel = nil
	c.over()
}
