package paper

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// ReceiptDoc is the receipt 收条 for one thing given to a household, twice on one sheet: one copy for the cashier's books, one for the
// centre's file.
func ReceiptDoc(s summary.AidLine, in Setting) Document {
	c := in.compose(in.Book.T("sheets.receipt.title"), false)
	c.blocks = nil // each copy has the title of its own
	c.add(slips{cut: c.t("forms.cut"), each: []slip{c.slipFor(s, "sheets.receipt.cashier"), c.slipFor(s, "sheets.receipt.file")}})
	return c.document()
}

// receiptsFor adds a receipt for each entry that was given, two on a page, from a new page on.
func (c *composer) receiptsFor(lines []summary.AidLine) {
	var b slips
	for _, l := range lines {
		if l.State == "given" {
			b.each = append(b.each, c.slipFor(l, ""))
		}
	}
	if len(b.each) > 1 {
		b.cut = c.t("forms.cut")
	}
	if len(b.each) > 0 {
		c.NewPage()
		c.add(b)
	}
}

// slipFor is one receipt. Amounts stand in capitals too where the language has them; what is signed, dated and sealed by hand has room.
func (c *composer) slipFor(l summary.AidLine, copyFor string) slip {
	c.private("person.name", l.Name)
	c.somebody(l.Helper, l.Somebody)
	title := c.t("sheets.receipt.title")
	if copyFor != "" {
		title = c.t("sheets.receipt.copy", title, c.t(copyFor))
	}
	helper := l.Helper
	if helper == "" {
		helper = c.t("doc.aid.centre")
	}
	s := slip{title: title, lead: c.t("sheets.receipt.lead", c.Centre)}
	row := func(low float64, texts ...string) { s.rows = append(s.rows, asked(low, texts...)) }
	row(formLow, c.t("sheets.receipt.worker"), l.Name, c.t("sheets.receipt.file.number"), l.File)
	row(formLow, c.t("doc.aid.kind"), c.code(centre.AidKind, l.Kind), c.t("sheets.receipt.day"), c.day(l.Date))
	row(formLow, c.t("doc.aid.funds"), c.code(centre.Funds, l.Funds), c.t("doc.aid.helper"), helper)
	if text := c.capital(l.Cash); text != "" {
		row(formLow, c.t("sheets.receipt.capital"), text)
	} else if text := c.capital(l.Value); text != "" {
		row(formLow, c.t("sheets.receipt.worth.capital"), text)
	}
	row(formLow, c.t("sheets.receipt.cash"), c.cash(l.Cash), c.t("sheets.receipt.value"), c.cash(l.Value))
	row(formLow, c.t("sheets.receipt.goods"), orText(l.Goods, c.t("doc.none")))
	if l.Cash > 0 && l.Value > 0 {
		row(formLow, c.t("doc.sum"), c.capitalled(l.Cash+l.Value))
	}
	row(formSign, c.t("sheets.receipt.by"), l.By, c.t("sheets.receipt.received"), "")
	row(formSign, c.t("sheets.receipt.seal"), "", c.t("sheets.receipt.signed"), c.t("sheets.receipt.date"))
	return s
}

// formSign is room for a signature or a seal, mm.
const formSign = 15.0

// capital is an amount in the capital figures of receipts; empty for none, and in a language that has no such figures.
func (c *composer) capital(f field.Fen) string {
	if f == 0 || c.Book.Lang() != say.ZH {
		return ""
	}
	text, _ := say.Capital(int64(f))
	return text
}

// cash is an amount with both decimals; a dash for none.
func (c *composer) cash(f field.Fen) string {
	if f == 0 {
		return c.t("doc.none")
	}
	return say.Cash(int64(f))
}

// capitalled is an amount in figures, and behind it in capitals where the language has them.
func (c *composer) capitalled(f field.Fen) string {
	if text := c.capital(f); text != "" {
		return c.t("sheets.capitalled", c.cash(f), text)
	}
	return c.cash(f)
}

func orText(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// slips are receipts, two on a page with a line to cut along.
type slips struct {
	cut  string
	each []slip
}

// slip is one receipt.
type slip struct {
	title, lead string
	rows        form
}

func (b slips) strips(l *layout) (out []strip) {
	for i, s := range b.each {
		part := stubTitle{s.title}.strips(l)
		part = append(part, small{text: s.lead}.strips(l)...)
		part = append(part, s.rows.strips(l)...)
		for k := range part {
			part[k].keep = k+1 < len(part)
		}
		switch {
		case i == 0:
		case i%2 == 0:
			part[0].turn = true
		default:
			out = append(out, cutline{b.cut}.strips(l)...)
		}
		out = append(out, part...)
	}
	return out
}
