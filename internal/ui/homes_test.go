package ui

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// lent makes a unit, a counsellor who comes from it, and a case against it.
func (b *booth) lent() (*centre.Counsellor, *centre.Case) {
	b.Helper()
	of := b.desk.office
	save := func(r field.Record) {
		b.Helper()
		if _, err := of.Save(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
	unit := of.New(centre.OrganisationType).(*centre.Organisation)
	unit.Name, unit.Kind = "示例制衣厂", "employer"
	save(unit)
	lawyer := of.New(centre.CounsellorType).(*centre.Counsellor)
	lawyer.Name, lawyer.Home = "示例律师", unit.ID
	save(lawyer)
	c := b.aCase()
	c.Adverse = unit.ID
	save(c)
	return lawyer, c
}

// TestWhoComesFromTheAdverseUnitIsSaidWhereWorkIsGiven: at the duty, the appointment, the form of a case, the quick log and the handover.
func TestWhoComesFromTheAdverseUnitIsSaidWhereWorkIsGiven(t *testing.T) {
	b := newBooth(t)
	b.found()
	lawyer, c := b.lent()
	duty := b.host.T("same.conflict.duty", lawyer.Name, "示例制衣厂")
	handler := b.host.T("same.conflict.handler", lawyer.Name)

	b.keys("alt+3", "shift+N")
	b.saysNot(duty)
	b.fills("counsellors", lawyer.Name)
	b.says(duty)
	b.fills("place", "样例市女职工维权中心")
	b.keys("ctrl+S", "Return")
	b.says(b.host.T("rotaui.choose", b.host.Shown().Day(b.host.Context().Today)))
	b.keys("Escape")

	b.keys("ctrl+3", "shift+N")
	b.fills("counsellor", lawyer.Name)
	b.saysNot(b.host.T("same.conflict.visit", lawyer.Name))
	b.fills("case", c.Number)
	b.says(b.host.T("same.conflict.visit", lawyer.Name))
	b.keys("Escape")
	b.push(b.host.T("kit.leave.discard"))

	b.keys("alt+2", "Return", "F2")
	b.fills("handler", lawyer.Name)
	b.keys("tab")
	b.says(handler)
	b.keys("Escape")
	b.push(b.host.T("kit.leave.discard"))

	b.begins("0201", "")
	b.types("示例事情")
	b.keys("tab")
	b.types("受理")
	b.keys("Return")
	b.types(lawyer.Name)
	b.saysNot(handler)
	b.keys("tab")
	b.types("示例制衣厂")
	b.keys("Return")
	b.says(handler)
	b.keys("Escape")

	b.keys("alt+2", "ctrl+2", "ctrl+M")
	b.types(lawyer.Name)
	b.keys("Return")
	b.says(b.host.T("same.conflict.handover", lawyer.Name, []string{c.Number}))
}
