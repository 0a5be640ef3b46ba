package office

import (
	"context"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Flagging asks that somebody looks at a case 督导.
type Flagging struct {
	Case   field.ID
	To     string // a handler; empty: whoever may approve closings
	Reason string
}

// Flag raises a supervision flag on a case. Problems: reason.
func (o *Office) Flag(ctx context.Context, f Flagging) (*centre.Supervision, store.Change, error) {
	s := &centre.Supervision{Case: f.Case, Raised: field.MomentOf(o.now()), By: o.Me().Name, To: f.To, Reason: field.Tidy(f.Reason)}
	c, err := o.perform(ctx, "flag-case", func(v *verb) error {
		if _, err := v.Get(centre.CaseType, f.Case); err != nil {
			return err
		}
		return v.put(s)
	})
	return s, c, err
}

// AnswerFlag settles a supervision flag: whom it is for answers it, whoever may approve closings, or who raised it takes it back with
// a word. Problems: answer. Codes: Denied, NotFound.
func (o *Office) AnswerFlag(ctx context.Context, id field.ID, answer string) (store.Change, error) {
	return o.perform(ctx, "answer-flag", func(v *verb) error {
		s, err := store.As[*centre.Supervision](v.Get(centre.SupervisionType, id))
		if err != nil {
			return err
		}
		me := o.Me().Name
		if s.To != me && s.By != me {
			if err := o.need(centre.MayApprove); err != nil {
				return err
			}
		}
		if s.Answer = field.Tidy(answer); s.Answer == "" {
			return field.Problems{{Field: "answer", Say: "problem.required"}}
		}
		s.Settled, s.Answerer = field.MomentOf(o.now()), me
		return v.put(s)
	})
}
