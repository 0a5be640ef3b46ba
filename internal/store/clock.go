package store

import (
	"math"

	"cn.halfsky/internal/field"
)

// hybrid is a hybrid logical clock (Kulkarni and others, 2014): its readings never go back, stay near the wall clock, and one
// taken after another desk's change was seen is later than that change.
type hybrid struct {
	wall int64 // milliseconds
	tick uint16
}

// next returns a reading later than every one before. now is the wall clock in milliseconds.
func (h *hybrid) next(now int64, desk uint32) field.Stamp {
	switch {
	case now > h.wall:
		h.wall, h.tick = now, 0
	case h.tick == math.MaxUint16:
		h.wall, h.tick = h.wall+1, 0
	default:
		h.tick++
	}
	return field.Stamp{Wall: h.wall, Tick: h.tick, Desk: uint64(desk)}
}
