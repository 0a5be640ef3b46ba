package office

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// Promote makes a case file of an enquiry.
func (o *Office) Promote(ctx context.Context, id field.ID) (store.Change, error) {
	return o.changeCase(ctx, "promote-case", id, func(c *centre.Case) error {
		c.Enquiry = field.No
		if c.State == "registered" {
			c.State = "accepted"
		}
		return nil
	})
}

// MoveCase puts a case into a state that centre.NextStates allows.
func (o *Office) MoveCase(ctx context.Context, id field.ID, state string) (store.Change, error) {
	return o.changeCase(ctx, "move-case", id, func(c *centre.Case) error {
		if !slices.Contains(centre.NextStates(c.State), state) {
			return field.Problems{{Field: "state", Say: "problem.case.state"}}
		}
		c.State = state
		if state == "closed" && c.Closed.IsZero() {
			c.Closed = o.Today()
		}
		return nil
	})
}

func (o *Office) changeCase(ctx context.Context, name string, id field.ID, change func(*centre.Case) error) (store.Change, error) {
	return o.perform(ctx, name, func(v *verb) error {
		c, err := store.As[*centre.Case](v.Get(centre.CaseType, id))
		if err != nil {
			return err
		}
		if err := change(c); err != nil {
			return err
		}
		return v.put(c)
	})
}

// OpenCase opens a case with everything that belongs to it.
func (o *Office) OpenCase(id field.ID) (summary.CaseRecords, error) {
	var s summary.CaseRecords
	var err error
	if s.Case, err = live[*centre.Case](o, centre.CaseType, id); err != nil {
		return s, fmt.Errorf("open case: %w", err)
	}
	if s.Case.Person != (field.ID{}) {
		s.Person, err = store.As[*centre.Person](o.store.Get(centre.PersonType, s.Case.Person))
		if errors.Is(err, field.Locked) {
			s.Person, err = nil, nil // another case of hers is restricted; this one goes on without her name
		}
		if err != nil {
			return s, fmt.Errorf("open case: %w", err)
		}
	}
	if s.Steps, err = partsOf[*centre.Step](o, centre.StepType, id); err == nil {
		s.Consents, err = partsOf[*centre.Consent](o, centre.ConsentType, id)
	}
	if err == nil {
		s.Referrals, err = partsOf[*centre.Referral](o, centre.ReferralType, id)
	}
	if err != nil {
		return s, fmt.Errorf("open case: %w", err)
	}
	return s, nil
}

// live returns a record that is not deleted.
func live[R field.Record](o *Office, t *field.Type, id field.ID) (R, error) {
	r, err := store.As[R](o.store.Get(t, id))
	if err == nil && r.Base().Gone != 0 {
		err = fmt.Errorf("get %s: deleted: %w", t.Table, field.NotFound)
	}
	return r, err
}

func partsOf[R field.Record](o *Office, t *field.Type, owner field.ID) ([]R, error) {
	rs, err := o.Parts(t, owner)
	if err != nil {
		return nil, err
	}
	out := make([]R, 0, len(rs))
	for _, r := range rs {
		out = append(out, r.(R))
	}
	return out, nil
}
