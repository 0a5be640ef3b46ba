package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"cn.halfsky/assets"
)

var (
	regular = fyne.NewStaticResource("HalfSkySans-Regular.otf", assets.ScreenRegular)
	bold    = fyne.NewStaticResource("HalfSkySans-Bold.otf", assets.ScreenBold)
)

// Font returns the face for a style. Monospace is the Chinese face too: its digits are all of one width, and a second face
// beside Chinese would change the height of the line. Italic is upright: Chinese has none.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	if style.Bold {
		return bold
	}
	return regular
}

// The toolkit takes one face per style and looks for other characters in its own Latin faces, then its symbols, then the
// system's fonts. A name must not turn into boxes on a system without Chinese fonts, so its Latin and symbol faces, which are
// of no use behind ours, are exchanged for faces that have the rest: behind bold the regular face, which knows four times as
// many characters, and behind both the face of rare names, whose licence keeps it a file of its own.
func init() {
	exchange(fynetheme.DefaultTextBoldFont(), assets.ScreenRegular)
	exchange(fynetheme.DefaultTextBoldItalicFont(), assets.ScreenRegular)
	exchange(fynetheme.DefaultSymbolFont(), assets.PaperNames)
}

func exchange(behind fyne.Resource, face []byte) {
	if res, ok := behind.(*fyne.StaticResource); ok {
		res.StaticContent = face
	}
}
