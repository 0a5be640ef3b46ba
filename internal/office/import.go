package office

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// importBatch is how many records one journal entry of an import holds.
const importBatch = 1000

// Importing says how a file is to be read.
type Importing struct {
	Type      *field.Type // nil: the table whose headings fit best
	Programme field.ID    // the programme events go to; zero: the one that the file names
	Place     string      // what short names leave out: 苏州 for 市总工会
	Progress  store.Progress
}

// PlanImport reads a file and says what it would become. Nothing is saved.
func (o *Office) PlanImport(ctx context.Context, path string, in Importing) (plan *exchange.Plan, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("plan import: %w", err)
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = fmt.Errorf("plan import: %w", closing)
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("plan import: %w", err)
	}
	file, err := exchange.Read(ctx, filepath.Base(path), f, info.Size())
	if err != nil {
		return nil, fmt.Errorf("plan import: %w", err)
	}
	return exchange.MakePlan(ctx, file, o.store, exchange.Context{
		Type: in.Type, Today: o.Today(), Zone: o.zone, Programme: in.Programme, Place: in.Place, Progress: in.Progress,
	})
}

// Import saves what a plan would make, in batches of a thousand records. What was saved before a cancel stays: every batch is
// whole, the journal names each, and importing the file again takes up where it stopped. The changes are returned, the newest last.
func (o *Office) Import(ctx context.Context, plan *exchange.Plan, p store.Progress) ([]store.Change, error) {
	var changes []store.Change
	writes := plan.Records()
	for from := 0; from < len(writes); from += importBatch {
		batch := writes[from:min(from+importBatch, len(writes))]
		c, err := o.do(ctx, "import", func(tx *store.Tx) error {
			tx.Note(store.Imported, plan.Type, field.ID{}, plan.Digest)
			for _, w := range batch {
				if err := o.put(tx, w.Record); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return changes, err
		}
		changes = append(changes, c)
		if p != nil {
			p(from+len(batch), len(writes))
		}
	}
	return changes, nil
}
