package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
)

// runRecoverySheet makes a recovery sheet and saves it as a PDF, which is the only place its secret is in.
func runRecoverySheet(ctx context.Context, c *call) error {
	if err := c.need("data", "passphrase-file", "out"); err != nil {
		return err
	}
	if err := c.alone(); err != nil {
		return err
	}
	if !strings.EqualFold(filepath.Ext(c.outFile), ".pdf") {
		return usage("ctl.report.pdf", c.outFile)
	}
	if err := c.checkOut(); err != nil {
		return err
	}
	return c.with(func(o *office.Office) error {
		sheets := 0
		made, err := o.MakeRecovery(ctx, office.RecoveryMaking{Split: c.split, Replace: c.replace, Book: c.book, Print: func(d paper.Document) error {
			pages, err := d.Layout()
			if err != nil {
				return err
			}
			sheets = len(pages.Sheets)
			return writeFile(c.outFile, func(w io.Writer) error { return paper.Write(w, pages) })
		}})
		if err != nil {
			return err
		}
		if len(made.Void) > 0 {
			c.complain(c.book.T("recovery.ctl.void", strings.Join(made.Void, " ")), "")
		}
		c.tellLacks(made.RecoverySheet)
		return c.printf("%s\n%s\n", c.book.T("recovery.ctl.made", made.Number, sheets, c.outFile), c.book.T("recovery.ctl.burn"))
	})
}

// runDrill proves that a recovery sheet opens the folder, and changes nothing.
func runDrill(_ context.Context, c *call) error {
	if err := c.need("data", "code-file"); err != nil {
		return err
	}
	if err := c.alone(); err != nil {
		return err
	}
	codes, err := c.codes()
	if err != nil {
		return err
	}
	sheet, err := office.DrillFolder(c.data, codes, c.options("ctl.progress.open"))
	if err != nil {
		return err
	}
	c.tellLacks(sheet)
	if c.json {
		return c.printJSON(sheetObject(sheet))
	}
	return c.tellSheet(sheet)
}

// runRecover gives an account a new passphrase by a recovery sheet.
func runRecover(ctx context.Context, c *call) error {
	if err := c.need("data", "code-file", "user", "passphrase-file"); err != nil {
		return err
	}
	if err := c.alone(); err != nil {
		return err
	}
	pass, err := c.passphrase() // the first line, where both come from standard input
	if err != nil {
		return err
	}
	if strings.TrimSpace(pass) != pass {
		return usage("ctl.newpassspace")
	}
	codes, err := c.codes()
	if err != nil {
		return err
	}
	o, done, err := office.Recover(ctx, c.data, office.Recovering{Codes: codes, Account: c.user, Passphrase: pass}, c.options("ctl.progress.open"))
	if err != nil {
		return err
	}
	c.tellTroubles(o.Troubles())
	c.close(o)
	if len(done.Lost) > 0 {
		c.complain(c.book.T("recovery.ctl.lost", len(done.Lost)), "")
	}
	return c.printf("%s\n%s\n", c.book.T("recovery.ctl.recovered", c.user), c.book.T("recovery.ctl.again", done.Sheet.Number))
}

func (c *call) tellLacks(s office.RecoverySheet) {
	if s.Lacks > 0 {
		c.complain(c.book.T("recovery.ctl.lacks", s.Lacks), c.book.T("recovery.ctl.lacks.hint"))
	}
}

// tellSheet says which sheet it is and what it opens.
func (c *call) tellSheet(s office.RecoverySheet) error {
	kind := "recovery.paper.whole"
	if s.Split {
		kind = "recovery.ctl.split"
	}
	zone := c.options("").Zone
	if zone == nil {
		zone = time.Local
	}
	made := s.Made.In(zone)
	opens, restricted := spacesOf(s)
	var names []string
	for _, code := range opens {
		names = append(names, c.book.T("space."+code))
	}
	text := c.book.T("recovery.ctl.opens", s.Number, c.book.T(kind), c.book.Day(made.Year(), int(made.Month()), made.Day()), c.book.List(names...))
	if restricted > 0 {
		text += "\n" + c.book.T("recovery.ctl.restricted", restricted)
	}
	return c.printf("%s\n", text)
}

// spacesOf returns the compartments a sheet opens, as codes, and how many restricted cases.
func spacesOf(s office.RecoverySheet) (opens []string, restricted int) {
	for _, t := range centre.Spaces.Codes {
		if slices.Contains(s.Spaces, field.Space(t.Code)) {
			opens = append(opens, t.Code)
		}
	}
	return opens, len(s.Spaces) - len(opens)
}

func sheetObject(s office.RecoverySheet) map[string]any {
	opens, restricted := spacesOf(s)
	return map[string]any{
		"sheet": s.Number, "split": s.Split, "made": s.Made.String(), "opens": opens, "restricted": restricted, "lacks": s.Lacks,
	}
}

// signIn is how a backup is opened: by an account and its passphrase, or by a recovery sheet where there is --code-file.
func (c *call) signIn() (account, pass string, err error) {
	if strings.TrimSpace(c.codeFile) == "" {
		pass, err = c.passphrase()
		return c.user, pass, err
	}
	codes, err := c.codes()
	if err != nil {
		return "", "", err
	}
	return office.SheetSignIn(codes)
}

// needSignIn makes sure that one of the two is given.
func (c *call) needSignIn() error {
	if strings.TrimSpace(c.codeFile) != "" {
		return nil
	}
	return c.need("passphrase-file")
}

// longestCodes is the most bytes a file of recovery codes is read for.
const longestCodes = 64 << 10

// codes reads the recovery codes that stand in the file, or on standard input for "-": one, or two or three shares.
func (c *call) codes() ([]string, error) {
	in := c.in
	if c.codeFile != "-" {
		f, err := os.Open(c.codeFile)
		if err != nil {
			return nil, usage("recovery.ctl.codefile", c.codeFile)
		}
		defer func() { _ = f.Close() }() // only read
		in = f
	} else if c.typed {
		c.complain(c.book.T("recovery.ctl.codeprompt"), "")
	}
	b, err := io.ReadAll(io.LimitReader(in, longestCodes))
	if err != nil && c.codeFile == "-" {
		return nil, fmt.Errorf("read codes: %w", err)
	}
	if err != nil {
		return nil, usage("recovery.ctl.codefile", c.codeFile)
	}
	text, ok := decoded(b)
	if !ok {
		return nil, usage("recovery.ctl.codetext")
	}
	return office.CodesIn(text), nil
}
