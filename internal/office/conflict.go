package office

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// What ties the centre to a unit, as Conflict.Why has it. say has same.conflict.<why>, with the name and the day.
const (
	AtFair   = "fair"   // it recruits or exhibits at an event of ours
	AsHelper = "helper" // it is the helper of a pairing that has not ended
	AsHome   = "home"   // one of our counsellors works there
	AsSuit   = "case"   // it is the adverse unit of a case that still needs somebody
)

// Conflict is one thing that ties the centre to a unit and stands beside another 利益冲突: an exhibitor of the job fair whose worker
// complains of it.
type Conflict struct {
	Why   string    // AtFair, AsHelper, AsHome or AsSuit
	Table string    // of the record that shows it
	ID    field.ID  //
	Since field.Day // of an event its day, of the others when it began; empty where nobody noted it
	Times int       // how many records say the same: of the fairs and the cases only the newest is named
}

// Conflicts returns what ties the centre to a unit or its teams, the nearest first: events it recruits or exhibits at, living pairings it helps in,
// counsellors whose own organisation it is, and cases against it that are open. It tells each reader what her keys open and no more:
// without the key of the cases it says nothing of cases, without that of the aid nothing of pairings. A restricted case is left out
// for everybody, also for those who are named on it, because the answer stands on sheets and screens that others look at; no count
// of it is given either. Code: Cancelled.
func (o *Office) Conflicts(ctx context.Context, unit field.ID) ([]Conflict, error) {
	if unit == (field.ID{}) {
		return nil, nil
	}
	house, err := o.house(unit)
	if err != nil {
		return nil, fmt.Errorf("look for conflicts: %w", err)
	}
	var out []Conflict
	for _, look := range []func([]field.ID) ([]Conflict, error){o.suitsOf, o.fairsOf, o.helpsOf, o.homesOf} {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("look for conflicts: %w", field.Cancelled)
		}
		found, err := look(house)
		if err != nil {
			return nil, fmt.Errorf("look for conflicts: %w", err)
		}
		out = append(out, found...)
	}
	return out, nil
}

// house is a unit with its teams, or a team with the unit it belongs to: who helps a household is often a team with an honour 班组, and
// whom a case is against is its employer.
func (o *Office) house(unit field.ID) ([]field.ID, error) {
	out := []field.ID{unit}
	u, err := live[*centre.Organisation](o, centre.OrganisationType, unit)
	switch {
	case errors.Is(err, field.NotFound): // a person, who helps too
		return out, nil
	case err != nil:
		return nil, err
	case u.Kind == "team" && u.Parent != (field.ID{}):
		return append(out, u.Parent), nil
	}
	rows, err := o.store.List(centre.OrganisationType, store.Query{Where: []store.Cond{store.Where("parent", unit.String()), store.Where("kind", "team")}})
	if err != nil {
		return nil, err
	}
	for i := range rows.Len() {
		out = append(out, rows.ID(i))
	}
	return out, nil
}

// idTexts are ids as conditions have them; what is empty is left out.
func idTexts(ids []field.ID) (out []string) {
	for _, id := range ids {
		if id != (field.ID{}) {
			out = append(out, id.String())
		}
	}
	return out
}

// Sued returns those of the units that an open case stands against, in their order and each once: the exhibitors of a fair are asked
// about together. It tells what Conflicts tells. Code: Cancelled.
func (o *Office) Sued(ctx context.Context, units []field.ID) ([]field.ID, error) {
	houses := make([][]field.ID, len(units))
	for i, u := range units {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("look for conflicts: %w", field.Cancelled)
		}
		var err error
		if houses[i], err = o.house(u); err != nil {
			return nil, fmt.Errorf("look for conflicts: %w", err)
		}
	}
	all, err := o.against(slices.Concat(houses...), store.Where("state", openStates()...))
	if err != nil {
		return nil, fmt.Errorf("look for conflicts: %w", err)
	}
	sued := map[field.ID]bool{}
	for _, c := range all {
		sued[c.Adverse] = sued[c.Adverse] || toldOf(c)
	}
	var out []field.ID
	for i, u := range units {
		if !slices.Contains(out, u) && slices.ContainsFunc(houses[i], func(of field.ID) bool { return sued[of] }) {
			out = append(out, u)
		}
	}
	return out, nil
}

// suitsOf are the open cases against a unit that everybody with the key of the cases can read.
func (o *Office) suitsOf(house []field.ID) ([]Conflict, error) {
	all, err := o.against(house, store.Where("state", openStates()...)) // a large employer has hundreds that are closed: only the open ones are unsealed
	if err != nil {
		return nil, err
	}
	newest := Conflict{Why: AsSuit, Table: centre.CaseType.Table}
	for _, c := range all {
		if !toldOf(c) {
			continue
		}
		if newest.Times++; newest.Times == 1 {
			newest.ID, newest.Since = c.ID, field.DayOf(c.Received.In(o.zone))
		}
	}
	return some(newest), nil
}

// against are the cases against any of the units that the asker can open and that meet the conditions, the newest first.
func (o *Office) against(units []field.ID, where ...store.Cond) ([]*centre.Case, error) {
	of := idTexts(units)
	if len(of) == 0 {
		return nil, nil
	}
	rows, err := o.store.List(centre.CaseType, store.Query{Where: append(where, store.Where("adverse", of...)), Sort: "received", Desc: true})
	if err != nil {
		return nil, err
	}
	var out []*centre.Case
	for i := range rows.Len() {
		c, err := store.As[*centre.Case](o.store.Get(centre.CaseType, rows.ID(i)))
		if errors.Is(err, field.Locked) || errors.Is(err, field.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// toldOf reports whether a case ties the centre to its adverse unit and everybody with the key of the cases may know.
func toldOf(c *centre.Case) bool {
	return c.Open() && !Restricted(c) && c.Secrecy != "restricted" // marked, and about to be
}

func some(c Conflict) []Conflict {
	if c.Times == 0 {
		return nil
	}
	return []Conflict{c}
}

// FairParts are what a unit does at an event that ties the centre to it.
var FairParts = []string{"recruiter", "exhibitor"}

// fairsOf are the events a unit recruits or exhibits at.
func (o *Office) fairsOf(house []field.ID) ([]Conflict, error) {
	events := map[field.ID]bool{}
	for _, q := range []struct {
		t    *field.Type
		cond []store.Cond
	}{
		{centre.JobLineType, []store.Cond{store.Where("employer", idTexts(house)...)}},
		{centre.ParticipationType, []store.Cond{store.Where("organisation", idTexts(house)...), store.Where("role", FairParts...)}},
	} {
		rows, err := o.store.List(q.t, store.Query{Where: q.cond})
		if err != nil {
			return nil, err
		}
		for i := range rows.Len() {
			r := rows.At(i)
			events[*q.t.Field("event").Pointer(r).(*field.ID)] = true
		}
	}
	newest := Conflict{Why: AtFair, Table: centre.EventType.Table}
	for id := range events {
		e, err := live[*centre.Event](o, centre.EventType, id)
		if errors.Is(err, field.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if e.State == "cancelled" {
			continue
		}
		if newest.Times++; newest.Times == 1 || newest.Since.Before(e.Date) || newest.Since == e.Date && e.ID.String() > newest.ID.String() {
			newest.ID, newest.Since = e.ID, e.Date
		}
	}
	return some(newest), nil
}

// helpsOf are the pairings a unit helps in that have not ended.
func (o *Office) helpsOf(house []field.ID) ([]Conflict, error) {
	rows, err := o.store.List(centre.PairingType, store.Query{Where: []store.Cond{store.Where("helper", idTexts(house)...), store.Where("state", "active", "paused")}})
	if err != nil {
		return nil, err
	}
	var out []Conflict
	for i := range rows.Len() {
		p := rows.At(i).(*centre.Pairing)
		out = append(out, Conflict{Why: AsHelper, Table: centre.PairingType.Table, ID: p.ID, Since: p.From, Times: 1})
	}
	slices.SortStableFunc(out, func(a, b Conflict) int { return cmp.Compare(b.Since.String(), a.Since.String()) })
	return out, nil
}

// homesOf are the counsellors whose own organisation a unit is.
func (o *Office) homesOf(house []field.ID) ([]Conflict, error) {
	all, err := o.inOffice(store.Query{Where: []store.Cond{store.Where("home", idTexts(house)...)}, Sort: "name"})
	if err != nil {
		return nil, err
	}
	var out []Conflict
	for _, c := range all {
		out = append(out, Conflict{Why: AsHome, Table: centre.CounsellorType.Table, ID: c.ID, Since: c.From, Times: 1})
	}
	return out, nil
}
