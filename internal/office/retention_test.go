package office

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// dueOn lists what is due by class.
func dueOn(t *testing.T, of *Office, day field.Day) map[string]int {
	t.Helper()
	all, err := of.Due(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, d := range all {
		out[d.Class]++
	}
	return out
}

// ended is a case that was settled on a day, with a person, a step and an appointment.
func ended(t *testing.T, of *Office, who string, on field.Day) *centre.Case {
	t.Helper()
	c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0105", Who: who, What: "说过的经过"})
	if err != nil {
		t.Fatal(err)
	}
	stepOf(t, of, c, "谈过的内容")
	r, err := of.Get(centre.CaseType, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	c = r.(*centre.Case)
	c.Enquiry, c.State, c.Outcome, c.Closed, c.Claimed, c.Awarded = field.No, "closed", "mediated", on, 500000, 300000
	save(t, of, c)
	p, err := store.As[*centre.Person](of.Get(centre.PersonType, c.Person))
	if err != nil {
		t.Fatal(err)
	}
	p.Sex, p.Birth, p.Phone, p.Address = "female", field.Day{Year: 1990, Month: 4, Date: 5}, "13900000000", "示例路1号"
	save(t, of, p)
	return c
}

func TestDueIsWhatMustNotBeKeptAnyLonger(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	closed := of.Today()
	c := ended(t, of, "示例甲", closed)
	enquiry(t, of)
	open := enquiry(t, of)
	open.Enquiry, open.State = field.No, "underway"
	save(t, of, open)
	last := field.Day{Year: closed.Year + 5, Month: closed.Month, Date: closed.Date}
	if got := dueOn(t, of, last); got["agreed"] != 0 || got["enquiry"] != 1 {
		t.Errorf("on the last day: %v", got)
	}
	if got := dueOn(t, of, last.Add(1)); !reflect.DeepEqual(got, map[string]int{"agreed": 1, "enquiry": 1}) {
		t.Errorf("on the day after: %v", got)
	}
	target := Target{centre.CaseType, c.ID}
	if _, err := of.Freeze(t.Context(), target, " "); !problem(err, "retention.need.reason") {
		t.Errorf("frozen without a reason: %v", err)
	}
	if _, err := of.Freeze(t.Context(), target, "仲裁尚未结束"); err != nil {
		t.Fatal(err)
	}
	all, err := of.Due(t.Context(), last.Add(1))
	i := slices.IndexFunc(all, func(d Due) bool { return d.ID == c.ID })
	if err != nil || i < 0 || !all[i].Frozen || all[i].Since != closed || all[i].Until != last || all[i].Do != centre.Anonymise {
		t.Fatalf("frozen: %+v, %v", all, err)
	}
	for name, do := range map[string]func() error{
		"erase":     func() error { _, err := of.Erase(t.Context(), []Target{target}, nil); return err },
		"anonymise": func() error { _, err := of.Anonymise(t.Context(), []Target{target}, nil); return err },
	} {
		if err := do(); !problem(err, "retention.frozen") {
			t.Errorf("%s what is frozen: %v", name, err)
		}
	}
	if _, err := of.Unfreeze(t.Context(), target); err != nil {
		t.Fatal(err)
	}
	if _, err := of.Anonymise(t.Context(), []Target{target}, nil); err != nil {
		t.Fatal(err)
	}
	if got := dueOn(t, of, last.Add(1)); got["agreed"] != 0 {
		t.Errorf("due again although it was anonymised: %v", got)
	}
}

func TestDeletedRecordsAreDueAfterAYear(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := enquiry(t, of)
	step := stepOf(t, of, c, "删去的内容")
	if _, err := of.Delete(t.Context(), step); err != nil {
		t.Fatal(err)
	}
	next := field.Day{Year: of.Today().Year + 1, Month: of.Today().Month, Date: of.Today().Date}
	if got := dueOn(t, of, next); got["deleted"] != 0 {
		t.Errorf("on the last day: %v", got)
	}
	if got := dueOn(t, of, next.Add(1)); got["deleted"] != 1 {
		t.Errorf("on the day after: %v", got)
	}
	if _, err := of.Erase(t.Context(), []Target{{centre.StepType, step.ID}}, nil); err != nil {
		t.Errorf("erasing a deleted part: %v", err)
	}
	if got := dueOn(t, of, next.Add(1)); got["deleted"] != 0 {
		t.Errorf("after erasing it: %v", got)
	}
}

func TestPersonIsDueWhenNothingNeedsHer(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := ended(t, of, "示例甲", of.Today())
	p := of.New(centre.PersonType).(*centre.Person)
	p.Name = "示例乙"
	save(t, of, p)
	day := field.Day{Year: of.Today().Year + 4}
	if got := dueOn(t, of, day); got["person"] != 1 {
		t.Errorf("due: %v", got)
	}
	if _, err := of.Erase(t.Context(), []Target{{centre.PersonType, c.Person}}, nil); !problem(err, "retention.used") {
		t.Errorf("erasing a person a case needs: %v", err)
	}
	if _, err := of.Erase(t.Context(), []Target{{centre.PersonType, p.ID}}, nil); err != nil {
		t.Error(err)
	}
	if _, err := of.Get(centre.PersonType, p.ID); !errors.Is(err, field.NotFound) {
		t.Errorf("get: %v", err)
	}
}

func TestYearsCanBeSet(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	ended(t, of, "示例甲", of.Today())
	day := of.Today()
	day.Year += 3
	if got := dueOn(t, of, day); got["agreed"] != 0 {
		t.Fatalf("due: %v", got)
	}
	for _, years := range []int{-1, 101} {
		if _, err := of.KeepFor(t.Context(), "case", "agreed", years); !problem(err, "retention.years") {
			t.Errorf("%d years: %v", years, err)
		}
	}
	if _, err := of.KeepFor(t.Context(), "event", "event", 5); !errors.Is(err, field.NotFound) {
		t.Errorf("years for what is kept for good: %v", err)
	}
	if _, err := of.KeepFor(t.Context(), "case", "agreed", 2); err != nil {
		t.Fatal(err)
	}
	if got := dueOn(t, of, day); got["agreed"] != 1 {
		t.Errorf("after two years: %v", got)
	}
	if _, err := of.KeepFor(t.Context(), "case", "agreed", 0); err != nil {
		t.Fatal(err)
	}
	if got := dueOn(t, of, field.Day{Year: 2200}); got["agreed"] != 0 {
		t.Errorf("kept for good: %v", got)
	}
}

func TestRetentionNeedsTheRights(t *testing.T) {
	f := newTeam(t)
	f.add("示例同事", centre.RoleStaff)
	c := enquiry(t, f.Office)
	f.as("示例同事")
	target := Target{centre.CaseType, c.ID}
	for name, do := range map[string]func() error{
		"erase":     func() error { _, err := f.Erase(t.Context(), []Target{target}, nil); return err },
		"anonymise": func() error { _, err := f.Anonymise(t.Context(), []Target{target}, nil); return err },
		"freeze":    func() error { _, err := f.Freeze(t.Context(), target, "x"); return err },
		"unfreeze":  func() error { _, err := f.Unfreeze(t.Context(), target); return err },
		"years":     func() error { _, err := f.KeepFor(t.Context(), "case", "agreed", 2); return err },
	} {
		if err := do(); !errors.Is(err, field.Denied) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnonymisedAppointmentLetsThePersonGo(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := ended(t, of, "示例甲", of.Today())
	doctor := of.New(centre.CounsellorType).(*centre.Counsellor)
	doctor.Name = "示例丙"
	save(t, of, doctor)
	a := of.New(centre.AppointmentType).(*centre.Appointment)
	a.Date, a.From, a.Counsellor, a.Person, a.Called, a.Topic = of.Today(), "09:00", doctor.ID, c.Person, "示例的称呼", "0105"
	save(t, of, a)
	day := field.Day{Year: of.Today().Year + 3, Month: 12, Date: 31}
	if got := dueOn(t, of, day); got["appointment"] != 1 {
		t.Fatalf("due: %v", got)
	}
	if _, err := of.Anonymise(t.Context(), []Target{{centre.AppointmentType, a.ID}}, nil); err != nil {
		t.Fatal(err)
	}
	r, err := store.As[*centre.Appointment](of.Get(centre.AppointmentType, a.ID))
	if err != nil || r.Person != (field.ID{}) || r.Called != "" || r.Topic != "0105" || r.From != "09:00" {
		t.Errorf("%+v, %v", r, err)
	}
	if n, err := of.Count(centre.PersonType, store.Query{}); err != nil || n != 1 {
		t.Errorf("%d persons, %v", n, err)
	}
	if got := dueOn(t, of, day); got["appointment"] != 0 {
		t.Errorf("due again: %v", got)
	}
}
