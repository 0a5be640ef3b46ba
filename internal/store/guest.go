package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Guest is a second person of the folder who proved who she is while somebody else is signed in, to save one thing in her own name:
// the entry is of her account and signed with her key. What is read and sealed goes through the keys of the one signed in, which are
// the same keys; what she holds no key for she cannot save. Nobody else's screen, draft or session changes by it.
type Guest struct {
	s       *Store
	account *vault.Account
	ring    *vault.Ring // what she could open herself
}

// Guest proves a second person by her name and passphrase. A wrong passphrase counts and costs time as it does at signing in. Forget
// must be called. Codes: Passphrase, Damaged, Denied for a recovery sheet; field.Problems for the one signed in, and for an account
// that has to sign in by itself once.
func (s *Store) Guest(name, passphrase string) (*Guest, error) {
	if vault.SameName(name, "") { // the passphrase alone would find anybody
		return nil, fmt.Errorf("admit guest: no name: %w", field.Passphrase)
	}
	s.write.Lock()
	k, err := s.keyring, s.usable()
	s.write.Unlock()
	if err != nil {
		return nil, err
	}
	o := s.o
	o.Account = name
	slot, account, err := k.try(o, passphrase)
	if err != nil {
		return nil, fmt.Errorf("admit guest: %w", err)
	}
	g := &Guest{s: s, account: account}
	s.write.Lock()
	defer s.write.Unlock()
	if err := g.fits(slot); err != nil {
		g.Forget()
		return nil, fmt.Errorf("admit guest: %w", err)
	}
	return g, nil
}

// fits makes sure that the account can save something beside the one signed in, and opens its keys. The caller holds the store's
// write lock.
func (g *Guest) fits(was *vault.Slot) error {
	k, slot, err := g.s.unlocked(was)
	if err != nil {
		return err
	}
	if slot.Use != vault.ForPerson {
		return field.Denied
	}
	if g.account.ID == g.s.Me().ID {
		return field.Problems{{Say: "guest.self"}}
	}
	card, err := g.s.card(slot)
	if err != nil {
		return err
	}
	if !card.signs(g.account) { // of a time before entries were signed: signing in by herself brings what proves hers
		return field.Problems{{Say: "guest.first"}}
	}
	if g.ring, err = k.openRing(g.account); err != nil {
		return coded(err)
	}
	return nil
}

// Me is the guest's account.
func (g *Guest) Me() AccountInfo { return g.s.named(g.account.ID) }

// Forget drops her keys; she can save nothing any more.
func (g *Guest) Forget() {
	if g.ring != nil {
		g.ring.Forget()
	}
	g.ring = nil
	g.account.Forget()
}

// Update is Store.Update in her name. Codes besides those: Locked for a record she could not open herself, Denied for anything about
// accounts and keys.
func (g *Guest) Update(ctx context.Context, v Verb, do func(tx *Tx) error) (Change, error) {
	if g.ring == nil {
		return Change{}, errShut
	}
	return g.s.updateBy(ctx, g.account, v, 0, func(tx *Tx) error {
		if slot := g.s.keyring.slot(g.account.ID); slot == nil || len(slot.Sealed) == 0 {
			return fmt.Errorf("update as guest: closed: %w", field.Denied)
		}
		if err := do(tx); err != nil {
			return err
		}
		if tx.keys != nil {
			tx.keys.failed = errors.Join(tx.keys.failed, fmt.Errorf("update as guest: accounts: %w", field.Denied))
			return nil
		}
		if slices.ContainsFunc(tx.pending, func(p *pending) bool { return !g.opens(p) }) {
			return fmt.Errorf("update as guest: %w", field.Locked)
		}
		return nil
	})
}

// opens reports whether she could open a record as it was, and as it will be.
func (g *Guest) opens(p *pending) bool {
	spaces := []field.Space{p.new.meta.Space}
	if p.old != nil {
		spaces = append(spaces, p.old.meta.Space)
	}
	for _, sp := range spaces {
		if _, _, ok := g.ring.Newest(string(cmp.Or(sp, p.b.t.Space))); !ok {
			return false
		}
	}
	return true
}
