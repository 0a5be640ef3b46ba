package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

const (
	verbSendReferral     = "send-referral"
	verbAcceptReferral   = "accept-referral"
	verbReturnReferral   = "return-referral"
	verbFinishReferral   = "finish-referral"
	verbWithdrawReferral = "withdraw-referral"
	verbWithdrawConsent  = "withdraw-consent"
)

// SendReferral passes a case on to another body 转出. It needs a consent of hers that lives today, was given for that body and permits
// referrals; the newest such is taken where the referral names none. Without one the case goes without who she is (Nameless; a case
// without a person always does), or the person in charge gives a reason and answers for it. A step of the case says that it was passed
// on. Codes: Denied, Locked, NotFound; field.Problems at consent or reason.
func (o *Office) SendReferral(ctx context.Context, r *centre.Referral, reason string) (store.Change, error) {
	reason = field.Tidy(reason)
	return o.performWriting(ctx, store.Verb{Name: verbSendReferral, Reason: reason}, func(v *verb) error {
		if r.Rev != 0 {
			return field.Problems{{Say: "problem.referral.sent"}}
		}
		records, err := o.OpenCase(r.Case)
		if err != nil {
			return err
		}
		if err := v.chooseGround(r, records, reason); err != nil {
			return err
		}
		own, err := o.ownRecord()
		if err != nil {
			return err
		}
		fill(v, &r.Origin, strings.TrimSpace(own.Code+"　"+own.Name))
		fill(v, &r.Number, records.Case.Number)
		fill(v, &r.Sent, o.Today())
		fill(v, &r.State, centre.ReferralSent)
		if err := v.put(r); err != nil {
			return err
		}
		step := o.New(centre.StepType).(*centre.Step)
		step.Case, step.Service, step.What = r.Case, "referral", r.Purpose
		return v.put(step)
	})
}

// chooseGround decides what a referral that is being sent rests on.
func (v *verb) chooseGround(r *centre.Referral, records summary.CaseRecords, reason string) error {
	o := v.office
	if records.Case.Person == (field.ID{}) {
		fill(v, &r.Nameless, field.Yes)
	}
	slip := summary.SlipRecords{CaseRecords: records, Names: o.Name, On: o.Today()}
	if r.Consent == (field.ID{}) && r.Nameless != field.Yes {
		if k := slip.Reaching(o.Name(r.To)); k != nil {
			fill(v, &r.Consent, k.ID)
		}
	}
	switch cover := slip.Cover(r); {
	case cover == summary.Covered || cover == summary.Nameless:
		return nil
	case reason == "":
		return field.Problems{{Field: "consent", Say: "problem.referral.cover." + string(cover)}}
	}
	if err := o.need(centre.MayApprove); err != nil {
		return err
	}
	fill(v, &r.Override, reason)
	fill(v, &r.Allowed, o.Me().Name)
	return nil
}

// AcceptReferral notes that the other body took a case on 已接收, today. Codes: Denied, Locked, NotFound; field.Problems.
func (o *Office) AcceptReferral(ctx context.Context, id field.ID) (store.Change, error) {
	return o.moveReferral(ctx, verbAcceptReferral, id, func(r *centre.Referral) error {
		r.State, r.Received = centre.ReferralReceived, o.Today()
		return nil
	})
}

// ReturnReferral notes that the other body sent a case back 已退回, and why.
func (o *Office) ReturnReferral(ctx context.Context, id field.ID, reason string) (store.Change, error) {
	return o.moveReferral(ctx, verbReturnReferral, id, func(r *centre.Referral) error {
		return o.replied(r, centre.ReferralReturned, reason)
	})
}

// FinishReferral notes that the other body settled a case 已办结, and what it answered.
func (o *Office) FinishReferral(ctx context.Context, id field.ID, reply string) (store.Change, error) {
	return o.moveReferral(ctx, verbFinishReferral, id, func(r *centre.Referral) error {
		return o.replied(r, centre.ReferralDone, reply)
	})
}

// WithdrawReferral takes a referral back 已撤回 before it is settled, with the reason.
func (o *Office) WithdrawReferral(ctx context.Context, id field.ID, reason string) (store.Change, error) {
	return o.moveReferral(ctx, verbWithdrawReferral, id, func(r *centre.Referral) error {
		return o.replied(r, centre.ReferralWithdrawn, reason)
	})
}

// replied ends a referral with what was said of it.
func (o *Office) replied(r *centre.Referral, state, text string) error {
	if text = field.Tidy(text); text == "" {
		return field.Problems{{Field: "reply", Say: "problem.referral.reply"}}
	}
	r.State, r.Reply, r.Replied = state, text, o.Today()
	return nil
}

func (o *Office) moveReferral(ctx context.Context, name string, id field.ID, move func(*centre.Referral) error) (store.Change, error) {
	return o.performWriting(ctx, store.Verb{Name: name}, func(v *verb) error {
		r, err := store.As[*centre.Referral](v.Get(centre.ReferralType, id))
		if err != nil {
			return err
		}
		if err := move(r); err != nil {
			return err
		}
		return v.put(r)
	})
}

// keepSent keeps what verbs alone decide of a referral, by whatever way it is saved: its state goes one step at a time, what it rests on
// and where it went stay as they were sent, and a reason in place of a consent comes from whoever may give it. One that comes from a
// ledger, sent before today, is taken as it is written there.
func (v *verb) keepSent(r *centre.Referral) error {
	if r.Rev == 0 {
		return v.mayLeave(r)
	}
	before, err := store.As[*centre.Referral](v.Get(centre.ReferralType, r.ID))
	if err != nil {
		return fmt.Errorf("compare referral: %w", err)
	}
	switch {
	case r.State != before.State && !slices.Contains(before.Next(), r.State):
		return field.Problems{{Field: "state", Say: "problem.referral.state"}}
	case r.To != before.To, r.Override != before.Override, r.Nameless != before.Nameless, r.Sent != before.Sent:
		return field.Problems{{Say: "problem.referral.sent"}}
	}
	return nil
}

// mayLeave keeps a case from being passed on today without what SendReferral asks for.
func (v *verb) mayLeave(r *centre.Referral) error {
	o := v.office
	if r.Override != "" {
		return o.need(centre.MayApprove)
	}
	if r.State != centre.ReferralSent || r.Sent.Before(o.Today()) || r.Nameless == field.Yes {
		return nil
	}
	cover, err := o.ReferralCover(r)
	if err == nil && cover != summary.Covered {
		err = field.Problems{{Field: "consent", Say: "problem.referral.cover." + string(cover)}}
	}
	return err
}

// ReferralCover says what a referral rests on today, or what is missing, before it is sent and after: a consent may run out or be
// withdrawn meanwhile. Codes: Locked, NotFound.
func (o *Office) ReferralCover(r *centre.Referral) (summary.Cover, error) {
	records, err := o.OpenCase(r.Case)
	if err != nil {
		return "", fmt.Errorf("read cover: %w", err)
	}
	slip := summary.SlipRecords{CaseRecords: records, Names: o.Name, On: o.Today()}
	asked := r.Type().Copy(r).(*centre.Referral)
	if asked.Rev == 0 && asked.Consent == (field.ID{}) {
		if k := slip.Reaching(o.Name(r.To)); k != nil {
			asked.Consent = k.ID
		}
	}
	return slip.Cover(asked), nil
}

// WithdrawConsent takes a consent back from today on, at her word. What was done under it before stays as it was. Codes: Denied, Locked,
// NotFound; field.Problems.
func (o *Office) WithdrawConsent(ctx context.Context, id field.ID) (store.Change, error) {
	return o.performWriting(ctx, store.Verb{Name: verbWithdrawConsent}, func(v *verb) error {
		k, err := store.As[*centre.Consent](v.Get(centre.ConsentType, id))
		if err != nil {
			return err
		}
		if !k.Withdrawn.IsZero() {
			return field.Problems{{Say: "problem.consent.withdrawn"}}
		}
		k.Withdrawn = o.Today()
		return v.put(k)
	})
}
