package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A test that is named here and was renamed there would be left out in silence.
func TestTortureRunsTestsThatExist(t *testing.T) {
	top, err := projectTop()
	if err != nil {
		t.Fatal(err)
	}
	for pkg, names := range map[string]string{torturePkg: tortureTest, disksPkg: disksTests} {
		files, err := filepath.Glob(filepath.Join(top, pkg, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(b)
		}
		for name := range strings.SplitSeq(strings.Trim(names, "^$()"), "|") {
			if !strings.Contains(all.String(), "func "+name+"(t *testing.T)") {
				t.Errorf("%s has no %s", pkg, name)
			}
		}
	}
}
