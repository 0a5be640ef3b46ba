package office

import (
	"errors"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

// caseFile is what the clocks of a case are counted from.
type caseFile struct {
	of     *centre.Case
	known  law.Known
	kept   []*centre.Deadline
	gone   []*centre.Deadline // deleted ones: they do not come back by themselves
	clocks []law.Clock
}

// countBatch is of how many cases the parts are read at once: finding them takes one look through all of their kind.
const countBatch = 1000

// caseFile reads a case with what clocks follow from, within a verb with what it has saved so far. Codes: field.NotFound, Locked.
func (o *Office) caseFile(from reader, id field.ID, made *heeding) (caseFile, error) {
	parts, err := readClockParts(from, []field.ID{id}, made)
	if err != nil {
		return caseFile{}, err
	}
	return o.fileOf(from, id, parts, made)
}

// caseFiles reads many cases. One that is deleted, or that this account cannot open, is left out: it keeps the clocks it has.
func (o *Office) caseFiles(from reader, ids []field.ID, made *heeding) ([]caseFile, error) {
	parts, err := readClockParts(from, ids, made)
	if err != nil {
		return nil, err
	}
	out := make([]caseFile, 0, len(ids))
	for _, id := range ids {
		f, err := o.fileOf(from, id, parts, made)
		switch {
		case errors.Is(err, field.NotFound) || errors.Is(err, field.Locked):
		case err != nil:
			return nil, err
		case f.of.Gone == 0:
			out = append(out, f)
		}
	}
	return out, nil
}

// fileOf puts together what was read of a case, and counts.
func (o *Office) fileOf(from reader, id field.ID, parts clockParts, made *heeding) (caseFile, error) {
	f := caseFile{kept: parts.kept[id], gone: parts.gone[id]}
	var err error
	if f.of, err = store.As[*centre.Case](from.Get(centre.CaseType, id)); err != nil {
		return f, err
	}
	f.known = law.Known{Region: o.lawRegion(from, made), Matter: f.of.Matter, Today: o.Today(), Milestones: parts.dates[id], Steps: parts.steps[id]}
	if f.of.Received != 0 {
		f.known.Received = field.DayOf(f.of.Received.In(law.China))
	}
	if f.of.Person != (field.ID{}) {
		p, err := store.As[*centre.Person](from.Get(centre.PersonType, f.of.Person))
		switch {
		case err == nil:
			f.known.Period, f.known.Child = p.Period, p.Due
		case !errors.Is(err, field.Locked) && !errors.Is(err, field.NotFound):
			return f, err
		}
	}
	f.clocks = law.Follow(f.known, o.clockCalendar(made))
	return f, nil
}

// clockCalendar is the calendar to count with.
func (o *Office) clockCalendar(made *heeding) law.Calendar {
	if made != nil && made.cal != nil {
		return *made.cal
	}
	return o.Calendar()
}

// lawRegion is whose rules apply.
func (o *Office) lawRegion(from reader, made *heeding) string {
	if made != nil && made.region != "" {
		return law.RegionOf(made.region)
	}
	own, err := o.ownCentre(from)
	if err != nil {
		return law.RegionOf("")
	}
	return law.RegionOf(own.Region)
}

// clockParts are the parts of cases that clocks follow from, and the clocks, by case.
type clockParts struct {
	dates      map[field.ID][]*centre.Milestone
	steps      map[field.ID][]*centre.Step // those that stop a limitation or let it go on
	kept, gone map[field.ID][]*centre.Deadline
}

func readClockParts(from reader, ids []field.ID, made *heeding) (p clockParts, err error) {
	if p.dates, err = partsByCase[*centre.Milestone](from, store.Query{}, ids, made); err != nil {
		return p, err
	}
	effect := store.Query{Where: []store.Cond{{Key: "effect", Op: store.Filled}}}
	if p.steps, err = partsByCase[*centre.Step](from, effect, ids, made); err != nil {
		return p, err
	}
	if p.kept, err = partsByCase[*centre.Deadline](from, store.Query{}, ids, made); err != nil {
		return p, err
	}
	p.gone, err = partsByCase[*centre.Deadline](from, store.Query{Gone: true}, ids, nil)
	return p, err
}

// partsByCase reads parts of cases, the live ones among those made in the running verb too.
func partsByCase[R field.Record](from reader, q store.Query, ids []field.ID, made *heeding) (map[field.ID][]R, error) {
	var none R
	t := none.Type()
	out := map[field.ID][]R{}
	wanted := make(map[field.ID]bool, len(ids))
	var stored []string // of what is made by this verb nothing is stored yet
	for _, id := range ids {
		wanted[id] = true
		if made == nil || !made.born[id] {
			stored = append(stored, id.String())
		}
	}
	if len(stored) > 0 {
		q.Where = append(slices.Clone(q.Where), store.Where(t.Owner().Key, stored...))
		q.Sort = store.ByMade
		all, err := opened(from, t, q)
		if err != nil {
			return nil, err
		}
		for _, r := range all {
			if of := caseOf(r); (r.Base().Gone != 0) == q.Gone && wanted[of] {
				out[of] = append(out[of], r.(R))
			}
		}
	}
	if made == nil {
		return out, nil
	}
	for _, r := range made.parts {
		if r.Type() != t || !wanted[caseOf(r)] {
			continue
		}
		now, err := from.Get(t, r.Base().ID)
		if err != nil {
			return nil, err
		}
		if of := caseOf(now); now.Base().Gone == 0 && wanted[of] {
			out[of] = append(out[of], now.(R))
		}
	}
	return out, nil
}

// caseOf is the id of the case that r is a part of.
func caseOf(r field.Record) field.ID { return *r.Type().Owner().Pointer(r).(*field.ID) }
