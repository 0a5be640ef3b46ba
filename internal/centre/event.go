package centre

import (
	"slices"

	"cn.halfsky/internal/field"
)

// EventKind are the kinds of event 活动类型.
var EventKind = &field.Vocab{Name: "eventkind", Codes: []field.Term{
	{Code: "clinic"}, {Code: "advice", Also: []string{"咨询", "现场咨询"}}, {Code: "jobfair", Also: []string{"女职工招聘会"}}, {Code: "lecture"},
	{Code: "training", Also: []string{"技能培训", "培训班"}}, {Code: "contest", Also: []string{"劳动竞赛", "技能竞赛", "摄影比赛"}},
	{Code: "exhibition", Also: []string{"联展", "展示"}}, {Code: "screening", Also: []string{"免费普查", "妇女病普查"}},
	{Code: "sport", Also: []string{"体育比赛", "文体", "趣味体育比赛", "运动会", "文艺演出"}}, {Code: "commendation"},
	{Code: "inspection", Also: []string{"检查"}}, {Code: "visit", Also: []string{"走访慰问"}}, {Code: "publicity", Also: []string{"宣传表彰"}},
	{Code: "aid", Also: []string{"助学帮困", "帮困", "助学", "结对帮扶", "结对"}}, {Code: "opening", Also: []string{"揭牌成立", "成立"}},
	{Code: "meeting"}, {Code: "other"},
}}

// EventState are the states of an event.
var EventState = field.Words("eventstate", "planned", "held", "cancelled")

// Event is one thing that is held 活动: a clinic, a job fair, a lecture, a contest. Its counts are totals; it holds no names of
// people who came. An empty count means "not counted", never 0.
type Event struct {
	field.Meta
	Programme field.ID
	Kind      string
	Name      string
	Theme     string
	Hosts     []field.ID // 主办
	Date      field.Day
	Place     string
	State     string
	Units     field.Count // 参加单位
	People    field.Count // 参加人数
	Experts   field.Count // 指导员、专家
	Posts     field.Count // 提供岗位
	Intents   field.Count // 达成就业意向
	Awarded   field.Count // 获奖
	Sessions  field.Count // 场次、期数
	Leaflets  field.Count // 发放资料
	Exhibits  field.Count // 展品
	Gifts     field.Count // 慰问品
	Amount    field.Fen   // 慰问金
	Problems  field.Count // 检查发现问题
	Settled   field.Count // 已整改
	Letters   field.Count // 发出一函两书
	Covered   field.Count // 检查涉及女职工
	Content   string      // 服务内容
	Media     string      // 宣传媒体
	Source    string      // where the figures come from
	Note      string
	Why       string // why it was cancelled
}

// EventType describes events.
var EventType = &field.Type{
	Table: "event", Code: 21, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return &Event{State: "planned"} },
	Fields: []field.Spec{
		field.Text("name", func(e *Event) *string { return &e.Name }, field.Required, field.In(field.InList|field.InSearch|field.IsName), field.Also("活动", "项目名称")),
		field.Choice("kind", EventKind, func(e *Event) *string { return &e.Kind }, field.Required, field.In(field.InList|field.InFilter), field.Also("类型", "类别", "活动类别")),
		field.Ref("programme", []string{"programme"}, func(e *Event) *field.ID { return &e.Programme }, field.In(field.InFilter)),
		field.Text("theme", func(e *Event) *string { return &e.Theme }, field.In(field.InSearch), field.Also("主题")),
		field.Refs("hosts", []string{"organisation"}, func(e *Event) *[]field.ID { return &e.Hosts }, field.In(field.InList|field.InFilter), field.Also("主办", "举办单位", "单位", "主办方")),
		field.Date("date", func(e *Event) *field.Day { return &e.Date }, field.In(field.InList), field.Also("时间", "活动日期", "活动时间", "举办时间")),
		field.Text("place", func(e *Event) *string { return &e.Place }, field.In(field.InList|field.InSearch), field.Also("活动地点", "场所")),
		field.Choice("state", EventState, func(e *Event) *string { return &e.State }, field.In(field.InList|field.InFilter)),
		field.Counted("units", "家", func(e *Event) *field.Count { return &e.Units }, field.In(field.InList), field.Also("参与单位", "单位数", "参展单位")),
		field.Counted("people", "人", func(e *Event) *field.Count { return &e.People }, field.In(field.InList), field.Also("人数", "参与人数", "参加人次", "人次")),
		field.Counted("experts", "名", func(e *Event) *field.Count { return &e.Experts }, field.Also("专家", "指导员", "专家人数", "指导员人数", "指导员(专家)")),
		field.Counted("posts", "个", func(e *Event) *field.Count { return &e.Posts }, field.Also("岗位", "岗位数")),
		field.Counted("intents", "人", func(e *Event) *field.Count { return &e.Intents }, field.Also("意向", "就业意向", "达成意向")),
		field.Counted("awarded", "家", func(e *Event) *field.Count { return &e.Awarded }, field.Also("获奖单位", "获奖数", "表彰")),
		field.Counted("sessions", "场", func(e *Event) *field.Count { return &e.Sessions }, field.Also("场次", "期数")),
		field.Counted("leaflets", "份", func(e *Event) *field.Count { return &e.Leaflets }, field.Also("发放资料", "资料份数")),
		field.Counted("exhibits", "件", func(e *Event) *field.Count { return &e.Exhibits }, field.Also("展品", "展品件数")),
		field.Counted("gifts", "份", func(e *Event) *field.Count { return &e.Gifts }, field.Also("慰问品", "慰问品份数")),
		field.Money("amount", func(e *Event) *field.Fen { return &e.Amount }, field.Also("慰问金", "慰问金额")),
		field.Counted("covered", "人", func(e *Event) *field.Count { return &e.Covered }, field.Also("涉及女职工")),
		field.Counted("problems", "个", func(e *Event) *field.Count { return &e.Problems }, field.Also("发现问题")),
		field.Counted("settled", "个", func(e *Event) *field.Count { return &e.Settled }, field.Also("已整改", "整改")),
		field.Counted("letters", "份", func(e *Event) *field.Count { return &e.Letters }, field.Also("一函两书", "发出函书")),
		field.Text("content", func(e *Event) *string { return &e.Content }, field.In(field.InSearch), field.Also("服务内容", "内容", "活动内容")),
		field.Text("media", func(e *Event) *string { return &e.Media }, field.Also("媒体")),
		field.Text("source", func(e *Event) *string { return &e.Source }, field.Also("来源", "数据来源")),
		field.Long("note", func(e *Event) *string { return &e.Note }, field.In(field.InSearch), field.Also("备注", "说明")),
		field.Text("why", func(e *Event) *string { return &e.Why }, field.Fact, field.In(field.InSearch), field.Also("取消原因")),
	},
}

// Type returns EventType.
func (e *Event) Type() *field.Type { return EventType }

// Check returns what has to be mended.
func (e *Event) Check() field.Problems {
	ps := EventType.Check(e)
	if e.Posts.Exact() && e.Posts.Value == 0 && e.Intents.Value > 0 {
		ps = ps.Add("intents", "problem.event.intents")
	}
	if atMost(e.Problems) && atLeast(e.Settled) && e.Settled.Value > e.Problems.Value {
		ps = ps.Add("settled", "problem.event.settled")
	}
	return ps
}

// atMost reports whether there are surely no more than the value of a count: just so many, or nearly so many.
func atMost(c field.Count) bool { return c.Exact() || c.HasValue && c.Qualifier == "近" }

// atLeast reports whether there are surely no fewer: just so many, or so many and some.
func atLeast(c field.Count) bool {
	return c.Exact() || c.HasValue && slices.Contains([]string{"多", "余", "以上"}, c.Qualifier)
}

// NotCounted reports whether a figure is missing that an event of its kind, which was held, should have: nobody counted it. Who counted
// nobody wrote a 0.
func (e *Event) NotCounted(key string) bool {
	return e.State == "held" && slices.Contains(MustCount(e.Kind), key) && e.CountOf(key).IsZero()
}

// CountFields are the keys of an event's figures, in the order they are printed.
var CountFields = []string{"units", "people", "experts", "posts", "intents", "awarded", "sessions", "leaflets", "exhibits", "gifts", "covered", "problems", "settled", "letters"}
