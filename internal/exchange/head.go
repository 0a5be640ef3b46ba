package exchange

import (
	"regexp"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// frame is what stands around a table and holds for all its rows.
type frame struct {
	title     string
	source    string
	host      string // the unit that filled the table in, for tables without a column of hosts
	year      int
	notes     []string // other lines above and below
	programme field.ID
	lone      bool // a money column without a unit of its own is in 万元
}

// head reads the rows above the headings and settles which programme the events of the sheet belong to.
func (m *maker) head(sp *SheetPlan, own bool) error {
	m.frame = frame{}
	m.above = map[int]Cell{}
	for i := 0; i < sp.first; i++ {
		r := &sp.sheet.Rows[i]
		for col, c := range r.Cells {
			if !c.own() {
				continue
			}
			p := Piece{Cell: cellName(col, r.Number), Text: c.Text, row: i, col: col}
			m.piece(sp, r, &p)
			sp.Head = append(sp.Head, p)
		}
	}
	m.entitle(sp)
	m.frame.year = yearIn(m.frame.title)
	if m.frame.year == 0 {
		m.frame.year = yearIn(sp.Name)
	}
	if m.frame.year > 0 {
		m.rd.in.Today.Year = m.frame.year // dates without a year are of the table's year
	}
	for i := range sp.Columns {
		c := &sp.Columns[i]
		if m.frame.lone && c.role == asField && c.spec.Kind == field.MoneyKind && c.unit == "" {
			c.unit = "万元"
		}
	}
	if m.t == centre.EventType && !own {
		return m.series(sp)
	}
	return nil
}

// piece says what one cell above the data gives.
func (m *maker) piece(sp *SheetPlan, r *Row, p *Piece) {
	text := oneLine(p.Text)
	if p.row == m.headingRow {
		p.Fate, p.Say = Ignored, "exchange.head.heading"
		return
	}
	if p.row == m.headingRow-1 && m.spansHeadings(sp, r, p.col) {
		p.Fate, p.Say = Ignored, "exchange.head.heading"
		return
	}
	events := m.t == centre.EventType
	if s := sourceLine.FindStringSubmatch(text); s != nil && events {
		m.frame.source, p.Fate, p.Field = s[1], Used, "event.source"
		return
	}
	if s := moneyLine.FindStringSubmatch(text); s != nil {
		m.frame.lone = s[1] == "万元"
		p.Fate, p.Say = Used, "exchange.head.unit"
		return
	}
	if s := hostLine.FindStringSubmatch(text); s != nil && events && !hasField(sp.Columns, "hosts") {
		m.frame.host, p.Fate, p.Field = sealedWords.ReplaceAllString(s[1], ""), Used, "event.hosts"
		return
	}
	p.title = titleRank(r, text)
	if !events {
		p.Fate, p.Say = Ignored, "exchange.head.other"
		return
	}
	p.Fate, p.Field, p.Say = Noted, "programme.note", "exchange.head.note"
}

// titleRank is how much a line above the table looks like its title; 0 when it cannot be one.
func titleRank(r *Row, text string) int {
	if !alone(r) || strings.ContainsAny(text, ":：") || enclosure.MatchString(text) {
		return 0
	}
	rank := 1
	if tableTail.MatchString(text) {
		rank += 4
	}
	if yearIn(text) > 0 {
		rank += 2
	}
	return rank
}

var enclosure = regexp.MustCompile(`^附[件表]\s*[\d一二三四五六七八九十]*$`)

// entitle takes the line that looks most like a title for the title, the first of equals; the others are notes.
func (m *maker) entitle(sp *SheetPlan) {
	best := -1
	for i, p := range sp.Head {
		if p.title > 0 && (best < 0 || p.title > sp.Head[best].title) {
			best = i
		}
	}
	for i := range sp.Head {
		switch p := &sp.Head[i]; {
		case i == best:
			if m.frame.title = oneLine(p.Text); m.t != centre.EventType {
				break
			}
			p.Fate, p.Field, p.Say = Used, "programme.name", ""
		case p.Field == "programme.note":
			m.frame.notes = append(m.frame.notes, oneLine(p.Text))
		}
	}
}

// spansHeadings finds the upper of two lines of headings: it is merged with the lower one, or spans some of its columns.
func (m *maker) spansHeadings(sp *SheetPlan, r *Row, col int) bool {
	below := &sp.sheet.Rows[m.headingRow]
	if below.cell(col).Mark == Filled {
		return true
	}
	from, to := sp.sheet.span(r.Number, col)
	return to > from && (from > 0 || to < len(below.Cells)-1) && !below.cell(col).Empty()
}

func hasField(columns []Column, key string) bool {
	for _, c := range columns {
		if c.role == asField && c.Field == key {
			return true
		}
	}
	return false
}

func alone(r *Row) bool {
	n := 0
	for _, c := range r.Cells {
		if c.own() {
			n++
		}
	}
	return n == 1
}
