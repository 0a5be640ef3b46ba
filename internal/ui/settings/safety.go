package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// SafetyDesk looks after what keeps the folder from being lost: recovery sheets, backups, checks.
type SafetyDesk interface {
	RecoverySheets() []office.RecoverySheet
	MakeRecovery(ctx context.Context, m office.RecoveryMaking) (office.RecoveryMade, error)
	Drill(ctx context.Context, codes ...string) (office.RecoverySheet, error)
	ExtendRecovery(ctx context.Context) (int, error)
	BackupState() office.BackupState
	Backup(ctx context.Context, tick kit.Tick) (store.BackupInfo, error)
	SetBackupPlaces(ctx context.Context, dirs []string) error
	VerifyBackup(ctx context.Context, path, passphrase string, tick kit.Tick) (store.Report, error)
	Check(ctx context.Context, tick kit.Tick) (store.Report, error)
	About() (store.FolderInfo, store.AccountInfo)
	AttachedSize() (files int, size int64, err error)
}

// safety is the screen of recovery sheets, backups and the folder itself.
type safety struct {
	host    *kit.Host
	desk    Desk
	version string
	restore func()
	sheets  *fyne.Container // what is said of recovery sheets
	places  *fyne.Container // what is said of backups
	about   *fyne.Container
	first   *kit.Button
	known   facts
	whole   fyne.CanvasObject
}

// facts are what the screen shows.
type facts struct {
	sheets []office.RecoverySheet
	backup office.BackupState
	folder store.FolderInfo
	me     store.AccountInfo
	files  string // how many attached files there are, and their size
}

func newSafety(h *kit.Host, o Spec) *safety {
	s := &safety{host: h, desk: o.Desk, version: o.Looks.Version, restore: o.Restore,
		sheets: container.NewVBox(), places: container.NewVBox(), about: container.NewVBox()}
	s.first = kit.NewIconButton(h, "check", h.T("safety.backup.now"), kit.Main, s.backUp)
	backups := kit.Flow(s.first, kit.NewButton(h, h.T("safety.backup.verify"), kit.Ordinary, s.askVerify))
	sheets := kit.Flow()
	if s.desk.May(centre.MaySettings) {
		backups.Add(kit.NewButton(h, h.T("safety.place.add"), kit.Ordinary, s.addPlace))
		backups.Add(kit.NewButton(h, h.T("safety.restore"), kit.Ordinary, s.askRestore))
	}
	if s.desk.May(centre.MayAccounts) {
		sheets.Add(kit.NewButton(h, h.T("safety.sheet.make"), kit.Ordinary, s.askSheet))
		sheets.Add(kit.NewButton(h, h.T("safety.sheet.drill"), kit.Ordinary, s.askDrill))
	}
	s.whole = column(
		part(h.T("safety.backup"), s.places, kit.Gap(4), backups, kit.Hint(h.T("safety.backup.hint"))),
		part(h.T("safety.sheet"), s.sheets, kit.Gap(4), sheets, kit.Hint(h.T("safety.sheet.hint"))),
		part(h.T("settings.folder"), s.about, kit.Gap(4), kit.Flow(kit.NewButton(h, h.T("settings.check"), kit.Ordinary, s.check)), kit.Hint(h.T("settings.check.hint"))))
	return s
}

// safetyNames are the words on it that are looked for.
func safetyNames(desk Desk) []string {
	names := []string{"safety.backup", "safety.backup.now", "safety.backup.verify"}
	if desk.May(centre.MaySettings) {
		names = append(names, "safety.place.add", "safety.restore")
	}
	if desk.May(centre.MayAccounts) {
		names = append(names, "safety.sheet.make", "safety.sheet.drill")
	} else {
		names = append(names, "safety.sheet")
	}
	return append(names, "settings.folder", "settings.check")
}

// Find brings the keyboard to what has that name.
func (s *safety) Find(name string) { kit.FocusNamed(s.host, s.whole, name) }

// read reads how things stand.
func (s *safety) read() {
	kit.Go(s.host, func() (f facts, _ error) {
		f.sheets, f.backup = s.desk.RecoverySheets(), s.desk.BackupState()
		f.folder, f.me = s.desk.About()
		if n, size, err := s.desk.AttachedSize(); err == nil && n > 0 {
			f.files = s.host.T("attach.total", n, s.host.T("settings.mb", megabytes(size)))
		}
		return f, nil
	}, func(f facts, _ error) {
		s.known = f
		s.tellPlaces()
		s.tellSheets()
		s.tellFolder()
		s.whole.Refresh()
	})
}

// tellFolder says which folder is open.
func (s *safety) tellFolder() {
	h, f := s.host, s.known.folder
	lines := kit.Pairs()
	for _, l := range [][2]string{
		{"settings.about.dir", f.Dir}, {"settings.about.user", s.known.me.Name}, {"settings.about.made", h.Shown().Moment(f.Made)},
		{"settings.about.seq", h.Book.Number(int64(f.Seq))}, {"settings.about.proof", f.Proof}, {"settings.about.size", h.T("settings.mb", megabytes(f.Size))},
		{"attachment.list", s.known.files},
		{"settings.about.version", s.version},
	} {
		if l[1] != "" {
			lines.Add(kit.Note(h.T(l[0])))
			lines.Add(kit.Word(l[1]))
		}
	}
	s.about.Objects = []fyne.CanvasObject{lines}
}

func megabytes(size int64) int { return int(size+(1<<20)-1) >> 20 }

// check opens every record of the folder and tells what it found.
func (s *safety) check() {
	h := s.host
	var rep store.Report
	h.Long(kit.Job{
		Say: "settings.checking",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			rep, err = s.desk.Check(ctx, tick)
			return err
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("settings.checking"), err, "")
				return
			}
			tellReport(h, h.T("settings.check"), rep)
		},
	})
}

// Content is called by the shell.
func (s *safety) Content() fyne.CanvasObject { return s.whole }

// Shown reads anew what is said.
func (s *safety) Shown() {
	s.read()
	s.host.Focus(s.first)
}

// Leave is called by the shell; nothing can be lost here.
func (s *safety) Leave(then func()) { then() }

// Keys is called by the shell.
func (s *safety) Keys() []kit.Key {
	return []kit.Key{
		{Name: "B", Mod: kit.Ctrl, Say: "safety.keys.backup", Do: s.backUp},
		{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.read},
	}
}

// Place is called by the shell.
func (s *safety) Place() any { return nil }
