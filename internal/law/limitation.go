package law

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Event is a step of a case that may stop a limitation.
type Event struct {
	Day    field.Day
	Effect Effect
}

// Events returns what the steps of a case did to its limitation.
func Events(steps []*centre.Step) []Event {
	var out []Event
	for _, s := range steps {
		if s.Effect != "" && s.Gone == 0 {
			out = append(out, Event{Day: field.DayOf(s.At.In(China)), Effect: Effect(s.Effect)})
		}
	}
	return out
}

// Limitation is a limit that may have started anew or stood still.
type Limitation struct {
	Due
	Paused field.Day // since when it stands still; empty while it runs
	Left   int       // days that were left when it stopped
	Lapsed bool      // it ended before the last of the events
}

// Limit counts a limitation with what happened in the meantime. An interruption starts the full time anew from its day, which
// does not count; a suspension adds the days from the one it begins on to the one its cause ends on (Labour Dispute Mediation
// and Arbitration Law article 27); interrupted meanwhile, the full time starts on the day the cause ends. What happens after the
// limit has ended changes nothing. While it stands still there is no Day.
func Limit(r *Rule, trigger field.Day, events []Event, in Inputs, cal Calendar) (Limitation, field.Problems) {
	if r.Method != after || r.Unit == Hours || r.Unit == Workdays {
		return Limitation{}, problem("", "unit")
	}
	first, ps := Compute(r, trigger, in, cal)
	if ps != nil {
		return Limitation{}, ps
	}
	for _, e := range events {
		if !e.Day.Exact() || !e.Day.Valid() {
			return Limitation{}, problem("events", "exact")
		}
	}
	l := running{Limitation: Limitation{Due: first}, base: first.Trigger, in: in, cal: cal}
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b Event) int { return compare(whole(a.Day), whole(b.Day)) })
	for _, e := range sorted {
		if ps := l.take(whole(e.Day), e.Effect); ps != nil {
			return Limitation{}, ps
		}
		if l.Lapsed {
			break
		}
	}
	return l.end()
}

// running is a limitation on its way through the events.
type running struct {
	Limitation
	base field.Day // the day the time now running is counted from
	add  int       // days it stood still since
	told []Note    // what happened, in order
	in   Inputs
	cal  Calendar
}

// due counts from the base as it is now.
func (l *running) due() (Due, field.Problems) {
	d := Due{Rule: l.Rule, Trigger: l.base, Length: l.Length, Sure: true}
	d.Start = l.base.Add(1)
	d.Day = later(l.base, l.Length, l.Rule.Unit).Add(l.add)
	if !d.Day.Valid() {
		return d, problem("events", "range")
	}
	d.move(l.cal)
	return d, nil
}

func (l *running) tell(key string, args ...any) {
	l.told = append(l.told, Note{"law.note." + key, args})
}

func (l *running) take(day field.Day, e Effect) field.Problems {
	now, ps := l.due()
	if ps != nil {
		return ps
	}
	stopped := !l.Paused.IsZero()
	if day.Before(l.Trigger) && e != Interrupt {
		day = l.Trigger // a cause that was there before the time began holds it from the start
	}
	switch {
	case day.Before(l.Trigger):
		l.tell("tooearly", day)
	case !stopped && now.Day.Before(day):
		l.Lapsed = true
		l.tell("lapsed", now.Day)
	case !l.Rule.Takes(e):
		l.tell("noeffect", day, e)
	case e == Interrupt:
		l.base, l.add = day, 0
		if stopped {
			l.Paused = day
		}
		l.tell("interrupted", day)
	case e == Suspend && stopped:
		l.tell("alreadypaused", day)
	case e == Suspend:
		l.Paused = day
		if now.Raw.Before(day) {
			l.add += daysBetween(now.Raw, day) // only days of rest were left, to the working day it had moved to
		}
	case !stopped:
		return problem("events", "resume")
	default:
		n := daysBetween(l.Paused, day)
		if l.add += n; n > 0 {
			l.tell("suspended", l.Paused, day, n)
		}
		l.Paused = field.Day{}
	}
	return nil
}

// end puts together what is known after the last event.
func (l *running) end() (Limitation, field.Problems) {
	now, ps := l.due()
	if ps != nil {
		return Limitation{}, ps
	}
	now.Trigger = l.Trigger // the day the claim arose stays visible; Start says what is counted from
	out := l.Limitation
	earlier := slices.DeleteFunc(slices.Clone(l.Notes), func(n Note) bool {
		return n.Say == "law.note.moved" || n.Say == "law.note.nodata" // said of a last day that no longer is one
	})
	out.Due = now
	out.Notes = slices.Concat(earlier, l.told, now.Notes)
	if !out.Paused.IsZero() {
		out.Left = daysBetween(out.Paused, now.Raw)
		out.Day, out.Raw = field.Day{}, field.Day{}
		out.Notes = append(slices.Concat(earlier, l.told), Note{"law.note.paused", []any{out.Paused, out.Left}})
	}
	return out, nil
}

// WageLimit counts the limitation of a claim for unpaid wages. While employment lasts there is none: Day is empty and a note
// says why. From its end the ordinary year runs (Labour Dispute Mediation and Arbitration Law article 27(4)); what happened
// before that day changes nothing.
func WageLimit(ended field.Day, events []Event, in Inputs, cal Calendar) (Limitation, field.Problems) {
	r := Find("ARB_LIM_WAGE_END")
	if ended.IsZero() {
		d := Due{Rule: r, Sure: true}
		d.note("wages")
		return Limitation{Due: d}, nil
	}
	return Limit(r, ended, events, in, cal)
}
