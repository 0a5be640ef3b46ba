package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Readings returns all readings of an event's figures, in the order they were made.
func (o *Office) Readings(event field.ID) ([]*centre.Reading, error) {
	return partsOf[*centre.Reading](o, centre.ReadingType, event)
}

// UseReading puts a reading into the event's own field, where reports take their figures from. What stood there stays as a reading.
// Codes: Denied, NotFound.
func (o *Office) UseReading(ctx context.Context, reading field.ID) (store.Change, error) {
	return o.perform(ctx, "use-reading", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		r, err := store.As[*centre.Reading](v.Get(centre.ReadingType, reading))
		if err != nil {
			return err
		}
		if r.Gone != 0 {
			return fmt.Errorf("get reading: deleted: %w", field.NotFound)
		}
		return v.use(r)
	})
}

// use makes a reading the one its event holds.
func (v *verb) use(r *centre.Reading) error {
	e, err := store.As[*centre.Event](v.Get(centre.EventType, r.Event))
	if err != nil {
		return err
	}
	own := countOf(e, r.Key)
	if own == nil {
		return fmt.Errorf("use reading of %s: %w", r.Key, field.NotFound)
	}
	*own = r.Count
	v.using = r
	defer func() { v.using = nil }()
	return v.put(e)
}

// countOf is an event's count under a key; nil for a key of a newer program.
func countOf(e *centre.Event, key string) *field.Count {
	if !slices.Contains(centre.CountFields, key) {
		return nil
	}
	return e.CountOf(key)
}

// figured looks at a record before it is saved and returns what follows once it is: the figures of an event leave readings, and a reading
// in use is what its event says.
func (v *verb) figured(r field.Record) (func() error, error) {
	switch r := r.(type) {
	case *centre.Event:
		before, err := v.before(r)
		if err != nil {
			return nil, err
		}
		was, _ := before.(*centre.Event)
		return func() error { return v.keepReadings(was, r) }, nil
	case *centre.Reading:
		if own := centre.EventType.Field(r.Key); own != nil && r.Count.HasValue && r.Count.Unit == "" {
			fill(v, &r.Count.Unit, own.Unit)
		}
		before, err := v.before(r)
		if err != nil {
			return nil, err
		}
		was, _ := before.(*centre.Reading)
		return func() error { return v.carry(was, r) }, nil
	}
	return func() error { return nil }, nil
}

// before is a record as it was saved last; nil for a new one.
func (v *verb) before(r field.Record) (field.Record, error) {
	if r.Base().Rev == 0 {
		return nil, nil
	}
	was, err := v.Get(r.Type(), r.Base().ID)
	if errors.Is(err, field.NotFound) {
		return nil, nil // the save itself says so
	}
	return was, err
}

// way is how figures come in by the verb that is running.
func (v *verb) way() string {
	switch {
	case v.name == "use-counting":
		return centre.WayLive
	case strings.HasPrefix(v.name, "import"):
		return centre.WayImport
	}
	return centre.WayTyped
}

// keepReadings leaves a reading of every figure that an event was given, and of what it held before where nobody kept one.
func (v *verb) keepReadings(before, after *centre.Event) error {
	var readings []*centre.Reading
	read := false
	for _, key := range centre.CountFields {
		was, is := field.Count{}, *after.CountOf(key)
		if before != nil {
			was = *before.CountOf(key)
		}
		if was == is && (v.using == nil || v.using.Key != key) {
			continue
		}
		if before != nil && !read {
			rs, err := opened(v.Tx, centre.ReadingType, partsQuery(centre.ReadingType, after.ID, false))
			if err != nil {
				return fmt.Errorf("read readings: %w", err)
			}
			for _, r := range rs {
				readings = append(readings, r.(*centre.Reading))
			}
			read = true
		}
		mine := of(readings, key)
		if u := v.using; u != nil && u.Key == key && !slices.ContainsFunc(mine, func(r *centre.Reading) bool { return r.ID == u.ID }) {
			mine = append(mine, u) // it was made just now
		}
		if err := v.keepReading(before, after, key, mine); err != nil {
			return fmt.Errorf("keep reading: %w", err)
		}
	}
	return nil
}

func of(all []*centre.Reading, key string) (out []*centre.Reading) {
	for _, r := range all {
		if r.Key == key {
			out = append(out, r)
		}
	}
	return out
}

// keepReading does so for one figure; mine are its readings.
func (v *verb) keepReading(before, after *centre.Event, key string, mine []*centre.Reading) error {
	is := *after.CountOf(key)
	if before != nil {
		if was := *before.CountOf(key); !was.IsZero() && was != is && !slices.ContainsFunc(mine, func(r *centre.Reading) bool { return r.Count == was }) {
			if err := v.Put(v.lost(before, key)); err != nil {
				return err
			}
		}
	}
	chosen := v.chosen(mine, is)
	if chosen == nil && !is.IsZero() {
		if chosen = v.mended(mine, is); chosen == nil {
			chosen = v.office.New(centre.ReadingType).(*centre.Reading)
			chosen.Event, chosen.Key, chosen.Way = after.ID, key, v.way()
		}
		chosen.Count, chosen.At, chosen.Used = is, v.Now(), field.Yes
		if err := v.Put(chosen); err != nil {
			return err
		}
	}
	for _, r := range mine {
		used := field.NotAsked
		if r == chosen {
			used = field.Yes
		}
		if r.Used != used {
			r.Used = used
			if err := v.Put(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// chosen is the reading that an event's new figure is: the one that is being put to use, or the first that says the same.
func (v *verb) chosen(mine []*centre.Reading, is field.Count) *centre.Reading {
	for _, r := range mine {
		if v.using != nil && r.ID == v.using.ID {
			return r
		}
	}
	if i := slices.IndexFunc(mine, func(r *centre.Reading) bool { return r.Count == is }); i >= 0 && !is.IsZero() {
		return mine[i]
	}
	return nil
}

// mended is the reading that the same person gave in the same way the same day: a slip of hers that she puts right is no second reading.
// Its history has the slip.
func (v *verb) mended(mine []*centre.Reading, is field.Count) *centre.Reading {
	for _, r := range mine {
		same := r.Used == field.Yes && r.Way == v.way() && r.Count.Known == is.Known && r.By == v.Me().Name
		if same && field.DayOf(r.At.In(v.office.zone)) == v.office.Today() {
			return r
		}
	}
	return nil
}

// lost is the reading of a figure from before readings were kept. Who gave it is known only where it has stood since the event was made.
func (v *verb) lost(e *centre.Event, key string) *centre.Reading {
	r := &centre.Reading{Event: e.ID, Key: key, Count: *e.CountOf(key), Way: centre.WayTyped, At: e.Made}
	if s, changed := e.Stamps[key]; changed {
		r.At = field.Moment(s.Wall)
		return r
	}
	people, err := v.office.People()
	if err != nil {
		return r // accounts may be closed to this one; the figure matters more
	}
	for _, p := range people {
		if p.ID == e.MadeBy {
			r.By = p.Name
		}
	}
	return r
}

// carry follows a reading that somebody wrote: one in use is what its event says, and the first that says how many came is used.
// Who registered is not who came.
func (v *verb) carry(before, after *centre.Reading) error {
	e, err := store.As[*centre.Event](v.Get(centre.EventType, after.Event))
	if err != nil {
		return err
	}
	own := countOf(e, after.Key)
	switch {
	case own == nil || e.Gone != 0:
		return nil
	case before != nil && before.Key != after.Key && before.Used == field.Yes:
		after.Used = field.NotAsked
		return v.Put(after)
	case before == nil && own.IsZero() && after.Count.Known != field.ByRegister, after.Used == field.Yes && *own != after.Count:
		return v.use(after)
	}
	return nil
}
