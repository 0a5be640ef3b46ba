package paper

import (
	"fmt"
	"strings"
)

// Text returns the page model as lines, for tests that keep a golden copy: one line
// for each item with its kind, place in mm, type and characters.
func (p *Pages) Text() string {
	var b strings.Builder
	for i, sheet := range p.Sheets {
		fmt.Fprintf(&b, "page %d %.0f×%.0f\n", i+1, sheet.Width, sheet.Height)
		for _, m := range sheet.Marks {
			fmt.Fprintf(&b, "mark %d %.1f %s\n", m.Level, m.Y, m.Title)
		}
		for _, it := range sheet.Items {
			switch v := it.(type) {
			case Run:
				fmt.Fprintf(&b, "text %.1f %.1f +%.1f %s %g %s\n", v.X, v.Y, v.Width(), v.Face(), v.Size, v.Text())
			case Line:
				fmt.Fprintf(&b, "line %.1f %.1f %.1f %.1f\n", v.X1, v.Y1, v.X2, v.Y2)
			case Box:
				fmt.Fprintf(&b, "box %.1f %.1f %.1f %.1f\n", v.X, v.Y, v.W, v.H)
			case Path:
				b.WriteString(v.text())
			case Picture:
				fmt.Fprintf(&b, "picture %.1f %.1f %.1f %.1f %s\n", v.X, v.Y, v.W, v.H, v.Image.Alt())
			}
		}
	}
	if len(p.Missing) > 0 {
		fmt.Fprintf(&b, "missing %q\n", string(p.Missing))
	}
	return b.String()
}

// Plain returns the characters of the pages in drawing order, page numbers and
// footers included, a new line wherever the base line changes.
func (p *Pages) Plain() string {
	var b strings.Builder
	for _, sheet := range p.Sheets {
		last := -1.0
		for _, it := range sheet.Items {
			r, ok := it.(Run)
			if !ok {
				continue
			}
			base := r.base()
			if last >= 0 && base != last {
				b.WriteByte('\n')
			}
			last = base
			b.WriteString(r.Text())
		}
		b.WriteByte('\n')
	}
	return b.String()
}
