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

// HardshipDoc is the sheet of one hardship file: one ruled table with the worker, the household, what it was given, and room for opinions
// and seals.
func HardshipDoc(s summary.Household, in Setting) Document {
	c := in.compose(in.Book.T("forms.hardship.title"), false)
	number := ""
	if s.File.Number != "" {
		number = c.t("forms.numbered", s.File.Number)
	}
	c.add(numbered{number, c.t(careKey(s.Masked))})
	var b dense
	if s.Person == nil {
		b.part(c.t("forms.hardship.worker"))
		b.empty(c.t("forms.hardship.nobody"))
	} else {
		c.densely(&b, "forms.hardship.worker", c.filled(s.Person, hardPerson, nil))
	}
	c.densely(&b, "forms.hardship.home", c.filled(s.File, hardHome, nil))
	c.members(&b, s.Members)
	c.received(&b, s)
	c.densely(&b, "forms.hardship.decided", c.filled(s.File, hardDecided, nil))
	b.add(asked(formOpinion, c.t("forms.hardship.unit"), c.t("forms.hardship.sealed"), c.t("forms.hardship.union"), c.t("forms.hardship.sealed")))
	c.add(flowing(b))
	if s.Apart > 0 {
		c.Note(c.t("forms.hardship.apart", s.Apart))
	}
	return c.document()
}

// formOpinion is room for an opinion with a seal, mm.
const formOpinion = 25.0

// careKey says how a sheet with persons has to be kept.
func careKey(masked bool) string {
	if masked {
		return "forms.masked"
	}
	return "forms.whole"
}

// received is what the household was given, by kind, and how many entries are in no sum.
func (c *composer) received(b *dense, s summary.Household) {
	shares, right := []float64{0.28, 0.15, 0.19, 0.19, 0.19}, []bool{1: true, 2: true, 3: true, 4: true}
	b.part(c.t("forms.hardship.aid"))
	if len(s.ByKind) == 0 {
		b.empty(c.t("forms.hardship.nothing"))
	} else {
		b.line(shares, true, nil, c.t("doc.aid.kind"), c.t("doc.aid.times"), c.t("doc.aid.cash"), c.t("doc.aid.value"), c.t("doc.sum"))
	}
	line := func(label string, x summary.AidSum) {
		b.line(shares, false, right, label, c.number(len(x.Rows)), c.orDash(x.Cash), c.orDash(x.Value), c.orDash(x.Worth()))
	}
	for _, x := range s.ByKind {
		line(c.code(centre.AidKind, x.Key), x)
	}
	if len(s.ByKind) > 1 {
		line(c.t("doc.sum"), s.Given)
		b.sum()
	}
}
