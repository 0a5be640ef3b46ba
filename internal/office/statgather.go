package office

import (
	"context"
	"slices"
	"strings"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// statReader gathers what statistics are made from: of cases, steps, shifts and aid the columns in memory, without opening one. Only
// events, counsellors, stations and hardship files, of which there are few, are opened.
type statReader struct {
	o    *Office
	ctx  context.Context
	from field.Day // first day that counts in any column of the tables
	to   field.Day // last one
	back field.Day // first day of a step that counts: with cases by the day of closing, that of the oldest case
	out  summary.StatRecords
}

// statRecords gathers for a period, counted by the day of the basis.
func (o *Office) statRecords(ctx context.Context, p summary.Period, basis string) (summary.StatRecords, error) {
	g := &statReader{o: o, ctx: ctx, to: p.To}
	g.from = p.UpTo().YearBefore().From // the chart of the year has the months of both
	g.back = g.from
	g.out.Hosts = o.publicName
	own, err := o.ownRecord()
	if err != nil {
		return g.out, err
	}
	g.out.Own = own.Name
	me := o.Me()
	g.out.NoCases, g.out.NoAid = !slices.Contains(me.Spaces, field.Cases), !slices.Contains(me.Spaces, field.Aid)
	steps := []func() error{func() error { return g.cases(basis) }, g.steps, g.transfers, g.events, g.aid, g.duty, func() error { return g.network(own) }}
	for _, step := range steps {
		if err := step(); err != nil {
			return g.out, err
		}
	}
	return g.out, nil
}

// each gives the columns of every row that q finds to visit.
func (g *statReader) each(t *field.Type, q store.Query, visit func(field.Record)) error {
	rows, err := g.o.store.List(t, q)
	if err != nil {
		return err
	}
	for i := range rows.Len() {
		if i%4096 == 0 && g.ctx.Err() != nil {
			return field.Cancelled
		}
		visit(rows.At(i))
	}
	return nil
}

// dated is the condition that a day lies in the time of the tables.
func (g *statReader) dated(key string) store.Cond {
	return store.Cond{Key: key, Op: store.Between, Values: []string{g.from.String(), g.to.String()}}
}

// since is the condition that a moment lies at or after the day's beginning, and before the end of the last one when to is given.
func (g *statReader) since(key string, from, to field.Day) store.Cond {
	begin := func(d field.Day) field.Moment {
		return field.MomentOf(time.Date(d.Year, time.Month(d.Month), d.Date, 0, 0, 0, 0, g.o.zone))
	}
	values := []string{begin(from).String(), ""}
	if !to.IsZero() {
		values[1] = (begin(to.Add(1)) - 1).String()
	}
	return store.Cond{Key: key, Op: store.Between, Values: values}
}

// cases gathers what was registered or closed in the time. A restricted case that is not open to this account shows only its face, in
// which no day stands.
func (g *statReader) cases(basis string) (err error) {
	if g.out.Locked, err = g.o.store.Count(centre.CaseType, store.Query{Where: []store.Cond{{Key: "received", Op: store.Blank}}}); err != nil {
		return err
	}
	when := g.since("received", g.from, g.to)
	if basis == summary.BasisClosed {
		when = g.dated("closed")
		dateless := []store.Cond{store.Where("state", "closed", "callback", "archived"), {Key: "closed", Op: store.Blank}, {Key: "received", Op: store.Filled}}
		if g.out.Dateless, err = g.o.store.Count(centre.CaseType, store.Query{Where: dateless}); err != nil {
			return err
		}
	}
	first := field.Moment(0)
	err = g.each(centre.CaseType, store.Query{Where: []store.Cond{when}}, func(r field.Record) {
		c := r.(*centre.Case)
		if first == 0 || c.Received < first {
			first = c.Received
		}
		x := summary.StatCase{
			ID: c.ID, Received: g.day(c.Received), Closed: c.Closed, Channel: c.Channel, Matter: c.Matter, State: c.State, Outcome: c.Outcome,
			Happy: c.Happy, Station: c.Station, Person: c.Person, Group: c.Group == field.Yes, Heads: c.Heads, Paid: c.Paid,
		}
		if x.Group {
			x.Reps = g.opened(c.ID).Reps
		}
		g.out.Cases = append(g.out.Cases, x)
	})
	if first != 0 { // a step is no older than its case
		if d := g.day(first); d.Before(g.back) {
			g.back = d
		}
	}
	return err
}

func (g *statReader) day(m field.Moment) field.Day { return field.DayOf(m.In(g.o.zone)) }

// steps gathers what was done since: also after the period, for what became of its cases counts with it.
func (g *statReader) steps() error {
	return g.each(centre.StepType, store.Query{Where: []store.Cond{g.since("at", g.back, field.Day{})}}, func(r field.Record) {
		s := r.(*centre.Step)
		x := summary.StatStep{ID: s.ID, Case: s.Case, At: g.day(s.At), Service: s.Service, Money: s.Money}
		if s.Service == "notice" {
			x.Station = g.opened(s.Case).Station
		}
		g.out.Steps = append(g.out.Steps, x)
	})
}

// opened opens a case of which more counts than its columns tell: that of a group, or of a letter to an employer. There are few.
func (g *statReader) opened(id field.ID) *centre.Case {
	c, err := live[*centre.Case](g.o, centre.CaseType, id)
	if err != nil {
		return &centre.Case{} // put aside, or not open to this account: the centre's
	}
	return c
}

// transfers gathers which cases were passed on and not given back.
func (g *statReader) transfers() error {
	g.out.Transfers = map[field.ID]bool{}
	q := store.Query{Where: []store.Cond{{Key: "state", Op: store.AnyOf, Values: []string{"sent", "received", "done"}}}}
	return g.each(centre.ReferralType, q, func(r field.Record) { g.out.Transfers[r.(*centre.Referral).Case] = true })
}

func (g *statReader) events() (err error) {
	g.out.Events, err = listed[*centre.Event](g.ctx, g.o, centre.EventType, store.Query{Where: []store.Cond{g.dated("date"), store.Where("state", "held")}, Sort: store.ByMade})
	return err
}

// aid gathers the files, and what was given.
func (g *statReader) aid() error {
	err := g.each(centre.HardshipType, store.Query{}, func(r field.Record) {
		h := r.(*centre.Hardship)
		g.out.Files = append(g.out.Files, summary.StatFile{ID: h.ID, Approved: h.Approved, Left: h.Left, State: h.State, Members: h.Members, Station: h.Station})
	})
	if err != nil {
		return err
	}
	given := store.Query{Where: []store.Cond{g.dated("date"), store.Where("state", "given")}, Sort: store.ByMade}
	return g.each(centre.AidType, given, func(r field.Record) {
		a := r.(*centre.Aid)
		g.out.Aid = append(g.out.Aid, summary.StatAid{ID: a.ID, File: a.Hardship, Date: a.Date, Kind: a.Kind, Worth: a.Worth()})
	})
}

// duty gathers counsellors and shifts.
func (g *statReader) duty() error {
	people, err := All[*centre.Counsellor](g.ctx, g.o, centre.CounsellorType)
	if err != nil {
		return err
	}
	for _, c := range people {
		g.out.Counsellors = append(g.out.Counsellors, summary.StatCounsellor{ID: c.ID, From: c.From, To: c.To, Station: c.Station})
	}
	return g.each(centre.ShiftType, store.Query{Where: []store.Cond{g.dated("date")}, Sort: store.ByMade}, func(r field.Record) {
		s := r.(*centre.Shift)
		g.out.Shifts = append(g.out.Shifts, summary.StatShift{
			ID: s.ID, Date: s.Date, Place: s.Place, Counsellors: s.Counsellors, State: s.State, Minutes: clockMinutes(s.To) - clockMinutes(s.From), Received: s.Received,
		})
	})
}

// clockMinutes are the minutes since midnight of a time of day, 09:30.
func clockMinutes(clock string) int64 {
	var n int64
	for _, part := range strings.SplitN(clock, ":", 2) {
		v := int64(0)
		for _, r := range part {
			if r < '0' || r > '9' {
				return 0
			}
			v = v*10 + int64(r-'0')
		}
		n = n*60 + v
	}
	return n
}

// network gathers the centre and its stations, with the day each was opened: that of the opening held for it.
func (g *statReader) network(own centre.Centre) error {
	if own.ID != (field.ID{}) {
		g.out.Network = append(g.out.Network, summary.StatStation{ID: own.ID, From: own.Opened, Opened: own.Opened})
	}
	openings, err := listed[*centre.Event](g.ctx, g.o, centre.EventType, store.Query{Where: []store.Cond{store.Where("kind", "opening"), store.Where("state", "held")}, Sort: store.ByMade})
	if err != nil {
		return err
	}
	stations, err := listed[*centre.Organisation](g.ctx, g.o, centre.OrganisationType, store.Query{Where: []store.Cond{store.Where("kind", "station")}, Sort: store.ByMade})
	if err != nil {
		return err
	}
	for _, s := range stations {
		g.out.Stations = append(g.out.Stations, s.Name)
		x := summary.StatStation{ID: s.ID, Name: s.Name, From: s.From, To: s.To}
		for _, e := range openings {
			if x.Opened.IsZero() && (slices.Contains(e.Hosts, s.ID) || strings.Contains(e.Name, s.Name)) {
				x.Opened = e.Date
			}
		}
		g.out.Network = append(g.out.Network, x)
	}
	return nil
}
