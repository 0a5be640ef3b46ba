package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// flatBody holds all lines of a small table one below the other.
type flatBody struct {
	stop
	table *Table
	rows  *fyne.Container
}

func newFlatBody(t *Table) *flatBody {
	b := &flatBody{stop: stop{host: t.host}, table: t, rows: &fyne.Container{Layout: flatLayout{}}}
	b.ExtendBaseWidget(b)
	return b
}

func (b *flatBody) has() bool                { return b.focused }
func (b *flatBody) ScrollToOffset(float32)   {}
func (b *flatBody) GetScrollOffset() float32 { return 0 }

// ScrollTo brings the table into view; the page it stands on scrolls.
func (b *flatBody) ScrollTo(int) {
	if b.onFocus != nil {
		b.onFocus()
	}
	b.Refresh()
}

// FocusGained is called by the toolkit.
func (b *flatBody) FocusGained() {
	b.stop.FocusGained()
	if b.table.at < 0 && b.table.Len() > 0 {
		b.table.Select(0)
	}
	b.Refresh()
}

// FocusLost is called by the toolkit.
func (b *flatBody) FocusLost() {
	b.stop.FocusLost()
	b.Refresh()
}

// TypedRune gives characters to whoever wants them.
func (b *flatBody) TypedRune(r rune) {
	if b.table.OnType != nil && r != ' ' {
		b.table.OnType(r)
	}
}

// TypedKey moves among the lines; beyond the first and the last it turns the page the table stands on.
func (b *flatBody) TypedKey(ev *fyne.KeyEvent) {
	over := ev.Name == fyne.KeyPageDown && b.table.at == b.table.Len()-1 || ev.Name == fyne.KeyPageUp && b.table.at <= 0
	if !over || !turned(ev, b.onPage) {
		b.table.typedKey(ev, 10)
	}
}

// TypedShortcut copies the line in hand, and hands other shortcuts on.
func (b *flatBody) TypedShortcut(s fyne.Shortcut) { b.table.typedShortcut(s) }

// Refresh fills the lines anew.
func (b *flatBody) Refresh() {
	n := b.table.Len()
	for len(b.rows.Objects) < n {
		b.rows.Add(newTableRow(b.table))
	}
	b.rows.Objects = b.rows.Objects[:n]
	b.rows.Layout.Layout(b.rows.Objects, b.Size())
	for i, o := range b.rows.Objects {
		o.(*tableRow).show(i)
	}
	b.BaseWidget.Refresh()
}

// MinSize is the height of all lines.
func (b *flatBody) MinSize() fyne.Size {
	return fyne.NewSize(0, float32(b.table.Len())*theme.Size(theme.Row))
}

// CreateRenderer is called by the toolkit.
func (b *flatBody) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.rows) }

type flatLayout struct{}

func (flatLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pad := theme.Size(theme.Pad)
	for i, o := range objects {
		o.Move(fyne.NewPos(0, float32(i)*pitch()+pad/2))
		o.Resize(fyne.NewSize(size.Width, pitch()-pad))
	}
}

func (flatLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
