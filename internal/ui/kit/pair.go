package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// pair is a field on a page: its name before its value.
type pair struct {
	widget.BaseWidget
	name  *Paragraph
	value fyne.CanvasObject
	long  bool
}

func newPair(name string, value fyne.CanvasObject, long bool) *pair {
	p := &pair{name: Hint(name), value: value, long: long}
	p.ExtendBaseWidget(p)
	return p
}

func (p *pair) nameWidth() float32 { return theme.Size(theme.Text) * 7 }

// Resize puts the value beside its name, a long one below it.
func (p *pair) Resize(size fyne.Size) {
	p.BaseWidget.Resize(size)
	if p.long {
		p.name.Resize(fyne.NewSize(size.Width, p.name.MinSize().Height))
		p.value.Move(fyne.NewPos(0, p.name.MinSize().Height))
		p.value.Resize(fyne.NewSize(size.Width, p.value.MinSize().Height))
		p.value.Resize(fyne.NewSize(size.Width, p.value.MinSize().Height))
		return
	}
	left := p.nameWidth()
	p.name.Move(fyne.NewPos(0, 2))
	p.name.Resize(fyne.NewSize(left-10, p.name.MinSize().Height))
	p.value.Move(fyne.NewPos(left, 0))
	p.value.Resize(fyne.NewSize(size.Width-left, p.value.MinSize().Height))
	p.value.Resize(fyne.NewSize(size.Width-left, p.value.MinSize().Height))
}

// MinSize is the height at the width last given.
func (p *pair) MinSize() fyne.Size {
	name, value := p.name.MinSize().Height, p.value.MinSize().Height
	if p.long {
		return fyne.NewSize(200, name+value)
	}
	return fyne.NewSize(200, max(name+2, value))
}

// CreateRenderer is called by the toolkit.
func (p *pair) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(byHand(p.name, p.value))
}

func (p *pair) whole() bool { return p.long }
