package office

import (
	"context"
	"fmt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Diagnosis is what can be told of a folder that does not open, without a passphrase.
type Diagnosis struct {
	store.Diagnosis
	Backup    store.BackupInfo // the newest proved one in the ordinary place
	HasBackup bool
}

// Diagnose looks at a folder and the backups beside it. It changes nothing and needs some time for a large folder, so it belongs off
// the screen's goroutine.
func Diagnose(dir string) Diagnosis {
	d := Diagnosis{Diagnosis: store.Diagnose(dir)}
	all, err := store.Backups(BackupFolder(dir))
	if err != nil {
		return d
	}
	for _, b := range all {
		ours := d.Folder == field.ID{} || b.Folder == d.Folder
		if b.Err == nil && b.Verified != 0 && ours && (!d.HasBackup || newer(b, d.Backup)) {
			d.Backup, d.HasBackup = b, true
		}
	}
	return d
}

// RescueReport says what came of a rescue.
type RescueReport struct {
	store.Rescued
	To string // the new folder
}

// Whole reports whether all there was came along.
func (r RescueReport) Whole() bool {
	return r.Counted && len(r.Losses()) == 0
}

// RescueLoss is one kind of thing that did not come along as it was: the sentence and how many.
type RescueLoss struct {
	Say string
	N   int
}

// Losses are the kinds of which there are any.
func (r RescueReport) Losses() (out []RescueLoss) {
	for _, l := range []RescueLoss{
		{"rescue.lost", r.Lost}, {"rescue.older", r.Older}, {"rescue.locked", r.Locked}, {"rescue.newer", r.Newer}, {"rescue.nofiles", r.NoFiles},
	} {
		if l.N > 0 {
			out = append(out, l)
		}
	}
	return out
}

// Rescue brings what opens of a damaged folder into a new one, with the same accounts; of the damaged one nothing is changed. What the
// passphrase's account holds no key for stays behind. Codes: as store.Rescue.
func Rescue(ctx context.Context, dir, passphrase, to string, o Options, p store.Progress) (RescueReport, error) {
	so := o.filled().store()
	so.Progress = p
	found, err := store.Rescue(ctx, store.RescueSpec{Dir: dir, Passphrase: passphrase, To: to}, so)
	if err != nil {
		return RescueReport{Rescued: found}, fmt.Errorf("rescue: %w", err)
	}
	return RescueReport{Rescued: found, To: to}, nil
}
