package office

import (
	"context"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Closing is what is proposed for the end of a case. Amounts are in fen.
type Closing struct {
	Outcome  string    // code of centre.Outcome, one of those that Closable returns
	Claimed  field.Fen // what she asked for
	Awarded  field.Fen // what was awarded or agreed
	Paid     field.Fen // what she has received
	Happy    string    // code of centre.Satisfaction
	Lesson   string
	CallBack field.Day // zero: the usual time after the approval
}

// AcceptCase accepts a case 受理, also one that was put on hold.
func (o *Office) AcceptCase(ctx context.Context, id field.ID) (store.Change, error) {
	return o.decide(ctx, centre.MayWrite, &centre.Act{Case: id, What: centre.Accepted})
}

// RefuseCase does not accept a case 不予受理, for a reason that is told to the person.
func (o *Office) RefuseCase(ctx context.Context, id field.ID, reason string) (store.Change, error) {
	return o.decide(ctx, centre.MayWrite, &centre.Act{Case: id, What: centre.Refused, Reason: reason})
}

// SetCaseAside puts a case on hold 暂存.
func (o *Office) SetCaseAside(ctx context.Context, id field.ID, reason string) (store.Change, error) {
	return o.decide(ctx, centre.MayWrite, &centre.Act{Case: id, What: centre.SetAside, Reason: reason})
}

// AnswerEnquiry ends an enquiry that was answered at once 当场答复: it needs nobody's approval. field.Problems for a case
// file, and for an outcome that is not one of centre.Answers.
func (o *Office) AnswerEnquiry(ctx context.Context, id field.ID, outcome string) (store.Change, error) {
	return o.decide(ctx, centre.MayWrite, &centre.Act{Case: id, What: centre.Answered, Outcome: outcome})
}

// ProposeClosing proposes to close a case 提请办结. field.Problems for an outcome that does not follow from its steps.
func (o *Office) ProposeClosing(ctx context.Context, id field.ID, c Closing) (store.Change, error) {
	return o.decide(ctx, centre.MayWrite, &centre.Act{
		Case: id, What: centre.Proposed, Outcome: c.Outcome, Claimed: c.Claimed, Awarded: c.Awarded, Paid: c.Paid, Happy: c.Happy, Lesson: c.Lesson, CallBack: c.CallBack,
	})
}

// ApproveClosing closes a case 办结. Codes: field.Denied; field.Problems for whoever proposed it herself.
func (o *Office) ApproveClosing(ctx context.Context, id field.ID) (store.Change, error) {
	return o.decide(ctx, centre.MayApprove, &centre.Act{Case: id, What: centre.Approved})
}

// RejectClosing sends a case back to work, with a reason.
func (o *Office) RejectClosing(ctx context.Context, id field.ID, reason string) (store.Change, error) {
	return o.decide(ctx, centre.MayApprove, &centre.Act{Case: id, What: centre.Rejected, Reason: reason})
}

// ReopenCase opens a case that was done, with a reason. What was decided before stays in its course.
func (o *Office) ReopenCase(ctx context.Context, id field.ID, reason string) (store.Change, error) {
	return o.decide(ctx, centre.MayWrite, &centre.Act{Case: id, What: centre.Reopened, Reason: reason})
}

// RecordCallBack notes how the person fared after the end 回访; next is when to call again because nobody was reached, zero when she was.
func (o *Office) RecordCallBack(ctx context.Context, id field.ID, told, happy string, next field.Day) (store.Change, error) {
	a := &centre.Act{Case: id, What: centre.CalledBack, Reason: told, Happy: happy}
	if !next.IsZero() {
		a.What, a.CallBack, a.Happy = centre.Missed, next, ""
	}
	return o.decide(ctx, centre.MayWrite, a)
}

// ArchiveCase puts a closed case into the archive 归档.
func (o *Office) ArchiveCase(ctx context.Context, id field.ID) (store.Change, error) {
	return o.decide(ctx, centre.MayWrite, &centre.Act{Case: id, What: centre.Archived})
}

// WithdrawCase ends a case because the person does not want it any more 撤回.
func (o *Office) WithdrawCase(ctx context.Context, id field.ID, reason string) (store.Change, error) {
	return o.decide(ctx, centre.MayWrite, &centre.Act{Case: id, What: centre.Withdrawn, Reason: reason})
}

// EndCase ends a case without a result 终止, with a reason.
func (o *Office) EndCase(ctx context.Context, id field.ID, reason string) (store.Change, error) {
	return o.decide(ctx, centre.MayWrite, &centre.Act{Case: id, What: centre.Ended, Reason: reason})
}

func (o *Office) decide(ctx context.Context, right string, a *centre.Act) (store.Change, error) {
	if err := o.allow(ctx, right, deciding(a.What)); err != nil {
		return store.Change{}, err
	}
	return o.Save(ctx, a)
}

// deciding names the verb of a decision.
func deciding(what string) string {
	if centre.Decision.Term(what) == nil {
		return "make-act"
	}
	return "decide-" + what
}

// takeAct takes a decision: whether it can be taken, what it does to the case, where the case stands then.
func (v *verb) takeAct(a *centre.Act) error {
	if a.Rev != 0 {
		return field.Problems{{Say: "problem.act.stays"}}
	}
	c, err := store.As[*centre.Case](v.Get(centre.CaseType, a.Case))
	if err != nil {
		return err
	}
	if err := v.standing(c); err != nil {
		return err
	}
	if err := v.mayDecide(c, a); err != nil {
		return err
	}
	me := v.Me()
	fill(v, &a.By, me.Name)
	fill(v, &a.Account, me.ID.String())
	if a.What != centre.Stood {
		fill(v, &a.At, v.Now())
	}
	decided(c, a, v.office.Today())
	k, err := v.course(c.ID)
	if err != nil {
		return err
	}
	k.acts = append(k.acts, a)
	c.State, c.Highest = k.state(), centre.HighestService(k.steps)
	return v.Put(c)
}

// mayDecide returns what stands in the way of a decision.
func (v *verb) mayDecide(c *centre.Case, a *centre.Act) error {
	if a.What == centre.Stood {
		return nil
	}
	if !centre.Allows(c.State, a.What) {
		return field.Problems{{Field: "what", Say: "problem.case.state"}}
	}
	k, err := v.course(c.ID)
	if err != nil {
		return err
	}
	switch a.What {
	case centre.Answered:
		if c.Enquiry != field.Yes {
			return field.Problems{{Field: "what", Say: "problem.case.file"}}
		}
		if a.Outcome != "" && !slices.Contains(centre.Answers(c.State), a.Outcome) {
			return field.Problems{{Field: "outcome", Say: "problem.case.outcome.answer"}}
		}
	case centre.Proposed:
		if a.Outcome != "" && !slices.Contains(centre.Outcomes(c.State, k.steps), a.Outcome) {
			return field.Problems{{Field: "outcome", Say: "problem.case.outcome.steps"}}
		}
	case centre.Approved, centre.Rejected:
		if err := v.need(centre.MayApprove); err != nil {
			return err
		}
		if a.What == centre.Approved && proposer(k.acts) == v.Me().ID.String() {
			return v.office.notAlone(c, v.Me())
		}
	}
	return nil
}

// proposer is the account that proposed the end last; empty where a ledger says no account.
func proposer(acts []*centre.Act) string {
	last := centre.NewestAct(acts, centre.Proposed)
	if last == nil {
		return ""
	}
	return last.Account
}

// decided writes into a case what a decision says of it.
func decided(c *centre.Case, a *centre.Act, today field.Day) {
	switch a.What {
	case centre.Proposed:
		c.Outcome, c.Proposed, c.Approved = a.Outcome, a.By, ""
		c.Claimed, c.Awarded, c.Paid, c.CallBack = a.Claimed, a.Awarded, a.Paid, a.CallBack
		c.Happy, c.Lesson = a.Happy, a.Lesson
	case centre.Approved:
		c.Approved, c.Closed = a.By, today
		if c.CallBack.IsZero() {
			c.CallBack = today.Add(centre.CallBackAfter(c.Outcome))
		}
	case centre.Answered:
		c.Outcome, c.Closed, c.Happy = a.Outcome, today, a.Happy
	case centre.Rejected:
		c.Outcome, c.Proposed, c.CallBack = "", "", field.Day{}
	case centre.Withdrawn:
		c.Outcome = "withdrawn"
	case centre.CalledBack:
		c.CallBack, c.CallNote = today, a.Reason
		if a.Happy != "" {
			c.Happy = a.Happy
		}
	case centre.Missed:
		c.CallBack = a.CallBack
	case centre.Reopened:
		c.Outcome, c.Proposed, c.Approved, c.Closed, c.CallBack = "", "", "", field.Day{}, field.Day{}
	}
}
