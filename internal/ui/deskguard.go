package ui

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/summary"
)

// RiskState reads what is known of the danger in a case.
func (d *desk) RiskState(id field.ID) (office.RiskState, error) {
	s, err := d.office.RiskState(id)
	return s, d.told(err)
}

// CheckRisk saves a risk check.
func (d *desk) CheckRisk(in office.Checking) (uint64, error) {
	_, change, err := d.office.CheckRisk(ctx(), in)
	return d.seq(change, err)
}

// SeeRisk notes that this person has seen a check as the second one.
func (d *desk) SeeRisk(id field.ID) (uint64, error) { return d.seq(d.office.SeeRisk(ctx(), id)) }

// RiskWaiting returns the checks that wait for a second person.
func (d *desk) RiskWaiting() ([]office.RiskWait, error) {
	all, err := d.office.RiskWaiting()
	return all, d.told(err)
}

// RiskLacking returns the open cases that need a check.
func (d *desk) RiskLacking() ([]office.RiskLack, error) {
	all, err := d.office.RiskLacking()
	return all, d.told(err)
}

// RiskHours returns within how many hours a second person has to see a check.
func (d *desk) RiskHours() office.RiskHours { return d.office.RiskHours() }

// SetRiskHours decides them.
func (d *desk) SetRiskHours(h office.RiskHours) error {
	return d.told(d.office.SetRiskHours(ctx(), h))
}

// SendReferral passes a case on.
func (d *desk) SendReferral(r *centre.Referral, reason string) (uint64, error) {
	return d.seq(d.office.SendReferral(ctx(), r, reason))
}

// AcceptReferral notes that a referral was taken on.
func (d *desk) AcceptReferral(id field.ID) (uint64, error) {
	return d.seq(d.office.AcceptReferral(ctx(), id))
}

// ReturnReferral notes that a referral came back.
func (d *desk) ReturnReferral(id field.ID, reason string) (uint64, error) {
	return d.seq(d.office.ReturnReferral(ctx(), id, reason))
}

// FinishReferral notes that a referral was settled.
func (d *desk) FinishReferral(id field.ID, reply string) (uint64, error) {
	return d.seq(d.office.FinishReferral(ctx(), id, reply))
}

// WithdrawReferral takes a referral back.
func (d *desk) WithdrawReferral(id field.ID, reason string) (uint64, error) {
	return d.seq(d.office.WithdrawReferral(ctx(), id, reason))
}

// ReferralCover says what a referral rests on today.
func (d *desk) ReferralCover(r *centre.Referral) (summary.Cover, error) {
	cover, err := d.office.ReferralCover(r)
	return cover, d.told(err)
}

// WithdrawConsent takes a consent back.
func (d *desk) WithdrawConsent(id field.ID) (uint64, error) {
	return d.seq(d.office.WithdrawConsent(ctx(), id))
}
