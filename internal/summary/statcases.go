package summary

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Where a case stands, as statistics have it: accepted = closed + ended + open.
const (
	standsOutside = iota // not accepted: only registered, kept for later, refused
	standsOpen
	standsClosed
	standsEnded // withdrawn or ended without a result
)

// notTaken are the states of a case that nobody has accepted.
var notTaken = []string{"registered", "pending", "refused"}

func standing(state string) int {
	switch state {
	case "closed", "callback", "archived":
		return standsClosed
	case "withdrawn", "ended":
		return standsEnded
	}
	if slices.Contains(notTaken, state) {
		return standsOutside
	}
	return standsOpen
}

// Outcomes that are a success, in part too, and those that are none. Advice, a transfer, a withdrawal are neither.
var (
	succeeded = []string{"settled", "mediated", "award-won", "award-part", "judgment-won", "judgment-part", "corrected"}
	failed    = []string{"unmediated", "award-lost", "judgment-lost"}
)

// caseBook finds what a case has of steps.
type caseBook struct {
	steps map[field.ID][]int32 // places in Steps
}

// cases fills reception, matters, services and who was content.
func (c *counter) cases() {
	reception, matters, services := c.Table("reception"), c.Table("matters"), c.Table("services")
	book := c.book()
	people := counted{}
	months := map[int]*StatMonth{}
	for i := range c.r.Cases {
		x := &c.r.Cases[i]
		day := basisDay(*x, c.Basis)
		k := tick{when: c.when(day), scope: c.scope(x.Station)}
		if x.State != "duplicate" {
			c.month(months, day, k)
		}
		if len(k.when) == 0 {
			continue
		}
		if x.State == "duplicate" {
			if k.when[0] == ThisPeriod {
				c.Duplicates++
			}
			continue
		}
		k.row = c.row(x.ID)
		c.received(reception, people, k, x)
		if len(x.Matter) >= 2 {
			c.add(matters, k, x.Matter[:2], "cases", 1)
		}
		c.served(services, book, k, x)
		c.content(k, x)
	}
}

// basisDay is the day by which a case is counted.
func basisDay(x StatCase, basis string) field.Day {
	if basis == BasisClosed {
		return x.Closed
	}
	return x.Received
}

// book puts the steps to their cases.
func (c *counter) book() caseBook {
	b := caseBook{steps: make(map[field.ID][]int32, len(c.r.Cases))}
	for i := range c.r.Cases {
		b.steps[c.r.Cases[i].ID] = nil
	}
	for i := range c.r.Steps {
		if had, of := b.steps[c.r.Steps[i].Case]; of {
			b.steps[c.r.Steps[i].Case] = append(had, int32(i))
		}
	}
	return b
}

// month counts a case in the chart of the year.
func (c *counter) month(months map[int]*StatMonth, d field.Day, k tick) {
	if len(months) == 0 {
		for m := 1; m <= c.Period.To.Month && c.Period.From.Year == c.Period.To.Year; m++ {
			if !c.Today.IsZero() && c.Today.Before(field.Day{Year: c.Period.From.Year, Month: m, Date: 1}) {
				break // there is nothing of it yet
			}
			x := StatMonth{Month: field.Day{Year: c.Period.From.Year, Month: m}}
			x.by[0], x.by[1] = make([]int64, c.All()+1), make([]int64, c.All()+1)
			c.Months = append(c.Months, x)
		}
		for i := range c.Months {
			months[c.Months[i].Month.Month] = &c.Months[i]
		}
	}
	m := months[d.Month]
	if m == nil {
		return
	}
	ago := m.Month.Year - d.Year
	if ago != 0 && ago != 1 {
		return
	}
	m.by[ago][k.scope]++
	m.by[ago][c.All()]++
	m.This, m.Last = m.by[0][c.Shown()], m.by[1][c.Shown()]
}

// received counts a contact for everybody who came, and a person once, also one who speaks for a group. The others of a group are known
// by their number only: they are so many people more, each time a group comes.
func (c *counter) received(t *StatTable, people counted, k tick, x *StatCase) {
	c.add(t, k, x.Channel, "cases", 1)
	contacts := field.Exactly(1, "")
	if x.Group {
		c.add(t, k, x.Channel, "group", 1)
		if !x.Heads.IsZero() {
			contacts = x.Heads
		}
	}
	c.count(t, k, x.Channel, "contacts", contacts)
	if c.r.Transfers[x.ID] || x.State == "transferred" {
		c.add(t, k, x.Channel, "transferred", 1)
	}
	if known := x.known(); len(known) > 0 {
		for _, who := range known {
			c.addOnce(people, t, k, x.Channel, "people", who, 1)
		}
		if others := x.Heads.Value - int64(len(known)); x.Group && others > 0 {
			c.add(t, k, x.Channel, "people", others)
		}
	} else if k.when[0] == ThisPeriod && (c.Only < 0 || k.scope == c.Only) {
		c.Anonymous += max(contacts.Value, 1)
	}
}

// served counts a case once, under the highest service it had; each service counts its times, and what it recovered.
func (c *counter) served(t *StatTable, b caseBook, k tick, x *StatCase) {
	steps := b.steps[x.ID]
	stands := standing(x.State)
	if stands == standsOutside && len(steps) == 0 {
		return
	}
	if stands == standsOutside {
		stands = standsOpen // whoever does something has accepted it
	}
	highest := noService
	var paying []string
	for _, i := range steps {
		x := &c.r.Steps[i]
		highest = centre.HigherService(highest, x.Service)
		c.add(t, k, x.Service, "times", 1)
		if x.Money != 0 {
			c.add(t, k, x.Service, "recovered", int64(x.Money))
			if !slices.Contains(paying, x.Service) {
				paying = append(paying, x.Service)
			}
		}
	}
	if len(paying) == 0 && x.Paid > 0 { // told of the case as a whole
		c.add(t, k, noService, "recovered", int64(x.Paid))
		paying = []string{noService}
	}
	if len(paying) > 0 {
		c.under(t, k, paying, []string{"paying"})
	}
	c.under(t, k, []string{highest}, results(stands, x.Outcome))
}

// under counts a case once under each service and once in the sum.
func (c *counter) under(t *StatTable, k tick, services, measures []string) {
	for _, m := range measures {
		for _, service := range services {
			c.put(t, k, service, m, 1)
		}
		c.put(t, k, AllRows, m, 1)
	}
}

// results are the measures an accepted case counts under.
func results(stands int, outcome string) []string {
	out := []string{"accepted"}
	switch stands {
	case standsOpen:
		return append(out, "open")
	case standsEnded:
		return append(out, "ended")
	}
	out = append(out, "closed")
	switch {
	case slices.Contains(succeeded, outcome):
		out = append(out, "succeeded")
	case slices.Contains(failed, outcome):
		out = append(out, "failed")
	}
	return out
}

// content counts what people said of the service.
func (c *counter) content(k tick, x *StatCase) {
	t := c.Table("counsellors")
	switch x.Happy {
	case "satisfied", "fairly":
		c.add(t, k, AllRows, "pleased", 1)
		c.add(t, k, AllRows, "rated", 1)
	case "dissatisfied":
		c.add(t, k, AllRows, "displeased", 1)
		c.add(t, k, AllRows, "rated", 1)
	}
}
