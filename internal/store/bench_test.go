package store

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"
)

// benchRows is how many cases the benchmarks of reading work on: go test -bench . -rows 1000000
var benchRows = flag.Int("rows", 100_000, "records in the benchmarks of reading")

var big struct {
	sync.Once
	dir string
	o   Options
}

// bigFolder makes the large folder once per run.
func bigFolder(b *testing.B) (string, Options) {
	b.Helper()
	big.Do(func() {
		dir, err := os.MkdirTemp("", "halfsky-bench")
		if err != nil {
			b.Fatal(err)
		}
		big.dir, big.o = filepath.Join(dir, "data"), options()
		s, err := Create(big.dir, Founder{Name: "某主任", Passphrase: secret}, big.o)
		if err != nil {
			b.Fatal(err)
		}
		importRows(b, s, *benchRows)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	})
	return big.dir, big.o
}

func TestMain(m *testing.M) {
	flag.Parse()
	if child := os.Getenv(childEnv); child != "" {
		os.Exit(childMain(child))
	}
	code := m.Run()
	if big.dir != "" {
		if err := os.RemoveAll(filepath.Dir(big.dir)); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	os.Exit(code)
}

func importRows(b testing.TB, s *Store, n int) {
	rnd := rand.New(rand.NewPCG(7, 7))
	for done := 0; done < n; {
		_, err := s.Update(context.Background(), Verb{Name: "import"}, func(tx *Tx) error {
			for range min(1000, n-done) {
				if err := tx.Put(random(rnd, done)); err != nil {
					return err
				}
				done++
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func openBig(b *testing.B) *Store {
	b.Helper()
	dir, o := bigFolder(b)
	s, err := Open(dir, secret, o)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func closeBig(b *testing.B, s *Store) {
	b.Helper()
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkEdit is one durable edit of a record of the large folder, beside the same amount of bytes through bbolt alone; the
// two take turns, so that the disk's moods hit both.
func BenchmarkEdit(b *testing.B) {
	s := openBig(b)
	defer closeBig(b, s)
	bare, err := NewBare(filepath.Join(b.TempDir(), "bare.db"))
	if err != nil {
		b.Fatal(err)
	}
	value := make([]byte, 1920)
	for range 50 {
		vs := make([][]byte, 1000)
		for i := range vs {
			vs[i] = value
		}
		if err := bare.Add(vs...); err != nil {
			b.Fatal(err)
		}
	}
	rows, err := s.List(matterType, Query{})
	if err != nil {
		b.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 1))
	var ours, theirs time.Duration
	n := 0
	for b.Loop() {
		start := time.Now()
		if err := bare.Replace(1+rnd.Uint64N(50_000), value); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		_, err := s.Update(context.Background(), Verb{Name: "edit"}, func(tx *Tx) error {
			m, err := As[*matter](tx.Get(matterType, rows.ID(rnd.IntN(rows.Len()))))
			if err != nil {
				return err
			}
			m.Minutes++
			return tx.Put(m)
		})
		if err != nil {
			b.Fatal(err)
		}
		ours, theirs, n = ours+time.Since(middle), theirs+middle.Sub(start), n+1
	}
	b.ReportMetric(float64(ours.Microseconds())/float64(n), "µs/edit")
	b.ReportMetric(float64(theirs.Microseconds())/float64(n), "µs/bare")
	b.ReportMetric(float64(ours)/float64(theirs), "x-bare")
	if err := bare.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkImport writes 1,000 records per transaction.
func BenchmarkImport(b *testing.B) {
	s := create(b, options())
	rnd := rand.New(rand.NewPCG(7, 7))
	batch := make([]*matter, 1000)
	n := 0
	for b.Loop() {
		b.StopTimer()
		for i := range batch {
			batch[i] = random(rnd, n)
		}
		b.StartTimer()
		_, err := s.Update(context.Background(), Verb{Name: "import"}, func(tx *Tx) error {
			for _, m := range batch {
				if err := tx.Put(m); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		n += len(batch)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "records/s")
	b.ReportMetric(float64(s.Folder().Size)/float64(n), "bytes/record")
}

// BenchmarkUnlock opens the large folder after the passphrase was worked on: from the cache, and from the records.
func BenchmarkUnlock(b *testing.B) {
	for _, from := range []string{"cache", "records"} {
		b.Run(from, func(b *testing.B) {
			dir, o := bigFolder(b)
			s, err := Open(dir, secret, o)
			if err != nil {
				b.Fatal(err)
			}
			slot, account, o := s.slot, s.account, s.o
			closeBig(b, s)
			for b.Loop() {
				b.StopTimer()
				if from == "records" {
					if err := os.RemoveAll(filepath.Join(dir, cacheDir)); err != nil {
						b.Fatal(err)
					}
				}
				runtime.GC()
				b.StartTimer()
				s, err := open(dir, o, known(slot, account))
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				if len(s.Troubles()) > 0 {
					b.Fatal(s.Troubles())
				}
				closeBig(b, s)
				b.StartTimer()
			}
		})
	}
}

// BenchmarkRead is what a screen asks for, at the size of -rows.
func BenchmarkRead(b *testing.B) {
	s := openBig(b)
	defer closeBig(b, s)
	list := func(b *testing.B, q Query) *Rows {
		rows, err := s.List(matterType, q)
		if err != nil {
			b.Fatal(err)
		}
		return rows
	}
	all := list(b, Query{})
	list(b, Query{Sort: "client"}) // the first time makes the order
	b.Run("page", func(b *testing.B) {
		for b.Loop() {
			for i := range 50 {
				r := all.At(i)
				_ = matterType.TitleOf(r)
			}
		}
	})
	b.Run("list", func(b *testing.B) {
		for b.Loop() {
			list(b, Query{})
		}
	})
	b.Run("sort by day", func(b *testing.B) {
		for b.Loop() {
			list(b, Query{Sort: "day", Desc: true})
		}
	})
	b.Run("sort by day, two conditions first", func(b *testing.B) {
		for b.Loop() {
			list(b, Query{Sort: "day", Desc: true, First: []Cond{Where("channel", "call"), Where("urgent", "yes")}})
		}
	})
	b.Run("sort by name", func(b *testing.B) {
		for b.Loop() {
			list(b, Query{Sort: "client"})
		}
	})
	b.Run("three filters", func(b *testing.B) {
		for b.Loop() {
			n, err := s.Count(matterType, Query{Where: []Cond{Where("channel", "call"), {"day", Between, []string{"2020-01-01", "2022-12-31"}}, Where("urgent", "yes")}})
			if err != nil || n == 0 {
				b.Fatal(n, err)
			}
		}
	})
	for _, q := range []string{"工作", "张", "性别不同", "zxm", "20260308"} {
		b.Run("search "+q, func(b *testing.B) {
			for b.Loop() {
				list(b, Query{Find: q})
			}
		})
	}
	b.Run("record", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := s.Get(matterType, all.ID(i%all.Len())); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("each", func(b *testing.B) {
		for b.Loop() {
			if err := s.Each(context.Background(), matterType, eachOne); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			r, err := s.Check(context.Background(), nil)
			if err != nil || !r.Sound() {
				b.Fatal(r, err)
			}
		}
	})
	b.Run("memory", func(b *testing.B) {
		var m runtime.MemStats
		for b.Loop() {
			runtime.GC()
		}
		runtime.ReadMemStats(&m)
		text := 0
		for _, t := range s.tables {
			for _, k := range t.texts.blocks {
				text += len(k.text)
			}
		}
		b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MiB-heap")
		b.ReportMetric(float64(text)/(1<<20), "MiB-text")
	})
}
