package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/field"
)

// readXLSX reads every sheet of a workbook. Excelize opens the file and says how numbers are shown; beside it the sheet's XML is
// read once more for what excelize's row reader passes over: merged cells, which numbers are dates, formulas without a result.
func readXLSX(ctx context.Context, data []byte, lim limits) (sheets []*Sheet, err error) {
	if err := checkZip(data, lim); err != nil {
		return nil, err
	}
	defer func() {
		// A workbook that is broken in a way excelize does not expect must not end the program.
		if recover() != nil {
			sheets, err = nil, refuse("exchange.refuse.damaged")
		}
	}()
	// Both limits are the same, or excelize would unpack large sheets, readable by anyone, into the system's temporary folder.
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: lim.unpacked, UnzipXMLSizeLimit: lim.unpacked, CultureInfo: excelize.CultureNameZhCN,
	})
	if err != nil {
		return nil, refuse("exchange.refuse.damaged")
	}
	defer func() {
		if shut := book.Close(); err == nil && shut != nil {
			err = fmt.Errorf("close workbook: %w", shut)
		}
	}()
	w := &workbook{File: book, lim: lim, left: lim.cells, styles: map[int]dateStyle{}}
	if w.props, err = book.GetWorkbookProps(); err != nil {
		return nil, refuse("exchange.refuse.damaged")
	}
	names := book.GetSheetList()
	if len(names) > lim.sheets {
		return nil, refuse("exchange.refuse.sheets", fmt.Sprint(lim.sheets))
	}
	for _, name := range names {
		s, err := w.read(ctx, name)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

// checkZip looks at what the parts of a workbook say of their size before any is unpacked, and then holds each against its checksum,
// which excelize does not.
func checkZip(data []byte, lim limits) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return refuse("exchange.refuse.damaged")
	}
	var total uint64
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return refuse("exchange.refuse.encrypted")
		}
		total += f.UncompressedSize64
		if f.UncompressedSize64 > uint64(lim.unpacked) || total > uint64(lim.unpacked) {
			return refuse("exchange.refuse.big", megabytes(lim.unpacked))
		}
	}
	for _, f := range z.File {
		if err := readPart(f); err != nil {
			return refuse("exchange.refuse.damaged")
		}
	}
	return nil
}

// readPart reads a part to its end, where its checksum is compared. It says of itself how long it is; one that is longer is damaged.
func readPart(f *zip.File) (err error) {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	n, err := io.Copy(io.Discard, io.LimitReader(r, int64(f.UncompressedSize64)+1))
	if err == nil && n != int64(f.UncompressedSize64) {
		err = io.ErrUnexpectedEOF
	}
	return err
}

type workbook struct {
	*excelize.File
	props  excelize.WorkbookPropsOptions
	lim    limits
	left   int // cells that may still come
	styles map[int]dateStyle
}

func (w *workbook) read(ctx context.Context, name string) (*Sheet, error) {
	visible, err := w.GetSheetVisible(name)
	if err != nil {
		return nil, refuse("exchange.refuse.damaged")
	}
	s := &Sheet{Name: name, Hidden: !visible}
	part := w.part(name)
	if part == nil {
		return s, nil // a sheet that is a chart has no cells
	}
	rows, err := w.Rows(name)
	if err != nil {
		return nil, refuse("exchange.refuse.damaged")
	}
	shown := 0 // number of the row that texts are of
	var texts []string
	err = scanSheet(part, w.lim, s, func(number int, cells []rawCell) error {
		if err := stopped(ctx); err != nil {
			return err
		}
		for shown < number {
			if !rows.Next() {
				return errMalformed
			}
			if texts, err = rows.Columns(); err != nil {
				return errMalformed
			}
			shown++
		}
		return w.row(s, number, cells, texts)
	})
	if shut := rows.Close(); err == nil && shut != nil {
		err = fmt.Errorf("close sheet: %w", shut)
	}
	if errors.Is(err, errMalformed) {
		return nil, refuse("exchange.refuse.damaged")
	}
	return s, err
}

func (w *workbook) row(s *Sheet, number int, raw []rawCell, texts []string) error {
	if len(raw) == 0 {
		return nil
	}
	out := make([]Cell, raw[len(raw)-1].col)
	for i := range raw {
		text := ""
		if raw[i].col <= len(texts) {
			text = texts[raw[i].col-1]
		}
		c, err := w.cell(&raw[i], text)
		if err != nil {
			return err
		}
		if len(c.Text) > w.lim.text {
			return refuse("exchange.refuse.cell", cellName(raw[i].col-1, number))
		}
		if !c.Empty() {
			w.left--
		}
		out[raw[i].col-1] = c
	}
	if w.left < 0 {
		return refuse("exchange.refuse.cells", fmt.Sprint(w.lim.cells))
	}
	s.add(number, out)
	return nil
}

// part returns the XML of a sheet, or nil when the workbook names none.
func (w *workbook) part(name string) []byte {
	if w.WorkBook == nil {
		return nil
	}
	for _, s := range w.WorkBook.Sheets.Sheet {
		if s.Name != name {
			continue
		}
		target := w.target(s.ID)
		for _, p := range []string{target, path.Join("xl", target)} {
			if v, ok := w.Pkg.Load(p); ok {
				if data, isBytes := v.([]byte); isBytes {
					return data
				}
			}
		}
	}
	return nil
}

// target returns what the workbook's relation of that id points to.
func (w *workbook) target(id string) string {
	var out string
	w.Pkg.Range(func(key, v any) bool {
		name, _ := key.(string)
		data, _ := v.([]byte)
		if !strings.HasPrefix(name, "xl/_rels/") || !strings.HasSuffix(name, ".rels") {
			return true
		}
		in := xml.NewDecoder(bytes.NewReader(data))
		for {
			token, err := in.Token()
			if err != nil {
				return true // io.EOF, or a damaged list: the sheet then has no part
			}
			e, ok := token.(xml.StartElement)
			if ok && e.Name.Local == "Relationship" && attribute(e, "Id") == id {
				out = strings.TrimPrefix(attribute(e, "Target"), "/")
				return false
			}
		}
	})
	return out
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

var errMalformed = fmt.Errorf("sheet of a wrong shape: %w", field.Damaged)

// end tells the end of a part from a fault in it.
func end(err error) error {
	if err == io.EOF {
		return nil
	}
	return errMalformed
}
