package fake

import (
	"cmp"
	"fmt"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// stations are those of the invented city, by name.
func stations() []string {
	out := make([]string, 0, 3)
	for _, town := range towns[:3] {
		out = append(out, town+"女职工维权指导站")
	}
	return out
}

// stationAt is the station of the n-th of many things: half of them are the centre's own.
func stationAt(n int) string {
	all := append(stations(), "", "", "")
	if s := all[n%len(all)]; s != "" {
		return s
	}
	return "示例市女职工维权中心"
}

// network makes what statistics tell of two years: the stations' openings, counsellors and shifts, cases of all of them, inspections, and
// households that came and left. It comes after everything else, so that the rest stays as it is.
func (s *sample) network() {
	s.openings()
	s.duties()
	s.yearsWork()
	s.yearsEvents()
	s.yearsAid()
}

// openings are those of the first two stations; the third is still being set up.
func (s *sample) openings() {
	for i, o := range s.stations[:2] {
		s.add(s.m.Event(func(e *centre.Event) {
			e.Kind, e.Name, e.Date, e.Hosts = "opening", o.Name+"揭牌", o.From.Add(6), []field.ID{o.ID}
			e.Units, e.People, e.Sessions, e.Experts = exactly(int64(8+i), "家", field.BySign), exactly(int64(40+5*i), "人", field.BySign), field.Count{}, exactly(2, "位", field.ByCount)
		}))
	}
}

// duties makes two counsellors of each station that is open, and the shifts at the centre and at them over fourteen months.
func (s *sample) duties() {
	m := s.m
	who := map[string][]field.ID{"示例市女职工维权中心": {s.counsellors[0].ID, s.counsellors[1].ID}}
	for _, o := range s.stations[:2] {
		for range 2 {
			c := m.Counsellor(func(c *centre.Counsellor) { c.Station, c.From = o.Name, o.From })
			s.add(c)
			who[o.Name] = append(who[o.Name], c.ID)
		}
	}
	for week := 3; week < 60; week += 2 {
		for i, place := range []string{"示例市女职工维权中心", s.stations[0].Name, s.stations[1].Name} {
			s.add(m.Shift(func(k *centre.Shift) {
				k.Place, k.Date, k.Counsellors = place, monday(m.today).Add(i+1-7*week), []field.ID{who[place][week/2%2]}
				k.State, k.Received = "served", exactly(int64(m.between(2, 9)), "人次", field.BySign)
				if week%14 == 3 {
					k.State, k.Received = "absent", field.Count{}
				}
			}))
		}
	}
}

// yearsWork makes some hundred cases of the last two years, at the centre and its stations, each with one step or two.
func (s *sample) yearsWork() {
	m := s.m
	for i := range 120 {
		day := workday(m.ago(12 + 6*i))
		state := m.stateAfter(day)
		if i < 20 {
			state = pick(m, states)
		}
		matter := m.matter()
		p, unit := field.ID{}, s.adverse(i, matter)
		if i%9 > 0 {
			person := m.Person(func(p *centre.Person) { p.Unit = cmp.Or(unit, s.employers[i%len(s.employers)].ID) })
			s.add(person)
			p = person.ID
		}
		c := m.caseOf(day, matter, state, func(c *centre.Case) {
			c.Person, c.Station, c.Adverse = p, stationAt(i), unit
			if i%17 == 4 {
				heads := int64(m.between(5, 30))
				if strings.Contains(" 01 02 03 04 09 10 ", " "+matter[:2]+" ") { // what many have in common, and nobody's private affair
					c.Group, c.Heads = field.Yes, exactly(heads, "人", field.BySign)
				}
			}
		})
		s.years = append(s.years, c)
		s.add(c)
		var steps []*centre.Step
		for k := range m.between(1, 2) {
			steps = append(steps, m.Step(func(st *centre.Step) {
				st.Case, st.At = c.ID, m.officeHour(m.notAfterToday(workday(day.Add(1+6*k))))
				if service, known := bringing[c.Outcome]; known && k == 0 {
					d := deedOf(service)
					st.Service, st.What, st.Result = d.service, d.what, d.result
				}
				if !c.Open() {
					st.Next, st.NextDue, st.Done = "", field.Day{}, field.NotAsked
				}
				if k > 0 && c.Paid > 0 {
					st.Money = c.Paid
				}
			}))
		}
		s.worked(c, steps)
	}
}

// yearsEvents are those the stations held, and the inspections of both years.
func (s *sample) yearsEvents() {
	m := s.m
	kinds := []struct{ kind, name string }{{"lecture", "劳动保护讲座"}, {"publicity", "女职工权益宣传"}, {"advice", "现场咨询"}, {"training", "技能培训班"}, {"sport", "女职工健步走"}, {"visit", "走访慰问困难女职工"}}
	for i := range 18 {
		k, host := kinds[i%len(kinds)], s.stations[i%2]
		s.add(m.Event(func(e *centre.Event) {
			e.Kind, e.Name, e.Date, e.Hosts = k.kind, fmt.Sprintf("%s（示例第%d次）", k.name, i+1), workday(m.ago(25+34*i)), []field.ID{host.ID}
			if i%5 == 2 {
				e.People = declared("200多人")
			}
		}))
	}
	for i := range 6 {
		found := int64(m.between(3, 12))
		s.add(m.Event(func(e *centre.Event) {
			e.Kind, e.Name, e.Date = "inspection", fmt.Sprintf("女职工特殊保护专项检查（示例第%d次）", i+1), workday(m.ago(50+100*i))
			e.Units, e.People, e.Sessions = exactly(int64(m.between(5, 20)), "家", field.ByCount), field.Count{}, field.Count{}
			e.Covered = exactly(int64(m.between(300, 2500)), "人", field.ByDeclare)
			e.Problems, e.Settled = exactly(found, "个", field.ByCount), exactly(found-int64(i%3), "个", field.ByCount)
		}))
	}
}

// yearsAid makes a dozen households over two years, some of which have left, and what was given to them.
func (s *sample) yearsAid() {
	m := s.m
	for i := range 12 {
		p := m.Person(func(p *centre.Person) { p.Unit = s.employers[i%len(s.employers)].ID })
		h := m.Hardship(func(h *centre.Hardship) {
			h.Person, h.Publicised = p.ID, workday(m.ago(80+55*i))
			h.Approved, h.Station = h.Publicised.Add(10), stationAt(i)
			h.Review = yearAfter(h.Approved)
			if i%4 == 3 {
				h.State, h.Left, h.LeftWhy = "left", m.ago(20+30*i), "家庭收入稳定"
			}
		})
		s.add(p, h, m.Member(func(k *centre.Member) { k.Hardship = h.ID }))
		for k := range 2 {
			s.add(m.Aid(func(a *centre.Aid) { a.Hardship, a.Date = h.ID, m.notAfterToday(workday(h.Approved.Add(10+25*k))) }))
		}
	}
}
