// Package exchange reads tables of text (.xlsx, .csv, .json) into records and writes records out as such tables.
//
// Reading goes in three steps, and only the last one is the office's: Read takes the bytes apart into cells, MakePlan says what
// each row would become without saving anything, and the office saves Plan.Records. Every cell that holds something is accounted
// for in the plan: it is used, kept in a note, or left out with the reason.
//
// Decisions:
//   - The ids of events, programmes and organisations that an import makes follow from their names. The same ledger read twice, at
//     two desks or after somebody renamed an event finds the same records. Refused: a digest of the file, which a single changed
//     cell defeats. Persons and cases never get such an id: it could be guessed from a name.
//   - Which column means what is decided by headings, then by what somebody said of tables of the same headings, then by what the person
//     says now. Refused: guessing from the cells, which is right often enough to be trusted and wrong without a word.
//   - A register of visits is a table of cases whose columns also tell of persons. A person is known by her identity number, by her
//     telephone with a fitting name, or by name and unit, and one who is there is never changed. Refused: a name alone.
//   - A file never overwrites: what it says otherwise than a saved record is a change, and changes are taken only when asked for.
//   - A written table shows counts as they were written. How they are known, and the id of the record, stand in two last columns, by
//     which the table comes back exactly; bare numbers stand in columns of their own when asked for. Refused: 申报 behind each figure.
//   - Workbooks are unpacked and put together in memory. Refused: excelize's temporary files, which anyone at the computer can read.
package exchange

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"cn.halfsky/internal/field"
)

// File is a table file taken apart into cells; nothing is interpreted yet.
type File struct {
	Name   string // the file's name without its folder
	Digest string // SHA-256 of its bytes in hex: the same digest is the same file
	Sheets []*Sheet
	form   Form
}

// Sheet is one table of a file.
type Sheet struct {
	Name   string // empty for a file that has no named sheets
	Hidden bool
	Rows   []Row // the rows that hold something, by number
	wide   []area
	veiled []area        // ranges of columns that the person's program does not show
	hides  bool          // the row that is being read is hidden
	folds  [][][2]string // of the first rows, as headings are looked up
}

// Row is one row of a sheet.
type Row struct {
	Number int // as the person's program counts it, from 1
	Cells  []Cell
	Hidden bool // the person's program does not show it
}

// Cell is one cell as it is shown; a date is shown as 2008-03-06, whatever its number format.
type Cell struct {
	Text string
	Mark Mark
}

// Mark says what a cell's text alone does not.
type Mark uint8

// The marks.
const (
	Plain  Mark = iota
	Filled      // holds the text of the merged cell above it
	NoSum       // a formula whose result the file does not hold; the text is the formula
	Fault       // an error value: #REF!
	Lost        // a number of more than 15 digits, of which Excel keeps no more
	Data        // the text is JSON: a number, a list, an object
)

// area is a merged range of cells, rows and columns from 1, all included.
type area struct{ top, left, bottom, right int }

// limits keep a file from filling the memory.
type limits struct {
	bytes    int64 // of the file
	unpacked int64 // of a workbook's parts together
	cells    int   // that hold something
	columns  int
	text     int // bytes of one cell
	sheets   int
	fills    int // cells that merged cells fill
}

var ordinary = limits{bytes: 128 << 20, unpacked: 400 << 20, cells: 5_000_000, columns: 1024, text: 1 << 20, sheets: 200, fills: 2_000_000}

// refuse is a file the person has to mend before it can be read: a sentence that says what to do.
func refuse(sentence string, args ...string) error {
	return field.Problems{{Say: sentence, Args: args}}
}

// Read takes the size bytes of in apart. What they are is seen from the bytes, not from the name. A file that cannot be read
// comes back as field.Problems with a sentence that says why and what to do; field.Cancelled when ctx ends.
func Read(ctx context.Context, name string, in io.ReaderAt, size int64) (*File, error) {
	f, err := read(ctx, name, in, size, ordinary)
	if err != nil {
		return nil, fmt.Errorf("read table: %w", err)
	}
	return f, nil
}

func read(ctx context.Context, name string, in io.ReaderAt, size int64, lim limits) (*File, error) {
	if size == 0 {
		return nil, refuse("exchange.refuse.empty")
	}
	if size > lim.bytes {
		return nil, refuse("exchange.refuse.big", megabytes(lim.bytes))
	}
	data := make([]byte, size)
	if n, err := in.ReadAt(data, 0); err != nil && (err != io.EOF || int64(n) < size) {
		return nil, err
	}
	sum := sha256.Sum256(data)
	f := &File{Name: filepath.Base(filepath.ToSlash(name)), Digest: hex.EncodeToString(sum[:])}
	var err error
	switch sniff(data) {
	case XLSX:
		f.form = XLSX
		f.Sheets, err = readXLSX(ctx, data, lim)
	case JSON:
		f.form = JSON
		f.Sheets, err = readJSON(ctx, data, lim)
	case CSV:
		f.form = CSV
		f.Sheets, err = readCSV(ctx, data, lim)
	default:
		err = wrongKind(data)
	}
	if err != nil {
		return nil, err
	}
	for _, s := range f.Sheets {
		if err := s.fillDown(lim.fills); err != nil {
			return nil, err
		}
	}
	if !slices.ContainsFunc(f.Sheets, func(s *Sheet) bool { return len(s.Rows) > 0 }) {
		return nil, refuse("exchange.refuse.empty")
	}
	return f, nil
}

func megabytes(n int64) string { return fmt.Sprint(n >> 20) }

func stopped(ctx context.Context) error {
	if ctx.Err() != nil {
		return field.Cancelled
	}
	return nil
}

// cell returns the cell of a column counted from 0; an empty one behind the row's end.
func (r *Row) cell(col int) Cell {
	if col < len(r.Cells) {
		return r.Cells[col]
	}
	return Cell{}
}

// Empty reports whether the cell holds nothing a person could see.
func (c Cell) Empty() bool { return c.Text == "" || field.Tidy(c.Text) == "" }

// own reports whether the cell holds something of its own, not only what a merged cell above lends it.
func (c Cell) own() bool { return c.Mark != Filled && !c.Empty() }

// add puts the cells of a row into the sheet, without the empty ones at its end; a row of empty cells is left out.
func (s *Sheet) add(number int, cells []Cell) {
	for len(cells) > 0 && cells[len(cells)-1].Empty() {
		cells = cells[:len(cells)-1]
	}
	if len(cells) > 0 {
		s.Rows = append(s.Rows, Row{Number: number, Cells: cells, Hidden: s.hides})
	}
}

// at returns the place of the first row from number on.
func (s *Sheet) at(number int) int {
	i, _ := slices.BinarySearchFunc(s.Rows, number, func(r Row, n int) int { return r.Number - n })
	return i
}

// fillDown gives the rows beside a merged cell that spans several rows the text of that cell: a host that is written once stands
// for all its events. Rows that hold nothing else stay out.
func (s *Sheet) fillDown(most int) error {
	for _, a := range s.wide {
		if a.bottom == a.top {
			continue
		}
		top := s.at(a.top)
		if top == len(s.Rows) || s.Rows[top].Number != a.top {
			continue
		}
		from := s.Rows[top].cell(a.left - 1)
		if from.Empty() {
			continue
		}
		from.Mark = Filled
		for i := top + 1; i < len(s.Rows) && s.Rows[i].Number <= a.bottom; i++ {
			if most--; most < 0 {
				return refuse("exchange.refuse.merges")
			}
			s.Rows[i].fill(a.left-1, from)
		}
	}
	return nil
}

func (r *Row) fill(col int, c Cell) {
	if !r.cell(col).Empty() {
		return
	}
	for len(r.Cells) <= col {
		r.Cells = append(r.Cells, Cell{})
	}
	r.Cells[col] = c
}

// span returns the columns, from and to included and counted from 0, of the merged range that begins or lies at the place.
func (s *Sheet) span(number, col int) (from, to int) {
	for _, a := range s.wide {
		if a.top <= number && number <= a.bottom && a.left-1 <= col && col <= a.right-1 {
			return a.left - 1, a.right - 1
		}
	}
	return col, col
}

// hidden reports whether the person's program does not show a column, counted from 0.
func (s *Sheet) hidden(col int) bool {
	return slices.ContainsFunc(s.veiled, func(a area) bool { return a.left-1 <= col && col <= a.right-1 })
}

// columnName is the letter a spreadsheet shows above a column counted from 0.
func columnName(col int) string {
	var out []byte
	for col++; col > 0; col = (col - 1) / 26 {
		out = append(out, byte('A'+(col-1)%26))
	}
	slices.Reverse(out)
	return string(out)
}

// cellName is how a spreadsheet names a cell: B4.
func cellName(col, row int) string { return fmt.Sprintf("%s%d", columnName(col), row) }

// stem is the file's name without its ending.
func (f *File) stem() string { return strings.TrimSuffix(f.Name, filepath.Ext(f.Name)) }
