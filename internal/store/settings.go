package store

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"maps"
	"regexp"
	"strings"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// A bound document is a small sealed value in the meta bucket whose digest the head keeps, so that an older one cannot be put back.
// Settings are such documents, one per name, and so is the list of slots and keys. The head keeps the digests of the desks' counters too.

// settingKey begins the key of a setting in the meta bucket.
const settingKey = "s "

var settingName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)

// Setting reads the setting of that name into what into points to and reports whether there is one; where there is none, into
// stays as it is. Every account can read it. It may be called within an Update and then gives what was saved before. Code: Damaged
// when it was changed or put back behind the program's back.
func (s *Store) Setting(name string, into any) (bool, error) {
	s.mu.RLock()
	text, ok := s.settings[name]
	lost := s.lostSettings[name]
	s.mu.RUnlock()
	switch {
	case lost:
		return false, fmt.Errorf("read setting %s: %w", name, field.Damaged)
	case !ok:
		return false, nil
	}
	if err := cborDec.Unmarshal(text, into); err != nil {
		return false, fmt.Errorf("read setting %s: %w", name, field.Damaged)
	}
	return true, nil
}

// SetSetting keeps v, anything CBOR can hold, as the setting of that name; the journal says that it was changed, not to what.
func (tx *Tx) SetSetting(name string, v any) error {
	if !settingName.MatchString(name) {
		return fmt.Errorf("keep setting %q: no name for one", name)
	}
	text, err := cborEnc.Marshal(v)
	if err != nil {
		return fmt.Errorf("keep setting %s: %w", name, err)
	}
	if tx.settings == nil {
		tx.settings = map[string][]byte{}
	}
	if _, ok := tx.settings[name]; !ok {
		tx.Note(Noted, nil, field.ID{}, name)
	}
	tx.settings[name] = text
	return nil
}

// boundDoc is a sealed document of the meta bucket, ready to be written.
type boundDoc struct {
	key    string
	sealed []byte
}

// bind adds a sealed document to the transaction and its digest to the head.
func (w *write) bind(key string, sealed []byte) {
	w.bound = append(w.bound, boundDoc{key, sealed})
	w.head.bindTo(key, sealed)
	w.head.Seals++
}

// bindTo keeps the digest of a sealed document as that of the newest.
func (h *head) bindTo(key string, sealed []byte) {
	sum := sha256.Sum256(sealed)
	h.Bound[key] = sum[:]
}

// newest reports whether that is the document the head knows; one of a folder that never kept its digest is.
func (h *head) newest(key string, sealed []byte) bool {
	sum := sha256.Sum256(sealed)
	return h.Bound[key] == nil || sealed != nil && subtle.ConstantTimeCompare(sum[:], h.Bound[key]) == 1
}

// sealSettings seals what tx set.
func (s *Store) sealSettings(tx *Tx, w *write) error {
	for name, text := range tx.settings {
		sealed, err := sealText(s.ring, "setting "+name, text)
		if err != nil {
			return err
		}
		w.bind(settingKey+name, sealed)
	}
	return nil
}

func putBound(meta *bolt.Bucket, docs []boundDoc) error {
	for _, d := range docs {
		if err := meta.Put([]byte(d.key), d.sealed); err != nil {
			return err
		}
	}
	return nil
}

// bound returns the sealed document under that key, if it is the one the head knows.
func (h *head) bound(tx *bolt.Tx, key string) ([]byte, error) {
	sealed := bytes.Clone(value(tx, metaBucket, []byte(key)))
	if sealed == nil || !h.newest(key, sealed) {
		return nil, fmt.Errorf("read %s: not the newest: %w", key, field.Damaged)
	}
	return sealed, nil
}

// readSettings takes all settings into the memory. A damaged one costs only itself.
func (s *Store) readSettings(tx *bolt.Tx) {
	s.settings, s.lostSettings = map[string][]byte{}, map[string]bool{}
	for key := range s.head.Bound {
		name, ok := strings.CutPrefix(key, settingKey)
		if !ok {
			continue
		}
		sealed, err := s.head.bound(tx, key)
		if err == nil {
			s.settings[name], err = openText(s.ring, "setting "+name, sealed)
		}
		if err != nil {
			delete(s.settings, name)
			s.lostSettings[name] = true
		}
	}
}

// adoptSettings takes saved settings over into the memory. The caller holds s.mu.
func (s *Store) adoptSettings(tx *Tx) {
	maps.Copy(s.settings, tx.settings)
	for name := range tx.settings {
		delete(s.lostSettings, name)
	}
}
