package office

import (
	"errors"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/summary"
)

// The sheets that people sign, send or fill in.
const (
	ReferralReport ReportKind = "referral" // slip and return stub of one referral
)

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
	own, err := o.Centre()
	if err != nil && !errors.Is(err, field.NotFound) {
		return err
	}
	s, ok := summary.Slip(summary.SlipRecords{CaseRecords: records, Referral: x.ID, Own: own, Names: o.Name, On: o.Today()}, !out.Whole)
	if !ok {
		return fmt.Errorf("get referral: not among those of its case: %w", field.NotFound)
	}
	out.Title, out.Document, out.Figures = s.Number, paper.ReferralDoc(s, in), s.JSON()
	return nil
}
