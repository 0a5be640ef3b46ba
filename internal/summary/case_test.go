package summary

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// made fills a record from "key=text", as a person would type it.
func made[R field.Record](t testing.TB, r R, n int, fields ...string) R {
	t.Helper()
	r.Base().ID = id(n)
	for _, f := range fields {
		key, text, _ := strings.Cut(f, "=")
		if p := r.Type().Field(key).Set(r, text, field.Context{}); p != nil {
			t.Fatalf("%s: %s", key, p.Say)
		}
	}
	return r
}

func pregnancy(t testing.TB) CaseRecords {
	return CaseRecords{
		Case: made(t, &centre.Case{}, 1, "matter=0502", "facts=司马样例来电，号码１３９-1234 5678。", "adverse="+id(9).String()),
		Person: made(t, &centre.Person{}, 2, "name=司马样例", "phone=13912345678", "residentid=440524188001010014", "birth=1988-02-29", "due=2026-05-01",
			"address=样例市梅林镇桂花新村7幢301室", "safeway=只在午休时打", "note=司马样例的同事可以转告"),
		Steps: []*centre.Step{
			made(t, &centre.Step{}, 4, "at=2026-03-09 10:00", "service=negotiate", "what=到桂花新村7幢走访司马样例", "minutes=90", "money=1200.50元"),
			made(t, &centre.Step{}, 3, "at=2026-03-02 10:00", "service=advice", "what=来电解答", "minutes=30"),
			made(t, &centre.Step{}, 5, "at=2026-03-08 10:00", "service=other", "what=联系单位"),
		},
		Referrals: []*centre.Referral{made(t, &centre.Referral{}, 6, "purpose=代司马样例申请援助", "sent=2026-03-05")},
	}
}

func TestCaseInOrderOfTimeWithItsSums(t *testing.T) {
	s := Case(pregnancy(t), false)
	var order []field.ID
	for _, st := range s.Steps {
		order = append(order, st.ID)
	}
	if !slices.Equal(order, []field.ID{id(3), id(5), id(4)}) {
		t.Errorf("order %v", order)
	}
	if s.Minutes != 120 || !slices.Equal(s.Minuted, []field.ID{id(3), id(4)}) || s.Recovered != 120050 || !slices.Equal(s.Paying, []field.ID{id(4)}) {
		t.Errorf("%d minutes of %v, %d fen of %v", s.Minutes, s.Minuted, s.Recovered, s.Paying)
	}
	if s.Person.Name != "司马样例" || s.Sensitive || s.Masked {
		t.Errorf("%+v", s)
	}
}

func TestMaskReachesEveryText(t *testing.T) {
	r := pregnancy(t)
	s := Case(r, true)
	all := []string{s.Case.Facts, s.Person.Note, s.Referrals[0].Purpose}
	for _, st := range s.Steps {
		all = append(all, st.What)
	}
	for i := range centre.PersonType.Fields {
		all = append(all, centre.PersonType.Fields[i].Text(s.Person))
	}
	text := field.Narrow(strings.Join(all, "\n"))
	for _, secret := range []string{"司马样例", "13912345678", "139-1234 5678", "440524188001010014", "桂花新村", "7幢", "02-29", "05-01", "午休"} {
		if strings.Contains(text, secret) {
			t.Errorf("%s shows in %s", secret, text)
		}
	}
	if s.Person.Name != "司马**" || s.Person.Birth.Year != 1988 || s.Steps[0].What != "来电解答" {
		t.Errorf("too much is hidden: %+v", s.Person)
	}
	if r.Person.Name != "司马样例" || !strings.Contains(r.Steps[0].What, "桂花新村") {
		t.Error("masking changed the records")
	}
}

func TestSensitiveCaseIsWithheld(t *testing.T) {
	for _, c := range []struct {
		matter, secrecy string
		want            bool
	}{{"0601", "", true}, {"1104", "normal", true}, {"1203", "normal", true}, {"0502", "restricted", true}, {"0502", "normal", false}, {"1101", "", false}} {
		r := pregnancy(t)
		r.Case.Matter, r.Case.Secrecy = c.matter, c.secrecy
		s := Case(r, true)
		if s.Sensitive != c.want || (s.Case.Facts == "") != c.want || slices.Contains(s.Withheld, "facts") != c.want || (s.Case.Adverse == field.ID{}) != c.want {
			t.Errorf("%s %s: %+v", c.matter, c.secrecy, s.Withheld)
		}
		if c.want && (s.Case.Matter != c.matter[:2] || s.Person.Name != hidden || s.Steps[0].What != "") {
			t.Errorf("%s: still tells %s %s %s", c.matter, s.Case.Matter, s.Person.Name, s.Steps[0].What)
		}
		if whole := Case(r, false); whole.Case.Facts == "" || len(whole.Withheld) > 0 || whole.Sensitive != c.want {
			t.Errorf("%s: the whole sheet lost something", c.matter)
		}
	}
}

func TestAnonymousCase(t *testing.T) {
	r := pregnancy(t)
	r.Person = nil
	s := Case(r, true)
	if s.Person != nil || s.Case.Facts == "" {
		t.Errorf("%+v", s)
	}
	if m := s.JSON(); m["anonymous"] != true {
		t.Error(m)
	}
}

func TestCaseJSONNamesNobody(t *testing.T) {
	text, err := json.Marshal(Case(pregnancy(t), false).JSON())
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"司马", "1391", "桂花", "走访"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("%s in %s", secret, text)
		}
	}
	if !strings.Contains(string(text), `"fen":120050`) || !strings.Contains(string(text), id(4).String()) {
		t.Error(string(text))
	}
}
