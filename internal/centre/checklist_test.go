package centre

import (
	"strings"
	"testing"

	"cn.halfsky/internal/field"
)

func TestCheckListsAreRead(t *testing.T) {
	all, err := ParseCheckLists([]byte("kind,days,task\n*,3,confirm\nclinic,21,doctors\njobfair,30,employers\n*,-5,news\n"))
	if err != nil {
		t.Fatal(err)
	}
	day := field.Day{Year: 2008, Month: 3, Date: 6, Half: field.Afternoon}
	var got []string
	for _, l := range CheckListFor(all, "clinic") {
		got = append(got, l.Word+" "+l.Due(day).String())
	}
	if s := strings.Join(got, ", "); s != "doctors 2008-02-14, confirm 2008-03-03, news 2008-03-11" {
		t.Error(s)
	}
	if l := all[0]; l.Due(field.Day{Year: 2008, Month: 3}).String() != "2008-02-27" || !l.Due(field.Day{}).IsZero() {
		t.Error("a month is taken from its first day, no day gives none")
	}
	for _, bad := range []string{"", "kind,task\n", "kind,days,task\nclinics,1,a\n", "kind,days,task\n*,x,a\n", "kind,days,task\n*,999,a\n", "kind,days,task\n*,1,A b\n", "kind,days,task\n*,1,a\n*,2,a\n"} {
		if _, err := ParseCheckLists([]byte(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func FuzzParseCheckLists(f *testing.F) {
	f.Add([]byte("kind,days,task\n*,3,confirm\nclinic,-21,doctors\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		all, err := ParseCheckLists(text)
		if err != nil {
			return
		}
		for _, l := range all {
			if l.Days > mostCheckDays || l.Days < -mostCheckDays || !plainWord.MatchString(l.Word) {
				t.Errorf("%+v", l)
			}
		}
	})
}

func TestATaskIsLateWhenItsDayIsOver(t *testing.T) {
	today := field.Day{Year: 2008, Month: 3, Date: 6}
	for due, want := range map[string]bool{"2008-03-05": true, "2008-03-06": false, "2008-03-07": false, "2008-03": false, "2008-02": true, "": false} {
		d, _ := field.ParseDay(due, 0)
		if got := (&Task{Due: d}).Late(today); got != want {
			t.Errorf("due %s: late %v", due, got)
		}
	}
	if (&Task{Due: field.Day{Year: 2007}, Done: 1}).Late(today) {
		t.Error("what is done is late")
	}
}
