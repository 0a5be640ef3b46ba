package office

import (
	"context"
	"errors"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

var _ = addVerbs(map[string]tryVerb{
	"PlanUndo": {centre.MayWrite, func(ctx context.Context, o *Office, w walk) error {
		_, err := o.PlanUndo(ctx, w.seq)
		return err
	}},
})

// TestAnImportInBatchesIsUndoneAsOne: whichever of its entries is undone, the whole goes in one entry; a clash in one batch keeps all.
func TestAnImportInBatchesIsUndoneAsOne(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	const rows = 2*importBatch + 7
	changes, err := of.Import(t.Context(), plan(t, of, units(t, rows)), nil)
	if err != nil || len(changes) != 3 {
		t.Fatal(len(changes), err)
	}
	p, err := of.PlanUndo(t.Context(), changes[1].Seq)
	if err != nil || len(p.Records) != rows || len(p.Clashes) != 0 {
		t.Fatalf("%d records, %d clashes, %v", len(p.Records), len(p.Clashes), err)
	}
	r, err := of.Get(centre.OrganisationType, changes[2].Touched[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	r.(*centre.Organisation).Note = "后来写的"
	last, err := of.Save(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	var clash *store.ClashError
	if _, err := of.Undo(t.Context(), changes[0].Seq); !errors.As(err, &clash) || len(clash.Clashes) != 1 {
		t.Fatalf("with a later change: %v", err)
	}
	if n, err := of.Count(centre.OrganisationType, store.Query{}); err != nil || n != rows {
		t.Fatalf("%d units after a refused undo, %v", n, err)
	}
	if _, err := of.Undo(t.Context(), last.Seq); err != nil {
		t.Fatal(err)
	}
	before := of.Folder().Seq
	if _, err := of.Undo(t.Context(), changes[2].Seq); err == nil {
		t.Fatal("a record that was changed and changed back was taken away: somebody had it in hand")
	}
	if of.Folder().Seq != before {
		t.Error("something was written")
	}
}

// TestUndoIsForThirtyDays: on the thirtieth day a save can be undone, after that the person is told why not.
func TestUndoIsForThirtyDays(t *testing.T) {
	of, _, _ := looseOffice(t)
	r := of.New(centre.OrganisationType).(*centre.Organisation)
	r.Name, r.Kind = "样例纺织厂", "employer"
	c, err := of.Save(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	was := of.now
	for days, late := range map[int]bool{29: false, 31: true} {
		of.now = func() time.Time { return was().AddDate(0, 0, days) }
		_, err := of.PlanUndo(t.Context(), c.Seq)
		var ps field.Problems
		if errors.As(err, &ps) != late {
			t.Errorf("after %d days: %v", days, err)
		}
	}
	of.now = func() time.Time { return was().AddDate(0, 0, 31) }
	if _, err := of.Undo(t.Context(), c.Seq); err == nil {
		t.Error("undone after 31 days")
	}
	of.now = was
	if _, err := of.Undo(t.Context(), c.Seq); err != nil {
		t.Error(err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestTheFoundingIsNotUndone: without the centre's record and the roles the folder would be nobody's.
func TestTheFoundingIsNotUndone(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	var ps field.Problems
	for _, e := range entries(t, of, 0) {
		if e.Verb != verbFound {
			continue
		}
		if _, err := of.Undo(t.Context(), e.Seq); !errors.As(err, &ps) {
			t.Errorf("undone: %v", err)
		}
	}
	if _, err := of.Centre(); err != nil || ps == nil {
		t.Errorf("the centre's record: %v", err)
	}
}
