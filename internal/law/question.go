package law

import (
	"slices"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// Question is what somebody wants counted without a case.
type Question struct {
	What    string // code of Questions, or the id of a rule
	Region  string // CN, CN-JS …
	Trigger field.Day
	Inputs
	Events []Event // of a limitation: what interrupted it
}

// Answer is what came out.
type Answer struct {
	Question
	Parts []Due // the parts of a leave, or the rules that stand beside each other, the one to act on first
	Total int   // days of leave, where the parts are those of one leave
	Left  int   // days that were left when a limitation stopped
	Since field.Day
}

// Sure reports whether every part is.
func (a *Answer) Sure() bool {
	return !slices.ContainsFunc(a.Parts, func(d Due) bool { return !d.Sure })
}

// topicQuestion is a question that several rules answer.
type topicQuestion struct {
	code  string
	rule  string // the rule whose needs it has, besides those named
	needs []Need
	facts []Fact
}

// topicQuestions are the questions people ask by what happened, not by the rule.
var topicQuestions = []topicQuestion{
	{"leave", "ML_BASE", []Need{NeedChildren, NeedFacts}, []Fact{Difficult}},
	{"miscarriage", "MIS_GE4", nil, nil},
	{"nursing", "NURSE_HOUR", nil, nil},
	{"contract_ext", "CONTRACT_EXT_NURSE", []Need{NeedLeaveEnd}, nil},
	{"limit", "ARB_LIM", nil, nil},
	{"wages", "ARB_LIM_WAGE_END", nil, nil},
	{"arb_award", "ARB_AWARD", []Need{NeedFacts}, []Fact{Extended}},
	{"ct_first", "CT_ORD", []Need{NeedFacts}, []Fact{Simple, Small, Extended}},
	{"wi_decide", "WI_DECIDE", []Need{NeedFacts}, []Fact{Clear}},
}

// Questions are the codes of the questions that several rules answer, in the order to offer them.
func Questions() (out []string) {
	for _, q := range topicQuestions {
		out = append(out, q.code)
	}
	return out
}

// AskedBy returns what a question needs to know, the facts that matter to it, and the trigger it counts from; ok is false for a
// question nobody knows.
func AskedBy(what string) (needs []Need, facts []Fact, trigger string, ok bool) {
	for _, q := range topicQuestions {
		if q.code == what {
			r := Find(q.rule)
			needs = r.Needs()
			for _, n := range q.needs {
				if !slices.Contains(needs, n) {
					needs = append(needs, n)
				}
			}
			return needs, q.facts, r.Trigger, true
		}
	}
	r := Find(what)
	if r == nil {
		return nil, nil, "", false
	}
	if r.ExtraWhen != "" {
		facts = []Fact{r.ExtraWhen}
	}
	return r.Needs(), facts, r.Trigger, true
}

// Limited reports whether interruptions and suspensions matter to a question.
func Limited(what string) bool {
	if what == "limit" || what == "wages" {
		return true
	}
	r := Find(what)
	return r != nil && len(r.Effects) > 0
}

// Ask counts what is asked. Problems name what is missing, with the keys of Needs as fields.
func Ask(q Question, cal Calendar) (Answer, field.Problems) {
	a := Answer{Question: q}
	var ps field.Problems
	if Find(q.What) == nil && q.What != "wages" && q.Trigger.IsZero() && slices.Contains(Questions(), q.What) {
		return a, problem("trigger", "missing")
	}
	switch q.What {
	case "leave":
		b := Birth{First: q.Trigger, Children: q.Children, Difficult: q.has(Difficult), Region: q.Region}
		a.Parts, a.Total, ps = MaternityLeave(b, cal)
	case "miscarriage":
		if q.Weeks == 0 {
			return a, problem("weeks", "missing")
		}
		a.Parts, ps = ComputeTopic("miscarriage", q.Region, q.Trigger, q.Inputs, cal)
	case "contract_ext", "arb_award", "ct_first", "wi_decide":
		if a.Parts, ps = ComputeTopic(q.What, q.Region, q.Trigger, q.Inputs, cal); len(a.Parts) > 0 {
			ps = nil // one of two rules lacks a day; the other stands
		}
	case "nursing":
		return a.one(Find("NURSE_HOUR"), cal)
	case "limit":
		return a.one(Find("ARB_LIM"), cal)
	case "wages":
		l, bad := WageLimit(q.Trigger, q.Events, q.Inputs, cal)
		return a.limited(l, bad)
	default:
		r := Find(q.What)
		if r == nil {
			return a, problem("", "norule")
		}
		return a.one(r, cal)
	}
	return a, ps
}

// one answers with one rule.
func (a Answer) one(r *Rule, cal Calendar) (Answer, field.Problems) {
	if len(a.Events) > 0 && r.Method == after {
		l, ps := Limit(r, a.Trigger, a.Events, a.Inputs, cal)
		return a.limited(l, ps)
	}
	d, ps := Compute(r, a.Trigger, a.Inputs, cal)
	if len(ps) == 0 {
		a.Parts = []Due{d}
	}
	return a, ps
}

func (a Answer) limited(l Limitation, ps field.Problems) (Answer, field.Problems) {
	if len(ps) == 0 {
		a.Parts, a.Left, a.Since = []Due{l.Due}, l.Left, l.Paused
	}
	return a, ps
}

// Steps says how a day was counted, a sentence for each step: from what, which day is the first, how many, where that ends, and where
// the last day went.
func (d Due) Steps(b *say.Book) []string {
	if d.Rule == nil || d.Trigger.IsZero() {
		return nil
	}
	day := func(x field.Day) string { return b.Day(x.Year, x.Month, x.Date) }
	var out []string
	if d.Rule.Method != spanAfter { // what follows another part of a leave says so
		out = append(out, b.T("law.step.trigger", b.T("law.trigger."+d.Rule.Trigger), day(d.Trigger)))
	}
	switch d.Rule.Method {
	case span:
		out = append(out, b.T("law.step.first", day(d.Start)))
	case spanAfter:
		out = append(out, b.T("law.step.next", day(d.Start)))
	case after, between:
		if d.Rule.Unit != Hours && !d.Start.IsZero() {
			out = append(out, b.T("law.step.after", day(d.Start)))
		}
	case before:
		out = append(out, b.T("law.step.back"))
	}
	raw := d.Raw
	if raw.IsZero() {
		raw = d.Day
	}
	if d.Length > 0 && !raw.IsZero() {
		key := "law.step.length"
		if d.Rule.SkipHoliday {
			key = "law.step.length.skip"
		}
		out = append(out, b.T(key, b.T("law.unit."+string(d.Rule.Unit), d.Length), day(raw)))
	}
	if d.Day != raw && !d.Day.IsZero() {
		out = append(out, b.T("law.step.moved", day(raw), b.Weekday(raw.Time().Weekday()), day(d.Day), b.Weekday(d.Day.Time().Weekday())))
	}
	return out
}
