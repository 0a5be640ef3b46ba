package paper

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// rareNames are characters of real names that common fonts lack, below and above U+FFFF.
const rareNames = "𠮷𬭸𫖯𱍐㛃喆堃旻昇珺"

func TestRareNamesEverywhere(t *testing.T) {
	d := New(Options{Title: "关于" + rareNames, Author: rareNames, Date: sampleDate})
	d.Title("关于" + rareNames)
	d.Subtitle(rareNames)
	d.Heading(1, "一、"+rareNames)
	d.Heading(2, "（一）"+rareNames)
	d.Heading(3, "1. "+rareNames)
	d.Para(rareNames)
	d.Table(Table{Caption: rareNames, Columns: []Column{{Title: rareNames}}, Rows: [][]string{{rareNames}}, Sum: []string{rareNames}})
	d.Facts([]Fact{{rareNames, rareNames}})
	d.Bars(Chart{Caption: rareNames, Bars: []Bar{{rareNames, 1, rareNames}}})
	d.Grid(Grid{Corner: rareNames, Days: []string{rareNames}, Rows: []GridRow{{rareNames, []string{rareNames}}}})
	d.Attribution(rareNames)
	p, file := checked(t, d)
	valid(t, file)
	if len(p.Missing) > 0 {
		t.Errorf("printed as a box: %q", string(p.Missing))
	}
	holds(t, "file", strings.Join(readPDF(t, file), ""), strings.Repeat(rareNames, 18))
	titles := 0
	for _, body := range pdfObjects(t, file) {
		if strings.Contains(body, "/Title "+textString("一、"+rareNames)) {
			titles++
		}
	}
	if titles != 1 {
		t.Errorf("the bookmark has the name %d times", titles)
	}
	if got := string(utf16.Decode([]uint16{0xD842, 0xDFB7})); utf16Hex(got) != "D842DFB7" {
		t.Errorf("%q is written as %s", got, utf16Hex(got))
	}
}

// Every character of the official table prints in every kind of type.
func TestEveryStandardCharacterHasAFace(t *testing.T) {
	for f := range Font(len(chains)) {
		n := 0
		for r := rune(0x4E00); r <= 0x9FFF; r++ {
			if id, _ := new(shaper).find(f, r); id.get().made == nil {
				n++
			}
		}
		if n != 0x9FFF-0x4E00+1 {
			t.Errorf("font %d draws %d characters of the unified block", f, n)
		}
		// 196 of the 8,105 characters of the official table lie above U+FFFF.
		if n := len(chains[f][0].get().high); n < 196 {
			t.Errorf("font %d has %d characters above U+FFFF", f, n)
		}
	}
}

func TestLongParagraph(t *testing.T) {
	text := strings.Repeat("样例文字，说明“长段”也要完整；数字12345与English词语混排（括号）都在。", 150)
	if n := len([]rune(text)); n < 5000 {
		t.Fatalf("only %d characters", n)
	}
	for name, d := range map[string]*Doc{"para": New(Options{}), "cell": New(Options{}), "fact": New(Options{}), "head": New(Options{}), "title": New(Options{}), "grid": New(Options{Landscape: true}), "word": New(Options{}), "bar": New(Options{})} {
		t.Run(name, func(t *testing.T) {
			switch name {
			case "para":
				d.Para(text)
			case "cell":
				d.Table(Table{Columns: []Column{{Title: "甲"}, {Title: "乙"}}, Rows: [][]string{{"短", text}}})
			case "fact":
				d.Facts([]Fact{{text, text}})
			case "head":
				d.Table(Table{Caption: text, Columns: []Column{{Title: text}, {Title: text}}, Rows: [][]string{{"短", "短"}}})
			case "title":
				d.Title(text)
				d.Heading(1, text)
			case "grid":
				d.Grid(Grid{Corner: text, Days: []string{text, ""}, Rows: []GridRow{{text, []string{"", text}}}})
			case "word":
				text = strings.Repeat("Donaudampfschiff", 320)
				d.Para(text)
				d.Note(text)
			case "bar":
				d.Bars(Chart{Bars: []Bar{{text, 3, text}, {text, 1, ""}}})
			}
			p, file := checked(t, d)
			holds(t, name, strings.Join(readPDF(t, file), ""), text)
			if len(p.Sheets) < 2 {
				t.Errorf("%d pages", len(p.Sheets))
			}
		})
	}
}

func TestManyRows(t *testing.T) {
	d := New(Options{Date: sampleDate})
	tab := Table{Columns: []Column{{Title: "序号", Align: Right}, {Title: "单位"}, {Title: "人数", Align: Right}}, Sum: []string{"合计", "", "1000"}}
	for i := range 500 {
		tab.Rows = append(tab.Rows, []string{string(rune('0' + i%10)), strings.Repeat("样例单位", 1+i%9), "2"})
	}
	d.Table(tab)
	p, file := checked(t, d)
	valid(t, file)
	if len(p.Sheets) < 15 {
		t.Errorf("%d pages", len(p.Sheets))
	}
	for i, text := range readPDF(t, file) {
		if !strings.HasPrefix(text, "序号单位人数") {
			t.Errorf("page %d has no heading row", i+1)
		}
	}
}

func TestOddTables(t *testing.T) {
	wide := Table{Columns: make([]Column, 60), Rows: [][]string{strings.Split(strings.Repeat("样例,", 60), ",")}}
	for name, tab := range map[string]Table{
		"nothing":    {},
		"no rows":    {Columns: []Column{{Title: "单位"}, {Title: "人数"}}, Empty: "本期没有记录"},
		"silent":     {Columns: []Column{{Title: "单位"}}},
		"no columns": {Rows: [][]string{{"一", "二"}, {}, {"三"}}},
		"ragged":     {Columns: []Column{{Title: "单位"}}, Rows: [][]string{{"一", "二", "三"}}, Sum: []string{"1", "2", "3", "4"}},
		"wide":       wide,
		"nine":       {Columns: make([]Column, 12), Rows: [][]string{{"样例单位工会委员会", "2008-03-08", "1234567890"}}},
		"shares":     {Columns: []Column{{Title: "甲", Width: 5}, {Title: "乙", Width: -1}, {Title: "丙", Width: 0.0001}, {Title: "丁", Align: 9}}, Rows: [][]string{{"一", "二", "三", "四"}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := New(Options{})
			d.Table(tab)
			_, file := checked(t, d)
			valid(t, file)
			want := tab.Caption + strings.Join(tab.Sum, "")
			for _, row := range tab.Rows {
				want += strings.Join(row, "")
			}
			if len(tab.Rows) == 0 {
				want += tab.Empty
			}
			for _, c := range tab.Columns {
				want += c.Title
			}
			holds(t, name, strings.Join(readPDF(t, file), ""), want)
		})
	}
}

func TestOddCharacters(t *testing.T) {
	for name, text := range map[string]string{
		"emoji":       "祝贺😀👩‍🏫👍🏽完",
		"control":     "a\x00b\x01c\td\x7fe\x1bf",
		"direction":   "左\u200e右\u202e反\u202c\u2066文\u2069",
		"hebrew":      "שלום عربى",
		"broken":      "好\xff\xfe坏\xe4\xb8",
		"surrogate":   "\xed\xa0\x80x",
		"last":        "末\U0010FFFF\uFFFF\uFFFE",
		"marks":       "ñ n\u0303 ā",
		"variant":     "葛\U000E0100辻\uFE00",
		"private":     "\uE000\uF8FF",
		"spaces":      "   \u3000\u2003 \u00a0 ",
		"only marks":  "，。、；：！？）》」』】",
		"only open":   "（《「『【“‘",
		"line ends":   "一\r\n二\r三\n\n\n四\u2028五",
		"hangul kana": "한국어 ひらがな カタカナ",
		"escape":      "(a\\b) <c> [d] /e %f",
	} {
		t.Run(name, func(t *testing.T) {
			d := New(Options{Title: text, Author: text, Footer: text})
			everyBlock(d, text)
			p, file := checked(t, d)
			valid(t, file)
			out := strings.Join(readPDF(t, file), "")
			holds(t, name, out, strings.Repeat(clean(text), 12))
			for _, r := range p.Missing {
				if !strings.ContainsRune(out, r) {
					t.Errorf("U+%04X is reported missing and not printed as a box", r)
				}
			}
		})
	}
	for in, want := range map[string]string{
		"a\x00b\xffc\u200e\t\r\nd":      "ab\uFFFDc \nd",
		"96\u00a0%":                     "96\u00a0%",
		"完。\u00a0\u00a0\u00a0（源）\u00a0": "完。   （源） ",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) gives %q, want %q", in, got, want)
		}
	}
}

// everyBlock adds a text in each place a text can stand.
func everyBlock(d *Doc, text string) {
	d.Title(text)
	d.Subtitle(text)
	d.Heading(1, text)
	d.Heading(2, text)
	d.Para(text)
	d.Item("●", text)
	d.Note(text)
	d.Table(Table{Caption: text, Columns: []Column{{Title: text}, {Title: text}}, Rows: [][]string{{text, text}}, Sum: []string{text}})
	d.Facts([]Fact{{text, text}})
	d.Bars(Chart{Caption: text, Bars: []Bar{{text, 1, text}, {text, math.NaN(), ""}, {text, math.Inf(1), ""}, {text, -3, text}}})
	d.Grid(Grid{Corner: text, Days: []string{text}, Rows: []GridRow{{text, []string{text, text}}}})
	d.Attribution(text)
}

// Any characters at all, in every place a text can stand.
func TestAnyRunes(t *testing.T) {
	rnd := rand.New(rand.NewSource(1949))
	blocks := []rune{0, 0x80, 0x2000, 0x3000, 0x4E00, 0xFE00, 0xFF00, 0x1F300, 0x20000, 0x30000, 0xE0000}
	for range 60 {
		var b strings.Builder
		for range 1 + rnd.Intn(80) {
			r := blocks[rnd.Intn(len(blocks))] + rune(rnd.Intn(0x200))
			if rnd.Intn(6) == 0 {
				r = rune(rnd.Intn(0x110000))
			}
			b.WriteRune(r)
		}
		text := b.String()
		d := New(Options{Title: text})
		everyBlock(d, text)
		_, file := checked(t, d)
		valid(t, file)
		holds(t, "any", strings.Join(readPDF(t, file), ""), strings.Repeat(clean(text), 12))
		if t.Failed() {
			t.Fatalf("%q", text)
		}
	}
}

// The file is little more than the outlines it cannot do without.
func TestFileIsSmall(t *testing.T) {
	text, ok := bulletin(t)
	if !ok {
		text = rareNames + benchText
	}
	d := New(Options{})
	d.Para(text)
	file, err := mustLayout(t, d).PDF()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[rune]bool{}
	var outlines []byte
	for _, r := range clean(text) {
		if !seen[r] {
			seen[r] = true
			id, gid := new(shaper).find(Fang, r)
			outlines = append(outlines, id.get().outline(gid)...)
		}
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(outlines); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	ratio := float64(len(file)) / float64(packed.Len())
	t.Logf("%d bytes, %.2f of the outlines", len(file), ratio)
	if ok && ratio > 1.15 {
		t.Errorf("the file is %.2f times the outlines it needs", ratio)
	}
}

func TestBulletinText(t *testing.T) {
	text, ok := bulletin(t)
	if !ok {
		t.Skip("the old bulletin is not beside the project")
	}
	d := New(Options{Title: "样例", Date: sampleDate})
	for line := range strings.SplitSeq(text, "\n") {
		d.Para(line)
	}
	p, file := checked(t, d)
	valid(t, file)
	if len(p.Missing) > 0 {
		t.Errorf("printed as a box: %q", string(p.Missing))
	}
	got := squash(strings.Join(readPDF(t, file), ""))
	want := squash(clean(text))
	for _, sheet := range p.Sheets { // page numbers stand between the pages
		number := squash(sheet.Items[len(sheet.Items)-1].(Run).Text())
		i := strings.Index(got, number)
		if i < 0 || !strings.HasPrefix(want, got[:i]) {
			t.Fatal("the text of a page is not the text that went in")
		}
		got, want = got[i+len(number):], want[i:]
	}
	if want != "" {
		t.Errorf("%d bytes did not come out", len(want))
	}
	for _, sheet := range p.Sheets {
		for _, it := range sheet.Items {
			if r, ok := it.(Run); ok && r.X == marginLeft {
				first := []rune(r.Text())[0]
				if strings.ContainsRune("，。、；：！？）》」』】”’…", first) {
					t.Errorf("a line begins with %q", first)
				}
			}
		}
	}
}

// bulletin reads the text beside the project, walking up from this folder.
func bulletin(t testing.TB) (string, bool) {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		found, err := filepath.Glob(filepath.Join(dir, "shared", "input", "*.txt"))
		if err == nil && len(found) > 0 {
			raw, err := os.ReadFile(found[0])
			if err != nil {
				t.Fatal(err)
			}
			return string(raw), true
		}
	}
	return "", false
}

func FuzzAnyText(f *testing.F) {
	for _, s := range []string{"样例“文字”，200多人", "a\xffb\x00", "😀\u200d", "——……", "|", "\n", strings.Repeat("（", 90), "3月6日 96 %", "𠮷"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 600 {
			text = text[:600]
		}
		d := New(Options{Title: text, Footer: text, Lang: text})
		everyBlock(d, text)
		_, file := checked(t, d)
		holds(t, "fuzz", strings.Join(readPDF(t, file), ""), strings.Repeat(clean(text), 12))
	})
}

func TestTooLongIsRefused(t *testing.T) {
	d := New(Options{})
	rows := make([][]string, maxStrips+1)
	d.Table(Table{Columns: []Column{{Title: "空"}}, Rows: rows})
	if _, err := d.Layout(); !errors.Is(err, ErrTooLong) {
		t.Errorf("got %v", err)
	}
	w := &writer{pages: &Pages{}}
	u := newUsed(faceSong, 0)
	u.gids, u.texts = make([]uint16, 0x10000), make([]string, 0x10000)
	w.fonts = []*used{u}
	if err := w.writeFonts(newFile(io.Discard, 0)); !errors.Is(err, ErrTooLong) {
		t.Errorf("more glyphs than codes: got %v", err)
	}
}
