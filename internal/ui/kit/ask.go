package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Choice is one answer to a question.
type Choice struct {
	Text string
	Kind ButtonKind
	Do   func() // nil: only closes
}

// Ask puts a question that names what is going to happen. The last answer has the keyboard; Escape gives the first one, which is
// therefore the one that changes nothing.
func (h *Host) Ask(title, text string, choices ...Choice) {
	var p *Panel
	answer := func(c Choice) func() {
		return func() {
			p.Close()
			if c.Do != nil {
				c.Do()
			}
		}
	}
	var buttons []*Button
	for _, c := range choices {
		buttons = append(buttons, NewButton(h, c.Text, c.Kind, answer(c)))
	}
	spec := PanelSpec{Title: title, Buttons: buttons, Width: 440}
	if text != "" {
		spec.Body = Prose(text)
	}
	if len(choices) > 0 {
		spec.Escape = answer(choices[0])
	}
	p = h.Open(spec)
}

// Confirm asks before something that cannot be overlooked afterwards. what says what will happen, act is the word on the button.
func (h *Host) Confirm(title, what, act string, do func()) {
	h.Ask(title, what, Choice{Text: h.T("kit.cancel")}, Choice{Text: act, Kind: Main, Do: do})
}

// AskText asks for one text, such as a reason. done gets what was typed when the person agrees; empty is not accepted.
func (h *Host) AskText(title, label, act string, done func(string)) {
	e := NewEntry(h)
	var p *Panel
	agree := func() {
		if text := e.Text; text != "" {
			p.Close()
			done(text)
		}
	}
	e.OnEnter = agree
	p = h.Open(PanelSpec{
		Title: title, Body: container.NewVBox(Note(label), e), Focus: e, Width: 440,
		Buttons: []*Button{NewButton(h, h.T("kit.cancel"), Ordinary, func() { p.Close() }), NewButton(h, act, Main, agree)},
	})
}

// ShowHelp lists the keys of the screen in view, and before them what the screen is for.
func (h *Host) ShowHelp(title, about string) {
	grid := container.New(&twoColumns{gap: 24})
	for _, k := range h.Keys() {
		if k.Say == "" {
			continue
		}
		grid.Add(Strong(h.KeyName(k)))
		grid.Add(Word(h.T(k.Say)))
	}
	body := container.NewVBox()
	if about != "" {
		body.Add(Prose(about))
		body.Add(gap(8))
	}
	body.Add(grid)
	scroll := newKeyScroll(h, body)
	var p *Panel
	p = h.Open(PanelSpec{Title: title, Body: scroll, Width: 560, Height: 620, Focus: scroll,
		Buttons: []*Button{NewButton(h, h.T("kit.close"), Main, func() { p.Close() })}})
}

// KeyName returns the name of a key as it stands on the keyboard.
func (h *Host) KeyName(k Key) string {
	name := string(k.Name)
	if key := "kit.key." + name; h.Book.Has(key) {
		name = h.T(key)
	}
	for _, m := range []struct {
		mod  fyne.KeyModifier
		word string
	}{{fyne.KeyModifierShift, "Shift"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierSuper, "⌘"}} {
		if k.Mod&m.mod != 0 {
			name = m.word + "+" + name
		}
	}
	return name
}

// twoColumns lays pairs of objects side by side, the first column as wide as its widest.
type twoColumns struct{ gap float32 }

func (l *twoColumns) first(objects []fyne.CanvasObject) float32 {
	var w float32
	for i := 0; i < len(objects); i += 2 {
		w = max(w, objects[i].MinSize().Width)
	}
	return w
}

func (l *twoColumns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := l.first(objects)
	var y float32
	for i := 0; i+1 < len(objects); i += 2 {
		a, b := objects[i], objects[i+1]
		a.Move(fyne.NewPos(0, y))
		a.Resize(fyne.NewSize(left, a.MinSize().Height))
		b.Move(fyne.NewPos(left+l.gap, y))
		b.Resize(fyne.NewSize(size.Width-left-l.gap, b.MinSize().Height))
		y += max(a.MinSize().Height, b.MinSize().Height) + 4
	}
}

func (l *twoColumns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var high, right float32
	for i := 0; i+1 < len(objects); i += 2 {
		high += max(objects[i].MinSize().Height, objects[i+1].MinSize().Height) + 4
		right = max(right, objects[i+1].MinSize().Width)
	}
	return fyne.NewSize(l.first(objects)+l.gap+right, high)
}
