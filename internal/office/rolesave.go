package office

import (
	"context"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// SaveRole saves a role and gives every account that has it the keys it opens now; what it opens no more is taken away from them and
// sealed anew. field.Problems when nobody would be left to look after accounts.
func (o *Office) SaveRole(ctx context.Context, r *centre.Role, tell store.Progress) (store.Change, error) {
	return o.manage(ctx, "save-role", tell, func(v *verb) error { return v.put(r) })
}

// fitRole is what follows from the saving of a role.
func (v *verb) fitRole(r *centre.Role) error {
	if r.Key == "" {
		fill(v, &r.Key, fmt.Sprintf("own-%d-%d", v.office.store.Folder().Desk, v.Next("role")))
	}
	if err := v.office.soleName(r); err != nil {
		return err
	}
	all, err := v.office.People()
	if err != nil {
		return err
	}
	then := map[field.ID]*centre.Role{}
	for _, p := range all {
		if p.Role == r.Key && !p.Closed {
			then[p.ID] = r
		}
	}
	if err := v.office.keepsManager(then); err != nil {
		return err
	}
	for _, p := range all {
		if then[p.ID] == nil {
			continue
		}
		if err := v.fit(p, r); err != nil {
			return err
		}
	}
	return nil
}

// soleName makes sure that no two roles read the same, in either language.
func (o *Office) soleName(r *centre.Role) error {
	rs, err := o.knownRoles()
	if err != nil {
		return err
	}
	for _, other := range rs {
		if other.Key == r.Key {
			continue
		}
		for _, lang := range say.Langs() {
			b := say.For(lang)
			if field.Fold(other.Called(b)) == field.Fold(r.Called(b)) {
				return field.Problems{{Field: "name", Say: "people.role.taken"}}
			}
		}
	}
	return nil
}

// roleUnused refuses to delete a role that somebody has.
func (o *Office) roleUnused(r *centre.Role) error {
	all, err := o.People()
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Role == r.Key && !p.Closed && !r.BuiltIn() {
			return field.Problems{{Say: "people.role.used"}}
		}
	}
	return nil
}

// fitAll gives every account the keys of its role: after a role became another one by itself, as by an undo.
func (o *Office) fitAll(ctx context.Context) error {
	_, err := o.manage(ctx, "fit-roles", nil, func(v *verb) error {
		all, err := o.People()
		if err != nil {
			return err
		}
		for _, p := range all {
			if p.Closed || p.Job == nil {
				continue
			}
			if err := v.fit(p, p.Job); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// touches reports whether a change was about a record of the type.
func touches(c store.Change, t *field.Type) bool {
	for _, x := range c.Touched {
		if x.Type == t {
			return true
		}
	}
	return false
}
