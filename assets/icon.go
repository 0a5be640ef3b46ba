package assets

import _ "embed"

// Icon is the program's picture, a PNG of 512×512 pixels, made from icon.svg. Never write to it.
//
//go:embed icon.png
var Icon []byte
