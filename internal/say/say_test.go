package say

import (
	"errors"
	"testing"
	"time"
)

// book makes a book of a few texts, so that a test of T does not hang on the program's wording.
func book(lang Lang, texts map[string]string) *Book { return &Book{lang: lang, texts: texts} }

func TestTFillsNumberedPlaceholders(t *testing.T) {
	texts := map[string]string{
		"plain":     "saved",
		"order":     "{1} before {0}",
		"again":     "{0}{0}",
		"rows":      "{0} rows read",
		"rows#one":  "{0} row read",
		"named":     "{0} has {1} rows",
		"named#one": "{0} has {1} row",
		"braces":    "{ {x} {-1} {999} {0} {",
	}
	for _, c := range []struct {
		key  string
		args []any
		want string
	}{
		{"plain", nil, "saved"},
		{"order", []any{"a", "b"}, "b before a"},
		{"again", []any{"x"}, "xx"},
		{"rows", []any{0}, "0 rows read"},
		{"rows", []any{1}, "1 row read"},
		{"rows", []any{int64(12345)}, "12,345 rows read"},
		{"named", []any{"sheet", 1}, "sheet has 1 row"},
		{"named", []any{"sheet", uint32(2)}, "sheet has 2 rows"},
		{"rows", []any{[]string{"a", "b"}}, "a, b rows read"},
		{"rows", []any{errors.New("no")}, "no rows read"},
		{"order", []any{"{1}", "b"}, "b before {1}"},
		{"order", []any{"a"}, "⟦1⟧ before a"},
		{"braces", []any{"x"}, "{ {x} {-1} {999} x {"},
		{"absent", []any{1}, "⟦absent⟧"},
	} {
		if got := book(EN, texts).T(c.key, c.args...); got != c.want {
			t.Errorf("T(%q, %v) = %q, want %q", c.key, c.args, got, c.want)
		}
	}
}

func TestForFallsBackToChinese(t *testing.T) {
	if For("fr").Lang() != ZH || For("").Lang() != ZH || For(EN).Lang() != EN {
		t.Error("an unknown language must read Chinese, a known one its own book")
	}
	for locale, want := range map[string]Lang{
		"": ZH, "C": ZH, "zh_CN.UTF-8": ZH, "zh-Hans": ZH, "en": EN, "EN_gb": EN, "en-US": EN, "de": ZH,
	} {
		if got := Match(locale); got != want {
			t.Errorf("Match(%q) = %s, want %s", locale, got, want)
		}
	}
}

func TestFindReadsHeadingsAsTyped(t *testing.T) {
	keys := []string{"say.weekday.1", "say.weekday.0", "say.lang.en"}
	for text, want := range map[string]string{
		"星期日": "say.weekday.0", " 星 期\n日 ": "say.weekday.0", "SUNDAY": "say.weekday.0",
		"Ｍｏｎｄａｙ": "say.weekday.1", "english": "say.lang.en", "　English　": "say.lang.en",
	} {
		for _, lang := range Langs() {
			if got, ok := For(lang).Find(keys, text); !ok || got != want {
				t.Errorf("%s: Find(%q) = %q, %v, want %q", lang, text, got, ok, want)
			}
		}
	}
	for _, text := range []string{"", "  ", "星期", "星期二", "Eng lish", "say.lang.en"} {
		if got, ok := For(ZH).Find(append(keys, "say.no.such.key"), text); ok {
			t.Errorf("Find(%q) = %q, want nothing", text, got)
		}
	}
}

func TestFoldIsStable(t *testing.T) {
	for _, text := range []string{"姓　名", "ＡＢ c\td", "ﬁeld Ｎ° ①", "\u00a0x\u3000", "ΑΣ ß İ", "\u0390", "\u0345x"} {
		once := Fold(text)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, folded again %q", text, once, twice)
		}
	}
	if Fold("AB  c") != "ab c" || Fold("编号 No") != "编号no" {
		t.Errorf("got %q and %q", Fold("AB  c"), Fold("编号 No"))
	}
}

func TestDates(t *testing.T) {
	zh, en := For(ZH), For(EN)
	for _, c := range []struct {
		y, m, d int
		half    Half
		zh, en  string
	}{
		{2008, 3, 6, WholeDay, "2008年3月6日", "6 March 2008"},
		{2008, 3, 6, Afternoon, "2008年3月6日下午", "6 March 2008, afternoon"},
		{2008, 12, 31, Morning, "2008年12月31日上午", "31 December 2008, morning"},
		{2008, 3, 0, WholeDay, "2008年3月", "March 2008"},
		{2008, 0, 0, WholeDay, "2008年", "2008"},
		{0, 3, 6, WholeDay, "3月6日", "6 March"},
		{0, 3, 0, WholeDay, "3月", "March"},
		{0, 0, 0, WholeDay, "", ""},
		{2008, 13, 1, WholeDay, "2008年", "2008"},
	} {
		if got := zh.DayHalf(c.y, c.m, c.d, c.half); got != c.zh {
			t.Errorf("zh %d-%d-%d: %q, want %q", c.y, c.m, c.d, got, c.zh)
		}
		if got := en.DayHalf(c.y, c.m, c.d, c.half); got != c.en {
			t.Errorf("en %d-%d-%d: %q, want %q", c.y, c.m, c.d, got, c.en)
		}
	}
	at := time.Date(2008, 3, 6, 14, 5, 59, 0, time.FixedZone("", 8*3600))
	if got := zh.Moment(at); got != "2008年3月6日 14:05" {
		t.Errorf("zh moment %q", got)
	}
	if got := en.Moment(at); got != "6 March 2008, 14:05" {
		t.Errorf("en moment %q", got)
	}
	if zh.Weekday(at.Weekday()) != "星期四" || en.WeekdayShort(at.Weekday()) != "Thu" {
		t.Error("6 March 2008 was a Thursday")
	}
	if zh.Span("3月6日", "3月6日") != "3月6日" || zh.Span("3月6日", "3月8日") != "3月6日至3月8日" {
		t.Error("a span of one day is that day; others name both ends")
	}
}

func TestNumbers(t *testing.T) {
	zh, en := For(ZH), For(EN)
	for _, c := range [][2]string{
		{en.Number(2008), "2008"}, {en.Number(15319), "15,319"}, {en.Number(-15319), "-15,319"},
		{en.Number(-9999), "-9999"}, {zh.Number(15319), "15319"}, {en.Number(0), "0"},
		{en.Number(-9223372036854775808), "-9,223,372,036,854,775,808"},
		{zh.Money(123450), "1,234.50元"}, {en.Money(123450), "¥1,234.50"}, {zh.Money(5), "0.05元"},
		{zh.Money(-5), "-0.05元"}, {zh.Money(300000), "3,000元"}, {en.Money(0), "¥0"},
		{zh.Money(-9223372036854775808), "-92,233,720,368,547,758.08元"},
		{zh.MoneyWan(2500000), "2.5万元"}, {zh.MoneyWan(3000000), "3万元"}, {zh.MoneyWan(1), "0.000001万元"},
		{zh.MoneyWan(-2500000), "-2.5万元"}, {en.MoneyWan(2500000), "¥25,000"},
		{zh.Percent(347, 796), "43.6%"}, {zh.Percent(8579, 15319), "56%"}, {zh.Percent(14093, 15319), "92%"},
		{zh.Percent(1, 0), "—"}, {zh.Percent(0, 7), "0%"}, {zh.Percent(1, 2000), "0.1%"},
		{zh.Percent(1, 2001), "0%"}, {zh.Percent(-1, 3), "-33.3%"}, {zh.Percent(3, 2), "150%"},
		{zh.List("甲", "乙", "丙"), "甲、乙、丙"}, {en.List("a", "b"), "a, b"}, {zh.List(), ""},
		{zh.Minutes(0), "0分钟"}, {zh.Minutes(60), "1小时"}, {zh.Minutes(95), "1小时35分钟"},
		{en.Minutes(1), "1 minute"}, {en.Minutes(60), "1 hour"}, {en.Minutes(120), "2 hours"},
		{en.Minutes(95), "1 h 35 min"}, {zh.Clock(9, 5), "09:05"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		open(ZH)
	}
}

func BenchmarkT(b *testing.B) {
	en := For(EN)
	for b.Loop() {
		en.T("say.hours.minutes", 3, 25)
	}
}
