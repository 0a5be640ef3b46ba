package office

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// enquiry logs a plain enquiry.
func enquiry(t *testing.T, of *Office) *centre.Case {
	t.Helper()
	c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0105", What: "被辞退"})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// stepOf saves a step of a case.
func stepOf(t *testing.T, of *Office, c *centre.Case, what string) *centre.Step {
	t.Helper()
	r, err := of.NewPart(centre.StepType, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	s := r.(*centre.Step)
	s.Service, s.What = "other", what
	if _, err := of.Save(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return s
}

// A number that was given at a save that failed must not come back with the next try: it may be somebody else's by then.
func TestANumberThatWasNotSavedIsNotKept(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	first := of.New(centre.CaseType).(*centre.Case) // without a matter it cannot be saved
	first.Channel = "call"
	var ps field.Problems
	if _, err := of.Save(t.Context(), first); !errors.As(err, &ps) {
		t.Fatalf("error %v, want problems", err)
	}
	if first.Number != "" || first.Rev != 0 {
		t.Errorf("a case that was not saved has number %q, revision %d", first.Number, first.Rev)
	}
	second := enquiry(t, of)
	first.Matter = "0105"
	if _, err := of.Save(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if first.Number == second.Number || first.Number == "" {
		t.Errorf("two cases are numbered %q and %q", first.Number, second.Number)
	}
}

func TestManyAtOnceGetNumbersOfTheirOwn(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	const each = 20
	numbers := make(chan string, 4*each)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range each {
				c, _, err := of.LogEnquiry(context.Background(), Enquiry{Channel: "call", Matter: "0105", Who: "化名小青", What: "…"})
				if err != nil {
					t.Error(err)
					return
				}
				numbers <- c.Number
				// the centre's record changes meanwhile, and with it what numbers are made of
				own, err := of.Centre()
				if err != nil {
					t.Error(err)
					return
				}
				own.Slogan += "。"
				if _, err := of.Save(context.Background(), own); err != nil && !errors.Is(err, field.Clash) {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	close(numbers)
	seen := map[string]bool{}
	for n := range numbers {
		if seen[n] {
			t.Errorf("the number %q was given twice", n)
		}
		seen[n] = true
	}
	if len(seen) != 4*each {
		t.Errorf("%d numbers", len(seen))
	}
}

func TestTheCentreAsReadIsTheCentreAsSaved(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for i := range 3 {
		own, err := of.Centre()
		if err != nil {
			t.Fatal(err)
		}
		own.Slogan = fmt.Sprintf("第%d版", i)
		if _, err := of.Save(t.Context(), own); err != nil {
			t.Fatal(err)
		}
		if again, err := of.Centre(); err != nil || again.Slogan != own.Slogan {
			t.Errorf("read %q, %v after saving %q", again.Slogan, err, own.Slogan)
		}
	}
}

func TestThereIsOneCentreAndItStays(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	own, err := of.Centre()
	if err != nil {
		t.Fatal(err)
	}
	second := centre.CentreType.New().(*centre.Centre)
	second.Name, second.Code = "另一个中心", "另"
	var ps field.Problems
	if _, err := of.Save(t.Context(), second); !errors.As(err, &ps) {
		t.Errorf("a second centre: %v, want problems", err)
	}
	if _, err := of.Delete(t.Context(), own); !errors.As(err, &ps) {
		t.Errorf("deleting the centre: %v, want problems", err)
	}
}

func TestRestoringBringsBackThePartsThatWentAlong(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := enquiry(t, of)
	early, kept := stepOf(t, of, c, "早先删去"), stepOf(t, of, c, "一同删去")
	if _, err := of.Delete(t.Context(), early); err != nil {
		t.Fatal(err)
	}
	r, err := of.Get(centre.CaseType, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Delete(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if _, err := of.OpenCase(c.ID); !errors.Is(err, field.NotFound) {
		t.Errorf("a deleted case opens: %v", err)
	}
	if _, err := of.Restore(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	steps, err := of.Parts(centre.StepType, c.ID)
	if err != nil || len(steps) != 1 || steps[0].Base().ID != kept.ID {
		t.Errorf("%d steps came back, %v; want the one that went with the case", len(steps), err)
	}
}

func TestIncomePerHeadFollowsUntilSomebodyWritesAnother(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	p := of.New(centre.PersonType).(*centre.Person)
	p.Name = "样例职工"
	h := of.New(centre.HardshipType).(*centre.Hardship)
	h.Class, h.Cause, h.Members, h.Income = "deep", "illness", 2, 24_000_00
	if _, err := of.Save(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	h.Person = p.ID
	save := func(want field.Fen) {
		t.Helper()
		if _, err := of.Save(t.Context(), h); err != nil {
			t.Fatal(err)
		}
		if h.Monthly != want {
			t.Errorf("per head and month %d fen, want %d", h.Monthly, want)
		}
	}
	save(1000_00)
	h.Members = 4
	save(500_00)
	h.Outgoings = 30_000_00
	save(0)
	h.Monthly = 123_00
	save(123_00)
	h.Members = 5
	save(123_00)
	if h.Number == "" {
		t.Error("the file has no number")
	}
}

// What leaves the program, or is looked at although it is masked, stands in the journal.
func TestWhatIsSeenAndLeavesIsInTheJournal(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := enquiry(t, of)
	if err := of.Saw(t.Context(), c, "facts"); err != nil {
		t.Fatal(err)
	}
	if err := of.Printed(t.Context(), Report{Reporting: Reporting{Kind: CaseReport, ID: c.ID, Whole: true}}); err != nil {
		t.Fatal(err)
	}
	if err := of.Printed(t.Context(), Report{Reporting: Reporting{Kind: AidReport, From: field.Day{Year: 2026}}}); err != nil {
		t.Fatal(err)
	}
	want := map[store.Kind][]string{store.Seen: {"facts"}, store.Printed: {"case whole", "aid 2026/"}}
	err := of.store.Journal(t.Context(), 1, 0, func(e store.Entry) error {
		for _, op := range e.Ops {
			if left := want[op.Kind]; len(left) > 0 {
				if op.Text != left[0] {
					t.Errorf("the journal says %q, want %q", op.Text, left[0])
				}
				want[op.Kind] = left[1:]
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for kind, left := range want {
		if len(left) > 0 {
			t.Errorf("nothing in the journal of kind %d: %q", kind, left)
		}
	}
}
