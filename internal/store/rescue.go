package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Rescued says what Rescue found.
type Rescued struct {
	Saved   int  // records in the new folder
	Older   int  // of them those of which a newer version does not open
	Lost    int  // records of which no version opened
	Locked  int  // records of spaces this account holds no key for; they stay behind
	Newer   int  // records of a newer program; they stay behind
	Counted bool // the damaged folder could tell how many there were; else Lost counts only what was seen
	Files   int  // attached files in the new folder
	NoFiles int  // attached files that are missing or damaged
	Slots   int  // accounts that can sign in to the new folder
	Folder  field.ID
}

// RescueSpec says what to rescue and where to.
type RescueSpec struct {
	Dir        string // the damaged folder; nothing in it is written
	Passphrase string // of the account in Options, whose keys say what can be opened
	To         string // the new folder, which must not exist or be empty
}

// Rescue reads whatever still opens of a damaged folder, although its structure, its head or part of its tables are gone, and writes
// it into a new folder with the same accounts and keys, which it proves at the end. The newest version of each record that opens is
// taken; one that was erased for good stays erased, as long as the journal that says so opens or the file was compacted. What lies in
// a space this account holds no key for stays behind, with whatever it was before. The journal begins anew and the settings are left
// behind. Codes: Passphrase, Damaged when no account's keys or no record can be found, NoFolder, Exists, NoSpace, Cancelled; then
// nothing is left at the new place.
func Rescue(ctx context.Context, spec RescueSpec, o Options) (found Rescued, err error) {
	if o, err = o.complete(); err != nil {
		return found, err
	}
	lock, err := shareFolder(spec.Dir)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, giveBack(lock)) }()
	f, err := os.Open(filepath.Join(spec.Dir, dataFile))
	if err != nil {
		return found, fmt.Errorf("rescue folder: %w", diskCode(err))
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return found, fmt.Errorf("rescue folder: %w", err)
	}
	r := &rescuing{ctx: ctx, spec: spec, o: o, file: f, size: info.Size(), best: map[field.ID]version{}, unopened: map[field.ID]uint64{},
		locked: map[field.ID]uint64{}, newer: map[field.ID]uint64{}, erased: map[field.ID]bool{}}
	defer r.forget()
	for _, step := range []func() error{r.keys, r.look, r.write} {
		if err := step(); err != nil {
			return r.Rescued, fmt.Errorf("rescue folder: %w", err)
		}
	}
	return r.Rescued, nil
}

type rescuing struct {
	Rescued
	ctx  context.Context
	spec RescueSpec
	o    Options
	file *os.File
	size int64

	s       *Store // opens what is sealed; it has no file and no memory
	keyring *keyring
	slot    *vault.Slot
	account *vault.Account
	head    *head // the newest that opens, or nil

	best                    map[field.ID]version
	unopened, locked, newer map[field.ID]uint64 // highest revisions
	erased                  map[field.ID]bool
}

// version is where the newest version of a record lies.
type version struct {
	table uint16
	row   uint64
	rev   uint64
	at    int64
	size  int
}

func (r *rescuing) forget() {
	if r.s != nil && r.s.ring != nil {
		r.s.ring.Forget()
	}
}

// look finds the newest version of every record.
func (r *rescuing) look() error {
	table := uint16(0)
	err := scanLeaves(r.ctx, r.file, r.size, func(p piece) error {
		switch len(p.key) {
		case 8:
			table = r.lookAt(p, table)
		case 12:
			r.lookForErased(p)
		}
		return nil
	}, r.o.Progress)
	if err != nil {
		return err
	}
	for id := range r.erased {
		delete(r.best, id)
		delete(r.unopened, id)
	}
	for id, v := range r.best {
		if max(r.locked[id], r.newer[id]) > v.rev { // what it was before it was locked away is not for this account
			delete(r.best, id)
			continue
		}
		if r.unopened[id] > v.rev {
			r.Older++
		}
		delete(r.locked, id)
		delete(r.newer, id)
		delete(r.unopened, id)
	}
	for id := range r.unopened {
		if r.locked[id]+r.newer[id] > 0 {
			delete(r.unopened, id)
		}
	}
	r.Locked, r.Newer, r.Lost = len(r.locked), len(r.newer), len(r.unopened)
	if r.head != nil {
		kept := 0
		for _, t := range r.head.Tables {
			kept += int(t.Kept)
		}
		r.Counted, r.Lost = true, max(kept-len(r.best)-r.Locked-r.Newer, 0)
	}
	if len(r.best) == 0 {
		return fmt.Errorf("find records: none opens: %w", field.Damaged)
	}
	return nil
}

// see notes the highest revision of a record.
func see(in map[field.ID]uint64, w row) { in[w.id] = max(in[w.id], w.rev, 1) }

// lookAt tries to open a row and returns its table: rows of one table lie together.
func (r *rescuing) lookAt(p piece, near uint16) uint16 {
	w, err := r.s.places.read(p.value)
	if err != nil {
		return near
	}
	if known, ok := r.best[w.id]; ok && known.rev >= w.rev {
		return near
	}
	h, err := vault.ReadHeader(w.sealed)
	if err != nil {
		see(r.unopened, w)
		return near
	}
	if _, ok := r.s.ring.Label(h.Key); !ok {
		see(r.locked, w)
		return near
	}
	table, err := r.tableOf(w, near)
	switch {
	case errors.Is(err, field.Newer):
		see(r.newer, w)
	case errors.Is(err, errFace):
	case err != nil:
		see(r.unopened, w)
	default:
		r.best[w.id] = version{table: table, row: binary.BigEndian.Uint64(p.key), rev: w.rev, at: p.at, size: len(p.value)}
		return table
	}
	return near
}

var errFace = errors.New("a face")

// tableOf finds the table a row is of: it opens for that one alone.
func (r *rescuing) tableOf(w row, near uint16) (uint16, error) {
	try := func(code uint16) (bool, error) {
		text, schema, err := r.s.ring.Open(nil, vault.Records, w.place(code), w.sealed)
		if err != nil {
			return false, nil
		}
		b := r.s.tables[code]
		if schema > b.t.Schema {
			return true, field.Newer
		}
		st, err := r.s.decode(code, schema, text)
		if err == nil {
			_, err = b.codec.record(st)
		}
		return true, err
	}
	if near != 0 {
		if yes, err := try(near); yes {
			return near, err
		}
	}
	for code := range r.s.tables {
		if yes, err := try(code); yes {
			return code, err
		}
	}
	for code := range r.s.tables {
		if _, _, err := r.s.ring.Open(nil, vault.Records, w.facePlace(code), w.sealed); err == nil {
			return code, errFace
		}
	}
	return 0, field.Damaged
}

// lookForErased notes what the journal says was erased for good: an older version of it may lie in the file still.
func (r *rescuing) lookForErased(p piece) {
	seq, part := binary.BigEndian.Uint64(p.key), binary.BigEndian.Uint32(p.key[8:])
	if part == 0 {
		return
	}
	text, err := openPart(r.s.ring, seq, part, p.value)
	if err != nil {
		return
	}
	var op opDoc
	if err := cborDec.Unmarshal(text, &op); err == nil && op.Kind == Erased && op.Text == "" {
		r.erased[op.ID] = true
	}
}
