package centre

import (
	"regexp"
	"strconv"
	"strings"

	"cn.halfsky/internal/field"
)

// MoveYear moves a day to another year: to the same date, or, with weekday, to the nearest day that falls on the same weekday, for
// what is held on a Saturday one year is not wanted on a Sunday the next. A month or a year alone only changes its year. A 29 February
// is the 28th where there is none. A half day stays one.
func MoveYear(d field.Day, year int, weekday bool) field.Day {
	if d.IsZero() {
		return d
	}
	to := d
	to.Year = year
	if !to.Valid() && d.Month == 2 && d.Date == 29 {
		to.Date = 28
	}
	if !weekday || !d.Exact() {
		return to
	}
	off := (int(d.Time().Weekday()) - int(to.Time().Weekday()) + 7) % 7
	if off > 3 {
		off -= 7
	}
	half := to.Half
	to = to.Add(off)
	to.Half = half
	return to
}

// arabicYear is a number that may be a year; digits beside it would make it part of a longer one.
var arabicYear = regexp.MustCompile(`\d+`)

// MendYear writes another year for the one that stands in a name, in either kind of digits: 2008年, 二〇〇八年. Longer numbers of which
// the year is a part stay.
func MendYear(name string, from, to int) string {
	name = arabicYear.ReplaceAllStringFunc(name, func(n string) string {
		if n == strconv.Itoa(from) {
			return strconv.Itoa(to)
		}
		return n
	})
	for _, nought := range []string{"〇", "○", "零"} {
		name = strings.ReplaceAll(name, yearInWords(from, nought)+"年", yearInWords(to, nought)+"年")
	}
	return name
}

// yearInWords writes a year digit by digit, as titles do.
func yearInWords(year int, nought string) string {
	digits := [10]string{nought, "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	out := ""
	for _, d := range strconv.Itoa(max(year, 0)) {
		out += digits[d-'0']
	}
	return out
}
