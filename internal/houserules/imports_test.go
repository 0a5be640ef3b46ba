package houserules

import (
	"go/ast"
	"slices"
	"strconv"
	"strings"
)

// roomOf is the line of the table for a folder below the module.
func roomOf(dir string) *room {
	for i := range rooms {
		if fits(rooms[i].path, dir) {
			return &rooms[i]
		}
	}
	return nil
}

func fits(pattern, dir string) bool {
	if above, ok := strings.CutSuffix(pattern, "/*"); ok {
		return strings.HasPrefix(dir, above+"/")
	}
	return pattern == dir
}

// eachImport calls f with every import of every source.
func (p *project) eachImport(f func(s *source, path string, line int)) {
	for _, s := range p.files {
		for _, spec := range s.tree.Imports {
			if path, err := strconv.Unquote(spec.Path.Value); err == nil {
				f(s, path, p.line(spec))
			}
		}
	}
}

// ruleImports keeps the arrows of the import table. Tests may use fake too, and the rooms next to them by name of their own
// folder, so that a test of a lower room can be fed with believable records.
func ruleImports(p *project) (out []finding) {
	for _, s := range p.files {
		if roomOf(s.dir) == nil {
			out = append(out, p.at(s, s.tree.Name, "the folder %s stands in no line of the import table", s.dir))
		}
	}
	p.eachImport(func(s *source, path string, line int) {
		to, inside := strings.CutPrefix(path, module+"/")
		from := roomOf(s.dir)
		if !inside || from == nil || to == s.dir {
			return
		}
		target := roomOf(to)
		if target == nil || slices.Contains(from.may, target.path) || s.test && target.path == "internal/fake" {
			return
		}
		if slices.Contains(from.words, target.path) {
			out = append(out, p.handled(s, path)...)
			return
		}
		out = append(out, finding{file: s.name, line: line, text: s.dir + " may not import " + to + ": " + from.why})
	})
	return out
}

// handled finds where a source that may use a room's words takes hold of the room itself.
func (p *project) handled(s *source, path string) (out []finding) {
	dir := strings.TrimPrefix(path, module+"/")
	local := dir[strings.LastIndexByte(dir, '/')+1:]
	for _, spec := range s.tree.Imports {
		if spec.Path.Value == strconv.Quote(path) && spec.Name != nil {
			local = spec.Name.Name
		}
	}
	ast.Inspect(s.tree, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == local && slices.Contains(handles[dir], sel.Sel.Name) {
			out = append(out, p.at(s, sel, "%s may use the words of %s, not %s", s.dir, dir, sel.Sel.Name))
		}
		return true
	})
	return out
}

// homeOf is the longest line of homes that fits an import path from outside.
func homeOf(path string) *home {
	var best *home
	for i := range homes {
		h := &homes[i]
		if (path == h.module || strings.HasPrefix(path, h.module+"/")) && (best == nil || len(h.module) > len(best.module)) {
			best = h
		}
	}
	return best
}

// standard says whether an import path belongs to the standard library: its first part has no dot.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

// ruleHomes gives every module from outside its rooms.
func ruleHomes(p *project) (out []finding) {
	p.eachImport(func(s *source, path string, line int) {
		from := roomOf(s.dir)
		if from == nil || standard(path) || strings.HasPrefix(path, module+"/") {
			return
		}
		h := homeOf(path)
		switch {
		case h == nil:
			out = append(out, finding{file: s.name, line: line, text: path + " has no home: give it one in the table, with the reason"})
		case slices.Contains(h.may, from.path), s.test && slices.Contains(h.tests, from.path):
		default:
			out = append(out, finding{file: s.name, line: line, text: s.dir + " may not import " + path + ": " + h.why})
		}
	})
	return out
}

// pureNet are packages below net that open no connection.
var pureNet = []string{"net/url", "net/netip", "net/mail", "net/textproto"}

// ruleNetwork keeps every way to the network out: the program makes no connection that a person did not set up.
func ruleNetwork(p *project) (out []finding) {
	p.eachImport(func(s *source, path string, line int) {
		isNet := path == "net" || strings.HasPrefix(path, "net/") && !slices.Contains(pureNet, path)
		if isNet || path == "crypto/tls" || path == "log/syslog" || path == "expvar" || strings.HasPrefix(path, "golang.org/x/net") {
			out = append(out, finding{file: s.name, line: line, text: path + " reaches the network"})
		}
		if path == "C" || path == "plugin" {
			out = append(out, finding{file: s.name, line: line, text: path + " runs code that is not Go"})
		}
	})
	return out
}

// ruleReflect keeps reflection out of what runs; the reasons for exceptions stand in reflectors.
func ruleReflect(p *project) (out []finding) {
	p.eachImport(func(s *source, path string, line int) {
		if path == "reflect" && !s.test && s.under("internal") && reflectors[s.dir] == "" {
			out = append(out, finding{file: s.name, line: line, text: "reflect without a reason in the table"})
		}
	})
	return out
}
