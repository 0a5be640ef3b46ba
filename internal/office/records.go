package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// Save saves records as one verb. A record that was saved by somebody else since it was read is a field.Clash; what has to be
// mended comes back as field.Problems, with nothing saved and the records as they were.
func (o *Office) Save(ctx context.Context, rs ...field.Record) (store.Change, error) {
	return o.perform(ctx, saving(rs), func(v *verb) error {
		for _, r := range rs {
			if err := v.put(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// saving names the verb of a save by its first record.
func saving(rs []field.Record) string {
	switch {
	case len(rs) == 0:
		return "save"
	case rs[0].Type() == centre.ActType:
		return deciding(rs[0].(*centre.Act).What)
	case rs[0].Base().Rev == 0:
		return "make-" + rs[0].Type().Table
	}
	return "change-" + rs[0].Type().Table
}

// Delete puts a record aside with its parts. Undo or Restore brings them back. The centre's own record stays.
func (o *Office) Delete(ctx context.Context, r field.Record) (store.Change, error) {
	return o.perform(ctx, "delete-"+r.Type().Table, func(v *verb) error {
		if r.Type() == centre.CentreType {
			return field.Problems{{Say: "office.centre.stays"}}
		}
		if role, ok := r.(*centre.Role); ok {
			if err := o.roleUnused(role); err != nil {
				return err
			}
		}
		if r.Type() == centre.ActType {
			return field.Problems{{Say: "problem.act.stays"}}
		}
		if s, ok := r.(*centre.Step); ok {
			if _, err := v.course(s.Case); err != nil { // as it was with the step
				return err
			}
		}
		parts, err := v.parts(r.Type(), r.Base().ID, 0)
		if err != nil {
			return err
		}
		for _, p := range append(parts, r) {
			if err := v.Delete(p); err != nil {
				return err
			}
		}
		return v.undone(r)
	})
}

// Restore brings a deleted record back, with the parts that went with it.
func (o *Office) Restore(ctx context.Context, r field.Record) (store.Change, error) {
	return o.perform(ctx, "restore-"+r.Type().Table, func(v *verb) error {
		was, err := v.Get(r.Type(), r.Base().ID)
		if err != nil {
			return err
		}
		if err := v.Restore(r); err != nil {
			return err
		}
		parts, err := v.parts(r.Type(), r.Base().ID, was.Base().Gone)
		if err != nil {
			return err
		}
		for _, p := range parts {
			if err := v.Restore(p); err != nil {
				return err
			}
		}
		return v.undone(r)
	})
}

// Get returns a record as it was last saved.
func (o *Office) Get(t *field.Type, id field.ID) (field.Record, error) { return o.store.Get(t, id) }

// List returns the rows that q asks for.
func (o *Office) List(t *field.Type, q store.Query) (*store.Rows, error) { return o.store.List(t, q) }

// Count returns how many rows q asks for.
func (o *Office) Count(t *field.Type, q store.Query) (int, error) { return o.store.Count(t, q) }

// Tally counts rows by the values of a column.
func (o *Office) Tally(t *field.Type, key string, q store.Query) (map[string]int, error) {
	return o.store.Tally(t, key, q)
}

// History returns the entries that changed the record, the newest first.
func (o *Office) History(t *field.Type, id field.ID) ([]store.Entry, error) {
	return o.store.History(t, id)
}

// Parts returns the records of type t that are parts of owner, in the order they were made.
func (o *Office) Parts(t *field.Type, owner field.ID) ([]field.Record, error) {
	if t.Owner() == nil {
		return nil, fmt.Errorf("list parts: %s is a part of nothing", t.Table)
	}
	rs, err := opened(o.store, t, partsQuery(t, owner, false))
	if err != nil {
		return nil, fmt.Errorf("list parts: %w", err)
	}
	return rs, nil
}

// Each gives every live record of a table to visit, in the order they were made.
func (o *Office) Each(ctx context.Context, t *field.Type, visit func(field.Record) error) error {
	return o.store.Each(ctx, t, visit)
}

// All returns every live record of a table, typed.
func All[R field.Record](ctx context.Context, o *Office, t *field.Type) ([]R, error) {
	var out []R
	err := o.store.Each(ctx, t, func(r field.Record) error {
		out = append(out, r.(R))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.Table, err)
	}
	return out, nil
}

// Name returns what names a record of any table, as machines keep it; empty when there is none or it is locked.
func (o *Office) Name(id field.ID) string {
	for _, t := range centre.Types {
		if name, ok := o.store.Title(t.Table, id); ok {
			return name
		}
	}
	return ""
}

// NameIn is Name in the words of a language: a decision or a risk check is named by what it is, not by its code.
func (o *Office) NameIn(b *say.Book, id field.ID) string {
	for _, t := range centre.Types {
		if name, ok := o.titled(b, t, id); ok {
			return name
		}
	}
	return ""
}

// titled returns the title of a record in the words of a language; false when there is none or it is locked.
func (o *Office) titled(b *say.Book, t *field.Type, id field.ID) (string, bool) {
	name, ok := o.store.Title(t.Table, id)
	if !ok {
		return "", false
	}
	coded := slices.ContainsFunc(t.Title, func(key string) bool { return t.Field(key).Kind != field.TextKind })
	if !coded && !slices.Contains([]*field.Type{centre.RoleType, centre.DeadlineType, centre.ReadingType}, t) {
		return name, true
	}
	r, err := o.store.Get(t, id)
	if err != nil {
		return name, true
	}
	words := o.Words(b)
	switch r := r.(type) {
	case *centre.Role: // a built-in one has no name but a key
		return r.Called(b), true
	case *centre.Deadline:
		if rule := law.Find(r.Rule); rule != nil {
			return rule.Name(b), true
		}
		return name, true
	case *centre.Reading:
		if s := centre.EventType.Field(r.Key); s != nil {
			return words.Label(centre.EventType, s) + " " + words.Field(centre.ReadingType.Field("count"), r), true
		}
		return name, true
	}
	var parts []string
	for _, key := range t.Title {
		s := t.Field(key)
		if s.Kind == field.RefKind {
			continue
		}
		if text := words.Field(s, r); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " "), true
}

// Saw notes in the journal that the person looked at a masked field.
func (o *Office) Saw(ctx context.Context, r field.Record, key string) error {
	return o.note(ctx, "see", store.Seen, about{r.Type(), r.Base().ID}, key)
}

// about is what a note in the journal is about; it may be a table alone, or nothing.
type about struct {
	t  *field.Type
	id field.ID
}

// note writes into the journal that something was seen or left the program.
func (o *Office) note(ctx context.Context, name string, k store.Kind, a about, text string) error {
	_, err := o.perform(ctx, name, func(v *verb) error {
		v.Note(k, a.t, a.id, text)
		return nil
	})
	return err
}
