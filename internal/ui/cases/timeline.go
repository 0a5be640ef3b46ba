package cases

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// course is what was done and decided in the case in view.
type course struct {
	steps []*centre.Step
	acts  []*centre.Act
}

// readCourse reads it, off the UI thread.
func (a *area) readCourse(id field.ID) (k course, err error) {
	q := kit.Query{Where: []store.Cond{store.Where("case", id.String())}, Sort: store.ByMade}
	if k.steps, err = kit.OpenAll[*centre.Step](a.desk, centre.StepType, q); err != nil {
		return k, err
	}
	k.acts, err = kit.OpenAll[*centre.Act](a.desk, centre.ActType, q)
	return k, err
}

// timeline shows the steps of a case and what was decided in between, by their own time.
func (a *area) timeline(c *centre.Case) fyne.CanvasObject {
	h := a.host
	line := kit.NewTimeline(h, nil)
	none := kit.Hint(h.T("step.empty"))
	sum := kit.Hint("")
	sum.Hide()
	var k course
	var box *fyne.Container
	var show func()
	turn := kit.NewButton(h, "", kit.Flat, func() {
		a.newestFirst = !a.newestFirst
		show()
		box.Refresh()
	})
	show = func() {
		turn.SetText(h.T("casework.order.first"))
		if a.newestFirst {
			turn.SetText(h.T("casework.order.last"))
		}
		line.Set(a.moments(c, k))
		none.Hidden = line.Len() > 0
		text := a.sums(k)
		sum.SetText(text)
		sum.Hidden = text == ""
	}
	box = container.NewVBox(kit.Gap(6), container.NewHBox(kit.Title(h.T("step.list")), turn), sum, none, line)
	show()
	none.Hide() // until it is known that there are none
	kit.Go(h, func() (course, error) { return a.readCourse(c.ID) }, func(read course, err error) {
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		k = read
		show()
		box.Refresh()
		a.reveal(line, k)
	})
	return box
}

// reveal shows the step that was noted just now.
func (a *area) reveal(line *kit.Timeline, k course) {
	for i, id := range a.order(k) {
		if id == a.noted && id != (field.ID{}) {
			a.noted = field.ID{}
			line.Reveal(i)
		}
	}
}

// sums says how long all steps took and what they brought.
func (a *area) sums(k course) string {
	h, minutes := a.host, int64(0)
	for _, s := range k.steps {
		minutes += s.Minutes
	}
	if len(k.steps) < 2 {
		return ""
	}
	text := h.T("casework.sum", len(k.steps), int(minutes))
	if money := centre.Recovered(k.steps); money > 0 {
		text += h.T("casework.sum.money", h.Book.Money(int64(money)))
	}
	return text
}

// moments are the steps and decisions in the order chosen.
func (a *area) moments(c *centre.Case, k course) []kit.Moment {
	all := map[field.ID]kit.Moment{}
	for _, act := range k.acts {
		all[act.ID] = a.decided(act)
	}
	for _, s := range k.steps {
		all[s.ID] = a.done(c, s)
	}
	var out []kit.Moment
	for _, id := range a.order(k) {
		out = append(out, all[id])
	}
	return out
}

// order returns the ids of steps and decisions in the order chosen.
func (a *area) order(k course) []field.ID {
	type dated struct {
		at field.Moment
		id field.ID
	}
	var all []dated
	for _, act := range k.acts {
		all = append(all, dated{act.At, act.ID})
	}
	for _, s := range k.steps {
		all = append(all, dated{s.At, s.ID})
	}
	slices.SortStableFunc(all, func(x, y dated) int { return cmp.Compare(x.at, y.at) })
	if a.newestFirst {
		slices.Reverse(all)
	}
	out := make([]field.ID, 0, len(all))
	for _, d := range all {
		out = append(out, d.id)
	}
	return out
}

// done shows a step.
func (a *area) done(c *centre.Case, s *centre.Step) kit.Moment {
	h, words := a.host, a.host.Shown()
	m := kit.Moment{Head: words.Code(centre.Service, s.Service), Text: []string{s.What}, Tone: kit.Plain}
	m.When, m.Clock = a.when(s.At)
	if s.Result != "" {
		m.Text = append(m.Text, h.T("casework.result", s.Result))
	}
	if s.Money != 0 {
		m.Head = h.T("casework.head.money", m.Head, h.Book.Money(int64(s.Money)))
		m.Tone = kit.Good
	}
	if s.Minutes > 0 {
		m.Aside = h.T("casework.minutes", int(s.Minutes))
	}
	if s.By != "" {
		if m.Aside != "" {
			m.Aside += "　"
		}
		m.Aside += s.By
	}
	m.Next, m.Due = a.next(s)
	if s.Effect != "" {
		m.Note = h.T("casework.effect." + s.Effect)
	}
	if c.Gone == 0 && !c.ReadOnly && !s.ReadOnly {
		m.Open = func() { a.cases.EditPart(s) }
		if s.Next != "" || !s.NextDue.IsZero() {
			m.Tick = func() { a.tick(c, s) }
		}
	}
	return m
}

// next words what was to follow a step, and whether it is done, late or soon.
func (a *area) next(s *centre.Step) (string, kit.Tone) {
	h := a.host
	if s.Next == "" && s.NextDue.IsZero() {
		return "", kit.Plain
	}
	text := h.T("casework.next", s.Next)
	if !s.NextDue.IsZero() {
		text = h.T("casework.next.due", s.Next, h.Shown().Day(s.NextDue))
	}
	today := h.Context().Today
	switch {
	case s.Done == field.Yes:
		return h.T("casework.next.done", text), kit.Good
	case !s.NextDue.IsZero() && s.NextDue.Before(today):
		return text, kit.Late
	case !s.NextDue.IsZero() && s.NextDue.Before(today.Add(soon+1)):
		return text, kit.Warn
	}
	return text, kit.Grey
}

// tick notes that what was to follow a step was done, or not after all.
func (a *area) tick(c *centre.Case, s *centre.Step) {
	h, t := a.host, centre.StepType.Copy(s).(*centre.Step)
	said := h.T("casework.ticked")
	if t.Done = field.Yes; s.Done == field.Yes {
		t.Done, said = field.No, h.T("casework.unticked")
	}
	a.change(c, said, func() (uint64, error) { return a.desk.Save(t) })
}

// decided shows a decision.
func (a *area) decided(act *centre.Act) kit.Moment {
	h, words := a.host, a.host.Shown()
	m := kit.Moment{Head: words.Code(centre.Decision, act.What), Aside: act.By, Minor: true}
	m.When, m.Clock = a.when(act.At)
	switch act.What {
	case centre.Stood:
		m.Head = h.T("casework.stood", words.Code(centre.CaseState, act.State))
	case centre.Approved, centre.CalledBack, centre.Answered:
		m.Tone = kit.Good
	case centre.Rejected, centre.Refused, centre.Reopened:
		m.Tone = kit.Warn
	}
	if act.Outcome != "" {
		m.Head = h.T("casework.head.outcome", m.Head, words.Code(centre.Outcome, act.Outcome))
	}
	if act.Reason != "" {
		m.Text = append(m.Text, act.Reason)
	}
	if act.What == centre.Missed {
		m.Note = h.T("casework.again", words.Day(act.CallBack))
	}
	if act.What == centre.Refused && act.Told == field.Yes {
		m.Note = h.T("casework.told")
	}
	return m
}

// when splits a moment into the day, as short as its column asks for, and the time of day.
func (a *area) when(at field.Moment) (day, clock string) {
	if at == 0 {
		return "", ""
	}
	t := at.In(a.host.Now().Location())
	day = a.host.Book.DayShort(t.Year(), int(t.Month()), t.Day())
	if t.Hour() != 0 || t.Minute() != 0 {
		clock = t.Format("15:04")
	}
	return day, clock
}

// foot is the line in which the next step is begun.
func (a *area) foot() *kit.FootSpec {
	return &kit.FootSpec{
		Part: centre.StepType, Line: []string{"service", "what", "minutes"}, Title: a.host.T("cases.step"), Keeper: a.desk, Form: a.stepForm,
		Saved: func(r field.Record) { a.noted, a.asked = r.Base().ID, r.Base().ID },
		Fresh: func(part, empty field.Record) {
			if s := part.(*centre.Step); s.At == empty.(*centre.Step).At { // the line has stood there for a while
				s.At = field.MomentOf(a.host.Now())
			}
		},
	}
}

// stepForm says under the effect of a step what it does to the limitation.
func (a *area) stepForm(r field.Record, o *kit.FormSpec) {
	if r.Type() != centre.StepType {
		return
	}
	o.Warn = func(r field.Record) (ps field.Problems) {
		if s := r.(*centre.Step); s.Effect != "" {
			ps = ps.Add("effect", "casework.effect."+s.Effect)
		}
		return ps
	}
}
