package office

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// undoDays is for how many days a save can be undone.
const undoDays = 30

// Undo puts back what a change changed; an import of several batches goes as a whole. Where something was changed again since,
// nothing is undone and the error is a *store.ClashError. Codes: field.Denied; Locked when it touches what this account cannot read;
// field.Problems when it is more than thirty days ago.
func (o *Office) Undo(ctx context.Context, seq uint64) (store.Change, error) {
	c, err := o.undo(ctx, seq)
	if err != nil {
		return c, fmt.Errorf("undo: %w", err)
	}
	return c, nil
}

func (o *Office) undo(ctx context.Context, seq uint64) (store.Change, error) {
	seqs, err := o.undoable(ctx, seq)
	if err != nil {
		return store.Change{}, err
	}
	c, err := o.store.UndoAll(ctx, seqs...)
	if err == nil && touches(c, centre.RoleType) {
		err = o.fitAll(ctx)
	}
	if err == nil {
		err = o.followUndone(ctx, c)
	}
	return c, err
}

// PlanUndo says what Undo of a change would do. Nothing is changed. Its errors are those of Undo but for clashes, which the plan
// names.
func (o *Office) PlanUndo(ctx context.Context, seq uint64) (store.Undoing, error) {
	seqs, err := o.undoable(ctx, seq)
	if err == nil {
		var plan store.Undoing
		if plan, err = o.store.UndoPlan(seqs...); err == nil {
			return plan, nil
		}
	}
	return store.Undoing{}, fmt.Errorf("plan undo: %w", err)
}

// undoable returns the entries that go together with one, if this person may undo them and it is not too late.
func (o *Office) undoable(ctx context.Context, seq uint64) ([]uint64, error) {
	seqs, err := o.store.GroupOf(ctx, seq)
	if err != nil {
		return nil, err
	}
	for _, seq := range seqs {
		if err := tried(ctx, o.store.Update, "undo", o.needUndo(ctx, seq)); err != nil {
			return nil, err
		}
	}
	var first field.Moment
	err = o.store.Journal(ctx, seqs[0], seqs[0], func(e store.Entry) error {
		if first = e.At; slices.ContainsFunc(e.Ops, founds) {
			return field.Problems{{Say: "audit.undo.found"}}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if field.MomentOf(o.now().Add(-undoDays*24*time.Hour)) > first {
		return nil, field.Problems{{Say: "audit.undo.late", Args: []string{strconv.Itoa(undoDays)}}}
	}
	return seqs, nil
}

// founds reports whether an operation made what the folder cannot be without: the centre's own record, a role.
func founds(op store.Op) bool {
	return op.Kind == store.Made && (op.Type == centre.CentreType || op.Type == centre.RoleType)
}
