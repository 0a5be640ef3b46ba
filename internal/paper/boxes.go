package paper

import (
	"encoding/binary"
	"strconv"
)

// codeBoxes is the face of characters that no other face has: each is drawn as a box with its code point in it, so that whoever reads
// the page can tell which it is. It belongs to one document.
type codeBoxes struct {
	id    faceID
	runes []rune // by glyph; the first is a box for whatever came too late to have a number
	gids  map[rune]uint16
}

func newBoxes() *codeBoxes {
	b := &codeBoxes{runes: []rune{-1}, gids: map[rune]uint16{}}
	b.id = &faceRef{face: &face{
		name: "HalfSkyBoxes", em: 1000, ascent: 880, descent: -120, capHeight: 700, bbox: [4]int{60, -90, 940, 850},
		glyphs: 0x10000, longHmtx: 1, hmtx: []byte{1000 >> 8, 1000 & 0xFF, 0, 60}, made: b.outline,
		head: boxHead(), hhea: make([]byte, 36), maxp: boxMaxp(),
	}}
	return b
}

// boxHead is the head table: magic number, em, bounds.
func boxHead() []byte {
	h := make([]byte, 54)
	binary.BigEndian.PutUint32(h, 0x00010000)
	binary.BigEndian.PutUint32(h[12:], 0x5F0F3CF5)
	binary.BigEndian.PutUint16(h[18:], 1000)
	return h
}

// boxMaxp is the maxp table, with room for the fullest box.
func boxMaxp() []byte {
	m := make([]byte, 32)
	binary.BigEndian.PutUint32(m, 0x00010000)
	binary.BigEndian.PutUint16(m[6:], 4*maxBars)
	binary.BigEndian.PutUint16(m[8:], maxBars)
	binary.BigEndian.PutUint16(m[14:], 1)
	return m
}

// glyph numbers a character.
func (b *codeBoxes) glyph(r rune) uint16 {
	gid, ok := b.gids[r]
	if !ok && len(b.runes) < 0xFFFF {
		gid = uint16(len(b.runes))
		b.runes = append(b.runes, r)
		b.gids[r] = gid
	}
	return gid
}

// bar is an upright rectangle in units of the box face.
type bar struct{ x1, y1, x2, y2 int16 }

// maxBars is what the frame and six hexFigures of at most nine bars take.
const maxBars = 4 + 6*9

// hexFigures are the sixteen hexadecimal figures: five rows from above, three dots in each.
var hexFigures = [16][5]uint8{
	{7, 5, 5, 5, 7}, {2, 6, 2, 2, 7}, {7, 1, 7, 4, 7}, {7, 1, 7, 1, 7}, {5, 5, 7, 1, 1}, {7, 4, 7, 1, 7}, {7, 4, 7, 5, 7}, {7, 1, 1, 1, 1},
	{7, 5, 7, 5, 7}, {7, 5, 7, 1, 7}, {7, 5, 7, 5, 5}, {6, 5, 6, 5, 6}, {7, 4, 4, 4, 7}, {6, 5, 5, 5, 6}, {7, 4, 6, 4, 7}, {7, 4, 6, 4, 4},
}

// bars returns the parts of the box of a character: its frame and its code point in two rows.
func bars(r rune) []bar {
	const left, low, right, high, thin = 60, -90, 940, 850, 36
	out := []bar{{left, low, right, low + thin}, {left, high - thin, right, high},
		{left, low + thin, left + thin, high - thin}, {right - thin, low + thin, right, high - thin}}
	if r < 0 {
		return out
	}
	code := strconv.FormatInt(int64(r), 16)
	for len(code) < 4 || len(code) == 5 {
		code = "0" + code
	}
	across := len(code) / 2
	dotX, dotY := 720/(4*across-1), 62
	for i := range code {
		n, _ := strconv.ParseUint(code[i:i+1], 16, 8)
		x := 500 - (4*across-1)*dotX/2 + i%across*4*dotX
		y := 770 - i/across*6*dotY
		out = append(out, hexFigure(hexFigures[n], x, y, dotX, dotY)...)
	}
	return out
}

// hexFigure returns the dots of one figure, those beside each other as one bar.
func hexFigure(rows [5]uint8, x, y, dotX, dotY int) (out []bar) {
	for row, dots := range rows {
		for from := 0; from < 3; from++ {
			to := from
			for to < 3 && dots&(4>>to) != 0 {
				to++
			}
			if to > from {
				out = append(out, bar{int16(x + from*dotX), int16(y - (row+1)*dotY), int16(x + to*dotX), int16(y - row*dotY)})
				from = to
			}
		}
	}
	return out
}

// outline writes the box of a glyph as a TrueType outline.
func (b *codeBoxes) outline(gid uint16) []byte {
	if int(gid) >= len(b.runes) {
		return nil
	}
	parts := bars(b.runes[gid])
	out := binary.BigEndian.AppendUint16(nil, uint16(len(parts)))
	for _, v := range [...]int16{60, -90, 940, 850} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	for i := range parts {
		out = binary.BigEndian.AppendUint16(out, uint16(4*i+3))
	}
	out = append(out, 0, 0) // no instructions
	for range 4 * len(parts) {
		out = append(out, 1) // on the outline, places in words
	}
	var xs, ys []byte
	x, y := int16(0), int16(0)
	for _, p := range parts {
		for _, at := range [...][2]int16{{p.x1, p.y1}, {p.x1, p.y2}, {p.x2, p.y2}, {p.x2, p.y1}} { // clockwise
			xs = binary.BigEndian.AppendUint16(xs, uint16(at[0]-x))
			ys = binary.BigEndian.AppendUint16(ys, uint16(at[1]-y))
			x, y = at[0], at[1]
		}
	}
	return append(append(out, xs...), ys...)
}
