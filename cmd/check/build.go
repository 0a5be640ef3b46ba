package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// windowTags leave out what costs the toolkit start time, memory and rest: its own emoji, a caret that fades, and the reading of
// whatever FyneApp.toml lies near the program.
const windowTags = "no_emoji,no_animations,no_metadata"

// build puts both programs into bin and returns the exit code.
func (b *bench) build(ctx context.Context) int {
	suffix := ""
	if runtime.GOOS == "windows" {
		suffix = ".exe"
	}
	if _, err := os.Stat(filepath.Join(b.top, "bin", "halfsky"+suffix)); err != nil {
		tell(b.out, "The first build compiles the window toolkit: some minutes. Later ones take seconds.\n")
	}
	out, err := b.window(ctx, "bin/halfsky"+suffix)
	if err == nil {
		out, err = b.tool(ctx, pure, "go", "build", "-o", "bin/halfskyctl"+suffix, "./cmd/halfskyctl")
	}
	if err != nil {
		tell(b.out, "%s\n%v\n", strings.TrimSpace(out), err)
		return 1
	}
	return 0
}

// window builds the program that opens a window, and gives back what the go command printed.
func (b *bench) window(ctx context.Context, to string) (string, error) {
	how, err := edited(ctx, b, runtime.GOOS)
	if err != nil {
		return "", err
	}
	args := append([]string{"build", "-o", to}, how...)
	return b.tool(ctx, []string{"CGO_ENABLED=1"}, "go", append(args, "./cmd/halfsky")...)
}
