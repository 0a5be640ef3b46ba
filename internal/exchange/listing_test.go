package exchange

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/field"
)

// TestListingIsReadBack: what was written stands in the table, a text that looks like a formula is none, and stopping is told.
func TestListingIsReadBack(t *testing.T) {
	rows := [][]string{{"2026年11月23日", "示例甲"}, {"", "=1+1"}, {"两\n行", `"引号"`}}
	each := func(visit func([]string) error) error {
		for _, r := range rows {
			if err := visit(r); err != nil {
				return err
			}
		}
		return nil
	}
	s := Listing{Name: "操作记录", Form: XLSX, Headings: []string{"时间", "姓名"}, Widths: []float64{18, 12}}
	var out bytes.Buffer
	if n, err := WriteListing(t.Context(), &out, s, each); n != len(rows) || err != nil {
		t.Fatal(n, err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	got, err := book.GetRows("操作记录")
	if err != nil || len(got) != 4 || got[0][1] != "姓名" || got[2][1] != "=1+1" || got[3][0] != "两\n行" {
		t.Errorf("%q, %v", got, err)
	}
	if formula, err := book.GetCellFormula("操作记录", "B3"); formula != "" || err != nil {
		t.Errorf("a text became the formula %q, %v", formula, err)
	}
	s.Form = CSV
	out.Reset()
	if n, err := WriteListing(t.Context(), &out, s, each); n != len(rows) || err != nil || !strings.Contains(out.String(), `"""引号"""`) || strings.Contains(out.String(), ",=1+1") {
		t.Errorf("%d, %v: %s", n, err, out.String())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := WriteListing(ctx, &out, s, each); !errors.Is(err, field.Cancelled) {
		t.Errorf("stopped: %v", err)
	}
	if s.Form = JSON; true {
		if _, err := WriteListing(t.Context(), &out, s, each); err == nil {
			t.Error("a sheet was written as objects")
		}
	}
}
