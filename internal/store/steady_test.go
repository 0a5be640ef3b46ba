package store

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"cn.halfsky/internal/field"
)

// anew gives every space a new key and retires the older ones.
func anew(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Rotate(t.Context(), []field.Space{field.Open, field.Cases, spaceAll}, nil); err != nil {
		t.Error(err)
	}
}

// sheet makes a recovery sheet.
func (tm *team) sheet(t testing.TB, word string) AccountInfo {
	t.Helper()
	a, err := tm.s.AddAccount(t.Context(), NewAccount{Name: "recovery 7K3F", Passphrase: word, Recovery: true, Spaces: []field.Space{field.Open, field.Cases}})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestKeysRenewedWhileAPassphraseIsProved: the account opens all the same what it opened before.
func TestKeysRenewedWhileAPassphraseIsProved(t *testing.T) {
	tm := newTeam(t)
	sheet := tm.sheet(t, "lots of digits")
	slot, account, err := tm.s.keyring.unlock(sheet.Name, "lots of digits")
	if err != nil {
		t.Fatal(err)
	}
	hers, she, err := tm.s.keyring.unlock("示例职员", tm.staffWord)
	if err != nil {
		t.Fatal(err)
	}
	anew(t, tm.s)
	if got, err := tm.s.tried(slot, account); err != nil || got.ID != sheet.ID || !slices.Equal(got.Spaces, []field.Space{field.Cases, field.Open}) {
		t.Errorf("the sheet: %+v, %v", got, err)
	}
	g := &Guest{s: tm.s, account: she}
	if err := g.fits(hers); err != nil {
		t.Errorf("a guest: %v", err)
	}
	if _, err := g.Update(t.Context(), Verb{Name: "test"}, func(tx *Tx) error { return tx.Put(full(1)) }); err != nil {
		t.Errorf("a guest: %v", err)
	}
	update(t, tm.s, func(tx *Tx) error { return errors.Join(tx.CloseAccount(sheet.ID), tx.CloseAccount(tm.staff)) })
	if _, err := tm.s.tried(slot, account); !errors.Is(err, field.Passphrase) {
		t.Errorf("a sheet that was closed meanwhile: %v", err)
	}
	if err := g.fits(hers); !errors.Is(err, field.Passphrase) {
		t.Errorf("a guest whose account was closed meanwhile: %v", err)
	}
}

// TestKeysRenewedWhileTheJournalIsRead: entries that were read and not yet opened are not taken for damaged ones.
func TestKeysRenewedWhileTheJournalIsRead(t *testing.T) {
	tm := newTeam(t)
	s := tm.s
	group := put(t, s, full(1)).Seq
	for n := range 5 {
		if _, err := s.Update(t.Context(), Verb{Name: "test", Group: group}, func(tx *Tx) error { return tx.Put(full(n)) }); err != nil {
			t.Fatal(err)
		}
	}
	last := s.Folder().Seq
	for what, read := range map[string]func(first func(), sound func(seq uint64, damaged bool)) error{
		"journal": func(first func(), sound func(uint64, bool)) error {
			return s.Journal(t.Context(), 1, last, func(e Entry) error { first(); sound(e.Seq, e.Damaged); return nil })
		},
		"lines": func(first func(), sound func(uint64, bool)) error {
			return s.Lines(t.Context(), 1, last, func(l Line) { first(); sound(l.Seq, l.Damaged) })
		},
		"headers": func(first func(), sound func(uint64, bool)) error {
			return s.headers(t.Context(), 1, last, func(seq uint64, _ entryDoc) { first(); sound(seq, false) })
		},
		"one entry": func(first func(), sound func(uint64, bool)) error {
			for seq := uint64(1); seq <= last; seq++ {
				err := s.openAt(seq, func(p parts) error { first(); _, err := s.entry(p, nil); return err })
				sound(seq, err != nil)
			}
			return nil
		},
	} {
		seen := uint64(0)
		once := sync.OnceFunc(func() { anew(t, s) })
		err := read(once, func(seq uint64, damaged bool) {
			if seen++; damaged || seq != seen {
				t.Errorf("%s: entry %d, damaged: %v", what, seq, damaged)
			}
		})
		if err != nil || seen != last {
			t.Errorf("%s: %d of %d entries, %v", what, seen, last, err)
		}
	}
}

// TestKeysRenewedWhileABackupIsProved: it is of the state before, and proved by the keys of that state.
func TestKeysRenewedWhileABackupIsProved(t *testing.T) {
	s := create(t, options())
	put(t, s, full(1))
	once := sync.OnceFunc(func() { anew(t, s) })
	made, err := s.Backup(t.Context(), t.TempDir(), func(int, int) { once() })
	if err != nil || made.Verified == 0 {
		t.Errorf("%+v, %v", made, err)
	}
	if r, err := VerifyBackup(t.Context(), made.Path, secret, s.o, nil); err != nil || !r.Sound() {
		t.Errorf("%+v, %v", r.Troubles, err)
	}
}

// TestNothingElseNoticesThatKeysAreRenewed: what others read, prove and save meanwhile is neither locked nor damaged.
func TestNothingElseNoticesThatKeysAreRenewed(t *testing.T) {
	tm := newTeam(t)
	s, ctx := tm.s, t.Context()
	importRows(t, s, 20)
	m := full(1)
	put(t, s, m)
	sheet := tm.sheet(t, "lots of digits")
	word := Verb{Name: "test"}
	jobs := map[string]func() error{
		"get":     func() error { _, err := s.Get(matterType, m.ID); return err },
		"each":    func() error { return s.Each(ctx, matterType, func(field.Record) error { return nil }) },
		"history": func() error { _, err := s.History(matterType, m.ID); return err },
		"entry":   func() error { _, err := s.Entry(2); return err },
		"undo":    func() error { _, err := s.UndoPlan(2); return err },
		"trial":   func() error { _, err := s.Trial(sheet.Name, "lots of digits"); return err },
		"guest": func() error {
			g, err := s.Guest("示例职员", tm.staffWord)
			if err != nil {
				return err
			}
			defer g.Forget()
			_, err = g.Update(ctx, word, func(tx *Tx) error { return tx.Put(full(2)) })
			return err
		},
		"save": func() error { _, err := s.Update(ctx, word, func(tx *Tx) error { return tx.Put(full(3)) }); return err },
		"check": func() error {
			r, err := s.Check(ctx, nil)
			if !r.Sound() {
				t.Errorf("%+v", r.Troubles)
			}
			return err
		},
	}
	var done atomic.Bool
	var all sync.WaitGroup
	for what, job := range jobs {
		all.Go(func() {
			for !done.Load() {
				if err := job(); err != nil {
					t.Errorf("%s: %v", what, err)
				}
			}
		})
	}
	for range 5 {
		anew(t, s)
	}
	done.Store(true)
	all.Wait()
	for _, x := range s.Troubles() {
		t.Errorf("%+v", x)
	}
}
