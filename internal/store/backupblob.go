package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"cn.halfsky/internal/field"
)

// Attachments never change, so each lies beside the backups of its folder once, sealed as it is, below a folder of its own: what
// backups of another data folder name is not touched.
func backupBlobDir(dir string, folder field.ID) string {
	return filepath.Join(dir, blobDir, hex.EncodeToString(folder[:8]))
}

func backupBlobPath(dir string, folder field.ID, name string) string {
	return filepath.Join(backupBlobDir(dir, folder), name[:2], name)
}

// knownBlobs are the attachments that were copied and proved for an earlier backup, by name.
func (b *backing) knownBlobs() map[string]manifestBlob {
	known := map[string]manifestBlob{}
	for _, i := range b.others { // newest first
		m, err := b.s.manifestOf(i.Path)
		if err != nil {
			continue // then there is more to copy
		}
		for _, x := range m.Blobs {
			known[x.Name] = x
		}
		break
	}
	return known
}

// copyBlobs brings those attachments over that do not lie there whole.
func (b *backing) copyBlobs(files []BlobFile) error {
	for _, f := range files {
		name := filepath.Base(filepath.FromSlash(f.Name))
		to := backupBlobPath(b.dir, b.s.folder, name)
		if k, ok := b.known[name]; ok && k.Size == f.Size && hasSize(to, f.Size) {
			continue
		}
		b.total += f.Size
		sum, err := b.copyBlob(to, b.s.blobPath(name), f.Size)
		switch {
		case errors.Is(err, os.ErrNotExist) && !b.there():
			return err
		case errors.Is(err, errBlobGone):
			delete(b.known, name)
			b.lost = true // or it was erased a moment ago; the next backup will tell
		case err != nil:
			return err
		default:
			b.known[name] = manifestBlob{Name: name, Size: f.Size, Sum: sum}
		}
	}
	return nil
}

// errBlobGone says that an attachment is not there, or not as long as it should be.
var errBlobGone = errors.New("attachment is missing")

// there reports whether both folders are: a medium that was pulled is no missing attachment.
func (b *backing) there() bool {
	_, from := os.Stat(b.s.dir)
	_, to := os.Stat(b.dir)
	return from == nil && to == nil
}

func hasSize(path string, size int64) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() == size
}

// copyBlob copies one attachment, reads it back and returns its digest.
func (b *backing) copyBlob(to, from string, size int64) (sum []byte, err error) {
	src, err := os.Open(from)
	if errors.Is(err, os.ErrNotExist) && b.there() {
		return nil, errBlobGone
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	if !hasSize(from, size) {
		return nil, errBlobGone
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return nil, err
	}
	h := sha256.New()
	err = writeFile(to, func(w io.Writer) error {
		_, err := io.Copy(&stepping{w: io.MultiWriter(w, h), step: b.step}, io.LimitReader(src, size))
		return err
	})
	if err != nil {
		return nil, err
	}
	back, err := sumOfFile(to, size, func(int64) error { return nil })
	if err == nil && !bytes.Equal(back, h.Sum(nil)) {
		err = errBackupDiffers
	}
	if err != nil {
		_ = os.Remove(to) // what failed is reported
	}
	return back, err
}

// stepping writes and tells how far it is.
type stepping struct {
	w    io.Writer
	step func(int64) error
}

func (s *stepping) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if err == nil {
		err = s.step(int64(n))
	}
	return n, err
}

// sumOfFile returns the SHA-256 of a file that has to be size bytes long, from the disk where the system allows. Damaged when it is not.
func sumOfFile(path string, size int64, step func(int64) error) (sum []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	forgetCached(f)
	h := sha256.New()
	n, err := io.Copy(&stepping{w: h, step: step}, io.LimitReader(f, size+1))
	if err != nil {
		return nil, err
	}
	if n != size {
		return nil, fmt.Errorf("read attachment: %w", field.Damaged)
	}
	return h.Sum(nil), nil
}

// named is what the manifest says of the attachments.
func (b *backing) named(files []BlobFile) []manifestBlob {
	var out []manifestBlob
	for _, f := range files {
		if k, ok := b.known[filepath.Base(filepath.FromSlash(f.Name))]; ok {
			out = append(out, k)
		}
	}
	return out
}

// sweepBlobs removes the attachments that no backup of this folder names.
func (b *backing) sweepBlobs(named map[string]bool) {
	dirs, _ := os.ReadDir(backupBlobDir(b.dir, b.s.folder)) // there may be none
	for _, d := range dirs {
		path := filepath.Join(backupBlobDir(b.dir, b.s.folder), d.Name())
		files, _ := os.ReadDir(path)
		for _, f := range files {
			if !named[f.Name()] {
				_ = os.Remove(filepath.Join(path, f.Name())) // or another time
			}
		}
	}
}
