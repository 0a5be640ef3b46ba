package say

import (
	"fmt"
	"strconv"
	"time"
)

// Half is the half of a day that an event is planned for when no hour is known.
type Half int

// The halves of a day.
const (
	WholeDay Half = iota
	Morning
	Afternoon
)

// Day writes a date with as much of it as is known: 2008年3月6日, with day 0 2008年3月, with month 0
// too 2008年, with year 0 3月6日 or 3月. With nothing known it is empty.
func (b *Book) Day(year, month, day int) string { return b.day("say.month.", year, month, day) }

// DayShort writes a date as Day does, with the month as short as it is understood, for narrow columns.
func (b *Book) DayShort(year, month, day int) string {
	return b.day("say.month.short.", year, month, day)
}

func (b *Book) day(months string, year, month, day int) string {
	if month < 1 || month > 12 {
		if year == 0 {
			return ""
		}
		return b.T("say.year", strconv.Itoa(year))
	}
	key := "say.day"
	if day == 0 {
		key = "say.month"
	}
	if year == 0 {
		key += ".noyear"
	}
	name := b.T(months + strconv.Itoa(month))
	return b.T(key, strconv.Itoa(year), name, strconv.Itoa(day))
}

// DayHalf writes a date as Day does, followed by the half of the day.
func (b *Book) DayHalf(year, month, day int, half Half) string {
	text := b.Day(year, month, day)
	switch half {
	case Morning:
		return b.T("say.half.morning", text)
	case Afternoon:
		return b.T("say.half.afternoon", text)
	}
	return text
}

// Span writes a period from its first to its last day, as one date when they are the same.
func (b *Book) Span(first, last string) string {
	if first == last {
		return first
	}
	return b.T("say.span", first, last)
}

// Clock writes a time of day on the 24-hour clock: 09:05.
func (b *Book) Clock(hour, minute int) string { return fmt.Sprintf("%02d:%02d", hour, minute) }

// Moment writes day and time of day as they stand in t's own zone.
func (b *Book) Moment(t time.Time) string {
	day := b.Day(t.Year(), int(t.Month()), t.Day())
	return b.T("say.moment", day, b.Clock(t.Hour(), t.Minute()))
}

// Weekday names a day of the week in full.
func (b *Book) Weekday(d time.Weekday) string { return b.T("say.weekday." + strconv.Itoa(int(d))) }

// WeekdayShort names a day of the week for the head of a narrow column.
func (b *Book) WeekdayShort(d time.Weekday) string {
	return b.T("say.weekday.short." + strconv.Itoa(int(d)))
}

// Minutes writes a length of time in minutes as hours and minutes.
func (b *Book) Minutes(minutes int) string {
	hours, rest := minutes/60, minutes%60
	switch {
	case hours == 0:
		return b.T("say.minutes", rest)
	case rest == 0:
		return b.T("say.hours", hours)
	}
	return b.T("say.hours.minutes", hours, rest)
}
