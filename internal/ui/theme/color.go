package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Colours by the part they play. The first ones are the toolkit's own names, so that its widgets follow.
const (
	Paper  = fynetheme.ColorNameBackground
	Ink    = fynetheme.ColorNameForeground
	Faint  = fynetheme.ColorNamePlaceHolder // secondary words; still readable
	Accent = fynetheme.ColorNamePrimary     // masthead, overdue, the one main action
	OnRed  = fynetheme.ColorNameForegroundOnPrimary
	Line   = fynetheme.ColorNameSeparator
	Chosen = fynetheme.ColorNameSelection
	Under  = fynetheme.ColorNameHover // under the pointer
	Head   = fynetheme.ColorNameHeaderBackground
	Field  = fynetheme.ColorNameInputBackground
	Edge   = fynetheme.ColorNameInputBorder
	Good   = fynetheme.ColorNameSuccess
	Warn   = fynetheme.ColorNameWarning

	Rail     fyne.ThemeColorName = "halfsky.rail"      // behind the areas
	Sheet    fyne.ThemeColorName = "halfsky.sheet"     // the page a record is shown on
	SoftRed  fyne.ThemeColorName = "halfsky.soft.red"  // behind a badge
	SoftGood fyne.ThemeColorName = "halfsky.soft.good" //
	SoftWarn fyne.ThemeColorName = "halfsky.soft.warn" //
	SoftGrey fyne.ThemeColorName = "halfsky.soft.grey" //
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func veil(hex uint32, alpha uint8) color.NRGBA {
	c := rgb(hex)
	c.A = alpha
	return c
}

// quiet is the ordinary palette.
var quiet = map[fyne.ThemeColorName]color.Color{
	Paper: rgb(0xfbfaf7), Ink: rgb(0x23201d), Faint: rgb(0x6a635b), Accent: rgb(0xa81f3d), OnRed: rgb(0xffffff),
	Line: rgb(0xe2dcd2), Chosen: rgb(0xf6dfe2), Under: rgb(0xf1ece3), Head: rgb(0xf3efe7), Field: rgb(0xffffff), Edge: rgb(0xbdb4a7),
	Good: rgb(0x2d6a3c), Warn: rgb(0x8a5a00), Rail: rgb(0xf4f0e9), Sheet: rgb(0xffffff),
	SoftRed: rgb(0xf9e1e5), SoftGood: rgb(0xe3f0e4), SoftWarn: rgb(0xfaedd3), SoftGrey: rgb(0xece7de),
	fynetheme.ColorNameButton: rgb(0xefeae1), fynetheme.ColorNamePressed: veil(0x23201d, 0x22),
	fynetheme.ColorNameDisabled: rgb(0x8d857b), fynetheme.ColorNameDisabledButton: rgb(0xf3efe8),
	fynetheme.ColorNameFocus: veil(0xa81f3d, 0x40), fynetheme.ColorNameShadow: veil(0x3a2f25, 0x40),
	fynetheme.ColorNameScrollBar: veil(0x6a635b, 0xa0), fynetheme.ColorNameScrollBarBackground: veil(0x6a635b, 0x14),
}

// sharp is the palette of high contrast: what differs from the quiet one.
var sharp = map[fyne.ThemeColorName]color.Color{
	Paper: rgb(0xffffff), Ink: rgb(0x000000), Faint: rgb(0x333333), Accent: rgb(0x8c0022), Line: rgb(0x777777),
	Chosen: rgb(0xffe38f), Under: rgb(0xe8e8e8), Head: rgb(0xe4e4e4), Edge: rgb(0x222222), Rail: rgb(0xededed),
	Good: rgb(0x00501a), Warn: rgb(0x663f00),
	SoftRed: rgb(0xffd9e0), SoftGood: rgb(0xd2f5d6), SoftWarn: rgb(0xffe7b0), SoftGrey: rgb(0xdddddd),
	fynetheme.ColorNameButton: rgb(0xdcdcdc), fynetheme.ColorNameDisabled: rgb(0x555555),
	fynetheme.ColorNameFocus: veil(0x000000, 0x60), fynetheme.ColorNameScrollBar: rgb(0x444444),
}

// same are the toolkit's names that share a colour with one of ours.
var same = map[fyne.ThemeColorName]fyne.ThemeColorName{
	fynetheme.ColorNameError: Accent, fynetheme.ColorNameHyperlink: Accent,
	fynetheme.ColorNameForegroundOnError: OnRed, fynetheme.ColorNameForegroundOnSuccess: OnRed, fynetheme.ColorNameForegroundOnWarning: OnRed,
	fynetheme.ColorNameMenuBackground: Sheet, fynetheme.ColorNameOverlayBackground: Sheet,
	fynetheme.ColorNameInnerWindowBorder: Line, fynetheme.ColorNameInnerWindowBorderInactive: Line,
}

// Color returns the colour of a name. There is no dark variant: the screens are paper.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if other, ok := same[name]; ok {
		name = other
	}
	if t.look.Contrast {
		if c, ok := sharp[name]; ok {
			return c
		}
	}
	if c, ok := quiet[name]; ok {
		return c
	}
	return fynetheme.DefaultTheme().Color(name, fynetheme.VariantLight)
}
