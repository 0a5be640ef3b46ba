package cases

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Guard is what the screens of risk need of the office. It is called off the UI thread.
type Guard interface {
	RiskState(id field.ID) (office.RiskState, error)
	CheckRisk(in office.Checking) (seq uint64, err error)
	SeeRisk(check field.ID) (seq uint64, err error)
}

// openHighRisk are the cases that stand first in the list: at high risk, and somebody is still needed.
func openHighRisk() []store.Cond {
	var open []string
	for _, t := range centre.CaseState.Codes {
		if (&centre.Case{State: t.Code}).Open() {
			open = append(open, t.Code)
		}
	}
	return []store.Cond{store.Where("risk", centre.RiskHigh), store.Where("state", open...)}
}

// guarding are the actions of a case about risk.
func (a *area) guarding(c *centre.Case) []kit.Action {
	h := a.host
	return []kit.Action{
		{Text: h.T("riskcheck"), Kind: kit.Flat, Do: func() { a.beginCheck(c) }, Key: kit.Key{Name: "Y", Mod: kit.Ctrl, Say: "riskcheck.keys.check"}},
		{Text: h.T("safetyplan"), Kind: kit.Flat, Do: func() { a.openPlan(c) }, Key: kit.Key{Name: "W", Mod: kit.Ctrl, Say: "riskcheck.keys.plan"}},
		{Text: h.T("riskcheck.see"), Kind: kit.Flat, Do: func() { a.seeWaiting(c) },
			Key: kit.Key{Name: "Y", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "riskcheck.keys.see"}},
	}
}

// withRisk reads what is known of the danger in a case and goes on with it.
func (a *area) withRisk(c *centre.Case, then func(office.RiskState)) {
	kit.Go(a.host, func() (office.RiskState, error) { return a.desk.RiskState(c.ID) }, func(s office.RiskState, err error) {
		if err != nil {
			a.host.Trouble(a.host.T("riskcheck.reading"), err, "")
			return
		}
		then(s)
	})
}

// riskPanel stands on the page of a case that has any sign of danger: what has to be done now, what was found, the plan, and who helps.
func (a *area) riskPanel(c *centre.Case) fyne.CanvasObject {
	box := container.NewVBox()
	box.Hide()
	a.withRisk(c, func(s office.RiskState) {
		if len(s.Checks) == 0 && len(s.Due) == 0 && len(s.Signs) == 0 && s.Plan == nil {
			return
		}
		box.Add(kit.Title(a.host.T("riskcheck.title")))
		if c.Gone == 0 && !c.ReadOnly {
			a.todo(c, s, box)
		}
		a.found(s, box)
		a.planned(c, s, box)
		a.help(c, s, box)
		box.Show()
		box.Refresh()
	})
	return box
}

// line puts a sentence with what can be done about it.
func (a *area) line(box *fyne.Container, text fyne.CanvasObject, act string, do func()) {
	b := kit.NewButton(a.host, act, kit.Ordinary, do)
	box.Add(container.NewBorder(nil, nil, nil, container.NewVBox(b), text))
}

// todo is what has to be done now: a check, or that a second person sees one.
func (a *area) todo(c *centre.Case, s office.RiskState, box *fyne.Container) {
	h := a.host
	if len(s.Due) > 0 {
		a.line(box, kit.Alarm(h.T("riskcheck.lacks", a.dueWords(s))), h.T("riskcheck.begin"), func() { a.beginCheck(c) })
	}
	k := s.Waiting
	if k == nil {
		return
	}
	level, until := h.Shown().Code(centre.Risk, k.Level), h.Shown().Moment(k.Due)
	key := "riskcheck.wait"
	if s.Late {
		key = "riskcheck.late"
	}
	switch {
	case !s.Own:
		a.line(box, kit.Alarm(h.T(key+".you", k.By, level, until)), h.T("riskcheck.see"), func() { a.see(c, k) })
	case len(s.Seconds) == 0:
		box.Add(kit.Alarm(h.T("riskcheck.nobody", level, until)))
	default:
		a.line(box, kit.Alarm(h.T(key+".others", level, until, h.Book.List(s.Seconds...))), h.T("guest.saw"), func() { a.seeHere(c, k, s.Seconds) })
	}
}

// dueWords name the checks that are needed and why.
func (a *area) dueWords(s office.RiskState) string {
	h := a.host
	var out []string
	for _, kind := range s.Due {
		if kind == "" {
			return h.T("riskcheck.due.byhand")
		}
		name := h.Shown().Code(centre.RiskKind, kind)
		for _, sign := range s.Signs {
			if sign.Kind == kind && sign.Word != "" {
				name = h.T("riskcheck.due.word", name, sign.Word)
			}
		}
		out = append(out, name)
	}
	return h.Book.List(out...)
}

// found is what the newest check of each kind found.
func (a *area) found(s office.RiskState, box *fyne.Container) {
	h, words := a.host, a.host.Shown()
	last := centre.LastChecks(s.Checks)
	for _, t := range centre.RiskKind.Codes {
		k := last[t.Code]
		if k == nil {
			continue
		}
		text := h.T("riskcheck.found", words.Code(centre.RiskKind, k.Kind), words.Code(centre.Risk, k.Level), words.Moment(k.At), k.By)
		if k.Seen != 0 {
			text = h.T("riskcheck.found.seen", text, k.SeenBy, words.Moment(k.Seen))
		}
		lines := []string{text}
		if why := a.why(centre.Suggest(k.Kind, k.Yes, k.No)); why != "" {
			lines = append(lines, why)
		}
		if k.Reason != "" {
			lines = append(lines, h.T("riskcheck.found.lowered", k.Reason))
		}
		if k.Note != "" {
			lines = append(lines, k.Note)
		}
		box.Add(kit.Prose(strings.Join(lines, "\n")))
	}
}

// why puts into words what a suggestion rests on.
func (a *area) why(s centre.Suggestion) string {
	h, words := a.host, a.host.Shown()
	var out []string
	for _, code := range s.Why {
		out = append(out, h.T("riskwhy."+code))
	}
	switch {
	case s.Many:
		return h.T("riskcheck.why.many", h.Book.List(out...))
	case s.Unsure:
		return h.T("riskcheck.why.unsure", s.Unknown)
	case len(out) == 0:
		return h.T("riskcheck.why.none")
	}
	return h.T("riskcheck.why", words.Book.List(out...))
}

// planned is the safety plan, or that there is none.
func (a *area) planned(c *centre.Case, s office.RiskState, box *fyne.Container) {
	h, words := a.host, a.host.Shown()
	open := func() { a.openPlan(c) }
	switch {
	case s.Plan == nil && centre.Graver(c.Risk, centre.RiskLow):
		a.line(box, kit.Alarm(h.T("riskcheck.plan.none")), h.T("riskcheck.plan.make"), open)
	case s.Plan != nil && s.Plan.Next != 0:
		a.line(box, kit.Prose(h.T("riskcheck.plan.next", words.Day(s.Plan.Made), words.Moment(s.Plan.Next), s.Plan.Way)), h.T("riskcheck.plan.open"), open)
	case s.Plan != nil:
		a.line(box, kit.Prose(h.T("riskcheck.plan.made", words.Day(s.Plan.Made))), h.T("riskcheck.plan.open"), open)
	}
}

// help says whom to call, and of domestic violence who may apply for a protection order and who has to report.
func (a *area) help(c *centre.Case, s office.RiskState, box *fyne.Container) {
	h := a.host
	violent := false
	for _, sign := range s.Signs {
		violent = violent || sign.Kind == centre.RiskViolence
	}
	if violent || centre.LastChecks(s.Checks)[centre.RiskViolence] != nil {
		a.line(box, kit.Prose(h.T("riskcheck.order")), h.T("riskcheck.order.refer"), func() { a.referOrder(c) })
		box.Add(kit.Hint(h.T("riskcheck.reporting")))
	}
	box.Add(kit.Hint(h.T("riskcheck.numbers")))
}

// seeWaiting sees the check of a case that waits.
func (a *area) seeWaiting(c *centre.Case) {
	a.withRisk(c, func(s office.RiskState) {
		switch {
		case s.Waiting == nil:
			a.host.Toast(a.host.T("riskcheck.see.nothing"), nil)
		case s.Own && len(s.Seconds) > 0:
			a.seeHere(c, s.Waiting, s.Seconds)
		default:
			a.see(c, s.Waiting)
		}
	})
}

// see shows what was found and takes down that this person has seen it.
func (a *area) see(c *centre.Case, k *centre.RiskCheck) {
	h := a.host
	h.Confirm(h.T("riskcheck.see"), a.toSee(k), h.T("riskcheck.see.act"), func() {
		a.change(c, h.T("riskcheck.see.done"), func() (uint64, error) { return a.desk.SeeRisk(k.ID) })
	})
}

// toSee is what a second person is shown of a check.
func (a *area) toSee(k *centre.RiskCheck) string {
	h, words := a.host, a.host.Shown()
	what := h.T("riskcheck.found", words.Code(centre.RiskKind, k.Kind), words.Code(centre.Risk, k.Level), words.Moment(k.At), k.By) +
		"\n" + a.why(centre.Suggest(k.Kind, k.Yes, k.No))
	if k.Reason != "" {
		what += "\n" + h.T("riskcheck.found.lowered", k.Reason)
	}
	return what + "\n" + h.T("riskcheck.see.what")
}

// openPlan edits the plan that holds, or begins one.
func (a *area) openPlan(c *centre.Case) {
	h := a.host
	a.withRisk(c, func(s office.RiskState) {
		edit := func(p field.Record) {
			h.FormPanel(a.desk, p, kit.FormSpec{Hide: []string{"case"}}, func(r field.Record, seq uint64) {
				a.cases.Done(r, seq, h.T("kit.saved", h.T("safetyplan")))
			})
		}
		if s.Plan != nil {
			edit(s.Plan)
			return
		}
		kit.Go(h, func() (field.Record, error) { return a.desk.New(centre.SafetyPlanType, c.ID) }, func(p field.Record, err error) {
			if err != nil {
				h.Trouble(h.T("kit.record.new", h.T("safetyplan")), err, "")
				return
			}
			edit(p)
		})
	})
}
