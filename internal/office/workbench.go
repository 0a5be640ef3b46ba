package office

import (
	"cmp"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

// Workbench is what one handler has on her desk: her open cases, the clocks of them, her appointments and the flags that wait for her.
type Workbench struct {
	Cases        []BenchCase // high risk first, then what runs out first
	Clocks       []BenchClock
	Appointments []*centre.Appointment // booked, from today on
	Flags        []*centre.Supervision // that stand: for her, on her cases, or raised by her
}

// BenchCase is one open case on a desk. Of a restricted case that the reader cannot open only number and state are known.
type BenchCase struct {
	ID       field.ID
	Number   string
	Matter   string
	State    string
	Risk     string
	Urgent   bool
	Received field.Day
	Last     field.Day // of the newest step; empty: nothing was done yet
	Next     field.Day // what runs out first: a clock or a next step
	Locked   bool
}

// BenchClock is something of a case that runs out.
type BenchClock struct {
	Case    field.ID
	Day     field.Day
	Moments law.Moments // where the rule counts hours
	Rule    string      // of a statutory clock; empty: a next step
	What    string      // of a next step
	High    bool        // the case is at high risk
}

// Over reports whether it ran out: by the hour where the rule counts hours.
func (k *BenchClock) Over(today field.Day, now field.Moment) bool {
	return k.Day.Before(today) || k.Moments.Over(now) > 0
}

// Workload is how much one handler has in hand 工作量.
type Workload struct {
	Handler string
	Open    int // cases, restricted ones too
	High    int // of them at high risk, as far as the reader may know
	Late    int // clocks and next steps that are over
	Soon    int // that run out within a week
	Flags   int // supervision flags that stand on her cases
}

// benchSoon is how many days before its end something shows as running out.
const benchSoon = 7

// benchReader reads what desks are made of.
type benchReader struct {
	*Office
	cases map[field.ID]BenchCase
	whose map[field.ID]string // handler of every open case
	late  []BenchClock        // everything that runs out, of these cases
	flags []*centre.Supervision
}

// Workbench returns the desk of a handler, by the name the cases have.
func (o *Office) Workbench(handler string) (*Workbench, error) {
	b, err := o.readBench(store.Where("handler", handler))
	if err != nil {
		return nil, fmt.Errorf("open workbench: %w", err)
	}
	w := &Workbench{Clocks: b.late}
	for _, c := range b.cases {
		w.Cases = append(w.Cases, c)
	}
	slices.SortFunc(w.Cases, compareBench)
	slices.SortStableFunc(w.Clocks, func(x, y BenchClock) int {
		return cmp.Or(-compareBool(x.High, y.High), cmp.Compare(x.Day.String(), y.Day.String()))
	})
	w.Flags = b.flagsFor(handler)
	if w.Appointments, err = o.booked(handler); err != nil {
		return nil, fmt.Errorf("open workbench: %w", err)
	}
	return w, nil
}

// Workloads returns how much every handler of open cases has in hand, the most first.
func (o *Office) Workloads() ([]Workload, error) {
	b, err := o.readBench()
	if err != nil {
		return nil, fmt.Errorf("read workloads: %w", err)
	}
	of := map[string]*Workload{}
	load := func(id field.ID) *Workload {
		name := b.whose[id]
		if of[name] == nil {
			of[name] = &Workload{Handler: name}
		}
		return of[name]
	}
	for id, c := range b.cases {
		w := load(id)
		if w.Open++; c.Risk == "high" {
			w.High++
		}
	}
	today, now := o.Today(), field.MomentOf(o.now())
	for _, k := range b.late {
		switch w := load(k.Case); {
		case k.Over(today, now):
			w.Late++
		case k.Day.Before(today.Add(benchSoon + 1)):
			w.Soon++
		}
	}
	for _, s := range b.flags {
		if _, open := b.cases[s.Case]; open {
			load(s.Case).Flags++
		}
	}
	out := make([]Workload, 0, len(of))
	for _, w := range of {
		out = append(out, *w)
	}
	slices.SortFunc(out, func(x, y Workload) int {
		return cmp.Or(cmp.Compare(y.Open, x.Open), cmp.Compare(x.Handler, y.Handler))
	})
	return out, nil
}

// readBench reads the open cases that meet the conditions, and what runs out in them.
func (o *Office) readBench(where ...store.Cond) (*benchReader, error) {
	b := &benchReader{Office: o, cases: map[field.ID]BenchCase{}, whose: map[field.ID]string{}}
	rows, err := o.store.List(centre.CaseType, store.Query{Where: append(where, store.Where("state", openStates()...))})
	if err != nil {
		return nil, err
	}
	for i := range rows.Len() {
		c, id := rows.At(i).(*centre.Case), rows.ID(i)
		b.whose[id] = c.Handler
		b.cases[id] = BenchCase{ID: id, Number: c.Number, Matter: c.Matter, State: c.State, Risk: c.Risk, Urgent: c.Urgent == field.Yes,
			Received: benchDay(c.Received, o), Locked: rows.Faced(i)}
	}
	for _, read := range []func() error{b.deadlines, b.steps, b.standing} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func benchDay(m field.Moment, o *Office) field.Day {
	if m == 0 {
		return field.Day{}
	}
	return field.DayOf(m.In(o.zone))
}

// runs notes what runs out in a case.
func (b *benchReader) runs(k BenchClock) {
	c, mine := b.cases[k.Case]
	if !mine || k.Day.IsZero() {
		return
	}
	k.High = c.Risk == "high"
	if c.Next.IsZero() || k.Day.Before(c.Next) {
		c.Next = k.Day
		b.cases[k.Case] = c
	}
	b.late = append(b.late, k)
}

func (b *benchReader) deadlines() error {
	rows, err := b.store.List(centre.DeadlineType, store.Query{Where: []store.Cond{{Key: "done", Op: store.Blank}}})
	if err != nil {
		return err
	}
	for i := range rows.Len() {
		if rows.Faced(i) {
			continue
		}
		d := rows.At(i).(*centre.Deadline)
		if d.Runs() && !law.Find(d.Rule).Ended(d.Due(), b.Today()) {
			b.runs(BenchClock{Case: d.Case, Day: d.Due(), Rule: d.Rule, Moments: b.ClockMoments(rows.ID(i), d.Rule)})
		}
	}
	return nil
}

// steps learns of every case when something was done last, and what was promised next.
func (b *benchReader) steps() error {
	ids := make([]string, 0, len(b.cases))
	for id := range b.cases {
		ids = append(ids, id.String())
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := b.store.List(centre.StepType, store.Query{Where: []store.Cond{store.Where("case", ids...)}})
	if err != nil {
		return err
	}
	var promised []int
	for i := range rows.Len() {
		if rows.Faced(i) {
			continue
		}
		s := rows.At(i).(*centre.Step)
		c := b.cases[s.Case]
		if day := benchDay(s.At, b.Office); c.Last.IsZero() || c.Last.Before(day) {
			c.Last = day
			b.cases[s.Case] = c
		}
		if !s.NextDue.IsZero() {
			promised = append(promised, i)
		}
	}
	for _, i := range promised {
		s := rows.At(i).(*centre.Step)
		if !s.Owed(b.Today(), benchDay(s.At, b.Office), b.cases[s.Case].Last) {
			continue
		}
		whole, err := store.As[*centre.Step](b.store.Get(centre.StepType, rows.ID(i)))
		if err != nil {
			return err
		}
		if whole.Done != field.Yes { // which is in no column
			b.runs(BenchClock{Case: s.Case, Day: s.NextDue, What: whole.Next})
		}
	}
	return nil
}

// standing reads the flags nobody answered.
func (b *benchReader) standing() error {
	all, err := opened(b.store, centre.SupervisionType, store.Query{Where: []store.Cond{{Key: "settled", Op: store.Blank}}, Sort: "raised"})
	for _, r := range all {
		b.flags = append(b.flags, r.(*centre.Supervision))
	}
	return err
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

// compareBench puts high risk first, then urgent, then what runs out first; what runs out never comes last, the oldest first.
func compareBench(x, y BenchCase) int {
	return cmp.Or(-compareBool(x.Risk == "high", y.Risk == "high"), -compareBool(x.Urgent, y.Urgent), compareBool(x.Next.IsZero(), y.Next.IsZero()),
		cmp.Compare(x.Next.String(), y.Next.String()), cmp.Compare(x.Received.String(), y.Received.String()), cmp.Compare(x.Number, y.Number))
}

// booked returns the appointments of a counsellor from today on, in order.
func (o *Office) booked(name string) ([]*centre.Appointment, error) {
	rows, err := o.store.List(centre.CounsellorType, store.Query{})
	if err != nil {
		return nil, err
	}
	var ids []string
	for i := range rows.Len() {
		if rows.At(i).(*centre.Counsellor).Name == name {
			ids = append(ids, rows.ID(i).String())
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	from := store.Cond{Key: "date", Op: store.Between, Values: []string{o.Today().String(), ""}}
	all, err := opened(o.store, centre.AppointmentType, store.Query{Sort: "date", Where: []store.Cond{store.Where("counsellor", ids...), store.Where("state", "booked"), from}})
	if err != nil {
		return nil, err
	}
	var out []*centre.Appointment
	for _, r := range all {
		out = append(out, r.(*centre.Appointment))
	}
	slices.SortStableFunc(out, func(x, y *centre.Appointment) int {
		return cmp.Or(cmp.Compare(x.Date.String(), y.Date.String()), cmp.Compare(x.From, y.From))
	})
	return out, nil
}

// flagsFor returns the flags that concern a handler: for her, raised by her, on her cases, or, where they are for whoever may approve
// and that is the reader, those too.
func (b *benchReader) flagsFor(handler string) []*centre.Supervision {
	approves := handler == b.Me().Name && b.May(centre.MayApprove)
	return slices.DeleteFunc(b.flags, func(s *centre.Supervision) bool {
		_, mine := b.cases[s.Case]
		return !mine && s.To != handler && s.By != handler && (s.To != "" || !approves)
	})
}
