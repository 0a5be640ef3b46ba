package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// Word returns one line of text in the ordinary size.
func Word(text string) *canvas.Text { return word(text, theme.Text, theme.Ink, false) }

// Strong returns one line of bold text.
func Strong(text string) *canvas.Text { return word(text, theme.Text, theme.Ink, true) }

// Note returns one line of small, fainter text.
func Note(text string) *canvas.Text { return word(text, theme.Small, theme.Faint, false) }

// Title returns the line above a part of a screen.
func Title(text string) *canvas.Text { return word(text, theme.Title, theme.Ink, true) }

// Heading returns the line above a screen or a record.
func Heading(text string) *canvas.Text { return word(text, theme.Heading, theme.Ink, true) }

func word(text string, size fyne.ThemeSizeName, color fyne.ThemeColorName, bold bool) *canvas.Text {
	t := canvas.NewText(text, theme.Color(color))
	t.TextSize, t.TextStyle.Bold = theme.Size(size), bold
	return t
}

// Tone is the meaning of a coloured word.
type Tone uint8

// The tones.
const (
	Plain Tone = iota
	Grey       // past, put aside
	Good       // done
	Warn       // soon, unsure
	Late       // overdue, high risk
)

func (t Tone) ink() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Ink, theme.Ink, theme.Good, theme.Warn, theme.Accent}[t]
}

func (t Tone) ground() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.Sheet, theme.SoftGrey, theme.SoftGood, theme.SoftWarn, theme.SoftRed}[t]
}

// Badge returns a word on a coloured ground.
func Badge(text string, tone Tone) fyne.CanvasObject {
	ground := canvas.NewRectangle(theme.Color(tone.ground()))
	ground.CornerRadius = 3
	w := word(text, theme.Small, tone.ink(), false)
	return &fyne.Container{Layout: inset{6, 2}, Objects: []fyne.CanvasObject{ground, w}}
}

// inset lays the last object over the first with a margin; the first fills everything.
type inset struct{ x, y float32 }

func (l inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, o := range objects {
		if i < len(objects)-1 {
			o.Move(fyne.Position{})
			o.Resize(size)
			continue
		}
		o.Move(fyne.NewPos(l.x, l.y))
		o.Resize(fyne.NewSize(size.Width-2*l.x, size.Height-2*l.y))
	}
}

func (l inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[len(objects)-1].MinSize().AddWidthHeight(2*l.x, 2*l.y)
}

// Paragraph is running text that breaks its lines as Chinese is set.
type Paragraph struct {
	widget.BaseWidget
	text  string
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	bold  bool
	width float32
	box   *fyne.Container
}

// Prose returns a paragraph in the ordinary size.
func Prose(text string) *Paragraph { return paragraph(text, theme.Text, theme.Ink) }

// Hint returns a paragraph of small, fainter text.
func Hint(text string) *Paragraph { return paragraph(text, theme.Small, theme.Faint) }

// Alarm returns a paragraph in the accent colour.
func Alarm(text string) *Paragraph { return paragraph(text, theme.Text, theme.Accent) }

func paragraph(text string, size fyne.ThemeSizeName, color fyne.ThemeColorName) *Paragraph {
	p := &Paragraph{text: text, size: size, color: color, width: theme.Size(theme.Measure) / 2, box: &fyne.Container{}}
	p.ExtendBaseWidget(p)
	p.fill()
	return p
}

// Text returns what the paragraph says.
func (p *Paragraph) Text() string { return p.text }

// SetText changes what the paragraph says.
func (p *Paragraph) SetText(text string) {
	if p.text != text {
		p.text = text
		p.fill()
		p.Refresh()
	}
}

func (p *Paragraph) leading() float32 { return theme.Size(p.size) * 1.6 }

func (p *Paragraph) fill() {
	size := theme.Size(p.size)
	lines := rulerFor(size, p.bold).wrap(p.text, p.width)
	if p.text == "" {
		lines = nil
	}
	p.box.Objects = nil
	for i, line := range lines {
		t := word(line, p.size, p.color, p.bold)
		t.Move(fyne.NewPos(0, float32(i)*p.leading()))
		t.Resize(fyne.NewSize(p.width, p.leading()))
		p.box.Objects = append(p.box.Objects, t)
	}
}

// Resize sets the lines anew when the width changes.
func (p *Paragraph) Resize(size fyne.Size) {
	if size.Width > 0 && size.Width != p.width {
		p.width = size.Width
		p.fill()
	}
	p.BaseWidget.Resize(size)
}

// MinSize is the height of the lines at the width last given; a narrow minimum lets the paragraph follow its surroundings.
func (p *Paragraph) MinSize() fyne.Size {
	return fyne.NewSize(theme.Size(p.size)*8, float32(len(p.box.Objects))*p.leading())
}

// CreateRenderer is called by the toolkit.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }
