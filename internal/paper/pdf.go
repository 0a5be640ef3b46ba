package paper

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/jung-kurt/gofpdf"
)

// writer draws the pages of one document.
type writer struct {
	pages *Pages
	fonts []*used // in the order they first stand on a page
	photos
	buf    []byte
	raw    bytes.Buffer // gofpdf's file of the sheets drawn last
	packed bytes.Buffer // contents of the sheet drawn last
	ink    ink
}

// ink is what the operators of a page have set last.
type ink struct {
	stroke, fill Color
	width        float64
}

// sheetGroup is how many sheets are drawn at a time: enough that a group costs nothing, few enough that a book does not stand in
// memory several times.
const sheetGroup = 8

// PDF returns the pages as a PDF file. The same pages give the same bytes.
func (p *Pages) PDF() ([]byte, error) {
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Write writes the pages as a PDF file, page by page.
func Write(out io.Writer, p *Pages) error {
	w := &writer{pages: p}
	f := newFile(out, len(p.Sheets))
	for from := 0; from < len(p.Sheets); from += sheetGroup {
		to := min(from+sheetGroup, len(p.Sheets))
		raw, err := w.draw(from, to)
		if err != nil {
			return fmt.Errorf("draw pages: %w", err)
		}
		if err := w.take(f, raw, from, to); err != nil {
			return fmt.Errorf("finish pdf: %w", err)
		}
	}
	if err := w.finish(f); err != nil {
		return fmt.Errorf("finish pdf: %w", err)
	}
	return nil
}

// draw lets gofpdf write some of the sheets, with our operators in their contents. What it returns is good until the next ones.
func (w *writer) draw(from, to int) ([]byte, error) {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", SizeStr: "A4"})
	pdf.SetCompression(false) // our contents are packed before it copies them several times
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCreationDate(w.pages.opts.Date)
	pdf.SetModificationDate(w.pages.opts.Date)
	for i := from; i < to; i++ {
		sheet := &w.pages.Sheets[i]
		pdf.AddPageFormat("P", gofpdf.SizeType{Wd: sheet.Width, Ht: sheet.Height})
		w.packed.Reset()
		w.packed.WriteString(packMark)
		if err := deflate(&w.packed, w.sheet(sheet)); err != nil {
			return nil, err
		}
		pdf.RawWriteStr(w.packed.String())
	}
	w.raw.Reset()
	if err := pdf.Output(&w.raw); err != nil {
		return nil, err
	}
	return w.raw.Bytes(), nil
}

// sheet returns the operators of one sheet, good until the next one.
func (w *writer) sheet(sheet *Page) []byte {
	b := append(w.buf[:0], "2 J\n"...)
	w.ink = ink{width: -1}
	for _, it := range sheet.Items {
		switch v := it.(type) {
		case Run:
			b = w.run(b, v, sheet.Height)
		case Line:
			b = w.line(b, v, sheet.Height)
		case Box:
			b = w.box(b, v, sheet.Height)
		case Path:
			b = v.paint(b, sheet.Height)
		case Picture:
			b = w.photos.paint(b, v, sheet.Height)
		}
	}
	w.buf = b
	return b
}

func (w *writer) line(b []byte, v Line, height float64) []byte {
	if w.ink.width != v.Width {
		b = append(number(b, v.Width*ptPerMM), " w "...)
		w.ink.width = v.Width
	}
	if w.ink.stroke != v.Color {
		b = v.Color.operands(b, "G ", "RG ")
		w.ink.stroke = v.Color
	}
	b = append(place(b, v.X1, height-v.Y1), "m "...)
	return append(place(b, v.X2, height-v.Y2), "l S\n"...)
}

func (w *writer) box(b []byte, v Box, height float64) []byte {
	if w.ink.fill != v.Fill {
		b = v.Fill.operands(b, "g ", "rg ")
		w.ink.fill = v.Fill
	}
	return append(place(place(b, v.X, height-v.Y), v.W, -v.H), "re f\n"...)
}

// place appends two coordinates given in mm.
func place(b []byte, x, y float64) []byte {
	return append(number(append(number(b, x*ptPerMM), ' '), y*ptPerMM), ' ')
}

// run appends one run as a text object: codes in hexadecimal, places corrected where
// the advance is not the one of the font.
func (w *writer) run(b []byte, r Run, height float64) []byte {
	if len(r.Glyphs) == 0 {
		return b
	}
	u := w.font(r.face)
	b = strconv.AppendInt(append(b, "q BT /P"...), int64(u.place), 10)
	b = append(number(append(b, ' '), r.Size), " Tf "...)
	if r.Color != w.ink.fill {
		b = r.Color.operands(b, "g ", "rg ")
	}
	b = append(place(b, r.X, height-r.Y), "Td "...)
	track := u.tracking(r)
	if track != 0 {
		b = append(number(b, track), " Tc "...)
	}
	return append(w.show(b, r, u, track), "ET Q\n"...)
}

// font is what the document uses of a face.
func (w *writer) font(id faceID) *used {
	for _, u := range w.fonts {
		if u.id == id {
			return u
		}
	}
	u := newUsed(id, len(w.fonts))
	w.fonts = append(w.fonts, u)
	return u
}

// show appends the TJ operator of a run.
func (w *writer) show(b []byte, r Run, u *used, track float64) []byte {
	const hex = "0123456789abcdef"
	f := u.face
	b = append(b, "[<"...)
	pen, want := 0.0, 0.0 // where the reader's pen is and where it should be, pt
	for _, g := range r.Glyphs {
		if off := math.Round((pen - want - g.Shift) * 1000 / r.Size); off != 0 {
			b = append(b, '>')
			b = strconv.AppendInt(b, int64(off), 10)
			b = append(b, '<')
			pen -= off * r.Size / 1000
		}
		c := u.code(g)
		b = append(b, hex[c>>12], hex[c>>8&15], hex[c>>4&15], hex[c&15])
		pen += f.width(g.GID)*r.Size/1000 + track
		want += g.Advance
	}
	return append(b, ">] TJ "...)
}

// number appends a decimal with at most three places.
func number(b []byte, v float64) []byte {
	n := int64(math.Round(v * 1000)) // much faster than a float, the same figures
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/1000, 10)
	if n %= 1000; n == 0 {
		return b
	}
	b = append(b, '.', byte('0'+n/100), byte('0'+n/10%10), byte('0'+n%10))
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	return b
}
