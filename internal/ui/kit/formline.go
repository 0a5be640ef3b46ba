package kit

import (
	"slices"

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
	l := &formLine{form: f, spec: s, control: newControl(f, s), label: newLineLabel(f.host.Shown().Label(f.typ, s), f.needs(s))}
	l.alarm, l.caution = paragraph("", theme.Small, theme.Accent), paragraph("", theme.Small, theme.Warn)
	l.alarm.Hide()
	l.caution.Hide()
	l.place = container.NewStack(l.control.object())
	l.box = container.NewVBox(l.label, l.place, l.alarm, l.caution)
	l.ExtendBaseWidget(l)
	return l
}

// needs reports whether a field has to be filled: every record of the type needs it, or this one as it comes, such as the reason of a
// decision that is told with one.
func (f *Form) needs(s *field.Spec) bool {
	return s.Required || s.Empty(f.draft) && slices.ContainsFunc(f.draft.Check(), func(p field.Problem) bool { return p.Field == s.Key })
}

// CreateRenderer is called by the toolkit.
func (l *formLine) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.box) }

// whole says whether the field takes a whole line of the form.
func (l *formLine) whole() bool {
	switch l.spec.Kind {
	case field.LongKind, field.ChoicesKind, field.RefsKind:
		return true
	case field.TextKind:
		return l.spec.Max > 100
	}
	c, ok := l.control.(*choiceControl)
	return ok && c.long
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
func (l *formLine) unmask() {
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
	l.unmask()
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

// newSection returns a title across the form.
func newSection(title string) fyne.CanvasObject {
	return container.NewVBox(gap(4), Title(title), rule())
}
