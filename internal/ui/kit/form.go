package kit

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// FormSpec says what a form does besides showing fields.
type FormSpec struct {
	Lookup Lookup                                        // finds what references point to; nil: references are shown only
	Create func(table, name string, done func(field.ID)) // makes what a reference should point to; nil: not offered
	Save   func(field.Record) (seq uint64, err error)    // off the UI thread; afterwards the record is the saved one
	Long   *LongSave                                     // saves in place of Save; nil: nothing takes long
	Saved  func(r field.Record, seq uint64)              // on the UI thread
	Warn   func(field.Record) field.Problems             // what may be wrong but can be saved, besides what the record's own Warn says
	Learn  []func(learned func())                        // read what Warn has to know; learned, on the UI thread, has it asked again
	Saw    func(key string)                              // the person had a masked field shown
	Edited func(dirty bool)                              // the form became dirty or clean
	Hide   []string                                      // keys that are not shown: the owner of a part
	Offer  map[string][]string                           // key of a choice → the only codes that are offered
	Fit    func(field.Record) Fit                        // how the fields follow from what is in them; asked again at every change
	Titles map[string]string                             // key of a section's first field → say key of its title
	Locked bool                                          // read only
	Resume *Typing                                       // what was typed into a form of the record before; nil: nothing

	Line []string // only these fields, side by side: Enter saves; nil: all, in two columns

	inPanel bool // it lies over the screen
}

// LongSave saves what may take long: how far it is shows, and it can be stopped.
type LongSave struct {
	Say string // say key of what is being done
	Do  func(ctx context.Context, r field.Record, tick Tick) (seq uint64, err error)
}

// Form edits one record. It works on a draft of its own; the record it was made from is never changed. Fields stand in the order
// of the paper form, in two columns where there is room.
type Form struct {
	widget.BaseWidget
	host   *Host
	typ    *field.Type
	o      FormSpec
	orig   field.Record // as it was last saved
	draft  field.Record
	lines  []*formLine
	body   *fyne.Container
	scroll *container.Scroll
	alarm  *Paragraph // problems of the record as a whole
	dirty  bool
	saving bool
	fitted *Fit
	spare  []*formLine // all lines where some are shown and some not; nil before the first fit
}

// NewForm returns a form for a record.
func NewForm(h *Host, r field.Record, o FormSpec) *Form {
	f := &Form{host: h, typ: r.Type(), o: o, orig: r.Type().Copy(r), draft: r.Type().Copy(r)}
	f.alarm = Alarm("")
	f.alarm.Hide()
	f.body = &fyne.Container{Layout: &twoColumn{between: 20, below: 8}}
	if o.Resume != nil {
		o.Resume.put(f.draft) // what is asked may follow from what is there
	}
	hide := slices.Concat(o.Hide, unasked(f.draft))
	if o.Resume != nil && o.Resume.Rev == 0 {
		f.same(hide) // nobody typed what the form does not show
	}
	if o.Line != nil {
		f.body.Layout = lineLayout{10}
	}
	for _, s := range f.typ.With(field.InForm) {
		if slices.Contains(hide, s.Key) || o.Line != nil && !slices.Contains(o.Line, s.Key) {
			continue
		}
		if title := o.Titles[s.Key]; title != "" {
			f.body.Add(newSection(h.T(title)))
		}
		line := newFormLine(f, s)
		f.lines = append(f.lines, line)
		f.body.Add(line)
	}
	margin := inset{16, 12}
	if o.Line != nil {
		margin = inset{0, 0}
	}
	f.scroll = container.NewVScroll(&fyne.Container{Layout: margin, Objects: []fyne.CanvasObject{container.NewVBox(f.alarm, f.body)}})
	for _, l := range f.lines {
		lead(l.control.object(), f.bring, f.page)
	}
	f.ExtendBaseWidget(f)
	f.showAll()
	if o.Resume != nil {
		f.resume(*o.Resume)
	}
	for _, learn := range o.Learn {
		learn(f.warn)
	}
	return f
}

// same has the record the form began with hold the values of the draft in these fields.
func (f *Form) same(keys []string) {
	for _, key := range keys {
		if s := f.typ.Field(key); s != nil {
			_ = s.Put(f.orig, s.Raw(f.draft)) // it is of the same type
		}
	}
}

// unasked are the fields that a record itself says need not be asked.
func unasked(r field.Record) []string {
	if u, ok := r.(interface{ Unasked() []string }); ok {
		return u.Unasked()
	}
	return nil
}

// CreateRenderer is called by the toolkit.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.scroll) }

// MinSize lets the form scroll; a line is as high as it is.
func (f *Form) MinSize() fyne.Size {
	if f.o.Line != nil {
		return f.scroll.Content.MinSize()
	}
	return fyne.NewSize(280, theme.Size(theme.Row)*5)
}

// height is how high the fields are when the form is so wide.
func (f *Form) height(width float32) float32 {
	return f.body.Layout.(*twoColumn).walk(f.body.Objects, width, nil)
}

// Draft returns the record as it stands on screen, as far as what was typed can be read.
func (f *Form) Draft() field.Record {
	_ = f.settle() // what cannot be read is in no draft
	return f.typ.Copy(f.draft)
}

// Dirty says whether there is something that would be lost.
func (f *Form) Dirty() bool { return f.dirty }

// Changed returns the labels of the fields that were edited.
func (f *Form) Changed() []string {
	keys := f.typ.Changed(f.orig, f.draft)
	var out []string
	for _, l := range f.lines {
		if slices.Contains(keys, l.spec.Key) || l.unread || l.half() != "" {
			out = append(out, l.label.text)
		}
	}
	return out
}

// firstFrame is the time after which something that was shown just now has been drawn.
const firstFrame = 100 * time.Millisecond

// Focus gives the keyboard to a field; an unknown key, or none, means the first one that can be edited.
func (f *Form) Focus(key string) {
	for _, l := range f.lines {
		if (key == "" || l.spec.Key == key) && !l.locked() {
			f.bring(l)
			f.host.Focus(l.stop())
			f.host.after(firstFrame, func() { // a form that was shown just now has no place on the screen yet
				if f.FocusedKey() == l.spec.Key {
					f.bring(l)
				}
			})
			return
		}
	}
}

// focusFirst gives the keyboard to the field in which typing stopped, else to the first one.
func (f *Form) focusFirst() {
	if was := f.o.Resume; was != nil && f.shows(was.Field) {
		f.Focus(was.Field)
		return
	}
	f.Focus("")
}

// FocusedKey returns the field that has the keyboard, "" for none.
func (f *Form) FocusedKey() string {
	focused := f.host.Window.Canvas().Focused()
	for _, l := range f.lines {
		if focused != nil && l.stop() == focused {
			return l.spec.Key
		}
	}
	return ""
}

// typing is told by a control that characters were typed which it has not read yet.
func (f *Form) typing(s *field.Spec) {
	l := f.line(s)
	l.unread = true
	l.blame("")
	f.touch()
	f.host.Edited()
}

// left is told by a control that the keyboard left it: what was typed is read.
func (f *Form) left(s *field.Spec) {
	l := f.line(s)
	if !l.unread {
		return
	}
	if p := l.control.settle(); p != nil {
		l.blame(f.host.Problem(*p))
		return
	}
	l.unread = false
	f.changed(s)
}

// changed is told by a control that it wrote to the draft.
func (f *Form) changed(s *field.Spec) {
	l := f.line(s)
	l.blame("")
	f.touch()
	f.refit()
	f.warn()
	if f.FocusedKey() == s.Key && f.o.Line == nil {
		f.scroll.Refresh()
		f.bring(l) // with what is said of it now
	}
	f.host.Edited()
}

func (f *Form) line(s *field.Spec) *formLine {
	i := slices.IndexFunc(f.lines, func(l *formLine) bool { return l.spec.Key == s.Key })
	return f.lines[i]
}

// touch finds out whether the form is dirty.
func (f *Form) touch() {
	dirty := len(f.typ.Changed(f.orig, f.draft)) > 0 || slices.ContainsFunc(f.lines, func(l *formLine) bool { return l.unread || l.half() != "" })
	if dirty != f.dirty {
		f.dirty = dirty
		if f.o.inPanel {
			f.host.holds(f, dirty)
		}
		f.host.Edited()
		if f.o.Edited != nil {
			f.o.Edited(dirty)
		}
	}
}

func (f *Form) warn() {
	var ps field.Problems
	if own, ok := f.draft.(interface{ Warn() field.Problems }); ok {
		ps = own.Warn()
	}
	if f.o.Warn != nil {
		ps = append(ps, f.o.Warn(f.draft)...)
	}
	said := map[string][]string{}
	for _, p := range ps {
		said[p.Field] = append(said[p.Field], f.host.Problem(p))
	}
	for _, l := range f.lines {
		l.warn(strings.Join(said[l.spec.Key], "\n"))
	}
}

// settle reads everything that was typed and returns what could not be read.
func (f *Form) settle() field.Problems {
	var ps field.Problems
	for _, l := range f.lines {
		if !l.unread {
			continue
		}
		if p := l.control.settle(); p != nil {
			ps = append(ps, *p)
			continue
		}
		l.unread = false
	}
	f.touch()
	return ps
}

func (f *Form) showAll() {
	f.refit()
	for _, l := range f.lines {
		l.control.show(f.draft)
		l.unread = false
		l.unmask()
		l.control.lock(l.locked())
	}
	f.warn()
}

// bring scrolls a control of the form into view.
func (f *Form) bring(o fyne.CanvasObject) { bringInto(f.scroll, o) }

func (f *Form) page(by float32) { turn(f.scroll, by) }
