package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"cn.halfsky/internal/ui/theme"
)

// ButtonKind says how much a button stands out.
type ButtonKind uint8

// The kinds of button.
const (
	Ordinary ButtonKind = iota
	Main                // the one action of a screen
	Flat                // without a ground: in bars and lists
)

// Button does one thing: on a click, on Enter and on the space bar.
type Button struct {
	stop
	text  string
	icon  string
	kind  ButtonKind
	tap   func()
	hover bool
	left  bool // words at the left edge, for rails and lists
	on    bool // the chosen one of several
	link  bool // reads as a word of a sentence that leads somewhere
	skip  bool // Tab passes it by, because a key does the same
}

// NewButton returns a button with words on it.
func NewButton(h *Host, text string, kind ButtonKind, tap func()) *Button {
	return NewIconButton(h, "", text, kind, tap)
}

// NewIconButton returns a button with one of the theme's icons before its words; the words may be empty.
func NewIconButton(h *Host, icon, text string, kind ButtonKind, tap func()) *Button {
	b := &Button{stop: stop{host: h}, text: text, icon: icon, kind: kind, tap: tap}
	b.ExtendBaseWidget(b)
	return b
}

// Text returns the words on the button.
func (b *Button) Text() string { return b.text }

// SetText changes the words on the button.
func (b *Button) SetText(text string) {
	b.text = text
	b.Refresh()
}

// SetOn shows the button as the chosen one of several.
func (b *Button) SetOn(on bool) {
	if b.on != on {
		b.on = on
		b.Refresh()
	}
}

// AlignLeft puts the words at the left edge.
func (b *Button) AlignLeft() *Button { b.left = true; return b }

// Disabled keeps the keyboard away from a button that is out of use, or whose key is elsewhere.
func (b *Button) Disabled() bool { return b.off || b.skip }

// Tapped is called by the toolkit; the keyboard stays where the pointer acts.
func (b *Button) Tapped(*fyne.PointEvent) {
	if b.off {
		return
	}
	b.host.Focus(b)
	b.Do()
}

// Do does what the button is for.
func (b *Button) Do() {
	if !b.off && b.tap != nil {
		b.tap()
	}
}

// TypedKey presses the button.
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Do()
	default:
		b.stop.TypedKey(ev)
	}
}

// MouseIn is called by the toolkit.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.setHover(true) }

// MouseMoved is called by the toolkit.
func (b *Button) MouseMoved(*desktop.MouseEvent) { b.host.Stir() }

// MouseOut is called by the toolkit.
func (b *Button) MouseOut() { b.setHover(false) }

func (b *Button) setHover(on bool) {
	b.hover = on
	b.Refresh()
}

// CreateRenderer is called by the toolkit.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{b: b, ground: canvas.NewRectangle(color.Transparent), text: Word(""), icon: &canvas.Image{FillMode: canvas.ImageFillContain}}
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b      *Button
	ground *canvas.Rectangle
	text   *canvas.Text
	icon   *canvas.Image
}

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.text}
}

func (r *buttonRenderer) MinSize() fyne.Size {
	w := r.wordsWidth()
	if r.b.icon != "" {
		w += theme.Size(theme.IconBox)
		if r.b.text != "" {
			w += 6
		}
	}
	side := float32(12)
	if r.b.kind == Flat {
		side = 7
	}
	if r.b.link {
		return fyne.NewSize(w+side, theme.Size(theme.Text)*1.6)
	}
	return fyne.NewSize(w+2*side, theme.Size(theme.Control))
}

func (r *buttonRenderer) wordsWidth() float32 {
	if r.b.text == "" {
		return 0
	}
	return rulerFor(r.text.TextSize, r.text.TextStyle.Bold).width(r.b.text)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Move(fyne.NewPos(1, 1))
	r.ground.Resize(size.SubtractWidthHeight(2, 2))
	words, icon := r.wordsWidth(), theme.Size(theme.IconBox)
	full := words
	if r.b.icon != "" {
		full += icon
		if words > 0 {
			full += 6
		}
	}
	x := (size.Width - full) / 2
	switch {
	case r.b.link:
		x = 0
	case r.b.left:
		x = 10
	}
	if r.b.icon != "" {
		r.icon.Move(fyne.NewPos(x, (size.Height-icon)/2))
		r.icon.Resize(fyne.NewSquareSize(icon))
		x += icon + 6
	}
	high := r.text.MinSize().Height
	r.text.Move(fyne.NewPos(x, (size.Height-high)/2))
	r.text.Resize(fyne.NewSize(words, high))
}

func (r *buttonRenderer) Refresh() {
	b, ink := r.b, theme.Ink
	ground := fyne.ThemeColorName("button")
	r.ground.StrokeWidth = 0
	switch {
	case b.off:
		ink, ground = "disabled", "disabledButton"
	case b.kind == Main:
		ink, ground = theme.OnRed, theme.Accent
	case b.link:
		ink = theme.Accent
	case b.on:
		ink, ground = theme.Accent, theme.Chosen
	case b.hover:
		ground = theme.Under
	}
	r.ground.FillColor = theme.Color(ground)
	if b.kind == Flat && !b.on && (!b.hover || b.off) {
		r.ground.FillColor = color.Transparent
	}
	r.ground.CornerRadius = 3
	if b.focused {
		r.ground.StrokeWidth, r.ground.StrokeColor = 2, theme.Color(theme.Accent)
		if b.kind == Main {
			r.ground.StrokeColor = theme.Color(theme.Ink)
		}
	} else if b.kind == Ordinary {
		r.ground.StrokeWidth, r.ground.StrokeColor = 1, theme.Color(theme.Line)
	}
	r.text.Text, r.text.Color, r.text.TextSize = b.text, theme.Color(ink), theme.Size(theme.Text)
	r.text.TextStyle.Bold = b.kind == Main || b.on
	r.icon.Hidden = b.icon == ""
	if b.icon != "" {
		r.icon.Resource = theme.IconIn(b.icon, ink)
		r.icon.Refresh()
	}
	r.Layout(b.Size())
	r.ground.Refresh()
	r.text.Refresh()
}
