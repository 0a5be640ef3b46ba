package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// RestoreSpec says what to restore and where.
type RestoreSpec struct {
	Path       string // of the backup
	Account    string // sign-in name; may be empty
	Passphrase string // as it was when the backup was made
	Dir        string // the data folder to be
	InPlace    bool   // there is one in Dir already: it is kept beside it, as Dir.before-<time>
	Partial    bool   // go on although attachments are missing or damaged; Check names them
}

// Restore makes a data folder from a backup. Until the very last step Dir stays as it is, and whenever the program is ended, either the
// old or the new folder is there whole. The folder becomes a new desk when it is first opened, which says where it came from and
// not that it is older. o gives the clock and the anchor. Codes: Passphrase, Damaged, Newer, InUse when the folder in Dir is open, Exists
// when something is in Dir and InPlace is not set, NoFolder, NoSpace, ReadOnly, Cancelled. p is told of blocks of 64 KiB.
func Restore(ctx context.Context, spec RestoreSpec, o Options, p Progress) error {
	o, err := o.complete()
	if err != nil {
		return err
	}
	if real, err := filepath.EvalSymlinks(spec.Dir); err == nil {
		spec.Dir = real // what is renamed is the folder, not a link to it
	}
	spec.Dir = filepath.Clean(spec.Dir)
	r := &restoring{RestoreSpec: spec, o: o, ctx: ctx, tell: p}
	if err := r.run(); err != nil {
		return fmt.Errorf("restore: %w", diskCode(err))
	}
	return nil
}

// restoring is one Restore on its way.
type restoring struct {
	RestoreSpec
	o    Options
	ctx  context.Context
	tell Progress

	drill   bool // to be tried out and removed: it leaves no mark
	missing int  // attachments left out

	b           *backupFile
	ring        *vault.Ring
	keys        []byte
	done, total int64
	told        int64
}

func (r *restoring) run() (err error) {
	f, err := r.unlock()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	defer r.ring.Forget()
	old, err := r.claim()
	if err != nil {
		return err
	}
	held := locks{old}
	defer func() { err = errors.Join(err, held.release()) }()
	tmp, lock, err := makeRoom(r.Dir, field.MomentOf(r.o.Clock()))
	if err != nil {
		return err
	}
	held = append(held, lock)
	if err := r.fill(tmp); err != nil {
		return errors.Join(err, removeRoom(tmp, lock))
	}
	placed, err := r.place(tmp, &held)
	if err != nil && !placed {
		err = errors.Join(err, os.RemoveAll(tmp))
	}
	return err
}

// unlock opens the backup.
func (r *restoring) unlock() (f *os.File, err error) {
	if f, err = os.Open(r.Path); err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		r.b, err = openBackup(f, info.Size(), func(keys *vault.Bundle) (ring *vault.Ring, err error) {
			if r.keys, err = keys.Encode(); err != nil {
				return nil, err
			}
			r.ring, err = unlockBackup(keys, r.Account, r.Passphrase)
			return r.ring, err
		})
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	r.total = 2 * r.b.m.Size
	for _, x := range r.b.m.Blobs {
		r.total += x.Size
	}
	return f, nil
}

// claim makes sure that Dir may be used, and locks the folder that is there. The lock is nil when there is none.
func (r *restoring) claim() (*os.File, error) {
	if r.InPlace {
		finishRestore(r.Dir)
		if !Is(r.Dir) {
			return nil, fmt.Errorf("restore in place: %w", field.NoFolder)
		}
		return lockFolder(r.Dir)
	}
	entries, err := os.ReadDir(r.Dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	if len(entries) > 0 {
		return nil, fmt.Errorf("restore beside others: %w", field.Exists)
	}
	return nil, nil
}

// fill makes the folder in tmp, all of it on the disk and proved.
func (r *restoring) fill(tmp string) error {
	path := filepath.Join(tmp, dataFile)
	if err := writeFile(path, func(w io.Writer) error { return r.b.unpack(w, r.step) }); err != nil {
		return err
	}
	if err := r.readBack(path); err != nil {
		return err
	}
	if err := writeBytes(filepath.Join(tmp, keysFile), r.keys); err != nil {
		return err
	}
	if err := r.fillBlobs(tmp); err != nil {
		return err
	}
	if r.drill {
		return nil
	}
	return r.leaveMark(tmp)
}

// readBack proves that the file is on the disk as it is in the backup, and that it can be opened.
func (r *restoring) readBack(path string) error {
	sum, err := sumOfFile(path, r.b.m.Size, r.step)
	if err != nil {
		return err
	}
	if !bytes.Equal(sum, r.b.m.Sum) {
		return errBackupDiffers
	}
	_, err = checkFile(path, false) // a damaged leaf costs its own records: Check names them
	return err
}

// fillBlobs copies the attachments, from beside the backup or, where they are whole there, from the folder that is replaced.
func (r *restoring) fillBlobs(tmp string) error {
	for _, x := range r.b.m.Blobs {
		from := []string{backupBlobPath(filepath.Dir(r.Path), r.b.folder, x.Name)}
		if r.InPlace {
			from = append(from, filepath.Join(r.Dir, filepath.FromSlash(blobFile(x.Name))))
		}
		err := r.fillBlob(filepath.Join(tmp, filepath.FromSlash(blobFile(x.Name))), x, from)
		if errors.Is(err, field.Damaged) && r.Partial {
			r.missing++
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *restoring) fillBlob(to string, x manifestBlob, from []string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	for _, path := range from {
		sum, err := sumOfFile(path, x.Size, func(int64) error { return nil })
		if errors.Is(err, os.ErrNotExist) || errors.Is(err, field.Damaged) || err == nil && !bytes.Equal(sum, x.Sum) {
			continue
		}
		if err != nil {
			return err
		}
		src, err := os.Open(path)
		if err != nil {
			return err
		}
		err = writeFile(to, func(w io.Writer) error {
			_, err := io.Copy(&stepping{w: w, step: r.step}, src)
			return err
		})
		if err = errors.Join(err, src.Close()); err != nil {
			return err
		}
		back, err := sumOfFile(to, x.Size, func(int64) error { return nil })
		if err == nil && !bytes.Equal(back, x.Sum) {
			err = errBackupDiffers
		}
		return err
	}
	return fmt.Errorf("restore attachment: %w", field.Damaged)
}

func (r *restoring) step(n int64) error {
	if r.ctx.Err() != nil {
		return field.Cancelled
	}
	const block = 64 << 10
	if r.done += n; r.tell != nil && r.done-r.told >= max(r.total/200, block) {
		r.told = r.done
		r.tell(int(min(r.done, r.total)/block), int(r.total/block))
	}
	return nil
}
