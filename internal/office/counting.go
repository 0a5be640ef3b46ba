package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/merge"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// quarter is the time one tally covers.
const quarter = 15 * time.Minute

// Tap is something counted at an event, or taken back: one person through an entrance.
type Tap struct {
	Desk  string // entrance, department, advice table
	Class string // women, men, children or an own class; empty: nobody asked
	By    int64  // how many more; below zero: taken back
}

// CountTaps adds taps to the tallies of an event, in one transaction. A tally belongs to this computer's desk of the folder and to
// one quarter of an hour; what is taken back is taken from the newest tally of the same desk and class that this computer counted,
// so that laptops at one event never write into each other's tallies and their counts add up when their data meet. More than this
// computer has counted cannot be taken back: field.Problems.
func (o *Office) CountTaps(ctx context.Context, event field.ID, taps ...Tap) (store.Change, error) {
	return o.perform(ctx, "count-event", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		e, err := store.As[*centre.Event](v.Get(centre.EventType, event))
		if err != nil {
			return err
		}
		if e.Gone != 0 {
			return fmt.Errorf("get event: deleted: %w", field.NotFound)
		}
		own, err := o.ownTallies(v, event)
		if err != nil {
			return err
		}
		touched := map[*centre.Tally]bool{}
		for _, t := range taps {
			if own, err = o.tap(own, event, t, touched); err != nil {
				return err
			}
		}
		for _, t := range own { // in the order they were made
			if touched[t] {
				if err := v.put(t); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// tap puts one tap into the tallies of this computer and returns them with the one it had to begin.
func (o *Office) tap(own []*centre.Tally, event field.ID, t Tap, touched map[*centre.Tally]bool) ([]*centre.Tally, error) {
	same := func(x *centre.Tally) bool { return x.Desk == field.Tidy(t.Desk) && x.Class == field.Tidy(t.Class) }
	if t.By > 0 {
		at := field.MomentOf(o.Now().Truncate(quarter))
		i := slices.IndexFunc(own, func(x *centre.Tally) bool { return same(x) && x.At == at })
		if i < 0 {
			x := o.New(centre.TallyType).(*centre.Tally)
			x.Event, x.Desk, x.Class, x.Device, x.At = event, field.Tidy(t.Desk), field.Tidy(t.Class), o.Device(), at
			own = append(own, x)
			i = len(own) - 1
		}
		own[i].Plus += t.By
		touched[own[i]] = true
		return own, nil
	}
	back := -t.By
	for i := len(own) - 1; i >= 0 && back > 0; i-- {
		if x := own[i]; same(x) && x.Plus > x.Minus {
			n := min(back, x.Plus-x.Minus)
			x.Minus += n
			back -= n
			touched[x] = true
		}
	}
	if back > 0 {
		return nil, field.Problems{{Say: "counting.nothing"}}
	}
	return own, nil
}

// ownTallies are the tallies of an event that this computer counted, the oldest first.
func (o *Office) ownTallies(from reader, event field.ID) ([]*centre.Tally, error) {
	rs, err := opened(from, centre.TallyType, partsQuery(centre.TallyType, event, false))
	if err != nil {
		return nil, fmt.Errorf("read tallies: %w", err)
	}
	var own []*centre.Tally
	for _, r := range rs {
		if t := r.(*centre.Tally); t.Device == o.Device() {
			own = append(own, t)
		}
	}
	slices.SortStableFunc(own, func(a, b *centre.Tally) int { return cmp.Compare(a.At, b.At) })
	return own, nil
}

// grow keeps a tally from ever saying less than it did: it belongs to one computer and only grows, so that of two versions, whichever
// comes first, the later one is what both together say.
func (v *verb) grow(t *centre.Tally) error {
	before, err := v.before(t)
	if was, ok := before.(*centre.Tally); ok && err == nil {
		p := merge.TallyOf([]*centre.Tally{was, t})[t.ID]
		t.Plus, t.Minus = p.Plus, p.Minus
	}
	return err
}

// Device is what tells the tallies of this computer from those of others: its desk of the folder, in hex.
func (o *Office) Device() string { return strconv.FormatUint(uint64(o.store.Folder().Desk), 16) }

// Tallies returns all tallies of an event, of this computer and of others, in the order they were made.
func (o *Office) Tallies(event field.ID) ([]*centre.Tally, error) {
	return partsOf[*centre.Tally](o, centre.TallyType, event)
}

// UseCounting makes what was counted live the number of people of an event, known by count. What stood there before stays in the
// event's history. A planned event is held from then on, on the day of the first tap where it had none. Nothing counted:
// field.Problems.
func (o *Office) UseCounting(ctx context.Context, event field.ID) (store.Change, error) {
	return o.perform(ctx, "use-counting", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		e, err := store.As[*centre.Event](v.Get(centre.EventType, event))
		if err != nil {
			return err
		}
		rs, err := opened(v.Tx, centre.TallyType, partsQuery(centre.TallyType, event, false))
		if err != nil {
			return err
		}
		tallies := make([]*centre.Tally, len(rs))
		for i, r := range rs {
			tallies[i] = r.(*centre.Tally)
		}
		c := summary.CountingOf(tallies)
		if c.Total <= 0 {
			return field.Problems{{Say: "counting.none"}}
		}
		unit := cmp.Or(e.People.Unit, centre.EventType.Field("people").Unit)
		e.People = field.Exactly(c.Total, unit)
		e.People.Known = field.ByCount
		if e.State == "planned" {
			e.State = "held"
		}
		if e.Date.IsZero() {
			e.Date = field.DayOf(c.First.In(o.zone))
		}
		return v.put(e)
	})
}
