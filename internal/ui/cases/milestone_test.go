package cases

import (
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
)

// counting is a desk that knows its holidays and nothing else.
type counting struct{ Desk }

// Calendar is what days are counted with.
func (counting) Calendar() law.Calendar { return law.BuiltIn() }

// TestAKeyDateIsForetoldFromAllThatIsOnRecord: what stands with the person counts, as it does once the key date is saved. A contract that
// ends while the child is not yet one lasts until it is.
func TestAKeyDateIsForetoldFromAllThatIsOnRecord(t *testing.T) {
	h := host(t)
	a := &area{host: h, desk: counting{}}
	day := func(text string) field.Day { d, _ := field.ParseDay(text, 0); return d }
	m := &centre.Milestone{What: "contract_expiry", Day: day("2026-12-31")}
	known := law.Known{Region: "CN", Matter: "0507", Today: day("2026-11-23"), Period: "nursing", Child: day("2026-07-15")}
	says := a.foretell(known, m)
	until := h.T("clocks.follows.one", law.Find("CONTRACT_EXT_NURSE").Name(h.Book), h.T("law.sense.until", h.Book.Day(2027, 7, 15)))
	if len(says) == 0 || says[0].Field != "day" || says[0].Say != "clocks.follows" || says[0].Args[0] != until {
		t.Errorf("foretold %+v, want %s", says, until)
	}
	known.Period, known.Child = "", field.Day{}
	if says = a.foretell(known, m); len(says) == 0 || says[0].Say != "clocks.lacks" {
		t.Errorf("without her child %+v", says)
	}
}

// TestAKeyDateIsNotedOnce: the same on the same day is said before it is saved; on another day it may have happened again.
func TestAKeyDateIsNotedOnce(t *testing.T) {
	a := &area{host: host(t), desk: counting{}}
	on, _ := field.ParseDay("2026-09-16", 0)
	known := law.Known{Region: "CN", Matter: "0507", Today: on.Add(60), Milestones: []*centre.Milestone{{What: "arb_filed", Day: on}}}
	for off, want := range map[int]bool{0: true, 1: false} {
		says := a.foretell(known, &centre.Milestone{What: "arb_filed", Day: on.Add(off)})
		if got := slices.ContainsFunc(says, func(p field.Problem) bool { return p.Say == "clocks.twice" }); got != want {
			t.Errorf("%d days later: %+v", off, says)
		}
	}
}

// TestAKeyDateAsksOnlyForWhatMatters: of the circumstances those that a rule counting from it looks at.
func TestAKeyDateAsksOnlyForWhatMatters(t *testing.T) {
	for what, want := range map[string][]string{
		"arb_accepted": {"extended"}, "po_accepted": {"urgent"}, "court_filed": {"extended", "simple", "small"}, "birth": {"difficult"}, "suit_filed": {},
	} {
		fit := fitMilestone(&centre.Milestone{What: what})
		got := slices.Clone(fit.Offer["facts"])
		slices.Sort(got)
		if !slices.Equal(got, want) || slices.Contains(fit.Hide, "facts") != (len(want) == 0) {
			t.Errorf("%s offers %v, hides %v", what, got, fit.Hide)
		}
	}
}
