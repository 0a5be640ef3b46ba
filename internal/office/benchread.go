package office

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// unlocked opens the folder from its cache, from its cache when no file of it is in memory, and from its records. Deriving the key
// is not measured: it is made cheap here and takes on purpose most of a second elsewhere.
func (m *bench) unlocked(ctx context.Context) error {
	before := heapNow()
	var warm, cold, records []float64
	for range benchTurns {
		for _, way := range []struct {
			times *[]float64
			ready func() (bool, error)
		}{
			{&warm, func() (bool, error) { return true, nil }},
			{&cold, func() (bool, error) { return evict(m.data()) }},
			{&records, func() (bool, error) { return true, os.RemoveAll(filepath.Join(m.data(), "cache")) }},
		} {
			if ctx.Err() != nil {
				return field.Cancelled
			}
			if can, err := way.ready(); err != nil || !can {
				if err != nil {
					return err
				}
				continue
			}
			if err := m.openOnce(way.times); err != nil {
				return err
			}
		}
	}
	m.add(Measure{Key: "unlock.warm", Value: median(warm), Unit: "ms"})
	if len(cold) > 0 {
		m.add(Measure{Key: "unlock.cold", Value: median(cold), Unit: "ms"})
	}
	m.add(Measure{Key: "unlock.records", Value: median(records), Unit: "ms"})
	of, err := Open(m.data(), benchPass, m.o)
	if err != nil {
		return err
	}
	m.of = of
	if _, err := of.Count(centre.CaseType, store.Query{Find: "zx"}); err != nil { // the search text is there too
		return err
	}
	after := heapNow()
	heap := float64(after - min(before, after))
	limit := float64(40<<20 + 2*m.text)
	m.add(Measure{Key: "heap", Value: heap / (1 << 20), Unit: "MiB", Peer: "limit", Ratio: heap / limit})
	return nil
}

func (m *bench) openOnce(times *[]float64) error {
	runtime.GC()
	d, err := m.took(func() (err error) {
		m.of, err = Open(m.data(), benchPass, m.o)
		return err
	})
	if err != nil {
		return err
	}
	*times = append(*times, float64(d)/1e6)
	return m.shut()
}

func heapNow() uint64 {
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

// read does what screens ask for.
func (m *bench) read(ctx context.Context) error {
	asks, err := m.asks()
	if err != nil {
		return err
	}
	times := map[string][]float64{}
	for range benchTurns {
		for _, a := range asks {
			if ctx.Err() != nil {
				return field.Cancelled
			}
			ms, err := m.repeat(a.do)
			if err != nil {
				return err
			}
			times[a.name] = append(times[a.name], ms)
		}
	}
	slowest := map[string]float64{}
	var keys []string
	for _, a := range asks {
		if !slices.Contains(keys, a.key) {
			keys = append(keys, a.key)
		}
		slowest[a.key] = max(slowest[a.key], median(times[a.name]))
	}
	for _, key := range keys {
		m.add(Measure{Key: key, Value: slowest[key], Unit: "ms"})
	}
	return nil
}

// ask is one thing a screen asks; of several under one key the slowest counts.
type ask struct {
	key, name string
	do        func() error
}

func (m *bench) asks() ([]ask, error) {
	list := func(q store.Query) func() error {
		return func() error { _, err := m.of.List(centre.CaseType, q); return err }
	}
	page := func() error {
		rows, err := m.of.List(centre.CaseType, store.Query{})
		for i := 0; err == nil && i < min(50, rows.Len()); i++ {
			_ = centre.CaseType.TitleOf(rows.At(i))
		}
		return err
	}
	closed := field.Day{Year: m.of.Today().Year - 1}.String()
	filter := func() error {
		_, err := m.of.Count(centre.CaseType, store.Query{Where: []store.Cond{
			store.Where("channel", "call"), store.Where("risk", "high"), {Key: "closed", Op: store.Between, Values: []string{closed, closed}},
		}})
		return err
	}
	asks := []ask{
		{"page", "page", page}, {"sort", "sort", list(store.Query{Sort: "received", Desc: true})}, {"filter", "filter", filter},
	}
	words, err := m.words()
	for _, w := range words {
		asks = append(asks, ask{"search", w, list(store.Query{Find: w})})
	}
	return asks, err
}

// words are what is looked for: pieces of what a case says, two of them together, a surname, the initials of a name.
func (m *bench) words() ([]string, error) {
	rows, err := m.of.List(centre.CaseType, store.Query{Where: []store.Cond{{Key: "person", Op: store.Filled}}, Limit: 1})
	if err != nil || rows.Len() == 0 {
		return nil, err
	}
	c, err := store.As[*centre.Case](m.of.Get(centre.CaseType, rows.ID(0)))
	if err != nil {
		return nil, err
	}
	facts, name := []rune(c.Facts), []rune(m.of.Name(c.Person))
	words := []string{string(name[:1]), "zxm"}
	for _, n := range []int{2, 4, 6} {
		if at := len(facts) / 2; at+n < len(facts) {
			words = append(words, string(facts[at:at+n]))
		}
	}
	return append(words, words[0]+" "+words[len(words)-1]), nil
}

// repeat does something often enough for its median to mean something, and returns that in milliseconds.
func (m *bench) repeat(do func() error) (float64, error) {
	var times []float64
	for total := time.Duration(0); len(times) < 5 || total < 50*time.Millisecond && len(times) < 1000; {
		d, err := m.took(do)
		if err != nil {
			return 0, err
		}
		times, total = append(times, float64(d)/1e6), total+d
	}
	return median(times), nil
}

// edited changes one field of a case and saves it for good, in turn with a bbolt file of as many rows in which as many bytes are
// read and replaced.
func (m *bench) edited(ctx context.Context) error {
	rows, err := m.of.List(centre.CaseType, store.Query{Sort: store.ByMade})
	if err != nil || rows.Len() == 0 {
		return err
	}
	rnd := rand.New(rand.NewPCG(benchSeed, 0))
	form := store.NewPlainForm()
	var all, ratios []float64
	for range benchTurns {
		var ours, peer []float64
		for i := range 40 {
			if ctx.Err() != nil {
				return field.Cancelled
			}
			id := rows.ID(rnd.IntN(rows.Len()))
			r, err := m.of.Get(centre.CaseType, id)
			if err != nil {
				return err
			}
			same := form.Of(r)
			times, err := m.inTurn(i%2 == 1,
				func() error {
					_, err := m.of.changeCase(ctx, "change-case", id, func(c *centre.Case) error { c.Claimed++; return nil })
					return err
				},
				func() error { return m.bare.Replace(1+rnd.Uint64N(uint64(m.out.Records)), same) })
			if err != nil {
				return err
			}
			ours, peer = append(ours, times[0]), append(peer, times[1])
		}
		all, ratios = append(all, median(ours)), append(ratios, median(ours)/median(peer))
	}
	m.add(Measure{Key: "edit", Value: median(all), Unit: "ms", Peer: "bbolt", Ratio: median(ratios)})
	return nil
}

// checked opens every record and proves the journal.
func (m *bench) checked(ctx context.Context) error {
	var rates []float64
	for range 3 {
		var rep store.Report
		d, err := m.took(func() (err error) { rep, err = m.of.Check(ctx, nil); return err })
		if err != nil {
			return err
		}
		if !rep.Sound() {
			return fmt.Errorf("the folder of the bench: %w", field.Damaged)
		}
		rates = append(rates, float64(rep.Records)/d.Seconds())
	}
	m.add(Measure{Key: "check", Value: median(rates), Unit: "/s"})
	return nil
}
