package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/vault"
)

// RecoverySheet 恢复单 is a sheet that opens the folder: which one it is, not what is on it.
type RecoverySheet struct {
	Account field.ID
	Number  string       // the four characters printed on it
	Split   bool         // in three shares, any two of which are enough
	Made    field.Moment //
	Drilled field.Moment // when it was last tried; 0: never, or only with the folder closed
	Spaces  []field.Space
	Lacks   int // spaces that somebody can open and the sheet cannot: restricted cases its maker could not open
}

// The roles of sheets. They are words of the account's card and no roles of centre's: a sheet may do everything.
const (
	sheetWhole = "recovery"
	sheetSplit = "recovery-shares"
)

// drills is the setting that keeps when each sheet was last tried.
const drills = "recovery"

// RecoverySheets returns the sheets that open the folder, the oldest first. It is empty where a forgotten passphrase would be the end.
func (o *Office) RecoverySheets() []RecoverySheet { return sheetsOf(o.store) }

func sheetsOf(s *store.Store) (out []RecoverySheet) {
	for _, a := range s.Accounts() {
		if a.Recovery && !a.Closed {
			out = append(out, sheetOf(s, a))
		}
	}
	slices.SortFunc(out, func(a, b RecoverySheet) int { return int(a.Made - b.Made) })
	return out
}

func sheetOf(s *store.Store, a store.AccountInfo) RecoverySheet {
	sheet := RecoverySheet{Account: a.ID, Split: a.Role == sheetSplit, Made: a.Made, Spaces: a.Spaces}
	sheet.Number, _ = vault.SheetOf(a.Name)
	tried := map[string]field.Moment{}
	if _, err := s.Setting(drills, &tried); err == nil { // when it was tried is worth no failure
		sheet.Drilled = tried[sheet.Number]
	}
	seen := map[field.Space]bool{}
	for _, other := range s.Accounts() {
		for _, sp := range other.Spaces {
			if !other.Closed && !seen[sp] && !slices.Contains(a.Spaces, sp) {
				seen[sp] = true
				sheet.Lacks++
			}
		}
	}
	return sheet
}

// readSheet reads what was typed of a sheet, one code or two shares. field.Problems say what is wrong with which: a problem of the
// field "code" is about all of it, "code1", "code2" about one.
func readSheet(codes []string) (*vault.Sheet, error) {
	s, err := vault.ReadSheet(codes...)
	var bad *vault.SheetError
	if errors.As(err, &bad) {
		about := "code"
		if bad.Code > 0 && len(codes) > 1 {
			about += strconv.Itoa(bad.Code)
		}
		return nil, field.Problems{}.Add(about, "recovery.code."+string(bad.What), strconv.Itoa(bad.Line), strconv.Itoa(bad.At), strconv.Itoa(bad.Want))
	}
	if err != nil {
		return nil, fmt.Errorf("read recovery sheet: %w", err)
	}
	return s, nil
}

// CheckCode returns field.Problems for a code that is mistyped, as soon as it is typed, and none for one share of several.
func CheckCode(code string) error {
	_, err := vault.ReadSheet(code)
	var bad *vault.SheetError
	if errors.As(err, &bad) && bad.What == vault.CodeMore {
		return nil
	}
	_, err = readSheet([]string{code})
	return err
}

// CodesIn parts a text, such as a file, into the codes that stand in it.
func CodesIn(text string) []string { return vault.SplitCodes(text) }

// shut says that a sheet that was typed right does not open this folder.
func shut(err error) error {
	if errors.Is(err, field.Passphrase) {
		return field.Problems{}.Add("code", "recovery.shut")
	}
	return err
}

// DrillFolder proves that a sheet opens the folder in dir, which nobody may have open for writing, and changes nothing. field.Problems
// for what is mistyped and for a sheet of another folder or one that was replaced; Codes as Open.
func DrillFolder(dir string, codes []string, o Options) (sheet RecoverySheet, err error) {
	s, err := openSheet(dir, codes, o, true)
	if err != nil {
		return sheet, fmt.Errorf("drill: %w", err)
	}
	sheet = sheetOf(s, s.Me())
	if err := s.Close(); err != nil {
		return sheet, fmt.Errorf("drill: %w", err)
	}
	return sheet, nil
}

// openSheet opens a folder by a sheet.
func openSheet(dir string, codes []string, o Options, look bool) (*store.Store, error) {
	sheet, err := readSheet(codes)
	if err != nil {
		return nil, err
	}
	so := o.filled().store()
	so.Account, so.ReadOnly = sheet.Name(), look
	s, err := store.Open(dir, sheet.Passphrase(), so)
	if err != nil {
		return nil, shut(err)
	}
	return s, nil
}

// Drill proves that a sheet opens the folder that is open, and notes that it was tried. field.Problems as DrillFolder.
func (o *Office) Drill(ctx context.Context, codes ...string) (RecoverySheet, error) {
	if err := o.allow(ctx, mayRecover, "drill-recovery"); err != nil {
		return RecoverySheet{}, err
	}
	sheet, err := readSheet(codes)
	if err != nil {
		return RecoverySheet{}, err
	}
	a, err := o.store.Trial(sheet.Name(), sheet.Passphrase())
	if err != nil {
		return RecoverySheet{}, fmt.Errorf("drill: %w", shut(err))
	}
	if !o.store.ReadOnly() {
		if err := o.noteDrill(ctx, a.ID, sheet.ID()); err != nil {
			return RecoverySheet{}, err
		}
	}
	return sheetOf(o.store, a), nil
}

func (o *Office) noteDrill(ctx context.Context, account field.ID, number string) error {
	_, err := o.perform(ctx, "drill-recovery", func(v *verb) error {
		tried := map[string]field.Moment{}
		if _, err := o.store.Setting(drills, &tried); err != nil && !errors.Is(err, field.Damaged) {
			return err
		}
		kept := map[string]field.Moment{number: field.MomentOf(o.now())}
		for _, s := range sheetsOf(o.store) {
			if at := tried[s.Number]; at != 0 && s.Number != number {
				kept[s.Number] = at
			}
		}
		v.Note(store.Noted, nil, account, number)
		return v.SetSetting(drills, kept)
	})
	return err
}
