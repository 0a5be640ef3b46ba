package paper

import (
	"math"
	"slices"
)

// shares says how wide each column is in type of that size, mm.
func (l *layout) shares(t Table, size float64) []float64 {
	return l.divide(t, l.needs(t), ruled{size: size})
}

// divide gives every column its share, mm. Widths given come first; the others share
// what is left by how much text they hold, and none goes below its longest word. What
// is short is taken from what the heads ask for, then from the longest texts.
func (l *layout) divide(t Table, needs []need, f ruled) []float64 {
	n := len(t.Columns)
	want, cells, least := make([]float64, n), make([]float64, n), make([]float64, n)
	em, pad := f.size/ptPerMM, 2*f.side()+roomHair
	for i, c := range t.Columns {
		least[i] = math.Max(needs[i].least*em+pad, math.Min(narrowest, l.wide/float64(n)))
		want[i] = math.Max(needs[i].most*em+pad, least[i])
		if c.Width > 0 {
			want[i] = math.Max(math.Min(c.Width, 1)*l.wide, least[i])
		}
		cells[i] = math.Min(math.Max(needs[i].cells*em+pad, least[i]), want[i])
	}
	switch {
	case together(want) <= l.wide:
		return parted(want, want, l.wide)
	case together(cells) <= l.wide:
		return parted(cells, want, l.wide)
	}
	firm := slices.Clone(least)
	for i, c := range t.Columns {
		if c.Width > 0 {
			firm[i] = cells[i]
		}
	}
	if together(firm) <= l.wide {
		least = firm
	}
	return l.levelled(needs, least, em, pad)
}

// levelled gives the columns of a full table widths in which their longest texts take
// about as many lines, so that no column alone makes the rows high.
func (l *layout) levelled(needs []need, least []float64, em, pad float64) []float64 {
	out := slices.Clone(least)
	low, high := 1.0, 1000.0 // lines
	for range 40 {
		lines := (low + high) / 2
		for i := range out {
			out[i] = math.Max(least[i], needs[i].whole*em/lines+pad)
		}
		if together(out) > l.wide {
			low = lines
		} else {
			high = lines
		}
	}
	for i := range out {
		out[i] = math.Max(least[i], needs[i].whole*em/high+pad)
	}
	return parted(out, out, l.wide)
}

// parted returns widths between low and high that fill the room together: higher than
// high when there is more, lower than low when there is less.
func parted(low, high []float64, room float64) []float64 {
	out := make([]float64, len(low))
	most, least := together(high), together(low)
	for i := range out {
		switch {
		case most <= room:
			out[i] = high[i] * room / most
		case least >= room:
			out[i] = low[i] * room / least
		default:
			out[i] = low[i] + (high[i]-low[i])*(room-least)/(most-least)
		}
	}
	return out
}

func together(widths []float64) float64 {
	sum := 0.0
	for _, w := range widths {
		sum += w
	}
	return sum
}
