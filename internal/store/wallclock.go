package store

import (
	"bytes"
	"time"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// clockPatience is how far the computer's clock may be behind the newest entry before a person is told. The stamps of versions
// never go back, whatever the clock does; the moments people read do.
const clockPatience = 5 * time.Minute

// watchClock compares the time of an entry with that of the one before. The caller holds s.write, or nobody else has the store yet.
func (s *Store) watchClock(now field.Moment) {
	if s.latest-now > field.Moment(clockPatience.Milliseconds()) {
		s.notice(Trouble{Kind: ClockBack})
	}
}

// startClock compares the clock with the newest entry as the folder is opened. An entry that does not open tells nothing here; Check
// names it.
func (s *Store) startClock() {
	var part []byte
	err := s.view(func(tx *bolt.Tx) error {
		part = bytes.Clone(value(tx, journalBucket, partKey(s.head.Seq, 0)))
		return nil
	})
	if err != nil || len(part) < chainLen {
		return
	}
	var e entryDoc
	text, err := openPart(s.ring, s.head.Seq, 0, part[chainLen:])
	if err != nil || cborDec.Unmarshal(text, &e) != nil {
		return
	}
	s.latest = e.At
	s.watchClock(field.MomentOf(s.o.Clock()))
}
