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

// part makes a part of a record, not saved yet.
func part[R field.Record](t *testing.T, of *Office, typ *field.Type, owner field.ID) R {
	t.Helper()
	r, err := of.NewPart(typ, owner)
	if err != nil {
		t.Fatal(err)
	}
	return r.(R)
}

// referred is a case of somebody passed on under her consent.
func referred(t *testing.T, of *Office) (*centre.Case, *centre.Consent, *centre.Referral) {
	t.Helper()
	c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0201", Who: "司徒样例", What: "三个月没有发工资"})
	if err != nil {
		t.Fatal(err)
	}
	aid := of.New(centre.OrganisationType).(*centre.Organisation)
	aid.Name, aid.Kind = "示例市法律援助中心", "office"
	k := part[*centre.Consent](t, of, centre.ConsentType, c.ID)
	k.Purpose, k.Recipient, k.Way = "转介法律援助", "市法律援助中心", "written"
	save(t, of, aid, k)
	x := part[*centre.Referral](t, of, centre.ReferralType, c.ID)
	x.To, x.Purpose, x.Consent, x.Sent = aid.ID, "代理劳动仲裁", k.ID, of.Today()
	save(t, of, x)
	return c, k, x
}

// TestAReferralIsPrintedAsFarAsTheConsentReaches: masked by default, whole when asked, bare once the consent is withdrawn.
func TestAReferralIsPrintedAsFarAsTheConsentReaches(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, k, x := referred(t, of)
	figures, text := reported(t, of, Reporting{Kind: ReferralReport, ID: x.ID})
	if figures["cover"] != "covered" || !strings.Contains(text, "司徒**") || strings.Contains(text, "司徒样例") || !strings.Contains(text, c.Number) {
		t.Errorf("masked: %v\n%s", figures, text)
	}
	if _, text = reported(t, of, Reporting{Kind: ReferralReport, ID: x.ID, Whole: true}); !strings.Contains(text, "司徒样例") || !strings.Contains(text, "代理劳动仲裁") {
		t.Errorf("whole:\n%s", text)
	}
	k.Withdrawn = of.Today()
	save(t, of, k)
	figures, text = reported(t, of, Reporting{Kind: ReferralReport, ID: x.ID, Whole: true})
	if figures["cover"] != "ended" || strings.Contains(text, "司徒") || strings.Contains(text, "代理劳动仲裁") {
		t.Errorf("withdrawn: %v\n%s", figures, text)
	}
}

// printed reports a document, notes that it was printed and returns what the journal has of that.
func printed(t *testing.T, of *Office, r Reporting) string {
	t.Helper()
	r.Book = say.For(say.ZH)
	rep, err := of.Report(t.Context(), r)
	if err == nil {
		err = of.Printed(t.Context(), rep)
	}
	if err != nil {
		t.Fatal(err)
	}
	e, err := of.Entry(of.Folder().Seq)
	if err != nil || len(e.Ops) != 1 || e.Ops[0].Kind != store.Printed || e.Ops[0].ID != r.ID {
		t.Fatalf("the journal has %+v, %v", e, err)
	}
	return e.Ops[0].Text
}

// TestAPrintedFormIsInTheJournal with the personal fields it holds, and whether they were whole.
func TestAPrintedFormIsInTheJournal(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	_, _, x := referred(t, of)
	masked := printed(t, of, Reporting{Kind: ReferralReport, ID: x.ID})
	whole := printed(t, of, Reporting{Kind: ReferralReport, ID: x.ID, Whole: true})
	if !strings.Contains(masked, "referral") || !strings.Contains(masked, "person.name") || strings.Contains(masked, "whole") || !strings.HasSuffix(whole, " whole") {
		t.Errorf("noted %q and %q", masked, whole)
	}
}

// TestAFormOfConsentIsBlankOrNumbered: of a case it holds the number, of the person nothing.
func TestAFormOfConsentIsBlankOrNumbered(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, _, _ := referred(t, of)
	if _, text := reported(t, of, Reporting{Kind: ConsentReport}); strings.Contains(text, c.Number) || !strings.Contains(text, "样例市女职工维权中心") {
		t.Errorf("blank:\n%s", text)
	}
	_, text := reported(t, of, Reporting{Kind: ConsentReport, ID: c.ID, Whole: true})
	if !strings.Contains(text, c.Number) || strings.Contains(text, "司徒") || strings.Contains(text, "三个月没有发工资") {
		t.Errorf("numbered:\n%s", text)
	}
	if _, err := of.Report(t.Context(), Reporting{Kind: ConsentReport, ID: field.ID{7}, Book: say.For(say.ZH)}); !errors.Is(err, field.NotFound) {
		t.Errorf("of no case: %v", err)
	}
}

// TestASignInSheetIsOfItsEvent, with as many pages as were asked for.
func TestASignInSheetIsOfItsEvent(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind, e.Place = "样例讲座", "lecture", "样例文化宫"
	save(t, of, e)
	for sheets, want := range map[int]int{0: 1, 3: 3} {
		rep, err := of.Report(t.Context(), Reporting{Kind: SignInReport, ID: e.ID, Sheets: sheets, Book: say.For(say.ZH)})
		if err != nil {
			t.Fatal(err)
		}
		pages, err := rep.Document.Layout()
		if err != nil || len(pages.Sheets) != want || !strings.Contains(pages.Plain(), "样例文化宫") {
			t.Errorf("%d pages, want %d: %v", len(pages.Sheets), want, err)
		}
	}
	if noted := printed(t, of, Reporting{Kind: SignInReport, ID: e.ID}); noted != "signin" {
		t.Errorf("the journal has %q", noted)
	}
}
