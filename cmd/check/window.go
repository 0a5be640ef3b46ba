package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// probe is a C program that needs every header the window's build on Linux needs; windowLibs are the libraries it is linked to.
const probe = `#include <GL/gl.h>
#include <X11/Xlib.h>
#include <X11/Xcursor/Xcursor.h>
#include <X11/extensions/Xrandr.h>
#include <X11/extensions/Xinerama.h>
#include <X11/extensions/XInput2.h>
#include <X11/extensions/xf86vmode.h>
int main(void) { return 0; }
`

var windowLibs = []string{"-lGL", "-lX11", "-lXcursor", "-lXrandr", "-lXinerama", "-lXi", "-lXxf86vm", "-lm"}

// compiler is the C compiler that Go would use, as its command line; empty when there is none.
func compiler(ctx context.Context, b *bench) []string {
	out, err := b.tool(ctx, nil, "go", "env", "CC")
	words := strings.Fields(out)
	if err != nil || len(words) == 0 {
		return nil
	}
	if _, err := exec.LookPath(words[0]); err != nil {
		return nil
	}
	return words
}

// windowLacks says what the build of the window lacks on this machine; empty when it can be built. On Linux it compiles and
// links a program of one line: asking for package names would know only one family of systems.
func windowLacks(ctx context.Context, b *bench) string {
	cc := compiler(ctx, b)
	if cc == nil {
		return "no C compiler"
	}
	if runtime.GOOS != "linux" {
		return ""
	}
	dir, err := os.MkdirTemp("", "halfsky-probe-")
	if err != nil {
		return err.Error()
	}
	lack := probeIn(ctx, b, dir, cc)
	if err := os.RemoveAll(dir); err != nil && lack == "" {
		return err.Error()
	}
	return lack
}

func probeIn(ctx context.Context, b *bench, dir string, cc []string) string {
	source := filepath.Join(dir, "probe.c")
	if err := os.WriteFile(source, []byte(probe), 0o600); err != nil {
		return err.Error()
	}
	args := append(append([]string{}, cc[1:]...), source, "-o", filepath.Join(dir, "probe"))
	if out, err := b.tool(ctx, nil, cc[0], append(args, windowLibs...)...); err != nil {
		return "the headers of X11 and OpenGL are not all there: " + firstError(out)
	}
	return ""
}

// firstError is the line of a compiler's output that says what is missing.
func firstError(out string) string {
	lines := strings.Split(strings.TrimSpace(out), "\n")
	for _, line := range lines {
		if _, what, ok := strings.Cut(line, "error: "); ok {
			return what
		}
		if strings.Contains(line, "cannot find") {
			return strings.TrimSpace(line)
		}
	}
	return lines[0]
}
