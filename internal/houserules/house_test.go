// Package houserules holds the project to its own rules: which way imports run, that words come from say, that time comes in
// from outside, that nothing personal reaches an error, that files and functions stay readable.
//
// It has tests only. A rule is a function from the parsed project to findings; testdata holds one small project per rule that
// breaks it, so that a rule which stops finding anything fails too. The sources are parsed inside the test because the result
// of a test that asks another program to read them is cached and stays green.
package houserules

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// finding is one place where a rule is broken.
type finding struct {
	rule string
	file string
	line int
	text string
}

func (f finding) String() string {
	return fmt.Sprintf("%s:%d: %s (%s)", f.file, f.line, f.text, f.rule)
}

// rules are all rules by name. Each looks at the whole project.
var rules = map[string]func(*project) []finding{
	"imports":   ruleImports,
	"homes":     ruleHomes,
	"network":   ruleNetwork,
	"package":   rulePackage,
	"doc":       ruleDoc,
	"length":    ruleLength,
	"tags":      ruleTags,
	"reflect":   ruleReflect,
	"print":     rulePrint,
	"clock":     ruleClock,
	"open":      ruleOpen,
	"private":   rulePrivate,
	"words":     ruleWords,
	"machine":   ruleMachine,
	"key":       ruleKey,
	"goroutine": ruleGoroutine,
	"truncate":  ruleTruncate,
	"promise":   rulePromise,
	"documents": ruleDocuments,
}

// judge runs every rule and sorts what they find.
func judge(p *project) []finding {
	var all []finding
	for name, rule := range rules {
		for _, f := range rule(p) {
			f.rule = name
			all = append(all, f)
		}
	}
	slices.SortFunc(all, func(a, b finding) int {
		return strings.Compare(fmt.Sprintf("%s %08d %s", a.file, a.line, a.rule), fmt.Sprintf("%s %08d %s", b.file, b.line, b.rule))
	})
	return all
}

// root is the project's top folder: the one with go.mod, from this test's folder up.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above this test")
		}
		dir = up
	}
}

func TestProjectKeepsTheHouseRules(t *testing.T) {
	top := root(t)
	p, err := load(os.DirFS(top))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.files) < 20 || len(p.texts) < 20 {
		t.Fatalf("only %d sources and %d text files found below the project", len(p.files), len(p.texts))
	}
	p.top = top
	for _, f := range judge(p) {
		t.Error(f)
	}
	if long := longFiles(p, softLines); len(long) > 0 {
		t.Logf("%d files above %d lines, worth a second look: %s", len(long), softLines, strings.Join(long, ", "))
	}
}

// TestEachRuleFindsItsFault runs the rules over the small projects of testdata. Their first lines name what must be found:
// "rule file:line".
func TestEachRuleFindsItsFault(t *testing.T) {
	cases, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	if err != nil || len(cases) == 0 {
		t.Fatalf("no small projects in testdata: %v", err)
	}
	found := map[string]bool{}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			want, files, err := readArchive(name)
			if err != nil {
				t.Fatal(err)
			}
			p, err := load(files)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range judge(p) {
				got = append(got, fmt.Sprintf("%s %s:%d", f.rule, f.file, f.line))
				found[f.rule] = true
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("found\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
			}
		})
	}
	for name := range rules {
		if !found[name] {
			t.Errorf("no small project in testdata breaks the rule %q", name)
		}
	}
}

// TestTableIsWhole: every line of the import table has a reason, points down the list, and internal/doc.go shows the same rooms.
func TestTableIsWhole(t *testing.T) {
	at := map[string]int{}
	for i, r := range rooms {
		if r.why == "" {
			t.Errorf("%s: no reason", r.path)
		}
		for _, to := range slices.Concat(r.may, r.words) {
			if j, ok := at[to]; !ok || j >= i {
				t.Errorf("%s may import %s, which does not stand above it", r.path, to)
			}
		}
		at[r.path] = i
	}
	for _, h := range homes {
		if h.why == "" {
			t.Errorf("%s: no reason", h.module)
		}
	}
	text, err := os.ReadFile(filepath.Join(root(t), "internal", "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rooms {
		name, inside := strings.CutPrefix(r.path, "internal/")
		if !inside || path.Dir(name) != "." || name == "houserules" {
			continue
		}
		if !strings.Contains(string(text), "\n//\t"+name+" ") {
			t.Errorf("internal/doc.go does not show the room %s", name)
		}
	}
}
