package paper

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/summary"
)

// pairingFields are the fields of a pairing on its card, beside who helps whom.
var pairingFields = []string{"kind", "state", "from", "to", "amount", "often", "visitdays", "review", "promise", "endwhy", "note"}

// PairingCardDoc is the card of one pairing: who helps whom and with what, a line to sign for each thing given, and the visits.
func PairingCardDoc(s summary.PairingCard, in Setting) Document {
	c := in.compose(in.Book.T("forms.pairing.title"), false)
	if s.File != "" {
		c.add(numbered{text: c.t("forms.numbered", s.File)})
	}
	c.Note(c.t(careKey(s.Masked)))
	c.head("forms.pairing.who")
	c.private("person.name", s.Name)
	c.somebody(s.Helper, s.Somebody)
	c.paired(s.Pairing, pairingFields, Fact{c.t("pairing.helper"), s.Helper}, Fact{c.t("forms.pairing.helped"), s.Name})
	c.head("forms.pairing.given")
	c.receipts(s.Aid)
	c.head("visit.list")
	c.visits(s.Visits)
	c.receiptsFor(s.Aid.Lines)
	return c.document()
}

// receipts is the table of what was given; what was not says where it stands. Receipts to sign follow the card.
func (c *composer) receipts(s summary.AidSummary) {
	t := Table{Empty: c.t("forms.hardship.nothing"), Columns: []Column{
		{Title: c.t("doc.date")}, {Title: c.t("doc.aid.kind"), Align: Centre}, {Title: c.t("doc.aid.cash"), Align: Right}, {Title: c.t("doc.aid.goods"), Width: 0.17},
		{Title: c.t("doc.aid.value"), Align: Right}, {Title: c.t("doc.aid.by"), Align: Centre}, {Title: c.t("doc.aid.receiver"), Align: Centre}, {Title: c.t("doc.state"), Align: Centre},
	}}
	for _, l := range s.Lines {
		c.private("aid.receiver", l.Receiver)
		t.Rows = append(t.Rows, []string{
			c.day(l.Date), c.code(centre.AidKind, l.Kind), c.yuan(l.Cash), l.Goods, c.yuan(l.Value), l.By, l.Receiver, c.code(centre.AidState, l.State),
		})
	}
	if len(s.Total.Rows) > 0 {
		t.Sum = []string{c.t("doc.aid.given"), "", c.orDash(s.Total.Cash), "", c.orDash(s.Total.Value), "", "", ""}
		t.Notes = c.inWords(s.Total.Cash)
		c.carrying(&t, []sumColumn{{2, cashOf(s.Lines)}, {4, valueOf(s.Lines)}})
	}
	c.Table(t)
	if s.Apart > 0 {
		c.Note(c.t("doc.aid.apart", s.Apart))
	}
}

func (c *composer) visits(visits []*centre.Visit) {
	t := centre.VisitType
	table := Table{Empty: c.t("doc.empty")}
	for _, col := range []struct {
		key   string
		width float64
	}{{"date", 0}, {"who", 0}, {"note", 0.42}, {"next", 0}} {
		table.Columns = append(table.Columns, Column{Title: c.label(t, t.Field(col.key)), Width: col.width})
	}
	for _, v := range visits {
		table.Rows = append(table.Rows, []string{c.day(v.Date), v.Who, c.value(v, t.Field("note")), c.day(v.Next)})
	}
	c.Table(table)
}

// PairingsDoc is the ledger of pairings, landscape, with what each gave in the period and the sum of it.
func PairingsDoc(s summary.PairingLedger, in Setting) Document {
	c := in.compose(in.Book.T("forms.pairings.title"), true)
	if when := c.period(s.From, s.To); when != "" {
		c.Subtitle(c.t("doc.brackets", when))
	}
	if len(s.Lines) > 0 {
		c.Para(c.t("forms.pairings.whole", len(s.Lines), len(s.Helpers), len(s.Households), s.Active))
	}
	t := Table{Empty: c.t("doc.empty"), Columns: []Column{
		{Title: c.t("pairing.helper"), Width: 0.14}, {Title: c.t("forms.pairing.helped")}, {Title: c.t("doc.aid.kind"), Align: Centre}, {Title: c.t("forms.pairings.since")},
		{Title: c.t("pairing.promise"), Width: 0.18}, {Title: c.t("doc.aid.times"), Align: Right}, {Title: c.t("doc.aid.cash"), Align: Right}, {Title: c.t("doc.aid.value"), Align: Right},
		{Title: c.t("forms.pairings.visits"), Align: Centre}, {Title: c.t("doc.state"), Align: Centre},
	}}
	for _, x := range s.Lines {
		c.private("person.name", x.Name)
		c.somebody(x.Helper, x.Somebody)
		since := c.t("doc.from", c.day(x.From))
		if !x.To.IsZero() {
			since = c.day(x.From) + "\n" + c.t("doc.until", c.day(x.To))
		}
		promise := x.Promise
		if x.Amount > 0 {
			promise = strings.TrimSpace(promise + "\n" + c.promised(x))
		}
		visits := c.number(x.Visits)
		if x.Visits > 0 {
			visits += "\n" + c.day(x.Visited)
		}
		t.Rows = append(t.Rows, []string{
			x.Helper, strings.TrimSpace(x.File + "\n" + x.Name), c.code(centre.PairingKind, x.Kind), since, promise,
			c.number(len(x.Given.Rows)), c.orDash(x.Given.Cash), c.orDash(x.Given.Value), visits, c.code(centre.PairingState, x.State),
		})
	}
	if len(s.Lines) > 0 {
		t.Sum = []string{c.t("doc.sum"), "", "", "", "", c.number(len(s.Total.Rows)), c.orDash(s.Total.Cash), c.orDash(s.Total.Value), c.number(s.Visits), ""}
		t.Notes = c.inWords(s.Total.Cash)
		times, cash, value := []int64{}, []int64{}, []int64{}
		for _, x := range s.Lines {
			times, cash, value = append(times, int64(len(x.Given.Rows))), append(cash, int64(x.Given.Cash)), append(value, int64(x.Given.Value))
		}
		c.carrying(&t, []sumColumn{{5, times}, {6, cash}, {7, value}})
	}
	c.accounted(t)
	c.Note(c.t("forms.pairings.note"))
	if s.Masked {
		c.Note(c.t("doc.aid.masked"))
	}
	return c.document()
}

// promised is what is promised each time, and how often.
func (c *composer) promised(x summary.PairingLine) string {
	often := c.code(centre.Often, x.Often)
	if often == "" {
		return c.money(x.Amount)
	}
	return c.t("sheets.each", often, c.money(x.Amount))
}
