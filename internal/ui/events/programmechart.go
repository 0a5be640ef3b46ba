package events

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// mostBars is how many events a chart shows; more would be a list.
const mostBars = 40

// compared is a chart of one figure over the events that have it, with the events its bars stand for. Which figure: the one most
// events have, for it compares most; of two as frequent, the one that stands first in the totals.
func compared(h *kit.Host, s summary.ProgrammeSummary) (paper.Plot, []field.ID) {
	if len(s.Totals) == 0 {
		return paper.Plot{}, nil
	}
	best := slices.MaxFunc(s.Totals, func(a, b summary.Total) int { return cmp.Compare(len(a.Rows), len(b.Rows)) })
	p := paper.Plot{Caption: h.T("chart.events", h.T(best.Label())), Series: make([]paper.Series, 1)}
	var events []field.ID
	all := slices.Clone(s.Events())
	slices.SortStableFunc(all, func(a, b summary.EventSummary) int { return cmp.Compare(a.Date.String(), b.Date.String()) })
	for _, e := range all {
		i := slices.IndexFunc(e.Figures, func(f summary.Figure) bool { return f.Key == best.Key })
		if i < 0 || !slices.Contains(best.Rows, e.ID) || len(events) == mostBars {
			continue
		}
		c := e.Figures[i].Count
		value := math.NaN()
		if c.HasValue {
			value = float64(c.Value)
		}
		day := e.Date
		day.Half, day.Year = field.WholeDay, 0
		events = append(events, e.ID)
		p.Labels = append(p.Labels, h.T("chart.event", h.Shown().Day(day), e.Name))
		p.Series[0].Values = append(p.Series[0].Values, value)
		p.Series[0].Texts = append(p.Series[0].Texts, h.Shown().Count(c))
	}
	return p, events
}

// byKind is a chart of how many events of each kind were held, most first, as it stands on paper; with the events behind each bar.
func byKind(h *kit.Host, s summary.ProgrammeSummary) (paper.Plot, [][]field.ID) {
	lines := slices.Clone(s.Kinds)
	slices.SortStableFunc(lines, func(a, b summary.KindLine) int { return cmp.Compare(len(b.Rows), len(a.Rows)) })
	p := paper.Plot{Caption: h.T("doc.kinds.caption"), Series: make([]paper.Series, 1)}
	var events [][]field.ID
	for _, line := range lines {
		events = append(events, line.Rows)
		p.Labels = append(p.Labels, h.Shown().Code(centre.EventKind, line.Kind))
		p.Series[0].Values = append(p.Series[0].Values, float64(len(line.Rows)))
		p.Series[0].Texts = append(p.Series[0].Texts, h.T("doc.events", len(line.Rows)))
	}
	return p, events
}

// newKinds is the chart of a programme's events by kind; nil where there are not two kinds. A bar opens its event, or lets one of
// them be chosen.
func (a *area) newKinds(s summary.ProgrammeSummary) *kit.Chart {
	h := a.host
	p, events := byKind(h, s)
	if len(events) < 2 {
		return nil
	}
	chart := kit.NewChart(h, p)
	chart.OnOpen = func(label, _ int) {
		if len(events[label]) == 1 {
			a.ways.Open([]string{"event"}, events[label][0])
			return
		}
		var options []kit.Option
		for i, e := range s.Events() {
			if slices.Contains(events[label], e.ID) {
				options = append(options, kit.Option{Value: strconv.Itoa(i), Text: e.Name, Note: h.Shown().Day(e.Date)})
			}
		}
		h.Choose(p.Labels[label], options, func(o kit.Option) {
			if i, err := strconv.Atoi(o.Value); err == nil {
				a.ways.Open([]string{"event"}, s.Events()[i].ID)
			}
		})
	}
	return chart
}

// newComparison is the chart of a programme's events; nil where there are not two to compare.
func (a *area) newComparison(s summary.ProgrammeSummary) *kit.Chart {
	p, events := compared(a.host, s)
	if len(events) < 2 {
		return nil
	}
	chart := kit.NewChart(a.host, p)
	chart.OnOpen = func(label, _ int) { a.ways.Open([]string{"event"}, events[label]) }
	return chart
}
