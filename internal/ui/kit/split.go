package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/ui/theme"
)

// splitBox shows the list alone, or the list and a record beside it.
type splitBox struct {
	box    *fyne.Container
	layout *splitLayout
}

func newSplitBox(left, right fyne.CanvasObject) *splitBox {
	l := &splitLayout{}
	line := rule()
	right.Hide()
	line.Hide()
	return &splitBox{box: &fyne.Container{Layout: l, Objects: []fyne.CanvasObject{left, line, right}}, layout: l}
}

func (b *splitBox) setRight(on bool) {
	if b.layout.both == on {
		return
	}
	b.layout.both = on
	for _, o := range b.box.Objects[1:] {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	b.box.Refresh()
}

type splitLayout struct{ both bool }

func (l *splitLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if !l.both {
		objects[0].Resize(size)
		return
	}
	left := max(size.Width*0.4, min(size.Width/2, theme.Size(theme.Text)*26))
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(1, size.Height))
	objects[2].Move(fyne.NewPos(left+1, 0))
	objects[2].Resize(fyne.NewSize(size.Width-left-1, size.Height))
}

func (l *splitLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, 300)
}

// Beside lays two objects side by side, the left one with its share of the width, between 0 and 1.
func Beside(share float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{share}, left, right)
}

type beside struct{ share float32 }

// Layout is called by the toolkit.
func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Width * b.share
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(left-6, size.Height))
	objects[1].Move(fyne.NewPos(left+6, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left-6, size.Height))
}

// MinSize is called by the toolkit.
func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, max(objects[0].MinSize().Height, objects[1].MinSize().Height))
}
