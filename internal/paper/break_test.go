package paper

import (
	"math/rand"
	"strings"
	"testing"
)

// shown writes a text with a "|" where a line may end.
func shown(text string) string {
	runes := []rune(text)
	ok := breaks(runes)
	var b strings.Builder
	for i, r := range runes {
		if ok[i] == always {
			b.WriteByte('|')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func TestBreaks(t *testing.T) {
	for _, want := range []string{
		"中|心，|工|会。",
		"“三|八”|节",
		"（一）|《法》|好",
		"参|加|200多人次，|其|中|占|96 %；",
		"3月6日|上|午",
		"2008年3月10日|起",
		"第49家|单|位",
		"破——|折",
		"省……|略",
		"the |centre's |day",
		"3.5%|的|人",
		"待|遇|4200～5400元/月，|8—10人",
		"on |14 September |2023, |5 km",
		"9:30–16:00|开|门",
		"见|example.org/a/b|页",
		"共|2.5万多人次|来|访",
		"￥120.50元|整",
		"a\u00a0b",
		"a  |b",
		"一\u3000|二",
		"n\u0303a",
		"１２３|人|民",
	} {
		if want == "１２３|人|民" { // full-width figures keep their measure word too
			want = "１２３人|民"
		}
		if got := shown(strings.ReplaceAll(want, "|", "")); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTitleKeepsWords(t *testing.T) {
	l := newLayout(Options{})
	long := "样例地区各级工会女职工组织开展维权咨询与法律援助活动情况汇总统计分析"
	for n := 20; n <= len([]rune(long)); n++ {
		text := string([]rune(long)[:n])
		lines := l.balance(text, titleStyle)
		whole := ""
		for i, line := range lines {
			got := ""
			for _, r := range line.runs {
				got += r.Text()
			}
			whole += got
			for _, w := range strings.Fields(words) {
				if i+1 < len(lines) && strings.Contains(text, w) && cutInside(text, w, len([]rune(whole))) {
					t.Errorf("%q cuts %s", got, w)
				}
			}
		}
		if whole != text {
			t.Errorf("%q became %q", text, whole)
		}
	}
}

// cutInside reports that place n of a text lies inside a word.
func cutInside(text, word string, n int) bool {
	at := len([]rune(text[:strings.Index(text, word)]))
	return n > at && n < at+len([]rune(word))
}

// Whatever the text and the room: nothing is lost, no line is too long, justified
// lines are exactly as wide as the column.
func TestLinesFit(t *testing.T) {
	rnd := rand.New(rand.NewSource(8))
	pool := []rune("样例文字工会，。、；“”（）《》——……0123456789abcdef %·：！")
	for range 400 {
		var b strings.Builder
		for range 20 + rnd.Intn(200) {
			b.WriteRune(pool[rnd.Intn(len(pool))])
		}
		text := b.String()
		sh := shaper{}
		col := column{width: 120 + rnd.Float64()*400, indent: 2 * bodyStyle.full(), align: alignBoth}
		lines := sh.set(text, bodyStyle, col)
		got := ""
		for i, line := range lines {
			room := col.width
			if i == 0 {
				room -= col.indent
			}
			if line.width > room+0.1 {
				t.Errorf("a line is %.2f wide in %.2f: %q", line.width, room, text)
			}
			for _, r := range line.runs {
				got += r.Text()
			}
		}
		if got != text {
			t.Fatalf("%q became %q", text, got)
		}
	}
}

func TestKinsoku(t *testing.T) {
	text := strings.Repeat("样例“文字”，说明《规定》（试行）、其他；共200多人次——占96 %……", 40)
	sh := shaper{}
	for width := 150.0; width < 460; width += 3.3 {
		lines := sh.set(text, bodyStyle, column{width: width, align: alignBoth})
		for i, line := range lines {
			s := ""
			for _, r := range line.runs {
				s += r.Text()
			}
			runes := []rune(s)
			if first := runes[0]; i > 0 && strings.ContainsRune("，。、；：！？）》」』】”’…%—", first) {
				t.Errorf("width %.0f: a line begins with %q", width, first)
			}
			if last := runes[len(runes)-1]; strings.ContainsRune("（《「『【“‘", last) {
				t.Errorf("width %.0f: a line ends with %q", width, last)
			}
		}
	}
}

func TestWidowsAndOrphans(t *testing.T) {
	for n := 1; n < 60; n++ {
		d := New(Options{})
		for range n {
			d.Para("一行")
		}
		d.Heading(1, "一、标题")
		d.Para(strings.Repeat("样例文字", 30))
		p := mustLayout(t, d)
		last := p.Sheets[len(p.Sheets)-1]
		if lines := bodyLines(last); len(p.Sheets) > 1 && lines == 1 {
			t.Errorf("%d lines before: one line alone on the last page", n)
		}
		for _, sheet := range p.Sheets {
			if len(sheet.Marks) > 0 && sheet.Marks[0].Y > marginTop+areaHeight-2*lineHeight {
				t.Errorf("%d lines before: the heading stands alone at the foot", n)
			}
		}
	}
}

// bodyLines counts the lines of running text on a page.
func bodyLines(p Page) int {
	seen := map[float64]bool{}
	for _, it := range p.Items {
		if r, ok := it.(Run); ok && r.Size == sizeThree {
			seen[r.Y] = true
		}
	}
	return len(seen)
}

func TestGridOfTheStandard(t *testing.T) {
	d := New(Options{})
	d.Para("\n" + strings.Repeat("样", 28*22*2-2))
	p := mustLayout(t, d)
	if len(p.Sheets) != 2 {
		t.Fatalf("%d pages", len(p.Sheets))
	}
	if n := bodyLines(p.Sheets[0]); n != 22 {
		t.Errorf("%d lines on a page, GB/T 9704 wants 22", n)
	}
	second := p.Sheets[1].Items[0].(Run)
	if n := len(second.Glyphs); n != 28 {
		t.Errorf("%d characters in a line, GB/T 9704 wants 28", n)
	}
	if w := second.Width(); w < areaWidth-0.01 || w > areaWidth+0.01 {
		t.Errorf("a full line is %.3f mm wide", w)
	}
}
