package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestATableGoesByCells(t *testing.T) {
	b := newBench(t)
	table := newLedger(b, 9)
	b.keys(fyne.KeyRight) // a table of lines has none
	if _, key := table.Cell(); key != "" {
		t.Fatalf("a table of lines has the cell %q in hand", key)
	}
	var told []string
	table.OnCell = func(_ int, key string) { told = append(told, key) }
	table.Focus()
	b.keys(fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyDown, fyne.KeyLeft)
	if i, key := table.Cell(); i != 1 || key != "phone" {
		t.Errorf("line %d, cell %q in hand", i, key)
	}
	if len(told) != 3 {
		t.Errorf("told of %v", told)
	}
	table.SelectCell("n")
	if _, key := table.Cell(); key != "n" || len(told) != 3 {
		t.Errorf("cell %q, told of %v", key, told)
	}
	row := newTableRow(table)
	row.Resize(fyne.NewSize(400, 28))
	row.show(1)
	if row.ring == nil || row.ring.Hidden || row.ring.Position().X < 200 {
		t.Error("no ring stands around the cell in hand")
	}
	if row.show(2); !row.ring.Hidden {
		t.Error("a ring stands in another line")
	}
}
