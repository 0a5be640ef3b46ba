package centre

import "cn.halfsky/internal/field"

// Effect is what a step does to the limitation of an arbitration claim, 调解仲裁法 art. 27.
var Effect = field.Words("effect", "interrupts", "suspends", "resumes")

// Step is one thing done in a case 办理记录.
type Step struct {
	field.Meta
	Case    field.ID
	At      field.Moment
	Service string
	What    string
	Minutes int64
	Result  string
	Money   field.Fen // recovered with this step
	By      string
	Next    string
	NextDue field.Day
	Effect  string
	Done    field.YesNo // the next step was done
}

// StepType describes steps.
var StepType = &field.Type{
	Table: "step", Code: 41, Schema: 1, Space: field.Cases, Title: []string{"service", "what"},
	New: func() field.Record { return &Step{} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(s *Step) *field.ID { return &s.Case }, field.Owner, field.Required, field.In(field.InFilter)),
		field.Time("at", func(s *Step) *field.Moment { return &s.At }, field.Required, field.In(field.InList)),
		field.Choice("service", Service, func(s *Step) *string { return &s.Service }, field.Required, field.In(field.InList|field.InFilter)),
		field.Long("what", func(s *Step) *string { return &s.What }, field.Required, field.In(field.InList|field.InSearch|field.IsPrivate)),
		field.Number("minutes", func(s *Step) *int64 { return &s.Minutes }, field.In(field.InList)),
		field.Text("result", func(s *Step) *string { return &s.Result }, field.In(field.InSearch|field.IsPrivate)),
		field.Money("money", func(s *Step) *field.Fen { return &s.Money }, field.In(field.InList)),
		field.Text("by", func(s *Step) *string { return &s.By }, field.Max(50), field.In(field.InList)),
		field.Text("next", func(s *Step) *string { return &s.Next }, field.In(field.IsPrivate)),
		field.Date("nextdue", func(s *Step) *field.Day { return &s.NextDue }, field.In(field.InList)),
		field.Asked("done", func(s *Step) *field.YesNo { return &s.Done }),
		field.Choice("effect", Effect, func(s *Step) *string { return &s.Effect }, field.In(field.InStatistics)),
	},
}

// Type returns StepType.
func (s *Step) Type() *field.Type { return StepType }

// Check returns what has to be mended.
func (s *Step) Check() field.Problems { return StepType.Check(s) }

// LongOver is after how many days what was promised for a day, and no law counts, is long over.
const LongOver = 60

// Owed reports whether the next step that was promised still waits on a day. made is the day of this step, last that of the newest step
// of its case: nobody ticks off what she forgot, so a promise that is long over waits only where nothing was done in the case since.
func (s *Step) Owed(today, made, last field.Day) bool {
	if s.NextDue.IsZero() || s.Done == field.Yes {
		return false
	}
	return !s.NextDue.Add(LongOver).Before(today) || last.Before(s.NextDue) || !made.Before(last)
}
