// Package today is the screen that says what needs the person now, and the strip that takes down an enquiry in four fields.
package today

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Desk is what the screen needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Source
	Who
	Promoter
	Duties(from, to field.Day) ([]rota.Duty, error) // who is on duty, by template and absence
	Troubles() []store.Trouble                      // what was noticed about the folder
	ClockMoments(id field.ID, rule string) law.Moments
	Guard
	Starter
}

// screen is the open screen.
type screen struct {
	host  *kit.Host
	desk  Desk
	ways  kit.Ways
	quick func()
	todo  *kit.Table
	now   *kit.Table
	today *logged
	head  *canvas.Text
	count *canvas.Text
	whole *fyne.Container
	asked int
	of    field.Day // which day it shows
	since time.Time // when it was read
}

// stale is after how long the screen is read anew while it stays in view: limits of hours run out meanwhile.
const stale = 5 * time.Minute

// whenWidth is how wide the days of things to do are at ordinary type: the longest that is said of one has room.
const whenWidth = 212

// New returns the screen; quick opens the quick log.
func New(h *kit.Host, desk Desk, ways kit.Ways, quick func()) kit.Screen {
	s := &screen{host: h, desk: desk, ways: ways, quick: quick, head: kit.Heading(""), count: kit.Note("")}
	tone := func(rows kit.Rows, i int) kit.Tone { return rows.(*lines).all[i].Tone }
	s.todo = kit.NewTable(h, []kit.Column{
		{Key: "kind", Title: h.T("today.kind"), Width: 96, Fixed: true, Tone: tone},
		{Key: "what", Title: h.T("today.what"), Width: 190, Loose: true, Fixed: true},
		{Key: "when", Title: h.T("today.when"), Width: whenWidth, Fixed: true},
	})
	s.now = kit.NewTable(h, []kit.Column{
		{Key: "when", Title: h.T("today.time"), Width: 128, Fixed: true},
		{Key: "what", Title: h.T("today.what"), Width: 130, Loose: true, Fixed: true},
		{Key: "kind", Title: h.T("today.kind"), Width: 84, Fixed: true, Tone: tone},
	})
	s.todo.SetEmpty(h.T("today.todo.empty"), h.T("shell.quick"), quick)
	s.now.SetEmpty(h.T("today.now.empty"), "", nil)
	for _, t := range []*kit.Table{s.todo, s.now} {
		t.OnOpen = func(i int) { s.open(t, i) }
	}
	s.today = newLogged(s)
	s.whole = s.lay()
	return s
}

func (s *screen) lay() *fyne.Container {
	h := s.host
	head := container.NewHBox(s.head, kit.Inset(6, 8, s.count))
	left := container.NewBorder(kit.Inset(8, 2, kit.Title(h.T("today.todo"))), nil, nil, nil, s.todo)
	right := container.NewGridWithRows(2, container.NewBorder(kit.Inset(8, 2, kit.Title(h.T("today.now"))), nil, nil, nil, s.now), s.today.object())
	return container.NewBorder(kit.Inset(12, 8, head), nil, nil, nil, kit.Beside(0.62, left, right))
}

func (s *screen) open(t *kit.Table, i int) {
	l := t.Rows().(*lines).all[i]
	if l.Verb != "" {
		s.ways.Act(l.Verb, l.ID)
		return
	}
	if l.Table != "" {
		s.ways.Open([]string{l.Table}, l.ID)
	}
}

// Content is called by the shell.
func (s *screen) Content() fyne.CanvasObject { return s.whole }

// Shown reads everything anew.
func (s *screen) Shown() {
	s.read(func(err error) { s.host.Trouble(s.host.T("today.reading"), err, "") })
	s.focus()
}

// Look reads everything anew where the screen stayed in view for a while or into another day. Whoever works on it goes on where she
// is; that it could not be read she will be told when she does something.
func (s *screen) Look() {
	if s.host.Context().Today != s.of || s.host.Now().Sub(s.since) >= stale {
		s.read(func(error) {})
	}
}

func (s *screen) read(failed func(error)) {
	s.asked++
	mine := s.asked
	h := s.host
	day := h.Context().Today
	s.of, s.since = day, h.Now()
	s.head.Text = h.T("today.head", h.Shown().Day(day), h.Book.Weekday(day.Time().Weekday()))
	g := &gatherer{desk: s.desk, words: h.Shown(), today: day, now: h.Now()}
	kit.Go(h, func() (f findings, err error) {
		if f, err = g.gather(); err == nil {
			f.logged, err = s.enquiriesOf(day)
		}
		return f, err
	}, func(f findings, err error) {
		if mine != s.asked {
			return
		}
		if err != nil {
			failed(err)
			return
		}
		s.todo.SetRows(&lines{f.todo})
		s.now.SetRows(&lines{f.now})
		s.count.Text = h.T("today.count", len(f.todo))
		if f.late > 0 {
			s.count.Text = h.T("today.count.late", len(f.todo), f.late)
		}
		s.today.show(f.logged)
		s.whole.Refresh()
		if at := h.Window.Canvas().Focused(); at == nil || !seen(at) { // a table that was empty keeps the keyboard, unseen
			s.focus()
		}
	})
}

// seen reports whether what has the keyboard is shown.
func seen(at fyne.Focusable) bool {
	o, ok := at.(fyne.CanvasObject)
	return !ok || o.Visible()
}

// focus gives the keyboard to the first table that has a line.
func (s *screen) focus() {
	for _, t := range []*kit.Table{s.todo, s.now, s.today.table} {
		if t.Len() > 0 {
			t.Focus()
			return
		}
	}
	s.todo.Focus()
}

// Leave is called by the shell; nothing can be lost here.
func (s *screen) Leave(then func()) { then() }

// Keys is called by the shell.
func (s *screen) Keys() []kit.Key {
	return []kit.Key{
		{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.Shown},
		{Name: "M", Mod: kit.Ctrl, Say: "quick.keys.promote", Do: s.today.promote},
	}
}

// Place is called by the shell.
func (s *screen) Place() any { return nil }

// lines shows gathered lines in a table.
type lines struct{ all []Line }

// Len is called by the table.
func (l *lines) Len() int { return len(l.all) }

// ID is called by the table.
func (l *lines) ID(i int) field.ID { return l.all[i].ID }

// Text is called by the table.
func (l *lines) Text(i int, key string) string {
	switch key {
	case "kind":
		return l.all[i].Kind
	case "when":
		return l.all[i].When
	}
	return l.all[i].What
}
