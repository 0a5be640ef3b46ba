package ui

import (
	"slices"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// Closable says what is to be known before the end of a case is proposed.
func (d *desk) Closable(id field.ID) (office.Closable, error) {
	c, err := d.office.Closable(id)
	return c, d.told(err)
}

// MayApprove reports whether the signed-in person may approve the end of a case.
func (d *desk) MayApprove() bool { return d.office.May(centre.MayApprove) }

// Approval says who can approve the proposed end of a case.
func (d *desk) Approval(id field.ID) (office.Approval, error) {
	a, err := d.office.Approval(id)
	return a, d.told(err)
}

// ApproveBeside closes a case in the name of a second person.
func (d *desk) ApproveBeside(id field.ID, who office.Second) error {
	_, err := d.office.ApproveBeside(ctx(), id, who)
	return d.told(err)
}

// RejectBeside sends a case back in the name of a second person.
func (d *desk) RejectBeside(id field.ID, reason string, who office.Second) error {
	_, err := d.office.RejectBeside(ctx(), id, reason, who)
	return d.told(err)
}

// SeeRiskBeside notes that a second person has seen a risk check.
func (d *desk) SeeRiskBeside(check field.ID, who office.Second) error {
	_, err := d.office.SeeRiskBeside(ctx(), check, who)
	return d.told(err)
}

// TryWait is how long the next passphrase has to wait.
func (d *desk) TryWait() time.Duration { return d.office.TryWait() }

// MayAid reports whether the signed-in account opens hardship files.
func (d *desk) MayAid() bool { return slices.Contains(d.office.Me().Spaces, field.Aid) }
