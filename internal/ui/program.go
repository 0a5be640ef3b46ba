package ui

import (
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/reports"
	"cn.halfsky/internal/ui/settings"
	"cn.halfsky/internal/ui/start"
	"cn.halfsky/internal/ui/theme"
	"cn.halfsky/internal/ui/today"
)

// The preferences that are kept outside the data folder. None of them says anything about a person.
const (
	prefFolder   = "folder"
	prefLang     = "lang"
	prefLarge    = "large"
	prefContrast = "contrast"
	prefWidth    = "width"
	prefHeight   = "height"
	prefFault    = "fault" // the program ended by a fault of ours
)

// The size of the window on a first start: fits an old 1366×768 screen with its task bar.
const (
	firstWidth, firstHeight = 1280, 700
	leastWidth, leastHeight = 900, 560
)

// Options are what the program takes from outside.
type Options struct {
	Folder  string           // a data folder to open instead of the last one
	Locale  string           // of the system, for the first start
	Version string           // empty: not shown
	Now     func() time.Time // the clock
	Office  office.Options   // how folders are opened; its clock is Now
	Press   reports.Press    // how pages are printed; nil: by the system
	Still   bool             // no backups by itself: for tests, in which nothing goes on in the background
}

// Program is the window over one data folder: the start screen while none is open, the shell while one is.
type Program struct {
	app    fyne.App
	window fyne.Window
	host   *kit.Host
	o      Options
	look   theme.Look
	door   *door
	desk   *desk // nil while no folder is open
	shell  *Shell
	quick  today.Quick
	user   string   // who was signed in last
	places []string // where backups are, when one is to be restored
	end    bool     // the window is closing

	sealed  [][]byte          // what was typed before a lock, where it could not be kept in the folder
	kept    [sha256.Size]byte // digest of what was kept last
	keeping bool              // typing will be kept soon
	noticed bool              // the screen says that it will lock itself
	locking bool              // it locks as soon as the work is done
}

// NewProgram makes the program's window; its ShowAndRun begins.
func NewProgram(a fyne.App, o Options) *Program {
	p := &Program{app: a, o: o}
	prefs := a.Preferences()
	lang := say.Match(o.Locale)
	if saved := prefs.String(prefLang); saved != "" {
		lang = say.Match(saved)
	}
	p.look = theme.Look{Large: prefs.Bool(prefLarge), Contrast: prefs.Bool(prefContrast)}
	a.Settings().SetTheme(theme.New(p.look))
	book := say.For(lang)
	p.window = a.NewWindow(book.T("shell.name"))
	p.host = kit.NewHost(p.window, book, o.Now)
	p.host.Name = p.name
	p.host.SetOnEdit(p.edited)
	p.host.SetOnStir(p.stirred)
	p.o.Office.Now = o.Now
	p.door = &door{options: p.o.Office}
	p.window.SetPadded(false)
	p.window.Resize(fyne.NewSize(
		float32(max(prefs.FloatWithFallback(prefWidth, firstWidth), leastWidth)), float32(max(prefs.FloatWithFallback(prefHeight, firstHeight), leastHeight))))
	p.window.SetMaster()
	p.window.SetCloseIntercept(p.leave)
	p.begin(false)
	return p
}

// Window returns the program's window.
func (p *Program) Window() fyne.Window { return p.window }

// Host returns what the screens are given.
func (p *Program) Host() *kit.Host { return p.host }

// name is the name of a record of the open folder; empty while none is open.
func (p *Program) name(id field.ID) string {
	if p.desk == nil {
		return ""
	}
	return p.desk.office.NameIn(p.host.Book, id)
}

// last is the folder to begin with.
func (p *Program) last() string {
	if p.o.Folder != "" {
		return p.o.Folder
	}
	return p.app.Preferences().String(prefFolder)
}

// begin shows the start screen, as a lock where the person locked it herself.
func (p *Program) begin(locked bool) {
	spec := start.Spec{Door: p.door, Last: p.last(), Sample: p.samplePlace(), Locked: locked, User: p.user, Opened: p.opened, Spoken: p.spoken, Places: p.places}
	p.places = nil
	if p.o.Folder != "" && !p.door.Holds(p.o.Folder) {
		spec.Problem = field.NoFolder
		p.o.Folder = ""
	}
	s := start.New(p.host, spec)
	p.shell = nil
	p.window.SetContent(kit.Watched(p.host, s.Content()))
	s.Shown()
	if prefs := p.app.Preferences(); prefs.Bool(prefFault) {
		prefs.SetBool(prefFault, false)
		p.host.Toast(p.host.T("start.fault"), nil)
	}
}

// samplePlace is where the sample goes.
func (p *Program) samplePlace() string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = os.TempDir()
	}
	return filepath.Join(home, say.For(say.ZH).T("start.sample.folder"))
}

// opened shows the screens of the folder that the door opened.
func (p *Program) opened() {
	o := p.door.take()
	if o == nil {
		return
	}
	p.desk = &desk{office: o, door: p.door, book: func() *say.Book { return p.host.Book }}
	p.app.Preferences().SetString(prefFolder, o.Folder().Dir)
	p.o.Folder = ""
	p.quick.Use(p.desk, func() { p.shell.screen().Shown() }, func(id field.ID) { p.openRecord([]string{"case"}, id) })
	p.user = o.Me().Name
	x := p.restored()
	p.shell = New(p.host, Spec{
		Areas: p.areas(), User: p.user, Quick: p.quick.Open, Lock: p.lock, Backup: p.toBackups, Spoken: p.spoken, Places: x.places(), Begin: x.At,
		Search: func(text string, most int) ([]kit.Hit, error) { return p.desk.Look(nil, text, most) },
	})
	p.window.SetContent(kit.Watched(p.host, p.shell.Content()))
	p.shell.Shown()
	p.note()
	p.host.Stir()
	p.watch(p.desk)
	p.watchBackup(p.desk)
	p.tellTries(o)
	p.resume(x)
	p.keepBackups(p.desk)
	if p.door.wasMade() && o.Folder().Dir != p.samplePlace() {
		p.offerSheet()
	}
}

// tellTries says how often somebody tried to get in before.
func (p *Program) tellTries(o *office.Office) {
	if t := o.FailedTries(); t.Count > 0 {
		p.host.Toast(p.host.T("lock.tries", t.Count, p.host.Shown().Moment(t.First)), nil)
	}
}

// spoken remembers the language.
func (p *Program) spoken(lang say.Lang) {
	p.app.Preferences().SetString(prefLang, string(lang))
	p.window.SetTitle(p.host.T("shell.name"))
	if p.shell != nil {
		p.note()
		p.showBackup(p.desk)
	}
}

// note says at the lower edge what kind of folder is open, where that matters.
func (p *Program) note() {
	if p.desk != nil && p.desk.office.Folder().Dir == p.samplePlace() {
		p.shell.SetNote(p.host.T("start.sample.note"))
	}
}

// looks is what the settings show and change.
func (p *Program) looks() settings.Looks {
	return settings.Looks{
		Lang: p.host.Book.Lang(), Look: p.look, Version: p.o.Version,
		SetLang: func(l say.Lang) { p.shell.SetLang(l) },
		SetLook: p.setLook,
	}
}

// setLook changes size and contrast of everything at once.
func (p *Program) setLook(look theme.Look) {
	p.look = look
	prefs := p.app.Preferences()
	prefs.SetBool(prefLarge, look.Large)
	prefs.SetBool(prefContrast, look.Contrast)
	p.app.Settings().SetTheme(theme.New(look))
	p.shell.Rebuild()
}

// leave closes the folder and then the window, once the person has decided about what she did not save.
func (p *Program) leave() {
	if p.end {
		return
	}
	prefs := p.app.Preferences()
	size := p.window.Canvas().Size()
	prefs.SetFloat(prefWidth, float64(size.Width))
	prefs.SetFloat(prefHeight, float64(size.Height))
	if p.shell == nil {
		p.window.Close()
		return
	}
	p.shell.screen().Leave(func() {
		p.end = true
		d, x := p.desk, p.session()
		var text []byte
		if x.Holds {
			text = x.encode()
		}
		p.letGo()
		p.closeWhole(d, text, func(err error) {
			if err != nil {
				p.end = false
				p.begin(false)
				p.host.Trouble(p.host.T("start.closing"), err, p.host.T("start.closing.kept"))
				return
			}
			p.window.Close()
		})
	})
}

// leaveDraft keeps what the quick log still holds; without anything it removes what was kept.
func leaveDraft(d *desk, text []byte) error {
	err := d.office.SaveDraft(text)
	if text == nil && errors.Is(err, field.ReadOnly) {
		return nil
	}
	return err
}

// Rescue closes the folder after a fault of ours, or when the system ends the program, and has the next start say so.
func (p *Program) Rescue(fault bool) error {
	if fault {
		p.app.Preferences().SetBool(prefFault, true)
	}
	d := p.desk
	if d == nil {
		return nil
	}
	var drafted error
	if p.shell != nil {
		if x := p.session(); x.Holds {
			drafted = d.office.SaveDraft(x.encode())
		}
	}
	p.desk = nil
	d.shut.Store(true)
	return errors.Join(drafted, d.office.Close())
}
