package store

import (
	"encoding/binary"
	"io"
)

// The cache is arrays written one behind the other, little-endian, each after its length. It is read by the program version that
// wrote it or not at all.

// packer writes; the first error stays.
type packer struct {
	w   io.Writer
	buf []byte
	err error
}

func (p *packer) flush() {
	if p.err == nil && len(p.buf) > 0 {
		_, p.err = p.w.Write(p.buf)
	}
	p.buf = p.buf[:0]
}

func (p *packer) room() {
	if len(p.buf) > 60<<10 {
		p.flush()
	}
}

func (p *packer) num(n uint64) {
	p.buf = binary.LittleEndian.AppendUint64(p.buf, n)
	p.room()
}

func (p *packer) bytes(b []byte) {
	p.num(uint64(len(b)))
	for len(b) > 0 {
		n := min(len(b), 60<<10)
		p.buf = append(p.buf, b[:n]...)
		p.flush()
		b = b[n:]
	}
}

func (p *packer) text(s string) { p.bytes([]byte(s)) }

func pack64[T int64 | uint64](p *packer, s []T) {
	p.num(uint64(len(s)))
	for _, n := range s {
		p.buf = binary.LittleEndian.AppendUint64(p.buf, uint64(n))
		p.room()
	}
}

func pack32(p *packer, s []uint32) {
	p.num(uint64(len(s)))
	for _, n := range s {
		p.buf = binary.LittleEndian.AppendUint32(p.buf, n)
		p.room()
	}
}

// unpacker reads; the first thing that does not fit makes it bad and everything after it empty.
type unpacker struct {
	b   []byte
	bad bool
}

func (u *unpacker) take(n uint64) []byte {
	if n > uint64(len(u.b)) {
		u.b, u.bad = nil, true
		return nil
	}
	out := u.b[:n:n]
	u.b = u.b[n:]
	return out
}

func (u *unpacker) num() uint64 {
	b := u.take(8)
	if u.bad {
		return 0
	}
	return binary.LittleEndian.Uint64(b)
}

// length reads the length of an array of parts of size bytes.
func (u *unpacker) length(size uint64) uint64 {
	n := u.num()
	if n > uint64(len(u.b))/size {
		u.b, u.bad = nil, true
		return 0
	}
	return n
}

func (u *unpacker) bytes() []byte { return u.take(u.length(1)) }

func (u *unpacker) text() string { return string(u.bytes()) }

func unpack64[T int64 | uint64](u *unpacker) []T {
	n := u.length(8)
	b, out := u.take(8*n), make([]T, n)
	for i := range out {
		out[i] = T(binary.LittleEndian.Uint64(b[8*i:]))
	}
	return out
}

func unpack32(u *unpacker) []uint32 {
	n := u.length(4)
	b, out := u.take(4*n), make([]uint32, n)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return out
}
