package paper

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
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
	head      []byte
	hhea      []byte
	maxp      []byte
	low       []uint16 // glyph by code point below U+10000
	high      map[rune]uint16
	made      func(gid uint16) []byte // draws the outlines of a face that is no file
}

// parseFace reads the tables a page needs from a file, or from the part of a
// collection that begins at a place. The bytes are kept and never written to.
func parseFace(name string, data []byte, at int) (*face, error) {
	tables, err := directory(data, at)
	if err != nil {
		return nil, fmt.Errorf("read font %s: %w", name, err)
	}
	f := &face{name: name, data: data, loca: tables["loca"], glyf: tables["glyf"], hmtx: tables["hmtx"]}
	head, hhea, maxp := tables["head"], tables["hhea"], tables["maxp"]
	f.head, f.hhea, f.maxp = head, hhea, maxp
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

// directory returns the tables of a font by tag. Its list of tables begins at a place.
func directory(data []byte, start int) (map[string][]byte, error) {
	if start < 0 || start > len(data)-12 || !isOutlines(binary.BigEndian.Uint32(data[start:])) {
		return nil, errFont
	}
	list := data[start+12:]
	n := int(binary.BigEndian.Uint16(data[start+4:]))
	if len(list) < 16*n {
		return nil, errFont
	}
	tables := make(map[string][]byte, n)
	for i := range n {
		rec := list[16*i:]
		from, size := uint64(binary.BigEndian.Uint32(rec[8:])), uint64(binary.BigEndian.Uint32(rec[12:]))
		if from+size > uint64(len(data)) {
			return nil, errFont
		}
		tables[string(rec[:4])] = data[from : from+size]
	}
	return tables, nil
}

// isOutlines knows how fonts with TrueType outlines begin: those of Windows and of the Macintosh.
func isOutlines(tag uint32) bool { return tag == 0x00010000 || tag == 0x74727565 }

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
	next := uint32(0) // segments stand in order; a damaged font must not keep us for hours
	for i := range n {
		g := t[16+12*i:]
		from, to := binary.BigEndian.Uint32(g), binary.BigEndian.Uint32(g[4:])
		gid := binary.BigEndian.Uint32(g[8:])
		if from < next || from > to || to > 0x10FFFF {
			return errFont
		}
		for c := from; c <= to && uint64(gid)+uint64(c-from) < uint64(f.glyphs); c++ {
			f.mapRune(rune(c), gid+c-from)
		}
		next = to + 1
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
	next := 0
	for i := range n {
		start, to := int(binary.BigEndian.Uint16(starts[2*i:])), int(binary.BigEndian.Uint16(ends[2*i:]))
		from := max(start, next)
		next = max(next, to+1)
		delta, off := binary.BigEndian.Uint16(deltas[2*i:]), int(binary.BigEndian.Uint16(offsets[2*i:]))
		for c := from; c <= to && c < 0xFFFF; c++ {
			gid := uint16(c)
			if off != 0 {
				at := 2*i + off + 2*(c-start)
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

// maxOutline bounds the outline of one glyph, bytes: the fullest ideograph takes some two thousand.
const maxOutline = 1 << 16

// outline returns the glyf entry of a glyph, empty for a blank one or a damaged font.
func (f *face) outline(gid uint16) []byte {
	if f.made != nil {
		return f.made(gid)
	}
	from, to := f.extent(gid)
	if from >= to || to > len(f.glyf) || to-from > maxOutline {
		return nil
	}
	return f.glyf[from:to]
}

// blank reports that a glyph has no outline because it shows nothing.
func (f *face) blank(gid uint16) bool {
	if f.made != nil || int(gid) >= f.glyphs {
		return false
	}
	from, to := f.extent(gid)
	return from == to
}

// extent is where the outline of a glyph lies.
func (f *face) extent(gid uint16) (from, to int) {
	at := int(gid)
	switch {
	case at >= f.glyphs:
		return 0, 0
	case f.longLoca:
		return int(binary.BigEndian.Uint32(f.loca[4*at:])), int(binary.BigEndian.Uint32(f.loca[4*at+4:]))
	}
	return 2 * int(binary.BigEndian.Uint16(f.loca[2*at:])), 2 * int(binary.BigEndian.Uint16(f.loca[2*at+2:]))
}

// runes gives every character of a face with its glyph, in order below U+10000 and in any order above.
func (f *face) runes() iter.Seq2[rune, uint16] {
	return func(yield func(rune, uint16) bool) {
		for r, gid := range f.low {
			if gid != 0 && !yield(rune(r), gid) {
				return
			}
		}
		for r, gid := range f.high {
			if !yield(r, gid) {
				return
			}
		}
	}
}
