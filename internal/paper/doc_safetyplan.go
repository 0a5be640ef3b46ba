package paper

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// SafetySheet is a safety plan to print.
type SafetySheet struct {
	Number string // of the case; it names nobody
	Plan   *centre.SafetyPlan
	Carry  bool // for her to carry: what would give her away if it were found is left out
}

// carried are the fields of a plan that may be found on her: whom to call and what to take along. Where she would go, what she watches
// for, her code word and how she is called back are told to her and not written down.
var carried = []string{"calls", "papers", "medicine"}

// SafetyPlanDoc is the safety plan on one page. The one she carries has a title that says nothing, no name of a centre and no name of
// hers, only the number of the case; the whole one is read with her, or lies in the file.
func SafetyPlanDoc(s SafetySheet, in Setting) Document {
	title := in.Book.T("riskcheck.sheet")
	if s.Carry {
		title, in.Centre = in.Book.T("riskcheck.sheet.carry"), ""
	}
	c := in.compose(title, false)
	if s.Number != "" {
		c.add(numbered{text: c.t("forms.numbered", s.Number)})
	}
	var rows form
	for i := range centre.SafetyPlanType.Fields {
		f := &centre.SafetyPlanType.Fields[i]
		if !s.prints(f) {
			continue
		}
		label := c.label(centre.SafetyPlanType, f)
		if s.Carry {
			label = c.t("riskcheck.sheet." + f.Key)
		}
		rows = append(rows, asked(formHigh, label, c.value(s.Plan, f)))
	}
	c.add(rows)
	if s.Carry {
		c.Note(c.t("riskcheck.sheet.numbers"))
		return c.document()
	}
	c.Note(c.t("riskcheck.numbers"))
	c.Note(c.t("riskcheck.sheet.keep"))
	return c.document()
}

// prints reports whether a field of the plan stands on the sheet.
func (s SafetySheet) prints(f *field.Spec) bool {
	if s.Carry {
		for _, key := range carried {
			if key == f.Key {
				return true
			}
		}
		return false
	}
	return f.Key != "case"
}
