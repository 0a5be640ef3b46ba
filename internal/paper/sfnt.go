package paper

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// errFont reports a font file that is not a TrueType face this package can use.
var errFont = errors.New("not a usable TrueType face")

// face is one parsed TrueType file. It never changes after parse.
type face struct {
	name      string // PostScript name, as it appears in the PDF
	data      []byte
	em        int // units of the em square
	ascent    int // in units
	descent   int // in units, negative
	capHeight int // in units
	bbox      [4]int
	glyphs    int
	longLoca  bool
	longHmtx  int // entries of hmtx with their own width
	loca      []byte
	glyf      []byte
	hmtx      []byte
	low       []uint16 // glyph by code point below U+10000
	high      map[rune]uint16
}

// parseFace reads the tables a page needs. The bytes are kept and never written to.
func parseFace(name string, data []byte) (*face, error) {
	tables, err := directory(data)
	if err != nil {
		return nil, fmt.Errorf("read font %s: %w", name, err)
	}
	f := &face{name: name, data: data, loca: tables["loca"], glyf: tables["glyf"], hmtx: tables["hmtx"]}
	head, hhea, maxp := tables["head"], tables["hhea"], tables["maxp"]
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 || f.glyf == nil || f.loca == nil {
		return nil, fmt.Errorf("read font %s: %w", name, errFont)
	}
	f.em = int(binary.BigEndian.Uint16(head[18:]))
	for i := range f.bbox {
		f.bbox[i] = int(int16(binary.BigEndian.Uint16(head[36+2*i:])))
	}
	f.longLoca = binary.BigEndian.Uint16(head[50:]) != 0
	f.ascent = int(int16(binary.BigEndian.Uint16(hhea[4:])))
	f.descent = int(int16(binary.BigEndian.Uint16(hhea[6:])))
	f.longHmtx = int(binary.BigEndian.Uint16(hhea[34:]))
	f.glyphs = int(binary.BigEndian.Uint16(maxp[4:]))
	f.capHeight = f.em * 7 / 10
	width := 2
	if f.longLoca {
		width = 4
	}
	if f.em == 0 || f.glyphs == 0 || f.longHmtx == 0 || f.longHmtx > f.glyphs ||
		len(f.hmtx) < 4*f.longHmtx || len(f.loca) < width*(f.glyphs+1) {
		return nil, fmt.Errorf("read font %s: %w", name, errFont)
	}
	if err := f.readCmap(tables["cmap"]); err != nil {
		return nil, fmt.Errorf("read font %s: %w", name, err)
	}
	return f, nil
}

// directory returns the tables of a font file by tag.
func directory(data []byte) (map[string][]byte, error) {
	if len(data) < 12 || binary.BigEndian.Uint32(data) != 0x00010000 {
		return nil, errFont
	}
	n := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < 12+16*n {
		return nil, errFont
	}
	tables := make(map[string][]byte, n)
	for i := range n {
		rec := data[12+16*i:]
		from, size := uint64(binary.BigEndian.Uint32(rec[8:])), uint64(binary.BigEndian.Uint32(rec[12:]))
		if from+size > uint64(len(data)) {
			return nil, errFont
		}
		tables[string(rec[:4])] = data[from : from+size]
	}
	return tables, nil
}

// readCmap fills the character map from the best Unicode subtable.
func (f *face) readCmap(cmap []byte) error {
	if len(cmap) < 4 {
		return errFont
	}
	var best []byte
	n := int(binary.BigEndian.Uint16(cmap[2:]))
	for i := range n {
		if len(cmap) < 4+8*(i+1) {
			return errFont
		}
		at := binary.BigEndian.Uint32(cmap[4+8*i+4:])
		if uint64(at)+8 > uint64(len(cmap)) {
			return errFont
		}
		sub := cmap[at:]
		switch format := binary.BigEndian.Uint16(sub); {
		case format == 12:
			best = sub
		case format == 4 && best == nil:
			best = sub
		}
	}
	if best == nil {
		return errFont
	}
	f.low, f.high = make([]uint16, 0x10000), map[rune]uint16{}
	if binary.BigEndian.Uint16(best) == 12 {
		return f.readSegments(best)
	}
	return f.readDeltas(best)
}

// readSegments reads cmap format 12.
func (f *face) readSegments(t []byte) error {
	if len(t) < 16 {
		return errFont
	}
	n := int(binary.BigEndian.Uint32(t[12:]))
	if n < 0 || len(t)-16 < 12*n {
		return errFont
	}
	for i := range n {
		g := t[16+12*i:]
		from, to := binary.BigEndian.Uint32(g), binary.BigEndian.Uint32(g[4:])
		gid := binary.BigEndian.Uint32(g[8:])
		if from > to || to > 0x10FFFF {
			return errFont
		}
		for c := from; c <= to; c++ {
			f.mapRune(rune(c), gid+c-from)
		}
	}
	return nil
}

// readDeltas reads cmap format 4.
func (f *face) readDeltas(t []byte) error {
	if len(t) < 16 {
		return errFont
	}
	n := int(binary.BigEndian.Uint16(t[6:])) / 2
	if len(t) < 16+8*n {
		return errFont
	}
	ends, starts := t[14:], t[16+2*n:]
	deltas, offsets := t[16+4*n:], t[16+6*n:]
	for i := range n {
		from, to := int(binary.BigEndian.Uint16(starts[2*i:])), int(binary.BigEndian.Uint16(ends[2*i:]))
		delta, off := binary.BigEndian.Uint16(deltas[2*i:]), int(binary.BigEndian.Uint16(offsets[2*i:]))
		for c := from; c <= to && c < 0xFFFF; c++ {
			gid := uint16(c)
			if off != 0 {
				at := 2*i + off + 2*(c-from)
				if at+2 > len(offsets) {
					return errFont
				}
				if gid = binary.BigEndian.Uint16(offsets[at:]); gid == 0 {
					continue
				}
			}
			f.mapRune(rune(c), uint32(gid+delta))
		}
	}
	return nil
}

func (f *face) mapRune(r rune, gid uint32) {
	switch {
	case gid == 0 || gid >= uint32(f.glyphs):
	case r < 0x10000:
		f.low[r] = uint16(gid)
	default:
		f.high[r] = uint16(gid)
	}
}

// glyph returns the glyph of a character, zero when the face has none.
func (f *face) glyph(r rune) uint16 {
	if r >= 0 && r < 0x10000 {
		return f.low[r]
	}
	return f.high[r]
}

// width returns the advance of a glyph in thousandths of the em.
func (f *face) width(gid uint16) float64 {
	i := min(int(gid), f.longHmtx-1)
	return float64(binary.BigEndian.Uint16(f.hmtx[4*i:])) * 1000 / float64(f.em)
}

// outline returns the glyf entry of a glyph, empty for a blank one or a damaged font.
func (f *face) outline(gid uint16) []byte {
	if int(gid) >= f.glyphs {
		return nil
	}
	var from, to int
	if f.longLoca {
		from, to = int(binary.BigEndian.Uint32(f.loca[4*int(gid):])), int(binary.BigEndian.Uint32(f.loca[4*int(gid)+4:]))
	} else {
		from, to = 2*int(binary.BigEndian.Uint16(f.loca[2*int(gid):])), 2*int(binary.BigEndian.Uint16(f.loca[2*int(gid)+2:]))
	}
	if from >= to || to > len(f.glyf) {
		return nil
	}
	return f.glyf[from:to]
}
