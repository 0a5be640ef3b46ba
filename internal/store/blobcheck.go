package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// looseAge is how old a file that belongs to no record must be before it is removed: until then somebody who put an older data file
// into the folder can put the newer one back.
const looseAge = 24 * time.Hour

// blobs opens every attached file that a record names, to its last byte, and looks whether the others are there. Others go on
// reading and writing meanwhile.
func (c *checking) blobs() error {
	files, err := c.s.Blobs()
	if errors.Is(err, field.Damaged) {
		c.add(Trouble{Kind: BlobDamaged})
		return nil
	}
	if err != nil {
		return err
	}
	c.total += len(files)
	seen := map[string]bool{}
	for _, t := range c.s.blobTypes() {
		err := c.s.scan(c.ctx, c.s.tables[t.Code], 0, c.s.rowsOf(t), scanRecords, func(l scanned) error {
			if l.err != nil {
				return nil // of another space, or named by the step that opens records
			}
			for _, f := range t.With(field.IsBlob) {
				if err := c.blob(t, l.id, f.Text(l.rec), seen); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	rest := slices.DeleteFunc(files, func(f BlobFile) bool { return seen[path.Base(f.Name)] })
	return c.otherBlobs(rest)
}

// blob reads one file that a record names.
func (c *checking) blob(t *field.Type, id field.ID, ref string, seen map[string]bool) error {
	if ref == "" {
		return nil
	}
	r, err := readBlobRef(ref)
	if errors.Is(err, field.Newer) {
		return nil
	}
	if err == nil {
		seen[r.name] = true
		if err = c.s.listed(r.name); err == nil {
			err = c.readBlob(r)
		}
	}
	switch {
	case errors.Is(err, field.Cancelled), errors.Is(err, field.NoFolder):
		return err
	case err != nil:
		if c.s.refersTo(t, id, ref) { // else it was erased meanwhile, with its file
			c.add(Trouble{Kind: BlobDamaged, Table: t.Table, ID: id})
		}
	default:
		c.Files++
	}
	c.done++
	return c.between()
}

func (c *checking) readBlob(r blobRef) error {
	b, err := c.s.openBlob(c.ctx, r)
	if err != nil {
		return err
	}
	return b.Close()
}

// otherBlobs looks whether the files of records this account cannot open are there, and counts those that belong to none.
func (c *checking) otherBlobs(rest []BlobFile) error {
	for _, f := range rest {
		info, err := os.Stat(filepath.Join(c.s.dir, filepath.FromSlash(f.Name)))
		if err == nil && info.Size() == f.Size {
			continue
		}
		if c.s.listed(path.Base(f.Name)) == nil && !slices.Contains(c.Troubles, Trouble{Kind: BlobDamaged}) {
			c.add(Trouble{Kind: BlobDamaged})
		}
	}
	loose, err := c.s.looseBlobs(func(os.FileInfo) bool { return true })
	c.Loose = len(loose)
	return err
}

// blobTypes are the types of record that name attached files.
func (s *Store) blobTypes() (types []*field.Type) {
	for _, t := range s.o.Types {
		if len(t.With(field.IsBlob)) > 0 {
			types = append(types, t)
		}
	}
	return types
}

// rowsOf is how many rows the table has now.
func (s *Store) rowsOf(t *field.Type) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return int(s.head.Tables[t.Code].Rows)
}

// listed returns nil when the file belongs to a record, else Damaged.
func (s *Store) listed(name string) error {
	return s.view(func(tx *bolt.Tx) error {
		if value(tx, blobsBucket, []byte(name)) == nil {
			return fmt.Errorf("find attached file: %w", field.Damaged)
		}
		return nil
	})
}

// refersTo reports whether the record has the reference still.
func (s *Store) refersTo(t *field.Type, id field.ID, ref string) bool {
	r, err := s.Get(t, id)
	return err == nil && slices.ContainsFunc(t.With(field.IsBlob), func(f *field.Spec) bool { return f.Text(r) == ref })
}

// looseBlobs returns the paths of the files in blobs that the list of attached files does not have and that fit.
func (s *Store) looseBlobs(fits func(os.FileInfo) bool) (loose []string, err error) {
	paths, _ := filepath.Glob(filepath.Join(s.dir, blobDir, "??", "*")) // the pattern is good
	for _, p := range paths {
		info, err := os.Lstat(p)
		if err == nil && info.Mode().IsRegular() && isBlobName(filepath.Base(p)) && fits(info) {
			loose = append(loose, p)
		}
	}
	if len(loose) == 0 {
		return nil, nil
	}
	files, err := s.Blobs() // after the files were looked for: one that was saved meanwhile is in it
	if err != nil {
		return nil, err
	}
	kept := map[string]bool{}
	for _, f := range files {
		kept[path.Base(f.Name)] = true
	}
	return slices.DeleteFunc(loose, func(p string) bool { return kept[filepath.Base(p)] }), nil
}

// sweepBlobs removes what saves that were cut off left in blobs, in the background. Where the data file may be an older one than the
// files, nothing is removed.
func (s *Store) sweepBlobs() {
	for _, t := range s.Troubles() {
		if t.Kind == OlderFolder || t.Kind == OtherFolder || t.Kind == MetaDamaged || t.Kind == FileDamaged {
			return
		}
	}
	before := s.o.Clock().Add(-looseAge)
	old := func(info os.FileInfo) bool { return info.ModTime().Before(before) }
	s.warming.Go(func() {
		if !s.write.TryLock() { // somebody saves, perhaps a file: another time
			return
		}
		defer s.write.Unlock()
		loose, err := s.looseBlobs(old)
		if err != nil || len(loose) == 0 {
			return
		}
		named, err := s.namedBlobs()
		if err != nil {
			return // what is damaged is named where it is read
		}
		for _, p := range loose {
			if _, growing := s.growing.Load(filepath.Base(p)); !growing && !named[filepath.Base(p)] {
				_ = os.Remove(p) // or another time
			}
		}
	})
}

// namedBlobs are the names of the files that readable records refer to: the list of attached files says the same, and a file is
// removed only when both do.
func (s *Store) namedBlobs() (map[string]bool, error) {
	named := map[string]bool{}
	for _, t := range s.blobTypes() {
		err := s.scan(context.Background(), s.tables[t.Code], 0, s.rowsOf(t), scanRecords, func(l scanned) error {
			switch {
			case errors.Is(l.err, field.Locked):
				return nil
			case l.err != nil:
				return l.err
			}
			for _, b := range blobRefs(l.rec) {
				named[b.name] = true
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return named, nil
}
