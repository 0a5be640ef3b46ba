package store

import (
	"encoding/binary"

	"cn.halfsky/internal/field"
)

// index finds the row of a record id: open addressing over row numbers, a quarter of the memory of a map.
type index struct {
	slots []uint32 // row + 1; 0 is free
	used  int
}

func (x *index) hash(id field.ID) uint32 {
	// The second half of a UUID is random, but ids of other programs need not be: mix both halves.
	h := binary.LittleEndian.Uint64(id[8:]) ^ binary.LittleEndian.Uint64(id[:])*0x9E3779B97F4A7C15
	h *= 0xD6E8FEB86659FD93
	return uint32(h >> 32)
}

// find returns the row of the id, or -1. ids are the table's, by row.
func (x *index) find(ids []field.ID, id field.ID) int {
	if len(x.slots) == 0 {
		return -1
	}
	mask := uint32(len(x.slots) - 1)
	for i := x.hash(id) & mask; ; i = (i + 1) & mask {
		s := x.slots[i]
		if s == 0 {
			return -1
		}
		if ids[s-1] == id {
			return int(s - 1)
		}
	}
}

// add puts a row in whose id is not there yet.
func (x *index) add(ids []field.ID, row int) {
	if (x.used+1)*4 > len(x.slots)*3 {
		old := x.slots
		x.slots, x.used = make([]uint32, max(64, 2*len(old))), 0
		for _, s := range old {
			if s != 0 {
				x.put(ids, int(s-1))
			}
		}
	}
	x.put(ids, row)
}

func (x *index) put(ids []field.ID, row int) {
	mask := uint32(len(x.slots) - 1)
	i := x.hash(ids[row]) & mask
	for x.slots[i] != 0 {
		i = (i + 1) & mask
	}
	x.slots[i] = uint32(row + 1)
	x.used++
}
