package office

import (
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// unitOf saves an employer.
func unitOf(t *testing.T, of *Office, name string) *centre.Organisation {
	t.Helper()
	u := of.New(centre.OrganisationType).(*centre.Organisation)
	u.Name, u.Kind = name, "employer"
	keepAll(t, of, u)
	return u
}

func keepAll(t *testing.T, of *Office, rs ...field.Record) {
	t.Helper()
	if _, err := of.Save(t.Context(), rs...); err != nil {
		t.Fatal(err)
	}
}

func whys(cs []Conflict) map[string]int {
	out := map[string]int{}
	for _, c := range cs {
		out[c.Why] += c.Times
	}
	return out
}

func conflicts(t *testing.T, of *Office, unit field.ID) map[string]int {
	t.Helper()
	cs, err := of.Conflicts(t.Context(), unit)
	if err != nil {
		t.Fatal(err)
	}
	return whys(cs)
}

// entangled is an employer that recruits at two fairs, helps a household, lends a counsellor, and has a case against it.
type entangled struct {
	*sensitive
	unit *centre.Organisation
}

func newEntangled(t *testing.T) *entangled {
	s := &entangled{sensitive: newSensitive(t)}
	of := s.f.Office
	s.unit = unitOf(t, of, "示例制衣厂")
	for i, state := range []string{"held", "planned", "cancelled"} {
		e := of.New(centre.EventType).(*centre.Event)
		e.Name, e.Kind, e.State, e.Date = "示例招聘会", "jobfair", state, field.Day{Year: 2026, Month: 3 + i, Date: 6}
		keepAll(t, of, e)
		j := of.New(centre.JobLineType).(*centre.JobLine)
		j.Event, j.Employer, j.Post = e.ID, s.unit.ID, "缝纫工"
		p := of.New(centre.ParticipationType).(*centre.Participation)
		p.Event, p.Organisation, p.Role = e.ID, s.unit.ID, "recruiter"
		keepAll(t, of, j, p) // the same fair by its line and by its part counts once
	}
	h := of.New(centre.HardshipType).(*centre.Hardship)
	h.Person, h.Class, h.Cause = s.person.ID, "deep", centre.Cause.Codes[0].Code
	keepAll(t, of, h)
	for _, state := range []string{"active", "ended"} {
		p := of.New(centre.PairingType).(*centre.Pairing)
		p.Helper, p.Hardship, p.Kind, p.From, p.State, p.EndWhy = s.unit.ID, h.ID, "living", of.Today(), state, "期满"
		keepAll(t, of, p)
	}
	for _, to := range []field.Day{{}, of.Today().Add(-1), of.Today()} {
		c := of.New(centre.CounsellorType).(*centre.Counsellor)
		c.Name, c.Home, c.To = "示例律师", s.unit.ID, to
		keepAll(t, of, c)
	}
	s.other.Adverse = s.unit.ID
	keepAll(t, of, s.other)
	return s
}

func TestConflictsNameWhatTiesUsToAUnit(t *testing.T) {
	s := newEntangled(t)
	cs, err := s.f.Conflicts(t.Context(), s.unit.ID)
	if err != nil {
		t.Fatal(err)
	}
	got := whys(cs)
	for why, want := range map[string]int{AtFair: 2, AsHelper: 1, AsHome: 2, AsSuit: 1} {
		if got[why] != want {
			t.Errorf("%s: %d, want %d", why, got[why], want)
		}
	}
	for _, c := range cs {
		if c.Why == AtFair && (c.Since != field.Day{Year: 2026, Month: 4, Date: 6}) {
			t.Errorf("the newest fair is of %v", c.Since)
		}
		if r, err := s.f.Get(centre.TypeOf(c.Table), c.ID); err != nil || r == nil {
			t.Errorf("%s leads nowhere: %v", c.Why, err)
		}
	}
	if got := conflicts(t, s.f.Office, unitOf(t, s.f.Office, "示例无关厂").ID); len(got) > 0 {
		t.Errorf("of a unit nothing ties us to: %v", got)
	}
	if got := conflicts(t, s.f.Office, field.ID{}); len(got) > 0 {
		t.Errorf("of no unit: %v", got)
	}
}

func TestAClosedCaseIsNoConflict(t *testing.T) {
	s := newEntangled(t)
	if _, err := s.f.Delete(t.Context(), s.get(centre.CaseType, s.other.ID)); err != nil {
		t.Fatal(err)
	}
	if got := conflicts(t, s.f.Office, s.unit.ID); got[AsSuit] != 0 {
		t.Errorf("a deleted case: %v", got)
	}
}

// TestATeamIsOfItsHouse: what a team of an employer does ties us to the employer, and its case is seen beside the team; of another body
// below it nothing is said.
func TestATeamIsOfItsHouse(t *testing.T) {
	s := newEntangled(t)
	team, branch := s.f.New(centre.OrganisationType).(*centre.Organisation), s.f.New(centre.OrganisationType).(*centre.Organisation)
	team.Name, team.Kind, team.Parent = "示例一车间三八班组", "team", s.unit.ID
	branch.Name, branch.Kind, branch.Parent = "示例分厂", "employer", s.unit.ID
	h := s.f.New(centre.HardshipType).(*centre.Hardship)
	h.Person, h.Class, h.Cause = s.person.ID, "deep", centre.Cause.Codes[0].Code
	keepAll(t, s.f.Office, team, branch, h)
	p := s.f.New(centre.PairingType).(*centre.Pairing)
	p.Helper, p.Hardship, p.Kind, p.From, p.State = team.ID, h.ID, "living", s.f.Today(), "active"
	keepAll(t, s.f.Office, p)
	for unit, want := range map[field.ID][2]int{s.unit.ID: {2, 1}, team.ID: {2, 1}, branch.ID: {0, 0}} { // pairings, open cases
		if got := conflicts(t, s.f.Office, unit); got[AsHelper] != want[0] || got[AsSuit] != want[1] {
			t.Errorf("%s: %v", s.f.Name(unit), got)
		}
	}
	if got, err := s.f.Sued(t.Context(), []field.ID{branch.ID, team.ID}); err != nil || !slices.Equal(got, []field.ID{team.ID}) {
		t.Errorf("%v, %v", got, err)
	}
}

// TestExhibitorsAreAskedAboutTogether: those with an open case that everybody may know of, in their order, each once.
func TestExhibitorsAreAskedAboutTogether(t *testing.T) {
	s := newEntangled(t)
	free, hushed := unitOf(t, s.f.Office, "示例无关厂"), unitOf(t, s.f.Office, "示例沉默厂")
	c := s.f.New(centre.CaseType).(*centre.Case)
	c.Channel, c.Matter, c.Adverse, c.Secrecy = "visit", "0602", hushed.ID, "restricted"
	keepAll(t, s.f.Office, c)
	got, err := s.f.Sued(t.Context(), []field.ID{free.ID, s.unit.ID, {}, hushed.ID, s.unit.ID})
	if err != nil || !slices.Equal(got, []field.ID{s.unit.ID}) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := s.f.Sued(t.Context(), []field.ID{{}}); err != nil || got != nil {
		t.Errorf("of no unit: %v, %v", got, err)
	}
}

// TestConflictsTellNobodyMoreThanHerKeysOpen: without the key of the cases nothing of cases, without that of the aid nothing of aid;
// a restricted case nobody is told of, named or not.
func TestConflictsTellNobodyMoreThanHerKeysOpen(t *testing.T) {
	s := newEntangled(t)
	s.f.add("示例组织员", centre.RoleOrganiser)
	s.c.Adverse = s.unit.ID
	keepAll(t, s.f.Office, s.c)
	if got := conflicts(t, s.f.Office, s.unit.ID); got[AsSuit] != 2 {
		t.Fatalf("before: %v", got)
	}
	s.restrict(s.f.Me().ID)
	for _, who := range []struct {
		name            string
		suits, pairings int
	}{{"", 1, 1}, {"示例同事", 1, 1}, {"示例咨询员", 1, 0}, {"示例组织员", 0, 0}} {
		if who.name != "" {
			s.f.as(who.name)
		}
		got := conflicts(t, s.f.Office, s.unit.ID)
		if got[AsSuit] != who.suits || got[AsHelper] != who.pairings || got[AtFair] != 2 {
			t.Errorf("%q is told %v", who.name, got)
		}
	}
}

// TestACaseMarkedForRestrictionIsNotTold: the mark stands until somebody with the right locks the case.
func TestACaseMarkedForRestrictionIsNotTold(t *testing.T) {
	s := newEntangled(t)
	c := s.get(centre.CaseType, s.other.ID).(*centre.Case)
	c.Secrecy = "restricted"
	keepAll(t, s.f.Office, c)
	if got := conflicts(t, s.f.Office, s.unit.ID); got[AsSuit] != 0 {
		t.Errorf("told %v", got)
	}
}
