package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// sensitive is a case with a person, a step, a consent, a deleted step and an appointment, beside another case that stays in the open.
type sensitive struct {
	f           *team
	c           *centre.Case
	person      *centre.Person
	other       *centre.Case
	colleague   field.ID
	appointment *centre.Appointment
}

func newSensitive(t *testing.T) *sensitive {
	t.Helper()
	f := newTeam(t)
	s := &sensitive{f: f}
	s.colleague = f.add("示例同事", centre.RoleStaff)
	f.add("示例咨询员", centre.RoleCounsellor)
	c, _, err := f.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0105", Who: "示例甲", What: "被骚扰的经过"})
	if err != nil {
		t.Fatal(err)
	}
	s.c, s.other = c, enquiry(t, f.Office)
	s.person = s.get(centre.PersonType, c.Person).(*centre.Person)
	stepOf(t, f.Office, c, "面谈的内容")
	gone := stepOf(t, f.Office, c, "删去的内容")
	if _, err := f.Delete(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	consent := s.part(centre.ConsentType).(*centre.Consent)
	consent.Person, consent.Purpose, consent.Recipient, consent.Way, consent.Given = c.Person, "转介", "示例医院", "written", f.Today()
	doctor := f.New(centre.CounsellorType).(*centre.Counsellor)
	doctor.Name = "示例丙"
	s.save(consent, doctor)
	s.appointment = f.New(centre.AppointmentType).(*centre.Appointment)
	a := s.appointment
	a.Date, a.From, a.Counsellor, a.Person, a.Case = f.Today(), "09:00", doctor.ID, c.Person, c.ID
	s.save(a)
	s.c = s.get(centre.CaseType, c.ID).(*centre.Case)
	path := filepath.Join(t.TempDir(), "示例.txt")
	if err := os.WriteFile(path, []byte("附件的内容"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := f.Attach(t.Context(), s.c, path, Attaching{}); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *sensitive) get(t *field.Type, id field.ID) field.Record {
	s.f.Helper()
	r, err := s.f.Get(t, id)
	if err != nil {
		s.f.Fatal(err)
	}
	return r
}

func (s *sensitive) part(t *field.Type) field.Record {
	s.f.Helper()
	r, err := s.f.NewPart(t, s.c.ID)
	if err != nil {
		s.f.Fatal(err)
	}
	return r
}

func (s *sensitive) save(rs ...field.Record) {
	s.f.Helper()
	if _, err := s.f.Save(s.f.T.Context(), rs...); err != nil {
		s.f.Fatal(err)
	}
}

func (s *sensitive) restrict(names ...field.ID) store.Change {
	s.f.Helper()
	c, err := s.f.Restrict(s.f.T.Context(), s.c.ID, names)
	if err != nil {
		s.f.Fatal(err)
	}
	return c
}

// open counts what of the case the signed-in account can open.
func (s *sensitive) open() map[string]int {
	s.f.Helper()
	out := map[string]int{}
	for _, t := range []*field.Type{centre.CaseType, centre.PersonType, centre.StepType, centre.ConsentType, centre.AppointmentType, centre.AttachmentType} {
		for _, gone := range []bool{false, true} {
			rows, err := s.f.List(t, store.Query{Gone: gone})
			if err != nil {
				s.f.Fatal(err)
			}
			for i := range rows.Len() {
				if _, err := s.f.Get(t, rows.ID(i)); err == nil {
					out[t.Table]++
				} else if !errors.Is(err, field.Locked) {
					s.f.Error(err)
				}
			}
		}
	}
	return out
}

func same(t *testing.T, what string, got, want map[string]int) {
	t.Helper()
	for k, n := range want {
		if got[k] != n {
			t.Errorf("%s: of %s %d can be opened, want %d", what, k, got[k], n)
		}
	}
}

func TestRestrictedCaseOpensForTheNamedWithAllThatBelongsToIt(t *testing.T) {
	s := newSensitive(t)
	all := map[string]int{"case": 2, "person": 1, "step": 2, "consent": 1, "appointment": 1, "attachment": 1}
	less := map[string]int{"case": 1, "person": 0, "step": 0, "consent": 0, "appointment": 0, "attachment": 0}
	same(t, "before", s.open(), all)
	s.restrict(s.f.Me().ID, s.colleague)
	same(t, "named", s.open(), all)
	named, err := s.f.Named(s.c.ID)
	if err != nil || len(named) != 2 {
		t.Errorf("named are %d, %v", len(named), err)
	}
	s.f.as("示例咨询员")
	same(t, "not named", s.open(), less)
	rows, err := s.f.List(centre.CaseType, store.Query{Find: s.c.Number})
	if err != nil || rows.Len() != 1 || !rows.Faced(0) || rows.Text(0, "state") != s.c.State || rows.Text(0, "matter") != "" || rows.Text(0, "received") != "" {
		t.Errorf("the face: %v", err)
	}
	if hits, err := s.f.Look(nil, "示例甲", 5); err != nil || len(hits) > 0 {
		t.Errorf("the person is found: %d, %v", len(hits), err)
	}
	if _, err := s.f.Named(s.c.ID); !errors.Is(err, field.Locked) {
		t.Errorf("who is named is told: %v", err)
	}
	if _, err := s.f.OpenCase(s.c.ID); !errors.Is(err, field.Locked) {
		t.Errorf("open: %v", err)
	}
	if all, err := All[*centre.Case](context.Background(), s.f.Office, centre.CaseType); err != nil || len(all) != 1 {
		t.Errorf("reading all cases: %d, %v", len(all), err)
	}
	step := s.f.New(centre.StepType).(*centre.Step)
	step.Case, step.Service, step.What, step.At = s.c.ID, "other", "不该写进去的", field.MomentOf(s.f.Now())
	if _, err := s.f.Save(t.Context(), step); !errors.Is(err, field.Locked) {
		t.Errorf("a step by somebody who is not named: %v", err)
	}
	s.f.as("示例同事")
	same(t, "the colleague named", s.open(), all)
	if _, err := s.f.Unrestrict(t.Context(), s.c.ID); err != nil {
		t.Fatal(err)
	}
	s.f.as("示例咨询员")
	same(t, "no longer restricted", s.open(), all)
}

func TestWhatIsNewInARestrictedCaseIsRestrictedToo(t *testing.T) {
	s := newSensitive(t)
	s.restrict(s.colleague) // not by who is named
	if _, err := s.f.Get(centre.CaseType, s.c.ID); !errors.Is(err, field.Locked) {
		t.Errorf("whoever restricted it and is not named: %v", err)
	}
	s.f.as("示例同事")
	step := stepOf(t, s.f.Office, s.c, "新的内容")
	if !Restricted(step) {
		t.Error("a new step lies in the open")
	}
	a := s.f.New(centre.AppointmentType).(*centre.Appointment)
	a.Date, a.From, a.Counsellor, a.Case = s.f.Today(), "10:00", s.appointment.Counsellor, s.c.ID
	s.save(a)
	if !Restricted(a) {
		t.Error("a new appointment lies in the open")
	}
	if Restricted(stepOf(t, s.f.Office, s.other, "别的内容")) {
		t.Error("a step of another case is restricted")
	}
}

func TestPersonWhoIsNeededElsewhereStaysInTheOpen(t *testing.T) {
	for what, do := range map[string]func(s *sensitive){
		"another open case": func(s *sensitive) {
			s.other.Person = s.person.ID
			s.save(s.other)
		},
		"a hardship file": func(s *sensitive) {
			h := s.f.New(centre.HardshipType).(*centre.Hardship)
			h.Person, h.Class, h.Cause = s.person.ID, "deep", centre.Cause.Codes[0].Code
			s.save(h)
		},
	} {
		t.Run(what, func(t *testing.T) {
			s := newSensitive(t)
			do(s)
			s.restrict(s.f.Me().ID)
			if Restricted(s.get(centre.PersonType, s.person.ID)) {
				t.Error("she was restricted")
			}
			if !Restricted(s.get(centre.CaseType, s.c.ID)) {
				t.Error("the case was not")
			}
		})
	}
}

func TestClosedCaseOfARestrictedPersonStillOpens(t *testing.T) {
	s := newSensitive(t)
	s.other.Person, s.other.State, s.other.Outcome = s.person.ID, "closed", centre.Outcome.Codes[0].Code
	s.save(s.other)
	s.restrict(s.f.Me().ID)
	s.f.as("示例咨询员")
	r, err := s.f.OpenCase(s.other.ID)
	if err != nil || r.Person != nil {
		t.Errorf("person %v, %v", r.Person != nil, err)
	}
}

func TestRestrictingTwiceTakesAnotherKey(t *testing.T) {
	s := newSensitive(t)
	me := s.f.Me().ID
	s.restrict(me, s.colleague)
	if _, err := s.f.Restrict(t.Context(), s.c.ID, []field.ID{me}); !problem(err, "restrict.already") {
		t.Errorf("restricting what is restricted: %v", err)
	}
	if _, err := s.f.Unrestrict(t.Context(), s.c.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.f.Unrestrict(t.Context(), s.c.ID); !problem(err, "restrict.not") {
		t.Errorf("opening what is open: %v", err)
	}
	s.restrict(me)
	s.f.as("示例同事")
	if _, err := s.f.Get(centre.CaseType, s.c.ID); !errors.Is(err, field.Locked) {
		t.Errorf("who was named before and is not now: %v", err)
	}
}

func TestUndoOfARestrictionAndOfAStepAfterIt(t *testing.T) {
	s := newSensitive(t)
	c := s.restrict(s.f.Me().ID)
	if _, err := s.f.Undo(t.Context(), c.Seq); err != nil {
		t.Fatal(err)
	}
	s.f.as("示例咨询员")
	same(t, "undone", s.open(), map[string]int{"case": 2, "person": 1, "step": 2, "consent": 1, "appointment": 1, "attachment": 1})
}

func TestUndoOpensNoRestrictedCaseForWhoMayNotRestrict(t *testing.T) {
	s := newSensitive(t)
	counsellor := s.f.find("示例咨询员").ID
	c := s.restrict(s.f.Me().ID, counsellor)
	s.f.as("示例咨询员")
	if _, err := s.f.Undo(t.Context(), c.Seq); !errors.Is(err, field.Denied) {
		t.Errorf("undo: %v", err)
	}
}

func TestRestrictingNeedsTheRightAndFittingNames(t *testing.T) {
	s := newSensitive(t)
	organiser := s.f.add("示例组织员", centre.RoleOrganiser)
	me := s.f.Me().ID
	for what, names := range map[string][]field.ID{"nobody": nil, "an organiser": {me, organiser}, "no account": {{7}}} {
		if _, err := s.f.Restrict(t.Context(), s.c.ID, names); !problem(err, "restrict.need.names") && !problem(err, "restrict.need.cases") {
			t.Errorf("named: %s: %v", what, err)
		}
	}
	if slices.ContainsFunc(s.f.Nameable(), func(a store.AccountInfo) bool { return a.ID == organiser }) {
		t.Error("an organiser is offered")
	}
	s.f.as("示例咨询员")
	if _, err := s.f.Restrict(t.Context(), s.c.ID, []field.ID{s.f.Me().ID}); !errors.Is(err, field.Denied) {
		t.Errorf("a counsellor restricts: %v", err)
	}
}

func TestNamingOneMore(t *testing.T) {
	s := newSensitive(t)
	s.restrict(s.f.Me().ID)
	if _, err := s.f.NameOn(t.Context(), s.c.ID, s.colleague); err != nil {
		t.Fatal(err)
	}
	s.f.as("示例同事")
	if _, err := s.f.OpenCase(s.c.ID); err != nil {
		t.Errorf("named later: %v", err)
	}
}

func TestWhoIsTakenOffOpensNothingAnyMore(t *testing.T) {
	s := newSensitive(t)
	me := s.f.Me().ID
	s.restrict(me, s.colleague)
	if err := s.f.NameOff(t.Context(), s.c.ID, me, nil); !problem(err, "restrict.self") {
		t.Errorf("taking oneself off: %v", err)
	}
	for range 2 { // the second time there is nothing to take away
		if err := s.f.NameOff(t.Context(), s.c.ID, s.colleague, nil); err != nil {
			t.Fatal(err)
		}
	}
	stepOf(t, s.f.Office, s.c, "之后的内容")
	if named, err := s.f.Named(s.c.ID); err != nil || len(named) != 1 || named[0].ID != me {
		t.Errorf("named are %d, %v", len(named), err)
	}
	if left := s.f.store.Unsealed(); len(left) > 0 {
		t.Errorf("not sealed anew: %v", left)
	}
	s.f.as("示例同事")
	same(t, "taken off", s.open(), map[string]int{"case": 1, "person": 0, "step": 0, "consent": 0, "appointment": 0, "attachment": 0})
}

// problem reports whether err asks the person to mend something with that sentence.
func problem(err error, say string) bool {
	var ps field.Problems
	return errors.As(err, &ps) && slices.ContainsFunc(ps, func(p field.Problem) bool { return p.Say == say })
}
