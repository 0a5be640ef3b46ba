package exchange

import (
	"errors"
	"fmt"
	"regexp"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// partOf says which event the row is a part of: the one its cells name, by its name and where that is not enough by its date, or the
// one that the whole file is for.
func (d *draft) partOf() error {
	s := d.m.t.Owner()
	if s == nil || d.m.rd.own {
		return nil
	}
	to, ok := s.Pointer(d.row.Record).(*field.ID)
	if !ok || *to != (field.ID{}) {
		return nil
	}
	if d.ownerText == "" {
		if d.m.in.Owner != (field.ID{}) && d.m.in.Of != nil && hasTable(s, d.m.in.Of.Table) {
			*to = d.m.in.Owner
		}
		return nil
	}
	hits, err := d.m.dir.named(s.Tables, d.ownerText)
	if err != nil {
		return err
	}
	if len(hits) > 1 && !d.ownerDay.IsZero() {
		if hits, err = d.m.heldOn(hits, d.ownerDay); err != nil {
			return err
		}
	}
	switch len(hits) {
	case 1:
		*to = hits[0]
		d.texts[s.Key] = d.ownerCol
		d.given = append(d.given, s)
	case 0:
		d.barred = true
		d.remark(d.ownerCol, Lacking, "exchange.cell.noevent")
	default:
		d.barred = true
		d.remark(d.ownerCol, Lacking, "exchange.cell.events")
	}
	return nil
}

func hasTable(s *field.Spec, table string) bool {
	for _, t := range s.Tables {
		if t == table {
			return true
		}
	}
	return false
}

// named returns every record of the tables that the words name.
func (d *directory) named(tables []string, text string) (hits []field.ID, err error) {
	id, _, err := d.find(tables, oneLine(text))
	if err != nil {
		return nil, err
	}
	if id != (field.ID{}) {
		return []field.ID{id}, nil
	}
	for _, table := range tables {
		x, err := d.index(table)
		if err != nil {
			return nil, err
		}
		hits = append(hits, x.names[field.Fold(text)]...)
	}
	return hits, nil
}

// heldOn keeps the events that are held on a day; a month takes all of its days.
func (m *maker) heldOn(ids []field.ID, day field.Day) (out []field.ID, err error) {
	for _, id := range ids {
		e, err := m.event(id)
		if err != nil {
			return nil, err
		}
		held := e.Date
		if covers(day, held) || covers(held, day) || sameDate(held, day) {
			out = append(out, id)
		}
	}
	return out, nil
}

func sameDate(a, b field.Day) bool { return a.Year == b.Year && a.Month == b.Month && a.Date == b.Date }

// event returns an event: one of this file, or one of the folder; an empty one where there is none.
func (m *maker) event(id field.ID) (*centre.Event, error) {
	if e := m.events[id]; e != nil {
		return e, nil
	}
	r, err := m.look.Get(centre.EventType, id)
	if errors.Is(err, field.NotFound) {
		return &centre.Event{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find event: %w", err)
	}
	if e, ok := r.(*centre.Event); ok {
		m.events[id] = e
		return e, nil
	}
	return &centre.Event{}, nil
}

// ownerCell keeps what a cell says of the event that the row is a part of, for partOf.
func (d *draft) ownerCell(col int, c *Column, cell Cell) {
	if cell.Empty() {
		return
	}
	if c.role == asOwnerDay {
		scratch := &centre.Event{}
		if got := d.m.rd.day(scratch, centre.EventType.Field("date"), field.Tidy(cell.Text)); got.done {
			d.ownerDay = scratch.Date
			return
		}
		d.keepUnread(col, cell, unread("problem.day"))
		return
	}
	d.ownerText, d.ownerCol = field.Tidy(cell.Text), col
}

var (
	cameWords = regexp.MustCompile(`^([√✓✔v]|是|到|已到|到场|已签到?|签到|出席|y|yes|present|here)$`)
	awayWords = regexp.MustCompile(`^([×✗xn○]|否|未到|缺席|没来|请假|no|absent)$`)
)

// attendeeCell reads the cells of a sign-in list that say more than one field holds: the mark or the signature by which somebody says
// that she came, and her unit, which no list of names puts on record.
func (d *draft) attendeeCell(col int, c *Column, cell Cell) bool {
	a, ok := d.row.Record.(*centre.Attendee)
	if !ok {
		return false
	}
	switch text := field.Fold(cell.Text); {
	case c.spec.Key == "unit":
		id, _, err := d.m.dir.find(c.spec.Tables, oneLine(cell.Text))
		if err != nil {
			d.m.rd.err = err
		}
		if a.Unit = id; id == (field.ID{}) {
			s := *c
			s.spec = centre.AttendeeType.Field("unittext")
			d.row.Remarks = append(d.row.Remarks, Remark{Col: col, Fate: Used, Field: s.spec.Key, Say: "exchange.cell.unittext"})
			d.field(col, &s, cell)
			return true
		}
		d.m.dir.met(id, cell.Text)
		d.texts[c.spec.Key] = col
		d.given = append(d.given, c.spec)
	case c.spec.Key != "present":
		return false
	case cameWords.MatchString(text), a.Name != "" && text == field.Fold(a.Name):
		d.came, d.texts[c.spec.Key] = true, col
	case awayWords.MatchString(text):
		d.remark(col, Ignored, "exchange.cell.away")
	default:
		return false
	}
	return true
}

// present says when somebody came of whom a mark only says that she did: on the day of the event. Nobody is named at an event where
// people are only counted.
func (d *draft) present() error {
	a, ok := d.row.Record.(*centre.Attendee)
	if !ok || d.m.rd.own {
		return nil
	}
	e, err := d.m.event(a.Event)
	if err != nil {
		return err
	}
	if !centre.TakesNames(e.Kind) {
		d.barred = true
		d.remark(-1, Lacking, "exchange.row.nameless")
	}
	if !d.came {
		return nil
	}
	day := e.Date
	if !day.Exact() {
		day = d.m.in.Today
	}
	a.Present = field.MomentOf(time.Date(day.Year, time.Month(day.Month), day.Date, 0, 0, 0, 0, d.m.zone()))
	return nil
}
