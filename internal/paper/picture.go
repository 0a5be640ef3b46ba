package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"sync"
)

// ErrPicture reports bytes that are no picture a page can hold.
var ErrPicture = errors.New("not a JPEG picture that can be printed")

// maxPixels bounds what is decoded: a sheet of A4 at 600 dots to the inch has 35 million.
const maxPixels = 64_000_000

// Image is a photo for printing. It never changes and may stand on any number of pages.
type Image struct {
	data          []byte
	alt           string
	width, height int // pixels
	space         string
	sum           [32]byte
	mu            sync.Mutex
	small         *image.RGBA // as it was drawn last
}

// NewImage takes a JPEG, baseline or progressive, that stands upright. Alt says in words what is to be seen, for those who do
// not see it. What a camera wrote beside the picture is left out. The bytes are decoded once to check them and copied.
// The only error is ErrPicture.
func NewImage(data []byte, alt string) (*Image, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height {
		return nil, fmt.Errorf("read picture: %w", ErrPicture)
	}
	kept, ok := bare(data)
	if !ok {
		return nil, fmt.Errorf("read picture: %w", ErrPicture)
	}
	im := &Image{data: kept, alt: oneLine(alt), width: config.Width, height: config.Height, sum: sha256.Sum256(kept)}
	if _, err := im.decode(); err != nil {
		return nil, err
	}
	switch config.ColorModel {
	case color.GrayModel:
		im.space = "/ColorSpace /DeviceGray "
	case color.CMYKModel: // who writes them turns them round, and so do those who read them
		im.space = "/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0] "
	case color.RGBAModel: // three colours as they are
		im.space = "/ColorSpace /DeviceRGB /DecodeParms <</ColorTransform 0>> "
	default:
		im.space = "/ColorSpace /DeviceRGB "
	}
	return im, nil
}

// Alt returns what the picture shows, in words.
func (im *Image) Alt() string { return im.alt }

// Size returns the width and height in pixels.
func (im *Image) Size() (width, height int) { return im.width, im.height }

func (im *Image) decode() (image.Image, error) {
	img, err := jpeg.Decode(bytes.NewReader(im.data))
	if err != nil {
		return nil, fmt.Errorf("decode picture: %w", ErrPicture)
	}
	return img, nil
}

// bare copies what is needed to draw a JPEG: no place, no time, no preview, no comment, nothing behind its end.
func bare(b []byte) ([]byte, bool) {
	out := make([]byte, 0, len(b))
	out = append(out, 0xFF, 0xD8)
	for at := 2; ; {
		for at+1 < len(b) && (b[at] != 0xFF || b[at+1] == 0xFF || b[at+1] == 0) { // filling
			at++
		}
		if at+1 >= len(b) {
			return nil, false
		}
		marker := b[at+1]
		end := at + 2
		if marker != 0xD9 && (marker < 0xD0 || marker > 0xD7) {
			if end+2 > len(b) {
				return nil, false
			}
			end += int(binary.BigEndian.Uint16(b[end:]))
		}
		if end > len(b) {
			return nil, false
		}
		if marker == 0xDA { // the scan follows: up to the next marker that is none of its own
			for end+1 < len(b) && (b[end] != 0xFF || b[end+1] == 0 || b[end+1] >= 0xD0 && b[end+1] <= 0xD7) {
				end++
			}
		}
		if aside := marker >= 0xE1 && marker <= 0xEF && marker != 0xEE || marker == 0xFE; !aside {
			out = append(out, b[at:end]...)
		}
		if marker == 0xD9 {
			return out, true
		}
		at = end
	}
}
