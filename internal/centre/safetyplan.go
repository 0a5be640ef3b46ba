package centre

import "cn.halfsky/internal/field"

// SafetyPlan is what somebody in danger does when it comes to the worst 安全计划, agreed with her: where she goes, whom she calls, what
// lies ready. One case may have several; the newest holds.
type SafetyPlan struct {
	field.Meta
	Case     field.ID
	Made     field.Day
	Place    string // where she can go
	Calls    string // whom she calls
	CodeWord string // 暗号: what says that she needs help without saying so
	Children string
	Papers   string // documents and money, and where they lie
	Medicine string
	Signs    string // what tells her that it is time to go
	Next     field.Moment
	Way      string // of the next contact, safe for her
	By       string
}

// SafetyPlanType describes safety plans.
var SafetyPlanType = &field.Type{
	Table: "safetyplan", Code: 48, Schema: 1, Space: field.Cases, Title: []string{"made"},
	New: func() field.Record { return &SafetyPlan{} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(p *SafetyPlan) *field.ID { return &p.Case }, field.Owner, field.Required, field.In(field.InStatistics)),
		field.Date("made", func(p *SafetyPlan) *field.Day { return &p.Made }, field.Required, field.In(field.InList)),
		field.Text("by", func(p *SafetyPlan) *string { return &p.By }, field.Max(50), field.In(field.InList)),
		field.Text("signs", func(p *SafetyPlan) *string { return &p.Signs }, field.In(field.IsPrivate)),
		field.Text("place", func(p *SafetyPlan) *string { return &p.Place }, field.In(field.IsPrivate)),
		field.Text("calls", func(p *SafetyPlan) *string { return &p.Calls }, field.In(field.IsPrivate)),
		field.Text("codeword", func(p *SafetyPlan) *string { return &p.CodeWord }, field.Max(60), field.In(field.IsPrivate)),
		field.Text("children", func(p *SafetyPlan) *string { return &p.Children }, field.In(field.IsPrivate)),
		field.Text("papers", func(p *SafetyPlan) *string { return &p.Papers }, field.In(field.IsPrivate)),
		field.Text("medicine", func(p *SafetyPlan) *string { return &p.Medicine }, field.In(field.IsPrivate)),
		field.Time("next", func(p *SafetyPlan) *field.Moment { return &p.Next }, field.In(field.InList)),
		field.Text("way", func(p *SafetyPlan) *string { return &p.Way }, field.In(field.IsPrivate)),
	},
}

// Type returns SafetyPlanType.
func (p *SafetyPlan) Type() *field.Type { return SafetyPlanType }

// Check returns what has to be mended: a next contact without a safe way to make it would put her at risk.
func (p *SafetyPlan) Check() field.Problems {
	ps := SafetyPlanType.Check(p)
	if p.Next != 0 && p.Way == "" {
		ps = ps.Add("way", "problem.safetyplan.way")
	}
	return ps
}

// Plan returns the plan that holds, of those of one case: the one made last; nil where there is none.
func Plan(all []*SafetyPlan) *SafetyPlan {
	var best *SafetyPlan
	for _, p := range all {
		if best == nil || !p.Made.Before(best.Made) {
			best = p
		}
	}
	return best
}
