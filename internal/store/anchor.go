package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"cn.halfsky/internal/field"
)

// The anchor is a note outside the data folder of the newest state seen there: number and chain head of the newest journal
// entry. Everything inside a folder proves itself just as well after the whole folder was replaced by an older copy; only
// something outside can tell. It is no secret and holds no key; a keyed digest keeps it from being made up.
//
//	"HSANCHOR" | [1] 1 | [8] sequence | [32] chain | [32] HMAC-SHA256
const anchorMagic = "HSANCHOR\x01"

type anchor struct {
	path string // empty: none is kept
	key  []byte

	writing sync.Mutex // held while the note is written

	mu    sync.Mutex
	seq   uint64 // to be written
	chain []byte
	wake  chan struct{}
	quit  chan struct{}
	done  chan struct{}
}

func newAnchor(dir string, folder field.ID, key []byte) *anchor {
	a := &anchor{key: key}
	if dir != "" {
		a.path = filepath.Join(dir, "anchor-"+hex.EncodeToString(folder[:8]))
	}
	return a
}

func (a *anchor) encode(seq uint64, chain []byte) []byte {
	b := binary.BigEndian.AppendUint64([]byte(anchorMagic), seq)
	b = append(b, chain...)
	m := hmac.New(sha256.New, a.key)
	_, _ = m.Write(b) // a hash never fails
	return m.Sum(b)
}

// read returns the state noted last; ok is false when there is no note, or none made with this folder's key.
func (a *anchor) read() (seq uint64, chain []byte, ok bool, err error) {
	if a.path == "" {
		return 0, nil, false, nil
	}
	b, err := os.ReadFile(a.path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil, false, nil
	}
	if err != nil {
		return 0, nil, false, fmt.Errorf("read anchor: %w", err)
	}
	n := len(anchorMagic)
	if len(b) != n+8+32+32 {
		return 0, nil, false, nil
	}
	seq, chain = binary.BigEndian.Uint64(b[n:]), b[n+8:n+40]
	return seq, chain, bytes.Equal(a.encode(seq, chain), b), nil
}

// start writes notes in the background: a write of a record need not wait for it, and of many only the last counts.
func (a *anchor) start(failed func(error)) {
	if a.path == "" {
		return
	}
	a.wake, a.quit, a.done = make(chan struct{}, 1), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(a.done)
		for {
			select {
			case <-a.quit:
				return
			case <-a.wake:
			}
			if err := a.flush(); err != nil {
				failed(err)
			}
			select {
			case <-a.quit:
				return
			case <-time.After(anchorPause):
			}
		}
	}()
}

const anchorPause = 2 * time.Second

// note has the state written soon.
func (a *anchor) note(seq uint64, chain []byte) {
	if a.path == "" {
		return
	}
	a.mu.Lock()
	a.seq, a.chain = seq, chain
	a.mu.Unlock()
	select {
	case a.wake <- struct{}{}:
	default: // it is awake already and will see the newest
	}
}

// flush writes the note, if one waits to be written.
func (a *anchor) flush() error {
	a.writing.Lock()
	defer a.writing.Unlock()
	a.mu.Lock()
	seq, chain := a.seq, a.chain
	a.seq, a.chain = 0, nil
	a.mu.Unlock()
	if chain == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(a.path), 0o700); err != nil {
		return fmt.Errorf("write anchor: %w", err)
	}
	return writeBytes(a.path, a.encode(seq, chain))
}

// stop writes what is left and ends the background work.
func (a *anchor) stop() error {
	if a.path == "" || a.wake == nil {
		return nil
	}
	close(a.quit)
	<-a.done
	return a.flush()
}
