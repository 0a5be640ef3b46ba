package paper

import (
	"fmt"
	"strings"
	"testing"
)

// footed parts the lines of a page at the short rule above its footnotes.
func footed(t *testing.T, p Page) (text, notes string) {
	t.Helper()
	low := 1000.0
	for _, it := range p.Items {
		if l, ok := it.(Line); ok && l.Y1 == l.Y2 && round(l.X2-l.X1) == footRule {
			low = l.Y1
		}
	}
	for _, it := range p.Items[:len(p.Items)-1] {
		switch r, ok := it.(Run); {
		case ok && r.Y < low:
			text += r.Text()
		case ok:
			notes += r.Text()
		}
	}
	return text, notes
}

// Each note begins at the foot of the page that has its mark, wherever the lines fall.
func TestFootnotesStandWithTheirMarks(t *testing.T) {
	for above := range 30 {
		d := New(Options{})
		for range above {
			d.Para("上文")
		}
		const many = 24
		for i := range many {
			d.Para(strings.Repeat("样例正文，", 12+i) + "见此" + d.Foot(fmt.Sprintf("第%d个说明。", i+1)) + strings.Repeat("接着说，", i) + "完。")
		}
		p, _ := checked(t, d)
		seen := 0
		for n, sheet := range p.Sheets {
			text, notes := footed(t, sheet)
			for strings.Contains(notes, fmt.Sprintf("%s第%d个说明。", footMark(seen+1), seen+1)) {
				seen++
				if !strings.Contains(text, footMark(seen)) {
					t.Errorf("%d lines above, page %d: note %d without its mark", above, n+1, seen)
				}
			}
			if strings.Contains(text, "见此"+footMark(seen+1)) {
				t.Errorf("%d lines above, page %d: mark %d without its note", above, n+1, seen+1)
			}
		}
		if seen != many {
			t.Errorf("%d lines above: %d notes of %d", above, seen, many)
		}
	}
}

func TestFootnoteMarks(t *testing.T) {
	for n, want := range map[int]string{1: "①", 20: "⑳", 21: "(21)", 140: "(140)"} {
		if got := footMark(n); got != want {
			t.Errorf("note %d has mark %s, want %s", n, got, want)
		}
		if got, long := footAt([]rune(string(footSign) + want + "后")); got != n || long != 1+len([]rune(want)) {
			t.Errorf("mark %s reads as %d, %d characters", want, got, long)
		}
	}
	for _, text := range []string{"", "\uFDD1", "①", "\uFDD1(20)", "\uFDD1(3", "\uFDD1()", "\uFDD1x"} {
		if n, _ := footAt([]rune(text)); n != 0 {
			t.Errorf("%q reads as the mark of note %d", text, n)
		}
	}
}

// What a person types is never taken for the mark of a footnote that is not there.
func TestForeignMarksArePrinted(t *testing.T) {
	d := New(Options{})
	d.Para("一" + d.Foot("说明") + "二③三\uFDD1⑤四\uFDD1")
	p, _ := checked(t, d)
	holds(t, "marks", p.Plain(), "一①二③三\uFDD1⑤四\uFDD1①说明")
	if strings.Count(p.Plain(), "①") != 2 {
		t.Errorf("%q", p.Plain())
	}
	plain := New(Options{})
	plain.Para("\uFDD1①")
	holds(t, "no notes", mustLayout(t, plain).Plain(), "\uFDD1①")
}

func TestLongFootnotesGoOn(t *testing.T) {
	long := strings.Repeat("很长的说明，", 900)
	d := New(Options{})
	d.Para(strings.Repeat("正文，", 150) + d.Foot(long) + strings.Repeat("正文，", 600) + d.Foot("短注"))
	p, _ := checked(t, d)
	holds(t, "notes", p.Plain(), long+"短注"+strings.Repeat("正文，", 750))
	text, notes := footed(t, p.Sheets[0])
	if !strings.Contains(text, "①") || !strings.HasPrefix(notes, "①很长的说明") {
		t.Errorf("the first page has %.30q at its foot", notes)
	}
	for n, sheet := range p.Sheets[:len(p.Sheets)-1] {
		if lines := bodyLines(sheet); lines < 5 && n < 2 {
			t.Errorf("page %d has %d lines of text", n+1, lines)
		}
	}
}

// A mark may stand in every place a text can: title, heading, table, fact sheet. One that stands nowhere has its note on the last page.
func TestFootnotesOfEveryPlace(t *testing.T) {
	d := New(Options{})
	want := ""
	mark := func(place string) string {
		want += place + "注"
		return d.Foot(place + "注")
	}
	d.Title("标题" + mark("题"))
	d.Subtitle("副题" + mark("副"))
	d.Heading(1, "一、标题"+mark("头"))
	d.Item("●", "条目"+mark("条"))
	d.Note("小注" + mark("小"))
	d.Attribution("来源" + mark("源"))
	d.Table(Table{Caption: "表" + mark("表"), Columns: []Column{{Title: "列" + mark("列"), Group: "组" + mark("组")}}, Rows: [][]string{{"12" + mark("格")}}, Sum: []string{"3" + mark("和")}, Notes: []string{"说明" + mark("说")}})
	d.Facts([]Fact{{"项" + mark("项"), "值" + mark("值")}})
	d.Grid(Grid{Corner: "角" + mark("角"), Days: []string{"日" + mark("日")}, Rows: []GridRow{{"时" + mark("时"), []string{"人" + mark("人")}}}})
	mark("无")
	p, _ := checked(t, d)
	holds(t, "notes", p.Plain(), want)
	if strings.ContainsRune(p.Plain(), footSign) {
		t.Error("the sign of a mark is printed")
	}
	for _, m := range p.Sheets[0].Marks {
		if strings.ContainsAny(m.Title, "①②③"+string(footSign)) {
			t.Errorf("the bookmark %q has the mark of a note", m.Title)
		}
	}
	_, notes := footed(t, p.Sheets[len(p.Sheets)-1])
	if !strings.HasSuffix(notes, "无注") {
		t.Errorf("the last page has %q at its foot", notes)
	}
}
