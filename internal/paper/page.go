package paper

import "math"

// Points in a millimetre, the two units of this package.
const ptPerMM = 72 / 25.4

// Color is RGB, eight bits each.
type Color struct{ R, G, B uint8 }

// Ink and the few colours of a page.
var (
	Black = Color{}
	Grey  = Color{120, 120, 120}
	Pale  = Color{238, 238, 238}
	Blue  = Color{62, 96, 142}
)

// Glyph is one drawn shape of a run.
type Glyph struct {
	GID     uint16  // in its face
	Text    string  // the characters it stands for; two dashes may share one glyph
	Advance float64 // to the next glyph, points
	Shift   float64 // of the shape inside its cell, points, to the right
}

// Item is one thing drawn on a page: Run, Line, Box, Path or Picture.
type Item interface{ item() }

// Run is text in one face and size on one base line.
type Run struct {
	X, Y   float64 // start of the base line, mm
	Size   float64 // pt
	Color  Color
	again  bool   // printed only because the page ended: a head said again, a sum carried over
	note   uint16 // number of the footnote whose mark this is, 0 for any other text
	rise   int16  // of the base line above that of its line, thousandths of a mm
	Glyphs []Glyph
	face   faceID
}

// base is the base line of the line that the run stands in, mm.
func (r Run) base() float64 { return round(r.Y + float64(r.rise)/1000) }

// Line is a straight rule.
type Line struct {
	X1, Y1, X2, Y2 float64 // mm
	Width          float64 // mm
	Color          Color
}

// Box is a filled rectangle.
type Box struct {
	X, Y, W, H float64 // mm
	Fill       Color
}

// Point is a place on a page, mm.
type Point struct{ X, Y float64 }

// Path is a row of straight strokes, or the area they enclose.
type Path struct {
	Points []Point
	Closed bool    // the last point is joined to the first
	Fill   *Color  // nil: not filled
	Stroke Color   // of the strokes
	Width  float64 // of the strokes, mm; 0: none
	Dash   float64 // length of a dash and of the gap behind it, mm; 0: solid
	dots   bool    // the dashes are round dots, Dash from one to the next
}

// Picture is a photo, scaled to its place.
type Picture struct {
	X, Y, W, H float64 // mm
	Image      *Image
}

func (Run) item()     {}
func (Line) item()    {}
func (Box) item()     {}
func (Path) item()    {}
func (Picture) item() {}

// Mark is a place other things point to: an entry of the bookmarks.
type Mark struct {
	Title string
	Level int     // 0 is the outermost
	Y     float64 // mm
}

// Link is an area that leads to another page.
type Link struct {
	X, Y, W, H float64 // mm
	Page       int     // of the document, from 0
	To         float64 // place on it from above, mm
}

// Page is one sheet, ready to be written or drawn.
type Page struct {
	Width, Height float64 // mm
	Items         []Item
	Marks         []Mark
	Links         []Link
}

// Pages is a document laid out.
type Pages struct {
	Sheets  []Page
	Missing []rune // characters no face has, in order of code point, printed as a box with it
	opts    Options
}

// Text returns the characters of the run.
func (r Run) Text() string {
	n := 0
	for _, g := range r.Glyphs {
		n += len(g.Text)
	}
	b := make([]byte, 0, n)
	for _, g := range r.Glyphs {
		b = append(b, g.Text...)
	}
	return string(b)
}

// Width returns the length of the run in mm.
func (r Run) Width() float64 {
	w := 0.0
	for _, g := range r.Glyphs {
		w += g.Advance
	}
	return w / ptPerMM
}

// Face returns the name of the face that draws the run.
func (r Run) Face() string { return r.face.get().name }

// round keeps places at a thousandth, so that sums of fractions print the same on every machine.
func round(v float64) float64 { return math.Round(v*1000) / 1000 }
