package summary

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Names gives the name of an organisation or person; "" when there is none under that id.
type Names func(field.ID) string

func (n Names) of(id field.ID) string {
	if n == nil {
		return ""
	}
	return n(id)
}

// Figure is one count and the rows it came from.
type Figure struct {
	Key   string // count field: units, people, posts …
	Role  string // what the counted are: employers, exhibitors …
	Count field.Count
	Rows  []field.ID
}

// Label returns the say key of what the figure counts.
func (f Figure) Label() string { return roleLabel(f.Role) }

// Estimated reports whether the figure is less than an exact count.
func (f Figure) Estimated() bool { return !f.Count.Exact() || f.Count.Known == field.ByEstimate }

// figuresOf returns the counts of an event in the order they are printed.
func figuresOf(e *centre.Event) []Figure {
	var out []Figure
	for _, key := range centre.CountFields {
		c := countOf(e, key)
		if !c.IsZero() {
			out = append(out, Figure{Key: key, Role: Role(key, e.Kind), Count: c, Rows: []field.ID{e.ID}})
		}
	}
	return out
}

// countOf returns the count field of an event. The keys are those of centre.CountFields, which a test holds to be counts.
func countOf(e *centre.Event, key string) field.Count {
	return *centre.EventType.Field(key).Pointer(e).(*field.Count)
}

// Total is the sum of one role's counts in one measure word over several events.
type Total struct {
	Key     string
	Role    string
	Sum     field.Sum
	Rows    []field.ID // events whose count is in it, unknown ones included
	Without []field.ID // events that should have such a count and were not counted
}

// Label returns the say key of what the total counts.
func (t Total) Label() string { return roleLabel(t.Role) }

// Figure returns the total as a figure.
func (t Total) Figure() Figure {
	return Figure{Key: t.Key, Role: t.Role, Count: t.Sum.Count, Rows: t.Rows}
}

// totals adds the figures of events, apart by role and by measure word. The events without a count stand with the first
// total of their role; a role that was wanted and counted nowhere has a total without rows.
func totals(events []EventSummary) []Total {
	var out []Total
	for _, key := range centre.CountFields {
		for _, role := range rolesIn(events, key) {
			out = append(out, totalsOf(events, key, role)...)
		}
	}
	return out
}

// rolesIn returns the roles a count field has in events, in first-appearance order.
func rolesIn(events []EventSummary, key string) []string {
	var out []string
	seen := map[string]bool{}
	for _, e := range events {
		role := Role(key, e.Kind)
		if !seen[role] && (e.has(key) || e.lacks(key)) {
			seen[role] = true
			out = append(out, role)
		}
	}
	return out
}

func totalsOf(events []EventSummary, key, role string) []Total {
	var out []Total
	at := map[string]int{}
	parts := map[string][]field.Count{}
	var without []field.ID
	for _, e := range events {
		if Role(key, e.Kind) != role {
			continue
		}
		if e.lacks(key) {
			without = append(without, e.ID)
		}
		f, ok := e.Figure(key)
		if !ok {
			continue
		}
		u := f.Count.Unit
		if _, known := at[u]; !known {
			at[u] = len(out)
			out = append(out, Total{Key: key, Role: role})
		}
		t := &out[at[u]]
		t.Rows = append(t.Rows, e.ID)
		parts[u] = append(parts[u], f.Count)
	}
	for u, i := range at {
		out[i].Sum = sum(role, parts[u])
	}
	if len(out) == 0 {
		out = append(out, Total{Key: key, Role: role})
	}
	out[0].Without = without
	return out
}

// sum adds counts of one role and measure word. One count stays as it was written.
func sum(role string, cs []field.Count) field.Sum {
	s := field.Total(cs...)
	switch {
	case len(cs) == 1:
		s.Count = cs[0]
	case s.Parts == 0:
		s.Count = cs[0] // several times 多名 is still 多名
	default:
		s.Count.Unit = summedUnit(role, s.Count.Unit, s.Parts+s.Unknown)
	}
	return s
}

// Ratio is one figure measured by another, which has to be named wherever it is printed.
type Ratio struct {
	Key  string // say has summary.ratio.<key> and, naming the base, summary.ratio.<key>.base
	Part field.Count
	Base field.Count
	Rows []field.ID // events that have both
}

// Exact reports whether neither side is an estimate.
func (r Ratio) Exact() bool { return r.Part.Exact() && r.Base.Exact() }

// The ratios.
const (
	IntentsToPosts    = "intents" // 意向达成比: intents to posts, over the job fairs that have both
	SettledToProblems = "settled" // 整改率: problems put right to problems found
)

// ratioOf adds both counts over the events that have both with a value. There is none without such an event or when the
// base is 0.
func ratioOf(key, part, base string, events []EventSummary) (Ratio, bool) {
	r := Ratio{Key: key}
	var parts, bases []field.Count
	for _, e := range events {
		p, okP := e.Figure(part)
		b, okB := e.Figure(base)
		if okP && okB && p.Count.HasValue && b.Count.HasValue {
			parts, bases, r.Rows = append(parts, p.Count), append(bases, b.Count), append(r.Rows, e.ID)
		}
	}
	if len(r.Rows) == 0 {
		return r, false
	}
	r.Part, r.Base = sum(part, parts).Count, sum(base, bases).Count
	return r, r.Base.Value > 0
}

// ratios returns the ratios that events have a base for.
func ratios(events []EventSummary) []Ratio {
	var out []Ratio
	if r, ok := ratioOf(IntentsToPosts, "intents", "posts", events); ok {
		out = append(out, r)
	}
	if r, ok := ratioOf(SettledToProblems, "settled", "problems", events); ok {
		out = append(out, r)
	}
	return out
}
