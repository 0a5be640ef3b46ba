package office

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Founding says what a new data folder starts with.
type Founding struct {
	Centre     string // name of the centre or station
	Level      string // centre or station; empty: centre
	Code       string // station code for case numbers; empty: made from the level
	Region     string // region whose rules apply, as centre.Region has it; empty: Jiangsu
	Parent     string // name of the centre a station belongs to
	User       string // the first person's name; also her sign-in name
	Passphrase string
	Sample     bool // fill with the sample
	Cases      int  // with Sample: so many invented cases besides, for measuring
}

// RoleInCharge is the role of the first account 负责人.
const RoleInCharge = centre.RoleInCharge

// Create makes a new data folder with its first account and the centre's own record, and opens it. When it fails, the place is as
// it was before. A folder whose making was cut off is made anew. Options.Progress is told how far the sample is. Codes: field.Exists,
// InUse, NoSpace, ReadOnly, Cancelled; field.Problems for what has to be mended.
func Create(ctx context.Context, dir string, f Founding, o Options) (*Office, error) {
	o = o.filled()
	if err := f.problems().Err(); err != nil {
		return nil, err
	}
	if err := clearUnfinished(dir, f, o); err != nil {
		return nil, fmt.Errorf("create office: %w", err)
	}
	s, err := store.Create(dir, store.Founder{Name: strings.TrimSpace(f.User), Passphrase: f.Passphrase, Role: RoleInCharge}, o.store())
	if err != nil {
		return nil, fmt.Errorf("create office: %w", err)
	}
	of := start(s, o)
	if err := of.furnish(ctx, f, o.Progress); err != nil {
		return nil, fmt.Errorf("create office: %w", errors.Join(err, s.Discard()))
	}
	return of, nil
}

func (f Founding) problems() field.Problems {
	own := f.centre()
	var ps field.Problems
	for _, p := range own.Check() {
		if p.Field == "name" {
			p.Field = "centre"
		}
		ps = append(ps, p)
	}
	if strings.TrimSpace(f.User) == "" {
		ps = ps.Add("user", "problem.required")
	}
	return append(ps, passphraseProblems(f.Passphrase, f.User, f.Centre)...)
}

// centre is the record the folder will have of its own centre.
func (f Founding) centre() *centre.Centre {
	own := centre.CentreType.New().(*centre.Centre)
	own.Name, own.Parent, own.Code = field.Tidy(f.Centre), field.Tidy(f.Parent), field.Tidy(f.Code)
	if f.Level != "" {
		own.Level = f.Level
	}
	if f.Region != "" {
		own.Region = f.Region
	}
	if own.Code == "" {
		own.Code = centre.DefaultCode(own.Level)
	}
	return own
}

// The verbs that make a folder, in their order. Whatever the journal holds besides is somebody's work.
const (
	verbCreate = "create" // the store's
	verbDesk   = "desk"   // the store's, of a folder that was copied
	verbSample = "sample"
	verbFound  = "found" // the centre's own record: the folder is finished
)

// unfinished reports whether the making of a folder was cut off. It must never be wrong about a folder with work in it, so it looks
// not only for the centre's record, but at all that was ever done.
func unfinished(s *store.Store) (bool, error) {
	n, err := s.Count(centre.CentreType, store.Query{})
	if err != nil || n > 0 {
		return false, err
	}
	work := false
	enough := errors.New("there is work in it")
	err = s.Journal(context.Background(), 1, 0, func(e store.Entry) error {
		if e.Verb != verbCreate && e.Verb != verbDesk && e.Verb != verbSample {
			work = true
			return enough
		}
		return nil
	})
	return err == nil && !work, nil // what cannot be read may be work
}

// clearUnfinished removes what a making that was cut off left there. Only who knows its passphrase gets that far; anything else
// that is in the way store.Create tells.
func clearUnfinished(dir string, f Founding, o Options) error {
	if !store.Is(dir) {
		return nil
	}
	so := o.store()
	so.Account, so.Progress, so.Ballast = "", nil, -1
	s, err := store.Open(dir, f.Passphrase, so)
	if err != nil {
		return nil // not for us to judge: it is there, and Create says so
	}
	if yes, err := unfinished(s); !yes || err != nil {
		return s.Close()
	}
	return s.Discard()
}

// AnchorFolder is where this computer's user keeps the note of each folder's newest state, outside the folders themselves. It
// is empty when the system names no such place.
func AnchorFolder() string {
	base, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(base, "halfsky", "anchor")
}
