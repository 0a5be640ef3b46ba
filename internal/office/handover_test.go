package office

import (
	"errors"
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// leaving is somebody with three open cases, one of them restricted to her and one person more, and one that is closed.
func leaving(t *testing.T) (*sensitive, []*centre.Case) {
	s := newSensitive(t)
	var all []*centre.Case
	for range 2 {
		all = append(all, enquiry(t, s.f.Office))
	}
	done := enquiry(t, s.f.Office)
	done.State, done.Outcome = "closed", "advised"
	s.save(done)
	return s, append(all, s.other, s.c)
}

func TestEverythingOpenGoesToTheSuccessorInOneChange(t *testing.T) {
	s, _ := leaving(t)
	o := s.f.Office
	me := o.Me().Name
	before, err := o.Workbench(me)
	if err != nil || len(before.Cases) == 0 {
		t.Fatalf("%d open cases, %v", len(before.Cases), err)
	}
	if people, err := o.People(); err != nil || s.f.find(me).Open != len(before.Cases) {
		t.Errorf("%+v, %v", people, err)
	}
	one := before.Cases[0].ID
	done, change, err := o.HandOver(t.Context(), HandingOver{From: me, To: "示例同事", Note: "都已通知", Notes: map[field.ID]string{one: "单独说明"}})
	if err != nil || done.Cases != len(before.Cases) || len(done.Stay) != 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	after, err := o.Workbench("示例同事")
	if err != nil || len(after.Cases) != len(before.Cases) {
		t.Fatalf("the successor has %d cases, %v", len(after.Cases), err)
	}
	if mine, _ := o.Workbench(me); len(mine.Cases) != 0 {
		t.Errorf("%d cases stayed", len(mine.Cases))
	}
	notes := map[field.ID]string{}
	for _, c := range after.Cases {
		ps, err := partsOf[*centre.Handover](o, centre.HandoverType, c.ID)
		if err != nil || len(ps) != 1 || ps[0].From != me || ps[0].To != "示例同事" || ps[0].At == 0 {
			t.Fatalf("handover of a case: %v, %v", ps, err)
		}
		notes[c.ID] = ps[0].Note
	}
	if notes[one] != "单独说明\n都已通知" {
		t.Errorf("note %q", notes[one])
	}
	if _, err := o.Undo(t.Context(), change.Seq); err != nil {
		t.Fatal(err)
	}
	if back, _ := o.Workbench(me); len(back.Cases) != len(before.Cases) {
		t.Errorf("%d cases came back of %d", len(back.Cases), len(before.Cases))
	}
}

func TestAnAppointmentGoesAlongWithItsCase(t *testing.T) {
	s := newSensitive(t)
	o := s.f.Office
	next := o.New(centre.CounsellorType).(*centre.Counsellor)
	next.Name = "示例丁"
	s.save(next)
	done, _, err := o.HandOver(t.Context(), HandingOver{From: o.Me().Name, To: "示例丁", Cases: []field.ID{s.c.ID}})
	if err != nil || done.Cases != 1 || done.Appointments != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	w, err := o.Workbench("示例丁")
	if err != nil || len(w.Appointments) != 1 || len(w.Cases) != 1 {
		t.Fatalf("%d appointments, %d cases, %v", len(w.Appointments), len(w.Cases), err)
	}
}

func TestARestrictedCaseStaysWhereTheSuccessorCannotOpenIt(t *testing.T) {
	s := newSensitive(t)
	o := s.f.Office
	if _, err := o.Restrict(t.Context(), s.c.ID, []field.ID{o.Me().ID}); err != nil {
		t.Fatal(err)
	}
	done, _, err := o.HandOver(t.Context(), HandingOver{From: o.Me().Name, To: "示例同事"})
	if err != nil || done.Cases != 1 || !slices.Equal(done.Stay, []Staying{{s.c.Number, StaysUnnamed}}) {
		t.Fatalf("%+v, %v", done, err)
	}
	if _, err := o.NameOn(t.Context(), s.c.ID, s.colleague); err != nil {
		t.Fatal(err)
	}
	if done, _, err = o.HandOver(t.Context(), HandingOver{From: o.Me().Name, To: "示例同事"}); err != nil || done.Cases != 1 || done.Stay != nil {
		t.Fatalf("%+v, %v", done, err)
	}
}

func TestOnlyWhoApprovesHandsOverWhatIsNotHers(t *testing.T) {
	s := newSensitive(t)
	from := s.f.Me().Name
	o := s.f.as("示例同事")
	_, _, err := o.HandOver(t.Context(), HandingOver{From: from, To: "示例咨询员"})
	if !errors.Is(err, field.Denied) {
		t.Fatalf("%v", err)
	}
	for _, to := range []string{"", "示例同事", "示例查无此人"} {
		_, _, err := o.HandOver(t.Context(), HandingOver{From: "示例同事", To: to})
		var ps field.Problems
		if !errors.As(err, &ps) || ps[0].Field != "to" {
			t.Errorf("to %q: %v", to, err)
		}
	}
}

func TestAFlagStandsUntilWhomItIsForAnswers(t *testing.T) {
	s := newSensitive(t)
	o := s.f.Office
	if _, _, err := o.Flag(t.Context(), Flagging{Case: s.c.ID, To: "示例同事", Reason: " "}); err == nil {
		t.Error("a flag without a reason was taken")
	}
	f, _, err := o.Flag(t.Context(), Flagging{Case: s.c.ID, To: "示例同事", Reason: "请看证据"})
	if err != nil {
		t.Fatal(err)
	}
	all, err := o.Workloads()
	if err != nil || len(all) != 1 || all[0].Flags != 1 || all[0].Open != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	other := s.f.as("示例咨询员")
	if _, err := other.AnswerFlag(t.Context(), f.ID, "看过"); !errors.Is(err, field.Denied) {
		t.Errorf("somebody else answered: %v", err)
	}
	o = s.f.as("示例同事")
	w, err := o.Workbench("示例同事")
	if err != nil || len(w.Flags) != 1 {
		t.Fatalf("%d flags, %v", len(w.Flags), err)
	}
	if _, err := o.AnswerFlag(t.Context(), f.ID, "改走仲裁"); err != nil {
		t.Fatal(err)
	}
	got, err := store.As[*centre.Supervision](o.Get(centre.SupervisionType, f.ID))
	if err != nil || got.Stands() || got.Answerer != "示例同事" {
		t.Fatalf("%+v, %v", got, err)
	}
	if w, _ = o.Workbench("示例同事"); len(w.Flags) != 0 {
		t.Error("an answered flag still stands")
	}
}

func TestHighRiskStandsFirstThenWhatRunsOut(t *testing.T) {
	s, all := leaving(t)
	o := s.f.Office
	late := o.New(centre.DeadlineType).(*centre.Deadline)
	late.Case, late.Rule, late.Trigger, late.Computed = all[1].ID, "ARB_LIM", o.Today().Add(-365), o.Today().Add(-1)
	high, err := store.As[*centre.Case](o.Get(centre.CaseType, all[0].ID))
	if err != nil {
		t.Fatal(err)
	}
	high.Risk = "high"
	s.save(high, late)
	w, err := o.Workbench(o.Me().Name)
	if err != nil || w.Cases[0].ID != all[0].ID || w.Cases[1].ID != all[1].ID || w.Cases[1].Next != late.Computed {
		t.Fatalf("%+v, %v", w.Cases, err)
	}
	loads, err := o.Workloads()
	if err != nil || loads[0].High != 1 || loads[0].Late != 1 {
		t.Errorf("%+v, %v", loads, err)
	}
}

// TestAPromiseLongOverIsOnTheDesk until something was done in its case.
func TestAPromiseLongOverIsOnTheDesk(t *testing.T) {
	s, all := leaving(t)
	o := s.f.Office
	step := func(of field.ID, ago int, due field.Day) *centre.Step {
		r := o.New(centre.StepType).(*centre.Step)
		r.Case, r.At, r.Service, r.What, r.NextDue = of, field.MomentOf(s.f.Now().AddDate(0, 0, -ago)), "advice", "样本", due
		return r
	}
	long := o.Today().Add(-200)
	s.save(step(all[0].ID, 250, long), step(all[1].ID, 250, long), step(all[1].ID, 100, field.Day{}))
	w, err := o.Workbench(o.Me().Name)
	if err != nil {
		t.Fatal(err)
	}
	owed := map[field.ID]int{}
	for _, k := range w.Clocks {
		if k.Day == long {
			owed[k.Case]++
		}
	}
	if owed[all[0].ID] != 1 || owed[all[1].ID] != 0 {
		t.Errorf("the idle case has %d, the other %d", owed[all[0].ID], owed[all[1].ID])
	}
}

// BenchmarkWorkbenchOf100000 opens the desk of whoever has the most, and counts what everybody has in hand, in a folder with 100,000
// cases of five years.
func BenchmarkWorkbenchOf100000(b *testing.B) {
	of := busy(b, 100_000)
	all, err := of.Workloads()
	if err != nil || len(all) == 0 {
		b.Fatal(err)
	}
	b.Run("desk", func(b *testing.B) {
		for b.Loop() {
			if _, err := of.Workbench(all[0].Handler); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("loads", func(b *testing.B) {
		for b.Loop() {
			if _, err := of.Workloads(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkDesks opens one desk and the loads of all, in a folder with 100,000 cases of five years.
func BenchmarkDesks(b *testing.B) {
	of := busy(b, 100_000)
	rows, err := of.List(centre.CaseType, store.Query{Sort: "handler", Desc: true, Limit: 1})
	if err != nil || rows.Len() != 1 {
		b.Fatal(err)
	}
	handler := rows.At(0).(*centre.Case).Handler
	b.Run("one", func(b *testing.B) {
		for b.Loop() {
			if _, err := of.Workbench(handler); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if _, err := of.Workloads(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// TestWhoeverLooksAtTheSampleHasADesk: a screen that is empty shows nobody what it is for.
func TestWhoeverLooksAtTheSampleHasADesk(t *testing.T) {
	of, _, _ := testOffice(t, Founding{Sample: true})
	w, err := of.Workbench(of.Me().Name)
	if err != nil || len(w.Cases) == 0 || len(w.Clocks) == 0 {
		t.Fatalf("%+v, %v", w, err)
	}
	if all, err := of.Workloads(); err != nil || len(all) < 3 {
		t.Errorf("the cases have %d handlers, %v", len(all), err)
	}
}
