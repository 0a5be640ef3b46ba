package summary

import (
	"slices"

	"cn.halfsky/internal/field"
)

// The ratios of a job fair's follow-up.
const (
	Hired30ToIntents = "hired30" // still at work after 30 days, to intents, over the lines that have both
	Hired90ToIntents = "hired90" // after 90 days
	WomenToPosts     = "women"   // places for women to places wanted, over the lines that have both
)

// EmployerLine is one employer at a job fair with all its posts.
type EmployerLine struct {
	Employer Host
	Posts    []JobLine
	Wanted   field.Count
	Women    field.Count
	Intents  field.Count
	Hired30  field.Count
	Hired90  field.Count
	Rows     []field.ID
}

// Employers gathers the lines of a job fair by employer, in the order each first appears. Lines without an employer stand alone.
func (e EventSummary) Employers() []EmployerLine {
	var out []EmployerLine
	at := map[field.ID]int{}
	for _, l := range e.Lines {
		i, known := at[l.Employer.ID]
		if !known || l.Employer.ID == (field.ID{}) {
			i = len(out)
			at[l.Employer.ID] = i
			out = append(out, EmployerLine{Employer: l.Employer})
		}
		out[i].Posts, out[i].Rows = append(out[i].Posts, l), append(out[i].Rows, l.ID)
	}
	for i := range out {
		x := SumLines(out[i].Posts)
		out[i].Wanted, out[i].Women, out[i].Intents, out[i].Hired30, out[i].Hired90 = x.Wanted, x.Women, x.Intents, x.Hired30, x.Hired90
	}
	return out
}

// SumLines adds the counts of lines; what no line has stays uncounted.
func SumLines(lines []JobLine) JobLine {
	add := func(of func(JobLine) field.Count) field.Count {
		var cs []field.Count
		for _, l := range lines {
			if c := of(l); !c.IsZero() {
				cs = append(cs, c)
			}
		}
		if len(cs) == 0 {
			return field.Count{}
		}
		return plainSum(cs)
	}
	return JobLine{
		Wanted:    add(func(l JobLine) field.Count { return l.Wanted }),
		Women:     add(func(l JobLine) field.Count { return l.Women }),
		Intents:   add(func(l JobLine) field.Count { return l.Intents }),
		Hired30:   add(func(l JobLine) field.Count { return l.Hired30 }),
		Hired90:   add(func(l JobLine) field.Count { return l.Hired90 }),
		Refused30: add(func(l JobLine) field.Count { return l.Refused30 }),
		Missed30:  add(func(l JobLine) field.Count { return l.Missed30 }),
		Refused90: add(func(l JobLine) field.Count { return l.Refused90 }),
		Missed90:  add(func(l JobLine) field.Count { return l.Missed90 }),
	}
}

// Reached is the 意向达成比 of lines: intents to places wanted, over those lines that have both.
func Reached(lines []JobLine) (Ratio, bool) {
	return ratioOver(IntentsToPosts, lines, func(l JobLine) (part, base field.Count, id field.ID) { return l.Intents, l.Wanted, l.ID })
}

// WomenShare is the share of the places that are for women, over those lines that have both.
func WomenShare(lines []JobLine) (Ratio, bool) {
	return ratioOver(WomenToPosts, lines, func(l JobLine) (part, base field.Count, id field.ID) { return l.Women, l.Wanted, l.ID })
}

// FollowUp is how many of those with an intent were still at work after 30 and 90 days, where that was asked.
func (e EventSummary) FollowUp() []Ratio {
	var out []Ratio
	if r, ok := ratioOver(Hired30ToIntents, e.Lines, func(l JobLine) (part, base field.Count, id field.ID) { return l.Hired30, l.Intents, l.ID }); ok {
		out = append(out, r)
	}
	if r, ok := ratioOver(Hired90ToIntents, e.Lines, func(l JobLine) (part, base field.Count, id field.ID) { return l.Hired90, l.Intents, l.ID }); ok {
		out = append(out, r)
	}
	return out
}

// ratioOver adds part and base over the lines that have both with a value.
func ratioOver[L any](key string, lines []L, of func(L) (part, base field.Count, id field.ID)) (Ratio, bool) {
	r := Ratio{Key: key}
	var parts, bases []field.Count
	for _, l := range lines {
		if p, b, id := of(l); p.HasValue && b.HasValue {
			parts, bases, r.Rows = append(parts, p), append(bases, b), append(r.Rows, id)
		}
	}
	if len(r.Rows) == 0 {
		return r, false
	}
	r.Part, r.Base = plainSum(parts), plainSum(bases)
	return r, r.Base.Value > 0
}

// Largest returns at most n employers, those that wanted most first; equal ones keep their order.
func Largest(all []EmployerLine, n int) []EmployerLine {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b EmployerLine) int {
		switch {
		case a.Wanted.Value > b.Wanted.Value:
			return -1
		case a.Wanted.Value < b.Wanted.Value:
			return 1
		}
		return 0
	})
	return out[:min(n, len(out))]
}

func (l EmployerLine) json() map[string]any {
	return map[string]any{
		"employer": l.Employer.Name, "wanted": l.Wanted.Raw(), "women": l.Women.Raw(), "intents": l.Intents.Raw(),
		"hired30": l.Hired30.Raw(), "hired90": l.Hired90.Raw(), "rows": ids(l.Rows),
	}
}
