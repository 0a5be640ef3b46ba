package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

const testPass = "carnation 1910 march"

var testNow = time.Date(2026, 11, 23, 9, 30, 0, 0, time.FixedZone("CST", 8*3600))

func testOptions(t *testing.T) Options {
	t.Helper()
	var ticks atomic.Int64
	return Options{
		Now: func() time.Time { return testNow.Add(time.Duration(ticks.Add(1)) * time.Second) }, Zone: testNow.Location(),
		Anchor: filepath.Join(t.TempDir(), "anchor"),
	}.Cheap()
}

// testOffice makes a folder in a temporary place; it is checked whole when the test ends.
func testOffice(t *testing.T, f Founding) (*Office, string, Options) {
	t.Helper()
	o, dir := testOptions(t), filepath.Join(t.TempDir(), "data")
	f.Centre, f.User, f.Passphrase = "样例市女职工维权中心", "值班员", testPass
	of, err := Create(t.Context(), dir, f, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		rep, err := of.Check(context.Background(), nil)
		if err != nil || !rep.Sound() {
			t.Errorf("the folder after the test: %+v, %v", rep.Troubles, err)
		}
		if err := of.Close(); err != nil {
			t.Error(err)
		}
	})
	return of, dir, o
}

func TestAnEnquiryGetsANumberAndMayBeAnonymous(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	first, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0201", What: "三个月没有发工资"})
	if err != nil {
		t.Fatal(err)
	}
	second, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "visit", Matter: "0601", Who: "化名小禾", What: "…"})
	if err != nil {
		t.Fatal(err)
	}
	if !centre.CheckCaseNumber(first.Number) || !centre.CheckCaseNumber(second.Number) || first.Number == second.Number {
		t.Errorf("case numbers %q and %q", first.Number, second.Number)
	}
	if first.Person != (field.ID{}) || second.Person == (field.ID{}) {
		t.Error("who was given is not who was kept")
	}
	if second.Secrecy != "sensitive" || first.Secrecy != "normal" {
		t.Errorf("secrecy %q and %q; harassment is sensitive by itself", first.Secrecy, second.Secrecy)
	}
	if first.Received == 0 || first.Receiver != "值班员" {
		t.Error("the office did not fill in when and by whom")
	}
}

func TestAnEnquiryWithoutMatterSavesNothing(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	_, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Who: "某人", What: "…"})
	var ps field.Problems
	if !errors.As(err, &ps) || ps[0].Field != "matter" {
		t.Fatalf("error %v, want a problem at the matter", err)
	}
	for _, tp := range []*field.Type{centre.CaseType, centre.PersonType} {
		if n, err := of.Count(tp, store.Query{}); n != 0 || err != nil {
			t.Errorf("%s holds %d records, %v", tp.Table, n, err)
		}
	}
}

func TestAStepMovesItsCase(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0105", What: "被辞退"})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ service, want string }{{"advice", "underway"}, {"mediate-before", "mediating"}, {"arbitration", "arbitrating"}, {"advice", "arbitrating"}} {
		s, err := of.NewPart(centre.StepType, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		s.(*centre.Step).Service, s.(*centre.Step).What = step.service, "办理"
		if _, err := of.Save(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		got, err := store.As[*centre.Case](of.Get(centre.CaseType, c.ID))
		if err != nil || got.State != step.want {
			t.Errorf("after %s the case is %q, %v; want %q", step.service, got.State, err, step.want)
		}
	}
	if _, err := of.ArchiveCase(t.Context(), c.ID); err == nil {
		t.Error("a case went from arbitration straight into the archive")
	}
}

func TestDeletingTakesThePartsAndUndoBringsAllBack(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c, _, err := of.LogEnquiry(t.Context(), Enquiry{Channel: "call", Matter: "0105", What: "被辞退"})
	if err != nil {
		t.Fatal(err)
	}
	s, err := of.NewPart(centre.StepType, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	s.(*centre.Step).Service, s.(*centre.Step).What = "other", "记录"
	if _, err := of.Save(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	r, err := of.Get(centre.CaseType, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	change, err := of.Delete(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	count := func() (cases, steps int) {
		cases, _ = of.Count(centre.CaseType, store.Query{})
		steps, _ = of.Count(centre.StepType, store.Query{})
		return cases, steps
	}
	if cases, steps := count(); cases+steps != 0 {
		t.Errorf("after deleting %d cases and %d steps are left", cases, steps)
	}
	if _, err := of.Undo(t.Context(), change.Seq); err != nil {
		t.Fatal(err)
	}
	if cases, steps := count(); cases != 1 || steps != 1 {
		t.Errorf("after undoing there are %d cases and %d steps", cases, steps)
	}
}

func TestSavingOverSomebodyElseIsAClash(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	org := centre.OrganisationType.New().(*centre.Organisation)
	org.Name, org.Kind = "样例纺织厂", "employer"
	if _, err := of.Save(t.Context(), org); err != nil {
		t.Fatal(err)
	}
	mine, err := of.Get(centre.OrganisationType, org.ID)
	if err != nil {
		t.Fatal(err)
	}
	org.Short = "样例厂"
	if _, err := of.Save(t.Context(), org); err != nil {
		t.Fatal(err)
	}
	mine.(*centre.Organisation).Short = "纺织厂"
	if _, err := of.Save(t.Context(), mine); !errors.Is(err, field.Clash) {
		t.Errorf("error %v, want a clash", err)
	}
}

func TestOpeningTellsTroublesApart(t *testing.T) {
	of, dir, o := testOffice(t, Founding{})
	if _, err := Open(dir, testPass, o); !errors.Is(err, field.InUse) {
		t.Errorf("second instance: %v, want in use", err)
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, "not the passphrase", o); !errors.Is(err, field.Passphrase) {
		t.Errorf("wrong passphrase: %v", err)
	}
	if _, err := Open(t.TempDir(), testPass, o); !errors.Is(err, field.NoFolder) {
		t.Errorf("empty folder: %v, want no folder", err)
	}
	again, err := Open(dir, testPass, o)
	if err != nil {
		t.Fatal(err)
	}
	of.store = again.store
}

// ledger finds the ledger of 2008 beside the project.
func ledger(t *testing.T) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "input", "三八活动统计表-2008.xlsx")
	if _, err := os.Stat(path); err != nil {
		t.Skip("the ledger of 2008 does not lie beside the project")
	}
	return path
}

func TestTheLedgerOf2008ComesInOnceAndItsFiguresComeOut(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	path := ledger(t)
	for round, want := range []map[exchange.Action]int{{exchange.New: 16}, {exchange.Same: 16}} {
		plan, err := of.PlanImport(t.Context(), path, Importing{})
		if err != nil {
			t.Fatal(err)
		}
		if got := plan.Counts(); got[exchange.New] != want[exchange.New] || got[exchange.Same] != want[exchange.Same] {
			t.Fatalf("round %d: %v, want %v", round, got, want)
		}
		if _, err := of.Import(t.Context(), plan, nil); err != nil {
			t.Fatal(err)
		}
	}
	if n, _ := of.Count(centre.EventType, store.Query{}); n != 16 {
		t.Errorf("%d events", n)
	}
	hits, err := of.FindFor(ProgrammeReport, "三八")
	if err != nil || len(hits) != 1 {
		t.Fatalf("programmes found: %v, %v", hits, err)
	}
	rep, err := of.Report(t.Context(), Reporting{Kind: ProgrammeReport, ID: hits[0].ID, Book: say.For(say.ZH)})
	if err != nil {
		t.Fatal(err)
	}
	pages, err := rep.Document.Layout()
	if err != nil {
		t.Fatal(err)
	}
	for _, figure := range []string{"49家", "796个", "347人", "19家", "32家", "200多人", "18家", "6名", "6位", "43.6%"} {
		if !strings.Contains(squeeze(pages.Plain()), squeeze(figure)) {
			t.Errorf("the summary does not say %s", figure)
		}
	}
	if len(rep.Document.Personal) != 0 {
		t.Errorf("a public document holds personal fields: %v", rep.Document.Personal)
	}
}

// squeeze takes out the line ends and spaces that typesetting puts in.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
