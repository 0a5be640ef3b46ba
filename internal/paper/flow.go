package paper

import (
	"math"
	"slices"
)

// strip is a horizontal slice of a document that is never cut.
type strip struct {
	height float64 // mm
	before float64 // empty room above, left out at the top of a page, mm
	after  float64 // empty room below, shared with the room above the next strip, mm
	keep   bool    // stays on one page with the next strip
	turn   bool    // starts a new page
	sink   bool    // stands with all that follow at the foot of the last page
	head   *strip  // repeated above this strip when a page begins with it
	carry  *carry  // the sums that a page break above this strip carries over
	rows   int     // rows of the table above that break
	items  []Item  // placed from the left edge of the type area and the top of the strip
	mark   *Mark
	notes  []int // footnotes whose marks stand in it
}

// hair is what sums of fractions may be off, mm.
const hair = 0.001

// flow is the way of the strips onto pages.
type flow struct {
	*layout
	out  *Pages
	page Page
	y    float64 // below the last strip, mm; 0 on an empty page
	feet *footnotes
	seam []seamRule // rules that reach the lower edge of what is placed
	met  []seamRule // those of the strip before
}

// pages flows the strips over as many pages as they need.
func (l *layout) pages(feet []string) *Pages {
	f := flow{layout: l, out: &Pages{opts: l.opts}, page: l.blank(), feet: l.footnotes(feet)}
	for i := range l.strips {
		s := &l.strips[i]
		if i > 0 { // the larger of two rooms that meet
			s.before = max(s.before, l.strips[i-1].after)
		}
		if len(feet) > 0 {
			s.notes = notesOf(s)
		}
	}
	cover := false // the first page ends because it says so
	for i := range l.strips {
		if f.mustTurn(i) {
			cover = cover || len(f.out.Sheets) == 0 && f.strips[i].turn
			f.turn(i)
		}
		f.add(i)
	}
	f.feet.rest()
	f.close()
	for len(f.feet.queue) > 0 {
		f.close()
	}
	l.contents(f.out, cover)
	for i := range f.out.Sheets {
		l.furnish(&f.out.Sheets[i], i+1)
	}
	f.out.Missing = l.boxes.lacking()
	return f.out
}

func (l *layout) blank() Page { return Page{Width: l.sheetW, Height: l.sheetH} }

// mustTurn reports that strip i begins a new page: because it says so, because it and
// what has to stay with it no longer fit, or, when they fit no page, because it alone does not.
func (f *flow) mustTurn(i int) bool {
	if f.y == 0 || f.strips[i].turn {
		return f.y > 0
	}
	last := f.chain(i)
	if f.strips[i].sink && f.rest(i) <= f.high && !f.fits(i, len(f.strips)-1, f.y) {
		return true
	}
	if !f.fits(i, last, f.y) {
		return f.fitsAlone(i, last) || !f.fits(i, i, f.y)
	}
	return false
}

// chain is the last of the strips that have to stay with strip i, as far as a page goes.
func (f *flow) chain(i int) int {
	h := 0.0
	for f.strips[i].keep && i+1 < len(f.strips) && !f.strips[i+1].turn && h <= f.high {
		h += f.strips[i].height
		i++
	}
	return i
}

// fits reports that strips from i to last have room below y, with their footnotes and
// the sums that are carried if the page ends after them.
func (f *flow) fits(i, last int, y float64) bool {
	var notes []int
	for k := i; k <= last; k++ {
		if y > 0 {
			y += f.strips[k].before
		}
		y += f.strips[k].height
		notes = append(notes, f.strips[k].notes...)
	}
	room := f.high + hair - f.feet.reserve(notes)
	if y > room {
		return false
	}
	if last+1 == len(f.strips) || f.strips[last+1].carry == nil || y+f.high*carryMost <= room {
		return true
	}
	next := &f.strips[last+1]
	return y+next.carry.to(next.rows).height <= room
}

// rest is the height of strip i with all that follow it, mm.
func (f *flow) rest(i int) float64 {
	h := f.strips[i].height
	for _, s := range f.strips[i+1:] {
		h += s.before + s.height
	}
	return h
}

// fitsAlone reports that strips fit a page of their own, so that moving them helps.
func (f *flow) fitsAlone(i, last int) bool {
	s := &f.strips[i]
	y := 0.0
	if s.head != nil {
		y += s.head.height
	}
	if s.carry != nil {
		y += s.carry.from(s.rows).height
	}
	was := f.feet.queue
	f.feet.queue = nil
	ok := f.fits(i, last, y)
	f.feet.queue = was
	return ok
}

// turn ends the page and begins the next one, which strip i will stand on.
func (f *flow) turn(i int) {
	s := &f.strips[i]
	if s.carry != nil {
		f.placeAgain(s.carry.to(s.rows))
	}
	f.close()
	if s.head != nil {
		f.placeAgain(*s.head)
	}
	if s.carry != nil {
		f.placeAgain(s.carry.from(s.rows))
	}
}

// placeAgain places a strip that is there only because the page ends: whoever copies the text wants it once.
func (f *flow) placeAgain(s strip) {
	from := len(f.page.Items)
	f.place(&s)
	for i, it := range f.page.Items[from:] {
		if r, ok := it.(Run); ok {
			r.again = true
			f.page.Items[from+i] = r
		}
	}
}

// add puts strip i below what is on the page.
func (f *flow) add(i int) {
	s := &f.strips[i]
	if f.y > 0 {
		f.y += s.before
	}
	if s.sink {
		f.y = max(f.y, f.high-f.feet.reserve(nil)-f.rest(i))
	}
	f.place(s)
	s.items = nil // they are on the page now; a book is not held twice
}

// close puts the footnotes on the page and begins an empty one.
func (f *flow) close() {
	if lines := f.feet.take(f.high - f.y); len(lines) > 0 {
		f.y = f.high
		for _, s := range lines {
			f.y -= s.height
		}
		y := f.top + f.y - footGap/2
		f.page.Items = append(f.page.Items, Line{X1: f.left, Y1: round(y), X2: f.left + footRule, Y2: round(y), Width: ruleThin, Color: Black})
		for i := range lines {
			f.place(&lines[i])
		}
	}
	f.out.Sheets = append(f.out.Sheets, f.page)
	f.page, f.y, f.seam = f.blank(), 0, f.seam[:0]
}

// place copies the items of a strip onto the page.
func (f *flow) place(s *strip) {
	dx, dy := f.left, f.top+f.y
	low := dy + s.height - 2*hair
	f.seam, f.met = f.met[:0], f.seam
	if slices.ContainsFunc(s.items, covers) { // would lie above a rule that goes on
		f.met = f.met[:0]
	}
	for _, it := range s.items {
		if rule, ok := it.(Line); ok {
			f.rule(move(rule, dx, dy).(Line), low)
			continue
		}
		f.page.Items = append(f.page.Items, move(it, dx, dy))
	}
	if s.mark != nil {
		m := *s.mark
		m.Y = round(dy)
		f.page.Marks = append(f.page.Marks, m)
	}
	f.feet.add(s.notes)
	f.y += s.height
}

// covers reports an item that hides what is drawn before it.
func covers(it Item) bool {
	switch it.(type) {
	case Run, Line:
		return false
	}
	return true
}

// seamRule is a rule that reaches the lower edge of the last strip, and its place on the page.
type seamRule struct {
	Line
	at int
}

// rule draws a rule of a strip whose lower edge is near low. The rule between two rows is drawn once, and an upright one goes on.
func (f *flow) rule(l Line, low float64) {
	at := -1
	for _, o := range f.met {
		if l.X1 != o.X1 || l.X2 != o.X2 || math.Abs(l.Y1-o.Y2) > 2*hair || l.Width != o.Width || l.Color != o.Color {
			continue
		}
		if l.X1 == l.X2 && o.Y2 > o.Y1 { // the same upright
			l.Y1, at = o.Y1, o.at
			f.page.Items[at] = l
			break
		}
		if l.Y1 == l.Y2 && o.Y1 == o.Y2 {
			return
		}
	}
	if at < 0 {
		at = len(f.page.Items)
		f.page.Items = append(f.page.Items, l)
	}
	if l.Y2 >= low {
		f.seam = append(f.seam, seamRule{l, at})
	}
}

// move returns an item in another place.
func move(it Item, dx, dy float64) Item {
	switch v := it.(type) {
	case Run:
		v.X, v.Y = round(v.X+dx), round(v.Y+dy)
		return v
	case Line:
		v.X1, v.Y1, v.X2, v.Y2 = round(v.X1+dx), round(v.Y1+dy), round(v.X2+dx), round(v.Y2+dy)
		return v
	case Box:
		v.X, v.Y = round(v.X+dx), round(v.Y+dy)
		return v
	case Path:
		return v.moved(dx, dy)
	case Picture:
		v.X, v.Y = round(v.X+dx), round(v.Y+dy)
		return v
	}
	return it
}
