package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"

	"cn.halfsky/internal/field"
)

// Layout is how a person wants one table of a file to be read, where that differs from what its headings suggest.
type Layout struct {
	Table   string            // the table its rows go to; NotRead: none; empty: the one that fits best
	Heading int               // number of the row with the headings; 0: the one that fits best
	Columns map[string]string // by the letter of a column: the key of a field, ToNote or NotRead
	Down    []string          // the letters of columns in which an empty cell means the same as the one above
}

// What a column goes to besides a field.
const (
	NotRead = "-" // nothing of it is kept
	ToNote  = "+" // it is kept in the note
)

// Place is where a table of a file begins: the sheet, counted from 0, and the number of its first row.
type Place struct{ Sheet, Row int }

// Empty reports whether the layout says nothing.
func (l Layout) Empty() bool {
	return l.Table == "" && l.Heading == 0 && len(l.Columns) == 0 && len(l.Down) == 0
}

// With returns the layout with another meaning of one column; an empty meaning is the one that its heading suggests.
func (l Layout) With(column, meaning string) Layout {
	columns := map[string]string{}
	for c, m := range l.Columns {
		columns[c] = m
	}
	if columns[column] = meaning; meaning == "" {
		delete(columns, column)
	}
	l.Columns = columns
	return l
}

// WithDown returns the layout in which an empty cell of a column means the same as the one above, or means nothing again.
func (l Layout) WithDown(column string) Layout {
	if slices.Contains(l.Down, column) {
		l.Down = slices.DeleteFunc(slices.Clone(l.Down), func(c string) bool { return c == column })
		return l
	}
	l.Down = append(slices.Clone(l.Down), column)
	return l
}

// part is one table of the file on its way to a plan.
type part struct {
	sheet  *Sheet
	place  Place
	t      *field.Type
	layout Layout
	known  bool // the layout is one that was remembered
}

// shapeRows is how far down a table the headings of a remembered layout are looked for.
const shapeRows = 40

// shape tells the headings of one table from those of others, together with the name of the sheet without its figures: 3月 and 4月
// are one kind of sheet. It says nothing of what the headings are.
func shape(sheet string, r *Row) string {
	var out strings.Builder
	out.WriteString(strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return -1
		}
		return c
	}, field.Fold(sheet)))
	filled := 0
	for _, c := range r.Cells {
		if len(c.Text) > longest {
			return ""
		}
		if !c.Empty() {
			filled++
		}
		out.WriteString("\x00" + foldHeading(c.Text))
	}
	if filled < 2 {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.TrimRight(out.String(), "\x00")))
	return hex.EncodeToString(sum[:16])
}

// remembered returns the layout of a table that was read before, with its headings where they stand now.
func (m *maker) remembered(s *Sheet) (Layout, bool) {
	if len(m.in.Remembered) == 0 {
		return Layout{}, false
	}
	for i := range s.Rows[:min(len(s.Rows), shapeRows)] {
		if l, ok := m.in.Remembered[shape(s.Name, &s.Rows[i])]; ok {
			l.Heading = s.Rows[i].Number
			return l, true
		}
	}
	return Layout{}, false
}

// layout returns how the table that begins at the place is to be read.
func (m *maker) layout(s *Sheet, at Place) (l Layout, known bool) {
	if l, ok := m.in.Layouts[at]; ok {
		return l, false
	}
	return m.remembered(s)
}

func (m *maker) matcher(t *field.Type) *matcher {
	if m.matchers[t] == nil {
		m.matchers[t] = newMatcher(t)
	}
	return m.matchers[t]
}

// outline finds the headings of a table and says where its columns go; false when it is not read.
func (m *maker) outline(sp *SheetPlan, p part) (h heading, ok bool) {
	s := p.sheet
	if len(s.Rows) == 0 {
		sp.Say = "exchange.sheet.empty"
		return h, false
	}
	chosen := false
	if p.layout.Heading > 0 {
		if i := s.at(p.layout.Heading); i < len(s.Rows) && s.Rows[i].Number == p.layout.Heading {
			h, ok, chosen = heading{row: i}, true, true
		}
	}
	if !chosen {
		if h, ok = m.words.findHeading(s); !ok {
			h = likelyHeading(s)
		}
	}
	sp.Heading, sp.Shape = s.Rows[h.row].Number, shape(s.Name, &s.Rows[h.row])
	sp.Columns = m.words.columns(s, h, columnRules{keep: m.note != nil, chosen: p.layout.Columns, down: p.layout.Down})
	for i := range sp.Columns {
		sp.Columns[i].Hidden = s.hidden(i)
	}
	switch {
	case p.layout.Table == NotRead:
		sp.Say = "exchange.sheet.chosen"
	case s.Hidden && p.layout.Empty():
		sp.Say = "exchange.sheet.hidden" // lists to choose from, last year's figures: the person says when she wants them
	case !ok && len(p.layout.Columns) == 0, !m.tells(sp.Columns):
		sp.Say = "exchange.sheet.noheading"
	}
	return h, sp.Say == ""
}

// likelyHeading is the row that most looks like headings where none fits: among the first, the one with the most texts.
func likelyHeading(s *Sheet) (h heading) {
	most := 0
	for i := range s.Rows[:min(len(s.Rows), 10)] {
		texts := 0
		for _, c := range s.Rows[i].Cells {
			if c.own() && !numberOnly.MatchString(field.Fold(c.Text)) && len(c.Text) <= longest {
				texts++
			}
		}
		if texts > most {
			most, h.row = texts, i
		}
	}
	return h
}

// TopRow is one of the first rows of a table, for a person to say which holds the headings.
type TopRow struct {
	Number int
	Text   string // its cells, parted by spaces
}

// Top returns the first rows of the table, at most so many.
func (s *SheetPlan) Top(most int) []TopRow {
	var out []TopRow
	for _, r := range s.sheet.Rows[:min(len(s.sheet.Rows), most)] {
		var cells []string
		for _, c := range r.Cells {
			if c.own() {
				cells = append(cells, oneLine(c.Text))
			}
		}
		out = append(out, TopRow{r.Number, strings.Join(cells, "  ")})
	}
	return out
}

// Samples returns different texts of a column below the headings, at most so many.
func (s *SheetPlan) Samples(col, most int) []string {
	var out []string
	for _, r := range s.sheet.Rows {
		c := r.cell(col)
		if r.Number <= s.Heading || !c.own() || slices.Contains(out, oneLine(c.Text)) {
			continue
		}
		if out = append(out, oneLine(c.Text)); len(out) == most {
			break
		}
	}
	return out
}

// HasNote reports whether records of the type have a note that takes what fits no field.
func HasNote(t *field.Type) bool {
	s := t.Field("note")
	return s != nil && (s.Kind == field.LongKind || s.Kind == field.TextKind)
}
