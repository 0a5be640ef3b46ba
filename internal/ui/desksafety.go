package ui

import (
	"context"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// May reports whether the person who is signed in has a right.
func (d *desk) May(right string) bool { return d.office.May(right) }

// People returns all accounts of people.
func (d *desk) People() ([]office.Person, error) {
	all, err := d.office.People()
	return all, d.told(err)
}

// Roles returns all roles.
func (d *desk) Roles() ([]*centre.Role, error) {
	all, err := d.office.Roles()
	return all, d.told(err)
}

// AddPerson makes an account.
func (d *desk) AddPerson(c context.Context, n office.NewPerson) error {
	_, err := d.office.AddPerson(c, n)
	return d.told(err)
}

// RenamePerson gives an account another name.
func (d *desk) RenamePerson(c context.Context, id field.ID, name string) error {
	return d.told(d.office.RenamePerson(c, id, name))
}

// SetRole gives an account another role.
func (d *desk) SetRole(c context.Context, id field.ID, role string, tick kit.Tick) error {
	return d.told(d.office.SetRole(c, id, role, store.Progress(tick)))
}

// ClosePerson shuts an account.
func (d *desk) ClosePerson(c context.Context, id field.ID, tick kit.Tick) error {
	return d.told(d.office.ClosePerson(c, id, store.Progress(tick)))
}

// ResetPerson gives an account another passphrase without its own.
func (d *desk) ResetPerson(c context.Context, id field.ID, pass string) ([]field.Space, error) {
	lost, err := d.office.ResetPerson(c, id, pass)
	return lost, d.told(err)
}

// Unsealed counts the values that wait to be sealed anew.
func (d *desk) Unsealed() (n int) {
	for _, left := range d.office.Unsealed() {
		n += left
	}
	return n
}

// RotateKeys gives every space a new key.
func (d *desk) RotateKeys(c context.Context, tick kit.Tick) error {
	return d.told(d.office.RotateKeys(c, store.Progress(tick)))
}

// RecoverySheets returns the sheets that open the folder.
func (d *desk) RecoverySheets() []office.RecoverySheet { return d.office.RecoverySheets() }

// MakeRecovery makes a recovery sheet.
func (d *desk) MakeRecovery(c context.Context, m office.RecoveryMaking) (office.RecoveryMade, error) {
	made, err := d.office.MakeRecovery(c, m)
	return made, d.told(err)
}

// Drill proves that a recovery sheet opens the folder.
func (d *desk) Drill(c context.Context, codes ...string) (office.RecoverySheet, error) {
	sheet, err := d.office.Drill(c, codes...)
	return sheet, d.told(err)
}

// ExtendRecovery gives the sheets what this person can open and they cannot.
func (d *desk) ExtendRecovery(c context.Context) (int, error) {
	n, err := d.office.ExtendRecovery(c)
	return n, d.told(err)
}

// BackupState says how the backups stand.
func (d *desk) BackupState() office.BackupState { return d.office.BackupState() }

// Backup makes a backup in every place.
func (d *desk) Backup(c context.Context, tick kit.Tick) (store.BackupInfo, error) {
	info, err := d.office.Backup(c, store.Progress(tick))
	return info, d.told(err)
}

// SetBackupPlaces decides where backups go.
func (d *desk) SetBackupPlaces(c context.Context, dirs []string) error {
	return d.told(d.office.SetBackupPlaces(c, dirs))
}

// VerifyBackup restores a backup for the time being and checks it whole.
func (d *desk) VerifyBackup(c context.Context, path, passphrase string, tick kit.Tick) (store.Report, error) {
	o := d.door.options
	o.Account = d.office.Me().Name
	rep, err := office.VerifyBackup(c, path, passphrase, o, store.Progress(tick))
	if err == nil && rep.Sound() {
		err = d.office.NoteVerified(c)
	}
	return rep, d.told(err)
}
