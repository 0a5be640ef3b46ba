package office

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// signedEvent is an office with a training at which people sign in.
func signedEvent(t *testing.T) (*Office, field.ID) {
	t.Helper()
	of, _, _ := testOffice(t, Founding{})
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind, e.State = "示例培训班", "training", "planned"
	putAll(t, of, e)
	return of, e.ID
}

func putOn(t *testing.T, of *Office, event field.ID, walkIn bool, all ...Arrival) []Listed {
	t.Helper()
	out, _, err := of.AddAttendees(t.Context(), event, all, walkIn)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func signingIn(t *testing.T, of *Office, event field.ID) summary.Signing {
	t.Helper()
	all, err := of.Attendees(event)
	if err != nil {
		t.Fatal(err)
	}
	return summary.SigningOf(all)
}

// TestASignInListBecomesTwoReadings: who registered and who came are told apart, walk-ins come and did not register, and the first figure
// of who came is the event's.
func TestASignInListBecomesTwoReadings(t *testing.T) {
	of, event := signedEvent(t)
	org := of.New(centre.OrganisationType).(*centre.Organisation)
	org.Name, org.Short, org.Kind = "示例纺织有限公司", "示例纺织", "employer"
	putAll(t, of, org)
	out := putOn(t, of, event, false, Arrival{Name: "示例甲", Unit: "示例纺织"}, Arrival{Name: "示例乙", Unit: "自由职业", Phone: "138 0000 0001"}, Arrival{Name: "示例甲", Unit: "另一家"},
		Arrival{Name: "示例甲", Unit: "示例纺织有限公司"}, Arrival{Name: "1", Phone: "不详"})
	if out[0].Record.Unit != org.ID || out[1].Record.UnitText != "自由职业" || out[1].Record.Phone != "13800000001" || out[2].Record == nil {
		t.Errorf("listed %+v", out)
	}
	if !out[3].Twice || out[3].Record != nil {
		t.Error("somebody is on the list twice")
	}
	if ps := out[4].Problems; len(ps) != 2 || ps[0].Field != "name" || ps[1].Field != "phone" {
		t.Errorf("to mend: %v", ps)
	}
	if _, err := of.UseSignIn(t.Context(), event); err == nil {
		t.Error("a list nobody signed became a figure")
	}
	if _, err := of.MarkPresent(t.Context(), true, out[0].Record.ID, out[1].Record.ID); err != nil {
		t.Fatal(err)
	}
	putOn(t, of, event, true, Arrival{Name: "示例丙"})
	if got, want := signingIn(t, of, event), (summary.Signing{Listed: 4, Registered: 3, Present: 3, WalkIn: 1}); got != want || got.Absent() != 1 {
		t.Errorf("the list comes to %+v", got)
	}
	if _, err := of.KeepSignIn(t.Context(), event); err != nil {
		t.Fatal(err)
	}
	if got := peopleReadings(t, of, event); !slices.Equal(got, []string{"3人 registered signin ", "3人 signed signin yes"}) {
		t.Errorf("readings %q", got)
	}
	c, err := of.KeepSignIn(t.Context(), event)
	if err != nil || len(c.Touched) > 0 {
		t.Errorf("kept again although nothing is new: %v %v", c.Touched, err)
	}
	if _, err := of.MarkPresent(t.Context(), false, out[1].Record.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := of.UseSignIn(t.Context(), event); err != nil {
		t.Fatal(err)
	}
	if e := eventOf(t, of, event); e.People != people(2, field.BySign) || e.State != "held" {
		t.Errorf("the event says %v, %s", e.People, e.State)
	}
}

// TestNobodyIsNamedAtAClinic: not by the list, not by any other save.
func TestNobodyIsNamedAtAClinic(t *testing.T) {
	of, event, _ := countedEvent(t)
	var ps field.Problems
	if _, _, err := of.AddAttendees(t.Context(), event, []Arrival{{Name: "示例甲"}}, false); !errors.As(err, &ps) || ps[0].Say != "attend.nameless" {
		t.Errorf("somebody was put on the list of a clinic: %v", err)
	}
	a := &centre.Attendee{Event: event, Name: "示例甲"}
	if _, err := of.Save(t.Context(), a); !errors.As(err, &ps) {
		t.Errorf("somebody was saved at a clinic: %v", err)
	}
}

// TestNamesOfAListGoAndTheirNumbersStay: a year after the event its names are due; erasing them keeps how many they were, and a list that
// is begun anew does not touch those numbers.
func TestNamesOfAListGoAndTheirNumbersStay(t *testing.T) {
	of, event := signedEvent(t)
	out := putOn(t, of, event, false, Arrival{Name: "示例甲"}, Arrival{Name: "示例乙"})
	if _, err := of.MarkPresent(t.Context(), true, out[0].Record.ID); err != nil {
		t.Fatal(err)
	}
	day := of.Today()
	due, err := of.Due(t.Context(), field.Day{Year: day.Year + 1, Month: day.Month, Date: day.Date}.Add(1))
	if err != nil {
		t.Fatal(err)
	}
	var targets []Target
	for _, d := range due {
		if d.Class != "signin" || d.Do != centre.Erase {
			t.Errorf("due: %+v", d)
		}
		targets = append(targets, d.Target)
	}
	if len(targets) != 2 {
		t.Fatalf("%d names are due, want 2", len(targets))
	}
	if _, err := of.Erase(t.Context(), targets, nil); err != nil {
		t.Fatal(err)
	}
	if n, err := of.Count(centre.AttendeeType, store.Query{}); n != 0 || err != nil {
		t.Errorf("%d names are left, %v", n, err)
	}
	putOn(t, of, event, true, Arrival{Name: "示例丙"})
	if _, err := of.KeepSignIn(t.Context(), event); err != nil {
		t.Fatal(err)
	}
	want := []string{"2人 registered erased ", "1人 signed erased yes", "1人 signed signin "}
	if got := peopleReadings(t, of, event); !slices.Equal(got, want) {
		t.Errorf("readings %q", got)
	}
}

// TestASheetWithNamesIsAPersonalDocument: masked unless asked for whole, and whole only for a reason.
func TestASheetWithNamesIsAPersonalDocument(t *testing.T) {
	of, event := signedEvent(t)
	putOn(t, of, event, false, Arrival{Name: "示例甲", Phone: "13800000001"})
	for _, whole := range []bool{false, true} {
		r, err := of.Report(t.Context(), Reporting{Kind: SignInReport, ID: event, Whole: whole, Book: say.For(say.ZH)})
		if err != nil {
			t.Fatal(err)
		}
		if r.Document.Public || !slices.Equal(r.Document.Personal, []string{"attendee.name", "attendee.phone"}) {
			t.Errorf("it holds %v", r.Document.Personal)
		}
		if whole != (r.Ground == ByReason) {
			t.Errorf("whole %v: it rests on %q", whole, r.Ground)
		}
		pages, err := r.Document.Layout()
		if err != nil {
			t.Fatal(err)
		}
		if has := strings.Contains(pages.Text(), "示例甲"); has != whole {
			t.Errorf("whole %v: the name stands there: %v", whole, has)
		}
	}
}

// TestAnOrganiserRunsASignIn: with the keys of an organiser, who opens no case.
func TestAnOrganiserRunsASignIn(t *testing.T) {
	of, dir, o := looseOffice(t)
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind = "示例培训班", "training"
	putAll(t, of, e)
	if _, err := of.AddPerson(t.Context(), NewPerson{Name: "示例组织员", Role: centre.RoleOrganiser, Passphrase: testPass + " b"}); err != nil {
		t.Fatal(err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	as, err := Open(dir, testPass+" b", o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := as.Close(); err != nil {
			t.Error(err)
		}
	}()
	out := putOn(t, as, e.ID, false, Arrival{Name: "示例甲"})
	if _, err := as.MarkPresent(t.Context(), true, out[0].Record.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := as.UseSignIn(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	if got := eventOf(t, as, e.ID).People; got != people(1, field.BySign) {
		t.Errorf("the event says %v", got)
	}
}
