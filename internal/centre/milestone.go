package centre

import "cn.halfsky/internal/field"

// Trigger is what happened on a key date: the days that statutory clocks count from, and those on which what a clock asks for was done.
// internal/law uses the same codes, and a test there holds its table of rules against this list.
var Trigger = called(field.Words("law.trigger",
	"knew", "employment_ended", "contract_ended", "transferred", "limit_interrupted", "mediation_filed", "mediation_effective", "confirmation_filed",
	"arb_filed", "arb_accepted", "arb_copy_received", "arb_defence_filed", "hearing", "hearing_noticed", "postpone_asked",
	"award_received", "setaside_filed", "setaside_received", "nonenf_received", "suit_filed",
	"complaint_received", "complaint_copy_received", "defence_filed", "court_set", "evidence_filed", "court_filed", "preserved",
	"payorder_received", "payorder_answered",
	"judgment_served", "ruling_served", "appeal_lodged", "appeal_filed", "judgment_effective", "retrial_filed", "performance_due", "enforcement_filed",
	"pregnancy", "expected", "seven_months", "leave_first", "birth", "returned", "miscarriage", "pregnancy_ended",
	"contract_expiry", "hired", "contract_signed", "resign_day", "resign_noticed", "dismiss_day", "dismiss_noticed",
	"asked", "certificate", "last_screening",
	"injured", "wi_filed", "wi_filed_employer", "stopped_work", "wi_accepted", "wi_decided",
	"appraisal_filed", "appraisal_made", "appraisal_received", "reappraisal_filed",
	"violation", "complaint_made", "inspection_opened", "inspection_done",
	"aid_asked", "aid_granted", "aid_assigned", "aid_objection", "aid_objection_answered",
	"petition_received", "petition_told", "petition_forwarded", "petition_objected", "petition_accepted", "petition_answered", "review_asked", "review_answered",
	"po_accepted", "po_made", "po_effective", "po_review_asked", "text_filed", "offer_received", "offer_answered", "collective_effective", "collective_expiry",
), triggerWords)

// ClockFact is what changes which rule counts from a key date, or how long it runs.
var ClockFact = field.Words("law.fact", "extended", "simple", "small", "pregnant", "ended", "clear", "probation", "urgent", "difficult")

// Milestone is a dated fact of a case 关键日期 from which clocks follow, or which meets them: an award was received, a suit was brought.
type Milestone struct {
	field.Meta
	Case     field.ID
	What     string
	Day      field.Day
	At       field.Moment // for limits in hours
	Weeks    int64        // full weeks of pregnancy
	Children int64        // born together
	Amount   int64        // what a court or a doctor set, in the unit of the rule
	Facts    []string
	Note     string
}

// MilestoneType describes key dates.
var MilestoneType = &field.Type{
	Table: "milestone", Code: 46, Schema: 1, Space: field.Cases, Title: []string{"what"},
	New: func() field.Record { return &Milestone{} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(m *Milestone) *field.ID { return &m.Case }, field.Owner, field.Required, field.In(field.InFilter)),
		field.Choice("what", Trigger, func(m *Milestone) *string { return &m.What }, field.Required, field.In(field.InList|field.InFilter), field.Also("事由")),
		field.Date("day", func(m *Milestone) *field.Day { return &m.Day }, field.Required, field.In(field.InList), field.Also("日期")),
		field.Time("at", func(m *Milestone) *field.Moment { return &m.At }),
		field.Number("weeks", func(m *Milestone) *int64 { return &m.Weeks }, field.In(field.IsPrivate)),
		field.Number("children", func(m *Milestone) *int64 { return &m.Children }),
		field.Number("amount", func(m *Milestone) *int64 { return &m.Amount }),
		field.Choices("facts", ClockFact, func(m *Milestone) *[]string { return &m.Facts }),
		field.Text("note", func(m *Milestone) *string { return &m.Note }, field.In(field.IsPrivate)),
	},
}

// Type returns MilestoneType.
func (m *Milestone) Type() *field.Type { return MilestoneType }

// Check returns what has to be mended: a clock cannot count from a month.
func (m *Milestone) Check() field.Problems {
	ps := MilestoneType.Check(m)
	if !m.Day.IsZero() && m.Day.Valid() && !m.Day.Exact() {
		ps = ps.Add("day", "problem.milestone.day")
	}
	if m.Weeks > 45 {
		ps = ps.Add("weeks", "problem.milestone.weeks")
	}
	return ps
}
