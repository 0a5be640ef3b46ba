package office

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Way is how a document leaves the program.
type Way string

// The ways. Without one it is not said.
const (
	ToFile      Way = "file"      // a PDF file that anybody can open
	ToPaper     Way = "paper"     // a printer
	ToViewer    Way = "viewer"    // a file lent to the program that shows PDF files
	ToClipboard Way = "text"      // its text, copied
	ToProtected Way = "protected" // a PDF file sealed with a password
)

// words are what the journal says of a way.
func (w Way) words() string {
	if w == "" {
		return ""
	}
	return " to-" + string(w)
}

// LendReport writes a document out for the program that shows PDF files, and returns its path and what takes it away again. The file
// lies unsealed in a folder that only this person can enter, under a name that tells nothing, and goes when it is given back, at the
// latest when the data folder is closed. The journal has it as printed.
func (o *Office) LendReport(ctx context.Context, r Report, write func(io.Writer) error) (path string, back func() error, err error) {
	if err := o.Printed(ctx, r); err != nil {
		return "", nil, err
	}
	o.lent.mu.Lock()
	dir, err := o.lendingFolder()
	o.lent.mu.Unlock()
	if err != nil {
		return "", nil, fmt.Errorf("lend report: %w", nameless(err))
	}
	back = func() error {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("take back file: %w", nameless(err))
		}
		return nil
	}
	path = filepath.Join(dir, "halfsky.pdf")
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = errors.Join(write(f), f.Close())
	}
	if err != nil {
		return "", nil, fmt.Errorf("lend report: %w", errors.Join(nameless(err), back()))
	}
	return path, back, nil
}
