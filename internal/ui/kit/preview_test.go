package kit

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/paper"
)

// booklet lays out a document of so many pages, each with its own word.
func booklet(t testing.TB, pages int) *paper.Pages {
	t.Helper()
	d := paper.New(paper.Options{})
	for i := range pages {
		if i > 0 {
			d.NewPage()
		}
		d.Para(fmt.Sprintf("第%d节", i+1))
		d.Para(strings.Repeat("示例街道工会为女职工提供法律咨询，", 6) + "ＡＢＣ" + fmt.Sprint(i+1) + "。")
	}
	p, err := d.Layout()
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Sheets) != pages {
		t.Fatalf("%d pages instead of %d", len(p.Sheets), pages)
	}
	return p
}

// previewed is a preview in a window, with keys that a test can hold.
func previewed(t *testing.T, pages int) (*bench, *Preview, *fyne.KeyModifier) {
	t.Helper()
	b := newBench(t)
	p := NewPreview(b.host)
	b.host.SetScreenKeys(p.Keys)
	var held fyne.KeyModifier
	p.held = func() fyne.KeyModifier { return held }
	b.put(p)
	p.SetPages(booklet(t, pages), "")
	b.host.Focus(p)
	return b, p, &held
}

// TestPreviewDrawsOnlyWhatIsSeen: of two hundred pages a few have objects and pictures, wherever the person is, and those in view
// have theirs.
func TestPreviewDrawsOnlyWhatIsSeen(t *testing.T) {
	b, p, _ := previewed(t, 200)
	for _, page := range []int{1, 100, 200, 37, 1} {
		p.GoTo(page)
		if p.Page() != page {
			t.Fatalf("page %d is in view, not %d", p.Page(), page)
		}
		b.want(b.host.T("print.of", 200))
		if n := len(p.column.views); n == 0 || n > 4 {
			t.Errorf("%d pages are on the screen", n)
		}
		for page, v := range p.column.views {
			if v.image.Image == nil || v.shown != p.column.wanted(page) {
				t.Errorf("page %d has no picture of its own", page+1)
			}
		}
		if n := len(p.strip.views); n == 0 || n > 12 || p.strip.views[page-1] == nil {
			t.Errorf("%d small pages, without that of page %d", n, page)
		}
	}
	for i := range 200 {
		p.GoTo(i + 1)
	}
	if p.column.cache.bytes > columnBytes || p.strip.cache.bytes > stripBytes {
		t.Errorf("%d and %d bytes of pictures are kept", p.column.cache.bytes, p.strip.cache.bytes)
	}
}

// TestPreviewZooms by keys, the wheel and words; what is in the middle stays there.
func TestPreviewZooms(t *testing.T) {
	b, p, held := previewed(t, 20)
	p.GoTo(10)
	before := p.column.k
	for _, step := range []struct {
		do   func()
		want float32
	}{
		{func() { p.SetZoom(1) }, 1}, {func() { b.ctrl(fyne.KeyEqual) }, 1.25}, {func() { b.ctrl(fyne.KeyMinus) }, 1}, {func() { b.keys2('+') }, 1.25},
		{func() {
			*held = Ctrl
			p.column.glass.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 10)})
			*held = 0
		}, 1.5},
		{func() { p.SetZoom(9) }, 3}, {func() { p.SetZoom(0.1) }, 0.6},
	} {
		step.do()
		if got := p.column.k / unitsPerMM; got < step.want-0.01 || got > step.want+0.01 {
			t.Errorf("pages are %.2f of their size, not %.2f", got, step.want)
		}
		if p.Page() != 10 {
			t.Errorf("at %.2f page %d is in view", step.want, p.Page())
		}
	}
	p.SetZoom(FitWidth)
	if p.column.k != before {
		t.Error("the width of the room gives another size than at first")
	}
	b.ctrl("0")
	if high := p.column.size(9).Height; p.zoom != FitPage || high > p.column.scroll.Size().Height {
		t.Errorf("the whole page is %.0f high in %.0f", high, p.column.scroll.Size().Height)
	}
	b.want(b.host.T("print.percent", int(p.column.k/unitsPerMM*100+0.5)))
}

func (b *bench) keys2(r rune) { b.host.Window.Canvas().Focused().TypedRune(r) }

// TestStripGoesToPages by arrows and clicks, and is away for one page and in a narrow place.
func TestStripGoesToPages(t *testing.T) {
	b, p, _ := previewed(t, 30)
	b.host.Focus(p.side)
	b.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyPageDown)
	if p.Page() != 8 {
		t.Errorf("page %d", p.Page())
	}
	at := fyne.NewPos(40, p.strip.tops[10]+5)
	p.strip.glass.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	if p.Page() != 11 || p.strip.views[10].sheet.StrokeWidth != 2 {
		t.Errorf("page %d, marked %v", p.Page(), p.strip.views[10].sheet.StrokeWidth)
	}
	b.keys(fyne.KeyReturn)
	if b.host.Window.Canvas().Focused() != fyne.Focusable(p) {
		t.Error("Enter does not go to the page")
	}
	p.SetPages(booklet(t, 1), "")
	if !p.side.Hidden {
		t.Error("there is a strip beside one page")
	}
	p.SetPages(booklet(t, 3), "")
	p.Resize(fyne.NewSize(400, 500))
	if !p.side.Hidden {
		t.Error("there is a strip in a narrow place")
	}
}

// TestPageIsTyped: Ctrl+Shift+G takes a number; one that is not there is marked and goes nowhere.
func TestPageIsTyped(t *testing.T) {
	b, p, _ := previewed(t, 12)
	b.host.Press("G", Ctrl|fyne.KeyModifierShift)
	b.typing("７")
	b.keys(fyne.KeyReturn)
	if p.Page() != 7 || p.number.Text != "7" {
		t.Errorf("page %d, %q", p.Page(), p.number.Text)
	}
	b.host.Press("G", Ctrl|fyne.KeyModifierShift)
	b.typing("13")
	b.keys(fyne.KeyReturn)
	if p.Page() != 7 || !p.number.bad {
		t.Errorf("page %d", p.Page())
	}
}

// TestFindInPages: width, case and line ends do not count; places are counted, marked and gone to, round and round.
func TestFindInPages(t *testing.T) {
	b, p, held := previewed(t, 5)
	b.ctrl("F")
	b.typing("ａbc")
	b.pass(time.Second)
	b.want(b.host.T("print.found", 1, 5))
	if p.Page() != 1 {
		t.Errorf("page %d", p.Page())
	}
	b.keys(fyne.KeyReturn, fyne.KeyF3)
	b.want(b.host.T("print.found", 3, 5))
	if v := p.column.views[2]; v == nil || len(v.marks) == 0 || v.marks[0].FillColor != color.Color(handTint) {
		t.Error("the third place is not marked")
	}
	*held = fyne.KeyModifierShift
	b.keys(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	b.want(b.host.T("print.found", 5, 5))
	*held = 0
	b.host.Window.Canvas().Focused().(*Entry).SetText("没有这句话")
	b.pass(time.Second)
	b.want(b.host.T("print.found.none"))
	b.host.Window.Canvas().Focused().(*Entry).SetText("法律咨询，示例街道") // lines end in it here and there
	b.pass(time.Second)
	b.want(b.host.T("print.found", 21, 25)) // page 5 is in view
	crossed := false
	for _, h := range p.find.hits {
		spots := p.pages.Sheets[p.find.text.pages[h.from]].Spots()
		crossed = crossed || spots[p.find.text.spots[h.from]].Y != spots[p.find.text.spots[h.to-1]].Y
	}
	if !crossed {
		t.Error("no place goes over the end of a line")
	}
	b.keys(fyne.KeyEscape)
	if !p.find.row.Hidden || b.host.Window.Canvas().Focused() != fyne.Focusable(p) || len(p.column.views[p.at].marks) > 0 {
		t.Error("the search did not end")
	}
}

// TestTextIsSelected by dragging, in the order of the text, and handed on when it is copied; nothing leaves by itself.
func TestTextIsSelected(t *testing.T) {
	b, p, _ := previewed(t, 2)
	spots := p.pages.Sheets[0].Spots()
	at := func(i int) fyne.Position {
		s := spots[i]
		return fyne.NewPos(p.column.left(0)+float32(s.X+s.W/2)*p.column.k, p.column.tops[0]+float32(s.Y+s.H/2)*p.column.k)
	}
	p.column.glass.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(7)}, Button: desktop.MouseButtonPrimary})
	p.column.glass.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(0)}})
	var left []string
	p.OnCopy = func(text string) { left = append(left, text) }
	b.ctrl(fyne.KeyC)
	if len(left) != 1 || left[0] != "第1节\n示例街道工"[:len(left[0])] || !strings.HasPrefix(left[0], "第1节\n示例街道") {
		t.Errorf("copied %q", left)
	}
	p.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := p.Selected(); strings.TrimSpace(got) != strings.TrimSpace(p.pages.Copy()) {
		t.Errorf("all is %q\nnot  %q", got, p.pages.Copy())
	}
	p.SetPages(booklet(t, 1), "")
	if p.Selected() != "" {
		t.Error("something of the last document is selected")
	}
}

// TestRenewKeepsThePlace: what is made again while the person types shows at the same place and size, with its old picture until the
// new one is drawn, and says meanwhile that it changes.
func TestRenewKeepsThePlace(t *testing.T) {
	b, p, _ := previewed(t, 40)
	p.SetZoom(1.5)
	p.GoTo(20)
	p.by(0, 333)
	at, y := p.Place(), p.column.scroll.Offset
	p.SetUpdating(true)
	b.want(b.host.T("print.updating"))
	var work []func()
	b.host.Run = func(w func()) { work = append(work, w) }
	p.Renew(booklet(t, 45))
	b.wantNot(b.host.T("print.updating"))
	if got := p.column.scroll.Offset; p.Page() != 20 && p.Page() != 21 || got != y {
		t.Errorf("page %d at %v, was at %v", p.Page(), got, y)
	}
	for page, v := range p.column.views {
		if v.image.Image == nil {
			t.Errorf("page %d flickers", page+1)
		}
	}
	for len(work) > 0 {
		do := work[0]
		work = work[1:]
		do()
	}
	for page, v := range p.column.views {
		if v.shown.gen != p.gen {
			t.Errorf("page %d is the old one", page+1)
		}
	}
	p.Renew(booklet(t, 3))
	if p.Page() != 3 {
		t.Errorf("page %d of 3", p.Page())
	}
	p.Renew(booklet(t, 40))
	p.Resume(at)
	if d := p.column.scroll.Offset.Y - y.Y; d > 2 || d < -2 {
		t.Errorf("resumed at %v, not %v", p.column.scroll.Offset, y)
	}
}

// TestScrollingDrawsNothingNew: while the same pages are in view the same objects are.
func TestScrollingDrawsNothingNew(t *testing.T) {
	_, p, _ := previewed(t, 30)
	p.GoTo(15)
	p.by(0, 40)
	before := slices.Clone(p.column.hold.Objects)
	p.by(0, 3)
	p.column.hold.Layout.Layout(p.column.hold.Objects, p.column.hold.Size())
	if !slices.Equal(before, p.column.hold.Objects) {
		t.Error("a step of the wheel made new objects")
	}
	r := test.WidgetRenderer(p)
	objects := slices.Clone(r.Objects())
	r.Layout(p.Size())
	if !slices.Equal(objects, r.Objects()) {
		t.Error("the preview drew itself anew for the same size")
	}
}

// TestPreviewSaysWhyThereIsNothing in place of pages.
func TestPreviewSaysWhyThereIsNothing(t *testing.T) {
	b, p, _ := previewed(t, 2)
	p.SetPages(nil, "请在左边选择")
	b.want("请在左边选择")
	if p.Page() != 0 || len(p.column.views) > 0 {
		t.Error("there are pages of nothing")
	}
	b.ctrl("F")
	b.host.Press("G", Ctrl|fyne.KeyModifierShift)
	b.keys(fyne.KeyF3, fyne.KeyPageDown, fyne.KeyEnd)
	if !p.find.row.Hidden {
		t.Error("nothing is searched")
	}
}

func BenchmarkPreviewScroll(b *testing.B) {
	test.NewTempApp(b)
	w := test.NewTempWindow(b, nil)
	h := &Host{Window: w, Run: func(func()) {}}
	p := &Preview{stop: stop{host: h}, of: canvas.NewText("", nil), percent: canvas.NewText("", nil)}
	p.column, p.strip = newPageRoll(p, false), newPageRoll(p, true)
	p.find = &pageFind{preview: p}
	p.pages = booklet(b, 200)
	p.column.scroll.Resize(fyne.NewSize(800, 600))
	p.column.layout()
	for b.Loop() {
		p.column.to(p.column.scroll.Offset.AddXY(0, 60))
		if p.column.scroll.Offset.Y > p.column.full.Height-700 {
			p.column.to(fyne.Position{})
		}
		p.column.show()
	}
}

func BenchmarkFindInPages(b *testing.B) {
	pages := booklet(b, 200)
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			readPages(pages)
		}
	})
	text := readPages(pages)
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			text.find("法律咨询")
		}
	})
}

// TestPreviewFillsItsRoom: whatever the room was before, pages of the width of the room leave no more than their margins.
func TestPreviewFillsItsRoom(t *testing.T) {
	_, p, _ := previewed(t, 3)
	for _, size := range []fyne.Size{{Width: 300, Height: 300}, {Width: 1000, Height: 700}, {Width: 620, Height: 400}, {Width: 900, Height: 650}} {
		p.Resize(size)
		if left := p.column.scroll.Size().Width - p.column.full.Width; left < 0 || left > 2 {
			t.Errorf("at %v there are %.1f left", size, left)
		}
		p.SetZoom(FitPage)
		if left := p.column.scroll.Size().Height - p.column.size(0).Height - 2*rollMargin; left < -1 || left > 1 && p.column.scroll.Size().Width-p.column.full.Width > 2 {
			t.Errorf("at %v there are %.1f left below", size, left)
		}
		if bottom := p.column.scroll.Size().Height + p.bar.Size().Height; bottom < size.Height-5 { // the padding between the two
			t.Errorf("at %v the pages end at %.1f", size, bottom)
		}
		p.SetZoom(FitWidth)
	}
}
