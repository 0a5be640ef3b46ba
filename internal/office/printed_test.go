package office

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// newest is the newest entry of the journal.
func newest(t *testing.T, of *Office) store.Entry {
	t.Helper()
	e, err := of.Entry(of.Folder().Seq)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestEveryWayIsInTheJournal before anything leaves: the journal says how.
func TestEveryWayIsInTheJournal(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	rep, err := of.Report(t.Context(), Reporting{Kind: RotaReport, Book: say.For(say.ZH)})
	if err != nil {
		t.Fatal(err)
	}
	for _, way := range []Way{ToFile, ToPaper, ToClipboard, ToProtected, ToViewer} {
		rep.Way = way
		if err := of.Printed(t.Context(), rep); err != nil {
			t.Fatal(err)
		}
		e := newest(t, of)
		if len(e.Ops) != 1 || e.Ops[0].Kind != store.Printed || !strings.Contains(e.Ops[0].Text, " to-"+string(way)) {
			t.Errorf("%s is noted as %+v", way, e.Ops)
		}
	}
}

// TestALentReportIsPrivateAndGoes: it lies where nobody else comes, is noted, goes when it is given back, and when the folder is closed;
// where writing fails nothing is left.
func TestALentReportIsPrivateAndGoes(t *testing.T) {
	o := testOptions(t)
	o.Lend = t.TempDir()
	of, err := Create(t.Context(), filepath.Join(t.TempDir(), "data"), Founding{Centre: "样例", User: "值班员", Passphrase: testPass}, o)
	if err != nil {
		t.Fatal(err)
	}
	rep := Report{Reporting: Reporting{Kind: RotaReport, Book: say.For(say.ZH)}, Way: ToViewer}
	write := func(out io.Writer) error { _, err := io.WriteString(out, "%PDF"); return err }
	path, back, err := of.LendReport(t.Context(), rep, write)
	if err != nil {
		t.Fatal(err)
	}
	if e := newest(t, of); len(e.Ops) != 1 || !strings.Contains(e.Ops[0].Text, "to-viewer") {
		t.Errorf("noted as %+v", e.Ops)
	}
	file, err := os.Stat(path)
	if err != nil || file.Mode().Perm() != 0o600 || filepath.Base(path) != "halfsky.pdf" {
		t.Fatalf("%v: %v", path, err)
	}
	if dir, err := os.Stat(filepath.Dir(path)); err != nil || dir.Mode().Perm() != 0o700 {
		t.Errorf("its folder: %v", err)
	}
	if err := back(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("it is still there")
	}
	if _, _, err := of.LendReport(t.Context(), rep, func(io.Writer) error { return field.NoSpace }); !errors.Is(err, field.NoSpace) {
		t.Errorf("a full disk is %v", err)
	}
	path, _, err = of.LendReport(t.Context(), rep, write)
	if err != nil {
		t.Fatal(err)
	}
	if others, err := os.ReadDir(filepath.Dir(filepath.Dir(path))); err != nil || len(others) != 1 {
		t.Errorf("%d files are lent", len(others))
	}
	if err := of.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("it outlived the data folder")
	}
}
