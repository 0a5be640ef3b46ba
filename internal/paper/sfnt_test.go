package paper

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/color"
	"math"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"cn.halfsky/assets"
)

// The subset is a font that an independent reader opens, with the same outlines.
func TestSubsetIsAFont(t *testing.T) {
	f := faceSong.get()
	gids := []uint16{0, f.glyph('工'), f.glyph('é'), f.glyph('会'), f.glyph('工'), f.glyph(' ')}
	data := f.subset(gids)
	tables, err := directory(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	if sum := checksum(data); sum != 0xB1B0AFBA {
		t.Errorf("the file adds up to %08x", sum)
	}
	small := &face{em: f.em, loca: tables["loca"], glyf: tables["glyf"], hmtx: tables["hmtx"], longLoca: true}
	small.glyphs = int(binary.BigEndian.Uint16(tables["maxp"][4:]))
	small.longHmtx = int(binary.BigEndian.Uint16(tables["hhea"][34:]))
	for i, g := range gids {
		if small.width(uint16(i)) != f.width(g) {
			t.Errorf("glyph %d has another width", i)
		}
		if len(components(f.outline(g))) == 0 && !bytes.HasPrefix(small.outline(uint16(i)), f.outline(g)) {
			t.Errorf("glyph %d has another outline", i)
		}
		for _, at := range components(small.outline(uint16(i))) {
			part := binary.BigEndian.Uint16(small.outline(uint16(i))[at:])
			if int(part) >= small.glyphs {
				t.Errorf("glyph %d refers to a part that is not there", i)
			}
		}
	}
	if len(data) > len(f.data)/100 {
		t.Errorf("six glyphs take %d bytes", len(data))
	}
}

// A damaged font is refused or read in part, never a crash.
func FuzzFace(f *testing.F) {
	src := assets.PaperNames
	f.Add(0, byte(0), len(src))
	f.Add(4, byte(0xFF), len(src))
	f.Add(40, byte(0x7F), len(src)/2)
	f.Fuzz(func(t *testing.T, at int, value byte, size int) {
		if size < 0 || size > len(src) {
			return
		}
		data := append([]byte(nil), src[:size]...)
		if size > 0 {
			data[(at&0x7fffffff)%size] = value
		}
		face, err := parseFace("damaged", data, 0)
		if err != nil {
			return
		}
		var d drawing
		for g := range min(face.glyphs, 300) {
			face.width(uint16(g))
			components(face.outline(uint16(g)))
			d.glyph(face, uint16(g), turn{a: 1, d: 1})
		}
		face.subset([]uint16{0, 1, 2, 3})
	})
}

func TestRasterShowsWhatIsPrinted(t *testing.T) {
	p := mustLayout(t, sample())
	img := Raster(p.Sheets[0], 96)
	if b := img.Bounds(); b.Dx() != 794 || b.Dy() != 1123 {
		t.Fatalf("the picture is %d×%d", b.Dx(), b.Dy())
	}
	const k = 96 / 25.4
	for _, it := range p.Sheets[0].Items {
		run, ok := it.(Run)
		if !ok || len(run.Glyphs) < 3 || run.Color != Black {
			continue
		}
		x1, y1, x2, y2 := extent(run)
		dark := 0
		for y := int(y1 * k); y < int(y2*k); y++ {
			for x := int(x1 * k); x < int(x2*k); x++ {
				if img.RGBAAt(x, y).G < 128 {
					dark++
				}
			}
		}
		if dark < 10*len(run.Glyphs)/2 {
			t.Errorf("a run of %d glyphs at %.0f,%.0f has %d dark dots", len(run.Glyphs), run.X, run.Y, dark)
		}
	}
	if c := img.RGBAAt(5, 5); c != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("the margin is %v", c)
	}
}

// The outlines this package draws are those an independent reader of fonts finds, glyph by glyph.
func TestShapesAgree(t *testing.T) {
	var buf sfnt.Buffer
	for _, id := range []faceID{faceKai, faceSong, faceSongBold, faceHei, faceNames, faceRare} {
		f := id.get()
		other, err := sfnt.Parse(f.data)
		if err != nil {
			t.Fatal(err)
		}
		if n := other.NumGlyphs(); n != f.glyphs {
			t.Errorf("%s has %d glyphs here and %d there", f.name, f.glyphs, n)
		}
		for _, r := range "工会A1，𠮷é①" {
			want, err := other.GlyphIndex(&buf, r)
			if err != nil {
				t.Fatal(err)
			}
			if got := f.glyph(r); got != uint16(want) {
				t.Errorf("%s: %c is glyph %d here and %d there", f.name, r, got, want)
			}
		}
		var d drawing
		for gid := 0; gid < f.glyphs; gid += 7 {
			segments, err := other.LoadGlyph(&buf, sfnt.GlyphIndex(gid), fixed.Int26_6(f.em), nil)
			if err != nil {
				t.Fatal(err)
			}
			if !d.glyph(f, uint16(gid), turn{a: 1, d: -1}) {
				t.Errorf("%s: glyph %d does not decode", f.name, gid)
			}
			if diff := unlike(d.steps, segments); diff != "" {
				t.Fatalf("%s: glyph %d: %s", f.name, gid, diff)
			}
		}
	}
}

// unlike compares two outlines: the areas they enclose, whatever steps they take.
func unlike(steps []step, segments sfnt.Segments) string {
	here, there, x, y := 0.0, 0.0, 0.0, 0.0
	turnTo := func(sum *float64, nx, ny float64) {
		*sum += x*ny - nx*y
		x, y = nx, ny
	}
	contours := [2]int{}
	for _, s := range steps {
		if s.op == 'm' {
			x, y = float64(s.x), float64(s.y)
			contours[0]++
			continue
		}
		if s.op == 'q' {
			turnTo(&here, float64(s.cx), float64(s.cy))
		}
		turnTo(&here, float64(s.x), float64(s.y))
	}
	for _, s := range segments {
		at := func(i int) (float64, float64) { return float64(s.Args[i].X), float64(s.Args[i].Y) }
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			x, y = at(0)
			contours[1]++
		case sfnt.SegmentOpLineTo:
			nx, ny := at(0)
			turnTo(&there, nx, ny)
		default:
			nx, ny := at(0)
			turnTo(&there, nx, ny)
			nx, ny = at(1)
			turnTo(&there, nx, ny)
		}
	}
	if contours[0] != contours[1] || math.Abs(here-there) > 1e-3*math.Abs(there)+4000 {
		return fmt.Sprintf("%d contours of area %.0f here, %d of %.0f there", contours[0], here, contours[1], there)
	}
	return ""
}
