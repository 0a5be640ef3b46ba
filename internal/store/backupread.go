package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// backupFile is an open backup, unlocked.
type backupFile struct {
	backupHead
	m    *manifest
	text *vault.File // store.db, its digest, the manifest
}

// readBackupHead reads what stands in clear of a backup, and its length on the disk. Damaged also when that is another than it should be.
func readBackupHead(path string) (h *backupHead, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, fmt.Errorf("read backup: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, fmt.Errorf("read backup: %w", err)
	}
	h, err = headOf(f, info.Size())
	return h, info.Size(), err
}

func headOf(r io.ReaderAt, size int64) (*backupHead, error) {
	b := make([]byte, backupHeadLen)
	n, err := r.ReadAt(b, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read backup: %w", err)
	}
	h, err := decodeBackupHead(b[:n])
	if err == nil && h.length != size {
		err = fmt.Errorf("read backup: %d bytes of %d: %w", size, h.length, field.Damaged)
	}
	return h, err
}

// backupKeys reads the keys that came along, and the sealed key of the backup behind them.
func backupKeys(r io.ReaderAt, h *backupHead) (keys *vault.Bundle, sealed []byte, err error) {
	b := make([]byte, int64(h.bundle)+int64(backupKeyLen)) // h.bundle is below mostBundle and within the file
	if _, err := r.ReadAt(b, int64(backupHeadLen)); err != nil {
		return nil, nil, fmt.Errorf("read keys of backup: %w", err)
	}
	text := b[:h.bundle]
	if sum256(text) != h.keys {
		return nil, nil, fmt.Errorf("read keys of backup: %w", field.Damaged)
	}
	if keys, err = vault.DecodeBundle(text); err != nil {
		return nil, nil, fmt.Errorf("read keys of backup: %w", coded(err))
	}
	if keys.Folder != h.folder {
		return nil, nil, fmt.Errorf("read keys of backup: of another folder: %w", field.Damaged)
	}
	return keys, b[h.bundle:], nil
}

// unlockBackup finds the account that the passphrase opens among the keys that came along.
func unlockBackup(keys *vault.Bundle, account, passphrase string) (*vault.Ring, error) {
	_, a, err := (&keyring{Bundle: *keys}).unlock(account, passphrase)
	if err != nil {
		return nil, err
	}
	ring, err := a.Ring(keys.Keys)
	if err != nil {
		return nil, fmt.Errorf("open keys of backup: %w", coded(err))
	}
	return ring, nil
}

// openBackup opens what is sealed. Nothing of the data is read yet.
func openBackup(f io.ReaderAt, size int64, ring func(*vault.Bundle) (*vault.Ring, error)) (*backupFile, error) {
	h, err := headOf(f, size)
	if err != nil {
		return nil, err
	}
	keys, sealed, err := backupKeys(f, h)
	if err != nil {
		return nil, err
	}
	r, err := ring(keys)
	if err != nil {
		return nil, err
	}
	key, _, err := r.Open(nil, vault.Backups, h.place(), sealed)
	if err != nil || len(key) != vault.FileKeyLen {
		return nil, badBackup(err)
	}
	b := &backupFile{backupHead: *h}
	body := h.length - h.body()
	b.text, err = vault.FileKey(key).Open(io.NewSectionReader(f, h.body(), body), body, h.place())
	if err != nil {
		return nil, badBackup(err)
	}
	if b.m, err = readManifest(b.text, b.text.Size()); err != nil {
		return nil, err
	}
	if b.m.Folder != h.folder || b.m.Seq != h.seq || b.m.Made != h.made {
		return nil, fmt.Errorf("open backup: manifest: %w", field.Damaged)
	}
	return b, nil
}

// badBackup is what a sealed part says that does not open. Every account holds the key it is sealed for, and its format is that of
// the whole: so a key that nobody has, or a newer format, is damage too.
func badBackup(err error) error {
	if err == nil || errors.Is(err, vault.ErrDamaged) || errors.Is(err, vault.ErrNoKey) || errors.Is(err, vault.ErrNewer) {
		return fmt.Errorf("open backup: %w", field.Damaged)
	}
	return fmt.Errorf("open backup: %w", err)
}

// data is store.db as it is in the backup.
func (b *backupFile) data() *io.SectionReader { return io.NewSectionReader(b.text, 0, b.m.Size) }

// unpack writes store.db to w and proves that every byte is as it was copied.
func (b *backupFile) unpack(w io.Writer, step func(int64) error) error {
	sum, from := newSumming(), b.data()
	for {
		buf := sum.room()
		n, err := io.ReadFull(from, buf)
		sum.add(buf[:n])
		if n > 0 && err != nil && !errors.Is(err, io.ErrUnexpectedEOF) || err != nil && n == 0 && !errors.Is(err, io.EOF) {
			sum.end()
			return fmt.Errorf("read backup: %w", coded(err))
		}
		if n > 0 {
			_, err := w.Write(buf[:n])
			if err == nil {
				err = step(int64(n))
			}
			if err != nil {
				sum.end()
				return err
			}
		}
		if n < len(buf) {
			break
		}
	}
	if !bytes.Equal(sum.end(), b.m.Sum) {
		return fmt.Errorf("read backup: digest: %w", field.Damaged)
	}
	return nil
}

// prove reads back what was written, from the disk where the system allows, and then writes down when that was.
func (b *backing) prove(f *os.File) error {
	forgetCached(f)
	info, err := f.Stat()
	if err != nil {
		return err
	}
	back, err := openBackup(f, info.Size(), func(keys *vault.Bundle) (*vault.Ring, error) { return b.ring, nil })
	if err != nil {
		return err
	}
	want, err1 := b.m.encode()
	got, err2 := back.m.encode()
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if !bytes.Equal(back.encode(), b.head.encode()) || !bytes.Equal(want, got) {
		return errBackupDiffers
	}
	if err := back.unpack(io.Discard, b.step); err != nil {
		return err
	}
	switch err := proveData(b.ring, back); {
	case errors.Is(err, field.Damaged):
		return nil // the copy is true, what it is of is not: it is kept as unproved, beside those that were
	case err != nil:
		return err
	}
	if b.lost {
		return nil
	}
	b.head.verified = max(field.MomentOf(b.s.o.Clock()), 1)
	if _, err := f.WriteAt(b.head.mark(), int64(backupMarkAt)); err != nil {
		return err
	}
	return f.Sync()
}

// proveData proves that what a backup holds is a whole data file with the state that the manifest names.
func proveData(r *vault.Ring, b *backupFile) error {
	at := newBlockReader(b.data())
	sh, err := checkShape(at, b.m.Size, pageSize, true)
	if err != nil {
		return err
	}
	if sh.bad > 0 || !sh.metas[0] || !sh.metas[1] {
		return badShape("leaves")
	}
	sealed, err := sh.find(metaBucket, headKey)
	if err != nil {
		return err
	}
	var h head
	if err := openDoc(r, "head", sealed, &h); err != nil {
		return err
	}
	if h.Seq != b.m.Seq || !bytes.Equal(h.Chain, b.m.Chain) || h.Desk != b.m.Desk {
		return badShape("another state")
	}
	return nil
}
