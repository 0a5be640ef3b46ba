package main

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// fuzzTime is how long each fuzz target runs.
const fuzzTime = "30s"

// target is one fuzz function and the folder of its package, "./" first.
type target struct{ dir, name string }

// fuzzTargets finds every func FuzzX(*testing.F) of the project.
func fuzzTargets(top string) ([]target, error) {
	var all []target
	err := eachSource(top, func(name string) error {
		if !strings.HasSuffix(name, "_test.go") {
			return nil
		}
		tree, err := parser.ParseFile(token.NewFileSet(), filepath.Join(top, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("parse source: %w", err)
		}
		for _, d := range tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Fuzz") && len(f.Type.Params.List) == 1 {
				all = append(all, target{"./" + path.Dir(name), f.Name.Name})
			}
		}
		return nil
	})
	return all, err
}

// fuzzGate runs each fuzz target for a while. What it finds stays in the package's testdata, to be committed with the cure.
func fuzzGate(ctx context.Context, b *bench) verdict {
	all, err := fuzzTargets(b.top)
	if err != nil {
		return judged("", err)
	}
	var broken []string
	var output strings.Builder
	for _, t := range all {
		out, err := b.tool(ctx, pure, "go", "test", "-tags", ciTag, "-run=^$", "-fuzz=^"+t.name+"$", "-fuzztime="+fuzzTime, "-fuzzminimizetime=20x", t.dir) // by itself a slow target would make inputs shorter the whole time
		if ctx.Err() != nil {
			return judged("", ctx.Err())
		}
		if err != nil {
			broken = append(broken, path.Base(t.dir)+"."+t.name)
			output.WriteString(out)
		}
	}
	v := verdict{state: passed, reason: fmt.Sprintf("%d targets, %s each", len(all), fuzzTime), output: output.String()}
	if broken = slices.Compact(broken); broken != nil {
		v.state, v.reason = failed, strings.Join(broken, ", ")
	}
	return v
}
