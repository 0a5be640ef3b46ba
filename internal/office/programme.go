package office

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// PlanEvent saves an event as planned. One that is to come gets the check list of its kind, in the words of b, unless it has tasks
// already: a list for what is over would only be overdue.
func (o *Office) PlanEvent(ctx context.Context, e *centre.Event, b *say.Book) (store.Change, error) {
	return o.perform(ctx, "plan-event", func(v *verb) error {
		fill(v, &e.State, "planned")
		fill(v, &e.Why, "")
		if err := v.put(e); err != nil {
			return err
		}
		has, err := v.tasksOf(e.ID)
		if err != nil {
			return err
		}
		if len(has) > 0 || !e.Date.IsZero() && !e.Date.Within(o.Today(), field.Day{}) {
			return nil
		}
		_, err = v.addTasks(e, field.ID{}, b)
		return err
	})
}

// HoldEvent says that an event was held.
func (o *Office) HoldEvent(ctx context.Context, id field.ID) (store.Change, error) {
	return o.setEvent(ctx, "hold-event", id, "held", "")
}

// CancelEvent says that an event is not held, and why: it counts nowhere from then on, and its figures stay as they are. No reason is
// field.Problems.
func (o *Office) CancelEvent(ctx context.Context, id field.ID, why string) (store.Change, error) {
	return o.setEvent(ctx, "cancel-event", id, "cancelled", field.Tidy(why))
}

func (o *Office) setEvent(ctx context.Context, name string, id field.ID, state, why string) (store.Change, error) {
	return o.perform(ctx, name, func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		if state == "cancelled" && why == "" {
			return field.Problems{{Field: "why", Say: "problem.required"}}
		}
		e, err := v.liveEvent(id)
		if err != nil {
			return err
		}
		if e.State == state && e.Why == why {
			return field.Problems{{Say: "board.state.same"}}
		}
		e.State, e.Why = state, why
		return v.put(e)
	})
}

// Copying says how a programme is begun again.
type Copying struct {
	Year    int  // the year it is for; 0: the one after its own
	Weekday bool // events keep their day of the week instead of their date
}

// CopyProgramme begins a programme again in another year and returns the new one's id: its events that were not cancelled, as planned,
// with their hosts and check lists. Days move as Copying says, and the old year in a name becomes the new one. A host that has a
// successor by then is replaced by it. Figures, sources and notes are last time's and are not copied, neither is what the programme set
// out to reach. A programme whose year nobody knows, and one that is there already, are field.Problems.
func (o *Office) CopyProgramme(ctx context.Context, id field.ID, c Copying) (field.ID, store.Change, error) {
	var made field.ID
	change, err := o.perform(ctx, "copy-programme", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		p, err := store.As[*centre.Programme](v.Get(centre.ProgrammeType, id))
		if err != nil {
			return err
		}
		rs, err := opened(v.Tx, centre.EventType, store.Query{Where: []store.Cond{store.Where("programme", id.String())}, Sort: store.ByMade})
		if err != nil {
			return err
		}
		y := copier{verb: v, from: yearOf(p, rs), Copying: c}
		if y.from == 0 {
			return field.Problems{{Field: "year", Say: "board.copy.noyear"}}
		}
		if y.Year == 0 {
			y.Year = y.from + 1
		}
		made, err = y.programme(p, rs)
		return err
	})
	return made, change, err
}

// yearOf is the year a programme is of: its own, else that in which it begins or its first event is; 0 where nobody knows.
func yearOf(p *centre.Programme, events []field.Record) int {
	if p.Year > 0 {
		return int(p.Year)
	}
	if p.From.Year > 0 {
		return p.From.Year
	}
	for _, r := range events {
		if year := r.(*centre.Event).Date.Year; year > 0 {
			return year
		}
	}
	return 0
}

// copier copies one programme.
type copier struct {
	*verb
	Copying
	from int
}

func (c *copier) programme(p *centre.Programme, events []field.Record) (field.ID, error) {
	n := c.office.New(centre.ProgrammeType).(*centre.Programme)
	n.Name, n.Theme, n.Year = centre.MendYear(p.Name, c.from, c.Year), p.Theme, int64(c.Year)
	n.From, n.To = centre.MoveYear(p.From, c.Year+p.From.Year-c.from, false), centre.MoveYear(p.To, c.Year+p.To.Year-c.from, false)
	var err error
	if n.Hosts, err = c.hosts(p.Hosts); err != nil {
		return field.ID{}, err
	}
	twins, err := c.List(centre.ProgrammeType, store.Query{Where: []store.Cond{store.Where("year", strconv.Itoa(c.Year))}})
	if err != nil {
		return field.ID{}, err
	}
	for i := range twins.Len() {
		if field.Fold(twins.At(i).(*centre.Programme).Name) == field.Fold(n.Name) {
			return field.ID{}, field.Problems{{Field: "year", Say: "board.copy.there"}}
		}
	}
	if err := c.put(n); err != nil {
		return field.ID{}, err
	}
	for _, r := range events {
		if e := r.(*centre.Event); e.State != "cancelled" {
			if err := c.event(e, n); err != nil {
				return field.ID{}, err
			}
		}
	}
	return n.ID, nil
}

func (c *copier) event(e *centre.Event, p *centre.Programme) error {
	n := c.office.New(centre.EventType).(*centre.Event)
	n.Programme, n.Kind, n.Place, n.State = p.ID, e.Kind, e.Place, "planned"
	n.Name, n.Theme, n.Content = centre.MendYear(e.Name, c.from, c.Year), centre.MendYear(e.Theme, c.from, c.Year), e.Content
	if !e.Date.IsZero() {
		n.Date = centre.MoveYear(e.Date, c.Year+e.Date.Year-c.from, c.Weekday)
	}
	var err error
	if n.Hosts, err = c.hosts(e.Hosts); err != nil {
		return err
	}
	if err := c.put(n); err != nil {
		return err
	}
	tasks, err := c.tasksOf(e.ID)
	if err != nil {
		return err
	}
	for _, t := range c.again(tasks, e.Date, n.Date) {
		t.Event = n.ID
		if err := c.put(t); err != nil {
			return err
		}
	}
	return nil
}

// mostSuccessors is how often a body was followed by another: a ring of successors ends here.
const mostSuccessors = 8

// hosts are the same bodies, or those that follow them by the year the copy is for.
func (c *copier) hosts(ids []field.ID) ([]field.ID, error) {
	var out []field.ID
	for _, id := range ids {
		for range mostSuccessors {
			o, err := store.As[*centre.Organisation](c.Get(centre.OrganisationType, id))
			if errors.Is(err, field.NotFound) {
				break // erased since
			}
			if err != nil {
				return nil, fmt.Errorf("read host: %w", err)
			}
			if o.To.IsZero() || o.To.Year >= c.Year || o.Successor == (field.ID{}) {
				break
			}
			id = o.Successor
		}
		out = append(out, id)
	}
	return out, nil
}
