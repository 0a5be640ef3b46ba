package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// A folder somebody else wrote to may hold any number of slots, each as costly as its maker wanted. What more than this would take
// needs a name to say which.
const (
	mostTries = 16
	mostWork  = 2 * vault.TopWork
)

// effort is what trying slots has cost so far.
type effort struct {
	tries int
	work  uint64
}

// more counts a further try and reports whether it may be made.
func (e *effort) more(c vault.Cost) bool {
	e.tries, e.work = e.tries+1, e.work+c.Work()
	return e.tries == 1 || e.work <= mostWork
}

// unlock finds the account that the passphrase opens. name may be empty where there are few accounts. Where the two copies of a slot
// differ both are tried; which of them counts is said later, by the list. A slot that is damaged in both copies may be the one
// looked for, so then a passphrase that opens none is no proof of a wrong one.
func (k *keyring) unlock(name, passphrase string) (*vault.Slot, *vault.Account, error) {
	var spent effort
	var tag []byte
	if name != "" {
		tag = vault.NameTag(k.Folder, name)
	}
	for _, s := range k.candidates() {
		if len(s.Sealed) == 0 || tag != nil && !bytes.Equal(s.Name, tag) {
			continue
		}
		if !spent.more(s.Cost) || spent.tries > mostTries {
			break
		}
		a, err := s.Unlock(passphrase)
		if err == nil {
			return s, a, nil
		}
		if !errors.Is(err, vault.ErrPassphrase) {
			return nil, nil, coded(err)
		}
	}
	if k.damaged > 0 {
		return nil, nil, fmt.Errorf("open account: a slot: %w", field.Damaged)
	}
	return nil, nil, fmt.Errorf("open account: %w", field.Passphrase)
}

// candidates are the slots of both copies, those first that both have alike or the data file alone.
func (k *keyring) candidates() []*vault.Slot {
	out := slices.Clone(k.Slots)
	if k.beside == nil {
		return out
	}
	for _, s := range k.beside.Slots {
		if was := k.slot(s.ID); was != nil && was != s && !sameEncoded(was, s) {
			out = append(out, s)
		}
	}
	return out
}

func sameEncoded(a, b interface{ Encode() ([]byte, error) }) bool {
	x, err := a.Encode()
	y, err2 := b.Encode()
	return err == nil && err2 == nil && bytes.Equal(x, y)
}

// openRing opens the keys granted to the account, each from the copy in which it opens.
func (k *keyring) openRing(a *vault.Account) (*vault.Ring, error) {
	keys := slices.Clone(k.Keys)
	for i, d := range keys {
		if k.beside == nil {
			break
		}
		other := keyOf(k.beside.Keys, d.No)
		if other != nil && !sameEncoded(d, other) && !a.Opens(d) && a.Opens(other) {
			keys[i] = other
		}
	}
	return a.Ring(keys)
}
