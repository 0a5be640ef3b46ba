package ui

import (
	"testing"

	"cn.halfsky/internal/centre"
)

// TestHowToReachHerIsOnThePage: the page of an open case says that nobody asked her how she can be reached, leads to her telephone,
// which stays masked until it is asked for, and says what was noted from then on.
func TestHowToReachHerIsOnThePage(t *testing.T) {
	b := newBooth(t)
	b.found()
	const phone, way = "13900001111", "只在周三中午打"
	b.begins("0201", "示例甲")
	b.types("三个月没有发工资")
	b.keys("tab", "tab", "tab")
	b.types(phone)
	b.keys("F7")
	b.says(b.host.T("cases.safeway.none"))
	b.push(b.host.T("cases.reach"))
	b.saysNot(phone)
	b.keys("Return")
	b.says(phone)
	b.keys("tab")
	b.types(way)
	b.keys("ctrl+S")
	b.says(b.host.T("cases.safeway", way))
	b.saysNot(b.host.T("cases.safeway.none"))
	b.saysNot(phone)
	p, err := b.desk.Get(centre.PersonType, b.theCase().Person)
	if err != nil || p.(*centre.Person).Phone != phone || p.(*centre.Person).SafeWay != way {
		t.Errorf("saved %+v: %v", p, err)
	}
}
