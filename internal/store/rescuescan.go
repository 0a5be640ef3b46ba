package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"cn.halfsky/internal/field"
)

// piece is one key and value as it lies in a leaf of the file, wherever that leaf is: in the tree, or left behind by an older state.
type piece struct {
	key   []byte
	value []byte
	at    int64 // of the value, in the file
}

// mostMore bounds how many pages a leaf may claim besides its own: the largest a program ever wrote is a journal part.
const mostMore = 4096

// scanLeaves reads the file page by page, without following anything in it, and gives every key and value of every leaf that calls
// itself by its own number to visit. So it finds what is whole although nothing leads there any more. What it finds may be outdated,
// and the caller has to prove each value. The bytes are gone once visit returns.
func scanLeaves(ctx context.Context, r io.ReaderAt, size int64, visit func(piece) error, p Progress) error {
	pages := size / pageSize
	buf := make([]byte, pageSize)
	for id := int64(0); id < pages; id++ {
		if ctx.Err() != nil {
			return fmt.Errorf("scan file: %w", field.Cancelled)
		}
		if id%max(pages/100, 1) == 0 {
			p(int(id), int(pages))
		}
		head := buf[:pageSize]
		if _, err := r.ReadAt(head, id*pageSize); err != nil {
			continue // a sector that cannot be read costs its own page
		}
		more := int64(binary.LittleEndian.Uint32(head[12:]))
		if binary.LittleEndian.Uint64(head) != uint64(id) || binary.LittleEndian.Uint16(head[8:]) != leafFlag || more > mostMore {
			continue
		}
		page := head
		if more > 0 {
			page = make([]byte, min((more+1)*pageSize, size-id*pageSize))
			n, _ := r.ReadAt(page, id*pageSize) // what was read counts
			page = page[:n]
		}
		if err := leafPieces(page, id*pageSize, visit); err != nil {
			return err
		}
	}
	return nil
}

// leafPieces gives what a leaf holds to visit; an element that points outside is left out.
func leafPieces(b []byte, at int64, visit func(piece) error) error {
	for i := range pageCount(b) {
		from := pageHead + i*leafElem
		if from+leafElem > len(b) {
			return nil
		}
		e := b[from:]
		flags, pos := binary.LittleEndian.Uint32(e), uint64(binary.LittleEndian.Uint32(e[4:]))
		ksize, vsize := uint64(binary.LittleEndian.Uint32(e[8:])), uint64(binary.LittleEndian.Uint32(e[12:]))
		if pos < leafElem || ksize == 0 || uint64(from)+pos+ksize+vsize > uint64(len(b)) {
			continue
		}
		v := piece{key: e[pos : pos+ksize], value: e[pos+ksize : pos+ksize+vsize], at: at + int64(uint64(from)+pos+ksize)}
		if flags == bucketFlag {
			if len(v.value) < 16+pageHead || binary.LittleEndian.Uint64(v.value) != 0 {
				continue
			}
			if err := leafPieces(v.value[16:], v.at+16, visit); err != nil { // a small bucket that stands in place
				return err
			}
			continue
		}
		if err := visit(v); err != nil {
			return err
		}
	}
	return nil
}
