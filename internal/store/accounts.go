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
	Name string       `cbor:"1,keyasint"`
	Role string       `cbor:"2,keyasint"`
	Made field.Moment `cbor:"3,keyasint"`
}

func cardPlace(id field.ID) string { return fmt.Sprintf("account %x", id[:]) }

func (s *Store) info(slot *vault.Slot) AccountInfo {
	a := AccountInfo{ID: slot.ID, Recovery: slot.Use == vault.ForRecovery, Closed: len(slot.Sealed) == 0}
	var card cardDoc
	if err := openDoc(s.ring, cardPlace(slot.ID), slot.Card, &card); err == nil {
		a.Name, a.Role, a.Made = card.Name, card.Role, card.Made
	}
	for _, k := range s.keyring.Keys {
		if label, ok := s.ring.Label(k.No); ok && k.GrantedTo(slot.ID) && label.Space != string(spaceAll) {
			if sp := field.Space(label.Space); !slices.Contains(a.Spaces, sp) {
				a.Spaces = append(a.Spaces, sp)
			}
		}
	}
	slices.Sort(a.Spaces)
	return a
}

// Accounts returns all accounts by name, closed ones too. Of the spaces of others it knows those it holds keys for itself.
func (s *Store) Accounts() []AccountInfo {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return slices.Clone(s.accounts)
}

// Me returns the account that is signed in.
func (s *Store) Me() AccountInfo {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, a := range s.accounts {
		if a.ID == s.account.ID {
			return a
		}
	}
	return AccountInfo{ID: s.account.ID}
}

// nameAccounts keeps who there is for those who only read.
func (s *Store) nameAccounts() {
	var all []AccountInfo
	names := map[field.ID]string{}
	for _, slot := range s.keyring.Slots {
		a := s.info(slot)
		all, names[a.ID] = append(all, a), a.Name
	}
	slices.SortFunc(all, func(a, b AccountInfo) int { return strings.Compare(a.Name, b.Name) })
	s.mu.Lock()
	s.accounts, s.names = all, names
	s.mu.Unlock()
}

// ChangePassphrase changes the passphrase of the signed-in account. Code: Passphrase when old is wrong.
func (s *Store) ChangePassphrase(ctx context.Context, old, new string) error {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.usable(); err != nil {
		return err
	}
	if _, err := s.slot.Unlock(old); err != nil {
		return fmt.Errorf("change passphrase: %w", coded(err))
	}
	cost := s.slot.Cost
	if s.o.Cost == nil && cost.Below(vault.Floor) {
		cost = vault.Calibrate(unlockTime, s.o.Clock)
	}
	next := *s.slot
	if err := next.Lock(s.account, new, cost); err != nil {
		return fmt.Errorf("change passphrase: %w", coded(err))
	}
	if ctx.Err() != nil {
		return fmt.Errorf("change passphrase: %w", field.Cancelled)
	}
	k := s.keyring.with(&next)
	if err := s.saveKeys(k, "passphrase", next.ID); err != nil {
		return err
	}
	s.slot = &next
	return nil
}

// NewAccount says what an account to be made is.
type NewAccount struct {
	Name       string
	Role       string
	Passphrase string
	Recovery   bool
	Spaces     []field.Space // keys it gets; the signed-in account must hold them
}

// AddAccount makes an account. Codes: Exists for a name that is taken, Locked for a space this account holds no key for.
func (s *Store) AddAccount(ctx context.Context, a NewAccount) (AccountInfo, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.usable(); err != nil {
		return AccountInfo{}, err
	}
	for _, slot := range s.keyring.Slots {
		if slot.Named(a.Name) {
			return AccountInfo{}, fmt.Errorf("add account: %w", field.Exists)
		}
	}
	id, err := s.newID()
	if err != nil {
		return AccountInfo{}, err
	}
	use := vault.ForPerson
	if a.Recovery {
		use = vault.ForRecovery
	}
	slot, _, err := vault.NewSlot(s.folder, id, use, a.Name, a.Passphrase, s.slot.Cost)
	if err != nil {
		return AccountInfo{}, fmt.Errorf("add account: %w", coded(err))
	}
	slot.Card, err = sealDoc(s.ring, cardPlace(id), cardDoc{Name: a.Name, Role: a.Role, Made: field.MomentOf(s.o.Clock())})
	if err != nil {
		return AccountInfo{}, err
	}
	k, err := s.granted(slot, append([]field.Space{spaceAll}, a.Spaces...))
	if err != nil {
		return AccountInfo{}, err
	}
	if ctx.Err() != nil {
		return AccountInfo{}, fmt.Errorf("add account: %w", field.Cancelled)
	}
	if err := s.saveKeys(k, "account", id); err != nil {
		return AccountInfo{}, err
	}
	return s.info(slot), nil
}

// granted returns the keyring with the slot, to which all epochs of the spaces are granted: older records need the older keys.
func (s *Store) granted(slot *vault.Slot, spaces []field.Space) (*keyring, error) {
	k := s.keyring.with(slot)
	for _, sp := range spaces {
		found := false
		for i, d := range k.Keys {
			if label, ok := s.ring.Label(d.No); ok && label.Space == string(sp) {
				next := *d
				next.Grants = slices.Clone(d.Grants)
				if err := s.ring.Grant(&next, slot); err != nil {
					return nil, fmt.Errorf("add account: %w", coded(err))
				}
				k.Keys[i], found = &next, true
			}
		}
		if !found {
			return nil, fmt.Errorf("add account: space %s: %w", sp, field.Locked)
		}
	}
	return k, nil
}

// with returns a copy of the keyring, one generation on, in which slot is new or replaced.
func (k *keyring) with(slot *vault.Slot) *keyring {
	next := &keyring{Bundle: vault.Bundle{Folder: k.Folder, Generation: k.Generation + 1, Keys: slices.Clone(k.Keys)}, damaged: k.damaged}
	for _, s := range k.Slots {
		if s.ID != slot.ID {
			next.Slots = append(next.Slots, s)
		}
	}
	next.Slots = append(next.Slots, slot)
	return next
}

// saveKeys writes a changed keyring with a journal entry, and its copy.
func (s *Store) saveKeys(k *keyring, verb string, id field.ID) error {
	now := field.MomentOf(s.o.Clock())
	tx := &Tx{s: s, verb: Verb{Name: verb}, now: now, byID: map[pendingKey]*pending{}}
	tx.Note(Account, nil, id, "")
	w, err := s.prepare(tx)
	if err != nil {
		return err
	}
	w.keyring = k
	err = s.save(w)
	if err != nil && !w.landed {
		return err
	}
	s.keyring = k
	s.nameAccounts()
	s.publish(s.adopt(tx, w))
	if err := k.copyOut(s.dir); err != nil {
		s.notice(Trouble{Kind: KeysBehind}) // the data file has them; the copy is made again at the next opening
	}
	return err
}
