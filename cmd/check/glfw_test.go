package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// sources are what the edits need of GLFW, and a file that nobody may write to, as in the module cache.
func sources(t *testing.T, window string) string {
	t.Helper()
	from := write(t, map[string]string{"glfw/src/x11_window.c": window, "glfw/src/other.c": "int other;\n", "window.go": "package glfw\n"})
	if err := os.Chmod(filepath.Join(from, "window.go"), 0o400); err != nil {
		t.Fatal(err)
	}
	return from
}

const window = "    if (ic)\n    {\n        // Do not report the key press events duplicated by XIM\n    }\n#endif // _GLFW_X11\n"

func TestCopyOfGLFWHasTheEdits(t *testing.T) {
	top := write(t, map[string]string{"go.mod": "module a\n", "go.sum": "sum\n"})
	if err := prepare(top, sources(t, window), "v1"); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"bin/glfw/glfw/src/x11_window.c": "return; // the input method has taken the key\n\n        // Do not report the key press",
		"bin/glfw/glfw/src/other.c":      "int other;\n",
		"bin/glfw/window.go":             "package glfw\n",
		"bin/glfw/placecandidates.go":    "func PlaceCandidates(x, y int)",
		"bin/window.mod":                 "module a\n\nreplace github.com/go-gl/glfw/v3.4/glfw => ./bin/glfw\n",
		"bin/window.sum":                 "sum\n",
	} {
		body, err := os.ReadFile(filepath.Join(top, name))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(body), want) {
			t.Errorf("no %q in %s:\n%s", want, name, body)
		}
	}
	body, err := os.ReadFile(filepath.Join(top, "bin/glfw/glfw/src/x11_window.c"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(string(body), "}\n\n#endif // _GLFW_X11\n") || strings.Count(string(body), "void halfskyPlaceCandidates(") != 1 {
		t.Errorf("the function does not stand once before the end:\n%s", body)
	}
}

// times are when the files below a folder were written.
func times(t *testing.T, top string) map[string]time.Time {
	t.Helper()
	all := map[string]time.Time{}
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		all[name] = info.ModTime()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCopyOfGLFWIsMadeOnlyWhenSomethingChanged(t *testing.T) {
	top := write(t, map[string]string{"go.mod": "module a\n", "go.sum": "sum\n"})
	from := sources(t, window)
	again := func(version string) map[string]time.Time {
		t.Helper()
		if err := prepare(top, from, version); err != nil {
			t.Fatal(err)
		}
		return times(t, filepath.Join(top, "bin"))
	}
	first := again("v1")
	for name, at := range again("v1") {
		if !at.Equal(first[name]) {
			t.Errorf("%s was written again", name)
		}
	}
	copied, mod := filepath.Join(top, glfwStamp), filepath.Join(top, windowMod)
	newer := again("v2")
	if newer[copied].Equal(first[copied]) || !newer[mod].Equal(first[mod]) {
		t.Error("another version of GLFW must renew the copy and nothing else")
	}
	if err := os.WriteFile(filepath.Join(top, "go.mod"), []byte("module b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	last := again("v2")
	if !last[copied].Equal(newer[copied]) || last[mod].Equal(newer[mod]) {
		t.Error("another go.mod must renew window.mod and nothing else")
	}
	if len(last) != len(first) {
		t.Errorf("%d files, %d at first: something was left behind", len(last), len(first))
	}
}

func TestUnknownGLFWIsRefusedAndTheOldCopyStays(t *testing.T) {
	for name, body := range map[string]string{"gone": "#endif // _GLFW_X11\n", "twice": window + window} {
		t.Run(name, func(t *testing.T) {
			top := write(t, map[string]string{"go.mod": "module a\n", "go.sum": "sum\n"})
			if err := prepare(top, sources(t, window), "v1"); err != nil {
				t.Fatal(err)
			}
			before := times(t, top)
			err := prepare(top, sources(t, body), "v2")
			if err == nil || !strings.Contains(err.Error(), "mend the edits in cmd/check/glfw.go") {
				t.Errorf("said %v", err)
			}
			if after := times(t, top); len(after) != len(before) || !after[filepath.Join(top, glfwStamp)].Equal(before[filepath.Join(top, glfwStamp)]) {
				t.Errorf("left %d files, there were %d", len(after), len(before))
			}
		})
	}
}

func TestOtherSystemsBuildWithGLFWAsItIs(t *testing.T) {
	top := t.TempDir()
	for _, system := range []string{"windows", "darwin"} {
		how, err := edited(t.Context(), &bench{top: top}, system)
		if slices.Contains(how, "-modfile") || err != nil || len(times(t, top)) != 1 {
			t.Errorf("%s: %v, %v", system, how, err)
		}
	}
}
