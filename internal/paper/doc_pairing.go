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
		c.Subtitle(c.t("forms.numbered", s.File))
	}
	c.Note(c.t(careKey(s.Masked)))
	c.head("forms.pairing.who")
	c.private("person.name", s.Name)
	c.paired(s.Pairing, pairingFields, Fact{c.t("pairing.helper"), s.Helper}, Fact{c.t("forms.pairing.helped"), s.Name})
	c.head("forms.pairing.given")
	c.receipts(s.Aid)
	c.head("visit.list")
	c.visits(s.Visits)
	c.receiptsFor(s.Aid.Lines)
	return c.document()
}

// receipts is the table of what was given, each with room to sign. What was not given says so where it would be signed.
func (c *composer) receipts(s summary.AidSummary) {
	t := Table{Empty: c.t("forms.hardship.nothing"), Columns: []Column{
		{Title: c.t("doc.date"), Width: 0.2}, {Title: c.t("doc.aid.kind"), Align: Centre, Width: 0.12}, {Title: c.t("doc.aid.cash"), Align: Right, Width: 0.13},
		{Title: c.t("forms.pairing.goods"), Width: 0.15}, {Title: c.t("doc.aid.by"), Align: Centre, Width: 0.12}, {Title: c.t("doc.aid.receiver"), Align: Centre, Width: 0.13},
		{Title: c.t("forms.pairing.sign"), Align: Centre, Width: 0.15},
	}}
	for _, l := range s.Lines {
		c.private("aid.receiver", l.Receiver)
		sign := ""
		if l.State != "given" {
			sign = c.code(centre.AidState, l.State)
		}
		goods := strings.TrimSpace(l.Goods + "\n" + c.yuan(l.Value))
		t.Rows = append(t.Rows, []string{c.day(l.Date), c.code(centre.AidKind, l.Kind), c.yuan(l.Cash), goods, l.By, l.Receiver, sign})
	}
	if len(s.Total.Rows) > 0 {
		t.Sum = []string{c.t("doc.aid.given"), "", c.orDash(s.Total.Cash), c.orDash(s.Total.Value), "", "", ""}
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
	}{{"date", 0.21}, {"who", 0.17}, {"note", 0.41}, {"next", 0.21}} {
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
		{Title: c.t("pairing.helper"), Width: 0.15}, {Title: c.t("forms.pairing.helped"), Width: 0.12}, {Title: c.t("doc.aid.kind"), Align: Centre, Width: 0.07},
		{Title: c.t("forms.pairings.since"), Width: 0.11}, {Title: c.t("pairing.promise"), Width: 0.165}, {Title: c.t("doc.aid.times"), Align: Right, Width: 0.05},
		{Title: c.t("doc.aid.cash"), Align: Right, Width: 0.09}, {Title: c.t("doc.aid.value"), Align: Right, Width: 0.08},
		{Title: c.t("forms.pairings.visits"), Align: Centre, Width: 0.105}, {Title: c.t("doc.state"), Align: Centre, Width: 0.06},
	}}
	for _, x := range s.Lines {
		c.private("person.name", x.Name)
		since := c.t("doc.from", c.day(x.From))
		if !x.To.IsZero() {
			since = c.day(x.From) + "\n" + c.t("doc.until", c.day(x.To))
		}
		promise := x.Promise
		if x.Amount > 0 {
			promise = strings.TrimSpace(promise + "\n" + c.money(x.Amount) + " " + c.code(centre.Often, x.Often))
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
	}
	c.Table(t)
	c.Note(c.t("forms.pairings.note"))
	if s.Masked {
		c.Note(c.t("doc.aid.masked"))
	}
	return c.document()
}
