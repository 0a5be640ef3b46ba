package field

import "strings"

// Problem is one thing the person can mend: the field's key and the say key of the sentence.
type Problem struct {
	Field string   // key of the field; empty for the record as a whole
	Say   string   // key of the sentence
	Args  []string // what the sentence names; never personal data
}

// Problems is what Check returns; as an error it names fields, never values.
type Problems []Problem

// Error names the fields.
func (ps Problems) Error() string {
	var keys []string
	for _, p := range ps {
		keys = append(keys, p.Field+" ("+p.Say+")")
	}
	return "check record: " + strings.Join(keys, ", ")
}

// Err returns ps as an error, or nil when there is nothing to mend.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// Add appends a problem and returns the list.
func (ps Problems) Add(key, sentence string, args ...string) Problems {
	return append(ps, Problem{Field: key, Say: sentence, Args: args})
}

// Code is a kind of trouble the program knows how to explain: say has code.<code> and code.<code>.hint for each.
// Wrap it with %w and test it with errors.Is.
type Code string

// Error returns the code.
func (c Code) Error() string { return string(c) }

// The codes.
const (
	NotFound   Code = "notfound"   // no such record
	Clash      Code = "clash"      // someone saved it since it was read
	Locked     Code = "locked"     // this account holds no key for it
	Denied     Code = "denied"     // the role of this account does not allow it
	InUse      Code = "inuse"      // another program has the folder open
	Passphrase Code = "passphrase" // wrong passphrase, or no such account
	Newer      Code = "newer"      // made by a newer version
	Damaged    Code = "damaged"    // bytes are not what was written
	NoSpace    Code = "nospace"    // the disk is full
	ReadOnly   Code = "readonly"   // the folder cannot be written
	Exists     Code = "exists"     // there is already a data folder here
	NoFolder   Code = "nofolder"   // there is no data folder here
	Cancelled  Code = "cancelled"  // the person stopped it; nothing was changed
)
