package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"cn.halfsky/internal/field"
)

func (tm *team) guest(t *testing.T, name, passphrase string) *Guest {
	t.Helper()
	g, err := tm.s.Guest(name, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(g.Forget)
	return g
}

// TestAGuestSavesInHerOwnName: the entry, the record and the signature are hers; the one signed in stays, and what she saves is hers.
func TestAGuestSavesInHerOwnName(t *testing.T) {
	tm := newTeam(t)
	put(t, tm.s, full(1))
	g := tm.guest(t, "示例职员", tm.staffWord)
	r := full(2)
	c, err := g.Update(context.Background(), Verb{Name: "test"}, func(tx *Tx) error {
		if tx.Me().ID != tm.staff {
			t.Errorf("the transaction is of %q", tx.Me().Name)
		}
		return tx.Put(r)
	})
	if err != nil {
		t.Fatal(err)
	}
	e, err := tm.s.Entry(c.Seq)
	if err != nil || e.Account != tm.staff || e.Who != "示例职员" || r.MadeBy != tm.staff || r.ChangedBy != tm.staff {
		t.Errorf("saved by %q, made by %v: %v", e.Who, r.MadeBy, err)
	}
	if tm.s.Me().ID != tm.chief {
		t.Errorf("signed in is %q", tm.s.Me().Name)
	}
	after := full(3)
	put(t, tm.s, after)
	if after.MadeBy != tm.chief {
		t.Error("what the one signed in saves next is not hers")
	}
	g.Forget()
	if _, err := g.Update(context.Background(), Verb{Name: "test"}, func(tx *Tx) error { return tx.Put(full(4)) }); err == nil {
		t.Error("a guest whose keys were dropped saves")
	}
	shut(t, tm.s)
	if got := signatureTroubles(t, tm); len(got) != 0 {
		t.Errorf("entries %v are not proved", got)
	}
}

// TestAGuestSavesOnlyWhatSheCouldOpen: neither a record of a space she has no key for, nor anything about accounts.
func TestAGuestSavesOnlyWhatSheCouldOpen(t *testing.T) {
	tm := newTeam(t)
	seq := put(t, tm.s, full(1)).Seq
	g := tm.guest(t, "示例组织员", tm.org)
	for what, x := range map[string]struct {
		do   func(tx *Tx) error
		want error
	}{
		"a case": {func(tx *Tx) error { return tx.Put(full(2)) }, field.Locked},
		"an account": {func(tx *Tx) error {
			_, err := tx.AddAccount(NewAccount{Name: "示例新人", Passphrase: "neu"})
			return err
		}, field.Denied},
		"keys": {func(tx *Tx) error { return tx.Grant(tm.organiser, field.Cases) }, field.Denied},
	} {
		if _, err := g.Update(context.Background(), Verb{Name: "test"}, x.do); !errors.Is(err, x.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if got := tm.s.Folder().Seq; got != seq {
		t.Errorf("%d entries were written", got-seq)
	}
	put(t, tm.s, full(3)) // the keys of the one signed in are as they were
}

// TestWhoIsNoGuest: the one signed in, a recovery sheet, a closed account, nobody by name.
func TestWhoIsNoGuest(t *testing.T) {
	tm := newTeam(t)
	update(t, tm.s, func(tx *Tx) error {
		_, err := tx.AddAccount(NewAccount{Name: "示例恢复单", Passphrase: "sheet", Recovery: true, Spaces: []field.Space{field.Open}})
		if err != nil {
			return err
		}
		return tx.CloseAccount(tm.organiser)
	})
	if _, err := tm.s.Guest("某主任", secret); problem(err) != "guest.self" {
		t.Errorf("the one signed in: %v", err)
	}
	if _, err := tm.s.Guest("示例恢复单", "sheet"); !errors.Is(err, field.Denied) {
		t.Errorf("a recovery sheet: %v", err)
	}
	for name, pass := range map[string]string{"示例组织员": tm.org, "示例职员": "wrong", "无此人": tm.staffWord, "": tm.staffWord} {
		if _, err := tm.s.Guest(name, pass); !errors.Is(err, field.Passphrase) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestAGuestsWrongPassphrasesCostTime: they count together with those at signing in.
func TestAGuestsWrongPassphrasesCostTime(t *testing.T) {
	var waited []time.Duration
	o := options()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	o.Anchor, o.Clock, o.Wait = t.TempDir(), func() time.Time { return now }, func(d time.Duration) { waited = append(waited, d) }
	s := create(t, o)
	update(t, s, func(tx *Tx) error {
		_, err := tx.AddAccount(NewAccount{Name: "示例职员", Passphrase: "staff", Spaces: []field.Space{field.Open, field.Cases}})
		return err
	})
	for range 5 {
		if _, err := s.Guest("示例职员", "wrong"); !errors.Is(err, field.Passphrase) {
			t.Fatalf("a wrong passphrase gives %v", err)
		}
	}
	g, err := s.Guest("示例职员", "staff")
	if err != nil {
		t.Fatal(err)
	}
	g.Forget()
	if len(waited) != 3 || waited[0] != time.Second || waited[2] != 4*time.Second || s.Tries().Count != 5 {
		t.Errorf("waited %v for %d tries", waited, s.Tries().Count)
	}
}
