package store

import (
	"cmp"
	"math"
	"math/bits"
	"runtime"
	"slices"
)

// sortGrain is the fewest rows worth a processor of their own.
const sortGrain = 16 << 10

// radixSort sorts rows by keys, both of the same length, keeping equal ones in order; it writes over keys. Key and place go into one
// word, so that only one array is moved about: comparing would take eight times as long at 100,000 rows, moving two arrays twice.
func radixSort(keys []uint64, rows []uint32) []uint32 {
	lowest, highest, shift := span(keys)
	places := bits.Len(uint(len(rows)))
	blank := (highest-lowest)>>shift + 1 // those that hold nothing stand behind
	wide := bits.Len64(blank)
	if highest-lowest == math.MaxUint64 || wide+places > 64 {
		return slowSort(keys, rows)
	}
	packed := make([]uint64, len(keys))
	inParts(len(keys), sortGrain, func(from, to int) {
		for i := from; i < to; i++ {
			k := blank
			if keys[i] != math.MaxUint64 {
				k = (keys[i] - lowest) >> shift
			}
			packed[i] = k<<places | uint64(i)
		}
	})
	packed = radixPasses(packed, keys, places, wide)
	sorted := make([]uint32, len(rows))
	inParts(len(sorted), sortGrain, func(from, to int) {
		for i := from; i < to; i++ {
			sorted[i] = rows[packed[i]&(1<<places-1)]
		}
	})
	return sorted
}

// span returns the lowest and the highest key, those of rows that hold nothing left out, and how many of the low bits no two of them
// differ in: moments are mostly whole minutes.
func span(keys []uint64) (lowest, highest uint64, shift int) {
	lowest = math.MaxUint64
	differ := uint64(0)
	for _, k := range keys {
		if k == math.MaxUint64 {
			continue
		}
		if lowest == math.MaxUint64 {
			lowest, highest = k, k
		}
		differ |= k ^ highest
		lowest, highest = min(lowest, k), max(highest, k)
	}
	if differ == 0 {
		return min(lowest, highest), highest, 0
	}
	return lowest, highest, bits.TrailingZeros64(differ)
}

// radixPasses sorts words by their bits from…from+wide, a pass for eleven of them, with room of the same length to move them to. Each
// processor counts and moves a part of them.
func radixPasses(words, to []uint64, from, wide int) []uint64 {
	const digit, size = 11, 1 << 11
	parts := max(1, min(runtime.GOMAXPROCS(0), len(words)/sortGrain))
	starts := make([][size]uint32, parts)
	each := func(do func(words []uint64, starts *[size]uint32)) {
		inParts(parts, 1, func(first, last int) {
			for p := first; p < last; p++ {
				do(words[len(words)*p/parts:len(words)*(p+1)/parts], &starts[p])
			}
		})
	}
	for ; wide > 0; wide, from = wide-digit, from+digit {
		each(func(words []uint64, counts *[size]uint32) {
			clear(counts[:])
			for _, w := range words {
				counts[w>>from&(size-1)]++
			}
		})
		sum := uint32(0)
		for d := range size {
			for p := range starts {
				starts[p][d], sum = sum, sum+starts[p][d]
			}
		}
		each(func(words []uint64, starts *[size]uint32) {
			for _, w := range words {
				at := &starts[w>>from&(size-1)]
				to[*at] = w
				*at++
			}
		})
		words, to = to, words
	}
	return words
}

// slowSort is for keys that differ in more bits than a word has to spare: two moments of different ages of the world.
func slowSort(keys []uint64, rows []uint32) []uint32 {
	at := make([]int, len(keys))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	sorted := make([]uint32, len(rows))
	for i, n := range at {
		sorted[i] = rows[n]
	}
	return sorted
}
