package fake

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Sample makes a folder to look around in: the facts of March 2008, and an invented centre's work around today. Whatever a record
// refers to stands before it.
func (m *Maker) Sample() []field.Record {
	s := &sample{m: m}
	s.add(m.Centre())
	all, records := m.organisations2008()
	s.add(records...)
	events, records := m.womensDay(all)
	s.add(records...)
	s.add(m.figures2008(all)...)
	s.add(m.bulletin2008(all, events)...)
	six := m.groupsOfSix(all)
	for _, c := range six {
		s.add(c)
	}
	s.rota2008(six, events)
	s.bodies()
	s.casework()
	s.rota()
	s.thisYear()
	s.households()
	s.papers()
	s.add(m.Role())
	s.network()
	s.published()
	s.passedOn()
	s.risks()
	s.sources()
	s.signIn()
	s.keyDates()
	return s.out
}

// sample gathers the records of a folder.
type sample struct {
	m           *Maker
	out         []field.Record
	employers   []*centre.Organisation
	legalAid    *centre.Organisation
	arbitration *centre.Organisation
	team        *centre.Organisation
	clients     []*centre.Person
	cases       []*centre.Case
	years       []*centre.Case // the many of the last two years
	counsellors []*centre.Counsellor
	stations    []*centre.Organisation
	top         *centre.Organisation     // the city's union
	season      map[string]*centre.Event // this year's invented events, by kind
	issue       *centre.Issue            // this month's bulletin
}

func (s *sample) add(rs ...field.Record) { s.out = append(s.out, rs...) }

// bodies makes whom an invented centre deals with today.
func (s *sample) bodies() {
	body := func(name, kind string, with ...func(*centre.Organisation)) *centre.Organisation {
		o := s.m.body(name, kind, with...)
		s.add(o)
		return o
	}
	top := body("示例市总工会", "union")
	s.top = top
	for i, name := range stations() {
		s.stations = append(s.stations, body(name, "station", func(o *centre.Organisation) {
			if o.Parent = top.ID; i < 2 { // the third is planned
				o.From = s.m.ago(500 - 180*i)
			}
		}))
	}
	s.legalAid = body("示例市法律援助中心", "office")
	s.arbitration = body("示例市劳动人事争议仲裁委员会", "office")
	body("示例市妇女联合会", "office")
	s.team = body("示例医院护理一组", "team", func(o *centre.Organisation) { o.Honours = "五一巾帼标兵岗" })
	for range 22 {
		o := s.m.Organisation()
		s.employers = append(s.employers, o)
		s.add(o)
	}
}

// goodNames is how many of the first employers no case is against: of the six at the job fair that leaves two with cases.
const goodNames = 4

// adverse is the employer a case is against; the cases go round those that have any. Matters of the home, of the heart and of health are
// against none.
func (s *sample) adverse(i int, matter string) field.ID {
	if strings.Contains(" 11 12 13 14 ", " "+matter[:2]+" ") {
		return field.ID{}
	}
	bad := s.employers[goodNames:]
	return bad[i%len(bad)].ID
}

// papers makes the mutual-aid plan, a notice and this month's bulletin.
func (s *sample) papers() {
	m := s.m
	issue := m.Issue()
	s.issue = issue
	s.add(m.Mutual(), m.Document(), m.Indicator(), issue, m.Article(func(a *centre.Article) { a.Issue = issue.ID }), m.Distribution(func(d *centre.Distribution) { d.Issue = issue.ID }))
}
