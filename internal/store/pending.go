package store

import (
	"cn.halfsky/internal/field"
	"context"
	"crypto/ed25519"
	"errors"
)

// The bodies below are being written; only the signatures are settled.
var errPending = errors.New("store: not written yet")

// Store is an open data folder. Any number of goroutines may read while one writes.
type Store struct{}

// Create makes a new data folder in dir, which must not exist or be empty, and opens it. Codes: Exists, NoSpace, ReadOnly.
func Create(dir string, first Founder, o Options) (*Store, error) { return nil, errPending }

// Open opens the data folder. Codes: Passphrase, Damaged, Newer, InUse (after one second), NoFolder, NoSpace, ReadOnly.
func Open(dir, passphrase string, o Options) (*Store, error) { return nil, errPending }

// Close writes the cache and the anchor, closes the file and forgets the keys.
func (s *Store) Close() error { return errPending }

// Get returns the record as it was last saved; the caller may change it. Codes: NotFound, Locked, Damaged. A deleted record
// is found too; its Meta.Gone says so.
func (s *Store) Get(t *field.Type, id field.ID) (field.Record, error) { return nil, errPending }

// Update runs do and saves everything it put, in one transaction with one journal entry; on any error nothing is saved.
// do may read through tx only and must not keep tx. Codes: Clash, Newer, Locked, NoSpace, Cancelled; field.Problems from a
// record's Check.
func (s *Store) Update(ctx context.Context, v Verb, do func(tx *Tx) error) (Change, error) {
	return Change{}, errPending
}

// Tx is a running Update.
type Tx struct{}

// Get returns the record as it is within this transaction.
func (tx *Tx) Get(t *field.Type, id field.ID) (field.Record, error) { return nil, errPending }

// Put checks r and saves it. A record without an id gets one. A revision that is no longer the newest is a Clash.
// After the Update succeeded r's Meta is that of the saved record.
func (tx *Tx) Put(r field.Record) error { return errPending }

// Delete puts r aside. Its parts are not touched.
func (tx *Tx) Delete(r field.Record) error { return errPending }

// Restore brings a deleted record back.
func (tx *Tx) Restore(r field.Record) error { return errPending }

// Note adds a line to the journal entry that changes nothing: a view, a print, an export. t and id may be nil and zero.
func (tx *Tx) Note(k Kind, t *field.Type, id field.ID, text string) {}

// Next returns the next number, from 1, of this desk's sequence of that name. Numbers are not reused, nor are they given
// out when the Update fails.
func (tx *Tx) Next(name string) uint64 { return 0 }

// List returns the rows that q asks for, from memory. An unknown key is an error.
func (s *Store) List(t *field.Type, q Query) (*Rows, error) { return nil, errPending }

// Count returns how many rows q asks for.
func (s *Store) Count(t *field.Type, q Query) (int, error) { return 0, errPending }

// Tally counts the rows that q asks for by the values of a choice, choices, yes/no or reference column.
func (s *Store) Tally(t *field.Type, key string, q Query) (map[string]int, error) {
	return nil, errPending
}

// Title returns the words that name the record, from memory; false when there is no such record or no key for it.
func (s *Store) Title(table string, id field.ID) (string, bool) { return "", false }

// Rows is a fixed list of rows: what List found, in its order. A row changed since shows its newest values.
type Rows struct{}

// Len returns the number of rows.
func (r *Rows) Len() int { return 0 }

// ID returns the id of row i.
func (r *Rows) ID(i int) field.ID { return field.ID{} }

// Text returns a column of row i as machine text; "" for a key that is no column.
func (r *Rows) Text(i int, key string) string { return "" }

// At returns a record that holds the id and the columns of row i only: for showing, never for saving.
func (r *Rows) At(i int) field.Record { return nil }

// Index returns the place of the record in the list, or -1.
func (r *Rows) Index(id field.ID) int { return -1 }

// Each opens every live record of the table in the order they were made and gives it to visit, until that returns an error.
// A record that does not open stops it with Damaged; records of locked spaces are left out.
func (s *Store) Each(ctx context.Context, t *field.Type, visit func(field.Record) error) error {
	return errPending
}

// History returns the entries that changed the record, the newest first.
func (s *Store) History(t *field.Type, id field.ID) ([]Entry, error) { return nil, errPending }

// Journal gives the entries from seq from to seq to (0: the newest), both included, to visit in their order.
func (s *Store) Journal(ctx context.Context, from, to uint64, visit func(Entry) error) error {
	return errPending
}

// Undo puts back what entry seq changed, as a new entry. Where something it changed was changed again since, nothing is
// undone and the error is a *ClashError.
func (s *Store) Undo(ctx context.Context, seq uint64) (Change, error) { return Change{}, errPending }

// ClashError names what stands against an undo.
type ClashError struct {
	Clashes []ClashAt
}

// ClashAt is a field that was changed since; Key is empty for the record as a whole.
type ClashAt struct {
	Type *field.Type
	ID   field.ID
	Key  string
}

func (e *ClashError) Error() string { return "undo: changed since" }

// Unwrap says that it is a field.Clash.
func (e *ClashError) Unwrap() error { return field.Clash }

// Check opens every record and every entry, and proves the journal's chain, the set of records and the anchor.
func (s *Store) Check(ctx context.Context, p Progress) (Report, error) { return Report{}, errPending }

// Subscribe has f told of every Change, in order, after it is saved and visible. f must not write and must return soon.
// The function returned ends it.
func (s *Store) Subscribe(f func(Change)) (stop func()) { return func() {} }

// Accounts returns all accounts by name.
func (s *Store) Accounts() []AccountInfo { return nil }

// Me returns the account that is signed in.
func (s *Store) Me() AccountInfo { return AccountInfo{} }

// ChangePassphrase changes the passphrase of the signed-in account. Code: Passphrase when old is wrong.
func (s *Store) ChangePassphrase(ctx context.Context, old, new string) error { return errPending }

// Folder says which folder this is.
func (s *Store) Folder() FolderInfo { return FolderInfo{} }

// DeskKey returns the public key that proves this desk's changes.
func (s *Store) DeskKey() ed25519.PublicKey { return nil }

// Troubles returns what was noticed since the folder was opened.
func (s *Store) Troubles() []Trouble { return nil }
