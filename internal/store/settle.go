package store

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// settle compares the folder with the anchor, reads the tables, and becomes a new desk where another copy may be writing too.
func (s *Store) settle() error {
	moved, err := s.compareAnchor()
	if err != nil {
		return err
	}
	if err := s.load(); err != nil {
		return err
	}
	s.startClock()
	s.lookAround()
	if s.o.ReadOnly {
		if !s.keyring.unlisted { // that was told, and is worse
			s.notice(Trouble{Kind: FolderReadOnly})
		}
		s.nameAccounts()
		return nil
	}
	for _, step := range []func() error{s.migrate, s.ableToSign} {
		if err := step(); err != nil {
			return err
		}
	}
	if err := s.takeDesk(moved || s.uncounted); err != nil {
		return err
	}
	if moved {
		s.dropMark()
	}
	s.anchor.start(func(error) { s.notice(Trouble{Kind: AnchorFailed}) }) // only now: nobody stops it when opening fails
	if s.head.Seq > 0 {                                                   // before the first entry there is no state to note, and nothing to compare a note with
		s.anchor.note(s.head.Seq, s.head.Chain)
	}
	s.nameAccounts()
	s.keepBallast()
	s.sweepBlobs()
	_ = remove(s.compactPath()) // what a Compact that was cut off left; it is overwritten otherwise
	return nil
}

// compareAnchor reports whether this folder may be a copy of one that goes on elsewhere.
func (s *Store) compareAnchor() (moved bool, err error) {
	if s.wasRestored() {
		return true, nil
	}
	seq, chain, ok, err := s.anchor.read()
	if err != nil {
		s.notice(Trouble{Kind: AnchorFailed})
		return false, nil
	}
	switch {
	case s.anchor.path == "":
		return false, nil
	case !ok: // never opened here: a new folder, or one that was brought here
		if _, err := os.Stat(s.anchor.path); err == nil { // a note is there, and it is no longer what was written
			s.notice(Trouble{Kind: AnchorFailed})
		}
		return s.head.Seq > 1, nil
	case seq == s.head.Seq && bytes.Equal(chain, s.head.Chain):
		return false, nil
	case seq > s.head.Seq:
		s.notice(Trouble{Kind: OlderFolder, Seq: s.head.Seq})
		return true, nil
	}
	here, err := s.chainAt(seq)
	if err != nil || !bytes.Equal(here, chain) {
		s.notice(Trouble{Kind: OtherFolder, Seq: seq})
		return true, nil
	}
	return false, nil // written here, or elsewhere as the same folder, after the note
}

// chainAt returns the chain after entry seq as the entry has it.
func (s *Store) chainAt(seq uint64) (chain []byte, err error) {
	h := s.newest()
	switch seq {
	case 0:
		return chainStart(s.folder), nil
	case h.Seq:
		return h.Chain, nil
	}
	err = s.view(func(tx *bolt.Tx) error {
		p, err := entryParts(tx, seq)
		chain = p.chain
		return err
	})
	return chain, err
}

// mendKeys writes the slots anew to where they were damaged or behind. That it fails is no reason not to open the folder: the
// trouble is noted and stays.
func (s *Store) mendKeys() {
	s.write.Lock()
	defer s.write.Unlock()
	err := s.transact(s.keyring.write)
	if err != nil { // as after any failed save: what is in the file is read anew, whether it landed or not
		if _, again := s.reopen(); again != nil {
			err = errors.Join(err, again)
		}
	} else {
		err = s.keyring.copyOut(s.dir)
	}
	if err != nil {
		s.notice(Trouble{Kind: KeysBehind})
	}
}

// roomBeside is what must stay free for work beside the reserve, else making it would itself fill the disk.
const roomBeside = 32 << 20

// keepBallast makes the reserve again, in the background, when there is room for it.
func (s *Store) keepBallast() {
	path := filepath.Join(s.dir, ballastFile)
	if _, err := os.Stat(path); err == nil || s.o.Ballast < 0 {
		return
	}
	if free, ok := freeSpace(s.dir); ok && free < s.o.Ballast+roomBeside {
		s.notice(Trouble{Kind: BallastUsed})
		return
	}
	s.warming.Go(func() {
		err := writeFile(path, func(w io.Writer) error {
			_, err := io.CopyN(w, rand.Reader, s.o.Ballast) // random: a file system that packs zeros would keep nothing back
			return err
		})
		if err != nil && isNoSpace(err) {
			s.notice(Trouble{Kind: BallastUsed})
		}
	})
}
