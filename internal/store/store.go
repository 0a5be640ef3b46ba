package store

import (
	"io"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Options are what a store takes from outside.
type Options struct {
	Wait func(time.Duration) // lets the time pass that wrong passphrases cost; nil: time.Sleep

	Types    []*field.Type    // the tables; nil: centre.Types
	Clock    func() time.Time // the only clock; required
	Random   io.Reader        // where ids come from; nil: the system's randomness. Keys never come from it
	Anchor   string           // a folder outside the data folder, for the note of the newest state; empty: none is kept
	Account  string           // the sign-in name; may be empty where the folder has one account
	Cost     *vault.Cost      // nil: measured at creation, never below vault.Floor. Tests give a cheap one
	Ballast  int64            // bytes kept back for a full disk; 0: 64 MB; below 0: none
	Progress Progress         // told how far opening is; may be nil

	// BeforeMigrate is called before a folder of an older format is brought to the newest: it makes a backup of s. When it fails, the
	// folder stays as it is and does not open. nil: nothing is done before.
	BeforeMigrate func(s *Store) error
	ReadOnly      bool // open to look at: nothing in the folder is written
}

// Progress is told how much of a long operation is done. It is called from the goroutine that works, at most some
// hundred times.
type Progress func(done, total int)

// Founder is the first account of a new folder.
type Founder struct {
	Name       string // what the person is called; also her sign-in name
	Passphrase string
	Role       string // a word of the program's; the store only keeps it
}

// Verb is what a person does, as the journal keeps it.
type Verb struct {
	Name   string // permanent word of the office's: open-case, import, undo
	Reason string // what the person gave as reason; sealed with the first record touched
	Group  uint64 // the first entry of the group this one belongs to; 0: it stands alone
}

// Kind says what happened to a record in one journal entry.
type Kind uint8

// What can happen to a record. The numbers are permanent.
const (
	Made      Kind = iota + 1 // saved for the first time
	Changed                   // fields changed
	Deleted                   // put aside; Restore brings it back
	Restored                  // brought back
	Seen                      // a masked field was looked at
	Printed                   //
	Exported                  //
	Imported                  //
	SignedIn                  //
	SignedOut                 //
	Refused                   // something was tried and not allowed
	Account                   // an account was made or changed, a passphrase changed
	Desk                      // the folder became a new desk
	Noted                     // anything else worth a line
	Erased                    // removed for good, with what its history held
)

// Change is what one Update did.
type Change struct {
	Seq     uint64 // number of the journal entry; 0 when there was nothing to write
	At      field.Moment
	Verb    string
	Touched []Touch
}

// Touch is one record of a Change.
type Touch struct {
	Type *field.Type
	ID   field.ID
	Kind Kind
}

// Entry is one line of the journal.
type Entry struct {
	Seq     uint64
	At      field.Moment // by the wall clock of the desk
	Stamp   field.Stamp  // by the hybrid logical clock, which also says which desk
	Account field.ID
	Who     string // the account's name; empty when it is not known here
	Verb    string
	Reason  string
	Undoes  uint64 // the entry this one undid, or 0
	Group   uint64 // the first entry of the group this one belongs to, or 0
	Ops     []Op
	Damaged bool // it does not open; only Seq is known
	Locked  int  // operations this account holds no key for
	Erased  int  // operations whose content was erased for good
}

// Op is what one entry did to one record.
type Op struct {
	Type *field.Type // nil when it concerns no record, or one of a newer program
	ID   field.ID
	Rev  uint64 // the record's revision afterwards
	Kind Kind
	Keys []string               // the fields that changed, in form order
	Old  field.Record           // holds only those fields, as they were; nil when none changed
	New  field.Record           // and as they became
	Seen map[string]field.Stamp // per field, the version the person had before her when she changed it
	Text string                 // for views, prints, exports: what of it

	Moved    bool        // the record came into another space
	From, To field.Space // then: which; empty for the type's own

	before  uint64 // the entry that changed the record before
	changes map[string]changeDoc
}

// AccountInfo is one person, or recovery sheet, that can open the folder.
type AccountInfo struct {
	ID       field.ID
	Name     string
	Role     string
	Recovery bool
	Closed   bool // can no longer sign in; its name stays for the history
	Made     field.Moment
	Spaces   []field.Space // what it holds keys for
}

// Trouble is one thing Open or Check noticed.
type Trouble struct {
	Kind  TroubleKind
	Table string   // of a record
	ID    field.ID // of a record, where it is known
	Seq   uint64   // of a journal entry
}

// TroubleKind is a permanent word; say has trouble.<kind> and trouble.<kind>.hint.
type TroubleKind string

// What can be wrong with a folder that opens.
const (
	RecordDamaged  TroubleKind = "record"      // one record does not open
	JournalDamaged TroubleKind = "journal"     // one journal entry does not open
	ChainBroken    TroubleKind = "chain"       // journal entries are missing or were exchanged
	SignatureWrong TroubleKind = "signature"   // a journal entry was not written by the account it names
	StateDiffers   TroubleKind = "state"       // records are missing, were added or put back behind the program's back
	OlderFolder    TroubleKind = "older"       // an older state of the folder was put back, or its newest write was lost
	OtherFolder    TroubleKind = "other"       // another copy of this folder was written in the meantime
	MetaDamaged    TroubleKind = "meta"        // one of the two headers of the file is damaged: the last save may be missing
	KeysForeign    TroubleKind = "keysforeign" // an account or a key is there that the program did not put there, or an older one was put back
	KeysRepaired   TroubleKind = "keys"        // one of the two copies of the key slots was damaged and made new from the other
	CacheUnusable  TroubleKind = "cache"       // the cache was damaged and built anew
	BallastUsed    TroubleKind = "ballast"     // the disk was full: the reserve was given back
	KeysBehind     TroubleKind = "keysbehind"  // the copy of the key slots could not be written; it will be at the next opening
	AnchorFailed   TroubleKind = "anchor"      // the note outside the folder could not be read or written
	BlobDamaged    TroubleKind = "blob"        // an attached file is missing or damaged
	FileDamaged    TroubleKind = "file"        // the structure of the file is damaged
	FolderRestored TroubleKind = "restored"    // it was restored from a backup just before: no trouble, but to be known
	Unproved       TroubleKind = "unconfirmed" // the disk reported an error for a save that is there
	KeysLost       TroubleKind = "keyslost"    // a key slot or key is damaged in both copies: whoever needs it is shut out
	FolderReadOnly TroubleKind = "readonly"    // the folder cannot be written: it is open to look at
	ClockBack      TroubleKind = "clock"       // the computer's clock is behind the newest entry
	Conflict       TroubleKind = "conflict"    // copies of the files lie beside them, made by a program that keeps folders the same
	SyncFolder     TroubleKind = "syncfolder"  // the folder lies where such a program works
)

// TroubleKinds are all of them.
var TroubleKinds = []TroubleKind{RecordDamaged, JournalDamaged, ChainBroken, SignatureWrong, StateDiffers, OlderFolder, OtherFolder, MetaDamaged,
	KeysRepaired, CacheUnusable, BallastUsed, KeysBehind, AnchorFailed, BlobDamaged, FileDamaged, FolderRestored, Unproved,
	KeysLost, KeysForeign, FolderReadOnly, ClockBack, Conflict, SyncFolder}

// Report is the outcome of Check.
type Report struct {
	Records  int // opened and read
	Locked   int // of spaces this account holds no key for: opened by nobody here, but counted and proved by the set-hash
	Entries  int // journal entries
	Files    int // attached files opened and read to the end
	Loose    int // files beside them that belong to no record: what a save that was cut off left
	Troubles []Trouble
}

// Sound reports whether nothing is wrong.
func (r Report) Sound() bool { return len(r.Troubles) == 0 }

// FolderInfo says which folder this is.
type FolderInfo struct {
	Dir    string
	ID     field.ID // the folder's own: every copy and backup has the same
	Site   field.ID // the station
	Desk   uint32   // the desk that writes here; a copied or restored folder gets a new one
	Format uint16
	Made   field.Moment
	Seq    uint64 // newest journal entry
	Proof  string // short form of the journal's chain head, for a backup slip
	Size   int64  // of the file, bytes
}
