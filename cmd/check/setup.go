package main

import (
	"context"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// The one list of system packages. windowPackages build the window on the Debian family; ciPackages are what a bare machine
// needs beside them for every gate: make, and two programs that tests read PDF back with.
var (
	windowPackages = []string{"gcc", "libc6-dev", "pkg-config", "ca-certificates", "libgl-dev", "libx11-dev", "libxcursor-dev", "libxrandr-dev", "libxinerama-dev", "libxi-dev", "libxxf86vm-dev"}
	ciPackages     = []string{"make", "poppler-utils", "qpdf"}
)

// elsewhere says what to install where there is no apt.
const elsewhere = `Install a C compiler and the development files of OpenGL and X11 with your system's own tool:
  Fedora    dnf install gcc mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel
  openSUSE  zypper install gcc Mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel
  Arch      pacman -S gcc libglvnd libx11 libxcursor libxrandr libxinerama libxi libxxf86vm
  macOS     xcode-select --install
  Windows   a gcc for Windows (MSYS2: pacman -S mingw-w64-ucrt-x86_64-gcc), on the PATH
`

// noDisplay is said instead of opening a window where there is no screen.
const noDisplay = `There is no display here (DISPLAY is not set), so no window can be opened.
The Women's Day summary can be made without one. Put a passphrase of your choice into a file, then:
  go run ./cmd/halfskyctl new --data DIR --centre NAME --user NAME --passphrase-file FILE --sample
  go run ./cmd/halfskyctl report programme --data DIR --user NAME --passphrase-file FILE --name 三八 --out summary.pdf
`

// machine is what setting up needs to know and to do; tests put their own in.
type machine struct {
	out     io.Writer
	system  string                                 // runtime.GOOS
	env     func(string) string                    // an environment variable
	lacks   func(context.Context) string           // what the window's build lacks; empty for nothing
	cc      func(context.Context) bool             // is there a C compiler
	has     func(program string) bool              // is there such a program
	have    func(context.Context, string) bool     // is this Debian package installed
	root    bool                                   // may it install without asking
	install func(context.Context, ...string) error // runs a command that the person sees
	silent  func(context.Context, ...string) bool  // runs a command nobody sees: did it succeed
}

func newMachine(out io.Writer) machine {
	b := &bench{out: out}
	run := func(ctx context.Context, words ...string) *exec.Cmd {
		return b.ready(ctx, []string{"DEBIAN_FRONTEND=noninteractive"}, words[0], words[1:]...)
	}
	return machine{
		out: out, system: runtime.GOOS, env: os.Getenv, root: os.Geteuid() == 0,
		lacks: func(ctx context.Context) string { return windowLacks(ctx, b) },
		cc:    func(ctx context.Context) bool { return compiler(ctx, b) != nil },
		has:   func(program string) bool { _, err := exec.LookPath(program); return err == nil },
		have: func(ctx context.Context, pkg string) bool {
			state, err := run(ctx, "dpkg-query", "-W", "-f=${db:Status-Status}", pkg).Output()
			return err == nil && string(state) == "installed"
		},
		install: func(ctx context.Context, words ...string) error {
			c := run(ctx, words...)
			c.Stdin, c.Stdout, c.Stderr = os.Stdin, out, os.Stderr
			return c.Run()
		},
		silent: func(ctx context.Context, words ...string) bool { return run(ctx, words...).Run() == nil },
	}
}

// setUp makes sure of what the window needs. For "run" there must be a display and everything is put in or told; for "test"
// only what can be had without asking is put in, and never a compiler; for "ci" everything every gate needs must be there in
// the end. It returns the exit code.
func setUp(ctx context.Context, purpose string, m machine) int {
	switch purpose {
	case "run":
		if slices.Contains(x11, m.system) && m.env("DISPLAY") == "" {
			tell(m.out, "%s", noDisplay)
			if m.env("WAYLAND_DISPLAY") != "" {
				tell(m.out, "This Wayland session would do with Xwayland: Chinese input needs the X11 window.\n")
			}
			return 1
		}
		return m.window(ctx, nil)
	case "test":
		if m.cc(ctx) && m.lacks(ctx) != "" && m.debian() && (m.root || m.silent(ctx, "sudo", "-n", "true")) {
			if m.window(ctx, nil) != 0 {
				tell(m.out, "Going on without: the window will not be built.\n")
			}
		}
		return 0
	case "ci":
		return m.window(ctx, ciPackages)
	}
	tell(m.out, "usage: check -setup run|test|ci\n")
	return 2
}

func (m machine) debian() bool { return m.has("apt-get") && m.has("dpkg-query") }

// window puts in what the build of the window lacks, and extra packages where there is apt.
func (m machine) window(ctx context.Context, extra []string) int {
	wanted := slices.Clone(extra)
	lack := m.lacks(ctx)
	if lack != "" {
		wanted = append(wanted, windowPackages...)
	}
	if !m.debian() {
		if lack == "" {
			return 0
		}
		tell(m.out, "The window cannot be built here: %s.\n%s", lack, elsewhere)
		return 1
	}
	missing := slices.DeleteFunc(wanted, func(p string) bool { return m.have(ctx, p) })
	if len(missing) > 0 && !m.apt(ctx, missing) {
		return 1
	}
	if lack = m.lacks(ctx); lack != "" {
		tell(m.out, "The window still cannot be built here: %s.\n", lack)
		return 1
	}
	return 0
}

// apt installs packages, saying which before it does.
func (m machine) apt(ctx context.Context, missing []string) bool {
	tell(m.out, "Missing system packages: %s\n", strings.Join(missing, " "))
	install := append([]string{"apt-get", "install", "-y", "--no-install-recommends"}, missing...)
	var before []string
	switch {
	case m.root:
	case m.has("sudo"):
		before = []string{"sudo"}
	default:
		tell(m.out, "They need an administrator. As root:\n  apt-get update && %s\n", strings.Join(install, " "))
		return false
	}
	for _, words := range [][]string{{"apt-get", "update"}, install} {
		words = append(slices.Clone(before), words...)
		tell(m.out, "+ %s\n", strings.Join(words, " "))
		if err := m.install(ctx, words...); err != nil {
			tell(m.out, "%s: %v\n", strings.Join(words, " "), err)
			return false
		}
	}
	return true
}
