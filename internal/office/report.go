package office

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// ReportKind is a document the office can print.
type ReportKind string

// The documents.
const (
	ProgrammeReport ReportKind = "programme" // one programme; without a record the events of a period
	CaseReport      ReportKind = "case"
	EventReport     ReportKind = "event"
	RotaReport      ReportKind = "rota"    // the week that holds From
	AidReport       ReportKind = "aid"     // what was given between From and To
	SubjectReport   ReportKind = "subject" // what is held about a person, to be handed to her; see Subject
)

// ReportKinds lists the documents with a command of one form, in the order they are offered.
var ReportKinds = []ReportKind{BulletinReport, ProgrammeReport, EventReport, CaseReport, RotaReport, RotaMonthReport, StatisticsReport, AidReport, ReferralReport, ConsentReport, SafetyPlanReport, ClocksReport, SignInReport, EmployerReport, HardshipReport, PairingReport, ReceiptReport, PairingsReport, AuditReport}

// Table returns the type of the record a document is about, or nil.
func (k ReportKind) Table() *field.Type {
	switch k {
	case ProgrammeReport, EventReport, CaseReport, ReferralReport, HardshipReport, PairingReport:
		return centre.TypeOf(string(k))
	case ConsentReport, SafetyPlanReport:
		return centre.CaseType
	case BulletinReport:
		return centre.IssueType
	case SignInReport, EmployerReport:
		return centre.EventType
	case SubjectReport:
		return centre.PersonType
	case ReceiptReport:
		return centre.AidType
	}
	return nil
}

// Reporting says which document is wanted.
type Reporting struct {
	Kind     ReportKind
	ID       field.ID  // of the record it is about
	From, To field.Day // period of a document that is about a time
	Whole    bool      // personal data in full instead of masked
	Reason   string    // why it is printed in full; may be given as late as to Printed, see Ground
	Sheets   int       // pages of a sheet to fill in by hand; 0: one
	Pictures bool      // with the photos of the events
	Book     *say.Book

	// Of a StatisticsReport: how much From decides (SpanMonth … SpanYear; empty: From to To), whose (ScopeAll, ScopeCentre or one of
	// Scopes), counted by which day (BasisRegistered, BasisClosed), and whether as it was submitted.
	Span, Scope, Basis string
	Submitted          bool

	Consent field.ID // of a CaseReport in full: the one of Covers it is printed under; zero: the first

	Now bool // of a BulletinReport: as its records are, although it was published
}

// Report is a document ready to be laid out, with its figures as plain data: each names the rows it came from.
type Report struct {
	Reporting
	Title    string
	Document paper.Document
	Figures  map[string]any
	Subject  *Subject          // of a SubjectReport: what to read before it is handed over
	Ground   Ground            // what it rests on when it is in full
	Covers   []*centre.Consent // of a case in full: those it may be printed under, the newest first
	Warnings []string          // what to know before it leaves the screen, as sentences
	Way      Way               // how it leaves; told to Printed

	under *centre.Consent // it may be printed in full under; nil: none
	cover summary.Cover   // of a slip
}

// Report gathers a document. It is pure reading, but that an identity number shown whole is noted; Printed is called when the document
// leaves the screen.
func (o *Office) Report(ctx context.Context, r Reporting) (Report, error) {
	out := Report{Reporting: r}
	o.useOwnFonts()
	own, err := o.Centre()
	if err != nil && !errors.Is(err, field.NotFound) {
		return out, fmt.Errorf("report: %w", err)
	}
	in := paper.Setting{Book: r.Book, Date: o.Now(), Names: o.Name, Zone: o.zone}
	if own != nil {
		in.Centre = own.Name
	}
	if slices.Contains(publicKinds, r.Kind) {
		in.Names = o.publicName
	}
	switch r.Kind {
	case ProgrammeReport:
		err = o.programmeReport(ctx, &out, in)
	case BulletinReport:
		err = o.bulletinReport(&out, in)
	case EventReport:
		err = o.eventReport(ctx, &out, in)
	case CaseReport:
		err = o.caseReport(ctx, &out, in)
	case RotaReport:
		err = o.rotaReport(ctx, &out, in)
	case RotaMonthReport:
		err = o.rotaMonthReport(ctx, &out, in)
	case AidReport:
		err = o.aidReport(ctx, &out, in)
	case ReferralReport:
		err = o.referralReport(&out, in)
	case ConsentReport:
		err = o.consentReport(&out, in)
	case SafetyPlanReport:
		err = o.safetyPlanReport(&out, in)
	case ClocksReport:
		err = o.clocksReport(ctx, &out, in)
	case SignInReport:
		err = o.signInReport(&out, in)
	case EmployerReport:
		err = o.employerReport(ctx, &out, in)
	case HardshipReport:
		err = o.hardshipReport(ctx, &out, in)
	case PairingReport:
		err = o.pairingReport(ctx, &out, in)
	case ReceiptReport:
		err = o.receiptReport(&out, in)
	case PairingsReport:
		err = o.pairingsReport(ctx, &out, in)
	case AuditReport:
		err = o.auditReport(ctx, &out, in)
	case StatisticsReport:
		err = o.statisticsReport(ctx, &out, in)
	case SubjectReport:
		err = o.subjectReport(ctx, &out)
	default:
		err = fmt.Errorf("no such document: %w", field.NotFound)
	}
	if err != nil {
		return out, fmt.Errorf("report %s: %w", r.Kind, err)
	}
	o.ground(&out)
	return out, nil
}

func (o *Office) caseReport(ctx context.Context, out *Report, in paper.Setting) error {
	records, err := o.OpenCase(out.ID)
	if err != nil {
		return err
	}
	s := summary.Case(records, !out.Whole)
	if out.Whole {
		if err := out.chooseConsent(records.Covering(o.Today())); err != nil {
			return err
		}
		s.Under = out.under
	}
	out.Title, out.Document, out.Figures = records.Case.Number, paper.CaseDoc(s, in), s.JSON()
	return o.noteWhole(ctx, *out, records.Person)
}

func (o *Office) rotaReport(ctx context.Context, out *Report, in paper.Setting) error {
	day := out.From
	if day.IsZero() {
		day = o.Today()
	}
	monday := rota.Monday(day)
	book, err := o.RotaBook(ctx, monday, monday.Add(6))
	if err != nil {
		return err
	}
	s := summary.Week(monday, book)
	s.Mark(o.Calendar())
	out.Title, out.Document, out.Figures = s.From.String(), paper.RotaDoc(s, in), s.JSON()
	return nil
}

// between is the condition that a day lies in a period; an empty bound is open.
func between(from, to field.Day) store.Cond {
	return store.Cond{Key: "date", Op: store.Between, Values: []string{from.String(), to.String()}}
}

func (o *Office) aidReport(ctx context.Context, out *Report, in paper.Setting) error {
	var r summary.AidRecords
	var err error
	given := store.Query{Where: []store.Cond{between(out.From, out.To)}, Sort: "date"}
	if r.Entries, err = listed[*centre.Aid](ctx, o, centre.AidType, given); err != nil {
		return err
	}
	if r.Files, err = All[*centre.Hardship](ctx, o, centre.HardshipType); err != nil {
		return err
	}
	if r.Pairings, err = All[*centre.Pairing](ctx, o, centre.PairingType); err != nil {
		return err
	}
	if r.Persons, err = o.personsOf(r); err != nil {
		return err
	}
	r.Names = o.Name
	s := summary.Aid(r, out.From, out.To, !out.Whole)
	out.Document, out.Figures = paper.AidDoc(s, in), s.JSON()
	return nil
}

// personsOf opens the persons that the ledger names, and no others.
func (o *Office) personsOf(r summary.AidRecords) ([]*centre.Person, error) {
	var ids []field.ID
	for _, h := range r.Files {
		ids = append(ids, h.Person)
	}
	for _, p := range r.Pairings {
		ids = append(ids, p.Helper)
	}
	var out []*centre.Person
	seen := map[field.ID]bool{}
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		p, err := store.As[*centre.Person](o.store.Get(centre.PersonType, id))
		if errors.Is(err, field.NotFound) || errors.Is(err, field.Locked) {
			continue // an organisation, or somebody whose case is restricted
		}
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// listed opens the records that q asks for.
func listed[R field.Record](ctx context.Context, o *Office, t *field.Type, q store.Query) ([]R, error) {
	rows, err := o.store.List(t, q)
	if err != nil {
		return nil, err
	}
	out := make([]R, 0, rows.Len())
	for i := range rows.Len() {
		if ctx.Err() != nil {
			return nil, field.Cancelled
		}
		if rows.Faced(i) {
			continue
		}
		r, err := o.store.Get(t, rows.ID(i))
		if err != nil {
			return nil, err
		}
		out = append(out, r.(R))
	}
	return out, nil
}

// Printed notes in the journal that a document was printed or saved as a file, and which personal fields it holds.
func (o *Office) Printed(ctx context.Context, r Report) error {
	if r.Subject != nil {
		return o.SubjectLeaves(ctx, *r.Subject, "pdf"+r.Way.words(), r.Book.T("subject.asked"))
	}
	if err := o.allow(ctx, centre.MayPrint, "print"); err != nil {
		return err
	}
	if err := o.mayWhole(ctx, r); err != nil {
		return err
	}
	text := string(r.Kind)
	if !r.From.IsZero() || !r.To.IsZero() {
		text += " " + r.From.String() + "/" + r.To.String()
	}
	for _, f := range r.Document.Personal {
		text += " " + f
	}
	if n := r.Document.Photos; n > 0 {
		text += fmt.Sprintf(" photos=%d", n)
	}
	return o.notePrinted(ctx, r, text+r.Way.words()+r.wholeWords())
}

// FindFor returns the records a document can be about whose name holds the text, the best first: an exact name alone beats others.
func (o *Office) FindFor(k ReportKind, text string) ([]Hit, error) {
	t := k.Table()
	if t == nil {
		return nil, nil
	}
	hits, err := o.Look([]string{t.Table}, text, 0)
	if err != nil {
		return nil, err
	}
	exact := slices.DeleteFunc(slices.Clone(hits), func(h Hit) bool { return field.Fold(h.Name) != field.Fold(text) })
	if len(exact) == 1 {
		return exact, nil
	}
	return hits, nil
}
