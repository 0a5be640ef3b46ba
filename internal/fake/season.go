package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// thisYear makes this year's invented programme: a clinic with its desks, a job fair with its lines, an inspection, a contest and
// one event to come.
func (s *sample) thisYear() {
	m := s.m
	p := m.Programme()
	s.add(p)
	s.season = map[string]*centre.Event{}
	event := func(kind, name string, date field.Day, with func(*centre.Event)) *centre.Event {
		e := m.Event(func(e *centre.Event) {
			e.Programme, e.Kind, e.Name, e.Date = p.ID, kind, name, date
			e.Units, e.People, e.Sessions = field.Count{}, field.Count{}, field.Count{}
			with(e)
		})
		s.add(e)
		s.season[kind] = e
		return e
	}
	s.clinic(event("clinic", "女职工健康义诊（示例）", workday(m.ago(60)), func(e *centre.Event) {
		e.Place, e.Experts, e.Leaflets = "示例市职工之家广场", exactly(6, "名", field.ByCount), exactly(300, "份", field.ByEstimate)
	}))
	s.jobFair(event("jobfair", "女职工专场招聘会（示例）", workday(m.ago(45)), func(e *centre.Event) { e.Place = "示例市人力资源市场" }))
	event("inspection", "女职工特殊保护检查（示例）", workday(m.ago(30)), func(e *centre.Event) {
		e.Units, e.Covered = exactly(12, "家", field.ByCount), exactly(2350, "人", field.ByDeclare)
		e.Problems, e.Settled, e.Content = exactly(9, "个", field.ByCount), exactly(7, "个", field.ByCount), "查合同、查制度、查台账，提出改进意见"
	})
	contest := event("contest", "女职工技能竞赛（示例）", workday(m.ago(20)), func(e *centre.Event) {
		e.People, e.Awarded = exactly(86, "人", field.BySign), exactly(3, "个", field.ByCount)
	})
	s.add(m.Award(func(a *centre.Award) { a.Event, a.Given = contest.ID, contest.Date }))
	s.add(m.Attachment(func(a *centre.Attachment) { a.Owner, a.Taken = contest.ID, contest.Date }))
	s.tasks(event("lecture", "职场性骚扰预防讲座（示例）", workday(m.ago(-12)), func(e *centre.Event) { e.State = "planned" }))
}

// tasks makes the check list of an event to come: one line done, one overdue, one to do.
func (s *sample) tasks(e *centre.Event) {
	for _, x := range []struct {
		what string
		days int
		done bool
	}{{"落实授课人和讲题（示例）", 21, true}, {"印发活动通知（示例）", 14, false}, {"印好讲义（示例）", 3, false}} {
		s.add(s.m.Task(func(t *centre.Task) {
			t.Event, t.What, t.Due = e.ID, x.what, e.Date.Add(-x.days)
			if x.done {
				t.Done, t.By = at(t.Due, 15, 0), "示例经办人"
			}
		}))
	}
}

// clinic makes the desks of a clinic and the quarter hours counted at its entrance; the event keeps their sum.
func (s *sample) clinic(e *centre.Event) {
	m := s.m
	var seen int64
	for _, department := range []string{"妇科", "乳腺外科", "中医科"} {
		d := m.Desk(func(d *centre.Desk) {
			d.Event, d.Department, d.Experts = e.ID, department, exactly(2, "名", field.ByCount)
		})
		seen += d.Seen.Value
		s.add(d)
	}
	e.People = exactly(seen, "人次", field.ByCount)
	for quarter := range 4 {
		s.add(m.Tally(func(t *centre.Tally) { t.Event, t.At = e.ID, at(e.Date, 9, 15*quarter) }))
	}
}

// jobFair makes the employers' lines. The event's totals were declared before the last line came in, so the two differ by it.
func (s *sample) jobFair(e *centre.Event) {
	m := s.m
	var posts, intents int64
	for i, o := range s.employers[:6] {
		line := m.JobLine(func(j *centre.JobLine) { j.Event, j.Employer = e.ID, o.ID })
		s.add(line)
		if i < 5 {
			posts, intents = posts+line.Wanted.Value, intents+line.Intents.Value
		}
	}
	e.Units, e.Posts, e.Intents = exactly(6, "家", field.BySign), exactly(posts, "个", field.ByDeclare), exactly(intents, "人", field.ByDeclare)
}
