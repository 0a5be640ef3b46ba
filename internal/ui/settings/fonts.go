package settings

import (
	"context"
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
)

// FontDesk looks after the font files that documents are printed with on this computer.
type FontDesk interface {
	OwnFonts() []office.OwnFont
	SetOwnFont(ctx context.Context, kind office.FontKind, path string) error
}

// sampleDots is how fine a sample is drawn, dots to the inch: as large as on paper on an ordinary screen, twice over.
const sampleDots = 192

// fonts is the part of a screen where the fonts of paper are chosen.
type fonts struct {
	host *kit.Host
	desk FontDesk
	box  *fyne.Container
	page fyne.CanvasObject // it stands on

	sought bool // somebody came for it before it was read
}

func newFonts(h *kit.Host, desk FontDesk) *fonts {
	return &fonts{host: h, desk: desk, box: container.NewVBox()}
}

// part is the whole of it, under its title.
func (f *fonts) part() fyne.CanvasObject {
	return part(f.host.T("print.fonts"), kit.Hint(f.host.T("print.fonts.hint")), f.box)
}

// face is a kind of type with a line set in it.
type face struct {
	office.OwnFont
	sample image.Image
}

// read shows what is chosen now. The files are read off the UI thread.
func (f *fonts) read() {
	kit.Go(f.host, func() ([]face, error) {
		var out []face
		for _, own := range f.desk.OwnFonts() {
			img, err := sampleOf(own.Kind, say.For(say.ZH).T("print.fonts.sample"))
			if err != nil {
				return nil, err
			}
			out = append(out, face{own, img})
		}
		return out, nil
	}, func(all []face, err error) {
		if err != nil {
			f.host.Trouble(f.host.T("print.fonts"), err, "")
			return
		}
		f.box.Objects = nil
		for _, x := range all {
			f.box.Add(f.row(x))
		}
		kit.Follow(f.page, f.box)
		f.box.Refresh()
		if f.sought {
			kit.FocusNamed(f.host, f.page, f.host.T("print.fonts"))
		}
		f.sought = false
	})
}

// row tells of one kind of type: what draws it, how much of Chinese it has, how it looks, and what is wrong with it.
func (f *fonts) row(x face) fyne.CanvasObject {
	h := f.host
	said := h.T("print.fonts.builtin")
	if x.Path != "" && x.Trouble == nil {
		said = h.T("print.fonts.own", x.Info.Name, x.Info.Glyphs)
		if x.Info.Missing > 0 {
			said += h.T("print.fonts.missing", x.Info.Missing)
		}
	}
	sample := canvas.NewImageFromImage(x.sample)
	sample.FillMode, sample.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	b := x.sample.Bounds()
	high := float32(30)
	sample.SetMinSize(fyne.NewSize(high*float32(b.Dx())/float32(b.Dy()), high))
	ground := canvas.NewRectangle(sheetWhite)
	row := kit.Flow(kit.NewButton(h, h.T("print.fonts.choose"), kit.Ordinary, func() { f.choose(x.OwnFont) }))
	if x.Path != "" {
		row.Add(kit.NewButton(h, h.T("print.fonts.back"), kit.Ordinary, func() { f.set(x.Kind, "") }))
	}
	box := container.NewVBox(kit.Strong(h.T("print.fonts."+string(x.Kind))), kit.Prose(said))
	if x.Trouble != nil {
		what, next := h.Explain(x.Trouble)
		box.Add(kit.Alarm(what + "\n" + next))
	}
	box.Add(container.NewHBox(container.NewStack(ground, kit.Inset(8, 6, sample))))
	box.Add(row)
	box.Add(kit.Gap(4))
	return box
}

// sheetWhite is the white of paper, whatever the look of the screen.
var sheetWhite = image.White.C

// choose asks for a font file.
func (f *fonts) choose(x office.OwnFont) {
	h := f.host
	h.AskPath(kit.PathSpec{
		Title: h.T("print.fonts." + string(x.Kind)), Hint: h.T("print.fonts.where"), Start: x.Path, Ends: []string{".ttf", ".ttc"}, Act: h.T("print.fonts.use"),
		Done: func(path string) { f.set(x.Kind, path) },
	})
}

// set takes a file, or with none puts the built-in one back. One that is no good changes nothing.
func (f *fonts) set(kind office.FontKind, path string) {
	h := f.host
	h.Long(kit.Job{
		Say: "print.fonts.checking",
		Do:  func(ctx context.Context, _ kit.Tick) error { return f.desk.SetOwnFont(ctx, kind, path) },
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("print.fonts.checking"), err, h.T("print.fonts.kept"))
				return
			}
			f.read()
			h.Toast(h.T("print.fonts.done"), nil)
		},
	})
}

// sampleOf draws a line in a kind of type as it is printed.
func sampleOf(kind office.FontKind, text string) (image.Image, error) {
	d := paper.New(paper.Options{})
	if kind == office.SongFont {
		d.Title(text)
	} else {
		d.Para(text)
	}
	p, err := d.Layout()
	if err != nil {
		return nil, err
	}
	sheet := p.Sheets[0]
	x1, y1, x2, y2 := sheet.Width, sheet.Height, 0.0, 0.0
	for _, s := range sheet.Spots() {
		x1, y1, x2, y2 = math.Min(x1, s.X), math.Min(y1, s.Y), math.Max(x2, s.X+s.W), math.Max(y2, s.Y+s.H)
	}
	k := sampleDots / 25.4
	area := image.Rect(int(x1*k), int(y1*k), int(x2*k)+1, int(y2*k)+1)
	return paper.Raster(sheet, sampleDots).SubImage(area), nil
}
