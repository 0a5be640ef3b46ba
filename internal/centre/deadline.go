package centre

import "cn.halfsky/internal/field"

// Follows says where a clock has its first day from. Empty: somebody computed it by hand.
var Follows = field.Words("follows", "milestone", "person", "received", "asked")

// Withdrawal is why a clock no longer counts.
var Withdrawal = field.Words("withdrawal", "gone", "lacks", "rule", "unneeded", "over")

// Deadline is one clock of a case 期限: a rule of internal/law applied to a date in the case. A person may override the computed
// day with a reason. One that follows a date of the case is computed anew whenever that date changes, and withdrawn with it.
type Deadline struct {
	field.Meta
	Case     field.ID
	Rule     string // id of the rule in assets/rules
	Trigger  field.Day
	Computed field.Day
	Override field.Day
	Reason   string
	Done     field.Day
	Note     string

	Follows   string
	Milestone field.ID  // the key date it follows
	Paused    field.Day // since when it stands still 中止; there is no computed day then
	Withdrawn field.Day // since when it no longer counts
	Why       string
	Met       field.ID // the key date on which it was done; with no Done a person says that it was not
}

// DeadlineType describes deadlines.
var DeadlineType = &field.Type{
	Table: "deadline", Code: 44, Schema: 1, Space: field.Cases, Title: []string{"rule"},
	New: func() field.Record { return &Deadline{} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(d *Deadline) *field.ID { return &d.Case }, field.Owner, field.Required),
		field.Text("rule", func(d *Deadline) *string { return &d.Rule }, field.Required, field.Max(40), field.In(field.InList|field.InFilter)),
		field.Date("trigger", func(d *Deadline) *field.Day { return &d.Trigger }, field.Required, field.In(field.InList)),
		field.Date("computed", func(d *Deadline) *field.Day { return &d.Computed }, field.In(field.InList)),
		field.Date("override", func(d *Deadline) *field.Day { return &d.Override }, field.In(field.InList)),
		field.Text("reason", func(d *Deadline) *string { return &d.Reason }),
		field.Date("done", func(d *Deadline) *field.Day { return &d.Done }, field.In(field.InList)),
		field.Text("note", func(d *Deadline) *string { return &d.Note }, field.In(field.IsPrivate)),
		field.Choice("follows", Follows, func(d *Deadline) *string { return &d.Follows }, field.Fact),
		field.Ref("milestone", []string{"milestone"}, func(d *Deadline) *field.ID { return &d.Milestone }, field.Silent),
		field.Date("paused", func(d *Deadline) *field.Day { return &d.Paused }, field.Fact, field.In(field.InStatistics)),
		field.Date("withdrawn", func(d *Deadline) *field.Day { return &d.Withdrawn }, field.Fact, field.In(field.InStatistics)),
		field.Choice("why", Withdrawal, func(d *Deadline) *string { return &d.Why }, field.Fact),
		field.Ref("met", []string{"milestone"}, func(d *Deadline) *field.ID { return &d.Met }, field.Silent),
	},
}

// Type returns DeadlineType.
func (d *Deadline) Type() *field.Type { return DeadlineType }

// Check returns what has to be mended.
func (d *Deadline) Check() field.Problems {
	ps := DeadlineType.Check(d)
	if !d.Override.IsZero() && d.Reason == "" {
		ps = ps.Add("reason", "problem.deadline.reason")
	}
	return ps
}

// ByHand reports whether a person said that the clock was met: what is on record no longer changes it.
func (d *Deadline) ByHand() bool { return !d.Done.IsZero() && d.Met == field.ID{} }

// Runs reports whether somebody still has to mind the clock: it was not met, not withdrawn, and does not stand still.
func (d *Deadline) Runs() bool {
	return d.Done.IsZero() && d.Withdrawn.IsZero() && (d.Paused.IsZero() || !d.Override.IsZero())
}

// Due returns the day that counts: the override, or the computed day.
func (d *Deadline) Due() field.Day {
	if !d.Override.IsZero() {
		return d.Override
	}
	return d.Computed
}
