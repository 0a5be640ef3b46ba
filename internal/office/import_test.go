package office

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// units writes a table of that many invented units.
func units(t *testing.T, n int) string {
	t.Helper()
	var out strings.Builder
	out.WriteString("单位名称,备注\n")
	for i := range n {
		fmt.Fprintf(&out, "样例第%d纺织厂,第%d行\n", i, i)
	}
	path := filepath.Join(t.TempDir(), "样例单位.csv")
	if err := os.WriteFile(path, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func plan(t *testing.T, of *Office, path string) *exchange.Plan {
	t.Helper()
	p, err := of.PlanImport(t.Context(), path, Importing{Type: centre.OrganisationType})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What was saved before a cancel is whole, is named by the changes and the journal, and the next import goes on from there.
func TestACancelledImportIsWholeAsFarAsItWent(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	const rows = 3*importBatch + 500
	path := units(t, rows)
	ctx, cancel := context.WithCancel(t.Context())
	first := plan(t, of, path)
	changes, err := of.Import(ctx, first, func(done, total int) {
		if total != rows {
			t.Errorf("told of %d, want %d", total, rows)
		}
		if done >= 2*importBatch {
			cancel()
		}
	})
	if !errors.Is(err, field.Cancelled) || len(changes) != 2 || Saved(changes) != 2*importBatch {
		t.Fatalf("%d changes of %d records, %v", len(changes), Saved(changes), err)
	}
	if n, err := of.Count(centre.OrganisationType, store.Query{}); n != 2*importBatch || err != nil {
		t.Errorf("the folder holds %d, %v", n, err)
	}
	err = of.store.Journal(t.Context(), changes[0].Seq, changes[1].Seq, func(e store.Entry) error {
		last := e.Ops[len(e.Ops)-1]
		if e.Verb != "import" || last.Kind != store.Imported || last.Text != first.Digest {
			t.Errorf("the entry says %s, kind %d, %q", e.Verb, last.Kind, last.Text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	again := plan(t, of, path)
	if n := again.Counts(); n[exchange.Same] != 2*importBatch || n[exchange.New] != rows-2*importBatch {
		t.Errorf("the next plan counts %v", n)
	}
	if _, err := of.Import(t.Context(), again, nil); err != nil {
		t.Fatal(err)
	}
	if n, err := of.Count(centre.OrganisationType, store.Query{}); n != rows || err != nil {
		t.Errorf("in the end the folder holds %d, %v", n, err)
	}
	if _, err := of.Undo(t.Context(), changes[1].Seq); err != nil { // the first import goes as a whole
		t.Error(err)
	}
	if n, err := of.Count(centre.OrganisationType, store.Query{}); n != rows-2*importBatch || err != nil {
		t.Errorf("after taking back two batches the folder holds %d, %v", n, err)
	}
}

func TestAPlanThatWasOvertakenSavesNothingOfItsBatch(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	path := units(t, 10)
	slow, quick := plan(t, of, path), plan(t, of, path)
	if _, err := of.Import(t.Context(), quick, nil); err != nil {
		t.Fatal(err)
	}
	changes, err := of.Import(t.Context(), slow, nil)
	if !errors.Is(err, field.Clash) || len(changes) != 0 {
		t.Errorf("%d changes, %v; want a clash", len(changes), err)
	}
	if n, err := of.Count(centre.OrganisationType, store.Query{}); n != 10 || err != nil {
		t.Errorf("the folder holds %d, %v", n, err)
	}
}

func TestAPathThatIsNoTable(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	if _, err := of.PlanImport(t.Context(), t.TempDir(), Importing{}); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := of.PlanImport(t.Context(), filepath.Join(t.TempDir(), "某某某.xlsx"), Importing{}); !errors.Is(err, fs.ErrNotExist) || strings.Contains(err.Error(), "某") {
		t.Errorf("nothing there: %v", err)
	}
	empty := filepath.Join(t.TempDir(), "empty.csv")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var ps field.Problems
	if _, err := of.PlanImport(t.Context(), empty, Importing{}); !errors.As(err, &ps) {
		t.Errorf("an empty file: %v, want problems", err)
	}
}
