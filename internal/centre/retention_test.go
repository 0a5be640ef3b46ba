package centre

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/field"
)

func builtInKeepings(t testing.TB) []Keeping {
	t.Helper()
	b, err := os.ReadFile("../../assets/rules/retention.csv")
	if err != nil {
		t.Fatal(err)
	}
	ks, err := ParseKeepings(b)
	if err != nil {
		t.Fatal(err)
	}
	return ks
}

func TestEveryRecordHasARetention(t *testing.T) {
	ks := builtInKeepings(t)
	for _, typ := range Types {
		if typ.Owner() == nil && !slices.ContainsFunc(ks, func(k Keeping) bool { return k.Table == typ.Table }) {
			t.Errorf("nothing says how long a %s is kept", typ.Table)
		}
	}
	if !slices.ContainsFunc(ks, func(k Keeping) bool { return k.Table == AnyTable }) {
		t.Error("nothing says how long what was deleted is kept")
	}
}

func TestUntilCountsToTheSameDayOfTheYear(t *testing.T) {
	k := Keeping{Years: 3}
	for since, want := range map[field.Day]field.Day{
		{Year: 2023, Month: 5, Date: 9}:                        {Year: 2026, Month: 5, Date: 9},
		{Year: 2024, Month: 2, Date: 29}:                       {Year: 2027, Month: 2, Date: 28},
		{Year: 2021, Month: 2, Date: 28}:                       {Year: 2024, Month: 2, Date: 28},
		{Year: 2021, Month: 2}:                                 {Year: 2024, Month: 2, Date: 29},
		{Year: 2021}:                                           {Year: 2024, Month: 12, Date: 31},
		{Year: 2021, Month: 3, Date: 1, Half: field.Afternoon}: {Year: 2024, Month: 3, Date: 1},
		{}: {},
	} {
		if got := k.Until(since); got != want {
			t.Errorf("since %v: until %v, want %v", since, got, want)
		}
	}
	if got := (Keeping{}).Until(field.Day{Year: 2020}); !got.IsZero() {
		t.Errorf("kept for good until %v", got)
	}
}

func TestFirstRuleThatFitsHolds(t *testing.T) {
	ks := builtInKeepings(t)
	class := func(r field.Record) string {
		for _, k := range ks {
			if k.Fits(r) {
				return k.Class
			}
		}
		return ""
	}
	gone := &Case{Enquiry: field.Yes}
	gone.Gone = 7
	for want, r := range map[string]field.Record{
		"enquiry": &Case{Enquiry: field.Yes, State: "closed"}, "decided": &Case{State: "closed", Outcome: "award-lost"}, "agreed": &Case{State: "archived", Outcome: "mediated"},
		"ended": &Case{State: "withdrawn"}, "": &Case{State: "underway"}, "left": &Hardship{State: "left"}, "deleted": gone, "person": &Person{},
	} {
		if got := class(r); got != want {
			t.Errorf("class %q, want %q", got, want)
		}
	}
}

func TestSinceTakesTheFirstDateThatIsThere(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	c := &Case{Closed: field.Day{Year: 2020, Month: 3, Date: 4}, Received: 1577836800000 - 1} // 2020-01-01 07:59:59.999 there
	c.Changed = 1609459200000
	for want, k := range map[string]Keeping{
		"2020-03-04": {From: []string{"closed", "changed"}}, "2020-01-01": {From: []string{"received"}}, "2021-01-01": {From: []string{"changed"}},
		"": {From: []string{"callback"}},
	} {
		if got := k.Since(c, zone).String(); got != want {
			t.Errorf("since %s, want %s", got, want)
		}
	}
}

func TestBadRetentionIsRefused(t *testing.T) {
	head := strings.Join(keepingHead, ",") + "\n"
	good := "case,x,state=closed,5,closed changed,anonymise,house\n"
	if _, err := ParseKeepings([]byte(head + good)); err != nil {
		t.Fatal(err)
	}
	for what, text := range map[string]string{
		"no heading": good, "no such table": head + "cases,x,,5,closed,anonymise,house\n", "a part": head + "step,x,,5,at,anonymise,house\n",
		"no such field": head + "case,x,stat=closed,5,closed,anonymise,house\n", "no such word": head + "case,x,state=shut,5,closed,anonymise,house\n",
		"free text": head + "case,x,number=1,5,closed,anonymise,house\n", "no years": head + "case,x,,0,closed,anonymise,house\n",
		"not a number": head + "case,x,,five,closed,anonymise,house\n", "many years": head + "case,x,,101,closed,anonymise,house\n",
		"no date": head + "case,x,,5,matter,anonymise,house\n", "nothing to count from": head + "case,x,,5,,anonymise,house\n",
		"no such end": head + "case,x,,5,closed,burn,house\n", "permanent with an end": head + "case,x,,permanent,closed,erase,house\n",
		"twice": head + good + good, "no source": head + "case,x,,5,closed,anonymise,\n", "short line": head + "case,x\n",
		"deleted anonymised": head + "*,x,,5,gone,anonymise,house\n", "deleted since": head + "case,x,,5,gone,erase,house\n", "empty": "",
	} {
		if _, err := ParseKeepings([]byte(text)); err == nil {
			t.Errorf("%s: taken", what)
		}
	}
}

func FuzzParseKeepings(f *testing.F) {
	b, err := os.ReadFile("../../assets/rules/retention.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte(strings.Join(keepingHead, ",") + "\n*,x,,1,gone,erase,house\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		ks, err := ParseKeepings(b)
		if err != nil {
			return
		}
		for _, k := range ks {
			for _, typ := range Types {
				r := typ.New()
				if k.Fits(r) {
					k.Until(k.Since(r, time.UTC))
				}
			}
		}
	})
}
