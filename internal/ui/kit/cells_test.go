package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
)

// newSheet is a sheet of three columns over two saved rows, and what it handed over.
func newSheet(b *bench) (*Cells, *[][]*CellRow) {
	columns := []CellColumn{{Key: "name", Title: "单位", Share: 2, Also: []string{"企业名称"}}, {Key: "post", Title: "岗位", Share: 1}, {Key: "n", Title: "人数", Share: 1, Right: true}}
	c := NewCells(b.host, columns, []*CellRow{{ID: field.ID{1}, Texts: []string{"甲厂", "普工", "3"}}, {ID: field.ID{2}, Texts: []string{"乙厂", "焊工", "5"}}})
	var handed [][]*CellRow
	c.OnRows = func(rows []*CellRow) {
		handed = append(handed, rows)
		for _, r := range rows {
			r.Sent()
		}
	}
	b.put(c)
	c.Focus()
	return c, &handed
}

func textsOf(c *Cells) string {
	var rows []string
	for _, r := range c.Rows() {
		rows = append(rows, strings.Join(r.Texts, "|"))
	}
	return strings.Join(rows, "\n")
}

func TestCellsAreTypedLikeASpreadsheet(t *testing.T) {
	b := newBench(t)
	c, handed := newSheet(b)
	b.typing("丙厂")
	b.keys(fyne.KeyTab)
	b.typing("电工")
	b.keys(fyne.KeyTab)
	b.typing("7")
	if len(*handed) != 0 {
		t.Error("a row was handed over while it was typed")
	}
	b.keys(fyne.KeyReturn)
	if want := "甲厂|普工|3\n乙厂|焊工|5\n丙厂|电工|7\n||"; textsOf(c) != want {
		t.Errorf("the sheet is\n%s", textsOf(c))
	}
	if len(*handed) != 1 || len((*handed)[0]) != 1 || c.row != 3 || c.col != 0 {
		t.Errorf("%d rows handed over; the keyboard is at %d, %d", len(*handed), c.row, c.col)
	}
	b.keys(fyne.KeyUp, fyne.KeyUp, fyne.KeyRight, fyne.KeyRight) // over a text of two characters from its end: next cell
	if c.row != 1 || c.col != 2 || len(*handed) != 1 {
		t.Errorf("arrows lead to %d, %d; rows nobody typed in were handed over: %d", c.row, c.col, len(*handed))
	}
	b.typing("0")
	b.keys(fyne.KeyDown)
	if len(*handed) != 2 || (*handed)[1][0].ID != (field.ID{2}) || (*handed)[1][0].Texts[2] != "50" {
		t.Errorf("the changed row: %+v", (*handed)[len(*handed)-1][0])
	}
}

func TestASpreadsheetIsPastedWithItsHeadings(t *testing.T) {
	b := newBench(t)
	c, handed := newSheet(b)
	var ignored []string
	c.OnIgnored = func(headings []string) { ignored = headings }
	if !c.paste("序号\t人数\t企业名称\t岗位\r\n1\t12\t丁厂\t\"质检\n员\"\r\n\r\n2\t30\t戊厂\t包装工\r\n") {
		t.Fatal("a table was left to the entry")
	}
	if want := "甲厂|普工|3\n乙厂|焊工|5\n丁厂|质检 员|12\n戊厂|包装工|30\n||"; textsOf(c) != want {
		t.Errorf("the sheet is\n%s", textsOf(c))
	}
	if len(*handed) != 1 || len((*handed)[0]) != 2 || strings.Join(ignored, " ") != "序号" {
		t.Errorf("handed over %d times, ignored %v", len(*handed), ignored)
	}
	c.jump(0, 1)
	if !c.paste("技工\t9\nx\ty\tz") { // without headings: where the keyboard is; what goes over the edge is not taken
		t.Fatal("two rows were left to the entry")
	}
	if !strings.HasPrefix(textsOf(c), "甲厂|技工|9\n乙厂|x|y\n") {
		t.Errorf("the sheet is\n%s", textsOf(c))
	}
	if c.paste("一个格") {
		t.Error("a text of one cell was taken from the entry")
	}
}

func TestACellThatSaysAsAboveTakesWhatStandsThere(t *testing.T) {
	b := newBench(t)
	c, handed := newSheet(b)
	c.paste("丁厂\t质检员\t12\n同上\t〃\t30\n同上\t包装工\t\"\"\"\"\n")
	if want := "甲厂|普工|3\n乙厂|焊工|5\n丁厂|质检员|12\n丁厂|质检员|30\n丁厂|包装工|30\n||"; textsOf(c) != want {
		t.Errorf("the sheet is\n%s", textsOf(c))
	}
	b.typing("同上")
	b.keys(fyne.KeyTab)
	b.typing("保洁员")
	b.keys(fyne.KeyReturn)
	last := (*handed)[len(*handed)-1]
	if len(last) != 1 || strings.Join(last[0].Texts, "|") != "丁厂|保洁员|" {
		t.Errorf("typed: %v", last[0].Texts)
	}
	c.jump(0, 0)
	c.set(0, 0, "同上")
	c.Done()
	if c.Rows()[0].Texts[0] != "同上" {
		t.Error("nothing stands above the first row")
	}
}

func TestWhatIsRefusedStaysTyped(t *testing.T) {
	b := newBench(t)
	c, _ := newSheet(b)
	r := c.Rows()[0]
	c.set(0, 2, "x")
	sent, _ := r.Typed(c.Columns())
	r.Sent()
	c.set(0, 1, "技工") // while it is being saved
	r.Refused(c.Columns(), sent, map[int]string{2: "不是数"})
	if typed, _ := r.Typed(c.Columns()); typed["n"] != "x" || typed["post"] != "技工" || len(typed) != 2 {
		t.Errorf("typed still: %v", typed)
	}
	c.jump(0, 0)
	if got := c.Trouble(); got != "人数 不是数" {
		t.Errorf("the row's trouble reads %q", got)
	}
	r.Sent()
	c.set(0, 0, "甲甲厂")
	r.Saved(r.ID, []string{"甲厂", "技工", "8"})
	if strings.Join(r.Texts, "|") != "甲甲厂|技工|8" || c.Trouble() != "" {
		t.Errorf("saved over typing: %v", r.Texts)
	}
}

func TestARowIsRemoved(t *testing.T) {
	b := newBench(t)
	c, _ := newSheet(b)
	for len(c.Rows()) > 1 {
		c.Remove(c.Rows()[0])
	}
	c.Remove(c.Rows()[0])
	if len(c.Rows()) != 1 || c.At() == nil {
		t.Errorf("%d rows are left", len(c.Rows()))
	}
}

func FuzzPaste(f *testing.F) {
	f.Add("a\tb\nc\td")
	f.Add("单位\t岗位\n甲\t\"乙\n丙\"\n\"")
	f.Add(strings.Repeat("\t", 300) + "x")
	f.Fuzz(func(t *testing.T, text string) {
		block := blockOf(text)
		if len(block) > mostPasted {
			t.Fatalf("%d rows", len(block))
		}
		kept := 0
		for _, line := range block {
			if len(line) > mostCells {
				t.Fatalf("%d cells", len(line))
			}
			for _, cell := range line {
				if cell != field.Tidy(cell) || strings.ContainsAny(cell, "\n\t\r") {
					t.Fatalf("a cell is untidy: %q", cell)
				}
				kept += strings.Count(cell, "甲")
			}
		}
		if n := strings.Count(text, "甲"); kept != n && len(block) < mostPasted && strings.Count(text, "\t") < mostCells {
			t.Fatalf("of %d characters %d are left", n, kept)
		}
	})
}
