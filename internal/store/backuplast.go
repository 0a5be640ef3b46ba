package store

import (
	"encoding/hex"
	"io"
	"path/filepath"
	"sync"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// lastFile notes in the data folder, sealed, the newest proved backup of each place: a stick in a drawer has to be asked for, and
// how old its backup is must be known without it. It is no part of the data and of no backup.
const lastFile = "backups"

// backups guards that one backup is made at a time, and keeps what was made last.
type backups struct {
	sync.Mutex
	disk func(io.Writer) io.Writer // tests: stands before the disk
	mu   sync.Mutex
	last map[string]lastDoc // by place; nil: not read yet
}

// lastDoc is a BackupInfo as it is kept.
type lastDoc struct {
	Name     string       `cbor:"1,keyasint"`
	Seq      uint64       `cbor:"2,keyasint"`
	Made     field.Moment `cbor:"3,keyasint"`
	Verified field.Moment `cbor:"4,keyasint"`
	Size     int64        `cbor:"5,keyasint"`
	Number   uint32       `cbor:"6,keyasint"`
}

func (s *Store) lastNotes() map[string]lastDoc {
	if s.backups.last == nil {
		s.backups.last = map[string]lastDoc{}
		sealed, err := readSmall(filepath.Join(s.dir, lastFile))
		if err == nil {
			_ = openDoc(s.ring, "last backups", sealed, &s.backups.last) // a note that cannot be read is none
		}
	}
	return s.backups.last
}

// noteBackup keeps a proved backup as the last one of its place. A note that cannot be written is one that is missing: nothing
// hangs on it but a sentence.
func (s *Store) noteBackup(i BackupInfo) {
	if i.Verified == 0 {
		return
	}
	s.backups.mu.Lock()
	defer s.backups.mu.Unlock()
	notes := s.lastNotes()
	notes[filepath.Dir(i.Path)] = lastDoc{Name: filepath.Base(i.Path), Seq: i.Seq, Made: i.Made, Verified: i.Verified, Size: i.Size, Number: i.number}
	s.writeNotes(notes)
}

func (s *Store) writeNotes(notes map[string]lastDoc) {
	if s.o.ReadOnly {
		return
	}
	if sealed, err := sealDoc(s.ring, "last backups", notes); err == nil {
		_ = writeBytes(filepath.Join(s.dir, lastFile), sealed)
	}
}

// noteAgain seals the notes with the newest common key, before the one they are sealed with is of the past.
func (s *Store) noteAgain() {
	s.backups.mu.Lock()
	defer s.backups.mu.Unlock()
	if notes := s.lastNotes(); len(notes) > 0 {
		s.writeNotes(notes)
	}
}

// Computer is a word for this computer that means nothing outside this folder, for settings that hold here only; empty where no anchor
// is kept.
func (s *Store) Computer() string {
	token, err := s.token()
	if err != nil {
		return ""
	}
	return hex.EncodeToString(token[:min(len(token), 8)])
}

// LastBackup returns the newest proved backup that was made of this folder here, in any place; false when there is none. The medium
// it lies on need not be there.
func (s *Store) LastBackup() (BackupInfo, bool) {
	s.backups.mu.Lock()
	defer s.backups.mu.Unlock()
	var newest BackupInfo
	for dir, d := range s.lastNotes() {
		if newest.Verified == 0 || d.Seq > newest.Seq || d.Seq == newest.Seq && d.Verified > newest.Verified { // clocks can be set back
			newest = d.info(dir, s.folder)
		}
	}
	return newest, newest.Verified != 0
}

// LastBackupIn returns the newest proved backup that was made in one place.
func (s *Store) LastBackupIn(dir string) (BackupInfo, bool) {
	s.backups.mu.Lock()
	defer s.backups.mu.Unlock()
	d, ok := s.lastNotes()[dir]
	return d.info(dir, s.folder), ok
}

func (d lastDoc) info(dir string, folder field.ID) BackupInfo {
	return BackupInfo{Path: filepath.Join(dir, d.Name), Folder: folder, Seq: d.Seq, Made: d.Made, Verified: d.Verified, Size: d.Size, number: d.Number}
}

// keysOf opens the keys that came along with a backup of this folder for the account that is signed in: the folder's own, which it
// holds, open all its backups.
func (s *Store) keysOf(keys *vault.Bundle) (*vault.Ring, error) {
	if keys.Folder != s.folder {
		return nil, field.Locked
	}
	return s.ring, nil
}
