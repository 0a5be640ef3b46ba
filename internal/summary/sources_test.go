package summary

import (
	"fmt"
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

func known(n int64, unit string, how field.Known) field.Count {
	c := field.Exactly(n, unit)
	c.Known = how
	return c
}

// said are sources as "key count known way", with = for the one in use, ! for a fresh one, ? for a missing one, and the difference.
func said(all []Source) (out []string) {
	for _, s := range all {
		text := fmt.Sprintf("%s %s %s %s", s.Key, s.Count.Plain(), s.Count.Known, s.Way)
		switch {
		case s.Used:
			text += " ="
		case s.Fresh:
			text += " !"
		case s.Missing:
			text += " ?"
		}
		if s.Compared {
			text += fmt.Sprintf(" %+d", s.Difference)
		}
		out = append(out, text)
	}
	return out
}

// TestSourcesOfAFigureStandApart: what the event holds is marked among its readings, whatever order they came in; what is counted live
// and signed in stands beside it before anybody keeps it, and what nobody counted is missing and not zero.
func TestSourcesOfAFigureStandApart(t *testing.T) {
	e := &centre.Event{Kind: "training", People: known(120, "人", field.BySign)}
	e.ID = id(1)
	reading := func(n int64, how field.Known, way string, at field.Moment, used field.YesNo) *centre.Reading {
		r := &centre.Reading{Event: e.ID, Key: "people", Count: known(n, "人", how), Way: way, At: at, Used: used}
		r.ID = id(int(n))
		return r
	}
	other := reading(7, field.ByCount, centre.WayTyped, 1, field.Yes)
	other.Event = id(9)
	gone := reading(8, field.ByCount, centre.WayTyped, 1, field.NotAsked)
	gone.Gone = 5
	told := Told{Readings: []*centre.Reading{
		reading(150, field.ByRegister, centre.WaySignIn, 10, field.NotAsked), reading(120, field.BySign, centre.WaySignIn, 20, field.Yes),
		reading(130, field.ByDeclare, centre.WayTyped, 5, field.Yes), other, gone,
	}, Counting: Counting{Total: 117}, Signing: Signing{Registered: 150, Present: 121}}
	want := []string{
		"people 120人 signed signin =", "people 117人 counted live ! -3", "people 121人 signed signin ! +1", "people 130人 declared typed +10",
		"people 150人 registered signin +30", "sessions   " + " ?",
	}
	if got := said(SourcesOf(e, told)); !slices.Equal(got, want) {
		t.Errorf("sources\n%q, want\n%q", got, want)
	}
}

// TestAnEventFromBeforeReadingsIsItsOwnSource: known as its field says.
func TestAnEventFromBeforeReadingsIsItsOwnSource(t *testing.T) {
	e := &centre.Event{Kind: "lecture", People: field.Count{HasValue: true, Unit: "人", Known: field.ByCount}}
	if got := said(SourcesOf(e, Told{})); !slices.Equal(got, []string{"people 0人 counted  ="}) {
		t.Errorf("a zero that somebody counted is %q", got)
	}
	e.People = field.Count{}
	if got := said(SourcesOf(e, Told{})); !slices.Equal(got, []string{"people    ?"}) {
		t.Errorf("an event nobody counted is %q", got)
	}
}
