package draft

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

func TestRowsAreNamed(t *testing.T) {
	months := &summary.StatTable{Key: "bymonth", Names: map[string]string{"2026-03": "2026-03"}}
	hosts := &summary.StatTable{Key: "byhost", Names: map[string]string{"x": "示例市总工会"}}
	kinds := &summary.StatTable{Key: "bykind", Vocab: centre.EventKind}
	for _, c := range []struct {
		table  *summary.StatTable
		row    string
		zh, en string
	}{
		{months, "2026-03", "2026年3月", "March 2026"}, {months, summary.AllRows, "合计", "Total"}, {months, summary.NoGroup, "月份不详", ""},
		{hosts, "x", "示例市总工会", "示例市总工会"}, {kinds, "jobfair", "招聘会", "Job fair"},
	} {
		if got := StatRow(say.For(say.ZH), c.table, c.row); got != c.zh {
			t.Errorf("%s of %s is %q", c.row, c.table.Key, got)
		}
		if got := StatRow(say.For(say.EN), c.table, c.row); c.en != "" && got != c.en {
			t.Errorf("%s of %s is %q in English", c.row, c.table.Key, got)
		}
	}
}
