// Package events is the area of programmes and their events, each with its figures.
package events

import (
	"slices"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// Desk is what the area needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Keeper
	FigureDesk
	SignInDesk
	Sued(units []field.ID) ([]field.ID, error)          // those that an open case stands against
	Events(programme field.ID) ([]*centre.Event, error) // in the order they were made

	Tallies(event field.ID) ([]*centre.Tally, error)   // of all laptops that counted
	CountTaps(event field.ID, taps []office.Tap) error // saved when it returns
	UseCounting(event field.ID) (uint64, error)        // makes the live count the event's figure

	PlanEvent(e *centre.Event, b *say.Book) (uint64, error)                             // saves it as planned, with the check list of its kind
	HoldEvent(id field.ID) (uint64, error)                                              //
	CancelEvent(id field.ID, why string) (uint64, error)                                //
	CopyProgramme(id field.ID, c office.Copying) (made field.ID, seq uint64, err error) // begins it again in another year
	AddTasks(event, like field.ID, b *say.Book) (uint64, error)                         // a check list: that of another event, or the program's own
	TickTask(id field.ID) (uint64, error)                                               // done, or to do again

	SaveLines(t *field.Type, owner field.ID, lines []office.Line) ([]office.Lined, uint64, error) // rows typed like a spreadsheet
}

// Tables are the records the area shows.
var Tables = []string{"programme", "event"}

// area is the open area.
type area struct {
	host       *kit.Host
	desk       Desk
	ways       kit.Ways
	programmes *kit.Records
	events     *kit.Records
	group      *kit.Group
	screen     *programmes
	fromBoard  bool // the event in view was opened from the board of its programme
}

// New returns the area.
func New(h *kit.Host, desk Desk, ways kit.Ways, place any) kit.Screen {
	a := &area{host: h, desk: desk, ways: ways}
	a.group = kit.NewGroup(h, []kit.GroupItem{
		{Key: "programme", Text: h.T("programme.list"), Table: "programme", Build: a.buildProgrammes},
		{Key: "event", Text: h.T("event.list"), Table: "event", Build: a.buildEvents},
	}, place)
	return &screen{a.group, a}
}

// screen is the area as the shell sees it.
type screen struct {
	*kit.Group
	area *area
}

// Keys adds the one that brings a ledger in.
func (s *screen) Keys() []kit.Key {
	return append(s.Group.Keys(), kit.Key{Name: "I", Mod: kit.Ctrl, Say: "events.keys.import", Do: s.area.ways.Import})
}

func (a *area) buildProgrammes(place any) kit.Screen { return newProgrammes(a, place) }

// programmeRecords is the list of programmes and the page of one.
func (a *area) programmeRecords(place any) *kit.Records {
	a.programmes = kit.NewRecords(a.host, kit.RecordsSpec{
		Type: centre.ProgrammeType, Keeper: a.desk, List: a.list, Page: a.programmePage, OpenRef: a.ways.Open, Actions: a.actions,
		Print:  func(r field.Record) { a.ways.Print("programme", r.Base().ID, field.Day{}) },
		Export: func(q kit.Query) { a.ways.Export(centre.ProgrammeType, q) },
	}, place)
	return a.programmes
}

func (a *area) buildEvents(place any) kit.Screen {
	a.events = kit.NewRecords(a.host, kit.RecordsSpec{
		Type: centre.EventType, Keeper: a.desk, List: a.list, Form: a.form, Page: a.eventPage, OpenRef: a.ways.Open, Actions: a.eventActions,
		Print:  func(r field.Record) { a.ways.Print("event", r.Base().ID, field.Day{}) },
		Export: func(q kit.Query) { a.ways.Export(centre.EventType, q) },
	}, place)
	return &happenings{a.events, a}
}

// eventActions are the verbs of an event: counting and lists of one that takes place, and what becomes of it.
func (a *area) eventActions(r field.Record) []kit.Action {
	e := r.(*centre.Event)
	if e.Gone != 0 || e.ReadOnly {
		return nil
	}
	h := a.host
	again := func() { a.events.Open(e.ID) }
	done := func(seq uint64, text string) { a.events.Done(e, seq, text) }
	verb := func(icon, text string, key fyne.KeyName, say string, do func()) kit.Action {
		return kit.Action{Icon: icon, Text: h.T(text), Kind: kit.Flat, Do: do, Key: kit.Key{Name: key, Say: say}}
	}
	plan := verb("undo", "board.plan", keyPlan, "board.keys.plan", func() { a.plan(e, done) })
	list := verb("check", "task.list", keyTasks, "board.keys.tasks", func() { a.checkList(e, a.events.Again) })
	if e.State == "cancelled" {
		return []kit.Action{plan, list}
	}
	actions := []kit.Action{{
		Icon: "add", Text: h.T("counting.begin"), Kind: kit.Flat, Do: func() { a.count(e, again) },
		Key: kit.Key{Name: "T", Mod: kit.Ctrl, Say: "counting.keys.begin"},
	}}
	if sheetOf(e.Kind) != nil {
		actions = append(actions, kit.Action{
			Icon: "rota", Text: h.T("lines.begin"), Kind: kit.Flat, Do: func() { a.typeLines(e, again) },
			Key: kit.Key{Name: "D", Mod: kit.Ctrl, Say: "lines.keys.begin"},
		})
	}
	if e.Kind == "jobfair" {
		actions = append(actions, kit.Action{Icon: "check", Text: h.T("attend.follow"), Kind: kit.Flat, Do: func() { a.followUp(e, again) },
			Key: kit.Key{Name: "D", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "attend.keys.follow"}})
		actions = append(actions, kit.Action{Icon: "print", Text: h.T("attend.employers"), Kind: kit.Flat, Do: func() { a.ways.Print("employers", e.ID, field.Day{}) }})
	}
	if centre.TakesNames(e.Kind) {
		actions = append(actions, verb("user", "attend.begin", keySignIn, "attend.keys.begin", func() { a.signingIn(e, again) }))
	}
	actions = append(actions, verb("chart", "reading.list", keyFigures, "reading.keys.open", func() { a.figures(e, again) }))
	if e.State == "planned" {
		actions = append(actions, verb("check", "board.hold", keyHeld, "board.keys.held", func() { a.hold(e, done) }))
	}
	actions = append(actions, list, verb("registry", "board.taking", keyTaking, "board.keys.taking", func() { a.addTaking(e, done) }))
	if e.State == "held" {
		actions = append(actions, plan)
	}
	actions = append(actions, verb("close", "board.cancel", keyCancel, "board.keys.cancel", func() { a.cancel(e, done) }), kit.Action{
		Icon: "print", Text: h.T("print.signin"), Kind: kit.Flat, Do: func() { a.ways.Print("signin", e.ID, field.Day{}) },
	})
	return append(actions, a.listsInAndOut(e)...)
}

func (a *area) list(o *kit.ListSpec) {
	h := a.host
	switch o.Type {
	case centre.ProgrammeType:
		o.Sort, o.Desc = "year", true
		o.Open = func(id field.ID) { a.screen.Open(id) }
		o.Actions = append(o.Actions, kit.Action{Icon: "history", Text: h.T("board.copy"), Do: func() { a.screen.copy() }})
	case centre.EventType:
		o.Columns = []string{"date", "name", "hosts", "kind", "place", "units", "people", "state"}
		o.Sort, o.Desc = "date", true
		o.Tones = map[string]func(field.Record) kit.Tone{"state": stateTone}
	}
	o.Actions = append(o.Actions, kit.Action{Icon: "down", Text: h.T("events.import"), Kind: kit.Ordinary, Do: a.ways.Import})
}

func stateTone(r field.Record) kit.Tone {
	switch r.(*centre.Event).State {
	case "planned":
		return kit.Warn
	case "cancelled":
		return kit.Grey
	}
	return kit.Plain
}

// actions are the verbs of a programme on its page.
func (a *area) actions(r field.Record) []kit.Action {
	p := r.(*centre.Programme)
	if p.Gone != 0 {
		return nil
	}
	h := a.host
	return []kit.Action{
		{
			Icon: "add", Text: h.T("events.new"), Kind: kit.Flat, Key: kit.Key{Name: "T", Mod: kit.Ctrl, Say: "events.keys.new"},
			Do: func() {
				a.newEvent(p, field.Day{}, func(_ *centre.Event, seq uint64, text string) { a.programmes.Done(p, seq, text) })
			},
		},
		{
			Icon: "chart", Text: h.T("board.board"), Kind: kit.Flat, Key: kit.Key{Name: "O", Mod: kit.Ctrl, Say: "board.keys.board"},
			Do: func() { a.screen.Open(p.ID) },
		},
		{
			Icon: "history", Text: h.T("board.copy"), Kind: kit.Flat, Key: kit.Key{Name: keyAnother, Mod: kit.Ctrl, Say: "board.keys.copy"},
			Do: func() { a.copyYear(p) },
		},
	}
}

// form sets the figures of an event apart from what was done, and has them follow its kind.
func (a *area) form(r field.Record, o *kit.FormSpec) {
	e, ok := r.(*centre.Event)
	if !ok {
		return
	}
	o.Titles = map[string]string{"units": "events.form.figures", "content": "events.form.words"}
	o.Fit = func(r field.Record) kit.Fit { return fitOf(r.(*centre.Event)) }
	if e.Rev != 0 {
		o.Hide = append(o.Hide, "state") // verbs change it: cancelling has a reason
	}
}

// fitOf is how the fields of an event stand: the figures of its kind first and under the names they have there, those that make no
// sense not at all unless they hold something.
func fitOf(e *centre.Event) kit.Fit {
	f := kit.Fit{First: centre.FiguresOf(e.Kind), Hide: e.SenselessFigures(), Labels: map[string]string{}}
	for _, key := range append(slices.Clone(centre.CountFields), "amount") {
		if !slices.Contains(f.First, key) {
			f.First = append(f.First, key)
		}
		if role := summary.Role(key, e.Kind); role != key {
			f.Labels[key] = summary.Figure{Role: role}.Label()
		}
	}
	return f
}

// eventPage shows the parts that an event of its kind can have, its figures first.
func (a *area) eventPage(r field.Record, o *kit.PageSpec) {
	e, ok := r.(*centre.Event)
	if !ok {
		return
	}
	h := a.host
	o.Parts = []*field.Type{centre.TaskType, centre.ParticipationType}
	if t := sheetOf(e.Kind); t != nil {
		o.Parts = append([]*field.Type{t}, o.Parts...)
	}
	if sheetOf(e.Kind) != centre.AwardType {
		o.Parts = append(o.Parts, centre.AwardType)
	}
	o.Fit = fitOf(e)
	o.Top = []fyne.CanvasObject{kit.Flow(kit.Badge(h.Shown().Code(centre.EventKind, e.Kind), kit.Grey), kit.Badge(h.Shown().Code(centre.EventState, e.State), stateTone(e)))}
	if e.State == "cancelled" {
		o.Top = append(o.Top, kit.Alarm(h.T("board.why", e.Why)))
	}
	for _, x := range summary.Event(e, h.Name).Ratios {
		o.Top = append(o.Top, kit.Prose(h.T("board.ratio", h.T("summary.ratio."+x.Key), draft.Share(h.Book, x), amount(h, x.Part), amount(h, x.Base))))
	}
	o.Top = append(o.Top, a.exhibitors(e), a.taking(e), a.sources(e, func() { a.events.Open(e.ID) }))
}
