package paper

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand"
	"strings"
	"testing"

	"cn.halfsky/assets"
	"cn.halfsky/internal/field"
)

// ownTestFace is a whole TrueType font that plays the part of the person's own file.
var ownTestFace = assets.PaperHei

func withOwn(t *testing.T, o OwnFaces) {
	t.Helper()
	t.Cleanup(func() {
		if err := SetOwnFaces(OwnFaces{}); err != nil {
			t.Error(err)
		}
	})
	if err := SetOwnFaces(o); err != nil {
		t.Fatal(err)
	}
}

func ownSample() *Doc {
	d := New(Options{Title: "样例", Date: sampleDate})
	d.Title("样例标题" + rareNames)
	d.Heading(2, "（一）样例")
	d.Para("样例文字，" + rareNames)
	return d
}

func TestOwnFacesDrawTextAndTitles(t *testing.T) {
	before := mustLayout(t, ownSample())
	withOwn(t, OwnFaces{Fang: bytes.Clone(ownTestFace), Song: ownTestFace})
	_, file := checked(t, ownSample())
	valid(t, file)
	p := mustLayout(t, ownSample())
	if len(p.Missing) > 0 {
		t.Errorf("what the own face lacks is lost: %q", string(p.Missing))
	}
	faces := map[string]string{}
	for _, it := range p.Sheets[0].Items {
		if r, ok := it.(Run); ok {
			for _, g := range r.Glyphs {
				faces[g.Text] = r.Face()
			}
		}
	}
	if got := faces["题"]; !strings.HasPrefix(got, "NotoSansSC") {
		t.Errorf("the title is drawn in %s", got)
	}
	if got := faces["𠮷"]; strings.HasPrefix(got, "NotoSansSC") || got == "HalfSkyBoxes" {
		t.Errorf("a character the own face lacks is drawn in %s", got)
	}
	old, err := before.PDF()
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := mustLayout(t, ownSample()).PDF(); bytes.Equal(old, again) {
		t.Error("the own faces change nothing")
	}
	if err := SetOwnFaces(OwnFaces{}); err != nil {
		t.Fatal(err)
	}
	if again, _ := mustLayout(t, ownSample()).PDF(); !bytes.Equal(old, again) {
		t.Error("without own faces the file is another than before")
	}
	if Raster(p.Sheets[0], 60) == nil {
		t.Error("a document keeps the faces it began with, but cannot be drawn")
	}
}

func TestCheckFaceSaysWhatAFileIs(t *testing.T) {
	info, err := CheckFace(ownTestFace)
	if err != nil || !info.Embeddable || info.Glyphs < 8000 || info.Name == "" {
		t.Errorf("%+v, %v", info, err)
	}
	closed := changed(t, ownTestFace, "OS/2", 9, 0x02)
	if info, err := CheckFace(closed); err != nil || info.Embeddable {
		t.Errorf("a font whose maker forbids it: %+v, %v", info, err)
	}
	if err := SetOwnFaces(OwnFaces{Fang: closed}); !errors.Is(err, FaceClosed) {
		t.Errorf("a font whose maker forbids it is set: %v", err)
	}
	if info, err := CheckFace(changed(t, ownTestFace, "OS/2", 9, 0x08)); err != nil || !info.Embeddable {
		t.Errorf("a font that may be in files that are edited: %+v, %v", info, err)
	}
	for name, c := range map[string]struct {
		data []byte
		code field.Code
	}{
		"nothing":     {nil, FaceKind},
		"text":        {[]byte("样例文字，不是字体"), FaceKind},
		"CFF":         {assets.ScreenRegular, FaceKind},
		"half":        {ownTestFace[:len(ownTestFace)/2], FaceKind},
		"poor":        {assets.PaperNames, FacePoor},
		"em of zero":  {changed(t, ownTestFace, "head", 18, 0, 0), FaceDamaged},
		"no glyphs":   {changed(t, ownTestFace, "maxp", 4, 0, 0), FaceDamaged},
		"no outlines": {changed(t, ownTestFace, "loca", 0, bytes.Repeat([]byte{0xFF}, 40000)...), FaceDamaged},
		"wild shapes": {changed(t, ownTestFace, "glyf", 0, bytes.Repeat([]byte{0x7F}, 400000)...), FaceDamaged},
	} {
		if _, err := CheckFace(c.data); !errors.Is(err, c.code) {
			t.Errorf("%s: got %v, want %s", name, err, c.code)
		}
	}
}

// TestCollection: of several fonts in a file the first that can be used is taken.
func TestCollection(t *testing.T) {
	const head = 12 + 8
	out := append([]byte("ttcf\x00\x01\x00\x00"), 0, 0, 0, 2)
	out = binary.BigEndian.AppendUint32(out, head)
	out = binary.BigEndian.AppendUint32(out, head+12)
	out = append(out, "OTTO\x00\x00\x00\x00\x00\x00\x00\x00"...)
	font := bytes.Clone(ownTestFace)
	for i := range int(binary.BigEndian.Uint16(font[4:])) { // places count from the start of the file
		at := font[12+16*i+8:]
		binary.BigEndian.PutUint32(at, binary.BigEndian.Uint32(at)+uint32(len(out)))
	}
	out = append(out, font...)
	info, err := CheckFace(out)
	if err != nil || info.Glyphs < 8000 {
		t.Fatalf("%+v, %v", info, err)
	}
	withOwn(t, OwnFaces{Song: out})
	_, file := checked(t, ownSample())
	valid(t, file)
}

// changed returns a copy of a font with other bytes at a place of one table.
func changed(t testing.TB, font []byte, table string, at int, with ...byte) []byte {
	t.Helper()
	out := bytes.Clone(font)
	tables, err := directory(out, 0)
	if err != nil || len(tables[table]) < at+len(with) {
		t.Fatalf("%s is too short: %v", table, err)
	}
	copy(tables[table][at:], with)
	return out
}

// Whatever happened to a font file, it is refused or used, and what is made with it is a valid file.
func TestDamagedFacesNeverCrash(t *testing.T) {
	rnd := rand.New(rand.NewSource(8))
	used := 0
	for range 60 {
		data := bytes.Clone(ownTestFace)
		for range 1 + rnd.Intn(200) {
			at := rnd.Intn(len(data))
			if rnd.Intn(2) == 0 {
				at = rnd.Intn(4000)
			}
			data[at] ^= 1 << rnd.Intn(8)
		}
		if rnd.Intn(6) == 0 {
			data = data[:rnd.Intn(len(data))]
		}
		if tryFace(t, data) {
			used++
		}
	}
	if used == 0 {
		t.Error("none of them could be used: nothing was tried")
	}
}

// tryFace uses a font that may be damaged the way a document does.
func tryFace(t testing.TB, data []byte) bool {
	t.Helper()
	if _, err := CheckFace(data); err != nil {
		return false
	}
	f, _, err := readOwn(data)
	if err != nil {
		t.Fatal(err)
	}
	own := &ownFaces{fang: &faceRef{face: f}}
	owned.Store(own)
	defer owned.Store(nil)
	p := mustLayout(t, ownSample())
	file, err := p.PDF()
	if err != nil {
		t.Fatal(err)
	}
	valid(t, file)
	Raster(p.Sheets[0], 40)
	return true
}

func FuzzOwnFace(f *testing.F) {
	src := ownTestFace
	f.Add(0, uint64(0), len(src))
	f.Add(4, uint64(0xFFFF), len(src))
	f.Add(300, uint64(0x7F00FF), len(src)/2)
	f.Fuzz(func(t *testing.T, at int, bits uint64, size int) {
		if size < 8 || size > len(src) {
			return
		}
		data := bytes.Clone(src[:size])
		place := (at & 0x7fffffff) % (size - 7)
		binary.BigEndian.PutUint64(data[place:], binary.BigEndian.Uint64(data[place:])^bits)
		tryFace(t, data)
	})
}

// FuzzDrawing: any bytes at all as the outline of a glyph.
func FuzzDrawing(f *testing.F) {
	song := faceSong.get()
	for _, r := range "工é，" {
		f.Add(song.outline(song.glyph(r)))
	}
	f.Fuzz(func(t *testing.T, outline []byte) {
		if len(outline) > maxOutline {
			return
		}
		made := &face{em: 1000, glyphs: 3, longHmtx: 1, hmtx: make([]byte, 4), made: func(uint16) []byte { return outline }}
		var d drawing
		d.glyph(made, 1, turn{a: 1, d: 1})
		components(outline)
	})
}
