package store

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"cn.halfsky/internal/field"
)

func TestRecordComesBackAsItWasSaved(t *testing.T) {
	s := create(t, options())
	m := full(1)
	c := put(t, s, m)
	if m.Rev != 1 || m.ID == (field.ID{}) || m.Made == 0 || m.MadeBy != s.Me().ID || len(c.Touched) != 1 || c.Touched[0].Kind != Made {
		t.Fatalf("after saving: %+v, %+v", m.Meta, c)
	}
	for range 2 {
		if back := get[*matter](t, s, m.ID); !reflect.DeepEqual(back, m) {
			t.Fatalf("came back as\n%+v\nwas\n%+v", back, m)
		}
		s = reopen(t, s)
	}
}

func TestEmptyFieldsComeBackEmpty(t *testing.T) {
	s := create(t, options())
	m := &matter{Number: "S1"} // New would fill in a channel
	put(t, s, m)
	if back := get[*matter](t, s, m.ID); back.Channel != "" {
		t.Fatalf("an empty choice came back as %q", back.Channel)
	}
}

func TestStaleRevisionIsAClash(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	mine, hers := get[*matter](t, s, m.ID), get[*matter](t, s, m.ID)
	hers.Facts = "她改了"
	put(t, s, hers)
	mine.Facts = "我也改了"
	was := mine.Meta
	_, err := s.Update(context.Background(), Verb{Name: "test"}, func(tx *Tx) error { return tx.Put(mine) })
	if !errors.Is(err, field.Clash) || !reflect.DeepEqual(mine.Meta, was) {
		t.Fatalf("stale save: %v, meta %+v", err, mine.Meta)
	}
	if get[*matter](t, s, m.ID).Facts != "她改了" {
		t.Fatal("the newer save was lost")
	}
}

func TestFailedUpdateChangesNothing(t *testing.T) {
	s := create(t, options())
	a, b := full(1), full(2)
	put(t, s, a)
	was, seq := a.Meta, s.Folder().Seq
	stop := errors.New("stop")
	_, err := s.Update(context.Background(), Verb{Name: "test"}, func(tx *Tx) error {
		a.Facts = "x"
		tx.Next("number")
		if err := errors.Join(tx.Put(a), tx.Put(b)); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) || !reflect.DeepEqual(a.Meta, was) || b.Rev != 0 || b.ID != (field.ID{}) {
		t.Fatalf("%v; %+v; %+v", err, a.Meta, b.Meta)
	}
	if n, _ := s.Count(matterType, Query{}); n != 1 || s.Folder().Seq != seq {
		t.Fatal("something was written")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Update(ctx, Verb{}, func(tx *Tx) error { return tx.Put(b) }); !errors.Is(err, field.Cancelled) {
		t.Fatalf("cancelled update: %v", err)
	}
	put(t, s, b)
	if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error {
		if n := tx.Next("number"); n != 1 {
			t.Errorf("a number was lost: %d", n)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestProblemsComeBackAsProblems(t *testing.T) {
	s := create(t, options())
	_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Put(&matter{}) })
	var ps field.Problems
	if !errors.As(err, &ps) || ps[0].Field != "number" {
		t.Fatalf("%v", err)
	}
}

func TestSavingNothingNewWritesNothing(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	if c := put(t, s, m); c.Seq != 0 || m.Rev != 1 {
		t.Fatalf("%+v, revision %d", c, m.Rev)
	}
}

func TestOneRecordSavedTwiceInOneUpdateIsOneRevision(t *testing.T) {
	s := create(t, options())
	m := full(1)
	_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error {
		if err := tx.Put(m); err != nil {
			return err
		}
		again, err := As[*matter](tx.Get(matterType, m.ID))
		if err != nil {
			return err
		}
		again.Facts = "第二次"
		if err := tx.Put(again); err != nil {
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	back := get[*matter](t, s, m.ID)
	if h, err := s.History(matterType, m.ID); err != nil || len(h) != 1 || back.Rev != 1 || back.Facts != "第二次" {
		t.Fatalf("%v, %d entries, %+v", err, len(h), back)
	}
}

func TestDeletedRecordsAreKeptAndComeBack(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	do := func(f func(tx *Tx) error) {
		t.Helper()
		if _, err := s.Update(context.Background(), Verb{Name: "test"}, f); err != nil {
			t.Fatal(err)
		}
	}
	do(func(tx *Tx) error { return tx.Delete(m) })
	count := func(q Query) int {
		n, err := s.Count(matterType, q)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if count(Query{}) != 0 || count(Query{Gone: true}) != 1 || get[*matter](t, s, m.ID).Gone == 0 || m.Rev != 2 {
		t.Fatalf("after deleting: %d, %d, %+v", count(Query{}), count(Query{Gone: true}), m.Meta)
	}
	s = reopen(t, s)
	if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { m.Facts = "x"; return tx.Put(m) }); !errors.Is(err, field.NotFound) {
		t.Fatalf("editing a deleted record: %v", err)
	}
	m = get[*matter](t, s, m.ID)
	do(func(tx *Tx) error { return tx.Restore(m) })
	if count(Query{}) != 1 || count(Query{Gone: true}) != 0 || m.Gone != 0 {
		t.Fatal("it did not come back")
	}
}

func TestNumbersOfASequenceAreGivenOutOnce(t *testing.T) {
	s := create(t, options())
	next := func(s *Store, name string) (n uint64) {
		t.Helper()
		if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { n = tx.Next(name); n = tx.Next(name); return nil }); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if a, b := next(s, "case/2026"), next(s, "case/2027"); a != 2 || b != 2 {
		t.Fatalf("first numbers %d, %d", a, b)
	}
	s = reopen(t, s)
	if n := next(s, "case/2026"); n != 4 {
		t.Fatalf("after opening again: %d", n)
	}
}

func TestSubscribersHearOfChangesInOrder(t *testing.T) {
	s := create(t, options())
	var heard []uint64
	stop := s.Subscribe(func(c Change) {
		if _, err := s.List(matterType, Query{Find: "工资"}); err != nil || s.Me().Name == "" || len(s.Accounts()) != 1 || s.DeskKey() == nil { // reading is allowed
			t.Error(err)
		}
		heard = append(heard, c.Seq)
	})
	m := full(1)
	put(t, s, m)
	m.Facts = "y"
	put(t, s, m)
	stop()
	m.Facts = "z"
	put(t, s, m)
	if len(heard) != 2 || heard[1] != heard[0]+1 {
		t.Fatalf("heard %v", heard)
	}
}
