package rota

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/field"
)

// Week is seven days from Monday on, for screen and paper: a row for each place and hours, or for each person.
type Week struct {
	Days   [7]field.Day
	Closed [7]bool // no weekly template on that day
	Rows   []Row
}

// Row is one line of a week.
type Row struct {
	Place string   // empty in a week by person
	Span  Span     // empty in a week by person
	Who   field.ID // zero in a week by place
	Cells [7]Cell
}

// Cell is what one row has on one day.
type Cell struct {
	Duties []Duty
	Gaps   []Span // parts of the duties with nobody there; in a week by person none
}

// Week returns the week that holds the day with a row for each place and hours, by place and hour.
func (r *Rota) Week(day field.Day) Week {
	w := r.week(day)
	r.each(&w, func(i int, d Duty) {
		row := w.row(func(x Row) bool { return x.Place == d.Place && x.Span == d.Span }, Row{Place: d.Place, Span: d.Span})
		c := &row.Cells[i]
		c.Duties = append(c.Duties, d)
		var there []Span
		for _, d := range c.Duties {
			there = append(there, without([]Span{d.Span}, d.Empty())...)
		}
		c.Gaps = without([]Span{d.Span}, there)
	})
	slices.SortStableFunc(w.Rows, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Place, b.Place), compareSpans(a.Span, b.Span)) })
	return w
}

// WeekByPerson returns the week that holds the day with a row for each counsellor who is there for some of a duty, in the order
// of the book; somebody who is on a list and on no record comes last.
func (r *Rota) WeekByPerson(day field.Day) Week {
	w := r.week(day)
	r.each(&w, func(i int, d Duty) {
		for _, p := range d.People {
			if len(p.There) > 0 {
				row := w.row(func(x Row) bool { return x.Who == p.Who }, Row{Who: p.Who})
				row.Cells[i].Duties = append(row.Cells[i].Duties, d)
			}
		}
	})
	place := map[field.ID]int{}
	for i, c := range r.book.Counsellors {
		place[c.ID] = i - len(r.book.Counsellors)
	}
	slices.SortStableFunc(w.Rows, func(a, b Row) int { return cmp.Or(cmp.Compare(place[a.Who], place[b.Who]), compareIDs(a.Who, b.Who)) })
	return w
}

func (r *Rota) week(day field.Day) Week {
	var w Week
	monday := Monday(day)
	for i := range w.Days {
		w.Days[i] = monday.Add(i)
		w.Closed[i] = r.book.Closed != nil && r.book.Closed(w.Days[i])
	}
	return w
}

func (r *Rota) each(w *Week, f func(i int, d Duty)) {
	for i, day := range w.Days {
		for _, d := range r.On(day) {
			f(i, d)
		}
	}
}

// row finds a row or adds one.
func (w *Week) row(is func(Row) bool, fresh Row) *Row {
	i := slices.IndexFunc(w.Rows, is)
	if i < 0 {
		i = len(w.Rows)
		w.Rows = append(w.Rows, fresh)
	}
	return &w.Rows[i]
}
