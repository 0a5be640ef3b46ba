package paper

import (
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"
)

// lineText is what a line says.
func lineText(line textLine) string {
	s := ""
	for _, r := range line.runs {
		s += r.Text()
	}
	return s
}

func bodyLinesOf(text string, width float64) []textLine {
	sh := newLayout(Options{}).shaper
	return sh.set(text, bodyStyle, column{width: width * bodyStyle.full(), indent: 2 * bodyStyle.full(), align: alignBoth})
}

// A line ends inside an address only where the address is longer than a line, and then behind one of its marks.
func TestAddressesAreBrokenLast(t *testing.T) {
	text := "详见网址https://www.example.org/a/very/long/path/with/many/parts/and-a-name/index.html?query=string&more=things，或来电0000-12345678查询。"
	lines := bodyLinesOf(text, 28)
	for i, line := range lines[:len(lines)-1] {
		s := lineText(line)
		last, _ := utf8.DecodeLastRuneInString(s)
		next, _ := utf8.DecodeRuneInString(lineText(lines[i+1]))
		if last < 0x80 && next < 0x80 && !strings.ContainsRune("/?&=-.", last) {
			t.Errorf("line %d ends in %q before %q", i, s[max(0, len(s)-9):], next)
		}
		if strings.HasSuffix(s, "0000-") {
			t.Errorf("a number is cut: %q", s)
		}
	}
	for _, text := range []string{"open day at example.org/a", "2008-03-08 9:30–16:00", "centre’s follow-up a/b 1,234.50"} {
		if got := shown(text); strings.Count(got, "|") != strings.Count(text, " ") {
			t.Errorf("%q may be cut as %q", text, got)
		}
	}
}

// A word longer than a line goes on where it stands, without leaving the line before half empty.
func TestEndlessWords(t *testing.T) {
	text := "如下" + strings.Repeat("abcdefghij", 30) + "止"
	lines := bodyLinesOf(text, 20)
	whole := ""
	for i, line := range lines {
		whole += lineText(line)
		if room := 20.0; i < len(lines)-1 && line.width < (room-3.5)*bodyStyle.full() {
			t.Errorf("line %d is only %.0f wide", i, line.width)
		}
	}
	if whole != text {
		t.Errorf("%q", whole)
	}
}

// No paragraph ends in a line with a character or two, as long as the lines before it can give some away.
func TestRuntsAreMended(t *testing.T) {
	rnd := rand.New(rand.NewSource(3))
	left, all := 0, 0
	for range 600 {
		text := prose(rnd, 60+rnd.Intn(150))
		lines := bodyLinesOf(text, 28)
		if len(lines) < 2 {
			continue
		}
		all++
		last := lines[len(lines)-1]
		if last.width < leastLast*bodyStyle.size-0.01 {
			left++
			t.Logf("left: %q", lineText(last))
		}
		for i, line := range lines[:len(lines)-1] {
			room := 28 * bodyStyle.full()
			if i == 0 {
				room -= 2 * bodyStyle.full()
			}
			if line.width > room+0.05 {
				t.Errorf("%q is %.1f wide in %.1f", lineText(line), line.width, room)
			}
		}
	}
	if left > all/50 {
		t.Errorf("%d of %d paragraphs end in a runt", left, all)
	}
}

// prose is invented running text with marks, figures and a few Latin words.
func prose(rnd *rand.Rand, length int) string {
	parts := strings.Fields("样例 文字 工会 女职工 活动 参加 单位 200多人次 3月6日 96 （试行） 《规定》 “三八” 提供 咨询 展开 培训 1,234件 open PDF 其中 办结 与 和 的 为")
	var b strings.Builder
	for b.Len() < 3*length {
		b.WriteString(parts[rnd.Intn(len(parts))])
		if rnd.Intn(4) == 0 {
			b.WriteString([]string{"，", "、", "；"}[rnd.Intn(3)])
		}
	}
	return b.String() + "完。"
}

// What is squeezed keeps within the bounds of PAPER.md, and what is stretched looks even.
func TestSqueezeAndStretchAreBounded(t *testing.T) {
	rnd := rand.New(rand.NewSource(4))
	size := bodyStyle.size
	for range 300 {
		sh := newLayout(Options{}).shaper
		text := prose(rnd, 200)
		for _, line := range sh.set(text, bodyStyle, column{width: 28 * bodyStyle.full(), align: alignBoth}) {
			var glyphs []Glyph
			for _, r := range line.runs {
				glyphs = append(glyphs, r.Glyphs...)
			}
			for i, g := range glyphs {
				r, _ := utf8.DecodeRuneInString(g.Text)
				if r < lowestWide && r != '“' && r != '”' {
					continue
				}
				least := bodyStyle.full() - 2*squeezeInside*size // before an opening mark and behind a closing one
				if i == len(glyphs)-1 {
					least = bodyStyle.full() - squeezeEnd*size
				}
				if g.Advance < least-0.02 || g.Advance > bodyStyle.full()+slackMax*size+0.02 {
					t.Errorf("%q has %.2f pt in %q", g.Text, g.Advance, lineText(line))
				}
			}
		}
	}
}

// Dashes and dots are whole, and each joins its other half on the page.
func TestDashesAndDotsAreWhole(t *testing.T) {
	for width := 12.0; width < 30; width += 0.37 {
		lines := bodyLinesOf(strings.Repeat("样例——破折号与省略号……连用，", 12), width)
		for _, line := range lines {
			s := lineText(line)
			if strings.HasSuffix(strings.TrimSuffix(s, "……"), "…") || strings.HasPrefix(s, "—") || strings.HasPrefix(s, "…") {
				t.Errorf("width %.1f: %q", width, s)
			}
		}
	}
	sh := newLayout(Options{}).shaper
	cells := sh.shape("甲——乙……丙", bodyStyle, false)
	if len(cells) != 6 || cells[1].glyph.Text != "——" || cells[1].glyph.Advance != 2*bodyStyle.full() {
		t.Errorf("%d cells, the dashes are %q", len(cells), cells[1].glyph.Text)
	}
}

// Quotation marks stand in the half of their cell that leans on the words they enclose; among Latin words they take no full cell.
func TestQuotationMarksLean(t *testing.T) {
	sh := newLayout(Options{}).shaper
	for f := range Hei + 1 {
		st := style{font: f, size: 10}
		cells := sh.shape("的“三八”节", st, false)
		open, shut := cells[1], cells[4]
		if open.glyph.Advance != 10 || shut.glyph.Advance != 10 || open.before == 0 || shut.after == 0 {
			t.Errorf("font %d: “ and ” take %.1f and %.1f of 10 pt", f, open.glyph.Advance, shut.glyph.Advance)
		}
		if w := open.face.get().width(open.glyph.GID) / 100; open.glyph.Shift != 10-w || shut.glyph.Shift != 0 {
			t.Errorf("font %d: “ is shifted by %.1f, ” by %.1f", f, open.glyph.Shift, shut.glyph.Shift)
		}
		latin := sh.shape("an “open” day", st, false)
		if latin[3].glyph.Advance > 5 || latin[3].glyph.Text != "“" {
			t.Errorf("font %d: “ takes %.1f of 10 pt before a Latin word", f, latin[3].glyph.Advance)
		}
	}
}

// The old bulletin, when it is beside the project: every character is set, the lines are legal, full and even.
func TestBulletinLines(t *testing.T) {
	text, ok := bulletin(t)
	if !ok {
		t.Skip("the old bulletin is not beside the project")
	}
	places, lines, short := 0, 0, 0
	for para := range strings.SplitSeq(clean(text), "\n") {
		for _, c := range breaks([]rune(para)) {
			if c == always {
				places++
			}
		}
		whole := ""
		set := bodyLinesOf(para, 28)
		for i, line := range set {
			s := lineText(line)
			whole += s
			lines++
			if i > 0 && strings.ContainsAny(string([]rune(s)[:1]), "，。、；：！？）》」』】”’…") {
				t.Errorf("a line begins with %q", s[:3])
			}
			if strings.ContainsAny(string([]rune(s + " ")[len([]rune(s))-min(1, len([]rune(s))):]), "（《「『【“‘") && s != "" && strings.ContainsRune("（《「『【“‘", []rune(s)[len([]rune(s))-1]) {
				t.Errorf("a line ends in %q", s)
			}
			room := 28.0
			if i == 0 {
				room -= 2
			}
			if line.width > room*bodyStyle.full()+0.05 {
				t.Errorf("a line is over-full: %q", s)
			}
			if i < len(set)-1 && line.width < room*bodyStyle.full()-0.05 {
				short++
			}
		}
		if whole != para {
			t.Errorf("%d characters became %d", len([]rune(para)), len([]rune(whole)))
		}
	}
	t.Logf("%d places to break at, %d lines, %d of them short", places, lines, short)
	if places < 4200 || places > 4400 {
		t.Errorf("%d places to break at; a trial found 4,297", places)
	}
	if short > lines/50 {
		t.Errorf("%d of %d lines do not reach the edge", short, lines)
	}
}

// Titles: names of the trade and the name of the centre are never cut, lines are about as long, a break by hand stays.
func TestTitlesBreakBySense(t *testing.T) {
	for _, want := range [][]string{
		{"关于全面加强女职工劳动保护工作切实", "维护女职工合法权益和特殊利益的若干意见"},
		{"2008年“三八”国际妇女节"},
	} {
		d := New(Options{})
		d.Title(strings.Join(want, ""))
		lines := linesOf(mustLayout(t, d).Sheets[0])
		for i := range lines {
			lines[i] = strings.ReplaceAll(lines[i], " ", "")
		}
		if strings.Join(lines, "|") != strings.Join(want, "|") {
			t.Errorf("got %q, want %q", lines, want)
		}
	}
	d := New(Options{})
	d.Title("上一行\n下一行")
	if lines := linesOf(mustLayout(t, d).Sheets[0]); len(lines) != 2 {
		t.Errorf("%q", lines)
	}
	named := New(Options{Author: "甲乙丙丁戊己庚"})
	named.Title("一二三四五六七八九十甲乙丙丁戊己庚一二三四五六七八")
	if text := strings.Join(linesOf(mustLayout(t, named).Sheets[0]), "|"); !strings.Contains(text, "甲乙丙丁戊己庚") {
		t.Errorf("the name is cut: %q", text)
	}
}

// FuzzLines: whatever the text, the room and the way of setting, nothing is lost and no line is over-full.
func FuzzLines(f *testing.F) {
	f.Add("样例“文字”，200多人——占96 %……", uint16(90), uint8(3))
	f.Add("\uFDD1①见\uFDD1(21)https://a.b/c?d=e 2008年3月6日", uint16(40), uint8(0))
	f.Add("（（（（（（。。。。。。ééé   　　女职工维权中心", uint16(20), uint8(1))
	f.Fuzz(func(t *testing.T, text string, room uint16, how uint8) {
		if len(text) > 2000 {
			text = text[:2000]
		}
		text = clean(text)
		st := style{font: Font(how % uint8(len(chains))), size: 10}
		col := column{width: 12 + float64(room%900), align: align(how % 4), words: how&16 != 0, indent: float64(how%8) / 4}
		l := newLayout(Options{Author: text})
		l.feet = int(how % 30)
		want, _ := l.marks([]rune(text))
		got := 0
		for i, line := range l.set(text, st, col) {
			limit := col.width
			if i == 0 {
				limit -= col.indent
			}
			glyphs := 0
			for _, r := range line.runs {
				glyphs += len(r.Glyphs)
				if r.note == 0 {
					got += utf8.RuneCountInString(r.Text())
				}
			}
			if line.width > limit+0.1 && glyphs > 3 {
				t.Errorf("a line of %d characters is %.1f wide in %.1f", glyphs, line.width, limit)
			}
		}
		if lost := len(want) - strings.Count(string(want), "\n") - got; lost != 0 {
			t.Errorf("%d characters lost of %q", lost, text)
		}
		for _, line := range l.balanced(strings.ReplaceAll(text, "\n", " "), st, 12+float64(room%900)) {
			if n := len(line.runs); n > 0 && line.width > 12+float64(room%900)+0.1 && len(line.runs[0].Glyphs) > 3 {
				t.Errorf("a line of a title is %.1f wide in %d", line.width, 12+room%900)
			}
		}
	})
}
