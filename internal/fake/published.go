package fake

import (
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// published makes what the documents for the public show besides: more events of this year with all that lies under them, photos that
// were drawn, and a number of the bulletin that tells of them. It comes after everything else, so that the rest stays as it is.
func (s *sample) published() {
	s.exhibition()
	s.condolence()
	s.prizes()
	s.followUp()
	s.photos()
	s.bulletin()
	s.editions()
}

// editions are the issues that were published.
func (s *sample) editions() {
	for _, r := range s.out {
		if i, ok := r.(*centre.Issue); ok && i.State == "published" {
			s.add(s.m.Edition(func(e *centre.Edition) { e.Issue = i.ID }))
		}
	}
}

// another makes one more event of this year's programme.
func (s *sample) another(kind, name string, ago int, with func(*centre.Event)) *centre.Event {
	e := s.m.Event(func(e *centre.Event) {
		e.Programme, e.Kind, e.Name, e.Date = s.season["clinic"].Programme, kind, name, workday(s.m.ago(ago))
		e.Hosts = []field.ID{s.top.ID}
		e.Units, e.People, e.Sessions = field.Count{}, field.Count{}, field.Count{}
		with(e)
	})
	s.add(e)
	s.season[kind] = e
	return e
}

// exhibition is a show of what women workers made, with who showed what, and what was counted at its door.
func (s *sample) exhibition() {
	e := s.another("exhibition", "女职工手工作品展（示例）", 15, func(e *centre.Event) {
		e.Place, e.Units, e.Exhibits = "示例市职工之家展厅", exactly(6, "家", field.BySign), exactly(96, "件", field.ByCount)
		e.People, e.Media = declared("近400人"), "示例市广播电台"
		e.People.Known = field.ByEstimate
	})
	for i, what := range []string{"剪纸20件", "刺绣18件", "编织24件", "书法10件", "摄影12幅", "布艺12件"} {
		s.add(s.m.Participation(func(p *centre.Participation) {
			p.Event, p.Organisation, p.Note, p.People = e.ID, s.employers[i].ID, what, exactly(int64(3+i%4), "人", field.ByDeclare)
		}))
	}
	for i, n := range []int64{18, 34, 52, 61, 47, 39, 44, 58, 30, 12} {
		for _, door := range []struct {
			name string
			part int64
		}{{"东门", n * 2 / 3}, {"西门", n - n*2/3}} {
			s.add(s.m.Tally(func(t *centre.Tally) {
				t.Event, t.Desk, t.At, t.Plus, t.Minus = e.ID, door.name, at(e.Date, 9+i/4, 15*(i%4)), door.part, 0
				if door.name == "西门" {
					t.Device = "5e6f7a8b"
				}
			}))
		}
	}
}

// condolence is a round of visits to households in hardship.
func (s *sample) condolence() {
	s.another("visit", "困难女职工走访慰问（示例）", 8, func(e *centre.Event) {
		e.People, e.Gifts, e.Amount = exactly(26, "户", field.ByCount), exactly(52, "份", field.ByCount), field.Fen(3120000)
		e.Content = "送去米、油和棉被，了解就医和子女上学情况"
	})
}

// prizes are those of the contest: first, second and third, with who won them and who entered.
func (s *sample) prizes() {
	contest := s.season["contest"]
	rank := []string{"一等奖", "二等奖", "二等奖", "三等奖", "三等奖", "三等奖"}
	for i, r := range rank {
		o := s.employers[(i+2)%len(s.employers)]
		s.add(s.m.Award(func(a *centre.Award) {
			a.Event, a.Name, a.Rank, a.Unit, a.Given, a.Number = contest.ID, "女职工技能竞赛团体奖（示例）", r, o.ID, contest.Date, exactly(1, "个", field.ByCount)
		}), s.m.Participation(func(p *centre.Participation) {
			p.Event, p.Organisation, p.Role, p.People = contest.ID, o.ID, "contestant", exactly(int64(10+i), "人", field.ByDeclare)
		}))
	}
	contest.Hosts, contest.Units, contest.Awarded = []field.ID{s.top.ID}, exactly(6, "家", field.BySign), exactly(6, "个", field.ByCount)
	s.season["inspection"].Letters, s.season["inspection"].Hosts = exactly(4, "份", field.ByCount), []field.ID{s.top.ID}
	s.season["clinic"].Hosts, s.season["jobfair"].Hosts = []field.ID{s.top.ID}, []field.ID{s.top.ID}
}

// followUp is who of the job fair was still at work later; two employers have not been asked yet.
func (s *sample) followUp() {
	n := 0
	for _, r := range s.out {
		line, ok := r.(*centre.JobLine)
		if !ok || line.Event != s.season["jobfair"].ID {
			continue
		}
		if n++; n <= 4 {
			line.Hired30 = exactly(line.Intents.Value*4/5, "人", field.ByDeclare)
			line.Hired90 = exactly(line.Intents.Value*3/5, "人", field.ByDeclare)
		}
	}
}

// photos are pictures that were drawn; the files are put into the folder by whoever saves them.
func (s *sample) photos() {
	for i, x := range []struct{ kind, title string }{
		{"clinic", "义诊台前（示例图）"}, {"jobfair", "招聘会现场（示例图）"}, {"exhibition", "作品展一角（示例图）"}, {"exhibition", "展厅入口（示例图）"},
	} {
		e := s.season[x.kind]
		s.add(s.m.Attachment(func(a *centre.Attachment) {
			a.Owner, a.Title, a.Name, a.Media, a.Taken, a.About = e.ID, x.title, fmt.Sprintf("示例图%d.jpg", i+1), "image/jpeg", e.Date, "用程序画的图，不是照片。"
			a.Width, a.Height, a.Size, a.Original = DrawnWidth, DrawnHeight, 0, field.No
		}))
	}
}
