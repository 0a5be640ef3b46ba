package field

import (
	"maps"

	"github.com/google/uuid"
)

// ID names a record for ever and everywhere: a UUID. The zero ID means none.
type ID = uuid.UUID

// Space is the compartment of the data folder a record lies in: who holds its key can open it.
type Space string

// The spaces a folder starts with. A restricted case gets a space of its own, named by its record.
const (
	Open  Space = "open"  // schedules, events, organisations, bulletins
	Cases Space = "cases" // persons, cases and what belongs to them
	Aid   Space = "aid"   // hardship files, pairings, aid
)

// Stamp is a hybrid logical clock reading: it orders versions of a field across desks whose clocks differ.
type Stamp struct {
	Wall int64  // milliseconds since 1970 as the desk's clock had them, or later
	Tick uint16 // tells apart readings of one millisecond
	Desk uint64 // the desk that took it
}

// Before reports whether s is older than t; the desk decides between equal clocks, so all desks agree.
func (s Stamp) Before(t Stamp) bool {
	switch {
	case s.Wall != t.Wall:
		return s.Wall < t.Wall
	case s.Tick != t.Tick:
		return s.Tick < t.Tick
	}
	return s.Desk < t.Desk
}

// Meta is what every record carries besides its own fields. Only the store writes it.
type Meta struct {
	ID        ID
	Rev       uint64 // 0 for a record that was never saved, then 1, 2, 3 …
	Made      Moment
	Changed   Moment
	MadeBy    ID                // account
	ChangedBy ID                // account
	Gone      Moment            // when it was deleted; zero while it lives
	Space     Space             // empty: the type's own
	Stamps    map[string]Stamp  // version of each field changed since the record was made; Stamps[""] is the making
	Extra     map[string][]byte // fields of a newer program, kept as they were
	ReadOnly  bool              // sealed by a newer schema: shown, never rewritten
}

// Base lets a record embed Meta and be a Record.
func (m *Meta) Base() *Meta { return m }

func (m *Meta) copy() Meta {
	c := *m
	c.Stamps, c.Extra = maps.Clone(m.Stamps), maps.Clone(m.Extra)
	return c
}

// ParseID reads the name of a record as String writes it.
func ParseID(text string) (ID, error) { return uuid.Parse(text) }
