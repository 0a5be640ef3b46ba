package paper

import (
	"slices"
	"strings"
)

// Copy returns the text of all pages for pasting elsewhere: a paragraph is one line, however its lines were broken, the cells of a
// table are parted by tabs. Page numbers, footers, and the heads and sums that a table
// repeats because a page ends, are left out.
func (p *Pages) Copy() string {
	var b strings.Builder
	var last textRow
	for i, sheet := range p.Sheets {
		rows := rowsOf(once(sheet))
		for k := range rows {
			joint := "\n"
			switch {
			case last.cells == nil:
				joint = "" // nothing stands before
			case follows(last, rows[k], k == 0 && i > 0, sheet):
				joint = between(last.text(), rows[k].text())
				rows[k].first = false
			}
			for _, s := range rows[k].spots(joint) {
				b.WriteString(s.Before)
				b.WriteString(s.Text)
			}
			last = rows[k]
		}
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	return b.String()
}

// Spots returns the characters of a page in reading order, page number and footer left out.
func (p Page) Spots() []Spot {
	var out []Spot
	var last textRow
	rows := rowsOf(p)
	for k := range rows {
		joint := "\n"
		if last.cells == nil {
			joint = ""
		} else if follows(last, rows[k], false, p) {
			joint = between(last.text(), rows[k].text())
			rows[k].first = false
		}
		out = append(out, rows[k].spots(joint)...)
		last = rows[k]
	}
	return out
}

// once is a page without what is printed on it only because the page before ended.
func once(p Page) Page {
	p.Items = slices.DeleteFunc(slices.Clone(p.Items), func(it Item) bool {
		r, ok := it.(Run)
		return ok && r.again
	})
	return p
}

// follows says whether a row goes on with the paragraph of the row before: as large, not indented, and the row before was full, so
// that the next word had no room in it.
func follows(a, b textRow, overPage bool, page Page) bool {
	if a.table || b.table || a.size != b.size {
		return false
	}
	em := a.size / ptPerMM
	if !overPage && (b.y-a.y <= 0 || b.y-a.y > 2.4*em) {
		return false
	}
	if a.size >= sizeTwo {
		return true // a title of several lines
	}
	left, _, wide := areaOf(page)
	if left+wide-a.right >= firstWord(b)+em {
		return false
	}
	switch d := b.left - a.left; {
	case d < -0.5:
		return a.first
	case d < 0.5:
		return !a.first || a.left < left+0.5
	}
	return a.first && a.hang > 0 && b.left-a.hang < 0.5 && a.hang-b.left < 0.5
}

// firstWord is the width of what would have had to fit, mm: a word of letters, or a Chinese character with the marks behind it.
func firstWord(r textRow) float64 {
	w := 0.0
	for i, g := range r.cells[0][0].run.Glyphs {
		c := firstRune(g.Text)
		if i > 0 && (c == ' ' || !slim(c) && !strings.ContainsRune(noBegin, c)) {
			break
		}
		w += g.Advance / ptPerMM
	}
	return w
}

// noBegin are the marks that begin no line.
const noBegin = "，。、；：！？）》」』】”’"

// between is what joins two lines of one paragraph: nothing in Chinese, a space between words of letters.
func between(a, b string) string {
	if a == "" || b == "" {
		return ""
	}
	if slim(lastRune(a)) && slim(firstRune(b)) && !strings.HasSuffix(a, " ") {
		return " "
	}
	return ""
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) (last rune) {
	for _, r := range s {
		last = r
	}
	return last
}

// areaOf returns the type area of a page: left edge, lower edge and width, mm.
func areaOf(p Page) (left, bottom, wide float64) {
	if p.Width > p.Height {
		return sideMargin, p.Height - sideBottom, p.Width - 2*sideMargin
	}
	return marginLeft, marginTop + areaHeight, areaWidth
}

// byPlace sorts pieces by line and then by place in it.
func byPlace(all []piece) {
	slices.SortStableFunc(all, func(a, b piece) int {
		switch {
		case a.run.Y < b.run.Y-sameLine:
			return -1
		case a.run.Y > b.run.Y+sameLine:
			return 1
		case a.run.X < b.run.X:
			return -1
		case a.run.X > b.run.X:
			return 1
		}
		return 0
	})
}
