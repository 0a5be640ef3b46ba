package summary

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// StatAsk says which statistics are wanted.
type StatAsk struct {
	Period Period
	Basis  string
	Today  field.Day // months after it are in no chart; none: all are
	Scope  string    // "": all; "centre"; a station's name
	Least  int       // persons and cases below it are withheld; 0: none, which makes an internal document
}

// StatisticsOf counts. A scope that is nobody's name is field.NotFound.
func StatisticsOf(r StatRecords, ask StatAsk) (*Statistics, error) {
	c, err := newCounter(&r, ask)
	if err != nil {
		return nil, err
	}
	c.all()
	if c.Masked {
		before, err := booksBefore(&r, ask)
		if err != nil {
			return nil, err
		}
		c.withhold(before)
	}
	return c.Statistics, nil
}

// all counts every table.
func (c *counter) all() {
	c.Tables = statTables(len(c.Scopes))
	c.cases()
	c.events()
	c.aid()
	c.duty()
	c.network()
	c.finish()
}

// newCounter returns a counter without tables.
func newCounter(r *StatRecords, ask StatAsk) (*counter, error) {
	s := &Statistics{
		Period: ask.Period, Span: ask.Period.SpanOf(), Basis: ask.Basis, Own: r.Own, Only: -1, Least: ask.Least, Masked: ask.Least > 1,
		Today: ask.Today, Locked: r.Locked, Dateless: r.Dateless, NoAid: r.NoAid, NoCases: r.NoCases,
	}
	c := &counter{Statistics: s, r: r, periods: [whens]Period{
		ThisPeriod: ask.Period, ThisYear: ask.Period.UpTo(), LastYear: ask.Period.YearBefore(),
	}, scopes: map[string]int{}}
	c.findScopes()
	switch ask.Scope {
	case "":
	case "centre":
		s.Only = 0
	default:
		if s.Only = c.scope(ask.Scope); s.Only == 0 && ask.Scope != r.Own {
			return nil, field.NotFound
		}
	}
	return c, nil
}

// counter fills the tables.
type counter struct {
	*Statistics
	r       *StatRecords
	periods [whens]Period
	scopes  map[string]int
}

// findScopes lists the centre and every station that has something to count.
func (c *counter) findScopes() {
	c.Scopes = []string{""}
	add := func(name string) {
		name = field.Tidy(name)
		if name == "" || name == c.r.Own {
			return
		}
		if _, known := c.scopes[name]; !known {
			c.scopes[name] = len(c.Scopes)
			c.Scopes = append(c.Scopes, name)
		}
	}
	for _, name := range c.r.Stations {
		add(name)
	}
	var named []string
	for i := range c.r.Cases {
		if n := c.r.Cases[i].Station; len(named) == 0 || named[len(named)-1] != n {
			named = append(named, n)
		}
	}
	for _, f := range c.r.Files {
		named = append(named, f.Station)
	}
	for _, k := range c.r.Counsellors {
		named = append(named, k.Station)
	}
	slices.Sort(named)
	for _, n := range slices.Compact(named) {
		add(n)
	}
}

// scope is the place of a station; what names none belongs to the centre.
func (c *counter) scope(name string) int {
	if i, ok := c.scopes[name]; ok {
		return i
	}
	return c.scopes[field.Tidy(name)]
}

// when lists the times a day counts in.
func (c *counter) when(d field.Day) (out []When) {
	switch {
	case c.periods[ThisPeriod].Holds(d):
		return []When{ThisPeriod, ThisYear}
	case c.periods[ThisYear].Holds(d):
		return []When{ThisYear, Before}
	case c.periods[LastYear].Holds(d):
		return []When{LastYear}
	}
	return nil
}

// row makes a record one that figures can come from.
func (c *counter) row(id field.ID) int32 {
	c.ids = append(c.ids, id)
	return int32(len(c.ids) - 1)
}

// tick is one thing to be counted: at which times, for which scope, from which record.
type tick struct {
	when  []When
	scope int
	row   int32
}

// from is the record, none for what stands in no column.
func (k tick) from(w When) int32 {
	if w == Before {
		return -1
	}
	return k.row
}

// add counts n under a row of a table and in its sum, for the scope and for all.
func (c *counter) add(t *StatTable, k tick, row, measure string, n int64) {
	c.count(t, k, row, measure, field.Count{Value: n, HasValue: true})
}

// put counts n under a row and not in its sum.
func (c *counter) put(t *StatTable, k tick, row, measure string, n int64) {
	at, col := t.Row(row), t.Column(measure)
	if at < 0 || col < 0 {
		return
	}
	for _, w := range k.when {
		for _, scope := range [2]int{k.scope, c.All()} {
			t.cells[t.at(w, scope, at, col)].take(field.Count{Value: n, HasValue: true}, k.from(w))
		}
	}
}

// count adds a count as it was told.
func (c *counter) count(t *StatTable, k tick, row, measure string, x field.Count) {
	if x.IsZero() {
		return
	}
	at, col := t.Row(row), t.Column(measure)
	if at < 0 && !t.Alone {
		at = len(t.Rows) - 1 // a code that this version does not know is in the sum
	}
	if at < 0 || col < 0 {
		return
	}
	for _, w := range k.when {
		for _, scope := range [2]int{k.scope, c.All()} {
			t.cells[t.at(w, scope, at, col)].take(x, k.from(w))
			if last := len(t.Rows) - 1; !t.Alone && at != last {
				t.cells[t.at(w, scope, last, col)].take(x, k.from(w))
			}
		}
	}
}

func (c *Cell) take(x field.Count, row int32) {
	if c.got == nil {
		c.got = &gathered{}
	}
	g := c.got
	if n := len(g.rows); row >= 0 && (n == 0 || g.rows[n-1] != row) {
		g.rows = append(g.rows, row)
	}
	switch {
	case !x.HasValue:
		c.Unknown++
	default:
		if c.Parts++; !x.Exact() || x.Known == field.ByEstimate {
			c.Estimates++
		}
		if x.Qualifier == "" && x.Known == "" {
			g.plain += x.Value
			return
		}
	}
	g.odd = append(g.odd, x)
}

// counted remembers who was counted in a row, or in the row of sums, at a time and for a scope.
type counted map[countedKey]struct{}

type countedKey struct {
	who   field.ID
	w     When
	scope int32
	row   int16
	col   int16
}

// addOnce counts one who is counted once; n is how many she stands for.
func (c *counter) addOnce(seen counted, t *StatTable, k tick, row, measure string, who field.ID, n int64) {
	at, col := t.Row(row), t.Column(measure)
	rows := []int{at}
	if !t.Alone {
		rows = append(rows, len(t.Rows)-1)
	}
	for _, w := range k.when {
		for _, scope := range [2]int{k.scope, c.All()} {
			for _, r := range rows {
				key := countedKey{who, w, int32(scope), int16(r), int16(col)}
				if _, had := seen[key]; had {
					continue
				}
				seen[key] = struct{}{}
				t.cells[t.at(w, scope, r, col)].take(field.Count{Value: n, HasValue: true}, k.from(w))
			}
		}
	}
}

// finish turns what was gathered into counts. What the program itself counts is 0 where there was nothing; what somebody had to tell is
// not counted there, unless there was nothing to tell of.
func (c *counter) finish() {
	for i := range c.Tables {
		t := &c.Tables[i]
		for n := range t.cells {
			m := t.Measures[n%len(t.Measures)]
			cell := &t.cells[n]
			if m.Rate != nil {
				continue
			}
			first := t.cells[n-n%len(t.Measures)]
			if cell.Parts+cell.Unknown == 0 && m.Told && first.Count.Value > 0 {
				continue
			}
			g := gathered{}
			if cell.got != nil {
				g = *cell.got
				cell.got.odd = nil
			}
			sum := field.Total(append(g.odd, field.Exactly(g.plain, ""))...)
			cell.Count = sum.Count
			cell.Count.Unit = m.Unit
			if cell.Count.Written = ""; len(g.odd) == 0 {
				cell.Count.Known = ""
			}
			if cell.Parts == 0 && cell.Unknown > 0 {
				cell.Count = field.Count{Qualifier: "不详", Unit: m.Unit}
			}
		}
	}
	slices.SortStableFunc(c.Months, func(a, b StatMonth) int { return cmp.Compare(a.Month.Month, b.Month.Month) })
}

// statTables are the tables, empty.
func statTables(scopes int) []StatTable {
	codes := func(v *field.Vocab, more ...string) (out []string) {
		for _, t := range v.Codes {
			if t.Under == "" {
				out = append(out, t.Code)
			}
		}
		return append(out, more...)
	}
	tables := []StatTable{
		{Key: "reception", Number: 1, Vocab: centre.Channel, Rows: codes(centre.Channel, AllRows), Measures: receptionMeasures},
		{Key: "matters", Number: 2, Vocab: centre.Matter, Rows: codes(centre.Matter, AllRows), Measures: matterMeasures},
		{Key: "services", Number: 3, Vocab: centre.Service, Rows: codes(centre.Service, noService, AllRows), Measures: serviceMeasures},
		{Key: "events", Number: 4, Vocab: centre.EventKind, Rows: codes(centre.EventKind, AllRows), Measures: eventMeasures},
		{Key: "fairs", Number: 4, Rows: []string{AllRows}, Alone: true, Measures: fairMeasures},
		{Key: "aid", Number: 5, Vocab: centre.AidKind, Rows: codes(centre.AidKind, AllRows), Measures: aidMeasures},
		{Key: "files", Number: 5, Rows: []string{"new", "current", "left"}, Alone: true, Measures: fileMeasures},
		{Key: "counsellors", Number: 6, Rows: []string{AllRows}, Alone: true, Measures: counsellorMeasures},
		{Key: "network", Number: 7, Rows: []string{AllRows}, Alone: true, Measures: networkMeasures},
		{Key: "inspections", Number: 8, Rows: []string{AllRows}, Alone: true, Measures: inspectionMeasures},
	}
	for i := range tables {
		t := &tables[i]
		t.scopes = scopes
		t.cells = make([]Cell, int(whens)*(scopes+1)*len(t.Rows)*len(t.Measures))
	}
	return tables
}
