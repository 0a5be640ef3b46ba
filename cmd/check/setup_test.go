package main

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
)

// bare is a machine of a test: what it has, what is installed on it, and what was run.
type bare struct {
	programs  []string
	installed []string
	display   string
	root      bool
	cc        bool
	stubborn  bool // installing fails
	ran       []string
}

func (f *bare) machine(out *bytes.Buffer) machine {
	return machine{
		out: out, system: "linux", root: f.root,
		env: func(name string) string { return map[string]string{"DISPLAY": f.display}[name] },
		lacks: func(context.Context) string {
			if slices.Contains(f.installed, "libxi-dev") {
				return ""
			}
			return "no header"
		},
		cc:   func(context.Context) bool { return f.cc },
		has:  func(p string) bool { return slices.Contains(f.programs, p) },
		have: func(_ context.Context, p string) bool { return slices.Contains(f.installed, p) },
		install: func(_ context.Context, words ...string) error {
			f.ran = append(f.ran, strings.Join(words, " "))
			if f.stubborn {
				return errors.New("no network")
			}
			if slices.Contains(words, "install") {
				f.installed = append(f.installed, words...)
			}
			return nil
		},
		silent: func(context.Context, ...string) bool { return slices.Contains(f.programs, "sudo") },
	}
}

var apt = []string{"apt-get", "dpkg-query"}

func TestSetUpPutsInWhatIsMissing(t *testing.T) {
	for _, c := range []struct {
		name    string
		purpose string
		on      bare
		code    int
		said    []string
		ran     []string // how each command begins
	}{
		{"nothing is missing", "run", bare{display: ":0", installed: []string{"libxi-dev"}}, 0, nil, nil},
		{"as root", "run", bare{display: ":0", programs: apt, root: true, installed: []string{"gcc"}}, 0,
			[]string{"Missing system packages: libc6-dev pkg-config"}, []string{"apt-get update", "apt-get install -y --no-install-recommends libc6-dev"}},
		{"with sudo", "run", bare{display: ":0", programs: append(apt, "sudo")}, 0, []string{"+ sudo apt-get update"}, []string{"sudo apt-get update", "sudo apt-get install"}},
		{"without rights", "run", bare{display: ":0", programs: apt}, 1, []string{"As root:\n  apt-get update && apt-get install -y"}, nil},
		{"no apt", "run", bare{display: ":0"}, 1, []string{"no header", "dnf install", "xcode-select"}, nil},
		{"no display", "run", bare{programs: apt, root: true}, 1, []string{"no display here", "halfskyctl report programme"}, nil},
		{"apt fails", "run", bare{display: ":0", programs: apt, root: true, stubborn: true}, 1, []string{"no network"}, []string{"apt-get update"}},
		{"tests without a compiler", "test", bare{programs: apt, root: true}, 0, nil, nil},
		{"tests with a compiler", "test", bare{programs: apt, root: true, cc: true}, 0, []string{"Missing system packages"}, []string{"apt-get update", "apt-get install"}},
		{"tests never ask for a password", "test", bare{programs: apt, cc: true}, 0, nil, nil},
		{"tests go on when apt fails", "test", bare{programs: apt, root: true, cc: true, stubborn: true}, 0, []string{"Going on without"}, []string{"apt-get update"}},
		{"ci takes everything", "ci", bare{programs: apt, root: true}, 0, []string{"qpdf", "make", "libgl-dev"}, []string{"apt-get update", "apt-get install"}},
		{"ci with headers there", "ci", bare{programs: apt, root: true, installed: []string{"libxi-dev", "make", "qpdf"}}, 0, []string{"Missing system packages: poppler-utils\n"}, []string{"apt-get update", "apt-get install"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			if code := setUp(t.Context(), c.purpose, c.on.machine(&out)); code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			for _, want := range c.said {
				if !strings.Contains(out.String(), want) {
					t.Errorf("did not say %q but\n%s", want, out.String())
				}
			}
			if !slices.EqualFunc(c.on.ran, c.ran, strings.HasPrefix) {
				t.Errorf("ran %q, want %q", c.on.ran, c.ran)
			}
		})
	}
}
