package office

import (
	"context"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// Enquiry is what the quick log asks 快速登记: four things, of which who may stay empty.
type Enquiry struct {
	Channel string   // code of centre.Channel
	Matter  string   // code of centre.Matter
	Who     string   // a name or a pseudonym; empty: anonymous
	Person  field.ID // an earlier caller, instead of Who
	What    string
}

// LogEnquiry saves an enquiry as a case that was not promoted, with a new person where a name was given. It returns the case.
func (o *Office) LogEnquiry(ctx context.Context, e Enquiry) (*centre.Case, store.Change, error) {
	c := o.New(centre.CaseType).(*centre.Case)
	c.Channel, c.Matter, c.Facts, c.Person, c.Enquiry = e.Channel, e.Matter, e.What, e.Person, field.Yes
	if centre.Sensitive(e.Matter) {
		c.Secrecy = "sensitive"
	}
	change, err := o.do(ctx, "log-enquiry", func(tx *store.Tx) error {
		if e.Who != "" && e.Person == (field.ID{}) {
			p := o.New(centre.PersonType).(*centre.Person)
			if bad := centre.PersonType.Field("name").Set(p, e.Who, o.Context()); bad != nil {
				return field.Problems{{Field: "who", Say: bad.Say, Args: bad.Args}}
			}
			if err := o.put(tx, p); err != nil {
				return err
			}
			c.Person = p.ID
		}
		return o.put(tx, c)
	})
	if err != nil {
		return nil, change, err
	}
	return c, change, nil
}

// Promote makes a case file of an enquiry.
func (o *Office) Promote(ctx context.Context, id field.ID) (store.Change, error) {
	return o.do(ctx, "promote-case", func(tx *store.Tx) error {
		c, err := store.As[*centre.Case](tx.Get(centre.CaseType, id))
		if err != nil {
			return err
		}
		c.Enquiry = field.No
		if c.State == "registered" {
			c.State = "accepted"
		}
		return tx.Put(c)
	})
}

// MoveCase puts a case into a state that centre.NextStates allows.
func (o *Office) MoveCase(ctx context.Context, id field.ID, state string) (store.Change, error) {
	return o.do(ctx, "move-case", func(tx *store.Tx) error {
		c, err := store.As[*centre.Case](tx.Get(centre.CaseType, id))
		if err != nil {
			return err
		}
		allowed := false
		for _, s := range centre.NextStates(c.State) {
			allowed = allowed || s == state
		}
		if !allowed {
			return field.Problems{{Field: "state", Say: "problem.case.state"}}
		}
		c.State = state
		if state == "closed" && c.Closed.IsZero() {
			c.Closed = o.Today()
		}
		return tx.Put(c)
	})
}

// OpenCase opens a case with everything that belongs to it.
func (o *Office) OpenCase(id field.ID) (summary.CaseRecords, error) {
	var s summary.CaseRecords
	var err error
	if s.Case, err = store.As[*centre.Case](o.store.Get(centre.CaseType, id)); err != nil {
		return s, fmt.Errorf("open case: %w", err)
	}
	if s.Case.Person != (field.ID{}) {
		if s.Person, err = store.As[*centre.Person](o.store.Get(centre.PersonType, s.Case.Person)); err != nil {
			return s, fmt.Errorf("open case: %w", err)
		}
	}
	if s.Steps, err = partsOf[*centre.Step](o, centre.StepType, id); err != nil {
		return s, err
	}
	if s.Consents, err = partsOf[*centre.Consent](o, centre.ConsentType, id); err != nil {
		return s, err
	}
	s.Referrals, err = partsOf[*centre.Referral](o, centre.ReferralType, id)
	return s, err
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
