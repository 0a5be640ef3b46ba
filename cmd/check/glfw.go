package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Chinese input under X11. GLFW passes keys on that the input method has taken: Backspace while composing deletes saved text,
// Enter submits (fyne-io/fyne#5757, #618; glfw/glfw#2130 would cure it). The window is therefore built with a copy of the
// module that has the edits below, named by a go.mod of its own: the module cache must stay as it is, and go build refuses
// -overlay for it.
const (
	glfw      = "github.com/go-gl/glfw/v3.4/glfw"
	glfwCopy  = "bin/glfw"
	glfwStamp = glfwCopy + "/edited" // says which version with which edits the copy is
	windowMod = "bin/window.mod"
	windowSum = "bin/window.sum"
)

// x11 are the systems whose window is an X11 one.
var x11 = []string{"linux", "freebsd", "netbsd", "openbsd"}

// edit puts lines before the one line of a file that holds the words of its anchor; without an anchor it is a new file.
type edit struct{ file, anchor, text string }

var edits = []edit{
	// A key that the input method gives back comes a second time, unfiltered, and is reported then.
	{"glfw/src/x11_window.c", "Do not report the key press events duplicated by XIM", `                if (filtered)
                    return; // the input method has taken the key

`},
	{"glfw/src/x11_window.c", "#endif // _GLFW_X11", `// The input method is told where the caret is, in pixels of the window. It places its candidates there with the input
// style that GLFW asks for, too. The two functions of Xlib are looked up as GLFW looks up all of its own.
void halfskyPlaceCandidates(int x, int y)
{
    typedef XVaNestedList (* PFN_List)(int,...);
    typedef char* (* PFN_Set)(XIC,...);
    XPoint spot = { x, y };
    PFN_List list;
    PFN_Set set;
    void* values;

    if (!_glfw.initialized || _glfw.platform.platformID != GLFW_PLATFORM_X11)
        return;

    list = (PFN_List) _glfwPlatformGetModuleSymbol(_glfw.x11.xlib.handle, "XVaCreateNestedList");
    set = (PFN_Set) _glfwPlatformGetModuleSymbol(_glfw.x11.xlib.handle, "XSetICValues");
    values = list && set ? list(0, XNSpotLocation, &spot, NULL) : NULL;
    if (!values)
        return;

    for (_GLFWwindow* window = _glfw.windowListHead;  window;  window = window->next)
    {
        if (window->x11.ic)
            set(window->x11.ic, XNPreeditAttributes, values, NULL);
    }

    XFree(values);
}

`},
	{"placecandidates.go", "", `//go:build imespot

package glfw

// void halfskyPlaceCandidates(int x, int y);
import "C"

// PlaceCandidates tells the input method where the caret is, in pixels of the window. Call it on the main thread.
func PlaceCandidates(x, y int) { C.halfskyPlaceCandidates(C.int(x), C.int(y)) }
`},
}

// edited are the arguments of go build for the window on a system. Where that is an X11 one, it sees to it that the copy of GLFW
// and the go.mod that names it are there.
func edited(ctx context.Context, b *bench, system string) ([]string, error) {
	if !slices.Contains(x11, system) {
		return []string{"-tags", windowTags}, nil
	}
	from, version, err := glfwSource(ctx, b)
	if err != nil {
		return nil, err
	}
	return []string{"-modfile", windowMod, "-tags", windowTags + ",x11,imespot"}, prepare(b.top, from, version)
}

// prepare writes the copy and the go.mod as far as they are not there already, from a version of GLFW in the folder from.
func prepare(top, from, version string) error {
	stamp := fmt.Appendf(nil, "%s %s edits %x\n", glfw, version, sha256.Sum256(fmt.Append(nil, edits)))
	if have, err := os.ReadFile(filepath.Join(top, glfwStamp)); err != nil || !bytes.Equal(have, stamp) {
		if err := copyEdited(from, filepath.Join(top, glfwCopy), stamp); err != nil {
			return err
		}
	}
	mod, err := os.ReadFile(filepath.Join(top, "go.mod"))
	if err != nil {
		return fmt.Errorf("read go.mod: %w", err)
	}
	sum, err := os.ReadFile(filepath.Join(top, "go.sum"))
	if err != nil {
		return fmt.Errorf("read go.sum: %w", err)
	}
	if err := keep(filepath.Join(top, windowMod), fmt.Appendf(mod, "\nreplace %s => ./%s\n", glfw, glfwCopy)); err != nil {
		return err
	}
	return keep(filepath.Join(top, windowSum), sum)
}

// glfwSource is the folder and the version of GLFW that go.mod asks for, downloaded where it is not there.
func glfwSource(ctx context.Context, b *bench) (dir, version string, err error) {
	out, err := b.ready(ctx, nil, "go", "mod", "download", "-json", glfw).Output()
	var found struct{ Dir, Version, Error string }
	if e := json.Unmarshal(out, &found); e != nil && err == nil {
		err = e
	}
	if err == nil && found.Error != "" {
		err = errors.New(found.Error)
	}
	if err != nil {
		return "", "", fmt.Errorf("download %s: %w", glfw, err)
	}
	return found.Dir, found.Version, nil
}

// copyEdited makes the copy beside its place and moves it there when it is whole.
func copyEdited(from, to string, stamp []byte) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	fresh, err := os.MkdirTemp(filepath.Dir(to), "glfw-")
	if err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	err = copyTree(from, fresh)
	for _, e := range edits {
		if err == nil {
			err = e.apply(fresh)
		}
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(fresh, filepath.Base(glfwStamp)), stamp, 0o644)
	}
	if err == nil {
		err = os.RemoveAll(to)
	}
	if err == nil {
		err = os.Rename(fresh, to)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("copy %s: %w", glfw, err), os.RemoveAll(fresh))
	}
	return nil
}

// copyTree copies files and folders so that they can be written to: the module cache's cannot.
func copyTree(from, to string) error {
	tree := os.DirFS(from)
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, name), 0o755)
		}
		body, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), body, 0o644)
	})
}

// apply makes the edit in a copy. A version of GLFW in which its place is not found needs a look by a person.
func (e edit) apply(top string) error {
	file := filepath.Join(top, filepath.FromSlash(e.file))
	if e.anchor == "" {
		return os.WriteFile(file, []byte(e.text), 0o644)
	}
	body, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, after, _ := bytes.Cut(body, []byte(e.anchor))
	if n := bytes.Count(body, []byte(e.anchor)); n != 1 {
		return fmt.Errorf("%q stands %d times in %s, not once: look at this version of GLFW and mend the edits in cmd/check/glfw.go", e.anchor, n, e.file)
	}
	line := bytes.LastIndexByte(before, '\n') + 1
	return os.WriteFile(file, slices.Concat(before[:line], []byte(e.text), before[line:], []byte(e.anchor), after), 0o644)
}

// keep writes a file unless it says the same already.
func keep(file string, body []byte) error {
	if have, err := os.ReadFile(file); err == nil && bytes.Equal(have, body) {
		return nil
	}
	if err := os.WriteFile(file, body, 0o644); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}
