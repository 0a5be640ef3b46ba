package summary

import (
	"time"

	"cn.halfsky/internal/field"
)

// The spans of a period. The first day asked for decides which month, quarter, half or year is meant.
const (
	SpanMonth   = "month"
	SpanQuarter = "quarter"
	SpanHalf    = "half"
	SpanYear    = "year"
)

// Spans lists the spans, the shortest first.
var Spans = []string{SpanMonth, SpanQuarter, SpanHalf, SpanYear}

var spanMonths = map[string]int{SpanMonth: 1, SpanQuarter: 3, SpanHalf: 6, SpanYear: 12}

// Period is a time from one day to another, both included.
type Period struct{ From, To field.Day }

// PeriodOf returns the month, quarter, half or year that holds the day. A span of another name is from the day to the day.
func PeriodOf(span string, day field.Day) Period {
	n, ok := spanMonths[span]
	if !ok || day.Year == 0 {
		return Period{day, day}
	}
	first := max(day.Month, 1)
	first -= (first - 1) % n
	return Period{field.Day{Year: day.Year, Month: first, Date: 1}, lastOf(day.Year, first+n-1)}
}

// lastOf is the last day of a month.
func lastOf(year, month int) field.Day {
	return field.DayOf(time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC))
}

// SpanOf returns which span a period is exactly; empty for none.
func (p Period) SpanOf() string {
	for _, s := range Spans {
		if PeriodOf(s, p.From) == p {
			return s
		}
	}
	return ""
}

// UpTo is the year of the period's first day from its beginning to the period's last day: what is cumulative at the period's end.
func (p Period) UpTo() Period {
	return Period{field.Day{Year: p.From.Year, Month: 1, Date: 1}, p.To}
}

// YearBefore is the same period a year before. A period that ends with a month ends with that month in both years, leap or not.
func (p Period) YearBefore() Period {
	from, to := p.From, p.To
	from.Year--
	to.Year--
	if from.Month == 2 && from.Date == 29 {
		from.Date = 28
	}
	if p.To == lastOf(p.To.Year, p.To.Month) || to.Month == 2 && to.Date == 29 {
		to = lastOf(to.Year, to.Month)
	}
	return Period{from, to}
}

// Holds reports whether the day lies in the period. A month or a year without a day lies in it when all of it does: a figure must not
// count in two periods.
func (p Period) Holds(d field.Day) bool {
	if d.IsZero() {
		return false
	}
	first, last := d, d
	first.Half, last.Half = field.WholeDay, field.WholeDay
	if d.Month == 0 {
		first.Month, last.Month = 1, 12
	}
	if d.Date == 0 {
		first.Date, last = 1, lastOf(last.Year, last.Month)
	}
	return !first.Before(p.From) && !p.To.Before(last)
}
