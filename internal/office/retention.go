package office

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"cn.halfsky/assets"
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// retentionSetting is the setting of how long records are kept: years by table and class, 0 for good. What it does not name is as the
// program's rules have it.
const retentionSetting = "retention"

var builtInKeepings = sync.OnceValues(func() ([]centre.Keeping, error) {
	b, err := assets.Rules.ReadFile("rules/retention.csv")
	if err != nil {
		return nil, fmt.Errorf("read retention: %w", err)
	}
	return centre.ParseKeepings(b)
})

func keepingName(k centre.Keeping) string { return k.Table + "." + k.Class }

// Keepings returns how long each class of records is kept in this folder.
func (o *Office) Keepings() ([]centre.Keeping, error) {
	all, err := builtInKeepings()
	if err != nil {
		return nil, err
	}
	own := map[string]int{}
	if _, err := o.store.Setting(retentionSetting, &own); err != nil {
		return nil, fmt.Errorf("read retention: %w", err)
	}
	all = slices.Clone(all)
	for i, k := range all {
		if years, ok := own[keepingName(k)]; ok && len(k.From) > 0 {
			all[i].Years = years
		}
	}
	return all, nil
}

// KeepFor sets how many years a class of records is kept; 0 is for good. A class the program's rules keep for good stays so. Codes:
// Denied, NotFound; field.Problems for the years.
func (o *Office) KeepFor(ctx context.Context, table, class string, years int) (store.Change, error) {
	const name = "set-retention"
	if err := o.allow(ctx, centre.MaySettings, name); err != nil {
		return store.Change{}, fmt.Errorf("%s: %w", name, err)
	}
	return o.perform(ctx, name, func(v *verb) error {
		if years < 0 || years > 100 {
			return field.Problems{{Field: "years", Say: "retention.years"}}
		}
		all, err := builtInKeepings()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(k centre.Keeping) bool { return k.Table == table && k.Class == class && len(k.From) > 0 })
		if i < 0 {
			return fmt.Errorf("find class: %w", field.NotFound)
		}
		own := map[string]int{}
		if _, err := o.store.Setting(retentionSetting, &own); err != nil {
			return err
		}
		if own[keepingName(all[i])] = years; years == all[i].Years {
			delete(own, keepingName(all[i]))
		}
		return v.SetSetting(retentionSetting, own)
	})
}

// Target is one record that is to be anonymised, erased or frozen.
type Target struct {
	Type *field.Type
	ID   field.ID
}

// Due is one record whose time is over.
type Due struct {
	Target
	Class  string
	Since  field.Day // what the years count from
	Until  field.Day // the last day it had to be kept
	Do     string    // centre.Anonymise or centre.Erase
	Frozen bool      // it is kept all the same
}

// Due lists the records whose time of keeping is over on a day, deleted ones too, as far as this account can open them. Records that
// another one needs are not among them, nor those that were anonymised before.
func (o *Office) Due(ctx context.Context, today field.Day) ([]Due, error) {
	keepings, err := o.Keepings()
	if err != nil {
		return nil, err
	}
	var out []Due
	for _, t := range centre.Types {
		if !slices.ContainsFunc(keepings, func(k centre.Keeping) bool { return k.Years > 0 && (k.Table == t.Table || k.Table == centre.AnyTable) }) {
			continue
		}
		look := func(r field.Record) error {
			if d, ok := o.due(keepings, r, today); ok {
				out = append(out, d)
			}
			return nil
		}
		if err := o.eachDueable(ctx, t, keepings, look); err != nil {
			return nil, fmt.Errorf("list what is due: %w", err)
		}
	}
	return o.unneeded(out)
}

// unneeded leaves out what cannot be erased because something needs it.
func (o *Office) unneeded(all []Due) (out []Due, err error) {
	persons, err := o.needed(centre.PersonType.Table)
	if err != nil {
		return nil, err
	}
	blind, err := o.blind()
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		free := true
		switch {
		case d.Do != centre.Erase:
		case d.Type == centre.PersonType:
			free = !blind && !persons[d.ID.String()]
		default:
			b, err := gather(o.store, d.Target)
			if err == nil {
				free, err = b.alone(d.Target)
			}
			if err != nil {
				return nil, err
			}
		}
		if free {
			out = append(out, d)
		}
	}
	return out, nil
}

// eachDueable gives the records of a table that a rule could be about.
func (o *Office) eachDueable(ctx context.Context, t *field.Type, keepings []centre.Keeping, look func(field.Record) error) error {
	if slices.ContainsFunc(keepings, func(k centre.Keeping) bool { return k.Years > 0 && k.Table == t.Table }) {
		if err := o.store.Each(ctx, t, look); err != nil {
			return err
		}
	}
	gone, err := opened(o.store, t, store.Query{Sort: store.ByMade, Gone: true})
	if err != nil {
		return err
	}
	for _, r := range gone {
		if err := look(r); err != nil {
			return err
		}
	}
	return nil
}

// due says whether the time of a record is over.
func (o *Office) due(keepings []centre.Keeping, r field.Record, today field.Day) (Due, bool) {
	i := slices.IndexFunc(keepings, func(k centre.Keeping) bool { return k.Fits(r) })
	if i < 0 {
		return Due{}, false
	}
	k := keepings[i]
	d := Due{Target: Target{r.Type(), r.Base().ID}, Class: k.Class, Do: k.Do, Frozen: frozen(r) != "", Since: k.Since(r, o.zone)}
	d.Until = k.Until(d.Since)
	if d.Until.IsZero() || !d.Until.Before(today) || k.Do == centre.Anonymise && stripped(r) {
		return Due{}, false
	}
	return d, true
}

// stripped reports whether a record was anonymised before.
func stripped(r field.Record) bool {
	if f := r.Type().Field("anonymised"); f != nil {
		return !f.Empty(r)
	}
	return !centre.Strip(r.Type().Copy(r))
}

// frozen is why a record is kept beyond its time; "" when it is not.
func frozen(r field.Record) string {
	f := r.Type().Field("frozen")
	if f == nil {
		return ""
	}
	return f.Text(r)
}

// Freeze keeps a case or a hardship file beyond its time: a dispute goes on, an audit wants it. Codes: Denied, NotFound, Locked;
// field.Problems without a reason.
func (o *Office) Freeze(ctx context.Context, t Target, reason string) (store.Change, error) {
	return o.setFrozen(ctx, "freeze", t, func() (string, error) {
		if reason = field.Tidy(reason); reason == "" {
			return "", field.Problems{{Field: "frozen", Say: "retention.need.reason"}}
		}
		return reason, nil
	})
}

// Unfreeze lets the time of a record count again. Codes as Freeze.
func (o *Office) Unfreeze(ctx context.Context, t Target) (store.Change, error) {
	return o.setFrozen(ctx, "unfreeze", t, func() (string, error) { return "", nil })
}

func (o *Office) setFrozen(ctx context.Context, name string, t Target, why func() (string, error)) (store.Change, error) {
	if err := o.allow(ctx, centre.MayErase, name); err != nil {
		return store.Change{}, fmt.Errorf("%s: %w", name, err)
	}
	return o.perform(ctx, name, func(v *verb) error {
		f := t.Type.Field("frozen")
		if f == nil {
			return field.Problems{{Say: "retention.cannot.freeze"}}
		}
		reason, err := why()
		if err != nil {
			return err
		}
		r, err := v.Get(t.Type, t.ID)
		if err != nil {
			return err
		}
		if bad := f.Set(r, reason, o.Context()); bad != nil {
			return field.Problems{*bad}
		}
		return v.Put(r)
	})
}
