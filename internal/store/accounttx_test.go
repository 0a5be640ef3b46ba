package store

import (
	"context"
	"errors"
	"slices"
	"testing"

	"cn.halfsky/internal/field"
)

// team is a folder with three accounts, signed in as its founder.
type team struct {
	s              *Store
	chief, staff   field.ID
	organiser      field.ID
	staffWord, org string // passphrases
}

func newTeam(t testing.TB) *team {
	t.Helper()
	s := create(t, options())
	tm := &team{s: s, chief: s.Me().ID, staffWord: "staff", org: "organiser"}
	update(t, s, func(tx *Tx) error {
		a, err := tx.AddAccount(NewAccount{Name: "示例职员", Role: "staff", Passphrase: tm.staffWord, Spaces: []field.Space{field.Open, field.Cases}})
		if err != nil {
			return err
		}
		b, err := tx.AddAccount(NewAccount{Name: "示例组织员", Role: "organiser", Passphrase: tm.org, Spaces: []field.Space{field.Open}})
		tm.staff, tm.organiser = a.ID, b.ID
		return err
	})
	return tm
}

func update(t testing.TB, s *Store, do func(tx *Tx) error) Change {
	t.Helper()
	c, err := s.Update(context.Background(), Verb{Name: "test"}, do)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// as closes the folder and opens it for another account.
func (tm *team) as(t testing.TB, name, passphrase string) *Store {
	t.Helper()
	if err := tm.s.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(tm.s.dir, passphrase, withAccount(tm.s.o, name))
	if err != nil {
		t.Fatal(err)
	}
	closing(t, s)
	tm.s = s
	return s
}

func (s *Store) of(id field.ID) AccountInfo {
	for _, a := range s.Accounts() {
		if a.ID == id {
			return a
		}
	}
	return AccountInfo{}
}

func problem(err error) string {
	var ps field.Problems
	if errors.As(err, &ps) && len(ps) == 1 {
		return ps[0].Say
	}
	return ""
}

func TestSeveralAccountsAreOneEntryOrNone(t *testing.T) {
	tm := newTeam(t)
	var last Entry
	if err := tm.s.Journal(context.Background(), 2, 0, func(e Entry) error { last = e; return nil }); err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, op := range last.Ops {
		if op.Kind != Account {
			t.Errorf("%+v", op)
		}
		said = append(said, op.Text)
	}
	if want := []string{"add", "grant open", "grant cases", "add", "grant open"}; last.Seq != 2 || !slices.Equal(said, want) {
		t.Errorf("entry %d says %q", last.Seq, said)
	}
	before := tm.s.Accounts()
	for what, do := range map[string]func(tx *Tx) error{
		"a later one fails": func(tx *Tx) error {
			_, err := tx.AddAccount(NewAccount{Name: "甲", Passphrase: "p"})
			return errors.Join(err, tx.Grant(field.ID{9}, field.Open))
		},
		"the failure is passed over": func(tx *Tx) error {
			_, _ = tx.AddAccount(NewAccount{Name: "甲", Passphrase: "p", Spaces: []field.Space{field.Open, "nowhere"}})
			return nil
		},
	} {
		if _, err := tm.s.Update(context.Background(), Verb{}, do); err == nil {
			t.Errorf("%s: saved", what)
		}
	}
	if got := tm.s.Accounts(); !slices.EqualFunc(got, before, func(a, b AccountInfo) bool { return a.ID == b.ID }) {
		t.Errorf("accounts are %+v", got)
	}
	sound(t, tm.s)
	tm.s = reopenAs(t, tm.s, "某主任", secret)
	if got := tm.s.of(tm.staff); got.Name != "示例职员" || got.Role != "staff" || !slices.Equal(got.Spaces, []field.Space{field.Cases, field.Open}) || got.Made == 0 {
		t.Errorf("%+v", got)
	}
}

func reopenAs(t testing.TB, s *Store, name, passphrase string) *Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	n, err := Open(s.dir, passphrase, withAccount(s.o, name))
	if err != nil {
		t.Fatal(err)
	}
	closing(t, n)
	return n
}

func TestGrantedAndRevokedKeysDecideWhatIsRead(t *testing.T) {
	tm := newTeam(t)
	m := full(1)
	put(t, tm.s, m)
	update(t, tm.s, func(tx *Tx) error { return tx.Grant(tm.organiser, field.Cases) })
	hers := tm.as(t, "示例组织员", tm.org)
	if get[*matter](t, hers, m.ID).Facts != m.Facts {
		t.Fatal("granted, she cannot read")
	}
	tm.as(t, "某主任", secret)
	update(t, tm.s, func(tx *Tx) error { return tx.Revoke(tm.organiser, field.Cases) })
	if got := tm.s.of(tm.organiser).Spaces; !slices.Equal(got, []field.Space{field.Open}) {
		t.Errorf("she holds %v", got)
	}
	hers = tm.as(t, "示例组织员", tm.org)
	if _, err := hers.Get(matterType, m.ID); !errors.Is(err, field.Locked) {
		t.Errorf("revoked, she reads: %v", err)
	}
	_, err := hers.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Grant(tm.organiser, field.Cases) })
	if !errors.Is(err, field.Locked) {
		t.Errorf("she gives herself the key: %v", err)
	}
	if got := hers.of(tm.staff).Spaces; !slices.Equal(got, []field.Space{field.Cases, field.Open}) {
		t.Errorf("of another account she knows %v", got) // who may open what is no secret between accounts
	}
	sound(t, hers)
}

func TestLastAccountThatOpensASpaceKeepsIt(t *testing.T) {
	tm := newTeam(t)
	ctx := context.Background()
	update(t, tm.s, func(tx *Tx) error { return tx.NewSpace("case-1", tm.staff) })
	for what, do := range map[string]func(tx *Tx) error{
		"revoke": func(tx *Tx) error { return tx.Revoke(tm.staff, "case-1") },
		"close":  func(tx *Tx) error { return tx.CloseAccount(tm.staff) },
		"reset":  func(tx *Tx) error { _, err := tx.ResetAccount(tm.staff, "neu"); return err },
		"space":  func(tx *Tx) error { return tx.NewSpace("case-2") },
	} {
		if _, err := tm.s.Update(ctx, Verb{}, do); problem(err) != "keys.last" {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, do := range map[string]func(tx *Tx) error{
		"close": func(tx *Tx) error { return tx.CloseAccount(tm.chief) },
		"reset": func(tx *Tx) error { _, err := tx.ResetAccount(tm.chief, "neu"); return err },
	} {
		if _, err := tm.s.Update(ctx, Verb{}, do); problem(err) != "keys.self" {
			t.Errorf("%s oneself: %v", what, err)
		}
	}
	if _, err := tm.s.Update(ctx, Verb{}, func(tx *Tx) error { return tx.Revoke(tm.chief, field.Aid) }); problem(err) != "keys.last" {
		t.Errorf("the only holder of aid gives it up: %v", err)
	}
	if _, err := tm.s.Update(ctx, Verb{}, func(tx *Tx) error { return tx.NewSpace(field.Aid, tm.chief) }); !errors.Is(err, field.Exists) {
		t.Errorf("a space twice: %v", err)
	}
	sound(t, tm.s)
}

func TestRestrictedSpaceIsOfThoseNamedAndOfTheRecoverySheet(t *testing.T) {
	tm := newTeam(t)
	var sheet AccountInfo
	update(t, tm.s, func(tx *Tx) (err error) {
		sheet, err = tx.AddAccount(NewAccount{Name: "找回单", Passphrase: "words", Recovery: true, Spaces: []field.Space{field.Open, field.Cases}})
		return err
	})
	m := full(1)
	put(t, tm.s, m)
	update(t, tm.s, func(tx *Tx) error {
		if err := tx.NewSpace("case-1", tm.staff); err != nil {
			return err
		}
		r, err := As[*matter](tx.Get(matterType, m.ID))
		if err != nil {
			return err
		}
		r.Space, r.Facts = "case-1", "只给她看"
		return tx.Put(r)
	})
	if _, err := tm.s.Get(matterType, m.ID); !errors.Is(err, field.Locked) {
		t.Errorf("the chief, who is not named, reads it: %v", err)
	}
	if n, _ := tm.s.Count(matterType, Query{Find: "只给她看"}); n != 0 {
		t.Error("it is still in the chief's memory")
	}
	for _, id := range []field.ID{tm.staff, sheet.ID} {
		if !slices.Contains(tm.s.of(id).Spaces, "case-1") {
			t.Errorf("%+v does not hold it", tm.s.of(id))
		}
	}
	for name, word := range map[string]string{"示例职员": tm.staffWord, "找回单": "words"} {
		s := tm.as(t, name, word)
		if get[*matter](t, s, m.ID).Facts != "只给她看" {
			t.Errorf("%s cannot read it", name)
		}
		sound(t, s)
	}
	for name, word := range map[string]string{"某主任": secret, "示例组织员": tm.org} {
		s := tm.as(t, name, word)
		if _, err := s.Get(matterType, m.ID); !errors.Is(err, field.Locked) {
			t.Errorf("%s reads it: %v", name, err)
		}
	}
}

func TestAccountIsRenamedClosedAndOpenedAgain(t *testing.T) {
	tm := newTeam(t)
	ctx := context.Background()
	try := func(name, word string) error {
		s, err := Open(tm.s.dir, word, withAccount(tm.s.o, name))
		if err == nil {
			err = s.Close()
		}
		return err
	}
	update(t, tm.s, func(tx *Tx) error { return tx.SetAccount(tm.staff, "示例职员乙", "counsellor") })
	if _, err := tm.s.Update(ctx, Verb{}, func(tx *Tx) error { return tx.SetAccount(tm.staff, "示例组织员", "staff") }); !errors.Is(err, field.Exists) {
		t.Errorf("two of one name: %v", err)
	}
	if _, err := tm.s.Update(ctx, Verb{}, func(tx *Tx) error { return tx.SetAccount(tm.staff, " ", "staff") }); problem(err) != "problem.required" {
		t.Errorf("no name: %v", err)
	}
	tm.as(t, "示例职员乙", tm.staffWord)
	tm.as(t, "某主任", secret)
	update(t, tm.s, func(tx *Tx) error { return tx.CloseAccount(tm.staff) })
	if a := tm.s.of(tm.staff); !a.Closed || a.Name != "示例职员乙" || a.Role != "counsellor" || len(a.Spaces) > 0 {
		t.Errorf("closed: %+v", a)
	}
	for what, do := range map[string]func(tx *Tx) error{
		"grant": func(tx *Tx) error { return tx.Grant(tm.staff, field.Open) },
		"close": func(tx *Tx) error { return tx.CloseAccount(tm.staff) },
	} {
		if _, err := tm.s.Update(ctx, Verb{}, do); !errors.Is(err, field.NotFound) {
			t.Errorf("%s a closed account: %v", what, err)
		}
	}
	if _, err := tm.s.Update(ctx, Verb{}, func(tx *Tx) error {
		_, err := tx.AddAccount(NewAccount{Name: "示例职员乙", Passphrase: "p"})
		return err
	}); !errors.Is(err, field.Exists) {
		t.Errorf("the name of a closed account: %v", err)
	}
	sound(t, tm.s)
	if err := tm.s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := try("示例职员乙", tm.staffWord); !errors.Is(err, field.Passphrase) {
		t.Errorf("a closed account signs in: %v", err)
	}
	tm.s = openFor(t, tm.s, "某主任", secret)
	update(t, tm.s, func(tx *Tx) error {
		if lost, err := tx.ResetAccount(tm.staff, "wieder da"); err != nil || len(lost) > 0 {
			t.Errorf("lost %v, %v", lost, err)
		}
		return tx.Grant(tm.staff, field.Open)
	})
	s := tm.as(t, "示例职员乙", "wieder da")
	if got := s.Me().Spaces; !slices.Equal(got, []field.Space{field.Open}) {
		t.Errorf("she holds %v", got)
	}
	put(t, s, &firm{Name: "甲"})
	sound(t, s)
}

func openFor(t testing.TB, s *Store, name, passphrase string) *Store {
	t.Helper()
	n, err := Open(s.dir, passphrase, withAccount(s.o, name))
	if err != nil {
		t.Fatal(err)
	}
	closing(t, n)
	return n
}

func TestResetGivesBackWhatTheOneWhoResetsHolds(t *testing.T) {
	tm := newTeam(t)
	m := full(1)
	put(t, tm.s, m)
	update(t, tm.s, func(tx *Tx) error { return tx.NewSpace("case-1", tm.staff, tm.organiser) })
	update(t, tm.s, func(tx *Tx) error {
		lost, err := tx.ResetAccount(tm.staff, "neu")
		if !slices.Equal(lost, []field.Space{"case-1"}) {
			t.Errorf("lost %v", lost)
		}
		return err
	})
	if err := tm.s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(tm.s.dir, tm.staffWord, withAccount(tm.s.o, "示例职员")); !errors.Is(err, field.Passphrase) {
		t.Errorf("the forgotten one still: %v", err)
	}
	s := openFor(t, tm.s, "示例职员", "neu")
	if got := s.Me().Spaces; !slices.Equal(got, []field.Space{field.Cases, field.Open}) || get[*matter](t, s, m.ID).Facts != m.Facts {
		t.Errorf("she holds %v", got)
	}
}
