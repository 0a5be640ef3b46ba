package fake

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// casework are the cases of the sample: how many days ago each came in, by which way, about what, and where it stands.
var casework = []struct {
	ago                    int
	channel, matter, state string
	services               string // of its steps, in order
	group                  int64  // people, for a group
	anonymous, urgent      bool
	dates                  []keyDate
}{
	{ago: 0, channel: "call", matter: "0502", state: "registered"},
	{ago: 1, channel: "visit", matter: "0201", state: "underway", services: "advice negotiate", group: 12},
	{ago: 3, channel: "online", matter: "0701", state: "underway", services: "advice", anonymous: true, dates: []keyDate{{"knew", 362}}},
	{ago: 8, channel: "visit", matter: "0507", state: "underway", services: "advice negotiate notice", urgent: true, dates: []keyDate{{"knew", 12}, {"expected", -120}, {"mediation_filed", 8}}},
	{ago: 15, channel: "call", matter: "0207", state: "mediating", services: "advice negotiate mediate-before", dates: []keyDate{{"employment_ended", 40}}},
	{ago: 26, channel: "visit", matter: "0105", state: "arbitrating", services: "advice drafting arbitration", dates: []keyDate{{"knew", 60}, {"arb_filed", 20}, {"arb_accepted", 15}}},
	{ago: 33, channel: "department", matter: "0602", state: "underway", services: "advice counselling", dates: []keyDate{{"knew", 40}, {"arb_filed", 12}}},
	{ago: 47, channel: "letter", matter: "0405", state: "transferred", services: "advice accompany referral", dates: []keyDate{{"knew", 358}}},
	{ago: 58, channel: "visit", matter: "0801", state: "closing", services: "advice legalaid negotiate", dates: []keyDate{{"injured", 338}, {"knew", 338}}},
	{ago: 75, channel: "call", matter: "0106", state: "closed", services: "advice mediate-before"},
	{ago: 96, channel: "event", matter: "1301", state: "callback", services: "health"},
	{ago: 120, channel: "visit", matter: "1202", state: "archived", services: "counselling counselling"},
	{ago: 150, channel: "online", matter: "1501", state: "archived", services: "advice"},
	{ago: 170, channel: "visit", matter: "0104", state: "withdrawn", services: "advice"},
}

// casework makes the clients, their cases and what was done for them.
func (s *sample) casework() {
	m := s.m
	for i, w := range casework {
		day := m.ago(w.ago)
		if workday(day) != day {
			day = day.Add(-2) // to the Thursday or Friday before
		}
		unit := s.adverse(i, w.matter)
		p := s.client(w.anonymous, unit)
		c := m.caseOf(day, w.matter, w.state, func(c *centre.Case) {
			c.Channel, c.Person, c.Adverse = w.channel, p, unit
			if w.urgent {
				c.Urgent, c.Risk = field.Yes, "high"
			}
			if w.group > 0 {
				c.Group, c.Heads = field.Yes, exactly(w.group, "人", field.BySign)
				c.Reps = []field.ID{p, s.client(false, unit)}
			}
		})
		s.cases = append(s.cases, c)
		s.add(c)
		s.parts(c, strings.Fields(w.services))
	}
	s.enquiry()
}

// client makes the person of a case, who works for a unit; none for somebody who stays nameless.
func (s *sample) client(anonymous bool, unit field.ID) field.ID {
	if anonymous {
		return field.ID{}
	}
	p := s.m.Person(func(p *centre.Person) {
		if p.Pseudonym == field.No {
			p.Unit = unit
		}
	})
	s.clients = append(s.clients, p)
	s.add(p)
	return p.ID
}

// enquiry makes one that was answered at once.
func (s *sample) enquiry() {
	day := s.m.today
	c := s.m.caseOf(workday(day.Add(-4)), "1502", "closed", func(c *centre.Case) {
		c.Channel, c.Enquiry, c.Person, c.Adverse, c.Outcome, c.Facts = "call", field.Yes, field.ID{}, field.ID{}, "advised", "询问产假从哪天起算、生育津贴到哪里申领，已当场答复。"
		c.Closed = field.DayOf(c.Received.In(Zone))
		c.Proposed, c.Approved = "", ""
	})
	s.add(c, s.m.Act(func(a *centre.Act) {
		a.Case, a.What, a.At, a.Outcome, a.By = c.ID, centre.Answered, c.Received, c.Outcome, c.Receiver
	}))
}

// parts makes the steps of a case a few days apart, and what its state asks for: a consent and a referral.
func (s *sample) parts(c *centre.Case, services []string) {
	m := s.m
	day := field.DayOf(c.Received.In(Zone))
	var steps []*centre.Step
	for i, service := range services {
		day = m.notAfterToday(workday(day.Add(1 + 3*i)))
		steps = append(steps, m.Step(func(step *centre.Step) {
			d := deedOf(service)
			step.Case, step.At, step.Service, step.What, step.Result = c.ID, m.officeHour(day), service, d.what, d.result
			step.Next, step.NextDue, step.Done = "", field.Day{}, field.NotAsked
			if i == len(services)-1 && c.Open() {
				step.Next, step.NextDue, step.Done = d.next, workday(m.ago(-m.between(-2, 9))), field.No
			}
			if service == "negotiate" {
				step.Effect = "interrupts"
			}
			if i == len(services)-1 {
				step.Money = c.Paid
			}
		}))
	}
	s.worked(c, steps)
	switch c.State {
	case "transferred":
		consent := m.Consent(func(k *centre.Consent) {
			k.Case, k.Person, k.Given = c.ID, c.Person, day
			k.Expires = day.Add(180)
		})
		s.add(consent, m.Referral(func(r *centre.Referral) {
			r.Case, r.To, r.Consent, r.Sent, r.ReplyBy = c.ID, s.legalAid.ID, consent.ID, day, workday(day.Add(30))
			r.Number, r.Received = c.Number, m.notAfterToday(day.Add(1))
		}))
	}
}

// bringing is the service that brings a case to an outcome.
var bringing = map[string]string{
	"settled": "negotiate", "corrected": "notice", "mediated": "mediate-before", "unmediated": "mediate-before", "award-won": "arbitration", "award-part": "arbitration",
	"award-lost": "arbitration", "judgment-won": "legalaid", "judgment-part": "legalaid", "judgment-lost": "legalaid",
}

func deedOf(service string) deed {
	for _, d := range deeds {
		if d.service == service {
			return d
		}
	}
	return deeds[0]
}
