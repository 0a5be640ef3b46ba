package summary

import (
	"slices"

	"cn.halfsky/internal/field"
)

// JobLine is one employer's post at a job fair.
type JobLine struct {
	ID        field.ID
	Employer  Host
	Post      string
	Wage      string
	Wanted    field.Count
	Women     field.Count // of them for women
	Intents   field.Count
	Hired30   field.Count // still at work after 30 days
	Refused30 field.Count // not taken
	Missed30  field.Count // not reached
	Hired90   field.Count
	Refused90 field.Count
	Missed90  field.Count
}

// DeskLine is one department at a clinic or screening.
type DeskLine struct {
	ID         field.ID
	Hospital   Host
	Department string
	Experts    field.Count
	Seen       field.Count
	Referred   field.Count

	// Withheld numbers of people: too small to be published, or one could be worked out from them.
	SeenHidden, ReferredHidden bool
}

// Compared is one count of an event beside what its lines add up to. Both are kept; neither corrects the other.
type Compared struct {
	Key      string // count field
	Role     string
	Declared field.Count // zero: nothing was declared
	Lines    field.Sum
	Rows     []field.ID // the lines
}

// Differs reports whether both are exact and not the same.
func (c Compared) Differs() bool { return c.comparable() && c.Declared.Value != c.Lines.Count.Value }

// Agrees reports whether both are exact and the same.
func (c Compared) Agrees() bool { return c.comparable() && c.Declared.Value == c.Lines.Count.Value }

// Difference is how many more the lines add up to than was declared; false where either is not exact.
func (c Compared) Difference() (int64, bool) {
	return c.Lines.Count.Value - c.Declared.Value, c.comparable()
}

func (c Compared) comparable() bool {
	return c.Declared.Exact() && c.Lines.Count.Exact() && c.Lines.Unknown == 0
}

// detail adds the lines and desks of the event and what they come to.
func (e *EventSummary) detail(parts Parts, names Names) {
	var posts, intents, seen, experts []field.Count
	var employers, lines, desks []field.ID
	for _, l := range parts.Lines {
		if l.Event != e.ID {
			continue
		}
		e.Lines = append(e.Lines, JobLine{
			ID: l.ID, Employer: Host{l.Employer, names.of(l.Employer)}, Post: l.Post, Wage: l.Wage,
			Wanted: l.Wanted, Women: l.Women, Intents: l.Intents, Hired30: l.Hired30, Hired90: l.Hired90,
			Refused30: l.Refused30, Missed30: l.Missed30, Refused90: l.Refused90, Missed90: l.Missed90,
		})
		posts, intents, lines = append(posts, l.Wanted), append(intents, l.Intents), append(lines, l.ID)
		if !slices.Contains(employers, l.Employer) {
			employers = append(employers, l.Employer)
		}
	}
	for _, d := range parts.Desks {
		if d.Event != e.ID {
			continue
		}
		e.Desks = append(e.Desks, DeskLine{
			ID: d.ID, Hospital: Host{d.Hospital, names.of(d.Hospital)}, Department: d.Department, Experts: d.Experts, Seen: d.Seen, Referred: d.Referred,
		})
		seen, experts, desks = append(seen, d.Seen), append(experts, d.Experts), append(desks, d.ID)
	}
	if len(lines) > 0 {
		e.compare("units", field.Total(field.Exactly(int64(len(employers)), "家")), lines)
		e.compare("posts", field.Total(posts...), lines)
		e.compare("intents", field.Total(intents...), lines)
	}
	if len(desks) > 0 {
		e.DeskSum = withheld(e.Desks, int64(parts.Least))
		if !e.DeskSum.SeenHidden {
			e.compare("people", field.Total(seen...), desks)
		}
		e.compare("experts", field.Total(experts...), desks)
	}
}

func (e *EventSummary) compare(key string, lines field.Sum, rows []field.ID) {
	f, _ := e.Figure(key)
	e.Compared = append(e.Compared, Compared{Key: key, Role: Role(key, e.Kind), Declared: f.Count, Lines: lines, Rows: rows})
}

// Label returns the say key of what is compared.
func (c Compared) Label() string { return roleLabel(c.Role) }

// JSON returns the comparison as plain data.
func (c Compared) JSON() map[string]any {
	return map[string]any{
		"key": c.Key, "label": c.Label(), "declared": c.Declared.Raw(), "lines": c.Lines.Count.Raw(), "unknown": c.Lines.Unknown,
		"differs": c.Differs(), "rows": ids(c.Rows),
	}
}
