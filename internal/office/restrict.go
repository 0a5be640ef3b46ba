package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// A restricted case (harassment, violence, psychology) lies in a space of its own with everything that belongs to it: only the people
// named on it hold the key. The others see that there is such a case, where it stands and who handles it.

const casePrefix = "case:"

// Restricted reports whether a record lies in a space of its own.
func Restricted(r field.Record) bool { return strings.HasPrefix(string(r.Base().Space), casePrefix) }

// Nameable returns the people who can be named on a restricted case: those who open cases.
func (o *Office) Nameable() []store.AccountInfo {
	return slices.DeleteFunc(o.store.Accounts(), func(a store.AccountInfo) bool {
		return a.Recovery || a.Closed || !slices.Contains(a.Spaces, field.Cases)
	})
}

// Named returns the people who can open a restricted case; none for one that is not restricted. Codes: NotFound; Locked for whoever
// is not named herself: she cannot know who is.
func (o *Office) Named(id field.ID) ([]store.AccountInfo, error) {
	c, err := live[*centre.Case](o, centre.CaseType, id)
	if err != nil {
		return nil, fmt.Errorf("list named people: %w", err)
	}
	return slices.DeleteFunc(o.store.Accounts(), func(a store.AccountInfo) bool {
		return a.Recovery || a.Closed || c.Space == "" || !slices.Contains(a.Spaces, c.Space)
	}), nil
}

// Restrict puts a case with its parts, its appointments and its person into a space that only the named people can open, whoever does
// it only if she is named, and takes what lay in the open out of the file. The person stays in the open while something else there
// needs her. Codes: Denied, Locked, NotFound; field.Problems for the names. With a change and an error the case is restricted, but
// the file could not be cleaned.
func (o *Office) Restrict(ctx context.Context, id field.ID, names []field.ID) (store.Change, error) {
	c, err := o.performRestricting(ctx, "restrict-case", func(v *verb) error {
		if err := o.mayBeNamed(names); err != nil {
			return err
		}
		c, err := store.As[*centre.Case](v.Get(centre.CaseType, id))
		if err != nil {
			return err
		}
		if c.Space != "" {
			return field.Problems{{Say: "restrict.already"}}
		}
		space, err := o.freshSpace(id)
		if err != nil {
			return err
		}
		if err := v.NewSpace(space, names...); err != nil {
			return err
		}
		return v.moveCaseTo(c, space)
	})
	return o.cleaned(ctx, c, err)
}

// Unrestrict puts a restricted case back to the others, with all that was restricted with it. Codes: Denied, Locked, NotFound.
func (o *Office) Unrestrict(ctx context.Context, id field.ID) (store.Change, error) {
	return o.performRestricting(ctx, "unrestrict-case", func(v *verb) error {
		c, err := v.restricted(id)
		if err != nil {
			return err
		}
		return v.moveCaseTo(c, "")
	})
}

// NameOn lets one more person open a restricted case. Codes: Denied, Locked, NotFound; field.Problems for who cannot be named.
func (o *Office) NameOn(ctx context.Context, id, account field.ID) (store.Change, error) {
	return o.performRestricting(ctx, "name-on-case", func(v *verb) error {
		if err := o.mayBeNamed([]field.ID{account}); err != nil {
			return err
		}
		c, err := v.restricted(id)
		if err != nil {
			return err
		}
		return v.Grant(account, c.Space)
	})
}

// NameOff takes a person off a restricted case and seals the case anew, so that the key she had opens nothing of it any more. Stopped
// there, the change stands and the sealing goes on by itself. Whoever wants off herself asks another named person. Codes: Denied,
// Locked, NotFound; field.Problems for oneself and when nobody else could open it.
func (o *Office) NameOff(ctx context.Context, id, account field.ID, tell store.Progress) error {
	var space field.Space
	_, err := o.performRestricting(ctx, "name-off-case", func(v *verb) error {
		if account == o.Me().ID {
			return field.Problems{{Field: "names", Say: "restrict.self"}}
		}
		c, err := v.restricted(id)
		if err != nil {
			return err
		}
		space = c.Space
		others, err := o.Named(id)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(others, func(a store.AccountInfo) bool { return a.ID == account }) {
			return nil // taken off before, and stopped while sealing
		}
		return v.Revoke(account, space)
	})
	if err != nil {
		return err
	}
	if err := o.resealNow(ctx, []field.Space{space}, tell); err != nil || ctx.Err() != nil {
		return err
	}
	if err := o.store.Compact(ctx, nil); err != nil && !errors.Is(err, field.Cancelled) { // what her key opens lies in free pages still
		return fmt.Errorf("take off case: %w", err)
	}
	return nil
}

func (o *Office) performRestricting(ctx context.Context, name string, do func(v *verb) error) (store.Change, error) {
	if err := o.allow(ctx, centre.MayRestrict, name); err != nil {
		return store.Change{}, fmt.Errorf("%s: %w", name, err)
	}
	return o.perform(ctx, name, do)
}

// restricted returns a case that is.
func (v *verb) restricted(id field.ID) (*centre.Case, error) {
	c, err := store.As[*centre.Case](v.Get(centre.CaseType, id))
	if err == nil && c.Space == "" {
		err = field.Problems{{Say: "restrict.not"}}
	}
	return c, err
}

func (o *Office) mayBeNamed(names []field.ID) error {
	if len(names) == 0 {
		return field.Problems{{Field: "names", Say: "restrict.need.names"}}
	}
	may := o.Nameable()
	for _, id := range names {
		if !slices.ContainsFunc(may, func(a store.AccountInfo) bool { return a.ID == id }) {
			return field.Problems{{Field: "names", Say: "restrict.need.cases"}}
		}
	}
	return nil
}

// freshSpace names the space of a case that is to be restricted. A case restricted before gets another one: those who were named then
// still hold the key of the old.
func (o *Office) freshSpace(id field.ID) (field.Space, error) {
	h, err := o.store.History(centre.CaseType, id)
	if err != nil {
		return "", err
	}
	before := 0
	for _, e := range h {
		for _, op := range e.Ops {
			if op.Moved && strings.HasPrefix(string(op.To), casePrefix) {
				before++
			}
		}
	}
	space := casePrefix + id.String()
	if before > 0 {
		space += fmt.Sprintf(":%d", before+1)
	}
	return field.Space(space), nil
}

// moveCaseTo moves a case and what goes with it out of the space it lies in.
func (v *verb) moveCaseTo(c *centre.Case, to field.Space) error {
	from := c.Space
	all, err := v.goesWith(c)
	if err != nil {
		return err
	}
	if err := v.Move(centre.CaseType, c.ID, to); err != nil { // first: the reason given is sealed with it
		return err
	}
	for _, r := range all {
		if r.Base().Space != from {
			continue
		}
		if err := v.Move(r.Type(), r.Base().ID, to); err != nil {
			return err
		}
	}
	return nil
}

// goesWith returns the parts of a case, deleted ones too, its appointments, and its person where nothing else needs her.
func (v *verb) goesWith(c *centre.Case) ([]field.Record, error) {
	all, err := allParts(v.Tx, centre.CaseType, c.ID)
	if err != nil {
		return nil, err
	}
	appointments, err := both(v.Tx, centre.AppointmentType, store.Where("case", c.ID.String()))
	if err != nil {
		return nil, err
	}
	all = append(all, appointments...)
	if alone, err := v.onlyIn(c); err != nil || !alone && c.Space == "" || c.Person == (field.ID{}) {
		return all, err // a person who was restricted with the case comes back with it in any event
	}
	p, err := v.Get(centre.PersonType, c.Person)
	if errors.Is(err, field.Locked) || errors.Is(err, field.NotFound) {
		return all, nil // another restricted case has her, or she was erased
	}
	if err != nil {
		return nil, err
	}
	parts, err := allParts(v.Tx, centre.PersonType, c.Person)
	return append(append(all, p), parts...), err
}

// allParts returns the parts of a record and theirs, deleted ones too.
func allParts(from reader, t *field.Type, owner field.ID) (all []field.Record, err error) {
	for _, pt := range centre.PartsOf(t.Table) {
		parts, err := both(from, pt, store.Where(pt.Owner().Key, owner.String()))
		if err != nil {
			return nil, err
		}
		for _, p := range parts {
			below, err := allParts(from, pt, p.Base().ID)
			if err != nil {
				return nil, err
			}
			all = append(append(all, p), below...)
		}
	}
	return all, nil
}

// both returns the records that meet the condition, live and deleted.
func both(from reader, t *field.Type, where store.Cond) (all []field.Record, err error) {
	for _, gone := range []bool{false, true} {
		rs, err := opened(from, t, store.Query{Where: []store.Cond{where}, Sort: store.ByMade, Gone: gone})
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", t.Table, err)
		}
		all = append(all, rs...)
	}
	return all, nil
}

// onlyIn reports whether the person of a case is needed by nothing else: no other open case, no hardship file, no pairing.
func (v *verb) onlyIn(c *centre.Case) (bool, error) {
	if c.Person == (field.ID{}) {
		return false, nil
	}
	others, err := opened(v.Tx, centre.CaseType, store.Query{Where: []store.Cond{store.Where("person", c.Person.String())}})
	if err != nil {
		return false, err
	}
	for _, r := range others {
		if o := r.(*centre.Case); o.ID != c.ID && o.Space == "" && o.Open() {
			return false, nil
		}
	}
	for t, key := range map[*field.Type]string{centre.HardshipType: "person", centre.PairingType: "helper"} {
		rows, err := v.List(t, store.Query{Where: []store.Cond{store.Where(key, c.Person.String())}, Limit: 1})
		if err != nil || rows.Len() > 0 {
			return false, err
		}
	}
	return true, nil
}

// cleaned writes the file anew after a change that must leave nothing of the old behind.
func (o *Office) cleaned(ctx context.Context, c store.Change, err error) (store.Change, error) {
	if c.Seq == 0 {
		return c, err
	}
	if bad := o.store.Compact(context.WithoutCancel(ctx), nil); bad != nil {
		err = errors.Join(err, bad)
	}
	return c, err
}
