package paper

import (
	"fmt"
	"math/rand"
	"strconv"
	"strings"
	"testing"
)

// ledger is a table of so many rows whose third column is added up.
func ledger(rows int) Table {
	t := Table{
		Caption: "样例台账",
		Columns: []Column{{Title: "序号", Align: Right}, {Title: "单位"}, {Title: "人次", Align: Right}},
		CarryTo: "过次页", CarryFrom: "承前页",
	}
	for i := range rows {
		t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), "样例单位", strconv.Itoa(i % 7)})
	}
	t.Carried = func(rows [][]string) []string { return []string{"", "", strconv.Itoa(added(rows, 2))} }
	t.Sum = []string{"合计", "", strconv.Itoa(added(t.Rows, 2))}
	return t
}

func added(rows [][]string, col int) int {
	n := 0
	for _, row := range rows {
		v, _ := strconv.Atoi(row[col])
		n += v
	}
	return n
}

// linesOf are the texts of a page from top to bottom, those of one base line joined, page number left out.
func linesOf(p Page) []string {
	var out []string
	last := -1.0
	for _, it := range p.Items[:len(p.Items)-1] {
		r, ok := it.(Run)
		if !ok {
			continue
		}
		if y := r.base(); len(out) > 0 && y-last < 0.01 && last-y < 0.01 {
			out[len(out)-1] += " " + r.Text()
		} else {
			out, last = append(out, r.Text()), y
		}
	}
	return out
}

// Whatever stands above the table and however high its rows are: what a page carries over is the sum of all rows before, the next
// page takes the same sum up, and no page has a sum without a row.
func TestSumsAreCarried(t *testing.T) {
	rnd := rand.New(rand.NewSource(12))
	for above := range 14 {
		tab := ledger(70 + above)
		for i := range tab.Rows {
			if rnd.Intn(4) == 0 {
				tab.Rows[i][1] = strings.Repeat("样例单位名称", 1+rnd.Intn(60))
			}
		}
		d := New(Options{Continued: "（续表）"})
		for range above {
			d.Para("上文")
		}
		d.Table(tab)
		p, _ := checked(t, d)
		if len(p.Sheets) < 4 {
			t.Fatalf("%d pages", len(p.Sheets))
		}
		whole := added(tab.Rows, 2)
		carried, seen := 0, 0
		for n, sheet := range p.Sheets {
			lines := linesOf(sheet)
			if n > 0 {
				if lines[0] != "样例台账（续表）" || lines[1] != "序号 单位 人次" {
					t.Fatalf("page %d begins with %q", n+1, lines[:2])
				}
				if want := fmt.Sprintf("承前页 %d", carried); lines[2] != want {
					t.Errorf("%d lines above, page %d: got %q, want %q", above, n+1, lines[2], want)
				}
			}
			rows := 0
			for _, it := range sheet.Items {
				if r, ok := it.(Run); ok && r.X < marginLeft+15 && r.Text() == strconv.Itoa(seen+1) {
					seen, rows = seen+1, rows+1
				}
			}
			if rows == 0 {
				t.Errorf("%d lines above, page %d has no row: %q", above, n+1, lines)
			}
			carried = added(tab.Rows[:seen], 2)
			want := fmt.Sprintf("过次页 %d", carried)
			if n == len(p.Sheets)-1 {
				want = fmt.Sprintf("合计 %d", whole)
			}
			if got := lines[len(lines)-1]; got != want {
				t.Errorf("%d lines above, page %d: got %q, want %q", above, n+1, got, want)
			}
		}
		if seen != len(tab.Rows) {
			t.Errorf("%d lines above: %d of %d rows", above, seen, len(tab.Rows))
		}
	}
}

// A row that is cut because it is higher than a page has its figures on the first: they are carried with it.
func TestRowHigherThanAPage(t *testing.T) {
	tab := ledger(3)
	tab.Rows[1][1] = strings.Repeat("说明，", 1000)
	d := New(Options{})
	d.Table(tab)
	p, _ := checked(t, d)
	if len(p.Sheets) < 3 {
		t.Fatalf("%d pages", len(p.Sheets))
	}
	for n, sheet := range p.Sheets[:len(p.Sheets)-1] {
		lines := linesOf(sheet)
		if got := lines[len(lines)-1]; got != "过次页 1" {
			t.Errorf("page %d ends with %q", n+1, got)
		}
	}
}

func TestCarriedRowsThatAreNone(t *testing.T) {
	for name, carried := range map[string]func([][]string) []string{
		"nothing": func([][]string) []string { return nil },
		"high":    func([][]string) []string { return []string{"", strings.Repeat("样例", 400), ""} },
		"long":    func([][]string) []string { return []string{"一", "二", "三", "四", "五"} },
	} {
		t.Run(name, func(t *testing.T) {
			tab := ledger(120)
			tab.Carried = carried
			d := New(Options{})
			d.Table(tab)
			p, _ := checked(t, d)
			if got := strings.Count(p.Plain(), "过次页"); (got > 0) != (name == "long") {
				t.Errorf("%d rows carried", got)
			}
		})
	}
}

// The last row stays with the sum and the notes, the first two with the head and the caption.
func TestTableEndsHoldTogether(t *testing.T) {
	for above := range 24 {
		d := New(Options{})
		for range above {
			d.Para("上文")
		}
		tab := ledger(6)
		tab.Carried = nil
		tab.Notes = []string{"① 样例说明。", "注：" + strings.Repeat("样例说明，", 30)}
		d.Table(tab)
		p, _ := checked(t, d)
		for n, sheet := range p.Sheets {
			text := "\n" + strings.Join(linesOf(sheet), "\n") + "\n"
			for _, pair := range [][2]string{{"样例台账", "\n2 样例单位"}, {"\n6 样例单位", "合计"}, {"合计", "① "}, {"① ", "注："}} {
				if strings.Contains(text, pair[0]) != strings.Contains(text, pair[1]) {
					t.Errorf("%d lines above, page %d: %q and %q are apart", above, n+1, pair[0], pair[1])
				}
			}
		}
	}
}

func groups() Table {
	return Table{
		Columns: []Column{{Title: "单位"}, {Title: "受理", Group: "个案", Align: Right}, {Title: "办结", Group: "个案", Align: Right}, {Title: "场次", Align: Right}, {Title: "女职工", Group: "人次", Align: Right}},
		Rows:    [][]string{{"样例单位", "12", "10", "3", "96"}},
	}
}

func TestGroupsStandAboveTheirColumns(t *testing.T) {
	d := New(Options{})
	d.Table(groups())
	p, _ := checked(t, d)
	at := map[string]Run{}
	for _, it := range p.Sheets[0].Items {
		if r, ok := it.(Run); ok {
			at[r.Text()] = r
		}
	}
	middle := func(word string) float64 { return at[word].X + at[word].Width()/2 }
	if got, want := middle("个案"), (middle("受理")+middle("办结"))/2; got < want-3 || got > want+3 {
		t.Errorf("the group stands at %.1f, its columns at %.1f", got, want)
	}
	if at["个案"].Y >= at["受理"].Y || at["个案"].Y != at["人次"].Y || at["受理"].Y != at["女职工"].Y {
		t.Error("the rows of the head are not one above the other")
	}
	if y := at["单位"].Y; y <= at["个案"].Y || y >= at["受理"].Y || y != at["场次"].Y {
		t.Error("a column without a group does not stand between both rows")
	}
}

func TestHeadOfTwoRowsIsRepeated(t *testing.T) {
	tab := groups()
	for range 90 {
		tab.Rows = append(tab.Rows, tab.Rows[0])
	}
	d := New(Options{})
	d.Table(tab)
	p, _ := checked(t, d)
	for n, sheet := range p.Sheets {
		if got := strings.Join(linesOf(sheet)[:7], " "); strings.Count(got, "个案") != 1 || strings.Count(got, "女职工") != 1 {
			t.Errorf("page %d begins with %q", n+1, got)
		}
	}
}

// However much the heads hold, every character is printed.
func TestGroupsOfAnyLength(t *testing.T) {
	for _, long := range []int{1, 40, 400, 3000} {
		tab := groups()
		tab.Columns[0].Title = strings.Repeat("单位", long)
		tab.Columns[1].Group, tab.Columns[2].Group = strings.Repeat("个案", long), strings.Repeat("个案", long)
		tab.Columns[2].Title = strings.Repeat("办结", long)
		d := New(Options{})
		d.Table(tab)
		p, _ := checked(t, d)
		holds(t, "heads", p.Plain(), tab.Columns[0].Title+tab.Columns[1].Group+tab.Columns[2].Title+"受理场次女职工")
	}
}

func TestStrongRowsAreBold(t *testing.T) {
	tab := ledger(5)
	tab.Strong = []int{2, 99, -1}
	d := New(Options{})
	d.Table(tab)
	for _, it := range mustLayout(t, d).Sheets[0].Items {
		if r, ok := it.(Run); ok && r.X < marginLeft+15 && (r.Text() == "3" || r.Text() == "4") {
			if bold := strings.Contains(r.Face(), "Sans"); bold != (r.Text() == "3") {
				t.Errorf("row %s is printed in %s", r.Text(), r.Face())
			}
		}
	}
}

// No number with its unit is cut, and a word of a head is not either, as long as smaller type helps.
func TestNumbersStayWhole(t *testing.T) {
	numbers := []string{"1,234,567.50元", "2008年3月6日", "200多人次", "YLZX-2026-0007", "96.5 %", "￥12,000", "13800000000"}
	for n := 1; n <= 14; n++ {
		tab := Table{Columns: []Column{{Title: "单位名称"}}, Rows: [][]string{{strings.Repeat("样例单位", 6)}}}
		for i := range n {
			tab.Columns = append(tab.Columns, Column{Title: "女职工", Align: Right})
			tab.Rows[0] = append(tab.Rows[0], numbers[i%len(numbers)])
		}
		d := New(Options{})
		d.Table(tab)
		p, _ := checked(t, d)
		text := p.Plain()
		for i := range min(n, len(numbers)) {
			if n <= 8 && !strings.Contains(text, numbers[i]) {
				t.Errorf("%d columns: %s is cut", n+1, numbers[i])
			}
		}
		if n <= 8 && strings.Count(text, "女职工") != n {
			t.Errorf("%d columns: a head is cut", n+1)
		}
	}
}

// The last figures of a column stand under each other, whatever is said behind them.
func TestFiguresStandUnderEachOther(t *testing.T) {
	d := New(Options{})
	d.Table(Table{Columns: []Column{{Title: "单位"}, {Title: "人数", Align: Right}}, Rows: [][]string{{"甲", "200多人"}, {"乙", "18"}, {"丙", "1,096人"}, {"丁", "—"}}})
	edges := map[string]bool{}
	for _, it := range mustLayout(t, d).Sheets[0].Items {
		r, ok := it.(Run)
		if !ok || !isFigure([]rune(r.Text())[0]) || r.Y > marginTop+areaHeight {
			continue
		}
		x, edge := r.X, 0.0
		for _, g := range r.Glyphs {
			x += g.Advance / ptPerMM
			if isFigure([]rune(g.Text)[0]) {
				edge = x
			}
		}
		edges[fmt.Sprintf("%.1f", edge)] = true
	}
	if len(edges) != 1 {
		t.Errorf("figures end at %v", edges)
	}
}

// Copied, a table over many pages is one table: without the heads said again, the captions and the sums carried over.
func TestCarriedSumsAreNotCopied(t *testing.T) {
	tab := ledger(200)
	d := New(Options{Continued: "（续表）"})
	d.Table(tab)
	p := mustLayout(t, d)
	want := "样例台账\n序号\t单位\t人次\n"
	for _, row := range append(tab.Rows, tab.Sum) {
		want += strings.Join(row, "\t") + "\n"
	}
	if got := p.Copy(); got != want {
		t.Errorf("copied\n%s", got)
	}
	if text := p.Plain(); !strings.Contains(text, "承前页") || !strings.Contains(text, "（续表）") {
		t.Error("nothing is carried over")
	}
}

// Where the room is short, the heads give way before the lines of the cells do.
func TestHeadsGiveWayToCells(t *testing.T) {
	tab := Table{Columns: []Column{{Title: "单位"}}, Rows: [][]string{{"示例市总工会女职工维权中心"}}}
	for _, title := range []string{"在聘指导员（名）", "排班（班）", "到岗（班）", "值班接待（人次）", "时长（天）", "评价（件）", "满意率"} {
		tab.Columns = append(tab.Columns, Column{Title: title, Align: Right})
		tab.Rows[0] = append(tab.Rows[0], "88.9%")
	}
	d := New(Options{})
	d.Table(tab)
	if text := mustLayout(t, d).Plain(); !strings.Contains(text, tab.Rows[0][0]) {
		t.Errorf("the name is broken: %q", text)
	}
}

// In a full table the column with the long texts gets the room: the others do not stand in one line beside a tower.
func TestLongTextsGetTheRoom(t *testing.T) {
	tab := Table{Columns: []Column{{Title: "时间"}, {Title: "方式"}, {Title: "内容"}, {Title: "用时", Align: Right}, {Title: "经办"}}}
	tab.Rows = append(tab.Rows, []string{"2008年3月14日 上午9:30", "心理疏导、法律咨询", strings.Repeat("由心理指导员进行一次面谈，", 8), "55", "示例员"})
	d := New(Options{})
	d.Table(tab)
	p, _ := checked(t, d)
	lines := 0
	for _, it := range p.Sheets[0].Items {
		if r, ok := it.(Run); ok && strings.Contains(r.Text(), "面谈") {
			lines++
		}
	}
	if lines > 7 {
		t.Errorf("the long text takes %d lines", lines)
	}
}
