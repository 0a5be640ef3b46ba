package paper

import (
	"fmt"
	"strconv"
	"strings"
)

// photos are the pictures of one document, each distinct one once, in the order they first stand on a page.
type photos struct {
	list   []*Image
	places map[[32]byte]int
}

// paint appends the operators that draw a picture on a sheet of that height, with what it shows in words for whoever has it read aloud.
func (ph *photos) paint(b []byte, p Picture, height float64) []byte {
	place, ok := ph.places[p.Image.sum]
	if !ok {
		if ph.places == nil {
			ph.places = map[[32]byte]int{}
		}
		place = len(ph.list)
		ph.places[p.Image.sum] = place
		ph.list = append(ph.list, p.Image)
	}
	if p.Image.alt != "" {
		b = append(b, "/Span <</Alt "+textString(p.Image.alt)+">> BDC "...)
	}
	b = append(number(append(b, "q "...), p.W*ptPerMM), " 0 0 "...)
	for _, v := range [...]float64{p.H, p.X, height - p.Y - p.H} {
		b = append(number(b, v*ptPerMM), ' ')
	}
	b = strconv.AppendInt(append(b, "cm /I"...), int64(place), 10)
	b = append(b, " Do Q"...)
	if p.Image.alt != "" {
		b = append(b, " EMC"...)
	}
	return append(b, '\n')
}

// write writes the pictures as they came and returns the resources that name them.
func (ph *photos) write(f *fileWriter) string {
	if len(ph.list) == 0 {
		return ""
	}
	var names strings.Builder
	for i, im := range ph.list {
		n := f.reserve()
		f.plainStream(n, fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 %s/Filter /DCTDecode ",
			im.width, im.height, im.space), im.data)
		fmt.Fprintf(&names, "/I%d %d 0 R ", i, n)
	}
	return " /XObject <<" + names.String() + ">>"
}
