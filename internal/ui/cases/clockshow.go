package cases

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// showClock shows a clock with everything that is to be known of it, and what can be done about it.
func (a *area) showClock(c *centre.Case, k office.CaseClock) {
	h, d := a.host, k.Kept
	lines := aboutClock(h, k)
	if k.Rule != nil {
		lines = append([]string{h.T("clocks.binds", k.Rule.Binds(h.Book))}, lines...)
	}
	when := clockState(h, d, k.Moments)
	if d.Withdrawn.IsZero() && d.Due() != (field.Day{}) && (d.Runs() || !d.Done.IsZero()) {
		when = h.T("clocks.when", h.T("law.sense."+senseOf(k), h.T("clocks.weekday", h.Shown().Day(d.Due()), h.Book.Weekday(d.Due().Time().Weekday()))), when)
	}
	var p *kit.Panel
	act := func(do func()) func() {
		return func() {
			p.Close()
			do()
		}
	}
	close := kit.NewButton(h, h.T("kit.close"), kit.Ordinary, func() { p.Close() })
	buttons, keys := []*kit.Button{close}, []kit.Key{}
	add := func(text, name string, kind kit.ButtonKind, do func()) {
		b := kit.NewButton(h, h.T(text), kind, act(do))
		buttons = append(buttons, b)
		keys = append(keys, kit.Key{Name: fyne.KeyName(name), Mod: kit.Ctrl, Say: text, Do: act(do)})
	}
	if !c.ReadOnly && c.Gone == 0 && !d.ReadOnly {
		switch {
		case d.Why == unneeded && !d.Withdrawn.IsZero():
			add("clocks.revive", "J", kit.Main, func() { a.reviveClock(c, d) })
		case !d.Done.IsZero():
			add("clocks.notmet", "M", kit.Ordinary, func() { a.metClock(c, d, field.Day{}) })
		default:
			add("clocks.drop", "J", kit.Ordinary, func() { a.dropClock(c, d) })
			add("clocks.override", "D", kit.Ordinary, func() { a.overrideClock(c, d) })
			add("clocks.meet", "M", kit.Main, func() { a.meetClock(c, d) })
		}
	}
	p = h.Open(kit.PanelSpec{
		Title: ruleName(h, d.Rule), Width: 680, Focus: close, Keys: keys, Buttons: buttons,
		Body: container.NewVBox(kit.Strong(when), kit.Gap(4), kit.Prose(strings.Join(lines, "\n")), kit.Hint(h.T("clocks.reminder"))),
	})
}

func senseOf(k office.CaseClock) string {
	if k.Rule == nil {
		return "by"
	}
	return string(k.Rule.Sense)
}

// meetClock asks when it was done; today stands there already.
func (a *area) meetClock(c *centre.Case, d *centre.Deadline) {
	h := a.host
	day := kit.NewEntry(h)
	day.SetText(h.Shown().Day(h.Context().Today))
	a.askDay(h.T("clocks.meet"), day, nil, func(on field.Day) { a.metClock(c, d, on) })
	day.TypedShortcut(&fyne.ShortcutSelectAll{}) // typing another day replaces it
}

func (a *area) metClock(c *centre.Case, d *centre.Deadline, on field.Day) {
	said := "clocks.met"
	if on.IsZero() {
		said = "clocks.unmet"
	}
	a.change(c, a.host.T(said, ruleName(a.host, d.Rule)), func() (uint64, error) { return a.desk.MeetClock(d.ID, on) })
}

// dropClock puts a clock aside, with the reason.
func (a *area) dropClock(c *centre.Case, d *centre.Deadline) {
	h := a.host
	h.AskText(h.T("clocks.drop.title", ruleName(h, d.Rule)), h.T("clocks.drop.why"), h.T("clocks.drop"), func(reason string) {
		a.change(c, h.T("clocks.dropped", ruleName(h, d.Rule)), func() (uint64, error) { return a.desk.DropClock(d.ID, reason, false) })
	})
}

func (a *area) reviveClock(c *centre.Case, d *centre.Deadline) {
	a.change(c, a.host.T("clocks.revived", ruleName(a.host, d.Rule)), func() (uint64, error) { return a.desk.DropClock(d.ID, "", true) })
}

// overrideClock asks for another day and the reason; an empty day takes the computed one again.
func (a *area) overrideClock(c *centre.Case, d *centre.Deadline) {
	h := a.host
	day, reason := kit.NewEntry(h), kit.NewEntry(h)
	day.SetText(h.Shown().Day(d.Override))
	reason.SetText(d.Reason)
	a.askDay(h.T("clocks.override.title", ruleName(h, d.Rule)), day, reason, func(on field.Day) {
		a.change(c, h.T("clocks.overridden", ruleName(h, d.Rule)), func() (uint64, error) { return a.desk.OverrideClock(d.ID, on, reason.Text) })
	})
}

// askDay asks for a day, and where there is an entry for it for the reason. What cannot be read stays, with what is wrong.
func (a *area) askDay(title string, day, reason *kit.Entry, done func(field.Day)) {
	h := a.host
	var p *kit.Panel
	wrong := kit.Alarm("")
	wrong.Hide()
	body := container.NewVBox(kit.Labelled(h.T("clocks.day"), day))
	if reason != nil {
		body.Add(kit.Labelled(h.T("deadline.reason"), reason))
		body.Add(kit.Hint(h.T("clocks.override.hint")))
	}
	body.Add(wrong)
	agree := func() {
		on, ok := field.ParseDay(day.Text, h.Context().Today.Year)
		switch {
		case !ok || !on.IsZero() && (!on.Exact() || !on.Valid()) || reason == nil && on.IsZero():
			wrong.SetText(h.T("clocks.problem.day"))
		case reason != nil && !on.IsZero() && field.Tidy(reason.Text) == "":
			wrong.SetText(h.T("problem.deadline.reason"))
		default:
			p.Close()
			done(on)
			return
		}
		wrong.Show()
		body.Refresh()
	}
	day.OnEnter = agree
	if reason != nil {
		reason.OnEnter = agree
	}
	p = h.Open(kit.PanelSpec{
		Title: title, Width: 480, Focus: day, Body: body, Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: agree}},
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() }), kit.NewButton(h, h.T("kit.save"), kit.Main, agree)},
	})
}
