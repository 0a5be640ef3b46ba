package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
)

// TestPageKeysTurnAPage: from a button, a choice or an entry of one line, there and back, and no further than there is content. In an
// entry of several lines they stay with its text.
func TestPageKeysTurnAPage(t *testing.T) {
	b := newBench(t)
	button, chips, one, many := NewButton(b.host, "甲", Ordinary, nil), NewChips(b.host, true, []Option{{Value: "a", Text: "一"}}), NewEntry(b.host), NewLongEntry(b.host, 3)
	box := container.NewVBox(button, chips, one, many, gap(5000))
	page := Scrolled(box)
	b.put(page)
	for i, at := range []fyne.Focusable{button, chips, one} {
		page.ScrollToTop()
		b.host.Focus(at)
		b.keys(fyne.KeyPageDown)
		if page.Offset.Y < page.Size().Height/2 || page.Offset.Y >= page.Size().Height {
			t.Errorf("stop %d: one page down is %.0f of %.0f", i, page.Offset.Y, page.Size().Height)
		}
		b.keys(fyne.KeyPageUp, fyne.KeyPageUp)
		if page.Offset.Y != 0 {
			t.Errorf("stop %d: back up is at %.0f", i, page.Offset.Y)
		}
		for range 50 {
			b.keys(fyne.KeyPageDown)
		}
		if end := box.MinSize().Height - page.Size().Height; page.Offset.Y != end {
			t.Errorf("stop %d: at the end is %.0f, not %.0f", i, page.Offset.Y, end)
		}
	}
	page.ScrollToTop()
	b.host.Focus(many)
	b.keys(fyne.KeyPageDown)
	if page.Offset.Y != 0 {
		t.Error("an entry of several lines gives its key away")
	}
}

// TestPageKeysTurnAFormAndATable: a form of many fields, and a page from a table whose last line is in hand.
func TestPageKeysTurnAFormAndATable(t *testing.T) {
	b := newBench(t)
	f, _ := formOf(b, &centre.Case{State: "registered"}, newShelf(), FormSpec{})
	f.Focus("number")
	b.keys(fyne.KeyPageDown)
	if f.scroll.Offset.Y == 0 {
		t.Error("a form stays where it is")
	}
	if f.Focus("lesson"); f.scroll.Offset.Y == 0 {
		t.Error("the field that has the keyboard is not in view")
	}

	table := NewFlatTable(b.host, []Column{{Key: "name", Title: "名称", Width: 100}})
	table.SetRows(ledger{n: 2})
	page := Scrolled(container.NewVBox(table, gap(5000)))
	b.put(page)
	table.Select(0)
	table.Focus()
	if b.keys(fyne.KeyPageDown); page.Offset.Y != 0 || table.Selected() != 1 {
		t.Errorf("the first key goes to %.0f with line %d", page.Offset.Y, table.Selected())
	}
	if b.keys(fyne.KeyPageDown); page.Offset.Y == 0 {
		t.Error("at the last line the page is not turned")
	}
}
