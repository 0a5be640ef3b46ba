package store

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// radixSort sorts rows by keys, both of the same length, keeping equal ones in order. Key and place go into one word, so that only
// one array is moved about: comparing would take eight times as long at 100,000 rows, moving two arrays twice.
func radixSort(keys []uint64, rows []uint32) []uint32 {
	lowest, highest := span(keys)
	places := bits.Len(uint(len(rows)))
	wide := bits.Len64(highest - lowest + 1) // one more for those that hold nothing
	if highest-lowest == math.MaxUint64 || wide+places > 64 {
		return slowSort(keys, rows)
	}
	packed := make([]uint64, len(keys))
	for i, k := range keys {
		packed[i] = (min(k, highest+1)-lowest)<<places | uint64(i)
	}
	packed = radixPasses(packed, places, wide)
	sorted := make([]uint32, len(rows))
	for i, p := range packed {
		sorted[i] = rows[p&(1<<places-1)]
	}
	return sorted
}

// span returns the lowest and the highest key, those of rows that hold nothing left out.
func span(keys []uint64) (lowest, highest uint64) {
	lowest = math.MaxUint64
	for _, k := range keys {
		if k != math.MaxUint64 {
			lowest, highest = min(lowest, k), max(highest, k)
		}
	}
	return min(lowest, highest), highest
}

// radixPasses sorts words by their bits from…from+wide, a pass for eleven of them.
func radixPasses(words []uint64, from, wide int) []uint64 {
	const digit, size = 11, 1 << 11
	passes := (wide + digit - 1) / digit
	starts := make([][size]uint32, passes)
	for _, w := range words {
		w >>= from
		for p := range starts {
			starts[p][w&(size-1)]++
			w >>= digit
		}
	}
	to := make([]uint64, len(words))
	for p := range starts {
		sum := uint32(0)
		for i, n := range starts[p] {
			starts[p][i], sum = sum, sum+n
		}
		for _, w := range words {
			d := &starts[p][w>>(from+p*digit)&(size-1)]
			to[*d] = w
			*d++
		}
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
