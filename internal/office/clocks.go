package office

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

// Clocks follow from what is on record of a case: its key dates, steps that stop a limitation, the dates of the person, the day it
// came in. Whatever changes one of them counts the clocks of the case anew, at the end of the same transaction: a clock is made,
// moved, or withdrawn with the reason. What a person decided stays: another day with a reason, a done mark, "not needed".

// asked is the code of centre.Follows for a clock somebody asked for, although the matter does not call for it.
const asked = "asked"

// unneeded is the code of centre.Withdrawal for a clock somebody put aside.
const unneeded = "unneeded"

// heeding is what a verb saved that clocks depend on.
type heeding struct {
	cases  map[field.ID]bool // to be counted anew
	born   map[field.ID]bool // cases made by this verb: nothing of them is stored yet
	parts  []field.Record    // key dates, steps and clocks made by this verb
	region string            // the centre's, when this verb changes it
	cal    *law.Calendar     // the calendar, when this verb changes it
	tell   store.Progress    // how many cases are counted; may be nil
}

// heed notes, before r is saved, whether it changes what clocks follow from. What it returns is called once r is saved.
func (v *verb) heed(r field.Record) (func(), error) {
	nothing := func() {}
	was, err := v.was(r)
	if err != nil {
		return nothing, err
	}
	switch r := r.(type) {
	case *centre.Milestone:
		old, _ := was.(*centre.Milestone)
		return func() { v.count(r.Case); v.partMade(r, old != nil); v.countOld(old) }, nil
	case *centre.Step:
		old, _ := was.(*centre.Step)
		if r.Effect == "" && (old == nil || old.Effect == "") {
			return nothing, nil
		}
		found := old != nil && old.Effect != "" // among the steps that are stored with an effect
		return func() { v.count(r.Case); v.partMade(r, found) }, nil
	case *centre.Deadline:
		old, _ := was.(*centre.Deadline)
		return func() {
			v.partMade(r, old != nil)
			if old != nil && old.Done.IsZero() != r.Done.IsZero() {
				v.count(r.Case)
			}
		}, nil
	case *centre.Case:
		old, _ := was.(*centre.Case)
		if old != nil && old.Matter == r.Matter && old.Person == r.Person && old.Received == r.Received {
			return nothing, nil
		}
		return func() { v.count(r.ID); v.caseMade(r, old == nil) }, nil
	case *centre.Centre:
		return nothing, v.countRegion(r)
	case *centre.Person:
		old, _ := was.(*centre.Person)
		if old == nil || old.Due == r.Due && old.Period == r.Period {
			return nothing, nil
		}
		return nothing, v.countCasesOf(r.ID)
	}
	return nothing, nil
}

// heedGone notes that something clocks follow from is deleted, or comes back.
func (v *verb) heedGone(r field.Record) {
	switch r := r.(type) {
	case *centre.Milestone:
		v.count(r.Case)
	case *centre.Step:
		if r.Effect == "" {
			return
		}
		v.count(r.Case)
	case *centre.Deadline:
	default:
		return
	}
	v.partMade(r, r.Base().Gone == 0) // what comes back is not yet among what is stored
}

// was returns the record as it is before this save; nil for a new one and for what no clock depends on.
func (v *verb) was(r field.Record) (field.Record, error) {
	switch r.(type) {
	case *centre.Milestone, *centre.Step, *centre.Deadline, *centre.Case, *centre.Person:
	default:
		return nil, nil
	}
	if r.Base().Rev == 0 {
		return nil, nil
	}
	old, err := v.Get(r.Type(), r.Base().ID)
	if err != nil {
		return nil, fmt.Errorf("heed %s: %w", r.Type().Table, err)
	}
	return old, nil
}

func (v *verb) count(id field.ID) {
	if id == (field.ID{}) {
		return
	}
	if v.clocks.cases == nil {
		v.clocks.cases = map[field.ID]bool{}
	}
	v.clocks.cases[id] = true
}

func (v *verb) countOld(old *centre.Milestone) {
	if old != nil {
		v.count(old.Case) // it may have gone from one case to another
	}
}

func (v *verb) partMade(r field.Record, old bool) {
	if !old {
		v.clocks.parts = append(v.clocks.parts, r)
	}
}

func (v *verb) caseMade(c *centre.Case, born bool) {
	if !born {
		return
	}
	if v.clocks.born == nil {
		v.clocks.born = map[field.ID]bool{}
	}
	v.clocks.born[c.ID] = true
}

// countRegion has all clocks counted when other regional rules apply.
func (v *verb) countRegion(c *centre.Centre) error {
	old, err := readCentre(v.Tx)
	if err != nil || old == nil || old.Region == c.Region {
		return err
	}
	v.clocks.region = c.Region
	ids, err := v.office.recountable()
	if err != nil {
		return fmt.Errorf("count clocks: %w", err)
	}
	for _, id := range ids {
		v.count(id)
	}
	return nil
}

// countCasesOf has the clocks of a person's open cases counted.
func (v *verb) countCasesOf(person field.ID) error {
	rows, err := v.List(centre.CaseType, store.Query{Where: []store.Cond{store.Where("person", person.String())}})
	if err != nil {
		return fmt.Errorf("count clocks: %w", err)
	}
	for i := range rows.Len() {
		if c := rows.At(i).(*centre.Case); !rows.Faced(i) && c.Open() {
			v.count(rows.ID(i))
		}
	}
	return nil
}

// countClocks counts what the verb changed, at its end.
func (v *verb) countClocks(ctx context.Context) error {
	done, total := 0, 0
	for len(v.clocks.cases) > 0 {
		now := slices.Collect(maps.Keys(v.clocks.cases))
		v.clocks.cases = nil
		total += len(now)
		for some := range slices.Chunk(now, countBatch) {
			if ctx.Err() != nil {
				return fmt.Errorf("count clocks: %w", field.Cancelled)
			}
			files, err := v.office.caseFiles(v.Tx, some, &v.clocks)
			if err != nil {
				return fmt.Errorf("count clocks: %w", err)
			}
			for _, f := range files {
				if err := v.settle(f); err != nil {
					return fmt.Errorf("count clocks: %w", err)
				}
			}
			if done += len(some); v.clocks.tell != nil {
				v.clocks.tell(done, total)
			}
		}
	}
	return nil
}
