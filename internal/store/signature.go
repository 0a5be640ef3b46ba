package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/fxamacker/cbor/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Every journal entry is signed by the account that wrote it, over the folder, the chain before it, its number, its header and the
// digests of its other parts. What proves it stands on the account's card, and that it came there an entry says, signed in its turn:
// the account was added or reset by somebody, or changed its passphrase itself. So nobody, whatever keys she holds, can write an
// entry in the name of another one without saying in her own that she reset that one before.

// signatureKey is the key of the signature in a header; what is signed is the header without it.
const signatureKey = 9

// signing is a signature under way: it is made while the file is already being written to.
type signing struct {
	entry  entryDoc
	before []byte // the chain before
	done   chan []byte
}

func signedBytes(folder field.ID, before []byte, seq uint64, header []byte, parts [][]byte) []byte {
	b := append([]byte("halfsky entry 1"), folder[:]...)
	b = binary.BigEndian.AppendUint64(append(b, before...), seq)
	b = append(binary.BigEndian.AppendUint32(b, uint32(len(header))), header...)
	for _, p := range parts {
		b = append(b, digest(p)...)
	}
	return b
}

// sign begins to sign the entry, whose other parts are sealed.
func (s *Store) sign(w *write, entry entryDoc) error {
	header, err := cborEnc.Marshal(entry)
	if err != nil {
		return fmt.Errorf("write journal: %w", err)
	}
	text := signedBytes(s.folder, w.head.Chain, w.head.Seq, header, w.parts[1:])
	w.signing = &signing{entry: entry, before: w.head.Chain, done: make(chan []byte, 1)}
	done, account := w.signing.done, *w.by // a copy: a save that failed waits for no signature, and closing forgets the account
	go func() { done <- account.Sign(text) }()
	return nil
}

// finishEntry seals the signed header and moves the chain on.
func (w *write) finishEntry(r *vault.Ring) error {
	g := w.signing
	if g == nil {
		return nil
	}
	if g.entry.Signature == nil { // else an attempt before this one did not get through
		g.entry.Signature = <-g.done
	}
	key, _, ok := r.Newest(string(spaceAll))
	if !ok {
		return fmt.Errorf("seal journal: %w", field.Locked)
	}
	text, err := cborEnc.Marshal(g.entry)
	if err == nil {
		w.parts[0], err = r.Seal(nil, vault.Journal, key, formatVersion, partKey(w.head.Seq, 0), text)
	}
	if err != nil {
		return fmt.Errorf("seal journal: %w", coded(err))
	}
	w.head.Chain, w.signing = chainNext(g.before, w.head.Seq, w.parts), nil
	return nil
}

// proved reports whether an entry was signed by the account it names. before is the chain before it; *signed says that an entry before
// it was signed, and is set when this one is. Whoever is signed in can seal a head that says signing began later: what the entries
// themselves show counts as well.
func (s *Store) proved(p parts, before []byte, signed *bool) bool {
	text, err := openPart(s.ring, p.seq, 0, p.parts[0])
	if err != nil {
		return true // it does not open at all, which is another trouble
	}
	var entry entryDoc
	fields := map[uint64]cbor.RawMessage{} // of a newer program too: all of it is signed
	if cborDec.Unmarshal(text, &entry) != nil || cborDec.Unmarshal(text, &fields) != nil {
		return false
	}
	if first := s.newest().Signed; len(entry.Signature) == 0 && !*signed && (first == 0 || p.seq < first) {
		return true // of a time before entries were signed
	}
	*signed = true
	delete(fields, signatureKey)
	header, err := cborEnc.Marshal(fields)
	return err == nil && vault.Verify(s.verifier(entry.Account, p.seq), signedBytes(s.folder, before, p.seq, header, p.parts[1:]), entry.Signature)
}

// verifier returns what proves the signatures of an account at that entry; nil where it could not have written it.
func (s *Store) verifier(id field.ID, seq uint64) (v []byte) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	card := s.cards[id]
	if card.Closed != 0 && seq >= card.Closed {
		return nil
	}
	for _, d := range card.Signs {
		if d.From <= seq {
			v = d.Verifier
		}
	}
	return v
}

// vouched reports whether an entry says how the verifier at place i came on the card of an account.
func (s *Store) vouched(id field.ID, i int, d signDoc) bool {
	if d.From <= 1 { // of the founder, or of a journal that began again
		e, err := s.entryAt(1, nil)
		return err == nil && (e.Verb == VerbRescue || len(e.says(id)) > 0)
	}
	if e, err := s.entryAt(d.From-1, nil); err == nil {
		for _, what := range e.says(id) {
			if what == saidAdd || what == saidReset || what == saidPassphrase && e.Account == id {
				return true
			}
		}
	}
	e, err := s.entryAt(d.From, nil) // the first verifier of an account of format 1 came with an entry that it proves itself
	return err == nil && i == 0 && e.Account == id && slices.Contains(e.says(id), saidSignature)
}

// says returns what an entry says of an account.
func (e Entry) says(id field.ID) (what []string) {
	for _, op := range e.Ops {
		if op.Kind == Account && op.ID == id {
			what = append(what, op.Text)
		}
	}
	return what
}

// unvouched returns the entries from which on a verifier counts that nobody says he brought.
func (s *Store) unvouched() (seqs []uint64) {
	s.mu.RLock()
	cards := s.cards // a map that is replaced, never changed
	s.mu.RUnlock()
	for id, card := range cards {
		for i, d := range card.Signs {
			if !s.vouched(id, i, d) {
				seqs = append(seqs, d.From)
			}
		}
	}
	slices.Sort(seqs)
	return seqs
}

// signs reports whether the card has the account's verifier as its newest.
func (c *cardDoc) signs(a *vault.Account) bool {
	n := len(c.Signs)
	return n > 0 && bytes.Equal(c.Signs[n-1].Verifier, a.Verifier())
}

// keepVerifier has the card of the signed-in account say what proves its entries, from the next one on, where it does not yet:
// accounts of format 1 had nothing to sign with.
func (tx *Tx) keepVerifier() (err error) {
	defer tx.half(&err)
	s := tx.s
	card, err := s.card(s.slot)
	if err != nil || card.signs(s.account) {
		return err
	}
	next := *s.slot
	card.Signs = append(card.Signs, signDoc{s.head.Seq + 1, s.account.Verifier()})
	if next.Card, err = sealDoc(s.ring, cardPlace(next.ID), card); err != nil {
		return err
	}
	tx.keyWork().setSlot(&next)
	tx.noteAccount(next.ID, saidSignature)
	return nil
}

// ableToSign makes sure of that when a folder was opened.
func (s *Store) ableToSign() error {
	card, err := s.card(s.slot)
	if err != nil || card.signs(s.account) {
		return nil // a card that does not open has its own trouble
	}
	_, err = s.Update(context.Background(), Verb{Name: "signature"}, (*Tx).keepVerifier)
	return err
}

// anew makes cards fit a journal that begins again: of an account's verifiers the newest counts from the first entry on; a is at hand.
func (k *keyring) anew(r *vault.Ring, a *vault.Account) error {
	for i, slot := range k.Slots {
		var card cardDoc
		if openDoc(r, cardPlace(slot.ID), slot.Card, &card) != nil {
			continue // it stays damaged
		}
		if slot.ID == a.ID {
			card.Signs = []signDoc{{1, a.Verifier()}}
		} else if n := len(card.Signs); n > 0 {
			card.Signs = []signDoc{{1, card.Signs[n-1].Verifier}}
		}
		card.Closed = min(card.Closed, 1)
		next := *slot
		var err error
		if next.Card, err = sealDoc(r, cardPlace(slot.ID), card); err != nil {
			return err
		}
		k.Slots[i] = &next
	}
	return nil
}
