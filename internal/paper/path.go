package paper

import (
	"fmt"
	"strings"
)

// moved returns the path in another place; the points of the first stay as they were.
func (p Path) moved(dx, dy float64) Path {
	points := make([]Point, len(p.Points))
	for i, at := range p.Points {
		points[i] = Point{round(at.X + dx), round(at.Y + dy)}
	}
	p.Points = points
	return p
}

// text is the line of a path in the page model: its parts, then its points.
func (p Path) text() string {
	var b strings.Builder
	b.WriteString("path")
	if p.Closed {
		b.WriteString(" closed")
	}
	if p.Fill != nil {
		b.WriteString(" filled")
	}
	if p.Width > 0 {
		fmt.Fprintf(&b, " stroked %.2f", p.Width)
	}
	if p.Dash > 0 {
		fmt.Fprintf(&b, " dashed %.1f", p.Dash)
	}
	b.WriteByte(':')
	for _, at := range p.Points {
		fmt.Fprintf(&b, " %.1f,%.1f", at.X, at.Y)
	}
	b.WriteByte('\n')
	return b.String()
}

// paint appends the operators that draw the path on a sheet of that height.
func (p Path) paint(b []byte, height float64) []byte {
	stroked := p.Width > 0
	if len(p.Points) == 0 || !stroked && p.Fill == nil {
		return b
	}
	b = append(b, "q "...)
	if p.Fill != nil {
		b = p.Fill.operands(b, "g ", "rg ")
	}
	if stroked {
		b = p.Stroke.operands(b, "G ", "RG ")
		b = append(number(b, p.Width*ptPerMM), " w 1 J 1 j "...)
		switch {
		case p.dots:
			b = append(number(append(b, "[0 "...), p.Dash*ptPerMM), "] 0 d "...)
		case p.Dash > 0:
			b = append(b, "0 J ["...)
			b = append(number(b, p.Dash*ptPerMM), "] 0 d "...)
		}
	}
	for i, at := range p.Points {
		b = append(place(b, at.X, height-at.Y), "ml"[min(i, 1)], ' ')
	}
	if p.Closed {
		b = append(b, "h "...)
	}
	switch {
	case stroked && p.Fill != nil:
		b = append(b, 'B')
	case stroked:
		b = append(b, 'S')
	default:
		b = append(b, 'f')
	}
	return append(b, " Q\n"...)
}

// operands appends a colour, as a shade of grey where it is one.
func (c Color) operands(b []byte, grey, rgb string) []byte {
	if c.R == c.G && c.G == c.B {
		return append(append(number(b, float64(c.R)/255), ' '), grey...)
	}
	for _, v := range [...]uint8{c.R, c.G, c.B} {
		b = append(number(b, float64(v)/255), ' ')
	}
	return append(b, rgb...)
}
