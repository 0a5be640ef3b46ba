package office

import (
	"errors"
	"fmt"

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
		return func() { v.count(r.Case); v.partMade(r, old != nil) }, nil
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
func (v *verb) countClocks() error {
	for len(v.clocks.cases) > 0 {
		now := v.clocks.cases
		v.clocks.cases = nil
		for id := range now {
			if err := v.countCase(id); err != nil {
				return fmt.Errorf("count clocks: %w", err)
			}
		}
	}
	return nil
}

// caseFile is what the clocks of a case are counted from.
type caseFile struct {
	of     *centre.Case
	known  law.Known
	kept   []*centre.Deadline
	clocks []law.Clock
}

// countCase counts the clocks of one case. A case that is deleted, or that this account cannot open, keeps what it has.
func (v *verb) countCase(id field.ID) error {
	f, err := v.office.caseFile(v.Tx, id, &v.clocks)
	if errors.Is(err, field.NotFound) || errors.Is(err, field.Locked) || err == nil && f.of.Gone != 0 {
		return nil
	}
	if err != nil {
		return err
	}
	return v.settle(f)
}

// caseFile reads a case with what clocks follow from, within a verb with what it has saved so far.
func (o *Office) caseFile(from reader, id field.ID, made *heeding) (caseFile, error) {
	var f caseFile
	var err error
	if f.of, err = store.As[*centre.Case](from.Get(centre.CaseType, id)); err != nil {
		return f, err
	}
	f.known = law.Known{Region: o.lawRegion(from, made), Matter: f.of.Matter, Today: o.Today()}
	if f.of.Received != 0 {
		f.known.Received = field.DayOf(f.of.Received.In(law.China))
	}
	if f.known.Milestones, err = caseParts[*centre.Milestone](from, centre.MilestoneType, id, made); err != nil {
		return f, err
	}
	if f.known.Steps, err = caseParts[*centre.Step](from, centre.StepType, id, made); err != nil {
		return f, err
	}
	if f.kept, err = caseParts[*centre.Deadline](from, centre.DeadlineType, id, made); err != nil {
		return f, err
	}
	if f.of.Person != (field.ID{}) {
		p, err := store.As[*centre.Person](from.Get(centre.PersonType, f.of.Person))
		switch {
		case err == nil:
			f.known.Period, f.known.Child = p.Period, p.Due
		case !errors.Is(err, field.Locked) && !errors.Is(err, field.NotFound):
			return f, err
		}
	}
	f.clocks = law.Follow(f.known, o.Calendar())
	return f, nil
}

// lawRegion is whose rules apply.
func (o *Office) lawRegion(from reader, made *heeding) string {
	if made != nil && made.region != "" {
		return lawRegion(made.region)
	}
	own, err := o.ownCentre(from)
	if err != nil {
		return lawRegion("")
	}
	return lawRegion(own.Region)
}

// lawRegion turns a code of centre.Region into a region of the rules. National law applies everywhere.
func lawRegion(code string) string {
	if code == "" || code == "CN" {
		return "CN"
	}
	return "CN-" + code
}

// caseParts reads the live parts of a case, those made in the running verb among them.
func caseParts[R field.Record](from reader, t *field.Type, id field.ID, made *heeding) ([]R, error) {
	var out []R
	add := func(r field.Record) {
		if r.Base().Gone == 0 && *t.Owner().Pointer(r).(*field.ID) == id {
			out = append(out, r.(R))
		}
	}
	if made == nil || !made.born[id] {
		all, err := opened(from, t, partsQuery(t, id, false))
		if err != nil {
			return nil, err
		}
		for _, r := range all {
			add(r)
		}
	}
	if made == nil {
		return out, nil
	}
	for _, r := range made.parts {
		if r.Type() != t {
			continue
		}
		now, err := from.Get(t, r.Base().ID)
		if err != nil {
			return nil, err
		}
		add(now)
	}
	return out, nil
}
