package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"cn.halfsky/internal/field"
)

// drillPrefix begins the name of a folder in which a backup is tried out.
const drillPrefix = ".drill-"

// VerifyBackup does what a person would do in an emergency, and takes it back: it restores the backup into a folder for the time
// being, beside the backup or where the system keeps such folders, opens it with the passphrase, checks it and compares it with
// what the backup says of itself. All that lies there meanwhile is sealed. o.Account says who signs in. What is wrong with the data
// is in the report; an error means that the backup cannot be restored: Passphrase, Damaged, Newer, NoSpace, Cancelled.
func VerifyBackup(ctx context.Context, path, passphrase string, o Options, p Progress) (rep Report, err error) {
	if o, err = o.complete(); err != nil {
		return rep, err
	}
	o.Anchor, o.Ballast, o.ReadOnly, o.Progress, o.BeforeMigrate = "", -1, false, func(int, int) {}, nil
	for _, parent := range []string{filepath.Dir(path), os.TempDir()} {
		rep, err = drill(ctx, parent, path, passphrase, o, p)
		if !errors.Is(err, field.NoSpace) && !errors.Is(err, field.ReadOnly) {
			break
		}
	}
	if err != nil {
		return rep, fmt.Errorf("verify backup: %w", diskCode(err))
	}
	return rep, nil
}

func drill(ctx context.Context, parent, path, passphrase string, o Options, p Progress) (rep Report, err error) {
	sweepDrills(parent)
	tmp, err := os.MkdirTemp(parent, drillPrefix)
	if err != nil {
		return rep, diskCode(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	r := &restoring{o: o, ctx: ctx, tell: p, drill: true, RestoreSpec: RestoreSpec{Path: path, Account: o.Account, Passphrase: passphrase,
		Dir: filepath.Join(tmp, "data"), Partial: true}}
	if err := r.run(); err != nil {
		return rep, diskCode(err)
	}
	s, err := Open(r.Dir, passphrase, o)
	if err != nil {
		return rep, err
	}
	rep, err = s.Check(ctx, p)
	if err == nil {
		err = s.compareWith(r, &rep)
	}
	return rep, errors.Join(err, s.Close())
}

// compareWith adds to a report where the restored folder is another than the manifest says.
func (s *Store) compareWith(r *restoring, rep *Report) error {
	chain, err := s.chainAt(r.b.m.Seq)
	if err != nil && !errors.Is(err, field.Damaged) && !errors.Is(err, field.NotFound) {
		return err
	}
	if err != nil || !bytes.Equal(chain, r.b.m.Chain) || s.folder != r.b.m.Folder {
		rep.Troubles = append(rep.Troubles, Trouble{Kind: ChainBroken, Seq: r.b.m.Seq})
	}
	named := func(t Trouble) bool { return t.Kind == BlobDamaged }
	if r.missing > 0 && !slices.ContainsFunc(rep.Troubles, named) {
		rep.Troubles = append(rep.Troubles, Trouble{Kind: BlobDamaged})
	}
	return nil
}

// sweepDrills removes what drills left that were cut off.
func sweepDrills(parent string) {
	left, _ := filepath.Glob(filepath.Join(escaped(parent), drillPrefix+"*"))
	for _, tmp := range left {
		lock, err := lockFolder(filepath.Join(tmp, "data"))
		if err == nil {
			_ = lock.Close() // and nobody begins anew there: each has a folder of its own
		}
		if err == nil || errors.Is(err, field.NoFolder) && !Is(filepath.Join(tmp, "data"+roomSuffix)) {
			_ = os.RemoveAll(tmp)
		}
	}
}
