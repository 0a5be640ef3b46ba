package paper

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// docPairings are two pairings of docHousehold, one by a body and one by a person, with aid, visits and aid that came from the centre.
func docPairings(t testing.TB) summary.PairingRecords {
	h := docHousehold(t)
	r := summary.PairingRecords{Members: h.Members}
	r.Names, r.Files = docName, []*centre.Hardship{h.File}
	r.Persons = []*centre.Person{h.Person, docRecord(t, &centre.Person{}, 120, "name=诸葛帮手")}
	file := "hardship=" + docID(92).String()
	r.Pairings = []*centre.Pairing{
		docRecord(t, &centre.Pairing{}, 121, "helper="+docID(1001).String(), file, "kind=school", "from=2025-09-01", "promise=资助司徒小样学费", "amount=600元", "often=halfyear", "visitdays=90", "state=active", "note=司徒样例电话13800005678"),
		docRecord(t, &centre.Pairing{}, 122, "helper="+docID(120).String(), file, "kind=living", "from=2025-03-01", "to=2026-02-10", "promise=节日看望", "state=ended", "endwhy=期满"),
	}
	aid := func(n, pairing int, fields ...string) {
		a := docRecord(t, &centre.Aid{}, n, append(fields, file, "by=甲老师", "receiver=司徒样例")...)
		if pairing > 0 {
			a.Pairing = docID(pairing)
		}
		r.Entries = append(r.Entries, a)
	}
	aid(130, 121, "date=2026-03-01", "kind=school", "cash=600元", "state=given")
	aid(131, 121, "date=2025-09-03", "kind=school", "cash=500元", "goods=书包", "value=80元", "state=given")
	aid(132, 121, "date=2026-09-01", "kind=school", "cash=700元", "state=planned")
	aid(133, 122, "date=2026-01-20", "kind=visit", "goods=米、油", "value=260.50元", "state=given")
	aid(134, 0, "date=2026-02-01", "kind=living", "cash=9000元", "state=given")
	r.Visits = []*centre.Visit{
		docRecord(t, &centre.Visit{}, 141, "pairing="+docID(121).String(), "date=2026-03-01", "who=样例走访人", "note=司徒小样成绩有进步", "next=2026-06-01"),
		docRecord(t, &centre.Visit{}, 140, "pairing="+docID(121).String(), "date=2025-12-01", "who=样例走访人", "note=看望上官样例"),
	}
	return r
}

func docLedger(t testing.TB, masked bool) summary.PairingLedger {
	return summary.Pairings(docPairings(t), field.Day{Year: 2026, Month: 1, Date: 1}, field.Day{Year: 2026, Month: 3, Date: 31}, masked)
}

// TestACardHoldsItsOwnPairing and no other's aid; masked it names neither the household nor a helper who is a person.
func TestACardHoldsItsOwnPairing(t *testing.T) {
	r, in := docPairings(t), docSetting(say.ZH)
	card := func(i int, masked bool) Document { return PairingCardDoc(summary.CardOf(r.Pairings[i], r, masked), in) }
	whole, masked := textOf(t, card(0, false)), textOf(t, card(0, true))
	for _, secret := range []string{"司徒样例", "司徒小样", "上官样例", "13800005678"} {
		if !strings.Contains(whole, secret) || strings.Contains(masked, secret) {
			t.Errorf("%s is not on the whole card, or on the masked one", secret)
		}
	}
	for _, want := range []string{"BF-2026-001", "东湖市总工会", "1,100元", "80元", "计划", "另有1笔未发放", "2026年6月1日"} {
		if !strings.Contains(masked, want) {
			t.Errorf("the card lacks %s", want)
		}
	}
	for _, wrong := range []string{"9,000元", "260.50元", "1,800元"} {
		if strings.Contains(whole, wrong) {
			t.Errorf("the card shows %s of another", wrong)
		}
	}
	if strings.Index(whole, "看望上官样例") > strings.Index(whole, "成绩有进步") {
		t.Error("visits are not in the order of time")
	}
	if text := textOf(t, card(1, true)); strings.Contains(text, "诸葛帮手") || !strings.Contains(text, "诸葛**") {
		t.Error("a helper who is a person is not masked")
	}
	for _, key := range []string{"person.name", "aid.receiver", "visit.note", "pairing.note"} {
		if d := card(0, true); !slices.Contains(d.Personal, key) {
			t.Errorf("%s is printed and not named in %v", key, d.Personal)
		}
	}
	r.Persons = nil
	if text := textOf(t, card(0, true)); strings.Contains(text, "成绩有进步") || strings.Contains(text, "资助司徒小样") {
		t.Error("with nobody to compare them with, notes are shown")
	}
	if r.Visits[0].Note == "" || r.Pairings[0].Promise != "资助司徒小样学费" {
		t.Error("masking changed the records themselves")
	}
}

// TestALedgerOfPairingsAddsThePeriod: only what was given through a pairing between its days is in a sum.
func TestALedgerOfPairingsAddsThePeriod(t *testing.T) {
	l := docLedger(t, true)
	if len(l.Lines) != 2 || l.Active != 1 || len(l.Helpers) != 2 || len(l.Households) != 1 || l.Total.Cash != 60000 || l.Total.Value != 26050 || l.Visits != 1 {
		t.Errorf("ledger %+v", l)
	}
	text := textOf(t, PairingsDoc(l, docSetting(say.ZH)))
	for _, want := range []string{"600元", "260.50元", "司徒**", "诸葛**", "2对", "1户"} {
		if !strings.Contains(text, want) {
			t.Errorf("the ledger lacks %s", want)
		}
	}
	for _, wrong := range []string{"9,000元", "500元", "司徒样例", "司徒小样", "诸葛帮手"} {
		if strings.Contains(text, wrong) {
			t.Errorf("the ledger shows %s", wrong)
		}
	}
	if !strings.Contains(textOf(t, PairingsDoc(docLedger(t, false), docSetting(say.ZH))), "司徒样例") {
		t.Error("the whole ledger lacks her name")
	}
	r := docPairings(t)
	day := func(y, m, d int) field.Day { return field.Day{Year: y, Month: m, Date: d} }
	for _, c := range []struct {
		from, to field.Day
		want     int
	}{
		{field.Day{}, field.Day{}, 2}, {day(2026, 2, 11), field.Day{}, 1}, {day(2026, 2, 10), field.Day{}, 2},
		{field.Day{}, day(2025, 2, 28), 0}, {field.Day{}, day(2025, 3, 1), 1},
	} {
		if got := len(summary.Pairings(r, c.from, c.to, true).Lines); got != c.want {
			t.Errorf("%v to %v: %d pairings, want %d", c.from, c.to, got, c.want)
		}
	}
}

// TestALedgerOfManyPairingsRepeatsItsHeads and loses no line; an empty one says so.
func TestALedgerOfManyPairingsRepeatsItsHeads(t *testing.T) {
	r := docPairings(t)
	for i := range 300 {
		r.Pairings = append(r.Pairings, docRecord(t, &centre.Pairing{}, 4000+i, "helper="+docID(1002).String(), "hardship="+docID(92).String(), "kind=work", "from=2025-01-01", fmt.Sprintf("promise=第%d次", i+1)))
	}
	p, _ := checked(t, PairingsDoc(summary.Pairings(r, field.Day{}, field.Day{}, true), docSetting(say.ZH)).Doc)
	text := squash(p.Plain())
	if len(p.Sheets) < 10 || strings.Count(text, "承诺内容") != len(p.Sheets) || !strings.Contains(text, "第300次") || !strings.Contains(text, "第1次") {
		t.Errorf("%d pages with %d heads", len(p.Sheets), strings.Count(text, "承诺内容"))
	}
	if s := p.Sheets[0]; s.Width < s.Height {
		t.Error("the ledger stands upright")
	}
	empty, _ := checked(t, PairingsDoc(summary.Pairings(summary.PairingRecords{}, field.Day{}, field.Day{}, true), docSetting(say.ZH)).Doc)
	if !strings.Contains(empty.Plain(), "无记录") {
		t.Error("an empty ledger does not say so")
	}
	checked(t, PairingCardDoc(summary.CardOf(&centre.Pairing{}, summary.PairingRecords{}, true), docSetting(say.EN)).Doc)
}
