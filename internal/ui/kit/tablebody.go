package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// tableBody is the toolkit's list with a keyboard of ours. Its own selection and highlight stay unused: they belong to the
// toolkit's look, not to a line of a ledger.
type tableBody struct {
	widget.List
	table   *Table
	focused bool
}

func newTableBody(t *Table) *tableBody {
	b := &tableBody{table: t}
	b.Length = t.Len
	b.CreateItem = func() fyne.CanvasObject { return newTableRow(t) }
	b.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { o.(*tableRow).show(i) }
	b.HideSeparators = true
	b.ExtendBaseWidget(b)
	return b
}

// pitch is the distance from line to line; the toolkit adds its padding between the items of a list.
func pitch() float32 { return theme.Size(theme.Row) }

// FocusGained is called by the toolkit. A table that gets the keyboard has a line in hand.
func (b *tableBody) FocusGained() {
	b.focused = true
	if b.table.at < 0 && b.table.Len() > 0 {
		b.table.Select(0)
	}
	b.Refresh()
}

// FocusLost is called by the toolkit.
func (b *tableBody) FocusLost() {
	b.focused = false
	b.Refresh()
}

// TypedRune begins a search.
func (b *tableBody) TypedRune(r rune) {
	if b.table.OnType != nil && r != ' ' {
		b.table.OnType(r)
	}
}

func (b *tableBody) has() bool { return b.focused }

// TypedKey moves among the lines.
func (b *tableBody) TypedKey(ev *fyne.KeyEvent) {
	b.table.typedKey(ev, max(int(b.Size().Height/pitch())-1, 1))
}

func (t *Table) typedKey(ev *fyne.KeyEvent, page int) {
	to := t.at
	switch ev.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		if to--; to < 0 {
			t.host.Focus(t.head)
			return
		}
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = t.Len() - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.open(t.at)
		return
	case fyne.KeyLeft, fyne.KeyRight:
		if !t.typedCell(ev.Name) {
			t.host.typedKey(ev)
		}
		return
	default:
		t.host.typedKey(ev)
		return
	}
	if n := t.Len(); n > 0 {
		t.Select(min(max(to, 0), n-1))
	}
}

// TypedShortcut copies the line in hand, and hands other shortcuts on.
func (b *tableBody) TypedShortcut(s fyne.Shortcut) { b.table.typedShortcut(s) }

func (t *Table) typedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		t.copyLine()
		return
	case *fyne.ShortcutPaste:
		if t.OnPaste != nil {
			t.OnPaste(s.Clipboard.Content())
			return
		}
	}
	t.host.typedShortcut(s)
}

// MouseDown takes the line next to the pointer, for presses between two lines.
func (b *tableBody) MouseDown(ev *desktop.MouseEvent) {
	b.table.press(int((ev.Position.Y + b.GetScrollOffset()) / pitch()))
}

// MouseUp is called by the toolkit.
func (b *tableBody) MouseUp(*desktop.MouseEvent) {}

func (t *Table) press(i int) {
	t.host.Focus(t.body)
	if i >= t.Len() {
		return
	}
	t.Select(i)
	if t.OnClick != nil {
		t.OnClick(i)
	}
}

func (t *Table) open(i int) {
	if i >= 0 && i < t.Len() && t.OnOpen != nil {
		t.OnOpen(i)
	}
}
