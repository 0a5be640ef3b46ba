package ui

import (
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

var _ kit.Tallier = (*desk)(nil)

// Tally counts records by the values of a field.
func (d *desk) Tally(t *field.Type, key string, q kit.Query) (map[string]int, error) {
	counts, err := d.office.Tally(t, key, q)
	return counts, d.told(err)
}

// Count counts records.
func (d *desk) Count(t *field.Type, q kit.Query) (int, error) {
	n, err := d.office.Count(t, q)
	return n, d.told(err)
}
