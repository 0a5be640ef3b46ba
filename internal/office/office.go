// Package office holds the verbs of the program: make a folder, log an enquiry, save a record, import a ledger, print a report.
//
// One verb is one transaction, one journal entry and one signal to the screens. The screens and the command line call the same
// verbs, so the same rules hold and the same traces are left.
package office

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/vault"
)

// Options are what an office takes from outside. The zero value is the ordinary one.
type Options struct {
	Now      func() time.Time // nil: the system's clock
	Zone     *time.Location   // nil: the system's zone
	Random   io.Reader        // nil: the system's randomness
	Anchor   string           // folder for the note of the newest state, outside the data folder; empty: none
	Cost     *vault.Cost      // nil: measured; tests give a cheap one
	Ballast  int64            // as store.Options
	Account  string           // sign-in name; may be empty where there is one account
	Progress store.Progress   // told how far opening is, and the making of a sample

	Computer string                               // what tells this computer from others; empty: as the store tells them
	After    func(time.Duration) <-chan time.Time // nil: time.After

	Lend string // folder for files that other programs show; empty: one of the person's own

	Fonts string // file for which fonts were chosen on this computer, see FontsNote; empty: it is not kept

	Wait func(time.Duration) // lets the time pass that wrong passphrases cost; nil: time.Sleep
}

// Office is an open data folder with somebody signed in. It may be used from any goroutine.
type Office struct {
	store *store.Store
	now   func() time.Time
	zone  *time.Location
	came  signing
	own   ownRecord
	years ownYears
	lent  lending
	seen  seenWhole
	fonts ownFonts

	backups  backups
	computer string
	after    func(time.Duration) <-chan time.Time
	roles    knownRoles

	resealing resealing
}

// Open opens the folder and signs in. Codes: field.Passphrase, Damaged, Newer, InUse, NoFolder, Unfinished,
// NoSpace, ReadOnly.
func Open(dir, passphrase string, o Options) (*Office, error) {
	o = o.filled()
	s, err := store.Open(dir, passphrase, o.store())
	if err != nil {
		return nil, fmt.Errorf("open office: %w", err)
	}
	cut, err := unfinished(s)
	if cut {
		err = field.Unfinished
	}
	if err != nil {
		return nil, fmt.Errorf("open office: %w", errors.Join(err, s.Close()))
	}
	of := start(s, o)
	if err := of.signIn(); err != nil {
		return nil, fmt.Errorf("open office: %w", errors.Join(err, s.Close()))
	}
	of.resealSoon()
	return of, nil
}

func start(s *store.Store, o Options) *Office {
	of := &Office{store: s, now: o.Now, zone: o.Zone, computer: cmp.Or(o.Computer, s.Computer()), after: o.After}
	of.fonts.note = o.Fonts
	of.beginLending(o.Lend)
	s.Subscribe(func(c store.Change) {
		for _, t := range c.Touched {
			switch t.Type {
			case centre.CentreType:
				of.own.changed()
			case centre.RoleType:
				of.roles.changed()
			}
		}
	})
	return of
}

// Cheap returns the options with a passphrase that costs next to nothing to try, now and after wrong ones, and without the reserve
// for a full disk: for tests and for measuring, never for a folder with anything in it.
func (o Options) Cheap() Options {
	o.Cost, o.Ballast = &vault.Cost{Time: 1, Memory: 8, Lanes: 1}, -1
	if o.Wait == nil {
		o.Wait = func(time.Duration) {}
	}
	return o
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Zone == nil {
		o.Zone = time.Local
	}
	if o.After == nil {
		o.After = time.After
	}
	return o
}

func (o Options) store() store.Options {
	return store.Options{
		Types: centre.Types, Clock: o.Now, Random: o.Random, Anchor: o.Anchor, Account: o.Account,
		Cost: o.Cost, Ballast: o.Ballast, Progress: o.Progress, Wait: o.Wait, BeforeMigrate: copyOldFormat,
	}
}

// Close writes what is left to write and forgets the keys.
func (o *Office) Close() error {
	o.stopKeeping()
	o.endReseal()
	o.signOut()
	if err := errors.Join(o.takeBack(), o.store.Close()); err != nil {
		return fmt.Errorf("close office: %w", err)
	}
	return nil
}

// Now is the time on the office's clock, in its zone.
func (o *Office) Now() time.Time { return o.now().In(o.zone) }

// Today is the day on the office's clock.
func (o *Office) Today() field.Day { return field.DayOf(o.Now()) }

// Context is what reading typed text needs to know.
func (o *Office) Context() field.Context { return field.Context{Today: o.Today(), Zone: o.zone} }

// Words puts values into words of the language, with the names of the records they refer to.
func (o *Office) Words(b *say.Book) centre.Shown {
	return centre.Shown{Book: b, Zone: o.zone, Name: func(id field.ID) string { return o.NameIn(b, id) }}
}

// Me is the account that is signed in.
func (o *Office) Me() store.AccountInfo { return o.store.Me() }

// Folder says which folder is open.
func (o *Office) Folder() store.FolderInfo { return o.store.Folder() }

// Troubles returns what was noticed since the folder was opened.
func (o *Office) Troubles() []store.Trouble { return o.store.Troubles() }

// Subscribe has f told of every change; the function returned ends it.
func (o *Office) Subscribe(f func(store.Change)) (stop func()) { return o.store.Subscribe(f) }

// Check opens every record and proves the journal. That it was sound stands in the journal; into a folder with something wrong
// nothing is written for that.
func (o *Office) Check(ctx context.Context, p store.Progress) (store.Report, error) {
	rep, err := o.store.Check(ctx, p)
	if err == nil && rep.Sound() {
		err = o.noteAct(ctx, verbCheck)
	}
	return rep, err
}

// Verify is the short form of Check: the head, the newest journal entries and the note outside the folder, in some milliseconds.
func (o *Office) Verify(ctx context.Context) (store.Report, error) { return o.store.Verify(ctx) }

// ChangePassphrase changes the passphrase of the signed-in account.
func (o *Office) ChangePassphrase(ctx context.Context, old, next string) error {
	if err := CheckPassphrase(next); err != nil {
		return err
	}
	return o.store.ChangePassphrase(ctx, old, next)
}
