// Package ui is the shell around the screens: the areas at the left, search, the quick log, the lock and the language above, what is
// saved and backed up below.
//
// Areas do not know each other nor the shell. Each is one line here: a name, an icon and a function that builds its screen. When
// language or look change, all screens are built anew and go back to where they were.
package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// Area is one line of the rail.
type Area struct {
	Key    string   // permanent: shell.area.<key> is its word, shell.help.<key> what F1 says about it, and theme has an icon of the name
	Tables []string // the records it shows, for search and references
	Build  func(h *kit.Host, place any) kit.Screen
	Paged  bool // it has several screens, built when they are seen; search goes to each
}

// opener is a screen that can show a record of several tables.
type opener interface {
	OpenRecord(table string, id field.ID) bool
}

// Spec says what the shell is made of.
type Spec struct {
	Areas  []Area
	User   string                                         // who is signed in
	Search func(text string, most int) ([]kit.Hit, error) // over everything; off the UI thread
	Quick  func(h *kit.Host)                              // the quick log; nil: not offered
	Backup func()                                         // goes to where backups are looked after
	Lock   func()                                         // leaves the screens and asks for the passphrase
	Spoken func(say.Lang)                                 // the language was switched: to remember it
	Places map[string]any                                 // from Places of an earlier shell: where the person was
	Begin  string                                         // key of the area to begin with; empty: the first
}

// Shell is the window's content once a data folder is open.
type Shell struct {
	host    *kit.Host
	o       Spec
	at      int
	screens []kit.Screen
	places  map[string]any

	whole  *fyne.Container // stays the window's content when everything in it is built anew
	view   *fyne.Container
	rail   *kit.Rail
	saved  *canvas.Text
	alert  *canvas.Text
	note   *canvas.Text
	backed *kit.StatusNote // the newest backup
	notes  string
	late   bool // the newest backup is too old
	busy   bool
}

// New returns a shell. Content goes into the window; Shown is called when it is there.
func New(h *kit.Host, o Spec) *Shell {
	s := &Shell{host: h, o: o, screens: make([]kit.Screen, len(o.Areas)), places: o.Places, whole: container.NewStack()}
	if s.places == nil {
		s.places = map[string]any{}
	}
	for i, a := range o.Areas {
		if a.Key == o.Begin {
			s.at = i
		}
	}
	h.SetOnBusy(func(on bool) {
		s.busy = on
		s.paintState()
	})
	s.build()
	return s
}

// Content returns what the window shows.
func (s *Shell) Content() fyne.CanvasObject { return s.whole }

// Shown takes the keys and begins with the first screen.
func (s *Shell) Shown() {
	s.host.SetShellKeys(s.keys())
	s.host.SetScreenKeys(func() []kit.Key { return s.screen().Keys() })
	s.screen().Shown()
}

// build makes everything that is in the window. Screens that were seen are made when they are seen again.
func (s *Shell) build() {
	h := s.host
	var items []kit.RailItem
	for _, a := range s.o.Areas {
		items = append(items, kit.RailItem{Icon: a.Key, Text: h.T("shell.area." + a.Key)})
	}
	s.rail = kit.NewRail(h, items, s.Go)
	s.view = container.NewStack()
	side := canvas.NewRectangle(theme.Color(theme.Rail))
	left := container.NewStack(side, container.NewBorder(s.masthead(), nil, nil, edge(1, 0), s.rail))
	right := container.NewBorder(s.top(), s.bottom(), nil, nil, s.view)
	s.whole.Objects = []fyne.CanvasObject{
		canvas.NewRectangle(theme.Color(theme.Paper)), container.NewBorder(nil, nil, left, nil, container.NewStack(right, h.Toasts())),
	}
	s.show()
	s.whole.Refresh()
}

func (s *Shell) masthead() fyne.CanvasObject {
	ground := canvas.NewRectangle(theme.Color(theme.Accent))
	name := kit.Strong(s.host.T("shell.name"))
	name.Color, name.TextSize = theme.Color(theme.OnRed), theme.Size(theme.Title)
	return container.NewStack(ground, container.New(&bar{high: 56}, container.NewCenter(name)))
}

func (s *Shell) top() fyne.CanvasObject {
	h := s.host
	row := container.NewHBox()
	if s.o.Search != nil {
		row.Add(kit.NewIconButton(h, "search", h.T("shell.search"), kit.Ordinary, s.Search))
	}
	if s.o.Quick != nil {
		row.Add(kit.NewIconButton(h, "quick", h.T("shell.quick"), kit.Ordinary, s.quick))
	}
	row.Add(layout.NewSpacer())
	row.Add(kit.NewIconButton(h, "help", "", kit.Flat, s.Help))
	row.Add(kit.NewButton(h, h.T("say.lang."+string(s.other())), kit.Flat, func() { s.SetLang(s.other()) }))
	if s.o.User != "" {
		user := canvas.NewImageFromResource(theme.IconIn("user", theme.Faint))
		user.SetMinSize(fyne.NewSquareSize(theme.Size(theme.IconBox)))
		user.FillMode = canvas.ImageFillContain
		row.Add(container.NewCenter(user))
		row.Add(container.NewCenter(kit.Word(s.o.User)))
	}
	if s.o.Lock != nil {
		row.Add(kit.NewIconButton(h, "lock", h.T("shell.lock"), kit.Flat, s.lock))
	}
	return container.NewBorder(nil, edge(0, 1), nil, nil, container.New(&bar{high: 51, side: 10}, row))
}

func (s *Shell) bottom() fyne.CanvasObject {
	s.saved, s.alert, s.note = kit.Note(""), kit.Note(""), kit.Note(s.notes)
	said, late := "", false
	if s.backed != nil {
		said, late = s.backed.Text(), s.late
	}
	s.backed = kit.NewStatusNote(s.host, s.o.Backup)
	s.backed.Set(said, late)
	s.alert.Color = theme.Color(theme.Accent)
	s.paintState()
	row := container.NewHBox(s.saved, s.alert, layout.NewSpacer(), s.note, s.backed)
	return container.NewBorder(edge(0, 1), nil, nil, nil, container.New(&bar{high: theme.Size(theme.Small) * 2, side: 12}, row))
}

func (s *Shell) paintState() {
	if s.saved == nil {
		return
	}
	key := "shell.state.saved"
	if s.busy {
		key = "shell.state.busy"
	}
	s.saved.Text = s.host.T(key)
	s.saved.Refresh()
}

// SetAlert shows beside the state what is about to happen; empty takes it away.
func (s *Shell) SetAlert(text string) {
	s.alert.Text = text
	s.alert.Refresh()
}

// SetBackup shows at the lower right how old the newest backup is; late in a colour that asks for attention.
func (s *Shell) SetBackup(text string, late bool) {
	s.late = late
	s.backed.Set(text, late)
}

// SetNote shows a state at the lower right: the last backup, the data folder.
func (s *Shell) SetNote(text string) {
	s.notes = text
	s.note.Text = text
	s.note.Refresh()
}

func (s *Shell) screen() kit.Screen {
	if s.screens[s.at] == nil {
		a := s.o.Areas[s.at]
		s.screens[s.at] = a.Build(s.host, s.places[a.Key])
	}
	return s.screens[s.at]
}

func (s *Shell) show() {
	s.rail.Set(s.at)
	s.view.Objects = []fyne.CanvasObject{s.screen().Content()}
	s.view.Refresh()
}

// Go shows area i, after the person decided about what she did not save.
func (s *Shell) Go(i int) { s.goThen(i, func() { s.screen().Shown() }) }

func (s *Shell) goThen(i int, then func()) {
	if i < 0 || i >= len(s.o.Areas) {
		return
	}
	if i == s.at {
		then()
		return
	}
	s.screen().Leave(func() {
		s.at = i
		s.show()
		then()
	})
}

// GoTo shows the area of that key.
func (s *Shell) GoTo(key string) {
	for i, a := range s.o.Areas {
		if a.Key == key {
			s.Go(i)
			return
		}
	}
}

// Open shows a record in the area that has its table.
func (s *Shell) Open(table string, id field.ID) {
	for i, a := range s.o.Areas {
		for _, t := range a.Tables {
			if t == table {
				s.goThen(i, func() { s.openIn(table, id) })
				return
			}
		}
	}
}

func (s *Shell) openIn(table string, id field.ID) {
	switch screen := s.screen().(type) {
	case opener:
		screen.OpenRecord(table, id)
	case interface{ Open(field.ID) }:
		screen.Open(id)
	default:
		s.screen().Shown()
	}
}

// Places returns where the person is in every area she has seen, with what she typed and did not save.
func (s *Shell) Places() map[string]any {
	all := map[string]any{}
	for i, a := range s.o.Areas {
		if s.screens[i] != nil {
			all[a.Key] = s.screens[i].Place()
		} else if p, ok := s.places[a.Key]; ok {
			all[a.Key] = p
		}
	}
	return all
}

// At returns the key of the area in view.
func (s *Shell) At() string { return s.o.Areas[s.at].Key }

// Rebuild makes everything anew where the person is: after a change of language or look.
func (s *Shell) Rebuild() {
	s.places = s.Places()
	s.screens = make([]kit.Screen, len(s.o.Areas))
	s.build()
	s.Shown()
}

func (s *Shell) other() say.Lang {
	if s.host.Book.Lang() == say.EN {
		return say.ZH
	}
	return say.EN
}

// SetLang switches the language of everything on screen at once.
func (s *Shell) SetLang(lang say.Lang) {
	s.host.Book = say.For(lang)
	if s.o.Spoken != nil {
		s.o.Spoken(lang)
	}
	s.Rebuild()
}

// edge is a thin line, upright or across.
func edge(w, h float32) fyne.CanvasObject {
	r := canvas.NewRectangle(theme.Color(theme.Line))
	r.SetMinSize(fyne.NewSize(max(w, 1), max(h, 1)))
	return r
}

// bar gives a row a height and a margin at both sides.
type bar struct{ high, side float32 }

// Layout is called by the toolkit.
func (b *bar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		high := o.MinSize().Height
		o.Move(fyne.NewPos(b.side, (size.Height-high)/2))
		o.Resize(fyne.NewSize(size.Width-2*b.side, high))
	}
}

// MinSize is called by the toolkit.
func (b *bar) MinSize(objects []fyne.CanvasObject) fyne.Size {
	min := objects[0].MinSize()
	return fyne.NewSize(min.Width+2*b.side, max(b.high, min.Height))
}
