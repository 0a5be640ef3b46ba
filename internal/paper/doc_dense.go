package paper

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Measures of a dense sheet, one ruled table as the paper files of the trade are: mm and em.
const (
	denseSize  = 9.5 // pt
	denseRow   = 5.8
	denseLabel = 24.0
	denseThird = 7.3  // em, what the value of a third of a row holds
	denseHalf  = 15.2 // em, of half a row
)

// dense is a sheet that fills a page with short facts: up to three in a row, under heads of its parts.
type dense []formRow

func (b *dense) add(r formRow) {
	r.size, r.flat = denseSize, true
	r.low = max(r.low, denseRow)
	if r.label == 0 {
		r.label = denseLabel
	}
	*b = append(*b, r)
}

// part opens a part of the sheet.
func (b *dense) part(title string) {
	b.add(formRow{head: true, cells: []formCell{{text: title, label: true}}})
}

// line adds a row of cells that share the width; a title row is of labels.
func (b *dense) line(shares []float64, titles bool, right []bool, texts ...string) {
	r := formRow{shares: shares}
	for i, text := range texts {
		r.cells = append(r.cells, formCell{text: text, label: titles, right: !titles && i < len(right) && right[i]})
	}
	b.add(r)
}

// facts adds the facts that have a value in their order, as many in a row as fit.
func (b *dense) facts(all []Fact) {
	var facts []Fact
	for _, x := range all {
		if x.Value != "" {
			facts = append(facts, x)
		}
	}
	for len(facts) > 0 {
		n := 1
		switch {
		case fitting(facts, 3, denseThird):
			n = 3
		case fitting(facts, 2, denseHalf):
			n = 2
		}
		var texts []string
		for _, x := range facts[:n] {
			texts = append(texts, x.Label, x.Value)
		}
		b.add(asked(0, texts...))
		facts = facts[n:]
	}
}

// fitting reports whether the next n values are short enough to share a row.
func fitting(facts []Fact, n int, most float64) bool {
	if len(facts) < n {
		return false
	}
	for _, x := range facts[:n] {
		if ems(x.Value) > most {
			return false
		}
	}
	return true
}

// sum makes the last row one of sums.
func (b dense) sum() {
	cells := b[len(b)-1].cells
	for i := range cells {
		cells[i].bold = true
	}
}

// empty says that a part has nothing.
func (b *dense) empty(text string) {
	b.add(formRow{shares: []float64{1}, cells: []formCell{{text: text}}})
}

// filled are the fields of a record as facts; of those withheld it says so.
func (c *composer) filled(r field.Record, keys, withheld []string) (out []Fact) {
	for _, key := range keys {
		f := r.Type().Field(key)
		x := Fact{c.shortly(r.Type(), f), c.value(r, f)}
		if slices.Contains(withheld, key) {
			x.Value = c.t("doc.withheld")
		}
		out = append(out, x)
	}
	return out
}

// shortly names a field in a narrow cell: by its short name where it has one.
func (c *composer) shortly(t *field.Type, f *field.Spec) string {
	if key := "sheets.label." + t.Table + "." + f.Key; c.Book.Has(key) {
		return c.t(key)
	}
	return c.label(t, f)
}

// densely adds a part of a sheet with the filled fields of a record.
func (c *composer) densely(b *dense, title string, facts []Fact) {
	b.part(c.t(title))
	before := len(*b)
	b.facts(facts)
	if len(*b) == before {
		b.empty(c.t("doc.empty"))
	}
}

// members are who lives together. The identity number says the day of birth too, so they share a column.
func (c *composer) members(b *dense, members []*centre.Member) {
	shares, right := []float64{0.13, 0.11, 0.28, 0.13, 0.18, 0.17}, []bool{3: true}
	t := centre.MemberType
	title := func(key string) string { return c.shortly(t, t.Field(key)) }
	b.part(c.t("member.list"))
	if len(members) == 0 {
		b.empty(c.t("doc.empty"))
		return
	}
	b.line(shares, true, nil, title("name"), title("kinship"), c.t("forms.hardship.idorbirth"), title("income"), title("work"), title("health"))
	for _, m := range members {
		born := "residentid"
		if m.ResidentID == "" {
			born = "birth"
		}
		var row []string
		for _, key := range []string{"name", "kinship", born, "income", "work", "health"} {
			row = append(row, c.value(m, t.Field(key)))
		}
		b.line(shares, false, right, row...)
	}
}
