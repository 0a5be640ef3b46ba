package paper

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/jung-kurt/gofpdf"
)

// used are the glyphs of one face in one document. The code of a glyph in the file is
// its place in the list; code 0 is the empty box every font must have.
type used struct {
	id    faceID
	place int // among the fonts of the document
	codes map[usedKey]uint16
	gids  []uint16
	texts []string
}

// usedKey tells apart two uses of one shape that stand for different characters.
type usedKey struct {
	gid  uint16
	text string
}

func (u *used) code(g Glyph) uint16 {
	key := usedKey{g.GID, g.Text}
	if c, ok := u.codes[key]; ok {
		return c
	}
	c := uint16(len(u.gids))
	u.codes[key] = c
	u.gids = append(u.gids, g.GID)
	u.texts = append(u.texts, g.Text)
	return c
}

// writer draws the pages of one document.
type writer struct {
	pdf   *gofpdf.Fpdf
	pages *Pages
	fonts []*used // in the order they first stand on a page
	photos
	buf []byte
}

// PDF returns the pages as a PDF file. The same pages give the same bytes.
func (p *Pages) PDF() ([]byte, error) {
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Write writes the pages as a PDF file.
func Write(out io.Writer, p *Pages) error {
	w := &writer{pages: p}
	raw, err := w.draw()
	if err != nil {
		return fmt.Errorf("draw pages: %w", err)
	}
	file, err := w.finish(raw)
	if err != nil {
		return fmt.Errorf("finish pdf: %w", err)
	}
	if _, err := out.Write(file); err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	return nil
}

// draw lets gofpdf write the sheets, with our text operators in their contents.
func (w *writer) draw() ([]byte, error) {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", SizeStr: "A4"})
	w.pdf = pdf
	pdf.SetCompression(false) // the finishing pass compresses better
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCreationDate(w.pages.opts.Date)
	pdf.SetModificationDate(w.pages.opts.Date)
	for i := range w.pages.Sheets {
		sheet := &w.pages.Sheets[i]
		pdf.AddPageFormat("P", gofpdf.SizeType{Wd: sheet.Width, Ht: sheet.Height})
		for _, it := range sheet.Items {
			switch v := it.(type) {
			case Run:
				w.run(v, sheet.Height)
			case Line:
				pdf.SetDrawColor(int(v.Color.R), int(v.Color.G), int(v.Color.B))
				pdf.SetLineWidth(v.Width)
				pdf.Line(v.X1, v.Y1, v.X2, v.Y2)
			case Box:
				pdf.SetFillColor(int(v.Fill.R), int(v.Fill.G), int(v.Fill.B))
				pdf.Rect(v.X, v.Y, v.W, v.H, "F")
			case Path:
				w.buf = v.paint(w.buf[:0], sheet.Height)
				pdf.RawWriteStr(string(w.buf))
			case Picture:
				w.buf = w.photos.paint(w.buf[:0], v, sheet.Height)
				pdf.RawWriteStr(string(w.buf))
			}
		}
	}
	var b bytes.Buffer
	if err := pdf.Output(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// run writes one run as a text object: codes in hexadecimal, places corrected where
// the advance is not the one of the font.
func (w *writer) run(r Run, height float64) {
	if len(r.Glyphs) == 0 {
		return
	}
	u := w.font(r.face)
	b := append(w.buf[:0], "q BT /P"...)
	b = strconv.AppendInt(b, int64(u.place), 10)
	b = append(b, ' ')
	b = number(b, r.Size)
	b = append(b, " Tf "...)
	if r.Color == Black {
		b = append(b, "0 g "...)
	} else {
		for _, c := range [...]uint8{r.Color.R, r.Color.G, r.Color.B} {
			b = append(number(b, float64(c)/255), ' ')
		}
		b = append(b, "rg "...)
	}
	b = append(number(b, r.X*ptPerMM), ' ')
	b = append(number(b, (height-r.Y)*ptPerMM), ' ')
	b = append(b, "Td "...)
	track := tracking(r)
	if track != 0 {
		b = append(number(b, track), " Tc "...)
	}
	b = w.show(b, r, u, track)
	b = append(b, "ET Q"...)
	w.buf = b
	w.pdf.RawWriteStr(string(b))
}

// font is what the document uses of a face.
func (w *writer) font(id faceID) *used {
	for _, u := range w.fonts {
		if u.id == id {
			return u
		}
	}
	u := &used{id: id, place: len(w.fonts), codes: map[usedKey]uint16{}, gids: []uint16{0}, texts: []string{""}}
	w.fonts = append(w.fonts, u)
	return u
}

// show appends the TJ operator of a run.
func (w *writer) show(b []byte, r Run, u *used, track float64) []byte {
	const hex = "0123456789abcdef"
	f := r.face.get()
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

// tracking is the extra advance most glyphs of a run have, pt.
func tracking(r Run) float64 {
	f := r.face.get()
	seen := map[float64]int{}
	best, most := 0.0, 0
	for _, g := range r.Glyphs {
		t := round(g.Advance - f.width(g.GID)*r.Size/1000)
		if seen[t]++; seen[t] > most {
			best, most = t, seen[t]
		}
	}
	if math.Abs(best) > r.Size/2 {
		return 0
	}
	return best
}

// number appends a decimal with at most three places.
func number(b []byte, v float64) []byte {
	v = round(v)
	if v == 0 {
		return append(b, '0')
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}
