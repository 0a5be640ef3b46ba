package office

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

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
const RoleInCharge = "incharge"

// passphraseMin is the fewest characters of a passphrase: 口令 of ten or more.
const passphraseMin = 10

// CheckPassphrase returns field.Problems when a new passphrase is too short or one character over and over.
func CheckPassphrase(pass string) error {
	distinct := map[rune]bool{}
	n := 0
	for _, r := range pass {
		distinct[r] = true
		n++
	}
	if n < passphraseMin || len(distinct) < 4 {
		return field.Problems{{Field: "passphrase", Say: "problem.passphrase", Args: []string{fmt.Sprint(passphraseMin)}}}
	}
	return nil
}

// Create makes a new data folder with its first account and the centre's own record, and opens it. Codes: field.Exists, NoSpace,
// ReadOnly; field.Problems for what has to be mended, with nothing made.
func Create(ctx context.Context, dir string, f Founding, o Options) (*Office, error) {
	o = o.filled()
	if err := f.check(); err != nil {
		return nil, err
	}
	s, err := store.Create(dir, store.Founder{Name: strings.TrimSpace(f.User), Passphrase: f.Passphrase, Role: RoleInCharge}, o.store())
	if err != nil {
		return nil, fmt.Errorf("create office: %w", err)
	}
	of := start(s, o)
	if err := of.settleIn(ctx, f); err != nil {
		// What was made is no use to anyone; the folder was empty before.
		if closing := s.Close(); closing == nil {
			_ = os.RemoveAll(dir)
		}
		return nil, fmt.Errorf("create office: %w", err)
	}
	return of, nil
}

func (f Founding) check() error {
	var ps field.Problems
	if strings.TrimSpace(f.Centre) == "" {
		ps = ps.Add("centre", "problem.required")
	}
	if strings.TrimSpace(f.User) == "" {
		ps = ps.Add("user", "problem.required")
	}
	if err := CheckPassphrase(f.Passphrase); err != nil {
		ps = append(ps, err.(field.Problems)...)
	}
	return ps.Err()
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
