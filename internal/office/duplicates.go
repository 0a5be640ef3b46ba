package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Why two bodies or two cases may be one, as Alike.Why has it beside the reasons of Same. say has same.why.<why>.
const (
	SameCode   = "code"   // the same unified code
	SameTitle  = "title"  // the same name, but for what every company is called
	SameUnit   = "unit"   // the same name at the same employer
	SameMatter = "matter" // the same person came about the same matter within sameWeeks
)

// sameWeeks is within how many days two cases of one person about one matter may be one.
const sameWeeks = 28

// Alike is two records that may be one.
type Alike struct {
	A, B  field.ID // A is the one that was made first
	Names [2]string
	Why   string
}

// Duplicates proposes records of a type that may be one, the surest first, each pair once, at most so many. It reads columns only, of
// organisations all records: restricted cases, and people restricted with them, are proposed to those named only. Code: Cancelled.
func (o *Office) Duplicates(ctx context.Context, t *field.Type, most int) ([]Alike, error) {
	look := map[*field.Type]func() (*alikes, error){centre.PersonType: o.alikePersons, centre.OrganisationType: o.alikeUnits, centre.CaseType: o.alikeCases}[t]
	if look == nil {
		return nil, nil
	}
	found, err := look()
	if ctx.Err() != nil {
		err = field.Cancelled
	}
	if err != nil {
		return nil, fmt.Errorf("propose duplicates: %w", err)
	}
	slices.SortStableFunc(found.all, func(a, b Alike) int {
		return cmp.Compare(slices.Index(found.rank, a.Why), slices.Index(found.rank, b.Why))
	})
	out := found.all[:min(len(found.all), most)]
	for i := range out {
		for k, id := range []field.ID{out[i].A, out[i].B} {
			out[i].Names[k], _ = o.store.Title(t.Table, id)
		}
	}
	return out, nil
}

// alikes collects pairs: records that have a word of a kind in common.
type alikes struct {
	rank  []string
	first map[string]field.ID
	seen  map[[2]field.ID]bool
	all   []Alike
}

func newAlikes(rank ...string) *alikes {
	return &alikes{rank: rank, first: map[string]field.ID{}, seen: map[[2]field.ID]bool{}}
}

// add notes that a record has a word; the first that had it is what it may be the same as. differ says what tells them apart, or is nil.
func (a *alikes) add(id field.ID, why, word string, differ func(other field.ID) bool) {
	if word == "" {
		return
	}
	key := why + "\x00" + word
	other, ok := a.first[key]
	if !ok {
		a.first[key] = id
		return
	}
	pair := [2]field.ID{other, id}
	if other == id || a.seen[pair] || differ != nil && differ(other) {
		return
	}
	a.seen[pair] = true
	a.all = append(a.all, Alike{A: other, B: id, Why: why})
}

// alikePersons are people with one ID number, one telephone, one name and birth date, one name at one employer, or names that are read the
// same with either: what one desk wrote as 张丽华 another heard as 章莉华. Different ID numbers
// tell two people apart whatever else they share; so do name and birth date together: a mother and her daughter share a telephone.
func (o *Office) alikePersons() (*alikes, error) {
	rows, err := o.store.List(centre.PersonType, store.Query{Sort: store.ByMade})
	if err != nil {
		return nil, err
	}
	a := newAlikes(SameNumber, SamePhone, SameBirth, SameUnit, SameSound)
	type known struct{ name, number, born string }
	had := map[field.ID]known{}
	for i := range rows.Len() {
		id, name, no := rows.ID(i), field.Fold(rows.Text(i, "name")), rows.Text(i, "residentid")
		born := rows.Text(i, "birth")
		had[id] = known{name, no, born}
		apart := func(other field.ID) bool {
			o := had[other]
			return no != "" && o.number != "" && o.number != no || o.name != name && born != "" && o.born != "" && o.born != born
		}
		a.add(id, SameNumber, no, nil)
		for _, phone := range phonesOf(rows.Text(i, "phone")) {
			a.add(id, SamePhone, phone, apart)
		}
		sound := store.Sound(name)
		beside := func(what string) {
			if sound != "" {
				a.add(id, SameSound, sound+" "+what, apart)
			}
		}
		if len(born) == len("2006-01-02") {
			a.add(id, SameBirth, name+" "+born, apart)
			beside(born)
		}
		if unit := rows.Text(i, "unit"); unit != "" {
			a.add(id, SameUnit, name+" "+unit, apart)
			beside(unit)
		}
	}
	return a, nil
}

// alikeUnits are bodies with one unified code, or one name but for what companies are called.
func (o *Office) alikeUnits() (*alikes, error) {
	rows, err := o.store.List(centre.OrganisationType, store.Query{Sort: store.ByMade})
	if err != nil {
		return nil, err
	}
	a := newAlikes(SameCode, SameTitle)
	code := map[field.ID]string{}
	for i := range rows.Len() {
		u, err := store.As[*centre.Organisation](o.store.Get(centre.OrganisationType, rows.ID(i)))
		if err != nil {
			return nil, err
		}
		code[u.ID] = u.Code
		a.add(u.ID, SameCode, u.Code, nil)
		for _, name := range []string{u.Name, u.Short} {
			a.add(u.ID, SameTitle, centre.UnitName(name), func(other field.ID) bool { return u.Code != "" && code[other] != "" && code[other] != u.Code })
		}
	}
	return a, nil
}

// alikeCases are open cases of one person about one matter that came within a few weeks.
func (o *Office) alikeCases() (*alikes, error) {
	rows, err := o.store.List(centre.CaseType, store.Query{Sort: "received"})
	if err != nil {
		return nil, err
	}
	a := newAlikes(SameMatter)
	came := map[field.ID]field.Moment{}
	for i := range rows.Len() {
		c := rows.At(i).(*centre.Case)
		if rows.Faced(i) || c.Person == (field.ID{}) || c.State == "duplicate" {
			continue
		}
		came[c.ID] = c.Received
		word := c.Person.String() + c.Matter
		late := func(other field.ID) bool {
			return c.Received-came[other] > sameWeeks*24*60*60*1000
		}
		before := len(a.all)
		a.add(c.ID, SameMatter, word, late)
		if len(a.all) == before { // the next one is held against this one
			a.first[SameMatter+"\x00"+word] = c.ID
		}
	}
	return a, nil
}
