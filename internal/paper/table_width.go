package paper

import (
	"math"
	"strings"
)

// shares says how wide each column is, mm. Widths given come first; the others share
// what is left by how much text they hold.
func (l *layout) shares(t Table, size float64) []float64 {
	n := len(t.Columns)
	want, least := make([]float64, n), make([]float64, n)
	sum := 0.0
	for i, c := range t.Columns {
		want[i], least[i] = l.wants(t, i, size)
		if c.Width > 0 {
			want[i] = math.Min(c.Width, 1) * l.wide
		}
		want[i] = math.Max(want[i], least[i])
		sum += want[i]
	}
	if sum <= l.wide {
		for i := range want {
			want[i] *= l.wide / sum
		}
		return want
	}
	low := 0.0
	for i := range least {
		low += least[i]
	}
	for i := range want { // shrink what is above the least
		if low >= l.wide || sum-low <= 0 {
			want[i] = l.wide / float64(n)
			continue
		}
		want[i] = least[i] + (want[i]-least[i])*(l.wide-low)/(sum-low)
	}
	return want
}

// wants estimates the room for the text of a column and the least it can live with, mm.
func (l *layout) wants(t Table, col int, size float64) (float64, float64) {
	em := size / ptPerMM
	most, word := 4.0, 3.0
	look := func(text string, word *float64) {
		for line := range strings.SplitSeq(text, "\n") {
			run := 0.0
			for _, r := range line {
				run += narrow
				if !slim(r) || r == ' ' {
					run = 0
				}
				*word = math.Max(*word, math.Min(run, 8))
			}
			most = math.Max(most, math.Min(ems(line), 24))
		}
	}
	look(t.Columns[col].Title, &word)
	for _, row := range t.Rows {
		if col < len(row) {
			look(row[col], &word)
		}
	}
	if col < len(t.Sum) {
		look(t.Sum[col], &word)
	}
	least := math.Min(word*em+2*padSide, l.wide/float64(len(t.Columns)))
	return most*em + 2*padSide + 0.5, math.Max(least, math.Min(narrowest, l.wide/float64(len(t.Columns))))
}

// narrow is about the width of a Latin letter or figure, in em.
const narrow = 0.58

// slim reports a character that is narrower than a Chinese one.
func slim(r rune) bool { return r < 0x2E80 && !strings.ContainsRune(wholeCell, r) }

// ems estimates the width of a line of text without setting it.
func ems(line string) float64 {
	w := 0.0
	for _, r := range line {
		if slim(r) {
			w += narrow
		} else {
			w++
		}
	}
	return w
}
