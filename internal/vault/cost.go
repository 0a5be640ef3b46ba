package vault

import (
	"fmt"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost is what turning a passphrase into a key costs, by Argon2id (RFC 9106).
type Cost struct {
	Time   uint32 `cbor:"1,keyasint"` // passes
	Memory uint32 `cbor:"2,keyasint"` // KiB
	Lanes  uint8  `cbor:"3,keyasint"`
}

// Floor is the least a new passphrase may cost: the second recommended choice of RFC 9106.
var Floor = Cost{Time: 3, Memory: 64 << 10, Lanes: 4}

// Ceilings keep a damaged or made-up slot from eating the memory of the machine.
const (
	topTime   = 64
	topMemory = 1 << 20 // KiB: 1 GiB
	topLanes  = 64
	// calibrated costs stop here, so that a folder made on a big machine still opens on a small one
	topCalibrated = 512 << 10 // KiB
	// TopWork is the most work one passphrase may take: passes times KiB. It is some ten times what the fastest machine of today
	// does in the time a folder is made for.
	TopWork = 16 << 20
)

func (c Cost) check() error {
	if c.Time == 0 || c.Time > topTime || c.Memory < 8*uint32(c.Lanes) || c.Memory > topMemory || c.Lanes == 0 || c.Lanes > topLanes || c.Work() > TopWork {
		return fmt.Errorf("check cost: %w", ErrDamaged)
	}
	return nil
}

// Work is passes times KiB.
func (c Cost) Work() uint64 { return uint64(c.Time) * uint64(c.Memory) }

// Below reports whether c costs an attacker less than d.
func (c Cost) Below(d Cost) bool {
	return c.Memory < d.Memory || c.Work() < d.Work()
}

// Calibrate returns the cost that takes about target on this machine and never less than Floor. It tries Floor once, so it
// takes about 0.2 s itself. Memory grows before passes: memory is what an attacker's hardware lacks.
func Calibrate(target time.Duration, clock func() time.Time) Cost {
	start := clock()
	derive("", make([]byte, saltLen), Floor)
	took := max(clock().Sub(start), time.Millisecond)
	c := Floor
	for took*2 <= target && c.Memory*2 <= topCalibrated {
		c.Memory, took = c.Memory*2, took*2
	}
	pass := took / time.Duration(c.Time)
	for took+pass <= target && c.Time < topTime && c.Work()+uint64(c.Memory) <= TopWork {
		c.Time, took = c.Time+1, took+pass
	}
	return c
}

const saltLen = 16

// derive returns the 32-byte key of a passphrase. The passphrase is normalised first: an input method may give full-width
// digits or a decomposed letter where the same person typed plain ones before.
func derive(passphrase string, salt []byte, c Cost) []byte {
	return argon2.IDKey([]byte(norm.NFKC.String(passphrase)), salt, c.Time, c.Memory, c.Lanes, 32)
}
