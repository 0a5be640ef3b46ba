package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// Paragraph is running text that breaks its lines as Chinese is set.
type Paragraph struct {
	widget.BaseWidget
	text  string
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	bold  bool
	width float32
	alone bool // it stands by itself and takes the room its words need
	box   *fyne.Container
}

// aloneWidth is the most room a paragraph asks for when it stands by itself.
const aloneWidth = 420

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

// Alone has the paragraph ask for the room its words need, for a place whose layout gives no more than is asked for.
func (p *Paragraph) Alone() *Paragraph {
	p.alone = true
	p.Resize(p.MinSize())
	return p
}

// Strong has the paragraph stand out as a title.
func (p *Paragraph) Strong() *Paragraph {
	p.size, p.bold = theme.Title, true
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
		if p.alone {
			p.Resize(p.MinSize())
		}
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
	wide := theme.Size(p.size) * 8
	if p.alone {
		wide = max(wide, min(rulerFor(theme.Size(p.size), p.bold).width(p.text)+1, aloneWidth))
	}
	return fyne.NewSize(wide, float32(len(p.box.Objects))*p.leading())
}

// CreateRenderer is called by the toolkit.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.box) }
