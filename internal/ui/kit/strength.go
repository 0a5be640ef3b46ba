package kit

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/ui/theme"
)

// Strength says how hard a passphrase is to guess while it is being typed: a bar of four and a word.
type Strength struct {
	Row  *fyne.Container // goes below the entry
	host *Host
	bars [4]*canvas.Rectangle
	word *canvas.Text
}

// NewStrength returns the bar for an empty passphrase.
func NewStrength(h *Host) *Strength {
	s := &Strength{host: h, word: Note("")}
	row := container.NewHBox()
	for i := range s.bars {
		s.bars[i] = canvas.NewRectangle(theme.Color(theme.Line))
		s.bars[i].SetMinSize(fyne.NewSize(44, 6))
		s.bars[i].CornerRadius = 3
		row.Add(container.NewCenter(s.bars[i]))
	}
	row.Add(s.word)
	s.Row = row
	s.Judge("")
	return s
}

// Judge judges a passphrase.
func (s *Strength) Judge(pass string) {
	n := PassphraseStrength(pass)
	tone := [...]Tone{Plain, Late, Warn, Good, Good}[n]
	for i, b := range s.bars {
		b.FillColor = theme.Color(theme.Line)
		if i < n {
			b.FillColor = theme.Color(tone.ink())
		}
		b.Refresh()
	}
	s.word.Text = ""
	if pass != "" {
		s.word.Text = s.host.T([...]string{"start.strength.0", "start.strength.0", "start.strength.2", "start.strength.3", "start.strength.4"}[n])
	}
	s.word.Refresh()
	s.Row.Refresh()
}

// PassphraseStrength judges a passphrase from 0, nothing, to 4, good for years, by how many characters a guesser has to get right:
// runs (aaaa, 1234) count once, and a Chinese character counts for two others. Ten characters are the least the office takes.
func PassphraseStrength(pass string) int {
	weight, kinds := 0, map[int]bool{}
	var last, step rune
	for i, r := range []rune(pass) {
		d := r - last
		if i == 0 || !(d == step && (d == 0 || d == 1 || d == -1)) {
			weight++
			if unicode.Is(unicode.Han, r) {
				weight++
			}
		}
		if i > 0 {
			step = d
		}
		last = r
		kinds[kindOf(r)] = true
	}
	if len(kinds) > 1 {
		weight += len(kinds) - 1
	}
	switch {
	case weight == 0:
		return 0
	case weight < 8 || len([]rune(pass)) < 10:
		return 1
	case weight < 12:
		return 2
	case weight < 18:
		return 3
	}
	return 4
}

// kindOf tells apart small and large letters, digits, Chinese and other characters.
func kindOf(r rune) int {
	switch {
	case unicode.IsLower(r):
		return 1
	case unicode.IsUpper(r):
		return 2
	case unicode.IsDigit(r):
		return 3
	case unicode.Is(unicode.Han, r):
		return 4
	}
	return 5
}
