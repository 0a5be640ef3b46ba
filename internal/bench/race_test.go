package bench

import (
	"slices"
	"testing"
	"time"
)

// hand is one way to do a piece of work.
type hand struct {
	name  string
	ready func() // made before each turn, not timed; may be nil
	do    func() error
}

// race lets hands do the same work in turns: what disk and processor do beside hits all alike. The first hand is ours.
func race(b *testing.B, hands ...hand) {
	b.Helper()
	took := make([][]time.Duration, len(hands))
	for b.Loop() {
		for i, h := range hands {
			if h.ready != nil {
				h.ready()
			}
			start := time.Now()
			if err := h.do(); err != nil {
				b.Fatalf("%s: %v", h.name, err)
			}
			took[i] = append(took[i], time.Since(start))
		}
	}
	b.ReportMetric(0, "ns/op") // of all hands together: says nothing, and is not printed
	for i, h := range hands {
		slices.Sort(took[i])
		median := took[i][len(took[i])/2]
		b.ReportMetric(float64(median)/1e6, "ms-"+h.name)
		if i > 0 {
			b.ReportMetric(float64(took[0][len(took[0])/2])/float64(median), "x-"+h.name)
		}
	}
}
