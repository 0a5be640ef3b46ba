package office

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

// TestTapsOfTwoHandsWithAClockThatJumps: taps from two sides at once, some taken back, while the clock goes over quarters and back by
// hours. None is lost, and no tally is ever below zero.
func TestTapsOfTwoHandsWithAClockThatJumps(t *testing.T) {
	of, event, _ := countedEvent(t)
	var clock sync.Mutex
	now, jumps := testNow, rand.New(rand.NewPCG(1, 2))
	of.now = func() time.Time {
		clock.Lock()
		defer clock.Unlock()
		now = now.Add(time.Duration(jumps.IntN(40)-18) * time.Minute)
		return now
	}
	const taps, back = 60, 20
	var all sync.WaitGroup
	for range 2 {
		all.Go(func() {
			for i := range taps {
				if _, err := of.CountTaps(t.Context(), event, Tap{Desk: "门口", By: 1}); err != nil {
					t.Error(err)
				}
				if i%(taps/back) == 0 {
					if _, err := of.CountTaps(t.Context(), event, Tap{Desk: "门口", By: -1}); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	tallies, err := of.Tallies(event)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range tallies {
		if x.Plus < x.Minus || x.Minus < 0 {
			t.Errorf("a tally of %d and back %d", x.Plus, x.Minus)
		}
	}
	if got := countingOf(t, of, event); got.Total != 2*(taps-back) || got.Back != 2*back {
		t.Errorf("counted %d, taken back %d", got.Total, got.Back)
	}
	if _, err := of.CountTaps(t.Context(), event, Tap{Desk: "门口", By: -2*(taps-back) - 1}); err == nil {
		t.Error("more was taken back than was counted")
	}
}
