package houserules

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing/fstest"
	"unicode/utf8"
)

// module is the import path of the project.
const module = "cn.halfsky"

// source is one parsed Go file.
type source struct {
	name  string // path below the project, with slashes
	dir   string
	test  bool
	lines int
	tree  *ast.File
}

// text is one text file of any kind, Go sources included.
type text struct {
	name string
	body string
}

// project is everything the rules look at.
type project struct {
	top   string // absolute folder, when it lies on a disk
	set   *token.FileSet
	files []*source
	texts []text
	keys  map[string]map[string]bool // language → keys of say
}

// skipped folders hold nothing that people of the project write as source.
func skipped(name string) bool {
	base := path.Base(name)
	return base == "bin" || base == "dist" || base == "testdata" || base == "node_modules" || name != "." && base[0] == '.' && base != ".ci"
}

// load reads a project: Go sources parsed with comments, and all other text files.
func load(files fs.FS) (*project, error) {
	p := &project{set: token.NewFileSet(), keys: map[string]map[string]bool{}}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && skipped(name):
			return fs.SkipDir
		case !d.Type().IsRegular() || strings.HasPrefix(d.Name(), "."):
			return nil
		}
		return p.add(files, name)
	})
	return p, err
}

// add takes one file in. Files above a megabyte and files that are no text (fonts, icons) are passed over.
func (p *project) add(files fs.FS, name string) error {
	info, err := fs.Stat(files, name)
	if err != nil || info.Size() > 1<<20 {
		return err
	}
	body, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if !utf8.Valid(body) || bytes.IndexByte(body, 0) >= 0 {
		return nil
	}
	p.texts = append(p.texts, text{name, string(body)})
	if lang, ok := langFile(name); ok {
		return p.addKeys(lang, body)
	}
	if !strings.HasSuffix(name, ".go") {
		return nil
	}
	tree, err := parser.ParseFile(p.set, name, body, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("parse source: %w", err)
	}
	p.files = append(p.files, &source{
		name: name, dir: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), lines: bytes.Count(body, []byte("\n")), tree: tree,
	})
	return nil
}

func (p *project) line(n ast.Node) int { return p.set.Position(n.Pos()).Line }

// at makes a finding; judge fills in the rule.
func (p *project) at(s *source, n ast.Node, format string, args ...any) finding {
	return finding{file: s.name, line: p.line(n), text: fmt.Sprintf(format, args...)}
}

// under says whether the source lies in dir or below it.
func (s *source) under(dir string) bool { return s.dir == dir || strings.HasPrefix(s.dir, dir+"/") }

// readArchive reads a small project: the findings it must give, then files, each after a line "-- name --".
func readArchive(name string) (want []string, files fs.FS, err error) {
	body, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	all := fstest.MapFS{}
	var file string
	for line := range strings.Lines(string(body)) {
		if inner, ok := strings.CutPrefix(line, "-- "); ok && strings.HasSuffix(inner, " --\n") {
			file = strings.TrimSuffix(inner, " --\n")
			all[file] = &fstest.MapFile{}
			continue
		}
		switch trimmed := strings.TrimSpace(line); {
		case file != "":
			all[file].Data = append(all[file].Data, line...)
		case trimmed != "" && trimmed[0] != '#':
			want = append(want, trimmed)
		}
	}
	return want, all, nil
}
