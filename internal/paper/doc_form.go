package paper

import "cn.halfsky/internal/field"

// form is a ruled sheet with rows of labels and values, some of them empty and high enough to write in by hand.
type form []formRow

// formRow is one row; low is its least height, mm.
type formRow struct {
	low    float64
	size   float64   // of its type, pt; 0: 小四
	label  float64   // width of its labels, mm; 0: that of a form to write in
	shares []float64 // of the width, one for each cell; nil: labels have theirs, values the rest
	flat   bool      // with little room above and below the text
	head   bool      // opens a part of the sheet: pale, with a bookmark
	cells  []formCell
}

// formCell is one cell; label cells are narrow, set in 黑体 and centred.
type formCell struct {
	text  string
	label bool
	right bool
	bold  bool
}

// Measures of a form, mm.
const (
	formLabel   = 29.0 // width of a label
	formLabelEN = 33.0
	formLow     = 8.2  // room for a line by hand
	formHigh    = 14.2 // room for two
)

// asked is a row of labels and values in turn.
func asked(low float64, texts ...string) formRow {
	r := formRow{low: low}
	for i, text := range texts {
		r.cells = append(r.cells, formCell{text: text, label: i%2 == 0})
	}
	return r
}

func (b form) strips(l *layout) []strip {
	var out []strip
	for _, row := range b {
		part := l.row(row.frame(l), row.texts())
		if row.head {
			part[0].mark = &Mark{Title: oneLine(row.cells[0].text), Level: 1}
		}
		out = append(out, part...)
	}
	for i := range out {
		out[i].keep = i+1 < len(out) // what is cut off or signed is in one piece where a page can hold it
	}
	return spaced(out)
}

func (r formRow) texts() (out []string) {
	for _, c := range r.cells {
		out = append(out, c.text)
	}
	return out
}

// frame shares the width: labels have theirs, values the rest in equal parts.
func (r formRow) frame(l *layout) ruled {
	f := ruled{size: sizeSmallFour, low: r.low, middle: true, fill: r.head, flat: r.flat}
	if r.size > 0 {
		f.size = r.size
	}
	label := r.label
	switch {
	case label > 0:
	case l.opts.Lang == "en":
		label = formLabelEN
	default:
		label = formLabel
	}
	labels := 0
	for _, c := range r.cells {
		if c.label {
			labels++
		}
	}
	value := 0.0
	if n := len(r.cells) - labels; n > 0 {
		value = (l.wide - float64(labels)*label) / float64(n)
	} else {
		label = l.wide / float64(max(labels, 1))
	}
	for i, c := range r.cells {
		wide, at, font := value, alignLeft, Song
		if c.label {
			wide, at, font = label, alignCentre, Hei
		}
		if c.right {
			at = alignRight
		}
		if c.bold {
			font = Hei
		}
		if i < len(r.shares) {
			wide = r.shares[i] * l.wide
		}
		f.widths, f.aligns, f.fonts = append(f.widths, wide), append(f.aligns, at), append(f.fonts, font)
	}
	return f
}

// cutline is where a stub is cut off: dashes with what to do in their middle.
type cutline struct{ text string }

func (b cutline) strips(l *layout) []strip {
	st := style{font: Song, size: sizeSmallFive, lead: 7, color: Grey}
	line := l.set(oneLine(b.text), st, column{width: l.width(), align: alignCentre})[0]
	s := strip{height: st.lead, before: 3, keep: true}
	left, right := l.wide, 0.0
	for _, r := range line.runs {
		s.items = append(s.items, move(r, 0, baseLine(st)))
		left, right = min(left, r.X), max(right, r.X+r.Width())
	}
	const dash, apart = 2.0, 3.2
	for x := 0.0; x+dash <= l.wide; x += apart {
		if x+dash < left-1 || x > right+1 {
			s.items = append(s.items, Line{X1: x, Y1: st.lead / 2, X2: x + dash, Y2: st.lead / 2, Width: ruleThin, Color: Grey})
		}
	}
	return []strip{s}
}

// stubTitle heads a part of a sheet that is cut off, with its bookmark.
type stubTitle struct{ text string }

func (b stubTitle) strips(l *layout) []strip {
	st := style{font: SongBold, size: sizeThree, lead: lineHeight}
	out := lineStrips(l.balance(oneLine(b.text), st), st)
	for i := range out {
		out[i].keep = true
	}
	if len(out) > 0 {
		out[0].mark = &Mark{Title: oneLine(b.text), Level: 1}
	}
	return out
}

// paired adds the filled fields of a record as a sheet of short facts, behind the facts that come first.
func (c *composer) paired(r field.Record, keys []string, first ...Fact) {
	c.add(c.packed(append(first, c.filled(r, keys, nil)...)))
}

// packed are facts as a ruled sheet, as many in a row as fit.
func (c *composer) packed(facts []Fact) block {
	var b dense
	b.facts(facts)
	if len(b) == 0 {
		return told{c.t("doc.empty")}
	}
	return flowing(b)
}

// flowing is a form that may go on over a page.
type flowing form

func (b flowing) strips(l *layout) []strip {
	out := form(b).strips(l)
	last := 0
	for i := range out {
		if out[i].mark != nil {
			last = i
		}
	}
	for i := range out { // a head stays with what it opens, and the end with its seals in one piece: they say nothing alone
		out[i].keep = (i == 0 || i >= last || out[i].mark != nil) && i+1 < len(out)
	}
	return out
}

// numbered is the line under the title of a form: its number at the right, and how it has to be kept at the left where there is room.
type numbered struct{ text, care string }

func (b numbered) strips(l *layout) []strip {
	st := style{font: Song, size: sizeFive, lead: 6.4}
	number := l.set(oneLine(b.text), st, column{width: l.width(), align: alignRight})
	care := l.set(oneLine(b.care), st, column{width: l.width()})
	out := lineStrips(number, st)
	if len(number) == 1 && len(care) == 1 && number[0].width+care[0].width+sizeFive < l.width() {
		beside := lineStrips(care, st)
		out[0].items = append(beside[0].items, out[0].items...)
	} else if b.care != "" {
		out = append(out, lineStrips(care, st)...)
	}
	for i := range out {
		out[i].keep = true
	}
	return out
}

// small is running text of 小四, smaller than that of a report, so that what somebody signs is on one sheet. A head is in 黑体 with its
// bookmark and stays with what follows.
type small struct {
	text string
	head bool
}

func (b small) strips(l *layout) []strip {
	st := style{font: Song, size: sizeSmallFour, lead: 6.1}
	if l.opts.Lang == "en" { // longer in words, and as easy to read smaller
		st.size, st.lead = sizeFive, 5.3
	}
	if b.head {
		st.font, st.lead = Hei, 7.4
	}
	text := oneLine(b.text)
	if text == "" {
		return nil
	}
	out := lineStrips(l.set(text, st, column{width: l.width(), align: alignBoth}), st)
	if b.head {
		out[0].before, out[0].mark = 1.5, &Mark{Title: text, Level: 1}
		for i := range out {
			out[i].keep = true
		}
	}
	return out
}
