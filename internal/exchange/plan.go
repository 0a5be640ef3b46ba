package exchange

import (
	"context"
	"iter"
	"time"

	"cn.halfsky/internal/field"
)

// Lookup finds what the data folder already holds. A store is one.
type Lookup interface {
	// Each gives every live record of the table to visit, until that returns an error.
	Each(ctx context.Context, t *field.Type, visit func(field.Record) error) error
	// Get returns a record, a deleted one too; field.NotFound when there never was one of that id.
	Get(t *field.Type, id field.ID) (field.Record, error)
}

// Context is what a plan needs to know besides the file.
type Context struct {
	Type      *field.Type // the table the rows go to; nil: the one whose headings fit best, events before others
	Today     field.Day
	Zone      *time.Location
	Programme field.ID    // the programme events go to; zero: the one that the file's title names
	Place     string      // what short names of units leave out: 苏州 for 市总工会
	Known     field.Known // how the file's counts are known where it does not say; empty: declared
	Owner     field.ID    // what the rows are parts of where they do not say: the event whose sign-in list this is
	Of        *field.Type // the type of Owner; with it only tables of its parts are looked for

	Layouts    map[Place]Layout  // how the person wants tables of this file to be read
	Remembered map[string]Layout // how she had tables read before, by their shape
	Mend       bool              // a file whose headings fit nothing is no error: the person will say what they mean

	NewID    func() field.ID // names persons that cases need; nil: at random
	Progress func(done, total int)
}

// Action is what taking a row would do.
type Action string

// The actions.
const (
	New     Action = "new"     // makes a record
	Change  Action = "change"  // the record is there and says something else
	Same    Action = "same"    // the record is there and says the same
	LeftOut Action = "left"    // no record: a total, a heading again, a line below the table
	Barred  Action = "refused" // a record that cannot be saved; the remarks say why
)

// Fate is what becomes of one cell of the file.
type Fate string

// The fates.
const (
	Used    Fate = "used"    // its text is in a field
	Noted   Fate = "noted"   // its text is kept in the record's note
	Ignored Fate = "ignored" // it is not kept; the reason is given
	Lacking Fate = "refused" // its row is not taken
)

// Plan is what a file would become: a dry run. Nothing is saved by it.
type Plan struct {
	File   string
	Digest string
	Type   *field.Type // of most sheets
	Sheets []*SheetPlan
	Sides  []*Side // organisations and programmes that rows refer to, in the order they are met
}

// SheetPlan is what one table of the file would become: a sheet, or a part of one on which several tables stand.
type SheetPlan struct {
	Name       string
	Type       *field.Type // what its rows become
	Place      Place
	Layout     Layout // how it was said to be read
	Shape      string // what tells its headings from others; empty when it has none
	Remembered bool   // it is read as it was remembered
	Say        string // key of why the sheet is left out; empty when it is read
	Heading    int    // number of the row with the headings
	Columns    []Column
	Head       []Piece // the cells above the data
	Rows       []RowPlan
	sheet      *Sheet
	first      int // place of Rows[0] among the sheet's rows
}

// Column says where the cells of a column go.
type Column struct {
	Name    string // the letter above it
	Heading string
	Field   string // key of the field, person.phone for one of the person of a case; empty when there is none
	Chosen  bool   // the person said so
	Down    bool   // an empty cell means the same as the one above
	Hidden  bool   // the person's program does not show it
	Fate    Fate
	Say     string // key of the reason, when it is not simply used
	Args    []string
	unit    string // what stands in brackets in the heading: （人次）, （万元）
	folded  string // the heading as it is compared
	role    role
	spec    *field.Spec
}

// Piece is one cell above the data and what it gave.
type Piece struct {
	Cell  string
	Text  string
	Fate  Fate
	Field string // table and key: programme.name
	Say   string
	row   int // place among the sheet's rows
	col   int
	title int // how much it looks like the title of the table
}

// RowPlan is what one row would become.
type RowPlan struct {
	Number  int
	Action  Action
	Take    bool         // it is part of Records; changes are not taken unless somebody says so
	Say     string       // key of why it is left out
	Record  field.Record // as it would be saved; nil when left out
	Before  field.Record // as it is saved now; nil for a new one
	Changed []string     // keys of the fields in which they differ
	Remarks []Remark
}

// Remark is what there is to say about a row or one of its cells.
type Remark struct {
	Col  int    // column from 0; -1 for the row as a whole
	Fate Fate   // of the cell, where it is not that of its column; empty: no change
	Say  string // key of the sentence
	Args []string

	Field string // that the cell went to, where it is not that of its column; empty: no change
}

// Side is a record that rows refer to: found, or to be made.
type Side struct {
	Record  field.Record
	New     bool
	Written []string // the names that rows use for it, where they differ from its own
	Like    []string // names of records it might be the same as
	Uses    int      // rows that refer to it
}

// Write is one record to save.
type Write struct {
	Record field.Record
	New    bool
}

// Records returns what is to be saved, in an order in which everything a record refers to comes before it. Only rows marked Take
// are in it, and only the organisations and programmes that they use.
func (p *Plan) Records() []Write {
	o := ordering{sides: map[field.ID]*Side{}, rows: map[field.ID]*RowPlan{}, done: map[field.Record]bool{}}
	for _, s := range p.Sides {
		if s.New {
			o.sides[s.Record.Base().ID] = s
		}
	}
	for r := range p.rows() {
		if id := r.id(); r.saved() && id != (field.ID{}) {
			o.rows[id] = r
		}
	}
	for r := range p.rows() {
		if r.saved() {
			o.put(r.Record, r.Action == New)
		}
	}
	return o.out
}

func (r *RowPlan) saved() bool { return r.Take && (r.Action == New || r.Action == Change) }

func (r *RowPlan) id() field.ID {
	if r.Record == nil {
		return field.ID{}
	}
	return r.Record.Base().ID
}

// ordering puts records behind those they refer to.
type ordering struct {
	sides map[field.ID]*Side
	rows  map[field.ID]*RowPlan
	done  map[field.Record]bool
	out   []Write
}

func (o *ordering) put(r field.Record, isNew bool) {
	if o.done[r] {
		return
	}
	o.done[r] = true // before what it refers to: two records may refer to each other
	for _, id := range references(r) {
		if s := o.sides[id]; s != nil {
			o.put(s.Record, true)
		}
		if row := o.rows[id]; row != nil {
			o.put(row.Record, row.Action == New)
		}
	}
	o.out = append(o.out, Write{Record: r, New: isNew})
}

func references(r field.Record) []field.ID {
	var out []field.ID
	t := r.Type()
	for i := range t.Fields {
		switch p := t.Fields[i].Pointer(r).(type) {
		case *field.ID:
			out = append(out, *p)
		case *[]field.ID:
			out = append(out, *p...)
		}
	}
	return out
}

func (p *Plan) rows() iter.Seq[*RowPlan] {
	return func(yield func(*RowPlan) bool) {
		for _, s := range p.Sheets {
			for i := range s.Rows {
				if !yield(&s.Rows[i]) {
					return
				}
			}
		}
	}
}

// Counts returns how many rows have each action.
func (p *Plan) Counts() map[Action]int {
	out := map[Action]int{}
	for r := range p.rows() {
		out[r.Action]++
	}
	return out
}

// TakeChanges has the rows that would change a record be part of Records, or not.
func (p *Plan) TakeChanges(take bool) {
	for r := range p.rows() {
		if r.Action == Change {
			r.Take = take
		}
	}
}
