package store

import (
	"fmt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// What the journal says of an account. The words are permanent; those with a blank are followed by a space.
const (
	saidAdd        = "add"
	saidSet        = "set"
	saidClose      = "close"
	saidReset      = "reset"
	saidPassphrase = "passphrase"
	saidSignature  = "signature"
	saidGrant      = "grant "
	saidRevoke     = "revoke "
	saidSpace      = "space "
	saidRotate     = "rotate "
)

// AddAccount makes an account that holds the common key and those of a.Spaces, all their epochs: older values need the older keys.
// Codes: Exists for a name another account has or had, Locked for a space this account holds no key for.
func (tx *Tx) AddAccount(a NewAccount) (_ AccountInfo, err error) {
	defer tx.half(&err)
	s, w := tx.s, tx.keyWork()
	if err := tx.freeName(a.Name, field.ID{}); err != nil {
		return AccountInfo{}, err
	}
	id, err := s.newID()
	if err != nil {
		return AccountInfo{}, err
	}
	use := vault.ForPerson
	if a.Recovery {
		use = vault.ForRecovery
	}
	slot, account, err := vault.NewSlot(s.folder, id, use, a.Name, a.Passphrase, s.newCost())
	if err != nil {
		return AccountInfo{}, fmt.Errorf("add account: %w", coded(err))
	}
	card := cardDoc{Name: a.Name, Role: a.Role, Made: tx.now, Signs: []signDoc{{s.head.Seq + 2, account.Verifier()}}}
	if slot.Card, err = sealDoc(s.ring, cardPlace(id), card); err != nil {
		return AccountInfo{}, err
	}
	w.setSlot(slot)
	tx.noteAccount(id, saidAdd)
	for _, sp := range append([]field.Space{spaceAll}, a.Spaces...) {
		if err := tx.grant(slot, sp); err != nil {
			return AccountInfo{}, err
		}
	}
	return AccountInfo{ID: id, Name: a.Name, Role: a.Role, Recovery: a.Recovery, Made: tx.now, Spaces: a.Spaces}, nil
}

// SetAccount gives an account another name, which is its sign-in name too, or another role. Codes: NotFound, Exists.
func (tx *Tx) SetAccount(id field.ID, name, role string) (err error) {
	defer tx.half(&err)
	slot, err := tx.slot(id)
	if err != nil {
		return err
	}
	if err := tx.freeName(name, id); err != nil {
		return err
	}
	card, err := tx.s.card(slot)
	if err != nil {
		return err
	}
	if card.Name == name && card.Role == role {
		return nil
	}
	next := *slot
	if card.Name != name && len(next.Sealed) > 0 {
		next.Rename(name)
	}
	card.Name, card.Role = name, role
	if next.Card, err = sealDoc(tx.s.ring, cardPlace(id), card); err != nil {
		return err
	}
	tx.keyWork().setSlot(&next)
	tx.noteAccount(id, saidSet)
	return nil
}

// Grant gives an account the keys of spaces, all their epochs. Codes: NotFound, also for a closed account; Locked for a space this
// account holds no key for.
func (tx *Tx) Grant(id field.ID, spaces ...field.Space) (err error) {
	defer tx.half(&err)
	slot, err := tx.openSlot(id)
	if err != nil {
		return err
	}
	for _, sp := range spaces {
		if err := tx.grant(slot, sp); err != nil {
			return err
		}
	}
	return nil
}

// Revoke takes the keys of spaces away from an account. What it read or copied it has for good: Rotate keeps from it what is saved
// from then on, and what lies in the folder. A field.Problems when nobody else could open the space; Codes: NotFound, Locked for
// a space that is not known here.
func (tx *Tx) Revoke(id field.ID, spaces ...field.Space) (err error) {
	defer tx.half(&err)
	if _, err := tx.openSlot(id); err != nil {
		return err
	}
	w := tx.keyWork()
	for _, sp := range spaces {
		nos := w.next.numbers(tx.s.ring, sp)
		if sp == spaceAll || len(nos) == 0 {
			return fmt.Errorf("revoke key: space %s: %w", sp, field.Locked)
		}
		had := false
		for _, no := range nos {
			k := w.next.key(no)
			if !k.GrantedTo(id) {
				continue
			}
			if err := w.takeBack(k, id); err != nil {
				return err
			}
			had = true
		}
		if had {
			w.loosen(sp)
			tx.noteAccount(id, saidRevoke+string(sp))
		}
	}
	return nil
}

// CloseAccount shuts an account for good: its passphrase opens nothing any more, its keys are taken away, its name stays for the
// history. A field.Problems for the signed-in account itself, and when a space could then be opened by nobody; Code: NotFound.
func (tx *Tx) CloseAccount(id field.ID) (err error) {
	defer tx.half(&err)
	slot, err := tx.openSlot(id)
	if err != nil {
		return err
	}
	if id == tx.s.account.ID {
		return field.Problems{}.Add("", "keys.self")
	}
	card, err := tx.s.card(slot)
	if err != nil {
		return err
	}
	next, w := *slot, tx.keyWork()
	next.Close()
	card.Closed = tx.s.head.Seq + 1
	if next.Card, err = sealDoc(tx.s.ring, cardPlace(id), card); err != nil {
		return err
	}
	w.setSlot(&next)
	for _, k := range w.grantedTo(id) {
		if err := w.takeBack(k, id); err != nil {
			return err
		}
		w.loosen(w.next.space(tx.s.ring, k.No))
	}
	tx.noteAccount(id, saidClose)
	return nil
}

// ResetAccount gives an account another passphrase without its own, and a new key pair; a closed account is opened again by it, with
// the common key only. Of its keys it gets back those the signed-in account holds; lost names the others. A field.Problems for the
// signed-in account itself, and when a space could then be opened by nobody; Code: NotFound.
func (tx *Tx) ResetAccount(id field.ID, passphrase string) (lost []field.Space, err error) {
	defer tx.half(&err)
	slot, err := tx.slot(id)
	if err != nil {
		return nil, err
	}
	if id == tx.s.account.ID {
		return nil, field.Problems{}.Add("", "keys.self")
	}
	card, err := tx.s.card(slot)
	if err != nil {
		return nil, err
	}
	next, account, err := slot.Renewed(passphrase, tx.s.newCost())
	if err != nil {
		return nil, fmt.Errorf("reset account: %w", coded(err))
	}
	if card.Closed > 0 {
		next.Rename(card.Name)
	}
	if err := tx.newPair(next, account, card); err != nil {
		return nil, err
	}
	lost, err = tx.grantAnew(next)
	if err == nil {
		err = tx.grant(next, spaceAll)
	}
	if err != nil {
		return nil, err
	}
	tx.noteAccount(id, saidReset)
	return lost, nil
}

// changePassphrase gives the signed-in account a new key pair behind a new passphrase.
func (tx *Tx) changePassphrase(old, new string) (err error) {
	defer tx.half(&err)
	s, w := tx.s, tx.keyWork()
	slot, err := tx.slot(s.account.ID)
	if err != nil {
		return err
	}
	if _, err := slot.Unlock(old); err != nil {
		return fmt.Errorf("change passphrase: %w", coded(err))
	}
	card, err := s.card(slot)
	if err != nil {
		return err
	}
	next, account, err := slot.Renewed(new, s.newCost())
	if err != nil {
		return fmt.Errorf("change passphrase: %w", coded(err))
	}
	if err := tx.newPair(next, account, card); err != nil {
		return err
	}
	for _, k := range w.grantedTo(next.ID) {
		again := k.Clone()
		if err := s.ring.Keep(again, account); err != nil {
			return fmt.Errorf("change passphrase: %w", coded(err))
		}
		w.setKey(again)
	}
	w.account = account
	tx.noteAccount(next.ID, saidPassphrase)
	return nil
}

// newPair puts a slot with another key pair in the place of the one it was, and says on its card what proves its entries from now on.
func (tx *Tx) newPair(next *vault.Slot, a *vault.Account, card cardDoc) (err error) {
	card.Closed = 0
	card.Signs = append(card.Signs, signDoc{tx.s.head.Seq + 2, a.Verifier()}) // the entry of the change itself is signed as before
	if next.Card, err = sealDoc(tx.s.ring, cardPlace(next.ID), card); err != nil {
		return err
	}
	tx.keyWork().setSlot(next)
	return nil
}

// NewSpace makes a space with a fresh key, for records that only some may read, and grants it to those accounts and to every
// recovery account. The signed-in account holds it until the Update ends, and afterwards only if it is named. A field.Problems when
// nobody would hold it; Codes: Exists, NotFound.
func (tx *Tx) NewSpace(space field.Space, to ...field.ID) (err error) {
	defer tx.half(&err)
	s, w := tx.s, tx.keyWork()
	if space == "" || space == spaceAll || len(w.next.numbers(s.ring, space)) > 0 {
		return fmt.Errorf("make space: %w", field.Exists)
	}
	for _, slot := range w.next.Slots {
		switch {
		case slot.Use != vault.ForRecovery || len(slot.Sealed) == 0:
		case tx.trusted(slot):
			to = append(to, slot.ID)
		default:
			s.notice(Trouble{Kind: KeysForeign})
		}
	}
	if _, err := w.newKey(s, space, 1); err != nil {
		return err
	}
	tx.noteAccount(field.ID{}, saidSpace+string(space))
	mine := false
	for _, id := range to {
		slot, err := tx.openSlot(id)
		if err != nil {
			return err
		}
		if mine = mine || id == s.account.ID; id != s.account.ID {
			if err := tx.grant(slot, space); err != nil {
				return err
			}
		}
	}
	if !mine {
		for _, no := range w.next.numbers(s.ring, space) {
			if err := w.takeBack(w.next.key(no), s.account.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
