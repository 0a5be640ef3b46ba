package ui

import (
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/today"
)

var _ today.Logger = (*desk)(nil)

// Callers finds earlier callers by name, pinyin, initials or telephone; each has a note of how often she came and when last.
func (d *desk) Callers(typed string, most int) ([]kit.Hit, error) {
	hits, err := d.Look([]string{"person"}, typed, most)
	if err != nil {
		return nil, err
	}
	words := d.office.Words(d.book())
	for i := range hits {
		n, last, err := d.office.EarlierOf(hits[i].ID)
		if err != nil {
			return nil, d.told(err)
		}
		note := words.Book.T("quick.came.never")
		if n > 0 {
			note = words.Book.T("quick.came", n, words.Day(last))
		}
		hits[i].Note = strings.TrimSpace(note + "　" + hits[i].Note)
	}
	return hits, nil
}

// SamePersons finds who may be known already.
func (d *desk) SamePersons(p office.Sought) ([]office.Same, error) {
	same, err := d.office.SamePersons(ctx(), p)
	return same, d.told(err)
}

// EarlierOf says how often a person came.
func (d *desk) EarlierOf(person field.ID) (int, field.Day, error) {
	n, last, err := d.office.EarlierOf(person)
	return n, last, d.told(err)
}
