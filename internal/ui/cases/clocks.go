package cases

import (
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// Clocker is what clocks need of the office. Everything but Calendar is called off the UI thread.
type Clocker interface {
	CaseClocks(id field.ID) (office.CaseClocks, error)
	AskClock(of field.ID, a office.Asking) (seq uint64, err error)
	TakeClock(of field.ID, rule string, milestone field.ID) (seq uint64, err error)
	MeetClock(id field.ID, day field.Day) (seq uint64, err error)
	DropClock(id field.ID, reason string, back bool) (seq uint64, err error)
	OverrideClock(id field.ID, day field.Day, reason string) (seq uint64, err error)
	AllClocks(ctx context.Context, done bool) ([]office.ClockLine, error)
	ExportClocks(ctx context.Context, out io.Writer, handler string) (int, error)
	PrintClocks(ctx context.Context, out io.Writer, w office.ClockWish) error
	PrintCount(ctx context.Context, out io.Writer, a law.Answer) error
	Calendar() law.Calendar
}

// clocks shows the clocks of a case: which, when, how long there is, and of the one in hand what it rests on.
func (a *area) clocks(c *centre.Case) fyne.CanvasObject {
	h := a.host
	tone := func(rows kit.Rows, i int) kit.Tone { return rows.(*clockRows).tone(i) }
	table := kit.NewFlatTable(h, []kit.Column{
		{Key: "name", Title: h.T("cases.clock.what"), Width: 150, Loose: true, Fixed: true},
		{Key: "due", Title: h.T("cases.clock.due"), Width: 148, Fixed: true, Tone: tone},
		{Key: "state", Title: h.T("cases.clock.state"), Width: 150, Fixed: true, Tone: tone},
	})
	before := a.clockTable
	a.clockTable = table
	about := kit.Hint("")
	unset := container.NewVBox()
	box := container.NewVBox(kit.Title(h.T("deadline.list")), table, about, unset)
	box.Hide()
	kit.Go(h, func() (office.CaseClocks, error) { return a.desk.CaseClocks(c.ID) }, func(f office.CaseClocks, err error) {
		if err != nil {
			h.Trouble(h.T("cases.clock.reading"), err, "")
			return
		}
		rows := &clockRows{host: h, all: f.Kept}
		table.OnOpen = func(i int) { a.showClock(c, rows.all[i]) }
		table.OnSelect = func(i int) { about.SetText(rows.about(i)) }
		table.SetRows(rows)
		if before != nil && before.Has() { // the keyboard was on the page that this one takes the place of
			table.SelectID(before.SelectedID())
			h.After(0, func() {
				if before.Has() {
					table.Focus()
				}
			})
		}
		about.SetText(rows.about(max(table.Selected(), 0)))
		for _, o := range []fyne.CanvasObject{table, about} {
			if o.Show(); len(f.Kept) == 0 {
				o.Hide()
			}
		}
		for _, r := range f.Unstarted {
			unset.Add(a.unstarted(c, r))
		}
		if f.Told != nil {
			unset.Add(a.told(c, f))
		}
		a.asked = field.ID{}
		box.Hidden = len(f.Kept) == 0 && len(f.Unstarted) == 0
		box.Refresh()
	})
	return box
}

// unstarted says of a limit that nothing starts it yet, and offers to note the day it counts from.
func (a *area) unstarted(c *centre.Case, r *law.Rule) fyne.CanvasObject {
	h, say := a.host, "clocks.unset.maybe"
	if r.Begun() {
		say = "clocks.unset.begun"
	}
	what := h.T("law.trigger." + r.Trigger)
	note := kit.NewButton(h, h.T("clocks.unset.note"), kit.Ordinary, func() { a.newMilestone(c, r.Trigger) })
	return container.NewBorder(nil, nil, nil, container.NewVBox(note), kit.Hint(h.T(say, r.Name(h.Book), what)))
}

// told says that a step tells of a key date which is not on record, so that a limit still runs, and offers to note it. When the step was
// noted just now, the key date is asked for at once.
func (a *area) told(c *centre.Case, f office.CaseClocks) fyne.CanvasObject {
	h := a.host
	service := h.Shown().Code(centre.Service, f.ToldBy.Service)
	ask := func() {
		a.askMilestone(c, h.T("clocks.told.title", service), &centre.Milestone{What: f.Told.What, Day: f.Told.Day}, nil)
	}
	if a.asked == f.ToldBy.ID {
		h.After(0, ask)
	}
	text := h.T("clocks.told", service, h.Shown().Day(f.Told.Day), h.T("law.trigger."+f.Told.What))
	return container.NewBorder(nil, nil, nil, container.NewVBox(kit.NewButton(h, h.T("clocks.unset.note"), kit.Ordinary, ask)), kit.Hint(text))
}

// clockRows shows clocks, each by the name of its rule.
type clockRows struct {
	host *kit.Host
	all  []office.CaseClock
}

// Len is called by the table.
func (r *clockRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *clockRows) ID(i int) field.ID { return r.all[i].Kept.ID }

// Text is called by the table.
func (r *clockRows) Text(i int, key string) string {
	d, words := r.all[i].Kept, r.host.Shown()
	switch key {
	case "name":
		return ruleName(r.host, d.Rule)
	case "due":
		if !d.Withdrawn.IsZero() || !d.Runs() && d.Done.IsZero() {
			return ""
		}
		return words.Day(d.Due())
	}
	return clockState(r.host, d, r.all[i].Moments)
}

// unneeded is the code of centre.Withdrawal for a clock that somebody put aside.
const unneeded = "unneeded"

// clockState says how a clock stands: how many days there are, that it stands still, was met or withdrawn. Of a clock of hours it says the
// time of its last day, and the hours since.
func clockState(h *kit.Host, d *centre.Deadline, m law.Moments) string {
	over := m.Over(field.MomentOf(h.Now()))
	switch left := daysTo(h, d.Due()); {
	case !d.Withdrawn.IsZero() && d.Why == unneeded:
		return h.T("clocks.unneeded")
	case !d.Withdrawn.IsZero():
		return h.T("clocks.withdrawn")
	case !d.Done.IsZero():
		if late := law.Find(d.Rule).LateBy(d.Due(), d.Done, m); late.N > 0 {
			return late.In(h.Book, "cases.clock.late")
		}
		return h.T("cases.clock.done", shortDay(h, d.Done))
	case !d.Runs():
		return h.T("clocks.still")
	case d.Due().IsZero():
		return ""
	case ranOut(h, d):
		return h.T("cases.clock.ended", -left)
	case left == 0 && over > 0:
		return h.T("cases.clock.over.hours", over)
	case left < 0:
		return h.T("cases.clock.over", -left)
	case left == 0 && m.By != 0:
		return h.T("cases.clock.today.by", m.By.In(law.China).Format("15:04"))
	case left == 0:
		return h.T("cases.clock.today")
	default:
		return h.T("cases.clock.left", left)
	}
}

// ranOut reports whether a clock is over without anything missed.
func ranOut(h *kit.Host, d *centre.Deadline) bool {
	return law.Find(d.Rule).Ended(d.Due(), h.Context().Today)
}

// daysTo is how many days there are to a day; below 0 it is over.
func daysTo(h *kit.Host, d field.Day) int {
	return int(d.Time().Sub(h.Context().Today.Time()).Hours() / 24)
}

func (r *clockRows) tone(i int) kit.Tone {
	d := r.all[i].Kept
	switch left := daysTo(r.host, d.Due()); {
	case d.Withdrawn.IsZero() && r.all[i].Late().N > 0:
		return kit.Warn
	case !d.Withdrawn.IsZero(), !d.Done.IsZero(), !d.Runs(), ranOut(r.host, d):
		return kit.Grey
	case left < 0 || r.all[i].Moments.Over(field.MomentOf(r.host.Now())) > 0:
		return kit.Late
	case left <= soon:
		return kit.Warn
	}
	return kit.Plain
}

// soon is how many days before its end a clock begins to show.
const soon = 7

// about says of a clock in a line or two what it rests on.
func (r *clockRows) about(i int) string {
	if i < 0 || i >= len(r.all) {
		return ""
	}
	return strings.Join(aboutClock(r.host, r.all[i]), "  ")
}

// aboutClock says what a clock rests on: article, first day, what has to be known of it, what a person decided.
func aboutClock(h *kit.Host, c office.CaseClock) []string {
	d, words := c.Kept, h.Shown()
	var out []string
	add := func(key string, args ...any) { out = append(out, h.T(key, args...)) }
	switch {
	case !d.Withdrawn.IsZero():
		add("clocks.about.withdrawn", words.Day(d.Withdrawn), words.Code(centre.Withdrawal, d.Why))
	case !d.Override.IsZero():
		add("clocks.about.override", words.Day(d.Override), d.Reason, words.Day(d.Computed))
	}
	if c.Met != nil && d.Met == c.Met.ID && !d.Done.IsZero() {
		add("clocks.about.met", h.T("law.trigger."+c.Met.What), words.Day(d.Done))
	}
	if late := c.Late(); late.N > 0 {
		out = append(out, late.In(h.Book, "clocks.about.late"))
	}
	if m := c.Moments; m.By != 0 && !d.Done.IsZero() && m.Met == 0 {
		add("clocks.about.day", h.Book.Moment(m.By.In(law.China)))
	}
	if c.Rule == nil {
		add("clocks.about.unknown")
		return out
	}
	add("clocks.basis", c.Rule.Basis(h.Book))
	add("clocks.about.from", h.T("law.trigger."+triggerOf(c)), words.Day(d.Trigger))
	if more := c.Rule.More(h.Book); more != "" {
		out = append(out, more)
	}
	for _, n := range c.Notes {
		out = append(out, n.Text(h.Book))
	}
	if d.Note != "" {
		out = append(out, d.Note)
	}
	return out
}

// triggerOf is what a clock was counted from: its key date, or the trigger of its rule.
func triggerOf(c office.CaseClock) string {
	if c.From != nil {
		return c.From.What
	}
	return c.Rule.Trigger
}

// ruleName is the name of a rule; a rule that this version does not know shows its code.
func ruleName(h *kit.Host, id string) string {
	if r := law.Find(id); r != nil {
		return r.Name(h.Book)
	}
	return id
}
