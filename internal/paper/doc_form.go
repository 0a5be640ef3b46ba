package paper

import "cn.halfsky/internal/field"

// form is a ruled sheet with rows of labels and values, some of them empty and high enough to write in by hand.
type form []formRow

// formRow is one row; Low is its least height, mm.
type formRow struct {
	low   float64
	cells []formCell
}

// formCell is one cell; label cells are narrow, set in 黑体 and centred.
type formCell struct {
	text  string
	label bool
}

// Measures of a form, mm.
const (
	formLabel   = 29.0 // width of a label
	formLabelEN = 33.0
	formLow     = 8.4  // room for a line by hand
	formHigh    = 14.2 // room for two
)

// asked is a row of labels and values in turn.
func asked(low float64, texts ...string) formRow {
	r := formRow{low: low}
	for i, text := range texts {
		r.cells = append(r.cells, formCell{text, i%2 == 0})
	}
	return r
}

func (b form) strips(l *layout) []strip {
	var out []strip
	for _, row := range b {
		out = append(out, l.row(row.frame(l), row.texts())...)
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
	f := ruled{size: sizeSmallFour, low: r.low, middle: true}
	label := formLabel
	if l.opts.Lang == "en" {
		label = formLabelEN
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
	}
	for _, c := range r.cells {
		if c.label {
			f.widths, f.aligns, f.fonts = append(f.widths, label), append(f.aligns, alignCentre), append(f.fonts, Hei)
			continue
		}
		f.widths, f.aligns, f.fonts = append(f.widths, value), append(f.aligns, alignLeft), append(f.fonts, Song)
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

// paired adds the filled fields of a record as a form, two short ones in a row, behind the facts that come first.
func (c *composer) paired(r field.Record, keys []string, first ...Fact) {
	const short = 12.0 // em, what the value of a half row holds
	var b form
	var half *Fact
	flush := func() {
		if half != nil {
			b = append(b, asked(0, half.Label, half.Value))
		}
		half = nil
	}
	for _, key := range keys {
		f := r.Type().Field(key)
		first = append(first, Fact{c.label(r.Type(), f), c.value(r, f)})
	}
	for _, x := range first {
		switch {
		case x.Value == "":
		case ems(x.Value) > short:
			flush()
			b = append(b, asked(0, x.Label, x.Value))
		case half == nil:
			half = &Fact{x.Label, x.Value}
		default:
			b = append(b, asked(0, half.Label, half.Value, x.Label, x.Value))
			half = nil
		}
	}
	flush()
	if len(b) == 0 {
		c.Para(c.t("doc.empty"))
		return
	}
	c.add(flowing(b))
}

// flowing is a form that may go on over a page.
type flowing form

func (b flowing) strips(l *layout) []strip {
	out := form(b).strips(l)
	for i := range out {
		out[i].keep = i == 0 && len(out) > 1
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
