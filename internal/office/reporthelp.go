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
	PairingReport  ReportKind = "pairing"  // card of one pairing
	PairingsReport ReportKind = "pairings" // ledger of the pairings between From and To
	ReceiptReport  ReportKind = "receipt"  // receipt for one thing given to a household
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
	return o.noteWhole(ctx, *out, r.Person)
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

// pairingReport is the card of one pairing.
func (o *Office) pairingReport(ctx context.Context, out *Report, in paper.Setting) error {
	p, err := live[*centre.Pairing](o, centre.PairingType, out.ID)
	if err != nil {
		return err
	}
	r := summary.PairingRecords{AidRecords: summary.AidRecords{Pairings: []*centre.Pairing{p}}}
	file, err := live[*centre.Hardship](o, centre.HardshipType, p.Hardship)
	switch {
	case errors.Is(err, field.NotFound): // put aside; the card goes on without it
	case err != nil:
		return err
	default:
		r.Files = []*centre.Hardship{file}
		if r.Members, err = partsOf[*centre.Member](o, centre.MemberType, file.ID); err != nil {
			return err
		}
	}
	mine := []store.Cond{store.Where("pairing", p.ID.String())}
	if r.Entries, err = listed[*centre.Aid](ctx, o, centre.AidType, store.Query{Where: mine, Sort: "date"}); err != nil {
		return err
	}
	if r.Visits, err = partsOf[*centre.Visit](o, centre.VisitType, p.ID); err != nil {
		return err
	}
	if r.Persons, err = o.personsOf(r.AidRecords); err != nil {
		return err
	}
	r.Names = o.Name
	s := summary.CardOf(p, r, !out.Whole)
	out.Title, out.Document, out.Figures = s.File, paper.PairingCardDoc(s, in), s.JSON()
	return nil
}

// pairingsReport is the ledger of the pairings of a time.
func (o *Office) pairingsReport(ctx context.Context, out *Report, in paper.Setting) error {
	var r summary.PairingRecords
	var err error
	if r.Pairings, err = All[*centre.Pairing](ctx, o, centre.PairingType); err != nil {
		return err
	}
	if r.Files, err = All[*centre.Hardship](ctx, o, centre.HardshipType); err != nil {
		return err
	}
	if r.Members, err = All[*centre.Member](ctx, o, centre.MemberType); err != nil {
		return err
	}
	given := []store.Cond{between(out.From, out.To)}
	if r.Entries, err = listed[*centre.Aid](ctx, o, centre.AidType, store.Query{Where: given, Sort: "date"}); err != nil {
		return err
	}
	if r.Visits, err = listed[*centre.Visit](ctx, o, centre.VisitType, store.Query{Where: given, Sort: "date"}); err != nil {
		return err
	}
	if r.Persons, err = o.personsOf(r.AidRecords); err != nil {
		return err
	}
	r.Names = o.Name
	s := summary.Pairings(r, out.From, out.To, !out.Whole)
	out.Document, out.Figures = paper.PairingsDoc(s, in), s.JSON()
	return nil
}

// receiptReport is the receipt for one thing given. What was refused or came back is not receipted.
func (o *Office) receiptReport(out *Report, in paper.Setting) error {
	a, err := live[*centre.Aid](o, centre.AidType, out.ID)
	if err != nil {
		return err
	}
	if a.State == "refused" || a.State == "undeliverable" {
		return field.Problems{{Field: "state", Say: "problem.receipt.state"}}
	}
	r := summary.AidRecords{Entries: []*centre.Aid{a}, Names: o.Name}
	file, err := live[*centre.Hardship](o, centre.HardshipType, a.Hardship)
	if err != nil && !errors.Is(err, field.NotFound) {
		return err
	}
	if file != nil {
		r.Files = []*centre.Hardship{file}
	}
	pair, err := live[*centre.Pairing](o, centre.PairingType, a.Pairing)
	if err != nil && !errors.Is(err, field.NotFound) {
		return err
	}
	if pair != nil {
		r.Pairings = []*centre.Pairing{pair}
	}
	if r.Persons, err = o.personsOf(r); err != nil {
		return err
	}
	s := summary.Receipt(r, a, !out.Whole)
	out.Title, out.Document, out.Figures = s.File, paper.ReceiptDoc(s, in), s.JSON()
	return nil
}
