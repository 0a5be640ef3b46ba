package exchange

import (
	"testing"

	"cn.halfsky/internal/fake"
)

// TestLedgerFindsTheSample: a folder with the sample holds the ledger of 2008 already, so importing it there makes nothing.
func TestLedgerFindsTheSample(t *testing.T) {
	f := mustRead(t, "三八活动统计表-2008.xlsx", ledger(t))
	p := mustPlan(t, f, newFolder(fake.New(1, today).Sample()...), Context{Place: "示例"})
	if n := p.Counts(); n[Same] != 16 || len(n) != 1 {
		t.Errorf("16 events are there already, yet %v", n)
		for r := range p.rows() {
			if r.Action != Same {
				t.Errorf("row %d: %s %v", r.Number, r.Action, r.Changed)
			}
		}
	}
	if w := p.Records(); len(w) != 0 {
		t.Errorf("%d records would be saved", len(w))
	}
}
