package settings

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/kit"
)

// each visits everything that is shown.
func each(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(o)
	var below []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		below = o.Objects
	case fyne.Widget:
		below = test.WidgetRenderer(o).Objects()
	}
	for _, b := range below {
		each(b, visit)
	}
}

// TestFontsOfPaperTellWhatTheyAre: which file draws what and how it looks, what is wrong with one, and the built-in one comes back.
func TestFontsOfPaperTellWhatTheyAre(t *testing.T) {
	d := &desk{fonts: []office.OwnFont{
		{Kind: office.FangFont, Path: "x/simfang.ttf", Info: paper.FaceInfo{Name: "示例仿宋", Glyphs: 7000, Missing: 12}},
		{Kind: office.SongFont, Path: "x/gone.ttf", Trouble: office.FontGone},
	}}
	_, h := show(t, d, Looks{}, "own")
	text, samples := "", 0
	var back []*kit.Button
	each(h.Window.Content(), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			text += o.Text
		case *kit.Button:
			if o.Text() == h.T("print.fonts.back") {
				back = append(back, o)
			}
		case *canvas.Image:
			if o.Image != nil && o.Resource == nil && o.File == "" {
				samples++
			}
		}
	})
	flat := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
	for _, want := range []string{h.T("print.fonts.own", "示例仿宋", 7000), h.T("print.fonts.missing", 12), h.T("code.fontgone")} {
		if !strings.Contains(flat(text), flat(want)) {
			t.Errorf("does not say %q", want)
		}
	}
	if samples < 2 || len(back) != 2 {
		t.Fatalf("%d samples, %d ways back", samples, len(back))
	}
	back[1].Do()
	if !slices.Equal(d.done, []string{"built-in song"}) {
		t.Errorf("did %v", d.done)
	}
}

// TestASampleIsALineOfType: dark shapes on white, wider than high.
func TestASampleIsALineOfType(t *testing.T) {
	for _, kind := range office.FontKinds {
		img, err := sampleOf(kind, "示例")
		if err != nil {
			t.Fatal(err)
		}
		b, dark := img.Bounds(), 0
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				if r, _, _, _ := img.At(x, y).RGBA(); r < 0x4000 {
					dark++
				}
			}
		}
		if b.Dx() < b.Dy() || dark < 100 {
			t.Errorf("%s: %v with %d dark dots", kind, b, dark)
		}
	}
}
