package houserules

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// Lengths in lines. A file above soft is worth a second look; above hard it must be split. A function fits a screen; tests may
// be as long as their tables.
const (
	softLines = 300
	hardLines = 600
	funcLines = 80
)

// ruleLength keeps files and functions short.
func ruleLength(p *project) (out []finding) {
	for _, s := range p.files {
		if s.lines > hardLines {
			out = append(out, finding{file: s.name, line: hardLines + 1, text: fmt.Sprintf("%d lines, at most %d", s.lines, hardLines)})
		}
		if s.test {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			var body *ast.BlockStmt
			switch f := n.(type) {
			case *ast.FuncDecl:
				body = f.Body
			case *ast.FuncLit:
				body = f.Body
			}
			if body == nil {
				return true
			}
			long := p.set.Position(body.End()).Line - p.line(n) + 1
			if long > funcLines {
				out = append(out, p.at(s, n, "a function of %d lines, at most %d", long, funcLines))
				return false
			}
			return true
		})
	}
	return out
}

// longFiles lists the sources above a number of lines.
func longFiles(p *project, above int) (out []string) {
	for _, s := range p.files {
		if s.lines > above {
			out = append(out, fmt.Sprintf("%s (%d)", s.name, s.lines))
		}
	}
	return out
}

// vague names say nothing about what a package is for.
var vague = []string{"util", "utils", "helper", "helpers", "common", "misc", "shared", "base", "lib", "types"}

// rulePackage: a package has a name that says something and opens with one sentence.
func rulePackage(p *project) (out []finding) {
	first := map[string]*source{}
	opened := map[string]bool{}
	for _, s := range p.files {
		name := strings.TrimSuffix(s.tree.Name.Name, "_test")
		for _, v := range vague {
			if name == v {
				out = append(out, p.at(s, s.tree.Name, "a package called %s", name))
			}
		}
		if first[s.dir] == nil {
			first[s.dir] = s
		}
		if s.tree.Doc == nil {
			continue
		}
		said := s.tree.Doc.Text()
		switch {
		case strings.HasPrefix(said, "Package "+name+" "), name == "main" && strings.HasPrefix(said, "Command "):
			opened[s.dir] = true
		default:
			out = append(out, p.at(s, s.tree.Doc, "the package comment does not begin with its name"))
			opened[s.dir] = true
		}
	}
	for dir, s := range first {
		if !opened[dir] {
			out = append(out, p.at(s, s.tree.Name, "no file of %s opens with a package comment", dir))
		}
	}
	return out
}

// ruleDoc: what other packages can see is documented, and the comment begins with the name.
func ruleDoc(p *project) (out []finding) {
	for _, s := range p.files {
		if s.test || s.tree.Name.Name == "main" {
			continue
		}
		for _, d := range s.tree.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && seen(d.Recv) && !plain[d.Name.Name] {
					out = append(out, p.said(s, d, d.Name.Name, d.Doc)...)
				}
			case *ast.GenDecl:
				out = append(out, p.saidGroup(s, d)...)
			}
		}
	}
	return out
}

// plain methods are what every reader of Go knows: an error's.
var plain = map[string]bool{"Error": true, "Unwrap": true}

// seen says whether the receiver of a method is visible from outside; a function has none.
func seen(recv *ast.FieldList) bool {
	if recv == nil {
		return true
	}
	kind := recv.List[0].Type
	for {
		switch k := kind.(type) {
		case *ast.StarExpr:
			kind = k.X
		case *ast.IndexExpr:
			kind = k.X
		case *ast.IndexListExpr:
			kind = k.X
		case *ast.Ident:
			return k.IsExported()
		default:
			return true
		}
	}
}

func (p *project) said(s *source, n ast.Node, name string, doc *ast.CommentGroup) []finding {
	if doc == nil {
		return []finding{p.at(s, n, "%s has no comment", name)}
	}
	text := doc.Text()
	for _, article := range []string{"", "A ", "An ", "The "} {
		if strings.HasPrefix(text, article+name) {
			return nil
		}
	}
	return []finding{p.at(s, n, "the comment of %s does not begin with its name", name)}
}

// saidGroup looks at types, constants and variables; in a group of constants or variables the comment of the group is enough.
func (p *project) saidGroup(s *source, d *ast.GenDecl) (out []finding) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			doc := spec.Doc
			if doc == nil && !d.Lparen.IsValid() {
				doc = d.Doc
			}
			if spec.Name.IsExported() {
				out = append(out, p.said(s, spec, spec.Name.Name, doc)...)
			}
		case *ast.ValueSpec:
			if d.Tok != token.IMPORT && d.Doc == nil && spec.Doc == nil && spec.Comment == nil && spec.Names[0].IsExported() {
				out = append(out, p.at(s, spec, "%s has no comment", spec.Names[0].Name))
			}
		}
	}
	return out
}

// ruleTags: a field of a record is described in its field list and nowhere else.
func ruleTags(p *project) (out []finding) {
	for _, s := range p.files {
		if !s.under("internal/centre") && !s.under("internal/field") {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if f, ok := n.(*ast.Field); ok && f.Tag != nil {
				out = append(out, p.at(s, f.Tag, "a struct tag: fields are described once, in the field list"))
			}
			return true
		})
	}
	return out
}
