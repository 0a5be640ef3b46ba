package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// Measures of a board, in the toolkit's units.
const (
	cardLeast = 250 // the narrowest a card is
	cardGap   = 10
	cardPad   = 10
	cardLines = 2 // of the name, and of the figures
)

// cardSheet is what a board scrolls: it draws all cards for its width.
type cardSheet struct {
	widget.BaseWidget
	cards *Cards
	wide  float32
	boxes []cardBox // in the order of the cards
	rows  [][]int   // which of them stand side by side
	heads []cardBox // the titles of the groups
	spot  *canvas.Rectangle
}

type cardBox struct {
	at   fyne.Position
	size fyne.Size
	name []string
	text []string
}

func lineHigh(size float32) float32 { return size * 1.45 }

// fill breaks the words of a card for its width and returns how high it is.
func (b *cardBox) fill(c Card) float32 {
	text, small := theme.Size(theme.Text), theme.Size(theme.Small)
	inner := b.size.Width - 2*cardPad
	b.name = atMost(rulerFor(text, true), c.Name, inner)
	b.text = atMost(rulerFor(text, false), c.Text, inner)
	high := 2*cardPad + 2*lineHigh(small) + float32(len(b.name)+len(b.text))*lineHigh(text) + 4
	if c.Of > 0 {
		high += lineHigh(small) + 4
	}
	return high
}

// atMost breaks a text into the lines there is room for; the last one is cut.
func atMost(r *ruler, text string, room float32) []string {
	if text == "" {
		return nil
	}
	lines := r.wrap(text, room)
	if len(lines) <= cardLines {
		return lines
	}
	rest := lines[cardLines-1]
	for _, l := range lines[cardLines:] {
		rest += l
	}
	return append(lines[:cardLines-1:cardLines-1], r.cut(rest, room))
}

// place gives every card its box and every title its line, and returns the height of all. Groups that are small stand side by side.
func (s *cardSheet) place() float32 {
	s.boxes, s.rows, s.heads = nil, nil, nil
	wide := max(s.wide, cardLeast+2*cardGap) - 2*cardGap
	n := max(int((wide+cardGap)/(cardLeast+cardGap)), 1)
	each := (wide - float32(n-1)*cardGap) / float32(n)
	title := lineHigh(theme.Size(theme.Title)) + 10
	y, col, high := float32(0), n, float32(0) // the row that is being filled: its top, how many stand in it, how high it is
	titled := false                           // there is room for titles above it
	begin := func(head float32) {
		y += high
		if high > 0 {
			y += cardGap
		}
		y, col, high, titled = y+head, 0, 0, head > 0
		s.rows = append(s.rows, nil)
	}
	for _, g := range s.cards.groups {
		if len(g.Cards) == 0 {
			continue
		}
		if col == n || col > 0 && (col+len(g.Cards) > n || !titled) {
			begin(title)
		}
		room := float32(min(len(g.Cards), n))*(each+cardGap) - cardGap
		s.heads = append(s.heads, cardBox{at: fyne.NewPos(cardGap+float32(col)*(each+cardGap), y-title+4), size: fyne.NewSize(room, title-10), name: []string{g.Title, g.Note}})
		for _, c := range g.Cards {
			if col == n {
				begin(0)
			}
			b := cardBox{at: fyne.NewPos(cardGap+float32(col)*(each+cardGap), y), size: fyne.NewSize(each, 0)}
			high = max(high, b.fill(c))
			row := len(s.rows) - 1
			s.rows[row] = append(s.rows[row], len(s.boxes))
			s.boxes = append(s.boxes, b)
			for _, i := range s.rows[row] {
				s.boxes[i].size.Height = high
			}
			col++
		}
	}
	for i := range s.heads { // the last title of a row has the room at its right
		if i == len(s.heads)-1 || s.heads[i+1].at.Y > s.heads[i].at.Y {
			s.heads[i].size.Width = cardGap + wide - s.heads[i].at.X
		}
	}
	return y + high + cardGap
}

// below is the card so many rows below another, above it when less than zero, nearest to it in the row.
func (s *cardSheet) below(at, by int) int {
	for r, row := range s.rows {
		for k, i := range row {
			if i != at {
				continue
			}
			to := s.rows[min(max(r+by, 0), len(s.rows)-1)]
			return to[min(k, len(to)-1)]
		}
	}
	return at
}

// mark moves the frame to the card in hand.
func (s *cardSheet) mark() {
	if s.spot == nil {
		return
	}
	s.spot.Hidden = s.cards.at >= len(s.boxes)
	if s.spot.Hidden {
		return
	}
	s.spot.StrokeColor, s.spot.StrokeWidth = theme.Color(theme.Edge), 2
	if s.cards.focused {
		s.spot.StrokeColor, s.spot.StrokeWidth = theme.Color(theme.Accent), 3
	}
	b := s.boxes[s.cards.at]
	s.spot.Move(b.at.SubtractXY(1, 1))
	s.spot.Resize(b.size.AddWidthHeight(2, 2))
	s.spot.Refresh()
}

// MinSize is the height of all cards at the width last given.
func (s *cardSheet) MinSize() fyne.Size { return fyne.NewSize(cardLeast, s.place()) }

// CreateRenderer is called by the toolkit.
func (s *cardSheet) CreateRenderer() fyne.WidgetRenderer {
	s.spot = canvas.NewRectangle(color.Transparent)
	s.spot.CornerRadius = 5
	r := &cardRenderer{s: s}
	r.Refresh()
	return r
}

type cardRenderer struct {
	s    *cardSheet
	all  []fyne.CanvasObject
	size fyne.Size // it was drawn for
}

func (r *cardRenderer) Destroy()                     {}
func (r *cardRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *cardRenderer) MinSize() fyne.Size           { return r.s.MinSize() }

// Layout draws anew for another width only.
func (r *cardRenderer) Layout(size fyne.Size) {
	if size.Width != r.size.Width {
		r.size, r.s.wide = size, size.Width
		r.Refresh()
	}
}

// Refresh draws all cards.
func (r *cardRenderer) Refresh() {
	s := r.s
	s.place()
	r.all = r.all[:0]
	for _, head := range s.heads {
		wide := r.put(head.name[0], theme.Size(theme.Title), theme.Ink, true, head.at, head.size.Width)
		if left := head.size.Width - wide - 10; left > 2*theme.Size(theme.Small) {
			r.put(head.name[1], theme.Size(theme.Small), theme.Faint, false, head.at.AddXY(wide+10, 5), left)
		}
	}
	for i, c := range s.cards.flat {
		r.card(c, s.boxes[i])
	}
	r.all = append(r.all, s.spot)
	s.mark()
	canvas.Refresh(s)
}

// put draws one line, cut to its room, and returns how wide it is.
func (r *cardRenderer) put(words string, size float32, ink fyne.ThemeColorName, bold bool, at fyne.Position, room float32) float32 {
	if words == "" {
		return 0
	}
	ruler := rulerFor(size, bold)
	t := canvas.NewText(ruler.cut(words, room), theme.Color(ink))
	t.TextSize, t.TextStyle.Bold = size, bold
	wide := ruler.width(t.Text)
	t.Move(at)
	t.Resize(fyne.NewSize(wide, lineHigh(size)))
	r.all = append(r.all, t)
	return wide
}

func (r *cardRenderer) box(fill color.Color, at fyne.Position, size fyne.Size, round float32) *canvas.Rectangle {
	b := canvas.NewRectangle(fill)
	b.CornerRadius = round
	b.Move(at)
	b.Resize(size)
	r.all = append(r.all, b)
	return b
}

func (r *cardRenderer) card(c Card, b cardBox) {
	ground := r.box(theme.Color(theme.Sheet), b.at, b.size, 4)
	ground.StrokeWidth, ground.StrokeColor = 1, theme.Color(theme.Line)
	text, small := theme.Size(theme.Text), theme.Size(theme.Small)
	inner := b.size.Width - 2*cardPad
	at := b.at.AddXY(cardPad, cardPad)
	badge := rulerFor(small, false).width(c.Badge) + 12
	r.put(c.When, small, theme.Faint, false, at, inner-badge-6)
	if c.Badge != "" {
		place := fyne.NewPos(b.at.X+b.size.Width-cardPad-badge, at.Y-1)
		r.box(theme.Color(c.Tone.ground()), place, fyne.NewSize(badge, lineHigh(small)+2), 3)
		r.put(c.Badge, small, c.Tone.ink(), false, place.AddXY(6, 1), badge)
	}
	at.Y += lineHigh(small) + 2
	for _, line := range b.name {
		r.put(line, text, theme.Ink, true, at, inner)
		at.Y += lineHigh(text)
	}
	r.put(c.Note, small, theme.Faint, false, at, inner)
	at.Y += lineHigh(small) + 2
	ink := theme.Ink
	if c.Faint {
		ink = theme.Faint
	}
	for _, line := range b.text {
		r.put(line, text, ink, false, at, inner)
		at.Y += lineHigh(text)
	}
	if c.Of > 0 {
		r.progress(c, b, small)
	}
}

// progress draws how much of the check list is done, at the foot of the card.
func (r *cardRenderer) progress(c Card, b cardBox, small float32) {
	ink, bar := theme.Faint, theme.Good
	if c.Late {
		ink, bar = theme.Accent, theme.Accent
	}
	y := b.at.Y + b.size.Height - cardPad - lineHigh(small)
	inner := b.size.Width - 2*cardPad
	words := r.put(c.List, small, ink, c.Late, fyne.NewPos(b.at.X+cardPad, y), inner*0.7)
	left := b.at.X + cardPad + words + 8
	room := b.at.X + b.size.Width - cardPad - left
	mid := y + lineHigh(small)/2 - 2
	r.box(theme.Color(theme.SoftGrey), fyne.NewPos(left, mid), fyne.NewSize(room, 4), 2)
	if c.Done > 0 {
		r.box(theme.Color(bar), fyne.NewPos(left, mid), fyne.NewSize(room*float32(c.Done)/float32(c.Of), 4), 2)
	}
}
