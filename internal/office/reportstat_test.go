package office

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// statFolder is a folder with the sample, whose stations have two years of work.
func statFolder(t *testing.T) *Office {
	t.Helper()
	of, _, _ := testOffice(t, Founding{})
	rs := slices.DeleteFunc(fake.New(1, of.Today()).Sample(), func(r field.Record) bool { return r.Type() == centre.CentreType || r.Type() == centre.RoleType })
	if err := of.saveSample(t.Context(), rs); err != nil {
		t.Fatal(err)
	}
	return of
}

// TestStatisticsAgreeWithTheRecords counts the cases of a year by opening each, and compares.
func TestStatisticsAgreeWithTheRecords(t *testing.T) {
	of := statFolder(t)
	ask := Reporting{Kind: StatisticsReport, Span: summary.SpanYear, From: of.Today(), Whole: true}
	s, err := of.Statistics(t.Context(), ask)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := All[*centre.Case](t.Context(), of, centre.CaseType)
	if err != nil {
		t.Fatal(err)
	}
	want, others, people, byStation := int64(0), int64(0), map[field.ID]bool{}, map[string]int64{}
	for _, c := range cases {
		if c.Received.In(of.zone).Year() == of.Today().Year && c.State != "duplicate" {
			want++
			byStation[c.Station]++
			if c.Person != (field.ID{}) {
				people[c.Person] = true
				if c.Group == field.Yes && c.Heads.Value > 1 {
					others += c.Heads.Value - 1
				}
			}
		}
	}
	t1 := s.Table("reception")
	if got := t1.Cell(summary.ThisPeriod, s.All(), summary.AllRows, "cases"); got.Count.Value != want || want < 20 || int64(len(s.Rows(got))) != want {
		t.Errorf("%d cases from %d rows, opened one by one %d", got.Count.Value, len(s.Rows(got)), want)
	}
	if got := t1.Cell(summary.ThisPeriod, s.All(), summary.AllRows, "people"); got.Count.Value != int64(len(people))+others || others == 0 {
		t.Errorf("%d people, want %d and %d who came with them", got.Count.Value, len(people), others)
	}
	for i, name := range s.Scopes {
		if i > 0 && t1.Cell(summary.ThisPeriod, i, summary.AllRows, "cases").Count.Value != byStation[name] {
			t.Errorf("a station has %d cases, want %d", t1.Cell(summary.ThisPeriod, i, summary.AllRows, "cases").Count.Value, byStation[name])
		}
		if i > 0 && !slices.Contains(of.Scopes(), name) {
			t.Error("a scope of the statistics is not offered")
		}
	}
	for _, key := range []string{"reception", "matters", "services", "events", "fairs", "aid", "files", "counsellors", "network", "inspections"} {
		tb := s.Table(key)
		if c := tb.Cell(summary.ThisPeriod, s.All(), tb.Rows[len(tb.Rows)-1], tb.Measures[0].Key); c.Count.Value == 0 && key != "files" {
			t.Errorf("the sample has nothing for %s", key)
		}
	}
}

func TestStatisticsOfAPeriodStayAsSubmitted(t *testing.T) {
	of := statFolder(t)
	ask := Reporting{Kind: StatisticsReport, Span: summary.SpanQuarter, From: of.Today()}
	if _, err := of.Report(t.Context(), Reporting{Kind: StatisticsReport, Span: ask.Span, From: ask.From, Submitted: true}); !problem(err, "stat.problem.submitted") {
		t.Errorf("a period that nobody submitted: %v", err)
	}
	before, err := of.SubmitStatistics(t.Context(), ask)
	if err != nil {
		t.Fatal(err)
	}
	if of.SubmittedOn(ask) != of.Today() {
		t.Errorf("submitted on %s", of.SubmittedOn(ask))
	}
	e := of.New(centre.EventType).(*centre.Event)
	e.Kind, e.Name, e.State, e.Date = "lecture", "补登的讲座（示例）", "held", of.Today()
	save(t, of, e)
	ask.Submitted = true
	figures, text := reported(t, of, ask)
	if !strings.Contains(text, "报送后的变动") || !strings.Contains(text, "讲座：活动（项）") {
		t.Error("what changed since is not said")
	}
	now, err := of.Statistics(t.Context(), ask)
	if err != nil {
		t.Fatal(err)
	}
	old := before.Table("events").Cell(summary.ThisPeriod, before.All(), summary.AllRows, "events").Count.Value
	if got := now.Table("events").Cell(summary.ThisPeriod, now.All(), summary.AllRows, "events").Count.Value; got != old+1 || figures["report"] != "statistics" {
		t.Errorf("%d events now, %d then", got, old)
	}
}

// TestClosedCasesWithoutADayAreNamed: by the day of closing they are in no figure, which is said, and not of a case that the reader cannot
// open; by the day of registering they count as any other.
func TestClosedCasesWithoutADayAreNamed(t *testing.T) {
	s := newSensitive(t)
	s.c.State, s.c.Outcome = "closed", "advised" // as a ledger says it
	s.other.State, s.other.Outcome = "archived", "settled"
	keepAll(t, s.f.Office, s.c, s.other)
	dateless := func() (int, int) {
		t.Helper()
		year := Reporting{Kind: StatisticsReport, Span: summary.SpanYear, From: s.f.Today(), Basis: summary.BasisRegistered, Whole: true}
		by, err := s.f.Statistics(t.Context(), year)
		if err != nil || by.Dateless != 0 {
			t.Fatalf("by the day of registering %d are left out, %v", by.Dateless, err)
		}
		year.Basis = summary.BasisClosed
		closed, err := s.f.Statistics(t.Context(), year)
		if err != nil {
			t.Fatal(err)
		}
		r := year
		r.Book = say.For(say.ZH)
		doc, err := s.f.Report(t.Context(), r)
		if err != nil || !slices.Contains(doc.Warnings, r.Book.T("stat.method.dateless", closed.Dateless)) {
			t.Errorf("warns of %v, %v", doc.Warnings, err)
		}
		return closed.Dateless, closed.Locked
	}
	if n, _ := dateless(); n != 2 {
		t.Errorf("%d are left out, want 2", n)
	}
	s.restrict(s.f.Me().ID)
	s.f.as("示例咨询员")
	if n, locked := dateless(); n != 1 || locked != 1 {
		t.Errorf("who is not named is told of %d, and of %d restricted ones", n, locked)
	}
}

func TestStatisticsAskedForWrongly(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for name, r := range map[string]Reporting{
		"span": {Span: "week"}, "basis": {Basis: "mood"}, "scope": {Scope: "没有这个站"}, "order": {From: field.Day{Year: 2026, Month: 3, Date: 2}, To: field.Day{Year: 2026, Month: 3, Date: 1}},
	} {
		if _, err := of.Statistics(t.Context(), r); err == nil {
			t.Errorf("%s: counted all the same", name)
		}
	}
	if _, err := of.Statistics(t.Context(), Reporting{}); err != nil {
		t.Errorf("the month before, of an empty folder: %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	save(t, of, func() field.Record {
		e := of.New(centre.EventType).(*centre.Event)
		e.Kind, e.Name, e.State, e.Date = "lecture", "示例讲座", "held", of.Today()
		return e
	}())
	if _, err := of.Statistics(stopped, Reporting{Span: "month", From: of.Today()}); !errors.Is(err, field.Cancelled) {
		t.Errorf("stopped: %v", err)
	}
}

// TestStatisticsSayWhatTheAccountCannotOpen: a restricted case is in no figure of who is not named, and said to be left out; who opens no
// cases is told so.
func TestStatisticsSayWhatTheAccountCannotOpen(t *testing.T) {
	s := newSensitive(t)
	s.f.add("示例组织员", centre.RoleOrganiser)
	s.restrict(s.f.Me().ID)
	ask := Reporting{Kind: StatisticsReport, Span: summary.SpanMonth, From: s.f.Today(), Book: say.For(say.ZH)}
	for _, c := range []struct {
		who           string
		cases, locked int
		nocases       bool
	}{{"值班员", 2, 0, false}, {"示例同事", 1, 1, false}, {"示例组织员", 0, 0, true}} {
		of := s.f.as(c.who)
		got, err := of.Statistics(t.Context(), ask)
		if err != nil {
			t.Fatal(err)
		}
		n := got.Table("reception").Cell(summary.ThisPeriod, got.All(), summary.AllRows, "cases").Count.Value
		if int(n) != c.cases || got.Locked != c.locked || got.NoCases != c.nocases || got.NoAid != c.nocases {
			t.Errorf("%d cases, %d locked, none %v, no aid %v; want %+v", n, got.Locked, got.NoCases, got.NoAid, c)
		}
		rep, err := of.Report(t.Context(), ask)
		if err != nil || (len(rep.Warnings) > 0) != (c.locked > 0 || c.nocases) {
			t.Errorf("warned of %d things, %v", len(rep.Warnings), err)
		}
	}
}

func TestTheSmallNumberIsASetting(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	if of.SmallNumber() != 3 {
		t.Errorf("ordinarily %d", of.SmallNumber())
	}
	if err := of.SetSmallNumber(t.Context(), 5); err != nil || of.SmallNumber() != 5 {
		t.Errorf("%d, %v", of.SmallNumber(), err)
	}
	if err := of.SetSmallNumber(t.Context(), 1); err == nil || of.SmallNumber() != 5 {
		t.Error("1 withholds nothing and was taken")
	}
}

// busy is a folder with so many cases of five years.
func busy(b *testing.B, cases int) *Office {
	b.Helper()
	of, err := Create(b.Context(), filepath.Join(b.TempDir(), "data"), Founding{Centre: "样例女职工维权中心", User: "值班员", Passphrase: testPass}, Options{
		Now: func() time.Time { return testNow }, Zone: testNow.Location(), Anchor: filepath.Join(b.TempDir(), "anchor"),
	}.Cheap())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = of.Close() })
	if err := fake.New(1, of.Today()).Many(cases, func(rs []field.Record) error { return of.saveSample(b.Context(), rs) }); err != nil {
		b.Fatal(err)
	}
	return of
}

// BenchmarkStatisticsOf100000 counts a quarter of a folder with 100,000 cases of five years, gathering included.
func BenchmarkStatisticsOf100000(b *testing.B) {
	of := busy(b, 100_000)
	for _, basis := range []string{summary.BasisRegistered, summary.BasisClosed} {
		b.Run(basis, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := of.Statistics(b.Context(), Reporting{Span: summary.SpanQuarter, From: of.Today(), Basis: basis}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
