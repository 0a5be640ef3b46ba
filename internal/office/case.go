package office

import (
	"context"
	"errors"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// Promote makes a case file of an enquiry, which accepts it.
func (o *Office) Promote(ctx context.Context, id field.ID) (store.Change, error) {
	return o.perform(ctx, "promote-case", func(v *verb) error {
		c, err := store.As[*centre.Case](v.Get(centre.CaseType, id))
		if err != nil {
			return err
		}
		c.Enquiry = field.No
		if err := v.put(c); err != nil || !centre.Allows(c.State, centre.Accepted) {
			return err
		}
		return v.put(&centre.Act{Case: id, What: centre.Accepted})
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
