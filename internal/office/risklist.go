package office

import (
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// RiskWait is a risk check that a second person has to see.
type RiskWait struct {
	Check *centre.RiskCheck
	Own   bool // the signed-in person made it, and cannot be the second one
	Late  bool
}

// RiskWaiting are the checks that wait for a second person, one for each case, as far as the signed-in person opens them: those at high
// risk first, then by when they have to be seen.
func (o *Office) RiskWaiting() ([]RiskWait, error) {
	q := store.Query{Where: []store.Cond{{Key: "due", Op: store.Filled}, {Key: "seen", Op: store.Blank}}, Sort: "due"}
	rs, err := opened(o.store, centre.RiskCheckType, q)
	if err != nil {
		return nil, fmt.Errorf("list risk checks: %w", err)
	}
	newest := map[field.ID]*centre.RiskCheck{}
	for _, r := range rs {
		k := r.(*centre.RiskCheck)
		if old := newest[k.Case]; old == nil || old.At < k.At {
			newest[k.Case] = k
		}
	}
	now := field.MomentOf(o.now())
	var out []RiskWait
	for _, r := range rs {
		if k := r.(*centre.RiskCheck); newest[k.Case] == k {
			out = append(out, RiskWait{Check: k, Own: k.MadeBy == o.Me().ID, Late: k.Late(now)})
		}
	}
	slices.SortStableFunc(out, func(a, b RiskWait) int {
		switch {
		case centre.Graver(a.Check.Level, b.Check.Level):
			return -1
		case centre.Graver(b.Check.Level, a.Check.Level):
			return 1
		}
		return 0
	})
	return out, nil
}

// RiskLack is an open case that needs a risk check nobody made.
type RiskLack struct {
	Case  *centre.Case // as a list has it, without its texts
	Kinds []string     // "" stands for any kind
}

// RiskLacking are the open cases that need a risk check: those with a sign of danger, and those somebody marked as high. One marked as
// middle without any sign says so on its own page only, or a list of what needs somebody now would be full of them. It reads lists and
// opens no case.
func (o *Office) RiskLacking() ([]RiskLack, error) {
	made, err := o.checksByCase()
	if err != nil {
		return nil, err
	}
	var open []string
	for _, t := range centre.CaseState.Codes {
		if (&centre.Case{State: t.Code}).Open() {
			open = append(open, t.Code)
		}
	}
	seen := map[field.ID]bool{}
	var out []RiskLack
	for _, sign := range []store.Cond{
		store.Where("matter", centre.RiskMatters()...), {Key: "watched", Op: store.Filled}, store.Where("risk", centre.RiskHigh),
	} {
		rows, err := o.store.List(centre.CaseType, store.Query{Where: []store.Cond{sign, store.Where("state", open...)}})
		if err != nil {
			return nil, fmt.Errorf("list risks: %w", err)
		}
		for i := range rows.Len() {
			if seen[rows.ID(i)] || rows.Faced(i) {
				continue
			}
			seen[rows.ID(i)] = true
			c := rows.At(i).(*centre.Case)
			if kinds := centre.ChecksDue(c, made[c.ID]); len(kinds) > 0 {
				out = append(out, RiskLack{c, kinds})
			}
		}
	}
	return out, nil
}

// checksByCase are all risk checks as lists have them, by their case.
func (o *Office) checksByCase() (map[field.ID][]*centre.RiskCheck, error) {
	rows, err := o.store.List(centre.RiskCheckType, store.Query{Sort: store.ByMade})
	if err != nil {
		return nil, fmt.Errorf("list risk checks: %w", err)
	}
	out := map[field.ID][]*centre.RiskCheck{}
	for i := range rows.Len() {
		if rows.Faced(i) {
			continue
		}
		k := rows.At(i).(*centre.RiskCheck)
		out[k.Case] = append(out[k.Case], k)
	}
	return out, nil
}
