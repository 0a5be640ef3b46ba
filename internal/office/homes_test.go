package office

import (
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

func homes(t *testing.T, of *Office) Homes {
	t.Helper()
	h, err := of.Homes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// lender is a unit that lends us a counsellor and has the case s.other against it.
func lender(t *testing.T, s *sensitive) (*centre.Organisation, *centre.Counsellor) {
	t.Helper()
	unit := unitOf(t, s.f.Office, "示例制衣厂")
	c := s.f.New(centre.CounsellorType).(*centre.Counsellor)
	c.Name, c.Home = "示例律师", unit.ID
	s.other.Adverse = unit.ID
	s.save(c, s.other)
	return unit, c
}

// TestWhoComesFromTheAdverseUnitIsKnown: by the name a case has for its handler, by the appointment, and by the duty.
func TestWhoComesFromTheAdverseUnitIsKnown(t *testing.T) {
	s := newSensitive(t)
	unit, lawyer := lender(t, s)
	h := homes(t, s.f.Office)
	if !h.Works("示例律师", unit.ID) || h.Works("示例丙", unit.ID) || h.Works("示例律师", field.ID{}) || h.Works("示例丙", field.ID{}) {
		t.Error("who works there")
	}
	doctor := s.appointment.Counsellor
	if !h.Against(lawyer.ID, s.other.ID) || h.Against(doctor, s.other.ID) || h.Against(lawyer.ID, s.c.ID) || h.Against(lawyer.ID, field.ID{}) {
		t.Error("which case is against her own organisation")
	}
	if u, sued := h.Entangled(lawyer.ID); !sued || u != unit.ID {
		t.Error("the lawyer's organisation has a case against it")
	}
	if _, sued := h.Entangled(doctor); sued {
		t.Error("the doctor comes from nowhere")
	}
	done := s.get(centre.CaseType, s.other.ID).(*centre.Case)
	done.State, done.Outcome = "closed", "advised"
	s.save(done)
	if h = homes(t, s.f.Office); !h.Against(lawyer.ID, s.other.ID) {
		t.Error("an appointment after the end is still with the other side")
	} else if _, sued := h.Entangled(lawyer.ID); sued {
		t.Error("a case that is closed warns of every duty")
	}
	lawyer.To = s.f.Today().Add(-1)
	s.save(lawyer)
	if h = homes(t, s.f.Office); h.Works("示例律师", unit.ID) || h.Against(lawyer.ID, s.other.ID) {
		t.Error("she is no counsellor any more")
	}
}

// TestARestrictedCaseSaysNothingOfItself: who may open it is warned when she names the case; nobody is warned of duties, and who may
// not open it, or has no key to the cases, learns nothing.
func TestARestrictedCaseSaysNothingOfItself(t *testing.T) {
	s := newSensitive(t)
	unit, lawyer := lender(t, s)
	s.f.add("示例组织员", centre.RoleOrganiser)
	s.other.Adverse = field.ID{}
	s.c.Adverse = unit.ID
	s.save(s.other, s.c)
	s.restrict(s.f.Me().ID)
	for _, who := range []string{"", "示例咨询员", "示例组织员"} { // she who restricted it first: the others sign in after her
		named := who == ""
		if !named {
			s.f.as(who)
		}
		h := homes(t, s.f.Office)
		if got := h.Against(lawyer.ID, s.c.ID); got != named {
			t.Errorf("%q: the appointment says %v", who, got)
		}
		if _, sued := h.Entangled(lawyer.ID); sued || len(h.Cases) > 0 != named {
			t.Errorf("%q is told of %d cases", who, len(h.Cases))
		}
		if !h.Works("示例律师", unit.ID) {
			t.Errorf("%q: where she comes from is no secret", who)
		}
	}
}

// TestACounsellorWhoseTimeIsOverGetsNoCase: she is not offered.
func TestACounsellorWhoseTimeIsOverGetsNoCase(t *testing.T) {
	s := newSensitive(t)
	c := s.f.New(centre.CounsellorType).(*centre.Counsellor)
	c.Name, c.To = "示例前指导员", s.f.Today()
	s.save(c)
	offered := func() bool {
		all, err := s.f.Handlers()
		if err != nil {
			t.Fatal(err)
		}
		return slices.Contains(all, c.Name)
	}
	if !offered() {
		t.Error("on her last day she is still there")
	}
	c.To = s.f.Today().Add(-1)
	s.save(c)
	if offered() {
		t.Error("she is offered although her time is over")
	}
}
