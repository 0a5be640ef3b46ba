// Package picture reads photos and scans and makes copies of them that hold nothing but what is to be seen: no place, no time, no
// device, no preview, no comment.
package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"cn.halfsky/internal/field"
)

// The ways a file can fail to be a picture.
var (
	ErrKind    = errors.New("no picture of a kind that can be read")
	ErrHEIC    = errors.New("a picture of the kind HEIC or AVIF")
	ErrTooBig  = errors.New("more pixels than are read")
	ErrDamaged = errors.New("the picture does not decode")
)

const (
	// Pixels is the most a picture may have: a camera of 100 million pixels.
	Pixels = 100_000_000
	// room is the most memory that decoding may take, bytes.
	room = 640 << 20
)

// kind is one form of file.
type kind struct {
	media  string
	starts []string // how files of it begin; ? stands for any byte
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
	exif   func([]byte) []byte // finds the block that says how the camera was held
}

var kinds = []kind{
	{"image/jpeg", []string{"\xff\xd8\xff"}, jpeg.DecodeConfig, jpeg.Decode, exifOfJPEG},
	{"image/png", []string{"\x89PNG\r\n\x1a\n"}, png.DecodeConfig, png.Decode, exifOfPNG},
	{"image/gif", []string{"GIF87a", "GIF89a"}, gif.DecodeConfig, gif.Decode, noExif},
	{"image/webp", []string{"RIFF????WEBP"}, webp.DecodeConfig, webp.Decode, exifOfWebP},
	{"image/bmp", []string{"BM????\x00\x00\x00\x00"}, bmp.DecodeConfig, bmp.Decode, noExif},
	{"image/tiff", []string{"II*\x00", "MM\x00*"}, tiff.DecodeConfig, tiff.Decode, func(b []byte) []byte { return b }},
}

func begins(b []byte, start string) bool {
	if len(b) < len(start) {
		return false
	}
	for i := range len(start) {
		if start[i] != '?' && start[i] != b[i] {
			return false
		}
	}
	return true
}

// Picture is a file that was recognised as a picture.
type Picture struct {
	Media         string
	Width, Height int       // pixels, upright
	Taken         field.Day // as the camera wrote it; zero where it did not
	file          []byte
	kind          *kind
	turn          int // EXIF orientation, 1 to 8
}

// Open recognises a picture by how the file begins and reads its size, nothing more. Errors: ErrKind, ErrHEIC, ErrTooBig, ErrDamaged.
func Open(file []byte) (*Picture, error) {
	if isHEIC(file) {
		return nil, fmt.Errorf("open picture: %w", ErrHEIC)
	}
	p := &Picture{file: file, turn: 1}
	for i := range kinds {
		for _, start := range kinds[i].starts {
			if begins(file, start) {
				p.kind = &kinds[i]
			}
		}
	}
	if p.kind == nil {
		return nil, fmt.Errorf("open picture: %w", ErrKind)
	}
	var c image.Config
	err := sure(func() (err error) {
		c, err = p.kind.config(bytes.NewReader(file))
		return err
	})
	if err != nil || c.Width <= 0 || c.Height <= 0 {
		return nil, fmt.Errorf("open picture: %w", ErrDamaged)
	}
	if c.Width > Pixels/c.Height || int64(c.Width)*int64(c.Height)*p.cost() > room {
		return nil, fmt.Errorf("open picture: %w", ErrTooBig)
	}
	x := readExif(p.kind.exif(file))
	p.Media, p.Width, p.Height, p.turn, p.Taken = p.kind.media, c.Width, c.Height, x.turn, x.taken
	if p.turn > 4 {
		p.Width, p.Height = p.Height, p.Width
	}
	return p, nil
}

// cost is how many bytes decoding may take for each pixel.
func (p *Picture) cost() int64 {
	switch p.kind.media {
	case "image/jpeg":
		if progressive(p.file) { // all coefficients are kept until the end
			return 15
		}
		return 4
	case "image/png", "image/tiff": // perhaps 16 bits a channel
		return 8
	}
	return 4
}

// heic are the brands of files that phones write and that can be read by nothing free.
var heic = []string{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"}

func isHEIC(b []byte) bool {
	if !begins(b, "????ftyp") || len(b) < 12 {
		return false
	}
	for _, brand := range heic {
		if string(b[8:12]) == brand {
			return true
		}
	}
	return false
}

// sure runs a decoder: what it panics at is a damaged file.
func sure(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decode: %v: %w", p, ErrDamaged)
		}
	}()
	return do()
}

// stoppable ends a reading when ctx does.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s stoppable) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(b[:min(len(b), 1<<20)])
}

// Copy decodes the picture and returns it upright on white, its longest side at most so many pixels. Errors: ErrDamaged, or that of
// ctx.
func (p *Picture) Copy(ctx context.Context, longest int) (*image.RGBA, error) {
	var img image.Image
	err := sure(func() (err error) {
		img, err = p.kind.decode(stoppable{ctx, bytes.NewReader(p.file)})
		return err
	})
	if ctx.Err() != nil {
		return nil, fmt.Errorf("copy picture: %w", ctx.Err())
	}
	if err != nil || img.Bounds().Empty() {
		return nil, fmt.Errorf("copy picture: %w", ErrDamaged)
	}
	w, h := Fit(img.Bounds().Dx(), img.Bounds().Dy(), longest)
	small, err := scaled(ctx, img, w, h)
	if err != nil {
		return nil, fmt.Errorf("copy picture: %w", err)
	}
	return upright(small, p.turn), nil
}

// Fit returns the size of a picture whose longest side is at most so many pixels; a smaller one stays as it is.
func Fit(w, h, longest int) (int, int) {
	switch {
	case max(w, h) <= longest:
		return w, h
	case w >= h:
		return longest, max(int(int64(h)*int64(longest)/int64(w)), 1)
	}
	return max(int(int64(w)*int64(longest)/int64(h)), 1), longest
}

// PrintSide is the longest side of a copy for print: the width of a sheet of A4 at 300 dots per inch (ISO 216, 210 mm).
const PrintSide = 2480

// quality of a JPEG of which nobody sees on paper that it is one.
const quality = 85

// Write writes a picture as JPEG.
func Write(w io.Writer, img image.Image) error {
	if err := jpeg.Encode(w, img, &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("write picture: %w", err)
	}
	return nil
}
