package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"

	"cn.halfsky/internal/field"
)

// bbolt trusts its file: a damaged page makes it read past the end of the map, follow a circle of pages until the stack is
// full, or take pages that are in use for free ones and write over them. So before bbolt sees the file, shape reads what
// holds it together - headers, branches, the list of free pages - with ordinary reads, and proves that every page has one
// use. Of the leaves, where the data is, it reads only what it must; a bad leaf costs its own records, never the file.
//
// The layout is that of bbolt 1.5 (file format 2), little-endian.
const (
	boltMagic    = 0xED0CDAED
	boltFormat   = 2
	pageHead     = 16
	branchFlag   = 0x01
	leafFlag     = 0x02
	freelistFlag = 0x10
	bucketFlag   = 0x01
	branchElem   = 16
	leafElem     = 16
	deepest      = 24
	metaLen      = 64
)

// shape is what was found out about a file.
type shape struct {
	r        io.ReaderAt
	size     int64
	pageSize int64
	metas    [2]bool // whole?
	txid     uint64
	pages    uint64 // in use or free, by the newest whole header
	use      []byte // per page, one of the uses below
	deep     bool   // read the head of every leaf too
	contents bool   // and what stands in it
	bad      int    // leaves whose contents are not right
}

const (
	unused byte = iota
	usedMeta
	usedFree
	usedFreelist
	usedBranch
	usedLeaf
	usedMore // a page that belongs to the one before it
)

func badShape(what string, args ...any) error {
	return fmt.Errorf("check file: "+what+": %w", append(args, field.Damaged)...)
}

type boltMeta struct {
	ok                          bool
	pageSize                    uint32
	root, freelist, pages, txid uint64
}

func parseMeta(b []byte) (m boltMeta) {
	if len(b) < pageHead+metaLen {
		return m
	}
	b = b[pageHead : pageHead+metaLen]
	h := fnv.New64a()
	_, _ = h.Write(b[:56]) // a hash never fails
	le := binary.LittleEndian
	m.pageSize, m.root, m.freelist = le.Uint32(b[8:]), le.Uint64(b[16:]), le.Uint64(b[32:])
	m.pages, m.txid = le.Uint64(b[40:]), le.Uint64(b[48:])
	m.ok = le.Uint32(b) == boltMagic && le.Uint32(b[4:]) == boltFormat && le.Uint64(b[56:]) == h.Sum64()
	return m
}

// checkShape reads the file, which was made with that page size. With contents it reads all of it and counts bad leaves.
func checkShape(r io.ReaderAt, size, pageSize int64, contents bool) (*shape, error) {
	s := &shape{r: r, size: size, pageSize: pageSize, deep: contents, contents: contents}
	return s, s.check()
}

func (s *shape) check() error {
	best, err := s.headers()
	if err != nil {
		return err
	}
	return s.walk(best)
}

// headers reads the two headers and returns the newest whole one.
func (s *shape) headers() (best boltMeta, err error) {
	r, size, pageSize := s.r, s.size, s.pageSize
	if size < 4*pageSize {
		return best, badShape("%d bytes", size)
	}
	for i := range s.metas {
		b := make([]byte, pageHead+metaLen)
		if _, err := r.ReadAt(b, int64(i)*pageSize); err != nil {
			return best, fmt.Errorf("check file: %w", err)
		}
		m := parseMeta(b)
		if m.ok && int64(m.pageSize) != pageSize {
			m.ok = false
		}
		s.metas[i] = m.ok
		if m.ok && (!best.ok || m.txid > best.txid) {
			best = m
		}
	}
	if !best.ok {
		return best, badShape("no whole header")
	}
	return best, nil
}

// walk proves the pages below a header.
func (s *shape) walk(best boltMeta) error {
	size, pageSize := s.size, s.pageSize
	s.txid, s.pages = best.txid, best.pages
	if best.pages > uint64(size/pageSize) || best.pages < 4 {
		return badShape("%d pages in %d bytes", best.pages, size)
	}
	s.use = make([]byte, best.pages)
	s.use[0], s.use[1] = usedMeta, usedMeta
	if err := s.freelist(best.freelist); err != nil {
		return err
	}
	if err := s.tree(best.root, true); err != nil {
		return err
	}
	return s.account()
}

// claim marks a page and the n that belong to it as used, once.
func (s *shape) claim(id, more uint64, use byte) error {
	if id < 2 || id >= s.pages || more >= s.pages-id {
		return badShape("page %d beyond the end", id)
	}
	for i := id; i <= id+more; i++ {
		if s.use[i] != unused {
			return badShape("page %d is used twice", i)
		}
		s.use[i], use = use, usedMore
	}
	return nil
}

// page reads a page with those that belong to it.
func (s *shape) page(id uint64, use byte, flag uint16) ([]byte, error) {
	if id < 2 || id >= s.pages {
		return nil, badShape("page %d beyond the end", id)
	}
	flags, more, err := s.header(id)
	if err != nil {
		return nil, err
	}
	if flags != flag {
		return nil, badShape("page %d is of kind %x", id, flags)
	}
	if err := s.claim(id, uint64(more), use); err != nil {
		return nil, err
	}
	b := make([]byte, (int64(more)+1)*s.pageSize)
	if _, err := s.r.ReadAt(b, int64(id)*s.pageSize); err != nil {
		return nil, fmt.Errorf("check file: %w", err)
	}
	return b, nil
}

func (s *shape) header(id uint64) (flags uint16, more uint32, err error) {
	var h [pageHead]byte
	if _, err := s.r.ReadAt(h[:], int64(id)*s.pageSize); err != nil {
		return 0, 0, fmt.Errorf("check file: %w", err)
	}
	if got := binary.LittleEndian.Uint64(h[:]); got != id {
		return 0, 0, badShape("page %d calls itself %d", id, got)
	}
	return binary.LittleEndian.Uint16(h[8:]), binary.LittleEndian.Uint32(h[12:]), nil
}

func pageCount(b []byte) int { return int(binary.LittleEndian.Uint16(b[10:])) }

func (s *shape) freelist(id uint64) error {
	b, err := s.page(id, usedFreelist, freelistFlag)
	if err != nil {
		return err
	}
	n, ids := uint64(pageCount(b)), b[pageHead:]
	if n == 0xFFFF {
		n, ids = binary.LittleEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids)/8) {
		return badShape("%d free pages", n)
	}
	for i := range n {
		if err := s.claim(binary.LittleEndian.Uint64(ids[8*i:]), 0, usedFree); err != nil {
			return err
		}
	}
	return nil
}

// tree walks one tree. All leaves of a bbolt tree are equally deep, so the first one tells where they are.
func (s *shape) tree(root uint64, buckets bool) error {
	level := []uint64{root}
	for depth := 0; ; depth++ {
		if depth > deepest {
			return badShape("tree too deep")
		}
		if level[0] < 2 || level[0] >= s.pages {
			return badShape("page %d beyond the end", level[0])
		}
		flags, _, err := s.header(level[0])
		if err != nil {
			return err
		}
		if flags == leafFlag {
			return s.leafLevel(level, buckets)
		}
		var next []uint64
		for _, id := range level {
			b, err := s.page(id, usedBranch, branchFlag)
			if err != nil {
				return err
			}
			if next, err = children(b, next); err != nil {
				return err
			}
		}
		level = next
	}
}

// children appends the pages under a branch.
func children(b []byte, out []uint64) ([]uint64, error) {
	n := pageCount(b)
	if n == 0 || pageHead+n*branchElem > len(b) {
		return nil, badShape("branch of %d", n)
	}
	var last []byte
	for i := range n {
		at := pageHead + i*branchElem
		e := b[at:]
		pos, size := uint64(binary.LittleEndian.Uint32(e)), uint64(binary.LittleEndian.Uint32(e[4:]))
		if pos < branchElem || uint64(at)+pos+size > uint64(len(b)) {
			return nil, badShape("branch key outside its page")
		}
		key := e[pos : pos+size]
		if i > 0 && bytes.Compare(last, key) >= 0 {
			return nil, badShape("branch keys out of order")
		}
		last = key
		out = append(out, binary.LittleEndian.Uint64(e[8:]))
	}
	return out, nil
}

// account proves that every page has exactly one use. Pages without one belong to the leaf before them.
func (s *shape) account() error {
	for id := uint64(2); id < s.pages; id++ {
		if s.use[id] != usedLeaf || s.deep || id+1 < s.pages && s.use[id+1] != unused || id+1 == s.pages {
			continue
		}
		flags, more, err := s.header(id)
		if err != nil {
			return err
		}
		if flags != leafFlag {
			return badShape("page %d is of kind %x", id, flags)
		}
		if more > 0 {
			if err := s.claim(id+1, uint64(more)-1, usedMore); err != nil {
				return err
			}
		}
	}
	for id := range s.use {
		if s.use[id] != unused {
			continue
		}
		// A page nobody knows is a small loss of space, or the trace of a damaged list of free pages. Only the leaves tell.
		if s.deep {
			return nil
		}
		*s = shape{r: s.r, size: s.size, pageSize: s.pageSize, deep: true}
		return s.check()
	}
	return nil
}
