package exchange

import (
	"regexp"
	"slices"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// role says what a column is besides a field.
type role uint8

const (
	noRole      role = iota
	asField          // the cells go to a field
	asOrder          // the number of the row in its table: 序号
	asID             // the id of the record, in tables that this program wrote
	asKnown          // how the counts of the row are known, in tables that this program wrote
	asNumber         // a count once more as a bare number, in tables that this program wrote
	asPerson         // a field of the person that a case is about
	asWorkplace      // the unit where that person works, registered or not
	asOwnerDay       // the date of the event that the row is a part of
	asNothing        // the person wants nothing of it
)

// found is what a heading means.
type found struct {
	role role
	spec *field.Spec
	rank int // how sure it is: a label before a key before another heading
}

// matcher knows the headings of one type in every language.
type matcher struct {
	t     *field.Type
	words map[string]found
}

// orderWords are headings of columns that number the rows.
var orderWords = []string{"序号", "序", "行号", "项次", "No", "No.", "#", "№"}

func newMatcher(t *field.Type) *matcher {
	m := &matcher{t: t, words: map[string]found{}}
	for _, w := range orderWords {
		m.put(w, found{role: asOrder, rank: 1})
	}
	for i := range t.Fields {
		s := &t.Fields[i]
		if !s.Has(field.InForm | field.InExport) {
			continue
		}
		for _, a := range s.Also {
			m.put(a, found{asField, s, 2})
		}
		m.put(s.Key, found{asField, s, 3})
		for _, l := range say.Langs() {
			b := say.For(l)
			if label := t.Table + "." + s.Key; b.Has(label) {
				m.put(b.T(label), found{asField, s, 4})
				m.put(b.T("exchange.column.number", b.T(label)), found{asNumber, s, 4})
			}
		}
	}
	m.others()
	m.put("id", found{role: asID, rank: 4})
	for _, l := range say.Langs() {
		m.put(say.For(l).T("exchange.column.id"), found{role: asID, rank: 4})
		m.put(say.For(l).T("exchange.column.known"), found{role: asKnown, rank: 4})
	}
	return m
}

// put learns a heading; of two meanings the surer one stays, and the first of two equal ones.
func (m *matcher) put(word string, f found) {
	for i, w := range []string{stripHeading(word), foldHeading(word)} {
		f.rank = 2*f.rank + i // as it stands it says more than without its brackets
		if old, ok := m.words[w]; w != "" && (!ok || old.rank < f.rank) {
			m.words[w] = f
		}
		f.rank /= 2
	}
}

// longest is how many bytes a heading has at most; longer texts are not looked up.
const longest = 200

// find returns what a heading means and what stands in its brackets.
func (m *matcher) find(heading string) (f found, unit string, ok bool) {
	if len(heading) > longest {
		return f, "", false
	}
	f, ok = m.look([2]string{foldHeading(heading), stripHeading(heading)})
	if inner := brackets.FindStringSubmatch(field.Narrow(heading)); inner != nil {
		unit = field.Fold(inner[1])
	}
	return f, unit, ok
}

// look finds a heading that is folded already, as it stands and without its brackets.
func (m *matcher) look(folded [2]string) (f found, ok bool) {
	if f, ok = m.words[folded[0]]; !ok {
		f, ok = m.words[folded[1]]
	}
	return f, ok
}

// folded returns the cells of one of the first rows as headings are looked up, made when they are first asked for.
func (s *Sheet) folded(i int) [][2]string {
	if s.folds == nil {
		s.folds = make([][][2]string, min(len(s.Rows), deepest))
	}
	if s.folds[i] == nil {
		s.folds[i] = make([][2]string, len(s.Rows[i].Cells))
		for col, c := range s.Rows[i].Cells {
			if len(c.Text) <= longest {
				s.folds[i][col] = [2]string{foldHeading(c.Text), stripHeading(c.Text)}
			}
		}
	}
	return s.folds[i]
}

var brackets = regexp.MustCompile(`[(\[【〔]([^)\]】〕]*)[)\]】〕]`)

// foldHeading makes two ways of writing a heading equal: no spaces or line breaks, half width, no marks at its end.
func foldHeading(s string) string { return strings.TrimRight(field.Fold(s), ":*※") }

// stripHeading leaves out what stands in brackets too, unless nothing else is left.
func stripHeading(s string) string {
	if !strings.ContainsAny(s, "([【〔（［") {
		return foldHeading(s)
	}
	if w := foldHeading(brackets.ReplaceAllString(field.Narrow(s), "")); w != "" {
		return w
	}
	return foldHeading(s)
}

// deepest is how far down a sheet the headings are looked for, in rows that hold something.
const deepest = 500

// heading is a row that reads as the headings of a table.
type heading struct {
	row    int // place among the sheet's rows
	fields int // columns it names
}

// findHeading returns the row whose cells name the most columns. One that names a single column counts when it holds nothing else.
func (m *matcher) findHeading(s *Sheet) (best heading, ok bool) {
	for i := range s.Rows[:min(len(s.Rows), deepest)] {
		named, fields, persons, filled := 0, map[*field.Spec]bool{}, map[*field.Spec]bool{}, 0
		folded := s.folded(i)
		for col, c := range s.Rows[i].Cells {
			if c.Empty() {
				continue
			}
			filled++
			if f, known := m.look(folded[col]); known {
				switch named++; f.role {
				case asField:
					fields[f.spec] = true
				case asPerson, asWorkplace:
					persons[f.spec] = true
				}
			}
		}
		n := len(fields)
		if n >= 2 { // a list of persons alone is no list of cases
			n += len(persons)
		}
		if n == 0 || n == 1 && named < filled || named*3 < filled {
			continue
		}
		// Of two lines of headings with merged cells the lower one has the same names and more.
		if n > best.fields || n == best.fields && i == best.row+1 && merged(&s.Rows[i]) {
			best, ok = heading{i, n}, true
		}
	}
	return best, ok
}

func merged(r *Row) bool {
	return slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Mark == Filled })
}

// named reports whether a sheet carries the name of the table.
func named(t *field.Type, name string) bool {
	for _, l := range say.Langs() {
		if b := say.For(l); b.Has(t.Table+".list") && field.Fold(b.T(t.Table+".list")) == field.Fold(name) && name != "" {
			return true
		}
	}
	return false
}

// columnRules say what columns may go to.
type columnRules struct {
	keep   bool              // the type has a note that takes what fits no field
	chosen map[string]string // what the person said, by letter: see Layout
	down   []string
}

// columns says where each column of the sheet goes.
func (m *matcher) columns(s *Sheet, h heading, rules columnRules) []Column {
	width := 0
	for _, r := range s.Rows {
		width = max(width, len(r.Cells))
	}
	out := make([]Column, width)
	ranks := make([]int, width)
	for col := range out {
		c := &out[col]
		c.Name, c.Heading = columnName(col), oneLine(s.Rows[h.row].cell(col).Text)
		c.folded, c.Down = foldHeading(c.Heading), slices.Contains(rules.down, c.Name)
		f, unit, ok := m.find(c.Heading)
		if unit == "" && strings.HasSuffix(c.folded, "人次") {
			unit = "人次" // the heading itself says what is counted
		}
		c.role, c.spec, c.unit, ranks[col] = f.role, f.spec, unit, f.rank
		if !ok {
			c.role = noRole
			if above := m.above(s, h, col); above != "" && c.Heading != "" {
				c.Heading = above + "·" + c.Heading
			}
		}
		if meaning := rules.chosen[c.Name]; meaning != "" {
			m.choose(c, meaning)
			ranks[col] = chosenRank
		}
	}
	for col := range out {
		c := &out[col]
		rival := slices.IndexFunc(out, func(o Column) bool { return o.role == c.role && o.spec == c.spec && o.Name != c.Name })
		if c.role.single() && rival >= 0 && (ranks[rival] > ranks[col] || ranks[rival] == ranks[col] && rival < col) {
			c.role, c.spec, c.Args = noRole, nil, []string{out[rival].Name}
		}
	}
	for col := range out {
		out[col].settle(rules.keep)
	}
	return out
}

// above returns the heading in the row above that spans several columns, this one among them, but not the whole table.
func (m *matcher) above(s *Sheet, h heading, col int) string {
	if h.row == 0 {
		return ""
	}
	up := &s.Rows[h.row-1]
	from, to := s.span(up.Number, col)
	if from == to || from == 0 && to >= len(s.Rows[h.row].Cells)-1 {
		return ""
	}
	return oneLine(up.cell(from).Text)
}

// chosenRank is surer than any heading.
const chosenRank = 1000

// single reports whether only one column of a table can have the role.
func (r role) single() bool { return r != noRole && r != asOrder && r != asNothing }

// choose gives a column the meaning that a person chose; one that the type does not know changes nothing.
func (m *matcher) choose(c *Column, meaning string) {
	switch meaning {
	case NotRead:
		c.role, c.spec, c.Chosen = asNothing, nil, true
		return
	case ToNote:
		c.role, c.spec, c.Chosen = noRole, nil, true
		return
	}
	for _, g := range Meanings(m.t) {
		if g.Key == meaning {
			c.role, c.spec, c.Chosen = g.role, g.spec, true
			return
		}
	}
}

func (c *Column) settle(keep bool) {
	c.Fate = Ignored
	switch c.role {
	case asField:
		c.Fate, c.Field = Used, c.spec.Key
	case asPerson:
		c.Fate, c.Field = Used, personPrefix+c.spec.Key
	case asWorkplace:
		c.Fate, c.Field = Used, workplaceKey
	case asOwnerDay:
		c.Fate, c.Field = Used, ownerDayKey
	case asNothing:
		c.Say = "exchange.column.chosen"
	case asOrder:
		c.Say = "exchange.column.order"
	case asID:
		c.Fate, c.Field = Used, "id"
	case asKnown:
		c.Fate, c.Field = Used, "known"
	case asNumber:
		c.Say = "exchange.column.again"
	default:
		switch {
		case !keep:
			c.Say = "exchange.column.noplace"
		case c.Chosen:
			c.Fate, c.Say = Noted, "exchange.column.note"
		case c.Args != nil:
			c.Fate, c.Say = Noted, "exchange.column.twice"
		case c.Heading == "":
			c.Fate, c.Say = Noted, "exchange.column.noname"
		default:
			c.Fate, c.Say = Noted, "exchange.column.unknown"
		}
	}
}

// title is what the note calls the column.
func (c *Column) title() string {
	if c.Heading == "" {
		return c.Name
	}
	return c.Heading
}

func oneLine(text string) string { return strings.Join(strings.Fields(field.Tidy(text)), " ") }
