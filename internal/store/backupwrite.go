package store

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// fill writes the whole of a backup, not yet proved.
func (b *backing) fill(f *os.File, tx *bolt.Tx) error {
	var to io.Writer = f
	if b.s.backups.disk != nil {
		to = b.s.backups.disk(f)
	}
	for _, part := range [][]byte{b.head.encode(), b.bundle, b.sealed} {
		if _, err := to.Write(part); err != nil {
			return err
		}
	}
	w, err := b.key.NewWriter(to, b.head.place())
	if err != nil {
		return err
	}
	c := &copying{b: b, f: f, w: w, sum: newSumming()}
	n, err := tx.WriteTo(c)
	b.m.Sum = c.sum.end()
	switch {
	case c.err != nil:
		return c.err // bbolt passes it on as text
	case err != nil:
		return fmt.Errorf("copy file: %w", err)
	case n != b.m.Size:
		return fmt.Errorf("copy file: %d bytes of %d", n, b.m.Size)
	}
	end, err := b.m.encode()
	if err != nil {
		return err
	}
	for _, part := range [][]byte{b.m.Sum, end} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return w.Close()
}

const (
	copyBlock  = 256 << 10 // how much is on its way at once
	flushBlock = 8 << 20   // and how much the disk is given to write meanwhile
)

// copying passes on what bbolt copies and has it summed up meanwhile.
type copying struct {
	b   *backing
	f   *os.File
	n   int64 // bytes passed
	w   io.Writer
	sum *summing
	err error
}

func (c *copying) Write(p []byte) (int, error) {
	buf := append(c.sum.room()[:0], p...)
	return len(p), c.pass(buf)
}

// ReadFrom takes large blocks, where io.Copy would take small ones.
func (c *copying) ReadFrom(r io.Reader) (n int64, err error) {
	for {
		buf := c.sum.room()
		k, err := io.ReadFull(r, buf)
		n += int64(k)
		if k > 0 {
			if err := c.pass(buf[:k]); err != nil {
				return n, err
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return n, nil
		}
		if err != nil {
			c.err = err
			return n, err
		}
	}
}

func (c *copying) pass(buf []byte) error {
	c.sum.add(buf)
	if _, c.err = c.w.Write(buf); c.err != nil {
		return c.err
	}
	if c.n += int64(len(buf)); c.n/flushBlock > (c.n-int64(len(buf)))/flushBlock {
		beginFlush(c.f, c.n/flushBlock*flushBlock-flushBlock, flushBlock)
	}
	c.err = c.b.step(int64(len(buf)))
	return c.err
}

// summing computes a digest beside the goroutine that moves the bytes, which neither of them changes.
type summing struct {
	h    hash.Hash
	in   chan []byte
	free chan []byte
	done chan struct{}
}

func newSumming() *summing {
	s := &summing{h: sha256.New(), in: make(chan []byte, 2), free: make(chan []byte, 4), done: make(chan struct{})}
	for range cap(s.free) {
		s.free <- nil
	}
	go func() {
		defer close(s.done)
		for b := range s.in {
			_, _ = s.h.Write(b) // a hash never fails
			s.free <- b
		}
	}()
	return s
}

// room returns a block to fill, which add takes back. The caller may go on reading it until he asks for the next.
func (s *summing) room() []byte {
	b := <-s.free
	if cap(b) < copyBlock {
		b = make([]byte, copyBlock)
	}
	return b[:copyBlock]
}

func (s *summing) add(b []byte) { s.in <- b }

// end returns the digest of all that was added.
func (s *summing) end() []byte {
	close(s.in)
	<-s.done
	return s.h.Sum(nil)
}

func sum256(b []byte) [sha256.Size]byte { return sha256.Sum256(b) }

// errBackupDiffers says that what was read back is not what was written.
var errBackupDiffers = fmt.Errorf("read back: not what was written: %w", field.Damaged)
