package store

import (
	"context"
	"errors"
	"sync"

	"cn.halfsky/internal/field"
)

// readTexts starts reading the search text of the spaces whose columns were read; textsReady is closed when all is there.
func (s *Store) readTexts(fitting map[field.Space]uint64, spaces map[field.Space][]*table) {
	s.textsReady = make(chan struct{})
	s.textsAt = map[field.Space]uint64{}
	var wg sync.WaitGroup
	for space := range fitting {
		wg.Go(func() { s.readSpaceTexts(space, spaces[space]) })
	}
	go func() {
		wg.Wait()
		close(s.textsReady)
	}()
}

func (s *Store) readSpaceTexts(space field.Space, tables []*table) {
	read := make([]*table, len(tables))
	for i, b := range tables {
		read[i] = newTable(b.t)
	}
	var seq uint64
	u, err := s.readStream(space, textKind)
	if err == nil {
		seq, err = s.unpackStream(u, read, (*table).unpackTexts)
	}
	var later map[*table][]int
	made := make([]int, len(tables)) // rows the cache has
	if err == nil {
		later, err = s.changedAfter(seq, tables)
	}
	for i, b := range tables {
		if err != nil {
			read[i] = newTable(b.t)
			s.rereadTexts(b, read[i], 0)
			continue
		}
		for _, row := range later[b] {
			s.takeTexts(read[i], s.scanRows(b, row, row+1, scanLoad))
		}
		made[i] = read[i].texts.rows()
		s.rereadTexts(b, read[i], made[i])
	}
	if err != nil && !errors.Is(err, errNoCache) {
		s.notice(Trouble{Kind: CacheUnusable})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.textsAt[space] = seq
	}
	for i, b := range tables {
		b.changes += len(later[b]) + len(b.ids) - made[i]
		b.texts = read[i].texts
		for row, text := range b.waiting {
			b.texts.set(row, text)
		}
		b.waiting = nil
	}
}

// rereadTexts makes the search text of the rows from on from the records. A record that does not open was noticed already, or
// Get will say so.
func (s *Store) rereadTexts(b, into *table, from int) {
	s.mu.RLock()
	n := len(b.ids)
	s.mu.RUnlock()
	_ = s.scan(context.Background(), b, from, n, scanLoad, func(l scanned) error { // visit returns no error, nobody cancels
		s.takeTexts(into, []scanned{l})
		return nil
	})
}

func (s *Store) takeTexts(into *table, rows []scanned) {
	for _, l := range rows {
		if l.err == nil || l.faced {
			into.texts.set(l.row, l.text)
		}
	}
}
