package exchange

import (
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// series settles which programme the events of a sheet belong to: the one that was asked for, none when a column names it row by
// row, or the one that the title names, which is made when it is not there.
func (m *maker) series(sp *SheetPlan) error {
	if m.in.Programme != (field.ID{}) {
		m.frame.programme = m.in.Programme
		return nil
	}
	if hasField(sp.Columns, "programme") {
		return nil
	}
	name := seriesName(m.frame.title)
	if name == "" && !dullSheet.MatchString(field.Fold(sp.Name)) {
		name = seriesName(sp.Name)
	}
	if name == "" {
		name = seriesName(m.file.stem())
	}
	year := m.frame.year
	if year == 0 {
		year = yearIn(name)
	}
	p := &centre.Programme{Name: name, Year: int64(year), Source: m.frame.source, Note: strings.Join(m.frame.notes, "\n")}
	if p.Check() != nil {
		p = &centre.Programme{Name: seriesName(m.file.Name), Year: int64(year)}
	}
	if p.Check() != nil {
		return nil // no words to name it by: the events stand alone
	}
	id, several, err := m.dir.find([]string{"programme"}, p.Name)
	switch {
	case err != nil:
		return err
	case several:
		return refuse("exchange.refuse.programmes", p.Name)
	case id != (field.ID{}):
		m.dir.met(id, p.Name)
	default:
		if id, _, err = m.dir.make(p, p.Name); err != nil {
			return err
		}
	}
	m.frame.programme = id
	m.tellNotes(sp, id)
	return nil
}

// tellNotes says what becomes of the lines around the table when the programme is there already: only a new one takes them.
func (m *maker) tellNotes(sp *SheetPlan, id field.ID) {
	s := m.dir.byID[id]
	if s == nil {
		return
	}
	p, ok := s.Record.(*centre.Programme)
	if !ok {
		return
	}
	for i := range sp.Head {
		if h := &sp.Head[i]; h.Field == "programme.note" && !strings.Contains(p.Note, oneLine(h.Text)) {
			h.Fate, h.Field, h.Say = Ignored, "", "exchange.head.there"
		}
	}
}

// below keeps a remark under the table in the note of a new programme.
func (m *maker) below(r *Row, row *RowPlan) {
	s := m.dir.byID[m.frame.programme]
	if s == nil {
		return
	}
	p, ok := s.Record.(*centre.Programme)
	if !ok {
		return
	}
	for col, c := range r.Cells {
		if !c.own() {
			continue
		}
		text := oneLine(c.Text)
		if s.New && !strings.Contains(p.Note, text) {
			before := p.Note
			if p.Note = strings.TrimPrefix(p.Note+"\n"+text, "\n"); p.Check() != nil {
				p.Note = before
			}
		}
		if strings.Contains(p.Note, text) {
			row.Remarks = append(row.Remarks, Remark{Col: col, Fate: Noted, Say: "exchange.head.note"})
		}
	}
}

// event fills what the row of an event leaves to be understood.
func (d *draft) event(e *centre.Event) {
	if e.Programme == (field.ID{}) {
		e.Programme = d.m.frame.programme
	}
	if e.Source == "" {
		e.Source = d.m.frame.source
	}
	d.eventName(e)
	d.eventKind(e)
	if d.m.frame.host != "" && len(e.Hosts) == 0 {
		got := d.m.rd.references(e, centre.EventType.Field("hosts"), d.m.frame.host)
		if !got.done {
			d.lines = append(d.lines, d.m.frame.host)
		}
	}
	if !hasField(d.columns, "state") && d.past(e) {
		e.State = "held"
	}
}

// eventName takes the theme or the kind as it is written for the name that is not.
func (d *draft) eventName(e *centre.Event) {
	if e.Name != "" {
		return
	}
	for _, key := range []string{"theme", "kind", "content"} {
		for col, c := range d.columns {
			if text := oneLine(d.cells.cell(col).Text); c.role == asField && c.Field == key && text != "" {
				if p := centre.EventType.Field("name").Set(e, text, field.Context{}); p == nil {
					d.remark(-1, "", "exchange.row.name", "event."+key)
					return
				}
			}
		}
	}
}

// eventKind takes the kind that the name of the event tells, when no cell does.
func (d *draft) eventKind(e *centre.Event) {
	if e.Kind != "" {
		return
	}
	e.Kind = "other"
	if code := d.m.rd.words(centre.EventKind).inside(e.Name); code != "" {
		e.Kind = code
	}
	d.remark(-1, "", "exchange.row.kind", "eventkind."+e.Kind)
}

// past reports whether the event lies behind us: a table of figures is about what was held.
func (d *draft) past(e *centre.Event) bool {
	today := d.m.in.Today
	if e.Date.IsZero() {
		return d.m.frame.year > 0 && d.m.frame.year < today.Year
	}
	return e.Date.Within(field.Day{}, today)
}

// eventKey is what makes two rows the same event: name, hosts and date. Two events of one name, as the two groups of six that
// 2008 had, differ in at least one of them, or stand twice in their file.
func eventKey(e *centre.Event) string {
	hosts := make([]string, 0, len(e.Hosts))
	for _, h := range e.Hosts {
		hosts = append(hosts, h.String())
	}
	slices.Sort(hosts)
	return fmt.Sprintf("%s\x00%s\x00%s", field.Fold(e.Name), e.Date, strings.Join(hosts, ","))
}
