package fake

import (
	"testing"
	"unicode/utf8"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

var today = field.Day{Year: 2026, Month: 11, Date: 22}

// each makes one record of every type.
func each(m *Maker) []field.Record {
	return []field.Record{
		m.Centre(), m.Role(), m.Organisation(), m.Person(), m.Case(), m.Step(), m.Act(), m.Consent(), m.Referral(), m.Milestone(), m.Deadline(), m.Handover(), m.Supervision(), m.Counsellor(), m.Template(), m.Absence(), m.Shift(),
		m.Appointment(), m.Programme(), m.Event(), m.Participation(), m.JobLine(), m.Desk(), m.Award(), m.Task(), m.Tally(), m.Reading(), m.Attendee(), m.Hardship(), m.Member(), m.Pairing(), m.Aid(),
		m.Visit(), m.Mutual(), m.Document(), m.Indicator(), m.Issue(), m.Article(), m.Distribution(), m.Attachment(), m.Edition(),
		m.RiskCheck(), m.SafetyPlan(),
	}
}

func TestEveryMakerMakesARecordThatCanBeSaved(t *testing.T) {
	for seed := range uint64(60) {
		made := map[string]bool{}
		for _, r := range each(New(seed, today)) {
			if ps := r.Check(); ps != nil {
				t.Errorf("%s: %v", r.Type().Table, ps)
			}
			if r.Base().ID == (field.ID{}) || r.Base().Rev != 0 {
				t.Errorf("%s has no id, or was saved", r.Type().Table)
			}
			made[r.Type().Table] = true
		}
		for _, typ := range centre.Types {
			if !made[typ.Table] {
				t.Errorf("%s has no maker", typ.Table)
			}
		}
	}
}

func TestCallersChangeWhatTheyWant(t *testing.T) {
	m := New(1, today)
	id := m.ID()
	c := m.Case(func(c *centre.Case) { c.Person = id }, func(c *centre.Case) { c.Matter = "0502" })
	if c.Person != id || c.Matter != "0502" || m.Today() != today {
		t.Errorf("made %+v", c)
	}
}

func TestACaseIsAsLongAsARealOne(t *testing.T) {
	m := New(2, today)
	least, most := 1000, 0
	for range 500 {
		n := utf8.RuneCountInString(m.Case().Facts)
		least, most = min(least, n), max(most, n)
	}
	if least < 380 || most > 620 {
		t.Errorf("facts have %d to %d characters, want about 500", least, most)
	}
}

func TestPeopleAreInvented(t *testing.T) {
	m := New(3, today)
	for range 300 {
		p := m.Person()
		if p.ResidentID != "" {
			t.Error("an ordinary person has an ID number")
		}
	}
	born := field.Day{Year: 1985, Month: 2, Date: 28}
	id := residentID(born, 12)
	if d, ok := centre.BirthOf(id); !ok || d != born || centre.SexOf(id) != "female" || id[:6] != "329999" {
		t.Error("an ID number that was made up does not fit")
	}
}
