package store

import (
	"bytes"
	"context"
	"testing"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// forge writes the newest entry anew as an insider could who holds every key and changes the program: the header says what change
// makes of it, and chain and head fit.
func forge(t *testing.T, s *Store, change func(e *entryDoc)) {
	t.Helper()
	seq := s.head.Seq
	p := rawEntry(t, s, seq)
	text, err := openPart(s.ring, seq, 0, p.parts[0])
	if err != nil {
		t.Fatal(err)
	}
	var e entryDoc
	if err := cborDec.Unmarshal(text, &e); err != nil {
		t.Fatal(err)
	}
	change(&e)
	if text, err = cborEnc.Marshal(e); err != nil {
		t.Fatal(err)
	}
	no, _, _ := s.ring.Newest(string(spaceAll))
	if p.parts[0], err = s.ring.Seal(nil, vault.Journal, no, formatVersion, partKey(seq, 0), text); err != nil {
		t.Fatal(err)
	}
	h := s.head.clone()
	h.Chain = chainNext(rawEntry(t, s, seq-1).chain, seq, p.parts)
	sealed, err := sealDoc(s.ring, "head", h)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, s.dir, func(tx *bolt.Tx) error {
		if err := tx.Bucket(journalBucket).Put(partKey(seq, 0), append(bytes.Clone(h.Chain), p.parts[0]...)); err != nil {
			return err
		}
		return tx.Bucket(metaBucket).Put(headKey, sealed)
	})
}

func signatureTroubles(t *testing.T, tm *team) (seqs []uint64) {
	t.Helper()
	s, err := Open(tm.s.dir, secret, withAccount(tm.s.o, "某主任"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	r, err := s.Check(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tr := range r.Troubles {
		if tr.Kind != SignatureWrong {
			t.Errorf("check: %+v", tr)
		}
		seqs = append(seqs, tr.Seq)
	}
	return seqs
}

func TestEntryIsProvedToBeOfTheAccountItNames(t *testing.T) {
	for what, change := range map[string]func(e *entryDoc, other field.ID){
		"another account": func(e *entryDoc, other field.ID) { e.Account = other },
		"another time":    func(e *entryDoc, _ field.ID) { e.At -= 1000 },
		"another verb":    func(e *entryDoc, _ field.ID) { e.Verb = "print" },
		"no signature":    func(e *entryDoc, _ field.ID) { e.Signature = nil },
	} {
		t.Run(what, func(t *testing.T) {
			tm := newTeam(t)
			put(t, tm.s, full(1))
			seq := put(t, tm.s, full(2)).Seq
			forge(t, tm.s, func(e *entryDoc) { change(e, tm.staff) })
			if got := signatureTroubles(t, tm); len(got) != 1 || got[0] != seq {
				t.Errorf("entry %d was forged, named are %v", seq, got)
			}
		})
	}
}

// TestHeadDoesNotSayWhenSigningBegan: an insider makes a head that says so of an entry to come.
func TestHeadDoesNotSayWhenSigningBegan(t *testing.T) {
	tm := newTeam(t)
	put(t, tm.s, full(1))
	seq := put(t, tm.s, full(2)).Seq
	tm.s.head = tm.s.head.clone()
	tm.s.head.Signed = seq + 1
	forge(t, tm.s, func(e *entryDoc) { e.Account, e.Signature = tm.staff, nil })
	if got := signatureTroubles(t, tm); len(got) != 1 || got[0] != seq {
		t.Errorf("entry %d was forged, named are %v", seq, got)
	}
}

// TestSignaturesHoldThroughEveryChangeOfKeys follows an account through a new passphrase, a reset, and being closed and opened again.
func TestSignaturesHoldThroughEveryChangeOfKeys(t *testing.T) {
	tm := newTeam(t)
	word := tm.staffWord
	hers := func(n int) {
		t.Helper()
		put(t, tm.as(t, "示例职员", word), full(n))
	}
	hers(1)
	if err := tm.s.ChangePassphrase(context.Background(), word, "zwei"); err != nil {
		t.Fatal(err)
	}
	put(t, tm.s, full(2)) // with the new pair, in the same session
	word = "zwei"
	hers(3)
	tm.as(t, "某主任", secret)
	update(t, tm.s, func(tx *Tx) error { _, err := tx.ResetAccount(tm.staff, "drei"); return err })
	word = "drei"
	hers(4)
	tm.as(t, "某主任", secret)
	update(t, tm.s, func(tx *Tx) error { return tx.CloseAccount(tm.staff) })
	put(t, tm.s, full(5))
	sound(t, tm.s)
	update(t, tm.s, func(tx *Tx) error {
		if _, err := tx.ResetAccount(tm.staff, "vier"); err != nil {
			return err
		}
		return tx.Grant(tm.staff, field.Cases)
	})
	word = "vier"
	hers(6)
	sound(t, tm.s)
	sound(t, tm.as(t, "示例组织员", tm.org)) // who can open no case proves the signatures all the same
}

// TestVerifierThatNobodySaysHeBroughtIsFound is about an insider with every key and a changed program, who puts a verifier of her own
// on the card of another account, to write in that one's name.
func TestVerifierThatNobodySaysHeBroughtIsFound(t *testing.T) {
	for what, change := range map[string]func(c *cardDoc, own []byte, next uint64){
		"one more":   func(c *cardDoc, own []byte, next uint64) { c.Signs = append(c.Signs, signDoc{next, own}) },
		"another":    func(c *cardDoc, own []byte, _ uint64) { c.Signs = []signDoc{{2, own}} },
		"from first": func(c *cardDoc, own []byte, _ uint64) { c.Signs = []signDoc{{1, own}} },
	} {
		t.Run(what, func(t *testing.T) {
			tm := newTeam(t)
			put(t, tm.as(t, "示例组织员", tm.org), &firm{Name: "甲"})
			insider := tm.as(t, "示例职员", tm.staffWord)
			update(t, insider, func(tx *Tx) error {
				tx.Note(Noted, nil, field.ID{}, "")
				slot, err := tx.slot(tm.organiser)
				if err != nil {
					return err
				}
				card, err := insider.card(slot)
				if err != nil {
					return err
				}
				change(&card, insider.account.Verifier(), insider.head.Seq+1)
				next := *slot
				if next.Card, err = sealDoc(insider.ring, cardPlace(next.ID), card); err != nil {
					return err
				}
				tx.keyWork().setSlot(&next)
				return nil
			})
			if err := insider.Close(); err != nil {
				t.Fatal(err)
			}
			if got := signatureTroubles(t, tm); len(got) == 0 {
				t.Error("check finds nothing")
			}
		})
	}
}

func TestClosedAccountCannotHaveWritten(t *testing.T) {
	tm := newTeam(t)
	staff := tm.as(t, "示例职员", tm.staffWord)
	account := *staff.account // closing forgets the other one
	tm.as(t, "某主任", secret)
	update(t, tm.s, func(tx *Tx) error { return tx.CloseAccount(tm.staff) })
	seq := put(t, tm.s, full(1)).Seq
	before, parts := rawEntry(t, tm.s, seq-1).chain, rawEntry(t, tm.s, seq).parts[1:]
	forge(t, tm.s, func(e *entryDoc) { // she kept her key pair
		e.Account, e.Signature = tm.staff, nil
		header, err := cborEnc.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		e.Signature = account.Sign(signedBytes(tm.s.folder, before, seq, header, parts))
	})
	if got := signatureTroubles(t, tm); len(got) != 1 || got[0] != seq {
		t.Errorf("named are %v, not %d", got, seq)
	}
}
