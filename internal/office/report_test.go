package office

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// save saves records and ends the test when that fails.
func save(t *testing.T, of *Office, rs ...field.Record) {
	t.Helper()
	if _, err := of.Save(t.Context(), rs...); err != nil {
		t.Fatal(err)
	}
}

// reported gathers a document and returns its figures as a reader of JSON gets them, and its text.
func reported(t *testing.T, of *Office, r Reporting) (figures map[string]any, text string) {
	t.Helper()
	r.Book = say.For(say.ZH)
	rep, err := of.Report(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(rep.Figures)
	if err == nil {
		err = json.Unmarshal(raw, &figures)
	}
	if err != nil {
		t.Fatal(err)
	}
	pages, err := rep.Document.Layout()
	if err != nil {
		t.Fatal(err)
	}
	return figures, squeeze(pages.Plain())
}

func newCounsellor(t *testing.T, of *Office, name string) *centre.Counsellor {
	t.Helper()
	c := of.New(centre.CounsellorType).(*centre.Counsellor)
	c.Name = name
	save(t, of, c)
	return c
}

// weekly is a duty of every Monday and Tuesday morning.
func weekly(t *testing.T, of *Office, who ...field.ID) {
	t.Helper()
	for _, day := range []string{"1", "2"} {
		w := of.New(centre.TemplateType).(*centre.Template)
		w.Weekday, w.Counsellors = day, who
		save(t, of, w)
	}
}

func TestTheRotaKnowsTemplatesAbsencesAndHolidays(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := newCounsellor(t, of, "样例律师")
	weekly(t, of, c.ID)
	away := of.New(centre.AbsenceType).(*centre.Absence)
	away.Counsellor, away.From, away.To = c.ID, field.Day{Year: 2026, Month: 11, Date: 24}, field.Day{Year: 2026, Month: 11, Date: 24}
	save(t, of, away)

	figures, text := reported(t, of, Reporting{Kind: RotaReport})
	if figures["from"] != "2026-11-23" || figures["to"] != "2026-11-29" {
		t.Errorf("without a day it is the week from %v to %v", figures["from"], figures["to"])
	}
	if gaps := figures["gaps"].([]any); len(gaps) != 1 || gaps[0].(map[string]any)["date"] != "2026-11-24" {
		t.Errorf("gaps %v, want the Tuesday she is away", gaps)
	}
	if !strings.Contains(text, "样例律师") {
		t.Error("who is on duty is not on the sheet")
	}
	// the National Day holiday of 2026: Monday the 5th and Tuesday the 6th of October
	figures, _ = reported(t, of, Reporting{Kind: RotaReport, From: field.Day{Year: 2026, Month: 10, Date: 7}})
	if bands := figures["bands"].([]any); len(bands) != 0 {
		t.Errorf("the weekly template holds on holidays: %v", bands)
	}
}

func TestAnEventIsReportedWithItsLines(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	firm := of.New(centre.OrganisationType).(*centre.Organisation)
	firm.Name, firm.Kind = "样例纺织厂", "employer"
	fair := of.New(centre.EventType).(*centre.Event)
	fair.Name, fair.Kind, fair.State, fair.Posts = "样例招聘会", "jobfair", "held", field.Exactly(12, "个")
	save(t, of, firm, fair)
	for _, n := range []int64{5, 6} {
		r, err := of.NewPart(centre.JobLineType, fair.ID)
		if err != nil {
			t.Fatal(err)
		}
		line := r.(*centre.JobLine)
		line.Employer, line.Post, line.Wanted = firm.ID, "挡车工", field.Exactly(n, "个")
		save(t, of, line)
	}
	figures, text := reported(t, of, Reporting{Kind: EventReport, ID: fair.ID})
	found := false
	for _, c := range figures["compared"].([]any) {
		if c := c.(map[string]any); c["key"] == "posts" {
			found = c["differs"] == true && len(c["rows"].([]any)) == 2 && c["lines"].(map[string]any)["value"] == 11.0
		}
	}
	if !found {
		t.Errorf("declared 12 posts, lines of 11: %v", figures["compared"])
	}
	if !strings.Contains(text, "挡车工") {
		t.Error("the lines are not on the sheet")
	}
	if _, err := of.Delete(t.Context(), fair); err != nil {
		t.Fatal(err)
	}
	if _, err := of.Report(t.Context(), Reporting{Kind: EventReport, ID: fair.ID, Book: say.For(say.ZH)}); !errors.Is(err, field.NotFound) {
		t.Errorf("a deleted event is reported: %v", err)
	}
}

func TestAReportThatIsNoneIsNotFound(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	for _, r := range []Reporting{{Kind: "poem"}, {Kind: CaseReport}, {Kind: ProgrammeReport, ID: field.ID{1}}} {
		r.Book = say.For(say.EN)
		if _, err := of.Report(t.Context(), r); !errors.Is(err, field.NotFound) {
			t.Errorf("%s: %v, want not found", r.Kind, err)
		}
	}
}
