// Package law counts statutory time: limits to act within, time limits of others, leave, barred times. Its rules and its
// calendar of holidays are data; its functions are pure.
//
// Counting follows articles 200 to 204 of the Civil Code and article 85 of the Civil Procedure Law: the first day does not
// count, months and years end on the day of the same number or on the month's last day, and a last day that is no working
// day moves to the next one. Leave is different: its first day counts. What comes out is a reminder with its basis, never
// legal advice.
package law

import (
	"slices"
	"strings"

	"cn.halfsky/internal/field"
)

// Mode says what a time limit is for.
type Mode string

// The modes.
const (
	Deadline Mode = "deadline"      // our own side must act in time
	Info     Mode = "info"          // another party's time limit
	Prohibit Mode = "prohibit"      // something is barred meanwhile
	Window   Mode = "window"        // a period with a beginning and an end
	Span     Mode = "span_incl"     // leave: the first day counts
	Notice   Mode = "notice_before" // counted back from a coming day
)

// Sense says how the computed day is to be read.
type Sense string

// The senses.
const (
	By    Sense = "by"    // to be done by the end of that day
	After Sense = "after" // possible, or in effect, once that day is over
	Until Sense = "until" // lasts to the end of that day
	From  Sense = "from"  // possible from that day on
	On    Sense = "on"    // that day
)

// Method says how the day is computed.
type Method string

// The methods.
const (
	after      Method = "after"      // amount after the trigger, which does not count
	before     Method = "before"     // amount before the trigger, which does not count
	span       Method = "span"       // amount of days, the trigger is the first
	spanAfter  Method = "spanafter"  // amount of days, the first is the day after the trigger
	spanBefore Method = "spanbefore" // amount of days, the last is the day before the trigger
	between    Method = "between"    // from the day after amount is full to the day before the larger amount is full
	until      Method = "until"      // from the trigger to a day of the case
	yearly     Method = "yearly"     // a day of every year
)

// Unit is what an amount is counted in.
type Unit string

// The units.
const (
	Days     Unit = "day"
	Workdays Unit = "workday"
	Months   Unit = "month"
	Years    Unit = "year"
	Hours    Unit = "hour"
	HalfDays Unit = "halfday"
)

// Bound says how exact the amount of the law is.
type Bound string

// The bounds.
const (
	Exact   Bound = "exact"
	Least   Bound = "least"   // at least the amount
	Most    Bound = "most"    // at most the amount
	Between Bound = "between" // from Amount to Max
	Set     Bound = "set"     // the law names none: a doctor or a court sets it
)

// Fact is something about the case that changes which rule applies or how long it runs.
type Fact string

// The facts.
const (
	Extended  Fact = "extended"  // an extension was approved
	Simple    Fact = "simple"    // simplified procedure
	Small     Fact = "small"     // small claims procedure
	Pregnant  Fact = "pregnant"  // the pregnancy lasts
	Ended     Fact = "ended"     // the pregnancy was ended
	Clear     Fact = "clear"     // facts and duties are clear
	Probation Fact = "probation" // the worker is on probation
	Urgent    Fact = "urgent"    // danger at once
	Difficult Fact = "difficult" // difficult birth 难产
)

// Effect is what a step of a case does to a limitation: a code of centre.Effect.
type Effect string

// The effects.
const (
	Interrupt Effect = "interrupts" // 中断: the limit starts anew
	Suspend   Effect = "suspends"   // 中止: the limit stands still
	Resume    Effect = "resumes"    // 恢复: the limit goes on
)

// Rule is one statutory clock. A rule is never overwritten: when the law changes it gets an end day and another rule begins.
type Rule struct {
	ID          string
	Group       string // law.group.<code>
	Topic       string // rules of one topic are alternatives to each other: Choose picks
	Region      string // CN, or a province by ISO 3166-2: CN-JS
	Mode        Mode
	Sense       Sense
	Trigger     string // law.trigger.<code>: the day it counts from
	Method      Method
	Amount      int // in Unit; 0 where a day of the case ends it
	Max         int // the larger amount of Between
	Bound       Bound
	Unit        Unit
	SkipHoliday bool     // statutory holidays do not count, weekends do
	Extra       int      // in Unit, added when ExtraWhen holds
	ExtraWhen   Fact     // empty with an Extra: always
	PerChild    bool     // the amount is for each child beyond the first
	Until       string   // birth, birthday or leaveend for until; MM-DD for yearly
	Lead        int      // days before the expected birth on which it starts when its own trigger is unknown
	When        Fact     // the case it is for; empty is the ordinary case
	WeeksFrom   int      // full weeks of pregnancy from which it applies
	WeeksTo     int      // full weeks of pregnancy below which it applies; 0 is no upper edge
	Roll        bool     // a last day that is no working day moves to the next
	Effects     []Effect // what may stop it
	Who         []string // law.who.<code>: whom it binds
	Sources     []Source
	From        field.Day // in force from
	To          field.Day // in force to, that day included; empty while it lasts
	Text        bool      // From is the day of the text quoted; the rule itself may be older
	Confidence  Confidence
	Doubt       Confidence // of the unit or the conversion, where that is less sure than the rule
	Conflict    string     // rules with the same word may apply together: the later day counts
	Note        bool       // law.rule.<id>.note says more
	Starts      []string   // matters of cases in which it starts by itself; Always for every one
	Else        []string   // triggers that stand in where its own is not on record, in the matters that Starts names
	Met         []string   // key dates on which what it asks for was done
	Over        []string   // key dates after which nobody waits for it any more, whether or not it was noted as done
}

// Always says that a rule starts in a case of any matter once its trigger is on record.
const Always = "all"

// Called reports whether a case of that matter calls for the rule. What only stands in for its trigger must be named by the matter.
func (r *Rule) Called(matter string, standsIn bool) bool {
	return r.Named(matter) || !standsIn && slices.Contains(r.Starts, Always)
}

// Named reports whether a case of that matter has the rule by its matter, not only once something happened.
func (r *Rule) Named(matter string) bool {
	return slices.ContainsFunc(r.Starts, func(s string) bool { return s != Always && strings.HasPrefix(matter, s) })
}

// Banded reports whether the rule is for certain weeks of pregnancy only.
func (r *Rule) Banded() bool { return r.WeeksFrom > 0 || r.WeeksTo > 0 }

// InBand reports whether the rule is for that many full weeks of pregnancy.
func (r *Rule) InBand(weeks int) bool {
	return weeks >= r.WeeksFrom && (r.WeeksTo == 0 || weeks < r.WeeksTo)
}

// InForce reports whether the rule may be used for that trigger day: the rule in force on the trigger day applies. A rule
// known by a later text only is used for earlier days too; Compute then says so.
func (r *Rule) InForce(day field.Day) bool {
	return (r.Text || !day.Before(r.From)) && (r.To.IsZero() || !r.To.Before(day))
}

// Takes reports whether the effect stops the rule; what can be suspended can be resumed.
func (r *Rule) Takes(e Effect) bool {
	if e == Resume {
		e = Suspend
	}
	return slices.Contains(r.Effects, e)
}

// Confirm reports whether the rule has to be shown as "to be confirmed locally": anything not read in the law itself.
func (r *Rule) Confirm() bool {
	return r.Confidence.Grade != "L" || r.Confidence.Level != "" || r.Doubt != Confidence{}
}

// Source is where a rule stands.
type Source struct {
	Act     string // law.act.<code>
	Article string // 27, 27(1) for a paragraph, 44(一) for an item; empty where it is not known
}

// Confidence says how a rule is known.
type Confidence struct {
	Grade string // L read word for word in the law, W a public page quoting it, R a public source citing an authority, K general knowledge
	Level string // H, M or L: high, medium, low; empty where none was given
}

// String is the machine form: L, W-H.
func (c Confidence) String() string {
	if c.Level == "" {
		return c.Grade
	}
	return c.Grade + "-" + c.Level
}

// ParseConfidence reads the machine form.
func ParseConfidence(text string) (Confidence, bool) {
	grade, level, two := strings.Cut(text, "-")
	c := Confidence{Grade: grade, Level: level}
	return c, len(grade) == 1 && strings.Contains("LWRK", grade) && (!two || len(level) == 1 && strings.Contains("HML", level))
}
