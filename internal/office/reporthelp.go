package office

import (
	"context"
	"errors"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// The sheets about households in hardship and who helps them.
const (
	HardshipReport ReportKind = "hardship" // sheet of one hardship file
)

// hardshipReport is the sheet of one hardship file.
func (o *Office) hardshipReport(ctx context.Context, out *Report, in paper.Setting) error {
	var r summary.HouseholdRecords
	var err error
	if r.File, err = live[*centre.Hardship](o, centre.HardshipType, out.ID); err != nil {
		return err
	}
	if r.Person, err = o.personOf(r.File.Person); err != nil {
		return err
	}
	if r.Members, err = partsOf[*centre.Member](o, centre.MemberType, out.ID); err != nil {
		return err
	}
	if r.Aid, err = listed[*centre.Aid](ctx, o, centre.AidType, store.Query{Where: []store.Cond{store.Where("hardship", out.ID.String())}, Sort: "date"}); err != nil {
		return err
	}
	s := summary.HouseholdOf(r, !out.Whole)
	out.Title, out.Document, out.Figures = r.File.Number, paper.HardshipDoc(s, in), s.JSON()
	return nil
}

// personOf opens a person; nil for one who is not on record any more, or whose case is restricted and not open to this account.
func (o *Office) personOf(id field.ID) (*centre.Person, error) {
	if id == (field.ID{}) {
		return nil, nil
	}
	p, err := live[*centre.Person](o, centre.PersonType, id)
	if errors.Is(err, field.NotFound) || errors.Is(err, field.Locked) {
		return nil, nil
	}
	return p, err
}
