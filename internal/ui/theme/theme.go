// Package theme gives the screens their colours, sizes and type: paper white, one warm accent, Chinese faces.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	_ "cn.halfsky/internal/ui/early" // before the toolkit
)

// Look is what a person may choose about the screens.
type Look struct {
	Contrast bool // black on white, strong lines
	Large    bool // type a third larger
}

// Theme is the look of every screen.
type Theme struct{ look Look }

// New returns the theme for a look.
func New(look Look) *Theme { return &Theme{look} }

// Look returns what the theme was made for.
func (t *Theme) Look() Look { return t.look }

// Icon returns the toolkit's own icons; those of the areas are in this package.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(name)
}

// Color returns the colour of that name in the current theme.
func Color(name fyne.ThemeColorName) color.Color { return fynetheme.Color(name) }

// Size returns the size of that name in the current theme.
func Size(name fyne.ThemeSizeName) float32 { return fynetheme.Size(name) }
