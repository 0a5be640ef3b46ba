package exchange

import (
	"slices"

	"cn.halfsky/internal/field"
)

// parts cuts a sheet on which several tables stand one below the other, each with headings of its own. The headings once more, as
// on every page of a long table, begin no new one.
func (m *matcher) parts(s *Sheet) []*Sheet {
	var starts []int
	last := -1 // place of the headings that hold
	for i := range s.Rows {
		if !m.isHeading(s, i) || last >= 0 && (i == last+1 || sameHeadings(&s.Rows[last], &s.Rows[i])) {
			continue
		}
		start := i
		for last >= 0 && start-1 > last && isTitle(s, &s.Rows[start-1]) {
			start--
		}
		starts, last = append(starts, start), i
	}
	if len(starts) < 2 {
		return []*Sheet{s}
	}
	starts[0] = 0
	var out []*Sheet
	for i, from := range starts {
		to := len(s.Rows)
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		out = append(out, &Sheet{Name: s.Name, Hidden: s.Hidden, Rows: s.Rows[from:to:to], wide: s.wide, veiled: s.veiled})
	}
	return out
}

// isHeading is stricter than findHeading, which only looks for the best row: three fields, and hardly anything else. A row of ids is
// a record that this program wrote, whatever its words.
func (m *matcher) isHeading(s *Sheet, i int) bool {
	named, filled, fields := 0, 0, map[*field.Spec]bool{}
	for _, c := range s.Rows[i].Cells {
		if c.Empty() {
			continue
		}
		filled++
		if len(c.Text) <= longest {
			if f, ok := m.look([2]string{foldHeading(c.Text), stripHeading(c.Text)}); ok {
				if named++; f.role == asField || f.role == asPerson {
					fields[f.spec] = true
				}
			}
		}
		if filled > 2*named+3 {
			return false
		}
	}
	return len(fields) >= 3 && named*2 > filled
}

func sameHeadings(a, b *Row) bool {
	same, filled := 0, 0
	for col, c := range b.Cells {
		if c.Empty() {
			continue
		}
		if filled++; foldHeading(c.Text) == foldHeading(a.cell(col).Text) {
			same++
		}
	}
	return same*2 > filled
}

// isTitle finds the lines that stand above the headings of a table in the middle of a sheet.
func isTitle(s *Sheet, r *Row) bool {
	if !alone(r) {
		return false
	}
	col := slices.IndexFunc(r.Cells, Cell.own)
	from, to := s.span(r.Number, col)
	return to-from >= 2 || titleRank(r, oneLine(r.Cells[col].Text)) > 2 || sourceLine.MatchString(oneLine(r.Cells[col].Text))
}
