package store

import (
	"context"
	"errors"
	"testing"

	"cn.halfsky/internal/field"
)

// TestLinesTellWhatWasDone: who, when, which verb, how many operations of which kinds, without opening any; entries in between can be
// asked for alone.
func TestLinesTellWhatWasDone(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m, full(2))
	must1(t, s, Verb{Name: "look"}, func(tx *Tx) error {
		tx.Note(Seen, matterType, m.ID, "client")
		tx.Note(Printed, nil, field.ID{}, "")
		return nil
	})
	var all []Line
	if err := s.Lines(t.Context(), 1, 0, func(l Line) { all = append(all, l) }); err != nil {
		t.Fatal(err)
	}
	if uint64(len(all)) != s.Folder().Seq {
		t.Fatalf("%d lines of %d", len(all), s.Folder().Seq)
	}
	saved, looked := all[len(all)-2], all[len(all)-1]
	if saved.Kinds != KindsOf(Made) || saved.Ops != 2 || saved.Who != "某主任" || saved.At == 0 {
		t.Errorf("%+v", saved)
	}
	if looked.Kinds != KindsOf(Seen, Printed) || looked.Verb != "look" || !looked.Kinds.Has(Seen) || looked.Kinds.Has(Made) {
		t.Errorf("%+v", looked)
	}
	if got := s.openKinds(looked.Seq); got != looked.Kinds {
		t.Errorf("the parts hold %b, the header %b", got, looked.Kinds)
	}
	var one []Line
	if err := s.Lines(t.Context(), saved.Seq, saved.Seq, func(l Line) { one = append(one, l) }); err != nil || len(one) != 1 || one[0] != saved {
		t.Errorf("%+v, %v", one, err)
	}
	if e, err := s.Entry(saved.Seq); err != nil || len(e.Ops) != 2 {
		t.Errorf("%+v, %v", e, err)
	}
	if _, err := s.Entry(looked.Seq + 1); !errors.Is(err, field.NotFound) {
		t.Errorf("an entry that is not there: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Lines(ctx, 1, 0, func(Line) {}); !errors.Is(err, field.Cancelled) {
		t.Errorf("stopped: %v", err)
	}
}

func BenchmarkLines(b *testing.B) {
	s := create(b, options())
	for range 2000 {
		put(b, s, full(1))
	}
	for b.Loop() {
		if err := s.Lines(context.Background(), 1, 0, func(Line) {}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/2000, "µs/line")
}
