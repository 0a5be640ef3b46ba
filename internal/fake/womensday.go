package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// source2008 is where the figures of March 2008 come from.
const source2008 = "工会信息（2008年3月）"

var march2008 = field.Day{Year: 2008, Month: 3}

// network is what was there in March 2008: unions, their offices and the two centres, by name.
type network map[string]*centre.Organisation

// unions of the city, the first above all others.
var unions = []string{"苏州市总工会", "张家港市总工会", "常熟市总工会", "昆山市总工会", "太仓市总工会", "吴江市总工会", "吴中区总工会", "平江区总工会", "市级机关工会", "市总工会女工部"}

// organisations2008 makes the network. 平江区 became part of 姑苏区, and 吴江市 became 吴江区, in September 2012.
func (m *Maker) organisations2008() (network, []field.Record) {
	all, out := network{}, []field.Record{}
	add := func(o *centre.Organisation) *centre.Organisation {
		all[o.Name] = o
		out = append(out, o)
		return o
	}
	top := add(m.body(unions[0], "union"))
	under := func(o *centre.Organisation) { o.Parent = top.ID }
	for _, later := range []string{"姑苏区总工会", "吴江区总工会"} {
		add(m.body(later, "union", under, func(o *centre.Organisation) { o.From = field.Day{Year: 2012, Month: 9} }))
	}
	for _, name := range unions[1:] {
		o := add(m.body(name, "union", under))
		if later := map[string]string{"平江区总工会": "姑苏区总工会", "吴江市总工会": "吴江区总工会"}[name]; later != "" {
			o.To, o.Successor = field.Day{Year: 2012, Month: 9}, all[later].ID
		}
	}
	add(m.body("市级机关妇工委", "office"))
	add(m.body("张家港市女职工维权中心", "office", func(o *centre.Organisation) { o.Parent = all["张家港市总工会"].ID }))
	add(m.body("太仓市女职工维权指导中心", "office", func(o *centre.Organisation) {
		o.Parent, o.From = all["太仓市总工会"].ID, field.Day{Year: 2008, Month: 3, Date: 6}
		o.Note = "计划在镇区逐一设站，市、镇两级联通。"
	}))
	add(m.body("张家港市人民医院", "hospital"))
	add(m.body("张家港市中医院", "hospital", func(o *centre.Organisation) { o.Short = "中医院" }))
	return all, out
}

// row is one line of the ledger 三八活动统计表: text as it stands there, kind as a code.
type row struct {
	hosts                                         []string
	theme, kind, name                             string
	date                                          field.Day
	place, units, people, experts, posts, intents string
	awarded, content, note                        string
}

// ledger2008 are the sixteen events, in the ledger's order and with its figures.
var ledger2008 = []row{
	{hosts: hosts("张家港市总工会"), kind: "clinic", name: "广场义诊", place: "广场", experts: "多名", content: "义诊", note: "张家港市人民医院、中医院等多家单位"},
	{hosts: hosts("张家港市总工会"), kind: "advice", name: "女职工维权中心现场服务", place: "广场", experts: "6名", content: "心理咨询、妇幼保健、法律援助"},
	{hosts: hosts("张家港市总工会"), kind: "exhibition", name: "女职工风采板报联展", units: "19家", note: "镇工会和系统工会参展"},
	{hosts: hosts("张家港市总工会"), kind: "jobfair", name: "女职工招聘会", units: "49家", posts: "796个", intents: "347人"},
	{hosts: hosts("昆山市总工会"), theme: "树典型、展风采", kind: "commendation", name: "表彰“五一”巾帼标兵岗和“五一”巾帼标兵", awarded: "一批"},
	{hosts: hosts("昆山市总工会"), theme: "维权益、促和谐", kind: "inspection", name: "女职工特殊保护专项检查", content: "学法、专项检查"},
	{hosts: hosts("昆山市总工会"), theme: "强素质、赛技能", kind: "training", name: "技能培训、技术练兵"},
	{hosts: hosts("昆山市总工会"), theme: "做好事、办实事", kind: "aid", name: "第二轮助学帮困", content: "助学、团体互助医疗特种保障计划扩面"},
	{hosts: hosts("太仓市总工会"), theme: taicang, kind: "publicity", name: "女职工工作先进典型宣传表彰", content: "广播、电视"},
	{hosts: hosts("太仓市总工会"), theme: taicang, kind: "contest", name: "“迈向现代化、建设新太仓”劳动竞赛", content: "技能竞赛、流动课堂、读书活动、专题培训", note: "女职工“素质提升工程”"},
	{hosts: hosts("太仓市总工会"), theme: taicang, kind: "aid", name: "女职工互助关爱计划", content: "结对帮扶", note: "“五一巾帼示范岗”“示范女职工之家”与单亲女职工"},
	{hosts: hosts("太仓市总工会"), theme: taicang, kind: "screening", name: "困难女职工家庭妇女病免费普查", content: "妇女病普查", note: "免费"},
	{hosts: hosts("太仓市总工会"), kind: "opening", name: "太仓市女职工维权指导中心揭牌", date: field.Day{Year: 2008, Month: 3, Date: 6}, place: "太仓市", experts: "6位", content: "法律援助、心理咨询、劳动争议仲裁、女职工特殊保护"},
	{hosts: hosts("太仓市总工会"), theme: taicang, kind: "inspection", name: "女职工职业卫生、劳动保护检查", content: "知识讲座、义诊咨询、法律咨询、心理疏导"},
	{hosts: hosts("平江区总工会"), kind: "contest", name: "“女性视野中的古韵今风新平江”摄影比赛", note: "机关女干部、企业女职工"},
	{hosts: hosts("市级机关工会", "市级机关妇工委", "市总工会女工部"), theme: "庆三八、展风采、迎奥运、强体能", kind: "sport", name: "市级机关趣味体育比赛",
		date: field.Day{Year: 2008, Month: 3, Date: 6, Half: field.Afternoon}, place: "市级机关大院", units: "32家", people: "200多人", awarded: "18家", note: "项目：齐心协力、心心相印、喜迎丰收；取前六名"},
}

const taicang = "巾帼展风采、和谐促发展"

func hosts(names ...string) []string { return names }

// womensDay makes the programme of March 2008 with its events, and who took part where that is known by name.
func (m *Maker) womensDay(all network) (events []*centre.Event, out []field.Record) {
	p := made(m, &centre.Programme{Name: "2008年“三八”国际妇女节活动", Year: 2008, From: march2008, To: march2008, Source: source2008}, nil)
	out = append(out, p)
	for _, r := range ledger2008 {
		e := r.event()
		e.ID, e.Programme = m.ID(), p.ID
		for _, name := range r.hosts {
			e.Hosts = append(e.Hosts, all[name].ID)
		}
		events = append(events, e)
		out = append(out, e)
	}
	for _, name := range []string{"张家港市人民医院", "张家港市中医院"} {
		out = append(out, m.Participation(func(p *centre.Participation) {
			p.Event, p.Organisation, p.Role = events[0].ID, all[name].ID, "clinic"
		}))
	}
	for _, game := range []string{"齐心协力", "心心相印", "喜迎丰收"} {
		out = append(out, made(m, &centre.Award{Event: events[15].ID, Name: "“" + game + "”项目", Rank: "前六名", Given: events[15].Date}, nil))
	}
	return events, out
}

// event makes the row's event, as an import of the ledger would.
func (r row) event() *centre.Event {
	date := r.date
	if date.IsZero() {
		date = march2008
	}
	return &centre.Event{
		Kind: r.kind, Name: r.name, Theme: r.theme, Date: date, Place: r.place, State: "held", Units: declared(r.units), People: declared(r.people), Experts: declared(r.experts),
		Posts: declared(r.posts), Intents: declared(r.intents), Awarded: declared(r.awarded), Content: r.content, Source: source2008, Note: r.note,
	}
}
