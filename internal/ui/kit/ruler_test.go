package kit

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/ui/theme"
)

func themed(t testing.TB) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
}

// TestRulerAddsUp: a text is as wide as its characters, or cells would be cut in the wrong place.
func TestRulerAddsUp(t *testing.T) {
	themed(t)
	for _, text := range []string{"女职工维权中心", "AVA To Tj 1700余人次", "𠮷田、𬭸（示例）", "200多人"} {
		got, want := rulerFor(14, false).width(text), fyne.MeasureText(text, 14, fyne.TextStyle{}).Width
		if got < want-0.5 || got > want+0.5 {
			t.Errorf("%q: added up %.2f, measured %.2f", text, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	themed(t)
	r := rulerFor(14, false)
	full := "女职工权益保护宣传"
	for _, c := range []struct {
		room float32
		want string
	}{
		{r.width(full), full},
		{r.width(full) - 1, "女职工权益保护…"},
		{r.width("女职…"), "女职…"},
		{r.width("…"), "…"},
		{3, ""},
	} {
		if got := r.cut(full, c.room); got != c.want {
			t.Errorf("cut to %.0f: %q, want %q", c.room, got, c.want)
		}
	}
	if got := r.cut("第一行\n第二行", 500); got != "第一行 第二行" {
		t.Errorf("line break in a cell: %q", got)
	}
}

func TestWrapKeepsPunctuation(t *testing.T) {
	themed(t)
	r := rulerFor(14, false)
	text := "本次活动由示例市总工会主办，（协办单位）共有49家单位参加，提供岗位796个；达成意向347人。"
	for room := r.width("四个汉字"); room < r.width(text); room += 3 {
		for i, line := range r.wrap(text, room) {
			first, _ := utf8.DecodeRuneInString(line)
			last, _ := utf8.DecodeLastRuneInString(line)
			if i > 0 && strings.ContainsRune(notFirst, first) || strings.ContainsRune(notLast, last) || last >= '0' && last <= '9' {
				t.Errorf("room %.0f: line %d is %q", room, i, line)
			}
		}
	}
	quoted := `The record "示例单位女职工委员会" is kept, "示例" goes.`
	for room := r.width("四个汉字"); room < r.width(quoted); room += 3 {
		marks := 0
		for _, line := range r.wrap(quoted, room) {
			closing := marks%2 == 1 && strings.HasPrefix(line, `"`)
			if marks += strings.Count(line, `"`); closing || marks%2 == 1 && strings.HasSuffix(line, `"`) {
				t.Errorf("room %.0f: a quotation mark stands alone at the edge of %q", room, line)
			}
		}
	}
	if got := r.wrap("Women workers of 796 posts", r.width("Women workers")); got[0] != "Women workers" {
		t.Errorf("words were torn: %q", got)
	}
}

// FuzzWrap: wrapping loses nothing but spaces, ends, and keeps to the room unless a single run is wider.
func FuzzWrap(f *testing.F) {
	themed(f)
	f.Add("女职工，权益（保护）abc def。\n第二段", 60)
	f.Add("，，，，，，", 20)
	f.Add("aaaaaaaaaaaaaaaaaaaaaaaa", 30)
	f.Fuzz(func(t *testing.T, text string, room int) {
		if room < 1 || room > 2000 || len(text) > 500 || !utf8.ValidString(text) {
			t.Skip()
		}
		squash := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		lines := rulerFor(14, false).wrap(text, float32(room))
		if got := squash(strings.Join(lines, "")); got != squash(text) {
			t.Errorf("wrap(%q, %d) = %q", text, room, lines)
		}
	})
}
