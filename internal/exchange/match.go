package exchange

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// existing is what the folder holds of the type that is imported, by what tells its records apart.
type existing struct {
	byKey map[string][]field.ID // by the values of the fields that the file has
	named map[string][]field.ID // by name, where a name tells records apart
	used  map[field.ID]bool     // found for a row before
	times map[string]int        // rows of the file with that key
}

// match finds the record that the row is about and settles the row's action.
func (m *maker) match(d *draft) error {
	row := d.row
	if d.barred {
		row.Action = Barred
		return nil
	}
	if n, twice := m.seen[d.same()]; twice && !m.rd.own {
		d.remark(-1, "", "exchange.row.twice", strconv.Itoa(n))
	} else {
		m.seen[d.same()] = row.Number
	}
	before, err := m.before(d)
	if err != nil || row.Action == Barred {
		return err
	}
	if before == nil {
		row.Action, row.Take = New, true
		return d.attach()
	}
	m.known.used[before.Base().ID] = true
	row.Before = before
	m.compare(d)
	return nil
}

// before returns the saved record that the row is about; nil when there is none.
func (m *maker) before(d *draft) (field.Record, error) {
	if d.id != (field.ID{}) {
		return m.byID(d)
	}
	if err := m.learn(d.columns); err != nil {
		return nil, err
	}
	if e, ok := d.row.Record.(*centre.Event); ok && !m.rd.own {
		return m.beforeEvent(e)
	}
	if c, ok := d.row.Record.(*centre.Case); ok && !m.rd.own {
		return m.beforeCase(d, c)
	}
	r := d.row.Record
	if id, ok := m.known.take(m.known.byKey[m.key(r, d.columns)]); ok {
		return m.get(id)
	}
	if name := m.naming(r); name != "" {
		if ids := m.known.named[name]; len(ids) == 1 && !m.known.used[ids[0]] {
			return m.get(ids[0])
		}
	}
	if m.t == centre.OrganisationType || m.t == centre.ProgrammeType {
		return m.beforeNamed(r)
	}
	return nil, nil
}

// beforeNamed gives an organisation or a programme the id that follows from its name, for other rows may refer to it by name, before
// or behind this one. A record that has that id is this one, renamed since.
func (m *maker) beforeNamed(r field.Record) (field.Record, error) {
	x, err := m.dir.index(m.t.Table)
	if err != nil {
		return nil, err
	}
	title := m.t.TitleOf(r)
	words := []string{field.Fold(title)}
	for {
		if m.known.times[words[0]]++; m.known.times[words[0]] > 1 {
			words = []string{words[0], strconv.Itoa(m.known.times[words[0]])}
		}
		id, there, err := m.dir.free(m.t, words...)
		if err != nil {
			return nil, err
		}
		if there && !m.known.used[id] {
			return m.get(id)
		}
		if !there {
			r.Base().ID = id
			if !m.dir.drop(id) {
				x.add(r, title)
			}
			return nil, nil
		}
	}
}

// byID finds the record of a row that this program wrote.
func (m *maker) byID(d *draft) (field.Record, error) {
	if m.known == nil {
		m.known = &existing{used: map[field.ID]bool{}}
	}
	if m.known.used[d.id] {
		d.row.Action = Barred
		d.remark(-1, Lacking, "exchange.row.idtwice")
		return nil, nil
	}
	m.known.used[d.id] = true
	r, err := m.look.Get(m.t, d.id)
	switch {
	case errors.Is(err, field.NotFound):
		d.row.Record.Base().ID = d.id
		return nil, nil
	case errors.Is(err, field.Locked):
		d.row.Action = Barred
		d.remark(-1, Lacking, "code.locked")
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("find record: %w", err)
	case r.Base().Gone != 0:
		d.row.Action = Barred
		d.remark(-1, Lacking, "exchange.row.deleted")
		return nil, nil
	}
	return r, nil
}

func (m *maker) get(id field.ID) (field.Record, error) {
	r, err := m.look.Get(m.t, id)
	if err != nil {
		return nil, fmt.Errorf("find record: %w", err)
	}
	return r, nil
}

// take returns the first record that no row was found for yet: as many equal rows, as many records.
func (x *existing) take(ids []field.ID) (field.ID, bool) {
	for _, id := range ids {
		if !x.used[id] {
			return id, true
		}
	}
	return field.ID{}, false
}

// learn reads the records of the type once.
func (m *maker) learn(columns []Column) error {
	if m.known != nil && m.known.byKey != nil {
		return nil
	}
	x := &existing{byKey: map[string][]field.ID{}, named: map[string][]field.ID{}, used: map[field.ID]bool{}, times: map[string]int{}}
	if m.known != nil {
		x.used = m.known.used
	}
	err := m.look.Each(m.ctx, m.t, func(r field.Record) error {
		id := r.Base().ID
		k := m.key(r, columns)
		if e, ok := r.(*centre.Event); ok && !m.rd.own {
			k = eventKey(e) + "\x00" + e.Programme.String()
		}
		if c, ok := r.(*centre.Case); ok && !m.rd.own {
			return m.learnCase(x, c)
		}
		x.byKey[k] = append(x.byKey[k], id)
		if n := m.naming(r); n != "" {
			x.named[n] = append(x.named[n], id)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("find records: %w", err)
	}
	m.known = x
	return nil
}

// key is the values of the fields that the file has, as far as they tell records apart: not the note, to which an import adds.
func (m *maker) key(r field.Record, columns []Column) string {
	var out strings.Builder
	if s := m.t.Owner(); s != nil {
		out.WriteString(s.Text(r) + "\x00") // where no column says it, the whole file is for it
	}
	for _, c := range columns {
		if c.role != asField || c.spec == m.note {
			continue
		}
		out.WriteString(c.spec.Key + "\x00" + plainValue(c.spec, r) + "\x00")
	}
	return out.String()
}

func plainValue(s *field.Spec, r field.Record) string {
	if n, ok := s.Pointer(r).(*field.Count); ok {
		if n.HasValue {
			return strconv.FormatInt(n.Value, 10) + n.Qualifier + n.Unit
		}
		return n.String()
	}
	return s.Text(r)
}

// naming returns the name by which a record is known to be the same; "" where a name does not tell: two persons may share one.
func (m *maker) naming(r field.Record) string {
	if PartOfEvent(m.t) {
		return m.namingPart(r)
	}
	s := m.t.Field(m.t.Title[0])
	if m.t.Space != field.Open || s.Kind != field.TextKind || !s.Has(field.IsName) || s.Has(field.IsPrivate) || m.t.Owner() != nil {
		return ""
	}
	if m.t == centre.EventType || s.Empty(r) {
		return ""
	}
	return unitName(s.Text(r))
}

// beforeEvent finds the event by name, hosts and date in its programme, or, when somebody has changed those since it was imported,
// by the id that followed from them.
func (m *maker) beforeEvent(e *centre.Event) (field.Record, error) {
	k := eventKey(e)
	for _, programme := range []field.ID{e.Programme, {}} {
		if id, ok := m.known.take(m.known.byKey[k+"\x00"+programme.String()]); ok {
			return m.get(id)
		}
	}
	whole := k + "\x00" + e.Programme.String()
	for {
		m.known.times[whole]++
		id, there, err := m.dir.free(m.t, whole, strconv.Itoa(m.known.times[whole]))
		if err != nil {
			return nil, err
		}
		if !there {
			e.ID = id
			return nil, nil
		}
		if !m.known.used[id] {
			return m.get(id)
		}
	}
}

// namingPart returns what tells one part of an event from the others: all that it must say. "" where that names a person.
func (m *maker) namingPart(r field.Record) string {
	out, said := "", 0
	for i := range m.t.Fields {
		s := &m.t.Fields[i]
		if !s.Required {
			continue
		}
		if s.Has(field.IsPrivate) || s.Empty(r) {
			return ""
		}
		if out += field.Fold(plainValue(s, r)) + "\x00"; !s.Owner {
			said++
		}
	}
	if said == 0 {
		return ""
	}
	return out
}
