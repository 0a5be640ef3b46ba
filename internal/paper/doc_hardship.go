package paper

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/summary"
)

// The parts of a hardship file sheet, as keys of the records' fields.
var (
	hardPerson  = []string{"name", "sex", "birth", "residentid", "phone", "unit", "unittext", "employment", "household", "marital", "single", "address"}
	hardHome    = []string{"class", "cause", "cause2", "members", "income", "outgoings", "monthly", "housing", "documents", "station", "note"}
	hardDecided = []string{"state", "publicised", "approved", "review", "left", "leftwhy"}
)

// HardshipDoc is the sheet of one hardship file with the household, what it was given, and room for opinions and seals.
func HardshipDoc(s summary.Household, in Setting) Document {
	c := in.compose(in.Book.T("forms.hardship.title"), false)
	if s.File.Number != "" {
		c.Subtitle(c.t("forms.numbered", s.File.Number))
	}
	c.Note(c.t(careKey(s.Masked)))
	c.head("forms.hardship.worker")
	if s.Person == nil {
		c.Para(c.t("forms.hardship.nobody"))
	} else {
		c.paired(s.Person, hardPerson)
	}
	c.head("forms.hardship.home")
	c.paired(s.File, hardHome)
	c.head("member.list")
	c.household(s.Members)
	c.head("forms.hardship.aid")
	c.received(s)
	c.head("forms.hardship.decided")
	c.paired(s.File, hardDecided)
	c.add(form{
		asked(formOpinion, c.t("forms.hardship.unit"), c.t("forms.hardship.sealed")),
		asked(formOpinion, c.t("forms.hardship.union"), c.t("forms.hardship.sealed")),
	})
	return c.document()
}

// formOpinion is room for an opinion with a seal, mm.
const formOpinion = 26.0

// careKey says how a sheet with persons has to be kept.
func careKey(masked bool) string {
	if masked {
		return "forms.masked"
	}
	return "forms.whole"
}

// household is the table of who lives together. The identity number says the day of birth too, so they share a column.
func (c *composer) household(members []*centre.Member) {
	t := centre.MemberType
	title := func(key string) string { return c.label(t, t.Field(key)) }
	table := Table{Empty: c.t("doc.empty"), Columns: []Column{
		{Title: title("name"), Width: 0.12}, {Title: title("kinship"), Align: Centre, Width: 0.11}, {Title: c.t("forms.hardship.idorbirth"), Width: 0.29},
		{Title: title("income"), Align: Right, Width: 0.13}, {Title: title("work"), Width: 0.18}, {Title: title("health"), Width: 0.17},
	}}
	for _, m := range members {
		born := "residentid"
		if m.ResidentID == "" {
			born = "birth"
		}
		var row []string
		for _, key := range []string{"name", "kinship", born, "income", "work", "health"} {
			row = append(row, c.value(m, t.Field(key)))
		}
		table.Rows = append(table.Rows, row)
	}
	c.Table(table)
}

// received is what the household was given, by kind, and how many entries are in no sum.
func (c *composer) received(s summary.Household) {
	t := Table{Empty: c.t("forms.hardship.nothing"), Columns: []Column{
		{Title: c.t("doc.aid.kind"), Width: 0.28}, {Title: c.t("doc.aid.times"), Align: Right, Width: 0.15},
		{Title: c.t("doc.aid.cash"), Align: Right, Width: 0.19}, {Title: c.t("doc.aid.value"), Align: Right, Width: 0.19}, {Title: c.t("doc.sum"), Align: Right, Width: 0.19},
	}}
	line := func(label string, x summary.AidSum) []string {
		return []string{label, c.number(len(x.Rows)), c.orDash(x.Cash), c.orDash(x.Value), c.orDash(x.Worth())}
	}
	for _, x := range s.ByKind {
		t.Rows = append(t.Rows, line(c.code(centre.AidKind, x.Key), x))
	}
	if len(s.ByKind) > 1 {
		t.Sum = line(c.t("doc.sum"), s.Given)
	}
	c.Table(t)
	if s.Apart > 0 {
		c.Note(c.t("forms.hardship.apart", s.Apart))
	}
}
