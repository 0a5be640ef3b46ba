package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"

	"cn.halfsky/internal/field"
)

// markFile says in a folder that was restored and not opened yet which backup it came from, sealed, so that nobody without a key can
// pass off an older copy as restored. It names the state of the anchor at the time: once the folder, or another copy of it, was
// written here, the mark of an earlier restore means nothing any more.
const markFile = "restored"

type markDoc struct {
	Made   field.Moment `cbor:"1,keyasint"` // of the backup
	Seq    uint64       `cbor:"2,keyasint"`
	Chain  []byte       `cbor:"3,keyasint"`
	Anchor []byte       `cbor:"4,keyasint"` // SHA-256 of the anchor; empty: there was none
}

// leaveMark writes the mark into a restored folder.
func (r *restoring) leaveMark(dir string) error {
	sum, err := anchorSum(newAnchor(r.o.Anchor, r.b.folder, nil).path)
	if err != nil {
		return err
	}
	sealed, err := sealDoc(r.ring, "restored", markDoc{Made: r.b.made, Seq: r.b.seq, Chain: r.b.m.Chain, Anchor: sum})
	if err != nil {
		return err
	}
	return writeBytes(filepath.Join(dir, markFile), sealed)
}

func anchorSum(path string) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(b)
	return sum[:], nil
}

// wasRestored reports whether the folder is as a restore left it, and notes which backup it came from.
func (s *Store) wasRestored() bool {
	sealed, err := readSmall(filepath.Join(s.dir, markFile))
	if err != nil {
		return false
	}
	var m markDoc
	if err := openDoc(s.ring, "restored", sealed, &m); err != nil {
		return false
	}
	sum, err := anchorSum(s.anchor.path)
	if err != nil || m.Seq != s.head.Seq || !bytes.Equal(m.Chain, s.head.Chain) || !bytes.Equal(sum, m.Anchor) {
		return false
	}
	s.restored = m.Made
	s.notice(Trouble{Kind: FolderRestored, Seq: m.Seq})
	return true
}

// RestoredFrom returns when the backup was made that the folder was restored from before it was opened; false when it was not.
func (s *Store) RestoredFrom() (field.Moment, bool) { return s.restored, s.restored != 0 }

// moveVerb is how the journal says why the folder became another desk.
func (s *Store) moveVerb() Verb {
	if s.restored != 0 {
		return Verb{Name: "restore", Reason: stampOf(s.restored)}
	}
	return Verb{Name: "desk"}
}

// dropMark takes the mark away once the folder is a desk of its own. One that stays is outdated by then.
func (s *Store) dropMark() { _ = os.Remove(filepath.Join(s.dir, markFile)) }
