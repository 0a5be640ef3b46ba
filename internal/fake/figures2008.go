package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// counsellors2008 are the two groups of six: those of 张家港 and those of 太仓 are different people. Fields are facts, names are not.
var counsellors2008 = []struct {
	union, station string
	fields         []string
}{
	{"张家港市总工会", "张家港市女职工维权中心", []string{"psychology", "psychology", "health", "health", "legal", "legal"}},
	{"太仓市总工会", "太仓市女职工维权指导中心", []string{"legal", "legal", "psychology", "arbitration", "protection", "protection"}},
}

func (m *Maker) groupsOfSix(all network) (out []*centre.Counsellor) {
	for _, g := range counsellors2008 {
		for _, code := range g.fields {
			out = append(out, m.Counsellor(func(c *centre.Counsellor) {
				c.Post, c.Home, c.Station, c.From = "", all[g.union].ID, g.station, march2008
				c.Expertise, c.Available = []string{code}, ""
			}))
		}
	}
	return out
}

// figures2008 are what the bulletin of that month quotes besides Women's Day: bargaining offers and a year of training.
func (m *Maker) figures2008(all network) (out []field.Record) {
	top := all[unions[0]].ID
	offer := func(name, value string, share field.ID) *centre.Indicator {
		return made(m, &centre.Indicator{Name: name, Period: "近两年多", Date: march2008, Value: declared(value), Share: share, Unit: top, Source: source2008}, nil)
	}
	offered := offer("集体协商要约企业", "15319家", field.ID{})
	out = append(out, offered, offer("由上一级工会要约的企业", "8579家", offered.ID), offer("应约企业", "14093家", offered.ID))
	return append(out, made(m, &centre.Programme{
		Name: "2008年吴中区工会干部培训", Year: 2008, Hosts: []field.ID{all["吴中区总工会"].ID}, From: field.Day{Year: 2008}, Planned: declared("34期"), People: declared("1700多人次"), Source: source2008,
	}, nil))
}

// bulletin2008 makes a number of the bulletin with an article and a short item of our own words. Both tell of the inauguration;
// they name the same event as their source, so it is counted once.
func (m *Maker) bulletin2008(all network, events []*centre.Event) (out []field.Record) {
	issue := made(m, &centre.Issue{Masthead: "工会信息", Number: 3, Date: march2008, Editor: "苏州市总工会研究室", State: "published"}, nil)
	sources := make([]field.ID, 0, len(events))
	for _, e := range events {
		sources = append(sources, e.ID)
	}
	opening := events[12]
	out = append(out, issue, made(m, &centre.Article{
		Issue: issue.ID, Section: "news", Place: 1, Heading: "“三八”期间各地女职工活动一览", Attribution: all[unions[0]].ID, Sources: sources, Edited: field.Yes,
		Body: "本月各地工会围绕“三八”妇女节共安排16项活动。\n张家港的招聘会到场单位49家，岗位796个，当场谈成意向347人；板报展有19家工会送展。\n" +
			"市级机关的趣味赛于3月6日下午开赛，到场200多人，分属32家单位，其中18家拿到名次。\n太仓设立女职工维权指导中心，聘任指导员6位。",
	}, nil), made(m, &centre.Article{
		Issue: issue.ID, Section: "brief", Place: 1, Attribution: all["太仓市总工会"].ID, Sources: []field.ID{opening.ID}, Edited: field.Yes,
		Body: "3月6日，太仓女职工维权指导中心挂牌，6位专家受聘担任指导员，下一步把指导站办到镇区。",
	}, nil))
	for i, to := range []string{"省总工会", "各市、区总工会", "市总工会各部、室"} {
		out = append(out, m.Distribution(func(d *centre.Distribution) { d.Issue, d.Place, d.To, d.Copies = issue.ID, int64(i+1), to, 0 }))
	}
	return out
}
