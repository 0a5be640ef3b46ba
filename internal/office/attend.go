package office

import (
	"context"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// Arrival is somebody to be put on an event's sign-in list, as typed or pasted.
type Arrival struct {
	Name  string
	Unit  string // name or short name of an organisation, or any words
	Phone string
	Note  string
}

// Listed is what became of one Arrival.
type Listed struct {
	Record   *centre.Attendee // nil: it was not put on the list
	Twice    bool             // somebody of that name and unit is on it already
	Problems field.Problems   // what has to be mended
}

// Attendees returns the lines of an event's sign-in list, in the order they were made.
func (o *Office) Attendees(event field.ID) ([]*centre.Attendee, error) {
	return partsOf[*centre.Attendee](o, centre.AttendeeType, event)
}

// AddAttendees puts people on an event's sign-in list as registered, or, as walk-ins, as come now without having registered. Those on the
// list already are passed over; who is two people with one name is told apart by unit. What has to be mended comes back with its
// line and is not saved. field.Problems for an event at which nobody is named, and for too many at a time; codes: Denied, NotFound.
func (o *Office) AddAttendees(ctx context.Context, event field.ID, all []Arrival, walkIn bool) ([]Listed, store.Change, error) {
	var out []Listed
	c, err := o.perform(ctx, "add-attendees", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		if len(all) > mostLines {
			return field.Problems{{Say: "lines.many", Args: []string{fmt.Sprint(mostLines)}}}
		}
		if _, err := v.named(event); err != nil {
			return err
		}
		l := lister{verb: v, event: event, walkIn: walkIn, there: map[string]bool{}}
		if err := l.learn(); err != nil {
			return err
		}
		out = make([]Listed, len(all))
		for i, a := range all {
			var err error
			if out[i], err = l.add(a); err != nil {
				return err
			}
		}
		return nil
	})
	return out, c, err
}

// named returns an event at which people may be named.
func (v *verb) named(event field.ID) (*centre.Event, error) {
	e, err := store.As[*centre.Event](v.Get(centre.EventType, event))
	switch {
	case err != nil:
		return nil, err
	case e.Gone != 0:
		return nil, fmt.Errorf("get event: deleted: %w", field.NotFound)
	case !centre.TakesNames(e.Kind):
		return nil, field.Problems{{Say: "attend.nameless"}}
	}
	return e, nil
}

// lister puts people on one list in one verb.
type lister struct {
	*verb
	event  field.ID
	walkIn bool
	there  map[string]bool // who is on the list: name and unit
	units  liner           // finds organisations by name
}

func (l *lister) learn() error {
	rs, err := opened(l.Tx, centre.AttendeeType, partsQuery(centre.AttendeeType, l.event, false))
	if err != nil {
		return fmt.Errorf("read sign-in list: %w", err)
	}
	for _, r := range rs {
		l.there[whoIs(r.(*centre.Attendee))] = true
	}
	l.units = liner{verb: l.verb, known: map[string]field.ID{}}
	return nil
}

// whoIs tells people on a list apart.
func whoIs(a *centre.Attendee) string {
	unit := field.Fold(a.UnitText)
	if a.Unit != (field.ID{}) {
		unit = a.Unit.String()
	}
	return field.Fold(a.Name) + "\x00" + unit
}

func (l *lister) add(in Arrival) (Listed, error) {
	a := l.office.New(centre.AttendeeType).(*centre.Attendee)
	a.Event = l.event
	var ps field.Problems
	for key, text := range map[string]string{"name": in.Name, "phone": in.Phone, "note": in.Note} {
		if p := centre.AttendeeType.Field(key).Set(a, text, l.office.Context()); p != nil {
			ps = append(ps, *p)
		}
	}
	if name := field.Tidy(in.Unit); name != "" {
		id, ok, err := l.units.named(name)
		if err != nil {
			return Listed{}, err
		}
		if ok && id != (field.ID{}) {
			a.Unit = id
		} else if p := centre.AttendeeType.Field("unittext").Set(a, name, l.office.Context()); p != nil {
			ps = append(ps, *p)
		}
	}
	if l.walkIn {
		a.WalkIn, a.Registered, a.Present = field.Yes, 0, l.Now()
	}
	if ps = append(ps, unsaid(a.Check(), ps)...); len(ps) > 0 {
		slices.SortFunc(ps, func(a, b field.Problem) int { return compareKeys(a.Field, b.Field) })
		return Listed{Problems: ps}, nil
	}
	if l.there[whoIs(a)] {
		return Listed{Twice: true}, nil
	}
	l.there[whoIs(a)] = true
	if err := l.put(a); err != nil {
		return Listed{}, err
	}
	return Listed{Record: a}, nil
}

// compareKeys orders problems as the form of a line goes: the name first.
func compareKeys(a, b string) int {
	at := func(key string) int {
		return slices.IndexFunc(centre.AttendeeType.Fields, func(f field.Spec) bool { return f.Key == key })
	}
	return at(a) - at(b)
}

// MarkPresent notes that people on a sign-in list came, now, or takes that back. Who is marked already keeps the time.
func (o *Office) MarkPresent(ctx context.Context, present bool, ids ...field.ID) (store.Change, error) {
	return o.perform(ctx, "mark-present", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		for _, id := range ids {
			a, err := store.As[*centre.Attendee](v.Get(centre.AttendeeType, id))
			if err != nil {
				return err
			}
			if a.Gone != 0 {
				return fmt.Errorf("get attendee: deleted: %w", field.NotFound)
			}
			if present == (a.Present != 0) {
				continue
			}
			if a.Present = 0; present {
				a.Present = v.Now()
			}
			if err := v.put(a); err != nil {
				return err
			}
		}
		return nil
	})
}

// onList is what follows for a line of a sign-in list before it is saved: nobody is named at a clinic, and who did not walk in registered.
func (v *verb) onList(a *centre.Attendee) error {
	if _, err := v.named(a.Event); err != nil {
		return err
	}
	if a.Rev == 0 && a.WalkIn != field.Yes && a.Registered == 0 {
		fill(v, &a.Registered, v.Now())
	}
	return nil
}

// KeepSignIn leaves how many registered and how many signed in as readings of the event; those of the same list before are brought up to
// date. The first to say how many came is the figure the event holds. Nothing is saved where nothing is new.
func (o *Office) KeepSignIn(ctx context.Context, event field.ID) (store.Change, error) {
	return o.perform(ctx, "keep-signin", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		_, err := v.keepSignIn(event, centre.WaySignIn)
		return err
	})
}

// UseSignIn makes how many signed in the number of people of an event. A planned event is held from then on. Nobody signed in:
// field.Problems.
func (o *Office) UseSignIn(ctx context.Context, event field.ID) (store.Change, error) {
	return o.perform(ctx, "use-signin", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		signed, err := v.keepSignIn(event, centre.WaySignIn)
		if err != nil {
			return err
		}
		if signed == nil {
			return field.Problems{{Say: "attend.nobody"}}
		}
		e, err := store.As[*centre.Event](v.Get(centre.EventType, event))
		if err != nil {
			return err
		}
		if e.State == "planned" {
			e.State = "held"
			if err := v.put(e); err != nil {
				return err
			}
		}
		return v.use(signed)
	})
}

// keepSignIn does so and returns the reading of who signed in; nil where nobody did. way is how the readings are marked from now on.
func (v *verb) keepSignIn(event field.ID, way string) (*centre.Reading, error) {
	rs, err := opened(v.Tx, centre.AttendeeType, partsQuery(centre.AttendeeType, event, false))
	if err != nil {
		return nil, fmt.Errorf("read sign-in list: %w", err)
	}
	list := make([]*centre.Attendee, len(rs))
	for i, r := range rs {
		list[i] = r.(*centre.Attendee)
	}
	all, err := opened(v.Tx, centre.ReadingType, partsQuery(centre.ReadingType, event, false))
	if err != nil {
		return nil, fmt.Errorf("read readings: %w", err)
	}
	s, k := summary.SigningOf(list), listKeeper{v, event, way, all}
	if _, err := k.keep(field.ByRegister, s.Registered); err != nil {
		return nil, err
	}
	return k.keep(field.BySign, s.Present)
}

// listKeeper keeps the numbers of one sign-in list as readings.
type listKeeper struct {
	*verb
	event field.ID
	way   string
	all   []field.Record // readings of the event
}

func (k listKeeper) keep(known field.Known, n int64) (*centre.Reading, error) {
	var r *centre.Reading
	for _, x := range k.all {
		if x := x.(*centre.Reading); x.Key == "people" && x.Way == centre.WaySignIn && x.Known() == known {
			r = x
		}
	}
	if r == nil {
		if n == 0 {
			return nil, nil // a list that nobody signed says nothing yet
		}
		r = k.office.New(centre.ReadingType).(*centre.Reading)
		r.Event, r.Key = k.event, "people"
	}
	if r.Count.HasValue && r.Count.Value == n && r.Way == k.way {
		return r, nil
	}
	if !r.Count.HasValue || r.Count.Value != n {
		r.Count = field.Exactly(n, centre.EventType.Field("people").Unit)
		r.Count.Known, r.By, r.At = known, k.office.Me().Name, k.Now()
	}
	r.Way = k.way
	return r, k.put(r)
}

// endLists keeps the numbers of the sign-in lists whose lines are about to be erased. What is left of a list later is another one.
func (v *verb) endLists(all []field.Record) error {
	done := map[field.ID]bool{}
	for _, r := range all {
		a, ok := r.(*centre.Attendee)
		if !ok || done[a.Event] {
			continue
		}
		done[a.Event] = true
		if e, err := v.Get(centre.EventType, a.Event); err != nil || e.Base().Gone != 0 {
			continue // it goes with its list
		}
		if _, err := v.keepSignIn(a.Event, centre.WayErased); err != nil {
			return err
		}
	}
	return nil
}
