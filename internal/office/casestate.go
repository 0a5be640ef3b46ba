package office

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// course is what was decided and done in a case, with what the running verb adds.
type course struct {
	acts  []*centre.Act
	steps []*centre.Step
}

func (k *course) state() string { return centre.StateOf(k.acts, k.steps) }

// do adds a step, or puts it in the place of its older version.
func (k *course) do(s *centre.Step) {
	i := slices.IndexFunc(k.steps, func(o *centre.Step) bool { return s.ID != (field.ID{}) && o.ID == s.ID })
	if i < 0 {
		k.steps = append(k.steps, s)
		return
	}
	k.steps[i] = s
}

// drop takes a step out.
func (k *course) drop(id field.ID) {
	k.steps = slices.DeleteFunc(k.steps, func(o *centre.Step) bool { return o.ID == id })
}

// course returns what was decided and done in a case.
func (v *verb) course(id field.ID) (*course, error) {
	if k := v.courses[id]; k != nil {
		return k, nil
	}
	k, err := readCourse(v.Tx, id)
	if err != nil {
		return nil, err
	}
	if v.courses == nil {
		v.courses = map[field.ID]*course{}
	}
	v.courses[id] = k
	return k, nil
}

func readCourse(from reader, id field.ID) (*course, error) {
	k := &course{}
	acts, err := opened(from, centre.ActType, partsQuery(centre.ActType, id, false))
	if err != nil {
		return nil, fmt.Errorf("read decisions: %w", err)
	}
	for _, r := range acts {
		k.acts = append(k.acts, r.(*centre.Act))
	}
	steps, err := opened(from, centre.StepType, partsQuery(centre.StepType, id, false))
	if err != nil {
		return nil, fmt.Errorf("read steps: %w", err)
	}
	for _, r := range steps {
		k.steps = append(k.steps, r.(*centre.Step))
	}
	return k, nil
}

// stateMoves reports whether a save gives a case a state it did not have. Where it stays as it was, its decisions and steps need not be
// read: what stood there unexplained is noted once something is done, see followCase.
func (v *verb) stateMoves(r field.Record) (bool, error) {
	c, ok := r.(*centre.Case)
	if !ok || c.Rev == 0 {
		return ok, nil
	}
	before, err := store.As[*centre.Case](v.Get(centre.CaseType, c.ID))
	if err != nil {
		return false, fmt.Errorf("compare case: %w", err)
	}
	return before.State != c.State, nil
}

// standing notes of a saved case where it stood, when neither decisions nor steps say so: it came from a ledger, or from a program
// that let the state be chosen.
func (v *verb) standing(c *centre.Case) error {
	k, err := v.course(c.ID)
	if err != nil || k.state() == c.State || c.State == "" {
		return err
	}
	stood := &centre.Act{Case: c.ID, What: centre.Stood, State: c.State, At: c.Received, By: v.Me().Name}
	stood.Space = c.Space
	if err := v.Put(stood); err != nil {
		return fmt.Errorf("note state: %w", err)
	}
	k.acts = append(k.acts, stood)
	return nil
}

// followCase changes what was done in a case, and puts the case to where it stands then.
func (v *verb) followCase(c *centre.Case, change func(*course)) error {
	if err := v.standing(c); err != nil {
		return err
	}
	k, err := v.course(c.ID)
	if err != nil {
		return err
	}
	before := *c
	change(k)
	c.State, c.Highest = k.state(), centre.HighestService(k.steps)
	if c.State == before.State && c.Highest == before.Highest {
		return nil
	}
	return v.Put(c)
}

// doStep puts the case of a step to where the step brings it.
func (v *verb) doStep(s *centre.Step) error {
	c, err := store.As[*centre.Case](v.Get(centre.CaseType, s.Case))
	if err != nil {
		return fmt.Errorf("follow step: %w", err)
	}
	if s.Rev != 0 {
		was, err := store.As[*centre.Step](v.Get(centre.StepType, s.ID))
		if err != nil {
			return fmt.Errorf("follow step: %w", err)
		}
		if was.Case != s.Case { // it goes to another case
			if err := v.without(was); err != nil {
				return err
			}
		}
	}
	return v.followCase(c, func(k *course) { k.do(s) })
}

// without puts a case to where it stands without a step.
func (v *verb) without(s *centre.Step) error {
	c, err := store.As[*centre.Case](v.Get(centre.CaseType, s.Case))
	if errors.Is(err, field.NotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("follow step: %w", err)
	}
	return v.followCase(c, func(k *course) { k.drop(s.ID) })
}

// undone puts a case to where it stands after a step of it was deleted or came back.
func (v *verb) undone(r field.Record) error {
	s, ok := r.(*centre.Step)
	if !ok {
		return nil
	}
	if s.Gone != 0 {
		return v.without(s)
	}
	c, err := store.As[*centre.Case](v.Get(centre.CaseType, s.Case))
	if err != nil {
		return fmt.Errorf("follow step: %w", err)
	}
	return v.followCase(c, func(k *course) { k.do(s) })
}

// followUndone puts the cases whose steps or decisions an undo changed to where they stand now: a later step may still stand.
func (o *Office) followUndone(ctx context.Context, c store.Change) error {
	var ids []field.ID
	for _, t := range c.Touched {
		if t.Type != centre.StepType && t.Type != centre.ActType {
			continue
		}
		r, err := o.store.Get(t.Type, t.ID)
		if err != nil {
			continue // locked, or gone for good: its case is not this account's to change
		}
		if id := *t.Type.Owner().Pointer(r).(*field.ID); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		if err := o.followAgain(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// followAgain puts one case to where it stands. What no step can have made of a case without decisions came from elsewhere, and stays.
func (o *Office) followAgain(ctx context.Context, id field.ID) error {
	k, err := readCourse(o.store, id)
	if err != nil {
		return err
	}
	c, err := live[*centre.Case](o, centre.CaseType, id)
	if errors.Is(err, field.NotFound) || errors.Is(err, field.Locked) {
		return nil
	}
	if err != nil || c.State == k.state() || len(k.acts) == 0 && !centre.ByStep(c.State) {
		return err
	}
	_, err = o.perform(ctx, "follow-case", func(v *verb) error {
		c.State, c.Highest = k.state(), centre.HighestService(k.steps)
		return v.Put(c)
	})
	return err
}
