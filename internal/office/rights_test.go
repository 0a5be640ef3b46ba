package office

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// tryVerb is one exported verb of the office: the right it needs, and a way to try it. A verb without a way asks for no right.
type tryVerb struct {
	right string
	try   func(ctx context.Context, o *Office, w walk) error
}

// walk is what the verbs are tried on.
type walk struct {
	org field.Record
	seq uint64 // an entry to undo
}

func fresh(w walk, o *Office) field.Record {
	r, err := o.Get(centre.OrganisationType, w.org.Base().ID)
	if err != nil {
		return w.org
	}
	return r
}

// verbs are all exported methods of Office.
var verbs = map[string]tryVerb{
	"Save": {centre.MayWrite, func(ctx context.Context, o *Office, w walk) error {
		r := fresh(w, o).(*centre.Organisation)
		r.Short += "改"
		_, err := o.Save(ctx, r)
		return err
	}},
	"Delete": {centre.MayWrite, func(ctx context.Context, o *Office, w walk) error {
		_, err := o.Delete(ctx, fresh(w, o))
		return err
	}},
	"Restore": {centre.MayWrite, func(ctx context.Context, o *Office, w walk) error {
		_, err := o.Restore(ctx, fresh(w, o))
		return err
	}},
	"Undo": {centre.MayWrite, func(ctx context.Context, o *Office, w walk) error {
		_, err := o.Undo(ctx, w.seq)
		return err
	}},
	"LogEnquiry": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, _, err := o.LogEnquiry(ctx, Enquiry{Channel: "call", Matter: "0105", What: "样例"})
		return err
	}},
	"AcceptCase": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.AcceptCase(ctx, field.ID{})
		return err
	}},
	"RefuseCase": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.RefuseCase(ctx, field.ID{}, "")
		return err
	}},
	"SetCaseAside": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.SetCaseAside(ctx, field.ID{}, "")
		return err
	}},
	"AnswerEnquiry": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.AnswerEnquiry(ctx, field.ID{}, "")
		return err
	}},
	"ProposeClosing": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.ProposeClosing(ctx, field.ID{}, Closing{})
		return err
	}},
	"ReopenCase": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.ReopenCase(ctx, field.ID{}, "")
		return err
	}},
	"RecordCallBack": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.RecordCallBack(ctx, field.ID{}, "", "", field.Day{})
		return err
	}},
	"ArchiveCase": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.ArchiveCase(ctx, field.ID{})
		return err
	}},
	"WithdrawCase": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.WithdrawCase(ctx, field.ID{}, "")
		return err
	}},
	"EndCase": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.EndCase(ctx, field.ID{}, "")
		return err
	}},
	"ApproveClosing": {centre.MayApprove, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.ApproveClosing(ctx, field.ID{})
		return err
	}},
	"RejectClosing": {centre.MayApprove, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.RejectClosing(ctx, field.ID{}, "")
		return err
	}},
	"Closable": {},                              // looks
	"Approval": {}, "TryWait": {}, "NameIn": {}, // look
	// What a second person does at another's screen asks for her rights: see beside_test.go.
	"ApproveBeside": {}, "RejectBeside": {}, "SeeRiskBeside": {},
	"CountTaps": {centre.MayWrite, func(ctx context.Context, o *Office, w walk) error {
		_, err := o.CountTaps(ctx, field.ID{}, Tap{By: 1})
		return err
	}},
	"UseCounting": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.UseCounting(ctx, field.ID{})
		return err
	}},
	"PlanEvent": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		e := o.New(centre.EventType).(*centre.Event)
		e.Name, e.Kind = "样例讲座", "lecture"
		_, err := o.PlanEvent(ctx, e, say.For(say.ZH))
		return err
	}},
	"HoldEvent":   {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error { return only(o.HoldEvent(ctx, field.ID{})) }},
	"CancelEvent": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error { return only(o.CancelEvent(ctx, field.ID{}, "")) }},
	"CopyProgramme": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, _, err := o.CopyProgramme(ctx, field.ID{}, Copying{})
		return err
	}},
	"AddTasks": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		return only(o.AddTasks(ctx, field.ID{}, field.ID{}, say.For(say.ZH)))
	}},
	"TickTask": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error { return only(o.TickTask(ctx, field.ID{})) }},
	"SaveLines": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, _, err := o.SaveLines(ctx, centre.JobLineType, field.ID{}, nil)
		return err
	}},
	"DraftArticle": {centre.MayWrite, func(ctx context.Context, o *Office, w walk) error {
		_, _, err := o.DraftArticle(ctx, field.ID{}, "news", nil, say.For(say.ZH))
		return err
	}},
	"UseReading": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.UseReading(ctx, field.ID{})
		return err
	}},
	"AddAttendees": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, _, err := o.AddAttendees(ctx, field.ID{}, nil, false)
		return err
	}},
	"MarkPresent": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.MarkPresent(ctx, true, field.ID{})
		return err
	}},
	"KeepSignIn": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.KeepSignIn(ctx, field.ID{})
		return err
	}},
	"UseSignIn": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.UseSignIn(ctx, field.ID{})
		return err
	}},
	"RefreshArticle": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.RefreshArticle(ctx, field.ID{}, say.For(say.ZH))
		return err
	}},
	"MendArticle": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.MendArticle(ctx, field.ID{}, Mending{})
		return err
	}},
	"MoveArticle": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.MoveArticle(ctx, field.ID{}, Moving{By: 1})
		return err
	}},
	"SetDistribution": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.SetDistribution(ctx, field.ID{}, nil)
		return err
	}},
	"Distribution": {},
	"PublishIssue": {centre.MayPrint, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.PublishIssue(ctx, field.ID{}, "")
		return err
	}},
	"Import": {centre.MayImport, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.Import(ctx, &exchange.Plan{Type: centre.OrganisationType}, nil)
		return err
	}},
	"Export": {centre.MayExport, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.Export(ctx, io.Discard, Exporting{Type: centre.OrganisationType, Form: exchange.JSON, Book: say.For(say.ZH)})
		return err
	}},
	"ExportFigures": {centre.MayExport, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.ExportFigures(ctx, io.Discard, FigureExport{Listing: exchange.Listing{Form: exchange.CSV}})
		return err
	}},
	"EventFigures": {}, "FigureRows": {},
	"NoteExport": {centre.MayExport, func(ctx context.Context, o *Office, _ walk) error {
		return o.NoteExport(ctx, Exporting{Type: centre.OrganisationType})
	}},
	"PrintCount": {centre.MayPrint, func(ctx context.Context, o *Office, _ walk) error {
		return o.PrintCount(ctx, io.Discard, law.Answer{Question: law.Question{What: "SUE"}}, say.For(say.ZH))
	}},
	"PrintClocks": {centre.MayPrint, func(ctx context.Context, o *Office, _ walk) error {
		return o.PrintClocks(ctx, io.Discard, ClockWish{}, say.For(say.ZH))
	}},
	"SaveCentre": {centre.MaySettings, renamed},
	"SetHolidays": {centre.MaySettings, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.SetHolidays(ctx, law.Year{Year: 2007, Days: map[field.Day]law.Holiday{{Year: 2007, Month: 1, Date: 1}: {Type: law.Statutory}}}, nil)
		return err
	}},
	"DropHolidays": {centre.MaySettings, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.DropHolidays(ctx, 2007, nil)
		return err
	}},
	"AskClock": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, _, err := o.AskClock(ctx, field.ID{}, Asking{Rule: "SUE"})
		return err
	}},
	"TakeClock": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.TakeClock(ctx, field.ID{}, "SUE", field.ID{})
		return err
	}},
	"MeetClock": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.MeetClock(ctx, field.ID{}, field.Day{})
		return err
	}},
	"DropClock": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.DropClock(ctx, field.ID{}, "样例", false)
		return err
	}},
	"OverrideClock": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.OverrideClock(ctx, field.ID{}, field.Day{}, "")
		return err
	}},
	"ExportClocks": {centre.MayExport, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.ExportClocks(ctx, io.Discard, "", say.For(say.ZH))
		return err
	}},
	"Calendar": {}, "HolidayYears": {}, "CaseClocks": {}, "AllClocks": {}, "ClockMoments": {}, "UnstartedCases": {}, "Foresee": {}, "ReadHolidays": {},
	"SetSmallNumber": {centre.MaySettings, func(ctx context.Context, o *Office, _ walk) error { return o.SetSmallNumber(ctx, 5) }},
	"SubmitStatistics": {centre.MaySettings, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.SubmitStatistics(ctx, Reporting{Span: "month"})
		return err
	}},
	"RememberLayouts": {centre.MayImport, func(ctx context.Context, o *Office, _ walk) error {
		return o.RememberLayouts(ctx, []TableLayout{{Shape: "0"}})
	}},
	"ForgetLayout": {centre.MayImport, func(ctx context.Context, o *Office, _ walk) error { return o.ForgetLayout(ctx, "0") }},
	"LendReport": {centre.MayPrint, func(ctx context.Context, o *Office, _ walk) error {
		_, back, err := o.LendReport(ctx, Report{Reporting: Reporting{Kind: RotaReport}}, func(io.Writer) error { return nil })
		if err == nil {
			err = back()
		}
		return err
	}},
	"Printed": {centre.MayPrint, func(ctx context.Context, o *Office, _ walk) error {
		return o.Printed(ctx, Report{Reporting: Reporting{Kind: RotaReport}})
	}},
	"AddPerson": {centre.MayAccounts, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.AddPerson(ctx, NewPerson{})
		return err
	}},
	"RenamePerson": {centre.MayAccounts, func(ctx context.Context, o *Office, _ walk) error { return o.RenamePerson(ctx, field.ID{}, "") }},
	"SetRole":      {centre.MayAccounts, func(ctx context.Context, o *Office, _ walk) error { return o.SetRole(ctx, field.ID{}, "", nil) }},
	"ClosePerson":  {centre.MayAccounts, func(ctx context.Context, o *Office, _ walk) error { return o.ClosePerson(ctx, field.ID{}, nil) }},
	"ResetPerson": {centre.MayAccounts, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.ResetPerson(ctx, field.ID{}, "")
		return err
	}},
	"CheckRisk": {centre.MayWrite, func(ctx context.Context, o *Office, w walk) error {
		_, _, err := o.CheckRisk(ctx, Checking{Kind: centre.RiskViolence, Level: centre.RiskLow})
		return err
	}},
	"SeeRisk": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.SeeRisk(ctx, field.ID{})
		return err
	}},
	"RiskState": {}, "RiskWaiting": {}, "RiskLacking": {}, "NeedsRiskCheck": {}, "RiskHours": {}, "ReferralCover": {},
	"SetRiskHours": {centre.MaySettings, func(ctx context.Context, o *Office, _ walk) error {
		return o.SetRiskHours(ctx, RiskHours{High: 1, Middle: 8})
	}},
	"SendReferral": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.SendReferral(ctx, &centre.Referral{}, "")
		return err
	}},
	"AcceptReferral": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.AcceptReferral(ctx, field.ID{})
		return err
	}},
	"ReturnReferral": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.ReturnReferral(ctx, field.ID{}, "")
		return err
	}},
	"FinishReferral": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.FinishReferral(ctx, field.ID{}, "")
		return err
	}},
	"WithdrawReferral": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.WithdrawReferral(ctx, field.ID{}, "")
		return err
	}},
	"WithdrawConsent": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.WithdrawConsent(ctx, field.ID{})
		return err
	}},
	"SaveRole": {centre.MayAccounts, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.SaveRole(ctx, &centre.Role{Key: "own-1", Name: "样例角色", Spaces: []string{"open"}}, nil)
		return err
	}},
	"MakeRecovery": {centre.MayAccounts, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.MakeRecovery(ctx, RecoveryMaking{Book: say.For(say.ZH), Replace: true})
		return err
	}},
	"Drill": {centre.MayAccounts, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.Drill(ctx, "")
		return err
	}},
	"Subject":     {},
	"Conflicts":   {},
	"Sued":        {},
	"Homes":       {},
	"SamePersons": {},
	"EarlierOf":   {},
	"Duplicates":  {},
	"PlanJoin":    {},
	"JoinedInto":  {},
	"JoinRecords": {centre.MayWrite, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.JoinRecords(ctx, Joining{Type: centre.OrganisationType})
		return err
	}},
	"SubjectLeaves": {centre.MayExport, func(ctx context.Context, o *Office, _ walk) error {
		return o.SubjectLeaves(ctx, Subject{Sheet: paper.SubjectSheet{Person: new(centre.Person)}}, "pdf", "")
	}},
	"SetLockAfter":   {centre.MaySettings, func(ctx context.Context, o *Office, _ walk) error { return o.SetLockAfter(ctx, LockChoices[0]) }},
	"ExtendRecovery": {"", nil}, // gives what one can open oneself
	"RotateKeys":     {centre.MayAccounts, func(ctx context.Context, o *Office, _ walk) error { return o.RotateKeys(ctx, nil) }},
	"Unsealed":       {}, "People": {}, "RecoverySheets": {}, "SaveDraft": {}, "Draft": {}, "SealDraft": {}, "OpenDraft": {}, "LockAfter": {}, "FailedTries": {},
	"Attach": {centre.MayWrite, func(ctx context.Context, o *Office, w walk) error {
		_, _, err := o.Attach(ctx, w.org, "", Attaching{})
		return err
	}},
	"SaveAttachment": {centre.MayExport, func(ctx context.Context, o *Office, _ walk) error {
		return o.SaveAttachment(ctx, field.ID{}, false, io.Discard)
	}},
	"LendAttachment": {centre.MayExport, func(ctx context.Context, o *Office, _ walk) error {
		_, _, err := o.LendAttachment(ctx, field.ID{})
		return err
	}},
	"Attachments": {}, "AttachedSize": {}, "OpenAttachment": {}, "Picture": {}, "Text": {},
	"Restrict": {centre.MayRestrict, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.Restrict(ctx, field.ID{}, nil)
		return err
	}},
	"Unrestrict": {centre.MayRestrict, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.Unrestrict(ctx, field.ID{})
		return err
	}},
	"NameOn": {centre.MayRestrict, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.NameOn(ctx, field.ID{}, field.ID{})
		return err
	}},
	"NameOff":         {centre.MayRestrict, func(ctx context.Context, o *Office, _ walk) error { return o.NameOff(ctx, field.ID{}, field.ID{}, nil) }},
	"SetBackupPlaces": {centre.MaySettings, func(ctx context.Context, o *Office, _ walk) error { return o.SetBackupPlaces(ctx, nil) }},
	"Nameable":        {}, "Named": {}, "Keepings": {}, "Due": {},
	"Erase": {centre.MayErase, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.Erase(ctx, []Target{{centre.OrganisationType, field.ID{}}}, nil)
		return err
	}},
	"Anonymise": {centre.MayErase, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.Anonymise(ctx, []Target{{centre.OrganisationType, field.ID{}}}, nil)
		return err
	}},
	"Freeze": {centre.MayErase, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.Freeze(ctx, Target{centre.OrganisationType, field.ID{}}, "")
		return err
	}},
	"Unfreeze": {centre.MayErase, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.Unfreeze(ctx, Target{centre.OrganisationType, field.ID{}})
		return err
	}},
	"Compact": {centre.MayErase, func(ctx context.Context, o *Office, _ walk) error { return o.Compact(ctx, nil) }},
	"KeepFor": {centre.MaySettings, func(ctx context.Context, o *Office, _ walk) error {
		_, err := o.KeepFor(ctx, "", "", 0)
		return err
	}},
	"Backup": {}, "BackupState": {}, "BackupsHolding": {}, "BackupTo": {}, "Keep": {}, "BackupBeforeClose": {}, "WatchBackups": {}, // everybody keeps the data from being lost
	"Saw":     {"", func(ctx context.Context, o *Office, w walk) error { return o.Saw(ctx, w.org, "phone") }},
	"Promote": {"", nil}, // a save of a case: see verb.Put
	"Get":     {}, "List": {}, "Count": {}, "Tally": {}, "History": {}, "Parts": {}, "Tallies": {}, "Candidates": {}, "ProofIssue": {}, "Editions": {}, "Readings": {}, "Attendees": {}, "ReadArrivals": {}, "Device": {}, "PublishedIssue": {}, "Each": {}, "Name": {}, "OpenCase": {}, "New": {}, "NewPart": {},
	"OwnFonts": {}, "SetOwnFont": {}, "Centre": {}, "Scopes": {}, "SmallNumber": {}, "SubmittedOn": {}, "Statistics": {}, "Look": {}, "FindFor": {}, "NamesIn": {}, "RotaBook": {}, "Report": {}, "PlanImport": {}, "ReadTable": {}, "PlanTable": {}, "TableLayouts": {}, "Me": {}, "Folder": {}, "Troubles": {}, "Subscribe": {},
	"Handlers": {}, "Workbench": {}, "Workloads": {}, "HandOver": {"", nil}, "Flag": {"", nil}, "AnswerFlag": {"", nil}, // saves of a case and its parts
	"Check": {}, "Verify": {}, "ChangePassphrase": {}, "Now": {}, "Today": {}, "Context": {}, "Words": {}, "Close": {}, "May": {}, "Roles": {},
}

// TestEveryVerbIsTriedWithEveryRole: what a role does not allow is field.Denied, changes nothing and stands in the journal; what it
// allows is not.
func TestEveryVerbIsTriedWithEveryRole(t *testing.T) {
	of, dir, o := looseOffice(t)
	w := walk{org: of.New(centre.OrganisationType)}
	w.org.(*centre.Organisation).Name, w.org.(*centre.Organisation).Kind = "样例纺织厂", "employer"
	c, err := of.Save(t.Context(), w.org)
	if err != nil {
		t.Fatal(err)
	}
	w.seq = c.Seq
	for _, r := range centre.BuiltInRoles() {
		if r.Key == centre.RoleInCharge {
			continue
		}
		if _, err := of.store.AddAccount(t.Context(), store.NewAccount{Name: r.Key, Role: r.Key, Passphrase: testPass + r.Key, Spaces: r.Opens()}); err != nil {
			t.Fatal(err)
		}
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	for _, r := range centre.BuiltInRoles() {
		o.Account = r.Key
		pass := testPass + r.Key
		if r.Key == centre.RoleInCharge {
			o.Account, pass = "", testPass
		}
		as, err := Open(dir, pass, o)
		if err != nil {
			t.Fatal(err)
		}
		for name, v := range verbs {
			if v.try == nil {
				continue
			}
			before := as.Folder().Seq
			err := v.try(t.Context(), as, w)
			denied := errors.Is(err, field.Denied)
			if want := v.right != "" && !r.May(v.right); denied != want {
				t.Errorf("%s by %s: %v, want denied %v", name, r.Key, err, want)
			}
			if denied {
				wasRefused(t, as, before, name+" by "+r.Key)
			}
		}
		if err := as.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// wasRefused looks for one entry since, and that it changed nothing.
func wasRefused(t *testing.T, o *Office, before uint64, what string) {
	t.Helper()
	var kinds []store.Kind
	err := o.store.Journal(t.Context(), before+1, 0, func(e store.Entry) error {
		for _, op := range e.Ops {
			kinds = append(kinds, op.Kind)
		}
		return nil
	})
	if err != nil || len(kinds) != 1 || kinds[0] != store.Refused {
		t.Errorf("%s left %v in the journal, %v", what, kinds, err)
	}
}

// TestNoVerbIsForgotten: an exported method of Office that stands in no table has no decision about rights.
func TestNoVerbIsForgotten(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || !f.Name.IsExported() {
				continue
			}
			star, ok := f.Recv.List[0].Type.(*ast.StarExpr)
			if !ok || star.X.(*ast.Ident).Name != "Office" {
				continue
			}
			found++
			if _, ok := verbs[f.Name.Name]; !ok {
				t.Errorf("%s stands in no line of verbs: say which right it needs, and how it is tried", f.Name.Name)
			}
		}
	}
	if found != len(verbs) {
		t.Errorf("%d verbs are listed, the office has %d", len(verbs), found)
	}
}

// TestTheCentreAndTheRolesAreNotEverybodys: who may save records may not thereby change the centre's own or hand herself a wider
// role.
func TestTheCentreAndTheRolesAreNotEverybodys(t *testing.T) {
	of, dir, o := looseOffice(t)
	staff := roleNamed(t, of, centre.RoleStaff)
	if _, err := of.store.AddAccount(t.Context(), store.NewAccount{Name: "示例工作人员", Role: staff.Key, Passphrase: testPass + "2", Spaces: staff.Opens()}); err != nil {
		t.Fatal(err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	o.Account = "示例工作人员"
	as, err := Open(dir, testPass+"2", o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := as.Close(); err != nil {
			t.Error(err)
		}
	}()
	own, err := as.Centre()
	if err != nil {
		t.Fatal(err)
	}
	own.Slogan = "改了"
	if _, err := as.Save(t.Context(), own); !errors.Is(err, field.Denied) {
		t.Errorf("the centre's record: %v", err)
	}
	wider := roleNamed(t, as, centre.RoleStaff)
	wider.Rights = append(wider.Rights, centre.MayAccounts)
	if _, err := as.Save(t.Context(), wider); !errors.Is(err, field.Denied) || as.May(centre.MayAccounts) {
		t.Errorf("a wider role: %v", err)
	}
}

func roleNamed(t *testing.T, o *Office, key string) *centre.Role {
	t.Helper()
	rs, err := o.Roles()
	if err != nil {
		t.Fatal(err)
	}
	r, err := roleOf(rs, key)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// looseOffice makes a folder that the test closes itself, to open it as somebody else.
func looseOffice(t *testing.T) (*Office, string, Options) {
	t.Helper()
	o, dir := testOptions(t), filepath.Join(t.TempDir(), "data")
	of, err := Create(t.Context(), dir, Founding{Centre: "样例市女职工维权中心", User: "值班员", Passphrase: testPass}, o)
	if err != nil {
		t.Fatal(err)
	}
	return of, dir, o
}

// spoiltReader cannot open one record.
type spoiltReader struct {
	reader
	bad field.ID
}

func (r spoiltReader) Get(t *field.Type, id field.ID) (field.Record, error) {
	if id == r.bad {
		return nil, fmt.Errorf("get %s: %w", t.Table, field.Damaged)
	}
	return r.reader.Get(t, id)
}

// TestDamagedRoleShutsNobodyOut: whichever record of a role is damaged, the program's own roles go on.
func TestDamagedRoleShutsNobodyOut(t *testing.T) {
	o, _, _ := testOffice(t, Founding{})
	rows, err := o.store.List(centre.RoleType, store.Query{})
	if err != nil || rows.Len() == 0 {
		t.Fatal(rows.Len(), err)
	}
	for i := range rows.Len() {
		rs, err := readRoles(spoiltReader{o.store, rows.ID(i)})
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range centre.BuiltInRoles() {
			if r, err := roleOf(rs, want.Key); err != nil || !slices.Equal(r.Rights, want.Rights) {
				t.Errorf("%s: %v", want.Key, err)
			}
		}
	}
}
