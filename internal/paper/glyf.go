package paper

import "encoding/binary"

// drawing collects the outline of a glyph. Everything a font says is checked before it is used: a damaged outline draws in part or
// not at all, and whole says so.
type drawing struct {
	steps  []step
	points []outlinePoint // room that every outline uses again
	parts  int            // composite parts drawn so far
}

// step is one stroke of an outline: to a place ('m', 'l'), or round a control point to it ('q').
type step struct {
	op           byte
	cx, cy, x, y float32
}

// outlinePoint is one point as the font has it.
type outlinePoint struct {
	x, y float32
	on   bool // on the outline; otherwise a control point
}

// turn takes the units of a glyph to its place: x' = a·x + c·y + e, y' = b·x + d·y + f.
type turn struct{ a, b, c, d, e, f float32 }

func (t turn) at(x, y float32) (float32, float32) { return t.a*x + t.c*y + t.e, t.b*x + t.d*y + t.f }

// after is the turn that first does t and then u.
func (t turn) after(u turn) turn {
	e, f := u.at(t.e, t.f)
	return turn{u.a*t.a + u.c*t.b, u.b*t.a + u.d*t.b, u.a*t.c + u.c*t.d, u.b*t.c + u.d*t.d, e, f}
}

// Bounds of what is drawn for one glyph: real faces stay far below.
const (
	maxDepth  = 6
	maxParts  = 64
	maxPoints = 20_000
)

// glyph adds the outline of a glyph; false when the font is damaged there.
func (d *drawing) glyph(f *face, gid uint16, t turn) bool {
	d.steps, d.parts = d.steps[:0], 0
	return d.outline(f, gid, t, 0)
}

func (d *drawing) outline(f *face, gid uint16, t turn, depth int) bool {
	data := f.outline(gid)
	if len(data) == 0 {
		return f.blank(gid)
	}
	if len(data) < 10 {
		return false
	}
	n := int(int16(binary.BigEndian.Uint16(data)))
	if n < 0 {
		return d.composite(f, data[10:], t, depth)
	}
	return n == 0 || d.simple(data[10:], n, t)
}

// simple reads the contours of a glyph.
func (d *drawing) simple(b []byte, contours int, t turn) bool {
	if len(b) < 2*contours+2 {
		return false
	}
	ends := b[:2*contours]
	count := int(binary.BigEndian.Uint16(ends[2*contours-2:])) + 1
	skip := 2*contours + 2 + int(binary.BigEndian.Uint16(b[2*contours:]))
	if count > maxPoints || skip > len(b) || !d.readPoints(b[skip:], count) {
		return false
	}
	from := 0
	for i := range contours {
		to := int(binary.BigEndian.Uint16(ends[2*i:])) + 1
		if to < from || to > count {
			return false
		}
		d.contour(d.points[from:to], t)
		from = to
	}
	return true
}

// readPoints reads the flags and the places, which are packed each for itself.
func (d *drawing) readPoints(b []byte, count int) bool {
	flags := make([]byte, 0, 256)
	for len(flags) < count {
		if len(b) == 0 {
			return false
		}
		flag, again := b[0], 0
		b = b[1:]
		if flag&0x08 != 0 {
			if len(b) == 0 {
				return false
			}
			again, b = int(b[0]), b[1:]
		}
		for ; again >= 0 && len(flags) < count; again-- {
			flags = append(flags, flag)
		}
	}
	d.points = append(d.points[:0], make([]outlinePoint, count)...)
	b, ok := readPlaces(b, flags, 0x02, 0x10, func(i int, v float32) { d.points[i].x, d.points[i].on = v, flags[i]&1 != 0 })
	if !ok {
		return false
	}
	_, ok = readPlaces(b, flags, 0x04, 0x20, func(i int, v float32) { d.points[i].y = v })
	return ok
}

// readPlaces reads one coordinate of all points. A place is a byte where the flag short is set, its sign in the flag same; otherwise
// a word, or the place before where same is set.
func readPlaces(b, flags []byte, short, same byte, put func(i int, v float32)) ([]byte, bool) {
	at := int32(0)
	for i, flag := range flags {
		switch {
		case flag&short != 0:
			if len(b) < 1 {
				return nil, false
			}
			if flag&same != 0 {
				at += int32(b[0])
			} else {
				at -= int32(b[0])
			}
			b = b[1:]
		case flag&same == 0:
			if len(b) < 2 {
				return nil, false
			}
			at += int32(int16(binary.BigEndian.Uint16(b)))
			b = b[2:]
		}
		put(i, float32(at))
	}
	return b, true
}

// contour turns points into steps: between two control points lies a point that is not written.
func (d *drawing) contour(points []outlinePoint, t turn) {
	n := len(points)
	if n < 2 {
		return
	}
	first := points[0]
	if !first.on {
		if last := points[n-1]; last.on {
			first = last
		} else {
			first = outlinePoint{(first.x + last.x) / 2, (first.y + last.y) / 2, true}
		}
	}
	x, y := t.at(first.x, first.y)
	d.steps = append(d.steps, step{op: 'm', x: x, y: y})
	var control *outlinePoint
	for i := range n + 1 {
		p := points[i%n]
		if i == n {
			p = first
		}
		to := p
		if control != nil && !p.on {
			to = outlinePoint{(control.x + p.x) / 2, (control.y + p.y) / 2, true}
		}
		x, y := t.at(to.x, to.y)
		switch {
		case control != nil:
			cx, cy := t.at(control.x, control.y)
			d.steps = append(d.steps, step{'q', cx, cy, x, y})
		case p.on:
			d.steps = append(d.steps, step{op: 'l', x: x, y: y})
		}
		control = nil
		if !p.on {
			control = &points[i%n]
		}
	}
}

// composite draws the glyphs that a glyph is made of.
func (d *drawing) composite(f *face, b []byte, t turn, depth int) bool {
	if depth >= maxDepth {
		return false
	}
	for more := true; more; {
		if d.parts++; len(b) < 4 || d.parts > maxParts {
			return false
		}
		flags, part := binary.BigEndian.Uint16(b), binary.BigEndian.Uint16(b[2:])
		own, rest, ok := readTurn(b[4:], flags)
		if !ok || !d.outline(f, part, own.after(t), depth+1) {
			return false
		}
		b, more = rest, flags&0x0020 != 0
	}
	return true
}

// readTurn reads where a part stands and how it is turned. Parts that hang on a point of another, which no face for Chinese uses,
// stand where they were drawn.
func readTurn(b []byte, flags uint16) (turn, []byte, bool) {
	t := turn{a: 1, d: 1}
	scales := 0
	switch {
	case flags&0x0008 != 0:
		scales = 1
	case flags&0x0040 != 0:
		scales = 2
	case flags&0x0080 != 0:
		scales = 4
	}
	args := 2
	if flags&0x0001 != 0 {
		args = 4
	}
	if len(b) < args+2*scales {
		return t, nil, false
	}
	if flags&0x0002 != 0 {
		if args == 4 {
			t.e, t.f = float32(int16(binary.BigEndian.Uint16(b))), float32(int16(binary.BigEndian.Uint16(b[2:])))
		} else {
			t.e, t.f = float32(int8(b[0])), float32(int8(b[1]))
		}
	}
	s := func(i int) float32 { return float32(int16(binary.BigEndian.Uint16(b[args+2*i:]))) / (1 << 14) }
	switch scales {
	case 1:
		t.a, t.d = s(0), s(0)
	case 2:
		t.a, t.d = s(0), s(1)
	case 4:
		t.a, t.b, t.c, t.d = s(0), s(1), s(2), s(3)
	}
	return t, b[args+2*scales:], true
}
