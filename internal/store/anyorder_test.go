package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"cn.halfsky/internal/field"
)

// TestMovesErasuresAndNewKeysInAnyOrder: whatever comes after what, the folder holds what it should and proves it.
func TestMovesErasuresAndNewKeysInAnyOrder(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { anyOrder(t, rand.New(rand.NewPCG(seed, 11))) })
	}
}

func anyOrder(t *testing.T, rnd *rand.Rand) {
	s := create(t, options())
	newKey(t, s, ownSpace)
	newKey(t, s, "case:other")
	spaces := []field.Space{"", ownSpace, "case:other"}
	is := map[field.ID]*matter{} // as it should be
	var ids []field.ID
	one := func() *matter { return get[*matter](t, s, ids[rnd.IntN(len(ids))]) }
	keep := func(m *matter) { is[m.ID] = matterType.Copy(m).(*matter) }
	for step := range 120 {
		what := rnd.IntN(12)
		if len(ids) == 0 || what < 2 {
			m := full(step)
			m.Space = spaces[rnd.IntN(len(spaces))]
			put(t, s, m)
			ids = append(ids, m.ID)
			keep(m)
			continue
		}
		m := one()
		switch what {
		case 2, 3, 4:
			m.Facts, m.Minutes = fmt.Sprint("事实", step), int64(step)
			if rnd.IntN(3) == 0 {
				m.Space = spaces[rnd.IntN(len(spaces))]
			}
			put(t, s, m)
			keep(m)
		case 5:
			to := spaces[rnd.IntN(len(spaces))]
			must1(t, s, Verb{Name: "move"}, func(tx *Tx) error { return tx.Move(matterType, m.ID, to) })
			keep(get[*matter](t, s, m.ID))
		case 6:
			must1(t, s, Verb{Name: "erase", Reason: "x"}, func(tx *Tx) error { return tx.Erase(matterType, m.ID) })
			delete(is, m.ID)
			for i, id := range ids {
				if id == m.ID {
					ids = append(ids[:i], ids[i+1:]...)
					break
				}
			}
		case 7:
			m.Facts = ""
			must1(t, s, Verb{Name: "strip"}, func(tx *Tx) error { return tx.Strip(m) })
			keep(m)
		case 8:
			if err := s.Compact(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
		case 9:
			if err := s.Rotate(context.Background(), []field.Space{field.Cases, ownSpace}[:1+rnd.IntN(2)], nil); err != nil {
				t.Fatal(err)
			}
		case 10:
			s = reopen(t, s)
		case 11:
			c := put1(t, s, m, fmt.Sprint("反悔", step))
			if _, err := s.Undo(context.Background(), c.Seq); err != nil {
				t.Fatal(err)
			}
			keep(get[*matter](t, s, m.ID))
		}
	}
	s = reopen(t, s)
	rows, err := s.List(matterType, Query{})
	if err != nil || rows.Len() != len(is) {
		t.Fatalf("%d rows, want %d, %v", rows.Len(), len(is), err)
	}
	for id, want := range is {
		m, err := As[*matter](s.Get(matterType, id))
		if err != nil {
			t.Fatal(err)
		}
		if changed := matterType.Changed(m, want); len(changed) > 0 || m.Space != want.Space {
			t.Errorf("%v differ; space %q, want %q", changed, m.Space, want.Space)
		}
		if _, err := s.History(matterType, id); err != nil {
			t.Errorf("history: %v", err)
		}
		if n, err := s.Count(matterType, Query{Find: want.Number}); err != nil || n != 1 {
			t.Errorf("its number finds %d, %v", n, err)
		}
	}
	err = s.Journal(context.Background(), 1, 0, func(e Entry) error {
		if e.Damaged || e.Locked > 0 {
			return errors.New("an entry does not open")
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// put1 changes the facts of a record.
func put1(t *testing.T, s *Store, m *matter, facts string) Change {
	t.Helper()
	m.Facts = facts
	return put(t, s, m)
}
