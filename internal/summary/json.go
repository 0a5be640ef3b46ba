package summary

import (
	"math"

	"cn.halfsky/internal/field"
)

// The JSON forms are plain maps and lists for encoding/json, which sorts keys: the same figures give the same bytes. Labels are
// say keys, ids are text, counts have the form they have everywhere.

// JSON returns the figure as plain data.
func (f Figure) JSON() map[string]any {
	return map[string]any{"key": f.Key, "role": f.Role, "label": f.Label(), "count": f.Count.Raw(), "rows": ids(f.Rows)}
}

// JSON returns the total as plain data: what it adds up, how sure it is and which events were not counted.
func (t Total) JSON() map[string]any {
	m := t.Figure().JSON()
	m["parts"], m["unknown"], m["estimates"], m["notcounted"] = t.Sum.Parts, t.Sum.Unknown, t.Sum.Estimates, ids(t.Without)
	return m
}

// JSON returns the ratio as plain data; value is rounded to four decimals.
func (r Ratio) JSON() map[string]any {
	value := math.Round(float64(r.Part.Value)/float64(r.Base.Value)*1e4) / 1e4
	return map[string]any{
		"key": r.Key, "label": "summary.ratio." + r.Key, "part": r.Part.Raw(), "base": r.Base.Raw(), "value": value, "rows": ids(r.Rows),
	}
}

// JSON returns the event as plain data.
func (e EventSummary) JSON() map[string]any {
	m := e.facts()
	m["report"], m["ratios"] = "event", each(e.Ratios, Ratio.JSON)
	m["compared"] = each(e.Compared, Compared.JSON)
	m["amount"], m["followup"], m["employers"] = int64(e.Amount), each(e.FollowUp(), Ratio.JSON), each(e.Employers(), EmployerLine.json)
	m["desks"], m["awards"], m["taking"] = each(e.Desks, DeskLine.json), each(e.Awards, AwardLine.json), each(e.Taking, TakingPart.json)
	m["attendance"], m["quarters"] = each(e.Attendance(), Attendance.json), each(e.Counting.Quarters, CountedQuarter.json)
	m["content"], m["media"], m["source"], m["note"] = e.Content, e.Media, e.Source, e.Note
	return m
}

func (e EventSummary) facts() map[string]any {
	return map[string]any{
		"id": e.ID.String(), "kind": e.Kind, "state": e.State, "name": e.Name, "theme": e.Theme, "date": e.Date.String(), "place": e.Place,
		"hosts": each(e.Hosts, Host.json), "figures": each(e.Figures, Figure.JSON), "notcounted": texts(e.NotCounted),
	}
}

func (h Host) json() map[string]any { return map[string]any{"id": h.ID.String(), "name": h.Name} }

// JSON returns the programme as plain data: figures holds every count of every event with the row it came from, totals
// what may be added.
func (s ProgrammeSummary) JSON() map[string]any {
	figures := []any{}
	for _, e := range s.Events() {
		figures = append(figures, each(e.Figures, Figure.JSON)...)
	}
	return map[string]any{
		"report": "programme", "id": text(s.ID), "name": s.Name, "theme": s.Theme, "year": s.Year,
		"from": s.From.String(), "to": s.To.String(), "source": s.Source,
		"hosts": each(s.Groups, HostGroup.json), "kinds": each(s.Kinds, KindLine.json),
		"figures": figures, "totals": each(s.Totals, Total.JSON), "ratios": each(s.Ratios, Ratio.JSON),
		"planned":  each(s.Planned, Figure.JSON),
		"upcoming": each(s.Upcoming, EventSummary.facts), "cancelled": each(s.Cancelled, EventSummary.facts),
	}
}

func (g HostGroup) json() map[string]any {
	return map[string]any{
		"hosts": each(g.Hosts, Host.json), "theme": g.Theme, "themed": g.Themed, "events": each(g.Events, EventSummary.facts),
	}
}

func (k KindLine) json() map[string]any {
	return map[string]any{"kind": k.Kind, "events": len(k.Rows), "rows": ids(k.Rows), "sessions": each(k.Sessions, Total.JSON)}
}

func each[T any](vs []T, f func(T) map[string]any) []any {
	out := make([]any, 0, len(vs))
	for _, v := range vs {
		out = append(out, f(v))
	}
	return out
}

func ids(vs []field.ID) []any {
	out := make([]any, 0, len(vs))
	for _, v := range vs {
		out = append(out, v.String())
	}
	return out
}

func texts(vs []string) []any {
	out := make([]any, 0, len(vs))
	for _, v := range vs {
		out = append(out, v)
	}
	return out
}

// text is the id as text, empty for none.
func text(id field.ID) string {
	if id == (field.ID{}) {
		return ""
	}
	return id.String()
}
