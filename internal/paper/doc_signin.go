package paper

import (
	"slices"
	"strconv"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/summary"
)

// signColumns are what is written down at an event of a kind, with the share of the width each takes. Clinics, screenings and advice
// count people and never name them, so their sheet has no column for a name.
var signColumns = map[string][]signColumn{
	"":           {{"name", 0.18}, {"unit", 0.34}, {"phone", 0.22}, {"sign", 0.18}},
	"jobfair":    {{"name", 0.16}, {"wish", 0.22}, {"phone", 0.2}, {"applied", 0.2}, {"sign", 0.14}},
	"clinic":     {{"time", 0.16}, {"item", 0.36}, {"age", 0.18}, {"onward", 0.22}},
	"contest":    {{"unit", 0.3}, {"name", 0.18}, {"part", 0.16}, {"result", 0.12}, {"sign", 0.16}},
	"inspection": {{"name", 0.2}, {"unit", 0.36}, {"duty", 0.18}, {"sign", 0.18}},
	"aid":        {{"receiver", 0.2}, {"goods", 0.28}, {"amount", 0.22}, {"sign", 0.22}},
}

// signLike says which kinds of event have the columns of another.
var signLike = map[string]string{"screening": "clinic", "advice": "clinic", "sport": "contest", "visit": "aid"}

type signColumn struct {
	key   string
	width float64
}

// signKind is the kind whose columns an event has.
func signKind(kind string) string {
	if like := signLike[kind]; like != "" {
		return like
	}
	if signColumns[kind] == nil {
		return ""
	}
	return kind
}

// MostSheets is how many pages a sign-in sheet has at most: more are copied.
const MostSheets = 50

// SignInDoc is a sheet to sign in by hand at an event, of so many pages filled with numbered lines. It holds nobody: the values it is
// made from have no such members.
func SignInDoc(e summary.EventSummary, sheets int, in Setting) Document {
	return signInSheet(e, nil, sheets, in)
}

// SignInPerson is somebody whose line of a sheet is filled in before, masked or whole.
type SignInPerson struct{ Name, Unit, Phone string }

// SignInListDoc is a sheet to sign in by hand on which those who registered stand already; the lines that are left on its last page are
// for who did not.
func SignInListDoc(e summary.EventSummary, people []SignInPerson, in Setting) Document {
	return signInSheet(e, people, 1, in)
}

// longestSigned is the most characters a cell of a line has, so that no line is as high as a page. What is longer, which records hardly
// hold, goes on in a further line without a number.
const longestSigned = 60

// lines are the cells of a person's line in those columns, and of the lines it goes on in.
func (p SignInPerson) lines(columns []signColumn, number int) [][]string {
	out := [][]string{make([]string, 1+len(columns))}
	out[0][0] = strconv.Itoa(number)
	for i, col := range columns {
		text, _ := p.of(col.key)
		k := 0
		for part := range slices.Chunk([]rune(text), longestSigned) {
			if k == len(out) {
				out = append(out, make([]string, 1+len(columns)))
			}
			out[k][1+i] = string(part)
			k++
		}
	}
	return out
}

func (p SignInPerson) of(key string) (text, field string) {
	switch key {
	case "name", "receiver":
		return p.Name, "attendee.name"
	case "unit":
		return p.Unit, "attendee.unit"
	case "phone":
		return p.Phone, "attendee.phone"
	}
	return "", ""
}

func signInSheet(e summary.EventSummary, people []SignInPerson, sheets int, in Setting) Document {
	kind := signKind(e.Kind)
	title := "forms.signin.title"
	if kind == "clinic" {
		title = "forms.signin.tally"
	}
	c := in.compose(e.Name, false)
	c.Subtitle(c.t("doc.brackets", c.t(title)))
	c.facts(
		Fact{c.t("doc.hosts"), c.hosts(e.Hosts)},
		Fact{c.t("doc.date"), c.day(e.Date)},
		Fact{c.t("doc.place"), e.Place},
		Fact{c.t("doc.kind"), c.code(centre.EventKind, e.Kind)},
	)
	care := "forms.signin.care"
	if kind == "clinic" {
		care = "forms.signin.nobody"
	}
	c.Note(c.t(care))
	c.Gap(0.15)
	b := signLines{before: c.blocks, again: c.t("forms.signin.again", e.Name, c.day(e.Date)), foot: c.t("forms.signin.foot"), sheets: min(max(sheets, 1), MostSheets)}
	b.columns = []Column{{Title: c.t("forms.signin.no"), Align: Centre, Width: 0.08}}
	for _, col := range signColumns[kind] {
		b.columns = append(b.columns, Column{Title: c.t("forms.signin." + col.key), Width: col.width})
	}
	for i, p := range people {
		for _, col := range signColumns[kind] {
			if text, key := p.of(col.key); text != "" {
				c.private(key, text)
			}
		}
		b.filled = append(b.filled, p.lines(signColumns[kind], i+1)...)
	}
	b.people = len(people)
	c.add(b)
	return c.document()
}

// signLines are numbered lines to write on, as many as fill the pages. Pages after the first say again what they belong to: they get
// parted when they are handed round.
type signLines struct {
	before  []block // what stands above on the first page
	columns []Column
	again   string
	foot    string // of each page: how many, signed by whom
	sheets  int
	people  int        // who stands in the first lines
	filled  [][]string // the cells of those lines
}

// signHigh is the height of a line for a name by hand, mm.
const signHigh = 9.6

func (b signLines) strips(l *layout) []strip {
	t := Table{Columns: b.columns}
	f := ruled{size: sizeSmallFour, low: signHigh, widths: l.shares(t, sizeSmallFour)}
	var titles []string
	for _, col := range b.columns {
		titles = append(titles, col.Title)
		f.fonts, f.aligns = append(f.fonts, Song), append(f.aligns, alignCentre)
	}
	head := stacked(l.row(f.heads(), titles))
	again := stacked(append(l.caption(b.again), head))
	foot := ruled{size: sizeSmallFour, low: signHigh, widths: []float64{l.wide}, fonts: []Font{Song}, aligns: []align{alignLeft}, middle: true}
	last := stacked(l.row(foot, []string{b.foot}))
	used := l.heightOf(b.before) + head.height
	if used+last.height+stacked(l.row(f, b.cells(0))).height > l.high { // a header of pages leaves the lines to start on a new one
		used = again.height
		head = again
		head.turn = true
	}
	head.keep = true
	out, n := []strip{head}, 0
	for sheet := 0; sheet < b.sheets || n < len(b.filled); sheet++ {
		if sheet > 0 {
			used = again.height
		}
		room := l.high - used - last.height
		for i := 0; ; i++ {
			line := stacked(l.row(f, b.cells(n)))
			if i > 0 && line.height > room+1e-6 {
				break
			}
			n++
			room -= line.height
			if sheet > 0 && i == 0 {
				line.turn, line.head = true, &again
			}
			out = append(out, line)
		}
		out = append(out, last)
	}
	return out
}

// cells are those of line i, counted from 0.
func (b signLines) cells(i int) []string {
	if i < len(b.filled) {
		return b.filled[i]
	}
	return []string{strconv.Itoa(b.people + i - len(b.filled) + 1)}
}

// stacked puts strips one under the other as one that is never cut.
func stacked(parts []strip) strip {
	var s strip
	for i, p := range parts {
		if i > 0 {
			s.height += max(p.before, parts[i-1].after)
		}
		for _, it := range p.items {
			s.items = append(s.items, move(it, 0, s.height))
		}
		s.height += p.height
	}
	return s
}

// heightOf is the room that blocks take from the top of a page on, with the room below them.
func (l *layout) heightOf(blocks []block) float64 {
	var all []strip
	for _, b := range blocks {
		all = append(all, b.strips(l)...)
	}
	if len(all) == 0 {
		return 0
	}
	return stacked(all).height + all[len(all)-1].after
}
