package office

import (
	"context"
	"errors"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/summary"
)

// The sheets that people sign, send or fill in.
const (
	ReferralReport ReportKind = "referral"  // slip and return stub of one referral
	ConsentReport  ReportKind = "consent"   // privacy notice and form of consent, blank or for a case
	SignInReport   ReportKind = "signin"    // sheet to sign in by hand at an event
	EmployerReport ReportKind = "employers" // a page for each employer of a job fair

	SafetyPlanReport ReportKind = "safetyplan" // of a case: what she may carry, or in full for the file
)

// Blank reports whether a document can be printed without the record it is about, to be filled in by hand.
func (k ReportKind) Blank() bool { return k == ConsentReport }

// referralReport is the slip of a referral, whole or masked, and of a person only what her consent covers today.
func (o *Office) referralReport(out *Report, in paper.Setting) error {
	x, err := live[*centre.Referral](o, centre.ReferralType, out.ID)
	if err != nil {
		return err
	}
	records, err := o.OpenCase(x.Case)
	if err != nil {
		return err
	}
	own, err := o.ownRecord()
	if err != nil {
		return err
	}
	s, ok := summary.Slip(summary.SlipRecords{CaseRecords: records, Referral: x.ID, Own: &own, Names: o.Name, On: o.Today()}, !out.Whole)
	if !ok {
		return fmt.Errorf("get referral: not among those of its case: %w", field.NotFound)
	}
	out.warn(s)
	out.Title, out.Document, out.Figures = s.Number, paper.ReferralDoc(s, in), s.JSON()
	return nil
}

// consentReport is the privacy notice with the form of consent: blank, or with the number of a case and nothing else of it.
func (o *Office) consentReport(out *Report, in paper.Setting) error {
	var form paper.ConsentForm
	if out.ID != (field.ID{}) {
		c, err := live[*centre.Case](o, centre.CaseType, out.ID)
		if err != nil {
			return err
		}
		form.Number = c.Number
	}
	own, err := o.ownRecord()
	if err != nil {
		return err
	}
	form.Own = own
	out.Title, out.Document, out.Figures = form.Number, paper.ConsentDoc(form, in), blankForm(out.Kind)
	return nil
}

// safetyPlanReport is the safety plan of a case that holds; masked it is the sheet she carries.
func (o *Office) safetyPlanReport(out *Report, in paper.Setting) error {
	c, err := live[*centre.Case](o, centre.CaseType, out.ID)
	if err != nil {
		return err
	}
	plans, err := partsOf[*centre.SafetyPlan](o, centre.SafetyPlanType, out.ID)
	if err != nil {
		return err
	}
	p := centre.Plan(plans)
	if p == nil {
		return field.Problems{{Say: "problem.safetyplan.none"}}
	}
	out.Title, out.Document = c.Number, paper.SafetyPlanDoc(paper.SafetySheet{Number: c.Number, Plan: p, Carry: !out.Whole}, in)
	out.Figures = blankForm(out.Kind)
	return nil
}

// ownRecord is the centre's own record; the zero one where it is not written down yet.
func (o *Office) ownRecord() (centre.Centre, error) {
	own, err := o.Centre()
	switch {
	case errors.Is(err, field.NotFound):
		return centre.Centre{}, nil
	case err != nil:
		return centre.Centre{}, err
	}
	return *own, nil
}

// blankForm is what a sheet to fill in by hand has of figures: none.
func blankForm(k ReportKind) map[string]any {
	return map[string]any{"report": string(k), "figures": []any{}}
}

// signInReport is a sheet to sign in by hand at an event.
func (o *Office) signInReport(out *Report, in paper.Setting) error {
	e, err := live[*centre.Event](o, centre.EventType, out.ID)
	if err != nil {
		return err
	}
	people, err := o.signInPeople(e, out.Whole)
	if err != nil {
		return err
	}
	s := summary.Event(e, o.Name)
	out.Title, out.Document, out.Figures = e.Name, paper.SignInDoc(s, out.Sheets, in), blankForm(out.Kind)
	if len(people) > 0 {
		out.Document = paper.SignInListDoc(s, people, in)
	}
	return nil
}

// signInPeople are those who registered for an event, in the order they did, masked unless they are wanted whole.
func (o *Office) signInPeople(e *centre.Event, whole bool) ([]paper.SignInPerson, error) {
	if !centre.TakesNames(e.Kind) {
		return nil, nil
	}
	list, err := o.Attendees(e.ID)
	if err != nil {
		return nil, err
	}
	var out []paper.SignInPerson
	for _, a := range list {
		if a.WalkIn == field.Yes {
			continue
		}
		p := paper.SignInPerson{Name: a.Name, Unit: a.UnitText, Phone: a.Phone}
		if a.Unit != (field.ID{}) {
			p.Unit = o.Name(a.Unit)
		}
		if !whole {
			p.Name, p.Phone = centre.MaskName(p.Name), centre.MaskPhone(p.Phone)
		}
		out = append(out, p)
	}
	return out, nil
}

// employerReport is a page for each employer of a job fair, to be filled in after 30 and 90 days.
func (o *Office) employerReport(ctx context.Context, out *Report, in paper.Setting) error {
	e, err := live[*centre.Event](o, centre.EventType, out.ID)
	if err != nil {
		return err
	}
	parts, err := o.eventParts(ctx, e)
	if err != nil {
		return err
	}
	s := summary.EventWith(e, parts, in.Names)
	out.Title, out.Document, out.Figures = e.Name, paper.EmployersDoc(s, in), s.JSON()
	return nil
}
