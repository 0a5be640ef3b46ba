package office

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Benching says what is to be measured.
type Benching struct {
	Cases int
	Now   func() time.Time // what times are taken with
	Tell  store.Progress   // may be nil
}

// Benched is what was measured.
type Benched struct {
	Cases    int
	Records  int // cases with their persons, employers and steps
	Measures []Measure
}

// Measure is one thing measured. Where a peer did the same work in turns with ours, Ratio is what counts: times and sizes as
// ours ÷ peer, rates as ours ÷ peer too.
type Measure struct {
	Key   string  // say has bench.<key>
	Value float64 // in Unit
	Unit  string  // ms, /s, MiB, bytes
	Peer  string  // bbolt, cbor, limit; empty: none
	Ratio float64 // 0: none
	Goal  float64 // 0: none for this size
	Least bool    // the goal is the least, not the most
}

// Judged is the figure that the goal is about.
func (m Measure) Judged() float64 {
	if m.Peer != "" {
		return m.Ratio
	}
	return m.Value
}

// Met reports whether the goal is met; a measure without one meets it.
func (m Measure) Met() bool {
	switch {
	case m.Goal == 0:
		return true
	case m.Least:
		return m.Judged() >= m.Goal
	}
	return m.Judged() <= m.Goal
}

// goals are those of the design, for up to goalCases cases: times in milliseconds, ratios to the peer.
var goals = map[string]float64{
	"edit": 1.25, "unlock.warm": 50, "unlock.cold": 250, "page": 1, "sort": 2, "filter": 0.5, "search": 10, "heap": 1, "size": 1.7,
}

const (
	goalCases  = 100_000
	benchPass  = "no secret: all of it is invented"
	benchSeed  = 7
	benchTurns = 5
)

// bench is a measuring under way.
type bench struct {
	Benching
	dir   string
	o     Options
	of    *Office
	bare  *store.Bare
	out   Benched
	plain int64 // bytes of CBOR
	text  int64 // characters that are searched
	steps int
}

// Bench measures what the design sets goals for, in a temporary folder that is removed again: invented cases are imported, opened,
// listed, searched, edited and checked, in turns with a bare bbolt file where that is the peer.
func Bench(ctx context.Context, b Benching) (_ Benched, err error) {
	dir, err := os.MkdirTemp("", "halfsky-bench-")
	if err != nil {
		return Benched{}, fmt.Errorf("bench: %w", err)
	}
	m := &bench{Benching: b, dir: dir}
	defer func() { err = errors.Join(err, m.clear()) }()
	m.out.Cases = b.Cases
	m.o = Options{Now: b.Now, Zone: fake.Zone, Anchor: filepath.Join(dir, "anchor")}.Cheap()
	steps := []func(context.Context) error{m.imported, m.unlocked, m.read, m.edited, m.checked}
	for _, step := range steps {
		if ctx.Err() != nil {
			return m.out, fmt.Errorf("bench: %w", field.Cancelled)
		}
		if err := step(ctx); err != nil {
			return m.out, fmt.Errorf("bench: %w", err)
		}
		if m.steps++; m.Tell != nil {
			m.Tell(m.steps, len(steps))
		}
	}
	return m.out, nil
}

// clear closes what is open and removes the folder.
func (m *bench) clear() error {
	var errs []error
	if m.of != nil {
		errs = append(errs, m.of.Close())
	}
	if m.bare != nil {
		errs = append(errs, m.bare.Close())
	}
	if err := errors.Join(append(errs, os.RemoveAll(m.dir))...); err != nil {
		return fmt.Errorf("clear bench: %w", err)
	}
	return nil
}

func (m *bench) add(x Measure) {
	if m.Cases <= goalCases {
		x.Goal = goals[x.Key]
	}
	m.out.Measures = append(m.out.Measures, x)
}

// took is how long do takes.
func (m *bench) took(do func() error) (time.Duration, error) {
	begin := m.Now()
	err := do()
	return m.Now().Sub(begin), err
}

// imported fills the folder in batches of a thousand, each in turn with the same bytes through bbolt alone.
func (m *bench) imported(ctx context.Context) error {
	s, err := store.Create(m.data(), store.Founder{Name: "bench", Passphrase: benchPass, Role: RoleInCharge}, m.o.store())
	if err != nil {
		return err
	}
	m.of = start(s, m.o)
	if m.bare, err = store.NewBare(filepath.Join(m.dir, "bare.db")); err != nil {
		return err
	}
	form := store.NewPlainForm()
	var ours, peer []float64 // milliseconds a record
	err = fake.New(benchSeed, m.of.Today()).Many(m.Cases, func(rs []field.Record) error {
		plain := make([][]byte, len(rs))
		for i, r := range rs {
			plain[i] = form.Of(r)
			m.plain += int64(len(plain[i]))
			m.text += searched(r)
		}
		times, err := m.inTurn(len(ours)%2 == 1,
			func() error { return m.of.saveSample(ctx, rs) },
			func() error { return m.bare.Add(plain...) })
		n := float64(len(rs))
		ours, peer, m.out.Records = append(ours, times[0]/n), append(peer, times[1]/n), m.out.Records+len(rs)
		return err
	})
	if err != nil {
		return err
	}
	m.add(Measure{Key: "import", Value: 1000 / median(ours), Unit: "/s", Peer: "bbolt", Ratio: median(peer) / median(ours), Least: true})
	if err := m.of.furnish(ctx, Founding{Centre: "bench"}, nil); err != nil {
		return err
	}
	size := float64(m.of.Folder().Size)
	m.add(Measure{Key: "size", Value: size / (1 << 20), Unit: "MiB", Peer: "cbor", Ratio: size / float64(m.plain)})
	return m.shut()
}

func (m *bench) data() string { return filepath.Join(m.dir, "data") }

func (m *bench) shut() error {
	of := m.of
	m.of = nil
	return of.Close()
}

// inTurn does both, the second first when turned, and returns the milliseconds each took.
func (m *bench) inTurn(turned bool, both ...func() error) (ms [2]float64, err error) {
	for i := range both {
		if turned {
			i = 1 - i
		}
		d, err := m.took(both[i])
		if err != nil {
			return ms, err
		}
		ms[i] = float64(d) / 1e6
	}
	return ms, nil
}

// searched counts the characters of a record that a search looks through.
func searched(r field.Record) (n int64) {
	for _, s := range r.Type().With(field.InSearch) {
		if p, ok := s.Pointer(r).(*string); ok {
			n += int64(len([]rune(*p)))
		}
	}
	return n
}

func median(xs []float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(xs))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}
