package paper

import "math"

// lineInks are dark all: a line of a light colour is lost on a copy.
var lineInks = []Color{Blue, {160, 62, 52}, {24, 30, 44}, {52, 112, 84}, {118, 84, 30}, {104, 70, 128}}

func lineInk(k int) Color { return lineInks[k%len(lineInks)] }

// lineDash is the dash of the k-th line, mm; 0 for a line without gaps.
func lineDash(k int) float64 { return []float64{0, 2, 1, 3.2, 0.6}[k%5] }

// corners are the shapes of points, from the middle, for half of a side.
var corners = [][]Point{
	{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}},
	{{0, -1.25}, {1.15, 0.85}, {-1.15, 0.85}},
	{{0, -1.35}, {1.35, 0}, {0, 1.35}, {-1.35, 0}},
	{{0, 1.25}, {1.15, -0.85}, {-1.15, -0.85}},
}

// marker is the point of the k-th line: round, square, on three corners, on four; full first, then hollow.
func marker(k int, at Point) Path {
	shapes := len(corners) + 1
	ink := lineInk(k)
	m := Path{Closed: true, Stroke: ink, Width: 0.3, Fill: &ink}
	if k/shapes%2 == 1 {
		white := White
		m.Fill = &white
	}
	if k%shapes == 0 {
		const n = 20
		for i := range n {
			a := 2 * math.Pi * float64(i) / n
			m.Points = append(m.Points, Point{at.X + markerHalf*math.Cos(a), at.Y + markerHalf*math.Sin(a)})
		}
		return m
	}
	for _, c := range corners[k%shapes-1] {
		m.Points = append(m.Points, Point{at.X + 0.85*markerHalf*c.X, at.Y + 0.85*markerHalf*c.Y})
	}
	return m
}

// lineSample is the look of the k-th line in the legend, its middle at y.
func lineSample(k int, x, y float64) []Item {
	return []Item{
		Path{Points: []Point{{x, y}, {x + swatchWide, y}}, Stroke: lineInk(k), Width: lineWidth, Dash: lineDash(k)},
		marker(k, Point{x + swatchWide/2, y}),
	}
}
