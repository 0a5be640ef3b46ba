package paper

import (
	"fmt"
	"strings"
)

// links are the areas of a page that lead to others, as an entry of its dictionary.
func (p *Pages) links(i int) string {
	sheet := &p.Sheets[i]
	if len(sheet.Links) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("/Annots [")
	for _, l := range sheet.Links {
		low, left := place(nil, l.X, sheet.Height-l.Y-l.H), place(nil, l.X+l.W, sheet.Height-l.Y)
		fmt.Fprintf(&b, "<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [%s%s] /Dest [%d 0 R /XYZ 0 %s null]>>\n",
			low, left, 2*l.Page+3, number(nil, (p.Sheets[l.Page].Height-l.To)*ptPerMM))
	}
	return b.String() + "]\n"
}
