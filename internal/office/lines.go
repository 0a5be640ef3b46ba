package office

import (
	"cmp"
	"context"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Line is one row of a table that is typed like a spreadsheet: an employer's line of a job fair, a department of a clinic.
type Line struct {
	ID    field.ID          // of the record; zero: a new one
	Cells map[string]string // what was typed, by field key; a field that is missing stays as it is saved
}

// Lined is what became of a line.
type Lined struct {
	Record   field.Record   // as it is saved; nil for a line with something to mend
	Problems field.Problems // what has to be mended, by field key
	Made     []string       // names of organisations that were not on record and are now
}

// mostLines is how many rows one verb takes: what an office pastes at a time, and more.
const mostLines = 5000

// SaveLines saves rows of a table whose records are parts of owner. Rows that are right are saved together, as one verb that one
// undo takes back; rows with something to mend come back with what it is, and nothing of them is saved. A cell that refers to an
// organisation holds its name or short name: the one of that name is meant, or, where nobody has it, a new one is made. A name that
// several have is a problem of its cell. Too many rows at a time are field.Problems.
func (o *Office) SaveLines(ctx context.Context, t *field.Type, owner field.ID, lines []Line) ([]Lined, store.Change, error) {
	if len(lines) > mostLines {
		return nil, store.Change{}, fmt.Errorf("save lines: %w", field.Problems{{Say: "lines.many", Args: []string{fmt.Sprint(mostLines)}}})
	}
	var out []Lined
	c, err := o.perform(ctx, "save-lines", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		whole, err := v.Get(centre.TypeOf(t.Owner().Tables[0]), owner)
		if err != nil {
			return err
		}
		if whole.Base().Gone != 0 {
			return fmt.Errorf("get %s: deleted: %w", whole.Type().Table, field.NotFound)
		}
		out = make([]Lined, len(lines))
		l := liner{verb: v, t: t, owner: owner, known: map[string]field.ID{}}
		for i := range lines {
			if out[i], err = l.save(lines[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return out, c, err
}

// liner saves rows in one verb.
type liner struct {
	*verb
	t     *field.Type
	owner field.ID
	known map[string]field.ID // organisations by folded name that this verb found or made
	new   map[*field.ID]*centre.Organisation
}

// pending stands for an organisation that gets its id when it is saved.
var pending = field.ID{15: 1}

func (l *liner) save(line Line) (Lined, error) {
	r, err := l.record(line.ID)
	if err != nil {
		return Lined{}, err
	}
	l.new = map[*field.ID]*centre.Organisation{}
	var problems field.Problems
	for i := range l.t.Fields {
		s := &l.t.Fields[i]
		text, typed := line.Cells[s.Key]
		if !typed {
			continue
		}
		p, err := l.set(r, s, text)
		if err != nil {
			return Lined{}, err
		}
		if p != nil {
			problems = append(problems, *p)
		}
	}
	if problems = append(problems, unsaid(r.Check(), problems)...); len(problems) > 0 {
		return Lined{Problems: problems}, nil
	}
	out := Lined{Record: r}
	for to, org := range l.new {
		if err := l.put(org); err != nil {
			return Lined{}, err
		}
		*to = org.ID
		l.known[field.Fold(org.Name)] = org.ID
		out.Made = append(out.Made, org.Name)
	}
	return out, l.put(r)
}

// unsaid are the problems of fields that have none yet: what could not be read is not also said to be missing.
func unsaid(more, said field.Problems) (out field.Problems) {
next:
	for _, p := range more {
		for _, q := range said {
			if p.Field == q.Field {
				continue next
			}
		}
		out = append(out, p)
	}
	return out
}

func (l *liner) record(id field.ID) (field.Record, error) {
	if id == (field.ID{}) {
		return l.office.NewPart(l.t, l.owner)
	}
	r, err := l.Get(l.t, id)
	if err == nil && (r.Base().Gone != 0 || *l.t.Owner().Pointer(r).(*field.ID) != l.owner) {
		err = fmt.Errorf("get %s: %w", l.t.Table, field.NotFound)
	}
	return r, err
}

func (l *liner) set(r field.Record, s *field.Spec, text string) (*field.Problem, error) {
	if s.Kind != field.RefKind || s.Owner {
		return s.Set(r, text, l.office.Context()), nil
	}
	name := field.Tidy(text)
	to := s.Pointer(r).(*field.ID)
	if name == "" {
		*to = field.ID{}
		return nil, nil
	}
	id, ok, err := l.named(name)
	switch {
	case err != nil || ok && id == (field.ID{}):
		return &field.Problem{Field: s.Key, Say: "lines.several"}, err
	case ok:
		*to = id
		return nil, nil
	}
	org, p := l.make(s, name)
	if p == nil {
		*to, l.new[to] = pending, org
	}
	return p, nil
}

// named returns the organisation of that name or short name, and whether there is one; the zero id where several have it.
func (l *liner) named(name string) (field.ID, bool, error) {
	key := field.Fold(name)
	if id, ok := l.known[key]; ok {
		return id, true, nil
	}
	rows, err := l.List(centre.OrganisationType, store.Query{Find: name})
	if err != nil {
		return field.ID{}, false, err
	}
	var found []field.ID
	for i := range rows.Len() {
		org := rows.At(i).(*centre.Organisation)
		if field.Fold(org.Name) == key || field.Fold(org.Short) == key {
			found = append(found, rows.ID(i))
		}
	}
	switch len(found) {
	case 0:
		return field.ID{}, false, nil
	case 1:
		l.known[key] = found[0]
		return found[0], true, nil
	}
	return field.ID{}, true, nil
}

// kindsOf says what an organisation is that a cell names for the first time.
var kindsOf = map[string]string{"employer": "employer", "hospital": "hospital"}

// make returns an organisation of that name that is not saved yet.
func (l *liner) make(s *field.Spec, name string) (*centre.Organisation, *field.Problem) {
	org := l.office.New(centre.OrganisationType).(*centre.Organisation)
	org.Kind = cmp.Or(kindsOf[s.Key], "other")
	if p := centre.OrganisationType.Field("name").Set(org, name, l.office.Context()); p != nil {
		return nil, &field.Problem{Field: s.Key, Say: p.Say, Args: p.Args}
	}
	if bad := org.Check(); len(bad) > 0 {
		return nil, &field.Problem{Field: s.Key, Say: bad[0].Say, Args: bad[0].Args}
	}
	return org, nil
}
