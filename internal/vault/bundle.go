package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// Bundle is the copy of all slots and keys that is kept beside the data and in every backup: losing the page they stand on
// must not lose the data.
//
//	"HSKEYS" | [1] format | [16] folder | [8] generation | items | 0 | [32] SHA-256 of everything before
//	item: [1] kind | [4] length | bytes
type Bundle struct {
	Folder     ID
	Generation uint64 // raised with every change; the higher of two good copies is the newer
	Slots      []*Slot
	Keys       []*Key
	List       []byte // sealed by whoever keeps accounts: which slots and keys there are; may be empty
}

const (
	bundleMagic  = "HSKEYS"
	bundleFormat = 1
	bundleHeader = len(bundleMagic) + 1 + 16 + 8

	itemEnd  = 0
	itemSlot = 1
	itemKey  = 2
	itemList = 3
)

// Encode returns the bundle as it is kept.
func (b *Bundle) Encode() ([]byte, error) {
	out := append([]byte(bundleMagic), bundleFormat)
	out = append(out, b.Folder[:]...)
	out = binary.BigEndian.AppendUint64(out, b.Generation)
	item := func(kind byte, enc func() ([]byte, error)) error {
		e, err := enc()
		if err != nil {
			return fmt.Errorf("write bundle: %w", err)
		}
		out = append(out, kind)
		out = binary.BigEndian.AppendUint32(out, uint32(len(e)))
		out = append(out, e...)
		return nil
	}
	for _, s := range b.Slots {
		if err := item(itemSlot, s.Encode); err != nil {
			return nil, err
		}
	}
	for _, k := range b.Keys {
		if err := item(itemKey, k.Encode); err != nil {
			return nil, err
		}
	}
	if len(b.List) > 0 {
		if err := item(itemList, func() ([]byte, error) { return b.List, nil }); err != nil {
			return nil, err
		}
	}
	out = append(out, itemEnd)
	sum := sha256.Sum256(out)
	return append(out, sum[:]...), nil
}

// DecodeBundle reads a bundle. With ErrDamaged or ErrNewer it still returns every slot
// and key that could be read.
func DecodeBundle(b []byte) (*Bundle, error) {
	damaged := fmt.Errorf("read bundle: %w", ErrDamaged)
	var bad error
	if len(b) < bundleHeader || !bytes.HasPrefix(b, []byte(bundleMagic)) {
		return &Bundle{}, damaged
	}
	if f := b[len(bundleMagic)]; f > bundleFormat {
		return &Bundle{}, fmt.Errorf("read bundle: format %d: %w", f, ErrNewer)
	}
	out := &Bundle{Generation: binary.BigEndian.Uint64(b[bundleHeader-8:])}
	copy(out.Folder[:], b[len(bundleMagic)+1:])
	rest := b[bundleHeader:]
	for len(rest) > 0 && rest[0] != itemEnd {
		if len(rest) < 5 || uint64(binary.BigEndian.Uint32(rest[1:])) > uint64(len(rest)-5) {
			return out, damaged
		}
		kind, n := rest[0], int(binary.BigEndian.Uint32(rest[1:]))
		if err := out.take(kind, rest[5:5+n]); err != nil {
			bad = fmt.Errorf("read bundle: %w", err)
		}
		rest = rest[5+n:]
	}
	if len(rest) != 1+sha256.Size {
		return out, damaged
	}
	if sum := sha256.Sum256(b[:len(b)-sha256.Size]); !bytes.Equal(sum[:], rest[1:]) {
		return out, damaged
	}
	return out, bad
}

func (b *Bundle) take(kind byte, item []byte) error {
	switch kind {
	case itemSlot:
		s, err := DecodeSlot(item)
		if err != nil {
			return err
		}
		b.Slots = append(b.Slots, s)
	case itemKey:
		k, err := DecodeKey(item)
		if err != nil {
			return err
		}
		b.Keys = append(b.Keys, k)
	case itemList:
		b.List = bytes.Clone(item)
	}
	return nil // items of a newer program are passed over: it keeps its own copy in the store
}
