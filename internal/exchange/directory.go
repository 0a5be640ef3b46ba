package exchange

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// directory finds records by the names that tables use for them, and names records by what tables may find them with again.
type directory struct {
	ctx    context.Context
	look   Lookup
	place  string
	words  *centre.Shown // how codes and dates in titles read; nil: as machine text
	tables map[string]*index
	sides  []*Side
	byID   map[field.ID]*Side
}

// index holds the names of one table.
type index struct {
	names   map[string][]field.ID
	titles  map[field.ID]string
	short   map[string]int // how many ids begin with these eight digits
	private bool           // its titles name persons
	coded   bool           // its titles hold codes or dates, which read differently in every language
}

func newDirectory(ctx context.Context, look Lookup, place string) *directory {
	return &directory{ctx: ctx, look: look, place: place, tables: map[string]*index{}, byID: map[field.ID]*Side{}}
}

func (d *directory) index(table string) (*index, error) {
	if x := d.tables[table]; x != nil {
		return x, nil
	}
	x := &index{names: map[string][]field.ID{}, titles: map[field.ID]string{}, short: map[string]int{}}
	t := centre.TypeOf(table)
	if t == nil {
		return nil, fmt.Errorf("find %s: no such table", table)
	}
	for _, k := range t.Title {
		s := t.Field(k)
		x.private = x.private || s.Has(field.IsPrivate)
		x.coded = x.coded || s.Kind != field.TextKind && s.Kind != field.LongKind
	}
	err := d.look.Each(d.ctx, t, func(r field.Record) error {
		x.add(r, d.title(r))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", table, err)
	}
	d.tables[table] = x
	return x, nil
}

// title returns the words that name a record, its codes and dates as a person reads them.
func (d *directory) title(r field.Record) string {
	t := r.Type()
	if d.words == nil {
		return t.TitleOf(r)
	}
	var out []string
	for _, k := range t.Title {
		if s := t.Field(k); s.Kind != field.RefKind && !s.Empty(r) {
			out = append(out, d.words.Field(s, r))
		}
	}
	return strings.Join(out, " ")
}

func (x *index) add(r field.Record, title string) {
	id := r.Base().ID
	x.put(id, title)
	if o, ok := r.(*centre.Organisation); ok {
		x.name(unitName(o.Name), id)
		x.name(unitName(o.Short), id)
	}
}

func (x *index) put(id field.ID, title string) {
	x.titles[id] = title
	x.short[shortID(id)]++
	x.name(title, id)
}

func (x *index) name(name string, id field.ID) {
	n := field.Fold(name)
	if n != "" && !slices.Contains(x.names[n], id) {
		x.names[n] = append(x.names[n], id)
	}
}

// find returns the one record that the words name. several is true when they name more than one.
func (d *directory) find(tables []string, text string) (id field.ID, several bool, err error) {
	var hits []field.ID
	for _, table := range tables {
		x, err := d.index(table)
		if err != nil {
			return id, false, err
		}
		if m := marked.FindStringSubmatch(text); m != nil {
			hits = append(hits, x.beginning(strings.ToLower(m[2]))...)
			continue
		}
		if whole, err := uuid.Parse(text); err == nil {
			if _, ok := x.titles[whole]; ok {
				hits = append(hits, whole)
			}
			continue
		}
		hits = append(hits, x.names[field.Fold(text)]...)
		if len(hits) == 0 && table == "organisation" {
			hits = append(hits, d.unit(x, text)...)
		}
	}
	if len(hits) == 1 {
		return hits[0], false, nil
	}
	return id, len(hits) > 1, nil
}

func (x *index) beginning(digits string) []field.ID {
	var out []field.ID
	for id := range x.titles {
		if strings.HasPrefix(id.String(), digits) {
			out = append(out, id)
		}
	}
	return out
}

// unit finds an organisation by the usual ways of writing one name.
func (d *directory) unit(x *index, text string) []field.ID {
	n := unitName(text)
	if ids := x.names[n]; len(ids) > 0 || d.place == "" {
		return ids
	}
	return x.names[unitName(d.place)+n]
}

// resolve returns the record that the words name; an organisation or a programme that is not there is put among the sides, to be made.
// ok is false when the words name nothing that could be made, or several records.
func (d *directory) resolve(tables []string, text string) (id field.ID, several bool, err error) {
	id, several, err = d.find(tables, text)
	if err != nil || several {
		return id, several, err
	}
	if id != (field.ID{}) {
		d.met(id, text)
		return id, false, nil
	}
	if len(tables) != 1 || marked.MatchString(text) {
		return id, false, nil
	}
	var r field.Record
	switch tables[0] {
	case "organisation":
		r = newUnit(oneLine(text))
	case "programme":
		r = &centre.Programme{Name: oneLine(text)}
	default:
		return id, false, nil
	}
	if r.Check() != nil {
		return id, false, nil
	}
	return d.make(r, text)
}

// make puts a record that rows refer to among the sides. Its id follows from its name, so that the same table read at two desks
// makes the same record, and a record that was renamed since is found again.
func (d *directory) make(r field.Record, text string) (id field.ID, several bool, err error) {
	t := r.Type()
	id, there, err := d.free(t, field.Fold(t.TitleOf(r)))
	if err != nil {
		return id, false, err
	}
	x, err := d.index(t.Table)
	if err != nil {
		return id, false, err
	}
	if there {
		d.met(id, text)
		return id, false, nil
	}
	r.Base().ID = id
	s := &Side{Record: r, New: true, Like: x.like(t.TitleOf(r))}
	x.add(r, t.TitleOf(r))
	d.sides = append(d.sides, s)
	d.byID[id] = s
	return id, false, nil
}

// space is where ids that follow from names come from.
var space = uuid.NewSHA1(uuid.NameSpaceDNS, []byte("halfsky names"))

// free returns the id that follows from the words. there says that a live record has it; the ids of deleted records are passed over.
func (d *directory) free(t *field.Type, words ...string) (id field.ID, there bool, err error) {
	key := t.Table + "\x00" + strings.Join(words, "\x00")
	for n := 1; ; n++ {
		id = uuid.NewSHA1(space, []byte(key+"\x00"+strconv.Itoa(n)))
		r, err := d.look.Get(t, id)
		switch {
		case errors.Is(err, field.NotFound):
			return id, false, nil
		case errors.Is(err, field.Locked):
			continue
		case err != nil:
			return id, false, fmt.Errorf("find %s: %w", t.Table, err)
		case r.Base().Gone == 0:
			return id, true, nil
		}
	}
}

// drop takes a record that was to be made out of the sides: a row of the file makes it, with more of its fields.
func (d *directory) drop(id field.ID) bool {
	s := d.byID[id]
	if s == nil {
		return false
	}
	delete(d.byID, id)
	d.sides = slices.DeleteFunc(d.sides, func(o *Side) bool { return o == s })
	return true
}

// met notes that rows refer to a record that is there, and by which words.
func (d *directory) met(id field.ID, text string) {
	s := d.byID[id]
	if s == nil {
		for _, table := range []string{"organisation", "programme"} {
			t := centre.TypeOf(table)
			if x := d.tables[table]; x == nil || !x.has(id) {
				continue
			}
			if r, err := d.look.Get(t, id); err == nil {
				s = &Side{Record: r}
				d.sides = append(d.sides, s)
				d.byID[id] = s
			}
		}
	}
	if s == nil {
		return
	}
	if own := s.Record.Type().TitleOf(s.Record); oneLine(text) != own && !slices.Contains(s.Written, oneLine(text)) {
		s.Written = append(s.Written, oneLine(text))
	}
}

func (x *index) has(id field.ID) bool {
	_, ok := x.titles[id]
	return ok
}

// like returns up to three names that end as this one does, or with which this one ends: 市总工会 and 苏州市总工会 may be one.
func (x *index) like(name string) []string {
	n := unitName(name)
	var out []string
	for _, title := range x.titles {
		o := unitName(title)
		if o != n && len(o) >= 12 && len(n) >= 12 && (strings.HasSuffix(o, n) || strings.HasSuffix(n, o)) {
			out = append(out, title)
		}
	}
	slices.Sort(out)
	return out[:min(len(out), 3)]
}
