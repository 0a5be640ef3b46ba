package vault

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
)

// A stream is sealed in chunks of 64 KiB, each numbered and the last one marked (the STREAM construction of Hoang, Reyhanitabar,
// Rogaway and Vizár, 2015), so that chunks cannot be moved, repeated or cut off unnoticed:
//
//	[1] format | [4] key number | [32] salt | chunks of 65,536 + 16 bytes, the last one 16 to 65,552
const (
	streamFormat = 1
	streamHeader = 1 + 4 + 32
	chunkLen     = 64 << 10
)

// chunks seals or opens the chunks of one stream.
type chunks struct {
	box   cipher.AEAD
	bound []byte
	from  int64 // where they begin, behind the header
	n     uint64
}

func (r *Ring) chunks(p Purpose, header, place []byte) (*chunks, error) {
	d := r.key(binary.BigEndian.Uint32(header[1:]))
	if d == nil {
		return nil, fmt.Errorf("open stream: %w", ErrNoKey)
	}
	if d.refuses(p) {
		return nil, fmt.Errorf("open stream: sealed by a key of the past: %w", ErrDamaged)
	}
	key, err := hkdf.Key(sha256.New, d.secret, header[5:streamHeader], "halfsky stream 1 "+purposeWords[p], 32)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	return newChunks(key, header, place)
}

// newChunks makes the chunks of a stream that alone has the key, so that counting nonces never repeat.
func newChunks(key, header, place []byte) (*chunks, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	return &chunks{box: box, bound: append(append([]byte(nil), header...), place...), from: int64(len(header))}, nil
}

// nonce returns the nonce of chunk n.
func nonce(n uint64, last bool) []byte {
	b := make([]byte, nonceLen)
	binary.BigEndian.PutUint64(b[3:], n)
	if last {
		b[nonceLen-1] = 1
	}
	return b
}

func (c *chunks) next(last bool) []byte {
	c.n++
	return nonce(c.n-1, last)
}

// NewWriter returns a writer that seals what is written to it and passes it on to w. Close writes the last chunk; it does not
// close w.
func (r *Ring) NewWriter(w io.Writer, p Purpose, no uint32, place []byte) (io.WriteCloser, error) {
	header := make([]byte, streamHeader)
	header[0] = streamFormat
	binary.BigEndian.PutUint32(header[1:], no)
	_, _ = rand.Read(header[5:]) // never fails, by its documentation
	c, err := r.chunks(p, header, place)
	if err != nil {
		return nil, err
	}
	return newStreamWriter(c, w, header)
}

func newStreamWriter(c *chunks, w io.Writer, header []byte) (io.WriteCloser, error) {
	if _, err := w.Write(header); err != nil {
		return nil, fmt.Errorf("write stream: %w", err)
	}
	return &streamWriter{c: c, w: w, buf: make([]byte, 0, chunkLen), out: make([]byte, 0, chunkLen+TagLen)}, nil
}

type streamWriter struct {
	c        *chunks
	w        io.Writer
	buf, out []byte
	err      error
}

// Write keeps back a full chunk until more comes, because only Close knows which one is the last.
func (s *streamWriter) Write(b []byte) (int, error) {
	n := 0
	for len(b) > 0 && s.err == nil {
		if len(s.buf) == chunkLen {
			s.flush(false)
		}
		k := copy(s.buf[len(s.buf):chunkLen], b)
		s.buf, b, n = s.buf[:len(s.buf)+k], b[k:], n+k
	}
	return n, s.err
}

func (s *streamWriter) flush(last bool) {
	if s.err != nil {
		return
	}
	s.out = s.c.box.Seal(s.out[:0], s.c.next(last), s.buf, s.c.bound)
	s.buf = s.buf[:0]
	if _, err := s.w.Write(s.out); err != nil {
		s.err = fmt.Errorf("write stream: %w", err)
	}
}

var errClosed = errors.New("write stream: closed")

func (s *streamWriter) Close() error {
	s.flush(true)
	if s.err != nil {
		return s.err
	}
	s.err = errClosed
	return nil
}

// NewReader returns a reader of what NewWriter sealed. Reading fails with ErrDamaged when a chunk was changed, moved or cut
// off, before any byte of that chunk is given out; io.EOF comes only after the marked last chunk.
func (r *Ring) NewReader(rd io.Reader, p Purpose, place []byte) (io.Reader, error) {
	header := make([]byte, streamHeader)
	if _, err := io.ReadFull(rd, header); err != nil || header[0] == 0 {
		return nil, fmt.Errorf("read stream: %w", ErrDamaged)
	}
	if header[0] > streamFormat {
		return nil, fmt.Errorf("read stream: format %d: %w", header[0], ErrNewer)
	}
	c, err := r.chunks(p, header, place)
	if err != nil {
		return nil, err
	}
	return &streamReader{c: c, r: bufio.NewReaderSize(rd, chunkLen+TagLen+1)}, nil
}

type streamReader struct {
	c    *chunks
	r    *bufio.Reader
	in   []byte
	text []byte
	rest []byte
	err  error
}

func (s *streamReader) Read(b []byte) (int, error) {
	for len(s.rest) == 0 {
		if s.err != nil {
			return 0, s.err
		}
		s.next()
	}
	n := copy(b, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

func (s *streamReader) next() {
	if s.in == nil {
		s.in = make([]byte, chunkLen+TagLen)
	}
	n, err := io.ReadFull(s.r, s.in)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		s.err = fmt.Errorf("read stream: %w", err)
		return
	}
	_, peek := s.r.Peek(1)
	last := peek != nil
	s.text, err = s.c.box.Open(s.text[:0], s.c.next(last), s.in[:n], s.c.bound)
	switch {
	case err != nil:
		s.err = fmt.Errorf("read stream: %w", ErrDamaged)
	case last:
		s.rest, s.err = s.text, io.EOF
	default:
		s.rest = s.text
	}
}

// ReadStream returns the whole of what NewWriter sealed, from a file of size bytes, working on all processors. It is for what
// has to be in memory as a whole.
func (r *Ring) ReadStream(f io.ReaderAt, size int64, p Purpose, place []byte) ([]byte, error) {
	header := make([]byte, streamHeader)
	if _, err := f.ReadAt(header, 0); err != nil || header[0] == 0 {
		return nil, fmt.Errorf("read stream: %w", ErrDamaged)
	}
	if header[0] > streamFormat {
		return nil, fmt.Errorf("read stream: format %d: %w", header[0], ErrNewer)
	}
	c, err := r.chunks(p, header, place)
	if err != nil {
		return nil, err
	}
	const step = chunkLen + TagLen
	body := size - streamHeader
	n := (body + step - 1) / step
	if body < TagLen || body-(n-1)*step < TagLen {
		return nil, fmt.Errorf("read stream: length: %w", ErrDamaged)
	}
	last := make([]byte, body-(n-1)*step)
	if err := c.openAt(f, n-1, true, last, make([]byte, 0, len(last))); err != nil {
		return nil, err // only the true last chunk opens as such: so size is what was sealed, and not an allocation somebody made up
	}
	out := make([]byte, body-n*TagLen)
	workers := int64(runtime.GOMAXPROCS(0))
	fails := make([]error, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			in := make([]byte, step)
			for i := n * w / workers; i < n*(w+1)/workers && fails[w] == nil; i++ {
				text := out[i*chunkLen : min((i+1)*chunkLen, int64(len(out)))]
				fails[w] = c.openAt(f, i, i == n-1, in[:len(text)+TagLen], text)
			}
		})
	}
	wg.Wait()
	return out, errors.Join(fails...)
}

func (c *chunks) openAt(f io.ReaderAt, i int64, last bool, in, text []byte) error {
	if _, err := f.ReadAt(in, c.from+i*(chunkLen+TagLen)); err != nil {
		return fmt.Errorf("read stream: %w", err)
	}
	if _, err := c.box.Open(text[:0], nonce(uint64(i), last), in, c.bound); err != nil {
		return fmt.Errorf("read stream: %w", ErrDamaged)
	}
	return nil
}
