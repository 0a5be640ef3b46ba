package houserules

import (
	"go/ast"
	"strings"
)

// ruleDocuments: every kind of report and every function that makes a Document has a row in the table of documents, from which everything
// a document must be is proved.
func ruleDocuments(p *project) (out []finding) {
	kinds, makers := documentRows(p)
	for _, s := range p.files {
		if s.test {
			continue
		}
		for _, d := range s.tree.Decls {
			switch d := d.(type) {
			case *ast.GenDecl:
				if s.dir == "internal/office" {
					out = append(out, p.unprovedKinds(s, d, kinds)...)
				}
			case *ast.FuncDecl:
				if s.dir == "internal/paper" && d.Recv == nil && d.Name.IsExported() && returnsDocument(d) && !makers[d.Name.Name] {
					out = append(out, p.at(s, d, "%s makes a document that has no row in the table of documents", d.Name.Name))
				}
			}
		}
	}
	return out
}

// unprovedKinds are the constants of type ReportKind without a row.
func (p *project) unprovedKinds(s *source, d *ast.GenDecl, kinds map[string]bool) (out []finding) {
	for _, spec := range d.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		if typ, ok := v.Type.(*ast.Ident); !ok || typ.Name != "ReportKind" {
			continue
		}
		for i, value := range v.Values {
			if text, ok := literal(value); ok && !kinds[text] {
				out = append(out, p.at(s, v.Names[i], "the report %q has no row in the table of documents", text))
			}
		}
	}
	return out
}

func returnsDocument(d *ast.FuncDecl) bool {
	if d.Type.Results == nil || len(d.Type.Results.List) == 0 {
		return false
	}
	typ, ok := d.Type.Results.List[0].Type.(*ast.Ident)
	return ok && typ.Name == "Document"
}

// documentRows reads the table: rows begin with the name, the kind of report and the function that makes it.
func documentRows(p *project) (kinds, makers map[string]bool) {
	kinds, makers = map[string]bool{}, map[string]bool{}
	for _, s := range p.files {
		if s.dir != "internal/paper" || !s.test {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || !strings.HasPrefix(v.Names[0].Name, "documents") || len(v.Values) != 1 {
				return true
			}
			table, ok := v.Values[0].(*ast.CompositeLit)
			if !ok {
				return true
			}
			for _, e := range table.Elts {
				row, ok := e.(*ast.CompositeLit)
				if !ok || len(row.Elts) < 3 {
					continue
				}
				if text, ok := literal(row.Elts[1]); ok {
					kinds[text] = true
				}
				if f, ok := row.Elts[2].(*ast.Ident); ok {
					makers[f.Name] = true
				}
			}
			return true
		})
	}
	return kinds, makers
}
