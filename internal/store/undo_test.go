package store

import (
	"errors"
	"testing"

	"cn.halfsky/internal/field"
)

// TestWhatWasChangedAndPutAsideByOneVerbComesBackWhole, undone and done again: the fields and whether it is there.
func TestWhatWasChangedAndPutAsideByOneVerbComesBackWhole(t *testing.T) {
	s := create(t, options())
	c := full(1)
	put(t, s, c)
	was := c.Facts
	seq := must1(t, s, Verb{Name: "join"}, func(tx *Tx) error {
		c.Facts = "并入别的"
		return errors.Join(tx.Put(c), tx.Delete(c))
	}).Seq
	for _, want := range []struct {
		facts string
		gone  bool
	}{{was, false}, {"并入别的", true}, {was, false}} {
		change, err := s.Undo(t.Context(), seq)
		if err != nil {
			t.Fatal(err)
		}
		seq = change.Seq
		r, err := s.Get(c.Type(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if f := c.Type().Field("facts"); f.Text(r) != want.facts || (r.Base().Gone != 0) != want.gone {
			t.Errorf("it holds %q, deleted %v", f.Text(r), r.Base().Gone != 0)
		}
	}
}

// TestAFieldChangedSinceItCameBackStandsAgainstUndoing, also where the record is to be put aside again.
func TestAFieldChangedSinceItCameBackStandsAgainstUndoing(t *testing.T) {
	s := create(t, options())
	c := full(1)
	put(t, s, c)
	seq := must1(t, s, Verb{Name: "join"}, func(tx *Tx) error {
		c.Facts = "并入别的"
		return errors.Join(tx.Put(c), tx.Delete(c))
	}).Seq
	back, err := s.Undo(t.Context(), seq)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Get(c.Type(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if bad := c.Type().Field("facts").Set(r, "后来改的", field.Context{}); bad != nil {
		t.Fatal(bad)
	}
	put(t, s, r)
	var clash *ClashError
	if _, err := s.Undo(t.Context(), back.Seq); !errors.As(err, &clash) || clash.Clashes[0].Key != "facts" {
		t.Errorf("undoing over a later change: %v", err)
	}
}
