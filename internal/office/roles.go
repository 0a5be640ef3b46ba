package office

import (
	"errors"
	"fmt"
	"sync"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Roles returns all roles: those of the program as this folder has them, the widest first, then the centre's own in the order they
// were made. A folder of an older program has no records of them, and an account that cannot read them has the program's.
func (o *Office) Roles() ([]*centre.Role, error) {
	rs, err := o.knownRoles()
	if err != nil {
		return nil, err
	}
	out := make([]*centre.Role, 0, len(rs))
	for _, r := range rs {
		out = append(out, centre.RoleType.Copy(r).(*centre.Role))
	}
	return out, nil
}

// knownRoles returns the roles as they are kept; they are not to be changed.
func (o *Office) knownRoles() ([]*centre.Role, error) {
	if rs := o.roles.get(); rs != nil {
		return rs, nil
	}
	turn := o.roles.turn()
	rs, err := readRoles(o.store)
	if err != nil {
		return nil, fmt.Errorf("read roles: %w", err)
	}
	o.roles.keep(rs, turn)
	return rs, nil
}

// readRoles lays the records over the roles of the program. One that is damaged is passed over: the folder told of it, and nobody is
// shut out of her work for it.
func readRoles(from reader) ([]*centre.Role, error) {
	out := centre.BuiltInRoles()
	rows, err := from.List(centre.RoleType, store.Query{Sort: store.ByMade})
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, r := range out {
		at[r.Key] = i
	}
	for i := range rows.Len() {
		r, err := store.As[*centre.Role](from.Get(centre.RoleType, rows.ID(i)))
		if errors.Is(err, field.Damaged) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if i, ok := at[r.Key]; ok {
			if r.Key == centre.RoleInCharge {
				r.Rights = out[i].Rights // she may do everything, also what rights were made since her role was saved
			}
			out[i] = r
			continue
		}
		at[r.Key] = len(out)
		out = append(out, r)
	}
	return out, nil
}

// roleOf returns the role of that key. Code: field.NotFound.
func roleOf(rs []*centre.Role, key string) (*centre.Role, error) {
	for _, r := range rs {
		if r.Key == key {
			return r, nil
		}
	}
	return nil, fmt.Errorf("find role: %w", field.NotFound)
}

// writeRoles gives a new folder records of the program's roles, so that they can be seen, exported and changed like any other.
func (v *verb) writeRoles() error {
	for _, r := range centre.BuiltInRoles() {
		if err := v.Put(r); err != nil {
			return err
		}
	}
	return nil
}

// knownRoles keeps the roles in memory: every save asks for them. Each change of a role begins a new turn, so that what was read
// before it is not kept after it.
type knownRoles struct {
	mu  sync.Mutex
	all []*centre.Role
	now int
}

func (k *knownRoles) get() []*centre.Role {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.all
}

func (k *knownRoles) turn() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.now
}

func (k *knownRoles) keep(rs []*centre.Role, turn int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if turn == k.now {
		k.all = rs
	}
}

func (k *knownRoles) changed() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.all, k.now = nil, k.now+1
}
