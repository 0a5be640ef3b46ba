package centre

import "cn.halfsky/internal/field"

// Task is one line of an event's check list 检查清单: what has to be seen to before it, or after it, by whom and until when.
type Task struct {
	field.Meta
	Event field.ID
	What  string
	Due   field.Day // moves with the day of the event until the task is done
	Who   string
	Done  field.Moment // empty: not done yet
	By    string       // who said that it is done
	Note  string
}

// TaskType describes tasks.
var TaskType = &field.Type{
	Table: "task", Code: 29, Schema: 1, Space: field.Open, Title: []string{"what"},
	New: func() field.Record { return &Task{} },
	Fields: []field.Spec{
		field.Ref("event", []string{"event"}, func(t *Task) *field.ID { return &t.Event }, field.Owner, field.Required, field.In(field.InFilter)),
		field.Text("what", func(t *Task) *string { return &t.What }, field.Required, field.Max(100), field.In(field.InList|field.InSearch), field.Also("工作内容", "准备事项")),
		field.Date("due", func(t *Task) *field.Day { return &t.Due }, field.In(field.InList), field.Also("完成期限", "截止日期")),
		field.Text("who", func(t *Task) *string { return &t.Who }, field.Max(50), field.In(field.InList), field.Also("责任人")),
		field.Time("done", func(t *Task) *field.Moment { return &t.Done }, field.Fact, field.In(field.InList)),
		field.Text("by", func(t *Task) *string { return &t.By }, field.Fact, field.In(field.InList)),
		field.Text("note", func(t *Task) *string { return &t.Note }),
	},
}

// Type returns TaskType.
func (t *Task) Type() *field.Type { return TaskType }

// Check returns what has to be mended.
func (t *Task) Check() field.Problems { return TaskType.Check(t) }

// Late reports whether the task is not done although its day is over. Of a month or a year it is the end that counts.
func (t *Task) Late(today field.Day) bool {
	return t.Done == 0 && !t.Due.IsZero() && t.Due.Before(today) && !t.Due.Within(today, field.Day{})
}
