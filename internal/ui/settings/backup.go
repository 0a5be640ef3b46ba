package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// stale is the age from which on a backup is told of in red.
const stale = 24 * time.Hour

// tellPlaces says for every place when the last backup was made there and proved.
func (s *safety) tellPlaces() {
	h, st := s.host, s.known.backup
	s.places.Objects = nil
	switch {
	case st.Last.Verified == 0:
		s.places.Add(kit.Alarm(h.T("safety.backup.never")))
	case st.Age > stale && st.Changed:
		s.places.Add(kit.Alarm(h.T("safety.backup.old", h.Ago(st.Age))))
	default:
		s.places.Add(kit.Prose(h.T("safety.backup.last", h.Shown().Moment(st.Last.Made), h.Ago(st.Age))))
	}
	for _, p := range st.Places {
		s.places.Add(s.place(p))
	}
}

// place is one place of backups: what lies there, and the way to give it up.
func (s *safety) place(p office.BackupPlace) fyne.CanvasObject {
	h := s.host
	box := container.NewVBox(kit.Word(p.Dir))
	switch {
	case p.Missing:
		box.Add(kit.Hint(h.T("safety.place.missing")))
	case p.Err != nil:
		what, next := h.Explain(p.Err)
		box.Add(kit.Alarm(what))
		box.Add(kit.Hint(next))
	}
	if p.Last.Verified != 0 {
		box.Add(kit.Hint(h.T("safety.place.last", h.Shown().Moment(p.Last.Made), h.Shown().Moment(p.Last.Verified), megabytes(p.Last.Size))))
	} else {
		box.Add(kit.Hint(h.T("safety.place.none")))
	}
	if len(s.known.backup.Places) < 2 || !s.desk.May(centre.MaySettings) {
		return box
	}
	return container.NewBorder(nil, nil, nil, container.NewVBox(kit.NewButton(h, h.T("safety.place.drop"), kit.Flat, func() { s.dropPlace(p) })), box)
}

// backUp makes a backup now.
func (s *safety) backUp() {
	h := s.host
	var made store.BackupInfo
	h.Long(kit.Job{
		Say: "safety.backing",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			made, err = s.desk.Backup(ctx, tick)
			return err
		},
		Done: func(err error) {
			s.read()
			switch {
			case err != nil:
				h.Trouble(h.T("safety.backing"), err, h.T("safety.backing.kept"))
			case made.Verified == 0:
				h.Ask(h.T("safety.backing"), h.T("safety.backed.unproved"), kit.Choice{Text: h.T("kit.close"), Kind: kit.Main})
			default:
				h.Toast(h.T("safety.backed"), nil)
			}
		},
	})
}

// addPlace asks for one more folder for backups, such as a stick.
func (s *safety) addPlace() {
	h := s.host
	h.AskPath(kit.PathSpec{Title: h.T("safety.place.add"), Hint: h.T("safety.place.hint"), Start: kit.Documents(), Act: h.T("safety.place.act"), Done: func(path string) {
		s.setPlaces(append(s.dirs(), path))
	}})
}

func (s *safety) dropPlace(p office.BackupPlace) {
	h := s.host
	h.Confirm(h.T("safety.place.drop"), h.T("safety.place.drop.what", p.Dir), h.T("safety.place.drop"), func() {
		var left []string
		for _, dir := range s.dirs() {
			if dir != p.Dir && !(p.Own && dir == "") {
				left = append(left, dir)
			}
		}
		s.setPlaces(left)
	})
}

// dirs are the places as they are set.
func (s *safety) dirs() (out []string) {
	for _, p := range s.known.backup.Places {
		if p.Own {
			out = append(out, "")
		} else {
			out = append(out, p.Dir)
		}
	}
	return out
}

func (s *safety) setPlaces(dirs []string) {
	h := s.host
	kit.Go(h, func() (struct{}, error) {
		return struct{}{}, s.desk.SetBackupPlaces(context.Background(), dirs)
	}, func(_ struct{}, err error) {
		h.Trouble(h.T("safety.place.add"), err, "")
		s.read()
	})
}

// askVerify restores the newest backup for the time being, checks it whole and throws that away: a drill.
func (s *safety) askVerify() {
	h, last := s.host, s.known.backup.Last
	if last.Verified == 0 {
		h.Ask(h.T("safety.backup.verify"), h.T("safety.backup.never"), kit.Choice{Text: h.T("kit.close"), Kind: kit.Main})
		return
	}
	pass := kit.NewPassphraseEntry(h)
	alarm := kit.Alarm("")
	var p *kit.Panel
	verify := func() {
		var rep store.Report
		h.Long(kit.Job{
			Say: "safety.verifying",
			Do: func(ctx context.Context, tick kit.Tick) (err error) {
				rep, err = s.desk.VerifyBackup(ctx, last.Path, pass.Text, tick)
				return err
			},
			Done: func(err error) {
				if err != nil {
					what, _ := h.Explain(err)
					alarm.SetText(what)
					h.Focus(pass)
					return
				}
				p.Close()
				tellReport(h, h.T("safety.verified"), rep)
			},
		})
	}
	pass.OnEnter = verify
	p = h.Open(kit.PanelSpec{
		Title: h.T("safety.backup.verify"), Width: 500, Focus: pass,
		Body: container.NewVBox(kit.Prose(h.T("safety.verify.what", h.Shown().Moment(last.Made))), kit.Labelled(h.T("safety.verify.pass"), pass), alarm),
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() }), kit.NewButton(h, h.T("safety.backup.verify"), kit.Main, verify),
		},
	})
}

// askRestore says what restoring does and leads to where it is done: with the folder closed.
func (s *safety) askRestore() {
	h := s.host
	h.Confirm(h.T("safety.restore"), h.T("safety.restore.what"), h.T("safety.restore.act"), s.restore)
}
