package events

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// told is what a verb tells of: the change, and what it was in words.
type told func(seq uint64, text string)

// change does a verb off the UI thread and tells of it; what is in the way is told as such.
func (a *area) change(do func() (uint64, error), text string, done told) {
	h := a.host
	kit.Go(h, do, func(seq uint64, err error) {
		if ps, ok := kit.ProblemsOf(err); ok {
			h.Toast(h.Problem(ps[0]), nil)
			return
		}
		if err != nil {
			h.Trouble(h.T("kit.saving", h.T("event")), err, h.T("kit.kept.record"))
			return
		}
		done(seq, text)
	})
}

// hold says that an event was held.
func (a *area) hold(e *centre.Event, done told) {
	a.change(func() (uint64, error) { return a.desk.HoldEvent(e.ID) }, a.host.T("board.held", e.Name), done)
}

// cancel asks why an event is not held, and says so.
func (a *area) cancel(e *centre.Event, done told) {
	h := a.host
	if e.State == "cancelled" {
		h.Toast(h.T("board.state.same"), nil)
		return
	}
	h.AskText(h.T("board.cancel.title", e.Name), h.T("board.cancel.why"), h.T("board.cancel"), func(why string) {
		a.change(func() (uint64, error) { return a.desk.CancelEvent(e.ID, why) }, h.T("board.cancelled", e.Name), done)
	})
}

// plan says that an event is to come, again.
func (a *area) plan(e *centre.Event, done told) {
	if e.State == "planned" {
		a.host.Toast(a.host.T("board.state.same"), nil)
		return
	}
	draft := centre.EventType.Copy(e).(*centre.Event)
	a.change(func() (uint64, error) { return a.desk.PlanEvent(draft, a.host.Book) }, a.host.T("board.planned", e.Name), done)
}

// quickFields are what is asked of a new event; the rest is on its page.
var quickFields = []string{"name", "kind", "hosts", "date", "place"}

// newEvent plans an event of a programme with its hosts and theme: what it is, who holds it, when and where.
func (a *area) newEvent(p *centre.Programme, day field.Day, done func(e *centre.Event, seq uint64, text string)) {
	h := a.host
	kit.Go(h, func() (field.Record, error) { return a.desk.New(centre.EventType, field.ID{}) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.new", h.T("event")), err, "")
			return
		}
		e := r.(*centre.Event)
		e.Programme, e.Hosts, e.Theme, e.Date = p.ID, p.Hosts, p.Theme, day
		o := kit.FormSpec{
			Save: func(r field.Record) (uint64, error) { return a.desk.PlanEvent(r.(*centre.Event), h.Book) },
			Fit:  func(field.Record) kit.Fit { return kit.Fit{First: []string{"kind", "name"}} },
		}
		for _, s := range centre.EventType.With(field.InForm) {
			if !contains(quickFields, s.Key) {
				o.Hide = append(o.Hide, s.Key)
			}
		}
		h.FormPanel(a.desk, e, o, func(r field.Record, seq uint64) {
			e := r.(*centre.Event)
			done(e, seq, h.T("board.planned", e.Name))
		})
	})
}

// copyYear begins a programme again in another year.
func (a *area) copyYear(p *centre.Programme) {
	h := a.host
	if p == nil {
		return
	}
	year := kit.NewEntry(h)
	next := p.Year
	if next == 0 {
		next = int64(p.From.Year)
	}
	if next > 0 {
		year.SetText(strconv.FormatInt(next+1, 10))
	}
	days := kit.NewChips(h, true, []kit.Option{{Value: "weekday", Text: h.T("board.copy.weekday")}, {Value: "date", Text: h.T("board.copy.date")}})
	days.Set("weekday")
	alarm := kit.Alarm("")
	var panel *kit.Panel
	agree := func() {
		c := office.Copying{Weekday: days.Values()[0] == "weekday"}
		n, err := strconv.Atoi(field.Fold(year.Text))
		if err != nil || !(field.Day{Year: n}).Valid() {
			alarm.SetText(h.T("board.copy.year.bad"))
			h.Focus(year)
			return
		}
		c.Year = n
		a.copied(p, c, alarm, func() { panel.Close() })
	}
	year.OnEnter = agree
	panel = h.Open(kit.PanelSpec{
		Title: h.T("board.copy.title", p.Name), Width: 560, Focus: year,
		Body: container.NewVBox(kit.Hint(h.T("board.copy.what")), kit.Labelled(h.T("board.copy.year"), year), kit.Labelled(h.T("board.copy.days"), days), alarm),
		Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: agree}},
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { panel.Close() }), kit.NewButton(h, h.T("board.copy"), kit.Main, agree),
		},
	})
	year.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// copied copies and shows the new programme; what is in the way is told in the panel.
func (a *area) copied(p *centre.Programme, c office.Copying, alarm *kit.Paragraph, shut func()) {
	h := a.host
	type made struct {
		id  field.ID
		seq uint64
	}
	kit.Go(h, func() (made, error) {
		id, seq, err := a.desk.CopyProgramme(p.ID, c)
		return made{id, seq}, err
	}, func(m made, err error) {
		if ps, ok := kit.ProblemsOf(err); ok {
			alarm.SetText(h.Problem(ps[0]))
			return
		}
		shut()
		if err != nil {
			h.Trouble(h.T("kit.saving", h.T("programme")), err, h.T("kit.kept.record"))
			return
		}
		a.screen.Open(m.id)
		a.screen.board.last = m.seq
		h.Toast(h.T("board.copied", c.Year), func() { a.screen.board.undo(m.seq) })
	})
}

func contains(all []string, one string) bool {
	for _, x := range all {
		if x == one {
			return true
		}
	}
	return false
}
