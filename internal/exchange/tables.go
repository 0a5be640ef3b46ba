package exchange

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// settleType decides what most of the file is about.
func (m *maker) settleType() error {
	t := m.in.Type
	if t == nil {
		var ok bool
		if t, ok = m.detect(m.file.Sheets...); !ok && m.in.Of != nil {
			t, ok = m.candidates()[0], true
		}
		if !ok {
			if t = centre.EventType; !m.in.Mend && len(m.in.Layouts) == 0 && len(m.in.Remembered) == 0 {
				return refuse("exchange.refuse.headings")
			}
		}
	}
	m.plan.Type = t
	return nil
}

// order cuts the file into tables, in the order they are to be read: what others refer to comes first.
func (m *maker) order() []part {
	var out []part
	for i, s := range m.file.Sheets {
		row := 0
		if len(s.Rows) > 0 {
			row = s.Rows[0].Number
		}
		l, known := m.layout(s, Place{i, row})
		t := m.typeOf(s, l)
		pieces := m.matcher(t).parts(s)
		if first := pieces[0].Rows; !known && len(first) > 0 && l.Heading > first[len(first)-1].Number {
			pieces = []*Sheet{s} // the headings she named stand further down
		}
		for _, piece := range pieces {
			p := part{sheet: piece, place: Place{Sheet: i}, t: t}
			if len(piece.Rows) > 0 {
				p.place.Row = piece.Rows[0].Number
			}
			p.layout, p.known = m.layout(piece, p.place)
			p.t = m.typeOf(piece, p.layout)
			out = append(out, p)
		}
	}
	rank := func(p part) int {
		if p.t.Owner() != nil {
			return 2
		}
		if p.t == centre.OrganisationType || p.t == centre.ProgrammeType || p.t == centre.PersonType {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(a, b part) int { return rank(a) - rank(b) })
	return out
}

// sort puts the tables of the plan as they stand in the file, and says what most of it is about: what is read.
func (p *Plan) sort() {
	slices.SortStableFunc(p.Sheets, func(a, b *SheetPlan) int {
		if a.Place.Sheet != b.Place.Sheet {
			return a.Place.Sheet - b.Place.Sheet
		}
		return a.Place.Row - b.Place.Row
	})
	rows := map[*field.Type]int{}
	for _, s := range p.Sheets {
		if s.Say == "" {
			rows[s.Type] += len(s.Rows) + 1
		}
	}
	if len(rows) > 0 && rows[p.Type] == 0 {
		for _, s := range p.Sheets {
			if rows[s.Type] > rows[p.Type] {
				p.Type = s.Type
			}
		}
	}
}

// Types returns the types of the tables that are read, in the order of the file.
func (p *Plan) Types() []*field.Type {
	out := []*field.Type{p.Type}
	for _, s := range p.Sheets {
		if s.Say == "" && !slices.Contains(out, s.Type) {
			out = append(out, s.Type)
		}
	}
	return out
}

// typeOf returns what the rows of a table become. Another type than that of the file only has it where its headings say clearly more.
func (m *maker) typeOf(s *Sheet, l Layout) *field.Type {
	if t := centre.TypeOf(l.Table); t != nil {
		return t
	}
	if m.in.Type != nil {
		return m.in.Type
	}
	best, most := m.plan.Type, m.score(m.plan.Type, s)+15
	for _, t := range m.candidates() {
		if n := m.score(t, s); n > most {
			best, most = t, n
		}
	}
	return best
}

// candidates are the types that a file may hold.
func (m *maker) candidates() []*field.Type {
	if m.in.Of == nil {
		return centre.Types
	}
	return slices.DeleteFunc(centre.PartsOf(m.in.Of.Table), func(t *field.Type) bool {
		return !t.Owner().Has(field.InForm) || t == centre.AttachmentType
	})
}

// detect returns the type whose headings fit the sheets best; events win a tie. A sheet that carries a table's name is that table.
func (m *maker) detect(sheets ...*Sheet) (*field.Type, bool) {
	var best *field.Type
	most := 0
	for _, t := range m.candidates() {
		for _, s := range sheets {
			if n := m.score(t, s); n > most {
				best, most = t, n
			}
		}
	}
	return best, best != nil
}

// score is how well the headings of a sheet fit a type; 0 when they do not.
func (m *maker) score(t *field.Type, s *Sheet) int {
	h, ok := m.matcher(t).findHeading(s)
	if !ok || h.fields < 2 {
		return 0
	}
	n := 10 * h.fields
	if t == centre.EventType {
		n++
	}
	if named(t, s.Name) {
		n += 10_000
	}
	return n
}

// meet has a new record found by rows of other tables of the file that refer to it.
func (m *maker) meet(row *RowPlan) error {
	if row.Action != New || row.id() == (field.ID{}) || len(m.kept) < 2 && m.t.Owner() == nil {
		return nil
	}
	x, err := m.dir.index(m.t.Table)
	if err != nil {
		return err
	}
	if e, ok := row.Record.(*centre.Event); ok {
		m.events[e.ID] = e
	}
	if !x.has(row.id()) {
		x.add(row.Record, m.dir.title(row.Record))
	}
	return nil
}
