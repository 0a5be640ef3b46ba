package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Diagnosis is what can be told of a folder without a passphrase.
type Diagnosis struct {
	Code     field.Code // what keeps it from being opened; empty: nothing that can be seen from outside
	Troubles []Trouble
	Rescue   bool     // there is something that Rescue can be tried on
	Folder   field.ID // which folder it is; zero where nothing says so any more
}

// Diagnose looks at a folder and changes nothing.
func Diagnose(dir string) Diagnosis {
	d := new(Diagnosis)
	if _, err := os.Stat(dir); err != nil {
		d.Code = field.NoFolder
		return *d
	}
	beside, keysErr := readBundle(dir)
	d.Folder = beside.Folder
	if found, err := Conflicts(dir); err == nil && len(found) > 0 {
		d.add(Conflict)
	}
	if InSyncFolder(dir) {
		d.add(SyncFolder)
	}
	path := filepath.Join(dir, dataFile)
	if _, err := os.Stat(path); err != nil {
		switch {
		case !Is(dir):
			d.Code = field.NoFolder
		case vacant(dir) == nil:
			d.Code = field.Unfinished
		default: // the keys are there, the data is gone
			d.Code = field.Damaged
		}
		return *d
	}
	lock, err := shareFolder(dir)
	if err != nil {
		d.Code = field.InUse
		return *d
	}
	d.file(path, beside, keysErr)
	_ = giveBack(lock) // nothing was written under it
	return *d
}

func (d *Diagnosis) add(k TroubleKind) { d.Troubles = append(d.Troubles, Trouble{Kind: k}) }

// file looks into the data file as far as it is readable without a key.
func (d *Diagnosis) file(path string, beside *vault.Bundle, keysErr error) {
	d.Rescue = true
	sh, err := checkFile(path, true)
	if sh != nil && sh.metas[0] != sh.metas[1] {
		d.add(MetaDamaged)
	}
	if err != nil || sh.bad > 0 {
		d.add(FileDamaged)
	}
	var db *bolt.DB
	if err == nil {
		db, err = openBolt(path, true)
	}
	if err != nil {
		d.Code = codeOf(err)
		return
	}
	var folder field.ID
	var k keyring
	bad := 0
	err = guarded(func() error {
		return db.View(func(tx *bolt.Tx) (err error) {
			if folder, _, err = decodeFormat(bytes.Clone(value(tx, metaBucket, formatKey))); err == nil {
				bad, err = k.read(tx)
			}
			return err
		})
	})
	if err = errors.Join(err, guarded(db.Close)); err != nil {
		d.Code = codeOf(err)
		return
	}
	d.Folder = folder
	whole := keysErr == nil && beside.Folder == folder
	switch inside := &k; {
	case bad == 0 && whole, whole && len(beside.Slots) >= len(inside.Slots):
	case bad == 0:
		d.add(KeysBehind)
	default:
		d.add(KeysLost)
	}
	if len(k.Slots) == 0 && (!whole || len(beside.Slots) == 0) {
		d.Code = field.Damaged
	}
}

// readBundle reads keys.slot. What is returned is never nil.
func readBundle(dir string) (*vault.Bundle, error) {
	b, err := readSmall(filepath.Join(dir, keysFile))
	if err != nil {
		return new(vault.Bundle), err
	}
	beside, err := vault.DecodeBundle(b)
	if err != nil {
		return new(vault.Bundle), err
	}
	return beside, nil
}

// codeOf is what a person is told about an error with a file; Damaged where nothing else fits.
func codeOf(err error) field.Code {
	for _, c := range []field.Code{field.Newer, field.InUse, field.ReadOnly, field.NoFolder} {
		if errors.Is(err, c) {
			return c
		}
	}
	return field.Damaged
}
