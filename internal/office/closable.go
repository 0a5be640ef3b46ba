package office

import (
	"cmp"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
)

// What can still be open in a case that is to be closed.
const (
	OpenClocks    = "clocks"    // deadlines that are not done
	OpenReferrals = "referrals" // referrals without a reply
	OpenNext      = "next"      // next steps that were promised and not taken
	OpenRisk      = "risk"      // risk checks that no second person has seen
	OpenNoStep    = "nostep"    // nothing was done at all
)

// StillOpen is something of a case that is not finished.
type StillOpen struct {
	What  string
	Count int
}

// Closable is what has to be known before the end of a case is proposed. Amounts are in fen.
type Closable struct {
	Outcomes  []string // that follow from its steps and its state, as codes of centre.Outcome
	Highest   string   // the highest service it had, as a code of centre.Service
	Recovered field.Fen
	Outcome   string    // as proposed before it was sent back
	CallBack  field.Day // likewise
	Claimed   field.Fen // as proposed before, or as the case has it
	Awarded   field.Fen
	Paid      field.Fen // as the case has it, or what the steps add up to
	Happy     string
	Lesson    string
	Open      []StillOpen
	Clocks    []*centre.Deadline // that are not done: what runs out first first, what stands still last
}

// Closable returns what has to be known before the end of a case is proposed.
func (o *Office) Closable(id field.ID) (Closable, error) {
	out, err := o.closable(id)
	if err != nil {
		return out, fmt.Errorf("look at case before its end: %w", err)
	}
	return out, nil
}

func (o *Office) closable(id field.ID) (out Closable, err error) {
	c, err := live[*centre.Case](o, centre.CaseType, id)
	if err != nil {
		return out, err
	}
	k, err := readCourse(o.store, id)
	if err != nil {
		return out, err
	}
	out = Closable{
		Outcomes: centre.Outcomes(c.State, k.steps), Highest: centre.HighestService(k.steps), Recovered: centre.Recovered(k.steps),
		Claimed: c.Claimed, Awarded: c.Awarded, Paid: c.Paid, Happy: c.Happy, Lesson: c.Lesson,
	}
	if out.Paid == 0 {
		out.Paid = out.Recovered
	}
	if last := centre.NewestAct(k.acts, centre.Proposed); last != nil && centre.SentBack(k.acts) != nil && slices.Contains(out.Outcomes, last.Outcome) {
		out.Outcome, out.CallBack = last.Outcome, last.CallBack
	}
	if out.Clocks, err = o.clocksLeft(id); err != nil {
		return out, err
	}
	out.Open, err = o.stillOpen(id, k, len(out.Clocks))
	return out, err
}

// clocksLeft returns the clocks of a case that are neither done nor over: what runs out first first, what stands still last.
func (o *Office) clocksLeft(id field.ID) ([]*centre.Deadline, error) {
	all, err := partsOf[*centre.Deadline](o, centre.DeadlineType, id)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(d *centre.Deadline) bool {
		return !d.Done.IsZero() || !d.Withdrawn.IsZero() || law.Find(d.Rule).Ended(d.Due(), o.Today())
	})
	slices.SortStableFunc(all, func(a, b *centre.Deadline) int {
		return cmp.Or(compareBool(a.Due().IsZero(), b.Due().IsZero()), cmp.Compare(a.Due().String(), b.Due().String()))
	})
	return all, nil
}

// stillOpen returns what of a case is not finished; clocks is how many of its clocks are not.
func (o *Office) stillOpen(id field.ID, k *course, clocks int) (out []StillOpen, err error) {
	add := func(what string, n int) {
		if n > 0 {
			out = append(out, StillOpen{what, n})
		}
	}
	sent, err := partsOf[*centre.Referral](o, centre.ReferralType, id)
	if err != nil {
		return nil, err
	}
	risks, err := partsOf[*centre.RiskCheck](o, centre.RiskCheckType, id)
	if err != nil {
		return nil, err
	}
	add(OpenRisk, count(risks, (*centre.RiskCheck).Waits))
	add(OpenClocks, clocks)
	add(OpenReferrals, count(sent, func(r *centre.Referral) bool { return slices.Contains([]string{"sent", "received"}, r.State) }))
	add(OpenNext, count(k.steps, func(s *centre.Step) bool { return s.Next != "" && s.Done != field.Yes }))
	if len(k.steps) == 0 {
		add(OpenNoStep, 1)
	}
	return out, nil
}

func count[T any](all []T, is func(T) bool) (n int) {
	for _, x := range all {
		if is(x) {
			n++
		}
	}
	return n
}
