package store

import (
	"bufio"
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

// blobRef is what a record keeps of its file: version.name.key.size.
type blobRef struct {
	name string // hexadecimal
	key  vault.FileKey
	size int64
}

func (b blobRef) String() string {
	return strings.Join([]string{blobVersion, b.name, base64.RawURLEncoding.EncodeToString(b.key[:]), strconv.FormatInt(b.size, 10)}, ".")
}

// readBlobRef reads a reference. Codes: Damaged, Newer.
func readBlobRef(ref string) (b blobRef, err error) {
	part := strings.Split(ref, ".")
	if len(part) > 1 && part[0] != blobVersion && part[0] != "" {
		return b, fmt.Errorf("read reference: %w", field.Newer)
	}
	if len(part) != 4 || !isBlobName(part[1]) {
		return b, fmt.Errorf("read reference: %w", field.Damaged)
	}
	key, bad := base64.RawURLEncoding.Strict().DecodeString(part[2])
	b.name = part[1]
	b.size, err = strconv.ParseInt(part[3], 10, 62)
	if bad != nil || err != nil || len(key) != len(b.key) || b.size < 0 {
		return b, fmt.Errorf("read reference: %w", field.Damaged)
	}
	copy(b.key[:], key)
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

// OpenBlob opens the attached file that a record's field refers to. Codes: Damaged also where the file is missing, Newer, NoFolder.
// Reading fails with Damaged before any byte of a damaged part is given out.
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
	b, err := s.openBlob(r)
	if err != nil {
		return nil, fmt.Errorf("open attached file: %w", err)
	}
	return b, nil
}

func (s *Store) openBlob(r blobRef) (*Blob, error) {
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
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return b, nil
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
