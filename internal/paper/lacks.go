package paper

import "slices"

// Lack is a place where a character is printed as a box because no face has it.
type Lack struct {
	Rune   rune
	Page   int    // from 1
	Around string // the characters of the line on both sides of it, and it
}

// lackAround is how many characters on each side tell where a character stands.
const lackAround = 8

// Lacks returns where characters are printed as boxes, each once a page, in reading order.
func (p *Pages) Lacks() []Lack {
	if len(p.Missing) == 0 {
		return nil
	}
	var out []Lack
	for i := range p.Sheets {
		seen := map[rune]bool{}
		for line := range p.Sheets[i].lines() {
			for at, g := range line {
				if r := g.lacking; r >= 0 && !seen[r] {
					seen[r] = true
					out = append(out, Lack{Rune: r, Page: i + 1, Around: around(line, at)})
				}
			}
		}
	}
	return out
}

// setGlyph is a glyph of a line; lacking is the character it is the box of, or -1.
type setGlyph struct {
	text    string
	lacking rune
}

// lines gives the glyphs of runs that stand on one base line, one behind the other.
func (s *Page) lines() func(yield func([]setGlyph) bool) {
	return func(yield func([]setGlyph) bool) {
		var line []setGlyph
		last := 0.0
		for _, it := range s.Items {
			r, ok := it.(Run)
			if !ok {
				continue
			}
			if base := r.base(); base != last && len(line) > 0 {
				if !yield(line) {
					return
				}
				line = nil
			}
			last = r.base()
			boxed := r.face.get().made != nil
			for _, g := range r.Glyphs {
				lacking := rune(-1)
				if boxed {
					lacking = []rune(g.Text)[0]
				}
				line = append(line, setGlyph{g.Text, lacking})
			}
		}
		if len(line) > 0 {
			yield(line)
		}
	}
}

func around(line []setGlyph, at int) string {
	text := ""
	for _, g := range line[max(at-lackAround, 0):min(at+lackAround+1, len(line))] {
		text += g.text
	}
	return text
}

// lacking lists the characters of the boxes in order of code point.
func (b *codeBoxes) lacking() []rune {
	if b == nil {
		return nil
	}
	out := slices.Clone(b.runes[1:])
	slices.Sort(out)
	return out
}
