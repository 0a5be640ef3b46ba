package store

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/google/uuid"
	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// rescueBatch is how many records are written at once.
const rescueBatch = 500

// VerbRescue is what the journal of a rescued folder begins with.
const VerbRescue = "rescue"

// write makes the new folder, fills and proves it. When it fails, nothing is left there.
func (r *rescuing) write() error {
	lock, made, err := claimNew(r.spec.To)
	if err != nil {
		return err
	}
	s, err := r.open(lock)
	if err != nil {
		return errors.Join(err, takeBack(r.spec.To, lock, made))
	}
	s.made = made
	if err = r.fill(s); err == nil {
		err = r.prove(s)
	}
	if err != nil {
		return errors.Join(err, s.Discard())
	}
	return s.Close()
}

// open makes an empty folder with the keys that were found, and opens it.
func (r *rescuing) open(lock *os.File) (*Store, error) {
	site, err := uuid.NewRandomFromReader(r.o.Random)
	if err != nil {
		return nil, fmt.Errorf("make folder: %w", err)
	}
	now := field.MomentOf(r.o.Clock())
	d := newDesk(now, 0)
	h := &head{Chain: chainStart(r.Folder), State: new(setHash).bytes(), Desk: d.No, Site: site, Made: now, Seals: 3, Signed: 1, Bound: map[string][]byte{}}
	if was := r.head; was != nil {
		h.Site, h.Made, h.Wall, h.Tick, h.Seals, d.Before = was.Site, was.Made, was.Wall, was.Tick, was.Seals+3, was.Desk
	}
	if err := r.keyring.anew(r.s.ring, r.account); err != nil {
		return nil, err
	}
	w := &write{head: h, desk: d, keyring: r.keyring}
	if err := w.sealList(r.s.ring); err != nil {
		return nil, err
	}
	if err := r.keyring.copyOut(r.spec.To); err != nil {
		return nil, err
	}
	err = writeNew(filepath.Join(r.spec.To, dataFile), func(tx *bolt.Tx) error {
		meta, err := bucket(tx, metaBucket)
		if err != nil {
			return err
		}
		if err := meta.Put(formatKey, encodeFormat(r.Folder)); err != nil {
			return err
		}
		return w.put(tx, r.s.ring)
	})
	if err != nil {
		return nil, err
	}
	o := r.o
	o.Anchor, o.ReadOnly, o.Progress = "", false, func(int, int) {} // the note is of the damaged folder until this one is proved
	return openHeld(r.spec.To, lock, o, func(k *keyring) (*vault.Slot, *vault.Account, error) {
		return k.slot(r.slot.ID), r.account, nil
	})
}

// fill writes the newest version of every record that opens.
func (r *rescuing) fill(s *Store) error {
	all := make([]version, 0, len(r.best))
	for _, v := range r.best {
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b version) int {
		return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.row, b.row), cmp.Compare(a.at, b.at))
	})
	for done := 0; ; done += rescueBatch {
		r.o.Progress(min(done, len(all)), len(all))
		if done >= len(all) && done > 0 {
			return nil
		}
		gone, err := r.batch(s, all[min(done, len(all)):min(done+rescueBatch, len(all))])
		if err == nil && len(gone) > 0 {
			_, err = s.Update(r.ctx, Verb{Name: VerbRescue}, func(tx *Tx) error { return tx.deleteAll(gone) })
		}
		if err != nil {
			return err
		}
	}
}

// batch writes some records in one transaction and returns those that lay deleted.
func (r *rescuing) batch(s *Store, some []version) (gone []pendingKey, err error) {
	_, err = s.Update(r.ctx, Verb{Name: VerbRescue}, func(tx *Tx) error {
		tx.Note(Noted, nil, field.ID{}, "")
		for _, v := range some {
			p, err := r.pending(tx, v)
			if err != nil {
				return err
			}
			if p.new.meta.Gone != 0 {
				gone = append(gone, pendingKey{v.table, p.id})
				p.new.meta.Gone = 0
			}
			if err := r.copyBlobs(tx, p); err != nil {
				return err
			}
			tx.byID[pendingKey{v.table, p.id}] = p
			tx.pending = append(tx.pending, p)
		}
		return nil
	})
	r.Saved += len(some)
	return gone, err
}

// pending is the record at v as it will be saved: with who made it and when, as the first revision of the new folder.
func (r *rescuing) pending(tx *Tx, v version) (*pending, error) {
	value := make([]byte, v.size)
	if _, err := r.file.ReadAt(value, v.at); err != nil {
		return nil, fmt.Errorf("read record: %w", diskCode(err))
	}
	w, err := r.s.places.read(value)
	if err != nil {
		return nil, err
	}
	st, _, err := r.s.unseal(v.table, w)
	if err != nil {
		return nil, err
	}
	p := &pending{b: tx.s.tables[v.table], id: w.id, new: *st}
	p.new.meta.Rev, p.new.meta.Stamps, p.new.seq = 1, nil, 0
	return p, nil
}

// deleteAll puts records aside that lay deleted.
func (tx *Tx) deleteAll(keys []pendingKey) error {
	for _, k := range keys {
		rec, err := tx.s.get(tx.s.tables[k.table], k.id)
		if err == nil {
			err = tx.Delete(rec)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// copyBlobs brings the attached files of a record along. One that is missing or damaged is counted; the record stays, and Check says
// what it misses.
func (r *rescuing) copyBlobs(tx *Tx, p *pending) error {
	if len(p.b.t.With(field.IsBlob)) == 0 {
		return nil
	}
	rec, err := p.b.codec.record(&p.new)
	if err != nil {
		return err
	}
	for _, ref := range blobRefs(rec) {
		err := r.copyBlob(tx.s, ref)
		switch {
		case errors.Is(err, field.Damaged):
			r.NoFiles++
		case err != nil:
			return err
		default:
			tx.blobs = append(tx.blobs, ref)
			r.Files++
		}
	}
	return nil
}

// copyBlob copies a file that opens to its end, sealed as it is.
func (r *rescuing) copyBlob(s *Store, ref blobRef) (err error) {
	if err := (&checking{s: r.s, ctx: r.ctx}).readBlob(ref); err != nil {
		return err
	}
	from, err := os.Open(r.s.blobPath(ref.name))
	if err != nil {
		return diskCode(err)
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to := s.blobPath(ref.name)
	if err := s.makeBlobFolder(filepath.Dir(to)); err != nil {
		return err
	}
	return writeFile(to, func(w io.Writer) error { _, err := io.Copy(w, from); return err })
}

// prove checks the new folder, and notes its state outside it in the place of the damaged one's.
func (r *rescuing) prove(s *Store) error {
	rep, err := s.Check(r.ctx, nil)
	if err != nil {
		return err
	}
	for _, t := range rep.Troubles {
		if t.Kind != BlobDamaged {
			return fmt.Errorf("prove rescued folder: %s: %w", t.Kind, field.Damaged)
		}
	}
	a := newAnchor(r.o.Anchor, s.folder, s.anchor.key)
	a.note(s.head.Seq, s.head.Chain)
	if err := a.flush(); err != nil {
		s.notice(Trouble{Kind: AnchorFailed}) // it is noted when the folder is opened
	}
	return nil
}
