package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// events writes lines as go test -json does: "action package test output".
func events(lines ...[4]string) string {
	var out strings.Builder
	for _, l := range lines {
		out.WriteString(`{"Action":"` + l[0] + `","Package":"cn.halfsky/` + l[1] + `"`)
		if l[2] != "" {
			out.WriteString(`,"Test":"` + l[2] + `"`)
		}
		if l[3] != "" {
			out.WriteString(`,"Output":"` + l[3] + `"`)
		}
		out.WriteString("}\n")
	}
	return out.String()
}

func TestReaderCountsAndKeepsWhatFailed(t *testing.T) {
	for _, c := range []struct {
		name           string
		in             string
		passed, failed int
		skipped        []string
		shown          string   // the closing lines
		kept           []string // what is repeated behind the gate's line
		dropped        []string
	}{
		{
			name: "all pass, subtests count",
			in: events([4]string{"output", "a", "TestX", "quiet\\n"}, [4]string{"pass", "a", "TestX/one", ""}, [4]string{"pass", "a", "TestX", ""},
				[4]string{"output", "a", "", "PASS\\n"}, [4]string{"output", "a", "", "ok  \\tcn.halfsky/a\\t0.1s\\n"}, [4]string{"pass", "a", "", ""}),
			passed: 2, shown: "ok  \tcn.halfsky/a\t0.1s\n", dropped: []string{"quiet", "PASS"},
		},
		{
			name: "one fails",
			in: events([4]string{"output", "a", "TestBad", "a_test.go:3: wrong\\n"}, [4]string{"fail", "a", "TestBad", ""}, [4]string{"output", "a", "TestGood", "quiet\\n"},
				[4]string{"pass", "a", "TestGood", ""}, [4]string{"output", "a", "", "-test.shuffle 7\\n"}, [4]string{"output", "a", "", "FAIL\\tcn.halfsky/a\\t0.1s\\n"}, [4]string{"fail", "a", "", ""}),
			passed: 1, failed: 1, shown: "--- FAIL: a.TestBad\nFAIL\tcn.halfsky/a\t0.1s\n", kept: []string{"a_test.go:3: wrong", "-test.shuffle 7"}, dropped: []string{"quiet"},
		},
		{
			name:   "a crash leaves its test unfinished",
			in:     events([4]string{"run", "a", "TestX", ""}, [4]string{"output", "a", "TestX", "panic: oh\\n"}, [4]string{"fail", "a", "", ""}),
			failed: 1, kept: []string{"panic: oh"},
		},
		{
			name: "a package does not compile",
			in: `{"ImportPath":"cn.halfsky/a [cn.halfsky/a.test]","Action":"build-output","Output":"a.go:1: undefined\n"}` + "\n" +
				`{"ImportPath":"cn.halfsky/a [cn.halfsky/a.test]","Action":"build-fail"}` + "\n" +
				events([4]string{"output", "a", "", "FAIL\\tcn.halfsky/a [build failed]\\n"}, [4]string{"fail", "a", "", ""}),
			failed: 1, shown: "FAIL\tcn.halfsky/a [build failed]\n", kept: []string{"a.go:1: undefined"},
		},
		{
			name:    "skipped tests are named",
			in:      events([4]string{"output", "internal/a", "TestX", "needs qpdf\\n"}, [4]string{"skip", "internal/a", "TestX", ""}, [4]string{"skip", "internal/b", "", ""}),
			skipped: []string{"internal/a.TestX"}, dropped: []string{"needs qpdf"},
		},
		{name: "words of the go command", in: "go: no module\n", kept: []string{"go: no module"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			var count tally
			r := newReader(&out, &count)
			if err := r.read(strings.NewReader(c.in)); err != nil {
				t.Fatal(err)
			}
			if count.passed != c.passed || count.failed != c.failed || !slices.Equal(count.skipped, c.skipped) {
				t.Errorf("counted %+v, want %d passed, %d failed, %v skipped", count, c.passed, c.failed, c.skipped)
			}
			if out.String() != c.shown {
				t.Errorf("shown %q, want %q", out.String(), c.shown)
			}
			for _, want := range c.kept {
				if !strings.Contains(r.fault.String(), want) {
					t.Errorf("%q is lost: kept %q", want, r.fault.String())
				}
			}
			for _, no := range c.dropped {
				if strings.Contains(r.fault.String(), no) {
					t.Errorf("%q is kept: %q", no, r.fault.String())
				}
			}
		})
	}
}

// FuzzReader: whatever a test prints, reading it ends, and nothing is counted that no line says.
func FuzzReader(f *testing.F) {
	f.Add([]byte(`{"Action":"pass","Package":"a","Test":"T"}` + "\n{\nx"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out bytes.Buffer
		var count tally
		if err := newReader(&out, &count).read(bytes.NewReader(in)); err != nil {
			t.Fatal(err)
		}
		if lines := bytes.Count(in, []byte("\n")) + 1; count.passed+count.failed > lines {
			t.Errorf("%d lines, but %+v", lines, count)
		}
	})
}
