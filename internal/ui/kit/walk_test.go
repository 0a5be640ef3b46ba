package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func newStack(objects ...fyne.CanvasObject) fyne.CanvasObject { return container.NewStack(objects...) }

// walk visits everything that can be seen below o; a paragraph is one thing.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			walk(c, visit)
		}
	case *Paragraph:
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			walk(c, visit)
		}
	}
}

// texts are the words that can be seen below o; the lines of a paragraph are one text.
func texts(o fyne.CanvasObject) []string {
	var out []string
	walk(o, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			out = append(out, o.Text)
		case *Paragraph:
			out = append(out, o.Text())
		}
	})
	return out
}

func container2(a, b fyne.CanvasObject) fyne.CanvasObject { return container.NewVBox(a, b) }
