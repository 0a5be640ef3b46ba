package store

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// newKey puts a further key of the space on the ring and into the folder: of the next epoch, or the first of a new space.
func newKey(t testing.TB, s *Store, space field.Space) uint32 {
	t.Helper()
	_, label, _ := s.ring.Newest(string(space))
	var k *vault.Key
	update(t, s, func(tx *Tx) (err error) {
		k, err = tx.keyWork().newKey(s, space, label.Epoch+1)
		tx.noteAccount(field.ID{}, "test-key")
		return err
	})
	return k.No
}

// swapped saves what do adds to a write without a journal entry.
func swapped(t testing.TB, s *Store, do func(w *write) error) {
	t.Helper()
	s.write.Lock()
	defer s.write.Unlock()
	w := &write{head: s.head.clone()}
	w.head.Confirm++
	if err := do(w); err != nil {
		t.Fatal(err)
	}
	if err := s.save(w); err != nil {
		t.Fatal(err)
	}
	s.mu.Lock()
	s.head = w.head
	s.mu.Unlock()
}

func rawEntry(t testing.TB, s *Store, seq uint64) (p parts) {
	t.Helper()
	if err := s.view(func(tx *bolt.Tx) (err error) { p, err = entryParts(tx, seq); return err }); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRowsAndPartsSealedAgainSayTheSame(t *testing.T) {
	s := create(t, options())
	m, other := full(1), full(2)
	put(t, s, m, other)
	m.Facts = "改过的"
	c := put(t, s, m)
	before := rawEntry(t, s, c.Seq)
	no := newKey(t, s, field.Cases)
	swapped(t, s, func(w *write) error {
		row := uint64(s.rowOf(s.tables[matterType.Code], m.ID)) + 1
		did, err := s.resealRow(w, matterType.Code, row)
		part, err2 := s.resealPart(w, c.Seq, 1, 0)
		if !did || !part {
			t.Errorf("nothing was sealed again: row %t, part %t", did, part)
		}
		return errors.Join(err, err2)
	})
	after := rawEntry(t, s, c.Seq)
	if after.parts[1][0] != resealedPart || !bytes.Equal(digest(after.parts[1]), digest(before.parts[1])) {
		t.Fatal("the part does not stand for what it was")
	}
	if bytes.Contains(after.parts[1], before.parts[1][vault.HeaderLen:]) {
		t.Fatal("the old sealed text lies there still")
	}
	s = reopen(t, s) // chain and set of records are checked
	_, w, _, err := s.stored(s.tables[matterType.Code], m.ID)
	if h, _ := vault.ReadHeader(w.sealed); err != nil || h.Key != no {
		t.Errorf("the row is under key %d, want %d; %v", h.Key, no, err)
	}
	if back := get[*matter](t, s, m.ID); back.Facts != "改过的" || back.Rev != 2 {
		t.Errorf("revision %d", back.Rev)
	}
	h, err := s.History(matterType, m.ID)
	if err != nil || len(h) != 2 || h[0].Ops[0].New.(*matter).Facts != "改过的" {
		t.Errorf("history: %d entries, %v", len(h), err)
	}
	swapped(t, s, func(w *write) error { // there is nothing left to do
		row := uint64(s.rowOf(s.tables[matterType.Code], m.ID)) + 1
		did, err := s.resealRow(w, matterType.Code, row)
		part, err2 := s.resealPart(w, c.Seq, 1, 0)
		if did || part {
			t.Error("it was sealed a second time")
		}
		return errors.Join(err, err2)
	})
}

func TestEntryHeaderSealedAgainKeepsTheChain(t *testing.T) {
	s := create(t, options())
	c := put(t, s, full(1))
	newKey(t, s, spaceAll)
	swapped(t, s, func(w *write) error {
		did, err := s.resealPart(w, c.Seq, 0, 0)
		if !did {
			t.Error("nothing was sealed again")
		}
		return err
	})
	s = reopen(t, s)
	if p := rawEntry(t, s, c.Seq); p.parts[0][0] != resealedPart {
		t.Fatal("the header is as it was")
	}
	var e Entry
	err := s.Journal(context.Background(), c.Seq, c.Seq, func(x Entry) error { e = x; return nil })
	if err != nil || e.Damaged || e.Verb != "test" || len(e.Ops) != 1 {
		t.Fatalf("%+v, %v", e, err)
	}
}

func TestPartSealedAgainByNobodyIsDamage(t *testing.T) {
	s := create(t, options())
	c := put(t, s, full(1), full(2))
	newKey(t, s, field.Cases)
	swapped(t, s, func(w *write) error {
		_, err := s.resealPart(w, c.Seq, 1, 0)
		_, err2 := s.resealPart(w, c.Seq, 2, 0)
		return errors.Join(err, err2)
	})
	p := rawEntry(t, s, c.Seq)
	good := slices.Clone(p.parts)
	if _, err := p.op(s.ring, 0); err != nil {
		t.Fatal(err)
	}
	for what, part := range map[string][]byte{
		"digest changed":              changed(good[1], 5),
		"proof changed":               changed(good[1], 40),
		"text changed":                changed(good[1], len(good[1])-1),
		"text of another part":        slices.Concat(good[1][:formLen], good[2][formLen:]),
		"another part":                good[2],
		"no text":                     good[1][:formLen],
		"as erased, with its proof":   append([]byte{erasedPart}, good[1][1:formLen]...),
		"taken out of the form":       good[1][formLen:],
		"empty":                       {},
		"form of a program to come":   changed(good[1], 0),
		"erased without a whole form": {erasedPart},
	} {
		p.parts[1] = part
		_, err := p.op(s.ring, 0)
		same := bytes.Equal(chainNext(p.chain, p.seq, p.parts), chainNext(p.chain, p.seq, good))
		if err == nil && same {
			t.Errorf("%s: it is read, and the chain holds", what)
		}
		if err != nil && !errors.Is(err, field.Damaged) && !errors.Is(err, field.Newer) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func changed(b []byte, at int) []byte {
	out := bytes.Clone(b)
	out[at] ^= 2
	return out
}

func FuzzPartForms(f *testing.F) {
	folder, id := field.ID{1}, field.ID{2}
	slot, account, err := vault.NewSlot(folder, id, vault.ForPerson, "某主任", secret, cheap)
	if err != nil {
		f.Fatal(err)
	}
	ring, _, err := firstKeys(account, folder, nil)
	if err != nil {
		f.Fatal(slot.ID, err)
	}
	part, err := ring.Seal(nil, vault.Journal, rootKey, 1, partKey(7, 3), []byte("text"))
	if err != nil {
		f.Fatal(err)
	}
	erased, err := erasedForm(ring, 7, 3, digest(part))
	if err != nil {
		f.Fatal(err)
	}
	again, err := partAgain(ring, 7, 3, part, rootKey+1)
	if err != nil {
		f.Fatal(err)
	}
	for _, b := range [][]byte{part, erased, again, {}, {resealedPart}} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		text, err := openPart(ring, 7, 3, b)
		switch {
		case err == nil:
			if string(text) != "text" || !bytes.Equal(digest(b), digest(part)) {
				t.Fatal("a part nobody sealed is read")
			}
		case errors.Is(err, errErased):
			if !bytes.Equal(b, erased) {
				t.Fatal("a part nobody erased counts as erased")
			}
		case !errors.Is(err, field.Damaged) && !errors.Is(err, field.Newer) && !errors.Is(err, field.Locked):
			t.Fatal(err)
		}
	})
}

// TestNobodyOfThePastReplacesJournalParts is about somebody who was taken out and knows the common key of that time: she cannot pass
// off a part as erased, and what was erased and sealed anew before she went stays so, also where who changes the keys cannot open it.
func TestNobodyOfThePastReplacesJournalParts(t *testing.T) {
	tm := newTeam(t)
	s := tm.as(t, "示例职员", tm.staffWord)
	a, b, c := full(1), full(2), full(3)
	put(t, s, a, b)
	seq := put(t, s, c).Seq
	update(t, s, func(tx *Tx) error { return tx.NewSpace("case:1", tm.staff) })
	update(t, s, func(tx *Tx) error { return tx.Move(matterType, a.ID, "case:1") })
	update(t, s, func(tx *Tx) error { return tx.Erase(matterType, b.ID) })
	hers := s.ring.Clone()
	forged, err := erasedForm(hers, seq, 1, digest(rawEntry(t, s, seq).parts[1]))
	if err != nil {
		t.Fatal(err)
	}
	s = tm.as(t, "某主任", secret)
	if err := s.Rotate(context.Background(), []field.Space{spaceAll, field.Cases}, nil); err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	s = tm.as(t, "示例职员", tm.staffWord)
	sound(t, s)
	if h, err := s.History(matterType, a.ID); err != nil || len(h) != 2 {
		t.Errorf("history of %d entries, %v", len(h), err)
	}
	tm.as(t, "某主任", secret)
	if err := tm.s.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, tm.s.dir, func(tx *bolt.Tx) error { return tx.Bucket(journalBucket).Put(partKey(seq, 1), forged) })
	tm.s = openFor(t, tm.s, "某主任", secret)
	if r, err := tm.s.Check(context.Background(), nil); err != nil || r.Sound() {
		t.Errorf("check finds nothing: %v", err)
	}
	if err := tm.s.Close(); err != nil {
		t.Fatal(err)
	}
}
