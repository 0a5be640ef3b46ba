package office

import (
	"context"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Second is a second person at one computer, who decides something under her own account while somebody else stays signed in.
type Second struct{ Name, Passphrase string }

// ApproveBeside is ApproveClosing by a second person at this computer. Codes besides those: Passphrase; Locked for a case she could not
// open herself.
func (o *Office) ApproveBeside(ctx context.Context, id field.ID, who Second) (store.Change, error) {
	return o.decideBeside(ctx, who, &centre.Act{Case: id, What: centre.Approved})
}

// RejectBeside is RejectClosing by a second person at this computer.
func (o *Office) RejectBeside(ctx context.Context, id field.ID, reason string, who Second) (store.Change, error) {
	return o.decideBeside(ctx, who, &centre.Act{Case: id, What: centre.Rejected, Reason: reason})
}

func (o *Office) decideBeside(ctx context.Context, who Second, a *centre.Act) (store.Change, error) {
	return o.beside(ctx, who, deciding(a.What), centre.MayApprove, func(v *verb) error { return v.put(a) })
}

// beside performs a verb as a second person: her rights count, the entry is signed with her key, and says beside whom. Wrong passphrases
// before hers stand in it, as they do at signing in.
func (o *Office) beside(ctx context.Context, who Second, name, right string, do func(v *verb) error) (store.Change, error) {
	g, err := o.store.Guest(who.Name, who.Passphrase)
	if err != nil {
		return store.Change{}, fmt.Errorf("%s beside: %w", name, err)
	}
	defer g.Forget()
	failed := o.store.Tries()
	c, err := o.performBy(ctx, g.Update, store.Verb{Name: name}, func(v *verb) error {
		if err := v.need(right); err != nil {
			return err
		}
		if err := do(v); err != nil {
			return err
		}
		v.Note(store.SignedIn, nil, field.ID{}, o.Me().Name)
		if failed.Count > 0 {
			v.Note(store.Refused, nil, field.ID{}, triesText(failed))
		}
		return nil
	})
	if err != nil {
		return c, err
	}
	return c, o.store.ForgetTries()
}

// Approval is what a case waits for whose end is proposed.
type Approval struct {
	Own    bool     // the signed-in person proposed it, and cannot approve it
	Others []string // names of those who can besides the signed-in person
}

// Approval reads who can approve the proposed end of a case. Codes: Locked, NotFound.
func (o *Office) Approval(id field.ID) (out Approval, err error) {
	c, err := live[*centre.Case](o, centre.CaseType, id)
	if err != nil {
		return out, fmt.Errorf("read approval: %w", err)
	}
	k, err := readCourse(o.store, id)
	if err != nil {
		return out, fmt.Errorf("read approval: %w", err)
	}
	me, by := o.Me().ID.String(), proposer(k.acts)
	out.Own = by == me
	out.Others, err = o.able(c, centre.MayApprove, me, by)
	return out, err
}

// notAlone says that another account has to approve, and where there is none, what to do.
func (o *Office) notAlone(c *centre.Case, me store.AccountInfo) error {
	others, err := o.able(c, centre.MayApprove, me.ID.String())
	if err != nil {
		return err
	}
	if len(others) == 0 {
		return field.Problems{{Say: "problem.closing.alone"}}
	}
	return field.Problems{{Say: "problem.closing.self"}}
}

// able are the names of those who open a case, may write and have a right, but for some accounts.
func (o *Office) able(c *centre.Case, right string, but ...string) (names []string, err error) {
	space := c.Space
	if space == "" {
		space = centre.CaseType.Space
	}
	roles, err := o.knownRoles()
	if err != nil {
		return nil, fmt.Errorf("find second person: %w", err)
	}
	for _, a := range o.store.Accounts() {
		r, err := roleOf(roles, a.Role)
		if a.Recovery || a.Closed || slices.Contains(but, a.ID.String()) || !slices.Contains(a.Spaces, space) || err != nil || !r.May(centre.MayWrite) || !r.May(right) {
			continue
		}
		names = append(names, a.Name)
	}
	return names, nil
}
