package summary

import (
	"encoding/json"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

func ledger(t testing.TB) AidRecords {
	r := AidRecords{Names: name}
	for n, who := range map[int]string{1: "柳样例", 2: "欧阳样例", 3: "柳范例"} {
		r.Persons = append(r.Persons, made(t, &centre.Person{}, n, "name="+who))
	}
	r.Files = []*centre.Hardship{made(t, &centre.Hardship{}, 11, "number=BF-1", "person="+id(1).String()), made(t, &centre.Hardship{}, 12, "number=BF-2", "person="+id(2).String())}
	r.Pairings = []*centre.Pairing{ // two helpers whose masked names are the same, and one organisation
		made(t, &centre.Pairing{}, 21, "helper="+id(3).String()), made(t, &centre.Pairing{}, 22, "helper="+id(1).String()), made(t, &centre.Pairing{}, 23, "helper="+id(1007).String()),
	}
	entry := func(n, file, pairing int, fields ...string) {
		a := made(t, &centre.Aid{}, n, append(fields, "hardship="+id(file).String())...)
		if pairing > 0 {
			a.Pairing = id(pairing)
		}
		r.Entries = append(r.Entries, a)
	}
	entry(33, 11, 21, "date=2026-03-31", "kind=living", "cash=100元", "state=given", "receiver=柳样例", "funds=union")
	entry(31, 11, 22, "date=2026-01-01", "kind=living", "cash=200元", "goods=棉被", "value=0.05元", "state=given", "funds=union")
	entry(32, 12, 23, "date=2026-02", "kind=school", "cash=1000.01元", "state=given", "receiver=本人签收")
	entry(34, 12, 0, "date=2026-03-01", "kind=medical", "cash=9999元", "state=refused")
	entry(35, 12, 0, "date=2026-03-02", "kind=medical", "cash=300元", "state=given", "funds=local")
	entry(36, 12, 0, "date=2025-12-31", "kind=medical", "cash=5000元", "state=given")
	entry(37, 12, 0, "date=2026-04-01", "kind=medical", "cash=5000元", "state=given")
	return r
}

func firstQuarter(t testing.TB, masked bool) AidSummary {
	return Aid(ledger(t), field.Day{Year: 2026, Month: 1, Date: 1}, field.Day{Year: 2026, Month: 3, Date: 31}, masked)
}

func TestLedgerBoundsAndSums(t *testing.T) {
	s := firstQuarter(t, true)
	var dates []string
	for _, l := range s.Lines {
		dates = append(dates, l.Date.String())
	}
	if got := strings.Join(dates, " "); got != "2026-01-01 2026-02 2026-03-01 2026-03-02 2026-03-31" {
		t.Errorf("lines %s", got)
	}
	if s.Total.Cash != 160001 || s.Total.Value != 5 || s.Total.Worth() != 160006 || len(s.Total.Rows) != 4 || len(s.Total.Households) != 2 || s.Apart != 1 {
		t.Errorf("total %+v, apart %d", s.Total, s.Apart)
	}
	for _, sums := range [][]AidSum{s.ByKind, s.ByFunds, s.ByHelper} {
		var worth field.Fen
		rows := 0
		for _, x := range sums {
			worth += x.Worth()
			rows += len(x.Rows)
		}
		if worth != s.Total.Worth() || rows != len(s.Total.Rows) {
			t.Errorf("parts come to %d of %d rows", worth, rows)
		}
	}
	if s.ByKind[0].Key != "living" || s.ByKind[0].Cash != 30000 || len(s.ByKind[0].Households) != 1 {
		t.Errorf("living %+v", s.ByKind[0])
	}
}

func TestHelpersOfTheSameMaskedNameStayApart(t *testing.T) {
	s := firstQuarter(t, true)
	if len(s.ByHelper) != 4 {
		t.Fatalf("%d helpers: %+v", len(s.ByHelper), s.ByHelper)
	}
	names := map[string]int{}
	for _, x := range s.ByHelper {
		names[x.Name]++
	}
	if names["柳*例"] != 2 || names["单位7"] != 1 || names[""] != 1 {
		t.Errorf("%v", names)
	}
}

func TestLedgerMasksPersons(t *testing.T) {
	s := firstQuarter(t, true)
	last := s.Lines[len(s.Lines)-1]
	if last.Name != "柳*例" || last.Receiver != "柳*例" || last.Helper != "柳*例" || last.File != "BF-1" {
		t.Errorf("%+v", last)
	}
	if got := s.Lines[1].Receiver; got != "本人签收" {
		t.Errorf("a word was taken for a name: %s", got)
	}
	if whole := firstQuarter(t, false).Lines; whole[len(whole)-1].Name != "柳样例" {
		t.Errorf("%+v", whole[len(whole)-1])
	}
	text, err := json.Marshal(firstQuarter(t, false).JSON())
	if err != nil || strings.Contains(string(text), "样例") || !strings.Contains(string(text), `"cash":160001`) {
		t.Errorf("%v %s", err, text)
	}
}

func TestLedgerOfUnknownRecords(t *testing.T) {
	r := AidRecords{Entries: []*centre.Aid{made(t, &centre.Aid{}, 1, "date=2026-01-01", "kind=living", "cash=1元", "state=given", "pairing="+id(99).String())}}
	s := Aid(r, field.Day{}, field.Day{}, true)
	if len(s.Lines) != 1 || s.Lines[0].Name != "" || s.Total.Cash != 100 {
		t.Errorf("%+v", s)
	}
}
