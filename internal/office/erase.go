package office

import (
	"context"
	"errors"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Erased says what was taken away for good, and where it still is.
type Erased struct {
	Change  store.Change
	Records int                // that were erased or emptied
	Holding []store.BackupInfo // backups made before
	Unseen  []string           // places of backups that are not there now and may have such backups too
}

// Erase removes records for good, with their parts and histories; the person of a case or a hardship file goes with it when nothing else
// needs her. The file is written anew, so that nothing stays in its free pages. A change with an error is made, but the file could
// not be cleaned. Codes: Denied, NotFound, Locked; field.Problems for what is frozen, needed by others, or a part of something.
func (o *Office) Erase(ctx context.Context, ts []Target, tell store.Progress) (Erased, error) {
	return o.performErasing(ctx, "erase", ts, tell, (*verb).erase)
}

// Anonymise takes out of records what tells who they are about, with their histories, and leaves what the statistics need: year of
// birth, matter, state, days, counts, amounts. Attached files and deleted parts are erased. Codes and change as Erase.
func (o *Office) Anonymise(ctx context.Context, ts []Target, tell store.Progress) (Erased, error) {
	return o.performErasing(ctx, "anonymise", ts, tell, (*verb).anonymise)
}

func (o *Office) performErasing(ctx context.Context, name string, ts []Target, tell store.Progress, do func(*verb, *bundle, bool) (int, error)) (e Erased, err error) {
	if err := o.allow(ctx, centre.MayErase, name); err != nil {
		return e, fmt.Errorf("%s: %w", name, err)
	}
	blind, err := o.blind()
	if err != nil {
		return e, fmt.Errorf("%s: %w", name, err)
	}
	e.Change, err = o.perform(ctx, name, func(v *verb) error {
		all := &bundle{from: v.Tx, in: map[Target]bool{}}
		for _, t := range ts {
			b, err := gather(v.Tx, t)
			if err != nil {
				return err
			}
			if err := b.mayGo(t); err != nil {
				return err
			}
			for _, r := range b.all {
				if err := all.add(r); err != nil {
					return err
				}
			}
		}
		for _, t := range ts {
			if err := all.mayBe(name, t, blind); err != nil {
				return err
			}
		}
		e.Records, err = do(v, all, blind)
		return err
	})
	if e.Change.Seq == 0 {
		return e, err
	}
	if bad := o.store.Compact(context.WithoutCancel(ctx), tell); bad != nil {
		err = errors.Join(err, fmt.Errorf("%s: %w", name, bad))
	}
	e.Holding, e.Unseen = o.BackupsHolding(e.Change.Seq)
	return e, err
}

// Compact writes the data file anew, without what was erased or restricted before: for when that failed at the time. Code: Denied.
func (o *Office) Compact(ctx context.Context, tell store.Progress) error {
	if err := o.allow(ctx, centre.MayErase, "compact"); err != nil {
		return fmt.Errorf("compact: %w", err)
	}
	return o.store.Compact(ctx, tell)
}

// mayGo refuses what is frozen, or belongs to something that is there.
func (b *bundle) mayGo(t Target) error {
	for _, r := range b.all {
		if frozen(r) != "" {
			return field.Problems{{Say: "retention.frozen"}}
		}
	}
	return b.mayLeave(b.all[0])
}

// mayLeave refuses a part whose owner is there, unless the part was deleted before and the owner is not frozen.
func (b *bundle) mayLeave(r field.Record) error {
	f := r.Type().Owner()
	if f == nil || centre.GoesAlone(r.Type()) {
		return nil
	}
	id := *f.Pointer(r).(*field.ID)
	for _, table := range f.Tables {
		owner, err := b.from.Get(centre.TypeOf(table), id)
		switch {
		case errors.Is(err, field.NotFound):
			continue
		case err != nil:
			return err
		case frozen(owner) != "":
			return field.Problems{{Say: "retention.frozen"}}
		case r.Base().Gone == 0 && owner.Base().Gone == 0:
			return field.Problems{{Say: "retention.part"}}
		}
		return b.mayLeave(owner)
	}
	return nil
}

// mayBe refuses to erase what others need, and to anonymise what is no record about somebody.
func (b *bundle) mayBe(name string, t Target, blind bool) error {
	if name == "anonymise" {
		if !anonymised[t.Type] {
			return field.Problems{{Say: "retention.cannot.anonymise"}}
		}
		return nil
	}
	alone, err := b.alone(t)
	if err == nil && (!alone || blind && t.Type == centre.PersonType) {
		err = field.Problems{{Say: "retention.used"}}
	}
	return err
}

// anonymised are the records that can be. A person is anonymised with her cases.
var anonymised = map[*field.Type]bool{centre.CaseType: true, centre.HardshipType: true, centre.AppointmentType: true, centre.CounsellorType: true}

func (v *verb) erase(b *bundle, blind bool) (n int, err error) {
	persons, err := b.persons(blind)
	if err != nil {
		return 0, err
	}
	for p, alone := range persons {
		if alone {
			if err := b.add(p); err != nil {
				return 0, err
			}
		}
	}
	if err := v.endLists(b.all); err != nil {
		return 0, err
	}
	for _, r := range b.all {
		if err := v.Tx.Erase(r.Type(), r.Base().ID); err != nil {
			return 0, err
		}
	}
	return len(b.all), nil
}

func (v *verb) anonymise(b *bundle, blind bool) (n int, err error) {
	persons, err := b.persons(blind)
	if err != nil {
		return 0, err
	}
	stands := map[field.ID]field.ID{} // for a person whom others need: who stands for her here
	for p, alone := range persons {
		if alone {
			if err := b.add(p); err != nil {
				return 0, err
			}
			continue
		}
		if stands[p.ID], err = v.standIn(p); err != nil {
			return 0, err
		}
	}
	for _, r := range b.all {
		if r.Type() == centre.AttachmentType || r.Base().Gone != 0 {
			err = v.Tx.Erase(r.Type(), r.Base().ID)
		} else {
			err = v.strip(r, stands)
		}
		if err != nil {
			return 0, err
		}
	}
	return len(b.all), nil
}

// standIn saves a person who is like p and tells nobody who she is, so that the statistics of what refers to her stay true.
func (v *verb) standIn(p *centre.Person) (field.ID, error) {
	c := centre.PersonType.Copy(p).(*centre.Person)
	c.Meta = field.Meta{Space: p.Space}
	centre.Strip(c)
	err := v.Tx.Put(c)
	return c.ID, err
}

func (v *verb) strip(r field.Record, stands map[field.ID]field.ID) error {
	centre.Strip(r)
	if f := r.Type().Field("person"); f != nil && f.Kind == field.RefKind {
		if p := f.Pointer(r).(*field.ID); stands[*p] != (field.ID{}) {
			*p = stands[*p]
		}
	}
	if f := r.Type().Field("anonymised"); f != nil {
		*f.Pointer(r).(*field.Day) = v.office.Today()
	}
	return v.Tx.Strip(r)
}
