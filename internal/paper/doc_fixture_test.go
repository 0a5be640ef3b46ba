package paper

import (
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

func docID(n int) field.ID { return field.ID{15: byte(n), 14: byte(n >> 8)} }

// docRecord fills a record from "key=text", as a person would type it.
func docRecord[R field.Record](t testing.TB, r R, n int, fields ...string) R {
	t.Helper()
	r.Base().ID = docID(n)
	for _, f := range fields {
		key, text, _ := strings.Cut(f, "=")
		if p := r.Type().Field(key).Set(r, text, field.Context{Today: field.Day{Year: 2008, Month: 3, Date: 8}, Zone: sampleDate.Location()}); p != nil {
			t.Fatalf("%s %s: %s", r.Type().Table, key, p.Say)
		}
	}
	return r
}

var docHosts = []string{"", "东湖市总工会", "南塘市总工会", "西岭市总工会", "北渚区总工会", "市级机关工会", "市级机关妇工委", "市总女工部"}

func docName(id field.ID) string {
	if n := int(id[14])<<8 + int(id[15]) - 1000; n > 0 && n < len(docHosts) {
		return docHosts[n]
	}
	return ""
}

func docSetting(lang say.Lang) Setting {
	return Setting{Book: say.For(lang), Centre: "样例女职工维权中心", Date: sampleDate, Names: docName}
}

// docEvents are the Women's Day figures of 2008 with hosts and names of our own.
func docEvents(t testing.TB) []*centre.Event {
	event := func(n int, hosts []int, fields ...string) *centre.Event {
		e := docRecord(t, &centre.Event{}, n, append([]string{"state=held", "programme=" + docID(999).String()}, fields...)...)
		for _, h := range hosts {
			e.Hosts = append(e.Hosts, docID(1000+h))
		}
		return e
	}
	return []*centre.Event{
		event(1, []int{1}, "kind=clinic", "name=广场义诊", "date=2008年3月", "place=广场", "experts=多名", "content=义诊", "note=市人民医院、中医院等多家单位"),
		event(2, []int{1}, "kind=advice", "name=女职工维权中心现场服务", "date=2008年3月", "place=广场", "experts=6名", "content=心理咨询、妇幼保健、法律援助"),
		event(3, []int{1}, "kind=exhibition", "name=女职工风采板报联展", "date=2008年3月", "units=19家", "note=镇工会和系统工会参展"),
		event(4, []int{1}, "kind=jobfair", "name=女职工招聘会", "date=2008年3月", "units=49家", "posts=796个", "intents=347人"),
		event(5, []int{2}, "kind=commendation", "theme=学先进、树新风", "name=表彰“五一”巾帼标兵岗和“五一”巾帼标兵", "date=2008年3月", "awarded=一批"),
		event(6, []int{2}, "kind=inspection", "theme=护权益、促和谐", "name=女职工特殊保护专项检查", "date=2008年3月", "content=学法、专项检查"),
		event(7, []int{2}, "kind=training", "theme=比技能", "name=技能培训、技术练兵", "date=2008年3月"),
		event(8, []int{2}, "kind=aid", "theme=办实事", "name=第二轮助学帮困", "date=2008年3月", "content=助学、团体互助医疗保障扩面"),
		event(9, []int{3}, "kind=publicity", "theme=巾帼添彩", "name=女职工工作先进典型宣传表彰", "date=2008年3月", "content=广播、电视"),
		event(10, []int{3}, "kind=contest", "theme=巾帼添彩", "name=“建设新西岭”劳动竞赛", "date=2008年3月", "content=技能竞赛、流动课堂、读书活动、专题培训", "note=女职工素质提升工程"),
		event(11, []int{3}, "kind=aid", "theme=巾帼添彩", "name=女职工互助关爱计划", "date=2008年3月", "content=结对帮扶"),
		event(12, []int{3}, "kind=screening", "theme=巾帼添彩", "name=困难女职工家庭妇女病免费普查", "date=2008年3月", "content=妇女病普查"),
		event(13, []int{3}, "kind=opening", "name=西岭市女职工维权指导中心揭牌", "date=2008-3-6", "place=西岭市", "experts=6位", "content=法律援助、心理咨询、劳动争议仲裁、女职工特殊保护"),
		event(14, []int{3}, "kind=inspection", "theme=巾帼添彩", "name=女职工职业卫生、劳动保护检查", "date=2008年3月", "content=知识讲座、义诊咨询、法律咨询、心理疏导"),
		event(15, []int{4}, "kind=contest", "name=“镜头里的新北渚”摄影比赛", "date=2008.3", "note=机关女干部、企业女职工"),
		event(16, []int{5, 6, 7}, "kind=sport", "theme=强体能", "name=市级机关趣味体育比赛", "date=2008/3/6 下午", "place=市级机关大院", "units=32家", "people=200多人", "awarded=18家", "note=取前六名"),
	}
}

func docProgramme(t testing.TB) summary.ProgrammeSummary {
	p := docRecord(t, &centre.Programme{}, 999, "name=2008年“三八”国际妇女节活动", "year=2008", "source=工会信息（2008年3月）")
	return summary.Programme(p, docEvents(t), docName)
}

func docCase(t testing.TB) summary.CaseRecords {
	c := docRecord(t, &centre.Case{}, 50, "number=YLZX-2026-0007", "received=2026-03-02 14:30", "channel=visit", "matter=0502", "risk=middle",
		"request=要求单位恢复原岗位，补发工资差额。", "facts=职工欧阳样例怀孕后被调到夜班岗位，工资减少。她的电话是13800005678，住样例市云桥镇柳荫路5号。",
		"receiver=甲老师", "handler=乙老师", "state=closed", "secrecy=normal", "outcome=mediated", "claimed=3.5万元", "awarded=28000元", "paid=28000元", "satisfaction=satisfied", "closed=2026-04-10")
	c.Person, c.Adverse = docID(51), docID(1001)
	p := docRecord(t, &centre.Person{}, 51, "name=欧阳样例", "sex=female", "birth=1990-12-31", "phone=13800005678", "residentid=11010519491231002X",
		"safeway=周三晚上八点后", "employment=contract", "member=yes", "period=pregnant", "due=2026-08-15", "marital=married", "address=样例市云桥镇柳荫路5号3幢")
	return summary.CaseRecords{
		Case: c, Person: p,
		Steps: []*centre.Step{
			docRecord(t, &centre.Step{}, 53, "at=2026-03-20 09:00", "service=mediate-before", "what=与单位人事、欧阳样例三方调解。", "result=达成协议，恢复原岗位。", "minutes=120", "money=28000元", "by=乙老师"),
			docRecord(t, &centre.Step{}, 52, "at=2026-03-02 14:30", "service=advice", "what=听取情况，解答孕期调岗的规定。", "minutes=45", "by=甲老师"),
		},
		Referrals: []*centre.Referral{docRecord(t, &centre.Referral{}, 54, "to="+docID(1004).String(), "purpose=申请法律援助", "sent=2026-03-05", "state=done", "replied=2026-03-12", "reply=已受理")},
		Consents:  []*centre.Consent{docRecord(t, &centre.Consent{}, 55, "purpose=转介法律援助", "recipient=样例法律援助中心", "way=written", "given=2026-03-05", "expires=2026-12-31")},
	}
}

// docShifts are the shifts of a week and of the day after it, and who serves.
func docShifts(t testing.TB) ([]*centre.Shift, []*centre.Counsellor) {
	people := []*centre.Counsellor{
		docRecord(t, &centre.Counsellor{}, 70, "name=甲样例"), docRecord(t, &centre.Counsellor{}, 71, "name=乙样例"), docRecord(t, &centre.Counsellor{}, 72, "name=丙样例", "public=no"),
	}
	shift := func(n int, who []int, fields ...string) *centre.Shift {
		s := docRecord(t, &centre.Shift{}, n, fields...)
		for _, w := range who {
			s.Counsellors = append(s.Counsellors, docID(w))
		}
		return s
	}
	absent := shift(82, []int{70}, "date=2026-03-05", "from=09:00", "to=11:30", "place=维权中心", "state=substituted")
	absent.Substitute = docID(71)
	return []*centre.Shift{
		shift(80, []int{70, 71}, "date=2026-03-02", "from=09:00", "to=11:30", "place=维权中心", "state=served", "received=12人次"),
		shift(81, []int{72}, "date=2026-03-02", "from=14:00", "to=17:00", "place=云桥镇站", "state=served", "received=近10人次"),
		absent,
		shift(83, []int{70, 72}, "date=2026-03-06", "from=14:00", "to=17:00", "place=维权中心", "state=planned"),
		shift(84, []int{71}, "date=2026-03-13", "from=14:00", "to=17:00", "place=维权中心", "state=planned"),
	}, people
}

func docWeek(t testing.TB) summary.RotaSummary {
	shifts, people := docShifts(t)
	return summary.Rota(field.Day{Year: 2026, Month: 3, Date: 4}, shifts, people)
}

func docAidRecords(t testing.TB) summary.AidRecords {
	r := summary.AidRecords{Names: docName}
	r.Persons = []*centre.Person{docRecord(t, &centre.Person{}, 90, "name=司徒样例"), docRecord(t, &centre.Person{}, 91, "name=柳样例")}
	r.Files = []*centre.Hardship{
		docRecord(t, &centre.Hardship{}, 92, "number=BF-2026-001", "person="+docID(90).String()), docRecord(t, &centre.Hardship{}, 93, "number=BF-2026-002", "person="+docID(91).String()),
	}
	r.Pairings = []*centre.Pairing{docRecord(t, &centre.Pairing{}, 94, "helper="+docID(1001).String(), "hardship="+docID(92).String())}
	aid := func(n, file, pairing int, fields ...string) {
		a := docRecord(t, &centre.Aid{}, n, append(fields, "hardship="+docID(file).String())...)
		if pairing > 0 {
			a.Pairing = docID(pairing)
		}
		r.Entries = append(r.Entries, a)
	}
	aid(100, 92, 94, "date=2026-03-08", "kind=living", "cash=1,200元", "funds=union", "by=甲老师", "receiver=司徒样例", "state=given")
	aid(101, 92, 94, "date=2026-01-20", "kind=visit", "goods=米、油", "value=260.50元", "funds=unit", "by=甲老师", "receiver=司徒样例", "state=given")
	aid(102, 93, 0, "date=2026-02-14", "kind=school", "cash=3000元", "funds=local", "by=乙老师", "receiver=柳样例", "state=given")
	aid(103, 93, 0, "date=2026-03-30", "kind=medical", "cash=5000元", "funds=local", "by=乙老师", "state=approved")
	aid(104, 93, 0, "date=2025-12-30", "kind=medical", "cash=700元", "funds=local", "state=given")
	return r
}

func docAid(t testing.TB, masked bool) summary.AidSummary {
	return summary.Aid(docAidRecords(t), field.Day{Year: 2026, Month: 1, Date: 1}, field.Day{Year: 2026, Month: 3, Date: 31}, masked)
}
