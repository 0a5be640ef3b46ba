package store

import (
	"context"
	"errors"
	"reflect"
	"testing"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// must saves what do puts and returns the change.
func must1(t testing.TB, s *Store, v Verb, do func(tx *Tx) error) Change {
	t.Helper()
	c, err := s.Update(context.Background(), v, do)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestHistoryShowsWhoChangedWhat(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	for i := range 3 { // others' entries in between
		put(t, s, full(10+i))
	}
	made := m.Stamps[""]
	m.Facts, m.Minutes, m.Topics = "改过的", 0, nil
	must1(t, s, Verb{Name: "edit", Reason: "当事人更正"}, func(tx *Tx) error { return tx.Put(m) })
	edited := m.Stamps["facts"]
	m.Facts = "又改"
	must1(t, s, Verb{Name: "edit"}, func(tx *Tx) error { return tx.Put(m) })
	must1(t, s, Verb{Name: "delete"}, func(tx *Tx) error { return tx.Delete(m) })
	must1(t, s, Verb{Name: "look"}, func(tx *Tx) error { tx.Note(Seen, matterType, m.ID, "phone"); return nil })
	s = reopen(t, s)

	h, err := s.History(matterType, m.ID)
	if err != nil || len(h) != 4 {
		t.Fatalf("%d entries, %v", len(h), err)
	}
	e := h[2]
	op := e.Ops[0]
	if e.Who != "某主任" || e.Verb != "edit" || e.Reason != "当事人更正" || e.At == 0 || op.Kind != Changed || op.Rev != 2 {
		t.Errorf("entry %+v", e)
	}
	if !reflect.DeepEqual(op.Keys, []string{"facts", "topics", "minutes"}) {
		t.Errorf("keys %v", op.Keys)
	}
	old, now := op.Old.(*matter), op.New.(*matter)
	if old.Facts != full(1).Facts || now.Facts != "改过的" || old.Minutes != 45 || now.Minutes != 0 || old.Number != "" || len(old.Topics) != 2 || len(now.Topics) != 0 {
		t.Errorf("old %+v\nnew %+v", old, now)
	}
	if op.Seen["facts"] != made || h[1].Ops[0].Seen["facts"] != edited {
		t.Errorf("versions seen: %v, %v; want %v, %v", op.Seen["facts"], h[1].Ops[0].Seen["facts"], made, edited)
	}
	if h[3].Ops[0].Kind != Made || h[0].Ops[0].Kind != Deleted {
		t.Errorf("kinds %d, %d", h[3].Ops[0].Kind, h[0].Ops[0].Kind)
	}
}

func TestStampsNameTheVersionOfEachChangedField(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	if len(m.Stamps) != 1 || m.Stamps[""].Desk != uint64(s.Folder().Desk) {
		t.Fatalf("new record: %v", m.Stamps)
	}
	m.Facts = "x"
	put(t, s, m)
	must1(t, s, Verb{}, func(tx *Tx) error { return tx.Delete(m) })
	back := get[*matter](t, s, m.ID)
	if len(back.Stamps) != 3 || !back.Stamps[""].Before(back.Stamps["facts"]) || !back.Stamps["facts"].Before(back.Stamps["@gone"]) || !reflect.DeepEqual(back.Stamps, m.Stamps) {
		t.Fatalf("%v", back.Stamps)
	}
}

func TestJournalHoldsEverything(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	must1(t, s, Verb{Name: "export"}, func(tx *Tx) error {
		tx.Note(Exported, matterType, field.ID{}, "3 rows")
		tx.Note(Printed, nil, field.ID{}, "rota")
		return nil
	})
	must1(t, s, Verb{Name: "refused", Reason: "无权限"}, func(tx *Tx) error { tx.Note(Refused, nil, field.ID{}, ""); return nil })
	var got []Entry
	if err := s.Journal(context.Background(), 1, 0, func(e Entry) error { got = append(got, e); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(got) != 4 || got[0].Verb != "create" || got[1].Ops[0].ID != m.ID || len(got[2].Ops) != 2 || got[2].Ops[0].Text != "3 rows" || got[2].Ops[0].Type != matterType || got[3].Reason != "无权限" {
		t.Fatalf("%+v", got)
	}
	for i := range got {
		if got[i].Seq != uint64(i+1) || i > 0 && !got[i-1].Stamp.Before(got[i].Stamp) {
			t.Errorf("entry %d: %+v", i, got[i])
		}
	}
	got = nil
	if err := s.Journal(context.Background(), 2, 3, func(e Entry) error { got = append(got, e); return nil }); err != nil || len(got) != 2 {
		t.Fatalf("a part of it: %d, %v", len(got), err)
	}
}

func TestUndoPutsBackWhatAnEntryChanged(t *testing.T) {
	s := create(t, options())
	a, b, c := full(1), full(2), full(3)
	put(t, s, b, c)
	was := get[*matter](t, s, b.ID)
	change := must1(t, s, Verb{Name: "many"}, func(tx *Tx) error {
		b.Facts, b.Claimed, b.Helpers, b.Day = "改", 0, nil, field.Day{Year: 2020}
		return errors.Join(tx.Put(a), tx.Put(b), tx.Delete(c))
	})
	u, err := s.Undo(context.Background(), change.Seq)
	if err != nil || len(u.Touched) != 3 {
		t.Fatalf("%+v, %v", u, err)
	}
	back := get[*matter](t, s, b.ID)
	if len(matterType.Changed(back, was)) > 0 || back.Rev != 3 {
		t.Errorf("after undo: %+v", back)
	}
	if get[*matter](t, s, a.ID).Gone == 0 || get[*matter](t, s, c.ID).Gone != 0 {
		t.Error("making and deleting were not undone")
	}
	h, err := s.History(matterType, b.ID)
	if err != nil || h[0].Undoes != change.Seq || h[0].Verb != "undo" {
		t.Errorf("history: %+v, %v", h, err)
	}
	if _, err := s.Undo(context.Background(), u.Seq); err != nil { // an undo can be undone
		t.Fatal(err)
	}
	if get[*matter](t, s, b.ID).Facts != "改" {
		t.Error("undoing the undo")
	}
}

func TestUndoNamesClashesAndChangesNothing(t *testing.T) {
	s := create(t, options())
	a, b := full(1), full(2)
	put(t, s, a, b)
	change := must1(t, s, Verb{Name: "edit"}, func(tx *Tx) error {
		a.Facts, a.Minutes, b.Facts = "一", 1, "二"
		return errors.Join(tx.Put(a), tx.Put(b))
	})
	a.Facts, a.Client = "三", "钱"
	put(t, s, a)
	seq := s.Folder().Seq
	_, err := s.Undo(context.Background(), change.Seq)
	var clash *ClashError
	if !errors.As(err, &clash) || !errors.Is(err, field.Clash) || len(clash.Clashes) != 1 || clash.Clashes[0].ID != a.ID || clash.Clashes[0].Key != "facts" {
		t.Fatalf("%v", err)
	}
	if s.Folder().Seq != seq || get[*matter](t, s, b.ID).Facts != "二" {
		t.Fatal("something was undone")
	}
	a.Facts = "一" // back to what the entry made it: now it can be undone, and what else was changed stays
	put(t, s, a)
	if _, err := s.Undo(context.Background(), change.Seq); err != nil {
		t.Fatal(err)
	}
	if back := get[*matter](t, s, a.ID); back.Facts != full(1).Facts || back.Minutes != 45 || back.Client != "钱" {
		t.Fatalf("%+v", back)
	}
}

func TestUndoRefusesWhatItCannotUndo(t *testing.T) {
	s := create(t, options())
	m := full(1)
	made := put(t, s, m)
	note := must1(t, s, Verb{}, func(tx *Tx) error { tx.Note(Printed, matterType, m.ID, ""); return nil })
	for _, seq := range []uint64{note.Seq, 999, 0} {
		if _, err := s.Undo(context.Background(), seq); !errors.Is(err, field.NotFound) {
			t.Errorf("entry %d: %v", seq, err)
		}
	}
	m.Facts = "x"
	put(t, s, m)
	if _, err := s.Undo(context.Background(), made.Seq); !errors.Is(err, field.Clash) { // it would take the later edit with it
		t.Errorf("undoing the making of an edited record: %v", err)
	}
}

func TestErasedPartKeepsTheChain(t *testing.T) {
	s := create(t, options())
	c := put(t, s, full(1), full(2))
	dir := s.dir
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAgain(t, s)
	var b parts
	if err := s.view(func(tx *bolt.Tx) (err error) { b, err = entryParts(tx, c.Seq); return err }); err != nil {
		t.Fatal(err)
	}
	left, err := erasedForm(s.ring, c.Seq, 1, digest(b.parts[1]))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, dir, func(tx *bolt.Tx) error { return tx.Bucket(journalBucket).Put(partKey(c.Seq, 1), left) })
	s = openAgain(t, s) // it is checked when the test ends
	var e Entry
	if err := s.Journal(context.Background(), c.Seq, c.Seq, func(x Entry) error { e = x; return nil }); err != nil || e.Damaged || e.Erased != 1 || len(e.Ops) != 1 {
		t.Fatalf("%+v, %v", e, err)
	}
}

func TestRecordMovedToAnotherSpaceIsJournaledAndUndone(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	m.Space, m.Facts = field.Aid, "改过的"
	c := put(t, s, m)
	h, err := s.History(matterType, m.ID)
	if err != nil || len(h) != 2 {
		t.Fatalf("%d entries, %v", len(h), err)
	}
	if op := h[0].Ops[0]; !op.Moved || op.From != "" || op.To != field.Aid {
		t.Fatalf("the move is not told: %+v", op)
	}
	if _, err := s.Undo(context.Background(), c.Seq); err != nil {
		t.Fatal(err)
	}
	back := get[*matter](t, s, m.ID)
	if back.Space != "" || back.Facts != full(1).Facts {
		t.Fatalf("after the undo: space %q", back.Space)
	}
	back.Space = field.Open
	put(t, s, back)
	if _, err := s.Undo(context.Background(), c.Seq+1); !errors.Is(err, field.Clash) {
		t.Fatalf("undone although it was moved since: %v", err)
	}
}
