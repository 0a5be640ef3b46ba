package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/ui/theme"
)

// Pick chooses among options. Enter, the space bar, the arrow down or any character open them; typing narrows them by characters,
// pinyin or initials; Enter or Tab takes the one in hand; Delete empties the field.
type Pick struct {
	stop
	OnPick  func(Option) // chosen by the person; the zero Option when she emptied it
	OnEmpty func() bool  // may refuse that the field is emptied by returning false

	options  func(typed string, show func([]Option))
	chosen   Option
	empty    string // shown when nothing is chosen
	must     bool   // cannot be emptied
	several  bool   // stays open; every choice is a toggle
	known    bool   // all its options are known
	part     bool   // a part of a name means the option that it fits alone
	on       []string
	popup    *popup
	find     *Entry
	list     *optionList
	asked    int
	answered int    // the last question whose answer is in the list
	then     func() // what was pressed while the answer is on its way
	kept     string // what was typed before the screen was taken away; it is there again once the keyboard comes
	onHalf   func() // what is being typed, and is no choice yet, changed or is gone
	wide     float32
	bad      bool
	prefix   string // words before the value, for filters
	quietBox bool   // drawn without a frame while empty, for filters
}

// NewPick returns a field that chooses among fixed options. empty is what it shows while nothing is chosen.
func NewPick(h *Host, empty string, options []Option) *Pick {
	p := newPick(h, empty, func(typed string, show func([]Option)) { show(matching(options, typed)) })
	p.known, p.part = true, true
	return p
}

func newPick(h *Host, empty string, options func(string, func([]Option))) *Pick {
	p := &Pick{stop: stop{host: h}, options: options, empty: empty}
	p.ExtendBaseWidget(p)
	return p
}

// Value returns the value of the chosen option, "" for none.
func (p *Pick) Value() string { return p.chosen.Value }

// Set shows an option as chosen; the zero Option shows none. OnPick is not told.
func (p *Pick) Set(o Option) {
	p.chosen = o
	p.Refresh()
}

// SetValue shows the option with that value as chosen, or the value itself where there is none.
func (p *Pick) SetValue(value string) {
	o := Option{Value: value, Text: value}
	p.options("", func(all []Option) {
		if i := slices.IndexFunc(all, func(o Option) bool { return o.Value == value }); i >= 0 {
			o = all[i]
		}
	})
	p.Set(o)
}

// TypedRune opens the options, narrowed by what is being typed.
func (p *Pick) TypedRune(r rune) {
	p.Open()
	if p.popup.open() && r != ' ' {
		p.find.TypedRune(r)
	}
}

// TypedKey opens or empties the field.
func (p *Pick) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		p.Open()
	case fyne.KeySpace: // arrives as a character too
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.clear()
	default:
		p.stop.TypedKey(ev)
	}
}

// Tapped opens the options.
func (p *Pick) Tapped(*fyne.PointEvent) {
	if !p.off {
		p.host.Focus(p)
		p.Open()
	}
}

func (p *Pick) clear() {
	if p.off || p.must || p.chosen.Value == "" && p.chosen.Text == "" || p.OnEmpty != nil && !p.OnEmpty() {
		return
	}
	p.chosen = Option{}
	p.Refresh()
	if p.OnPick != nil {
		p.OnPick(Option{})
	}
}

// Open shows the options.
func (p *Pick) Open() {
	if p.off || p.popup.open() {
		return
	}
	p.find = NewEntry(p.host)
	p.find.acceptTab = true
	p.find.Hint(p.host.T("kit.pick.find"))
	p.find.OnChanged = func(typed string) {
		p.host.Edited()
		p.ask(typed)
		p.halved()
	}
	p.find.OnKey = p.key
	p.find.OnEnter = p.take
	p.list = newOptionList(p.choose)
	box := container.NewBorder(p.find, nil, nil, nil, p.list.orNone(p.host.T("kit.pick.nothing")))
	p.popup = p.host.dropBelow(p, box, popupSize(max(p.Size().Width, p.wide, 220), 12, true), p.find)
	p.popup.onClose = p.halved
	p.ask("")
}

func (p *Pick) halved() {
	if p.onHalf != nil {
		p.onHalf()
	}
}

// Half returns what is being typed into the open options and is no choice yet; empty for nothing.
func (p *Pick) Half() string {
	if !p.popup.open() {
		return p.kept
	}
	return p.find.Text
}

// Retype opens the options with what was typed before, to go on where the person stopped, as soon as the field has its place on the
// screen.
func (p *Pick) Retype(half string) {
	p.kept = half
	p.host.Focus(p)
}

// FocusGained is called by the toolkit.
func (p *Pick) FocusGained() {
	p.stop.FocusGained()
	if p.kept == "" {
		return
	}
	p.host.after(firstFrame, func() {
		if half := p.kept; half != "" && p.focused && !p.popup.open() {
			p.kept = ""
			p.openWith(half)
		}
	})
}

// openWith opens the options narrowed by a text, as if it had been typed.
func (p *Pick) openWith(text string) {
	if p.Open(); p.popup.open() {
		p.find.SetText(text)
		p.find.CursorColumn = len([]rune(text))
		p.find.Refresh() // the caret is drawn where it was
	}
}

// ask narrows the options. An answer that comes after the next question is dropped.
func (p *Pick) ask(typed string) {
	p.asked++
	p.then = nil
	mine := p.asked
	p.options(typed, func(all []Option) {
		if mine != p.asked || !p.popup.open() {
			return
		}
		all = slices.Clone(all)
		for i := range all {
			all[i].on = slices.Contains(p.on, all[i].Value) || all[i].Value != "" && all[i].Value == p.chosen.Value
		}
		at := p.list.at
		rows := len(all)
		if rows == 0 {
			rows = 2 // the words that nothing fits
		}
		p.popup.resize(popupSize(p.popup.size.Width, rows, true))
		p.list.set(all)
		p.list.sayNone(len(all) == 0 && typed != "")
		if typed == "" && !p.several {
			if i := slices.IndexFunc(all, func(o Option) bool { return o.on }); i >= 0 {
				p.list.move(i)
			}
		} else if p.several {
			p.list.move(min(at, len(all)-1))
		} else {
			p.list.move(inHand(all, typed))
		}
		p.answered = mine
		if then := p.then; then != nil {
			p.then = nil
			then()
		}
	})
}

// waits puts off a key until the options are those of what was typed: whoever types fast would take one of the letters before.
func (p *Pick) waits(then func()) bool {
	if p.answered == p.asked {
		return false
	}
	p.then = then
	return true
}

func (p *Pick) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		p.list.move(1)
	case fyne.KeyUp:
		p.list.move(-1)
	case fyne.KeyPageDown:
		p.list.move(10)
	case fyne.KeyPageUp:
		p.list.move(-10)
	case fyne.KeyTab:
		if p.find.Text != "" && !p.several {
			if p.waits(func() { p.key(ev) }) {
				return true
			}
			if _, ok := p.list.current(); !ok {
				return true // nothing fits: the keyboard stays with what was typed
			}
			p.take()
		} else {
			p.popup.close()
		}
		if c := p.host.Window.Canvas(); c.Focused() == fyne.Focusable(p) { // else whoever took the choice went on by herself
			c.FocusNext()
		}
	default:
		return false
	}
	return true
}

func (p *Pick) take() {
	if p.waits(p.take) {
		return
	}
	if o, ok := p.list.current(); ok {
		p.choose(o)
	}
}

func (p *Pick) choose(o Option) {
	if p.several && !o.New {
		if p.OnPick != nil {
			p.OnPick(o)
		}
		p.ask(p.find.Text)
		return
	}
	p.popup.close()
	if !o.New && !p.several {
		p.chosen = o
		p.Refresh()
	}
	if p.OnPick != nil {
		p.OnPick(o)
	}
}

// CreateRenderer is called by the toolkit.
func (p *Pick) CreateRenderer() fyne.WidgetRenderer {
	r := &pickRenderer{p: p, box: canvas.NewRectangle(color.Transparent), text: Word(""), icon: canvas.NewImageFromResource(theme.IconIn("down", theme.Faint))}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type pickRenderer struct {
	p    *Pick
	box  *canvas.Rectangle
	text *canvas.Text
	icon *canvas.Image
}

func (r *pickRenderer) Destroy() {}

func (r *pickRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.text, r.icon}
}

func (r *pickRenderer) words() string {
	switch {
	case r.p.chosen.path != "": // the narrower word alone would say too little
		return r.p.prefix + r.p.chosen.path
	case r.p.chosen.Text == "" && r.p.prefix != "":
		return r.p.prefix + r.p.empty
	case r.p.chosen.Text == "":
		return r.p.empty
	}
	return r.p.prefix + r.p.chosen.Text
}

func (r *pickRenderer) MinSize() fyne.Size {
	w := float32(100)
	if r.p.quietBox {
		w = rulerFor(theme.Size(theme.Text), false).width(r.words()) + 36
	}
	return fyne.NewSize(w, theme.Size(theme.Control))
}

func (r *pickRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.icon.Move(fyne.NewPos(size.Width-22, (size.Height-12)/2))
	r.icon.Resize(fyne.NewSquareSize(12))
	r.text.Text = rulerFor(r.text.TextSize, false).cut(r.words(), size.Width-8-26)
	line := r.text.TextSize * 1.45
	r.text.Move(fyne.NewPos(8, (size.Height-line)/2))
	r.text.Resize(fyne.NewSize(size.Width-34, line))
}

func (r *pickRenderer) Refresh() {
	p := r.p
	r.box.FillColor = theme.Color(theme.Field)
	p.ring(r.box)
	if p.bad {
		r.box.StrokeColor = theme.Color(theme.Accent)
	}
	r.text.TextSize, r.text.Color = theme.Size(theme.Text), theme.Color(theme.Ink)
	if p.chosen.Text == "" {
		r.text.Color = theme.Color(theme.Faint)
	}
	if p.quietBox && p.chosen.Text != "" {
		r.box.FillColor = theme.Color(theme.Chosen)
	}
	if p.off {
		r.box.FillColor = theme.Color("disabledButton")
	}
	r.icon.Hidden = p.off
	r.Layout(p.Size())
	r.box.Refresh()
	r.text.Refresh()
	r.icon.Refresh()
}

func (p *Pick) setBad(on bool) {
	if p.bad != on {
		p.bad = on
		p.Refresh()
	}
}
