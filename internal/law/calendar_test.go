package law

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"cn.halfsky/internal/field"
)

func day(t testing.TB, text string) field.Day {
	t.Helper()
	d, ok := field.ParseDay(text, 0)
	if !ok {
		t.Fatalf("bad day %q in the test", text)
	}
	return d
}

// TestPublishedYearsAddUp: a notice only moves rest, it gives none beyond the law: the weekdays off are the holidays of the law
// and the weekend days worked.
func TestPublishedYearsAddUp(t *testing.T) {
	cal := BuiltIn()
	if want := []int{2022, 2023, 2024, 2025, 2026}; !slices.Equal(cal.Years(), want) {
		t.Fatalf("years %v, want %v", cal.Years(), want)
	}
	for _, year := range cal.Years() {
		var off, worked, statutory int
		for d := (field.Day{Year: year, Month: 1, Date: 1}); d.Year == year; d = d.Add(1) {
			kind, known := cal.Type(d)
			if !known {
				t.Fatalf("%s is not known", d)
			}
			h, published := cal.Holiday(d)
			if published && (h.Source == "" || holidayNames.Term(h.Name) == nil) {
				t.Errorf("%s: name %q, source %q", d, h.Name, h.Source)
			}
			switch {
			case kind == Statutory:
				statutory++
			case kind == Work && weekend(d):
				worked++
			}
			if kind != Work && !weekend(d) {
				off++
			}
		}
		want := 11
		if year >= 2025 { // the measures as revised in November 2024
			want = 13
		}
		if statutory != want || off != statutory+worked {
			t.Errorf("%d: %d statutory holidays, %d weekdays off, %d weekend days worked", year, statutory, off, worked)
		}
	}
}

func TestTypesOfDay(t *testing.T) {
	cal := BuiltIn()
	for text, want := range map[string]DayType{
		"2026-02-14": Work,      // Saturday worked before the Spring Festival
		"2026-02-15": Rest,      // Sunday
		"2026-02-16": Statutory, // New Year's Eve
		"2026-02-19": Statutory,
		"2026-02-20": Rest, // Friday moved
		"2026-02-23": Rest,
		"2026-02-24": Work,
		"2026-04-05": Statutory, // a Sunday
		"2026-04-06": Rest,
		"2026-03-07": Rest, // an ordinary Saturday
		"2026-03-09": Work,
		"2025-05-02": Statutory, // new in 2025
		"2024-05-02": Rest,      // not yet in 2024
		"2024-02-09": Work,      // New Year's Eve was no holiday in 2024
	} {
		if got, known := cal.Type(day(t, text)); got != want || !known {
			t.Errorf("%s: %s %v, want %s", text, got, known, want)
		}
	}
	d := day(t, "2026-02-16")
	d.Half = field.Afternoon
	if got, _ := cal.Type(d); got != Statutory {
		t.Error("half a day has another type than its day")
	}
	if _, known := cal.Type(day(t, "2027-01-01")); known {
		t.Error("2027 is known")
	}
}

func TestNextWorking(t *testing.T) {
	cal := BuiltIn()
	for from, want := range map[string]string{
		"2026-02-14": "2026-02-14", "2026-02-15": "2026-02-24", "2026-03-07": "2026-03-09", "2026-10-01": "2026-10-08",
		"2026-10-10": "2026-10-10", "2026-10-11": "2026-10-12", "2025-12-31": "2025-12-31",
	} {
		if got, missing := cal.NextWorking(day(t, from)); got != day(t, want) || missing != 0 {
			t.Errorf("%s: %s %d, want %s", from, got, missing, want)
		}
	}
	if got, missing := cal.NextWorking(day(t, "2027-03-06")); got != day(t, "2027-03-06") || missing != 2027 {
		t.Errorf("a year without data was guessed: %s %d", got, missing)
	}
	// 2021-12-31 is in no known year although the next one is.
	if got, missing := cal.NextWorking(day(t, "2021-12-31")); got.Year != 2021 || missing != 2021 {
		t.Errorf("%s %d", got, missing)
	}
}

func TestCalendarIsNotShared(t *testing.T) {
	y := Year{Year: 2030, Days: map[field.Day]Holiday{day(t, "2030-01-01"): {Type: Statutory}}}
	base := BuiltIn()
	more := base.With(y)
	y.Days[day(t, "2030-01-02")] = Holiday{Type: Statutory}
	if slices.Contains(base.Years(), 2030) || !slices.Contains(more.Years(), 2030) {
		t.Error("With changed its calendar")
	}
	if got, _ := more.Type(day(t, "2030-01-02")); got == Statutory {
		t.Error("a calendar shares the imported days")
	}
	var none Calendar
	if _, known := none.Type(day(t, "2026-01-01")); known || len(none.Years()) != 0 {
		t.Error("the zero calendar knows a year")
	}
}

const chineseYear = "\ufeff类别,日期,备注,名称\n" +
	"法定节假日,2027年1月1日,,元旦\n休息日,2027.1.2,x,元旦\n上班,2027-1-3,,\n" +
	"法定,2027/2/5,,春节\n法定,2027/2/6,,春节\n法定,2027/2/7,,春节\n法定,2027/2/8,,春节\n法定,2027-4-5,,清明\n法定,2027-5-1,,五一\n法定,2027-5-2,,五一\n" +
	"法定,２０２７-6-9,,端午\n法定,2027-9-15,,地方 节日\n法定,2027-10-1,,国庆\n法定,2027-10-2,,国庆\n法定,2027-10-3,,国庆\n,,,\n"

func TestImportedYear(t *testing.T) {
	y, ps := ReadYear(strings.NewReader(chineseYear))
	if len(ps) > 0 || y.Year != 2027 || len(y.Days) != 15 {
		t.Fatal(y, ps)
	}
	if h := y.Days[day(t, "2027-06-09")]; h.Type != Statutory || h.Name != "dragonboat" {
		t.Error(h)
	}
	if h := y.Days[day(t, "2027-01-03")]; h.Type != Work || h.Name != "" {
		t.Error(h)
	}
	if h := y.Days[day(t, "2027-09-15")]; h.Name != "地方 节日" {
		t.Error(h)
	}
	again, ps := ReadYear(strings.NewReader(string(y.CSV())))
	if len(ps) > 0 || string(again.CSV()) != string(y.CSV()) {
		t.Error("a year does not come back from its own table", ps)
	}
	cal := BuiltIn().With(y)
	if got, missing := cal.NextWorking(day(t, "2027-01-01")); missing != 0 || got != day(t, "2027-01-03") {
		t.Error(got, missing)
	}
}

func TestFaultsOfAnImportedYearAreListed(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"empty":       {"", "law.problem.holiday.head"},
		"no kind":     {"date,name\n2027-01-01,x\n", "law.problem.holiday.head"},
		"no rows":     {"date,kind\n", "law.problem.holiday.empty"},
		"bad date":    {"date,kind\n2027-02-30,rest\n", "law.problem.holiday.date 2"},
		"month only":  {"date,kind\n2027-02,rest\n", "law.problem.holiday.date 2"},
		"no date":     {"date,kind\n,rest\n", "law.problem.holiday.date 2"},
		"half day":    {"date,kind\n2027-02-01上午,rest\n", "law.problem.holiday.date 2"},
		"other year":  {"date,kind\n2027-01-01,rest\n2028-01-01,rest\n", "law.problem.holiday.year 3 2027"},
		"bad kind":    {"date,kind\n2027-01-01,调休\n", "law.problem.holiday.kind 2"},
		"twice":       {"date,kind\n2027-01-01,rest\n2027-1-1,work\n", "law.problem.holiday.twice 3"},
		"broken rows": {"date,kind\n2027-01-01,rest\n\"2027", "law.problem.holiday.form 3"},
		"long name":   {"date,kind,name\n2027-01-01,rest," + strings.Repeat("n", 201) + "\n", "law.problem.holiday.form 2"},
		"too large":   {"date,kind\n" + strings.Repeat(" ", 1<<20), "law.problem.holiday.size"},
	} {
		y, ps := ReadYear(strings.NewReader(c.text))
		var got []string
		for _, p := range ps {
			got = append(got, strings.TrimSpace(p.Say+" "+strings.Join(p.Args, " ")))
		}
		if !slices.Contains(got, c.want) || y.Year != 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	if _, ps := ReadYear(strings.NewReader("date,kind\n2006-01-01,statutory\n")); len(ps) > 0 {
		t.Error("a year before 2008 needs no eleven holidays", ps)
	}
}

func TestFaultyFilesOfYearsAreNamed(t *testing.T) {
	good := string(BuiltIn().years[2026].CSV())
	files := fstest.MapFS{
		"rules/holidays/2026.csv": {Data: []byte(good)},
		"rules/holidays/2025.csv": {Data: []byte(good)},
		"rules/holidays/2024.csv": {Data: []byte("nothing")},
	}
	cal, err := readYears(files)
	if err == nil || !strings.Contains(err.Error(), "2025.csv") || !strings.Contains(err.Error(), "2024.csv") {
		t.Error(err)
	}
	if !slices.Equal(cal.Years(), []int{2026}) {
		t.Error(cal.Years())
	}
}

func FuzzReadYear(f *testing.F) {
	f.Add(chineseYear)
	f.Add("date,kind\n2027-01-01,rest\n")
	f.Add(string(BuiltIn().years[2026].CSV()))
	f.Fuzz(func(t *testing.T, text string) {
		y, ps := ReadYear(strings.NewReader(text))
		if len(ps) > 0 {
			if y.Days != nil {
				t.Fatal("a year and problems")
			}
			return
		}
		for d, h := range y.Days {
			if d.Year != y.Year || !d.Exact() || !d.Valid() || dayTypes.Term(string(h.Type)) == nil {
				t.Fatalf("%v %v", d, h)
			}
		}
		again, ps := ReadYear(strings.NewReader(string(y.CSV())))
		if len(ps) > 0 || string(again.CSV()) != string(y.CSV()) {
			t.Fatalf("does not come back: %v", ps)
		}
	})
}

func FuzzReadRules(f *testing.F) {
	head := strings.Join(columns, ",") + "\n"
	f.Add("X,suit,,CN,deadline,by,knew,after,1,,exact,year,,,,,,,,,,next,,worker,ldma 1,2008-05-01,,,L,,,\n")
	f.Add("M,maternity,m,CN,span_incl,until,birth,span,15,,least,day,statutory,3,extended,child,,,,8,12,,interrupts suspends,worker,ldma 1(2); x 2(四),2008-05-01,2009-01-01,yes,W-H,K,c,yes\n")
	f.Fuzz(func(t *testing.T, rows string) {
		rules, _ := readRules(strings.NewReader(head + rows))
		cal := BuiltIn()
		at := field.MomentOf(time.Date(2026, 3, 9, 10, 0, 0, 0, time.UTC))
		d := field.Day{Year: 2026, Month: 3, Date: 9}
		in := Inputs{At: at, Birth: d, LeaveEnd: d.Add(98), Children: 2, Amount: 0, Facts: []Fact{Extended}}
		for _, r := range rules {
			due, ps := Compute(r, d, in, cal)
			if len(ps) == 0 && (!due.Day.Valid() || due.Day.Before(due.Start) && r.Method != between && r.Method != after) {
				t.Fatalf("%+v from %+v", due, r)
			}
		}
	})
}
