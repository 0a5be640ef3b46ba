package exchange

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/field"
)

// xlsxTable streams a table into a workbook: headings that stay in sight, texts that are never formulas.
type xlsxTable struct {
	out     io.Writer
	book    *excelize.File
	sheet   *excelize.StreamWriter
	columns []outColumn
	styles  [5]int // by kind of value
	head    int
	next    int // number of the row that comes next
}

// noFolder is a folder that cannot be: excelize, which would put large sheets readable by anyone into the system's temporary
// folder, then keeps them in memory.
const noFolder = "\x00"

func newXLSX(out io.Writer, name string, columns []outColumn) (*xlsxTable, error) {
	t := &xlsxTable{out: out, columns: columns, next: 1}
	t.book = excelize.NewFile(excelize.Options{TmpDir: noFolder})
	name = sheetName(name)
	if err := t.book.SetSheetName("Sheet1", name); err != nil {
		return nil, err
	}
	if err := t.book.SetDocProps(&excelize.DocProperties{Creator: "HalfSky", Title: name}); err != nil {
		return nil, err
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for kind, format := range []int{isText: 49, isWhole: 1, isMoney: 2} {
		var err error
		if t.styles[kind], err = t.book.NewStyle(&excelize.Style{NumFmt: format, Alignment: top}); err != nil {
			return nil, err
		}
	}
	for kind, format := range map[uint8]string{isDay: `yyyy"-"mm"-"dd`, isTime: `yyyy"-"mm"-"dd hh:mm`} {
		var err error
		if t.styles[kind], err = t.book.NewStyle(&excelize.Style{CustomNumFmt: &format, Alignment: top}); err != nil {
			return nil, err
		}
	}
	var err error
	t.head, err = t.book.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
	})
	if err != nil {
		return nil, err
	}
	t.sheet, err = t.book.NewStreamWriter(name)
	return t, err
}

// sheetName is a name that a workbook takes for a sheet.
func sheetName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return -1
		}
		return r
	}, name)
	if units := utf16.Encode([]rune(name)); len(units) > excelize.MaxSheetNameLength {
		name = string(utf16.Decode(units[:excelize.MaxSheetNameLength]))
	}
	return name
}

func (t *xlsxTable) heading(labels []string) error {
	for i, c := range t.columns {
		if err := t.sheet.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := t.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	cells := make([]any, len(labels))
	for i, l := range labels {
		cells[i] = excelize.Cell{StyleID: t.head, Value: l}
	}
	return t.put(cells)
}

func (t *xlsxTable) put(cells []any) error {
	if t.next > excelize.TotalRows {
		return refuse("exchange.refuse.rows", fmt.Sprint(excelize.TotalRows))
	}
	err := t.sheet.SetRow(fmt.Sprintf("A%d", t.next), cells)
	t.next++
	return err
}

func (t *xlsxTable) row(_ field.Record, values []value) error {
	cells := make([]any, len(values))
	for i, v := range values {
		switch {
		case v.kind != isText:
			cells[i] = excelize.Cell{StyleID: t.styles[v.kind], Value: v.number}
		case v.text == "":
			cells[i] = nil
		case len(v.text) > excelize.TotalCellChars && len(utf16.Encode([]rune(v.text))) > excelize.TotalCellChars:
			// Excelize would cut the text off without a word.
			return refuse("exchange.refuse.celltext", fmt.Sprint(excelize.TotalCellChars))
		default:
			cells[i] = excelize.Cell{StyleID: t.styles[isText], Value: v.text}
		}
	}
	return t.put(cells)
}

func (t *xlsxTable) close() error {
	if err := t.sheet.Flush(); err != nil {
		return err
	}
	if _, err := t.book.WriteTo(t.out); err != nil {
		return err
	}
	return t.book.Close()
}
