// Package cases is the area of cases: the list, the page of a case with its steps and clocks, and the persons.
package cases

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// Desk is what the area needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Keeper
	kit.Conflicter
	kit.Joiner
	Restricter
	Clocker
	Closer
	Besider
	Bench
	Guard
	Passer
	Promote(id field.ID) (seq uint64, err error) // an enquiry becomes a case file
	Region() string                              // of the rules that apply, as internal/law has it
}

// Tables are the records the area shows.
var Tables = []string{"case"}

// area is the open area.
type area struct {
	host  *kit.Host
	desk  Desk
	ways  kit.Ways
	cases *kit.Records

	newestFirst bool     // how the timeline stands
	noted       field.ID // the step noted just now
	asked       field.ID // the step whose key date is to be asked for
	clockTable  *kit.Table
	check       *asking // the risk check that was opened last; nil: none
}

// New returns the area.
func New(h *kit.Host, desk Desk, ways kit.Ways, place any) kit.Screen {
	a := &area{host: h, desk: desk, ways: ways}
	if was, ok := place.(kit.RecordsPlace); ok { // an older program had the list alone; what was typed there is not lost
		place = kit.GroupPlace{Key: centre.CaseType.Table, Places: map[string]any{centre.CaseType.Table: was}}
	}
	return kit.NewGroup(h, []kit.GroupItem{
		{Key: "case", Text: h.T("case.list"), Table: "case", Build: a.buildCases},
		{Key: "mydesk", Text: h.T("mydesk.tab"), Build: a.buildDesk},
		{Key: "clocks", Text: h.T("clocks.list"), Build: a.buildClocks},
		{Key: "referral", Text: h.T("referral.list"), Build: a.buildReferrals},
		{Key: "consent", Text: h.T("consent.list"), Table: "consent", Build: a.buildConsents},
		{Key: "calculator", Text: h.T("clocks.calc"), Build: a.buildCalculator, Inside: a.countable},
	}, place)
}

func (a *area) buildCases(place any) kit.Screen {
	a.cases = kit.NewRecords(a.host, kit.RecordsSpec{
		Type: centre.CaseType, Keeper: a.desk, List: a.list, Form: a.form, Page: a.page, Actions: a.actions,
		Print:   func(r field.Record) { a.ways.Print("case", r.Base().ID, field.Day{}) },
		Export:  func(q kit.Query) { a.ways.Export(centre.CaseType, q) },
		OpenRef: a.ways.Open, Locked: a.locked, Over: a.begunCheck, Reopen: a.resumeCheck, Resume: a.resumeForm,
	}, place)
	return &register{a.cases, a}
}

// register is the list of cases as the group sees it.
type register struct {
	*kit.Records
	area *area
}

// Keys adds the one that brings a register of visits in.
func (s *register) Keys() []kit.Key {
	return append(s.Records.Keys(), kit.Key{Name: "I", Mod: kit.Ctrl, Say: "events.keys.import", Do: s.area.ways.Import})
}

func (a *area) list(o *kit.ListSpec) {
	o.Columns = []string{"number", "received", "matter", "person", "state", "risk", "channel", "handler", "adverse", "closed"}
	o.Sort, o.Desc, o.First = "received", true, openHighRisk()
	o.Tones = map[string]func(field.Record) kit.Tone{"risk": riskTone, "state": stateTone}
	o.Actions = append(o.Actions, kit.Action{Icon: "down", Text: a.host.T("events.import"), Kind: kit.Ordinary, Do: a.ways.Import})
}

func riskTone(r field.Record) kit.Tone {
	switch r.(*centre.Case).Risk {
	case "high":
		return kit.Late
	case "middle":
		return kit.Warn
	}
	return kit.Plain
}

func stateTone(r field.Record) kit.Tone {
	c := r.(*centre.Case)
	switch {
	case c.State == "closing":
		return kit.Warn
	case !c.Open():
		return kit.Grey
	}
	return kit.Plain
}

// later are the fields of a case that nobody knows while it is taken down.
var later = []string{
	"number", "claimed", "awarded", "paid", "satisfaction", "callback", "callnote", "lesson",
}

// form groups the fields of a case as on the paper form; a new case asks for no more than can be known.
func (a *area) form(r field.Record, o *kit.FormSpec) {
	if r.Type() != centre.CaseType {
		a.stepForm(r, o)
		return
	}
	o.Titles = map[string]string{"request": "cases.form.told", "risk": "cases.form.care", "claimed": "cases.form.result"}
	kit.WarnHome(a.host, a.desk, o, ownUnit)
	if r.Base().Rev == 0 {
		o.Hide = later
	}
}

// actions are the verbs of a case.
func (a *area) actions(r field.Record) []kit.Action {
	c := r.(*centre.Case)
	if c.Gone != 0 || c.ReadOnly {
		return nil
	}
	h := a.host
	out := []kit.Action{{
		Icon: "add", Text: h.T("cases.step"), Kind: kit.Flat, Do: func() { a.cases.Foot() },
		Key: kit.Key{Name: "T", Mod: kit.Ctrl, Say: "cases.keys.step"},
	}, {
		Icon: "add", Text: h.T("clocks.milestone"), Kind: kit.Flat, Do: func() { a.newMilestone(c, "") },
		Key: kit.Key{Name: "D", Mod: kit.Ctrl, Say: "clocks.keys.milestone"},
	}, {
		Text: h.T("cases.clock"), Kind: kit.Flat, Do: func() { a.moreClocks(c) },
		Key: kit.Key{Name: "D", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "cases.keys.clock"},
	}}
	if c.Enquiry == field.Yes {
		out = append(out, kit.Action{Text: h.T("cases.promote"), Kind: kit.Flat, Do: func() { a.promote(c) },
			Key: kit.Key{Name: "M", Mod: kit.Ctrl, Say: "cases.keys.promote"}})
	}
	out = append(out, kit.Action{Text: h.T("casework.decide"), Kind: kit.Flat, Do: func() { a.decide(c) },
		Key: kit.Key{Name: "J", Mod: kit.Ctrl, Say: "casework.keys.decide"}})
	out = append(append(out, a.guarding(c)...), a.passing(c)...)
	return append(append(append(out, a.restricting(c)...), a.joining(c)...), a.supervising(c), a.sheets(c))
}

func (a *area) promote(c *centre.Case) {
	a.change(c, a.host.T("cases.promoted"), func() (uint64, error) { return a.desk.Promote(c.ID) })
}

// change does something to a case and shows the case anew.
func (a *area) change(c *centre.Case, said string, do func() (uint64, error)) {
	kit.Go(a.host, do, func(seq uint64, err error) {
		if err != nil {
			a.host.Trouble(a.host.T("cases.changing"), err, a.host.T("kit.kept.record"))
			return
		}
		a.cases.Done(c, seq, said)
	})
}
