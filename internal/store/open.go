package store

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Store is an open data folder. Any number of goroutines may read while one writes.
type Store struct {
	dir      string
	o        Options
	folder   field.ID
	format   uint16
	lock     *os.File
	made     []string // folders that were made for it, the innermost first
	anchor   *anchor
	warming  sync.WaitGroup
	backups  backups
	restored field.Moment // when the backup was made that it was restored from just before; 0: it was not

	checks   sync.Mutex    // held by the one who checks; one at a time
	rotating sync.Mutex    // held by the one who rotates keys
	retired  atomic.Uint64 // how often older keys were retired

	write     sync.Mutex // held by the one who writes; guards what follows
	keyring   *keyring
	slot      *vault.Slot
	account   *vault.Account
	ring      *vault.Ring
	places    *places
	elements  *elements
	desk      *desk
	counters  map[string]uint64
	uncounted bool         // the counters in the file are not those the desk left
	check     *checking    // a Check under way, or nil
	latest    field.Moment // of the newest entry, by the wall clock
	unproved  bool         // the newest save is in the file, but the disk did not confirm it
	broken    error        // the file could not be read after an error
	closed    bool

	// Tests: what the disk reports while a transaction is written, and after it.
	beforeWrite, afterWrite func() error
	afterCopy               func() error              // the new file of Compact is written, and not yet in its place
	blobDisk                func(io.Writer) io.Writer // stands before the disk when a file is attached

	growing sync.Map // names of attached files that belong to no record yet

	file sync.RWMutex // guards db while the file is opened anew
	db   *bolt.DB

	mu           sync.RWMutex // guards what is kept in memory
	head         *head
	tables       map[uint16]*table // the map itself never changes
	byName       map[string]*table
	accounts     []AccountInfo
	names        map[field.ID]string // of accounts
	cards        map[field.ID]cardDoc
	settings     map[string][]byte // as they are kept, by name
	lostSettings map[string]bool   // those that do not open
	shut         bool
	textsReady   chan struct{}          // closed when the search text is in memory too
	cached       uint64                 // the state the cache of the columns is of, or 0
	textsAt      map[field.Space]uint64 // the state the cache of the texts is of; absent where there is none

	telling  sync.Mutex // guards what follows; held while subscribers are told
	subs     map[int]func(Change)
	nextSub  int
	noticing sync.Mutex
	troubles []Trouble
}

var errShut = errors.New("the folder is closed")

func (o Options) complete() (Options, error) {
	if o.Clock == nil {
		return o, errors.New("open folder: no clock")
	}
	if o.Types == nil {
		o.Types = centre.Types
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Ballast == 0 {
		o.Ballast = 64 << 20
	}
	if o.Progress == nil {
		o.Progress = func(int, int) {}
	}
	if o.Wait == nil {
		o.Wait = time.Sleep
	}
	return o, nil
}

// Open opens the data folder; one that cannot be written it opens to look at (see ReadOnly). Codes: Passphrase, Damaged, Newer, InUse
// (after one second), NoFolder, NoSpace, ReadOnly for one that a program has to write once before anybody can look.
func Open(dir, passphrase string, o Options) (*Store, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	return open(dir, o, func(k *keyring) (*vault.Slot, *vault.Account, error) { return k.try(o, passphrase) })
}

// open opens a folder for the account that signIn finds.
func open(dir string, o Options, signIn func(*keyring) (*vault.Slot, *vault.Account, error)) (s *Store, err error) {
	if s, err = openAs(dir, o, signIn); errors.Is(err, field.ReadOnly) && !o.ReadOnly {
		o.ReadOnly = true
		s, err = openAs(dir, o, signIn)
	}
	return s, err
}

func openAs(dir string, o Options, signIn func(*keyring) (*vault.Slot, *vault.Account, error)) (s *Store, err error) {
	finishRestore(dir)
	if _, err := os.Stat(filepath.Join(dir, dataFile)); err != nil {
		if errors.Is(err, os.ErrNotExist) && Is(dir) {
			if vacant(dir) == nil {
				return nil, fmt.Errorf("open folder: %w", field.Unfinished)
			}
			return nil, fmt.Errorf("open folder: the data is gone, the keys are there: %w", field.Damaged)
		}
		return nil, fmt.Errorf("open folder: %w", diskCode(err))
	}
	lock, err := takeFolder(dir, o)
	if err != nil {
		return nil, err
	}
	if s, err = openHeld(dir, lock, o, signIn); err != nil {
		return nil, errors.Join(err, giveBack(lock))
	}
	return s, nil
}

// openHeld opens a folder whose lock the caller holds; Close gives it back. When opening fails, the caller holds it still.
func openHeld(dir string, lock *os.File, o Options, signIn func(*keyring) (*vault.Slot, *vault.Account, error)) (*Store, error) {
	s := newStore(dir, lock, o)
	if err := s.openOrRelease(signIn); err != nil {
		return nil, err
	}
	return s, nil
}

func newStore(dir string, lock *os.File, o Options) *Store {
	s := &Store{dir: dir, lock: lock, o: o, tables: map[uint16]*table{}, byName: map[string]*table{}, subs: map[int]func(Change){}}
	for _, t := range o.Types {
		b := newTable(t)
		s.tables[t.Code], s.byName[t.Table] = b, b
	}
	return s
}

func (s *Store) openOrRelease(signIn func(*keyring) (*vault.Slot, *vault.Account, error)) error {
	err := s.openLocked(signIn)
	if err == nil {
		return nil
	}
	if s.textsReady != nil {
		s.awaitTexts() // who reads them reads the file and the keys
	}
	return errors.Join(err, s.release())
}

func (s *Store) openLocked(signIn func(*keyring) (*vault.Slot, *vault.Account, error)) error {
	db, sh, err := openFile(filepath.Join(s.dir, dataFile), s.o.ReadOnly)
	if err != nil {
		return err
	}
	s.db = db
	if !sh.metas[0] || !sh.metas[1] {
		s.notice(Trouble{Kind: MetaDamaged})
	}
	err = s.view(func(tx *bolt.Tx) (err error) {
		s.folder, s.format, err = decodeFormat(bytes.Clone(value(tx, metaBucket, formatKey)))
		return err
	})
	if err != nil {
		return err
	}
	k, mend, noticed, err := readKeyring(db, s.dir, s.folder)
	if err != nil {
		return err
	}
	s.keyring = k
	s.warm()
	if s.slot, s.account, err = signIn(k); err != nil {
		return err
	}
	if err := s.unsealed(); err != nil {
		return err
	}
	mend, noticed = k.verdict(mend, noticed)
	switch {
	case noticed && !mend:
		s.notice(Trouble{Kind: KeysLost})
	case mend && s.o.ReadOnly:
		s.notice(Trouble{Kind: KeysBehind})
	case noticed:
		s.notice(Trouble{Kind: KeysRepaired})
	}
	if mend && !s.o.ReadOnly {
		s.mendKeys()
	}
	return s.settle()
}

// warm reads ahead what opening will need, while the passphrase is worked on: bbolt maps its file for random access, and a
// whole table read page by page from a cold disk takes three times as long.
func (s *Store) warm() {
	names, _ := filepath.Glob(filepath.Join(s.dir, cacheDir, "*"+columnKind)) // the pattern is good
	if len(names) == 0 {
		names = []string{filepath.Join(s.dir, dataFile)}
	}
	s.warming.Go(func() {
		for _, name := range names {
			if f, err := os.Open(name); err == nil {
				_, _ = io.Copy(struct{ io.Writer }{io.Discard}, f) // only to have it in memory; whoever needs it reads it again
				_ = f.Close()
			}
		}
	})
}

// unsealed opens what the account's keys open: ring, head, desk.
func (s *Store) unsealed() (err error) {
	if s.ring, err = s.keyring.openRing(s.account); err != nil {
		return fmt.Errorf("open keys: %w", coded(err))
	}
	if s.places, err = newPlaces(s.ring); err != nil {
		return fmt.Errorf("open keys: %w", coded(err))
	}
	proof := func(what string) []byte {
		var key []byte
		if err == nil {
			key, err = s.ring.Derive(rootKey, vault.Proofs, what)
		}
		return key
	}
	s.elements = newElements(proof("state"))
	s.anchor = newAnchor(s.o.Anchor, s.folder, proof("anchor"))
	if err != nil {
		return fmt.Errorf("open keys: %w", coded(err))
	}
	if s.head, err = s.readHead(s.db); err != nil {
		return err
	}
	if err := s.siftKeys(); err != nil {
		return err
	}
	s.retire()
	return s.view(func(tx *bolt.Tx) (err error) {
		if s.desk, err = readDesk(tx, s.ring, s.head.Desk); err != nil {
			return err
		}
		s.readSettings(tx)
		if s.counters, err = readCounters(tx, s.ring, s.head, s.head.Desk); err != nil { // another desk goes on: see settle
			s.uncounted = true
			s.notice(Trouble{Kind: StateDiffers})
		}
		return nil
	})
}

func (s *Store) readHead(db *bolt.DB) (h *head, err error) {
	h = new(head)
	err = guarded(func() error {
		return db.View(func(tx *bolt.Tx) error {
			return openDoc(s.ring, "head", bytes.Clone(value(tx, metaBucket, headKey)), h)
		})
	})
	if err != nil {
		return nil, err
	}
	if _, ok := setHashFrom(h.State); !ok || len(h.Chain) != chainLen {
		return nil, fmt.Errorf("read head: %w", field.Damaged)
	}
	if h.Tables == nil {
		h.Tables = map[uint16]tableCount{}
	}
	return h, nil
}

// view reads the file.
func (s *Store) view(do func(tx *bolt.Tx) error) error {
	s.file.RLock()
	defer s.file.RUnlock()
	if s.db == nil {
		return fmt.Errorf("read file: it could not be opened again: %w", field.NoFolder)
	}
	return guarded(func() error { return s.db.View(do) })
}

const unlockTime = 700 * time.Millisecond
