package summary

// withhold hides the small numbers of persons, cases and households, and what they could be worked out from.
//
// The period, the same period last year and the part of the year before the period are each a sheet of their own: each was or will be
// printed in a report of its own. The year so far is the period and what was before it together, so it hides what either hides, and a
// move that leaves the one as it is moves the year with the other. It hides besides what it would tell of the books before, which were
// printed of earlier periods of the year.
func (s *Statistics) withhold(before []*Statistics) {
	for _, w := range []When{ThisPeriod, LastYear, Before} {
		s.mask(w)
	}
	for i := range s.Tables {
		t := &s.Tables[i]
		n := len(t.cells) / int(whens)
		for k := range n {
			if t.cells[int(ThisPeriod)*n+k].Hidden || t.cells[int(Before)*n+k].Hidden {
				t.cells[int(ThisYear)*n+k].Hidden = true
			}
		}
	}
	s.hideYear(before)
	s.hideRates()
	s.hideMonths()
}

// mask withholds the small numbers of one time.
func (s *Statistics) mask(w When) {
	b := maskBook{s: s, w: w, at: map[maskKey]int{}}
	b.fill()
	b.relate()
	b.withhold()
	b.apply()
}

// hideMonths withholds small months, and with them so much of the charts that none is what is missing from the sums the tables print,
// those of the period and of the year so far, nor from the months of the others: each station has a chart in a book of its own. Where a
// table prints no sum, the chart gives no part of it.
func (s *Statistics) hideMonths() {
	t := s.Table("reception")
	for ago, w := range [2]When{ThisPeriod, LastYear} {
		var x sheet
		at := make([][]int, len(s.Months)) // by month and scope
		for scope := range len(s.Scopes) + 1 {
			closed := t.Cell(w, scope, AllRows, "cases").Hidden || w == ThisPeriod && t.Cell(ThisYear, scope, AllRows, "cases").Hidden
			weight := 1
			if scope == s.All() {
				weight = 6
			}
			var in, before []int
			for i := range s.Months {
				n := s.Months[i].by[ago][scope]
				c := x.cell(n, closed || n > 0 && n < int64(s.Least), weight)
				at[i] = append(at[i], c)
				if s.Months[i].Month.Month >= s.Period.From.Month {
					in = append(in, c)
				} else {
					before = append(before, c)
				}
			}
			if !closed {
				x.sum(-1, in...)
				x.sum(-1, before...)
			}
		}
		for _, cells := range at {
			x.sum(cells[s.All()], cells[:s.All()]...)
		}
		x.withhold()
		for i := range s.Months {
			hide := x.cells[at[i][s.Shown()]].hidden
			if w == LastYear {
				s.Months[i].HideLast = hide
			} else {
				s.Months[i].HideThis = hide
			}
		}
	}
}

// maskKey is one figure of one time.
type maskKey struct{ table, scope, row, col int }

// maskBook is the sheet of one time.
type maskBook struct {
	sheet
	s  *Statistics
	w  When
	at map[maskKey]int
}

func (b *maskBook) cellAt(k maskKey) *Cell {
	t := &b.s.Tables[k.table]
	return &t.cells[t.at(b.w, k.scope, k.row, k.col)]
}

// fill takes the figures over that may be withheld. What is withheld with another is so for its own sake wherever one of them is small.
func (b *maskBook) fill() {
	for i := range b.s.Tables {
		t := &b.s.Tables[i]
		for col, m := range t.Measures {
			if !m.Kept {
				continue
			}
			for scope := range len(b.s.Scopes) + 1 {
				for row := range t.Rows {
					k := maskKey{i, scope, row, col}
					b.at[k] = b.cell(b.cellAt(k).Count.Value, b.isSmall(k), b.weight(t, k))
				}
			}
		}
	}
}

// isSmall reports whether the figure, or one that goes with it, is a small number.
func (b *maskBook) isSmall(k maskKey) bool {
	t := &b.s.Tables[k.table]
	head := t.Measures[k.col].With
	if head == "" {
		head = t.Measures[k.col].Key
	}
	for col, m := range t.Measures {
		if m.Key != head && m.With != head || m.Unit == UnitFen {
			continue
		}
		n := b.cellAt(maskKey{k.table, k.scope, k.row, col}).Count.Value
		if n > 0 && n < int64(b.s.Least) {
			return true
		}
	}
	return false
}

// lost is how much more the reader loses with the measures that tables are read for.
var lost = map[string]int{"cases": 3, "accepted": 3, "closed": 2, "households": 3, "succeeded": 1, "recovered": 1, "amount": 1}

// weight is what the reader loses with a figure: least where it stands alone, more in a sum, most in the sum of sums.
func (b *maskBook) weight(t *StatTable, k maskKey) int {
	w := lost[t.Measures[k.col].Key] + 2
	if !t.Alone && t.Rows[k.row] == AllRows {
		w += 6
	}
	if k.scope == b.s.All() {
		w += 6
	}
	if b.cellAt(k).Count.Value >= 20 {
		w++ // rather a smaller one
	}
	return w
}

// relate says what adds up to what.
func (b *maskBook) relate() {
	for i := range b.s.Tables {
		t := &b.s.Tables[i]
		for col, m := range t.Measures {
			if m.Kept {
				b.relateMeasure(i, col)
			}
		}
		for scope := range len(b.s.Scopes) + 1 {
			b.relateRows(t, i, scope)
		}
	}
	for scope := range len(b.s.Scopes) + 1 { // the same cases stand in the sums of two tables
		x, y := b.find("reception", scope, AllRows, "cases"), b.find("matters", scope, AllRows, "cases")
		b.sum(x, y)
	}
}

func (b *maskBook) find(table string, scope int, row, measure string) int {
	for i := range b.s.Tables {
		if t := &b.s.Tables[i]; t.Key == table {
			return b.at[maskKey{i, scope, t.Row(row), t.Column(measure)}]
		}
	}
	return -1
}

// relateMeasure adds the scopes up to all, and the rows to their sum.
func (b *maskBook) relateMeasure(table, col int) {
	t, all := &b.s.Tables[table], b.s.All()
	for row := range t.Rows {
		var parts []int
		for scope := range all {
			parts = append(parts, b.at[maskKey{table, scope, row, col}])
		}
		b.sum(b.at[maskKey{table, all, row, col}], parts...)
	}
	if t.Alone {
		return
	}
	last := len(t.Rows) - 1
	for scope := range all + 1 {
		var parts []int
		for row := range last {
			parts = append(parts, b.at[maskKey{table, scope, row, col}])
		}
		b.sum(b.at[maskKey{table, scope, last, col}], parts...)
	}
}

// relateRows adds up what belongs together within a row: accepted cases are closed, ended or open; the files at the end are those at the
// beginning, which the report before told, and the new ones without those that left.
func (b *maskBook) relateRows(t *StatTable, table, scope int) {
	at := func(row int, measure string) int { return b.at[maskKey{table, scope, row, t.Column(measure)}] }
	switch t.Key {
	case "services":
		for row := range t.Rows {
			b.sum(at(row, "accepted"), at(row, "closed"), at(row, "ended"), at(row, "open"))
		}
	case "counsellors":
		row := t.Row(AllRows)
		b.sum(at(row, "rated"), at(row, "pleased"), at(row, "displeased"))
	case "files":
		if b.w == Before || b.beganSmall(at(0, "households"), at(1, "households"), at(2, "households")) {
			return // a report before withheld what was on file then, so that nothing follows
		}
		for _, m := range []string{"households", "people"} {
			b.relateFiles(at(0, m), at(1, m), at(2, m))
		}
	}
}

// beganSmall reports whether there was a small number of files at the period's begin.
func (b *maskBook) beganSmall(came, current, left int) bool {
	begin := b.cells[current].value - b.cells[came].value + b.cells[left].value
	return begin > 0 && begin < int64(b.s.Least)
}

func (b *maskBook) relateFiles(came, current, left int) {
	b.sheet.relate(sumOf{cells: []int{came, left, current}, signs: []int{1, -1, -1}})
}

// withhold hides until nothing more follows: what is withheld with another figure is withheld as soon as that one is.
func (b *maskBook) withhold() {
	for {
		b.sheet.withhold()
		again := false
		for k, n := range b.at {
			if b.cells[n].hidden || !b.companionHidden(k) {
				continue
			}
			b.cells[n].hidden, again = true, true
			b.cells[n].first = b.cells[n].value > 0
		}
		if !again {
			return
		}
	}
}

func (b *maskBook) companionHidden(k maskKey) bool {
	t := &b.s.Tables[k.table]
	head := t.Measures[k.col].With
	if head == "" {
		return false
	}
	return b.cells[b.at[maskKey{k.table, k.scope, k.row, t.Column(head)}]].hidden
}

func (b *maskBook) apply() {
	for k, n := range b.at {
		b.cellAt(k).Hidden = b.cells[n].hidden
	}
}

// hideRates withholds a rate with either of its sides.
func (s *Statistics) hideRates() {
	for i := range s.Tables {
		t := &s.Tables[i]
		for n := range t.cells {
			m := t.Measures[n%len(t.Measures)]
			if m.Rate == nil {
				continue
			}
			per := len(t.Rows) * len(t.Measures)
			w, scope := When(n/(per*(t.scopes+1))), n/per%(t.scopes+1)
			row := t.Rows[n/len(t.Measures)%len(t.Rows)]
			t.cells[n].Hidden = t.rateHidden(w, scope, row, m)
		}
	}
}

func (t *StatTable) rateHidden(w When, scope int, row string, m Measure) bool {
	for _, keys := range [][]string{m.Rate, m.Of} {
		for _, k := range keys {
			from := row
			rest, whole := cutTotal(k)
			if whole {
				from = AllRows
			}
			if t.Cell(w, scope, from, rest).Hidden {
				return true
			}
		}
	}
	return false
}
