package paper

import "math"

type (
	facts []Fact
	grid  Grid
)

func (b facts) strips(l *layout) []strip {
	em := sizeSmallFour / ptPerMM
	most := 4.0
	for _, row := range b {
		most = math.Max(most, ems(oneLine(row.Label)))
	}
	label := math.Min(most*em+2*padSide+1, l.wide/3)
	f := ruled{
		widths: []float64{label, l.wide - label},
		aligns: []align{alignLeft, alignLeft},
		fonts:  []Font{Hei, Song},
		size:   sizeSmallFour,
	}
	var out []strip
	for _, row := range b {
		out = append(out, l.row(f, []string{row.Label, row.Value})...)
	}
	if n := len(out); n > 1 { // no row alone
		out[0].keep, out[n-2].keep = true, true
	}
	return spaced(out)
}

func (b grid) strips(l *layout) []strip {
	days := len(b.Days)
	for _, row := range b.Rows {
		days = max(days, len(row.Cells))
	}
	low := l.high * 0.75 / float64(len(b.Rows)+1) // a wall sheet fills its page
	f := ruled{size: sizeSmallFour, low: math.Min(math.Max(low, 14), 36)}
	if days > 8 {
		f.size = sizeFive
	}
	first := math.Min(29, l.wide/float64(days+1))
	f.widths, f.aligns, f.fonts = []float64{first}, []align{alignCentre}, []Font{Hei}
	for range days {
		f.widths = append(f.widths, (l.wide-first)/float64(days))
		f.aligns, f.fonts = append(f.aligns, alignLeft), append(f.fonts, Song)
	}
	if l.wide/float64(days+1) < narrowest {
		return l.records(b.table())
	}
	head := kept(l.row(f.heads(), append([]string{b.Corner}, b.Days...)))
	out := head
	var again *strip
	if len(head) == 1 && head[0].height <= l.high*headAtMost {
		again = &head[0]
	}
	var rows [][]string
	for _, row := range b.Rows {
		rows = append(rows, append([]string{row.Head}, row.Cells...))
	}
	return append(out, l.body(f, Table{Rows: rows}, again)...)
}

// table returns a grid as a plain table.
func (b grid) table() Table {
	t := Table{Columns: []Column{{Title: b.Corner}}}
	for _, d := range b.Days {
		t.Columns = append(t.Columns, Column{Title: d})
	}
	for _, row := range b.Rows {
		t.Rows = append(t.Rows, append([]string{row.Head}, row.Cells...))
	}
	return table{t}.squared()
}
