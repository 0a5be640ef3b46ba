package paper

import (
	"errors"
	"time"
)

// Options say what is true of the whole document.
type Options struct {
	Title     string    // in the metadata and the reader's window; the page shows what Doc.Title says
	Author    string    // in the metadata, usually the centre
	Lang      string    // "zh-CN" when empty
	Date      time.Time // of making; the same input and date give the same bytes
	Landscape bool      // for a week's grid; reports are upright
	Footer    string    // small line at the foot of every page, opposite the page number
	Contents  string    // heading of the page of contents that a document of more than ten pages gets; empty: it gets none
	// NoContents leaves the page of contents out where the pages are not for turning to, as in a ledger.
	NoContents bool
	Continued  string // said behind the caption of a table on its further pages, （续表）; empty: no caption there
}

// Doc collects the blocks of a document in reading order. Every text may hold
// anything a person can type or paste: damaged characters, control characters and
// emoji are dealt with, a line end starts a new line. A Doc is used by one goroutine.
type Doc struct {
	opts   Options
	blocks []block
	feet   []string // footnotes
}

// block is one part of a document that knows how to become strips.
type block interface {
	strips(l *layout) []strip
}

// New starts an empty document.
func New(o Options) *Doc {
	if o.Lang == "" {
		o.Lang = "zh-CN"
	}
	return &Doc{opts: o}
}

func (d *Doc) add(b block) { d.blocks = append(d.blocks, b) }

// Title adds the title, centred in 小标宋 二号, its lines balanced and no word of the
// trade cut. A line end in the text stays where the editor wants it.
func (d *Doc) Title(text string) { d.add(title{text}) }

// Subtitle adds a centred line in 楷体 under the title: the period, the host.
func (d *Doc) Subtitle(text string) { d.add(centred{text}) }

// Heading adds a heading and its bookmark. Level 1 is 黑体 (一、), level 2 楷体
// （（一）), level 3 and below 仿宋 (1. and （1）). The number is part of the text.
func (d *Doc) Heading(level int, text string) { d.add(heading{min(max(level, 1), 4), text}) }

// Para adds a paragraph of running text with the first line indented by two characters.
func (d *Doc) Para(text string) { d.add(para{text}) }

// Item adds a paragraph behind a mark such as "●" or "1.", the lines hanging under the text.
func (d *Doc) Item(mark, text string) { d.add(item{mark, text}) }

// Note adds small text without indent: a source, how a figure was counted, a footnote.
func (d *Doc) Note(text string) { d.add(note{text}) }

// Attribution adds the source of the text above, right-aligned; on its last line if there is room.
func (d *Doc) Attribution(text string) { d.add(attribution{text}) }

// Gap leaves so many lines of running text empty; nothing at the top of a page.
func (d *Doc) Gap(lines float64) { d.add(gap{lines}) }

// NewPage starts a new page.
func (d *Doc) NewPage() { d.add(newPage{}) }

// Fact is one row of a fact sheet.
type Fact struct{ Label, Value string }

// Facts adds a fact sheet: labels on the left, values on the right, ruled.
func (d *Doc) Facts(rows []Fact) { d.add(facts(rows)) }

// Align says how the text of a column stands.
type Align uint8

// Left is for words, Right for figures, Centre for short marks.
const (
	Left Align = iota
	Right
	Centre
)

// Column is the head of a table column.
type Column struct {
	Title string
	Align Align
	Width float64 // share of the type area, 0 to let the text decide
	Group string  // of neighbouring columns: stands once above their titles, as a second row of heads
}

// Table has its head repeated on every page it reaches. Rows are not cut unless one
// is higher than most of a page. Short rows are filled with empty cells, cells beyond
// the columns get a column without a title.
type Table struct {
	Caption string // centred above, may be empty
	Columns []Column
	Rows    [][]string
	Sum     []string // last row in 黑体, may be empty
	Empty   string   // said across the table when it has no rows, may be empty
	Dense   bool     // of few columns and set as one of many, to stand among such tables; up to five rows stay on one page
	Strong  []int    // rows in 黑体, from 0: sub-totals
	Notes   []string // small lines under the table, on one page with its last row
	// Carried makes the row that sums up those before a page break, given all rows from
	// the first to the last one printed; nil: no sums are carried. It is printed at the
	// foot of the page behind CarryTo (过次页) and under the head of the next one behind
	// CarryFrom (承前页). The word takes the empty cells on the left of the row. A carried
	// row that takes more than a fifteenth of the page is left out.
	Carried            func(rows [][]string) []string
	CarryTo, CarryFrom string
}

// Table adds a table.
func (d *Doc) Table(t Table) { d.add(table{Table: t}) }

// Bar is one bar of a chart. Text is the figure as it is to be read, "200多人"; without
// one the value is printed.
type Bar struct {
	Label string
	Value float64
	Text  string
}

// Chart is a bar chart with horizontal bars from zero and the figures on the bars.
type Chart struct {
	Caption string
	Bars    []Bar
}

// Bars adds a bar chart, drawn with rules and type. Values below zero and those that are no numbers have no bar.
func (d *Doc) Bars(c Chart) { d.add(chart(c)) }

// Grid is a time table: a head row of days, rows of hours, any number of lines in a cell.
type Grid struct {
	Corner string   // above the row heads
	Days   []string // heads of the columns
	Rows   []GridRow
}

// GridRow is one band of hours across the days.
type GridRow struct {
	Head  string
	Cells []string // one for each day; a line end starts a new entry
}

// Grid adds a time table over the whole width, meant for a landscape page.
func (d *Doc) Grid(g Grid) { d.add(grid(g)) }

// maxStrips bounds a document at some twenty thousand pages: what is longer was not
// meant to be printed and would take the machine's memory.
const maxStrips = 400_000

// ErrTooLong reports a document longer than anybody prints.
var ErrTooLong = errors.New("document too long to print")

// Layout sets the blocks into pages. A document without blocks has one empty page.
// The only error is ErrTooLong.
func (d *Doc) Layout() (*Pages, error) {
	l := newLayout(d.opts)
	l.feet = len(d.feet)
	for _, b := range d.blocks {
		l.strips = append(l.strips, b.strips(l)...)
		if len(l.strips) > maxStrips {
			return nil, ErrTooLong
		}
	}
	return l.pages(d.feet), nil
}
