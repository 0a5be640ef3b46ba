package store

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
)

// blockReader keeps the blocks of a sealed file that were read last: what holds a data file together is read page by page, and each
// block would be opened again for every page of it.
type blockReader struct {
	r     *io.SectionReader
	kept  map[int64][]byte
	order []int64
}

const (
	blockLen   = 64 << 10
	mostBlocks = 512
)

func newBlockReader(r *io.SectionReader) *blockReader {
	return &blockReader{r: r, kept: map[int64][]byte{}}
}

// ReadAt reads as io.ReaderAt, for one goroutine.
func (b *blockReader) ReadAt(p []byte, at int64) (n int, err error) {
	for n < len(p) {
		block, err := b.block((at + int64(n)) / blockLen)
		if err != nil {
			return n, err
		}
		from := (at + int64(n)) % blockLen
		if from >= int64(len(block)) {
			return n, io.EOF
		}
		n += copy(p[n:], block[from:])
	}
	return n, nil
}

func (b *blockReader) block(i int64) ([]byte, error) {
	if kept, ok := b.kept[i]; ok {
		return kept, nil
	}
	var room []byte
	if len(b.order) == mostBlocks {
		room = b.kept[b.order[0]]
		delete(b.kept, b.order[0])
		b.order = b.order[1:]
	}
	if cap(room) < blockLen {
		room = make([]byte, blockLen)
	}
	n, err := b.r.ReadAt(room[:blockLen], i*blockLen)
	if err != nil && (n == 0 || err != io.EOF) {
		return nil, coded(err)
	}
	b.kept[i] = room[:n]
	b.order = append(b.order, i)
	return b.kept[i], nil
}

// find reads one value of a file whose shape was proved, without bbolt.
func (s *shape) find(bucket, key []byte) ([]byte, error) {
	best, err := s.headers()
	if err != nil {
		return nil, err
	}
	v, flags, err := s.lookUp(best.root, bucket)
	if err != nil || flags != bucketFlag || len(v) < 16 {
		return nil, badShape("no such bucket")
	}
	if root := binary.LittleEndian.Uint64(v); root != 0 {
		v, _, err = s.lookUp(root, key)
		return v, err
	}
	v, _, err = leafValue(v[16:], key)
	return v, err
}

// lookUp follows a tree down to a key.
func (s *shape) lookUp(root uint64, key []byte) (v []byte, flags uint32, err error) {
	for range deepest {
		kind, more, err := s.header(root)
		if err != nil {
			return nil, 0, err
		}
		b := make([]byte, (int64(more)+1)*s.pageSize)
		if _, err := s.r.ReadAt(b, int64(root)*s.pageSize); err != nil {
			return nil, 0, badShape("page %d beyond the end", root)
		}
		if kind == leafFlag {
			return leafValue(b, key)
		}
		ids, err := children(b, nil)
		if err != nil {
			return nil, 0, err
		}
		// the last child whose first key is not behind the key
		n, _ := slices.BinarySearchFunc(branchKeys(b, len(ids)), key, func(k, want []byte) int {
			if bytes.Compare(k, want) <= 0 {
				return -1
			}
			return 1
		})
		root = ids[max(n-1, 0)]
	}
	return nil, 0, badShape("tree too deep")
}

// branchKeys are the keys of a branch that children accepted.
func branchKeys(b []byte, n int) [][]byte {
	keys := make([][]byte, n)
	for i := range n {
		e := b[pageHead+i*branchElem:]
		pos, size := binary.LittleEndian.Uint32(e), binary.LittleEndian.Uint32(e[4:])
		keys[i] = e[pos : pos+size]
	}
	return keys
}

// leafValue finds a key in a leaf whose elements were proved to lie within it.
func leafValue(b, key []byte) (v []byte, flags uint32, err error) {
	for i := range pageCount(b) {
		e := b[pageHead+i*leafElem:]
		pos, k, n := binary.LittleEndian.Uint32(e[4:]), binary.LittleEndian.Uint32(e[8:]), binary.LittleEndian.Uint32(e[12:])
		if bytes.Equal(e[pos:pos+k], key) {
			return e[pos+k : pos+k+n], binary.LittleEndian.Uint32(e), nil
		}
	}
	return nil, 0, badShape("no such key")
}
