package centre

import (
	"slices"
	"testing"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

func day(year, month, date int) field.Day { return field.Day{Year: year, Month: month, Date: date} }

// TestChecksOfTheirOwn: what a record checks beyond the rules of its fields.
func TestChecksOfTheirOwn(t *testing.T) {
	early, late := day(2026, 1, 1), day(2026, 2, 1)
	for name, c := range map[string]struct {
		r    field.Record
		want string // key and sentence; required fields left aside
	}{
		"organisation backwards":         {&Organisation{From: late, To: early}, "to problem.order"},
		"contract backwards":             {&Organisation{Signed: late, Expires: early}, "expires problem.order"},
		"a day is in order":              {&Organisation{From: early, To: early}, ""},
		"an open end is in order":        {&Organisation{From: late}, ""},
		"closed without an outcome":      {&Case{State: "closed"}, "outcome problem.case.outcome"},
		"a number of the paper register": {&Case{Number: "2008-17", Meta: field.Meta{Rev: 1}}, ""},
		"returned without reason":        {&Referral{State: "returned"}, "reply problem.referral.reason"},
		"reply before sending":           {&Referral{Sent: late, Replied: early}, "replied problem.order"},
		"override without reason":        {&Deadline{Override: late}, "reason problem.deadline.reason"},
		"override with a reason":         {&Deadline{Override: late, Reason: "法院另定"}, ""},
		"consent expires early":          {&Consent{Given: late, Expires: early}, "expires problem.order"},
		"left without a reason":          {&Hardship{State: "left", Left: late}, "leftwhy problem.hardship.left"},
		"ended without a reason":         {&Pairing{State: "ended"}, "endwhy problem.pairing.ended"},
		"nothing given":                  {&Aid{State: "given"}, "cash problem.aid.empty"},
		"goods given":                    {&Aid{State: "given", Goods: "大米"}, ""},
		"more put right than found":      {&Event{Problems: field.Exactly(3, "个"), Settled: field.Exactly(4, "个")}, "settled problem.event.settled"},
		"about as many put right":        {&Event{Problems: field.Count{Value: 3, HasValue: true, Qualifier: "多"}, Settled: field.Exactly(4, "个")}, ""},
		"intents without posts":          {&Event{Posts: field.Exactly(0, "个"), Intents: field.Exactly(1, "人")}, "intents problem.event.intents"},
		"more taken than counted":        {&Tally{Plus: 1, Minus: 2}, "minus problem.tally.minus"},
		"shift in a month":               {&Shift{Date: day(2026, 1, 0)}, "date problem.exactday"},
		"shift that ends early":          {&Shift{From: "09:00", To: "09:00"}, "to problem.clockorder"},
		"appointment in a year":          {&Appointment{Date: day(2026, 0, 0)}, "date problem.exactday"},
		"news without a heading":         {&Article{Section: "news"}, "heading problem.required"},
	} {
		got := ""
		for _, p := range c.r.Check() {
			if s := c.r.Type().Field(p.Field); !s.Required || p.Say != "problem.required" {
				got += p.Field + " " + p.Say
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestWarnings(t *testing.T) {
	for name, c := range map[string]struct {
		r    interface{ Warn() field.Problems }
		want []string
	}{
		"ID of another birth date and sex": {&Person{ResidentID: "11010519491231002X", Birth: day(1950, 1, 1), Sex: "male"}, []string{"birth", "sex"}},
		"ID that fits":                     {&Person{ResidentID: "11010519491231002X", Birth: day(1949, 12, 31), Sex: "female"}, nil},
		"only the birth year is known":     {&Person{ResidentID: "11010519491231002X", Birth: day(1950, 0, 0)}, nil},
		"no ID":                            {&Person{Birth: day(1950, 1, 1), Sex: "male"}, nil},
		"more received than awarded":       {&Case{Awarded: 100, Paid: 101}, []string{"paid"}},
		"a number mistyped":                {&Case{Number: "SZ2026-AB-0001-Z"}, []string{"number"}},
		"harassment shown to all":          {&Case{Matter: "0601", Secrecy: "normal"}, []string{"secrecy"}},
		"harassment kept close":            {&Case{Matter: "0601", Secrecy: "restricted"}, nil},
	} {
		var got []string
		for _, p := range c.r.Warn() {
			got = append(got, p.Field)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestConsentIsAlive(t *testing.T) {
	c := &Consent{Given: day(2026, 1, 10), Expires: day(2026, 6, 30)}
	for on, want := range map[field.Day]bool{day(2026, 1, 9): false, day(2026, 1, 10): true, day(2026, 6, 30): true, day(2026, 7, 1): false} {
		if c.Alive(on) != want {
			t.Errorf("on %v alive is %v", on, !want)
		}
	}
	if c.Withdrawn = day(2026, 3, 1); c.Alive(day(2026, 3, 1)) || !c.Alive(day(2026, 2, 28)) || (&Consent{}).Alive(day(2026, 3, 1)) {
		t.Error("a withdrawn or empty consent is alive")
	}
}

func TestSmallRules(t *testing.T) {
	for want, h := range map[field.Fen]*Hardship{
		1000_00: {Income: 36000_00, Outgoings: 12000_00, Members: 2}, 0: {Income: 1, Outgoings: 2, Members: 1}, 8333: {Income: 1000_00, Members: 1},
	} {
		if got := h.PerHead(); got != want {
			t.Errorf("per head %d fen, want %d", got, want)
		}
	}
	if (&Hardship{Income: 1}).PerHead() != 0 || (&Aid{Cash: 1, Value: 2}).Worth() != 3 {
		t.Error("a household of nobody has an income, or cash and goods do not add up")
	}
	d := &Deadline{Computed: day(2026, 1, 1)}
	if d.Due() != d.Computed {
		t.Error("the computed day does not count")
	}
	if d.Override = day(2026, 2, 1); d.Due() != d.Override {
		t.Error("the override does not count")
	}
	for matter, want := range map[string]bool{"06": true, "0603": true, "1201": true, "1104": true, "1101": false, "11": false, "0502": false, "": false} {
		if Sensitive(matter) != want {
			t.Errorf("matter %q sensitive is %v", matter, !want)
		}
	}
}

func TestClockTime(t *testing.T) {
	refuses(t, ClockTime, "problem.clock", map[string]string{
		"9:00": "09:00", "09:30": "09:30", "９：３０": "09:30", "9点": "09:00", "13.30": "13:30", "14时05分": "14:05", "23:59": "23:59", "0:00": "00:00",
	}, []string{"", "24:00", "9:60", "9", "9:5", "930", "x", "9:00:00"})
}

func TestShown(t *testing.T) {
	at := field.MomentOf(time.Date(2008, 3, 6, 14, 30, 0, 0, time.FixedZone("CST", 8*3600)))
	org, other := field.ID{1}, field.ID{2}
	name := func(id field.ID) string {
		return map[field.ID]string{org: "太仓市总工会", other: "昆山市总工会"}[id]
	}
	zh := Shown{Book: say.For(say.ZH), Zone: time.FixedZone("CST", 8*3600), Name: name}
	en := Shown{Book: say.For(say.EN), Zone: zh.Zone, Name: name}
	e := &Event{Kind: "jobfair", Date: field.Day{Year: 2008, Month: 3, Date: 6, Half: field.Afternoon}, Hosts: []field.ID{org, other}, People: field.Count{Value: 200, HasValue: true, Qualifier: "多", Unit: "人"}}
	c := &Case{Received: at, Matter: "0502", Claimed: 123450, Group: field.Yes, Adverse: org, State: "later-state"}
	for _, s := range []struct {
		r          field.Record
		key        string
		zhOK, enOK string
	}{
		{e, "kind", "招聘会", "Job fair"}, {e, "hosts", "太仓市总工会、昆山市总工会", "太仓市总工会, 昆山市总工会"}, {e, "people", "200多人", "over 200"}, {e, "units", "", ""},
		{c, "group", "是", "Yes"}, {c, "urgent", "", ""}, {c, "adverse", "太仓市总工会", "太仓市总工会"}, {c, "state", "later-state", "later-state"}, {c, "person", "", ""},
	} {
		f := s.r.Type().Field(s.key)
		if z, n := zh.Field(f, s.r), en.Field(f, s.r); z != s.zhOK || n != s.enOK {
			t.Errorf("%s is shown %q and %q, want %q and %q", s.key, z, n, s.zhOK, s.enOK)
		}
	}
	if people := e.Type().Field("people"); en.Alone(people, e) != "over 200 people" || en.Alone(e.Type().Field("kind"), e) != "Job fair" {
		t.Errorf("alone it is %q", en.Alone(people, e))
	}
	if got := zh.Day(e.Date); got != "2008年3月6日下午" {
		t.Errorf("a day is shown %q", got)
	}
	if zh.Day(field.Day{}) != "" || zh.Moment(0) != "" || zh.Label(EventType, EventType.Field("experts")) != "指导员（专家）" {
		t.Error("nothing is shown as something, or a label is another")
	}
	if got := zh.Field(CaseType.Field("claimed"), c); got != "1,234.50元" {
		t.Errorf("money is shown %q", got)
	}
}
