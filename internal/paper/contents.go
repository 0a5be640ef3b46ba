package paper

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// links writes the areas of a page that lead to others and returns the entry of its dictionary. Strict readers want each to be an
// object of its own.
func (p *Pages) links(f *fileWriter, i int) string {
	sheet := &p.Sheets[i]
	if len(sheet.Links) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("/Annots [")
	for _, l := range sheet.Links {
		n := f.reserve()
		low, high := place(nil, l.X, sheet.Height-l.Y-l.H), place(nil, l.X+l.W, sheet.Height-l.Y)
		f.object(n, fmt.Sprintf("<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [%s%s] /Dest [%d 0 R /XYZ 0 %s null]>>",
			low, high, 2*l.Page+3, number(nil, (p.Sheets[l.Page].Height-l.To)*ptPerMM)))
		fmt.Fprintf(&b, "%d 0 R ", n)
	}
	return b.String() + "]\n"
}

// contentsAfter is how many pages a document has before it gets a page of contents, and contentsLeast how many entries make one.
const contentsAfter, contentsLeast = 10, 3

// Measures of the page of contents, mm, and how much of a title it takes, characters.
const (
	contentsLead  = 8.4
	contentsGap   = 2.0 // between a title, its leader and the number
	contentsPitch = 1.9 // of the dots of a leader
	contentsTitle = 60
	contentsPages = 3 // more than these and only the first level is listed
)

// entry is a line of the contents.
type entry struct {
	title string
	lines []textLine
	level int
	page  int     // among the pages without the contents, from 0
	to    float64 // place of the heading on it, mm
}

// contents puts the pages of contents into a long document: behind the first page where that ends with a page break of its own, as
// a title page does, otherwise in front, so that no text is torn apart.
func (l *layout) contents(p *Pages, cover bool) {
	if l.opts.Contents == "" || l.opts.NoContents || len(p.Sheets) <= contentsAfter {
		return
	}
	at := 0
	if cover {
		at = 1
	}
	var pages [][]entry
	head := l.contentsHead(at)
	for _, depth := range []int{2, 1} {
		list := l.entries(p, depth)
		if len(list) < contentsLeast {
			return
		}
		if pages = l.pageUp(list, head.height); len(pages) <= contentsPages {
			break
		}
	}
	made := make([]Page, len(pages))
	for i, list := range pages {
		made[i] = l.blank()
		y := 0.0
		if i == 0 {
			for _, it := range head.items {
				made[i].Items = append(made[i].Items, move(it, l.left, l.top))
			}
			made[i].Marks = append(made[i].Marks, Mark{Title: oneLine(l.opts.Contents), Level: at, Y: l.top})
			y = head.height
		}
		for _, e := range list {
			if e.page >= at {
				e.page += len(pages)
			}
			l.putEntry(&made[i], e, y)
			y += e.height()
		}
	}
	p.Sheets = append(p.Sheets[:at:at], append(made, p.Sheets[at:]...)...)
}

// entries sets the headings down to a level. The title of the document, on its first page, is none of them.
func (l *layout) entries(p *Pages, depth int) []entry {
	var out []entry
	least := depth
	for i := range p.Sheets {
		for _, m := range p.Sheets[i].Marks {
			if m.Title == "" || m.Level > depth || i == 0 && m.Level == 0 {
				continue
			}
			least = min(least, m.Level)
			out = append(out, entry{title: m.Title, level: m.Level, page: i, to: m.Y})
		}
	}
	for i := range out {
		e := &out[i]
		e.level -= least
		text := shortened(e.title)
		room := l.width() - float64(2*e.level+4)*sizeFour
		e.lines = l.set(text, contentsStyle(e.level), column{width: room})
	}
	return out
}

// shortened is a heading as the contents have it; it stands whole on its own page.
func shortened(title string) string {
	text := []rune(title)
	if len(text) > contentsTitle {
		text = append(text[:contentsTitle-1:contentsTitle-1], '…')
	}
	return string(text)
}

// contentsStyle is how entries look: the first level in 黑体, the others as running text.
func contentsStyle(level int) style {
	st := style{font: Fang, size: sizeFour, lead: contentsLead}
	if level == 0 {
		st.font = Hei
	}
	return st
}

func (e entry) height() float64 { return float64(len(e.lines)) * contentsLead }

// pageUp shares entries out to pages, y mm of the first being taken. The last on a page is none that others belong under.
func (l *layout) pageUp(list []entry, y float64) [][]entry {
	var pages [][]entry
	from := 0
	for i, e := range list {
		need := e.height()
		if i+1 < len(list) && list[i+1].level > e.level {
			need += list[i+1].height()
		}
		if i > from && y+need > l.high {
			pages = append(pages, list[from:i])
			y, from = 0, i
		}
		y += e.height()
	}
	return append(pages, list[from:])
}

// contentsHead sets the heading of the contents. In front of everything the title of the document stands above it.
func (l *layout) contentsHead(at int) strip {
	s, head := strip{height: lineHeight / 2}, titleStyle
	if title := oneLine(l.opts.Title); at == 0 && title != "" {
		s.lines(l.balance(shortened(title), head), head)
		head = style{font: Hei, size: sizeThree, lead: 1.6 * lineHeight}
	}
	s.lines(l.balance(oneLine(l.opts.Contents), head), head)
	s.height += lineHeight / 2
	return s
}

// lines adds lines below what the strip holds.
func (s *strip) lines(lines []textLine, st style) {
	for _, line := range lines {
		for _, r := range line.runs {
			s.items = append(s.items, move(r, 0, s.height+baseLine(st)))
		}
		s.height += st.lead
	}
}

// putEntry sets one entry: its title, the dots and the number of its page, all of it a link.
func (l *layout) putEntry(page *Page, e entry, y float64) {
	st := contentsStyle(e.level)
	left := float64(e.level) * 2 * sizeFour / ptPerMM
	base := y + baseLine(st)
	for i, line := range e.lines {
		l.put(page, line, left, base+float64(i)*contentsLead)
	}
	base += float64(len(e.lines)-1) * contentsLead
	number := l.set(strconv.Itoa(e.page+1), style{font: Song, size: sizeFour}, column{width: l.width(), align: alignRight})[0]
	l.put(page, number, 0, base)
	from := left + e.lines[len(e.lines)-1].width/ptPerMM + contentsGap
	to := l.wide - number.width/ptPerMM - contentsGap
	if n := math.Floor((l.wide - from) / contentsPitch); to > from { // the dots stand under each other
		from = l.wide - n*contentsPitch
		dots := Path{Points: []Point{{from, base - 1.2}, {to, base - 1.2}}, Width: 0.4, Dash: contentsPitch, dots: true}
		page.Items = append(page.Items, move(dots, l.left, l.top))
	}
	page.Links = append(page.Links, Link{X: l.left + left, Y: l.top + y, W: l.wide - left, H: e.height(), Page: e.page, To: e.to})
}
