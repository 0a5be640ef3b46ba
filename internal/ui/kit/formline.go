package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// MaskText stands for a private value on screen. It has one length whatever it hides.
const MaskText = "●●●●"

// formLine is one field of a form: label, control, and below it what has to be mended or looked at again.
type formLine struct {
	widget.BaseWidget
	form    *Form
	spec    *field.Spec
	label   *lineLabel
	control control
	mask    *Button // what is shown instead of a private value; nil when it is not masked
	alarm   *Paragraph
	caution *Paragraph
	box     *fyne.Container
	place   *fyne.Container // control or mask
	unread  bool            // characters were typed that the draft does not have yet
	shown   bool            // the person had the masked value shown
}

func newFormLine(f *Form, s *field.Spec) *formLine {
	l := &formLine{form: f, spec: s, control: newControl(f, s), label: newLineLabel(f.host.Shown().Label(f.typ, s), s.Required)}
	l.alarm, l.caution = paragraph("", theme.Small, theme.Accent), paragraph("", theme.Small, theme.Warn)
	l.alarm.Hide()
	l.caution.Hide()
	l.place = container.NewStack(l.control.object())
	l.box = container.NewVBox(l.label, l.place, l.alarm, l.caution)
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is called by the toolkit.
func (l *formLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.box) }

// wide says whether the field takes a whole line of the form.
func (l *formLine) wide() bool {
	switch l.spec.Kind {
	case field.LongKind, field.ChoicesKind, field.RefsKind:
		return true
	case field.TextKind:
		return l.spec.Max > 100
	}
	return false
}

func (l *formLine) blame(text string) {
	l.alarm.SetText(text)
	if l.alarm.Hidden != (text == "") {
		l.alarm.Hidden = text == ""
		l.form.body.Refresh()
	}
	l.control.blame(text != "")
}

func (l *formLine) warn(text string) {
	l.caution.SetText(text)
	if l.caution.Hidden != (text == "") {
		l.caution.Hidden = text == ""
		l.form.body.Refresh()
	}
}

// unmask decides anew whether the value is masked: a private value that was saved is, until the person asks for it.
func (l *formLine) unmask(bool) {
	if !l.spec.Has(field.IsMasked) || l.shown || l.form.orig.Base().Rev == 0 || l.spec.Empty(l.form.orig) {
		l.mask = nil
		l.place.Objects = []fyne.CanvasObject{l.control.object()}
		return
	}
	if l.mask == nil {
		l.mask = NewIconButton(l.form.host, "eye", l.form.host.T("kit.masked", MaskText), Ordinary, l.reveal).AlignLeft()
		l.mask.setOnFocus(func() { l.form.bring(l) })
		l.place.Objects = []fyne.CanvasObject{l.mask}
	}
}

func (l *formLine) reveal() {
	l.shown = true
	l.unmask(false)
	l.place.Refresh()
	l.form.body.Refresh()
	if l.form.o.Saw != nil {
		l.form.o.Saw(l.spec.Key)
	}
	l.form.host.Focus(l.control.focus())
}

// stop is where the keyboard goes.
func (l *formLine) stop() fyne.Focusable {
	if l.mask != nil {
		return l.mask
	}
	return l.control.focus()
}

func (l *formLine) locked() bool { return l.form.o.Locked || l.form.orig.Base().ReadOnly }

// lineLabel is the name of a field, with a mark when it must be filled.
type lineLabel struct {
	widget.BaseWidget
	text string
	must bool
	name *canvas.Text
	mark *canvas.Text
}

func newLineLabel(text string, must bool) *lineLabel {
	l := &lineLabel{text: text, must: must, name: Note(text), mark: Note("*")}
	l.name.Color = theme.Color(theme.Faint)
	l.mark.Color = theme.Color(theme.Accent)
	l.mark.Hidden = !must
	l.ExtendBaseWidget(l)
	return l
}

// Resize cuts a label that is longer than its column rather than letting it run into the next.
func (l *lineLabel) Resize(size fyne.Size) {
	l.BaseWidget.Resize(size)
	room := size.Width
	if l.must {
		room -= 12
	}
	r := rulerFor(l.name.TextSize, false)
	l.name.Text = r.cut(l.text, room)
	line := l.name.TextSize * 1.45
	l.name.Move(fyne.NewPos(0, size.Height-line))
	l.name.Resize(fyne.NewSize(r.width(l.name.Text), line))
	l.mark.Move(fyne.NewPos(r.width(l.name.Text)+3, size.Height-line))
	l.mark.Resize(fyne.NewSize(10, line))
}

// MinSize is the height of a line.
func (l *lineLabel) MinSize() fyne.Size { return fyne.NewSize(40, l.name.TextSize*1.45) }

// CreateRenderer is called by the toolkit.
func (l *lineLabel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(byHand(l.name, l.mark))
}

// section is a title across the form.
type section struct{ *fyne.Container }

func newSection(title string) fyne.CanvasObject {
	return &section{container.NewVBox(gap(4), Title(title), rule())}
}

// formLayout sets fields in two columns, in one where the form is narrow. Wide fields and section titles take a line of their own.
type formLayout struct{ wide float32 }

// twoFrom is the width from which a form has two columns, in characters.
const twoFrom = 44

func (l *formLayout) columns(width float32) int {
	if width >= twoFrom*theme.Size(theme.Text) {
		return 2
	}
	return 1
}

func (l *formLayout) walk(objects []fyne.CanvasObject, width float32, place func(o fyne.CanvasObject, at fyne.Position, s fyne.Size)) float32 {
	const between, below = 20, 8
	two := l.columns(width) == 2
	col := width
	if two {
		col = (width - between) / 2
	}
	var y, line float32
	left := true // the next field goes to the left column
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		whole := !two
		if f, ok := o.(*formLine); !ok || f.wide() {
			whole = true
		}
		w, x := col, float32(0)
		if whole {
			w = width
		}
		if (whole || left) && line > 0 {
			y, line = y+line+below, 0
		}
		if !whole && !left {
			x = col + between
		}
		left = whole || !left
		o.Resize(fyne.NewSize(w, o.Size().Height)) // paragraphs take their height from the width
		s := fyne.NewSize(w, o.MinSize().Height)
		if place != nil {
			place(o, fyne.NewPos(x, y), s)
		}
		line = max(line, s.Height)
	}
	return y + line
}

func (l *formLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.wide = size.Width
	l.walk(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Move(at)
		o.Resize(s)
	})
}

func (l *formLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if l.wide == 0 {
		l.wide = 400
	}
	return fyne.NewSize(240, l.walk(objects, l.wide, nil))
}
