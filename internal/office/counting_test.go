package office

import (
	"errors"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// countedEvent is an office with an event to count at, and its clock.
func countedEvent(t *testing.T) (*Office, field.ID, *time.Time) {
	t.Helper()
	of, _, _ := testOffice(t, Founding{})
	now := testNow
	of.now = func() time.Time { now = now.Add(time.Second); return now }
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind = "广场义诊", "clinic"
	if _, err := of.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	return of, e.ID, &now
}

func countingOf(t *testing.T, of *Office, event field.ID) summary.Counting {
	t.Helper()
	all, err := of.Tallies(event)
	if err != nil {
		t.Fatal(err)
	}
	return summary.CountingOf(all)
}

func TestTapsAddUpPerQuarterAndAreTakenBackFromTheNewest(t *testing.T) {
	of, event, now := countedEvent(t)
	tap := func(taps ...Tap) {
		t.Helper()
		if _, err := of.CountTaps(t.Context(), event, taps...); err != nil {
			t.Fatal(err)
		}
	}
	tap(Tap{Desk: "东门", By: 1}, Tap{Desk: "东门", By: 1}, Tap{Desk: "西门", Class: "儿童", By: 3})
	*now = now.Add(20 * time.Minute)
	tap(Tap{Desk: " 东门 ", By: 1})
	tap(Tap{Desk: "东门", By: -2}) // one of this quarter, one of the one before
	c := countingOf(t, of, event)
	if c.Total != 4 || c.Back != 2 || c.Devices != 1 || len(c.Quarters) != 2 || c.Quarters[1].Total != 0 {
		t.Errorf("counted %+v", c)
	}
	if c.Desks[0] != (summary.CountedLine{Name: "东门", Total: 1}) {
		t.Errorf("desks %v", c.Desks)
	}
	_, err := of.CountTaps(t.Context(), event, Tap{Desk: "西门", Class: "儿童", By: 1}, Tap{Desk: "东门", By: -2})
	if ps := (field.Problems{}); !errors.As(err, &ps) || ps[0].Say != "counting.nothing" {
		t.Errorf("taking back more than was counted: %v", err)
	}
	if got := countingOf(t, of, event); got.Total != 4 {
		t.Errorf("a refused row of taps left %d", got.Total)
	}
}

func TestTapsOfAnotherLaptopStayItsOwn(t *testing.T) {
	of, event, _ := countedEvent(t)
	other := &centre.Tally{Event: event, Desk: "东门", Device: "ffff", At: field.MomentOf(testNow), Plus: 40}
	other.ID = of.New(centre.TallyType).Base().ID
	if _, err := of.Save(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	if _, err := of.CountTaps(t.Context(), event, Tap{Desk: "东门", By: 2}); err != nil {
		t.Fatal(err)
	}
	if _, err := of.CountTaps(t.Context(), event, Tap{Desk: "东门", By: -3}); err == nil {
		t.Error("this laptop took back what another had counted")
	}
	if c := countingOf(t, of, event); c.Total != 42 || c.Devices != 2 {
		t.Errorf("counted %d by %d laptops", c.Total, c.Devices)
	}
}

func TestTheLiveCountBecomesTheFigure(t *testing.T) {
	of, event, _ := countedEvent(t)
	if _, err := of.UseCounting(t.Context(), event); err == nil {
		t.Error("an event nobody counted got a figure")
	}
	if _, err := of.CountTaps(t.Context(), event, Tap{By: 1}, Tap{Desk: "东门", By: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := of.UseCounting(t.Context(), event); err != nil {
		t.Fatal(err)
	}
	r, err := of.Get(centre.EventType, event)
	if err != nil {
		t.Fatal(err)
	}
	e := r.(*centre.Event)
	if e.People.Plain() != "2人" || e.People.Known != field.ByCount || e.State != "held" || e.Date != field.DayOf(testNow) {
		t.Errorf("the event says %s, known %q, %s, on %s", e.People, e.People.Known, e.State, e.Date)
	}
}

func TestADeletedEventIsNotCounted(t *testing.T) {
	of, event, _ := countedEvent(t)
	e, err := of.Get(centre.EventType, event)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Delete(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	if _, err := of.CountTaps(t.Context(), event, Tap{By: 1}); !errors.Is(err, field.NotFound) {
		t.Errorf("counting at a deleted event: %v", err)
	}
}

func BenchmarkTap(b *testing.B) {
	of, err := Create(b.Context(), b.TempDir()+"/data", Founding{Centre: "样例", User: "值班员", Passphrase: testPass}, Options{}.Cheap())
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = of.Close() }()
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind = "广场义诊", "clinic"
	if _, err := of.Save(b.Context(), e); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := of.CountTaps(b.Context(), e.ID, Tap{Desk: "东门", By: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
