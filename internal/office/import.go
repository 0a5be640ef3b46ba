package office

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// importBatch is how many records one journal entry of an import holds.
const importBatch = 1000

// Importing says how a file is to be read.
type Importing struct {
	Type      *field.Type                        // nil: the table whose headings fit best
	Programme field.ID                           // the programme events go to; zero: the one that the file names
	Place     string                             // what short names leave out: 苏州 for 市总工会
	Owner     field.ID                           // the record the rows are parts of, where they do not say: an event
	Of        *field.Type                        // the type of Owner
	Layouts   map[exchange.Place]exchange.Layout // how the person wants tables of the file to be read
	Mend      bool                               // headings that fit nothing are no error: the person will say what they mean
	Progress  store.Progress
}

// PlanImport reads a file and says what it would become. Nothing is saved. What is wrong with the file is field.Problems; a path that
// is no file is fs.ErrInvalid.
func (o *Office) PlanImport(ctx context.Context, path string, in Importing) (*exchange.Plan, error) {
	file, err := o.ReadTable(ctx, path)
	if err != nil {
		return nil, err
	}
	return o.PlanTable(ctx, file, in)
}

// ReadTable reads a file of tables; see PlanImport for what may be wrong with it.
func (o *Office) ReadTable(ctx context.Context, path string) (*exchange.File, error) {
	file, err := readTable(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("plan import: %w", err)
	}
	return file, nil
}

// PlanTable says what a file that was read would become, as often as somebody corrects how. Nothing is saved. A table that was
// corrected in an earlier import is read as it was then, unless in.Layouts says otherwise.
func (o *Office) PlanTable(ctx context.Context, file *exchange.File, in Importing) (*exchange.Plan, error) {
	known, err := o.remembered()
	if err != nil {
		return nil, fmt.Errorf("plan import: %w", err)
	}
	plan, err := exchange.MakePlan(ctx, file, o.store, exchange.Context{
		Type: in.Type, Today: o.Today(), Zone: o.zone, Programme: in.Programme, Place: in.Place, Owner: in.Owner, Of: in.Of,
		Layouts: in.Layouts, Remembered: known, Mend: in.Mend, NewID: uuid.New, Progress: in.Progress,
	})
	if err != nil {
		return nil, fmt.Errorf("plan import: %w", err)
	}
	if plan.Type == centre.TallyType {
		plan.TakeChanges(true) // a tally only grows: taking it in twice, or an older one late, changes nothing
	}
	return plan, nil
}

func readTable(ctx context.Context, path string) (file *exchange.File, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nameless(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fs.ErrInvalid
	}
	return exchange.Read(ctx, filepath.Base(path), f, info.Size())
}

// nameless takes the path out of an error: files are named after people, and errors are logged.
func nameless(err error) error {
	if at := new(fs.PathError); errors.As(err, &at) {
		return fmt.Errorf("%s file: %w", at.Op, at.Err)
	}
	return err
}

// Import saves what a plan would make, in batches of a thousand records. What was saved before an error or a cancel stays: every
// batch is whole, has a journal entry that names the file, and importing the file again goes on where it stopped. The changes made
// are returned, the newest last, with an error too.
func (o *Office) Import(ctx context.Context, plan *exchange.Plan, tell store.Progress) ([]store.Change, error) {
	if err := o.allow(ctx, centre.MayImport, "import"); err != nil {
		return nil, err
	}
	as := store.Verb{Name: "import"}
	var changes []store.Change
	writes := plan.Records()
	for from := 0; from < len(writes); from += importBatch {
		batch := writes[from:min(from+importBatch, len(writes))]
		c, err := o.performAs(ctx, as, func(v *verb) error {
			for _, t := range plan.Types() {
				v.Note(store.Imported, t, field.ID{}, plan.Digest)
			}
			for _, w := range batch {
				if err := v.put(w.Record); err != nil {
					return err
				}
			}
			return nil
		})
		if c.Seq > 0 {
			changes = append(changes, c)
			as.Group = changes[0].Seq // all batches are one thing to undo
		}
		if err != nil {
			return changes, err
		}
		if tell != nil {
			tell(from+len(batch), len(writes))
		}
	}
	return changes, nil
}

// Saved counts the records that changes made or changed.
func Saved(changes []store.Change) (n int) {
	for _, c := range changes {
		for _, t := range c.Touched {
			if t.Kind == store.Made || t.Kind == store.Changed {
				n++
			}
		}
	}
	return n
}
