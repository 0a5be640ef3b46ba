package fake

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Case makes a case of a few hundred characters, open or closed, received within the last half year. Its person is a new id unless
// it is given.
func (m *Maker) Case(with ...func(*centre.Case)) *centre.Case {
	return m.caseOf(workday(m.ago(m.between(2, 180))), m.matter(), pick(m, states), with...)
}

// caseOf makes a case of a matter received on a day that stands in a state.
func (m *Maker) caseOf(day field.Day, matter, state string, with ...func(*centre.Case)) *centre.Case {
	c := &centre.Case{
		Number: m.caseNumber(day.Year), Received: m.officeHour(day), Channel: pick(m, channels), Matter: matter, Person: m.ID(), Group: field.No,
		Request: requests[matter[:2]], Facts: m.facts(matter), Risk: pick(m, []string{"low", "low", "middle"}), Urgent: field.No, Secrecy: "normal",
		Receiver: pick(m, staff), Handler: pick(m, staff), Station: "示例市女职工维权中心", Enquiry: field.No,
	}
	if centre.Sensitive(matter) {
		c.Secrecy = "restricted"
	}
	m.progress(c, state)
	return made(m, c, with)
}

// channels and states hold the commoner ones more often.
var (
	channels = strings.Fields("visit visit visit visit call call call letter online online event outreach superior department grassroots")
	states   = strings.Fields("registered accepted underway underway underway mediating arbitrating suing transferred pending closing closed closed closed closed callback archived archived withdrawn")
)

// matter returns a second-level matter; what centres hear most comes most often.
func (m *Maker) matter() string {
	top := pick(m, strings.Fields("01 01 01 02 02 02 03 04 04 05 05 05 05 06 07 08 09 10 11 11 12 12 13 14 14 15"))
	var under []string
	for _, t := range centre.Matter.Codes {
		if t.Under == top {
			under = append(under, t.Code)
		}
	}
	return pick(m, under)
}

// outcomes that fit a first-level matter in which money is claimed; the others are advised, settled or put right.
var outcomes = strings.Fields("settled settled mediated mediated unmediated award-won award-part award-lost judgment-won judgment-part corrected corrected")

// progress puts a case into a state with what belongs to it: money claimed, outcome, closing, satisfaction.
func (m *Maker) progress(c *centre.Case, state string) {
	c.State = state
	money := strings.Contains(" 01 02 04 08 ", " "+c.Matter[:2]+" ")
	if money {
		c.Claimed = field.Fen(100 * 100 * m.between(8, 600))
	}
	received := field.DayOf(c.Received.In(Zone))
	switch state {
	case "withdrawn":
		c.Outcome = "withdrawn"
	case "closing", "closed", "callback", "archived":
		if c.Outcome = pick(m, []string{"advised", "settled", "corrected"}); money {
			c.Outcome = pick(m, outcomes)
		}
		c.Proposed, c.Happy = c.Handler, pick(m, []string{"satisfied", "satisfied", "satisfied", "fairly", "dissatisfied", "unrated"})
	}
	if money && strings.Contains(" settled mediated award-won award-part judgment-won judgment-part corrected ", " "+c.Outcome+" ") && c.Outcome != "" {
		c.Awarded = c.Claimed * field.Fen(m.between(5, 10)) / 10 / 10000 * 10000
		c.Paid = pick(m, []field.Fen{0, c.Awarded, c.Awarded})
	}
	if state == "closed" || state == "callback" || state == "archived" {
		c.Approved, c.Closed = inCharge, m.notAfterToday(workday(received.Add(m.between(5, 90))))
	}
	if state == "callback" || state == "archived" {
		c.CallBack, c.CallNote = m.notAfterToday(workday(c.Closed.Add(14))), "当事人说约定的事项已经兑现，没有新的问题。"
	}
}

func (m *Maker) notAfterToday(d field.Day) field.Day {
	if m.today.Before(d) {
		return m.today
	}
	return d
}
