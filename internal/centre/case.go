package centre

import "cn.halfsky/internal/field"

// Case is one matter the centre is told of 个案. It starts life as an enquiry 咨询 and may be promoted; what happens next are its
// steps, which are records of their own.
type Case struct {
	field.Meta
	Number   string // 案号, given at the first save
	Received field.Moment
	Channel  string
	Enquiry  field.YesNo // answered at once, no case file
	Group    field.YesNo // 集体访
	Heads    field.Count
	Reps     []field.ID // who speaks for the group 推举的代表
	Person   field.ID   // none: anonymous
	Adverse  field.ID   // adverse unit 对方单位
	Matter   string
	Request  string
	Facts    string
	Risk     string
	Urgent   field.YesNo
	Watched  []string // kinds of risk it has signs of, see RiskSigns
	Secrecy  string
	Receiver string // received by
	Handler  string // handled by
	Station  string
	State    string // follows from the steps and the decisions: StateOf
	Highest  string // the highest service it had
	Outcome  string
	Claimed  field.Fen
	Awarded  field.Fen
	Paid     field.Fen // received 到账
	Happy    string
	Proposed string // closing proposed by
	Approved string // closing approved by
	Closed   field.Day
	CallBack field.Day // 回访
	CallNote string
	Lesson   string
	Note     string
	ReferTo  field.ID // the body she was to be referred to when the case was taken down, before a referral was sent

	Frozen     string    // why it is kept beyond its time; empty: it is not
	Anonymised field.Day // when what tells who it is about was taken out
	Joined     field.ID  // the case that this one, a 重复件, was joined into
}

// CaseType describes cases.
var CaseType = &field.Type{
	Table: "case", Code: 40, Schema: 1, Space: field.Cases, Title: []string{"number"}, Face: []string{"number", "state", "handler"},
	New: func() field.Record { return &Case{State: "registered", Secrecy: "normal"} },
	Fields: []field.Spec{
		field.Text("number", func(c *Case) *string { return &c.Number }, field.Max(40), field.In(field.InList|field.InSearch), field.Also("编号", "案号")),
		field.Time("received", func(c *Case) *field.Moment { return &c.Received }, field.Required, field.In(field.InList), field.Also("接访时间", "日期", "登记时间")),
		field.Choice("channel", Channel, func(c *Case) *string { return &c.Channel }, field.Required, field.In(field.InList|field.InFilter), field.Also("来访形式", "渠道")),
		field.Choice("matter", Matter, func(c *Case) *string { return &c.Matter }, field.Required, field.In(field.InList|field.InFilter), field.Also("事项", "类别")),
		field.Ref("person", []string{"person"}, func(c *Case) *field.ID { return &c.Person }, field.In(field.InList|field.IsPrivate), field.Also("来访人")),
		field.Asked("group", func(c *Case) *field.YesNo { return &c.Group }, field.In(field.InFilter)),
		field.Counted("heads", "人", func(c *Case) *field.Count { return &c.Heads }, field.In(field.InStatistics)),
		field.Refs("reps", []string{"person"}, func(c *Case) *[]field.ID { return &c.Reps }, field.In(field.IsPrivate)),
		field.Ref("adverse", []string{"organisation"}, func(c *Case) *field.ID { return &c.Adverse }, field.In(field.InList)),
		field.Long("request", func(c *Case) *string { return &c.Request }, field.In(field.InSearch|field.IsPrivate), field.Also("要求", "反映内容及要求")),
		field.Long("facts", func(c *Case) *string { return &c.Facts }, field.In(field.InSearch|field.IsPrivate), field.Also("反映内容")),
		field.Choice("risk", Risk, func(c *Case) *string { return &c.Risk }, field.In(field.InList|field.InFilter)),
		field.Asked("urgent", func(c *Case) *field.YesNo { return &c.Urgent }, field.In(field.InFilter)),
		field.Choices("watched", RiskKind, func(c *Case) *[]string { return &c.Watched }, field.Fact, field.In(field.InStatistics)),
		field.Choice("secrecy", Secrecy, func(c *Case) *string { return &c.Secrecy }, field.In(field.InFilter)),
		field.Text("receiver", func(c *Case) *string { return &c.Receiver }, field.Max(50), field.Also("接待人")),
		field.Text("handler", func(c *Case) *string { return &c.Handler }, field.Max(50), field.In(field.InList), field.Also("承办人")),
		field.Text("station", func(c *Case) *string { return &c.Station }, field.Max(60), field.In(field.InStatistics)),
		field.Choice("state", CaseState, func(c *Case) *string { return &c.State }, field.Fact, field.In(field.InList|field.InFilter)),
		field.Asked("enquiry", func(c *Case) *field.YesNo { return &c.Enquiry }, field.In(field.InFilter)),
		field.Choice("highest", Service, func(c *Case) *string { return &c.Highest }, field.Fact, field.In(field.InStatistics)),
		field.Choice("outcome", Outcome, func(c *Case) *string { return &c.Outcome }, field.Fact, field.In(field.InFilter), field.Also("处理结果")),
		field.Money("claimed", func(c *Case) *field.Fen { return &c.Claimed }),
		field.Money("awarded", func(c *Case) *field.Fen { return &c.Awarded }),
		field.Money("paid", func(c *Case) *field.Fen { return &c.Paid }, field.In(field.InStatistics)),
		field.Choice("satisfaction", Satisfaction, func(c *Case) *string { return &c.Happy }, field.In(field.InStatistics)),
		field.Text("proposed", func(c *Case) *string { return &c.Proposed }, field.Max(50), field.Fact),
		field.Text("approved", func(c *Case) *string { return &c.Approved }, field.Max(50), field.Fact),
		field.Date("closed", func(c *Case) *field.Day { return &c.Closed }, field.Fact, field.In(field.InList)),
		field.Date("callback", func(c *Case) *field.Day { return &c.CallBack }, field.In(field.InStatistics)),
		field.Text("callnote", func(c *Case) *string { return &c.CallNote }),
		field.Long("lesson", func(c *Case) *string { return &c.Lesson }),
		field.Long("note", func(c *Case) *string { return &c.Note }, field.In(field.InSearch|field.IsPrivate)),
		field.Ref("referto", []string{"organisation"}, func(c *Case) *field.ID { return &c.ReferTo }, field.Fact, field.In(field.InStatistics)),
		field.Text("frozen", func(c *Case) *string { return &c.Frozen }, field.Fact, field.In(field.IsPrivate)),
		field.Date("anonymised", func(c *Case) *field.Day { return &c.Anonymised }, field.Fact),
		field.Ref("joined", []string{"case"}, func(c *Case) *field.ID { return &c.Joined }, field.Fact, field.In(field.InStatistics)),
	},
}

// Type returns CaseType.
func (c *Case) Type() *field.Type { return CaseType }

// Check returns what has to be mended.
func (c *Case) Check() field.Problems {
	ps := CaseType.Check(c)
	if c.State == "closed" && c.Outcome == "" {
		ps = ps.Add("outcome", "problem.case.outcome")
	}
	return ps
}

// Warn returns what looks wrong but may be saved.
func (c *Case) Warn() field.Problems {
	var ps field.Problems
	if c.Number != "" && !CheckCaseNumber(c.Number) {
		ps = ps.Add("number", "problem.case.number") // the paper register's numbers are kept as they are
	}
	if n := len(c.Reps); n > 0 && c.Heads.HasValue && c.Heads.Value < ElectFrom {
		ps = ps.Add("reps", "problem.case.reps")
	}
	if c.Heads.HasValue && c.Heads.Value >= GroupFrom && c.Group != field.Yes {
		ps = ps.Add("group", "problem.case.group")
	}
	if c.Awarded > 0 && c.Paid > c.Awarded {
		ps = ps.Add("paid", "problem.case.paid")
	}
	if Sensitive(c.Matter) && c.Secrecy == "normal" {
		ps = ps.Add("secrecy", "problem.case.secrecy")
	}
	return ps
}
