package paper

import (
	"strings"
)

// Styles of the running page. The lead of the body is one line of the standard's grid.
var (
	bodyStyle  = style{font: Fang, size: sizeThree, cell: cellWidth, lead: lineHeight}
	titleStyle = style{font: SongBold, size: sizeTwo, lead: lineHeight * 1.2}
	noteStyle  = style{font: Song, size: sizeFive, lead: 5.6}
)

type (
	title   struct{ text string }
	centred struct{ text string }
	heading struct {
		level int
		text  string
	}
	para        struct{ text string }
	item        struct{ mark, text string }
	note        struct{ text string }
	attribution struct{ text string }
	gap         struct{ lines float64 }
	newPage     struct{}
)

// lineStrips puts lines one under the other, two lines at least on each side of a page break.
func lineStrips(lines []textLine, st style) []strip {
	out := make([]strip, len(lines))
	for i, line := range lines {
		s := strip{height: st.lead}
		base := baseLine(st)
		for _, r := range line.runs {
			r.Y += base
			s.items = append(s.items, r)
		}
		s.keep = i+1 < len(lines) && (i == 0 || i == len(lines)-2)
		out[i] = s
	}
	return out
}

// baseLine is where type sits in its line: the ideographic square in the middle, 0.88 em above the base line.
func baseLine(st style) float64 {
	size := st.size / ptPerMM
	return (st.lead-size)/2 + 0.88*size
}

func (b title) strips(l *layout) []strip {
	var lines []textLine
	for part := range strings.SplitSeq(clean(b.text), "\n") {
		lines = append(lines, l.balance(part, titleStyle)...)
	}
	out := lineStrips(lines, titleStyle)
	for i := range out {
		out[i].keep = true
	}
	if len(out) > 0 {
		out[0].before = lineHeight / 2
		out[0].mark = &Mark{Title: oneLine(unmarked(b.text)), Level: 0}
		out[len(out)-1].height += lineHeight / 2
	}
	return out
}

func (b centred) strips(l *layout) []strip {
	st := style{font: Kai, size: sizeThree, lead: lineHeight}
	var lines []textLine
	for part := range strings.SplitSeq(clean(b.text), "\n") {
		lines = append(lines, l.balance(part, st)...)
	}
	out := lineStrips(lines, st)
	for i := range out {
		out[i].keep = true
	}
	return out
}

func (b heading) strips(l *layout) []strip {
	st := bodyStyle
	switch b.level {
	case 1:
		st.font = Hei
	case 2:
		st.font = Kai
	}
	text := clean(b.text)
	if strings.TrimSpace(text) == "" {
		return nil
	}
	out := lineStrips(l.set(text, st, column{width: l.width(), indent: 2 * st.full(), align: alignBoth}), st)
	for i := range out {
		out[i].keep = true
	}
	out[0].mark = &Mark{Title: oneLine(unmarked(b.text)), Level: b.level}
	return out
}

func (b para) strips(l *layout) []strip {
	col := column{width: l.width(), indent: 2 * bodyStyle.full(), align: alignBoth}
	var out []strip
	for part := range strings.SplitSeq(clean(b.text), "\n") {
		if strings.TrimSpace(part) != "" {
			out = append(out, lineStrips(l.set(part, bodyStyle, col), bodyStyle)...)
		}
	}
	return out
}

func (b item) strips(l *layout) []strip {
	st := bodyStyle
	if strings.ContainsAny(b.mark, "●■◆▲★") { // signs fill their cell; beside text they look best small
		st = style{font: Fang, size: sizeSmallFive, lead: bodyStyle.lead}
	}
	return l.hang(oneLine(b.mark), st, clean(b.text), bodyStyle)
}

// hanging sets a text behind its mark, the lines under each other.
func (l *layout) hanging(mark, text string, st style) []strip {
	return l.hang(mark, st, clean(text), st)
}

// hang sets the mark in its own style. Without a mark the lines begin at the edge.
func (l *layout) hang(sign string, ms style, text string, st style) []strip {
	room := 0.0
	mark := textLine{}
	if sign != "" {
		mark = l.set(sign, ms, column{width: l.width() / 2})[0]
		room = max(2*st.full(), mark.width+st.full()/2)
		if st == footStyle {
			room = mark.width + st.full()/2
		}
	}
	out := lineStrips(l.set(text, st, column{width: l.width() - room, align: alignBoth}), st)
	for i := range out {
		for j := range out[i].items {
			out[i].items[j] = move(out[i].items[j], room/ptPerMM, 0)
		}
	}
	var first []Item // the mark is read before the text
	for _, r := range mark.runs {
		first = append(first, move(r, 0, baseLine(ms)))
	}
	out[0].items = append(first, out[0].items...)
	return out
}

// wordMark is the most bytes of a word a note begins with: two Chinese characters, or Notes.
const wordMark = 6

// noteMark parts a note from the mark or word it begins with: ①, *, 注：, Note:.
func noteMark(text string) (mark, rest string) {
	for i, r := range text {
		switch {
		case i == 0 && (r >= '①' && r <= '⑳' || strings.ContainsRune("*＊†●", r)):
			return string(r), strings.TrimLeft(text[len(string(r)):], " \u3000")
		case (r == '：' || r == ':') && i <= wordMark:
			end := i + len(string(r))
			return text[:end], strings.TrimLeft(text[end:], " \u3000")
		case i > wordMark:
			return "", text
		}
	}
	return "", text
}

func (b note) strips(l *layout) []strip {
	text := clean(b.text)
	if strings.TrimSpace(text) == "" {
		return nil
	}
	out := lineStrips(l.set(text, noteStyle, column{width: l.width(), align: alignBoth}), noteStyle)
	out[0].before = 1.5
	return out
}

// strips puts the source on the last line of the text above when a character's room is left.
func (b attribution) strips(l *layout) []strip {
	text := oneLine(b.text)
	if text == "" {
		return nil
	}
	lines := l.set(text, bodyStyle, column{width: l.width(), align: alignRight})
	n := len(l.strips)
	if n > 0 && len(lines) == 1 {
		above := &l.strips[n-1]
		end, ok := inkEnd(above)
		if ok && end*ptPerMM+bodyStyle.full()+lines[0].width <= l.width() {
			for _, r := range lines[0].runs {
				above.items = append(above.items, move(r, 0, baseLine(bodyStyle)))
			}
			return nil
		}
	}
	for i := n - 1; i >= 0; i-- { // never alone on a page: with the line above, past gaps
		l.strips[i].keep = true
		if len(l.strips[i].items) > 0 {
			break
		}
	}
	return lineStrips(lines, bodyStyle)
}

// inkEnd is where the text of a line of body type ends; false for anything else.
func inkEnd(s *strip) (float64, bool) {
	end := 0.0
	for _, it := range s.items {
		r, ok := it.(Run)
		if !ok || r.Size != bodyStyle.size {
			return 0, false
		}
		end = max(end, r.X+r.Width())
	}
	return end, len(s.items) > 0 && s.height == bodyStyle.lead && s.mark == nil
}

func (b gap) strips(*layout) []strip {
	return []strip{{before: max(b.lines, 0) * lineHeight}}
}

func (newPage) strips(*layout) []strip { return []strip{{turn: true}} }
