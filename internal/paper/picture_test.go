package paper

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// testJPEG is a picture with a black square in its upper left quarter, in colour or grey.
func testJPEG(t testing.TB, w, h int, grey bool) []byte {
	t.Helper()
	var img image.Image
	at := func(x, y int) color.Color {
		if x < w/2 && y < h/2 {
			return color.Gray{0}
		}
		return color.RGBA{220, 120, uint8(40 + x%3), 255}
	}
	if grey {
		m := image.NewGray(image.Rect(0, 0, w, h))
		for i := range m.Pix {
			m.Set(i%w, i/w, at(i%w, i/w))
		}
		img = m
	} else {
		m := image.NewRGBA(image.Rect(0, 0, w, h))
		for i := range w * h {
			m.Set(i%w, i/w, at(i%w, i/w))
		}
		img = m
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func mustImage(t testing.TB, data []byte, alt string) *Image {
	t.Helper()
	im, err := NewImage(data, alt)
	if err != nil {
		t.Fatal(err)
	}
	return im
}

// sample jpegs of every kind that come with the Go distribution; none on a machine without its sources.
func distributed(t testing.TB) map[string][]byte {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("no go command")
	}
	out := map[string][]byte{}
	for name, path := range map[string]string{"cmyk": "video-001.cmyk", "rgb": "video-001.rgb", "progressive": "video-001.progressive", "grey": "video-005.gray.q50.progressive", "restart": "video-001.restart2"} {
		raw, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "src", "image", "testdata", path+".jpeg"))
		if err != nil {
			t.Skip("the sources of the Go distribution are not here")
		}
		out[name] = raw
	}
	return out
}

func TestPicturesInTheFile(t *testing.T) {
	wide, again := mustImage(t, testJPEG(t, 90, 60, false), "样例现场𠮷"), mustImage(t, testJPEG(t, 90, 60, false), "样例现场𠮷")
	grey := mustImage(t, testJPEG(t, 60, 90, true), "")
	d := New(Options{Date: sampleDate})
	d.Para("前文")
	d.Pictures([]Captioned{{wide, "招聘会现场，样例站点代表在解答求职女工的问题"}, {again, "左"}, {grey, strings.Repeat("很长的说明文字，", 40)}})
	d.Pictures([]Captioned{{nil, "没有照片"}})
	d.Pictures(nil)
	p, file := checked(t, d)
	valid(t, file)
	images := map[string]int{}
	for _, body := range pdfObjects(t, file) {
		if strings.Contains(body, "/Subtype /Image") {
			for _, space := range []string{"/DeviceRGB", "/DeviceGray"} {
				if strings.Contains(body, space) {
					images[space]++
				}
			}
		}
	}
	if images["/DeviceRGB"] != 1 || images["/DeviceGray"] != 1 {
		t.Errorf("the file holds %v, want each distinct picture once", images)
	}
	for _, body := range pdfObjects(t, file) {
		if strings.Contains(body, " Do Q") && !strings.Contains(body, "/Alt "+textString("样例现场𠮷")) {
			t.Error("what the picture shows is not said")
		}
	}
	lines := p.Text()
	if strings.Count(lines, "picture ") != 3 || !strings.Contains(lines, "样例现场𠮷") {
		t.Errorf("the page model has no pictures:\n%s", lines)
	}
	second, err := mustLayout(t, d).PDF()
	if err != nil || !bytes.Equal(file, second) {
		t.Errorf("the same pictures give another file: %v", err)
	}
}

// Pictures keep their shape, stand inside the type area and never on each other, whatever their sizes are.
func TestPictureRows(t *testing.T) {
	var all []*Image
	for _, size := range [][2]int{{90, 60}, {60, 90}, {300, 2}, {2, 300}, {1, 1}} {
		all = append(all, mustImage(t, testJPEG(t, size[0], size[1], false), ""))
	}
	for _, a := range all {
		for _, b := range all {
			d := New(Options{})
			d.Pictures([]Captioned{{a, "甲的说明文字"}, {b, "乙的说明文字"}})
			d.Pictures([]Captioned{{b, "样例"}})
			p, _ := checked(t, d)
			var last Picture
			for _, it := range p.Sheets[0].Items {
				v, ok := it.(Picture)
				if !ok {
					continue
				}
				if v.X < marginLeft-0.01 || v.X+v.W > marginLeft+areaWidth+0.01 || v.Y+v.H > marginTop+areaHeight {
					t.Errorf("a picture stands at %.1f,%.1f, %.1f wide and %.1f high", v.X, v.Y, v.W, v.H)
				}
				if got, want := v.W/v.H, aspect(v.Image); v.H > 1 && v.W > 1 && (got < 0.98*want || got > 1.02*want) {
					t.Errorf("a picture of %.3f is printed as %.3f", want, got)
				}
				if last.Image != nil && last.Y == v.Y && last.X+last.W > v.X {
					t.Error("two pictures overlap")
				}
				last = v
			}
		}
	}
}

func TestEveryKindOfJPEG(t *testing.T) {
	for name, data := range distributed(t) {
		im := mustImage(t, data, name)
		d := New(Options{Date: sampleDate})
		d.Pictures([]Captioned{{im, "样例"}})
		p, file := checked(t, d)
		valid(t, file)
		w, h := im.Size()
		want, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		small := im.scaled(w, h)
		for _, at := range []image.Point{{10, 10}, {w / 2, h / 2}, {w - 5, h - 5}} {
			r, g, b, _ := want.At(at.X, at.Y).RGBA()
			got := small.RGBAAt(at.X, at.Y)
			if diff(got.R, r)+diff(got.G, g)+diff(got.B, b) > 12 {
				t.Errorf("%s: at %v the colour is %v, want %d %d %d", name, at, got, r>>8, g>>8, b>>8)
			}
		}
		Raster(p.Sheets[0], 50)
	}
}

func diff(a uint8, b uint32) int { return max(int(a)-int(b>>8), int(b>>8)-int(a)) }

func TestWhatACameraWroteIsLeftOut(t *testing.T) {
	plain := testJPEG(t, 40, 30, false)
	said := append(append([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, 14}, "Exif\x00\x00place!"...), 0xFF, 0xFE, 0, 9)
	said = append(append(append(said, "remark!"...), plain[2:]...), "behind the end"...)
	im := mustImage(t, said, "")
	for _, word := range []string{"Exif", "place", "remark", "behind"} {
		if bytes.Contains(im.data, []byte(word)) {
			t.Errorf("%q is still in it", word)
		}
	}
	if !bytes.Equal(im.data, mustImage(t, plain, "").data) {
		t.Error("the picture itself was changed")
	}
}

func TestNoPictureIsRefused(t *testing.T) {
	whole := testJPEG(t, 40, 30, false)
	for name, data := range map[string][]byte{
		"nothing": nil, "text": []byte("样例"), "half": whole[:len(whole)/2], "head": whole[:20], "png": []byte("\x89PNG\r\n\x1a\n"), "no end": whole[:len(whole)-2],
	} {
		if _, err := NewImage(data, ""); !errors.Is(err, ErrPicture) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func FuzzImage(f *testing.F) {
	f.Add(testJPEG(f, 16, 16, false))
	f.Add(testJPEG(f, 9, 7, true))
	f.Add([]byte{0xFF, 0xD8, 0xFF, 0xD9})
	f.Fuzz(func(t *testing.T, data []byte) {
		im, err := NewImage(data, "")
		if err != nil {
			return
		}
		if w, h := im.Size(); w*h > 1<<20 {
			return
		}
		d := New(Options{})
		d.Pictures([]Captioned{{im, ""}})
		p, file := checked(t, d)
		valid(t, file)
		Raster(p.Sheets[0], 20)
	})
}

func TestRasterShowsPictures(t *testing.T) {
	im := mustImage(t, testJPEG(t, 400, 300, false), "")
	page := Page{Width: 100, Height: 100, Items: []Item{Picture{X: 10, Y: 10, W: 80, H: 60, Image: im}}}
	for range 2 { // the second time from what the first has kept
		got := Raster(page, 50.8) // two dots to the mm
		for at, want := range map[image.Point]color.RGBA{{30, 30}: {0, 0, 0, 255}, {150, 30}: {220, 120, 41, 255}, {30, 120}: {220, 120, 41, 255}, {10, 10}: {255, 255, 255, 255}} {
			c := got.RGBAAt(at.X, at.Y)
			if diff(c.R, uint32(want.R)<<8)+diff(c.G, uint32(want.G)<<8)+diff(c.B, uint32(want.B)<<8) > 16 {
				t.Errorf("at %v the colour is %v, want %v", at, c, want)
			}
		}
	}
}

func BenchmarkPictureRaster(b *testing.B) {
	data := testJPEG(b, 2480, 1860, false)
	for b.Loop() {
		im := mustImage(b, data, "")
		Raster(Page{Width: 210, Height: 297, Items: []Item{Picture{X: 28, Y: 40, W: 150, H: 112, Image: im}}}, 96)
	}
}
