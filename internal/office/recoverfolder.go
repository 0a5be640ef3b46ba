package office

import (
	"context"
	"errors"
	"fmt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/vault"
)

// Recovery is a folder that was opened by its recovery sheet, to give somebody a new passphrase and for nothing else.
type Recovery struct {
	store   *store.Store
	dir     string
	options Options
}

// OpenRecovery opens the folder in dir by a recovery sheet: one code, or two shares. field.Problems for what is mistyped and for a sheet
// of another folder or one that was replaced; Codes as Open.
func OpenRecovery(dir string, codes []string, o Options) (*Recovery, error) {
	s, err := openSheet(dir, codes, o, false)
	if err != nil {
		return nil, fmt.Errorf("recover: %w", err)
	}
	return &Recovery{s, dir, o}, nil
}

// Sheet says which sheet it was.
func (r *Recovery) Sheet() RecoverySheet { return sheetOf(r.store, r.store.Me()) }

// People are the accounts that can be given a new passphrase.
func (r *Recovery) People() (out []store.AccountInfo) {
	for _, a := range r.store.Accounts() {
		if !a.Recovery && !a.Closed {
			out = append(out, a)
		}
	}
	return out
}

// Recovered says what a recovery did.
type Recovered struct {
	Sheet RecoverySheet // stays valid; it was typed somewhere, so a new one should be made
	Lost  []field.Space // what the account could open before and cannot now, because the sheet cannot
}

// Reset gives an account a new passphrase and signs it in; the Recovery is over then. With field.Problems it goes on: the passphrase can
// be chosen again. With any other error it is over too.
func (r *Recovery) Reset(ctx context.Context, id field.ID, passphrase string) (*Office, Recovered, error) {
	done := Recovered{Sheet: r.Sheet()}
	name := ""
	for _, a := range r.People() {
		if a.ID == id {
			name = a.Name
		}
	}
	if err := CheckPassphrase(passphrase, name); err != nil {
		return nil, done, err
	}
	_, err := r.store.Update(ctx, store.Verb{Name: "recover"}, func(tx *store.Tx) (err error) {
		if name == "" {
			return field.NotFound
		}
		done.Lost, err = tx.ResetAccount(id, passphrase)
		return err
	})
	if err = errors.Join(err, r.store.Close()); err != nil {
		return nil, done, fmt.Errorf("recover: %w", err)
	}
	o := r.options
	o.Account = name
	of, err := Open(r.dir, passphrase, o)
	return of, done, err
}

// Close ends a recovery that gave nobody a passphrase.
func (r *Recovery) Close() error {
	if err := r.store.Close(); err != nil {
		return fmt.Errorf("close folder: %w", err)
	}
	return nil
}

// Recovering says whom a recovery sheet is to give a new passphrase.
type Recovering struct {
	Codes      []string
	Account    string // sign-in name
	Passphrase string
}

// Recover opens the folder by a recovery sheet, gives the account a new passphrase and signs it in. field.Problems for what is mistyped,
// a sheet that does not open the folder, an account there is not ("user") and a passphrase that is too easy; Codes as Open.
func Recover(ctx context.Context, dir string, r Recovering, o Options) (*Office, Recovered, error) {
	if err := CheckPassphrase(r.Passphrase, r.Account); err != nil {
		return nil, Recovered{}, err
	}
	open, err := OpenRecovery(dir, r.Codes, o)
	if err != nil {
		return nil, Recovered{}, err
	}
	for _, a := range open.People() {
		if vault.SameName(a.Name, r.Account) {
			return open.Reset(ctx, a.ID, r.Passphrase)
		}
	}
	return nil, Recovered{}, errors.Join(field.Problems{}.Add("user", "recovery.noaccount"), open.Close())
}

// SheetSignIn returns the sign-in name and passphrase of a recovery sheet, for what opens by both: a backup is restored by them when
// no passphrase is known. field.Problems for what is mistyped.
func SheetSignIn(codes []string) (account, passphrase string, err error) {
	sheet, err := readSheet(codes)
	if err != nil {
		return "", "", err
	}
	return sheet.Name(), sheet.Passphrase(), nil
}
