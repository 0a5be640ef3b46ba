package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// write makes a small project in a folder of its own.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	top := t.TempDir()
	for name, body := range files {
		name = filepath.Join(top, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return top
}

func TestRunAllSaysHowEachGateEnded(t *testing.T) {
	end := func(v verdict) func(context.Context, *bench) verdict {
		return func(context.Context, *bench) verdict { return v }
	}
	good, bad := end(verdict{state: passed}), end(verdict{state: failed, output: "a.go:1: wrong\n"})
	absent := end(verdict{state: leftOut, reason: "no compiler"})
	for _, c := range []struct {
		name  string
		gates []gate
		level level
		code  int
		want  []string
	}{
		{"all well", []gate{{"one", quickly, good}, {"two", normal, absent}}, normal, 0, []string{"one            ok", "left out", "no compiler", "gates: 1 ok, left out: two\n3 passed, 0 failed\n"}},
		{"one fails, the rest still runs", []gate{{"one", quickly, bad}, {"two", quickly, good}}, quickly, 1, []string{"    a.go:1: wrong\n", "two            ok", "gates: 1 ok, FAILED: one\n"}},
		{"above the level", []gate{{"one", quickly, good}, {"two", fully, bad}}, normal, 0, []string{"gates: 1 ok\n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			b := &bench{out: &out, level: c.level, count: tally{passed: 3}}
			if code := b.runAll(t.Context(), c.gates); code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			for _, want := range c.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("no %q in\n%s", want, out.String())
				}
			}
		})
	}
}

func TestRunAllStopsWhenInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	var out bytes.Buffer
	code := (&bench{out: &out}).runAll(ctx, []gate{
		{"first", quickly, func(context.Context, *bench) verdict { stop(); return verdict{state: leftOut} }},
		{"second", quickly, func(context.Context, *bench) verdict { t.Error("ran after the interrupt"); return verdict{} }},
	})
	if code != 1 || !strings.Contains(out.String(), "interrupted") {
		t.Errorf("exit code %d, said %q", code, out.String())
	}
}

func TestCommandRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, args := range [][]string{{"-quick", "-full"}, {"extra"}, {"-no-such-flag"}, {"-setup", "moon"}, {"-torture", "-seconds", "0"}} {
		var out bytes.Buffer
		if code := command(t.Context(), args, &out, &out); code != 2 || !strings.Contains(out.String(), "usage: check") {
			t.Errorf("%v: exit code %d, said %q", args, code, out.String())
		}
	}
}

func TestGofmtNamesSourcesThatAreOff(t *testing.T) {
	top := write(t, map[string]string{
		"good.go": "package a\n", "sub/off.go": "package  a\n", "sub/broken.go": "package\n", "testdata/off.go": "package  a\n",
		".cache/off.go": "package  a\n", "note.txt": "package  a\n",
	})
	v := gofmt(t.Context(), &bench{top: top})
	if v.state != failed || !strings.Contains(v.output, "sub/off.go: run gofmt") || !strings.Contains(v.output, "sub/broken.go:") || strings.Contains(v.output, "good.go") || strings.Contains(v.output, "testdata") || strings.Contains(v.output, ".cache") {
		t.Errorf("got %+v", v)
	}
	if v := gofmt(t.Context(), &bench{top: write(t, map[string]string{"good.go": "package a\n"})}); v.state != passed {
		t.Errorf("a tidy project: %+v", v)
	}
}

func TestFuzzTargetsAreAllFound(t *testing.T) {
	top := write(t, map[string]string{
		"a/a_test.go": "package a\nfunc FuzzOne(f *testing.F) {}\nfunc TestOne(t *testing.T) {}\nfunc FuzzHelper() {}\nfunc (x T) FuzzMethod(f *testing.F) {}\n",
		"b/b_test.go": "package b\nfunc FuzzTwo(f *testing.F) {}\n",
		"b/b.go":      "package b\nfunc FuzzNot(f int) {}\n",
	})
	got, err := fuzzTargets(top)
	if err != nil {
		t.Fatal(err)
	}
	if want := []target{{"./a", "FuzzOne"}, {"./b", "FuzzTwo"}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// exitWith makes the error of a program that ended with a code.
func exitWith(t *testing.T, code string) error {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestHelperExits$")
	c.Env = append(os.Environ(), "CHECK_TEST_EXIT="+code)
	return c.Run()
}

func TestHelperExits(t *testing.T) {
	switch os.Getenv("CHECK_TEST_EXIT") {
	case "1":
		os.Exit(1)
	case "3":
		os.Exit(3)
	}
}

func TestVulnerabilitiesAreToldFromAnUnreachableDatabase(t *testing.T) {
	unreachable := "govulncheck: fetching vulnerabilities: no such host"
	for _, c := range []struct {
		out  string
		err  error
		want state
	}{
		{"", nil, passed},
		{unreachable, exitWith(t, "1"), leftOut},
		{"Vulnerability #1", exitWith(t, "3"), failed},
		{"cannot load packages", exitWith(t, "1"), failed},
		{unreachable, errors.New("no go command"), failed},
	} {
		if got := vulnVerdict(c.out, c.err); got.state != c.want {
			t.Errorf("%q, %v: %s, want %s", c.out, c.err, got.state, c.want)
		}
	}
}

func TestFirstErrorOfACompiler(t *testing.T) {
	for out, want := range map[string]string{
		"probe.c:1:10: fatal error: GL/gl.h: No such file or directory\n    1 | #include\ncompilation terminated.": "GL/gl.h: No such file or directory",
		"/usr/bin/ld: cannot find -lXi\ncollect2: error: ld returned 1 exit status":                                "/usr/bin/ld: cannot find -lXi",
		"strange": "strange",
	} {
		if got := firstError(out); got != want {
			t.Errorf("firstError(%q) = %q, want %q", out, got, want)
		}
	}
}

func TestWindowIsLeftOutWithoutACompilerButDemandedInCI(t *testing.T) {
	t.Setenv("CC", "no-such-compiler")
	if v := windowBuild(t.Context(), &bench{}); v.state != leftOut || !strings.Contains(v.reason, "no C compiler") {
		t.Errorf("on a desk: %+v", v)
	}
	if v := windowBuild(t.Context(), &bench{ci: true}); v.state != failed || !strings.Contains(v.output, "no C compiler") {
		t.Errorf("in CI: %+v", v)
	}
}
