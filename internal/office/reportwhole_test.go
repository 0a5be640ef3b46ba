package office

import (
	"errors"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// wholeCase gathers the sheet of a case in full.
func wholeCase(t *testing.T, of *Office, id field.ID, reason string) Report {
	t.Helper()
	rep, err := of.Report(t.Context(), Reporting{Kind: CaseReport, ID: id, Whole: true, Reason: reason, Book: say.For(say.ZH)})
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// TestACaseIsPrintedInFullByConsentOrForAReason: the sheet says which, and the journal keeps the reason.
func TestACaseIsPrintedInFullByConsentOrForAReason(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, k, _ := referred(t, of)
	rep := wholeCase(t, of, c.ID, "")
	pages, err := rep.Document.Layout()
	if err != nil || rep.Ground != ByConsent || !strings.Contains(squeeze(pages.Plain()), "根据当事人") {
		t.Fatalf("with a consent: %q, %v\n%s", rep.Ground, err, pages.Plain())
	}
	if noted := printed(t, of, rep.Reporting); !strings.HasSuffix(noted, " by-consent whole") {
		t.Errorf("noted %q", noted)
	}
	for name, spoil := range map[string]func(){
		"it keeps something back": func() { k.Kept = []string{"phone"} },
		"in words nobody knows":   func() { k.Kept, k.Withhold = nil, "那件事" },
		"withdrawn":               func() { k.Withhold, k.Withdrawn = "", of.Today() },
	} {
		spoil()
		save(t, of, k)
		rep = wholeCase(t, of, c.ID, "")
		before := of.Folder().Seq
		var ps field.Problems
		if err := of.Printed(t.Context(), rep); rep.Ground != ByReason || !errors.As(err, &ps) || ps[0].Field != "reason" || of.Folder().Seq != before {
			t.Errorf("%s: ground %q, %v", name, rep.Ground, err)
		}
	}
	rep.Reason = " 样例：区法院调取 "
	if err := of.Printed(t.Context(), rep); err != nil {
		t.Fatal(err)
	}
	e, err := of.Entry(of.Folder().Seq)
	if err != nil || e.Reason != "样例：区法院调取" || !strings.HasSuffix(e.Ops[0].Text, " by-reason whole") || !strings.Contains(e.Ops[0].Text, "person.name") {
		t.Errorf("the journal has %+v, %v", e, err)
	}
	if pages, err = rep.Document.Layout(); err != nil || !strings.Contains(squeeze(pages.Plain()), "理由见操作记录") {
		t.Errorf("the sheet does not say on what it rests: %v", err)
	}
}

// TestOfSeveralConsentsTheRecipientIsChosen: the sheet says for whom it is; one that ended is no ground.
func TestOfSeveralConsentsTheRecipientIsChosen(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, older, _ := referred(t, of)
	newer := older.Type().Copy(older).(*centre.Consent)
	newer.Meta, newer.Recipient, newer.Given = field.Meta{Space: older.Space}, "示例仲裁院", of.Today()
	if _, err := of.Save(t.Context(), newer); err != nil {
		t.Fatal(err)
	}
	under := func(id field.ID) (string, error) {
		rep, err := of.Report(t.Context(), Reporting{Kind: CaseReport, ID: c.ID, Whole: true, Consent: id, Book: say.For(say.ZH)})
		if err != nil {
			return "", err
		}
		if len(rep.Covers) != 2 || rep.Ground != ByConsent {
			t.Fatalf("it rests on %q, on one of %d", rep.Ground, len(rep.Covers))
		}
		pages, err := rep.Document.Layout()
		if err != nil {
			t.Fatal(err)
		}
		return squeeze(pages.Plain()), nil
	}
	for id, want := range map[field.ID]string{{}: newer.Recipient, newer.ID: newer.Recipient, older.ID: older.Recipient} {
		if text, err := under(id); err != nil || !strings.Contains(text, want) {
			t.Errorf("it does not say %q: %v", want, err)
		}
	}
	if _, err := of.WithdrawConsent(t.Context(), older.ID); err != nil {
		t.Fatal(err)
	}
	_, err := under(older.ID)
	hasProblem(t, err, "problem.whole.ended")
}

// TestOnlyWhoIsInChargePrintsACaseInFullWithoutConsent: others are refused, and the journal has that they tried.
func TestOnlyWhoIsInChargePrintsACaseInFullWithoutConsent(t *testing.T) {
	f := newTeam(t)
	f.add("示例工作人员", centre.RoleStaff)
	c, k, _ := referred(t, f.Office)
	f.leave()
	of := f.as("示例工作人员")
	for _, reason := range []string{"", "样例：交仲裁委"} { // one more than is needed is kept as well
		if err := of.Printed(t.Context(), wholeCase(t, of, c.ID, reason)); err != nil {
			t.Errorf("by consent: %v", err)
		}
	}
	if e, err := of.Entry(of.Folder().Seq); err != nil || e.Reason != "样例：交仲裁委" {
		t.Errorf("the journal has %+v, %v", e, err)
	}
	k, err := store.As[*centre.Consent](of.Get(centre.ConsentType, k.ID))
	if err != nil {
		t.Fatal(err)
	}
	k.Withdrawn = of.Today()
	save(t, of, k)
	before := of.Folder().Seq
	if err := of.Printed(t.Context(), wholeCase(t, of, c.ID, "样例理由")); !errors.Is(err, field.Denied) || of.Folder().Seq != before+1 {
		t.Errorf("without consent: %v", err)
	}
	rep, err := of.Report(t.Context(), Reporting{Kind: CaseReport, ID: c.ID, Book: say.For(say.ZH)})
	if err == nil {
		err = of.Printed(t.Context(), rep)
	}
	if err != nil || rep.Ground != NoGround {
		t.Errorf("masked: %q, %v", rep.Ground, err)
	}
}

// TestAHouseholdIsPrintedInFullForAReason, by whoever may print.
func TestAHouseholdIsPrintedInFullForAReason(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	h, _ := helped(t, of)
	rep, err := of.Report(t.Context(), Reporting{Kind: HardshipReport, ID: h.ID, Whole: true, Book: say.For(say.ZH)})
	if err != nil || rep.Ground != ByReason {
		t.Fatalf("%q, %v", rep.Ground, err)
	}
	if err := of.Printed(t.Context(), rep); err == nil {
		t.Error("it is printed without a reason")
	}
	rep.Reason = "样例：上报建档"
	if err := of.Printed(t.Context(), rep); err != nil {
		t.Error(err)
	}
}

// TestASlipWarnsOfWordsItDoesNotUnderstand before it leaves, and holds nothing that they might mean.
func TestASlipWarnsOfWordsItDoesNotUnderstand(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	_, k, x := referred(t, of)
	k.Withhold = "那件事"
	save(t, of, k)
	rep, err := of.Report(t.Context(), Reporting{Kind: ReferralReport, ID: x.ID, Whole: true, Book: say.For(say.ZH)})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := rep.Document.Layout()
	if err != nil {
		t.Fatal(err)
	}
	if text := squeeze(pages.Plain()); len(rep.Warnings) != 1 || strings.Contains(text, "司徒") || strings.Contains(text, "代理劳动仲裁") || rep.Figures["unclear"] != true {
		t.Errorf("warnings %v:\n%s", rep.Warnings, text)
	}
}

// TestNoListNamesWhatIsPsychological: masked or in full, the audit extract and the ledgers name no part of a case of harassment, violence
// or psychology, and nobody who was given psychological care.
func TestNoListNamesWhatIsPsychological(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0601", Who: "司徒样例", What: "样例经过"})
	if err != nil {
		t.Fatal(err)
	}
	k := part[*centre.Consent](t, of, centre.ConsentType, c.ID)
	k.Purpose, k.Recipient, k.Way = "转介心理医生", "样例医院", "written"
	s := part[*centre.Step](t, of, centre.StepType, c.ID)
	s.Service, s.What = "counselling", "谈了那晚的事"
	save(t, of, k, s)
	h, pair := helped(t, of)
	pair.Kind = "mental"
	a := part[*centre.Aid](t, of, centre.AidType, h.ID)
	a.Date, a.Kind, a.Cash, a.State, a.Receiver = of.Today(), "mental", 70000, "given", "司徒样例"
	save(t, of, pair, a)
	for _, whole := range []bool{false, true} {
		for kind, secrets := range map[ReportKind][]string{
			AuditReport:    {"转介心理医生", "心理疏导", "那晚", "心理关爱"},
			PairingsReport: {"司徒", "BF-2026-001"},
		} {
			_, text := reported(t, of, Reporting{Kind: kind, Whole: whole})
			for _, secret := range secrets {
				if strings.Contains(text, secret) {
					t.Errorf("%s (whole %v) names %s:\n%s", kind, whole, secret, text)
				}
			}
		}
		figures, text := reported(t, of, Reporting{Kind: AidReport, Whole: whole, From: of.Today()})
		if strings.Contains(text, "司徒") || strings.Contains(text, "BF-2026-001") || figures["total"].(map[string]any)["cash"] != 70000.0 {
			t.Errorf("whole %v: %v\n%s", whole, figures["total"], text)
		}
	}
}

// TestAnAuditExtractHasNoCodes: what is called by a word of a list stands there in that word.
func TestAnAuditExtractHasNoCodes(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	helped(t, of)
	_, text := reported(t, of, Reporting{Kind: AuditReport, Whole: true})
	if strings.Contains(text, "school") || !strings.Contains(text, "帮扶记录：子女助学") {
		t.Errorf("the extract:\n%s", text)
	}
}

// TestALookAtAWholeNumberIsNoted once, printed or not; a masked sheet shows none.
func TestALookAtAWholeNumberIsNoted(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	h, _ := helped(t, of)
	p, err := store.As[*centre.Person](of.Get(centre.PersonType, h.Person))
	if err != nil {
		t.Fatal(err)
	}
	p.ResidentID = "11010519491231002X"
	save(t, of, p)
	before := of.Folder().Seq
	reported(t, of, Reporting{Kind: HardshipReport, ID: h.ID})
	if of.Folder().Seq != before {
		t.Error("a masked sheet is noted")
	}
	for range 3 {
		reported(t, of, Reporting{Kind: HardshipReport, ID: h.ID, Whole: true})
	}
	e, err := of.Entry(of.Folder().Seq)
	if err != nil || of.Folder().Seq != before+1 || e.Ops[0].Kind != store.Seen || e.Ops[0].ID != p.ID || e.Ops[0].Text != "residentid" {
		t.Errorf("the journal has %+v, %v, %d entries more", e, err, of.Folder().Seq-before)
	}
}
