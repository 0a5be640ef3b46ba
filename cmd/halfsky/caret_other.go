//go:build !imespot

package main

import "cn.halfsky/internal/ui"

// followCaret does nothing: only the window under X11 is built so that the input method can be told where the caret is.
func followCaret(*ui.Program) {}
