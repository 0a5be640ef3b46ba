package exchange

import (
	"slices"
	"strings"

	"cn.halfsky/internal/field"
)

// compare says what the row would change in the saved record. What the file does not say stays; to a note is only added.
func (m *maker) compare(d *draft) {
	row := d.row
	after := m.t.Copy(row.Before)
	specs := d.given
	if m.rd.own {
		specs = nil
		for i := range d.columns {
			if d.columns[i].role == asField {
				specs = append(specs, d.columns[i].spec)
			}
		}
	}
	for _, s := range specs {
		if s == m.note && !m.rd.own || alike(s, row.Before, row.Record) && (!m.rd.own || s.Equal(row.Before, row.Record)) {
			continue
		}
		if err := s.Put(after, s.Raw(row.Record)); err == nil {
			row.Changed = append(row.Changed, s.Key)
		}
	}
	if m.note != nil && !m.rd.own && m.addLines(row.Record, after) {
		row.Changed = append(row.Changed, m.note.Key)
	}
	row.Record, row.Action = after, Same
	if len(row.Changed) == 0 {
		return
	}
	row.Action = Change
	for _, p := range after.Check() {
		row.Action = Barred
		d.remark(-1, Lacking, "exchange.row.field", append([]string{m.t.Table + "." + p.Field, p.Say}, p.Args...)...)
	}
}

// addLines adds the lines of one note that another does not have.
func (m *maker) addLines(from, to field.Record) bool {
	have, ok := m.note.Pointer(to).(*string)
	if !ok {
		return false
	}
	added := false
	for _, line := range strings.Split(m.note.Text(from), "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.Contains(*have, line) {
			*have, added = strings.TrimPrefix(*have+"\n"+line, "\n"), true
		}
	}
	if m.note.Kind == field.TextKind {
		*have = strings.ReplaceAll(*have, "\n", "；")
	}
	return added
}

// alike reports whether the saved record says at least what the row says: the same, or the same more exactly.
func alike(s *field.Spec, before, after field.Record) bool {
	switch b := s.Pointer(before).(type) {
	case *field.Count:
		return plainValue(s, before) == plainValue(s, after)
	case *field.Day:
		a, ok := s.Pointer(after).(*field.Day)
		return ok && (*a == *b || covers(*a, *b))
	case *[]field.ID:
		a, ok := s.Pointer(after).(*[]field.ID)
		return ok && sameIDs(*a, *b)
	case *string:
		return oneLine(s.Text(before)) == oneLine(s.Text(after))
	}
	return s.Equal(before, after)
}

// covers reports whether the day exact lies in the month, year or day vague.
func covers(vague, exact field.Day) bool {
	if vague.Year != exact.Year || exact.Month == 0 {
		return false
	}
	if vague.Month == 0 {
		return true
	}
	return vague.Month == exact.Month && exact.Date > 0 && (vague.Date == 0 || vague.Date == exact.Date && vague.Half == field.WholeDay)
}

func sameIDs(a, b []field.ID) bool {
	if len(a) != len(b) {
		return false
	}
	for _, id := range a {
		if !slices.Contains(b, id) {
			return false
		}
	}
	return true
}
