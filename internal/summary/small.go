package summary

import "slices"

// Small numbers tell of persons: "1 case of harassment at this station" names somebody to whoever was there. A published table therefore
// withholds numbers from 1 up to the threshold, and with them so many others that none can be worked out. 0 stays: that nobody came tells
// of nobody, and the tables of statistical yearbooks print it too.
//
// That nothing can be worked out is proved, not hoped for: for every withheld number there is a second table that agrees with everything
// printed and has another number there. Such a table is found as a move: some of the withheld numbers one up, some one down, so that every
// sum the reader knows stays as it is. A withheld number is never 0 to the reader, for 0 is printed.

// sheet is a set of figures and the sums between them.
type sheet struct {
	cells []small
	sums  []sumOf
}

// small is one figure of a sheet.
type small struct {
	value  int64
	hidden bool
	first  bool // withheld for its own sake
	sure   bool // a move of hidden figures reaches it: it cannot be worked out
	moved  bool // in the move that is being looked for
	weight int  // what is lost when it is withheld
	in     []part
}

// part is a sum that a figure is in, and its sign there.
type part struct{ sum, sign int }

// sumOf is a sum the reader knows or can add up: parts with +1, the whole with -1. What overlaps between parts stays as it is.
type sumOf struct {
	cells []int
	signs []int
}

func (s *sheet) cell(value int64, hidden bool, weight int) int {
	s.cells = append(s.cells, small{value: value, hidden: hidden, first: hidden && value > 0, weight: weight})
	return len(s.cells) - 1
}

// sum says that the parts add up to the whole; a whole of -1 is a number that everybody knows.
func (s *sheet) sum(whole int, parts ...int) {
	r := sumOf{cells: slices.Clone(parts), signs: make([]int, len(parts))}
	for i := range r.signs {
		r.signs[i] = 1
	}
	if whole >= 0 {
		r.cells, r.signs = append(r.cells, whole), append(r.signs, -1)
	}
	s.relate(r)
}

func (s *sheet) relate(r sumOf) {
	for i, c := range r.cells {
		s.cells[c].in = append(s.cells[c].in, part{len(s.sums), r.signs[i]})
	}
	s.sums = append(s.sums, r)
}

// withhold hides so many further figures that none hidden for its own sake can be worked out.
func (s *sheet) withhold() {
	for i := range s.cells {
		if s.cells[i].first && !s.cells[i].sure && !s.free(i) {
			s.protect(i)
		}
	}
}

// free reports whether a move of hidden figures alone reaches the figure.
func (s *sheet) free(i int) bool {
	for _, by := range [2]int{1, -1} {
		m := &move{s: s, nodes: 150, left: 0, most: 14}
		if m.from(i, by) {
			s.settle(m.steps)
			return true
		}
	}
	return false
}

// protect hides what the cheapest move it finds needs. Where it finds none it hides everything that hangs together with the figure:
// then all of it can be one more.
func (s *sheet) protect(i int) {
	best, cost := []step(nil), 1<<30
	for _, limit := range []int{4, 8, 12, 16, 24, 40, 400} {
		for _, by := range [2]int{1, -1} {
			m := &move{s: s, nodes: 3000, left: min(limit, cost-1), most: 12}
			if left := m.left; m.from(i, by) {
				best, cost = slices.Clone(m.steps), left-m.left
			}
		}
		if best != nil {
			break
		}
	}
	if best == nil {
		s.hideAround(i)
		return
	}
	s.settle(best)
}

// settle hides what a move needs; none of it can be worked out any more.
func (s *sheet) settle(steps []step) {
	for _, st := range steps {
		s.cells[st.cell].hidden, s.cells[st.cell].sure = true, true
	}
}

func (s *sheet) hideAround(i int) {
	todo, seen := []int{i}, map[int]bool{i: true}
	for len(todo) > 0 {
		c := todo[0]
		todo = todo[1:]
		s.cells[c].hidden = s.cells[c].value != 0
		for _, p := range s.cells[c].in {
			for _, next := range s.sums[p.sum].cells {
				if !seen[next] && s.cells[next].value != 0 {
					seen[next] = true
					todo = append(todo, next)
				}
			}
		}
	}
}

// step is one figure moved by one.
type step struct {
	cell, by int
}

// move is a search for figures that can change together.
type move struct {
	s     *sheet
	steps []step
	off   map[int]int // sums that do not hold yet, and by how much
	left  int         // what may still be lost
	nodes int         // how long to look
	most  int         // figures of a move
}

func (m *move) from(i, by int) bool {
	if m.s.cells[i].value+int64(by) < 1 {
		return false
	}
	m.off, m.steps = map[int]int{}, nil
	m.do(i, by, 1)
	found := m.mend()
	for _, st := range m.steps {
		m.s.cells[st.cell].moved = false
	}
	return found
}

// do moves a figure, or with undo -1 puts it back.
func (m *move) do(cell, by, undo int) {
	if undo > 0 {
		m.steps = append(m.steps, step{cell, by})
		m.s.cells[cell].moved = true
	} else {
		m.steps = m.steps[:len(m.steps)-1]
		m.s.cells[cell].moved = false
	}
	for _, p := range m.s.cells[cell].in {
		if m.off[p.sum] += p.sign * by * undo; m.off[p.sum] == 0 {
			delete(m.off, p.sum)
		}
	}
	if !m.s.cells[cell].hidden {
		m.left -= m.s.cells[cell].weight * undo
	}
}

// mend looks for figures that put the sums right again: first in the sum that leaves the least choice.
func (m *move) mend() bool {
	if len(m.off) == 0 {
		return true
	}
	if m.nodes--; m.nodes < 0 || len(m.steps) >= m.most {
		return false
	}
	fewest, chosen := 0, -1
	for r, off := range m.off {
		n := m.count(r, off)
		if n == 0 {
			return false
		}
		if chosen < 0 || n < fewest || n == fewest && r < chosen {
			fewest, chosen = n, r
		}
	}
	for _, st := range m.choices(chosen) {
		m.do(st.cell, st.by, 1)
		if m.mend() {
			return true
		}
		m.do(st.cell, st.by, -1)
	}
	return false
}

// can reports whether the i-th figure of a sum that is off could put it right, and by how much it would have to move.
func (m *move) can(r, i, off int) (by int, ok bool) {
	sum := &m.s.sums[r]
	x := &m.s.cells[sum.cells[i]]
	if by = -sum.signs[i]; off < 0 {
		by = -by
	}
	return by, x.value != 0 && x.value+int64(by) >= 1 && (x.hidden || x.weight <= m.left) && !x.moved
}

// count is how many figures could put a sum right that is off.
func (m *move) count(r, off int) (n int) {
	for i := range m.s.sums[r].cells {
		if _, ok := m.can(r, i, off); ok {
			n++
		}
	}
	return n
}

// choices are the figures that could put a sum right, the cheapest first.
func (m *move) choices(r int) []step {
	var out []step
	for i, c := range m.s.sums[r].cells {
		if by, ok := m.can(r, i, m.off[r]); ok {
			out = append(out, step{c, by})
		}
	}
	slices.SortStableFunc(out, func(a, b step) int { return m.price(a.cell) - m.price(b.cell) })
	return out
}

func (m *move) price(c int) int {
	if m.s.cells[c].hidden {
		return 0
	}
	return m.s.cells[c].weight
}
