// Package events is the area of programmes and their events, each with its figures.
package events

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// Desk is what the area needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Keeper
	Events(programme field.ID) ([]*centre.Event, error) // in the order they were made

	Tallies(event field.ID) ([]*centre.Tally, error)   // of all laptops that counted
	CountTaps(event field.ID, taps []office.Tap) error // saved when it returns
	UseCounting(event field.ID) (uint64, error)        // makes the live count the event's figure

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
}

// New returns the area.
func New(h *kit.Host, desk Desk, ways kit.Ways, place any) kit.Screen {
	a := &area{host: h, desk: desk, ways: ways}
	return &screen{kit.NewGroup(h, []kit.GroupItem{
		{Key: "programme", Text: h.T("programme.list"), Table: "programme", Build: a.buildProgrammes},
		{Key: "event", Text: h.T("event.list"), Table: "event", Build: a.buildEvents},
	}, place), a}
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

func (a *area) buildProgrammes(place any) kit.Screen {
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
	return a.events
}

// eventActions are the verbs of an event.
func (a *area) eventActions(r field.Record) []kit.Action {
	e := r.(*centre.Event)
	if e.Gone != 0 || e.State == "cancelled" {
		return nil
	}
	again := func() { a.events.Open(e.ID) }
	actions := []kit.Action{{
		Icon: "add", Text: a.host.T("counting.begin"), Kind: kit.Flat, Do: func() { a.count(e, again) },
		Key: kit.Key{Name: "T", Mod: kit.Ctrl, Say: "counting.keys.begin"},
	}}
	if sheetOf(e.Kind) != nil {
		actions = append(actions, kit.Action{
			Icon: "rota", Text: a.host.T("lines.begin"), Kind: kit.Flat, Do: func() { a.typeLines(e, again) },
			Key: kit.Key{Name: "D", Mod: kit.Ctrl, Say: "lines.keys.begin"},
		})
	}
	actions = append(actions, kit.Action{
		Icon: "print", Text: a.host.T("print.signin"), Kind: kit.Flat, Do: func() { a.ways.Print("signin", e.ID, field.Day{}) },
	})
	return actions
}

func (a *area) list(o *kit.ListSpec) {
	h := a.host
	switch o.Type {
	case centre.ProgrammeType:
		o.Sort, o.Desc = "year", true
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

// actions are the verbs of a programme.
func (a *area) actions(r field.Record) []kit.Action {
	if r.Base().Gone != 0 {
		return nil
	}
	return []kit.Action{{
		Icon: "add", Text: a.host.T("events.new"), Kind: kit.Flat, Do: func() { a.begin(r.(*centre.Programme)) },
		Key: kit.Key{Name: "T", Mod: kit.Ctrl, Say: "events.keys.new"},
	}}
}

// begin makes an event of a programme.
func (a *area) begin(p *centre.Programme) {
	h := a.host
	kit.Go(h, func() (field.Record, error) { return a.desk.New(centre.EventType, field.ID{}) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.new", h.T("event")), err, "")
			return
		}
		e := r.(*centre.Event)
		e.Programme, e.Hosts, e.Theme = p.ID, p.Hosts, p.Theme
		o := kit.FormSpec{}
		a.form(e, &o)
		h.FormPanel(a.desk, e, o, func(saved field.Record, seq uint64) { a.programmes.Done(saved, seq, h.T("kit.saved", h.T("event"))) })
	})
}

// form sets the figures of an event apart from what was done.
func (a *area) form(r field.Record, o *kit.FormSpec) {
	if r.Type() == centre.EventType {
		o.Titles = map[string]string{"units": "events.form.figures", "content": "events.form.words"}
	}
}

// eventPage shows the parts that an event of its kind can have.
func (a *area) eventPage(r field.Record, o *kit.PageSpec) {
	e, ok := r.(*centre.Event)
	if !ok {
		return
	}
	o.Parts = []*field.Type{centre.ParticipationType, centre.AwardType}
	switch e.Kind {
	case "jobfair":
		o.Parts = []*field.Type{centre.JobLineType, centre.ParticipationType}
	case "clinic", "screening":
		o.Parts = []*field.Type{centre.DeskType, centre.ParticipationType}
	}
	o.Top = []fyne.CanvasObject{kit.Flow(kit.Badge(a.host.Shown().Code(centre.EventKind, e.Kind), kit.Grey), kit.Badge(a.host.Shown().Code(centre.EventState, e.State), stateTone(e)))}
}
