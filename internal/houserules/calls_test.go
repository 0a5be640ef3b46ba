package houserules

import (
	"go/ast"
	"slices"
	"strconv"
	"strings"
)

// called is the name of what a call calls: "time.Now", "b.T" is ".T" preceded by its last plain name, "panic".
func called(c *ast.CallExpr) (before, name string) {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return "", f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok {
			return x.Name, f.Sel.Name
		}
		return "?", f.Sel.Name
	}
	return "?", ""
}

// eachCall calls f with every call of every source.
func (p *project) eachCall(f func(s *source, c *ast.CallExpr, before, name string)) {
	for _, s := range p.files {
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok {
				before, name := called(c)
				f(s, c, before, name)
			}
			return true
		})
	}
}

// imports says whether a source imports path, so that a local variable of the same name is not taken for the package.
func (s *source) imports(path string) bool {
	return slices.ContainsFunc(s.tree.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == strconv.Quote(path) })
}

// rulePrint: nothing below cmd writes to the person's terminal; only kit, where every fault on a screen ends, writes a log.
func rulePrint(p *project) (out []finding) {
	p.eachCall(func(s *source, c *ast.CallExpr, before, name string) {
		if s.test || !s.under("internal") {
			return
		}
		toTerminal := before == "fmt" && s.imports("fmt") && slices.Contains([]string{"Print", "Println", "Printf"}, name)
		toLog := before == "log" && s.imports("log") && !s.under("internal/ui/kit")
		builtin := before == "" && (name == "print" || name == "println")
		if toTerminal || toLog || builtin {
			out = append(out, p.at(s, c, "%s prints: return what is to be said", strings.TrimPrefix(before+"."+name, ".")))
		}
	})
	return out
}

// ruleClock: below cmd and office time comes in from outside, so that a test can set it.
func ruleClock(p *project) (out []finding) {
	p.eachCall(func(s *source, c *ast.CallExpr, before, name string) {
		if s.test || !s.under("internal") || s.under("internal/office") {
			return
		}
		if before == "time" && slices.Contains([]string{"Now", "Since", "Until"}, name) && s.imports("time") {
			out = append(out, p.at(s, c, "time.%s: take a clock", name))
		}
	})
	// A clock handed on as a value reads the time as well.
	for _, s := range p.files {
		if s.test || !s.under("internal") || s.under("internal/office") || !s.imports("time") {
			continue
		}
		callees := map[ast.Expr]bool{}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				callees[n.Fun] = true
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && n.Sel.Name == "Now" && !callees[n] {
					out = append(out, p.at(s, n, "time.Now as a value: take a clock"))
				}
			}
			return true
		})
	}
	return out
}

// ruleGoroutine: screens do work beside the window only through kit's one helper.
func ruleGoroutine(p *project) (out []finding) {
	for _, s := range p.files {
		if s.test || !s.under("internal/ui") || s.under("internal/ui/kit") {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if g, ok := n.(*ast.GoStmt); ok {
				out = append(out, p.at(s, g, "a goroutine outside kit's helper"))
			}
			return true
		})
	}
	p.eachCall(func(s *source, c *ast.CallExpr, before, name string) {
		if !s.test && s.under("internal/ui") && !s.under("internal/ui/kit") && before == "fyne" && (name == "Do" || name == "DoAndWait") {
			out = append(out, p.at(s, c, "fyne.%s outside kit's helper", name))
		}
	})
	return out
}

// ruleTruncate: a file with anything in it is replaced (temporary, sync, rename), never emptied and written again.
func ruleTruncate(p *project) (out []finding) {
	p.eachCall(func(s *source, c *ast.CallExpr, before, name string) {
		if !s.test && s.under("internal") && before == "os" && slices.Contains([]string{"WriteFile", "Create", "Truncate"}, name) {
			out = append(out, p.at(s, c, "os.%s empties what is there: write beside it, sync and rename", name))
		}
	})
	return out
}
