package exchange

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// MakePlan says what the rows of a file would become; it saves nothing. A file without headings that fit a table comes back as
// field.Problems; field.Cancelled when ctx ends.
func MakePlan(ctx context.Context, f *File, look Lookup, in Context) (*Plan, error) {
	if in.Known == "" {
		in.Known = field.ByDeclare
	}
	if in.NewID == nil {
		in.NewID = uuid.New
	}
	m := &maker{
		ctx: ctx, file: f, in: in, look: look, dir: newDirectory(ctx, look, in.Place), plan: &Plan{File: f.Name, Digest: f.Digest},
		uses: map[field.ID]int{}, kept: map[*field.Type]*ofType{}, matchers: map[*field.Type]*matcher{}, events: map[field.ID]*centre.Event{},
	}
	for _, s := range f.Sheets {
		m.total += len(s.Rows)
	}
	if err := m.settleType(); err != nil {
		return nil, fmt.Errorf("plan import: %w", err)
	}
	read := false
	for _, step := range m.order() {
		sp, err := m.sheet(step)
		if err != nil {
			return nil, fmt.Errorf("plan import: %w", err)
		}
		read = read || sp.Say == ""
		m.plan.Sheets = append(m.plan.Sheets, sp)
	}
	if !read && !in.Mend {
		return nil, fmt.Errorf("plan import: %w", refuse("exchange.refuse.headings"))
	}
	m.plan.sort()
	if in.Progress != nil {
		in.Progress(m.total, m.total)
	}
	m.plan.Sides = m.dir.sides
	for _, s := range m.plan.Sides {
		s.Uses = m.uses[s.Record.Base().ID]
	}
	return m.plan, nil
}

// maker makes a plan, row by row.
type maker struct {
	ctx   context.Context
	file  *File
	in    Context
	look  Lookup
	dir   *directory
	plan  *Plan
	total int // rows of the file
	done  int
	uses  map[field.ID]int // rows by what they refer to
	kept  map[*field.Type]*ofType
	crowd *people // the persons of the folder and of the file; read when they are first needed

	matchers map[*field.Type]*matcher
	events   map[field.ID]*centre.Event // of the file, and those of the folder that rows are parts of

	// of the sheet that is being read
	*ofType
	rd         *reader
	frame      frame
	headingRow int
	groupName  string
	above      map[int]Cell          // the last cell of each column, for marks that say "as above"
	sums       map[int][]field.Count // by column, since the last total
	seen       map[string]int        // number of the row with the same cells
}

// ofType is what is kept for one type of record of the file.
type ofType struct {
	t     *field.Type
	words *matcher
	note  *field.Spec // takes what fits no field; nil when the type has none
	known *existing   // what the folder holds of the type; read when it is first needed
}

// turn makes ready for a sheet of the type.
func (m *maker) turn(t *field.Type) {
	if m.kept[t] == nil {
		o := &ofType{t: t, words: m.matcher(t)}
		if HasNote(t) {
			o.note = t.Field("note")
		}
		m.kept[t] = o
	}
	m.ofType = m.kept[t]
}

func (m *maker) sheet(p part) (*SheetPlan, error) {
	s := p.sheet
	m.turn(p.t)
	sp := &SheetPlan{Name: s.Name, Type: p.t, Place: p.place, Layout: p.layout, Remembered: p.known, sheet: s}
	h, ok := m.outline(sp, p)
	if !ok {
		m.done += len(s.Rows)
		return sp, nil
	}
	sp.first, m.headingRow = h.row+1, h.row
	if m.known != nil {
		m.known.byKey = nil // another sheet may have other columns
	}
	own := m.own(sp)
	m.groupName, m.sums, m.seen = "", map[int][]field.Count{}, map[string]int{}
	m.rd = &reader{known: m.in.Known, own: own, dir: m.dir, in: field.Context{Today: m.in.Today, Zone: m.in.Zone}}
	if m.rd.own && slices.ContainsFunc(sp.Columns, func(c Column) bool { return c.role == asKnown }) {
		m.rd.known = ""
	}
	if err := m.head(sp, own); err != nil {
		return nil, err
	}
	if own {
		if err := m.announce(sp); err != nil {
			return nil, err
		}
	}
	sp.Rows = make([]RowPlan, 0, len(s.Rows)-sp.first)
	for i := sp.first; i < len(s.Rows); i++ {
		if err := m.step(); err != nil {
			return nil, err
		}
		row, err := m.row(sp, &s.Rows[i])
		if err != nil {
			return nil, err
		}
		sp.Rows = append(sp.Rows, row)
	}
	return sp, nil
}

// tells reports whether the columns say enough to make records: one that names them, or most of what must be there.
func (m *maker) tells(columns []Column) bool {
	fields, must := 0, 0
	chosen := 0
	for _, c := range columns {
		if c.Chosen {
			chosen++
		}
		if c.role == asPerson || c.role == asWorkplace {
			fields++
		}
		if c.role != asField {
			continue
		}
		fields++
		if c.spec.Required || slices.Contains(m.t.Title, c.spec.Key) {
			must++
		}
	}
	return must > 0 && (fields > 1 || chosen > 0 || len(columns) <= 2)
}

// own reports whether this program wrote the sheet: it has a column of record ids. A column of other numbers under that heading is
// somebody else's, and goes where unknown columns go.
func (m *maker) own(sp *SheetPlan) bool {
	for col := range sp.Columns {
		c := &sp.Columns[col]
		if c.role != asID {
			continue
		}
		for _, r := range sp.sheet.Rows[m.headingRow+1:] {
			if _, err := uuid.Parse(field.Fold(r.cell(col).Text)); err != nil && !r.cell(col).Empty() {
				c.role, c.Field = noRole, ""
				c.settle(m.note != nil)
				return false
			}
		}
		return true
	}
	return false
}

// announce makes the records of a table that this program wrote known by name before they are read: they may refer to each other.
func (m *maker) announce(sp *SheetPlan) error {
	x, err := m.dir.index(m.t.Table)
	if err != nil {
		return err
	}
	for i := sp.first; i < len(sp.sheet.Rows); i++ {
		r := &sp.sheet.Rows[i]
		var id field.ID
		var title []string
		for col, c := range sp.Columns {
			if c.role == asID {
				id, _ = uuid.Parse(field.Fold(r.cell(col).Text)) // a row without an id is announced by nothing
			}
		}
		for _, key := range m.t.Title {
			for col, c := range sp.Columns {
				if c.role == asField && c.Field == key && !r.cell(col).Empty() {
					title = append(title, field.Tidy(r.cell(col).Text))
				}
			}
		}
		if id != (field.ID{}) && !x.has(id) {
			x.put(id, strings.Join(title, " "))
		}
	}
	return nil
}

func (m *maker) step() error {
	if m.done++; m.done%64 == 0 {
		if m.in.Progress != nil {
			m.in.Progress(m.done, m.total)
		}
		return stopped(m.ctx)
	}
	return nil
}

func (m *maker) row(sp *SheetPlan, r *Row) (RowPlan, error) {
	row := RowPlan{Number: r.Number}
	if why := m.kindOfLine(sp, r); why != "" {
		row.Action, row.Say = LeftOut, why
		switch why {
		case "exchange.row.section":
			m.group(sp, r, &row)
		case "exchange.row.remark":
			m.below(r, &row)
		case "exchange.row.total":
			m.compareTotal(sp, r, &row)
		}
		return row, nil
	}
	d := &draft{m: m, row: &row, columns: sp.Columns, cells: r, texts: map[string]int{}}
	row.Record = m.t.New()
	if r.Hidden {
		d.remark(-1, "", "exchange.row.hidden")
	}
	d.read()
	if m.rd.err != nil {
		return row, m.rd.err
	}
	if err := d.complete(); err != nil {
		return row, err
	}
	d.repair()
	if err := m.match(d); err != nil {
		return row, err
	}
	if err := m.meet(&row); err != nil {
		return row, err
	}
	for _, id := range references(row.Record) {
		m.uses[id]++
	}
	return row, nil
}

// group keeps the heading of a group of rows for the notes of those rows.
func (m *maker) group(sp *SheetPlan, r *Row, row *RowPlan) {
	m.groupName = m.section(sp, r)
	for col, c := range r.Cells {
		if c.own() && m.note != nil {
			row.Remarks = append(row.Remarks, Remark{Col: col, Fate: Noted, Say: "exchange.row.section"})
		}
	}
}

// compareTotal remarks on a figure of a row of totals that is not the sum of the rows above it.
func (m *maker) compareTotal(sp *SheetPlan, r *Row, row *RowPlan) {
	for col, counts := range m.sums {
		c, ok := field.ParseCount(r.cell(col).Text, "")
		if !ok || !c.HasValue {
			continue
		}
		if sum := field.Total(counts...); sum.Count.Value != c.Value {
			row.Remarks = append(row.Remarks, Remark{Col: col, Say: "exchange.row.sum", Args: []string{sp.Columns[col].title(), c.String(), sum.Count.Plain()}})
		}
	}
	slices.SortFunc(row.Remarks, func(a, b Remark) int { return a.Col - b.Col })
	if strings.HasPrefix(field.Fold(firstText(r)), "小计") {
		return // the rows count again in the total of all
	}
	m.sums = map[int][]field.Count{}
}

func firstText(r *Row) string {
	for _, c := range r.Cells {
		if c.own() && totalWords.MatchString(field.Fold(c.Text)) {
			return c.Text
		}
	}
	return ""
}

// asUnit is the type's own way to fill what a table of units leaves out.
func asUnit(r field.Record) {
	if o, ok := r.(*centre.Organisation); ok && o.Kind == "" && o.Name != "" {
		guess := newUnit(o.Name)
		o.Kind = guess.Kind
		if o.Union == field.NotAsked {
			o.Union = guess.Union
		}
	}
}
