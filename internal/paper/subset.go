package paper

import (
	"encoding/binary"
	"sort"
)

// components returns the byte places of the glyph indices a composite outline refers to.
func components(outline []byte) []int {
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return nil
	}
	var at []int
	for p := 10; p+4 <= len(outline); {
		flags := binary.BigEndian.Uint16(outline[p:])
		at = append(at, p+2)
		p += 6
		if flags&0x0001 != 0 { // arguments are words
			p += 2
		}
		switch {
		case flags&0x0008 != 0: // one scale
			p += 2
		case flags&0x0040 != 0: // two scales
			p += 4
		case flags&0x0080 != 0: // a matrix
			p += 8
		}
		if flags&0x0020 == 0 { // no more components
			break
		}
	}
	return at
}

// maxProgram bounds the outlines of one document, bytes.
const maxProgram = 64 << 20

// subset builds a TrueType file with exactly these glyphs, in this order, for a
// PDF: no cmap, no names. The first must be glyph 0. Parts of composite glyphs are
// appended behind them. The same glyphs give the same bytes.
func (f *face) subset(gids []uint16) []byte {
	list := append([]uint16(nil), gids...)
	place := make(map[uint16]int, len(list))
	for i, g := range list {
		if _, ok := place[g]; !ok {
			place[g] = i
		}
	}
	var glyf []byte
	loca := make([]byte, 0, 4*len(list)+4)
	hmtx := make([]byte, 0, 4*len(list))
	for i := 0; i < len(list); i++ {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		start := len(glyf)
		glyf = append(glyf, f.outline(list[i])...)
		for _, at := range components(glyf[start:]) {
			part := binary.BigEndian.Uint16(glyf[start+at:])
			if _, ok := place[part]; !ok {
				if len(list) > 0xFFFE || len(glyf) > maxProgram { // only a damaged font asks for so many
					part = 0
				} else {
					place[part] = len(list)
					list = append(list, part)
				}
			}
			binary.BigEndian.PutUint16(glyf[start+at:], uint16(place[part]))
		}
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		adv := min(int(list[i]), f.longHmtx-1)
		hmtx = append(hmtx, f.hmtx[4*adv:4*adv+2]...)
		hmtx = append(hmtx, f.bearing(list[i])...)
	}
	loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	return f.assemble(len(list), glyf, loca, hmtx)
}

// bearing returns the two bytes of the left side bearing of a glyph.
func (f *face) bearing(gid uint16) []byte {
	at := 4*int(gid) + 2
	if int(gid) >= f.longHmtx {
		at = 4*f.longHmtx + 2*(int(gid)-f.longHmtx)
	}
	if at+2 > len(f.hmtx) {
		return []byte{0, 0}
	}
	return f.hmtx[at : at+2]
}

// assemble writes the font file of a subset from its changed tables.
func (f *face) assemble(n int, glyf, loca, hmtx []byte) []byte {
	head := append([]byte(nil), f.head...)
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1)
	hhea := append([]byte(nil), f.hhea...)
	binary.BigEndian.PutUint16(hhea[34:], uint16(n))
	maxp := append([]byte(nil), f.maxp...)
	binary.BigEndian.PutUint16(maxp[4:], uint16(n))
	tables := map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp, "glyf": glyf, "loca": loca, "hmtx": hmtx}
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	sort.Strings(tags)
	log := 0
	for 2<<log <= len(tags) {
		log++
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(tags), 16 << log, log, 16*len(tags) - 16<<log} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*len(tags)
	headAt := 0
	for _, tag := range tags {
		t := tables[tag]
		if tag == "head" {
			headAt = at
		}
		out = append(out, tag...)
		out = binary.BigEndian.AppendUint32(out, checksum(t))
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t)))
		at += (len(t) + 3) &^ 3
	}
	for _, tag := range tags {
		out = append(out, tables[tag]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

// checksum adds up big-endian words, the last one filled with zeros.
func checksum(b []byte) uint32 {
	var sum uint32
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	var tail [4]byte
	copy(tail[:], b)
	return sum + binary.BigEndian.Uint32(tail[:])
}
