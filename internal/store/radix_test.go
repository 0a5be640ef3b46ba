package store

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSortKeepsEqualRowsInOrder at every width of the keys, with the widest and the narrowest span of them.
func TestSortKeepsEqualRowsInOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for wide := range 65 {
		for _, n := range []int{0, 1, 2, 3, 776, 9_001, 2*sortGrain + 1} {
			keys, rows := make([]uint64, n), make([]uint32, n)
			for i := range keys {
				keys[i], rows[i] = rnd.Uint64()>>(64-wide)<<(wide%7), uint32(n-i)
				if rnd.IntN(5) == 0 {
					keys[i] = math.MaxUint64 // holds nothing
				}
			}
			at := make([]int, n)
			for i := range at {
				at[i] = i
			}
			slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
			got := radixSort(slices.Clone(keys), rows)
			for i := range at {
				if got[i] != rows[at[i]] {
					t.Fatalf("%d rows with keys of %d bits: place %d has row %d, want %d", n, wide, i, got[i], rows[at[i]])
				}
			}
		}
	}
}

// BenchmarkSortRows sorts 100,000 rows by a minute of five years.
func BenchmarkSortRows(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	keys, rows := make([]uint64, 100_000), make([]uint32, 100_000)
	for i := range keys {
		keys[i], rows[i] = 1<<63+1_700_000_000_000+rnd.Uint64N(5*365*24*60)*60_000, uint32(i)
	}
	room := make([]uint64, len(keys))
	for b.Loop() {
		copy(room, keys) // it is written over
		radixSort(room, rows)
	}
}
