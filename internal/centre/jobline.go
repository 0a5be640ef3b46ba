package centre

import "cn.halfsky/internal/field"

// JobLine is one employer's line of a job fair 招聘会: a post, how many are wanted, how many came to an understanding. The fair's
// declared totals stand in the event and are compared with the sum of the lines.
type JobLine struct {
	field.Meta
	Event     field.ID
	Employer  field.ID
	Post      string
	Wanted    field.Count
	Women     field.Count // places for women
	Wage      string
	Intents   field.Count // 达成意向
	Hired30   field.Count // 30 days after the fair: at work there
	Refused30 field.Count // not taken, or did not want it
	Missed30  field.Count // not reached
	Hired90   field.Count // 90 days after it
	Refused90 field.Count
	Missed90  field.Count
	Note      string
}

// JobLineType describes job-fair lines.
var JobLineType = &field.Type{
	Table: "jobline", Code: 23, Schema: 1, Space: field.Open, Title: []string{"post"},
	New: func() field.Record { return &JobLine{} },
	Fields: []field.Spec{
		field.Ref("event", []string{"event"}, func(j *JobLine) *field.ID { return &j.Event }, field.Owner, field.Required),
		field.Ref("employer", []string{"organisation"}, func(j *JobLine) *field.ID { return &j.Employer }, field.Required, field.In(field.InList|field.InFilter), field.Also("招聘单位", "企业名称")),
		field.Text("post", func(j *JobLine) *string { return &j.Post }, field.Required, field.Max(100), field.In(field.InList|field.InSearch), field.Also("岗位", "岗位名称", "工种")),
		field.Counted("wanted", "个", func(j *JobLine) *field.Count { return &j.Wanted }, field.In(field.InList), field.Also("招聘人数", "需求人数")),
		field.Counted("women", "个", func(j *JobLine) *field.Count { return &j.Women }, field.In(field.InList)),
		field.Text("wage", func(j *JobLine) *string { return &j.Wage }, field.Max(60), field.In(field.InList), field.Also("薪资", "工资")),
		field.Counted("intents", "人", func(j *JobLine) *field.Count { return &j.Intents }, field.In(field.InList), field.Also("意向人数")),
		field.Counted("hired30", "人", func(j *JobLine) *field.Count { return &j.Hired30 }, field.In(field.InList)),
		field.Counted("refused30", "人", func(j *JobLine) *field.Count { return &j.Refused30 }, field.In(field.InList)),
		field.Counted("missed30", "人", func(j *JobLine) *field.Count { return &j.Missed30 }, field.In(field.InList)),
		field.Counted("hired90", "人", func(j *JobLine) *field.Count { return &j.Hired90 }, field.In(field.InList)),
		field.Counted("refused90", "人", func(j *JobLine) *field.Count { return &j.Refused90 }, field.In(field.InList)),
		field.Counted("missed90", "人", func(j *JobLine) *field.Count { return &j.Missed90 }, field.In(field.InList)),
		field.Text("note", func(j *JobLine) *string { return &j.Note }),
	},
}

// Type returns JobLineType.
func (j *JobLine) Type() *field.Type { return JobLineType }

// Check returns what has to be mended.
func (j *JobLine) Check() field.Problems { return JobLineType.Check(j) }

// Stage is what employers were asked so many days after a job fair: who is at work there, who was refused or refused, who was not reached.
type Stage struct {
	Days                   int
	Hired, Refused, Missed field.Count
}

// Stages are the two times at which a line is followed up.
func (j *JobLine) Stages() []Stage {
	return []Stage{{30, j.Hired30, j.Refused30, j.Missed30}, {90, j.Hired90, j.Refused90, j.Missed90}}
}

// Asked reports whether anybody has an answer.
func (s Stage) Asked() bool { return !s.Hired.IsZero() || !s.Refused.IsZero() || !s.Missed.IsZero() }
