package exchange

import (
	"strconv"
	"strings"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// draft is one row on its way to a record.
type draft struct {
	m       *maker
	row     *RowPlan
	columns []Column
	cells   *Row
	texts   map[string]int // column by the key of the field it filled
	given   []*field.Spec  // fields that cells filled, without those that are only a guess
	lines   []string       // what goes to the note besides the note's own cell
	barred  bool
	id      field.ID // of the record, in tables that this program wrote

	ownerText string // what the row says of the event that it is a part of
	ownerDay  field.Day
	ownerCol  int
	came      bool   // a mark says that she was there
	about     *about // what the row of a register of cases says besides the case; nil for other tables
}

func (d *draft) remark(col int, fate Fate, sentence string, args ...string) {
	d.row.Remarks = append(d.row.Remarks, Remark{Col: col, Fate: fate, Say: sentence, Args: args})
}

// read puts every cell where its column says.
func (d *draft) read() {
	known := -1
	for col := range d.columns {
		c := &d.columns[col]
		cell := d.cells.cell(col)
		switch c.role {
		case asField:
			d.field(col, c, d.ditto(col, cell))
		case asPerson, asWorkplace:
			d.personCell(col, c, d.ditto(col, cell))
		case asOwnerDay:
			d.ownerCell(col, c, d.ditto(col, cell))
		case asID:
			d.identity(col, cell)
		case asKnown:
			known = col
		case noRole:
			if !cell.Empty() && d.m.note != nil {
				d.lines = append(d.lines, d.m.noteTitle(c)+"："+field.Tidy(cell.Text))
			}
		}
	}
	if known >= 0 {
		d.known(known, d.cells.cell(known))
	}
	if d.m.groupName != "" && d.m.note != nil {
		d.lines = append(d.lines, d.m.groupName)
	}
}

// ditto reads a mark that says "as above".
func (d *draft) ditto(col int, c Cell) Cell {
	if d.m.rd.own {
		return c
	}
	if down := d.columns[col].Down && c.Empty(); !down && !field.AsAbove(c.Text) {
		if !c.Empty() {
			d.m.above[col] = c
		}
		return c
	}
	if above, ok := d.m.above[col]; ok {
		return above
	}
	return c
}

func (d *draft) field(col int, c *Column, cell Cell) {
	r := d.row.Record
	if d.m.rd.own {
		d.clear(c.spec)
	}
	if cell.Empty() || d.special(col, c, cell) {
		return
	}
	got := d.m.rd.put(r, c.spec, cell, c.unit)
	switch {
	case got.done && !got.keep && c.spec.Empty(r): // 0 is the same as nothing where the field says so
		d.remark(col, Ignored, "exchange.cell.nothing")
	case got.nothing:
		d.remark(col, Ignored, got.say)
	case !got.done:
		d.keepUnread(col, cell, got)
	default:
		d.texts[c.spec.Key] = col
		if !got.guess {
			d.given = append(d.given, c.spec)
		}
		if got.keep {
			d.keepAlso(col, cell, got)
		}
		if n, ok := c.spec.Pointer(r).(*field.Count); ok {
			d.m.sums[col] = append(d.m.sums[col], *n)
		}
	}
}

// clear takes away what a new record has by itself: in a table that this program wrote an empty cell means empty.
func (d *draft) clear(s *field.Spec) {
	if err := s.Put(d.row.Record, nil); err != nil {
		d.barred = true // every kind of field can be emptied
	}
}

// keepUnread keeps the text of a cell that the field does not take. Personal data is not moved to where it would not be hidden.
func (d *draft) keepUnread(col int, cell Cell, got reading) {
	c := &d.columns[col]
	if !d.mayNote(c) {
		d.barred = true
		d.remark(col, Lacking, got.say, got.args...)
		return
	}
	d.remark(col, Noted, got.say, got.args...)
	d.lines = append(d.lines, c.title()+"："+field.Tidy(cell.Text))
}

// mayNote reports whether the note may take what stands in a column.
func (d *draft) mayNote(c *Column) bool {
	private := c.spec != nil && c.spec.Has(field.IsPrivate)
	return d.m.note != nil && (!private || d.m.note.Has(field.IsPrivate))
}

func (d *draft) keepAlso(col int, cell Cell, got reading) {
	c := &d.columns[col]
	d.remark(col, Used, got.say, got.args...)
	if !d.mayNote(c) {
		d.barred = true
		return
	}
	d.lines = append(d.lines, c.title()+"："+field.Tidy(cell.Text))
}

func (d *draft) identity(col int, cell Cell) {
	if cell.Empty() {
		return
	}
	id, err := uuid.Parse(field.Fold(cell.Text))
	if err != nil {
		d.barred = true
		d.remark(col, Lacking, "problem.ref")
		return
	}
	d.id = id
}

// known reads how the counts of the row are known: one word for all, or count by count.
func (d *draft) known(col int, cell Cell) {
	if cell.Empty() {
		return
	}
	for _, part := range strings.FieldsFunc(field.Narrow(cell.Text), func(r rune) bool { return r == ';' || r == '\n' }) {
		name, word, one := strings.Cut(part, ":")
		if !one {
			name, word = "", name
		}
		how, ok := knownWord(word)
		if !ok || !d.setKnown(name, how) {
			d.barred = true
			d.remark(col, Lacking, "exchange.cell.known")
			return
		}
	}
}

func (d *draft) setKnown(name string, how field.Known) bool {
	if name != "" {
		f, _, ok := d.m.words.find(name)
		if !ok || f.spec == nil {
			return false
		}
		n, ok := f.spec.Pointer(d.row.Record).(*field.Count)
		if ok && !n.IsZero() {
			n.Known = how
		}
		return ok
	}
	t := d.m.t
	for i := range t.Fields {
		if n, ok := t.Fields[i].Pointer(d.row.Record).(*field.Count); ok && !n.IsZero() {
			n.Known = how
		}
	}
	return true
}

func knownWord(word string) (field.Known, bool) {
	for _, k := range field.Knowns {
		if field.Fold(word) == string(k) {
			return k, true
		}
		for _, l := range say.Langs() {
			if say.Fold(say.For(l).T("known."+string(k))) == say.Fold(word) {
				return k, true
			}
		}
	}
	return "", false
}

// complete fills what the row leaves to be understood, and puts the note together.
func (d *draft) complete() error {
	asUnit(d.row.Record)
	if e, ok := d.row.Record.(*centre.Event); ok && !d.m.rd.own {
		d.event(e)
	}
	if err := d.partOf(); err != nil {
		return err
	}
	if err := d.present(); err != nil {
		return err
	}
	if err := d.registered(); err != nil {
		return err
	}
	if len(d.lines) > 0 {
		d.addToNote(d.lines)
	}
	return nil
}

// special reads the cells that say more than one field holds.
func (d *draft) special(col int, c *Column, cell Cell) bool {
	if d.m.rd.own {
		return false
	}
	if c.spec.Owner && PartOfEvent(d.m.t) {
		d.ownerCell(col, c, cell)
		return true
	}
	return d.attendeeCell(col, c, cell) || d.caseCell(col, c, cell)
}

func (d *draft) addToNote(lines []string) {
	p, ok := d.m.note.Pointer(d.row.Record).(*string)
	if !ok {
		d.barred = true // a note is a text, or it would not be the note
		return
	}
	joiner := "\n"
	if d.m.note.Kind == field.TextKind {
		joiner = "；"
		for i, l := range lines {
			lines[i] = oneLine(l)
		}
	}
	*p = strings.Trim(*p+joiner+strings.Join(lines, joiner), joiner)
}

// repair moves the text of a field that the record's check refuses to the note; a record that still fails is not taken.
func (d *draft) repair() {
	r := d.row.Record
	for range len(d.columns) + 1 {
		moved := false
		for _, p := range r.Check() {
			col, fromCell := d.texts[p.Field]
			spec := d.m.t.Field(p.Field)
			if !fromCell || spec == nil || spec == d.m.note || spec.Required {
				continue
			}
			delete(d.texts, p.Field)
			d.clear(spec)
			before := len(d.lines)
			d.keepUnread(col, d.cells.cell(col), unread(p.Say, p.Args...))
			if added := d.lines[before:]; len(added) > 0 {
				d.addToNote(added)
			}
			d.forget(spec)
			moved = true
		}
		if !moved {
			break
		}
	}
	for _, p := range r.Check() {
		if s := d.m.t.Owner(); s != nil && p.Field == s.Key && d.ownerText != "" {
			continue // partOf said why
		}
		d.barred = true
		col := -1
		if c, ok := d.texts[p.Field]; ok {
			col = c
		}
		args := p.Args
		sentence := p.Say
		if col < 0 && p.Field != "" {
			args, sentence = append([]string{d.m.t.Table + "." + p.Field, p.Say}, p.Args...), "exchange.row.field"
		}
		d.remark(col, Lacking, sentence, args...)
	}
}

func (d *draft) forget(s *field.Spec) {
	for i, g := range d.given {
		if g == s {
			d.given = append(d.given[:i], d.given[i+1:]...)
			return
		}
	}
}

// same is the row's cells as one text, without the number of the row: two such rows may be one typed twice.
func (d *draft) same() string {
	var out strings.Builder
	for col, c := range d.cells.Cells {
		if col < len(d.columns) && d.columns[col].role == asOrder || c.Empty() {
			continue
		}
		out.WriteString(strconv.Itoa(col) + "\x00" + c.Text + "\x00")
	}
	return out.String()
}
