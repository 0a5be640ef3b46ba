package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/field"
)

// Card is one thing on a board of cards.
type Card struct {
	ID    field.ID
	When  string
	Badge string // its state
	Tone  Tone
	Name  string
	Note  string // what tells it apart from its neighbours, one line
	Text  string // its figures, two lines at most
	Faint bool   // Text says what is missing, not what is there
	Done  int    // of a check list
	Of    int    // 0: it has none
	List  string // the check list in words
	Late  bool   // something on the check list is overdue
}

// CardGroup is a part of a board under a title.
type CardGroup struct {
	Title string
	Note  string
	Cards []Card
}

// Cards is a board of cards in groups. The arrows go from card to card, up and down too, Home and End to the first and last, the page
// keys by what is in view; Enter opens the card in hand. Keys it has no use for go to the screen.
type Cards struct {
	stop
	OnOpen func(field.ID)
	OnMove func(field.ID)
	groups []CardGroup
	flat   []Card
	at     int
	sheet  *cardSheet
	scroll *container.Scroll
}

// NewCards returns a board without cards.
func NewCards(h *Host) *Cards {
	c := &Cards{stop: stop{host: h}}
	c.sheet = &cardSheet{cards: c}
	c.sheet.ExtendBaseWidget(c.sheet)
	c.scroll = container.NewVScroll(c.sheet)
	c.ExtendBaseWidget(c)
	return c
}

// Set shows groups of cards. The card in hand stays in hand where it is among them.
func (c *Cards) Set(groups []CardGroup) {
	was := c.ID()
	c.groups, c.flat = groups, nil
	for _, g := range groups {
		c.flat = append(c.flat, g.Cards...)
	}
	c.at = min(c.at, max(len(c.flat)-1, 0))
	c.sheet.Refresh()
	c.scroll.Refresh()
	c.Select(was)
}

// Groups returns what is shown.
func (c *Cards) Groups() []CardGroup { return c.groups }

// ID returns the card in hand; the zero ID when there is none.
func (c *Cards) ID() field.ID {
	if c.at < len(c.flat) {
		return c.flat[c.at].ID
	}
	return field.ID{}
}

// Select takes a card in hand.
func (c *Cards) Select(id field.ID) {
	for i, x := range c.flat {
		if x.ID == id {
			c.at = i
		}
	}
	c.moved()
}

// Focus brings the keyboard here.
func (c *Cards) Focus() { c.host.Focus(c) }

// moved shows which card is in hand.
func (c *Cards) moved() {
	c.sheet.mark()
	if c.at < len(c.sheet.boxes) {
		box := c.sheet.boxes[c.at]
		const air = 38 // the title above
		top, y, high := box.at.Y-air, c.scroll.Offset.Y, c.scroll.Size().Height
		switch {
		case top < y:
			c.scroll.ScrollToOffset(fyne.NewPos(0, max(top, 0)))
		case box.at.Y+box.size.Height+8 > y+high && high > 0:
			c.scroll.ScrollToOffset(fyne.NewPos(0, box.at.Y+box.size.Height+8-high))
		}
	}
	if c.OnMove != nil {
		c.OnMove(c.ID())
	}
}

func (c *Cards) take(i int) {
	if i = min(max(i, 0), len(c.flat)-1); i >= 0 {
		c.at = i
		c.moved()
	}
}

// TypedKey moves among the cards and opens.
func (c *Cards) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyRight:
		c.take(c.at + 1)
	case fyne.KeyLeft:
		c.take(c.at - 1)
	case fyne.KeyDown:
		c.take(c.sheet.below(c.at, 1))
	case fyne.KeyUp:
		c.take(c.sheet.below(c.at, -1))
	case fyne.KeyPageDown:
		c.take(c.sheet.below(c.at, c.page()))
	case fyne.KeyPageUp:
		c.take(c.sheet.below(c.at, -c.page()))
	case fyne.KeyHome:
		c.take(0)
	case fyne.KeyEnd:
		c.take(len(c.flat) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.open()
	default:
		c.stop.TypedKey(ev)
	}
}

// page is how many rows of cards are in view.
func (c *Cards) page() int {
	if len(c.sheet.boxes) == 0 {
		return 1
	}
	return max(int(c.scroll.Size().Height/(c.sheet.boxes[0].size.Height+cardGap)), 1)
}

func (c *Cards) open() {
	if c.at < len(c.flat) && c.OnOpen != nil {
		c.OnOpen(c.flat[c.at].ID)
	}
}

// FocusGained is called by the toolkit.
func (c *Cards) FocusGained() {
	c.focused = true
	c.sheet.mark()
}

// FocusLost is called by the toolkit.
func (c *Cards) FocusLost() {
	c.focused = false
	c.sheet.mark()
}

// Resize tells the sheet first how wide it is, for its height follows from that.
func (c *Cards) Resize(size fyne.Size) {
	c.sheet.wide = size.Width
	c.BaseWidget.Resize(size)
}

// MinSize lets the board scroll.
func (c *Cards) MinSize() fyne.Size { return fyne.NewSize(cardLeast, cardLeast/2) }

// CreateRenderer is called by the toolkit.
func (c *Cards) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.scroll) }

// Tapped takes the card under the pointer in hand; one that is in hand is opened.
func (s *cardSheet) Tapped(ev *fyne.PointEvent) {
	c := s.cards
	had := c.focused
	c.host.Focus(c)
	for i, b := range s.boxes {
		p := ev.Position.Subtract(b.at)
		if p.X < 0 || p.Y < 0 || p.X >= b.size.Width || p.Y >= b.size.Height {
			continue
		}
		if i == c.at && had {
			c.open()
			return
		}
		c.take(i)
	}
}

// MouseIn is called by the toolkit.
func (s *cardSheet) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is called by the toolkit.
func (s *cardSheet) MouseMoved(*desktop.MouseEvent) { s.cards.host.Stir() }

// MouseOut is called by the toolkit.
func (s *cardSheet) MouseOut() {}
