package paper

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Suspicion says what a piece of text looks like.
type Suspicion string

// What does not belong in a document for the public.
const (
	Mobile   Suspicion = "mobile"     // a mobile number: 11 figures
	Resident Suspicion = "residentid" // the number of an identity card: 18 characters (GB 11643)
)

// Suspect is a piece of text of a public document that looks like a number of a person. It is a warning and nothing more: what it is
// only a reader knows.
type Suspect struct {
	What   Suspicion
	Page   int    // from 1
	Around string // the number with a few characters before and after it; for the screen, never for a log
}

// suspects are the forms of such numbers, in half width, with a gap or a dash between the figures or without; the
// longest first, as a shorter number can stand in a longer one.
var suspects = []struct {
	what Suspicion
	form *regexp.Regexp
}{
	{Resident, regexp.MustCompile(`[1-9](?:[ \-]?[0-9]){5}[ \-]?(?:1[ \-]?[89]|2[ \-]?0)(?:[ \-]?[0-9]){2}[ \-]?(?:0[ \-]?[1-9]|1[ \-]?[0-2])(?:[ \-]?[0-9]){5}[ \-]?[0-9Xx]`)},
	{Mobile, regexp.MustCompile(`1[3-9](?:[ \-]?[0-9]){9}`)},
}

// aroundMost is how many characters are shown on each side of a suspect.
const aroundMost = 8

// Suspects lists what looks like a number of a person on the pages of a public document, in the order it is read. A document for
// inside names its fields instead (Personal) and has none.
func (d Document) Suspects(p *Pages) []Suspect {
	if !d.Public {
		return nil
	}
	var out []Suspect
	for i, sheet := range p.Sheets {
		for _, line := range strings.FieldsFunc(sheet.Reading(), func(r rune) bool { return r == '\n' || r == '\t' }) {
			for _, s := range suspectsOf(line) {
				s.Page = i + 1
				out = append(out, s)
			}
		}
	}
	return out
}

// suspectsOf looks through one line. A number inside a longer one is none.
func suspectsOf(line string) (out []Suspect) {
	half := halfWidth(line)
	for _, s := range suspects {
		for _, at := range s.form.FindAllStringIndex(half, -1) {
			before, _ := utf8.DecodeLastRuneInString(half[:at[0]])
			after, _ := utf8.DecodeRuneInString(half[at[1]:])
			if figure(before) || figure(after) {
				continue
			}
			n := at[1] - at[0] // characters of one byte each
			out = append(out, Suspect{What: s.what, Around: Around(line, utf8.RuneCountInString(half[:at[0]]), n)})
			half = half[:at[0]] + strings.Repeat(" ", n) + half[at[1]:]
		}
	}
	return out
}

func figure(r rune) bool { return r >= '0' && r <= '9' }

// halfWidth writes the figures and signs of a text in half width, a character for a character.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == 0x3000 || r == noBreak:
			return ' '
		case r == '—' || r == '–' || r == '‐' || r == '−':
			return '-'
		}
		return r
	}, s)
}

// Around cuts the n characters from the given one out of a text, with a few before and after it.
func Around(text string, from, n int) string {
	all := []rune(text)
	lo, hi := max(from-aroundMost, 0), min(from+n+aroundMost, len(all))
	return strings.TrimSpace(string(all[lo:hi]))
}

// Reading returns the characters of the sheet in drawing order: a new line where the base line changes and a tab where a column
// ends, so that what stands in two cells never runs together.
func (s Page) Reading() string {
	var b strings.Builder
	y, end := 0.0, 0.0
	for _, it := range s.Items {
		r, ok := it.(Run)
		if !ok {
			continue
		}
		switch em := r.Size / ptPerMM; {
		case b.Len() == 0:
		case r.Y != y:
			b.WriteByte('\n')
		case r.X < end-em || r.X > end+em:
			b.WriteByte('\t')
		}
		b.WriteString(r.Text())
		y, end = r.Y, r.X+r.Width()
	}
	return b.String()
}
