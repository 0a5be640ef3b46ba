// Package early sets what the toolkit reads from the environment when it is initialised.
//
// It must stay without imports outside the standard library: Go initialises ready packages in the order of their paths, so a
// leaf under cn.halfsky comes before everything under fyne.io. A test of package theme keeps watch over that.
package early

import "os"

// Textures is how long the toolkit keeps the picture of a text that is no longer on screen. Its own minute lets a fast scroll
// through a long list hold more than a gigabyte. It must be more than ten seconds: with less the toolkit walks over everything
// on screen sixty times a second to keep it, though nothing moves.
const Textures = "12s"

func init() {
	if os.Getenv("FYNE_CACHE") != "" {
		return // someone who measures has chosen
	}
	if err := os.Setenv("FYNE_CACHE", Textures); err != nil {
		return // the toolkit's own value costs memory, nothing else
	}
}
