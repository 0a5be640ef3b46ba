package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Why somebody may be known already, as Same.Why has it, the surest first. say has same.why.<why>.
const (
	SameNumber   = "residentid" // the same ID number
	SamePhone    = "phone"      // a telephone number in common
	SameBirth    = "birth"      // the same name and birth date
	SameName     = "name"       // the same name
	SameSound    = "sound"      // a name that is read the same
	SameEmployer = "employer"   // others of the same employer came within sameDays
)

// sameDays is for how long the enquiries about one employer are called to mind.
const sameDays = 90

// mostSame is how many people of one name or number are looked at: a name as common as 王芳 has hundreds.
const mostSame = 200

// Sought is what is known of somebody who may be known already. Empty parts are not compared.
type Sought struct {
	Name       string
	Phone      string // one number, or several with 、 between them
	ResidentID string
	Birth      field.Day
	Unit       field.ID // employer, or the unit complained of
	Except     field.ID // the person herself
	Most       int      // at most so many people; 0 is eight
}

// Same is a person who may be the one that is sought, or an employer others came about.
type Same struct {
	Table string // person or organisation
	ID    field.ID
	Name  string
	Why   []string  // the surest first; never empty
	Cases int       // how many enquiries and cases of hers there are that this account can read
	Last  field.Day // of them the newest; empty without one
}

// SamePersons returns who may be the person sought, the surest first, and after them her employer when somebody came about it within
// ninety days. It reads columns and opens no case: of restricted ones it knows only what this account's keys open, so whoever is not
// named on a case sees neither it nor that there is one. People restricted with their case are found by those named only.
// Code: Cancelled.
func (o *Office) SamePersons(ctx context.Context, p Sought) ([]Same, error) {
	s := &seeking{o: o, p: p, phones: phonesOf(p.Phone), why: map[field.ID][]string{}}
	for _, look := range []func() error{s.byNumber, s.byPhone, s.byName} {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("look for the same person: %w", field.Cancelled)
		}
		if err := look(); err != nil {
			return nil, fmt.Errorf("look for the same person: %w", err)
		}
	}
	out, err := s.people()
	if err == nil && p.Unit != (field.ID{}) {
		var unit []Same
		unit, err = s.employer()
		out = append(out, unit...)
	}
	if err != nil {
		return nil, fmt.Errorf("look for the same person: %w", err)
	}
	return out, nil
}

// seeking is one search for a person.
type seeking struct {
	o      *Office
	p      Sought
	phones []string
	order  []field.ID
	why    map[field.ID][]string
}

func (s *seeking) found(id field.ID, why string) {
	if id == s.p.Except || slices.Contains(s.why[id], why) {
		return
	}
	if s.why[id] == nil {
		s.order = append(s.order, id)
	}
	s.why[id] = append(s.why[id], why)
}

// byNumber finds the ID number.
func (s *seeking) byNumber() error {
	number, bad := centre.ResidentID(s.p.ResidentID)
	if s.p.ResidentID == "" || bad != "" {
		return nil
	}
	rows, err := s.o.store.List(centre.PersonType, store.Query{Where: []store.Cond{store.Where("residentid", number)}, Limit: mostSame})
	if err != nil {
		return err
	}
	for i := range rows.Len() {
		s.found(rows.ID(i), SameNumber)
	}
	return nil
}

// phonesOf returns the single numbers of a telephone field as they are kept; none while one is half typed. Public short numbers,
// which many people give, tell nobody apart.
func phonesOf(text string) []string {
	kept, bad := centre.Phone(text)
	if text == "" || bad != "" {
		return nil
	}
	return slices.DeleteFunc(strings.Split(kept, "、"), func(n string) bool { return len(n) < 7 })
}

// byPhone finds a telephone number, also where it stands among several.
func (s *seeking) byPhone() error {
	for _, number := range s.phones {
		rows, err := s.o.store.List(centre.PersonType, store.Query{Find: number, Limit: mostSame})
		if err != nil {
			return err
		}
		for i := range rows.Len() {
			if slices.Contains(phonesOf(rows.Text(i, "phone")), number) {
				s.found(rows.ID(i), SamePhone)
			}
		}
	}
	return nil
}

// byName finds people of the name, and of names that sound alike. Whoever has another ID number is another person.
func (s *seeking) byName() error {
	name, bad := centre.PersonName(s.p.Name)
	if s.p.Name == "" || bad != "" {
		return nil
	}
	sound := store.Sound(name)
	for _, find := range []string{name, sound} {
		if find == "" {
			continue
		}
		rows, err := s.o.store.List(centre.PersonType, store.Query{Find: find, Limit: mostSame})
		if err != nil {
			return err
		}
		for i := range rows.Len() {
			if s.another(rows, i) {
				continue
			}
			switch had := rows.Text(i, "name"); {
			case field.Fold(had) == field.Fold(name):
				if born := rows.Text(i, "birth"); s.p.Birth.Exact() && born == s.p.Birth.String() {
					s.found(rows.ID(i), SameBirth)
				}
				s.found(rows.ID(i), SameName)
			case len([]rune(had)) == len([]rune(name)) && store.Sound(had) == sound:
				s.found(rows.ID(i), SameSound)
			}
		}
	}
	return nil
}

// another reports whether a person of the name has another ID number or another birth date.
func (s *seeking) another(rows *store.Rows, i int) bool {
	number, bad := centre.ResidentID(s.p.ResidentID)
	if had := rows.Text(i, "residentid"); had != "" && s.p.ResidentID != "" && bad == "" && had != number {
		return true
	}
	born, ok := field.ParseDay(rows.Text(i, "birth"), 0)
	return ok && born.Exact() && s.p.Birth.Exact() && born != s.p.Birth
}

// people puts those found in order, with how often they came.
func (s *seeking) people() ([]Same, error) {
	rank := []string{SameNumber, SamePhone, SameBirth, SameName, SameSound}
	best := func(id field.ID) int { return slices.Index(rank, s.why[id][0]) }
	slices.SortStableFunc(s.order, func(a, b field.ID) int {
		if d := best(a) - best(b); d != 0 {
			return d
		}
		return len(s.why[b]) - len(s.why[a])
	})
	most := s.p.Most
	if most == 0 {
		most = 8
	}
	var out []Same
	for _, id := range s.order[:min(len(s.order), most)] {
		name, ok := s.o.store.Title(centre.PersonType.Table, id)
		if !ok {
			continue
		}
		n := Same{Table: centre.PersonType.Table, ID: id, Name: name, Why: s.why[id]}
		var err error
		if n.Cases, n.Last, err = s.o.visits(store.Where("person", id.String())); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// employer says how often somebody came about the unit of late.
func (s *seeking) employer() ([]Same, error) {
	since := field.MomentOf(s.o.Now().AddDate(0, 0, -sameDays))
	n := Same{Table: centre.OrganisationType.Table, ID: s.p.Unit, Why: []string{SameEmployer}}
	var err error
	n.Cases, n.Last, err = s.o.visits(store.Where("adverse", s.p.Unit.String()), store.Cond{Key: "received", Op: store.Between, Values: []string{since.String(), ""}})
	if err != nil || n.Cases == 0 {
		return nil, err
	}
	n.Name, _ = s.o.store.Title(n.Table, n.ID)
	return []Same{n}, nil
}

// visits counts the cases that meet the conditions and that this account can read, and gives the day of the newest.
func (o *Office) visits(where ...store.Cond) (n int, last field.Day, err error) {
	rows, err := o.store.List(centre.CaseType, store.Query{Where: where, Sort: "received", Desc: true})
	if err != nil {
		return 0, last, err
	}
	for i := range rows.Len() {
		if rows.Faced(i) {
			continue
		}
		if n++; n == 1 {
			last = field.DayOf(rows.At(i).(*centre.Case).Received.In(o.zone))
		}
	}
	return n, last, nil
}

// EarlierOf counts the enquiries and cases of a person that this account can read, and gives the day of the newest.
func (o *Office) EarlierOf(person field.ID) (int, field.Day, error) {
	n, last, err := o.visits(store.Where("person", person.String()))
	if err != nil {
		return 0, last, fmt.Errorf("count earlier cases: %w", err)
	}
	return n, last, nil
}
