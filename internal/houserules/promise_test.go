package houserules

import (
	"go/ast"
	"regexp"
	"strings"
)

// promised is the name of a test or a fuzz target in a comment.
var promised = regexp.MustCompile(`\b(Test|Fuzz|Benchmark)[A-Z]\w+`)

// rulePromise: a comment that names the test of a promise names one that there is. A test that was renamed or dropped would else leave
// the promise standing with nothing behind it.
func rulePromise(p *project) (out []finding) {
	there := map[string]bool{}
	for _, s := range p.files {
		for _, d := range s.tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && s.test && f.Recv == nil {
				there[f.Name.Name] = true
			}
		}
	}
	for _, s := range p.files {
		for _, group := range s.tree.Comments {
			for _, c := range group.List {
				for i, line := range strings.Split(c.Text, "\n") {
					for _, name := range promised.FindAllString(line, -1) {
						if !there[name] {
							f := p.at(s, c, "no test %s", name)
							f.line += i
							out = append(out, f)
						}
					}
				}
			}
		}
	}
	return out
}
