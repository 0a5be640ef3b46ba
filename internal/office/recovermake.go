package office

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/vault"
)

// mayRecover is the right that making and trying a sheet needs.
const mayRecover = centre.MayAccounts

// RecoveryMaking says which recovery sheet is wanted.
type RecoveryMaking struct {
	Split   bool // in three shares, any two of which are enough
	Replace bool // the sheets there are become void
	Book    *say.Book
	// Print puts the sheet on paper or into a file before anything is saved: when it fails, the sheets there are stay valid. nil: the
	// caller prints what MakeRecovery returns.
	Print func(paper.Document) error
}

// RecoveryMade is a new sheet. Document holds its secret and is the only thing that does: it is printed or saved at once and let go.
type RecoveryMade struct {
	RecoverySheet
	Title    string
	Document paper.Document
	Void     []string // numbers of the sheets that open nothing any more
}

// MakeRecovery makes a recovery sheet that opens all that the signed-in account can open. Of the spaces it cannot open, restricted cases
// that do not name it, Lacks tells how many there are: whoever can open them adds them with ExtendRecovery. Where there is a sheet and
// it is not to be replaced, the error is field.Problems. Code: Denied.
func (o *Office) MakeRecovery(ctx context.Context, m RecoveryMaking) (RecoveryMade, error) {
	if err := o.allow(ctx, mayRecover, "make-recovery"); err != nil {
		return RecoveryMade{}, err
	}
	before := o.RecoverySheets()
	if len(before) > 0 && !m.Replace {
		return RecoveryMade{}, field.Problems{}.Add("", "recovery.exists", numbers(before))
	}
	own, err := o.Centre()
	if err != nil && !errors.Is(err, field.NotFound) {
		return RecoveryMade{}, fmt.Errorf("make recovery sheet: %w", err)
	}
	in := paper.Setting{Book: m.Book, Date: o.Now(), Zone: o.zone}
	if own != nil {
		in.Centre = own.Name
	}
	made, err := o.addSheet(ctx, m, before, in)
	if err != nil {
		return RecoveryMade{}, err
	}
	made.Title = m.Book.T("recovery.paper.title")
	for _, s := range before {
		made.Void = append(made.Void, s.Number)
	}
	return made, nil
}

func numbers(sheets []RecoverySheet) string {
	var all []string
	for _, s := range sheets {
		all = append(all, s.Number)
	}
	return strings.Join(all, " ")
}

// addSheet makes the account of a new sheet, prints it and closes those of the sheets before, in one transaction.
func (o *Office) addSheet(ctx context.Context, m RecoveryMaking, before []RecoverySheet, in paper.Setting) (made RecoveryMade, err error) {
	role := sheetWhole
	if m.Split {
		role = sheetSplit
	}
	proof, put := o.Folder().Proof, m.Print
	if put == nil {
		put = func(paper.Document) error { return nil }
	}
	for range 5 { // a number may be taken, once in a million
		sheet := vault.NewSheet()
		if made.Document, err = sheetDocument(sheet, m.Split, proof, in); err != nil {
			return made, err
		}
		var a store.AccountInfo
		_, err = o.perform(ctx, "make-recovery", func(v *verb) (err error) {
			a, err = v.AddAccount(store.NewAccount{Name: sheet.Name(), Role: role, Passphrase: sheet.Passphrase(), Recovery: true, Spaces: o.Me().Spaces})
			for _, s := range before {
				if err == nil {
					err = v.CloseAccount(s.Account)
				}
				v.loose = append(v.loose, s.Spaces...) // somebody may have seen it: what it opened is sealed anew
			}
			if err != nil {
				return err
			}
			return put(made.Document)
		})
		if err == nil {
			made.RecoverySheet = sheetOf(o.store, a)
		}
		if !errors.Is(err, field.Exists) {
			return made, err
		}
	}
	return made, err
}

func sheetDocument(sheet *vault.Sheet, split bool, proof string, in paper.Setting) (paper.Document, error) {
	codes := []vault.Code{sheet.Whole()}
	if split {
		var err error
		if codes, err = sheet.Split(); err != nil {
			return paper.Document{}, fmt.Errorf("make recovery sheet: %w", err)
		}
	}
	out := paper.RecoverySheet{ID: sheet.ID(), Proof: proof, Need: vault.ShareNeed}
	for _, c := range codes {
		out.Codes = append(out.Codes, paper.RecoveryCode{Share: c.Share, Lines: c.Lines})
	}
	return paper.RecoveryDoc(out, in), nil
}

// ExtendRecovery gives the sheets the keys of spaces that the signed-in account can open and they cannot. It returns how many it gave.
// It is asked for and never done by itself: whoever has a sheet could else reach a restricted case by waiting.
func (o *Office) ExtendRecovery(ctx context.Context) (given int, err error) {
	_, err = o.perform(ctx, "extend-recovery", func(v *verb) error {
		given = 0
		for _, s := range o.RecoverySheets() {
			lacks := without(o.Me().Spaces, s.Spaces)
			if len(lacks) == 0 {
				continue
			}
			if err := v.Grant(s.Account, lacks...); err != nil {
				return err
			}
			given += len(lacks)
		}
		return nil
	})
	return given, err
}

// without returns what of all is not among some.
func without(all, some []field.Space) (out []field.Space) {
	has := map[field.Space]bool{}
	for _, s := range some {
		has[s] = true
	}
	for _, s := range all {
		if !has[s] {
			out = append(out, s)
		}
	}
	return out
}
