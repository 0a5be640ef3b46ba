// Package start is what a person sees before a data folder is open: the first start, a new folder, the passphrase.
package start

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// Door opens and makes data folders. It is called off the UI thread; what it opened is the caller's to use.
type Door interface {
	Holds(dir string) bool // is there a data folder?
	Open(ctx context.Context, dir, account, passphrase string, tick kit.Tick) error
	Create(ctx context.Context, dir string, f office.Founding, tick kit.Tick) error
	CheckPassphrase(pass string) error // field.Problems when it is no good
	Look(dir string) store.Entrance    // what can be told before anybody signs in; quick enough for the UI thread
	Saver
}

// Saver finds a way into a folder that does not open as it should.
type Saver interface {
	// OpenSheet opens a folder by a recovery sheet and returns whom it can give a new passphrase; Recover gives it and opens the folder
	// as any other, EndSheet closes it again.
	OpenSheet(ctx context.Context, dir string, codes []string, tick kit.Tick) ([]store.AccountInfo, error)
	Recover(ctx context.Context, id field.ID, passphrase string, tick kit.Tick) (office.Recovered, error)
	EndSheet() error

	BackupFolder(dir string) string                 // where backups of a folder are, if nothing else was decided
	Backups(dir string) ([]store.BackupInfo, error) // in a folder of backups, the newest first
	Restore(ctx context.Context, r store.RestoreSpec, tick kit.Tick) error
	Diagnose(dir string) office.Diagnosis
	Rescue(ctx context.Context, dir, account, passphrase, to string, tick kit.Tick) (office.RescueReport, error)
}

// Spec says what the screen begins with.
type Spec struct {
	Door    Door
	Last    string         // the folder that was open last; empty on a first start
	Sample  string         // where the sample goes
	Locked  bool           // somebody locked the screen: only the passphrase is asked for
	User    string         // who locked it
	Opened  func()         // a folder is open
	Spoken  func(say.Lang) // the language was switched
	Places  []string       // where backups are: one of them is to be restored; nil: none is
	Problem error          // what went wrong with the last folder; told when the screen is shown
}

// Screen is the start screen. It fills the window.
type Screen struct {
	host   *kit.Host
	o      Spec
	view   func() fyne.CanvasObject
	first  fyne.Focusable   // where the keyboard begins
	back   func()           // what Escape does; nil: nothing
	enter  func()           // what Ctrl+S does; nil: nothing
	places []string         // folders of backups
	backup store.BackupInfo // the one that was chosen
	typed  draft            // what was typed, for a change of language
	whole  *fyne.Container
}

// draft is what was typed and not used yet. Passphrases are never kept.
type draft struct {
	dir, account                  string
	centre, level, parent, person string
}

// New returns the screen: the passphrase of the last folder where there is one, or else the choice of a first start.
func New(h *kit.Host, o Spec) *Screen {
	s := &Screen{host: h, o: o, whole: container.NewStack()}
	s.typed.level = "centre"
	if o.Locked {
		s.typed.account = o.User
	}
	s.places, s.view = o.Places, s.welcome
	if o.Last != "" && o.Door.Holds(o.Last) {
		s.typed.dir = o.Last
		s.view = s.unlock
	}
	if o.Places != nil {
		s.view = s.restore
	}
	return s
}

// Content returns what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.whole }

// Shown takes the keys and begins.
func (s *Screen) Shown() {
	s.host.SetShellKeys(nil)
	s.host.SetScreenKeys(s.keys)
	s.show(s.view)
	if s.o.Problem != nil {
		s.host.Trouble(s.host.T("start.opening"), s.o.Problem, "")
	}
}

func (s *Screen) keys() []kit.Key {
	c := s.host.Window.Canvas()
	keys := []kit.Key{
		{Name: fyne.KeyDown, Do: c.FocusNext}, {Name: fyne.KeyUp, Do: c.FocusPrevious},
		{Name: "G", Mod: kit.Ctrl, Say: "shell.keys.lang", Do: s.switchLang},
	}
	if s.back != nil {
		keys = append(keys, kit.Key{Name: fyne.KeyEscape, Say: "kit.keys.back", Do: s.back})
	}
	if s.enter != nil {
		keys = append(keys, kit.Key{Name: "S", Mod: kit.Ctrl, Do: s.enter})
	}
	return keys
}

// show builds a view anew and takes the keyboard there.
func (s *Screen) show(view func() fyne.CanvasObject) {
	s.view, s.back, s.enter, s.first = view, nil, nil, nil
	body := view()
	ground := canvas.NewRectangle(theme.Color(theme.Paper))
	sheet := container.NewVBox(layout.NewSpacer(), container.New(&middle{}, body), layout.NewSpacer())
	s.whole.Objects = []fyne.CanvasObject{ground, container.NewBorder(s.top(), nil, nil, nil, kit.Scrolled(sheet)), s.host.Toasts()}
	s.whole.Refresh()
	if s.first != nil {
		s.host.Window.Canvas().Focus(s.first)
	}
}

func (s *Screen) top() fyne.CanvasObject {
	h := s.host
	name := kit.Strong(h.T("shell.name"))
	name.Color, name.TextSize = theme.Color(theme.OnRed), theme.Size(theme.Title)
	other := kit.NewButton(h, h.T("say.lang."+string(s.other())), kit.Ordinary, s.switchLang)
	row := container.NewHBox(container.NewCenter(name), layout.NewSpacer(), other)
	return container.NewStack(canvas.NewRectangle(theme.Color(theme.Accent)), kit.Inset(18, 9, row))
}

func (s *Screen) other() say.Lang {
	if s.host.Book.Lang() == say.EN {
		return say.ZH
	}
	return say.EN
}

func (s *Screen) switchLang() {
	s.host.Book = say.For(s.other())
	s.o.Spoken(s.host.Book.Lang())
	s.show(s.view)
}

// welcome is the choice of a first start.
func (s *Screen) welcome() fyne.CanvasObject {
	h := s.host
	box := container.NewVBox(kit.Heading(h.T("start.welcome")), kit.Prose(h.T("start.welcome.what")), kit.Gap(10))
	add := func(icon, key, what string, do func()) {
		b := kit.NewIconButton(h, icon, h.T(key), kit.Ordinary, do).AlignLeft()
		if s.first == nil {
			s.first = b
		}
		box.Add(b)
		box.Add(kit.Inset(12, 0, kit.Hint(h.T(what))))
		box.Add(kit.Gap(6))
	}
	add("add", "start.new", "start.new.what", func() { s.show(s.found) })
	add("cases", "start.open", "start.open.what", s.choose)
	add("undo", "start.restore", "start.restore.when", func() { s.show(s.restore) })
	add("eye", "start.sample", "start.sample.what", func() { s.show(s.sample) })
	return box
}

// choose asks for a folder and then for its passphrase.
func (s *Screen) choose() {
	h := s.host
	from := s.typed.dir
	if from == "" {
		from = kit.Documents()
	}
	h.AskPath(kit.PathSpec{Title: h.T("start.open"), Hint: h.T("start.open.hint"), Start: from, Act: h.T("start.open.act"), Done: func(path string) {
		if !s.o.Door.Holds(path) {
			h.Ask(h.T("code.nofolder"), h.T("start.open.none", path), kit.Choice{Text: h.T("kit.close")}, kit.Choice{Text: h.T("start.open.again"), Kind: kit.Main, Do: s.choose})
			return
		}
		s.typed.dir = path
		s.show(s.unlock)
	}})
}

// middle puts its object in the middle at a width that can be read.
type middle struct{}

const sheetWidth = 620

// Layout is called by the toolkit.
func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := min(size.Width-32, sheetWidth)
	for _, o := range objects {
		o.Move(fyne.NewPos((size.Width-wide)/2, 24))
		o.Resize(fyne.NewSize(wide, size.Height-48))
	}
}

// MinSize is called by the toolkit.
func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(360, objects[0].MinSize().Height+48)
}

// line is a field with its label and, when something has to be mended, a sentence below.
type line struct {
	box   *fyne.Container
	alarm *kit.Paragraph
	focus fyne.Focusable
}

func newLine(label string, field fyne.CanvasObject, focus fyne.Focusable) *line {
	l := &line{alarm: kit.Alarm(""), focus: focus}
	l.alarm.Hide()
	l.box = container.NewVBox(kit.Labelled(label, field), l.alarm)
	return l
}

func (l *line) blame(text string) {
	l.alarm.SetText(text)
	l.alarm.Hidden = text == ""
	l.box.Refresh()
}
