package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cn.halfsky/internal/ui/theme"
)

// Panel lies over the screen until it is answered. It has the keyboard to itself; Escape closes it.
type Panel struct {
	host  *Host
	over  *overlay
	layer *layer
	back  fyne.Focusable
}

// PanelSpec says what a panel shows.
type PanelSpec struct {
	Title   string
	Body    fyne.CanvasObject
	Buttons []*Button      // in a row at the lower right, the main one last
	Focus   fyne.Focusable // where the keyboard begins; nil: the last button
	Escape  func()         // what Escape does; nil: closes
	Keys    []Key          // more keys while it is open
	Width   float32        // 0: as wide as its content
	Height  float32        // 0: as high as its content
	Top     bool           // below the top bar instead of in the middle
	Full    bool           // fills the window
	work    bool           // it shows work under way
}

// Open shows a panel.
func (h *Host) Open(s PanelSpec) *Panel {
	c := h.Window.Canvas()
	p := &Panel{host: h, back: c.Focused()}
	p.layer = &layer{keys: s.Keys, escape: s.Escape, work: s.work}
	if s.Escape == nil {
		p.layer.escape = p.Close
	}
	content := panelContent(s)
	p.over = newOverlay(h, content, true, func(window fyne.Size) (fyne.Position, fyne.Size) {
		return placePanel(content, s, window)
	})
	h.push(p.layer)
	c.Overlays().Add(p.over)
	focus := s.Focus
	if focus == nil && len(s.Buttons) > 0 {
		focus = s.Buttons[len(s.Buttons)-1]
	}
	if focus != nil {
		c.Focus(focus)
	}
	return p
}

// placePanel gives the panel its width first, because paragraphs take their height from it.
func placePanel(content fyne.CanvasObject, s PanelSpec, window fyne.Size) (fyne.Position, fyne.Size) {
	if s.Full {
		return fyne.Position{}, window
	}
	size := content.MinSize().Max(fyne.NewSize(s.Width, s.Height)).Min(window.SubtractWidthHeight(24, 24))
	content.Resize(size)
	size.Height = min(max(s.Height, content.MinSize().Height), window.Height-24)
	at := fyne.NewPos((window.Width-size.Width)/2, (window.Height-size.Height)/2)
	if s.Top {
		at.Y = min(52, at.Y)
	}
	return at, size
}

func panelContent(s PanelSpec) fyne.CanvasObject {
	var head, foot fyne.CanvasObject
	if s.Title != "" {
		title := paragraph(s.Title, theme.Title, theme.Ink)
		title.bold = true
		title.fill()
		head = container.NewVBox(title, gap(4))
	}
	if len(s.Buttons) > 0 {
		row := container.NewHBox(layout.NewSpacer())
		for _, b := range s.Buttons {
			row.Add(b)
		}
		foot = container.NewVBox(gap(8), row)
	}
	body := s.Body
	if body == nil {
		body = gap(1)
	}
	inner := container.NewBorder(head, foot, nil, nil, body)
	return &fyne.Container{Layout: inset{20, 16}, Objects: []fyne.CanvasObject{frame(), inner}}
}

// Shown reports whether the panel is there still: a lock takes panels away without asking them.
func (p *Panel) Shown() bool { return p.over != nil && slices.Contains(p.host.layers, p.layer) }

// Close takes the panel away and gives the keyboard back to where it was.
func (p *Panel) Close() {
	if p.over == nil {
		return
	}
	p.host.Window.Canvas().Overlays().Remove(p.over)
	p.over = nil
	p.host.pop(p.layer)
	if p.back != nil {
		p.host.Focus(p.back)
	}
}

// Refit gives an open panel the size of what is in it now.
func (p *Panel) Refit() {
	if p.over != nil {
		overlayLayout{p.over}.Layout([]fyne.CanvasObject{p.over.ground, p.over.content}, p.over.Size())
		p.over.Refresh()
	}
}

// gap is empty space.
func gap(high float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(1, high))
	return r
}

// rule is a thin line across.
func rule() fyne.CanvasObject {
	r := canvas.NewRectangle(theme.Color(theme.Line))
	r.SetMinSize(fyne.NewSize(1, 1))
	return r
}
