package events

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// checklist is the check list of an event in a panel: lines are ticked, changed, added and taken away with one key each.
type checklist struct {
	area  *area
	event *centre.Event
	tasks []*centre.Task
	table *kit.Table
	count *kit.Paragraph
	panel *kit.Panel
	last  uint64
	over  func()
}

// checkList shows the check list of an event; over is told when it is left.
func (a *area) checkList(e *centre.Event, over func()) *checklist {
	h := a.host
	c := &checklist{area: a, event: e, over: over, count: kit.Hint("")}
	c.table = kit.NewTable(h, []kit.Column{
		{Key: "done", Title: h.T("board.tasks.state"), Width: 84, Fixed: true, Tone: c.tone},
		{Key: "what", Title: h.T("task.what"), Width: 240, Loose: true, Fixed: true},
		{Key: "due", Title: h.T("task.due"), Width: 150, Fixed: true},
		{Key: "who", Title: h.T("task.who"), Width: 110, Fixed: true},
		{Key: "by", Title: h.T("task.by"), Width: 170, Fixed: true},
	})
	c.table.SetEmpty(h.T("board.tasks.empty"), h.T("board.tasks.add"), c.add)
	c.table.OnOpen = func(int) { c.tick() }
	button := func(text string, kind kit.ButtonKind, do func()) *kit.Button { return kit.NewButton(h, text, kind, do) }
	c.panel = h.Open(kit.PanelSpec{
		Title: h.T("board.tasks.title", e.Name), Width: 900, Height: 560, Escape: c.leave,
		Body: container.NewBorder(kit.Hint(h.T("board.tasks.hint")), c.count, nil, nil, c.table),
		Buttons: []*kit.Button{
			button(h.T("board.tasks.new"), kit.Ordinary, c.begin), button(h.T("board.tasks.add"), kit.Ordinary, c.add), button(h.T("kit.close"), kit.Main, c.leave),
		},
		Keys: []kit.Key{
			{Name: fyne.KeySpace, Say: "board.keys.tick", Do: c.tick},
			{Name: fyne.KeyF2, Say: "kit.keys.edit", Do: c.edit},
			{Name: fyne.KeyInsert, Say: "board.tasks.new", Do: c.begin},
			{Name: "T", Mod: kit.Ctrl, Say: "board.tasks.new", Do: c.begin},
			{Name: "D", Mod: kit.Ctrl, Say: "board.tasks.add", Do: c.add},
			{Name: fyne.KeyDelete, Mod: kit.Ctrl, Say: "kit.keys.delete", Do: c.remove},
			{Name: "Z", Mod: kit.Ctrl, Say: "kit.keys.undo", Do: c.undo},
		},
	})
	c.table.Focus()
	c.read(field.ID{})
	return c
}

func (c *checklist) leave() {
	c.panel.Close()
	c.over()
}

// read reads the list, what is due first at the top; hand is the line to take in hand.
func (c *checklist) read(hand field.ID) {
	a, h := c.area, c.area.host
	q := kit.Query{Where: []store.Cond{store.Where("event", c.event.ID.String())}, Sort: store.ByMade}
	kit.Go(h, func() ([]*centre.Task, error) { return kit.OpenAll[*centre.Task](a.desk, centre.TaskType, q) }, func(all []*centre.Task, err error) {
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		sortTasks(all)
		c.tasks = all
		done, late := 0, 0
		for _, t := range all {
			switch {
			case t.Done != 0:
				done++
			case t.Late(h.Context().Today):
				late++
			}
		}
		c.count.SetText("")
		if len(all) > 0 {
			c.count.SetText(h.T("board.tasks", done, len(all)))
		}
		if late > 0 {
			c.count.SetText(h.T("board.tasks.late", done, len(all), late))
		}
		c.table.SetRows(&taskRows{c})
		switch {
		case hand != (field.ID{}):
			c.table.SelectID(hand)
		case len(all) > 0 && c.at() == nil:
			c.table.Select(0)
		}
	})
}

func (c *checklist) tone(_ kit.Rows, i int) kit.Tone {
	switch t := c.tasks[i]; {
	case t.Done != 0:
		return kit.Good
	case t.Late(c.area.host.Context().Today) && c.event.State != "cancelled":
		return kit.Late
	}
	return kit.Plain
}

// at is the line in hand; nil for none.
func (c *checklist) at() *centre.Task {
	id := c.table.SelectedID()
	for _, t := range c.tasks {
		if t.ID == id {
			return t
		}
	}
	return nil
}

// do does something to the list and shows it anew.
func (c *checklist) do(verb func() (uint64, error), hand field.ID) {
	h := c.area.host
	kit.Go(h, verb, func(seq uint64, err error) {
		if ps, ok := kit.ProblemsOf(err); ok {
			h.Toast(h.Problem(ps[0]), nil)
			return
		}
		if err != nil {
			h.Trouble(h.T("kit.saving", h.T("task")), err, h.T("kit.kept.record"))
			return
		}
		c.last = seq
		c.read(hand)
	})
}

func (c *checklist) tick() {
	if t := c.at(); t != nil {
		c.do(func() (uint64, error) { return c.area.desk.TickTask(t.ID) }, t.ID)
	}
}

func (c *checklist) remove() {
	if t := c.at(); t != nil {
		c.do(func() (uint64, error) { return c.area.desk.Delete(t) }, field.ID{})
	}
}

func (c *checklist) undo() {
	if seq := c.last; seq != 0 {
		c.do(func() (uint64, error) { return 0, c.area.desk.Undo(seq) }, field.ID{})
	}
}

func (c *checklist) edit() {
	if t := c.at(); t != nil {
		c.form(t)
	}
}

// begin writes a new line.
func (c *checklist) begin() {
	a, h := c.area, c.area.host
	kit.Go(h, func() (field.Record, error) { return a.desk.New(centre.TaskType, c.event.ID) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.new", h.T("task")), err, "")
			return
		}
		c.form(r)
	})
}

func (c *checklist) form(r field.Record) {
	c.area.host.FormPanel(c.area.desk, r, kit.FormSpec{Hide: []string{"event"}}, func(r field.Record, seq uint64) {
		c.last = seq
		c.read(r.Base().ID)
	})
}

// add puts the list for the kind onto the event: the program's own, or that of another event of the kind, where there is one.
func (c *checklist) add() {
	a, h := c.area, c.area.host
	take := func(like field.ID) {
		c.do(func() (uint64, error) { return a.desk.AddTasks(c.event.ID, like, h.Book) }, field.ID{})
	}
	kit.Go(h, func() ([]*centre.Event, error) { return a.listed(c.event) }, func(all []*centre.Event, err error) {
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		if len(all) == 0 {
			take(field.ID{})
			return
		}
		options := []kit.Option{{Value: "-", Text: h.T("board.tasks.builtin", h.Shown().Code(centre.EventKind, c.event.Kind))}}
		for _, e := range all {
			options = append(options, kit.Option{Value: e.ID.String(), Text: h.T("board.tasks.like", e.Name), Note: h.Shown().Day(e.Date)})
		}
		h.Choose(h.T("board.tasks.from"), options, func(o kit.Option) { take(kit.RecordOf(o)) })
	})
}

// mostLike is how many other events' lists are offered.
const mostLike = 8

// listed are the newest other events of the kind that have a check list. It runs off the UI thread.
func (a *area) listed(e *centre.Event) ([]*centre.Event, error) {
	found, err := a.desk.Find(centre.EventType, kit.Query{Where: []store.Cond{store.Where("kind", e.Kind)}, Sort: "date", Desc: true, Limit: 50})
	if err != nil {
		return nil, err
	}
	var out []*centre.Event
	for i := range found.Len() {
		id := found.ID(i)
		if id == e.ID || len(out) == mostLike {
			continue
		}
		tasks, err := a.desk.Find(centre.TaskType, kit.Query{Where: []store.Cond{store.Where("event", id.String())}, Limit: 1})
		if err != nil {
			return nil, err
		}
		if tasks.Len() == 0 {
			continue
		}
		r, err := a.desk.Get(centre.EventType, id)
		if err != nil {
			return nil, err
		}
		out = append(out, r.(*centre.Event))
	}
	return out, nil
}

// taskRows shows tasks in a table.
type taskRows struct{ list *checklist }

// Len is called by the table.
func (r *taskRows) Len() int { return len(r.list.tasks) }

// ID is called by the table.
func (r *taskRows) ID(i int) field.ID { return r.list.tasks[i].ID }

// Text is called by the table.
func (r *taskRows) Text(i int, key string) string {
	h, t := r.list.area.host, r.list.tasks[i]
	switch key {
	case "done":
		switch {
		case t.Done != 0:
			return h.T("board.task.done")
		case t.Late(h.Context().Today):
			return h.T("board.task.late")
		}
		return h.T("board.task.open")
	case "due":
		return h.Shown().Day(t.Due)
	case "who":
		return t.Who
	case "by":
		if t.Done == 0 {
			return ""
		}
		return h.T("board.task.by", t.By, h.Shown().Day(field.DayOf(t.Done.In(h.Now().Location()))))
	}
	if t.Note != "" {
		return h.T("board.task.note", t.What, t.Note)
	}
	return t.What
}
