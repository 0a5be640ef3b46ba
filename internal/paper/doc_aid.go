package paper

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// AidDoc is the ledger of what was given in a period, landscape, with sums by kind, by source of the money and by helper.
func AidDoc(s summary.AidSummary, in Setting) Document {
	c := in.compose(in.Book.T("doc.aid.title"), true)
	if when := c.period(s.From, s.To); when != "" {
		c.Subtitle(c.t("doc.brackets", when))
	}
	c.head("doc.aid.whole")
	if len(s.Total.Rows) == 0 {
		c.Para(c.t("doc.aid.none"))
	} else {
		c.Para(c.t("doc.aid.total", len(s.Total.Households), c.Book.Number(int64(len(s.Total.Rows))),
			c.money(s.Total.Cash), c.money(s.Total.Value), c.money(s.Total.Worth())))
	}
	if s.Apart > 0 {
		c.Para(c.t("doc.aid.apart", s.Apart))
	}
	c.head("doc.aid.lines")
	c.ledger(s)
	if len(s.Total.Rows) > 0 {
		c.head("doc.aid.sums")
		c.sums(s)
	}
	if s.Masked {
		c.Note(c.t("doc.aid.masked"))
	}
	return c.document()
}

// money words an amount, 0 as well.
func (c *composer) money(f field.Fen) string { return c.Book.Money(int64(f)) }

// orDash words an amount in a table of sums; a dash for none.
func (c *composer) orDash(f field.Fen) string {
	if f == 0 {
		return c.t("doc.none")
	}
	return c.money(f)
}

func (c *composer) helper(x summary.AidSum) string {
	if x.Key == (field.ID{}).String() {
		return c.t("doc.aid.centre")
	}
	return x.Name
}

// ledger is the list of entries; the sum below it counts what was given and nothing else.
func (c *composer) ledger(s summary.AidSummary) {
	t := Table{Empty: c.t("doc.empty"), Columns: []Column{
		{Title: c.t("doc.date"), Align: Centre}, {Title: c.t("doc.aid.file")}, {Title: c.t("doc.aid.kind"), Align: Centre},
		{Title: c.t("doc.aid.cash"), Align: Right}, {Title: c.t("doc.aid.goods"), Width: 0.12}, {Title: c.t("doc.aid.value"), Align: Right},
		{Title: c.t("doc.aid.funds"), Align: Centre}, {Title: c.t("doc.aid.helper"), Width: 0.11}, {Title: c.t("doc.aid.by"), Align: Centre},
		{Title: c.t("doc.aid.receiver"), Align: Centre}, {Title: c.t("doc.state"), Align: Centre},
	}}
	for _, l := range s.Lines {
		helper := l.Helper
		if helper == "" {
			helper = c.t("doc.none")
		}
		c.private("person.name", l.Name)
		c.somebody(l.Helper, l.Somebody)
		c.private("aid.receiver", l.Receiver)
		t.Rows = append(t.Rows, []string{
			c.day(l.Date), strings.TrimSpace(l.File + "\n" + l.Name), c.code(centre.AidKind, l.Kind), c.yuan(l.Cash), l.Goods, c.yuan(l.Value),
			c.code(centre.Funds, l.Funds), helper, l.By, l.Receiver, c.code(centre.AidState, l.State),
		})
	}
	if len(s.Total.Rows) > 0 {
		t.Sum = []string{c.t("doc.aid.given"), "", "", c.orDash(s.Total.Cash), "", c.orDash(s.Total.Value), "", "", "", "", ""}
		t.Notes = c.inWords(s.Total.Cash)
		c.carrying(&t, []sumColumn{{3, cashOf(s.Lines)}, {5, valueOf(s.Lines)}})
	}
	c.accounted(t)
}

// sums is what was given under each heading: by kind, by source of the money, by helper.
func (c *composer) sums(s summary.AidSummary) {
	t := Table{Columns: []Column{
		{Title: c.t("doc.item"), Width: 0.34}, {Title: c.t("doc.aid.households"), Align: Right, Width: 0.12}, {Title: c.t("doc.aid.times"), Align: Right, Width: 0.12},
		{Title: c.t("doc.aid.cash"), Align: Right, Width: 0.14}, {Title: c.t("doc.aid.value"), Align: Right, Width: 0.14}, {Title: c.t("doc.sum"), Align: Right, Width: 0.14},
	}}
	part := func(key string, sums []summary.AidSum, name func(summary.AidSum) string) {
		t.Strong = append(t.Strong, len(t.Rows))
		t.Rows = append(t.Rows, []string{c.t(key)})
		for _, x := range sums {
			t.Rows = append(t.Rows, []string{
				orText(name(x), c.t("doc.aid.unsaid")), c.number(len(x.Households)), c.number(len(x.Rows)), c.orDash(x.Cash), c.orDash(x.Value), c.orDash(x.Worth()),
			})
		}
	}
	part("doc.aid.bykind", s.ByKind, func(x summary.AidSum) string { return c.code(centre.AidKind, x.Key) })
	part("doc.aid.byfunds", s.ByFunds, func(x summary.AidSum) string { return c.code(centre.Funds, x.Key) })
	part("doc.aid.byhelper", s.ByHelper, c.helper)
	c.Table(t)
}
