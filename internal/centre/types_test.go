package centre

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

var update = flag.Bool("update", false, "write testdata/keys.golden anew: only after adding, never after changing a line")

// kindNames name the kinds in the golden list.
var kindNames = map[field.Kind]string{
	field.TextKind: "text", field.LongKind: "long", field.ChoiceKind: "choice", field.ChoicesKind: "choices", field.DayKind: "day", field.MomentKind: "moment",
	field.NumberKind: "number", field.CountKind: "count", field.YesNoKind: "yesno", field.MoneyKind: "money", field.RefKind: "ref", field.RefsKind: "refs",
}

// keys lists what is permanent: tables with their numbers and spaces, their keys with kinds, the codes of vocabularies.
func keys() string {
	var out strings.Builder
	seen := map[string]*field.Vocab{}
	for _, typ := range Types {
		fmt.Fprintf(&out, "%s %d %s\n", typ.Table, typ.Code, typ.Space)
		for i := range typ.Fields {
			f := &typ.Fields[i]
			fmt.Fprintf(&out, "  %s %s", f.Key, kindNames[f.Kind])
			switch {
			case f.Vocab != nil:
				seen[f.Vocab.Name] = f.Vocab
				fmt.Fprintf(&out, " %s", f.Vocab.Name)
			case f.Tables != nil:
				fmt.Fprintf(&out, " %s", strings.Join(f.Tables, ","))
			}
			out.WriteByte('\n')
		}
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&out, "words %s", name)
		for _, term := range seen[name].Codes {
			fmt.Fprintf(&out, " %s", term.Code)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func TestPermanentKeys(t *testing.T) {
	const golden = "testdata/keys.golden"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(keys()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(keys(), "\n")
	for i, line := range strings.Split(string(want), "\n") {
		if i >= len(got) || got[i] != line {
			t.Fatalf("line %d of the permanent keys was %q; after adding a field, and only then, run with -update", i+1, line)
		}
	}
	if n := strings.Count(string(want), "\n"); len(got) != n+1 {
		t.Errorf("%q is new; run with -update", got[n])
	}
}

// TestTypesAreSound: names, numbers and vocabularies are used once, and what a description refers to exists.
func TestTypesAreSound(t *testing.T) {
	tables, codes, vocabs := map[string]bool{}, map[uint16]string{}, map[string]*field.Vocab{}
	for _, typ := range Types {
		if tables[typ.Table] || codes[typ.Code] != "" || typ.Code == 0 || typ.Schema == 0 || typ.Space == "" {
			t.Errorf("%s: its name or its number %d is used twice, or number, schema or space is missing", typ.Table, typ.Code)
		}
		tables[typ.Table], codes[typ.Code] = true, typ.Table
		if typ.New().Type() != typ || typ.New().Base() == nil || TypeOf(typ.Table) != typ {
			t.Errorf("%s: New makes a record of another type", typ.Table)
		}
		for _, key := range typ.Title {
			if typ.Field(key) == nil {
				t.Errorf("%s: the title names no field %s", typ.Table, key)
			}
		}
		for i := range typ.Fields {
			f := &typ.Fields[i]
			if f.Vocab == nil {
				continue
			}
			if other := vocabs[f.Vocab.Name]; other != nil && other != f.Vocab {
				t.Errorf("%s.%s: two vocabularies are called %s", typ.Table, f.Key, f.Vocab.Name)
			}
			vocabs[f.Vocab.Name] = f.Vocab
		}
	}
	for _, typ := range Types {
		owners := 0
		keys := map[string]bool{}
		for i := range typ.Fields {
			f := &typ.Fields[i]
			if keys[f.Key] {
				t.Errorf("%s.%s stands twice", typ.Table, f.Key)
			}
			if keys[f.Key] = true; f.Owner {
				owners++
			}
			for _, table := range f.Tables {
				if !tables[table] {
					t.Errorf("%s.%s refers to no table %s", typ.Table, f.Key, table)
				}
			}
		}
		if owners > 1 {
			t.Errorf("%s is a part of %d records", typ.Table, owners)
		}
	}
	if TypeOf("nothing") != nil {
		t.Error("a table that does not exist has a type")
	}
	if parts := PartsOf("case"); len(parts) < 3 || slices.Contains(parts, CaseType) {
		t.Errorf("a case has %d kinds of part", len(parts))
	}
}

// TestVocabulariesAreSound: codes are unique, broader terms exist and every other word people write leads to one code.
func TestVocabulariesAreSound(t *testing.T) {
	for _, typ := range Types {
		for i := range typ.Fields {
			v := typ.Fields[i].Vocab
			if v == nil {
				continue
			}
			words := map[string]string{}
			for _, term := range v.Codes {
				if v.Find(term.Code) != term.Code || term.Under != "" && v.Term(term.Under) == nil {
					t.Errorf("%s: code %s is not found, or its broader term %q", v.Name, term.Code, term.Under)
				}
				for _, also := range term.Also {
					if other := words[field.Fold(also)]; other != "" || v.Find(also) != term.Code {
						t.Errorf("%s: %s stands for %s and %s", v.Name, also, term.Code, other)
					}
					words[field.Fold(also)] = term.Code
				}
			}
		}
	}
}

// TestHeadingsLeadToOneField: in each table a heading, by label in either language or by another word for it, names one field.
func TestHeadingsLeadToOneField(t *testing.T) {
	for _, typ := range Types {
		seen := map[string]string{}
		note := func(heading, key string) {
			for _, fold := range []func(string) string{field.Fold, say.Fold} {
				h := fold(heading)
				if other := seen[h]; other != "" && other != key {
					t.Errorf("%s: the heading %s names %s and %s", typ.Table, heading, other, key)
				}
				seen[h] = key
			}
		}
		for i := range typ.Fields {
			f := &typ.Fields[i]
			note(f.Key, f.Key)
			for _, lang := range say.Langs() {
				note(say.For(lang).T(typ.Table+"."+f.Key), f.Key)
			}
			for _, also := range f.Also {
				note(also, f.Key)
			}
		}
	}
}

// TestEveryMemberIsDescribed: a member of a record that is left out of its field list would never be saved.
func TestEveryMemberIsDescribed(t *testing.T) {
	structs := members(t)
	for _, typ := range Types {
		name := strings.TrimPrefix(fmt.Sprintf("%T", typ.New()), "*centre.")
		described := structs[name+"Type"]
		if len(structs[name]) == 0 || described == nil {
			t.Errorf("%s: no struct %s or no %sType found", typ.Table, name, name)
		}
		for member := range structs[name] {
			if !described[member] {
				t.Errorf("%s.%s is in no field description", name, member)
			}
		}
		if len(structs[name]) != len(typ.Fields) {
			t.Errorf("%s has %d members and %d fields", name, len(structs[name]), len(typ.Fields))
		}
	}
}

// members reads the sources: under the name of a struct its members, under the name of a type's description the members it selects.
func members(t *testing.T) map[string]map[string]bool {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]bool{}
	note := func(name, member string) {
		if out[name] == nil {
			out[name] = map[string]bool{}
		}
		out[name][member] = true
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeSpec:
				if s, ok := n.Type.(*ast.StructType); ok {
					for _, f := range s.Fields.List {
						for _, id := range f.Names {
							note(n.Name.Name, id.Name)
						}
					}
				}
			case *ast.ValueSpec:
				ast.Inspect(n, func(inner ast.Node) bool {
					if at, ok := inner.(*ast.UnaryExpr); ok && at.Op == token.AND {
						if sel, ok := at.X.(*ast.SelectorExpr); ok {
							note(n.Names[0].Name, sel.Sel.Name)
						}
					}
					return true
				})
			}
			return true
		})
	}
	return out
}
