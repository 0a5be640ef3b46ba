package vault

import (
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"sync"
)

// A file is sealed with a key of its own, as a stream is (see stream.go), so that whoever holds the key can open that file and no
// other, and nobody can once the key is forgotten:
//
//	[1] format | chunks
const (
	fileFormat = 1
	fileHeader = 1
)

// FileKeyLen is the length of a file's key in bytes.
const FileKeyLen = 32

// FileKey opens one sealed file. It seals one file only: two files under one key would tell where they are the same.
type FileKey [FileKeyLen]byte

// NewFileKey returns a new key.
func NewFileKey() (k FileKey) {
	_, _ = rand.Read(k[:]) // never fails, by its documentation
	return k
}

func (k FileKey) chunks(header, place []byte) (*chunks, error) {
	key, err := hkdf.Key(sha256.New, k[:], header, "halfsky file 1", 32)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	return newChunks(key, header, place)
}

// SealedLen is how many bytes a file of size bytes has when it is sealed.
func SealedLen(size int64) int64 {
	n := max((size+chunkLen-1)/chunkLen, 1)
	return fileHeader + size + n*TagLen
}

// NewWriter returns a writer that seals what is written to it for that place and passes it on to w. Close writes the last chunk; it
// does not close w.
func (k FileKey) NewWriter(w io.Writer, place []byte) (io.WriteCloser, error) {
	header := []byte{fileFormat}
	c, err := k.chunks(header, place)
	if err != nil {
		return nil, err
	}
	return newStreamWriter(c, w, header)
}

// File is an open sealed file. ReadAt may be called from any goroutine.
type File struct {
	c    *chunks
	r    io.ReaderAt
	n    int64 // chunks
	size int64
}

// Open opens a sealed file of so many bytes as they lie on the disk. Nothing is read of it yet but that it is whole: its last chunk
// opens as the last one. ErrDamaged, ErrNewer.
func (k FileKey) Open(r io.ReaderAt, sealed int64, place []byte) (*File, error) {
	header := make([]byte, fileHeader)
	if _, err := r.ReadAt(header, 0); errors.Is(err, io.EOF) || err == nil && header[0] == 0 {
		return nil, fmt.Errorf("open file: %w", ErrDamaged)
	} else if err != nil {
		return nil, fmt.Errorf("open file: %w", err)
	}
	if header[0] > fileFormat {
		return nil, fmt.Errorf("open file: format %d: %w", header[0], ErrNewer)
	}
	c, err := k.chunks(header, place)
	if err != nil {
		return nil, err
	}
	const step = chunkLen + TagLen
	body := sealed - fileHeader
	n := (body + step - 1) / step
	if body < TagLen || body-(n-1)*step < TagLen {
		return nil, fmt.Errorf("open file: length: %w", ErrDamaged)
	}
	f := &File{c: c, r: r, n: n, size: body - n*TagLen}
	if _, err := f.chunk(n-1, make([]byte, step)); err != nil {
		return nil, err
	}
	return f, nil
}

// Size is how many bytes were sealed.
func (f *File) Size() int64 { return f.size }

// chunkRoom keeps the room for one chunk from one reading to the next.
var chunkRoom = sync.Pool{New: func() any { return new([chunkLen + TagLen]byte) }}

// chunk reads and opens chunk i into buf, which must have room for it sealed.
func (f *File) chunk(i int64, buf []byte) ([]byte, error) {
	text := min(f.size-i*chunkLen, chunkLen)
	in := buf[:text+TagLen]
	if err := f.c.openAt(f.r, i, i == f.n-1, in, in); err != nil {
		if errors.Is(err, io.EOF) { // it became shorter since it was opened
			err = fmt.Errorf("read file: %w", ErrDamaged)
		}
		return nil, err
	}
	return in[:text], nil
}

// ReadAt reads as io.ReaderAt. It fails with ErrDamaged when a chunk was changed or moved, before any byte of that chunk is given
// out.
func (f *File) ReadAt(b []byte, at int64) (n int, err error) {
	if at < 0 {
		return 0, fmt.Errorf("read file: %w", ErrDamaged)
	}
	room := chunkRoom.Get().(*[chunkLen + TagLen]byte)
	defer chunkRoom.Put(room)
	for n < len(b) && at < f.size {
		text, err := f.chunk(at/chunkLen, room[:])
		if err != nil {
			return n, err
		}
		k := copy(b[n:], text[at%chunkLen:])
		n, at = n+k, at+int64(k)
	}
	if n < len(b) {
		return n, io.EOF
	}
	return n, nil
}
