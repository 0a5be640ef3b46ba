package store

import (
	"bytes"
	"encoding/binary"
)

func (s *shape) leafLevel(level []uint64, buckets bool) error {
	for _, id := range level {
		if err := s.leafPage(id, buckets); err != nil {
			return err
		}
	}
	return nil
}

func (s *shape) leafPage(id uint64, buckets bool) error {
	switch {
	case buckets || s.contents:
		b, err := s.page(id, usedLeaf, leafFlag)
		if err != nil {
			return err
		}
		if err := s.leaf(b, buckets); buckets {
			return err
		} else if err != nil {
			s.bad++
		}
		return nil
	case s.deep:
		flags, more, err := s.header(id)
		if err != nil {
			return err
		}
		if flags != leafFlag {
			return badShape("page %d is of kind %x", id, flags)
		}
		return s.claim(id, uint64(more), usedLeaf)
	}
	return s.claim(id, 0, usedLeaf)
}

// leaf checks the elements of a leaf and follows the buckets in it.
func (s *shape) leaf(b []byte, buckets bool) error {
	n := pageCount(b)
	if pageHead+n*leafElem > len(b) {
		return badShape("leaf of %d", n)
	}
	var last []byte
	for i := range n {
		at := pageHead + i*leafElem
		e := b[at:]
		flags, pos := binary.LittleEndian.Uint32(e), uint64(binary.LittleEndian.Uint32(e[4:]))
		ksize, vsize := uint64(binary.LittleEndian.Uint32(e[8:])), uint64(binary.LittleEndian.Uint32(e[12:]))
		if pos < leafElem || uint64(at)+pos+ksize+vsize > uint64(len(b)) || ksize == 0 {
			return badShape("leaf element outside its page")
		}
		key := e[pos : pos+ksize]
		if i > 0 && bytes.Compare(last, key) >= 0 {
			return badShape("leaf keys out of order")
		}
		last = key
		if !buckets {
			if flags != 0 {
				return badShape("bucket within a bucket")
			}
			continue
		}
		if err := s.bucket(flags, e[pos+ksize:pos+ksize+vsize]); err != nil {
			return err
		}
	}
	return nil
}

// bucket follows a bucket: a tree of its own, or one small leaf that stands in place.
func (s *shape) bucket(flags uint32, v []byte) error {
	if flags != bucketFlag || len(v) < 16 {
		return badShape("no bucket at the root")
	}
	if root := binary.LittleEndian.Uint64(v); root != 0 {
		return s.tree(root, false)
	}
	v = v[16:]
	if len(v) < pageHead || binary.LittleEndian.Uint16(v[8:]) != leafFlag {
		return badShape("inline bucket")
	}
	return s.leaf(v, false)
}
