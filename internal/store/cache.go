package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// The cache is a sealed copy of what is kept in memory, so that opening need not read every record. There are two files per
// space, one with the columns and one with the search text, sealed with the key of the space. Each is bound to a place in the
// journal by its sequence and chain; what the journal has after that is read from the records. It can be deleted at any time.
const cacheVersion = 1

// replayLimit is how many entries after the cache are worth following.
const replayLimit = 20_000

func (s *Store) cachePath(space field.Space, kind string) string {
	return filepath.Join(s.dir, cacheDir, string(space)+kind)
}

const (
	columnKind = ".columns"
	textKind   = ".text"
)

// spaces returns the tables by space, each in the order of their codes, leaving out spaces this account holds no key for.
func (s *Store) spaces() map[field.Space][]*table {
	out := map[field.Space][]*table{}
	for _, t := range s.o.Types {
		if _, _, ok := s.ring.Newest(string(t.Space)); ok {
			out[t.Space] = append(out[t.Space], s.tables[t.Code])
		}
	}
	return out
}

// signature changes whenever the arrays of a table would mean something else.
func (b *table) signature() string {
	var sb strings.Builder
	for _, c := range b.cols {
		fmt.Fprintf(&sb, "%s %d %t,", c.spec.Key, c.spec.Kind, c.spec.Has(field.IsName))
	}
	sb.WriteString("|")
	for _, f := range slices.Concat(b.find.titles, b.find.others) {
		fmt.Fprintf(&sb, "%s %t,", f.Key, f.Has(field.IsName))
	}
	return sb.String()
}

// writeCache writes what changed since the cache was written. Nothing is lost when it fails.
func (s *Store) writeCache() error {
	if s.o.ReadOnly || s.broken != nil || s.head == nil || s.head.Seq == s.cached {
		return nil
	}
	if err := os.MkdirAll(filepath.Join(s.dir, cacheDir), 0o700); err != nil {
		return fmt.Errorf("write cache: %w", diskCode(err))
	}
	for space, tables := range s.spaces() {
		err := s.writeStream(space, columnKind, tables, (*table).packColumns)
		if err == nil && s.textsStale(space, tables) {
			err = s.writeStream(space, textKind, tables, (*table).packTexts)
		}
		if err != nil {
			return fmt.Errorf("write cache: %w", err)
		}
	}
	return nil
}

// dropCaches removes the caches, which hold words of records that no longer lie in the open or are no more. They are written anew at
// closing; one that cannot be removed now is written over then. The caller holds the write lock.
func (s *Store) dropCaches() {
	s.mu.Lock()
	s.cached, s.textsAt = 0, map[field.Space]uint64{}
	s.mu.Unlock()
	for _, kind := range []string{columnKind, textKind} {
		files, _ := filepath.Glob(filepath.Join(s.dir, cacheDir, "*"+kind+"*")) // the pattern is good; what a cut-off write left is one too
		for _, f := range files {
			_ = os.Remove(f)
		}
	}
}

// textsStale reports whether the search text is worth writing again: it is ten times as much as the columns, and reading some
// changed rows anew at the next opening takes no time that anybody notices.
func (s *Store) textsStale(space field.Space, tables []*table) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	rows, changed := 0, 0
	for _, b := range tables {
		if b.secret {
			return true
		}
		rows, changed = rows+len(b.ids), changed+b.changes
	}
	at, there := s.textsAt[space]
	return !there || changed > 500+rows/50 || s.head.Seq-at > replayLimit/2
}

func (s *Store) writeStream(space field.Space, kind string, tables []*table, pack func(*table, *packer)) error {
	key, _, err := s.key(space)
	if err != nil {
		return err
	}
	return writeFile(s.cachePath(space, kind), func(f io.Writer) error {
		w, err := s.ring.NewWriter(f, vault.Caches, key, []byte(string(space)+kind))
		if err != nil {
			return err
		}
		p := &packer{w: w}
		p.num(cacheVersion)
		p.num(s.head.Seq)
		p.bytes(s.head.Chain)
		p.num(uint64(len(tables)))
		for _, b := range tables {
			p.num(uint64(b.t.Code))
			p.text(b.signature())
			pack(b, p)
		}
		p.flush()
		return errors.Join(p.err, w.Close())
	})
}

// readCache fills the columns of the tables whose cache fits and returns the others. The search text of those follows in the
// background: it is ten times as much, and nobody searches in the first moment.
func (s *Store) readCache() (left []*table) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	spaces := s.spaces()
	fitting := map[field.Space]uint64{}
	for space, tables := range spaces {
		wg.Go(func() {
			seq, ok := s.readColumns(space, tables)
			mu.Lock()
			defer mu.Unlock()
			if ok {
				fitting[space] = seq
			} else {
				left = append(left, tables...)
			}
		})
	}
	wg.Wait()
	s.cached = s.head.Seq
	for _, t := range s.o.Types { // tables of locked spaces: their rows are counted, not read
		if spaces[t.Space] == nil {
			left = append(left, s.tables[t.Code])
		}
	}
	for space := range spaces {
		if seq, ok := fitting[space]; !ok || seq != s.head.Seq {
			s.cached = 0
		}
	}
	s.readTexts(fitting, spaces)
	slices.SortFunc(left, func(a, b *table) int { return int(a.t.Code) - int(b.t.Code) })
	return left
}

// readColumns reads the columns of a space and follows the journal from there.
func (s *Store) readColumns(space field.Space, tables []*table) (seq uint64, ok bool) {
	u, err := s.readStream(space, columnKind)
	if err == nil {
		seq, err = s.unpackStream(u, tables, (*table).unpackColumns)
	}
	for _, b := range tables {
		b.waiting = map[int][]byte{}
	}
	if err == nil {
		err = s.replay(seq, tables)
	}
	if err == nil {
		return seq, true
	}
	if !errors.Is(err, errNoCache) {
		s.notice(Trouble{Kind: CacheUnusable})
	}
	for _, b := range tables {
		*b = *newTable(b.t)
	}
	return 0, false
}

// newest is the head as it is now, for those who read while others save: a head is never changed, only replaced. The search text of
// a large folder is read in the background, and signing in is a save.
func (s *Store) newest() *head {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.head
}

// awaitTexts waits until all search text is in memory. The caller holds no lock on the memory.
func (s *Store) awaitTexts() { <-s.textsReady }

// errNoCache says that there is no cache, or one of another version or another state: nothing is wrong.
var errNoCache = errors.New("no fitting cache")

func (s *Store) readStream(space field.Space, kind string) (u *unpacker, err error) {
	f, err := os.Open(s.cachePath(space, kind))
	if err != nil {
		return nil, errNoCache
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("read cache: %w", err)
	}
	b, err := s.ring.ReadStream(f, info.Size(), vault.Caches, []byte(string(space)+kind))
	if err != nil {
		return nil, fmt.Errorf("read cache: %w", coded(err))
	}
	return &unpacker{b: b}, nil
}

func (s *Store) unpackStream(u *unpacker, tables []*table, unpack func(*table, *unpacker)) (uint64, error) {
	version, seq, chain, newest := u.num(), u.num(), u.bytes(), s.newest().Seq
	if version != cacheVersion || seq > newest || newest-seq > replayLimit || u.num() != uint64(len(tables)) {
		return 0, errNoCache
	}
	if here, err := s.chainAt(seq); err != nil || !bytes.Equal(here, chain) {
		return 0, errNoCache
	}
	for _, b := range tables {
		if code, sign := u.num(), u.text(); code != uint64(b.t.Code) || sign != b.signature() {
			return 0, errNoCache
		}
		unpack(b, u)
	}
	if u.bad || len(u.b) > 0 {
		return 0, fmt.Errorf("read cache: %w", field.Damaged)
	}
	return seq, nil
}

// replay reads anew what was written after the cache.
func (s *Store) replay(seq uint64, tables []*table) error {
	again, err := s.changedAfter(seq, tables)
	if err != nil {
		return err
	}
	for _, b := range tables {
		for row := range b.apart {
			again[b] = append(again[b], row)
		}
		from, to := len(b.ids), int(s.head.Tables[b.t.Code].Rows)
		if from > to {
			return errNoCache
		}
		b.grow(to)
		slices.Sort(again[b])
		for _, row := range slices.Compact(again[b]) {
			s.takeAll(b, s.scanRows(b, row, row+1, scanLoad))
		}
		err := s.scan(context.Background(), b, from, to, scanLoad, func(l scanned) error { s.take(b, l); return nil })
		if err != nil {
			return err
		}
	}
	return nil
}

// changedAfter returns the rows that the journal says were changed after entry seq. Rows of records made since may be missing.
func (s *Store) changedAfter(seq uint64, tables []*table) (map[*table][]int, error) {
	byCode := map[uint16]*table{}
	for _, b := range tables {
		byCode[b.t.Code] = b
	}
	out, last := map[*table][]int{}, s.newest().Seq
	for at := seq + 1; at <= last; {
		var read []parts
		err := s.view(func(tx *bolt.Tx) (err error) { read, err = readEntries(tx, at, min(at+256, last)); return err })
		if err != nil || len(read) == 0 {
			return nil, errNoCache // the records will tell; Check will name the entry
		}
		for _, p := range read {
			locked := false
			for i := range len(p.parts) - 1 {
				o, err := p.op(s.ring, i)
				if err == nil && o.Kind == Erased {
					return nil, errNoCache // it has what must be nowhere any more
				}
				locked = locked || errors.Is(err, field.Locked)
				b := byCode[o.Table]
				if err != nil || b == nil || o.Kind > Restored {
					continue
				}
				if row := s.rowOf(b, o.ID); row >= 0 {
					out[b] = append(out[b], row)
				}
			}
			if !locked {
				continue
			}
			h, err := p.header(s.ring)
			if err != nil {
				return nil, errNoCache
			}
			for _, r := range h.Apart { // what this account holds no key for
				if b := byCode[r.Table]; b != nil && r.Row > 0 && r.Row <= uint64(len(b.ids)) {
					out[b] = append(out[b], int(r.Row-1))
				}
			}
		}
		at = read[len(read)-1].seq + 1
	}
	return out, nil
}

func (s *Store) takeAll(b *table, rows []scanned) {
	for _, l := range rows {
		s.take(b, l)
	}
}
