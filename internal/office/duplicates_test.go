package office

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// proposals are the pairs proposed, by their reason.
func proposals(t *testing.T, of *Office, tp *field.Type) map[[2]field.ID]string {
	t.Helper()
	all, err := of.Duplicates(t.Context(), tp, 100)
	if err != nil {
		t.Fatal(err)
	}
	out := map[[2]field.ID]string{}
	for _, a := range all {
		if a.Names[0] == "" || a.Names[1] == "" {
			t.Error("a pair without names")
		}
		out[[2]field.ID{a.A, a.B}] = a.Why
	}
	if len(out) != len(all) {
		t.Error("a pair is proposed twice")
	}
	return out
}

func TestPeopleWhoMayBeOneAreProposed(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	born := field.Day{Year: 1988, Month: 5, Date: 6}
	unit := unitOf(t, of, "示例制衣厂")
	make := func(fill func(*centre.Person)) *centre.Person { return personOf(t, of, fill) }
	a := make(func(p *centre.Person) { p.Name, p.ResidentID = "张丽华", "11010519491231002X" })
	b := make(func(p *centre.Person) {
		p.Name, p.ResidentID, p.Phone = "张利华", "11010519491231002X", "13800000001"
	})
	c := make(func(p *centre.Person) {
		p.Name, p.Phone, p.Birth, p.Unit = "王芳", "13800000001、13800000002", born, unit.ID
	})
	d := make(func(p *centre.Person) { p.Name, p.Birth, p.Unit = "王芳", born, unit.ID })
	e := make(func(p *centre.Person) { p.Name, p.Unit = "王芳", unit.ID })
	make(func(p *centre.Person) { p.Name, p.Phone, p.ResidentID = "李梅", "13800000001", "440524188001010014" }) // her daughter's telephone, another number
	make(func(p *centre.Person) { p.Name = "王芳" })                                                             // a namesake
	make(func(p *centre.Person) { p.Name, p.Birth = "李梅", field.Day{Year: 1988, Month: 5} })                   // only the month is known
	make(func(p *centre.Person) { p.Name, p.Birth = "李梅", field.Day{Year: 1988, Month: 5} })
	make(func(p *centre.Person) {
		p.Name, p.Phone, p.Birth = "刘桂", "13800000002", field.Day{Year: 2010, Month: 1, Date: 1}
	}) // c's child
	f := make(func(p *centre.Person) { p.Name, p.Birth = "解红", born })
	g := make(func(p *centre.Person) { p.Name, p.Birth = "谢红", born })
	make(func(p *centre.Person) { p.Name, p.Birth = "谢洪", born.Add(1) }) // born on another day
	h := make(func(p *centre.Person) { p.Name, p.Unit = "汪方", unit.ID })
	got := proposals(t, of, centre.PersonType)
	want := map[[2]field.ID]string{{a.ID, b.ID}: SameNumber, {b.ID, c.ID}: SamePhone, {c.ID, d.ID}: SameBirth, {c.ID, e.ID}: SameUnit, {f.ID, g.ID}: SameSound, {c.ID, h.ID}: SameSound}
	for pair, why := range want {
		if got[pair] != why {
			t.Errorf("%s: proposed as %q", why, got[pair])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d pairs, want %d", len(got), len(want))
	}
}

func TestBodiesThatMayBeOneAreProposed(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	const code = "91330100799655058B"
	a, b := unitOf(t, of, "示例制衣有限公司"), unitOf(t, of, "示例（制衣）有限责任公司")
	c := unitOf(t, of, "示例另名")
	unitOf(t, of, "示例公司")
	unitOf(t, of, "公司")
	a.Code, c.Code = code, code
	keepAll(t, of, a, c)
	got := proposals(t, of, centre.OrganisationType)
	if got[[2]field.ID{a.ID, b.ID}] != SameTitle || got[[2]field.ID{a.ID, c.ID}] != SameCode || len(got) != 2 {
		t.Errorf("%d pairs are proposed", len(got))
	}
}

// TestCasesThatMayBeOneAreProposed: the same person and matter within four weeks, both edges; duplicates and other matters are not.
func TestCasesThatMayBeOneAreProposed(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	p := personOf(t, of, func(*centre.Person) {})
	file := func(days int, matter string) *centre.Case {
		c := enquiry(t, of)
		c.Person, c.Matter, c.Received = p.ID, matter, field.MomentOf(testNow.AddDate(0, 0, -days))
		keepAll(t, of, c)
		return c
	}
	file(57, "0201")
	a, b := file(28, "0201"), file(0, "0201")
	file(0, "0301")
	got := proposals(t, of, centre.CaseType)
	if got[[2]field.ID{a.ID, b.ID}] != SameMatter || len(got) != 1 {
		t.Errorf("%d pairs are proposed", len(got))
	}
	if _, err := of.JoinRecords(t.Context(), Joining{Type: centre.CaseType, Keep: a.ID, Drop: b.ID}); err != nil {
		t.Fatal(err)
	}
	if got := proposals(t, of, centre.CaseType); len(got) != 0 {
		t.Errorf("after joining %d pairs are proposed", len(got))
	}
}

func TestWhoIsLockedIsNotProposed(t *testing.T) {
	s := newSensitive(t)
	s.person.Phone = "13800000001"
	keepAll(t, s.f.Office, s.person)
	personOf(t, s.f.Office, func(p *centre.Person) { p.Name, p.Phone = "示例乙", "13800000001" })
	if got := proposals(t, s.f.Office, centre.PersonType); len(got) != 1 {
		t.Fatalf("before: %d", len(got))
	}
	s.restrict(s.f.Me().ID)
	s.f.as("示例咨询员")
	if got := proposals(t, s.f.Office, centre.PersonType); len(got) != 0 {
		t.Errorf("who is not named is shown %d pairs", len(got))
	}
}
