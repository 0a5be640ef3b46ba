package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// checkBatch is how many rows Check looks at while nobody can write: some milliseconds.
const checkBatch = 2 * scanChunk

// Check opens every record and every entry, and proves the journal's chain, the set of records and the anchor. Others go on
// reading and writing meanwhile: a save waits for one batch of rows at most. What it proves is the state at its end. An error
// means that it could not be finished; what is wrong with the data is in the report.
func (s *Store) Check(ctx context.Context, p Progress) (Report, error) {
	if p == nil {
		p = func(int, int) {}
	}
	s.checks.Lock()
	defer s.checks.Unlock()
	c := &checking{s: s, ctx: ctx, progress: p, kept: map[uint16]int{}}
	if err := c.begin(); err != nil {
		return Report{}, err
	}
	defer c.end()
	for _, step := range []func() error{c.file, c.records, c.journal, c.blobs, c.anchor} {
		if err := step(); err != nil {
			return c.Report, err
		}
	}
	return c.Report, nil
}

// checking is one Check. Its place, state and kept are guarded by the store's write lock: saves adjust them.
type checking struct {
	Report
	s                 *Store
	ctx               context.Context
	progress          Progress
	done, told, total int
	signed            bool // an entry that was passed was signed

	table uint16 // rows of lower tables, and rows of this one up to row, are passed
	row   uint64
	state setHash        // sum over the rows passed
	kept  map[uint16]int // and their number
}

// move is one row that a save changed: its element before and after, nil where there is none.
type move struct {
	table    uint16
	row      uint64
	old, new *setHash
}

func (c *checking) add(t Trouble) { c.Troubles = append(c.Troubles, t) }

func (c *checking) begin() error {
	c.s.write.Lock()
	defer c.s.write.Unlock()
	if err := c.s.usable(); err != nil {
		return err
	}
	c.total = int(c.s.head.Seq)
	for _, t := range c.s.head.Tables {
		c.total += int(t.Rows)
	}
	c.s.check = c
	return nil
}

func (c *checking) end() {
	c.s.write.Lock()
	defer c.s.write.Unlock()
	c.s.check = nil
}

// saved takes over what a save changed in rows that were passed already. The caller holds the write lock.
func (c *checking) saved(moves []move) {
	for _, m := range moves {
		if m.table > c.table || m.table == c.table && m.row > c.row {
			continue // it will be met
		}
		if m.old != nil {
			c.state.sub(*m.old)
			c.kept[m.table]--
		}
		if m.new != nil {
			c.state.add(*m.new)
			c.kept[m.table]++
		}
	}
}

// between tells how far it is. The caller holds no lock, so whoever is told may save.
func (c *checking) between() error {
	if c.ctx.Err() != nil {
		return fmt.Errorf("check: %w", field.Cancelled)
	}
	if c.done-c.told >= max(c.total/100, 1) {
		c.told = c.done
		c.progress(min(c.done, c.total), c.total)
	}
	return nil
}

// file proves the structure, leaves too. A reader keeps the pages of its state from being written over, so nobody has to wait,
// but for a save that makes the map of the file larger.
func (c *checking) file() (err error) {
	c.s.write.Lock()
	unlock := sync.OnceFunc(c.s.write.Unlock)
	defer unlock()
	var sh *shape
	err = c.s.view(func(*bolt.Tx) (err error) {
		f, err := os.Open(filepath.Join(c.s.dir, dataFile)) // after the lock: Compact puts another file in its place
		if err != nil {
			return fmt.Errorf("open file: %w", diskCode(err))
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		info, err := f.Stat()
		if err != nil {
			return fmt.Errorf("open file: %w", err)
		}
		sh = &shape{r: f, size: info.Size(), pageSize: pageSize, deep: true, contents: true}
		best, err := sh.headers()
		unlock()
		if err == nil {
			err = sh.walk(best)
		}
		return err
	})
	switch {
	case err != nil && !errors.Is(err, field.Damaged):
		return err
	case err != nil || sh.bad > 0:
		c.add(Trouble{Kind: FileDamaged})
	}
	if sh != nil && (!sh.metas[0] || !sh.metas[1]) {
		c.add(Trouble{Kind: MetaDamaged})
	}
	return nil
}

// records opens all records, those of tables this program does not know too, and compares their sum with the head's.
func (c *checking) records() error {
	for more := true; more; {
		err := c.locked(func() (err error) { more, err = c.batch(); return err })
		if err == nil {
			err = c.between()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *checking) locked(do func() error) error {
	c.s.write.Lock()
	defer c.s.write.Unlock()
	if err := c.s.usable(); err != nil {
		return err
	}
	return do()
}

// batch looks at the next rows, and at the whole once there are none.
func (c *checking) batch() (more bool, err error) {
	for c.row >= c.s.head.Tables[c.table].Rows {
		next, ok := c.next()
		if !ok {
			c.compare()
			return false, nil
		}
		c.table, c.row = next, 0
	}
	b := c.s.tables[c.table]
	if b == nil {
		b = newTable(&field.Type{Table: fmt.Sprintf("table %d", c.table), Code: c.table})
	}
	to := min(c.row+checkBatch, c.s.head.Tables[c.table].Rows)
	err = c.s.scan(c.ctx, b, int(c.row), int(to), scanProof, func(l scanned) error {
		c.kept[c.table]++
		c.state.add(l.element)
		switch {
		case errors.Is(l.err, field.Locked):
			c.Locked++
		case l.err != nil:
			c.add(Trouble{Kind: RecordDamaged, Table: b.t.Table, ID: l.id})
		default:
			c.Records++
		}
		return nil
	})
	c.done, c.row = c.done+int(to-c.row), to
	return true, err
}

// next is the table that follows.
func (c *checking) next() (code uint16, ok bool) {
	for t := range c.s.head.Tables {
		if t > c.table && (!ok || t < code) {
			code, ok = t, true
		}
	}
	return code, ok
}

// compare holds what was found against the head.
func (c *checking) compare() {
	codes := make([]uint16, 0, len(c.s.head.Tables))
	for code := range c.s.head.Tables {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		if c.kept[code] == int(c.s.head.Tables[code].Kept) && !c.s.beyond(code) {
			continue
		}
		name := fmt.Sprintf("table %d", code)
		if b := c.s.tables[code]; b != nil {
			name = b.t.Table
		}
		c.add(Trouble{Kind: StateDiffers, Table: name})
	}
	if was, _ := setHashFrom(c.s.head.State); was != c.state {
		c.add(Trouble{Kind: StateDiffers})
	}
}
