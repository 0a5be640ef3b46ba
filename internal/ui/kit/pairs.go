package kit

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/ui/theme"
)

// twoColumn sets the fields of a form or a page in two columns, in one where it is narrow. What says whole takes a line of its own.
type twoColumn struct {
	between, below float32
	wide           float32
}

// wholeLine is asked of what stands in two columns; what does not answer takes a whole line.
type wholeLine interface{ whole() bool }

// twoFrom is the width from which there are two columns, in characters.
const twoFrom = 44

// walk gives every visible object its place and returns the height of all. Widths are given first, because paragraphs take their
// height from them.
func (l *twoColumn) walk(objects []fyne.CanvasObject, width float32, place func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	two := width >= twoFrom*theme.Size(theme.Text)
	col := width
	if two {
		col = (width - l.between) / 2
	}
	var y, line float32
	left := true // the next one goes to the left column
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w, x := col, float32(0)
		asked, ok := o.(wholeLine)
		whole := !two || !ok || asked.whole()
		if whole {
			w = width
		}
		if (whole || left) && line > 0 {
			y, line = y+line+l.below, 0
		}
		if !whole && !left {
			x = col + l.between
		}
		left = whole || !left
		o.Resize(fyne.NewSize(w, o.Size().Height))
		s := fyne.NewSize(w, o.MinSize().Height)
		if place != nil {
			place(o, fyne.NewPos(x, y), s)
		}
		line = max(line, s.Height)
	}
	return y + line
}

// Layout is called by the toolkit.
func (l *twoColumn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.wide = size.Width
	l.walk(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Move(at)
		o.Resize(s)
	})
}

// MinSize is the height at the width last given.
func (l *twoColumn) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if l.wide == 0 {
		l.wide = 400
	}
	return fyne.NewSize(240, l.walk(objects, l.wide, nil))
}
