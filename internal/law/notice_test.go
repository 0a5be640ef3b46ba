package law

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// notice2026 is the arrangement of 2026 as it was published, typed line by line, with the days that are holidays of the law by the
// moon and the sun.
var notice2026 = []NoticeLine{
	{"1月1日（周四）至3日（周六）", "放假", "元旦"}, {"1月4日（周日）", "上班", "元旦"},
	{"2月15日（周日）至23日（周一）", "放假调休", "春节"}, {"2月14日（周六）、2月28日（周六）", "上班", "春节"}, {"2月16日至19日", "法定", "春节"},
	{"4月4日（周六）至6日（周一）", "放假", "清明节"}, {"4月5日", "法定", ""},
	{"5月1日（周五）至5日（周二）", "放假", "劳动节"}, {"5月9日(周六)", "上班", "劳动节"},
	{"6月19日（周五）至21日（周日）", "放假", "端午节"}, {"6-19", "法定", ""},
	{"9月25日至27日", "放假", "中秋节"}, {"9月25日", "法定", ""},
	{"10月1日（周四）至7日（周三）", "放假", "国庆节"}, {"9月20日（周日），10月10日（周六）", "上班", "国庆节"},
}

// TestANoticeIsTyped: typed as it was published, 2026 is day for day what the program comes with; Saturdays and Sundays that are off
// anyway are the only difference.
func TestANoticeIsTyped(t *testing.T) {
	y, bad := YearOfNotice(2026, "国办发明电〔2025〕7号", notice2026)
	if len(bad) > 0 {
		t.Fatal(bad)
	}
	typed, built := Calendar{}.With(y), BuiltIn()
	for d := day(t, "2026-01-01"); d.Year == 2026; d = d.Add(1) {
		got, _ := typed.Type(d)
		if want, _ := built.Type(d); got != want {
			t.Errorf("%s is %s, want %s", d, got, want)
		}
	}
	if said, least := y.Statutory(); said != 13 || least != 12 {
		t.Errorf("%d holidays of the law, at least %d", said, least)
	}
	again, bad := YearOfNotice(2026, "国办发明电〔2025〕7号", y.Lines())
	if len(bad) > 0 || string(again.CSV()) != string(y.CSV()) {
		t.Errorf("a year does not come back from its own lines: %v", bad)
	}
	if kept, ps := ReadYear(strings.NewReader(string(y.CSV()))); len(ps) > 0 || string(kept.CSV()) != string(y.CSV()) {
		t.Error("a typed year does not come back from its table", ps)
	}
}

// TestAParagraphOfANoticeIsPasted as it was published; what is said besides days is passed over.
func TestAParagraphOfANoticeIsPasted(t *testing.T) {
	for text, want := range map[string][]NoticeLine{
		"一、元旦：1月1日（周四）至3日（周六）放假，共3天。1月4日（周日）上班。":                     {{"1月1日（周四）至3日（周六）", "放假", "元旦"}, {"1月4日（周日）", "上班", "元旦"}},
		"二、春节：1月28日（农历除夕、周二）至2月4日（周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。": {{"1月28日（农历除夕、周二）至2月4日（周二）", "放假调休", "春节"}, {"1月26日（周日）、2月8日（周六）", "上班", "春节"}},
		"元旦：1月1日放假，与周末连休。":        {{"1月1日", "放假", "元旦"}},
		"鼓励各单位结合带薪年休假等制度落实，安排休息。": nil,
		"1月1日":     nil,
		"2027-1-1": nil,
	} {
		got := Sentences(text)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q", text, got)
		}
		if _, bad := YearOfNotice(2027, "", got); len(bad) > 0 {
			t.Errorf("%s: %v", text, bad)
		}
	}
}

func TestWhatIsWrongInANoticeIsSaidByLine(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []NoticeLine
		want  string
	}{
		{"weekend worked", []NoticeLine{{"2027-1-2", "上班", ""}}, ""},
		{"weekday worked", []NoticeLine{{"2027-1-4", "调休上班", ""}}, ""},
		{"English words", []NoticeLine{{"1/4 ~ 1/5", "Rest day", ""}}, ""},
		{"no day", []NoticeLine{{"", "放假", ""}}, "0 days notice.days"},
		{"a month", []NoticeLine{{"2月", "放假", ""}}, "0 days notice.days"},
		{"no such day", []NoticeLine{{"2月29日", "放假", ""}}, "0 days notice.days"}, // 2027 is no leap year
		{"another year", []NoticeLine{{"2027-1-1", "放假", ""}, {"2026-12-31", "放假", ""}}, "1 days notice.year"},
		{"over the end of the year", []NoticeLine{{"12月31日至2028年1月1日", "放假", ""}}, "0 days notice.year"},
		{"backwards", []NoticeLine{{"2月7日至5日", "放假", ""}}, "0 days notice.days"},
		{"too long", []NoticeLine{{"1月1日至2月1日", "放假", ""}}, "0 days notice.days"},
		{"a whole month", []NoticeLine{{"1月1日至31日", "放假", ""}}, ""},
		{"half a day", []NoticeLine{{"3月8日下午", "放假", ""}}, "0 days notice.days"},
		{"no kind", []NoticeLine{{"1月1日", "", ""}}, "0 kind notice.kind"},
		{"strange kind", []NoticeLine{{"1月1日", "调休", ""}}, "0 kind notice.kind"},
		{"twice off", []NoticeLine{{"1月1日", "放假", ""}, {"1月2日", "放假", ""}, {"1月2日", "放假", ""}}, "2 days notice.twice"},
		{"off and worked", []NoticeLine{{"1月1日至3日", "放假", ""}, {"1月3日", "上班", ""}}, "1 days notice.twice"},
		{"of the law, and off anyway", []NoticeLine{{"2月6日", "法定", "春节"}, {"2月5日至11日", "放假", "春节"}}, ""},
		{"long name", []NoticeLine{{"1月1日", "放假", strings.Repeat("n", 201)}}, "0 name notice.long"},
	} {
		y, bad := YearOfNotice(2027, "", c.lines)
		var got []string
		for i, ps := range bad {
			got = append(got, fmt.Sprint(i, " ", ps[0].Field, " ", strings.TrimPrefix(ps[0].Say, "law.problem.")))
		}
		slices.Sort(got)
		if strings.Join(got, ", ") != c.want || (len(bad) > 0) != (y.Days == nil) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestAYearThatSaysFewHolidaysIsUnsureOfLeave: what skips statutory holidays says that some may be missing, at both edges; what only asks
// for working days does not.
func TestAYearThatSaysFewHolidaysIsUnsureOfLeave(t *testing.T) {
	lines := []NoticeLine{{"1-1", "放假", ""}, {"5-1 ~ 5-2", "放假", ""}, {"10-1 ~ 10-3", "放假", ""}, {"2-5 ~ 2-9", "法定", ""}}
	for _, c := range []struct {
		more NoticeLine
		said int
		note string
	}{{NoticeLine{"4-5", "放假", ""}, 11, "nodata.skip confirm"}, {NoticeLine{"4-5", "法定", ""}, 12, "confirm"}} {
		y, bad := YearOfNotice(2027, "", append(slices.Clone(lines), c.more))
		if said, _ := y.Statutory(); len(bad) > 0 || said != c.said {
			t.Fatal(said, bad)
		}
		cal := BuiltIn().With(y)
		if d, _ := compute(t, "ML_EXT_JS", "2027-03-01", "", cal); said(d) != c.note || d.Sure != (c.said == 12) {
			t.Errorf("%d holidays: %q", c.said, said(d))
		}
		if d, _ := compute(t, "SUE", "2027-03-01", "", cal); !d.Sure {
			t.Errorf("%d holidays: a working day is unsure", c.said)
		}
	}
}

// FuzzNotice: whatever is typed, a year holds days of that year, or says of a line what is wrong with it.
func FuzzNotice(f *testing.F) {
	for _, l := range notice2026 {
		f.Add(2026, l.Days, l.Kind, l.Name)
	}
	f.Add(2027, "1-1 - 1-3", "放假", "")
	f.Fuzz(func(t *testing.T, year int, days, kind, name string) {
		if year < 1950 || year > 2200 {
			return
		}
		y, bad := YearOfNotice(year, "", []NoticeLine{{days, kind, name}})
		if (len(bad) > 0) != (len(y.Days) == 0) {
			t.Fatal(y, bad)
		}
		for d := range y.Days {
			if d.Year != year || !d.Exact() || !d.Valid() {
				t.Fatal(d)
			}
		}
		if again, bad := YearOfNotice(year, "", y.Lines()); len(bad) > 0 || string(again.CSV()) != string(y.CSV()) {
			t.Fatalf("%q does not come back: %v", y.Lines(), bad)
		}
	})
}
