package fake

import (
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// story is an article as it is told of an event.
type story struct {
	kind          string // of this year's event it tells of
	heading, body string
}

// bulletin fills this month's number: articles and short items told from the figures of this year's events, and whom it goes to.
func (s *sample) bulletin() {
	s.issue.Total, s.issue.Copies = 47, 120
	for i, x := range append(s.stories(), s.briefs()...) {
		e := s.season[x.kind]
		s.add(s.m.Article(func(a *centre.Article) {
			a.Issue, a.Place, a.Heading, a.Body, a.Attribution, a.Sources = s.issue.ID, int64(i+2), x.heading, x.body, s.top.ID, []field.ID{e.ID}
			if x.heading == "" {
				a.Section = "brief"
			}
			if i%2 == 1 {
				a.Attribution = s.stations[i%len(s.stations)].ID
			}
		}))
	}
	for i, to := range []string{"示例市委、市政府有关领导", "示例省总工会女职工部", "各镇、街道工会", "各女职工维权指导站", "市各有关部门"} {
		s.add(s.m.Distribution(func(d *centre.Distribution) {
			d.Issue, d.Place, d.To, d.Copies = s.issue.ID, int64(i+2), to, int64(8+4*i)
		}))
	}
}

// said is a day as an article says it.
func said(d field.Day) string { return fmt.Sprintf("%d月%d日", d.Month, d.Date) }

func (s *sample) stories() []story {
	clinic, fair, check, contest, show := s.season["clinic"], s.season["jobfair"], s.season["inspection"], s.season["contest"], s.season["exhibition"]
	return []story{
		{"clinic", "女职工健康义诊走进职工之家广场（示例）", fmt.Sprintf(
			"%s，示例市总工会在%s举办女职工健康义诊。妇科、乳腺外科、中医科三个科室的%s专家坐诊，接诊%s，发放健康资料%s。\n"+
				"不少女职工是下了夜班赶来的。专家们逐一询问作息和劳动强度，提醒长期站立、倒班的女职工留意腰背和睡眠。现场还设了政策咨询台，解答产假、哺乳时间和生育津贴方面的提问。\n"+
				"市总工会表示，义诊之后将把集中反映的问题整理成册，送到各企业工会，推动女职工定期体检落到实处。",
			said(clinic.Date), clinic.Place, clinic.Experts, clinic.People, clinic.Leaflets)},
		{"jobfair", "女职工专场招聘会为求职者和企业牵线（示例）", fmt.Sprintf(
			"%s，女职工专场招聘会在%s举行，%s单位入场，提供岗位%s，当天有%s达成就业意向。\n"+
				"招聘会不设性别和婚育门槛，入场前由工作人员逐条核对招聘简章，删去“限男性”“已婚已育优先”一类的说法。会后一个月，维权中心对达成意向的女职工逐个回访，了解合同签订和参加社会保险的情况。",
			said(fair.Date), fair.Place, fair.Units, fair.Posts, fair.Intents)},
		{"inspection", "女职工特殊保护检查查出问题及时整改（示例）", fmt.Sprintf(
			"%s起，示例市总工会会同有关部门对%s单位开展女职工特殊保护检查，涉及女职工%s。检查组查合同、查制度、查台账，发现问题%s，已整改%s，发出“一函两书”%s。\n"+
				"问题主要集中在三个方面：一是女职工专项集体合同到期没有续签；二是孕期女职工仍安排夜班；三是没有按规定给哺乳时间。检查组当场向单位说明法律依据，约定整改期限，到期复查。",
			said(check.Date), check.Units, check.Covered, check.Problems, check.Settled, check.Letters)},
		{"contest", "巧手赛技能  巾帼展风采（示例）", fmt.Sprintf(
			"%s，女职工技能竞赛落下帷幕，%s参赛，分属%s单位，评出团体奖%s。竞赛设缝纫、插件、收银三个项目，既比速度，也比质量。\n"+
				"获得一等奖的班组把平时琢磨出的小窍门写成了操作卡，赛后免费发给同行。市总工会将把竞赛中成绩突出的女职工推荐为“五一巾帼标兵”人选。",
			said(contest.Date), contest.People, contest.Units, contest.Awarded)},
		{"exhibition", "女职工手工作品展开展（示例）", fmt.Sprintf(
			"%s，女职工手工作品展在%s开展，%s单位送展作品%s，有剪纸、刺绣、编织、书法、摄影和布艺。\n"+
				"开展当天上午，%s前来参观。展品旁放着作者写的小卡片，有的讲怎样在下班后学会一门手艺，有的讲和孩子一起做一件作品的周末。展览将持续两周，免费参观。",
			said(show.Date), show.Place, show.Units, show.Exhibits, show.People)},
	}
}

func (s *sample) briefs() []story {
	visit, lecture := s.season["visit"], s.season["lecture"]
	return []story{
		{"visit", "", fmt.Sprintf("%s，示例市总工会走访慰问困难女职工%s，送去慰问品%s、慰问金%d元，并逐户登记就医和子女上学方面的困难。", said(visit.Date), visit.People, visit.Gifts, visit.Amount/100)},
		{"lecture", "", fmt.Sprintf("职场性骚扰预防讲座定于%s举行，面向各企业工会女职工委员，请各单位提前报名。", said(lecture.Date))},
		{"inspection", "", "示例镇女职工维权指导站把特殊保护规定编成一页纸的问答，贴进车间宣传栏，方便女职工随时查看。"},
		{"contest", "", "样板镇女职工维权指导站利用午休时间开设“一刻钟课堂”，每周讲一个常见的劳动合同问题。"},
	}
}
