package store

import (
	"context"
	"errors"
	"testing"

	"cn.halfsky/internal/field"
)

func TestPassphraseCanBeChanged(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	if err := s.ChangePassphrase(context.Background(), "falsch", "neu"); !errors.Is(err, field.Passphrase) {
		t.Fatalf("with a wrong old one: %v", err)
	}
	if err := s.ChangePassphrase(context.Background(), secret, "neu und lang"); err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(s.dir, secret, s.o); !errors.Is(err, field.Passphrase) {
		t.Fatalf("the old one still: %v", err)
	}
	n, err := Open(s.dir, "neu und lang", s.o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, n)
	if len(n.Troubles()) > 0 || get[*matter](t, n, m.ID).Facts != m.Facts {
		t.Fatalf("%+v", n.Troubles())
	}
	var last Entry
	if err := n.Journal(context.Background(), 1, 0, func(e Entry) error { last = e; return nil }); err != nil || last.Verb != "passphrase" || last.Ops[0].Kind != Account {
		t.Fatalf("journal: %+v, %v", last, err)
	}
}

// TestOwnAccountChangesInManyWaysInOneSession: each change begins with what the one before left.
func TestOwnAccountChangesInManyWaysInOneSession(t *testing.T) {
	tm := newTeam(t)
	ctx := context.Background()
	m := full(1)
	put(t, tm.s, m)
	word := secret
	for i, next := range []string{"zwei", "drei", "vier"} {
		update(t, tm.s, func(tx *Tx) error { return tx.SetAccount(tm.chief, "某主任"+next, "incharge") })
		update(t, tm.s, func(tx *Tx) error {
			return tx.Grant(tm.organiser, []field.Space{field.Cases, field.Aid, field.Open}[i])
		})
		if err := tm.s.ChangePassphrase(ctx, word, next); err != nil {
			t.Fatal(err)
		}
		update(t, tm.s, func(tx *Tx) error {
			if i == 1 {
				return tx.CloseAccount(tm.staff)
			}
			_, err := tx.ResetAccount(tm.staff, "staff "+next)
			return err
		})
		if err := tm.s.Rotate(ctx, []field.Space{field.Cases, spaceAll}, nil); err != nil {
			t.Fatal(err)
		}
		put(t, tm.s, full(2+i))
		word = next
	}
	sound(t, tm.s)
	tm.s = reopenAs(t, tm.s, "某主任vier", word)
	if len(tm.s.Troubles()) > 0 || get[*matter](t, tm.s, m.ID).Facts != m.Facts {
		t.Errorf("%+v", tm.s.Troubles())
	}
	sound(t, tm.s)
	sound(t, tm.as(t, "示例组织员", tm.org))
}

// TestOrganiserCannotOpenCases goes around every rule of the program above: the keys decide.
func TestOrganiserCannotOpenCases(t *testing.T) {
	s := create(t, options())
	m, f := full(1), &firm{Name: "红星"}
	put(t, s, m, f)
	m.Facts = "改"
	put(t, s, m)
	a, err := s.AddAccount(context.Background(), NewAccount{Name: "组织员", Role: "organiser", Passphrase: "ihre eigene", Spaces: []field.Space{field.Open}})
	if err != nil || len(a.Spaces) != 1 {
		t.Fatalf("%+v, %v", a, err)
	}
	if _, err := s.AddAccount(context.Background(), NewAccount{Name: " 组织员", Passphrase: "x"}); !errors.Is(err, field.Exists) {
		t.Errorf("the same name again: %v", err)
	}
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o := s.o
	if _, err := Open(s.dir, "ihre eigene", withAccount(o, "某主任")); !errors.Is(err, field.Passphrase) {
		t.Errorf("her passphrase with another's name: %v", err)
	}
	if _, err := Open(s.dir, "ihre eigene", withAccount(o, "没有这人")); !errors.Is(err, field.Passphrase) {
		t.Errorf("a name that is not there: %v", err)
	}
	hers, err := Open(s.dir, "ihre eigene", withAccount(o, "组织员"))
	if err != nil {
		t.Fatal(err)
	}
	if hers.Me().Name != "组织员" || len(hers.Accounts()) != 2 {
		t.Errorf("%+v", hers.Accounts())
	}
	if _, err := hers.Get(matterType, m.ID); !errors.Is(err, field.Locked) {
		t.Errorf("she reads a case: %v", err)
	}
	if n, err := hers.Count(matterType, Query{}); err != nil || n != 0 {
		t.Errorf("she lists %d cases, %v", n, err)
	}
	if _, ok := hers.Title("matter", m.ID); ok {
		t.Error("she learns a title")
	}
	if err := hers.Each(context.Background(), matterType, func(field.Record) error { return errors.New("read") }); err != nil {
		t.Errorf("she reads a case in passing: %v", err)
	}
	if _, err := hers.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Put(full(2)) }); !errors.Is(err, field.Locked) {
		t.Errorf("she writes a case: %v", err)
	}
	f2 := get[*firm](t, hers, f.ID)
	f2.Name = "红星二厂"
	put(t, hers, f2)
	if err := hers.Journal(context.Background(), 2, 3, func(e Entry) error {
		for _, op := range e.Ops {
			if op.Type == matterType {
				t.Errorf("she reads a case's history: %+v", op)
			}
		}
		if e.Locked != 1 {
			t.Errorf("entry %d: %d operations locked, want 1", e.Seq, e.Locked)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	r, err := hers.Check(context.Background(), nil) // she can still prove that no case was taken away
	if err != nil || !r.Sound() || r.Locked != 1 || r.Records != 1 {
		t.Errorf("check: %+v, %v", r, err)
	}
	if err := hers.Close(); err != nil {
		t.Fatal(err)
	}
	his, err := Open(s.dir, secret, withAccount(o, "某主任"))
	if err != nil {
		t.Fatal(err)
	}
	closing(t, his)
	if len(his.Troubles()) > 0 || get[*matter](t, his, m.ID).Facts != "改" || get[*firm](t, his, f.ID).Name != "红星二厂" {
		t.Errorf("his view: %+v", his.Troubles())
	}
	if rows, err := his.List(matterType, Query{Find: "赵小满"}); err != nil || rows.Len() != 1 {
		t.Errorf("his list after hers: %v", err)
	}
}

func withAccount(o Options, name string) Options {
	o.Account = name
	return o
}

func TestNoAccountGivesKeysItDoesNotHold(t *testing.T) {
	s := create(t, options())
	if _, err := s.AddAccount(context.Background(), NewAccount{Name: "甲", Passphrase: "p", Spaces: []field.Space{field.Open}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	hers, err := Open(s.dir, "p", withAccount(s.o, "甲"))
	if err != nil {
		t.Fatal(err)
	}
	closing(t, hers)
	if _, err := hers.AddAccount(context.Background(), NewAccount{Name: "乙", Passphrase: "p", Spaces: []field.Space{field.Cases}}); !errors.Is(err, field.Locked) {
		t.Fatalf("%v", err)
	}
}

func TestRestrictedRecordStaysOutOfTheCommonCache(t *testing.T) {
	s := create(t, options())
	m, open := full(1), full(2)
	m.Space, m.Client, m.Channel = field.Aid, "受限的人", "letter" // any other space than the table's own stands for a restricted one
	put(t, s, m, open)
	s = reopen(t, s)
	if s.cached == 0 {
		t.Fatal("the cache was not used")
	}
	if got := numbers(t, s, Query{Find: "受限", Where: []Cond{Where("channel", "letter")}, Sort: "client"}); got != m.Number {
		t.Fatalf("it is not found after opening: %q", got)
	}
	s.awaitTexts()
	b := s.tables[matterType.Code]
	u, err := s.readStream(field.Cases, textKind)
	if err != nil {
		t.Fatal(err)
	}
	copied := newTable(matterType)
	if _, err := s.unpackStream(u, []*table{copied}, (*table).unpackTexts); err != nil {
		t.Fatal(err)
	}
	row := b.row(m.ID)
	if len(copied.texts.row(row)) > 0 || len(copied.texts.row(b.row(open.ID))) == 0 {
		t.Fatal("its search text lies in the cache of the table's space")
	}
	u, err = s.readStream(field.Cases, columnKind)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{"受限的人", "letter"} {
		if containsText(u.b, w) {
			t.Errorf("%s lies in the cache of the table's space", w)
		}
	}
}

func TestRecordThatBecomesRestrictedLeavesTheCommonCache(t *testing.T) {
	s := create(t, options())
	m, open := full(1), full(2)
	put(t, s, m, open)
	s = reopen(t, s)
	m = get[*matter](t, s, m.ID)
	m.Space = field.Aid
	put(t, s, m)
	s = reopen(t, s)
	s.awaitTexts()
	u, err := s.readStream(field.Cases, textKind)
	if err != nil {
		t.Fatal(err)
	}
	copied := newTable(matterType)
	if _, err := s.unpackStream(u, []*table{copied}, (*table).unpackTexts); err != nil {
		t.Fatal(err)
	}
	b := s.tables[matterType.Code]
	if len(copied.texts.row(b.row(m.ID))) > 0 || len(copied.texts.row(b.row(open.ID))) == 0 {
		t.Fatal("its search text lies in the cache of the table's space still")
	}
}
