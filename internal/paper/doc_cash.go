package paper

import (
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// What a cashier expects of a ledger: sums carried over pages, the sum of cash in capitals, and who made and checked it.

// sumColumn is a column of a table that is summed up: figures of each row, money in fen.
type sumColumn struct {
	at      int
	figures []int64
}

// cashOf and valueOf are what was given line by line, fen; what was not given is nothing.
func cashOf(lines []summary.AidLine) []int64 {
	return given(lines, func(l summary.AidLine) field.Fen { return l.Cash })
}

func valueOf(lines []summary.AidLine) []int64 {
	return given(lines, func(l summary.AidLine) field.Fen { return l.Value })
}

func given(lines []summary.AidLine, of func(summary.AidLine) field.Fen) []int64 {
	out := make([]int64, len(lines))
	for i, l := range lines {
		if l.State == "given" {
			out[i] = int64(of(l))
		}
	}
	return out
}

// carrying makes a table carry the sums of its columns over page breaks: 过次页, 承前页. A column with money is worded as money, that of
// times as a number: it stands where the table's own sum has one.
func (c *composer) carrying(t *Table, columns []sumColumn) {
	t.CarryTo, t.CarryFrom = c.t("sheets.carry.to"), c.t("sheets.carry.from")
	t.Carried = func(rows [][]string) []string {
		out := make([]string, len(t.Columns))
		for _, col := range columns {
			sum := int64(0)
			for _, n := range col.figures[:min(len(rows), len(col.figures))] {
				sum += n
			}
			if t.Columns[col.at].Title == c.t("doc.aid.times") {
				out[col.at] = c.number(int(sum))
				continue
			}
			out[col.at] = c.orDash(field.Fen(sum))
		}
		return out
	}
}

// inWords is the note that repeats the sum of cash in capitals; nothing where there is none.
func (c *composer) inWords(cash field.Fen) []string {
	if text := c.capital(cash); text != "" {
		return []string{c.t("sheets.cash.words", text)}
	}
	return nil
}

// accounted adds a ledger with who answers for it directly below.
func (c *composer) accounted(t Table) {
	c.add(signed{table{Table: t}, []blanks{{c.t("sheets.made"), c.t("sheets.checked"), c.t("sheets.charge")}}})
}

// signed is something with lines to sign below, which never stand on a page alone.
type signed struct {
	above block
	below []blanks
}

func (b signed) strips(l *layout) []strip {
	out := b.above.strips(l)
	for _, row := range b.below {
		if len(out) > 0 {
			out[len(out)-1].keep = true
		}
		out = append(out, row.strips(l)...)
	}
	return spaced(out)
}

// somebody notes that a helper who is a person is named.
func (c *composer) somebody(helper string, person bool) {
	if person {
		c.private("person.name", helper)
	}
}
