package cases

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// Closer is what closing a case needs of the office. It is called off the UI thread.
type Closer interface {
	Closable(id field.ID) (office.Closable, error) // what is to be known before the end is proposed
	MayApprove() bool
	Approval(id field.ID) (office.Approval, error) // who can approve what is proposed
	MayAid() bool                                  // this account opens hardship files
}

// offer is the order in which decisions are offered: what is taken most often first. Two records are joined where duplicates are
// shown, and where a case stood is for the program to say.
var offer = []string{
	centre.Accepted, centre.Answered, approvedHere, centre.Approved, centre.Rejected, centre.Proposed, centre.CalledBack, centre.Missed, centre.Archived,
	centre.SetAside, centre.Refused, centre.Withdrawn, centre.Ended, centre.Reopened,
}

// approvedHere is the approval of whoever stands beside the person signed in, who may not approve herself.
const approvedHere = "approvedhere"

// decisions are those that can be taken where a case stands, and that this person may take.
func (a *area) decisions(c *centre.Case, of office.Approval) []string {
	alone := a.desk.MayApprove() && !of.Own
	return slices.DeleteFunc(slices.Clone(offer), func(what string) bool {
		switch what {
		case centre.Answered:
			return c.Enquiry != field.Yes || !centre.Allows(c.State, what)
		case approvedHere:
			return alone || !centre.Allows(c.State, centre.Approved)
		case centre.Approved:
			return !alone || !centre.Allows(c.State, what)
		case centre.Rejected:
			return !a.desk.MayApprove() || !centre.Allows(c.State, what)
		}
		return !centre.Allows(c.State, what)
	})
}

// withApproval reads who can approve the proposed end of a case, and goes on with it.
func (a *area) withApproval(c *centre.Case, then func(office.Approval)) {
	if !centre.Allows(c.State, centre.Approved) {
		then(office.Approval{})
		return
	}
	kit.Go(a.host, func() (office.Approval, error) { return a.desk.Approval(c.ID) }, func(of office.Approval, err error) {
		if err != nil {
			a.host.Trouble(a.host.T("casework.proposing"), err, a.host.T("kit.kept.record"))
			return
		}
		then(of)
	})
}

// decide asks which decision is taken in a case.
func (a *area) decide(c *centre.Case) {
	a.withApproval(c, func(of office.Approval) { a.offer(c, of) })
}

func (a *area) offer(c *centre.Case, of office.Approval) {
	h, words := a.host, a.host.Shown()
	var options []kit.Option
	for _, what := range a.decisions(c, of) {
		options = append(options, kit.Option{Value: what, Text: h.T("casework.do." + what)})
	}
	stands := words.Code(centre.CaseState, c.State)
	if len(options) == 0 {
		h.Toast(h.T("casework.decide.none", stands), nil)
		return
	}
	h.Choose(h.T("casework.decide.prompt", stands), options, func(o kit.Option) {
		if o.Value == approvedHere {
			a.approveHere(c, of.Others)
			return
		}
		a.take(c, o.Value)
	})
}

// take takes a decision; one that needs more than saying so asks for it.
func (a *area) take(c *centre.Case, what string) { a.takeFrom(c, what, nil) }

// takeFrom takes a decision, and goes on with what was typed of it before.
func (a *area) takeFrom(c *centre.Case, what string, was *kit.Typing) {
	act := &centre.Act{Case: c.ID, What: what}
	switch what {
	case centre.Proposed:
		a.propose(c, act, was)
	case centre.Approved:
		a.approve(c, act)
	case centre.Archived:
		a.archive(c, act)
	case centre.Missed:
		a.ask(c, act, kit.FormSpec{Resume: was, Warn: func(r field.Record) field.Problems { return a.over(r.(*centre.Act)) }})
	case centre.Answered:
		act.Outcome = "advised"
		a.ask(c, act, kit.FormSpec{Resume: was, Offer: map[string][]string{"outcome": centre.Answers(c.State)}})
	default:
		if len(centre.Asks(what)) == 0 {
			a.taken(c, act)
			return
		}
		a.ask(c, act, kit.FormSpec{Resume: was})
	}
}

// archive puts a case into the archive. Of one whose person was to be called and was not it says so first: nothing calls that to mind then.
func (a *area) archive(c *centre.Case, act *centre.Act) {
	h := a.host
	if c.State != "closed" || c.CallBack.IsZero() {
		a.taken(c, act)
		return
	}
	h.Confirm(h.T("casework.archive.title"), h.T("casework.archive.text", h.Shown().Day(c.CallBack)), h.T("casework.archive.go"), func() { a.taken(c, act) })
}

// taken saves a decision that asks for nothing more.
func (a *area) taken(c *centre.Case, act *centre.Act) {
	a.change(c, a.said(act), func() (uint64, error) { return a.desk.Save(act) })
}

func (a *area) said(act *centre.Act) string {
	return a.host.T("casework.decided", a.host.Shown().Code(centre.Decision, act.What))
}

// ask shows the form of a decision.
func (a *area) ask(c *centre.Case, act *centre.Act, o kit.FormSpec) {
	h := a.host
	h.ShowForm(h.T("casework.do."+act.What), act, kit.FormSpec{
		Hide: []string{"case"}, Offer: o.Offer, Warn: o.Warn, Resume: o.Resume, Save: a.desk.Save,
		Saved: func(_ field.Record, seq uint64) { a.cases.Done(c, seq, a.said(act)) },
	})
}

// propose says first what is still open, then asks how the case ended. The form begins with what was proposed before, or with what
// the case and its steps say.
func (a *area) propose(c *centre.Case, act *centre.Act, was *kit.Typing) {
	h := a.host
	kit.Go(h, func() (office.Closable, error) { return a.desk.Closable(c.ID) }, func(known office.Closable, err error) {
		if err != nil {
			h.Trouble(h.T("casework.proposing"), err, h.T("kit.kept.record"))
			return
		}
		act.Outcome, act.CallBack = known.Outcome, known.CallBack
		act.Claimed, act.Awarded, act.Paid, act.Happy, act.Lesson = known.Claimed, known.Awarded, known.Paid, known.Happy, known.Lesson
		show := func() {
			a.ask(c, act, kit.FormSpec{Resume: was, Offer: map[string][]string{"outcome": known.Outcomes}, Warn: a.compare(known)})
		}
		if text := a.openWords(known); text != "" && was == nil {
			h.Confirm(h.T("casework.open.title"), text, h.T("casework.open.go"), show)
			return
		}
		show()
	})
}

// compare says beside what a proposal holds what the steps say: the highest service, and money that does not add up to what was
// received.
func (a *area) compare(known office.Closable) func(field.Record) field.Problems {
	h := a.host
	return func(r field.Record) (ps field.Problems) {
		act := r.(*centre.Act)
		if known.Highest != "" {
			ps = append(ps, field.Problem{Field: "outcome", Say: "casework.highest", Args: []string{h.Shown().Code(centre.Service, known.Highest)}})
		}
		if known.Recovered != act.Paid {
			ps = append(ps, field.Problem{Field: "paid", Say: "casework.paid.steps", Args: []string{h.Book.Money(int64(known.Recovered))}})
		}
		return append(ps, a.over(act)...)
	}
}

// over warns of a call-back on a day that is over, as a slip in the year makes it: no screen would call it to mind.
func (a *area) over(act *centre.Act) (ps field.Problems) {
	if !act.CallBack.IsZero() && act.CallBack.Before(a.host.Context().Today) {
		ps = ps.Add("callback", "casework.callback.over")
	}
	return ps
}

// fewClocks is how many clocks that still run are named before an end is proposed: those that run out first.
const fewClocks = 3

// openWords says what of a case is still open; empty: nothing.
func (a *area) openWords(known office.Closable) string {
	h := a.host
	var out string
	for _, o := range known.Open {
		if out != "" {
			out += "\n"
		}
		out += h.T("casework.open."+o.What, o.Count)
		if o.What == office.OpenClocks {
			for _, d := range known.Clocks[:min(len(known.Clocks), fewClocks)] {
				when := h.T("clocks.still")
				if !d.Due().IsZero() {
					when = h.Shown().Day(d.Due())
				}
				out += "\n" + h.T("casework.open.clock", ruleName(h, d.Rule), when)
			}
		}
	}
	return out
}

// approve shows what was proposed and asks whether it is right.
func (a *area) approve(c *centre.Case, act *centre.Act) {
	h := a.host
	a.withProposed(c, func(text string) {
		h.Ask(h.T("casework.approve.title", c.Number), text,
			kit.Choice{Text: h.T("kit.cancel")},
			kit.Choice{Text: h.T("casework.do." + centre.Rejected), Do: func() { a.take(c, centre.Rejected) }},
			kit.Choice{Text: h.T("casework.do." + centre.Approved), Kind: kit.Main, Do: func() { a.taken(c, act) }})
	})
}

// withProposed words what is to be approved, and goes on with it: what was proposed, and what of the case is still open, for nothing
// calls it to mind once the case is closed.
func (a *area) withProposed(c *centre.Case, then func(string)) {
	h := a.host
	kit.Go(h, func() (office.Closable, error) { return a.desk.Closable(c.ID) }, func(known office.Closable, err error) {
		if err != nil {
			h.Trouble(h.T("casework.proposing"), err, h.T("kit.kept.record"))
			return
		}
		text := a.proposed(c)
		if open := a.openWords(known); open != "" {
			text += "\n\n" + h.T("casework.open.title") + "\n" + open
		}
		then(text)
	})
}

// proposed words a proposal: who, how it ended, the money, the lesson.
func (a *area) proposed(c *centre.Case) string {
	h, words := a.host, a.host.Shown()
	text := h.T("casework.approve.by", c.Proposed, words.Code(centre.Outcome, c.Outcome))
	for _, key := range []string{"highest", "claimed", "awarded", "paid", "satisfaction", "callback", "lesson"} {
		if s := centre.CaseType.Field(key); !s.Empty(c) {
			text += "\n" + h.T("casework.pair", words.Label(centre.CaseType, s), words.Field(s, c))
		}
	}
	return text
}
