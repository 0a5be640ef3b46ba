package paper

import (
	"strings"
	"testing"
)

// A character that no face has is printed as a box with its code point, copied as itself and told with its place.
func TestLacks(t *testing.T) {
	d := New(Options{})
	d.Title("样例😀标题")
	d.Para("前面的文字说明，这里有一个字😀没有字体，后面还有文字；又见😀。")
	d.NewPage()
	d.Table(Table{Columns: []Column{{Title: "姓名"}}, Rows: [][]string{{"样例\U000323B0"}}})
	p, file := checked(t, d)
	valid(t, file)
	want := []Lack{{'😀', 1, "样例😀标题"}, {'\U000323B0', 2, "样例\U000323B0"}}
	got := p.Lacks()
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
	if string(p.Missing) != "😀\U000323B0" {
		t.Errorf("missing %q", string(p.Missing))
	}
	if out := strings.Join(readPDF(t, file), ""); strings.Count(out, "😀") != 3 || !strings.Contains(out, "\U000323B0") {
		t.Error("the character is not copied as itself")
	}
	plain := New(Options{})
	plain.Para(rareNames)
	if l := mustLayout(t, plain).Lacks(); l != nil {
		t.Errorf("nothing is lacking, got %+v", l)
	}
}

// Each box looks different: the code point stands in it.
func TestBoxesNameTheirCharacter(t *testing.T) {
	b := newBoxes()
	seen := map[string]rune{}
	for _, r := range []rune{'😀', '😁', 0x10FFFF, 0x0378, 0xE000, 0x323B0} {
		outline := string(b.id.get().outline(b.glyph(r)))
		if other, ok := seen[outline]; ok {
			t.Errorf("the boxes of U+%04X and U+%04X look the same", r, other)
		}
		seen[outline] = r
		var d drawing
		if !d.glyph(b.id.get(), b.glyph(r), turn{a: 1, d: 1}) || len(d.steps) < 40 {
			t.Errorf("the box of U+%04X does not draw", r)
		}
		if n := len(bars(r)); n > maxBars {
			t.Errorf("the box of U+%04X has %d parts", r, n)
		}
	}
	for i := range 0x10100 { // more than a face has room for
		b.glyph(rune(0x20000 + i))
	}
	if g := b.glyph(0x10FF00); g != 0 || len(b.id.get().outline(0)) == 0 {
		t.Errorf("a character too many is glyph %d", g)
	}
}

// Characters of real names are drawn in every kind of type.
func TestRareNamesInEveryType(t *testing.T) {
	for f := range Font(len(chains)) {
		for _, r := range rareNames {
			if id, g := new(shaper).find(f, r); g == 0 || id.get().made != nil || len(id.get().outline(g)) == 0 {
				t.Errorf("font %d draws a box for %c (U+%04X)", f, r, r)
			}
		}
	}
}
