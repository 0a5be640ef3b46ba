//go:build imespot

package main

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"

	"cn.halfsky/internal/ui"
)

// followCaret has the input method place its candidates at the caret. PlaceCandidates is not GLFW's: go run ./cmd/check -build
// puts it into the copy it builds with, and sets the tag.
func followCaret(p *ui.Program) {
	canvas := p.Window().Canvas()
	p.Host().Caret = func(at fyne.Position) { glfw.PlaceCandidates(canvas.PixelCoordinateForPosition(at)) }
}
