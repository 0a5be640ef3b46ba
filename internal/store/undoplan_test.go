package store

import (
	"context"
	"errors"
	"slices"
	"testing"

	"cn.halfsky/internal/field"
)

// importing saves records in batches of one group and returns the entries.
func importing(t *testing.T, s *Store, batches ...[]field.Record) (seqs []uint64) {
	t.Helper()
	v := Verb{Name: "import"}
	for _, batch := range batches {
		c := must1(t, s, v, func(tx *Tx) error {
			for _, r := range batch {
				if err := tx.Put(r); err != nil {
					return err
				}
			}
			return nil
		})
		if v.Group == 0 {
			v.Group = c.Seq
		}
		seqs = append(seqs, c.Seq)
	}
	return seqs
}

// TestAnImportIsOneThingToUndo: batches of one group are undone in one entry: what they made goes, also what a later batch changed
// again, what they changed gets its old values, and what others saved in between stays.
func TestAnImportIsOneThingToUndo(t *testing.T) {
	s := create(t, options())
	there := full(1)
	put(t, s, there)
	first, second, between := full(2), full(3), full(4)
	there.Facts = "导入一"
	seqs := importing(t, s, []field.Record{first, there})
	put(t, s, between)
	there.Facts, first.Facts = "导入二", "导入二"
	seqs = append(seqs, must1(t, s, Verb{Name: "import", Group: seqs[0]}, func(tx *Tx) error {
		return errors.Join(tx.Put(second), tx.Put(there), tx.Put(first))
	}).Seq)
	for _, seq := range seqs {
		if got, err := s.GroupOf(t.Context(), seq); err != nil || !slices.Equal(got, seqs) {
			t.Fatalf("the group of %d is %v, %v", seq, got, err)
		}
	}
	if got, err := s.GroupOf(t.Context(), seqs[0]+1); err != nil || len(got) != 1 {
		t.Errorf("what was saved in between belongs to %v, %v", got, err)
	}
	before := s.Folder().Seq
	plan, err := s.UndoPlan(seqs...)
	if err != nil || len(plan.Clashes) != 0 || len(plan.Records) != 3 || s.Folder().Seq != before {
		t.Fatalf("%+v, %v", plan, err)
	}
	for _, r := range plan.Records {
		switch r.ID {
		case there.ID:
			if r.Kind != Changed || !slices.Equal(r.Keys, []string{"facts"}) || r.Now.(*matter).Facts != "导入二" || r.Then.(*matter).Facts != full(1).Facts {
				t.Errorf("what was there before: %+v", r)
			}
		case first.ID, second.ID:
			if r.Kind != Deleted {
				t.Errorf("what was made would be %v", r.Kind)
			}
		default:
			t.Error("another record would be changed")
		}
	}
	if got := get[*matter](t, s, there.ID).Facts; got != "导入二" {
		t.Fatalf("planning changed it to %q", got)
	}
	c, err := s.UndoAll(context.Background(), seqs...)
	if err != nil || c.Seq != before+1 {
		t.Fatalf("%+v, %v", c, err)
	}
	if get[*matter](t, s, there.ID).Facts != full(1).Facts || get[*matter](t, s, first.ID).Gone == 0 || get[*matter](t, s, second.ID).Gone == 0 || get[*matter](t, s, between.ID).Gone != 0 {
		t.Error("it is not as it was before")
	}
	if _, err := s.Undo(context.Background(), c.Seq); err != nil { // an undo can be undone
		t.Fatal(err)
	}
	if get[*matter](t, s, first.ID).Gone != 0 || get[*matter](t, s, there.ID).Facts != "导入二" {
		t.Error("undoing the undo did not bring it back")
	}
}

// TestPlanNamesEveryClash: a field that somebody changed since is named with what it is and what it would have become; a record that
// somebody changed after the import made it is named as a whole; nothing is changed.
func TestPlanNamesEveryClash(t *testing.T) {
	s := create(t, options())
	there, made := full(1), full(2)
	put(t, s, there)
	there.Facts, there.Client = "导入", "导入"
	seqs := importing(t, s, []field.Record{there}, []field.Record{made})
	there.Facts = "后来"
	put(t, s, there)
	made.Facts = "后来"
	put(t, s, made)
	plan, err := s.UndoPlan(seqs...)
	if err != nil || len(plan.Clashes) != 2 {
		t.Fatalf("%+v, %v", plan, err)
	}
	whole, one := plan.Clashes[0], plan.Clashes[1]
	if whole.ID != made.ID || whole.Key != "" || whole.Now.(*matter).Facts != "后来" {
		t.Errorf("the record as a whole: %+v", whole)
	}
	if one.ID != there.ID || one.Key != "facts" || one.Now.(*matter).Facts != "后来" || one.Then.(*matter).Facts != full(1).Facts {
		t.Errorf("the field: %+v", one)
	}
	seq := s.Folder().Seq
	var clash *ClashError
	if _, err := s.UndoAll(context.Background(), seqs...); !errors.As(err, &clash) || len(clash.Clashes) != 2 || s.Folder().Seq != seq {
		t.Errorf("undone all the same: %v", err)
	}
}

// TestPlanOfNothing: entries that changed nothing, or that are not there.
func TestPlanOfNothing(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	note := must1(t, s, Verb{}, func(tx *Tx) error { tx.Note(Printed, matterType, m.ID, ""); return nil })
	if plan, err := s.UndoPlan(note.Seq); err != nil || len(plan.Records)+len(plan.Clashes) != 0 {
		t.Errorf("a print would be undone: %+v, %v", plan, err)
	}
	for _, seqs := range [][]uint64{nil, {0}, {999}} {
		if _, err := s.UndoPlan(seqs...); !errors.Is(err, field.NotFound) {
			t.Errorf("%v: %v", seqs, err)
		}
		if _, err := s.UndoAll(context.Background(), seqs...); !errors.Is(err, field.NotFound) {
			t.Errorf("%v: %v", seqs, err)
		}
	}
}

// TestLockedPartsAreNotUndone: an entry that touched what this account cannot read is told as such and stays.
func TestLockedPartsAreNotUndone(t *testing.T) {
	o := options()
	s := create(t, o)
	m := full(1)
	c := must1(t, s, Verb{Name: "import"}, func(tx *Tx) error { return errors.Join(tx.Put(m), tx.Put(&firm{Name: "样例厂"})) })
	if _, err := s.AddAccount(context.Background(), NewAccount{Name: "组织员", Role: "organiser", Passphrase: "另一个口令 2009", Spaces: []field.Space{field.Open}}); err != nil {
		t.Fatal(err)
	}
	dir := s.dir
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o.Account = "组织员"
	as, err := Open(dir, "另一个口令 2009", o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, as)
	plan, err := as.UndoPlan(c.Seq)
	if err != nil || plan.Locked != 1 || len(plan.Records) != 1 {
		t.Errorf("%+v, %v", plan, err)
	}
	if _, err := as.UndoAll(context.Background(), c.Seq); !errors.Is(err, field.Locked) {
		t.Errorf("undone: %v", err)
	}
}
