package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// Moment is one thing that happened, as a Timeline shows it.
type Moment struct {
	When  string // the day
	Clock string // the time of day; may be empty
	Head  string // what it was
	Aside string // in faint letters behind: how long, by whom
	Tone  Tone   // of the head
	Text  []string
	Next  string // what was to follow
	Due   Tone   // of Next
	Note  string // what it means
	Minor bool   // a decision beside the work: a hollow mark
	Open  func() // Enter; nil: nothing
	Tick  func() // the space bar; nil: nothing
}

// Timeline shows what happened one below the other. It is one stop of the keyboard: the arrows go through the moments, Enter opens
// one, the space bar ticks what was to follow, the arrow to the right unfolds a long text.
type Timeline struct {
	stop
	all   []Moment
	rows  []*momentRow
	box   *fyne.Container
	at    int
	bring func(fyne.CanvasObject)
	open  map[int]bool // those unfolded
}

// folded is from how many characters on a text is folded: about eight lines.
const folded = 400

// NewTimeline returns a timeline.
func NewTimeline(h *Host, all []Moment) *Timeline {
	t := &Timeline{stop: stop{host: h}, box: container.NewVBox(), at: -1, open: map[int]bool{}}
	t.ExtendBaseWidget(t)
	t.Set(all)
	return t
}

// Set shows other moments.
func (t *Timeline) Set(all []Moment) {
	t.all, t.rows, t.box.Objects, t.open = all, nil, nil, map[int]bool{}
	if t.at >= len(all) {
		t.at = len(all) - 1
	}
	for i := range all {
		r := newMomentRow(t, i)
		t.rows = append(t.rows, r)
		t.box.Add(r)
	}
	t.Refresh()
}

// Len is how many moments there are.
func (t *Timeline) Len() int { return len(t.all) }

// follow has the page scroll to the moment in hand.
func (t *Timeline) follow(bring func(fyne.CanvasObject)) { t.bring = bring }

// FocusGained is called by the toolkit.
func (t *Timeline) FocusGained() {
	t.stop.FocusGained()
	t.move(max(t.at, 0))
}

// FocusLost is called by the toolkit.
func (t *Timeline) FocusLost() {
	t.stop.FocusLost()
	t.paint()
}

func (t *Timeline) move(to int) {
	if len(t.rows) == 0 {
		return
	}
	t.at = max(min(to, len(t.rows)-1), 0)
	t.paint()
	if t.bring != nil {
		t.bring(t.rows[t.at])
	}
}

// Reveal takes a moment into hand and has the page show it, once it has a place there.
func (t *Timeline) Reveal(i int) {
	t.move(i)
	t.host.after(firstFrame, func() {
		if t.at == i && !t.focused && i < len(t.rows) && t.bring != nil {
			t.bring(t.rows[i])
		}
	})
}

func (t *Timeline) paint() {
	for i, r := range t.rows {
		r.hand(t.focused && i == t.at)
	}
}

// TypedKey goes through the moments.
func (t *Timeline) TypedKey(ev *fyne.KeyEvent) {
	if len(t.all) == 0 {
		t.stop.TypedKey(ev)
		return
	}
	m := &t.all[max(t.at, 0)]
	switch ev.Name {
	case fyne.KeyDown:
		t.move(t.at + 1)
	case fyne.KeyUp:
		t.move(t.at - 1)
	case fyne.KeyHome:
		t.move(0)
	case fyne.KeyEnd:
		t.move(len(t.all) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if m.Open != nil {
			m.Open()
		}
	case fyne.KeySpace:
		if m.Tick != nil {
			m.Tick()
		}
	case fyne.KeyRight, fyne.KeyLeft:
		t.unfold(t.at, ev.Name == fyne.KeyRight)
	default:
		t.stop.TypedKey(ev)
	}
}

func (t *Timeline) unfold(i int, on bool) {
	if t.open[i] == on || !t.rows[i].long {
		return
	}
	t.open[i] = on
	t.rows[i].fill()
	t.rows[i].hand(t.focused && i == t.at)
	t.box.Refresh()
	t.Refresh()
	if t.bring != nil {
		t.bring(t.rows[i])
	}
}

// CreateRenderer is called by the toolkit.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.box) }

// momentRow is one moment: its day at the left, a mark on a line, its words.
type momentRow struct {
	widget.BaseWidget
	t      *Timeline
	i      int
	long   bool
	ground *canvas.Rectangle
	line   *canvas.Rectangle
	mark   *canvas.Circle
	when   *fyne.Container
	words  *fyne.Container
}

func newMomentRow(t *Timeline, i int) *momentRow {
	r := &momentRow{t: t, i: i, ground: canvas.NewRectangle(theme.Color(theme.Sheet)), line: canvas.NewRectangle(theme.Color(theme.Line))}
	m := &t.all[i]
	r.mark = canvas.NewCircle(theme.Color(m.Tone.mark()))
	r.mark.StrokeColor, r.mark.StrokeWidth = theme.Color(m.Tone.mark()), 1.5
	if m.Minor {
		r.mark.FillColor = theme.Color(theme.Sheet)
	}
	r.when = container.NewVBox(Note(m.When))
	if m.Clock != "" {
		r.when.Add(Note(m.Clock))
	}
	r.words = container.NewVBox()
	r.ExtendBaseWidget(r)
	r.fill()
	return r
}

// mark is the colour of a mark.
func (t Tone) mark() fyne.ThemeColorName {
	if t == Plain {
		return theme.Faint
	}
	if t == Grey {
		return theme.Edge
	}
	return t.ink()
}

func (r *momentRow) fill() {
	m, h := &r.t.all[r.i], r.t.host
	head := paragraph(m.Head, theme.Text, m.Tone.ink())
	head.bold = !m.Minor
	head.fill()
	r.words.Objects = []fyne.CanvasObject{head}
	r.long = false
	for _, text := range m.Text {
		if runes := []rune(text); len(runes) > folded {
			r.long = true
			if !r.t.open[r.i] {
				text = h.T("kit.folded", string(runes[:folded*3/4]), len(runes))
			}
		}
		r.words.Add(Prose(text))
	}
	if m.Next != "" {
		r.words.Add(newFlow(Badge(m.Next, m.Due)))
	}
	for _, small := range []string{m.Note, m.Aside} {
		if small != "" {
			r.words.Add(Hint(small))
		}
	}
	r.Refresh()
}

func (r *momentRow) hand(on bool) {
	name := theme.Sheet
	if on {
		name = theme.Chosen
	}
	r.ground.FillColor = theme.Color(name)
	r.ground.Refresh()
}

// Tapped takes a moment into hand.
func (r *momentRow) Tapped(*fyne.PointEvent) {
	r.t.at = r.i
	r.t.host.Focus(r.t)
}

// DoubleTapped opens it.
func (r *momentRow) DoubleTapped(*fyne.PointEvent) {
	if open := r.t.all[r.i].Open; open != nil {
		open()
	}
}

// CreateRenderer is called by the toolkit.
func (r *momentRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: momentLayout{r}, Objects: []fyne.CanvasObject{r.ground, r.line, r.mark, r.when, r.words}})
}

// momentLayout gives the day a column, the line another, and the words what is left.
type momentLayout struct{ r *momentRow }

const momentGap, momentMark = 5, 9

func (l momentLayout) left() float32 { return theme.Size(theme.Text) * 7.6 }

// Layout is called by the toolkit.
func (l momentLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	r, left := l.r, l.left()
	r.ground.Resize(size)
	r.when.Move(fyne.NewPos(6, momentGap))
	r.when.Resize(fyne.NewSize(left-6, r.when.MinSize().Height))
	x := left + 6
	from, to := float32(0), size.Height
	if r.i == 0 {
		from = momentGap + momentMark
	}
	if r.i == len(r.t.all)-1 {
		to = momentGap + momentMark
	}
	r.line.Move(fyne.NewPos(x-0.5, from))
	r.line.Resize(fyne.NewSize(1, max(to-from, 0)))
	r.mark.Move(fyne.NewPos(x-momentMark/2, momentGap+momentMark/2))
	r.mark.Resize(fyne.NewSquareSize(momentMark))
	r.words.Move(fyne.NewPos(x+14, momentGap))
	r.words.Resize(fyne.NewSize(size.Width-x-20, size.Height-2*momentGap))
}

// MinSize is called by the toolkit.
func (l momentLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	high := max(l.r.words.MinSize().Height, l.r.when.MinSize().Height)
	return fyne.NewSize(l.left()+160, high+2*momentGap)
}
