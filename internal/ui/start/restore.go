package start

import (
	"context"
	"encoding/binary"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// restore chooses a backup: of the places that are known, or of a folder that is named.
func (s *Screen) restore() fyne.CanvasObject {
	h := s.host
	table := kit.NewFlatTable(h, []kit.Column{
		{Key: "made", Title: h.T("start.backup.made"), Width: 180, Loose: true, Fixed: true},
		{Key: "age", Title: h.T("start.backup.age"), Width: 110, Loose: true, Fixed: true},
		{Key: "state", Title: h.T("start.backup.state"), Width: 130, Loose: true, Fixed: true},
		{Key: "size", Title: h.T("start.backup.size"), Width: 100, Right: true, Fixed: true},
	})
	none := kit.Hint(h.T("start.backup.none"))
	var found []store.BackupInfo
	table.OnOpen = func(i int) {
		if found[i].Err == nil {
			s.backup = found[i]
			s.show(s.restoreOne)
		}
	}
	read := func(dirs []string) {
		kit.Go(h, func() (all []store.BackupInfo, _ error) {
			for _, dir := range dirs {
				in, err := s.o.Door.Backups(dir)
				if err == nil {
					all = append(all, in...)
				}
			}
			return all, nil
		}, func(all []store.BackupInfo, _ error) {
			found = all
			table.SetRows(&backupRows{h, all})
			none.Hidden = len(all) > 0
			table.Hidden = len(all) == 0
			s.whole.Refresh()
			if len(all) > 0 {
				table.Select(0)
				table.Focus()
			}
		})
	}
	browse := kit.NewButton(h, h.T("start.backup.browse"), kit.Ordinary, func() {
		h.AskPath(kit.PathSpec{Title: h.T("start.restore"), Hint: h.T("start.backup.browse.hint"), Start: kit.Documents(), Act: h.T("start.backup.browse.act"), Done: func(path string) {
			s.places = []string{path}
			read(s.places)
		}})
	})
	s.back = func() { s.show(s.entrance()) }
	s.first = browse
	places := s.places
	if len(places) == 0 && s.typed.dir != "" {
		places = []string{s.o.Door.BackupFolder(s.typed.dir)}
	}
	table.Hide()
	read(places)
	return container.NewVBox(kit.Heading(h.T("start.restore")), kit.Prose(h.T("start.restore.how")), kit.Gap(6), table, none, kit.Gap(6),
		container.NewHBox(browse, kit.NewButton(h, h.T("kit.back"), kit.Flat, s.back)))
}

// entrance is where Back leads to from what is about no folder in particular.
func (s *Screen) entrance() func() fyne.CanvasObject {
	if s.typed.dir != "" && s.o.Door.Holds(s.typed.dir) {
		return s.unlock
	}
	return s.welcome
}

// restoreOne asks for the passphrase of a backup and where it goes.
func (s *Screen) restoreOne() fyne.CanvasObject {
	h, b := s.host, s.backup
	held := s.typed.dir != "" && s.o.Door.Holds(s.typed.dir)
	pass, account := kit.NewPassphraseEntry(h), kit.NewEntry(h)
	account.SetText(s.typed.account)
	alarm := kit.Alarm("")
	to := kit.NewPathLine(h, s.free(), kit.PathSpec{Title: h.T("start.restore.to"), Hint: h.T("start.place.hint"), Act: h.T("start.place.act")})
	place := container.NewVBox(kit.Labelled(h.T("start.restore.to"), to.Container))
	where := kit.NewChips(h, true, []kit.Option{{Value: "new", Text: h.T("start.restore.new")}, {Value: "place", Text: h.T("start.restore.place")}})
	where.Set("new")
	kept := kit.Hint(h.T("start.restore.kept", s.typed.dir))
	kept.Hide()
	where.OnChange = func() {
		in := where.Values()[0] == "place"
		place.Hidden, kept.Hidden = in, !in
		s.whole.Refresh()
	}
	s.back = func() { s.show(s.restore) }
	s.enter = func() {
		spec := store.RestoreSpec{Path: b.Path, Account: field.Tidy(account.Text), Passphrase: pass.Text, Dir: to.Path()}
		if where.Values()[0] == "place" {
			spec.Dir, spec.InPlace = s.typed.dir, true
		}
		s.bringBack(spec, func(err error) {
			what, next := h.Explain(err)
			if errors.Is(err, field.Exists) {
				what, next = h.T("rescue.exists"), h.T("rescue.exists.hint")
			}
			alarm.SetText(what + next)
			h.Focus(pass)
			s.whole.Refresh()
		})
	}
	pass.OnEnter, account.OnEnter, to.Line.OnEnter = s.enter, s.enter, s.enter
	s.first = pass
	box := container.NewVBox(kit.Heading(h.T("start.restore")), kit.Prose(h.T("start.restore.one", h.Shown().Moment(b.Made), ago(h, b))),
		kit.Labelled(h.T("start.restore.pass"), pass), kit.Labelled(h.T("start.account.maybe"), account))
	if held {
		box.Add(kit.Labelled(h.T("start.restore.where"), where))
	}
	for _, o := range []fyne.CanvasObject{place, kept, alarm, kit.Gap(6),
		container.NewHBox(kit.NewButton(h, h.T("start.restore.act"), kit.Main, s.enter), kit.NewButton(h, h.T("kit.back"), kit.Flat, s.back))} {
		box.Add(o)
	}
	return box
}

// free proposes a place for a folder that is not there yet.
func (s *Screen) free() string {
	dir := s.typed.dir
	if dir == "" {
		dir = filepath.Join(kit.Documents(), s.host.T("start.folder"))
	}
	return dir + s.host.T("start.restore.suffix")
}

// bringBack restores a backup and opens the folder it made.
func (s *Screen) bringBack(spec store.RestoreSpec, failed func(error)) {
	h := s.host
	h.Long(kit.Job{
		Say: "start.restoring",
		Do:  func(ctx context.Context, tick kit.Tick) error { return s.o.Door.Restore(ctx, spec, tick) },
		Done: func(err error) {
			if errors.Is(err, field.Damaged) && !spec.Partial {
				h.Confirm(h.T("start.restoring"), h.T("start.restore.partial"), h.T("start.restore.partial.act"), func() {
					spec.Partial = true
					s.bringBack(spec, failed)
				})
				return
			}
			if err != nil {
				failed(err)
				return
			}
			s.typed.dir, s.typed.account = spec.Dir, spec.Account
			s.open(spec.Passphrase, failed)
		},
	})
}

// ago says how old a backup is.
func ago(h *kit.Host, b store.BackupInfo) string { return h.Ago(b.Age(h.Now())) }

// backupRows shows backups.
type backupRows struct {
	host *kit.Host
	all  []store.BackupInfo
}

// Len is called by the table.
func (r *backupRows) Len() int { return len(r.all) }

// ID numbers the lines; the table asks for no more.
func (r *backupRows) ID(i int) (id field.ID) {
	binary.BigEndian.PutUint64(id[8:], uint64(i)+1)
	return id
}

// Text is called by the table.
func (r *backupRows) Text(i int, key string) string {
	h, b := r.host, r.all[i]
	switch key {
	case "made":
		return h.Shown().Moment(b.Made)
	case "age":
		return ago(h, b)
	case "state":
		switch {
		case b.Err != nil:
			return h.T("start.backup.unreadable")
		case b.Verified == 0:
			return h.T("start.backup.unproved")
		}
		return h.T("start.backup.proved")
	case "size":
		return h.T("settings.mb", int(b.Size+(1<<20)-1)>>20)
	}
	return ""
}
