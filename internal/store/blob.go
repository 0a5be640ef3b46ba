package store

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// An attached file lies beside the data file as blobs/ab/ab…, sealed with a key of its own under a random name. The key stands in
// the record the file belongs to: so who can open the record can open the file, and with the record the key is gone. The file is
// written once and never changed. Bucket 30 lists the files that belong to records: what lies there beside them is a save that was
// cut off.
const (
	blobDir     = "blobs"
	blobVersion = "1"
	blobNameLen = 16 // random bytes of a name
	blobStep    = 16 << 10
)

// blobRef is what a record keeps of its file: version.name.key.size.digest. The digest is there for those who could open the record once
// and kept the key: they could seal another file with it.
type blobRef struct {
	name string // hexadecimal
	key  vault.FileKey
	size int64
	sum  [sha256.Size]byte // of what was attached
}

func (b blobRef) String() string {
	return strings.Join([]string{blobVersion, b.name, base64.RawURLEncoding.EncodeToString(b.key[:]), strconv.FormatInt(b.size, 10),
		base64.RawURLEncoding.EncodeToString(b.sum[:])}, ".")
}

// readBlobRef reads a reference. Codes: Damaged, Newer.
func readBlobRef(ref string) (b blobRef, err error) {
	part := strings.Split(ref, ".")
	if len(part) > 1 && part[0] != blobVersion && part[0] != "" {
		return b, fmt.Errorf("read reference: %w", field.Newer)
	}
	if len(part) != 5 || !isBlobName(part[1]) {
		return b, fmt.Errorf("read reference: %w", field.Damaged)
	}
	key, bad := base64.RawURLEncoding.Strict().DecodeString(part[2])
	sum, worse := base64.RawURLEncoding.Strict().DecodeString(part[4])
	b.name = part[1]
	b.size, err = strconv.ParseInt(part[3], 10, 62)
	if bad != nil || worse != nil || err != nil || len(key) != len(b.key) || len(sum) != len(b.sum) || b.size < 0 {
		return b, fmt.Errorf("read reference: %w", field.Damaged)
	}
	copy(b.key[:], key)
	copy(b.sum[:], sum)
	return b, nil
}

func isBlobName(name string) bool {
	raw, err := hex.DecodeString(name)
	return err == nil && len(raw) == blobNameLen && name == strings.ToLower(name)
}

// blobFile is where a file of that name lies, below the folder and with slashes.
func blobFile(name string) string { return path.Join(blobDir, name[:2], name) }

func (s *Store) blobPath(name string) string {
	return filepath.Join(s.dir, filepath.FromSlash(blobFile(name)))
}

// place is what a sealed file is bound to.
func (b blobRef) place(folder field.ID) []byte {
	return append(append([]byte("halfsky blob 1"), folder[:]...), b.name...)
}

// padded is how many bytes are sealed of a file of size bytes: the length of a file on the disk must not tell which one it is.
func padded(size int64) int64 { return (size + blobStep - 1) / blobStep * blobStep }

// Blob is an open attached file. It holds what it needs itself, and can be read after the folder was closed.
type Blob struct {
	file *os.File
	text *vault.File
	size int64
	*bufio.Reader
}

// OpenBlob opens the attached file that a record's field refers to, after reading it once to prove that it is the one that was
// attached. Codes: Damaged also where the file is missing, Newer, NoFolder. Reading fails with Damaged before any byte of a part
// is given out that was damaged since.
func (s *Store) OpenBlob(ref string) (*Blob, error) {
	s.mu.RLock()
	shut := s.shut
	s.mu.RUnlock()
	if shut {
		return nil, errShut
	}
	r, err := readBlobRef(ref)
	if err != nil {
		return nil, fmt.Errorf("open attached file: %w", err)
	}
	b, err := s.openBlob(context.Background(), r)
	if err != nil {
		return nil, fmt.Errorf("open attached file: %w", err)
	}
	return b, nil
}

func (s *Store) openBlob(ctx context.Context, r blobRef) (*Blob, error) {
	f, err := os.Open(s.blobPath(r.name))
	if errors.Is(err, os.ErrNotExist) {
		if _, gone := os.Stat(s.dir); gone != nil {
			return nil, diskCode(gone)
		}
		return nil, fmt.Errorf("missing: %w", field.Damaged)
	}
	if err != nil {
		return nil, diskCode(err)
	}
	b, err := r.open(f, s.folder)
	if err == nil {
		err = b.prove(ctx, r.sum)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return b, nil
}

// prove reads all of the file.
func (b *Blob) prove(ctx context.Context, sum [sha256.Size]byte) error {
	h, buf := sha256.New(), make([]byte, min(b.size, 1<<20))
	for at := int64(0); at < b.size; {
		if ctx.Err() != nil {
			return fmt.Errorf("read attached file: %w", field.Cancelled)
		}
		n, err := b.ReadAt(buf, at)
		if n == 0 {
			return err
		}
		_, _ = h.Write(buf[:n]) // a hash never fails
		at += int64(n)
	}
	if !bytes.Equal(h.Sum(nil), sum[:]) {
		return fmt.Errorf("read attached file: another one: %w", field.Damaged)
	}
	return nil
}

func (r blobRef) open(f *os.File, folder field.ID) (*Blob, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() != vault.SealedLen(padded(r.size)) {
		return nil, fmt.Errorf("length: %w", field.Damaged)
	}
	text, err := r.key.Open(f, info.Size(), r.place(folder))
	if err != nil {
		return nil, coded(err)
	}
	b := &Blob{file: f, text: text, size: r.size}
	b.Reader = bufio.NewReaderSize(io.NewSectionReader(b, 0, r.size), 64<<10)
	return b, nil
}

// Size is the length of the file in bytes.
func (b *Blob) Size() int64 { return b.size }

// ReadAt reads as io.ReaderAt; it may be called from any goroutine.
func (b *Blob) ReadAt(p []byte, at int64) (int, error) {
	rest := b.size - at
	if rest <= 0 {
		return 0, io.EOF
	}
	short := int64(len(p)) > rest
	n, err := b.text.ReadAt(p[:min(int64(len(p)), rest)], at)
	switch {
	case err != nil:
		return n, fmt.Errorf("read attached file: %w", coded(err))
	case short:
		return n, io.EOF
	}
	return n, nil
}

// Close closes the file.
func (b *Blob) Close() error { return b.file.Close() }

// BlobFile is one attached file as it lies in the folder. It never changes; it goes when its record is erased.
type BlobFile struct {
	Name string // below the folder, with slashes
	Size int64  // on the disk, bytes
}

// Blobs lists the attached files that belong to records, in the order of their names.
func (s *Store) Blobs() (files []BlobFile, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		files, err = blobsIn(tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list attached files: %w", err)
	}
	return files, nil
}
