package store

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Sealed is a file that is sealed and on the disk and belongs to no record yet: Keep makes it one of a transaction, Discard takes it
// away.
type Sealed struct {
	s   *Store
	ref blobRef
}

// Ref is what to keep in a field.Blob of the record the file belongs to. It is a secret: it opens the file.
func (b *Sealed) Ref() string { return b.ref.String() }

// Size is the length of the file in bytes.
func (b *Sealed) Size() int64 { return b.ref.size }

// Discard removes the file. One that cannot be removed goes at a later opening.
func (b *Sealed) Discard() {
	_ = os.Remove(b.s.blobPath(b.ref.name))
	b.s.growing.Delete(b.ref.name)
}

// SealBlob seals what r gives into a file of its own; others may save meanwhile. The file is on the disk when it returns. Whoever calls
// it keeps the file in an Update or discards it. Codes: NoSpace, ReadOnly, NoFolder; an error of r as it is.
func (s *Store) SealBlob(r io.Reader) (*Sealed, error) {
	s.mu.RLock()
	shut := s.shut
	s.mu.RUnlock()
	if shut {
		return nil, errShut
	}
	if err := s.writable(); err != nil {
		return nil, err
	}
	raw := make([]byte, blobNameLen)
	_, _ = rand.Read(raw) // never fails, by its documentation; the store's own randomness belongs to whoever saves
	b := &Sealed{s: s, ref: blobRef{name: hex.EncodeToString(raw), key: vault.NewFileKey()}}
	s.growing.Store(b.ref.name, true)
	from := &source{r: r}
	err := s.sealBlob(&b.ref, from)
	if err == nil {
		return b, nil
	}
	s.growing.Delete(b.ref.name)
	if from.err != nil {
		return nil, fmt.Errorf("read file to attach: %w", from.err)
	}
	return nil, fmt.Errorf("save attached file: %w", diskCode(err))
}

// Keep takes a sealed file over: it is listed with what this transaction saves, and removed when the Update fails or no record of it
// keeps the reference.
func (tx *Tx) Keep(b *Sealed) { tx.blobs = append(tx.blobs, b.ref) }

// PutBlob seals what r gives into a file and keeps it. It returns the reference and how many bytes came. Nobody saves meanwhile: what
// comes slowly is sealed before, by SealBlob.
func (tx *Tx) PutBlob(r io.Reader) (ref string, size int64, err error) {
	b, err := tx.s.SealBlob(r)
	if err != nil {
		return "", 0, err
	}
	tx.Keep(b)
	return b.Ref(), b.Size(), nil
}

// source tells an error of what is read from one of the disk it is written to.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(b []byte) (int, error) {
	n, err := s.r.Read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

// sealBlob writes the file and sets the size of b. On an error nothing of it is left.
func (s *Store) sealBlob(b *blobRef, from io.Reader) error {
	path := s.blobPath(b.name)
	if err := s.makeBlobFolder(filepath.Dir(path)); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	var to io.Writer = f
	if s.blobDisk != nil {
		to = s.blobDisk(f)
	}
	if b.size, err = b.seal(to, from, s.folder); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = syncDir(filepath.Dir(path))
	}
	if err != nil {
		_ = os.Remove(path) // what failed is reported; a leftover goes at a later opening
	}
	return err
}

func (b *blobRef) seal(to io.Writer, from io.Reader, folder field.ID) (int64, error) {
	w, err := b.key.NewWriter(to, b.place(folder))
	if err != nil {
		return 0, err
	}
	h := sha256.New()
	size, err := io.Copy(io.MultiWriter(w, h), from)
	if err == nil {
		_, err = w.Write(make([]byte, padded(size)-size))
	}
	if err != nil {
		return 0, err
	}
	h.Sum(b.sum[:0])
	return size, w.Close()
}

// makeBlobFolder makes the folder of a file, and blobs, where they are missing; never the data folder.
func (s *Store) makeBlobFolder(dir string) error {
	for _, d := range []string{filepath.Dir(dir), dir} {
		switch err := os.Mkdir(d, 0o700); {
		case errors.Is(err, os.ErrExist):
		case err != nil:
			return err
		default:
			if err := syncDir(filepath.Dir(d)); err != nil {
				return err
			}
		}
	}
	return nil
}

// blobRefs are the references to attached files that a record keeps; those that cannot be read are left out.
func blobRefs(r field.Record) (refs []blobRef) {
	if r == nil {
		return nil
	}
	for _, f := range r.Type().With(field.IsBlob) {
		if b, err := readBlobRef(f.Text(r)); err == nil {
			refs = append(refs, b)
		}
	}
	return refs
}

// dropBlobs removes the files a record names together with this transaction: for a record that is erased.
func (tx *Tx) dropBlobs(r field.Record) {
	for _, b := range blobRefs(r) {
		tx.dropped = append(tx.dropped, b.name)
	}
}

// claimBlobs finds the files of this transaction that a record of it keeps, and has them listed with it.
func (tx *Tx) claimBlobs(w *write) error {
	w.dropped = tx.dropped
	if len(tx.blobs) == 0 {
		return nil
	}
	kept := map[string]bool{}
	for _, p := range tx.pending {
		if len(p.b.t.With(field.IsBlob)) == 0 {
			continue
		}
		r, err := p.b.codec.record(&p.new)
		if err != nil {
			return err
		}
		for _, b := range blobRefs(r) {
			kept[b.name] = true
		}
	}
	tx.kept = slices.DeleteFunc(slices.Clone(tx.blobs), func(b blobRef) bool { return !kept[b.name] })
	w.blobs = tx.kept
	return nil
}

// putBlobs brings the list of attached files up to what is written.
func (w *write) putBlobs(tx *bolt.Tx) error {
	if len(w.blobs)+len(w.dropped) == 0 {
		return nil
	}
	list, err := bucket(tx, blobsBucket)
	if err != nil {
		return err
	}
	for _, b := range w.blobs {
		if err := list.Put([]byte(b.name), binary.BigEndian.AppendUint64(nil, uint64(vault.SealedLen(padded(b.size))))); err != nil {
			return err
		}
	}
	for _, name := range w.dropped {
		if err := list.Delete([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}

// endBlobs removes the files that belong to nothing when the transaction is over. One that cannot be removed goes at a later opening;
// so does every one while nobody knows whether the transaction is in the file.
func (tx *Tx) endBlobs(saved bool) {
	for _, b := range tx.blobs {
		tx.s.growing.Delete(b.name)
	}
	if tx.s.broken != nil {
		return
	}
	for _, b := range tx.blobs {
		if !saved || !slices.Contains(tx.kept, b) {
			_ = os.Remove(tx.s.blobPath(b.name))
		}
	}
	for _, name := range tx.dropped {
		if saved {
			_ = os.Remove(tx.s.blobPath(name))
		}
	}
}

// blobsIn lists the attached files as a transaction of the file has them.
func blobsIn(tx *bolt.Tx) (files []BlobFile, err error) {
	list := tx.Bucket(blobsBucket)
	if list == nil {
		return nil, nil
	}
	err = list.ForEach(func(k, v []byte) error {
		if !isBlobName(string(k)) || len(v) != 8 {
			return fmt.Errorf("read list of attached files: %w", field.Damaged)
		}
		files = append(files, BlobFile{Name: blobFile(string(k)), Size: int64(binary.BigEndian.Uint64(v))})
		return nil
	})
	return files, err
}
