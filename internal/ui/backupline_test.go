package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// TestBackupWords: fresh, old, never, under way, a place that is away and one that fails read differently, and only what somebody has
// to look after asks for attention.
func TestBackupWords(t *testing.T) {
	s := newStage(t, Spec{})
	h := s.host
	proved := store.BackupInfo{Verified: 1}
	away, broken := office.BackupPlace{Missing: true}, office.BackupPlace{Err: errors.New("example")}
	for name, c := range map[string]struct {
		state office.BackupState
		says  []string
		late  bool
	}{
		"fresh":   {office.BackupState{Last: proved, Age: time.Minute}, []string{h.T("status.backup.last", h.Ago(time.Minute))}, false},
		"a day":   {office.BackupState{Last: proved, Age: 24 * time.Hour}, []string{h.Ago(24 * time.Hour)}, false},
		"old":     {office.BackupState{Last: proved, Age: 25 * time.Hour}, []string{h.Ago(25 * time.Hour)}, true},
		"never":   {office.BackupState{}, []string{h.T("status.backup.none")}, true},
		"running": {office.BackupState{Running: true}, []string{h.T("status.backup.running")}, false},
		"away":    {office.BackupState{Last: proved, Places: []office.BackupPlace{{}, away}}, []string{h.T("status.backup.missing")}, false},
		"failed":  {office.BackupState{Last: proved, Places: []office.BackupPlace{broken}}, []string{h.T("status.backup.failed")}, true},
	} {
		text, late := backupWords(h, c.state)
		for _, want := range c.says {
			if !strings.Contains(text, want) || late != c.late {
				t.Errorf("%s reads %q, late %v", name, text, late)
			}
		}
	}
}

// TestBackupLineLeadsToBackups: the state stands at the lower right, follows a change of language, and Enter on it leads to where
// backups are looked after.
func TestBackupLineLeadsToBackups(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.keys("Escape")
	b.says(b.host.T("status.backup.none"))
	before := b.host.T("status.backup.none")
	b.host.Press("G", kit.Ctrl)
	b.settle()
	b.says(b.host.T("status.backup.none"))
	b.saysNot(before)
	for range 60 {
		b.window.Canvas().FocusNext()
		if _, ok := b.focused().(*kit.StatusNote); ok {
			break
		}
	}
	b.keys(string(fyne.KeyReturn))
	if b.shell.At() != "settings" {
		t.Fatalf("it led to %s", b.shell.At())
	}
	b.says(b.host.T("safety.backup.now"))
}
