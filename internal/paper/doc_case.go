package paper

import (
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// The parts of a case sheet, as keys of the records' fields. The person stands in a part of her own, so the case's own
// reference to her is not printed.
var (
	caseBasics = []string{
		"number", "received", "channel", "matter", "enquiry", "group", "heads", "adverse", "risk", "urgent", "secrecy", "receiver", "handler", "station", "state",
	}
	casePerson = []string{
		"name", "pseudonym", "sex", "birth", "ageband", "phone", "safeway", "residentid", "unit", "unittext", "employment", "household", "member",
		"period", "due", "marital", "single", "address", "note",
	}
	caseResult  = []string{"outcome", "highest", "claimed", "awarded", "paid", "satisfaction", "proposed", "approved", "closed", "callback", "callnote", "lesson", "note"}
	stepColumns = []string{"at", "service", "what", "result", "minutes", "money", "by"}
	sentFields  = []string{"to", "purpose", "sent", "state", "replied", "reply"}
	leaveFields = []string{"purpose", "recipient", "kept", "withhold", "way", "witness", "given", "expires", "withdrawn"}
)

// CaseDoc is the sheet of one case. It prints what the summary holds: a masked one has nothing else to print.
func CaseDoc(s summary.CaseSummary, in Setting) Document {
	c := in.compose(in.Book.T("doc.case.title"), false)
	if s.Case.Number != "" {
		c.add(numbered{text: c.t("forms.numbered", s.Case.Number)})
	}
	c.warning(s)
	c.head("doc.case.basics")
	c.fields(s.Case, caseBasics, s.Withheld)
	c.head("doc.case.person")
	if s.Person == nil {
		c.Para(c.t("doc.case.anonymous"))
	} else {
		c.fields(s.Person, casePerson, nil)
	}
	c.head("doc.case.told")
	c.texts(s.Case, []string{"request", "facts"}, s.Withheld)
	c.head("doc.case.steps")
	c.steps(s)
	if len(s.Referrals) > 0 {
		c.head("doc.case.referrals")
		for _, r := range s.Referrals {
			c.fields(r, sentFields, nil)
		}
	}
	if len(s.Consents) > 0 {
		c.head("doc.case.consents")
		for _, r := range s.Consents {
			c.fields(r, leaveFields, nil)
		}
	}
	c.head("doc.case.result")
	c.add(signed{c.packed(c.moneyed(s.Case, c.filled(s.Case, caseResult, s.Withheld))), []blanks{
		{c.t("sheets.case.handler"), c.t("sheets.case.approver")}, {c.t("sheets.case.seal"), c.t("forms.day")},
	}})
	return c.document()
}

// warning says how the sheet has to be kept.
func (c *composer) warning(s summary.CaseSummary) {
	key := "doc.case.whole"
	switch {
	case s.Masked && s.Sensitive:
		key = "doc.case.masked.sensitive"
	case s.Masked:
		key = "doc.case.masked"
	case s.Sensitive:
		key = "doc.case.whole.sensitive"
	}
	c.Note(c.t(key))
	switch {
	case s.Under != nil:
		c.Note(c.t("forms.case.under", c.day(s.Under.Given), s.Under.Purpose, s.Under.Recipient))
	case !s.Masked:
		c.Note(c.t("forms.case.reason"))
	}
}

// value words one field of a record and notes it when it is personal.
func (c *composer) value(r field.Record, f *field.Spec) string {
	text := c.shown().Field(f, r)
	if f.Has(field.IsPrivate) {
		c.private(r.Type().Table+"."+f.Key, text)
	}
	return text
}

// private notes that a personal field is printed.
func (c *composer) private(key, value string) {
	if value != "" && !slices.Contains(c.personal, key) {
		c.personal = append(c.personal, key)
	}
}

// label names a field.
func (c *composer) label(t *field.Type, f *field.Spec) string { return c.shown().Label(t, f) }

// fields adds the filled fields of a record as a sheet; of those that were withheld it says so.
func (c *composer) fields(r field.Record, keys, withheld []string) {
	c.add(c.packed(c.filled(r, keys, withheld)))
}

// moneyed puts what was paid out in capitals too: a court and a cashier read it there.
func (c *composer) moneyed(r *centre.Case, facts []Fact) []Fact {
	label := c.shortly(centre.CaseType, centre.CaseType.Field("paid"))
	for i := range facts {
		if text := c.capital(r.Paid); text != "" && facts[i].Label == label {
			facts[i].Value = c.t("sheets.capitalled", facts[i].Value, text)
		}
	}
	return facts
}

// texts adds long fields as small paragraphs, each behind its name.
func (c *composer) texts(r field.Record, keys, withheld []string) {
	some := false
	for _, key := range keys {
		f := r.Type().Field(key)
		text := c.value(r, f)
		if slices.Contains(withheld, key) {
			text = c.t("doc.withheld")
		}
		if text == "" {
			continue
		}
		some = true
		c.add(told{c.t("doc.told", c.label(r.Type(), f), text)})
	}
	if !some {
		c.Para(c.t("doc.empty"))
	}
}

// steps is the table of what was done, with time and money added up. What and how it ended share a column.
func (c *composer) steps(s summary.CaseSummary) {
	t := centre.StepType
	columns := []Column{}
	for _, key := range stepColumns {
		if key == "result" {
			continue
		}
		f := t.Field(key)
		col := Column{Title: c.label(t, f), Width: map[string]float64{"service": 0.135, "what": 0.34}[key]}
		if f.Kind == field.NumberKind || f.Kind == field.MoneyKind {
			col.Align = Right
		}
		columns = append(columns, col)
	}
	var rows [][]string
	for _, st := range s.Steps {
		row := []string{}
		for _, key := range stepColumns {
			text := c.value(st, t.Field(key))
			if key == "what" && text == "" && s.Masked && s.Sensitive {
				text = c.t("doc.withheld")
			}
			if key == "result" {
				if text != "" {
					row[len(row)-1] = strings.TrimSpace(row[len(row)-1] + "\n" + text)
				}
				continue
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	table := Table{Columns: columns, Rows: rows, Empty: c.t("doc.empty")}
	if len(rows) > 1 {
		table.Sum = []string{c.t("doc.sum"), "", "", c.amount(s.Minutes), c.yuan(s.Recovered), ""}
	}
	c.Table(table)
}

func (c *composer) amount(n int64) string {
	if n == 0 {
		return ""
	}
	return c.Book.Number(n)
}

// yuan words money; empty for none.
func (c *composer) yuan(f field.Fen) string {
	if f == 0 {
		return ""
	}
	return c.Book.Money(int64(f))
}

// told is what somebody said or wrote, in 小四 with the first line indented, so that a case takes few sheets.
type told struct{ text string }

func (b told) strips(l *layout) (out []strip) {
	st := style{font: Song, size: sizeSmallFour, lead: 6.4}
	for part := range strings.SplitSeq(clean(b.text), "\n") {
		if strings.TrimSpace(part) != "" {
			out = append(out, lineStrips(l.set(part, st, column{width: l.width(), indent: 2 * st.full(), align: alignBoth}), st)...)
		}
	}
	return out
}
