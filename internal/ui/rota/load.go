package rota

import (
	"bytes"
	"cmp"
	"slices"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/ui/kit"
)

// share is how long somebody is on duty, in minutes.
type share struct {
	who     field.ID
	minutes int
}

// shares is who is on duty how long, the busiest first: whoever plans the next week sees who has enough.
func shares(duties []rota.Duty) (out []share) {
	at := map[field.ID]int{}
	for _, d := range duties {
		for _, p := range d.People {
			i, seen := at[p.Who]
			if !seen {
				i, at[p.Who] = len(out), len(out)
				out = append(out, share{who: p.Who})
			}
			for _, s := range p.There {
				out[i].minutes += s.To - s.From
			}
		}
	}
	slices.SortStableFunc(out, func(a, b share) int {
		return cmp.Or(b.minutes-a.minutes, bytes.Compare(a.who[:], b.who[:]))
	})
	return out
}

// load is the chart of the week that is shown; nil where it would compare nobody.
func (w *week) load() *kit.Chart {
	all := shares(w.book.Duties(w.monday, w.monday.Add(6)))
	if len(all) < 2 {
		return nil
	}
	h := w.host
	p := paper.Plot{Caption: h.T("chart.load"), Unit: h.T("chart.load.unit"), Series: make([]paper.Series, 1)}
	for _, s := range all {
		p.Labels = append(p.Labels, h.Name(s.who))
		p.Series[0].Values = append(p.Series[0].Values, float64(s.minutes)/60)
		p.Series[0].Texts = append(p.Series[0].Texts, h.Book.Minutes(s.minutes))
	}
	chart := kit.NewChart(h, p)
	chart.OnOpen = func(label, _ int) { w.ways.Open([]string{"counsellor"}, all[label].who) }
	return chart
}
