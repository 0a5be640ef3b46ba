package office

import (
	"context"
	"fmt"
	"sync"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Centre returns the centre's own record. Code: field.NotFound.
func (o *Office) Centre() (*centre.Centre, error) { return o.ownCentre(o.store) }

// ownCentre returns the centre's own record, from memory when it was read before.
func (o *Office) ownCentre(from reader) (*centre.Centre, error) {
	c, turn := o.own.get()
	if c == nil {
		var err error
		if c, err = readCentre(from); err != nil {
			return nil, fmt.Errorf("read centre: %w", err)
		}
		if c == nil {
			return nil, fmt.Errorf("read centre: %w", field.NotFound)
		}
		o.own.keep(c, turn)
	}
	return centre.CentreType.Copy(c).(*centre.Centre), nil
}

// SaveCentre saves the centre's own record. Where another region brings other rules, the clocks of all cases are counted anew in the same
// entry: stopped, or failed, nothing has changed. tell, which may be nil, hears how many cases are counted. Codes: field.Denied, Clash,
// Cancelled.
func (o *Office) SaveCentre(ctx context.Context, c *centre.Centre, tell store.Progress) (store.Change, error) {
	return o.perform(ctx, saving([]field.Record{c}), func(v *verb) error {
		v.clocks.tell = tell
		return v.put(c)
	})
}

// readCentre returns nil where there is none yet.
func readCentre(from reader) (*centre.Centre, error) {
	rs, err := opened(from, centre.CentreType, store.Query{Sort: store.ByMade, Limit: 1})
	if err != nil || len(rs) == 0 {
		return nil, err
	}
	return rs[0].(*centre.Centre), nil
}

// ownRecord keeps the centre's own record in memory. What was read before a change and comes after it is not kept: each change
// begins a new turn.
type ownRecord struct {
	mu   sync.Mutex
	c    *centre.Centre
	turn int
}

func (w *ownRecord) get() (*centre.Centre, int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.c, w.turn
}

func (w *ownRecord) keep(c *centre.Centre, turn int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if turn == w.turn {
		w.c = c
	}
}

func (w *ownRecord) changed() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.c, w.turn = nil, w.turn+1
}

// onlyCentre keeps a second record of the centre itself from being made: which of the two would number the cases?
func (v *verb) onlyCentre(c *centre.Centre) error {
	own, err := readCentre(v.Tx)
	if err != nil || own == nil || own.ID == c.ID {
		return err
	}
	return field.Problems{{Say: "office.centre.second"}}
}
