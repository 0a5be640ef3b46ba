package assets

import (
	"bytes"
	"image/color"
	"image/png"
	"testing"
)

func TestIconIsASquareWithClearCorners(t *testing.T) {
	pic, err := png.Decode(bytes.NewReader(Icon))
	if err != nil {
		t.Fatal(err)
	}
	if size := pic.Bounds().Size(); size.X != 512 || size.Y != 512 {
		t.Fatalf("%v pixels", size)
	}
	for _, p := range []struct{ x, y int }{{0, 0}, {511, 0}, {0, 511}, {511, 511}} {
		if _, _, _, a := pic.At(p.x, p.y).RGBA(); a != 0 {
			t.Errorf("the corner %v is not clear", p)
		}
	}
	if got := color.NRGBAModel.Convert(pic.At(256, 270)); got != (color.NRGBA{0xa8, 0x1f, 0x3d, 0xff}) {
		t.Errorf("the half disc is %v", got)
	}
}
