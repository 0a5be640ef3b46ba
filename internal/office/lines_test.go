package office

import (
	"errors"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// fair is an office with a job fair and two employers, of which one has a short name.
func fair(t *testing.T) (*Office, field.ID) {
	t.Helper()
	of, _, _ := testOffice(t, Founding{})
	e := of.New(centre.EventType).(*centre.Event)
	e.Name, e.Kind = "女职工招聘会", "jobfair"
	records := []field.Record{e}
	for _, names := range [][2]string{{"样例纺织有限公司", "样例纺织"}, {"样例电子有限公司", ""}} {
		org := of.New(centre.OrganisationType).(*centre.Organisation)
		org.Name, org.Short, org.Kind = names[0], names[1], "employer"
		records = append(records, org)
	}
	if _, err := of.Save(t.Context(), records...); err != nil {
		t.Fatal(err)
	}
	return of, e.ID
}

func organisations(t *testing.T, of *Office) map[string]field.ID {
	t.Helper()
	all, err := All[*centre.Organisation](t.Context(), of, centre.OrganisationType)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]field.ID{}
	for _, org := range all {
		out[org.Name] = org.ID
	}
	return out
}

func line(employer, post, wanted, intents string) Line {
	return Line{Cells: map[string]string{"employer": employer, "post": post, "wanted": wanted, "intents": intents}}
}

func TestRightRowsAreSavedTogetherAndWrongOnesSayWhy(t *testing.T) {
	of, event := fair(t)
	before := len(organisations(t, of))
	out, change, err := of.SaveLines(t.Context(), centre.JobLineType, event, []Line{
		line("样例纺织", "缝纫工", "20", "8人"),
		line("样例电子有限公司 ", "质检员", "１２个", ""),
		line("样例新厂", "包装工", "x20y", "3"), // not a count
		line("样例新厂", "", "5", ""),        // no post
		line("样例新厂", "普工", "30", ""),
		line("样例新厂", "叉车工", "", "约10人"),
		line("", "保洁", "1", ""), // nobody's
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, field := range []string{"", "", "wanted", "post", "", "", "employer"} {
		switch ps := out[i].Problems; {
		case field == "" && (len(ps) > 0 || out[i].Record == nil):
			t.Errorf("row %d was refused: %v", i+1, ps)
		case field != "" && (len(ps) != 1 || ps[0].Field != field || out[i].Record != nil):
			t.Errorf("row %d: %v", i+1, ps)
		}
	}
	orgs := organisations(t, of)
	if len(orgs) != before+1 || len(out[4].Made) != 1 || out[5].Made != nil {
		t.Errorf("%d organisations, made for the rows: %v, %v", len(orgs), out[4].Made, out[5].Made)
	}
	if got := out[0].Record.(*centre.JobLine); got.Employer != orgs["样例纺织有限公司"] || got.Intents.Plain() != "8人" {
		t.Errorf("the first row became %+v", got)
	}
	if a, b := out[4].Record.(*centre.JobLine), out[5].Record.(*centre.JobLine); a.Employer != orgs["样例新厂"] || b.Employer != a.Employer {
		t.Error("two rows of one new employer point to two")
	}
	if _, err := of.Undo(t.Context(), change.Seq); err != nil {
		t.Fatal(err)
	}
	if rs, err := of.Parts(centre.JobLineType, event); err != nil || len(rs) != 0 || len(organisations(t, of)) != before {
		t.Errorf("after one undo there are %d lines, %v", len(rs), err)
	}
}

func TestATypedRowChangesOnlyWhatWasTyped(t *testing.T) {
	of, event := fair(t)
	out, _, err := of.SaveLines(t.Context(), centre.JobLineType, event, []Line{line("样例纺织", "缝纫工", "20", "8人")})
	if err != nil {
		t.Fatal(err)
	}
	id := out[0].Record.Base().ID
	if out, _, err = of.SaveLines(t.Context(), centre.JobLineType, event, []Line{{ID: id, Cells: map[string]string{"hired30": "5"}}}); err != nil || out[0].Record == nil {
		t.Fatal(out, err)
	}
	got := out[0].Record.(*centre.JobLine)
	if got.Post != "缝纫工" || got.Wanted.Plain() != "20个" || got.Hired30.Plain() != "5人" {
		t.Errorf("the row became %+v", got)
	}
	if out, _, err = of.SaveLines(t.Context(), centre.JobLineType, event, []Line{{ID: id, Cells: map[string]string{"employer": ""}}}); err != nil || len(out[0].Problems) != 1 {
		t.Errorf("an employer that was emptied: %+v, %v", out, err)
	}
}

func TestANameThatSeveralHaveIsNobodys(t *testing.T) {
	of, event := fair(t)
	twin := of.New(centre.OrganisationType).(*centre.Organisation)
	twin.Name, twin.Kind = "样例纺织", "employer"
	if _, err := of.Save(t.Context(), twin); err != nil {
		t.Fatal(err)
	}
	out, _, err := of.SaveLines(t.Context(), centre.JobLineType, event, []Line{line("样例纺织", "缝纫工", "", "")})
	if err != nil || len(out[0].Problems) == 0 || out[0].Problems[0].Say != "lines.several" {
		t.Errorf("a name of two organisations: %+v, %v", out, err)
	}
	if _, _, err := of.SaveLines(t.Context(), centre.JobLineType, event, make([]Line, mostLines+1)); err == nil {
		t.Error("any number of rows is taken")
	}
	if _, _, err := of.SaveLines(t.Context(), centre.JobLineType, field.ID{9}, []Line{line("样例电子有限公司", "工", "", "")}); !errors.Is(err, field.NotFound) {
		t.Errorf("rows of an event that is not there: %v", err)
	}
}
