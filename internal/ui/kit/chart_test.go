package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/theme"
)

func chartSample() paper.Plot {
	return paper.Plot{
		Kind: paper.BarsUp, Caption: "样例图", Labels: []string{"1月", "2月", "3月"}, Unit: "单位：件",
		Series: []paper.Series{{Name: "本年", Values: []float64{3, 9, 4}, Texts: []string{"", "", "4多"}}, {Name: "上年", Values: []float64{1, 2, 3}}},
	}
}

// shownChart puts a chart into a window, above something as pages have it.
func shownChart(b *bench, p paper.Plot) *Chart {
	c := NewChart(b.host, p)
	b.put(container.NewVBox(c, Prose("下面")))
	return c
}

func TestChartIsDrawnAsWideAsItsRoom(t *testing.T) {
	b := newBench(t)
	c := shownChart(b, chartSample())
	first := c.picture.Image
	if first == nil || float32(first.Bounds().Dx()) < 1366-2*chartPad-2 {
		t.Fatalf("drawn %v", first)
	}
	if got := float32(first.Bounds().Dy()); got < c.high-1 || got > c.high+1 || c.MinSize().Height < c.high {
		t.Errorf("%g units high, drawn %g dots high", c.high, got)
	}
	b.host.Window.Resize(fyne.NewSize(900, 700))
	if c.picture.Image == first || c.picture.Image.Bounds().Dx() > 900 {
		t.Error("not drawn anew for a narrower window")
	}
	first = c.picture.Image
	c.Resize(c.Size())
	c.Refresh()
	if c.picture.Image != first {
		t.Error("drawn anew without need")
	}
	c.Set(paper.Plot{Labels: []string{"甲"}, Series: []paper.Series{{Values: []float64{1}}}})
	if c.picture.Image == first || c.at != -1 {
		t.Error("another chart is not shown")
	}
}

// Type grows with the type of the screen, and rules are black where contrast is asked for.
func TestChartFollowsTheLook(t *testing.T) {
	b := newBench(t)
	c := shownChart(b, chartSample())
	plain, first := c.shown, c.picture.Image
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{Large: true, Contrast: true}))
	c.Refresh()
	if c.shown.text <= plain.text || !c.shown.sharp || c.picture.Image == first {
		t.Errorf("large type and high contrast leave the chart as it was: %+v", c.shown)
	}
}

func TestChartByKeyboard(t *testing.T) {
	b := newBench(t)
	c := shownChart(b, chartSample())
	b.host.Focus(c)
	if c.words.Text != b.host.T("chart.keys") {
		t.Errorf("the keys are not said: %q", c.words.Text)
	}
	b.keys(fyne.KeyRight, fyne.KeyRight, fyne.KeyDown, fyne.KeyRight)
	if c.words.Text != "3月：本年 4多、上年 3" || c.mark.Hidden {
		t.Errorf("in hand: %q", c.words.Text)
	}
	c.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "单位：件\t本年\t上年\n1月\t3\t1\n2月\t9\t2\n3月\t4多\t3" {
		t.Errorf("copied %q", got)
	}
	b.keys(fyne.KeyReturn)
	b.want("样例图", "4多", "上年")
	b.keys(fyne.KeyEscape)
	if b.host.Window.Canvas().Focused() != fyne.Focusable(c) {
		t.Error("the keyboard did not come back to the chart")
	}
	opened := -1
	c.OnOpen = func(label, series int) { opened = label*10 + series }
	b.keys(fyne.KeyHome, fyne.KeyReturn)
	if opened != -1 {
		t.Errorf("Enter opened %d", opened)
	}
	b.keys(fyne.KeyEnd, fyne.KeyEnter)
	if opened != 19 {
		t.Errorf("Enter opened %d", opened)
	}
}

func TestChartByPointer(t *testing.T) {
	b := newBench(t)
	c := shownChart(b, chartSample())
	var label, series int
	c.OnOpen = func(l, s int) { label, series = l, s }
	for _, s := range c.spots {
		if s.Label != 1 {
			continue
		}
		at := fyne.NewPos(chartPad+float32(s.X+s.W/2)*c.k, chartPad+float32(s.Y+s.H/2)*c.k)
		if s.Series < 0 { // beside the columns
			at = fyne.NewPos(chartPad+float32(s.X+0.3)*c.k, chartPad+float32(s.Y+s.H/2)*c.k)
		}
		c.Tapped(&fyne.PointEvent{Position: at})
		if label != 1 || series != s.Series {
			t.Errorf("a click on %+v opened %d %d", s, label, series)
		}
	}
	c.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(1, 1)}})
	if !strings.HasPrefix(c.words.Text, "2月") {
		t.Errorf("said %q", c.words.Text)
	}
	c.MouseOut()
	if c.at != -1 || c.words.Text != "" {
		t.Error("what the pointer left is still said")
	}
}

func TestChartWithoutFigures(t *testing.T) {
	b := newBench(t)
	c := shownChart(b, paper.Plot{})
	b.host.Focus(c)
	b.keys(fyne.KeyRight, fyne.KeyEnd, fyne.KeyReturn)
	b.want(b.host.T("chart.table"))
	if c.at != -1 {
		t.Errorf("label %d of none is in hand", c.at)
	}
}

// A layout moves things; it makes none.
func TestChartLaysOutWithoutMakingThings(t *testing.T) {
	b := newBench(t)
	c := shownChart(b, chartSample())
	r := test.WidgetRenderer(c)
	before := append([]fyne.CanvasObject(nil), r.Objects()...)
	for wide := float32(200); wide < 900; wide += 50 {
		c.Resize(fyne.NewSize(wide, 500))
		r.Layout(fyne.NewSize(wide, 500))
		r.Refresh()
	}
	for i, o := range r.Objects() {
		if o != before[i] || len(r.Objects()) != len(before) {
			t.Fatal("a layout made new things")
		}
	}
	if _, ok := before[1].(*canvas.Image); !ok {
		t.Error("the chart is no picture")
	}
}
