package paper

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
)

// writeFonts writes the subset of every face in use and the resources that name them.
func (w *writer) writeFonts(f *fileWriter) error {
	var names strings.Builder
	for _, u := range w.fonts {
		if len(u.gids) > 0xFFFF {
			return fmt.Errorf("number glyphs of %s: %w", u.id.get().name, ErrTooLong)
		}
		n, err := f.font(u.id.get(), u)
		if err != nil {
			return err
		}
		fmt.Fprintf(&names, "/P%d %d 0 R ", u.place, n)
	}
	f.object(2, "<</ProcSet [/PDF /Text /ImageB /ImageC] /Font <<"+names.String()+">>"+w.photos.write(f)+">>")
	return nil
}

// font writes one subset face: the font, its descendant, descriptor, file and the
// map from codes back to text. It returns the number of the font.
func (f *fileWriter) font(face *face, u *used) (int, error) {
	font, descendant, descriptor, file, text := f.reserve(), f.reserve(), f.reserve(), f.reserve(), f.reserve()
	name := subsetTag(u) + "+" + face.name
	f.object(font, fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>",
		name, descendant, text))
	f.object(descendant, fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s "+
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "+
		"/FontDescriptor %d 0 R /DW 1000 /W [%s] /CIDToGIDMap /Identity>>", name, descriptor, widths(face, u)))
	k := func(v int) int { return v * 1000 / face.em }
	f.object(descriptor, fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] "+
		"/ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R>>", name,
		k(face.bbox[0]), k(face.bbox[1]), k(face.bbox[2]), k(face.bbox[3]), k(face.ascent), k(face.descent), k(face.capHeight), file))
	program := face.subset(u.gids)
	if err := f.stream(file, fmt.Sprintf("/Length1 %d ", len(program)), program); err != nil {
		return 0, err
	}
	return font, f.stream(text, "", toUnicode(u))
}

// subsetTag is six letters that depend on the glyphs of the subset only.
func subsetTag(u *used) string {
	h := sha256.New()
	for _, g := range u.gids {
		h.Write([]byte{byte(g >> 8), byte(g)})
	}
	tag := h.Sum(nil)[:6]
	for i, c := range tag {
		tag[i] = 'A' + c%26
	}
	return string(tag)
}

// widths lists what differs from the default width of 1000, code by code.
func widths(face *face, u *used) string {
	var b []byte
	open := false
	for code, gid := range u.gids {
		w := face.width(gid)
		if w == 1000 {
			if open {
				b = append(b, ']')
			}
			open = false
			continue
		}
		if !open {
			b = strconv.AppendInt(b, int64(code), 10)
			b = append(b, '[')
			open = true
		}
		b = append(number(b, w), ' ')
	}
	if open {
		b = append(b, ']')
	}
	return string(b)
}

// toUnicode writes the map from codes to the characters they stand for, UTF-16.
func toUnicode(u *used) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // entries of one block
	for from := 1; from < len(u.texts); from += most {
		to := min(from+most, len(u.texts))
		fmt.Fprintf(&b, "%d beginbfchar\n", to-from)
		for code := from; code < to; code++ {
			fmt.Fprintf(&b, "<%04X> <%s>\n", code, utf16Hex(u.texts[code]))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}
