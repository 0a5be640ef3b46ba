package office

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// TestEveryFigureOpensItsRows: each figure of a year in the sample leads to as many records as it counts.
func TestEveryFigureOpensItsRows(t *testing.T) {
	of := statFolder(t)
	ask := Reporting{Span: summary.SpanYear, From: of.Today(), Whole: true}
	events, err := of.EventFigures(t.Context(), ask, summary.ByKind)
	if err != nil {
		t.Fatal(err)
	}
	printed, err := of.Statistics(t.Context(), ask)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		s       *summary.Statistics
		t       *summary.StatTable
		measure string
	}{{events, &events.Tables[0], "events"}, {printed, printed.Table("reception"), "cases"}, {printed, printed.Table("matters"), "cases"}, {printed, printed.Table("services"), "closed"}} {
		told := 0
		for _, row := range x.t.Rows {
			c := x.t.Cell(summary.ThisPeriod, x.s.All(), row, x.measure)
			all, locked, err := of.FigureRows(t.Context(), x.s.Rows(c))
			n := locked
			for _, b := range all {
				n += b.Len()
			}
			if err != nil || int64(n) != c.Count.Value {
				t.Errorf("%s %s: %d of %d records, %v", x.t.Key, row, n, c.Count.Value, err)
			}
			told += n
		}
		if told < 10 {
			t.Errorf("%s: %d records behind all figures", x.t.Key, told)
		}
	}
}

// TestALockedCaseIsCountedAndNotListed.
func TestALockedCaseIsCountedAndNotListed(t *testing.T) {
	s := newSensitive(t)
	s.restrict(s.colleague, s.f.Me().ID)
	s.f.as("示例咨询员")
	all, locked, err := s.f.FigureRows(t.Context(), []field.ID{s.c.ID, s.other.ID})
	if err != nil || locked != 1 || len(all) != 1 || all[0].Len() != 1 || all[0].ID(0) != s.other.ID {
		t.Errorf("%d locked, %v, %v", locked, all, err)
	}
}

func TestDistrictsComeFromTheTreeOfOrganisations(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	body := func(name, address string, under field.ID) *centre.Organisation {
		o := of.New(centre.OrganisationType).(*centre.Organisation)
		o.Name, o.Kind, o.Address, o.Parent = name, "union", address, under
		if _, err := of.Save(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		return o
	}
	top := body("示例市总工会", "", field.ID{})
	east := body("东区总工会", "", top.ID)
	firm := body("示例公司工会", "西区某某路1号", east.ID)
	lone := body("独立协会", "示例市西区某某路5号", field.ID{})
	nobody := body("无址协会", "", field.ID{})
	got, err := of.districts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[field.ID]string{top.ID: "示例市总工会", east.ID: "东区总工会", firm.ID: "东区总工会", lone.ID: "西区", nobody.ID: ""} {
		if got[id] != want {
			t.Errorf("%s is in %q, want %q", of.Name(id), got[id], want)
		}
	}
	circle := map[field.ID]field.ID{{1}: {2}, {2}: {1}}
	if topBut(field.ID{1}, circle) == (field.ID{}) {
		t.Error("a circle has no district")
	}
}

func TestFiguresAreExportedAsTheyAreShown(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	f := FigureExport{Listing: exchange.Listing{Name: "样例", Form: exchange.CSV, Headings: []string{"类型", "项"}, Widths: []float64{9, 9}}, What: "events", Rows: [][]string{{"义诊", "近400"}}}
	var out bytes.Buffer
	if n, err := of.ExportFigures(t.Context(), &out, f); n != 1 || err != nil || !strings.Contains(out.String(), "近400") {
		t.Errorf("%d rows, %v: %s", n, err, out.String())
	}
	if _, err := of.EventFigures(t.Context(), Reporting{Span: "year", Scope: "没有这个站"}, summary.ByKind); !errors.As(err, new(field.Problems)) {
		t.Errorf("a scope that is nobody's name: %v", err)
	}
}
