package store

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Tries are passphrases that did not open the folder on this computer since somebody signed in here last.
type Tries struct {
	Count int
	First field.Moment
	Last  field.Moment
}

// triesFile holds one line per try, in a folder outside the data: who copies the data and tries elsewhere cannot be counted, but who
// tries at this desk is. It names nobody. A line is a moment and a checksum, appended in one write, so that two programs can count at
// once and a line that is damaged costs that line alone.
type triesFile struct{ path string } // empty: none is kept

const (
	tryLine  = 8 + 4
	mostRead = 64 << 10 // bytes from the end of the file that count; whoever made it longer waits the longest time anyway
)

func newTries(dir string, folder field.ID) triesFile {
	if dir == "" {
		return triesFile{}
	}
	return triesFile{filepath.Join(dir, "tries-"+hex.EncodeToString(folder[:8]))}
}

// read returns what is counted. A file that cannot be read counts nothing: it must never keep anybody out.
func (f triesFile) read() (t Tries) {
	if f.path == "" {
		return t
	}
	file, err := os.Open(f.path)
	if err != nil {
		return t
	}
	defer func() { _ = file.Close() }() // nothing was written
	if info, err := file.Stat(); err == nil && info.Size() > mostRead {
		if _, err := file.Seek(-(mostRead - mostRead%tryLine), io.SeekEnd); err != nil {
			return t
		}
	}
	b, err := io.ReadAll(io.LimitReader(file, mostRead))
	if err != nil {
		return t
	}
	return readTries(b)
}

// readTries counts lines. What is no line is passed over byte by byte, so that lines after it count.
func readTries(b []byte) (t Tries) {
	for len(b) >= tryLine {
		if crc32.ChecksumIEEE(b[:8]) != binary.BigEndian.Uint32(b[8:tryLine]) || binary.BigEndian.Uint64(b) == 0 {
			b = b[1:]
			continue
		}
		t.Last = field.Moment(binary.BigEndian.Uint64(b))
		if t.Count++; t.Count == 1 {
			t.First = t.Last
		}
		b = b[tryLine:]
	}
	return t
}

// add counts one more.
func (f triesFile) add(now time.Time) error {
	if f.path == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return fmt.Errorf("count try: %w", diskCode(err))
	}
	file, err := os.OpenFile(f.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("count try: %w", diskCode(err))
	}
	line := binary.BigEndian.AppendUint64(nil, uint64(field.MomentOf(now)))
	_, err = file.Write(binary.BigEndian.AppendUint32(line, crc32.ChecksumIEEE(line)))
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("count try: %w", diskCode(err))
	}
	return nil
}

// tryDelays is how long the next try has to wait after so many that failed. Nobody is ever locked out: that would be a way to keep
// the centre from its cases.
var tryDelays = [...]time.Duration{0, 0, 0, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second, 30 * time.Second}

// delay is how long to wait now. A clock that was set back makes nobody wait longer than one delay.
func (t Tries) delay(now time.Time) time.Duration {
	full := tryDelays[min(t.Count, len(tryDelays)-1)]
	since := time.Duration(field.MomentOf(now)-t.Last) * time.Millisecond
	return max(0, min(full, full-since))
}

// wait lets the time pass that tries that failed cost.
func (f triesFile) wait(o Options) {
	if d := f.read().delay(o.Clock()); d > 0 {
		o.Wait(d)
	}
}

// try unlocks an account. A passphrase that is wrong is counted, and each costs the next try more time.
func (k *keyring) try(o Options, passphrase string) (*vault.Slot, *vault.Account, error) {
	tries := newTries(o.Anchor, k.Folder)
	tries.wait(o)
	slot, account, err := k.unlock(o.Account, passphrase)
	if errors.Is(err, field.Passphrase) {
		err = errors.Join(err, tries.add(o.Clock()))
	}
	return slot, account, err
}

// Tries returns the passphrases that failed on this computer before this signing in, until ForgetTries.
func (s *Store) Tries() Tries { return newTries(s.o.Anchor, s.folder).read() }

// TryWait is how long the next passphrase has to wait.
func (s *Store) TryWait() time.Duration { return s.Tries().delay(s.o.Clock()) }

// ForgetTries ends the counting: they have been told of.
func (s *Store) ForgetTries() error {
	f := newTries(s.o.Anchor, s.folder)
	if f.path == "" {
		return nil
	}
	if err := os.Remove(f.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forget tries: %w", diskCode(err))
	}
	return nil
}
