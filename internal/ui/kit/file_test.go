package kit

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"cn.halfsky/internal/field"
)

// TestReplaceFileLeavesTheOldOneWhenItFails: half a file is worse than an old one.
func TestReplaceFileLeavesTheOldOneWhenItFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "below", "表.pdf")
	write := func(text string, err error) error {
		return ReplaceFile(path, func(out io.Writer) error {
			if _, bad := io.WriteString(out, text); bad != nil {
				return bad
			}
			return err
		})
	}
	if err := write("first", nil); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := write("second", broken); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "first" {
		t.Errorf("the file holds %q, %v", text, err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}

// TestReplaceFileSaysWhy: a place that cannot be written has its own words.
func TestReplaceFileSaysWhy(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("the system lets this user write everywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if err := ReplaceFile(filepath.Join(dir, "a"), func(io.Writer) error { return nil }); !errors.Is(err, field.ReadOnly) {
		t.Errorf("got %v", err)
	}
}

func TestReplaceFileWhereAFileStandsForAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := ReplaceFile(filepath.Join(file, "x.pdf"), func(io.Writer) error { return nil })
	if !errors.Is(err, field.ReadOnly) {
		t.Errorf("got %v, want the trouble of a place that cannot be written", err)
	}
}

func TestFileName(t *testing.T) {
	for text, want := range map[string]string{
		"2008年“三八”汇总": "2008年“三八”汇总.pdf", `a/b\c:d*e?f"g<h>i|j`: "a-b-c-d-e-f-g-h-i-j.pdf", " . ": "halfsky.pdf",
		strings.Repeat("长", 90): strings.Repeat("长", 60) + ".pdf",
	} {
		if got := FileName(text, ".pdf"); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestTidyPath(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	file := filepath.Join(home, "表 一.xlsx")
	for _, text := range []string{file, ` "` + file + `" `, "'" + file + "'", "~/表 一.xlsx", filepath.Join(home, "x", "..", "表 一.xlsx")} {
		if got := TidyPath(text); got != file {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	if got := TidyPath("  "); got != "" {
		t.Errorf("nothing becomes %q", got)
	}
}

func TestPassphraseStrength(t *testing.T) {
	last := 0
	for _, pass := range []string{"", "aaaaaaaaaaaa", "carnation12", "carnation 1910 m", "carnation 1910 march rose"} {
		got := PassphraseStrength(pass)
		if got < last {
			t.Errorf("%q is %d, below a shorter one", pass, got)
		}
		last = got
	}
	for pass, want := range map[string]int{"": 0, "1234567890": 1, "春天来了": 1, "aaaaaaaaaaaaaaaaaaaa": 1, "三月八日妇女节快乐呀": 4} {
		if got := PassphraseStrength(pass); got != want {
			t.Errorf("%q is %d, want %d", pass, got, want)
		}
	}
}
