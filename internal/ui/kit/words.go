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

// cutTitle is a title that is cut to the room it gets.
type cutTitle struct {
	widget.BaseWidget
	text string
	line *canvas.Text
}

func newCutTitle(text string) *cutTitle {
	c := &cutTitle{text: text, line: Title("")}
	c.ExtendBaseWidget(c)
	return c
}

// Resize cuts the title.
func (c *cutTitle) Resize(size fyne.Size) {
	c.BaseWidget.Resize(size)
	c.line.Text = rulerFor(c.line.TextSize, true).cut(c.text, size.Width)
	high := c.line.TextSize * 1.45
	c.line.Move(fyne.NewPos(0, (size.Height-high)/2))
	c.line.Resize(fyne.NewSize(size.Width, high))
	c.line.Refresh()
}

// MinSize is a few characters.
func (c *cutTitle) MinSize() fyne.Size {
	return fyne.NewSize(c.line.TextSize*3, c.line.TextSize*1.45)
}

// CreateRenderer is called by the toolkit.
func (c *cutTitle) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(byHand(c.line))
}
