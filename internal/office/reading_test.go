package office

import (
	"errors"
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

func putAll(t *testing.T, of *Office, rs ...field.Record) uint64 {
	t.Helper()
	c, err := of.Save(t.Context(), rs...)
	if err != nil {
		t.Fatal(err)
	}
	return c.Seq
}

func eventOf(t *testing.T, of *Office, id field.ID) *centre.Event {
	t.Helper()
	e, err := store.As[*centre.Event](of.Get(centre.EventType, id))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// peopleReadings are the readings of how many came, as "how many known way used".
func peopleReadings(t *testing.T, of *Office, event field.ID) (out []string) {
	t.Helper()
	all, err := of.Readings(event)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if r.Key == "people" {
			out = append(out, r.Count.Plain()+" "+string(r.Known())+" "+r.Way+" "+r.Used.String())
		}
		if r.By == "" || r.At == 0 {
			t.Errorf("a reading of %s without who or when", r.Key)
		}
	}
	return out
}

func people(n int64, known field.Known) field.Count {
	c := field.Exactly(n, "人")
	c.Known = known
	return c
}

// TestWhatIsKnownInSeveralWaysStaysApart: what was declared, registered, typed and counted live each leaves a reading; taking one into
// use loses none, and the event always holds the one that is marked.
func TestWhatIsKnownInSeveralWaysStaysApart(t *testing.T) {
	of, event, _ := countedEvent(t)
	e := eventOf(t, of, event)
	e.People = people(200, field.ByDeclare)
	putAll(t, of, e)
	if got, want := peopleReadings(t, of, event), []string{"200人 declared typed yes"}; !slices.Equal(got, want) {
		t.Fatalf("typed: %q", got)
	}
	registered, err := of.NewPart(centre.ReadingType, event)
	if err != nil {
		t.Fatal(err)
	}
	registered.(*centre.Reading).Key, registered.(*centre.Reading).Count = "people", people(260, field.ByRegister)
	putAll(t, of, registered)
	if got := eventOf(t, of, event).People; got != people(200, field.ByDeclare) {
		t.Errorf("who registered became who came: %v", got)
	}
	if _, err := of.CountTaps(t.Context(), event, Tap{By: 187}); err != nil {
		t.Fatal(err)
	}
	if _, err := of.UseCounting(t.Context(), event); err != nil {
		t.Fatal(err)
	}
	want := []string{"200人 declared typed ", "260人 registered typed ", "187人 counted live yes"}
	if got := peopleReadings(t, of, event); !slices.Equal(got, want) {
		t.Errorf("counted: %q", got)
	}
	all, _ := of.Readings(event)
	if _, err := of.UseReading(t.Context(), all[0].ID); err != nil {
		t.Fatal(err)
	}
	want = []string{"200人 declared typed yes", "260人 registered typed ", "187人 counted live "}
	if got := peopleReadings(t, of, event); !slices.Equal(got, want) {
		t.Errorf("the declared one in use again: %q", got)
	}
	if got := eventOf(t, of, event).People; got != people(200, field.ByDeclare) {
		t.Errorf("the event says %v", got)
	}
}

// TestASlipIsNoSecondReading: the same person puts her own figure of today right; the history has what she typed first.
func TestASlipIsNoSecondReading(t *testing.T) {
	of, event, _ := countedEvent(t)
	for _, n := range []int64{2000, 200} {
		e := eventOf(t, of, event)
		e.People = people(n, field.ByDeclare)
		putAll(t, of, e)
	}
	if got := peopleReadings(t, of, event); !slices.Equal(got, []string{"200人 declared typed yes"}) {
		t.Errorf("readings %q", got)
	}
	e := eventOf(t, of, event)
	e.People = people(200, field.ByEstimate)
	putAll(t, of, e)
	if got := peopleReadings(t, of, event); len(got) != 2 {
		t.Errorf("another way to know it is another reading: %q", got)
	}
}

// TestTheFirstReadingOfAnEmptyFigureIsUsed: and a zero that somebody counted is a count; clearing the figure leaves its reading.
func TestTheFirstReadingOfAnEmptyFigureIsUsed(t *testing.T) {
	of, event, _ := countedEvent(t)
	r, err := of.NewPart(centre.ReadingType, event)
	if err != nil {
		t.Fatal(err)
	}
	r.(*centre.Reading).Key, r.(*centre.Reading).Count = "people", field.Count{HasValue: true, Known: field.ByCount}
	putAll(t, of, r)
	if got := eventOf(t, of, event).People; got != people(0, field.ByCount) || got.IsZero() {
		t.Errorf("the event says %v", got)
	}
	if got := peopleReadings(t, of, event); !slices.Equal(got, []string{"0人 counted typed yes"}) {
		t.Errorf("readings %q", got)
	}
	e := eventOf(t, of, event)
	e.People = field.Count{}
	putAll(t, of, e)
	if got := peopleReadings(t, of, event); !slices.Equal(got, []string{"0人 counted typed "}) {
		t.Errorf("cleared: %q", got)
	}
	again, err := store.As[*centre.Reading](of.Get(centre.ReadingType, r.Base().ID))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.UseReading(t.Context(), again.ID); err != nil {
		t.Fatal(err)
	}
	again, _ = store.As[*centre.Reading](of.Get(centre.ReadingType, again.ID))
	again.Count = people(3, field.ByCount)
	putAll(t, of, again)
	if got := eventOf(t, of, event).People; got != people(3, field.ByCount) {
		t.Errorf("a reading in use was put right, the event says %v", got)
	}
}

// TestUndoOfAFigureTakesItsReadingBack: the event and its readings go together.
func TestUndoOfAFigureTakesItsReadingBack(t *testing.T) {
	of, event, _ := countedEvent(t)
	e := eventOf(t, of, event)
	e.People = people(90, field.ByDeclare)
	putAll(t, of, e)
	e = eventOf(t, of, event)
	e.People = people(81, field.ByCount)
	seq := putAll(t, of, e)
	if got := peopleReadings(t, of, event); !slices.Equal(got, []string{"90人 declared typed ", "81人 counted typed yes"}) {
		t.Errorf("readings %q", got)
	}
	if _, err := of.Undo(t.Context(), seq); err != nil {
		t.Fatal(err)
	}
	if got := peopleReadings(t, of, event); !slices.Equal(got, []string{"90人 declared typed yes"}) {
		t.Errorf("after the undo %q", got)
	}
}

// TestFiguresFromBeforeReadingsAreNotLost: a figure that was saved without a reading becomes one when another takes its place.
func TestFiguresFromBeforeReadingsAreNotLost(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind, e.People = "旧活动", "lecture", people(55, field.ByEstimate)
	if _, err := of.perform(t.Context(), "old", func(v *verb) error { return v.Put(e) }); err != nil {
		t.Fatal(err)
	}
	e = eventOf(t, of, e.ID)
	e.People = people(61, field.BySign)
	putAll(t, of, e)
	if got := peopleReadings(t, of, e.ID); !slices.Equal(got, []string{"55人 estimated typed ", "61人 signed typed yes"}) {
		t.Errorf("readings %q", got)
	}
}

func TestUsingAReadingThatIsGone(t *testing.T) {
	of, event, _ := countedEvent(t)
	e := eventOf(t, of, event)
	e.People = people(5, field.ByCount)
	putAll(t, of, e)
	all, err := of.Readings(event)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Delete(t.Context(), all[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := of.UseReading(t.Context(), all[0].ID); !errors.Is(err, field.NotFound) {
		t.Errorf("a deleted reading was used: %v", err)
	}
}
