package office

import (
	"os"
	"path/filepath"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

func tableFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "样表.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestHowATableIsReadIsRemembered: what was corrected once holds for the next file of the same headings, until it is forgotten.
func TestHowATableIsReadIsRemembered(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	first := tableFile(t, "做了什么,谁办的,哪天\n甲讲座,样例市总工会,2026-3-6\n")
	p, err := of.PlanImport(t.Context(), first, Importing{Mend: true})
	if err != nil {
		t.Fatal(err)
	}
	sp := p.Sheets[0]
	l := exchange.Layout{Heading: sp.Heading}.With("A", "name").With("B", "hosts").With("C", "date")
	for range 2 { // said twice it is remembered once
		if err := of.RememberLayouts(t.Context(), []TableLayout{{Shape: sp.Shape, Headings: []string{"做了什么"}, Layout: l}}); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := of.TableLayouts()
	if err != nil || len(kept) != 1 || kept[0].Layout.Columns["A"] != "name" || kept[0].Layout.Heading != 0 || kept[0].At == 0 || kept[0].By == "" {
		t.Fatalf("%+v, %v", kept, err)
	}
	next := tableFile(t, "四月\n做了什么,谁办的,哪天\n乙讲座,样例市总工会,2026-4-6\n")
	if p, err = of.PlanImport(t.Context(), next, Importing{}); err != nil || !p.Sheets[0].Remembered || p.Counts()[exchange.New] != 1 {
		t.Fatalf("%v, %v", p, err)
	}
	if _, err = of.Import(t.Context(), p, nil); err != nil {
		t.Fatal(err)
	}
	if rows, err := of.List(centre.EventType, store.Query{Find: "乙讲座"}); err != nil || rows.Len() != 1 {
		t.Errorf("%v", err)
	}
	if err := of.ForgetLayout(t.Context(), sp.Shape); err != nil {
		t.Fatal(err)
	}
	if _, err = of.PlanImport(t.Context(), next, Importing{}); err == nil {
		t.Error("what is forgotten is still known")
	}
}

// TestARegisterIsImportedAndUndoneWhole: cases, persons and units come in together and go together.
func TestARegisterIsImportedAndUndoneWhole(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	path := tableFile(t, "编号,来访日期,姓名,电话,工作单位,来访形式,反映内容,处理结果,办结日期\n"+
		"访1,2026-3-6,示例甲,13800000000,样例厂,来访,拖欠工资,单位已补发,2026-3-20\n访2,2026-3-7,示例甲,13800000000,样例厂,来电,咨询社保,,\n访3,2026-3-8,匿名,,,来电,被骚扰,,\n")
	p, err := of.PlanImport(t.Context(), path, Importing{})
	if err != nil {
		t.Fatal(err)
	}
	changes, err := of.Import(t.Context(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for typ, want := range map[*field.Type]int{centre.CaseType: 3, centre.PersonType: 1, centre.OrganisationType: 1} {
		if n, err := of.Count(typ, store.Query{}); n != want || err != nil {
			t.Errorf("%s: %d, want %d, %v", typ.Table, n, want, err)
		}
	}
	rows, err := of.List(centre.CaseType, store.Query{Sort: store.ByMade})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"访1 closed corrected", "访2 registered ", "访3 registered "} {
		c, err := store.As[*centre.Case](of.Get(centre.CaseType, rows.ID(i)))
		if err != nil || c.Number+" "+c.State+" "+c.Outcome != want {
			t.Errorf("%s %s %s, want %s, %v", c.Number, c.State, c.Outcome, want, err)
		}
	}
	if _, err := of.Undo(t.Context(), changes[0].Seq); err != nil {
		t.Fatal(err)
	}
	for _, typ := range []*field.Type{centre.CaseType, centre.PersonType, centre.OrganisationType} {
		if n, err := of.Count(typ, store.Query{}); n != 0 || err != nil {
			t.Errorf("%s: %d are left, %v", typ.Table, n, err)
		}
	}
}
