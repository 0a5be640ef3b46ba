package store

import (
	"fmt"
	"slices"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// keyWork is a keyring as a transaction leaves it. Keys it makes are on the store's ring at once, so that the same transaction can
// seal with them; when it fails, the ring becomes what it was.
type keyWork struct {
	next   *keyring
	before *vault.Ring
	me     field.ID
	loose  []field.Space        // somebody lost a key of them
	epochs map[field.Space]bool // they got a new key
	swaps  []swap               // the program's own documents, sealed anew
	docs   []boundDoc           // those of them whose digests the head keeps
	failed error                // a verb stopped half way: nothing of the transaction may be saved

	account *vault.Account // the signed-in account with its new key pair; nil where it stays
}

// keyWork begins to change the keyring, if nobody began before.
func (tx *Tx) keyWork() *keyWork {
	if tx.keys == nil {
		tx.keys = &keyWork{next: tx.s.keyring.copy(), before: tx.s.ring.Clone(), me: tx.s.account.ID}
	}
	return tx.keys
}

// copy returns the keyring one generation on, to be changed.
func (k *keyring) copy() *keyring {
	next := *k
	next.Generation++
	next.Slots, next.Keys = slices.Clone(k.Slots), slices.Clone(k.Keys)
	return &next
}

// half keeps a transaction from being saved whose caller went on after a verb about accounts had failed.
func (tx *Tx) half(err *error) {
	if w := tx.keyWork(); *err != nil && w.failed == nil {
		w.failed = *err
	}
}

func (w *keyWork) setSlot(slot *vault.Slot) {
	for i, s := range w.next.Slots {
		if s.ID == slot.ID {
			w.next.Slots[i] = slot
			return
		}
	}
	w.next.Slots = append(w.next.Slots, slot)
}

func (w *keyWork) setKey(k *vault.Key) {
	for i, d := range w.next.Keys {
		if d.No == k.No {
			w.next.Keys[i] = k
			return
		}
	}
	w.next.Keys = append(w.next.Keys, k)
}

// grantedTo returns the keys the account holds.
func (w *keyWork) grantedTo(id field.ID) (out []*vault.Key) {
	for _, k := range w.next.Keys {
		if k.GrantedTo(id) {
			out = append(out, k)
		}
	}
	return out
}

// takeBack takes a key away from an account, unless nobody who can sign in would be left to open it.
func (w *keyWork) takeBack(k *vault.Key, id field.ID) error {
	next := k.Clone()
	next.Revoke(id)
	if !slices.ContainsFunc(w.next.Slots, func(s *vault.Slot) bool { return len(s.Sealed) > 0 && next.GrantedTo(s.ID) }) {
		return field.Problems{}.Add("", "keys.last")
	}
	w.setKey(next)
	return nil
}

// newKey makes a key, which the signed-in account gets.
func (w *keyWork) newKey(s *Store, space field.Space, epoch uint32) (*vault.Key, error) {
	no := uint32(0)
	for _, k := range w.next.Keys {
		no = max(no, k.No)
	}
	for _, k := range w.next.lost.Keys {
		no = max(no, k.No)
	}
	k, err := s.ring.NewKey(s.account, no+1, vault.Label{Space: string(space), Epoch: epoch, Seals: s.head.Seals})
	if err != nil {
		return nil, fmt.Errorf("make key: %w", coded(err))
	}
	w.setKey(k)
	return k, nil
}

// loosen notes that somebody who lost a key may have kept it: the space needs a new epoch.
func (w *keyWork) loosen(space field.Space) {
	if space != "" && !slices.Contains(w.loose, space) {
		w.loose = append(w.loose, space)
	}
}

// slot returns the slot of an account as this transaction has it.
func (tx *Tx) slot(id field.ID) (*vault.Slot, error) {
	if slot := tx.keyWork().next.slot(id); slot != nil {
		return slot, nil
	}
	return nil, fmt.Errorf("find account: %w", field.NotFound)
}

// openSlot returns the slot of an account that can sign in.
func (tx *Tx) openSlot(id field.ID) (*vault.Slot, error) {
	slot, err := tx.slot(id)
	if err == nil && len(slot.Sealed) == 0 {
		err = fmt.Errorf("find account: closed: %w", field.NotFound)
	}
	return slot, err
}

// grant gives an account all epochs of a space.
func (tx *Tx) grant(slot *vault.Slot, space field.Space) error {
	w, r := tx.keyWork(), tx.s.ring
	nos := w.next.numbers(r, space)
	if len(nos) == 0 {
		return fmt.Errorf("grant key: space %s: %w", space, field.Locked)
	}
	if !tx.vouched(slot) {
		tx.s.notice(Trouble{Kind: KeysForeign})
		return fmt.Errorf("grant key: to a public key nobody vouches for: %w", field.Damaged)
	}
	given := false
	for _, no := range nos {
		k := w.next.key(no)
		if k.GrantedTo(slot.ID) {
			continue
		}
		k, give := k.Clone(), r.Grant
		if slot.ID == tx.s.account.ID {
			give = func(k *vault.Key, _ *vault.Slot) error { return r.Keep(k, tx.s.account) }
		}
		if err := give(k, slot); err != nil {
			return fmt.Errorf("grant key: %w", coded(err))
		}
		w.setKey(k)
		given = true
	}
	if given && space != spaceAll {
		tx.noteAccount(slot.ID, saidGrant+string(space))
	}
	return nil
}

// held are the newest keys of the spaces this account holds, but for the common one.
func (tx *Tx) held() (keys []*vault.Key) {
	for _, sp := range tx.s.ring.Spaces() {
		if no, _, ok := tx.s.ring.Newest(sp); ok && sp != string(spaceAll) {
			if k := tx.keyWork().next.key(no); k != nil {
				keys = append(keys, k)
			}
		}
	}
	return keys
}

// vouched reports whether every key held here that was granted to the account was granted to the public key its slot has.
func (tx *Tx) vouched(slot *vault.Slot) bool {
	for _, k := range tx.held() {
		if k.GrantedTo(slot.ID) && !tx.s.ring.Vouched(k, slot) {
			return false
		}
	}
	return true
}

// trusted reports whether an account gets keys without anybody naming it: a recovery account. Of the keys held here that somebody else
// does not hold, one must vouch for it: what everybody holds vouches for whatever anybody likes.
func (tx *Tx) trusted(slot *vault.Slot) bool {
	fits := true
	for _, k := range tx.held() {
		common := true
		for _, other := range tx.keyWork().next.Slots {
			common = common && (len(other.Sealed) == 0 || other.ID == slot.ID || k.GrantedTo(other.ID))
		}
		if common {
			continue
		}
		if k.GrantedTo(slot.ID) && tx.s.ring.Vouched(k, slot) {
			return tx.vouched(slot)
		}
		fits = false
	}
	return fits && tx.vouched(slot)
}

// grantAnew makes the grants of an account with a new key pair again, as far as the signed-in account can.
func (tx *Tx) grantAnew(slot *vault.Slot) (lost []field.Space, err error) {
	w, r := tx.keyWork(), tx.s.ring
	for _, k := range w.grantedTo(slot.ID) {
		if _, ok := r.Label(k.No); !ok {
			if err := w.takeBack(k, slot.ID); err != nil {
				return nil, err
			}
			if sp := w.next.space(r, k.No); !slices.Contains(lost, sp) {
				lost = append(lost, sp)
			}
			continue
		}
		again := k.Clone()
		again.Revoke(slot.ID)
		if err := r.Grant(again, slot); err != nil {
			return nil, fmt.Errorf("grant key: %w", coded(err))
		}
		w.setKey(again)
	}
	return lost, nil
}

// freeName makes sure that no other account has the name, or had it: in the history two people must not look like one.
func (tx *Tx) freeName(name string, but field.ID) error {
	if vault.SameName(name, "") {
		return field.Problems{}.Add("name", "problem.required")
	}
	for _, slot := range tx.keyWork().next.Slots {
		if card, err := tx.s.card(slot); slot.ID != but && err == nil && vault.SameName(card.Name, name) {
			return fmt.Errorf("name account: %w", field.Exists)
		}
	}
	return nil
}

func (tx *Tx) noteAccount(id field.ID, what string) { tx.Note(Account, nil, id, what) }

// newCost is what a new passphrase costs.
func (s *Store) newCost() vault.Cost {
	cost := s.slot.Cost
	if s.o.Cost == nil && cost.Below(vault.Floor) {
		cost = vault.Calibrate(unlockTime, s.o.Clock)
	}
	return cost
}

// adoptKeys takes a saved keyring over. The caller holds s.write.
func (s *Store) adoptKeys(w *keyWork) {
	for _, k := range w.next.Keys {
		if !k.GrantedTo(w.me) {
			s.ring.Drop(k.No)
		}
	}
	s.keyring = w.next
	s.mu.Lock()
	if w.account != nil {
		s.account = w.account
	}
	if slot := s.keyring.slot(w.me); slot != nil {
		s.slot = slot
	}
	s.mu.Unlock()
	s.nameAccounts()
	if err := s.keyring.copyOut(s.dir); err != nil {
		s.notice(Trouble{Kind: KeysBehind}) // the data file has them; the copy is made again at the next opening
	}
}
