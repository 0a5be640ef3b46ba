package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// cardDoc is what the folder knows of an account besides its keys, readable to every account.
type cardDoc struct {
	Name   string       `cbor:"1,keyasint"`
	Role   string       `cbor:"2,keyasint"`
	Made   field.Moment `cbor:"3,keyasint"`
	Signs  []signDoc    `cbor:"4,keyasint,omitempty"` // in the order of From
	Closed uint64       `cbor:"5,keyasint,omitempty"` // the entry that closed it: it wrote nothing after
}

// signDoc is a key that proves what an account wrote from one journal entry on, until the next one.
type signDoc struct {
	From     uint64 `cbor:"1,keyasint"`
	Verifier []byte `cbor:"2,keyasint"`
}

func cardPlace(id field.ID) string { return fmt.Sprintf("account %x", id[:]) }

// card opens the card of a slot.
func (s *Store) card(slot *vault.Slot) (c cardDoc, err error) {
	return c, openDoc(s.ring, cardPlace(slot.ID), slot.Card, &c)
}

func (s *Store) info(slot *vault.Slot) AccountInfo {
	a := AccountInfo{ID: slot.ID, Recovery: slot.Use == vault.ForRecovery, Closed: len(slot.Sealed) == 0}
	if card, err := s.card(slot); err == nil {
		a.Name, a.Role, a.Made = card.Name, card.Role, card.Made
	}
	for _, k := range s.keyring.Keys {
		if sp := s.keyring.space(s.ring, k.No); sp != "" && sp != spaceAll && k.GrantedTo(slot.ID) && !slices.Contains(a.Spaces, sp) {
			a.Spaces = append(a.Spaces, sp)
		}
	}
	slices.Sort(a.Spaces)
	return a
}

// Accounts returns all accounts by name, closed ones too.
func (s *Store) Accounts() []AccountInfo {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.accounts)
}

// Me returns the account that is signed in.
func (s *Store) Me() AccountInfo { return s.named(s.account.ID) }

// named is what is known of an account.
func (s *Store) named(id field.ID) AccountInfo {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, a := range s.accounts {
		if a.ID == id {
			return a
		}
	}
	return AccountInfo{ID: id}
}

// nameAccounts keeps who there is for those who only read.
func (s *Store) nameAccounts() {
	var all []AccountInfo
	names, cards := map[field.ID]string{}, map[field.ID]cardDoc{}
	for _, slot := range s.keyring.Slots {
		a := s.info(slot)
		all, names[a.ID] = append(all, a), a.Name
		if card, err := s.card(slot); err == nil {
			cards[a.ID] = card
		}
	}
	slices.SortFunc(all, func(a, b AccountInfo) int { return strings.Compare(a.Name, b.Name) })
	s.mu.Lock()
	s.accounts, s.names, s.cards = all, names, cards
	s.mu.Unlock()
}

// NewAccount says what an account to be made is.
type NewAccount struct {
	Name       string
	Role       string
	Passphrase string
	Recovery   bool
	Spaces     []field.Space // keys it gets; the signed-in account must hold them
}

// AddAccount makes an account in an Update of its own.
func (s *Store) AddAccount(ctx context.Context, a NewAccount) (made AccountInfo, err error) {
	_, err = s.Update(ctx, Verb{Name: "account"}, func(tx *Tx) (err error) { made, err = tx.AddAccount(a); return err })
	return made, err
}

// ChangePassphrase changes the passphrase of the signed-in account, and its key pair with it: an older copy of the slots opens
// nothing of what is granted afterwards. A draft kept before does not open any more. Code: Passphrase when old is
// wrong.
func (s *Store) ChangePassphrase(ctx context.Context, old, new string) error {
	_, err := s.Update(ctx, Verb{Name: "passphrase"}, func(tx *Tx) error { return tx.changePassphrase(old, new) })
	return err
}
