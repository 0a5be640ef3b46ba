package events

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// followColumns are those of the sheet on which employers' answers are written down 30 and 90 days after a job fair.
var followColumns = []string{"employer", "post", "intents", "hired30", "refused30", "missed30", "hired90", "refused90", "missed90", "note"}

// followUp opens that sheet; over is told when it is left.
func (a *area) followUp(e *centre.Event, over func()) *sheet {
	s := &sheet{host: a.host, desk: a.desk, event: e, typ: centre.JobLineType, keys: followColumns, saved: map[field.ID]field.Record{}, over: over}
	s.sums = s.answers
	s.load()
	return s
}

// shares are the ratios of a job fair: intents to places, and how many places are for women. Each names its base.
func (s *sheet) shares(e summary.EventSummary) []string {
	var out []string
	if r, ok := summary.WomenShare(e.Lines); ok {
		out = append(out, ratioText(s.host, r))
	}
	if r, ok := summary.Reached(e.Lines); ok {
		out = append(out, ratioText(s.host, r))
	}
	return out
}

// answers are what the follow-up comes to at both times, with the share of those at work and its base.
func (s *sheet) answers(e summary.EventSummary) []string {
	h := s.host
	sum := summary.SumLines(e.Lines)
	var out []string
	whole := &centre.JobLine{Hired30: sum.Hired30, Refused30: sum.Refused30, Missed30: sum.Missed30, Hired90: sum.Hired90, Refused90: sum.Refused90, Missed90: sum.Missed90}
	for _, x := range whole.Stages() {
		if !x.Asked() {
			out = append(out, h.T("attend.follow.none", x.Days))
			continue
		}
		n := func(c field.Count) string {
			if c.IsZero() {
				return h.T("draft.notcounted")
			}
			return h.Shown().Count(c)
		}
		out = append(out, h.T("attend.follow.stage", x.Days, n(x.Hired), n(x.Refused), n(x.Missed)))
	}
	for _, r := range e.FollowUp() {
		out = append(out, ratioText(h, r))
	}
	return out
}

// ratioText is a ratio in one line: its name, the share, the part, and the base it is of.
func ratioText(h *kit.Host, r summary.Ratio) string {
	name := "summary.ratio." + r.Key
	return h.T("attend.share", h.T(name), draft.Share(h.Book, r), amount(h, r.Part), h.T(name+".base", amount(h, r.Base)))
}
