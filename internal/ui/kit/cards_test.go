package kit

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"cn.halfsky/internal/field"
)

// boardOf makes groups with so many cards each.
func boardOf(sizes ...int) []CardGroup {
	var out []CardGroup
	for i, n := range sizes {
		g := CardGroup{Title: fmt.Sprintf("示例总工会%d", i+1), Note: "共几项"}
		for k := range n {
			g.Cards = append(g.Cards, Card{
				ID: uuid.NewSHA1(uuid.Nil, fmt.Append(nil, i, k)), When: "2008年3月6日", Badge: "计划", Tone: Warn, Name: strings.Repeat("示例活动名称很长", k+1),
				Note: "招聘会", Text: "提供岗位796个、意向347人", Done: k, Of: 4, List: "清单", Late: k == 1,
			})
		}
		out = append(out, g)
	}
	return out
}

func newBoard(t *testing.T, sizes ...int) (*bench, *Cards) {
	t.Helper()
	b := newBench(t)
	c := NewCards(b.host)
	b.put(c)
	b.host.Window.Resize(fyne.NewSize(1100, 500)) // four side by side
	c.Set(boardOf(sizes...))
	c.Focus()
	return b, c
}

func TestCardsMoveByKeyboardAcrossGroups(t *testing.T) {
	b, c := newBoard(t, 6, 1, 2, 3)
	at := func() string {
		for i, g := range c.Groups() {
			for k, x := range g.Cards {
				if x.ID == c.ID() {
					return fmt.Sprintf("%d.%d", i+1, k+1)
				}
			}
		}
		return "none"
	}
	for i, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyRight, "1.2"}, {fyne.KeyRight, "1.3"}, {fyne.KeyDown, "1.6"}, {fyne.KeyDown, "3.1"}, {fyne.KeyLeft, "2.1"}, {fyne.KeyDown, "4.1"},
		{fyne.KeyDown, "4.1"}, {fyne.KeyEnd, "4.3"}, {fyne.KeyRight, "4.3"}, {fyne.KeyUp, "3.2"}, {fyne.KeyHome, "1.1"}, {fyne.KeyLeft, "1.1"}, {fyne.KeyUp, "1.1"},
	} {
		b.keys(step.key)
		if got := at(); got != step.want {
			t.Fatalf("step %d, %s: at %s, want %s", i+1, step.key, got, step.want)
		}
	}
	opened := field.ID{}
	c.OnOpen = func(id field.ID) { opened = id }
	b.keys(fyne.KeyReturn)
	if opened != c.ID() {
		t.Error("Enter opened another card")
	}
	c.Set(boardOf(6, 1)[1:]) // the card in hand is gone
	if at() != "1.1" {
		t.Errorf("at %s", at())
	}
	c.Set(nil)
	b.keys(fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnd)
	if c.ID() != (field.ID{}) {
		t.Error("an empty board has a card in hand")
	}
}

// Cards keep to their places: none lies over another, over a title or beyond the edge, whatever the width.
func TestCardsDoNotOverlap(t *testing.T) {
	b, c := newBoard(t, 6, 1, 2, 9, 1)
	for _, wide := range []float32{1200, 820, 540, 300} {
		b.host.Window.Resize(fyne.NewSize(wide, 500))
		all := append(append([]cardBox{}, c.sheet.boxes...), c.sheet.heads...)
		for i, x := range all {
			if x.at.X < 0 || x.at.Y < 0 || x.at.X+x.size.Width > c.sheet.wide+1 {
				t.Errorf("width %v: box %d at %v size %v", wide, i, x.at, x.size)
			}
			for k, y := range all[:i] {
				if x.at.X < y.at.X+y.size.Width-1 && y.at.X < x.at.X+x.size.Width-1 && x.at.Y < y.at.Y+y.size.Height-1 && y.at.Y < x.at.Y+x.size.Height-1 {
					t.Errorf("width %v: %d at %v %v lies over %d at %v %v", wide, i, x.at, x.size, k, y.at, y.size)
				}
			}
		}
	}
}

func TestTheCardInHandIsInView(t *testing.T) {
	b, c := newBoard(t, 40)
	b.keys(fyne.KeyEnd)
	box := c.sheet.boxes[39]
	if top := box.at.Y - c.scroll.Offset.Y; top < 0 || top+box.size.Height > c.scroll.Size().Height {
		t.Errorf("the last card stands at %v of %v", top, c.scroll.Size().Height)
	}
	b.keys(fyne.KeyHome)
	if c.scroll.Offset.Y != 0 {
		t.Errorf("the title of the first group is out of view by %v", c.scroll.Offset.Y)
	}
}
