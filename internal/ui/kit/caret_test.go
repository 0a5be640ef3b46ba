package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

func TestCaretIsToldWhereItIs(t *testing.T) {
	b := newBench(t)
	var at fyne.Position
	told := 0
	b.host.Caret = func(p fyne.Position) { at, told = p, told+1 }
	one, many := NewEntry(b.host), NewLongEntry(b.host, 3)
	b.put(container.NewVBox(one, many))
	inside := func(e *Entry) {
		t.Helper()
		from := fyne.CurrentApp().Driver().AbsolutePositionForObject(e)
		to := from.Add(e.Size())
		if at.X < from.X || at.Y < from.Y || at.X > to.X || at.Y > to.Y {
			t.Errorf("the caret is told to be at %v, outside its entry %v to %v", at, from, to)
		}
	}
	b.host.Focus(one)
	inside(one)
	start := at
	if told == 0 {
		t.Fatal("nothing was told when the entry got the keyboard")
	}
	b.typing("张")
	if inside(one); at.X <= start.X || at.Y != start.Y {
		t.Errorf("after a character the caret went from %v to %v", start, at)
	}
	b.typing(strings.Repeat("样本", 200))
	inside(one)
	if far := one.Position().X + one.Size().Width/2; at.X < far {
		t.Errorf("at the end of a text longer than the entry the caret is at %v", at)
	}
	end := at
	b.keys(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft)
	if inside(one); at.X >= end.X {
		t.Errorf("three characters to the left of %v the caret is at %v", end, at)
	}
	b.keys(fyne.KeyHome)
	if inside(one); at != start {
		t.Errorf("at the beginning again the caret is at %v, not %v", at, start)
	}
	b.host.Focus(many)
	inside(many)
	first := at
	b.typing("一")
	b.keys(fyne.KeyReturn)
	if inside(many); at.X != first.X || at.Y <= first.Y {
		t.Errorf("on the next line the caret went from %v to %v", first, at)
	}
	for range 20 {
		b.keys(fyne.KeyReturn)
	}
	inside(many)
	if bottom := many.Position().Y + many.Size().Height/2; at.Y < bottom {
		t.Errorf("on the last of many lines the caret is at %v", at)
	}
	before := told
	one.SetText("别处")
	if told != before {
		t.Error("an entry without the keyboard told where its caret is")
	}
}
