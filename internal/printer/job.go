// Package printer hands finished pages to the printers of this computer: lp under Linux and macOS, the program that opens PDF files
// under Windows. It knows nothing of what stands on the pages.
package printer

import (
	"slices"
	"strings"
	"unicode"

	"cn.halfsky/internal/field"
)

// The ways a sheet is printed, by their names in IPP (RFC 8011, 5.2.8).
const (
	OneSided  = "one-sided"
	LongEdge  = "two-sided-long-edge"  // turned like the pages of a book
	ShortEdge = "two-sided-short-edge" // turned like the sheets of a pad
)

// A4 is the paper all documents are set for, by the name that CUPS has for it.
const A4 = "A4"

// MostCopies is the most copies of one job: who wants more meant something else.
const MostCopies = 99

// The kinds of trouble with printing.
const (
	NoService   field.Code = "noprintservice" // this computer has no printing, or its service does not run
	NoPrinter   field.Code = "noprinter"      // there is no printer of that name
	NotTaking   field.Code = "printerclosed"  // the printer takes no jobs now
	Failed      field.Code = "printfailed"    // the job was refused for another reason
	NoPDFReader field.Code = "nopdfreader"    // no program is there that prints PDF files
	Opened      field.Code = "printopened"    // the file was only opened, to be printed from there
)

// Printer is one printer as the system has it.
type Printer struct {
	Name    string
	Default bool // of the system
	Stopped bool // it takes jobs and does not print them now
}

// Job is what is printed and how. A member left empty is left to the printer.
type Job struct {
	Data    []byte // the PDF file; or else
	Path    string // where it lies
	Printer string // empty: the default
	Paper   string // A4
	Sides   string // OneSided, LongEdge or ShortEdge
	Pages   Pages  // nil: all
	Copies  int    // 1 to MostCopies; 0: one
}

// check refuses what no panel of ours asks for: an argument must never be taken for an option.
func (j Job) check() error {
	named := func(s string) bool {
		return !strings.HasPrefix(s, "-") && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == '"' })
	}
	switch {
	case len(j.Data) == 0 && j.Path == "":
		return field.Problems{{Field: "data", Say: "print.nothing"}}
	case !named(j.Printer):
		return NoPrinter
	case !named(j.Paper), !slices.Contains([]string{"", OneSided, LongEdge, ShortEdge}, j.Sides), j.Copies < 0 || j.Copies > MostCopies:
		return Failed
	}
	return nil
}
