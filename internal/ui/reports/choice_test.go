package reports

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// TestChoiceIsMaskedUntilAsked, and a document that can hold nobody is never whole.
func TestChoiceIsMaskedUntilAsked(t *testing.T) {
	day := field.Day{Year: 2026, Month: 11, Date: 25}
	for _, kind := range kinds {
		c := choiceOf(kind, uuid.New(), day)
		if c.reporting(say.For(say.ZH)).Whole {
			t.Errorf("%s is whole from the start", kind)
		}
		c.whole = true
		if got := c.reporting(say.For(say.ZH)).Whole; got != c.named() {
			t.Errorf("%s: whole is %v", kind, got)
		}
	}
}

// TestTimesOfDocuments: a rota is of the week from Monday on, the others of the year so far; a record needs one, a time does not.
func TestTimesOfDocuments(t *testing.T) {
	day := field.Day{Year: 2026, Month: 11, Date: 25}
	c := choiceOf(string(office.RotaReport), field.ID{}, day)
	if c.from != (field.Day{Year: 2026, Month: 11, Date: 23}) || !c.ready() {
		t.Errorf("rota from %v", c.from)
	}
	c = choiceOf(period, field.ID{}, day)
	if c.from != (field.Day{Year: 2026, Month: 1, Date: 1}) || c.to != day || !c.ready() {
		t.Errorf("period %v to %v", c.from, c.to)
	}
	if k, typ := c.about(); k != office.ProgrammeReport || typ != nil {
		t.Errorf("a period is about %s, %v", k, typ)
	}
	if choiceOf(string(office.CaseReport), field.ID{}, day).ready() {
		t.Error("a case sheet of no case is ready")
	}
}

// TestEveryDocumentIsOffered: what the office can print can be chosen, each once.
func TestEveryDocumentIsOffered(t *testing.T) {
	seen := map[string]int{}
	for _, k := range kinds {
		seen[k]++
	}
	for _, k := range append(slices.Clone(office.ReportKinds), office.SubjectReport) {
		if seen[string(k)] != 1 {
			t.Errorf("%s is offered %d times", k, seen[string(k)])
		}
	}
}

// TestTimesAreStepped by weeks, months and spans, over the end of a year, and a day typed takes what holds it.
func TestTimesAreStepped(t *testing.T) {
	day := field.Day{Year: 2026, Month: 11, Date: 25}
	rota := choiceOf(string(office.RotaReport), field.ID{}, day).step(-1)
	if rota.from != (field.Day{Year: 2026, Month: 11, Date: 16}) || rota.to != (field.Day{Year: 2026, Month: 11, Date: 22}) {
		t.Errorf("the week before is %v to %v", rota.from, rota.to)
	}
	month := choiceOf(string(office.RotaMonthReport), field.ID{}, day).step(2)
	if month.from != (field.Day{Year: 2027, Month: 1, Date: 1}) || month.to != (field.Day{Year: 2027, Month: 1, Date: 31}) {
		t.Errorf("two months on is %v to %v", month.from, month.to)
	}
	stat := choiceOf(string(office.StatisticsReport), field.ID{}, day)
	if stat.from != (field.Day{Year: 2026, Month: 10, Date: 1}) || !stat.stepped() {
		t.Errorf("statistics are from %v", stat.from)
	}
	stat.span = summary.SpanHalf
	if stat = stat.at(day); stat.from != (field.Day{Year: 2026, Month: 7, Date: 1}) || stat.step(-1).from != (field.Day{Year: 2026, Month: 1, Date: 1}) {
		t.Errorf("the half year is from %v", stat.from)
	}
	stat.span = ""
	if stat.stepped() || stat.at(day) != stat {
		t.Error("a time of one's own is stepped")
	}
}
