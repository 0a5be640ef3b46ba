package office

import (
	"context"
	"errors"
	"slices"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// The acts that change no record and no setting, and yet stand in the journal.
const (
	verbCheck  = "check"
	verbBackup = "backup"
	verbVerify = "verify"
)

// leavesAsItWas reports whether a verb leaves the data as it was: no backup is due for its sake.
func leavesAsItWas(verb string) bool {
	return slices.Contains([]string{verbSignIn, verbSignOut, verbCheck, verbBackup, verbVerify}, verb)
}

// noteAct writes into the journal that something was done. A folder that is only looked at has no lines for it.
func (o *Office) noteAct(ctx context.Context, verb string) error {
	err := o.note(ctx, verb, store.Noted, about{}, "")
	if errors.Is(err, field.ReadOnly) {
		return nil
	}
	return err
}

// NoteVerified writes into the journal that a backup was restored for a trial and proved.
func (o *Office) NoteVerified(ctx context.Context) error { return o.noteAct(ctx, verbVerify) }
