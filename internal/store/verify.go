package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

const (
	entryBatch = 256 // entries read at once
	verifyTail = 256 // entries Verify follows
)

// Verify is the short form of Check: it reads the head anew, follows the newest entries of the journal and compares the anchor.
// It takes some milliseconds, whatever the folder holds.
func (s *Store) Verify(ctx context.Context) (Report, error) {
	s.checks.Lock()
	defer s.checks.Unlock()
	c := &checking{s: s, ctx: ctx, progress: func(int, int) {}}
	err := c.locked(func() error {
		h, err := s.readHead(s.db)
		if errors.Is(err, field.Damaged) || err == nil && !h.same(s.head) {
			c.add(Trouble{Kind: StateDiffers})
			return nil
		}
		return err
	})
	from := s.newest().Seq
	from -= min(from, verifyTail)
	chain, err2 := s.chainAt(from)
	switch {
	case err != nil:
		return c.Report, err
	case errors.Is(err2, field.Damaged), errors.Is(err2, field.NotFound):
		c.add(Trouble{Kind: ChainBroken, Seq: from})
		return c.Report, nil
	case err2 != nil:
		return c.Report, err2
	}
	if err := c.follow(from+1, chain); err != nil {
		return c.Report, err
	}
	return c.Report, c.anchor()
}

// journal opens all entries and follows the chain.
func (c *checking) journal() error {
	if err := c.follow(1, chainStart(c.s.folder)); err != nil {
		return err
	}
	for _, seq := range c.s.unvouched() {
		c.add(Trouble{Kind: SignatureWrong, Seq: seq})
	}
	return nil
}

// follow opens the entries from seq on, behind which the chain was as given, up to the newest there is when it gets there. An
// entry that is written stays as it is, so this holds up nobody.
func (c *checking) follow(seq uint64, chain []byte) error {
	for {
		h := c.s.newest()
		if seq > h.Seq {
			if !bytes.Equal(chain, h.Chain) {
				c.add(Trouble{Kind: ChainBroken, Seq: h.Seq})
			}
			return nil
		}
		var read []parts
		err := c.s.view(func(tx *bolt.Tx) (err error) {
			read, err = readEntries(tx, seq, min(seq+entryBatch, h.Seq))
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
			if c.ctx.Err() != nil {
				return fmt.Errorf("check: %w", field.Cancelled)
			}
			c.entry(p, &seq, &chain)
		}
		if err := c.between(); err != nil {
			return err
		}
	}
}

func (c *checking) entry(p parts, seq *uint64, chain *[]byte) {
	_, bad := c.s.entry(p, nil)
	if bad != nil { // it may have been sealed anew since
		bad = c.s.openAt(p.seq, func(now parts) (err error) { p = now; _, err = c.s.entry(p, nil); return err })
	}
	if p.seq != *seq {
		c.add(Trouble{Kind: ChainBroken, Seq: *seq})
	}
	before := *chain
	*chain = chainNext(before, p.seq, p.parts)
	if !bytes.Equal(*chain, p.chain) {
		c.add(Trouble{Kind: ChainBroken, Seq: p.seq})
		*chain = p.chain // go on from what the entry says: every other break is its own
	} else if !c.s.proved(p, before, &c.signed) {
		c.add(Trouble{Kind: SignatureWrong, Seq: p.seq})
	}
	if bad != nil {
		c.add(Trouble{Kind: JournalDamaged, Seq: p.seq})
	}
	*seq = p.seq + 1
	c.Entries++
	c.done++
}

// anchor compares with the note outside the folder.
func (c *checking) anchor() error {
	return c.locked(func() error {
		err := c.s.anchor.flush()
		seq, chain, ok, readErr := c.s.anchor.read()
		err = errors.Join(err, readErr)
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
	})
}
