package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// thousands saves n short matters.
func thousands(t testing.TB, s *Store, n int) (all []*matter) {
	t.Helper()
	var rs []field.Record
	for i := range n {
		m := full(i)
		all = append(all, m)
		if rs = append(rs, m); len(rs) == 500 {
			put(t, s, rs...)
			rs = nil
		}
	}
	if len(rs) > 0 {
		put(t, s, rs...)
	}
	return all
}

// TestCheckHoldsUpNobody saves from within the reports of progress, which would wait for ever if Check kept others from writing,
// and from another goroutine all the while. Whatever they change, where Check was already and where it comes yet, it finds
// everything right.
func TestCheckHoldsUpNobody(t *testing.T) {
	s := create(t, options())
	all := thousands(t, s, 4*checkBatch)
	first, last := all[0], all[len(all)-1]
	mine := all[1 : len(all)-1]
	done, saved := make(chan struct{}), 0
	var others sync.WaitGroup
	others.Go(func() {
		rnd := rand.New(rand.NewPCG(5, 5))
		for {
			select {
			case <-done:
				return
			default:
			}
			_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error {
				m := mine[rnd.IntN(len(mine))]
				m.Facts += "。"
				return errors.Join(tx.Put(m), tx.Put(full(saved)))
			})
			if err != nil {
				t.Error(err)
				return
			}
			saved++
		}
	})
	told := 0
	r, err := s.Check(context.Background(), func(done, total int) {
		if told++; done > total {
			t.Errorf("%d of %d", done, total)
		}
		first.Minutes, last.Minutes = int64(told), int64(told)
		put(t, s, first, last, &firm{Name: "样例厂"})
	})
	close(done)
	others.Wait()
	if err != nil || !r.Sound() {
		t.Errorf("%+v, %v", r.Troubles, err)
	}
	if told < 4 || saved == 0 {
		t.Errorf("told %d times, %d saves meanwhile", told, saved)
	}
	if r.Records < len(all) || r.Entries < len(all)/500+told {
		t.Errorf("%d records, %d entries", r.Records, r.Entries)
	}
}

// TestCheckFindsWhatWentMissingWhileOthersSave takes a record away behind the program's back and saves during the Check.
func TestCheckFindsWhatWentMissingWhileOthersSave(t *testing.T) {
	s := create(t, options())
	all := thousands(t, s, 2*checkBatch)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, s.dir, func(tx *bolt.Tx) error { return tx.Bucket(tableName(matterType.Code)).Delete(rowKey(7)) })
	s, err := Open(s.dir, secret, s.o)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Check(context.Background(), func(int, int) { all[0].Minutes++; put(t, s, all[0], full(1)) })
	if err != nil || len(r.Troubles) != 2 || r.Troubles[0] != (Trouble{Kind: StateDiffers, Table: "matter"}) || r.Troubles[1] != (Trouble{Kind: StateDiffers}) {
		t.Errorf("%+v, %v", r.Troubles, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestCheckThatIsStoppedLetsGo(t *testing.T) {
	s := create(t, options())
	all := thousands(t, s, 2*checkBatch)
	ctx, stop := context.WithCancel(context.Background())
	if _, err := s.Check(ctx, func(int, int) { stop() }); !errors.Is(err, field.Cancelled) {
		t.Errorf("stopped: %v", err)
	}
	put(t, s, all[0], full(1))
	if s.check != nil {
		t.Error("saves still report to it")
	}
}

func TestVerifySeesTheTailTheHeadAndTheAnchor(t *testing.T) {
	dir, o, _ := wounded(t)
	s, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	verify := func(want ...TroubleKind) {
		t.Helper()
		r, err := s.Verify(context.Background())
		if err != nil || len(r.Troubles) != len(want) {
			t.Fatalf("%+v, %v", r.Troubles, err)
		}
		for i, k := range want {
			if r.Troubles[i].Kind != k {
				t.Errorf("%+v", r.Troubles)
			}
		}
	}
	verify()
	change := func(do func(tx *bolt.Tx) error) {
		t.Helper()
		if err := s.db.Update(do); err != nil {
			t.Fatal(err)
		}
	}
	last := partKey(s.head.Seq, 1)
	var part, top []byte
	change(func(tx *bolt.Tx) error {
		part = append(part, tx.Bucket(journalBucket).Get(last)...)
		bad := append([]byte(nil), part...)
		bad[len(bad)-1]++
		return tx.Bucket(journalBucket).Put(last, bad)
	})
	verify(ChainBroken, JournalDamaged)
	change(func(tx *bolt.Tx) error { return tx.Bucket(journalBucket).Put(last, part) })
	verify()
	change(func(tx *bolt.Tx) error {
		top = append(top, tx.Bucket(metaBucket).Get(headKey)...)
		return tx.Bucket(metaBucket).Put(headKey, top[:len(top)-1])
	})
	verify(StateDiffers)
	change(func(tx *bolt.Tx) error { return tx.Bucket(metaBucket).Put(headKey, top) })
	put(t, s, full(1))
	verify()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestCheckFollowsWhatElseChangesRows has keys exchanged, records erased and locked away, and the file rewritten while it goes on.
func TestCheckFollowsWhatElseChangesRows(t *testing.T) {
	s := create(t, options())
	all := thousands(t, s, 4*checkBatch)
	if err := s.Rotate(context.Background(), []field.Space{field.Cases}, nil); err != nil {
		t.Fatal(err)
	}
	newKey(t, s, ownSpace)
	n := 0
	steps := []func() error{
		func() error {
			_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error {
				return errors.Join(tx.Erase(matterType, all[3].ID), tx.Erase(matterType, all[len(all)-3].ID))
			})
			return err
		},
		func() error { return s.Rotate(context.Background(), []field.Space{field.Cases}, nil) },
		func() error {
			_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error {
				for _, m := range []*matter{all[5], all[len(all)-5]} {
					m.Space = ownSpace
					if err := tx.Put(m); err != nil {
						return err
					}
				}
				return nil
			})
			return err
		},
		func() error { return s.Compact(context.Background(), nil) },
	}
	r, err := s.Check(context.Background(), func(int, int) {
		if n < len(steps) {
			if err := steps[n](); err != nil {
				t.Errorf("step %d: %v", n, err)
			}
			n++
		}
	})
	if err != nil || !r.Sound() || n < len(steps) {
		t.Errorf("%d steps, %+v, %v", n, r.Troubles, err)
	}
}
