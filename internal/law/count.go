package law

import (
	"time"

	"cn.halfsky/internal/field"
)

// addMonths returns the day n months after d, or before it for a negative n: the day of the same number, or the month's last
// day where there is none (Civil Code article 202).
func addMonths(d field.Day, n int) field.Day {
	first := time.Date(d.Year, time.Month(d.Month+n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return field.Day{Year: first.Year(), Month: int(first.Month()), Date: min(d.Date, last)}
}

// daysBetween returns the number of days from a to b.
func daysBetween(a, b field.Day) int {
	return int((b.Time().Unix() - a.Time().Unix()) / (24 * 60 * 60))
}

// later adds an amount of days, months or years.
func later(d field.Day, amount int, unit Unit) field.Day {
	switch unit {
	case Months:
		return addMonths(d, amount)
	case Years:
		return addMonths(d, 12*amount)
	}
	return d.Add(amount)
}

// workdaysAfter returns the nth working day after d. In a year without data every day is counted, so that the result is never
// later than the true one; missing is then that year.
func (c Calendar) workdaysAfter(d field.Day, n int) (day field.Day, missing int) {
	for day = d; n > 0; {
		day = day.Add(1)
		t, known := c.Type(day)
		if !known && missing == 0 {
			missing = day.Year
		}
		if !known || t == Work {
			n--
		}
	}
	return day, missing
}

// workdaysBefore returns the nth working day before d. There is no safe day to name when a year on the way has no data: the
// true one may be earlier than any count without holidays. missing is then that year and the day empty.
func (c Calendar) workdaysBefore(d field.Day, n int) (day field.Day, missing int) {
	for day = d; n > 0; {
		day = day.Add(-1)
		t, known := c.Type(day)
		if !known {
			return field.Day{}, day.Year
		}
		if t == Work {
			n--
		}
	}
	return day, 0
}

// spanSkipping returns the last of n days from first on, of which statutory holidays do not count. In a year without data none
// is skipped, so that the result is never later than the true one; missing is then that year, as it is for a year that does not say
// all of its statutory holidays.
func (c Calendar) spanSkipping(first field.Day, n int) (last field.Day, missing int) {
	for day := first; n > 0; day = day.Add(1) {
		t, known := c.Type(day)
		if (!known || c.years[day.Year].few) && missing == 0 {
			missing = day.Year
		}
		if t != Statutory {
			n--
			last = day
		}
	}
	return last, missing
}

// China is the zone in which statutory days begin and end; it has had no summer time since 1991.
var China = time.FixedZone("UTC+8", 8*60*60)
