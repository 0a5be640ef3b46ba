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

// Keys and rights keep two different promises.
//
// Keys are kept by the store. An account that holds no key of a space opens nothing in it, with this program or with any other:
// that is arithmetic. Rights are kept here. Whoever writes a program of her own can ignore them within what her keys open: she can
// print what she can read, and save where she can write. What she saves that way still stands in the journal under her name, for
// every entry is signed by its account. So a person who must not read something is given no key for it, and a right is for what a
// person with the key should not do by mistake or unasked.

// May reports whether the role of the signed-in account has a right, of centre.Rights. A recovery sheet may do everything: it is
// the key of last resort. An account whose role nobody knows may only read.
func (o *Office) May(right string) bool { return o.need(right) == nil }

// need returns field.Denied where the role of the signed-in account does not have the right.
func (o *Office) need(right string) error { return o.allows(o.Me(), right) }

// need is Office.need of whoever performs the verb.
func (v *verb) need(right string) error { return v.office.allows(v.Me(), right) }

func (o *Office) allows(me store.AccountInfo, right string) error {
	if me.Recovery {
		return nil
	}
	rs, err := o.knownRoles()
	if err != nil {
		return err // that roles cannot be read is no refusal
	}
	if r, err := roleOf(rs, me.Role); err != nil || !r.May(right) {
		return fmt.Errorf("need right %s: %w", right, field.Denied)
	}
	return nil
}

// allow is need for verbs that begin outside a transaction: the journal has that it was tried.
func (o *Office) allow(ctx context.Context, right, name string) error {
	return tried(ctx, o.store.Update, name, o.need(right))
}

// tried notes in the journal that a verb was refused for want of a right, and returns err.
func tried(ctx context.Context, save saver, name string, err error) error {
	if !errors.Is(err, field.Denied) {
		return err
	}
	_, noted := save(ctx, store.Verb{Name: name}, func(tx *store.Tx) error {
		tx.Note(store.Refused, nil, field.ID{}, "")
		return nil
	})
	return errors.Join(err, noted)
}

// needFor is the right that saving or deleting a record of the type needs.
func needFor(t *field.Type) string {
	switch t {
	case centre.RoleType:
		return centre.MayAccounts
	case centre.CentreType:
		return centre.MaySettings
	}
	return centre.MayWrite
}

// Put saves one record as it is, if the role of the signed-in account allows that.
func (v *verb) Put(r field.Record) error {
	if err := v.need(needFor(r.Type())); err != nil {
		return err
	}
	return v.Tx.Put(r)
}

// Delete puts one record aside, if the role of the signed-in account allows that.
func (v *verb) Delete(r field.Record) error {
	if err := v.need(needFor(r.Type())); err != nil {
		return err
	}
	v.heedGone(r)
	return v.Tx.Delete(r)
}

// Restore brings one record back, if the role of the signed-in account allows that.
func (v *verb) Restore(r field.Record) error {
	if err := v.need(needFor(r.Type())); err != nil {
		return err
	}
	v.heedGone(r)
	return v.Tx.Restore(r)
}

// SetSetting keeps a setting of the folder, if the role of the signed-in account allows that.
func (v *verb) SetSetting(name string, x any) error {
	right := centre.MaySettings
	if name == drills {
		right = centre.MayAccounts
	}
	if err := v.need(right); err != nil {
		return err
	}
	return v.Tx.SetSetting(name, x)
}

// needUndo returns field.Denied where undoing an entry would change what this role may not.
func (o *Office) needUndo(ctx context.Context, seq uint64) error {
	need := map[string]bool{centre.MayWrite: true}
	err := o.store.Journal(ctx, seq, seq, func(e store.Entry) error {
		if e.Account != o.Me().ID && slices.Contains([]string{deciding(centre.Approved), deciding(centre.Rejected)}, e.Verb) {
			need[centre.MayApprove] = true // it would take away what somebody else decided of an end
		}
		for _, op := range e.Ops {
			if op.Type != nil {
				need[needFor(op.Type)] = true
			}
			if op.Moved {
				need[centre.MayRestrict] = true // it would restrict a case, or open a restricted one
			}
		}
		return nil
	})
	for right := range need {
		if err == nil {
			err = o.need(right)
		}
	}
	return err
}
