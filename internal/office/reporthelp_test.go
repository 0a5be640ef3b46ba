package office

import (
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// helped is a hardship file with a child in the household, a pairing with a helper and aid that came through it.
func helped(t *testing.T, of *Office) (*centre.Hardship, *centre.Pairing) {
	t.Helper()
	p := of.New(centre.PersonType).(*centre.Person)
	p.Name = "司徒样例"
	firm := of.New(centre.OrganisationType).(*centre.Organisation)
	firm.Name, firm.Kind = "样例纺织厂工会", "union"
	save(t, of, p, firm)
	h := of.New(centre.HardshipType).(*centre.Hardship)
	h.Number, h.Person, h.Class, h.Cause = "BF-2026-001", p.ID, "deep", "lowincome"
	save(t, of, h)
	m := part[*centre.Member](t, of, centre.MemberType, h.ID)
	m.Name, m.Kinship = "司徒小样", "child"
	pair := of.New(centre.PairingType).(*centre.Pairing)
	pair.Helper, pair.Hardship, pair.Kind, pair.From = firm.ID, h.ID, "school", of.Today().Add(-100)
	save(t, of, m)
	save(t, of, pair)
	for i, cash := range []field.Fen{30000, 50000} {
		a := part[*centre.Aid](t, of, centre.AidType, h.ID)
		a.Date, a.Kind, a.Cash, a.State, a.Receiver = of.Today().Add(-10*(i+1)), "school", cash, "given", "司徒样例"
		if i == 0 {
			a.Pairing = pair.ID
		}
		save(t, of, a)
	}
	v := part[*centre.Visit](t, of, centre.VisitType, pair.ID)
	v.Date, v.Who, v.Note = of.Today(), "样例走访人", "司徒小样学习有进步"
	save(t, of, v)
	return h, pair
}

// TestAHardshipFileIsPrintedWithItsHousehold, masked unless asked, with what it was given.
func TestAHardshipFileIsPrintedWithItsHousehold(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	h, _ := helped(t, of)
	figures, masked := reported(t, of, Reporting{Kind: HardshipReport, ID: h.ID})
	_, whole := reported(t, of, Reporting{Kind: HardshipReport, ID: h.ID, Whole: true})
	for _, name := range []string{"司徒样例", "司徒小样"} {
		if strings.Contains(masked, name) || !strings.Contains(whole, name) {
			t.Errorf("%s is in the masked sheet, or not in the whole one", name)
		}
	}
	if figures["given"].(map[string]any)["cash"] != 80000.0 || !strings.Contains(masked, "800元") {
		t.Errorf("given %v", figures["given"])
	}
}

// TestPairingsArePrinted as a card and as a ledger, masked unless asked, with what came through them and nothing else.
func TestPairingsArePrinted(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	_, pair := helped(t, of)
	for kind, id := range map[ReportKind]field.ID{PairingReport: pair.ID, PairingsReport: {}} {
		figures, masked := reported(t, of, Reporting{Kind: kind, ID: id})
		_, whole := reported(t, of, Reporting{Kind: kind, ID: id, Whole: true})
		if strings.Contains(masked, "司徒样例") || strings.Contains(masked, "司徒小样") || !strings.Contains(whole, "司徒样例") || !strings.Contains(masked, "样例纺织厂工会") {
			t.Errorf("%s: masked\n%s\nwhole\n%s", kind, masked, whole)
		}
		if figures["total"].(map[string]any)["cash"] != 30000.0 || figures["visits"] != 1.0 {
			t.Errorf("%s: %v", kind, figures)
		}
	}
	figures, _ := reported(t, of, Reporting{Kind: PairingsReport, From: of.Today()})
	if figures["total"].(map[string]any)["cash"] != 0.0 || figures["visits"] != 1.0 {
		t.Errorf("of today: %v", figures)
	}
}
