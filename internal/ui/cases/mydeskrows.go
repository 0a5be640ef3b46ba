package cases

import (
	"cmp"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// benchRows shows the open cases of a desk.
type benchRows struct {
	host *kit.Host
	all  []office.BenchCase
}

// Len is called by the table.
func (r *benchRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *benchRows) ID(i int) field.ID { return r.all[i].ID }

// Text is called by the table.
func (r *benchRows) Text(i int, key string) string {
	c, h := r.all[i], r.host
	words := h.Shown()
	switch key {
	case "number":
		return c.Number
	case "matter":
		if c.Locked {
			return h.T("mydesk.locked")
		}
		return words.Path(centre.Matter, c.Matter)
	case "risk":
		risk := words.Code(centre.Risk, c.Risk)
		if c.Urgent {
			risk = strings.TrimSpace(risk + " " + h.T("cases.urgent"))
		}
		return risk
	case "state":
		return words.Code(centre.CaseState, c.State)
	case "next":
		return shortDay(h, c.Next)
	}
	return shortDay(h, c.Last)
}

// shortDay is a day as its column has room for it, without the year where it is this one.
func shortDay(h *kit.Host, d field.Day) string {
	switch {
	case d.IsZero():
		return "—"
	case d.Year == h.Context().Today.Year:
		return h.Book.DayShort(0, d.Month, d.Date)
	}
	return h.Book.DayShort(d.Year, d.Month, d.Date)
}

// dayTone colours a day by which something is to be done.
func dayTone(h *kit.Host, d field.Day) kit.Tone {
	today := h.Context().Today
	switch {
	case d.IsZero():
		return kit.Grey
	case d.Before(today):
		return kit.Late
	case d.Before(today.Add(soon + 1)):
		return kit.Warn
	}
	return kit.Plain
}

// due is one line at the right of a desk.
type due struct {
	kind, what, when string
	table            string // of the record it opens
	of               field.ID
	day              string
	high             bool
	tone             kit.Tone
	flag             *centre.Supervision
}

// dueRows shows what waits: flags first, then by day, those of cases at high risk before the others.
type dueRows struct{ all []due }

// Len is called by the table.
func (r *dueRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *dueRows) ID(i int) field.ID { return r.all[i].of }

// Text is called by the table.
func (r *dueRows) Text(i int, key string) string {
	switch key {
	case "kind":
		return r.all[i].kind
	case "when":
		return r.all[i].when
	}
	return r.all[i].what
}

func dueTone(rows kit.Rows, i int) kit.Tone { return rows.(*dueRows).all[i].tone }

// dues puts together what waits on a desk.
func (s *myDesk) dues(w *office.Workbench) *dueRows {
	h, words := s.host, s.host.Shown()
	r := &dueRows{}
	for _, f := range w.Flags {
		to := f.To
		if to == "" {
			to = h.T("supervise.incharge")
		}
		r.all = append(r.all, due{kind: h.T("today.flag"), what: h.T("mydesk.flag", h.Name(f.Case), f.By, to, f.Reason), when: shortDay(h, field.DayOf(f.Raised.In(h.Context().Zone))),
			table: "case", of: f.Case, flag: f, tone: kit.Warn})
	}
	from := len(r.all)
	for _, k := range w.Clocks {
		d := due{kind: h.T("today.step"), what: h.T("mydesk.clock", h.Name(k.Case), k.What), when: shortDay(h, k.Day), table: "case", of: k.Case, day: k.Day.String(), high: k.High, tone: dayTone(h, k.Day)}
		if k.Rule != "" {
			d.kind, d.what = h.T("deadline"), h.T("mydesk.clock", h.Name(k.Case), ruleName(h, k.Rule))
			if m := k.Moments; m.By != 0 {
				d.when += m.By.In(law.China).Format(" 15:04")
				d.day += m.By.In(law.China).Format("15:04")
				if k.Over(h.Context().Today, field.MomentOf(h.Now())) {
					d.tone = kit.Late
				}
			}
		}
		r.all = append(r.all, d)
	}
	for _, a := range w.Appointments {
		who := a.Called
		if who == "" && a.Person != (field.ID{}) {
			who = centre.MaskName(h.Name(a.Person))
		}
		what := strings.TrimSpace(who + " " + words.Code(centre.Matter, a.Topic))
		r.all = append(r.all, due{kind: h.T("today.booked"), what: what, when: shortDay(h, a.Date) + " " + a.From, table: "appointment", of: a.ID, day: a.Date.String() + a.From, tone: kit.Plain})
	}
	slices.SortStableFunc(r.all[from:], func(x, y due) int {
		if x.high != y.high {
			if x.high {
				return -1
			}
			return 1
		}
		return cmp.Compare(x.day, y.day)
	})
	return r
}

// loadRows shows how much everybody has in hand.
type loadRows struct {
	host *kit.Host
	all  []office.Workload
}

// Len is called by the table.
func (r *loadRows) Len() int { return len(r.all) }

// ID is called by the table; a handler is no record.
func (r *loadRows) ID(int) field.ID { return field.ID{} }

// Text is called by the table.
func (r *loadRows) Text(i int, key string) string {
	w, number := r.all[i], func(n int) string { return r.host.Book.Number(int64(n)) }
	switch key {
	case "open":
		return number(w.Open)
	case "high":
		return number(w.High)
	case "late":
		return number(w.Late)
	case "soon":
		return number(w.Soon)
	case "flags":
		return number(w.Flags)
	}
	if w.Handler == "" {
		return r.host.T("mydesk.nobody")
	}
	return w.Handler
}
