package kit

import "fyne.io/fyne/v2"

// flow lays objects side by side and begins a new line where the width ends. Its height follows the width it was last given.
type flow struct {
	gap  float32
	wide float32
}

func newFlow(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flow{gap: 6}, Objects: objects}
}

// walk gives every visible object its place and returns the size of all.
func (l *flow) walk(objects []fyne.CanvasObject, width float32, place func(fyne.CanvasObject, fyne.Position, fyne.Size)) fyne.Size {
	var x, y, line, most float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		if s.Width = min(s.Width, max(width, 40)); x > 0 && x+s.Width > width {
			x, y, line = 0, y+line+l.gap, 0
		}
		if place != nil {
			place(o, fyne.NewPos(x, y), s)
		}
		most = max(most, x+s.Width)
		x += s.Width + l.gap
		line = max(line, s.Height)
	}
	return fyne.NewSize(most, y+line)
}

func (l *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.wide = size.Width
	l.walk(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Move(at)
		o.Resize(s)
	})
}

func (l *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	wide := l.wide
	if wide == 0 {
		wide = 480
	}
	return fyne.NewSize(60, l.walk(objects, wide, nil).Height)
}
