package law

import (
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// limits reports whether something has to be done by the day that the rule counts to. Other rules say how long something lasts, or
// from when it is possible: of those nothing is missed.
func (r *Rule) limits() bool { return r.Sense == By || r.Mode == Deadline }

// Ended reports whether the day of a clock lies behind without anything missed: what it barred is open again, what it had to wait for
// is possible. Of a rule nobody knows that cannot be said.
func (r *Rule) Ended(due, today field.Day) bool {
	return r != nil && !r.limits() && !due.IsZero() && due.Before(today)
}

// Late is how many days after its last day what a clock asks for was done; 0 is in time. Of a day from which something is possible,
// of a limit that stands still, and of a rule nobody knows, nothing is late.
func (r *Rule) Late(due, done field.Day) int {
	if r == nil || due.IsZero() || done.IsZero() || !r.limits() {
		return 0
	}
	return max(0, daysBetween(due, done))
}

// Moments are those between which a clock of hours runs; 0 is not known.
type Moments struct {
	By  field.Moment // when it ends
	Met field.Moment // when what it asks for was done
}

// LateBy is how much too late what a clock asks for was done: in hours begun, where the rule counts hours and both moments are known,
// else in days. N is 0 in time.
func (r *Rule) LateBy(due, done field.Day, m Moments) Amount {
	if r == nil || r.Unit != Hours || m.By == 0 || m.Met == 0 {
		return Amount{r.Late(due, done), Days}
	}
	return Amount{HoursOver(m.By, m.Met), Hours}
}

// HoursOver is how many hours have begun since a moment; 0 before it and at it.
func HoursOver(by, now field.Moment) int {
	const hour = field.Moment(time.Hour / time.Millisecond)
	return int(max(0, now-by+hour-1) / hour)
}

// Over is how many hours have begun since the end; 0 before it, and where it is not known.
func (m Moments) Over(now field.Moment) int {
	if m.By == 0 {
		return 0
	}
	return HoursOver(m.By, now)
}

// In writes a number of days or hours as the last word into a sentence: that of the key, or for hours that of the key with .hours.
func (a Amount) In(b *say.Book, key string, before ...any) string {
	if a.Unit == Hours {
		key += ".hours"
	}
	return b.T(key, append(before, a.N)...)
}
