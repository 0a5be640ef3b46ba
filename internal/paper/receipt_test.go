package paper

import (
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// receiptText is the receipt of one entry of docPairings.
func receiptText(t *testing.T, n int, masked bool, lang say.Lang) (string, Document) {
	t.Helper()
	r := docPairings(t)
	d := ReceiptDoc(summary.Receipt(r.AidRecords, r.Entries[n], masked), docSetting(lang))
	p, _ := checked(t, d.Doc)
	if len(p.Sheets) != 1 {
		t.Errorf("a receipt takes %d pages", len(p.Sheets))
	}
	return squash(p.Plain()), d
}

// TestAReceiptSaysWhatACashierNeeds, twice on its sheet: amounts in figures and in capitals, goods, whose money, who gave it, and room to
// sign, date and seal.
func TestAReceiptSaysWhatACashierNeeds(t *testing.T) {
	text, d := receiptText(t, 0, false, say.ZH)
	for _, want := range []string{"人民币陆佰元整", "¥600.00", "司徒样例", "BF-2026-001", "东湖市总工会", "甲老师", "领取人签名", "盖章", "年月日", "2026年3月1日"} {
		if strings.Count(text, want) != 2 {
			t.Errorf("%s stands there %d times", want, strings.Count(text, want))
		}
	}
	if !slices.Equal(d.Personal, []string{"person.name"}) {
		t.Errorf("personal %v", d.Personal)
	}
	if text, _ := receiptText(t, 1, false, say.ZH); !strings.Contains(text, "人民币伍佰元整") || !strings.Contains(text, "¥580.00（人民币伍佰捌拾元整）") || !strings.Contains(text, "书包") {
		t.Errorf("cash and goods:\n%s", text)
	}
	if text, _ := receiptText(t, 3, false, say.ZH); !strings.Contains(text, "人民币贰佰陆拾元伍角整") || !strings.Contains(text, "¥260.50") {
		t.Errorf("goods alone:\n%s", text)
	}
	if text, _ := receiptText(t, 0, true, say.ZH); strings.Contains(text, "司徒样例") || !strings.Contains(text, "司徒**") {
		t.Errorf("masked:\n%s", text)
	}
	if text, _ := receiptText(t, 0, false, say.EN); strings.Contains(text, "人民币") || strings.Count(text, "¥600.00") != 2 {
		t.Errorf("in English:\n%s", text)
	}
}

// TestACardHasAReceiptForEachThingGiven and for nothing else, two on a page.
func TestACardHasAReceiptForEachThingGiven(t *testing.T) {
	r := docPairings(t)
	count := func() (receipts, pages int) {
		p, _ := checked(t, PairingCardDoc(summary.CardOf(r.Pairings[0], r, false), docSetting(say.ZH)).Doc)
		return strings.Count(squash(p.Plain()), "今收到"), len(p.Sheets)
	}
	if n, pages := count(); n != 2 || pages != 2 {
		t.Errorf("%d receipts, %d pages", n, pages)
	}
	for i := range 3 {
		a := docRecord(t, &centre.Aid{}, 700+i, "date=2026-04-01", "kind=living", "cash=1200元", "state=given")
		a.Pairing, a.Hardship = r.Pairings[0].ID, r.Pairings[0].Hardship
		r.Entries = append(r.Entries, a)
	}
	if n, pages := count(); n != 5 || pages != 4 {
		t.Errorf("%d receipts, %d pages", n, pages)
	}
	r.Entries = nil
	if n, pages := count(); n != 0 || pages != 1 {
		t.Errorf("%d receipts of nothing, %d pages", n, pages)
	}
}

// TestRoomsToWriteInAreHighEnough: a form has no row to sign or fill in that is lower than a line by hand.
func TestRoomsToWriteInAreHighEnough(t *testing.T) {
	if formLow < 8 || signHigh < 8 || formSign < 14 || formHigh < 14 {
		t.Errorf("%v, %v, %v, %v mm", formLow, signHigh, formSign, formHigh)
	}
	for _, lang := range say.Langs() {
		l := newLayout(docSetting(lang).compose("", false).opts)
		for _, b := range ReceiptDoc(summary.AidLine{}, docSetting(lang)).blocks {
			for _, s := range b.(slips).each {
				for _, row := range s.rows {
					if high := stacked(l.row(row.frame(l), row.texts())).height; high < 8 {
						t.Errorf("%v is %.1f mm high", row.texts(), high)
					}
				}
			}
		}
	}
}

// TestALedgerCarriesItsSums: at the foot of a page stands what was given so far, on the next one the same, and what was not given in
// neither.
func TestALedgerCarriesItsSums(t *testing.T) {
	r := docPairings(t)
	for i := range 120 {
		state := "given"
		if i%3 == 0 {
			state = "planned"
		}
		a := docRecord(t, &centre.Aid{}, 800+i, "date=2026-04-01", "kind=living", "cash=100元", "value=7元", "goods=米", "state="+state)
		a.Hardship = r.Files[0].ID
		r.Entries = append(r.Entries, a)
	}
	s := summary.Aid(r.AidRecords, field.Day{}, field.Day{}, true)
	p, _ := checked(t, AidDoc(s, docSetting(say.ZH)).Doc)
	text := squash(p.Plain())
	to, from := strings.Count(text, "过次页"), strings.Count(text, "承前页")
	if to == 0 || to != from || !strings.Contains(text, "人民币壹万捌仟壹佰元整") {
		t.Errorf("%d carried forward, %d brought forward", to, from)
	}
	_, first, _ := strings.Cut(text, "过次页")
	_, second, _ := strings.Cut(text, "承前页")
	if a, b, _ := strings.Cut(first, "元"); b == "" || !strings.HasPrefix(second, a+"元") {
		t.Errorf("carried %.30s, brought %.30s", first, second)
	}
}
