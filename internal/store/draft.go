package store

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"cn.halfsky/internal/field"
)

// A draft is what a person typed and did not save. It lies beside the data, one file for each account, sealed with the account's own
// key: nobody else can read it, and nobody else's signing in touches it. It is in no backup.
const draftDir = "drafts"

const draftPlace = "draft"

// draftMost is the longest draft that is read: a file that was put there by somebody must not fill the memory.
const draftMost = 16 << 20

func (s *Store) draftPath() string {
	return filepath.Join(s.dir, draftDir, hex.EncodeToString(s.account.ID[:]))
}

// SaveDraft keeps text for the signed-in account in place of what was kept before; empty text removes it. When it returns nil, the
// draft is there after a power cut. Codes: NoSpace, ReadOnly.
func (s *Store) SaveDraft(text []byte) error {
	s.write.Lock()
	defer s.write.Unlock()
	if s.closed {
		return errShut
	}
	if len(text) == 0 {
		if err := os.Remove(s.draftPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove draft: %w", diskCode(err))
		}
		return nil
	}
	if err := os.MkdirAll(filepath.Join(s.dir, draftDir), 0o700); err != nil {
		return fmt.Errorf("save draft: %w", diskCode(err))
	}
	if err := writeBytes(s.draftPath(), s.account.Seal(draftPlace, text)); err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	return nil
}

// Draft returns what SaveDraft kept last for the signed-in account; nil when there is none. Code: Damaged.
func (s *Store) Draft() ([]byte, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if s.closed {
		return nil, errShut
	}
	info, err := os.Stat(s.draftPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && info.Size() > draftMost {
		err = field.Damaged
	}
	var sealed []byte
	if err == nil {
		sealed, err = os.ReadFile(s.draftPath())
	}
	if err != nil {
		return nil, fmt.Errorf("read draft: %w", diskCode(err))
	}
	return s.openDraft(sealed)
}

// SealDraft seals text as SaveDraft does and returns it, for a folder that cannot be written: it may lie in memory while the folder
// is closed. OpenDraft, called by the same account, opens it.
func (s *Store) SealDraft(text []byte) []byte {
	s.write.Lock()
	defer s.write.Unlock()
	return s.account.Seal(draftPlace, text)
}

// OpenDraft opens what SealDraft returned. Code: Damaged, also when it is another account's.
func (s *Store) OpenDraft(sealed []byte) ([]byte, error) {
	s.write.Lock()
	defer s.write.Unlock()
	return s.openDraft(sealed)
}

func (s *Store) openDraft(sealed []byte) ([]byte, error) {
	text, err := s.account.Open(draftPlace, sealed)
	if err != nil {
		return nil, fmt.Errorf("open draft: %w", coded(err))
	}
	return text, nil
}
