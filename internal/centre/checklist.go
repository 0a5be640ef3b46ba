package centre

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"

	"cn.halfsky/internal/field"
)

// CheckLine is one line of the check list that the program brings along for a kind of event.
type CheckLine struct {
	Kind string // of event; AnyKind for every one
	Days int    // how many days before the event it is due; below zero: after it
	Word string // say has board.task.<word>
}

// AnyKind stands for every kind of event.
const AnyKind = "*"

// mostCheckDays is the furthest from its event that a task is due.
const mostCheckDays = 366

var checkHead = []string{"kind", "days", "task"}

// ParseCheckLists reads check lists: comma-separated values with a heading.
func ParseCheckLists(text []byte) ([]CheckLine, error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = len(checkHead)
	lines, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read check lists: %w", err)
	}
	if len(lines) == 0 || !slices.Equal(lines[0], checkHead) {
		return nil, fmt.Errorf("read check lists: another heading")
	}
	var out []CheckLine
	for i, cells := range lines[1:] {
		days, err := strconv.Atoi(cells[1])
		l := CheckLine{cells[0], days, cells[2]}
		switch {
		case err != nil || days < -mostCheckDays || days > mostCheckDays:
			err = fmt.Errorf("days from %d to %d", -mostCheckDays, mostCheckDays)
		case l.Kind != AnyKind && EventKind.Term(l.Kind) == nil:
			err = fmt.Errorf("no kind of event %q", l.Kind)
		case !plainWord.MatchString(l.Word):
			err = fmt.Errorf("a task is a word")
		case slices.ContainsFunc(out, func(o CheckLine) bool { return o.Kind == l.Kind && o.Word == l.Word }):
			err = fmt.Errorf("task %s twice", l.Word)
		}
		if err != nil {
			return nil, fmt.Errorf("read check lists, line %d: %w", i+2, err)
		}
		out = append(out, l)
	}
	return out, nil
}

// CheckListFor returns the lines for a kind of event, the earliest first.
func CheckListFor(all []CheckLine, kind string) []CheckLine {
	var out []CheckLine
	for _, l := range all {
		if l.Kind == kind || l.Kind == AnyKind {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b CheckLine) int { return cmp.Compare(b.Days, a.Days) })
	return out
}

// Due is the day a line is due at an event of that day: of a month or a year its first day counts, for the event may be then. It is
// empty where the day is.
func (l CheckLine) Due(event field.Day) field.Day {
	if event.IsZero() {
		return field.Day{}
	}
	return event.Add(-l.Days)
}
