package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// as opens the folder again as somebody; the office there is closed first.
func (f *team) as(name string) *Office {
	f.Helper()
	f.leave()
	o := f.options
	o.Account = name
	of, err := Open(f.dir, f.pass(name), o)
	if err != nil {
		f.Fatalf("open as %s: %v", name, err)
	}
	f.Office = of
	return of
}

// team is a folder in which several people work, one at a time.
type team struct {
	*testing.T
	*Office
	dir     string
	options Options
	changed map[string]string // passphrases that are no longer the first ones
}

func newTeam(t *testing.T) *team {
	t.Helper()
	of, dir, o := looseOffice(t)
	f := &team{T: t, Office: of, dir: dir, options: o, changed: map[string]string{}}
	t.Cleanup(f.leave)
	return f
}

// leave proves the folder and closes it.
func (f *team) leave() {
	f.Helper()
	if f.Office == nil {
		return
	}
	rep, err := f.Check(context.Background(), nil)
	if err != nil || !rep.Sound() {
		f.Errorf("the folder is not sound: %+v, %v", rep.Troubles, err)
	}
	if err := f.Close(); err != nil {
		f.Error(err)
	}
	f.Office = nil
}

func (f *team) pass(name string) string {
	switch p := f.changed[name]; {
	case p != "":
		return p
	case name == "值班员":
		return testPass
	}
	return "snow on 12 plum trees"
}

func (f *team) add(name, role string) field.ID {
	f.Helper()
	a, err := f.AddPerson(f.T.Context(), NewPerson{Name: name, Role: role, Passphrase: f.pass(name)})
	if err != nil {
		f.Fatalf("add %s: %v", role, err)
	}
	return a.ID
}

func (f *team) find(name string) Person {
	f.Helper()
	all, err := f.People()
	if err != nil {
		f.Fatal(err)
	}
	i := slices.IndexFunc(all, func(p Person) bool { return p.Name == name })
	if i < 0 {
		f.Fatal("nobody has the name")
	}
	return all[i]
}

// refused says which sentence a verb was refused with.
func refused(t *testing.T, err error, say string) {
	t.Helper()
	var ps field.Problems
	if !errors.As(err, &ps) || ps[0].Say != say {
		t.Errorf("%v, want %s", err, say)
	}
}

// TestARoleGivesItsKeysAndNoOthers: what each role opens is what its account can read, and a change of role changes that for what
// was there before too.
func TestARoleGivesItsKeysAndNoOthers(t *testing.T) {
	f := newTeam(t)
	c := enquiry(t, f.Office)
	for _, r := range centre.BuiltInRoles() {
		f.add("示例"+r.Key, r.Key)
	}
	for _, r := range centre.BuiltInRoles() {
		of := f.as("示例" + r.Key)
		_, err := of.Get(centre.CaseType, c.ID)
		if opens := slices.Contains(r.Opens(), field.Cases); opens != (err == nil) || !opens && !errors.Is(err, field.Locked) {
			t.Errorf("%s reads a case: %v", r.Key, err)
		}
		if _, err := of.Centre(); err != nil {
			t.Errorf("%s reads the centre's record: %v", r.Key, err)
		}
		for _, right := range centre.Rights.Offered() {
			if of.May(right) != r.May(right) {
				t.Errorf("%s may %s: %v", r.Key, right, of.May(right))
			}
		}
	}
	f.as("值班员")
	if err := f.SetRole(t.Context(), f.find("示例staff").ID, centre.RoleOrganiser, nil); err != nil {
		t.Fatal(err)
	}
	if err := f.SetRole(t.Context(), f.find("示例organiser").ID, centre.RoleStaff, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := f.as("示例staff").Get(centre.CaseType, c.ID); !errors.Is(err, field.Locked) {
		t.Errorf("after losing the cases: %v", err)
	}
	if _, err := f.as("示例organiser").Get(centre.CaseType, c.ID); err != nil {
		t.Errorf("after being given the cases: %v", err)
	}
}

// TestSomebodyAlwaysLooksAfterAccounts: the last one cannot give the right away, nobody shuts herself out, and of two one may go.
func TestSomebodyAlwaysLooksAfterAccounts(t *testing.T) {
	f := newTeam(t)
	me := f.Me().ID
	refused(t, f.SetRole(t.Context(), me, centre.RoleStaff, nil), "people.last")
	refused(t, f.ClosePerson(t.Context(), me, nil), "people.self")
	other := f.add("示例副主任", centre.RoleInCharge)
	refused(t, f.ClosePerson(t.Context(), me, nil), "people.self")
	if err := f.SetRole(t.Context(), me, centre.RoleStaff, nil); err != nil {
		t.Fatal(err)
	}
	if f.May(centre.MayAccounts) {
		t.Error("the right was not given away")
	}
	if err := f.ClosePerson(t.Context(), other, nil); !errors.Is(err, field.Denied) {
		t.Errorf("staff closes an account: %v", err)
	}
}

// TestAClosedPersonIsGoneAndRemembered: she signs in no more, her name is nobody else's, and a reset brings her back with the keys
// of her role.
func TestAClosedPersonIsGoneAndRemembered(t *testing.T) {
	f := newTeam(t)
	id := f.add("示例志愿者", centre.RoleCounsellor)
	c := enquiry(t, f.Office)
	if err := f.ClosePerson(t.Context(), id, nil); err != nil {
		t.Fatal(err)
	}
	if p := f.find("示例志愿者"); !p.Closed || len(p.Spaces) > 0 || p.May(centre.MayWrite) {
		t.Errorf("a closed account: %+v", p)
	}
	_, err := f.AddPerson(t.Context(), NewPerson{Name: "示例志愿者", Role: centre.RoleStaff, Passphrase: f.pass("")})
	refused(t, err, "people.taken")
	f.leave()
	o := f.options
	o.Account = "示例志愿者"
	if _, err := Open(f.dir, f.pass("示例志愿者"), o); !errors.Is(err, field.Passphrase) {
		t.Errorf("a closed account signs in: %v", err)
	}
	f.as("值班员")
	f.changed["示例志愿者"] = "rain over 12 plum trees"
	if _, err := f.ResetPerson(t.Context(), id, f.changed["示例志愿者"]); err != nil {
		t.Fatal(err)
	}
	if _, err := f.as("示例志愿者").Get(centre.CaseType, c.ID); err != nil {
		t.Errorf("after the reset: %v", err)
	}
}

// TestAPassphraseIsJudgedWhereverItIsGiven: a first one, and one given by somebody else.
func TestAPassphraseIsJudgedWhereverItIsGiven(t *testing.T) {
	f := newTeam(t)
	_, err := f.AddPerson(t.Context(), NewPerson{Name: "示例工作人员", Role: centre.RoleStaff, Passphrase: "示例工作人员的口令是这个"})
	refused(t, err, "people.pass.name")
	_, err = f.AddPerson(t.Context(), NewPerson{Name: " ", Role: "nothing", Passphrase: f.pass("")})
	var ps field.Problems
	if !errors.As(err, &ps) || len(ps) != 2 || ps[0].Field != "name" || ps[1].Field != "role" {
		t.Errorf("no name and no role: %v", err)
	}
	id := f.add("示例工作人员", centre.RoleStaff)
	_, err = f.ResetPerson(t.Context(), id, "short")
	refused(t, err, "problem.passphrase")
	_, err = f.ResetPerson(t.Context(), f.Me().ID, "quite another long one")
	refused(t, err, "people.self.reset")
}

// TestRestrictedCasesAreHandedOverFirst: while only she can open one, she cannot be closed or lose the cases.
func TestRestrictedCasesAreHandedOverFirst(t *testing.T) {
	f := newTeam(t)
	id := f.add("示例咨询员", centre.RoleCounsellor)
	c := enquiry(t, f.Office)
	if _, err := f.Restrict(t.Context(), c.ID, []field.ID{id}); err != nil {
		t.Fatal(err)
	}
	if p := f.find("示例咨询员"); len(p.Own) != 1 || !slices.Equal(p.OwnCases, []string{c.Number}) {
		t.Fatalf("hers alone: %v %v, want %s", p.Own, p.OwnCases, c.Number)
	}
	refused(t, f.ClosePerson(t.Context(), id, nil), "people.handover")
	refused(t, f.SetRole(t.Context(), id, centre.RoleOrganiser, nil), "people.handover")
	if err := f.SetRole(t.Context(), id, centre.RoleStaff, nil); err != nil {
		t.Errorf("a role that opens cases: %v", err)
	}
	f.as("示例咨询员")
	if _, err := f.NameOn(t.Context(), c.ID, f.find("值班员").ID); err != nil {
		t.Fatal(err)
	}
	if err := f.as("值班员").ClosePerson(t.Context(), id, nil); err != nil {
		t.Errorf("after handing over: %v", err)
	}
}

// TestAnOwnRoleIsMadeChangedAndGivenUp: its key is made by the program, its accounts follow it, and it stays while somebody has it.
func TestAnOwnRoleIsMadeChangedAndGivenUp(t *testing.T) {
	f := newTeam(t)
	c := enquiry(t, f.Office)
	role := &centre.Role{Name: "示例实习生", Spaces: []string{"open"}}
	if _, err := f.SaveRole(t.Context(), role, nil); err != nil || role.Key == "" {
		t.Fatalf("key %q, %v", role.Key, err)
	}
	_, err := f.SaveRole(t.Context(), &centre.Role{Name: "示例实习生", Spaces: []string{"open"}}, nil)
	refused(t, err, "people.role.taken")
	_, err = f.SaveRole(t.Context(), &centre.Role{Name: "Read only", Spaces: []string{"open"}}, nil)
	refused(t, err, "people.role.taken")
	f.add("示例小实习", role.Key)
	role.Spaces = []string{"open", "cases"}
	change, err := f.SaveRole(t.Context(), role, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Delete(t.Context(), role)
	refused(t, err, "people.role.used")
	if _, err := f.as("示例小实习").Get(centre.CaseType, c.ID); err != nil {
		t.Errorf("her role opens cases now: %v", err)
	}
	f.as("值班员")
	if _, err := f.Undo(t.Context(), change.Seq); err != nil {
		t.Fatal(err)
	}
	if _, err := f.as("示例小实习").Get(centre.CaseType, c.ID); !errors.Is(err, field.Locked) {
		t.Errorf("after the undo: %v", err)
	}
	f.as("值班员")
	if err := f.ClosePerson(t.Context(), f.find("示例小实习").ID, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Delete(t.Context(), roleNamed(t, f.Office, role.Key)); err != nil {
		t.Errorf("a role that nobody has: %v", err)
	}
}

// TestWithoutRecordsTheProgramsRolesHold: a folder of an older program has none, and one record changes one role only.
func TestWithoutRecordsTheProgramsRolesHold(t *testing.T) {
	f := newTeam(t)
	rs, err := All[*centre.Role](t.Context(), f.Office, centre.RoleType)
	if err != nil || len(rs) != len(centre.BuiltInRoles()) {
		t.Fatalf("%d roles were written, %v", len(rs), err)
	}
	for _, r := range rs {
		if _, err := f.Delete(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range centre.BuiltInRoles() {
		if got := roleNamed(t, f.Office, want.Key); !slices.Equal(got.Rights, want.Rights) || !slices.Equal(got.Spaces, want.Spaces) {
			t.Errorf("%s: %v %v", want.Key, got.Spaces, got.Rights)
		}
	}
	staff := roleNamed(t, f.Office, centre.RoleStaff)
	staff.Name, staff.Rights = "示例专职", []string{centre.MayWrite}
	if _, err := f.SaveRole(t.Context(), staff, nil); err != nil {
		t.Fatal(err)
	}
	if got := roleNamed(t, f.Office, centre.RoleStaff); got.Name != "示例专职" || got.May(centre.MayPrint) {
		t.Errorf("the changed role: %+v", got)
	}
}

// TestAnOldFolderHasTheProgramsRoles: one that was made before there were roles has no records of them, and its first account looks
// after everything as before.
func TestAnOldFolderHasTheProgramsRoles(t *testing.T) {
	dir, o := filepath.Join(t.TempDir(), "data"), testOptions(t)
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "store", "testdata", "format1", "folder"))); err != nil {
		t.Fatal(err)
	}
	o.Account = "示例负责人"
	of, err := Open(dir, "format one changed", o)
	if err != nil {
		t.Fatal(err)
	}
	f := &team{T: t, Office: of, dir: dir, options: o, changed: map[string]string{"示例负责人": "format one changed"}}
	t.Cleanup(f.leave)
	if n, err := of.Count(centre.RoleType, store.Query{}); n != 0 || err != nil {
		t.Fatalf("it has %d roles, %v", n, err)
	}
	for _, right := range centre.Rights.Offered() {
		if !of.May(right) {
			t.Errorf("may not %s", right)
		}
	}
	f.add("示例新同事", centre.RoleCounsellor)
	if of := f.as("示例新同事"); of.May(centre.MayAccounts) || !of.May(centre.MayWrite) {
		t.Error("her role is not the program's")
	}
}
