package ui

import (
	"time"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

const (
	backupOld  = 24 * time.Hour // from when on the status line asks for attention
	backupLook = time.Minute    // how often its age is told anew
)

// watchBackup keeps the status line's word of the newest proved backup true for as long as the folder is open.
func (p *Program) watchBackup(d *desk) {
	d.office.WatchBackups(func() {
		p.host.Quietly(func() error { return nil }, func(error) { p.showBackup(d) })
	})
	p.backupAgain(d)
}

func (p *Program) backupAgain(d *desk) {
	if p.desk != d {
		return
	}
	p.showBackup(d)
	p.host.After(backupLook, func() { p.backupAgain(d) })
}

func (p *Program) showBackup(d *desk) {
	if p.desk != d {
		return
	}
	var state office.BackupState
	p.host.Quietly(func() error { state = d.office.BackupState(); return nil }, func(error) {
		if p.desk == d && p.shell != nil {
			p.shell.SetBackup(backupWords(p.host, state))
		}
	})
}

// backupWords says how old the newest proved backup is and what is wrong with a place; late when somebody has to do something.
func backupWords(h *kit.Host, s office.BackupState) (text string, late bool) {
	switch {
	case s.Running:
		text = h.T("status.backup.running")
	case s.Last.Verified == 0:
		text, late = h.T("status.backup.none"), true
	default:
		text, late = h.T("status.backup.last", h.Ago(s.Age)), s.Age > backupOld
	}
	for _, place := range s.Places {
		switch {
		case place.Err != nil && !place.Missing:
			return h.T("status.backup.and", text, h.T("status.backup.failed")), true
		case place.Missing:
			text = h.T("status.backup.and", text, h.T("status.backup.missing"))
		}
	}
	return text, late
}

// toBackups goes to where backups are looked after.
func (p *Program) toBackups() {
	p.shell.GoTo("settings")
	if g, ok := p.shell.screen().(*kit.Group); ok && p.shell.At() == "settings" {
		g.Show("safety")
	}
}
