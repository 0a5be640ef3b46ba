package paper

import "strings"

// Red is the one colour of a bulletin, the warm red of the screen: in black and white it prints as a dark grey.
var Red = Color{0xA8, 0x1F, 0x3D}

// Measures of the head of a bulletin.
const (
	nameMost   = 70.0 // of the name's type, pt
	nameLeast  = 34.0 // below it the name takes two lines, pt
	nameGap    = 0.8  // between its characters at most, em
	nameTight  = 0.12 // and at least, em
	redRule    = 0.9  // mm
	imprintOut = 0.35 // rules of the imprint, outside and inside, mm (GB/T 9704-2012, 7.4)
	imprintIn  = 0.25
)

// Masthead is the head of a bulletin's first page.
type Masthead struct {
	Name   string // large, letterspaced to the measure
	Number string // 第3期（总第27期）, centred
	Editor string // left above the rule
	Date   string // right above the rule
}

// Masthead adds the head of a bulletin. It takes whole lines of the grid.
func (d *Doc) Masthead(m Masthead) { d.add(m) }

// Section adds the head of a bulletin's section, 【工作动态】, with its bookmark.
func (d *Doc) Section(text string) { d.add(section{text}) }

// Headline adds the heading of an article in 小标宋, centred and balanced, with its bookmark under that of the section.
func (d *Doc) Headline(text string) { d.add(headline{text}) }

// Story adds a paragraph of an article and who sent it in: in full-width brackets at the right of its last line where a
// character's room is left between, else on a line of its own. mark stands before the text of a short item.
func (d *Doc) Story(mark, text, from string) { d.add(story{mark, text, from}) }

// Imprint is the end of a bulletin: to whom it goes and how many were printed.
type Imprint struct{ To, Copies string }

// Imprint adds the end of a bulletin, between rules at the foot of the last page.
func (d *Doc) Imprint(p Imprint) { d.add(p) }

type (
	section  struct{ text string }
	headline struct{ text string }
	story    struct{ mark, text, from string }
)

var (
	headlineStyle = style{font: SongBold, size: sizeSmallTwo, lead: lineHeight}
	sectionStyle  = style{font: Hei, size: sizeThree, cell: cellWidth, lead: lineHeight, color: Red}
	imprintStyle  = style{font: Fang, size: sizeFour, lead: 7.4}
	markStyle     = style{font: Fang, size: sizeSmallFive, lead: lineHeight, color: Red}
)

// sizeSmallTwo is 小二, pt.
const sizeSmallTwo = 18.0

func (b Masthead) strips(l *layout) []strip {
	name := l.spaced(oneLine(b.Name))
	number := l.balance(oneLine(b.Number), style{font: Fang, size: sizeThree, lead: lineHeight})
	editor := style{font: Fang, size: sizeThree, lead: lineHeight}
	left, right := l.set(oneLine(b.Editor), editor, column{width: l.width() * 0.62}), l.set(oneLine(b.Date), editor, column{width: l.width() * 0.36, align: alignRight})
	s := strip{mark: &Mark{Title: oneLine(b.Name)}}
	y := 0.0
	for _, line := range name {
		y += line.high
		s.at(line.runs, 0, y)
		y += 0.28 * line.high
	}
	y += 3
	for _, line := range number {
		s.at(line.runs, 0, y+baseLine(editor))
		y += editor.lead
	}
	deep := max(len(left), len(right))
	for i, line := range left {
		s.at(line.runs, 0, y+float64(deep-len(left)+i)*editor.lead+baseLine(editor))
	}
	for i, line := range right {
		s.at(line.runs, l.wide*0.64, y+float64(deep-len(right)+i)*editor.lead+baseLine(editor))
	}
	y += float64(deep) * editor.lead
	s.items = append(s.items, Line{Y1: y + redRule/2, X2: l.wide, Y2: y + redRule/2, Width: redRule, Color: Red})
	for s.height < y+redRule+0.45*lineHeight { // the text below stands on the grid, and not right below the rule
		s.height += lineHeight
	}
	if s.height > l.high {
		return b.plainly(l)
	}
	return []strip{s}
}

// plainly sets a head that is higher than a page line by line, so that it can go on on the next.
func (b Masthead) plainly(l *layout) []strip {
	var out []strip
	for _, text := range []string{b.Name, b.Number, b.Editor, b.Date} {
		out = append(out, lineStrips(l.balance(oneLine(text), headlineStyle), headlineStyle)...)
	}
	out[0].mark = &Mark{Title: oneLine(b.Name)}
	return out
}

// at puts runs of one line into a strip, their base line at y.
func (s *strip) at(runs []Run, x, y float64) {
	for _, r := range runs {
		s.items = append(s.items, move(r, x, y))
	}
}

// nameLine is one line of the name; high is how far its characters reach above the base line, mm.
type nameLine struct {
	runs []Run
	high float64
}

// spaced sets the name of a bulletin in type as large as one line takes, and its characters apart up to the measure. A name that
// is too long for large type takes two lines and more.
func (l *layout) spaced(name string) []nameLine {
	st := style{font: SongBold, size: nameMost, color: Red}
	cells := l.shape(name, st, true)
	if len(cells) == 0 {
		return nil
	}
	parts := [][]cell{cells}
	if fit := l.fitting(cells, st.size); fit < st.size {
		st.size = max(fit, nameLeast)
		parts = l.cut(l.shape(name, st, true), l.width(), st)
	}
	var out []nameLine
	for _, part := range parts {
		part = trim(part)
		gap := 0.0
		if n := len(part) - 1; n > 0 {
			gap = min((l.width()-width(part))/float64(n), nameGap*st.size)
		}
		for i := range part[:len(part)-1] {
			if part[i].wide && part[i+1].wide {
				part[i].glyph.Advance += max(gap, 0)
			}
		}
		line := finish(part, st, column{width: l.width(), align: alignCentre}, 0, true, false)
		out = append(out, nameLine{line.runs, 0.88 * st.size / ptPerMM})
	}
	return out
}

// fitting is the size at which cells set in a size fill the width with the least gaps between.
func (l *layout) fitting(cells []cell, size float64) float64 {
	return size * l.width() / (width(cells) + nameTight*size*float64(len(cells)-1))
}

func (b section) strips(l *layout) []strip {
	text := oneLine(b.text)
	if text == "" {
		return nil
	}
	out := lineStrips(l.set(text, sectionStyle, column{width: l.width()}), sectionStyle)
	for i := range out {
		out[i].keep = true
	}
	if n := len(l.strips); n > 1 || n == 1 && l.strips[0].height <= lineHeight {
		out[0].before = lineHeight // the masthead leaves room of its own
	}
	out[0].mark = &Mark{Title: strings.Trim(text, "【】"), Level: 1}
	return out
}

func (b headline) strips(l *layout) []strip {
	text := oneLine(b.text)
	if text == "" {
		return nil
	}
	out := lineStrips(l.balance(text, headlineStyle), headlineStyle)
	for i := range out {
		out[i].keep = true
	}
	out[0].before = lineHeight
	out[0].mark = &Mark{Title: text, Level: 2}
	return out
}

func (b story) strips(l *layout) []strip {
	col := column{width: l.width(), indent: 2 * bodyStyle.full(), align: alignBoth}
	mark := l.set(oneLine(b.mark), markStyle, column{width: l.width() / 2})[0]
	if mark.width > 0 {
		col.indent += bodyStyle.full()
	}
	var out []strip
	var last textLine
	if text := oneLine(b.text); text != "" || mark.width > 0 {
		lines := l.set(text, bodyStyle, col)
		out, last = lineStrips(lines, bodyStyle), lines[len(lines)-1]
		var all []Item
		for _, r := range mark.runs { // before the text, as it is read
			all = append(all, move(r, 2*bodyStyle.full()/ptPerMM, baseLine(markStyle)))
		}
		out[0].items = append(all, out[0].items...)
	}
	from := oneLine(b.from)
	if from == "" {
		return out
	}
	lines := l.set("（"+from+"）", bodyStyle, column{width: l.width(), align: alignRight})
	if n := len(out); n > 0 {
		if len(lines) == 1 && lineEnd(last)+bodyStyle.full()+lines[0].width <= l.width() {
			out[n-1].at(lines[0].runs, 0, baseLine(bodyStyle))
			return out
		}
		out[n-1].keep = true
	}
	return append(out, lineStrips(lines, bodyStyle)...)
}

// lineEnd is where a line ends, pt from the left edge of the type area.
func lineEnd(line textLine) float64 {
	end := 0.0
	for _, r := range line.runs {
		end = max(end, (r.X+r.Width())*ptPerMM)
	}
	return end
}

// strips sets the imprint as one piece, cut only when it is longer than most of a page.
func (b Imprint) strips(l *layout) []strip {
	side := sizeFour / ptPerMM
	col := column{width: l.width() - 2*sizeFour, align: alignBoth}
	var out []strip
	if to := oneLine(b.To); to != "" {
		out = append(out, lineStrips(l.set(to, imprintStyle, col), imprintStyle)...)
	}
	parted := len(out)
	if copies := oneLine(b.Copies); copies != "" {
		col.align = alignRight
		out = append(out, lineStrips(l.set(copies, imprintStyle, col), imprintStyle)...)
	}
	n := len(out)
	if n == 0 {
		return nil
	}
	for i := range out {
		for k := range out[i].items {
			out[i].items[k] = move(out[i].items[k], side, 0)
		}
	}
	rule := func(s *strip, y, width float64) {
		s.items = append(s.items, Line{Y1: y, X2: l.wide, Y2: y, Width: width, Color: Black})
	}
	rule(&out[0], 0, imprintOut)
	if parted > 0 && parted < n {
		rule(&out[parted], 0, imprintIn)
	}
	rule(&out[n-1], imprintStyle.lead, imprintOut)
	out[0].sink, out[0].before = true, lineHeight/4
	return out
}
