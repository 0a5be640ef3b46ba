package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// Subject 本人信息查询 is what the signed-in account can open of what is held about one person, to be handed to her, and what whoever
// hands it over has to know besides. Other people's data is left out of it; what people wrote in their own words is not, so all of Review
// is to be read first.
type Subject struct {
	Title    string
	Sheet    paper.SubjectSheet
	Document paper.Document

	// For whoever hands it over, and on no paper.
	Review   []SubjectText // texts in which somebody else may be named
	Mentions []SubjectText // other records in whose searched texts her name stands: perhaps hers, perhaps a namesake's
	Shut     int           // restricted records that this account cannot open: whether they are about her nobody can tell here
	Closed   []field.Space // compartments this account has no key for
	Damaged  int           // journal entries that do not open

	zone  *time.Location
	third func(field.ID) bool // a person, or a record about one, that is not hers
}

// SubjectText is one field of one record.
type SubjectText struct {
	Type *field.Type
	ID   field.ID
	Key  string
}

// subjectTables are the tables that may hold something about a person, in the order of the paper.
var subjectTables = []*field.Type{centre.PersonType, centre.CaseType, centre.AppointmentType, centre.ConsentType, centre.HardshipType, centre.PairingType, centre.MemberType}

// Subject gathers what is held about a person: her record, her cases with all that belongs to them, appointments, consents, hardship
// files with household, aid, pairings and visits, the households and pairings of others she is in, attached files by name, records that
// are deleted and not erased, and who did what with all of it. It is pure reading; SubjectLeaves is called before it leaves the program.
// Codes: NotFound, Locked.
func (o *Office) Subject(ctx context.Context, id field.ID, b *say.Book) (Subject, error) {
	her, err := store.As[*centre.Person](o.store.Get(centre.PersonType, id))
	if err != nil {
		return Subject{}, fmt.Errorf("gather subject: %w", err)
	}
	g := &gathering{o: o, her: her, hers: map[field.ID]field.Record{}, out: Subject{Title: b.T("subject.title")}}
	g.out.Sheet.Person = her
	if err := g.all(); err != nil {
		return Subject{}, fmt.Errorf("gather subject: %w", err)
	}
	if err := g.outside(); err != nil {
		return Subject{}, fmt.Errorf("gather subject: %w", err)
	}
	if err := g.journal(ctx, b); err != nil {
		return Subject{}, fmt.Errorf("gather subject: %w", err)
	}
	in := paper.Setting{Book: b, Date: o.Now(), Zone: o.zone, Names: func(id field.ID) string { return g.name(b, id) }}
	own, err := o.Centre()
	if err != nil && !errors.Is(err, field.NotFound) {
		return Subject{}, fmt.Errorf("gather subject: %w", err)
	}
	if own != nil {
		in.Centre = own.Name
	}
	g.out.Document, g.out.zone = paper.SubjectDoc(g.out.Sheet, in), o.zone
	g.out.third = func(id field.ID) bool { return g.hers[id] == nil && !impersonal(g.typeOf(id)) }
	return g.out, nil
}

// subjectReport is Subject as one of the documents.
func (o *Office) subjectReport(ctx context.Context, out *Report) error {
	s, err := o.Subject(ctx, out.ID, out.Book)
	out.Title, out.Document, out.Figures, out.Subject = s.Title, s.Document, map[string]any{}, &s
	return err
}

// gathering is a Subject while it is put together.
type gathering struct {
	o    *Office
	her  *centre.Person
	hers map[field.ID]field.Record // about her
	out  Subject
}

// all collects her records.
func (g *gathering) all() error {
	if err := g.add(g.her, false, whole); err != nil {
		return err
	}
	me := g.her.ID.String()
	var cases, files []string
	for _, step := range []struct {
		t    *field.Type
		key  string
		ids  *[]string // nil: her own
		keep aboutHer
		keys *[]string // collects what was found
	}{
		{centre.CaseType, "person", nil, whole, &cases},
		{centre.AppointmentType, "person", nil, whole, nil},
		{centre.AppointmentType, "case", &cases, whole, nil},
		{centre.ConsentType, "person", nil, whole, nil},
		{centre.HardshipType, "person", nil, whole, &files},
		{centre.PairingType, "hardship", &files, whole, nil},
		{centre.PairingType, "helper", nil, asHelper, nil},
	} {
		ids := []string{me}
		if step.ids != nil {
			ids = *step.ids
		}
		found, err := g.find(step.t, step.key, ids)
		if err != nil {
			return err
		}
		for _, r := range found {
			if step.keys != nil {
				*step.keys = append(*step.keys, r.Base().ID.String())
			}
			if err := g.add(r, false, step.keep); err != nil {
				return err
			}
		}
	}
	return g.asMember()
}

// asMember adds the lines of other people's households that have her number.
func (g *gathering) asMember() error {
	if g.her.ResidentID == "" {
		return nil
	}
	found, err := g.find(centre.MemberType, "residentid", []string{g.her.ResidentID})
	for _, r := range found {
		if err == nil {
			err = g.add(r, false, whole)
		}
	}
	return err
}

// find opens the records, deleted ones too, whose field key holds one of the values.
func (g *gathering) find(t *field.Type, key string, values []string) (out []field.Record, err error) {
	if len(values) == 0 {
		return nil, nil
	}
	f := t.Field(key)
	q := store.Query{Sort: store.ByMade}
	if f.Owner || f.Has(field.InList|field.InFilter) { // a column; of what is none all records are opened
		q.Where = []store.Cond{store.Where(key, values...)}
	}
	for _, q.Gone = range []bool{false, true} {
		rows, err := g.o.store.List(t, q)
		if err != nil {
			return nil, err
		}
		for i := range rows.Len() {
			r, err := g.o.store.Get(t, rows.ID(i))
			if errors.Is(err, field.Locked) {
				continue // counted by outside
			}
			if err != nil {
				return nil, err
			}
			if slices.Contains(values, f.Text(r)) {
				out = append(out, r)
			}
		}
	}
	return out, nil
}

// aboutHer says of which fields of a record are about her.
type aboutHer func(r field.Record, f *field.Spec) bool

func whole(_ field.Record, f *field.Spec) bool { return !f.Has(field.IsBlob) }

// asHelper is what of a pairing is about the helper: the household is somebody else's.
func asHelper(_ field.Record, f *field.Spec) bool { return !f.Has(field.IsPrivate) }

// kin is what of a household's line is about her whose household it is: how many and who they are to her.
func kin(_ field.Record, f *field.Spec) bool { return f.Key == "kinship" }

// ofNobody are short texts in which nobody is named.
var ofNobody = []string{"number", "rule", "station", "place", "address", "unittext", "media"}

// add takes a record with its parts, once.
func (g *gathering) add(r field.Record, under bool, keep aboutHer) error {
	id := r.Base().ID
	if g.hers[id] != nil {
		return nil
	}
	g.hers[id] = r
	p := paper.SubjectPart{Record: r, Under: under, Deleted: r.Base().Gone != 0, Keep: func(f *field.Spec) bool { return keep(r, f) }}
	g.out.Sheet.Parts = append(g.out.Sheet.Parts, p)
	t := r.Type()
	for i := range t.Fields {
		f := &t.Fields[i]
		if free := f.Kind == field.LongKind || f.Kind == field.TextKind && f.Rule == nil && !slices.Contains(ofNobody, f.Key); free && p.Keep(f) && !f.Empty(r) {
			g.out.Review = append(g.out.Review, SubjectText{t, id, f.Key})
		}
	}
	for _, pt := range centre.PartsOf(t.Table) {
		parts, err := g.find(pt, pt.Owner().Key, []string{id.String()})
		if err != nil {
			return err
		}
		for _, part := range parts {
			keep := keep
			if m, ok := part.(*centre.Member); ok && (g.her.ResidentID == "" || m.ResidentID != g.her.ResidentID) {
				keep = kin
			}
			if err := g.add(part, true, keep); err != nil {
				return err
			}
		}
	}
	return nil
}

// name is the name of a record that one of hers refers to. Persons and what belongs to persons are named by what they are.
func (g *gathering) name(b *say.Book, id field.ID) string {
	if id == g.her.ID {
		return b.T("subject.self")
	}
	if r := g.hers[id]; r != nil {
		return titled(centre.Shown{Book: b, Zone: g.o.zone}, r)
	}
	switch t := g.typeOf(id); {
	case t == nil:
		return ""
	case impersonal(t):
		return g.o.Name(id)
	default:
		return b.T("subject.third", b.T(t.Table))
	}
}

// titled names a record in words, where its title holds codes and days.
func titled(w centre.Shown, r field.Record) string {
	var words []string
	for _, key := range r.Type().Title {
		f := r.Type().Field(key)
		if text := w.Field(f, r); text != "" && f.Kind != field.LongKind {
			words = append(words, text)
		}
	}
	return strings.Join(words, " ")
}

// impersonal reports whether records of a table are about nobody in particular.
func impersonal(t *field.Type) bool {
	return t != nil && t.Space == field.Open && t != centre.CounsellorType && t != centre.AttendeeType
}

func (g *gathering) typeOf(id field.ID) *field.Type {
	for _, t := range centre.Types {
		if _, ok := g.o.store.Title(t.Table, id); ok {
			return t
		}
	}
	return nil
}

// outside finds what this account cannot open, and where else her name stands.
func (g *gathering) outside() error {
	mine := g.o.Me().Spaces
	for _, t := range subjectTables {
		if !slices.Contains(mine, t.Space) && !slices.Contains(g.out.Closed, t.Space) {
			g.out.Closed = append(g.out.Closed, t.Space)
		}
	}
	for _, t := range centre.Types {
		if len(t.Face) == 0 {
			continue
		}
		for _, gone := range []bool{false, true} {
			rows, err := g.o.store.List(t, store.Query{Gone: gone})
			if err != nil {
				return err
			}
			for i := range rows.Len() {
				if rows.Faced(i) {
					g.out.Shut++
				}
			}
		}
	}
	return g.mentions()
}
