package office

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// temporary makes the system's place for temporary files a folder of the test's.
func temporary(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, dir)
	}
	return dir
}

func TestTheBenchMeasuresAllGoalsAndLeavesNothing(t *testing.T) {
	dir := temporary(t)
	got, err := Bench(t.Context(), Benching{Cases: 60, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	if got.Cases != 60 || got.Records < 120 {
		t.Errorf("%d cases, %d records", got.Cases, got.Records)
	}
	var keys []string
	for _, m := range got.Measures {
		keys = append(keys, m.Key)
		if m.Value <= 0 && m.Key != "heap" || m.Peer != "" && m.Ratio <= 0 && m.Key != "heap" {
			t.Errorf("%s: %v, ratio %v", m.Key, m.Value, m.Ratio)
		}
		for _, l := range say.Langs() {
			if b := say.For(l); !b.Has("bench."+m.Key) || m.Peer != "" && !b.Has("bench.peer."+m.Peer) {
				t.Errorf("no words for %s against %q in %s", m.Key, m.Peer, l)
			}
		}
	}
	for key := range goals {
		if !slices.Contains(keys, key) && key != "unlock.cold" {
			t.Errorf("%s has a goal and is not measured", key)
		}
	}
	if left := names(t, dir); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestABenchThatIsStoppedLeavesNothing(t *testing.T) {
	dir := temporary(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Bench(ctx, Benching{Cases: 60, Now: time.Now, Tell: func(int, int) { cancel() }})
	if !errors.Is(err, field.Cancelled) {
		t.Errorf("error %v, want cancelled", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%d left behind, %v", len(left), err)
	}
}

func TestGoalsAreMostOrLeast(t *testing.T) {
	for _, c := range []struct {
		m    Measure
		want bool
	}{
		{Measure{Value: 3, Goal: 3}, true}, {Measure{Value: 4, Goal: 3}, false}, {Measure{Value: 9, Ratio: 1.1, Peer: "bbolt", Goal: 1.25}, true},
		{Measure{Value: 1, Ratio: 1.3, Peer: "bbolt", Goal: 1.25}, false}, {Measure{Value: 1, Goal: 2, Least: true}, false}, {Measure{Value: 7}, true},
	} {
		if got := c.m.Met(); got != c.want {
			t.Errorf("%+v: met %v", c.m, got)
		}
	}
}
