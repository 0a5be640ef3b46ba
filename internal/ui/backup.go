package ui

import (
	"context"
	"errors"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// keepBackups makes backups for as long as the folder is open; closing it ends that.
func (p *Program) keepBackups(d *desk) {
	if p.o.Still {
		return
	}
	p.host.Quietly(func() error {
		d.office.Keep(ctx())
		return nil
	}, func(error) {})
}

// closeWhole makes a backup of what was changed and closes the folder. Who stops the backup has the folder closed without it: the
// backups there are stay.
func (p *Program) closeWhole(d *desk, text []byte, done func(error)) {
	p.host.Long(kit.Job{
		Say: "safety.closing",
		Do: func(c context.Context, tick kit.Tick) (err error) {
			if !p.o.Still {
				_, err = d.office.BackupBeforeClose(c, store.Progress(tick))
			}
			if errors.Is(err, field.Cancelled) {
				err = nil
			}
			return errors.Join(err, leaveDraft(d, text), d.office.Close())
		},
		Done: done,
	})
}

// offerSheet asks whoever made a folder to make its recovery sheet now.
func (p *Program) offerSheet() {
	h := p.host
	h.Ask(h.T("safety.sheet.first"), h.T("safety.sheet.first.what"), kit.Choice{Text: h.T("safety.sheet.first.later")},
		kit.Choice{Text: h.T("safety.sheet.make"), Kind: kit.Main, Do: func() {
			h.AskSheet(p.desk, false, func() { p.shell.screen().Shown() })
		}})
}
