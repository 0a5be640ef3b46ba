package reports

import (
	"testing"

	"github.com/google/uuid"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
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
