package office

import (
	"os"
	"path/filepath"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// TestTheRegisterOfTheSampleComesBack: all cases of the sample, written as the register offices keep, make the same cases in an empty folder,
// and nothing new where they came from; in both languages.
func TestTheRegisterOfTheSampleComesBack(t *testing.T) {
	of := statFolder(t)
	was := casesByNumber(t, of)
	for _, lang := range say.Langs() {
		path := filepath.Join(t.TempDir(), "台账.xlsx")
		out, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		n, err := of.Export(t.Context(), out, Exporting{Type: centre.CaseType, Form: exchange.XLSX, Register: true, Private: true, Reason: "样例：核对", Book: say.For(lang)})
		if closed := out.Close(); err != nil || closed != nil || n != len(was) {
			t.Fatalf("%s: %d of %d cases, %v, %v", lang, n, len(was), err, closed)
		}
		if again := planOf(t, of, path).Counts(); again[exchange.Same] != len(was) {
			t.Errorf("%s: where it came from: %v of %d", lang, again, len(was))
		}
		into, _, _ := testOffice(t, Founding{})
		if _, err := into.Import(t.Context(), planOf(t, into, path), nil); err != nil {
			t.Fatal(err)
		}
		is := casesByNumber(t, into)
		if len(is) != len(was) {
			t.Errorf("%s: %d of %d cases came back", lang, len(is), len(was))
		}
		for number, a := range was {
			if b := is[number]; b != nil {
				sameInRegister(t, lang, [2]*Office{of, into}, a, b)
			}
		}
	}
}

func planOf(t *testing.T, of *Office, path string) *exchange.Plan {
	t.Helper()
	p, err := of.PlanImport(t.Context(), path, Importing{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func casesByNumber(t *testing.T, of *Office) map[string]*centre.Case {
	t.Helper()
	all, err := All[*centre.Case](t.Context(), of, centre.CaseType)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*centre.Case{}
	for _, c := range all {
		out[c.Number] = c
	}
	return out
}

// sameInRegister compares what a register has columns for.
func sameInRegister(t *testing.T, lang say.Lang, of [2]*Office, a, b *centre.Case) {
	t.Helper()
	for _, key := range []string{"received", "channel", "matter", "facts", "request", "state", "outcome", "handler", "closed", "paid", "satisfaction"} {
		if s := centre.CaseType.Field(key); s.Text(a) != s.Text(b) {
			t.Errorf("%s: %s was %q, is %q", lang, key, s.Text(a), s.Text(b))
		}
	}
	if a.Heads.Value != b.Heads.Value {
		t.Errorf("%s: %d came, then %d", lang, a.Heads.Value, b.Heads.Value)
	}
	title := func(i int, typ *field.Type, id field.ID) string {
		if id == (field.ID{}) {
			return ""
		}
		r, err := of[i].Get(typ, id)
		if err != nil {
			t.Fatal(err)
		}
		return typ.TitleOf(r)
	}
	for key, ids := range map[*field.Type][2]field.ID{centre.PersonType: {a.Person, b.Person}, centre.OrganisationType: {a.Adverse, b.Adverse}} {
		if x, y := title(0, key, ids[0]), title(1, key, ids[1]); x != y {
			t.Errorf("%s: the %s is another", lang, key.Table)
		}
	}
}
