package office

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// Ground is what a document with personal data in full rests on.
type Ground string

// The grounds.
const (
	NoGround  Ground = ""         // none is needed: it is masked, or holds no client
	ByConsent Ground = "consent"  // a consent of hers that is alive and reaches that far
	ByReason  Ground = "reason"   // Printed needs Reporting.Reason, and of a case the right centre.MayApprove
	Overruled Ground = "override" // a referral that the person in charge let out with a reason, which stands in it
)

// ground finds what a document rests on once it is gathered. A slip names somebody under her consent, or under the reason the person in
// charge gave when it was sent; a case sheet in full rests on a consent of the case that keeps nothing back, and where there is none on
// a reason.
func (o *Office) ground(out *Report) {
	switch {
	case !out.Whole || len(out.Document.Personal) == 0 || out.Subject != nil || out.Kind == RotaMonthReport:
	case out.cover == summary.Overruled:
		out.Ground = Overruled
	case out.Kind == ReferralReport, out.under != nil:
		out.Ground = ByConsent
	default:
		out.Ground = ByReason
	}
}

// chooseConsent takes the consent a case is printed in full under: the one asked for, or the newest of those that reach that far.
func (r *Report) chooseConsent(covers []*centre.Consent) error {
	r.Covers = covers
	for _, k := range covers {
		if r.Consent == k.ID || r.Consent == (field.ID{}) {
			r.under = k
			return nil
		}
	}
	if r.Consent != (field.ID{}) {
		return field.Problems{{Field: "consent", Say: "problem.whole.ended"}}
	}
	return nil
}

// mayWhole returns what stands in the way of a document in full leaving the program: a reason that was not given, or, of a case, the right
// to let out what has no consent: it is the person in charge who answers for a sheet that its case has no consent for. Between laying it
// out and printing it a consent may have been withdrawn, so what the pages rest on is asked for again.
func (o *Office) mayWhole(ctx context.Context, r Report) error {
	if err := o.stillCovered(r); err != nil {
		return err
	}
	if r.Ground != ByReason {
		return nil
	}
	if r.Kind == CaseReport || r.Kind == SafetyPlanReport {
		if err := o.allow(ctx, centre.MayApprove, "print"); err != nil {
			return fmt.Errorf("print case in full: %w", err)
		}
	}
	if strings.TrimSpace(r.Reason) == "" {
		return field.Problems{{Field: "reason", Say: "problem.whole.reason"}}
	}
	return nil
}

// stillCovered returns field.Problems where the consent that a document rests on ended since it was laid out.
func (o *Office) stillCovered(r Report) error {
	if r.Ground != ByConsent || r.under == nil {
		return nil
	}
	k, err := live[*centre.Consent](o, centre.ConsentType, r.under.ID)
	if errors.Is(err, field.NotFound) || err == nil && !k.Alive(o.Today()) {
		return field.Problems{{Field: "consent", Say: "problem.whole.ended"}}
	}
	return err
}

// wholeWords are what the journal says of a document in full, after everything else.
func (r Report) wholeWords() string {
	switch {
	case !r.Whole:
		return ""
	case r.Ground == NoGround:
		return " whole"
	}
	return " by-" + string(r.Ground) + " whole"
}

// notePrinted writes into the journal that a document left the program, with the reason that was given.
func (o *Office) notePrinted(ctx context.Context, r Report, text string) error {
	_, err := o.performAs(ctx, store.Verb{Name: "print", Reason: strings.TrimSpace(r.Reason)}, func(v *verb) error {
		v.Note(store.Printed, r.Kind.Table(), r.ID, text)
		return nil
	})
	return err
}

// warn tells what whoever prints has to know of a consent before a slip leaves.
func (r *Report) warn(s summary.ReferralSlip) {
	r.cover = s.Cover
	if s.Cover == summary.Covered {
		r.under = s.Consent
	}
	if s.Unclear {
		r.Warnings = append(r.Warnings, r.Book.T("forms.referral.unclear"))
	}
}
