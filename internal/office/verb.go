package office

import (
	"context"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// verb is one verb while it runs: its transaction, and what has to be taken back in the caller's records when nothing is saved.
// Everything a verb reads, it reads through the transaction. Me is whose verb it is, who need not be the one signed in.
type verb struct {
	*store.Tx
	office *Office
	name   string
	back   []func()
	loose  []field.Space   // somebody lost the keys of them: what lies there is sealed anew
	using  *centre.Reading // that is being put to use

	courses map[field.ID]*course // of the cases this verb touches
	clocks  heeding              // what their clocks are counted from
}

// perform runs one verb: all it puts is saved in one transaction with one journal entry, or nothing is.
func (o *Office) perform(ctx context.Context, name string, do func(v *verb) error) (store.Change, error) {
	return o.performAs(ctx, store.Verb{Name: name}, do)
}

// performAs is perform for a verb that has more to it than a name.
func (o *Office) performAs(ctx context.Context, as store.Verb, do func(v *verb) error) (store.Change, error) {
	return o.performBy(ctx, o.store.Update, as, do)
}

// saver runs a transaction: for the signed-in account, or for a guest.
type saver func(context.Context, store.Verb, func(tx *store.Tx) error) (store.Change, error)

// performBy is performAs for whoever saves.
func (o *Office) performBy(ctx context.Context, save saver, as store.Verb, do func(v *verb) error) (store.Change, error) {
	name, v := as.Name, &verb{office: o, name: as.Name}
	c, err := save(ctx, as, func(tx *store.Tx) error {
		v.Tx = tx
		if err := do(v); err != nil {
			return err
		}
		return v.countClocks(ctx)
	})
	if err == nil {
		if len(v.loose) > 0 {
			o.resealSoon()
		}
		return c, nil
	}
	if c.Seq == 0 { // else it is in the file, although the disk complained
		for i := len(v.back) - 1; i >= 0; i-- {
			v.back[i]()
		}
	}
	return c, fmt.Errorf("%s: %w", name, tried(ctx, save, name, err))
}

// fill gives a member of the caller's record a value that the office decides. A number that was not saved must not stay in the
// record: it would be saved with the next try, when somebody else has it already.
func fill[T any](v *verb, member *T, value T) {
	before := *member
	v.back = append(v.back, func() { *member = before })
	*member = value
}

// put saves one record. All records go through here, so that what the office decides at a save is decided everywhere.
func (v *verb) put(r field.Record) error {
	if err := v.placePart(r); err != nil {
		return err
	}
	if decide := decisions[r.Type().Table]; decide != nil {
		if err := decide(v, r); err != nil {
			return err
		}
	}
	heeded, err := v.heed(r)
	if err != nil {
		return err
	}
	follow, err := v.figured(r)
	if err != nil {
		return err
	}
	moved, err := v.stateMoves(r)
	if err != nil {
		return err
	}
	if err := v.Put(r); err != nil {
		return err
	}
	heeded()
	if moved {
		return v.standing(r.(*centre.Case))
	}
	return follow()
}

// parts returns the records that are parts of owner, deepest first: live ones, or those that went with it at that moment.
func (v *verb) parts(t *field.Type, owner field.ID, gone field.Moment) ([]field.Record, error) {
	var all []field.Record
	for _, pt := range centre.PartsOf(t.Table) {
		parts, err := opened(v.Tx, pt, partsQuery(pt, owner, gone != 0))
		if err != nil {
			return nil, fmt.Errorf("read parts: %w", err)
		}
		for _, p := range parts {
			if p.Base().Gone != gone {
				continue // deleted by itself, before
			}
			below, err := v.parts(pt, p.Base().ID, gone)
			if err != nil {
				return nil, err
			}
			all = append(append(all, below...), p)
		}
	}
	return all, nil
}

func partsQuery(t *field.Type, owner field.ID, gone bool) store.Query {
	return store.Query{Where: []store.Cond{store.Where(t.Owner().Key, owner.String())}, Sort: store.ByMade, Gone: gone}
}

// reader is what records are read from: the store, or a running transaction.
type reader interface {
	List(*field.Type, store.Query) (*store.Rows, error)
	Get(*field.Type, field.ID) (field.Record, error)
}

// opened opens the records that q asks for, as far as this account may: of those it sees the face of only it leaves out.
func opened(from reader, t *field.Type, q store.Query) ([]field.Record, error) {
	rows, err := from.List(t, q)
	if err != nil {
		return nil, err
	}
	out := make([]field.Record, 0, rows.Len())
	for i := range rows.Len() {
		if rows.Faced(i) {
			continue
		}
		r, err := from.Get(t, rows.ID(i))
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}
