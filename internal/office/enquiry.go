package office

import (
	"context"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
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
	caller, err := o.caller(e)
	if err != nil {
		return nil, store.Change{}, fmt.Errorf("log enquiry: %w", err)
	}
	change, err := o.perform(ctx, "log-enquiry", func(v *verb) error {
		if caller != nil {
			if err := v.put(caller); err != nil {
				return err
			}
			c.Person = caller.ID
		}
		return v.put(c)
	})
	if err != nil {
		return nil, change, err
	}
	return c, change, nil
}

// caller is the new person an enquiry names, or nil.
func (o *Office) caller(e Enquiry) (*centre.Person, error) {
	who := field.Tidy(e.Who)
	if who == "" || e.Person != (field.ID{}) {
		return nil, nil
	}
	p := o.New(centre.PersonType).(*centre.Person)
	if bad := centre.PersonType.Field("name").Set(p, who, o.Context()); bad != nil {
		return nil, field.Problems{{Field: "who", Say: bad.Say, Args: bad.Args}}
	}
	return p, nil
}
