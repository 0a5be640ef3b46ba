package centre

import (
	"slices"
	"testing"

	"cn.halfsky/internal/field"
)

// TestBuiltInRolesGrowFromReadingToAll: every role of the program can be saved, opens the open space, and none but the one in charge
// hands out keys or erases.
func TestBuiltInRolesGrowFromReadingToAll(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range BuiltInRoles() {
		if ps := r.Check(); ps != nil || seen[r.Key] || !r.BuiltIn() {
			t.Errorf("%s: %v", r.Key, ps)
		}
		seen[r.Key] = true
		for _, right := range []string{MayAccounts, MayErase, MaySettings} {
			if r.May(right) != (r.Key == RoleInCharge) {
				t.Errorf("%s may %s: %v", r.Key, right, r.May(right))
			}
		}
		if cases := slices.Contains(r.Opens(), field.Cases); cases == (r.Key == RoleOrganiser || r.Key == RoleAuditor) {
			t.Errorf("%s opens cases: %v", r.Key, cases)
		}
		for _, right := range r.Rights {
			if Rights.Term(right) == nil {
				t.Errorf("%s has no such right: %s", r.Key, right)
			}
		}
	}
	if len(seen) != len(builtIn) {
		t.Errorf("%d of %d roles are offered", len(seen), len(builtIn))
	}
}

// TestARoleThatWouldLockThePeopleOutIsRefused: the one in charge keeps everything, all open the open space, an own role has a name.
func TestARoleThatWouldLockThePeopleOutIsRefused(t *testing.T) {
	whole := BuiltInRoles()[0]
	fewer := *whole
	fewer.Rights = []string{MayWrite}
	narrow := *whole
	narrow.Spaces = []string{"open", "aid"}
	for name, c := range map[string]struct {
		role  *Role
		field string
	}{
		"in charge without rights": {&fewer, "rights"},
		"in charge without cases":  {&narrow, "rights"},
		"without the open space":   {&Role{Key: "own-1", Name: "志愿者", Spaces: []string{"cases"}}, "spaces"},
		"without a name":           {&Role{Key: "own-1", Spaces: []string{"open"}}, "name"},
		"without a key":            {&Role{Name: "志愿者", Spaces: []string{"open"}}, "key"},
		"with a key of words":      {&Role{Key: "志愿者", Name: "志愿者", Spaces: []string{"open"}}, "key"},
	} {
		ps := c.role.Check()
		if len(ps) != 1 || ps[0].Field != c.field {
			t.Errorf("%s: %v", name, ps)
		}
	}
}
