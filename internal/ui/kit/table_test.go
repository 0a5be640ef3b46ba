package kit

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"cn.halfsky/internal/field"
)

// ledger is rows without end, for tables.
type ledger struct{ n, from int }

func (l ledger) Len() int { return l.n }

func (l ledger) ID(i int) field.ID {
	return uuid.NewSHA1(uuid.Nil, fmt.Append(nil, i+l.from))
}

func (l ledger) Text(i int, key string) string {
	return fmt.Sprintf("%s%d", map[string]string{"name": "示例女职工权益活动", "phone": "138001380"}[key], i+l.from)
}

func (l ledger) Index(id field.ID) int {
	for i := range l.n {
		if l.ID(i) == id {
			return i
		}
	}
	return -1
}

func newLedger(b *bench, n int) *Table {
	t := NewTable(b.host, []Column{
		{Key: "name", Title: "名称", Width: 200, Loose: true}, {Key: "phone", Title: "电话", Width: 120, Mask: func(string) string { return MaskText }},
		{Key: "n", Title: "数", Width: 80, Right: true},
	})
	b.put(t)
	t.SetRows(ledger{n: n})
	return t
}

func TestTableMovesByKeyboard(t *testing.T) {
	b := newBench(t)
	table := newLedger(b, 100000)
	opened := -1
	table.OnOpen = func(i int) { opened = i }
	table.Focus()
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{
		{fyne.KeyDown, 1}, {fyne.KeyEnd, 99999}, {fyne.KeyDown, 99999}, {fyne.KeyUp, 99998}, {fyne.KeyHome, 0},
		{fyne.KeyPageDown, 25}, {fyne.KeyPageDown, 50}, {fyne.KeyPageUp, 25},
	} {
		b.keys(step.key)
		if table.Selected() != step.want {
			t.Errorf("after %s line %d is in hand, want %d", step.key, table.Selected(), step.want)
		}
	}
	b.want("示例女职工权益活动25")
	b.keys(fyne.KeyReturn)
	if opened != 25 {
		t.Errorf("Enter opened %d", opened)
	}
}

func TestTableHeadSortsAndResizes(t *testing.T) {
	b := newBench(t)
	table := newLedger(b, 10)
	var sorted []string
	table.OnSort = func(key string, desc bool) { sorted = append(sorted, fmt.Sprint(key, desc)) }
	table.Focus()
	b.keys(fyne.KeyUp, fyne.KeyReturn, fyne.KeyReturn, fyne.KeyRight, fyne.KeyReturn)
	if got := strings.Join(sorted, " "); got != "namefalse nametrue phonefalse" {
		t.Errorf("sorted by %s", got)
	}
	before := table.cols[1].width
	table.head.shift = true
	b.keys(fyne.KeyRight)
	if table.cols[1].width <= before {
		t.Error("Shift with the arrow did not widen the column")
	}
	table.head.shift = false
	b.keys(fyne.KeyDown)
	if !table.body.has() {
		t.Error("the arrow down did not go back to the lines")
	}
	table.head.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(table.cols[0].width-20, 5)}, Dragged: fyne.NewDelta(-20, 0)})
	if !table.cols[0].held {
		t.Error("dragging the edge did not resize the first column")
	}
	test.Tap(table.head)
}

func TestTableKeepsTheRecordInHand(t *testing.T) {
	b := newBench(t)
	table := newLedger(b, 50)
	table.Select(20)
	table.SetRows(ledger{n: 50, from: 5})
	if table.Selected() != 15 {
		t.Errorf("line %d is in hand after the rows moved by five, want 15", table.Selected())
	}
	table.SetRows(ledger{n: 3})
	if table.Selected() != -1 {
		t.Error("a record that is gone is still in hand")
	}
}

// TestTableWithTheKeyboardHasALineInHand, also where the one that was is gone.
func TestTableWithTheKeyboardHasALineInHand(t *testing.T) {
	b := newBench(t)
	table := newLedger(b, 3)
	table.Focus()
	if table.SetRows(ledger{n: 3, from: 1}); table.Selected() != 0 {
		t.Errorf("the first line went, and line %d is in hand", table.Selected())
	}
	table.SetRows(ledger{n: 9})
	b.keys(fyne.KeyEnd)
	if table.SetRows(ledger{n: 8}); table.Selected() != 7 {
		t.Errorf("the last line went, and line %d is in hand", table.Selected())
	}
	if table.SetRows(ledger{}); table.Selected() != -1 {
		t.Errorf("of no lines line %d is in hand", table.Selected())
	}
}

func TestTableCopiesWhatItShows(t *testing.T) {
	b := newBench(t)
	table := newLedger(b, 5)
	table.Focus()
	b.keys(fyne.KeyDown)
	b.ctrl(fyne.KeyC)
	if got, want := fyne.CurrentApp().Clipboard().Content(), "示例女职工权益活动1\t"+MaskText+"\t1"; got != want {
		t.Errorf("copied %q, want %q", got, want)
	}
	b.wantNot("138001380")
}

func TestTableTypingSearches(t *testing.T) {
	b := newBench(t)
	table := newLedger(b, 5)
	typed := ""
	table.OnType = func(r rune) { typed += string(r) }
	table.Focus()
	b.typing("张x")
	if typed != "张x" {
		t.Errorf("typed %q", typed)
	}
}

func TestTableEmptyOffersOneAction(t *testing.T) {
	b := newBench(t)
	table := newLedger(b, 0)
	done := false
	table.SetEmpty("这里还没有活动。", "新建活动", func() { done = true })
	b.want("这里还没有活动。")
	b.press("新建活动")
	if !done {
		t.Error("the action did nothing")
	}
	table.SetRows(ledger{n: 1})
	b.wantNot("这里还没有活动。")
}

// TestTableLeavesColumnsOut: in a narrow window the last columns go, and no date is cut in half.
func TestTableLeavesColumnsOut(t *testing.T) {
	b := newBench(t)
	var cols []Column
	for i := range 8 {
		cols = append(cols, Column{Key: fmt.Sprint(i), Title: fmt.Sprint("列", i), Width: 120, Loose: i == 0})
	}
	table := NewTable(b.host, cols)
	for _, width := range []float32{300, 480, 700, 1366} {
		table.fit(width)
		var used float32
		for i, c := range table.cols[:table.shown] {
			used += c.width
			if i > 0 && c.width < 120 {
				t.Errorf("width %.0f: column %d has %.0f", width, i, c.width)
			}
		}
		if used > width {
			t.Errorf("width %.0f: columns take %.0f", width, used)
		}
	}
	if table.shown != 8 {
		t.Errorf("%d of 8 columns in a wide window", table.shown)
	}
}

// BenchmarkScroll is one step of a scroll through a hundred thousand lines: what SCREENS.md gives as 0.003 ms.
func BenchmarkScroll(b *testing.B) {
	themed(b)
	table, body := benchTable(b)
	y := float32(0)
	for b.Loop() {
		if y += 60; y > 2_000_000 {
			y = 0
		}
		body.ScrollToOffset(y)
	}
	_ = table
}

// BenchmarkRefresh is filling all lines in view anew.
func BenchmarkRefresh(b *testing.B) {
	themed(b)
	_, body := benchTable(b)
	for b.Loop() {
		body.Refresh()
	}
}

func benchTable(b *testing.B) (*Table, tableLines) {
	w := test.NewTempWindow(b, nil)
	h := &Host{Window: w}
	table := NewTable(h, []Column{{Key: "name", Title: "A", Width: 200, Loose: true}, {Key: "phone", Title: "B", Width: 120},
		{Key: "c", Title: "C", Width: 100}, {Key: "d", Title: "D", Width: 100}, {Key: "e", Title: "E", Width: 100}})
	w.SetContent(table)
	w.Resize(fyne.NewSize(1366, 768))
	table.SetRows(ledger{n: 100000})
	return table, table.body
}
