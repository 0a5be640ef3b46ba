package houserules

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	// Words that mark work left open. They are put together here so that this file does not find itself.
	leftOpen = regexp.MustCompile(`\b(` + "TO" + `DO|FIX` + `ME|XX` + `X|HA` + `CK)\b|not ` + `implemented|un` + `implemented`)
	// A resident ID (GB 11643) or a mainland mobile number, alone.
	personal = regexp.MustCompile(`(^|\D)([1-9]\d{16}[\dXx]|1[3-9]\d{9})($|\D)`)
	// Folders of one machine or one person.
	foreign = regexp.MustCompile(`(/ho` + `me/\w|/ro` + `ot/|/Us` + `ers/\w|/wo` + `rk/|/t` + `mp/|[A-Za-z]:\\{1,2}Us` + `ers)`)
)

// ruleOpen: nothing is left for later.
func ruleOpen(p *project) []finding { return p.grep(leftOpen, "left open") }

// ruleMachine: no folder of a machine or a person stands in the project.
func ruleMachine(p *project) []finding {
	out := p.grep(foreign, "a machine's folder")
	if len(p.top) > len("/x/y") {
		out = append(out, p.grep(regexp.MustCompile(regexp.QuoteMeta(p.top)+`\b`), "this machine's folder")...)
	}
	return out
}

// grep looks through all texts line by line.
func (p *project) grep(what *regexp.Regexp, why string) (out []finding) {
	for _, t := range p.texts {
		if !what.MatchString(t.body) {
			continue
		}
		n := 0
		for line := range strings.Lines(t.body) {
			n++
			if found := what.FindString(line); found != "" {
				out = append(out, finding{file: t.name, line: n, text: why + ": " + strings.TrimSpace(found)})
			}
		}
	}
	return out
}

// privateMembers are members of records that never go into an error or a log.
var privateMembers = []string{"Phone", "IDNumber", "IDNo", "Pseudonym", "Passphrase", "Birth", "Born", "Address", "SafeContact", "Facts"}

// telling are the calls whose text ends in an error, a log or a test's name.
func telling(before, name string) bool {
	switch before {
	case "errors":
		return name == "New"
	case "fmt":
		return name == "Errorf"
	case "log", "slog":
		return true
	}
	return false
}

// rulePrivate: no number of a person in an error, a log, a test's name or a file's name, and no private member of a record
// among the arguments of an error or a log.
func rulePrivate(p *project) (out []finding) {
	for _, t := range p.texts {
		if personal.MatchString(path.Base(t.name)) {
			out = append(out, finding{file: t.name, line: 1, text: "a person's number in a file name"})
		}
	}
	for _, s := range p.files {
		for _, d := range s.tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && personal.MatchString(f.Name.Name) {
				out = append(out, p.at(s, f, "a person's number in a name"))
			}
		}
	}
	p.eachCall(func(s *source, c *ast.CallExpr, before, name string) {
		tells := telling(before, name)
		if !tells && !(s.test && name == "Run") {
			return
		}
		for _, arg := range c.Args {
			if text, ok := literal(arg); ok && personal.MatchString(text) {
				out = append(out, p.at(s, arg, "a person's number in an error, a log or a test's name"))
			}
			if m, ok := arg.(*ast.SelectorExpr); ok && tells && slices.Contains(privateMembers, m.Sel.Name) && !isPackage(s, m.X) {
				out = append(out, p.at(s, arg, "%s in an error or a log", m.Sel.Name))
			}
		}
	})
	return out
}

// isPackage says whether an expression names a package the source imports: field.Passphrase is a code, not a passphrase.
func isPackage(s *source, e ast.Expr) bool {
	x, ok := e.(*ast.Ident)
	return ok && slices.ContainsFunc(s.tree.Imports, func(i *ast.ImportSpec) bool {
		return path.Base(strings.Trim(i.Path.Value, `"`)) == x.Name
	})
}
