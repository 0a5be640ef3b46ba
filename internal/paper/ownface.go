package paper

import (
	"encoding/binary"
	"fmt"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf16"

	"cn.halfsky/internal/field"
)

// Why a font file cannot be used.
const (
	FaceKind    field.Code = "facekind"    // no TrueType font, or one whose shapes are of another kind (CFF)
	FaceDamaged field.Code = "facedamaged" // its tables or shapes are not whole
	FaceClosed  field.Code = "faceclosed"  // its maker does not allow it in a file that is passed on
	FacePoor    field.Code = "facepoor"    // it has hardly any Chinese characters
)

// OwnFaces are font files of the person's own, whole and never written to; nil where she has none.
type OwnFaces struct {
	Fang []byte // 仿宋, of running text
	Song []byte // 小标宋, of titles
}

// FaceInfo says what a font file is.
type FaceInfo struct {
	Name       string // as it calls itself, in Chinese where it does
	Glyphs     int
	Missing    int  // of the ideographs of our own 楷体: the 8,105 standard characters and GB 2312
	Embeddable bool // its maker allows it in a file that is passed on
}

// ownFaces are parsed own faces by kind of type.
type ownFaces struct{ fang, song faceID }

// owned are the own faces that the next document begins with.
var owned atomic.Pointer[ownFaces]

// face returns the own face for a kind of type, or nil.
func (o *ownFaces) face(f Font) faceID {
	switch {
	case o == nil:
		return nil
	case f == Fang:
		return o.fang
	case f == SongBold:
		return o.song
	}
	return nil
}

// SetOwnFaces decides, for the whole program, what 仿宋 and 小标宋 are drawn with. Documents that are laid out already keep the faces
// they began with. What a face lacks the built-in ones draw. The codes are those of CheckFace; on an error nothing changes.
func SetOwnFaces(o OwnFaces) error {
	next := &ownFaces{}
	for _, one := range []struct {
		data []byte
		to   *faceID
	}{{o.Fang, &next.fang}, {o.Song, &next.song}} {
		if one.data == nil {
			continue
		}
		f, info, err := readOwn(one.data)
		if err == nil && !info.Embeddable {
			err = FaceClosed
		}
		if err != nil {
			return fmt.Errorf("set own face: %w", err)
		}
		*one.to = &faceRef{face: f}
	}
	owned.Store(next)
	return nil
}

// CheckFace says what a font file is: TrueType, alone or the first of a collection that can be used. Whatever the bytes are, it
// returns. Codes: FaceKind, FaceDamaged, FacePoor; a face that may not be passed on is not an error here.
func CheckFace(data []byte) (FaceInfo, error) {
	_, info, err := readOwn(data)
	if err != nil {
		return FaceInfo{}, fmt.Errorf("check face: %w", err)
	}
	return info, nil
}

// readOwn parses a face and leaves out the characters whose shapes are not whole.
func readOwn(data []byte) (*face, FaceInfo, error) {
	var f *face
	var tables map[string][]byte
	err := error(FaceKind)
	for _, at := range starts(data) {
		if tables, err = directory(data, at); err != nil {
			err = FaceKind
			continue
		}
		if tables["glyf"] == nil {
			err = FaceKind
			continue
		}
		if f, err = parseFace("own", data, at); err == nil {
			break
		}
		err = FaceDamaged
	}
	if err != nil {
		return nil, FaceInfo{}, err
	}
	if f.em < 16 || f.em > 16384 || len(f.maxp) < 32 {
		return nil, FaceInfo{}, FaceDamaged
	}
	f.name = postScript(tables["name"])
	had, kept := f.keepWhole()
	info := FaceInfo{Name: familyName(tables["name"]), Glyphs: f.glyphs, Embeddable: embeddable(tables["OS/2"])}
	all := 0
	for r := range faceKai.get().runes() {
		if unicode.Is(unicode.Han, r) {
			if all++; f.glyph(r) == 0 {
				info.Missing++
			}
		}
	}
	switch {
	case had-kept > had/50:
		return nil, FaceInfo{}, FaceDamaged
	case info.Missing > all/2:
		return nil, FaceInfo{}, FacePoor
	}
	return f, info, nil
}

// starts are the places where the fonts of a file begin.
func starts(data []byte) []int {
	if len(data) < 12 || string(data[:4]) != "ttcf" {
		return []int{0}
	}
	n := int(binary.BigEndian.Uint32(data[8:]))
	var out []int
	for i := 0; i < min(n, 64) && 16+4*i <= len(data); i++ {
		if at := binary.BigEndian.Uint32(data[12+4*i:]); uint64(at) < uint64(len(data)) {
			out = append(out, int(at))
		}
	}
	return out
}

// keepWhole takes characters whose outlines do not decode out of the map, so that other faces draw them, and returns how many the
// face had and has.
func (f *face) keepWhole() (had, kept int) {
	var d drawing
	whole := make([]byte, f.glyphs) // 1 whole, 2 not
	judge := func(gid uint16) bool {
		if whole[gid] == 0 {
			whole[gid] = 2
			if d.glyph(f, gid, turn{a: 1, d: 1}) {
				whole[gid] = 1
			}
		}
		return whole[gid] == 1
	}
	for r, gid := range f.runes() {
		had++
		if judge(gid) && (len(d.steps) > 0 || !unicode.Is(unicode.Han, r) || len(f.outline(gid)) > 0) {
			kept++
			continue
		}
		if r < 0x10000 {
			f.low[r] = 0
		} else {
			delete(f.high, r)
		}
	}
	return had, kept
}

// embeddable reads what the maker of a font allows: OS/2, fsType. Fonts that may not be embedded, not in part, or only as dots are
// not for us. A font without the table forbids nothing.
func embeddable(os2 []byte) bool {
	if len(os2) < 10 {
		return true
	}
	const restricted, mayPrint, mayEdit, wholeOnly, dotsOnly = 0x0002, 0x0004, 0x0008, 0x0100, 0x0200
	kind := binary.BigEndian.Uint16(os2[8:])
	return kind&(wholeOnly|dotsOnly) == 0 && (kind&restricted == 0 || kind&(mayPrint|mayEdit) != 0)
}

// familyName is the name a font calls itself, in Chinese where it does; empty when it does not say.
func familyName(table []byte) string {
	best, rank := "", 0
	eachName(table, func(platform, language, kind uint16, text []byte) {
		r := 0
		switch {
		case kind != 4 && kind != 1:
		case platform == 3 && language == 0x0804:
			r = 6
		case platform == 3 && language == 0x0409:
			r = 4
		case platform == 3:
			r = 2
		}
		if r > 0 && kind == 4 {
			r++
		}
		if r > rank {
			units := make([]uint16, len(text)/2)
			for i := range units {
				units[i] = binary.BigEndian.Uint16(text[2*i:])
			}
			if name := oneLine(string(utf16.Decode(units))); name != "" {
				best, rank = name, r
			}
		}
	})
	if text := []rune(best); len(text) > 60 {
		best = string(text[:60])
	}
	return best
}

// postScript is the name of a font in a PDF: letters, figures and dashes only.
func postScript(table []byte) string {
	name := ""
	eachName(table, func(platform, _, kind uint16, text []byte) {
		if kind == 6 && name == "" {
			name = strings.Map(func(r rune) rune {
				if r == '-' || r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
					return r
				}
				return -1
			}, string(text))
		}
	})
	if name == "" || len(name) > 60 {
		return "OwnFace"
	}
	return name
}

// eachName gives the entries of a name table to visit.
func eachName(table []byte, visit func(platform, language, kind uint16, text []byte)) {
	if len(table) < 6 {
		return
	}
	n, base := int(binary.BigEndian.Uint16(table[2:])), int(binary.BigEndian.Uint16(table[4:]))
	for i := 0; i < n && 6+12*(i+1) <= len(table); i++ {
		e := table[6+12*i:]
		size, at := int(binary.BigEndian.Uint16(e[8:])), base+int(binary.BigEndian.Uint16(e[10:]))
		if at+size <= len(table) {
			visit(binary.BigEndian.Uint16(e), binary.BigEndian.Uint16(e[4:]), binary.BigEndian.Uint16(e[6:]), table[at:at+size])
		}
	}
}
