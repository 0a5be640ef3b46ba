package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cn.halfsky/internal/ui/theme"
)

type counterRenderer struct {
	c    *Counter
	all  []fyne.CanvasObject
	size fyne.Size // it was drawn for
}

func (r *counterRenderer) Destroy()                     {}
func (r *counterRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *counterRenderer) MinSize() fyne.Size           { return r.c.MinSize() }

// Layout draws anew for another size only.
func (r *counterRenderer) Layout(size fyne.Size) {
	if size != r.size {
		r.size = size
		r.Refresh()
	}
}

// Refresh draws everything for the size there is.
func (r *counterRenderer) Refresh() {
	r.all = nil
	size, counts := r.c.Size(), r.c.counts
	if size.Width <= 0 {
		return
	}
	f := frameOf(size)
	r.text(counts.Title, f.small*1.4, theme.Ink, true, fyne.NewPos(f.side, f.side/2), size.Width*0.6, fyne.TextAlignLeading)
	state := theme.Faint
	if counts.Late {
		state = theme.Accent
	}
	r.text(counts.Since+"　"+counts.State, f.small, state, counts.Late, fyne.NewPos(size.Width*0.4, f.side/2), size.Width*0.6-f.side, fyne.TextAlignTrailing)
	if counts.Parts != "" {
		r.text(counts.Parts, f.small*1.2, theme.Ink, true, fyne.NewPos(f.side, f.head-f.small*0.4), size.Width-2*f.side, fyne.TextAlignCenter)
	}
	figure := strconv.FormatInt(counts.Total, 10)
	high := min(f.figureHigh*0.82, (size.Width-2*f.side)/(float32(len(figure))*0.6))
	r.text(figure, high, theme.Ink, true, fyne.NewPos(0, f.head+(f.figureHigh-high*1.35)/2), size.Width, fyne.TextAlignCenter)
	for i := range counts.Lanes {
		r.lane(i, f)
	}
	r.bars(f)
	r.text(counts.Hint, f.small*0.85, theme.Faint, false, fyne.NewPos(f.side, size.Height-f.small*1.7), size.Width-2*f.side, fyne.TextAlignLeading)
	canvas.Refresh(r.c)
}

// countFrame is where the parts of a counter stand, in the toolkit's units.
type countFrame struct {
	size                     fyne.Size
	small, side, head        float32
	figureHigh               float32
	lanesTop, lanesHigh      float32
	barsTop, barsHigh, foots float32
}

func frameOf(size fyne.Size) countFrame {
	f := countFrame{size: size, small: theme.Size(theme.Title), side: 24}
	f.head = f.small * 3
	f.foots = f.small * 2
	f.lanesHigh = max(f.small*4.2, size.Height*0.15)
	f.barsHigh = max(f.small*5, size.Height*0.2)
	f.barsTop = size.Height - f.foots - f.barsHigh
	f.lanesTop = f.barsTop - f.lanesHigh - 16
	f.figureHigh = max(f.lanesTop-f.head, f.small)
	return f
}

// text puts one line at a place, cut to its room.
func (r *counterRenderer) text(words string, size float32, ink fyne.ThemeColorName, bold bool, at fyne.Position, wide float32, align fyne.TextAlign) {
	t := canvas.NewText(rulerFor(size, bold).cut(words, wide), theme.Color(ink))
	t.TextSize, t.TextStyle.Bold, t.Alignment = size, bold, align
	t.Move(at)
	t.Resize(fyne.NewSize(wide, size*1.35))
	r.all = append(r.all, t)
}

// laneBox is the place of a lane.
func (f countFrame) laneBox(i, n int) (fyne.Position, fyne.Size) {
	const gap = 10
	wide := min((f.size.Width-2*f.side-gap*float32(n-1))/float32(n), 320)
	left := (f.size.Width - float32(n)*wide - gap*float32(n-1)) / 2
	return fyne.NewPos(left+float32(i)*(wide+gap), f.lanesTop), fyne.NewSize(wide, f.lanesHigh)
}

func (c *Counter) laneAt(p fyne.Position) (int, bool) {
	f := frameOf(c.Size())
	for i := range c.counts.Lanes {
		at, size := f.laneBox(i, len(c.counts.Lanes))
		if p.X >= at.X && p.X < at.X+size.Width && p.Y >= at.Y && p.Y < at.Y+size.Height {
			return i, true
		}
	}
	return 0, false
}

func (r *counterRenderer) lane(i int, f countFrame) {
	counts := r.c.counts
	at, size := f.laneBox(i, len(counts.Lanes))
	ground := canvas.NewRectangle(theme.Color(theme.Sheet))
	ground.CornerRadius, ground.StrokeWidth, ground.StrokeColor = 6, 1, theme.Color(theme.Edge)
	if i == counts.At {
		ground.FillColor, ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.Chosen), theme.Color(theme.Accent), 3
	}
	ground.Move(at)
	ground.Resize(size)
	r.all = append(r.all, ground)
	name := counts.Lanes[i].Name
	if i < keyed {
		name = strconv.Itoa(i+1) + "　" + name
	}
	inner := size.Width - 20
	r.text(name, f.small, theme.Ink, i == counts.At, at.AddXY(10, 8), inner, fyne.TextAlignLeading)
	figure := strconv.FormatInt(counts.Lanes[i].Total, 10)
	high := min(size.Height-f.small*2, inner/(float32(len(figure))*0.62))
	r.text(figure, high*0.8, theme.Ink, true, at.AddXY(10, f.small*1.7+(size.Height-f.small*1.9-high)/2), inner, fyne.TextAlignTrailing)
}

// mostBars is how many quarters of an hour there is room for: four hours.
const mostBars = 16

func (r *counterRenderer) bars(f countFrame) {
	bars := r.c.counts.Bars
	bars = bars[max(len(bars)-mostBars, 0):]
	top := int64(1)
	for _, b := range bars {
		top = max(top, b.Value)
	}
	step := (f.size.Width - 2*f.side) / mostBars
	words := f.small * 0.75
	room := f.barsHigh - words*3
	for i, b := range bars {
		x := f.side + float32(i)*step
		high := max(room*float32(max(b.Value, 0))/float32(top), 1)
		y := f.barsTop + words*1.4 + room - high
		bar := canvas.NewRectangle(theme.Color(theme.Good))
		bar.Move(fyne.NewPos(x+step*0.15, y))
		bar.Resize(fyne.NewSize(step*0.7, high))
		r.all = append(r.all, bar)
		r.text(strconv.FormatInt(b.Value, 10), words, theme.Ink, false, fyne.NewPos(x, y-words*1.4), step, fyne.TextAlignCenter)
		r.text(b.Label, words, theme.Faint, false, fyne.NewPos(x, f.barsTop+words*1.5+room), step, fyne.TextAlignCenter)
	}
}
