package law

import (
	"slices"
	"strconv"
	"time"

	"cn.halfsky/internal/field"
)

// Inputs is what is known of the case beside the trigger day. A rule asks for what it needs: see Needs.
type Inputs struct {
	At       field.Moment // when it happened, for time limits in hours
	Birth    field.Day    // of the child
	Expected field.Day    // expected day of birth
	LeaveEnd field.Day    // last day of maternity leave
	Weeks    int          // full weeks of pregnancy; 0 is not known
	Children int          // born together; 0 is not known
	Amount   int          // length that a court, a doctor or a contract set, in the rule's unit; 0 takes the law's
	Facts    []Fact
}

// Due is what was computed, with everything a person needs to check it.
type Due struct {
	Rule    *Rule
	Trigger field.Day    // the day it was counted from
	Start   field.Day    // the first day that counts; for a notice the same as Day
	Day     field.Day    // the day as Rule.Sense reads it; empty while a limit stands still or does not run
	Raw     field.Day    // the day before it was moved to a working day
	At      field.Moment // the moment it ends, for time limits in hours with a known beginning
	Length  int          // amount used, in Rule.Unit; 0 where a day of the case ends it
	Sure    bool         // false when holiday data was missing or a day was assumed
	Notes   []Note
}

// Note is something to be said beside a computed day. Args are texts, whole numbers and days.
type Note struct {
	Say  string
	Args []any
}

func (d *Due) note(key string, args ...any) { d.Notes = append(d.Notes, Note{"law.note." + key, args}) }

// Remarks are the notes that Steps do not say already: that the last day moved is one of its steps.
func (d *Due) Remarks() []Note {
	return slices.DeleteFunc(slices.Clone(d.Notes), func(n Note) bool { return n.Say == "law.note.moved" })
}

func (d *Due) unsure(key string, args ...any) {
	d.Sure = false
	d.note(key, args...)
}

func problem(name, key string, args ...string) field.Problems {
	return field.Problems{}.Add(name, "law.problem."+key, args...)
}

// Compute counts the rule from the trigger day. What is missing or contradicts the rule comes back as problems, with the keys
// of Needs as fields, and then there is no day. trigger may be empty where Inputs stand in for it (At; Expected for a rule with
// a Lead).
func Compute(r *Rule, trigger field.Day, in Inputs, cal Calendar) (Due, field.Problems) {
	d := Due{Rule: r, Trigger: whole(trigger), Sure: true}
	if ps := d.begin(in); ps != nil {
		return Due{}, ps
	}
	if ps := d.measure(in); ps != nil {
		return Due{}, ps
	}
	if ps := d.count(in, cal); ps != nil {
		return Due{}, ps
	}
	if !d.Start.Valid() || !d.Day.Valid() {
		return Due{}, problem("trigger", "range")
	}
	d.move(cal)
	d.basis()
	return d, nil
}

// begin settles the trigger day and whether the rule may be used.
func (d *Due) begin(in Inputs) field.Problems {
	r := d.Rule
	if r.Unit == Hours && in.At != 0 {
		d.Trigger = field.DayOf(in.At.In(China))
	}
	if d.Trigger.IsZero() && r.Lead > 0 && in.Expected.Exact() && in.Expected.Valid() {
		d.Trigger = whole(in.Expected).Add(-r.Lead)
		d.unsure("lead", r.Lead)
	}
	if ps := exactDays(map[string]field.Day{"trigger": d.Trigger, "birth": in.Birth, "expected": in.Expected, "leaveend": in.LeaveEnd}); ps != nil {
		return ps
	}
	switch {
	case d.Trigger.IsZero():
		return problem("trigger", "missing")
	case !r.To.IsZero() && r.To.Before(d.Trigger):
		return problem("trigger", "ended", r.To.String())
	case !r.InForce(d.Trigger):
		return problem("trigger", "notyet", r.From.String())
	case d.Trigger.Before(r.From):
		d.note("earliertext", r.From)
	}
	if r.Banded() && in.Weeks != 0 && !r.InBand(in.Weeks) {
		return problem("weeks", "weeks")
	}
	return nil
}

// exactDays refuses days that are no day of the calendar or lack their month or date; empty ones pass.
func exactDays(days map[string]field.Day) (ps field.Problems) {
	for _, name := range []string{"trigger", "birth", "expected", "leaveend"} {
		if d := days[name]; !d.IsZero() && (!d.Exact() || !d.Valid()) {
			ps = ps.Add(name, "law.problem.exact")
		}
	}
	return ps
}

// measure settles the length.
func (d *Due) measure(in Inputs) field.Problems {
	r := d.Rule
	d.Length = r.Amount
	if r.Max > 0 {
		d.Length = r.Max
	}
	if in.Amount != 0 && r.Bound != Exact {
		d.Length = in.Amount
	}
	switch {
	case in.Amount < 0 || in.Amount > 100000:
		return problem("amount", "range")
	case r.Bound == Set && in.Amount == 0:
		return problem("amount", "missing")
	case (r.Bound == Least || r.Bound == Between) && d.Length < r.Amount:
		return problem("amount", "least", strconv.Itoa(r.Amount))
	case r.Bound == Between && d.Length > r.Max:
		return problem("amount", "most", strconv.Itoa(r.Max))
	case r.Bound == Most && d.Length > r.Amount+d.extra(in):
		return problem("amount", "most", strconv.Itoa(r.Amount+d.extra(in)))
	case r.PerChild && in.Children == 0:
		return problem("children", "missing")
	case r.PerChild && (in.Children < 2 || in.Children > 20):
		return problem("children", "children")
	}
	if r.PerChild {
		d.Length *= in.Children - 1
	}
	if n := d.extra(in); n > 0 && (in.Amount == 0 || r.Bound == Exact) {
		d.Length += n
		d.note("extended", Amount{n, r.Unit})
	}
	d.noteBound(in)
	return nil
}

// extra is the extension that applies.
func (d *Due) extra(in Inputs) int {
	if d.Rule.ExtraWhen != "" && !in.has(d.Rule.ExtraWhen) {
		return 0
	}
	return d.Rule.Extra
}

func (in Inputs) has(f Fact) bool {
	for _, g := range in.Facts {
		if f == g {
			return true
		}
	}
	return false
}

// Amount is a number with its unit, for notes.
type Amount struct {
	N    int
	Unit Unit
}

func (d *Due) noteBound(in Inputs) {
	r := d.Rule
	switch r.Bound {
	case Least:
		d.note("least", Amount{r.Amount, r.Unit})
	case Most:
		d.note("most", Amount{r.Amount + d.extra(in), r.Unit})
	case Between:
		d.note("between", Amount{r.Amount, r.Unit}, Amount{r.Max, r.Unit})
	}
}

// count sets Start, Day and Raw.
func (d *Due) count(in Inputs, cal Calendar) field.Problems {
	r := d.Rule
	switch r.Method {
	case after:
		return d.countAfter(in, cal)
	case before:
		return d.countBefore(cal)
	case span, spanAfter:
		d.Start = d.Trigger
		if r.Method == spanAfter {
			d.Start = d.Trigger.Add(1)
		}
		d.Day = d.Start.Add(d.Length - 1)
		if r.SkipHoliday {
			var missing int
			if d.Day, missing = cal.spanSkipping(d.Start, d.Length); missing != 0 {
				d.unsure("nodata.skip", strconv.Itoa(missing))
			}
		}
	case spanBefore:
		d.Start, d.Day = d.Trigger.Add(-d.Length), d.Trigger.Add(-1)
	case between:
		d.Start, d.Day = later(d.Trigger, r.Amount, r.Unit).Add(1), later(d.Trigger, r.Max, r.Unit).Add(-1)
	case until:
		return d.countUntil(in)
	case yearly:
		d.Start, _ = field.ParseDay(strconv.Itoa(d.Trigger.Year)+"-"+r.Until, 0)
		d.Day = d.Start
		if weekend(d.Day) {
			d.note("nomakeup", d.Day)
		}
	}
	return nil
}

func (d *Due) countAfter(in Inputs, cal Calendar) field.Problems {
	d.Start = d.Trigger.Add(1)
	switch d.Rule.Unit {
	case Workdays:
		var missing int
		if d.Day, missing = cal.workdaysAfter(d.Trigger, d.Length); missing != 0 {
			d.unsure("nodata.workday", strconv.Itoa(missing))
		}
	case Hours:
		// Hours run from the moment itself: what an authority has to do within 72 hours is not put off to the next full hour.
		d.Start = d.Trigger
		if in.At == 0 {
			d.Day = d.Trigger.Add((d.Length + 23) / 24)
			d.unsure("hour")
			return nil
		}
		d.At = in.At + field.Moment(int64(d.Length)*time.Hour.Milliseconds())
		d.Day = field.DayOf(d.At.In(China))
	default:
		d.Day = later(d.Trigger, d.Length, d.Rule.Unit)
	}
	return nil
}

func (d *Due) countBefore(cal Calendar) field.Problems {
	if d.Rule.Unit != Workdays {
		d.Day = later(d.Trigger, -d.Length, d.Rule.Unit)
		d.Start = d.Day
		return nil
	}
	var missing int
	if d.Day, missing = cal.workdaysBefore(d.Trigger, d.Length); missing != 0 {
		return problem("trigger", "nodata", strconv.Itoa(missing))
	}
	d.Start = d.Day
	return nil
}

// countUntil ends on a day of the case. A birthday itself still belongs to the time: the day of birth does not count, so that
// the year is full at the end of the day of the same number (Civil Code articles 201 and 202).
func (d *Due) countUntil(in Inputs) field.Problems {
	end := whole(in.LeaveEnd)
	if d.Rule.Until != "leaveend" {
		end = whole(in.Birth)
		if end.IsZero() && !in.Expected.IsZero() {
			end = whole(in.Expected)
			d.unsure("expected", end)
		}
	}
	if end.IsZero() {
		if d.Rule.Until == "leaveend" {
			return problem("leaveend", "missing")
		}
		return problem("birth", "missing")
	}
	d.Start, d.Day = d.Trigger, end
	if d.Rule.Until == "birthday" {
		d.Day = later(end, d.Length, d.Rule.Unit)
	}
	if d.Day.Before(d.Start) {
		return problem("trigger", "over")
	}
	return nil
}

// move puts a last day that is no working day on the next one, where the rule says so.
func (d *Due) move(cal Calendar) {
	d.Raw = d.Day
	if !d.Rule.Roll {
		return
	}
	day, missing := cal.NextWorking(d.Day)
	switch {
	case missing != 0:
		d.unsure("nodata", strconv.Itoa(missing))
	case day != d.Day:
		d.note("moved", d.Day)
		d.Day = day
	}
}

// basis adds what has to be said of the rule itself.
func (d *Due) basis() {
	r := d.Rule
	if r.Confidence.Grade != "L" || r.Confidence.Level != "" {
		d.note("confirm", r.Confidence)
	}
	if r.Doubt != (Confidence{}) {
		if r.Unit == Workdays {
			d.note("workday")
		} else {
			d.note("conversion")
		}
	}
}
