package paper

import (
	"strings"
	"testing"
)

func pathPage(items ...Item) *Pages {
	return &Pages{Sheets: []Page{{Width: 100, Height: 100, Items: items}}}
}

func TestPathsInTheFile(t *testing.T) {
	fill := Pale
	square := []Point{{20, 20}, {60, 20}, {60, 60}, {20, 60}}
	for name, c := range map[string]struct {
		p    Path
		want string // operators
		not  string
	}{
		"stroked": {Path{Points: square[:2], Width: 0.5, Stroke: Blue}, " S Q", " h "},
		"closed":  {Path{Points: square, Closed: true, Width: 0.5}, " h S Q", " f "},
		"filled":  {Path{Points: square, Closed: true, Fill: &fill}, " h f Q", " S "},
		"both":    {Path{Points: square, Closed: true, Fill: &fill, Width: 0.2}, " h B Q", " S "},
		"dashed":  {Path{Points: square[:2], Width: 0.2, Dash: 2}, "[5.669] 0 d", " f "},
		"dotted":  {Path{Points: square[:2], Width: 0.2, Dash: 2, dots: true}, "[0 5.669] 0 d", " f "},
	} {
		file, err := pathPage(c.p).PDF()
		if err != nil {
			t.Fatal(err)
		}
		valid(t, file)
		content := pdfObjects(t, file)[4]
		if !strings.Contains(content, c.want) || strings.Contains(content, c.not) {
			t.Errorf("%s: the page says %q", name, content)
		}
	}
	for _, p := range []Path{{}, {Points: square}, {Width: 1}} {
		file, err := pathPage(p).PDF()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(pdfObjects(t, file)[4], " Q") {
			t.Errorf("%+v draws something", p)
		}
	}
}

// dark counts the dots of a square of the raster that have ink.
func dark(p Path, dpi float64, x1, y1, x2, y2 float64) (n, of int) {
	img := Raster(pathPage(p).Sheets[0], dpi)
	k := dpi / 25.4
	for y := int(y1 * k); y < int(y2*k); y++ {
		for x := int(x1 * k); x < int(x2*k); x++ {
			if of++; img.RGBAAt(x, y).G < 128 {
				n++
			}
		}
	}
	return n, of
}

func TestRasterShowsPaths(t *testing.T) {
	line := []Point{{10, 50}, {90, 50}}
	ink := Black
	const dpi = 254 // ten dots to the mm
	for name, c := range map[string]struct {
		p              Path
		x1, y1, x2, y2 float64
		least, most    float64 // share of the dots
	}{
		"line":           {Path{Points: line, Width: 2}, 12, 49.1, 88, 50.9, 1, 1},
		"beside it":      {Path{Points: line, Width: 2}, 12, 51.2, 88, 55, 0, 0},
		"dashes":         {Path{Points: line, Width: 2, Dash: 4}, 12, 49.1, 88, 50.9, 0.45, 0.55},
		"slanting":       {Path{Points: []Point{{10, 10}, {90, 90}}, Width: 4}, 49, 49, 51, 51, 1, 1},
		"corner":         {Path{Points: []Point{{10, 10}, {50, 50}, {90, 10}}, Width: 6}, 49, 49, 51, 51.5, 1, 1},
		"filled":         {Path{Points: []Point{{20, 20}, {80, 20}, {80, 80}, {20, 80}}, Closed: true, Fill: &ink}, 21, 21, 79, 79, 1, 1},
		"filled, turned": {Path{Points: []Point{{20, 20}, {20, 80}, {80, 80}, {80, 20}}, Closed: true, Fill: &ink}, 21, 21, 79, 79, 1, 1},
		"hollow":         {Path{Points: []Point{{20, 20}, {80, 20}, {80, 80}, {20, 80}}, Closed: true, Width: 1}, 22, 22, 78, 78, 0, 0},
		"off the sheet":  {Path{Points: []Point{{-500, 50}, {500, 50}}, Width: 2}, 0, 49.1, 100, 50.9, 1, 1},
		"dots":           {Path{Points: line, Width: 2, Dash: 4, dots: true}, 12, 49, 88, 51, 0.3, 0.5},
		"nowhere":        {Path{Points: []Point{{50, 50}, {50, 50}}, Width: 2, Dash: 4, dots: true}, 10, 10, 40, 40, 0, 0},
	} {
		n, of := dark(c.p, dpi, c.x1, c.y1, c.x2, c.y2)
		if share := float64(n) / float64(of); share < c.least || share > c.most {
			t.Errorf("%s: %.2f of it is dark, want %.2f to %.2f", name, share, c.least, c.most)
		}
	}
	if n, _ := dark(Path{Points: line, Width: 0.01}, 60, 12, 49, 88, 51); n == 0 {
		t.Error("a hair line is not to be seen on a screen")
	}
}
