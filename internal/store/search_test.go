package store

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"", "拖欠工资ＡＢＣ", "é E\u0301 ﬁ ½ ㈱", "𠮷\x00\n\t。〇—“”·", "İıẞ", "한글 ｶﾞ"} {
		f.Add(s, "工资")
	}
	f.Fuzz(func(t *testing.T, s, q string) {
		if !utf8.ValidString(s) || !utf8.ValidString(q) {
			return
		}
		quick := appendPlain(nil, s)
		if slow := append(units(nil, plain(s)), 0, 0); !bytes.Equal(quick, slow) {
			t.Fatalf("%q: %x, want %x", s, quick, slow)
		}
		var x texts
		x.set(0, appendPlain(nil, "前"))
		x.set(1, quick)
		x.set(2, appendPlain(nil, "后"))
		terms := x.terms(q)
		want := true
		for _, w := range strings.Fields(plain(q)) {
			want = want && strings.Contains(plain(s), w)
		}
		if len(terms) == 0 {
			return
		}
		got := x.find(terms)
		found := false
		for _, row := range got {
			found = found || row == 1
		}
		if found != want || x.match(1, terms) != want {
			t.Fatalf("%q in %q: %t and %t, want %t", q, s, found, x.match(1, terms), want)
		}
	})
}

func TestTextsFollowChangesInAnyOrder(t *testing.T) {
	var x texts
	want := map[int]string{}
	for i, c := range []struct {
		row  int
		text string
	}{{3, "三"}, {0, "零零零"}, {200, "二百"}, {3, "换成更长的三"}, {0, ""}, {199, "一九九"}, {200, "短"}, {64, "六四"}, {63, "六三"}} {
		want[c.row] = c.text
		var b []byte
		if c.text != "" {
			b = appendPlain(nil, c.text)
		}
		x.set(c.row, b)
		for row, text := range want {
			if text == "" {
				if len(x.row(row)) != 0 {
					t.Fatalf("step %d: row %d should be empty", i, row)
				}
				continue
			}
			if got := x.find(x.terms(text)); len(got) == 0 || got[len(got)-1] != uint32(row) {
				t.Fatalf("step %d: %q found in %v, want %d", i, text, got, row)
			}
		}
		for _, k := range x.blocks {
			if !k.fits() {
				t.Fatalf("step %d: rows overlap", i)
			}
		}
	}
}
