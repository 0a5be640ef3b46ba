package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// Check opens every record and every entry, and proves the journal's chain, the set of records and the anchor. It reads from one
// state of the file while others go on reading; nobody writes meanwhile. An error means that it could not be finished; what is
// wrong with the data is in the report.
func (s *Store) Check(ctx context.Context, p Progress) (Report, error) {
	if p == nil {
		p = func(int, int) {}
	}
	s.write.Lock()
	defer s.write.Unlock()
	if err := s.usable(); err != nil {
		return Report{}, err
	}
	c := &checking{s: s, ctx: ctx, progress: p, total: int(s.head.Seq)}
	for _, t := range s.head.Tables {
		c.total += int(t.Rows)
	}
	for _, step := range []func() error{c.file, c.records, c.journal, c.anchor} {
		if err := step(); err != nil {
			return c.Report, err
		}
	}
	return c.Report, nil
}

type checking struct {
	Report
	s           *Store
	ctx         context.Context
	progress    Progress
	done, total int
	state       setHash
}

func (c *checking) add(t Trouble) { c.Troubles = append(c.Troubles, t) }

func (c *checking) step() error {
	if c.ctx.Err() != nil {
		return fmt.Errorf("check: %w", field.Cancelled)
	}
	if c.done++; c.done%max(c.total/100, 1) == 0 {
		c.progress(c.done, c.total)
	}
	return nil
}

// file proves the structure, leaves too.
func (c *checking) file() error {
	sh, err := checkFile(filepath.Join(c.s.dir, dataFile), true)
	switch {
	case errors.Is(err, field.Damaged):
		c.add(Trouble{Kind: FileDamaged})
		return nil
	case err != nil:
		return err
	}
	if sh.bad > 0 {
		c.add(Trouble{Kind: FileDamaged})
	}
	if !sh.metas[0] || !sh.metas[1] {
		c.add(Trouble{Kind: MetaDamaged})
	}
	return nil
}

// records opens all records, those of tables this program does not know too, and compares their sum with the head's.
func (c *checking) records() error {
	for code, counts := range c.s.head.Tables {
		b := c.s.tables[code]
		if b == nil {
			b = newTable(&field.Type{Table: fmt.Sprintf("table %d", code), Code: code})
		}
		kept := 0
		err := c.s.scan(c.ctx, b, 0, int(counts.Rows), scanProof, func(l scanned) error {
			kept++
			c.state.add(l.element)
			switch {
			case errors.Is(l.err, field.Locked):
				c.Locked++
			case l.err != nil:
				c.add(Trouble{Kind: RecordDamaged, Table: b.t.Table, ID: l.id})
			default:
				c.Records++
			}
			return c.step()
		})
		if err != nil {
			return err
		}
		if kept != int(counts.Kept) || c.s.beyond(code) {
			c.add(Trouble{Kind: StateDiffers, Table: b.t.Table})
		}
	}
	if was, _ := setHashFrom(c.s.head.State); was != c.state {
		c.add(Trouble{Kind: StateDiffers})
	}
	return nil
}

// journal opens all entries and follows the chain.
func (c *checking) journal() error {
	chain := chainStart(c.s.folder)
	const batch = 256
	for seq := uint64(1); seq <= c.s.head.Seq; {
		var read []parts
		err := c.s.view(func(tx *bolt.Tx) (err error) {
			read, err = readEntries(tx, seq, min(seq+batch, c.s.head.Seq))
			return err
		})
		if err != nil && !errors.Is(err, field.Damaged) {
			return err
		}
		if err != nil || len(read) == 0 {
			c.add(Trouble{Kind: ChainBroken, Seq: seq})
			return nil
		}
		for _, p := range read {
			if err := c.entry(p, &seq, &chain); err != nil {
				return err
			}
		}
	}
	if !bytes.Equal(chain, c.s.head.Chain) {
		c.add(Trouble{Kind: ChainBroken, Seq: c.s.head.Seq})
	}
	return nil
}

func (c *checking) entry(p parts, seq *uint64, chain *[]byte) error {
	if p.seq != *seq {
		c.add(Trouble{Kind: ChainBroken, Seq: *seq})
	}
	*chain = chainNext(*chain, p.seq, p.parts)
	if !bytes.Equal(*chain, p.chain) {
		c.add(Trouble{Kind: ChainBroken, Seq: p.seq})
		*chain = p.chain // go on from what the entry says: every other break is its own
	}
	if _, err := c.s.entry(p, nil); err != nil {
		c.add(Trouble{Kind: JournalDamaged, Seq: p.seq})
	}
	*seq = p.seq + 1
	c.Entries++
	return c.step()
}

// anchor compares with the note outside the folder, which may be a write behind.
func (c *checking) anchor() error {
	seq, chain, ok, err := c.s.anchor.read()
	if err != nil {
		c.add(Trouble{Kind: AnchorFailed})
		return nil
	}
	if !ok {
		return nil
	}
	here, err := c.s.chainAt(seq)
	switch {
	case seq > c.s.head.Seq:
		c.add(Trouble{Kind: OlderFolder, Seq: c.s.head.Seq})
	case err != nil || !bytes.Equal(here, chain):
		c.add(Trouble{Kind: OtherFolder, Seq: seq})
	}
	return nil
}
