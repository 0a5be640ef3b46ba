//go:build linux || darwin

package printer

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cn.halfsky/internal/field"
)

// booth puts commands of our own before those of the system: each notes its arguments and what comes in, and does what it is told.
func booth(t *testing.T, lp, lpstat string) (noted func(string) string) {
	t.Helper()
	dir := t.TempDir()
	for name, does := range map[string]string{"lp": lp, "lpstat": lpstat} {
		script := "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$0.args\"\nprintf '%s' \"$LC_ALL\" > \"$0.lang\"\n" + does + "\n"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	return func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
}

func TestAJobIsHandedOverWithArguments(t *testing.T) {
	noted := booth(t, `cat > "$0.in"`, "")
	job := Job{Data: []byte("%PDF-1.7 示例"), Printer: "Office", Paper: A4, Sides: LongEdge, Pages: Pages{{1, 3}, {5, 5}}, Copies: 2}
	if err := Print(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	want := "-t halfsky -n 2 -d Office -o media=A4 -o sides=two-sided-long-edge -P 1-3,5"
	if got := strings.Join(strings.Fields(noted("lp.args")), " "); got != want {
		t.Errorf("lp %s\nwant %s", got, want)
	}
	if noted("lp.in") != string(job.Data) || noted("lp.lang") != "C" {
		t.Errorf("lp was given %q in %q", noted("lp.in"), noted("lp.lang"))
	}
	path := filepath.Join(t.TempDir(), "示例.pdf")
	if err := os.WriteFile(path, []byte("%PDF"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Print(t.Context(), Job{Path: path}); err != nil || noted("lp.in") != "%PDF" || strings.Contains(noted("lp.args"), "示例") {
		t.Errorf("%v; lp was given %q with %q", err, noted("lp.in"), noted("lp.args"))
	}
}

func TestTroubleOfPrintingHasItsWords(t *testing.T) {
	for said, want := range map[string]field.Code{
		`lp: Destination "Old" is not accepting jobs.`:        NotTaking,
		"lp: Error - The printer or class does not exist.":    NoPrinter,
		"lp: Error - No default destination.":                 NoPrinter,
		"lp: Error - scheduler is not running?":               NoService,
		"lp: Unable to connect to server: Connection refused": NoService,
		"lp: something new":                                   Failed,
	} {
		booth(t, "cat > /dev/null\necho '"+said+"' >&2\nexit 1", "")
		if err := Print(t.Context(), Job{Data: []byte("x")}); !errors.Is(err, want) {
			t.Errorf("%q is %v, want %v", said, err, want)
		}
	}
}

func TestNothingOddReachesTheCommand(t *testing.T) {
	booth(t, "cat > /dev/null", "")
	for _, j := range []Job{
		{}, {Data: []byte("x"), Printer: "-o"}, {Data: []byte("x"), Printer: "a\nb"}, {Data: []byte("x"), Sides: "raw"},
		{Data: []byte("x"), Copies: 100}, {Data: []byte("x"), Copies: -1}, {Data: []byte("x"), Paper: "-h evil"},
	} {
		if err := Print(t.Context(), j); err == nil {
			t.Errorf("%+v was printed", j)
		}
	}
}

func TestPrintersOfTheSystem(t *testing.T) {
	noted := booth(t, "", "echo 'printer Office is idle.  enabled since x'\necho 'system default destination: Office'")
	all, err := Printers(t.Context())
	if err != nil || len(all) != 1 || all[0] != (Printer{Name: "Office", Default: true}) || noted("lpstat.lang") != "C" {
		t.Errorf("printers %+v, %v", all, err)
	}
	booth(t, "", "echo 'no system default destination'\necho 'lpstat: No destinations added.' >&2\nexit 1")
	if all, err := Printers(t.Context()); err != nil || len(all) > 0 {
		t.Errorf("printers %+v, %v", all, err)
	}
	booth(t, "", "echo 'lpstat: Bad file descriptor' >&2\nexit 1")
	if _, err := Printers(t.Context()); !errors.Is(err, NoService) {
		t.Errorf("without its service: %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Printers(t.Context()); !errors.Is(err, NoService) {
		t.Errorf("without commands: %v", err)
	}
	if err := Print(t.Context(), Job{Data: []byte("x")}); !errors.Is(err, NoService) {
		t.Errorf("without commands: %v", err)
	}
}
