package ui

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// desk is an open office as the areas want it: each declares the few methods it needs, and this has them all. Once it is shut,
// what was still on its way comes back as field.Cancelled, which no screen shows.
type desk struct {
	office *office.Office
	door   *door
	book   func() *say.Book // the language of the screen
	shut   atomic.Bool
}

// told is an error as the screens get it.
func (d *desk) told(err error) error {
	if err != nil && d.shut.Load() {
		return fmt.Errorf("office is shut: %w", field.Cancelled)
	}
	return err
}

// Find finds records.
func (d *desk) Find(t *field.Type, q kit.Query) (kit.Found, error) {
	rows, err := d.office.List(t, q)
	if err != nil {
		return nil, d.told(err)
	}
	return rows, nil
}

// Get opens a record.
func (d *desk) Get(t *field.Type, id field.ID) (field.Record, error) {
	r, err := d.office.Get(t, id)
	return r, d.told(err)
}

// New makes a record that is not saved; owner is zero for what is no part of anything, or when the form asks what it is a part of.
func (d *desk) New(t *field.Type, owner field.ID) (field.Record, error) {
	if owner == (field.ID{}) {
		return d.office.New(t), nil
	}
	r, err := d.office.NewPart(t, owner)
	return r, d.told(err)
}

// Save saves a record.
func (d *desk) Save(r field.Record) (uint64, error) { return d.seq(d.office.Save(ctx(), r)) }

// Delete puts a record aside.
func (d *desk) Delete(r field.Record) (uint64, error) { return d.seq(d.office.Delete(ctx(), r)) }

// Undo takes a change back.
func (d *desk) Undo(seq uint64) error {
	_, err := d.office.Undo(ctx(), seq)
	return d.told(err)
}

func (d *desk) seq(c store.Change, err error) (uint64, error) { return c.Seq, d.told(err) }

// ctx is for verbs too short to be stopped.
func ctx() context.Context { return context.Background() }

// History returns what happened to a record.
func (d *desk) History(t *field.Type, id field.ID) ([]store.Entry, error) {
	es, err := d.office.History(t, id)
	return es, d.told(err)
}

// Saw notes that a masked field was shown.
func (d *desk) Saw(r field.Record, key string) error { return d.told(d.office.Saw(ctx(), r, key)) }

// Look finds records by name; each has a note of what tells it apart from others of the name.
func (d *desk) Look(tables []string, text string, most int) ([]kit.Hit, error) {
	found, err := d.office.Look(tables, text, most)
	if err != nil {
		return nil, d.told(err)
	}
	words := d.office.Words(d.book())
	hits := make([]kit.Hit, 0, len(found))
	for _, f := range found {
		hits = append(hits, kit.Hit{Table: f.Type.Table, ID: f.ID, Name: cmp.Or(words.Name(f.ID), f.Name), Note: note(words, f)})
	}
	return hits, nil
}

// noted is how many fields a note has.
const noted = 2

// note is the first fields of a row besides its name, masked ones and long texts left out.
func note(words centre.Shown, f office.Hit) string {
	var out []string
	for _, s := range f.Type.With(field.InList) {
		if s.Has(field.IsName) || s.Has(field.IsMasked) || s.Kind == field.LongKind || s.Empty(f.Row) || titles(f.Type, s.Key) {
			continue
		}
		if text := words.Alone(s, f.Row); text != "" {
			out = append(out, text)
		}
		if len(out) == noted {
			break
		}
	}
	return strings.Join(out, " ")
}

func titles(t *field.Type, key string) bool {
	for _, k := range t.Title {
		if k == key {
			return true
		}
	}
	return false
}

// Promote makes a case file of an enquiry.
func (d *desk) Promote(id field.ID) (uint64, error) { return d.seq(d.office.Promote(ctx(), id)) }

// Region is the region of the rules that apply.
func (d *desk) Region() string {
	own, err := d.office.Centre()
	if err != nil {
		return law.RegionOf("")
	}
	return law.RegionOf(own.Region)
}

// LogEnquiry takes an enquiry down.
func (d *desk) LogEnquiry(e office.Enquiry) (field.ID, uint64, error) {
	c, change, err := d.office.LogEnquiry(ctx(), e)
	if err != nil {
		return field.ID{}, 0, d.told(err)
	}
	return c.ID, change.Seq, nil
}

// Troubles returns what was noticed about the folder.
func (d *desk) Troubles() []store.Trouble { return d.office.Troubles() }

// Duties returns who is on duty between two days.
func (d *desk) Duties(from, to field.Day) ([]rota.Duty, error) {
	r, err := d.Rota(from, to)
	if err != nil {
		return nil, err
	}
	return r.Duties(from, to), nil
}

// Rota reads what the rota of the days between is worked out from.
func (d *desk) Rota(from, to field.Day) (*rota.Rota, error) {
	b, err := d.office.RotaBook(ctx(), from, to)
	if err != nil {
		return nil, d.told(err)
	}
	return rota.New(b), nil
}

// Events returns the events of a programme in the order they were made.
func (d *desk) Events(programme field.ID) ([]*centre.Event, error) {
	return kit.OpenAll[*centre.Event](d, centre.EventType, store.Query{Where: []store.Cond{store.Where("programme", programme.String())}, Sort: store.ByMade})
}

// Export writes the records of a table.
func (d *desk) Export(c context.Context, out io.Writer, e office.Exporting) (int, error) {
	n, err := d.office.Export(c, out, e)
	return n, d.told(err)
}

// Centre returns the centre's own record.
func (d *desk) Centre() (*centre.Centre, error) {
	c, err := d.office.Centre()
	return c, d.told(err)
}

// ChangePassphrase changes the passphrase of the person who is signed in.
func (d *desk) ChangePassphrase(c context.Context, old, new string) error {
	return d.told(d.office.ChangePassphrase(c, old, new))
}

// CheckPassphrase says what is wrong with a passphrase.
func (d *desk) CheckPassphrase(pass string) error { return office.CheckPassphrase(pass) }

// Check opens every record and proves the journal.
func (d *desk) Check(c context.Context, tick kit.Tick) (store.Report, error) {
	rep, err := d.office.Check(c, store.Progress(tick))
	return rep, d.told(err)
}

// About says which folder is open and who opened it.
func (d *desk) About() (store.FolderInfo, store.AccountInfo) {
	return d.office.Folder(), d.office.Me()
}
