package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/tiff"

	"cn.halfsky/internal/field"
)

// quarters is a picture whose corners have four colours: red and green above, blue and white below.
func quarters(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i, c := range []color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 255, 255}} {
		x, y := i%2*w/2, i/2*h/2
		draw.Draw(img, image.Rect(x, y, x+w/2, y+h/2), image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img
}

// corners names the colours of the four corners.
func corners(img image.Image) (out string) {
	b := img.Bounds()
	for _, p := range []image.Point{{b.Min.X + 2, b.Min.Y + 2}, {b.Max.X - 3, b.Min.Y + 2}, {b.Min.X + 2, b.Max.Y - 3}, {b.Max.X - 3, b.Max.Y - 3}} {
		r, g, bl, _ := img.At(p.X, p.Y).RGBA()
		switch high := [3]bool{r > 0x8000, g > 0x8000, bl > 0x8000}; high {
		case [3]bool{true, false, false}:
			out += "R"
		case [3]bool{false, true, false}:
			out += "G"
		case [3]bool{false, false, true}:
			out += "B"
		case [3]bool{true, true, true}:
			out += "W"
		default:
			out += "?"
		}
	}
	return out
}

// gps stands for all that a camera says: it must be in no copy.
const gps = "GPSLatitude 31.3 Suzhou, iPhone of somebody"

// exifBlock is what a camera writes: how it was held, the day, and where.
func exifBlock(order binary.AppendByteOrder, turn uint16, day string) []byte {
	mark := "MM\x00*"
	if order.AppendUint16(nil, 1)[0] == 1 {
		mark = "II*\x00"
	}
	entry := func(b []byte, tag, kind uint16, count, value uint32) []byte {
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, tag), kind), count)
		if kind == typeShort {
			return append(order.AppendUint16(b, uint16(value)), 0, 0)
		}
		return order.AppendUint32(b, value)
	}
	b := order.AppendUint32([]byte(mark), 8)
	b = order.AppendUint16(b, 3)
	b = entry(b, tagTurn, typeShort, 1, uint32(turn))
	b = entry(b, tagMore, typeLong, 1, 50)
	b = entry(b, 0x8825, typeText, uint32(len(gps)), 88)
	b = order.AppendUint32(b, 0) // at 50 now
	b = order.AppendUint16(b, 1)
	b = entry(b, tagTaken, typeText, 20, 68)
	b = order.AppendUint32(b, 0) // at 68
	b = append(b, (day + " 10:20:30\x00")[:20]...)
	return append(b, gps...)
}

func segment(marker byte, body []byte) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2)), body...)
}

// photo is a JPEG as a telephone makes it.
func photo(t testing.TB, img image.Image, turn uint16, order binary.AppendByteOrder) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	out := append([]byte{0xff, 0xd8}, segment(0xe1, append([]byte("Exif\x00\x00"), exifBlock(order, turn, "2008:03:08")...))...)
	out = append(out, segment(0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+gps))...)
	out = append(out, segment(0xe2, []byte("ICC_PROFILE\x00"+gps))...)
	out = append(out, segment(0xfe, []byte(gps))...)
	return append(out, b.Bytes()[2:]...)
}

func open(t testing.TB, file []byte) *Picture {
	t.Helper()
	p, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func copied(t testing.TB, p *Picture, longest int) *image.RGBA {
	t.Helper()
	img, err := p.Copy(context.Background(), longest)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestPictureIsTurnedUprightHoweverTheCameraWasHeld(t *testing.T) {
	// What a camera stores when the corners are R G / B W to the eye (Exif 3.0, 4.6.5.1.6).
	want := map[uint16]string{1: "RGBW", 2: "GRWB", 3: "WBGR", 4: "BWRG", 5: "RBGW", 6: "BRWG", 7: "WGBR", 8: "GWRB"}
	for turn, corner := range want {
		for name, order := range map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
			p := open(t, photo(t, quarters(80, 40), turn, order))
			w, h := 80, 40
			if turn > 4 {
				w, h = h, w
			}
			for _, longest := range []int{1000, 40} {
				img := copied(t, p, longest)
				fw, fh := Fit(w, h, longest)
				if p.Width != w || p.Height != h || img.Rect != image.Rect(0, 0, fw, fh) || corners(img) != corner {
					t.Errorf("held %d, %s: %d×%d, copy %v with corners %s, want %s", turn, name, p.Width, p.Height, img.Rect, corners(img), corner)
				}
			}
			if p.Taken != (field.Day{Year: 2008, Month: 3, Date: 8}) {
				t.Errorf("taken %v", p.Taken)
			}
		}
	}
}

func TestCopyTellsNothingOfPlaceTimeAndDevice(t *testing.T) {
	file := photo(t, quarters(200, 100), 6, binary.LittleEndian)
	if !bytes.Contains(file, []byte("GPSLatitude")) {
		t.Fatal("the photo says nothing")
	}
	var out bytes.Buffer
	if err := Write(&out, copied(t, open(t, file), PrintSide)); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"GPS", "Exif", "xmp", "ICC", "2008:03:08", "iPhone", "Suzhou"} {
		if bytes.Contains(out.Bytes(), []byte(word)) {
			t.Errorf("the copy says %s", word)
		}
	}
	eachSegment(out.Bytes(), func(marker byte, _ []byte) bool {
		if marker >= 0xe1 && marker <= 0xef || marker == 0xfe {
			t.Errorf("the copy has a segment %x", marker)
		}
		return true
	})
	if p := open(t, out.Bytes()); p.turn != 1 || !p.Taken.IsZero() || corners(copied(t, p, 1000)) != "BRWG" {
		t.Error("the copy reads otherwise")
	}
}

// chunk is one of a PNG.
func chunk(name string, body []byte) []byte {
	b := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), name...)
	b = append(b, body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func TestEveryKindIsRecognisedByItsContent(t *testing.T) {
	img := quarters(60, 30)
	var pngFile, gifFile, bmpFile, tiffFile bytes.Buffer
	for _, err := range []error{png.Encode(&pngFile, img), gif.Encode(&gifFile, img, nil), bmp.Encode(&bmpFile, img), tiff.Encode(&tiffFile, img, nil)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	turned := pngFile.Bytes()
	turned = append(append(append([]byte(nil), turned[:33]...), chunk("eXIf", exifBlock(binary.BigEndian, 3, "2008:03:08"))...), turned[33:]...)
	for media, c := range map[string]struct {
		file    []byte
		corners string
	}{
		"image/jpeg": {photo(t, img, 1, binary.BigEndian), "RGBW"}, "image/png": {turned, "WBGR"}, "image/gif": {gifFile.Bytes(), "RGBW"},
		"image/bmp": {bmpFile.Bytes(), "RGBW"}, "image/tiff": {tiffFile.Bytes(), "RGBW"},
	} {
		p := open(t, c.file)
		if p.Media != media || p.Width != 60 || p.Height != 30 || corners(copied(t, p, 100)) != c.corners {
			t.Errorf("%s: %s %d×%d %s", media, p.Media, p.Width, p.Height, corners(copied(t, p, 100)))
		}
		cut, err := Open(c.file[:len(c.file)-len(c.file)/4])
		if err == nil {
			_, err = cut.Copy(context.Background(), 100)
		}
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("%s cut short: %v", media, err)
		}
	}
	heic := []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"text": {[]byte("plain words"), ErrKind}, "nothing": {nil, ErrKind}, "heic": {heic, ErrHEIC}, "movie": {[]byte("\x00\x00\x00\x18ftypisom\x00\x00\x00\x00"), ErrKind},
		"head of a JPEG": {[]byte("\xff\xd8\xff\xe0"), ErrDamaged}, "head of a WebP": {[]byte("RIFF\x10\x00\x00\x00WEBPVP8 "), ErrDamaged},
	} {
		if _, err := Open(c.file); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestPictureThatWouldFillTheMemoryIsRefusedUnread(t *testing.T) {
	header := func(w, h uint32, depth byte) []byte {
		body := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
		return append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(body, depth, 6, 0, 0, 0))...)
	}
	for name, c := range map[string]struct {
		file []byte
		big  bool
	}{
		"100,000 × 100,000": {header(100_000, 100_000, 8), true},
		"just too many":     {header(8_400, 10_000, 8), true},
		"just right":        {header(8_000, 10_000, 8), false},
		"a line":            {header(1, 0x7fffffff, 8), true},
	} {
		if _, err := Open(c.file); errors.Is(err, ErrTooBig) != c.big || !c.big && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	frame := func(marker byte) []byte { // 8,000 × 8,000
		return append([]byte{0xff, 0xd8}, segment(marker, []byte{8, 0x1f, 0x40, 0x1f, 0x40, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0})...)
	}
	if _, err := Open(append(frame(0xc0), 0xff, 0xda, 0, 8)); err != nil {
		t.Errorf("a large photo: %v", err)
	}
	if _, err := Open(append(frame(0xc2), 0xff, 0xda, 0, 8)); !errors.Is(err, ErrTooBig) {
		t.Errorf("one that comes in passes: %v", err)
	}
}

// TestScalingIsThatOfTheLibrary: the same picture as x/image/draw makes, without its memory.
func TestScalingIsThatOfTheLibrary(t *testing.T) {
	src := image.NewRGBA(image.Rect(0, 0, 301, 207))
	for i := range src.Pix {
		if src.Pix[i] = byte(i * i >> 5); i%4 == 3 {
			src.Pix[i] = 255
		}
	}
	for _, size := range []image.Point{{300, 206}, {150, 103}, {97, 41}, {13, 9}, {1, 1}, {400, 300}} {
		want := image.NewRGBA(image.Rectangle{Max: size})
		xdraw.CatmullRom.Scale(want, want.Rect, src, src.Rect, xdraw.Src, nil)
		got, err := scaled(context.Background(), src, size.X, size.Y)
		if err != nil {
			t.Fatal(err)
		}
		for i := range got.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d < -1 || d > 1 {
				t.Errorf("%v: byte %d is %d, the library makes %d", size, i, got.Pix[i], want.Pix[i])
				break
			}
		}
	}
}

func TestTransparentBecomesWhite(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 40, 40))
	draw.Draw(img, image.Rect(0, 0, 20, 40), image.NewUniform(color.NRGBA{255, 0, 0, 255}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	for _, longest := range []int{100, 20} {
		if got := corners(copied(t, open(t, b.Bytes()), longest)); got != "RWRW" {
			t.Errorf("to %d: %s", longest, got)
		}
	}
}

func TestFit(t *testing.T) {
	for in, want := range map[[3]int][2]int{{4000, 3000, 2480}: {2480, 1860}, {3000, 4000, 2480}: {1860, 2480}, {100, 50, 2480}: {100, 50}, {2480, 2480, 2480}: {2480, 2480}, {100000, 2, 100}: {100, 1}} {
		if w, h := Fit(in[0], in[1], in[2]); [2]int{w, h} != want {
			t.Errorf("%v fits as %d×%d", in, w, h)
		}
	}
}

func TestStoppedCopy(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := open(t, photo(t, quarters(80, 40), 1, binary.BigEndian)).Copy(ctx, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// FuzzReadExif: whatever stands in the block, it is read without a crash and says something sensible.
func FuzzReadExif(f *testing.F) {
	f.Add(exifBlock(binary.BigEndian, 6, "2008:03:08"))
	f.Add(exifBlock(binary.LittleEndian, 8, "9999:99:99"))
	f.Add([]byte("II*\x00\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		x := readExif(b)
		if x.turn < 1 || x.turn > 8 || !x.taken.IsZero() && !x.taken.Valid() {
			t.Errorf("%+v", x)
		}
	})
}

// FuzzOpen: a file of any content opens as a picture of a size that can be read, or is refused with a reason.
func FuzzOpen(f *testing.F) {
	f.Add(photo(f, quarters(16, 8), 6, binary.BigEndian))
	var b bytes.Buffer
	if err := png.Encode(&b, quarters(8, 8)); err != nil {
		f.Fatal(err)
	}
	f.Add(bytes.Clone(b.Bytes()))
	b.Reset()
	if err := tiff.Encode(&b, quarters(8, 8), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"))
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := Open(file)
		if err != nil {
			if !errors.Is(err, ErrKind) && !errors.Is(err, ErrHEIC) && !errors.Is(err, ErrTooBig) && !errors.Is(err, ErrDamaged) {
				t.Error(err)
			}
			return
		}
		if p.Width*p.Height > 1<<20 {
			return
		}
		img, err := p.Copy(context.Background(), 50)
		if err == nil && max(img.Rect.Dx(), img.Rect.Dy()) > 50 || err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%v", err)
		}
	})
}

func BenchmarkCopyOfAPhoto(b *testing.B) {
	img := image.NewRGBA(image.Rect(0, 0, 4000, 3000))
	for i := range img.Pix {
		img.Pix[i] = byte(i*7 ^ i>>9)
	}
	file := photo(b, img, 6, binary.BigEndian)
	b.ReportAllocs()
	for b.Loop() {
		var out strings.Builder
		if err := Write(&out, copied(b, open(b, file), PrintSide)); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len()), "B/copy")
	}
}
