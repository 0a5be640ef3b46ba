package exchange

import (
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// withholder keeps cases of harassment, domestic violence and psychology, and what belongs to them, out of every list that is not
// asked for with personal fields.
type withholder struct {
	look  Lookup
	owner *field.Spec       // what a record of the type is a part of, when that is a case
	cases map[field.ID]bool // by what the record is a part of
}

func (w Writing) withholder() *withholder {
	h := &withholder{look: w.Lookup, cases: map[field.ID]bool{}}
	if s := w.Type.Owner(); s != nil && slices.Contains(s.Tables, centre.CaseType.Table) {
		h.owner = s
	}
	return h
}

// holds reports whether the record is kept back. A part of a case that cannot be opened is: nobody knows what the case is about.
func (h *withholder) holds(r field.Record) (bool, error) {
	if c, ok := r.(*centre.Case); ok {
		return centre.Sensitive(c.Matter), nil
	}
	if h.owner == nil {
		return false, nil
	}
	id, ok := h.owner.Pointer(r).(*field.ID)
	if !ok {
		return false, nil
	}
	if held, known := h.cases[*id]; known {
		return held, nil
	}
	held, err := h.holdsOwner(*id)
	if err != nil {
		return false, err
	}
	h.cases[*id] = held
	return held, nil
}

// holdsOwner reports whether what the record is a part of is kept back.
func (h *withholder) holdsOwner(id field.ID) (bool, error) {
	for _, table := range h.owner.Tables {
		owner, err := h.look.Get(centre.TypeOf(table), id)
		switch {
		case errors.Is(err, field.NotFound):
		case errors.Is(err, field.Locked):
			return true, nil
		case err != nil:
			return false, fmt.Errorf("find owner: %w", err)
		default: // a file of a step is one of its case
			return Writing{Type: owner.Type(), Lookup: h.look}.withholder().holds(owner)
		}
	}
	return true, nil
}
