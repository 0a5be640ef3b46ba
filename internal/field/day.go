package field

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Half is the half of a day.
type Half uint8

// The halves.
const (
	WholeDay  Half = iota
	Morning        // 上午
	Afternoon      // 下午
)

// Day is a date as offices know it: a day, only a month, or only a year; perhaps with a half day. The zero Day is empty.
type Day struct {
	Year  int
	Month int // 1–12; 0 when only the year is known
	Date  int // 1–31; 0 when only the month is known
	Half  Half
}

// DayOf returns the calendar day of t in its own zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day{Year: y, Month: int(m), Date: d}
}

// IsZero reports whether the day is empty.
func (d Day) IsZero() bool { return d == Day{} }

// Exact reports whether day and month are known.
func (d Day) Exact() bool { return d.Month > 0 && d.Date > 0 }

// Valid reports whether the calendar has the day. Years run from 1900 to 2999.
func (d Day) Valid() bool {
	if d.Year < 1900 || d.Year > 2999 || d.Month < 0 || d.Month > 12 || d.Month == 0 && d.Date != 0 || d.Half > Afternoon || d.Half != WholeDay && d.Date == 0 {
		return false
	}
	if d.Date == 0 {
		return true
	}
	t := d.Time()
	return t.Day() == d.Date && int(t.Month()) == d.Month
}

// Time returns the start of the day, the month or the year in UTC, for arithmetic.
func (d Day) Time() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Date, 1), 0, 0, 0, 0, time.UTC)
}

// Add returns the day n days later; a half day becomes a whole one.
func (d Day) Add(n int) Day { return DayOf(d.Time().AddDate(0, 0, n)) }

// Before reports whether d lies before e; a month lies before its days, a whole day before its halves.
func (d Day) Before(e Day) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	if d.Date != e.Date {
		return d.Date < e.Date
	}
	return d.Half < e.Half
}

// Within reports whether some part of d lies between from and to, both included; an empty bound is open.
func (d Day) Within(from, to Day) bool {
	if d.IsZero() {
		return false
	}
	return (from.IsZero() || !d.last().Before(from.Time())) && (to.IsZero() || !d.Time().After(to.last()))
}

func (d Day) last() time.Time {
	switch {
	case d.Month == 0:
		return time.Date(d.Year, 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Date == 0:
		return time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return d.Time()
}

// String is the machine form: 2008-03-06, 2008-03, 2008, with am or pm behind. It sorts by date as text.
func (d Day) String() string {
	var s string
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		s = fmt.Sprintf("%04d", d.Year)
	case d.Date == 0:
		s = fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	default:
		s = fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Date)
	}
	return s + [...]string{"", "am", "pm"}[d.Half%3]
}

var (
	halfWords = regexp.MustCompile(`(上午|下午|早上|晚上|am|pm)`)
	dayFull   = regexp.MustCompile(`^(\d{4}|\d{2}年)[-/.年]?(\d{1,2})(?:[-/.月](\d{1,2})[日号]?|月)?$`)
	dayPacked = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	dayShort  = regexp.MustCompile(`^(\d{1,2})(?:[-/.月](\d{1,2})[日号]?|月)$`)
	dayYear   = regexp.MustCompile(`^(\d{4})年?$`)
)

// ParseDay reads a date as offices write it: 2008年3月6日, 2008.3.6, 2008-3-6, 20080306, 3月6日, 3/6, 2008年3月, 3月, 2008,
// each with 上午 or 下午. A date without a year takes year; year 0 refuses it.
func ParseDay(text string, year int) (Day, bool) {
	s := Fold(text)
	if s == "" {
		return Day{}, true
	}
	var d Day
	if h := halfWords.FindString(s); h != "" {
		d.Half = Morning
		if h == "下午" || h == "晚上" || h == "pm" {
			d.Half = Afternoon
		}
		s = strings.Replace(s, h, "", 1)
	}
	s = strings.TrimSuffix(strings.TrimRight(s, "()"), "(")
	var ys, ms, ds string
	switch {
	case dayPacked.MatchString(s):
		m := dayPacked.FindStringSubmatch(s)
		ys, ms, ds = m[1], m[2], m[3]
	case dayYear.MatchString(s):
		ys = dayYear.FindStringSubmatch(s)[1]
	case dayFull.MatchString(s):
		m := dayFull.FindStringSubmatch(s)
		ys, ms, ds = m[1], m[2], m[3]
		if strings.HasSuffix(ys, "年") {
			ys = "20" + strings.TrimSuffix(ys, "年")
		}
	case dayShort.MatchString(s) && year > 0:
		m := dayShort.FindStringSubmatch(s)
		ys, ms, ds = strconv.Itoa(year), m[1], m[2]
	default:
		return Day{}, false
	}
	d.Year, d.Month, d.Date = atoi(ys), atoi(ms), atoi(ds)
	if ms != "" && d.Month == 0 || ds != "" && d.Date == 0 || !d.Valid() {
		return Day{}, false
	}
	return d, true
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // the patterns let only digits through; an empty part is 0
	return n
}

// Moment is a date with a time of day: milliseconds since 1970, 0 for empty.
type Moment int64

// MomentOf returns t to the millisecond.
func MomentOf(t time.Time) Moment { return Moment(t.UnixMilli()) }

// In returns the moment in the zone z.
func (m Moment) In(z *time.Location) time.Time { return time.UnixMilli(int64(m)).In(z) }

// String is the machine form in UTC, 2008-03-06T06:30:00Z; empty for 0.
func (m Moment) String() string {
	if m == 0 {
		return ""
	}
	t := m.In(time.UTC)
	if t.Nanosecond() != 0 {
		return t.Format("2006-01-02T15:04:05.000Z")
	}
	return t.Format("2006-01-02T15:04:05Z")
}

var clockWords = regexp.MustCompile(`^(.*?)[t ]*(\d{1,2})[:时点](\d{1,2})?分?(?::\d{1,2})?$`)

// ParseMoment reads the machine form, or a date with a time as people write it (2026-11-22 14:30, 3月6日下午2时30分) in the zone
// z; a day alone is its midnight.
func ParseMoment(text string, year int, z *time.Location) (Moment, bool) {
	s := strings.ToLower(strings.TrimSpace(Narrow(text)))
	if s == "" {
		return 0, true
	}
	if t, err := time.Parse(time.RFC3339Nano, strings.ToUpper(s)); err == nil {
		return MomentOf(t), true
	}
	hour, minute := 0, 0
	m := clockWords.FindStringSubmatch(s)
	if m != nil {
		s, hour, minute = m[1], atoi(m[2]), atoi(m[3])
	}
	d, ok := ParseDay(s, year)
	if !ok || !d.Exact() || hour > 24 || hour == 24 && minute > 0 || minute > 59 {
		return 0, false
	}
	if d.Half == Afternoon && hour < 12 && m != nil {
		hour += 12
	}
	return MomentOf(time.Date(d.Year, time.Month(d.Month), d.Date, hour, minute, 0, 0, z)), true
}
