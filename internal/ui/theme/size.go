package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Sizes by the part they play, in the toolkit's units (a pixel at scale 1).
const (
	Text    = fynetheme.SizeNameText
	Small   = fynetheme.SizeNameCaptionText
	Title   = fynetheme.SizeNameSubHeadingText
	Heading = fynetheme.SizeNameHeadingText
	Pad     = fynetheme.SizeNamePadding
	Inner   = fynetheme.SizeNameInnerPadding
	IconBox = fynetheme.SizeNameInlineIcon

	Row     fyne.ThemeSizeName = "halfsky.row"     // height of a line of a table
	Control fyne.ThemeSizeName = "halfsky.control" // height of a button or a one-line entry
	Gap     fyne.ThemeSizeName = "halfsky.gap"     // between groups
	Measure fyne.ThemeSizeName = "halfsky.measure" // widest line of running text
)

// scaled are the sizes that grow with large type; the others are the same in both.
var scaled = map[fyne.ThemeSizeName]float32{
	Text: 14, Small: 12, Title: 17, Heading: 22, IconBox: 18, Row: 28, Measure: 640,
}

var fixed = map[fyne.ThemeSizeName]float32{
	Pad: 4, Inner: 6, Gap: 12,
	fynetheme.SizeNameLineSpacing: 3, fynetheme.SizeNameScrollBar: 12, fynetheme.SizeNameScrollBarSmall: 5,
	fynetheme.SizeNameInputBorder: 1, fynetheme.SizeNameInputRadius: 3, fynetheme.SizeNameButtonRadius: 3,
	fynetheme.SizeNameSelectionRadius: 0, fynetheme.SizeNamePopupRadius: 4, fynetheme.SizeNameDialogRadius: 4,
	fynetheme.SizeNameModalBlurRadius: 0, // a blur is repainted with every frame
}

// large is how much larger large type is.
const large = 4.0 / 3

// Size returns the size of a name.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if name == Control {
		return float32(int(t.Size(Text)*1.45+0.5)) + 2*t.Size(Inner) // what the toolkit makes of an entry
	}
	if s, ok := scaled[name]; ok {
		if t.look.Large {
			return float32(int(s*large + 0.5))
		}
		return s
	}
	if s, ok := fixed[name]; ok {
		return s
	}
	return fynetheme.DefaultTheme().Size(name)
}
