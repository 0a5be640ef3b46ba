package office

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// hushed reports whether a record says something of harassment, domestic violence or psychology by what it is called: a part of such a
// case, or aid of that kind. A list of many cases never names it, masked or not. What cannot be opened is taken for one. The case itself
// goes by its number, which says nothing.
func (o *Office) hushed(t *field.Type, id field.ID) bool {
	owner := t.Owner()
	if owner == nil && t != centre.AidType && t != centre.PairingType {
		return false
	}
	r, err := o.store.Get(t, id)
	if err != nil {
		return true
	}
	if hush := summary.HushedAid(r); hush || owner == nil {
		return hush
	}
	up, ok := owner.Pointer(r).(*field.ID)
	if !ok {
		return true
	}
	for _, table := range owner.Tables {
		over := centre.TypeOf(table)
		if over == nil {
			return true
		}
		switch r, err := o.store.Get(over, *up); {
		case err != nil:
		case over == centre.CaseType:
			return centre.Sensitive(r.(*centre.Case).Matter)
		default:
			return o.hushed(over, *up)
		}
	}
	return true
}
