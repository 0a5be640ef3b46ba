package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// epochDoc is how far a space is with its newest key.
type epochDoc struct {
	Least uint32 `cbor:"1,keyasint,omitempty"` // the lowest epoch anything is sealed with; what claims a lower one is refused
	Loose bool   `cbor:"2,keyasint,omitempty"` // somebody lost a key of the space since its newest epoch was made
}

// rotateBatch is how many rows or entries are looked at, and about how many values are sealed anew, in one transaction: a save waits
// for one of them at most.
const rotateBatch = 512

// Rotate gives each of the spaces a new key, which those get who hold the space now, and seals all records, faces and journal parts
// of them anew, so that who lost the space and kept an older key reads nothing of what lies in the folder from then on. Others go on
// reading and saving meanwhile. It can be cancelled and survives being killed: called again, for the same spaces or for none, it goes
// on where it was, and makes another key only where somebody lost the space in between. Compact afterwards takes away the old form of
// it from the free pages of the file. Codes: Locked for a space this account holds no key for, Cancelled, NoSpace, ReadOnly.
func (s *Store) Rotate(ctx context.Context, spaces []field.Space, p Progress) error {
	s.rotating.Lock()
	defer s.rotating.Unlock()
	if p == nil {
		p = func(int, int) {}
	}
	due, err := s.dueEpochs(spaces)
	if err != nil {
		return err
	}
	if len(due) > 0 {
		_, err := s.Update(ctx, Verb{Name: "rotate"}, func(tx *Tx) error {
			for _, sp := range due {
				if err := tx.newEpoch(sp); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	to := s.behind()
	if len(to) == 0 {
		return nil
	}
	if err := s.resealAll(ctx, p); err != nil {
		return err
	}
	return s.endRotate(to)
}

// dueEpochs returns those of the spaces that need a new key: all but the ones whose newest key is not yet used throughout and is
// still held by nobody else.
func (s *Store) dueEpochs(spaces []field.Space) (due []field.Space, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if len(spaces) > 0 && s.head.Epochs[string(spaceAll)].Loose {
		spaces = append(slices.Clone(spaces), spaceAll) // an account was closed
	}
	for _, sp := range spaces {
		_, label, ok := s.ring.Newest(string(sp))
		if !ok {
			return nil, fmt.Errorf("rotate key: space %s: %w", sp, field.Locked)
		}
		if e := s.head.Epochs[string(sp)]; !slices.Contains(due, sp) && (e.Loose || max(e.Least, 1) == label.Epoch) {
			due = append(due, sp)
		}
	}
	return due, nil
}

// behind returns the spaces in which something is sealed with an older epoch, with the newest one. The signed-in account holds all
// of them.
func (s *Store) behind() map[string]uint32 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := map[string]uint32{}
	for sp, e := range s.head.Epochs {
		if _, label, ok := s.ring.Newest(sp); ok && max(e.Least, 1) < label.Epoch {
			out[sp] = label.Epoch
		}
	}
	return out
}

// newEpoch makes the next key of a space for those who hold the newest one.
func (tx *Tx) newEpoch(space field.Space) (err error) {
	defer tx.half(&err)
	s, w := tx.s, tx.keyWork()
	was, label, ok := s.ring.Newest(string(space))
	if !ok {
		return fmt.Errorf("rotate key: %w", field.Locked)
	}
	old := w.next.key(was)
	if old == nil {
		return fmt.Errorf("rotate key: who holds it is not proved: %w", field.Damaged)
	}
	k, err := w.newKey(s, space, label.Epoch+1)
	if err != nil {
		return err
	}
	for _, slot := range w.next.Slots {
		if len(slot.Sealed) == 0 || k.GrantedTo(slot.ID) || !old.GrantedTo(slot.ID) {
			continue
		}
		if !s.ring.Vouched(old, slot) {
			s.notice(Trouble{Kind: KeysForeign})
			continue
		}
		if err := s.ring.Grant(k, slot); err != nil {
			return fmt.Errorf("rotate key: %w", coded(err))
		}
	}
	if w.epochs == nil {
		w.epochs = map[field.Space]bool{}
	}
	w.epochs[space] = true
	tx.noteAccount(field.ID{}, saidRotate+string(space))
	if space == spaceAll {
		return tx.resealOwn()
	}
	return nil
}

// resealOwn seals anew what the program keeps for itself with the common key: cards, settings, desks, counters. The list of slots and
// keys and the head are sealed in every such transaction.
func (tx *Tx) resealOwn() error {
	s, w := tx.s, tx.keyWork()
	for _, slot := range w.next.Slots {
		card, err := openText(s.ring, cardPlace(slot.ID), slot.Card)
		if err != nil {
			continue // it is damaged and stays so
		}
		next := *slot
		if next.Card, err = sealText(s.ring, cardPlace(slot.ID), card); err != nil {
			return err
		}
		w.setSlot(&next)
	}
	s.mu.RLock()
	settings := maps.Clone(s.settings)
	s.mu.RUnlock()
	maps.Copy(settings, tx.settings)
	tx.settings = settings
	return s.view(func(btx *bolt.Tx) error {
		b := btx.Bucket(desksBucket)
		if b == nil {
			return fmt.Errorf("read desks: %w", field.Damaged)
		}
		return b.ForEach(func(k, v []byte) error {
			if len(k) != 4 {
				return nil
			}
			no := u32From(k)
			if err := tx.again(desksBucket, k, v, deskPlace(no)); err != nil {
				return err
			}
			w := tx.keyWork()
			at := len(w.swaps)
			err := tx.again(metaBucket, counterName(no), value(btx, metaBucket, counterName(no)), counterPlace(no))
			for _, x := range w.swaps[at:] {
				w.docs = append(w.docs, boundDoc{counterPlace(no), x.value})
			}
			return err
		})
	})
}

// again seals a document of the program's own anew; one that is not there or does not open stays as it is.
func (tx *Tx) again(bucket, key, sealed []byte, place string) error {
	if sealed == nil {
		return nil
	}
	text, err := openText(tx.s.ring, place, slices.Clone(sealed))
	if err != nil {
		return nil
	}
	v, err := sealText(tx.s.ring, place, text)
	if err != nil {
		return err
	}
	w := tx.keyWork()
	w.swaps = append(w.swaps, swap{slices.Clone(bucket), slices.Clone(key), v})
	return nil
}

// noteEpochs keeps in the head which spaces have a new key and which need one.
func (w *keyWork) noteEpochs(h *head) {
	for _, sp := range w.loose {
		e := h.Epochs[string(sp)]
		e.Loose = true
		h.Epochs[string(sp)] = e
	}
	for sp := range w.epochs {
		e := h.Epochs[string(sp)]
		e.Loose, e.Least = false, max(e.Least, 1)
		h.Epochs[string(sp)] = e
	}
}

// endRotate drops the caches, which are sealed with an older epoch, and says that nothing else is any more.
func (s *Store) endRotate(to map[string]uint32) error {
	s.write.Lock()
	s.awaitTexts()
	s.dropCaches()
	s.write.Unlock()
	err := s.quietly(func(w *write) error {
		for sp, epoch := range to {
			e := w.head.Epochs[sp]
			e.Least = epoch
			w.head.Epochs[sp] = e
		}
		w.head.Seals++
		return nil
	})
	if err != nil {
		return err
	}
	s.write.Lock()
	defer s.write.Unlock()
	s.noteAgain()
	s.retire()
	return nil
}
