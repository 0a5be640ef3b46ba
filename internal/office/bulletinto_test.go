package office

import (
	"errors"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

func TestTheDistributionIsSetAsAWhole(t *testing.T) {
	of, issue, _ := newsroom(t)
	set := func(text string) uint64 {
		t.Helper()
		c, err := of.SetDistribution(t.Context(), issue.ID, draft.Addressees(text))
		if err != nil {
			t.Fatal(err)
		}
		return c.Seq
	}
	is := func(want string) []summary.Addressee {
		t.Helper()
		rows, err := of.Distribution(issue.ID)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range rows {
			got = append(got, a.To)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("goes to %v, want %s", got, want)
		}
		return rows
	}
	set("省总工会 3份\n各市、区总工会\n档案室")
	before := is("省总工会 各市、区总工会 档案室")
	seq := set("档案室 2份\n省总工会 3份\n研究室")
	after := is("档案室 省总工会 研究室")
	if after[0].ID != before[2].ID || after[0].Copies != 2 || after[1].ID != before[0].ID {
		t.Error("rows that stayed are other records")
	}
	if _, err := of.Undo(t.Context(), seq); err != nil {
		t.Fatal(err)
	}
	is("省总工会 各市、区总工会 档案室")
	if _, err := of.SetDistribution(t.Context(), issue.ID, make([]summary.Addressee, mostAddressees+1)); !errors.As(err, new(field.Problems)) {
		t.Errorf("too many rows: %v", err)
	}
}

// TestAProgrammeAndRanksAreTold: the totals of a programme are a candidate, and an article about an event says who won what.
func TestAProgrammeAndRanksAreTold(t *testing.T) {
	of, issue, named := newsroom(t)
	p := of.New(centre.ProgrammeType).(*centre.Programme)
	p.Name, p.Year = "三八系列活动", 2026
	empty := of.New(centre.ProgrammeType).(*centre.Programme)
	empty.Name = "还没有活动的系列"
	if _, err := of.Save(t.Context(), p, empty); err != nil {
		t.Fatal(err)
	}
	fair, clinic := named["fair"].(*centre.Event), named["clinic"].(*centre.Event)
	fair.Programme, clinic.Programme = p.ID, p.ID
	award := of.New(centre.AwardType).(*centre.Award)
	award.Event, award.Name, award.Rank, award.Number = fair.ID, "最佳展位", "一等奖", field.Exactly(2, "个")
	if _, err := of.Save(t.Context(), fair, clinic, award); err != nil {
		t.Fatal(err)
	}
	all, err := of.Candidates(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, c := range all {
		if c.Type == centre.ProgrammeType {
			found++
			if c.ID != p.ID || c.Day != clinic.Date {
				t.Errorf("candidate %+v", c)
			}
		}
	}
	if found != 1 {
		t.Errorf("%d programmes can be told", found)
	}
	a := draftOf(t, of, issue, "news", p)
	if a.Heading != "三八系列活动" || !strings.HasPrefix(a.Body, "三八系列活动共有活动2项") || !strings.Contains(a.Body, "796个") {
		t.Errorf("%s: %s", a.Heading, a.Body)
	}
	if a = draftOf(t, of, issue, "brief", fair); !strings.Contains(a.Body, "其中一等奖2个") {
		t.Error(a.Body)
	}
	clinic.People, _ = field.ParseCount("300多人", "人")
	if _, err := of.Save(t.Context(), clinic); err != nil {
		t.Fatal(err)
	}
	proofs, err := of.ProofIssue(t.Context(), issue.ID, zh)
	if err != nil || len(proofs.Readings) != 2 || len(proofs.Readings[0].Stale) != 1 {
		t.Errorf("a changed total: %+v, %v", proofs.Readings, err)
	}
}
