package exchange

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// people finds the person that a row of a register is about. A name alone never tells: two women may share one.
type people struct {
	all    map[field.ID]*centre.Person
	fresh  map[field.ID]bool // to be made by this import
	cards  map[string][]field.ID
	phones map[string][]field.ID
	names  map[string][]field.ID // name and unit
}

func readPeople(ctx context.Context, look Lookup) (*people, error) {
	x := &people{
		all: map[field.ID]*centre.Person{}, fresh: map[field.ID]bool{}, cards: map[string][]field.ID{}, phones: map[string][]field.ID{},
		names: map[string][]field.ID{},
	}
	err := look.Each(ctx, centre.PersonType, func(r field.Record) error {
		if p, ok := r.(*centre.Person); ok {
			x.add(p)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("find persons: %w", err)
	}
	return x, nil
}

// add makes a person known by everything that tells her, also by what was filled in since.
func (x *people) add(p *centre.Person) {
	x.all[p.ID] = p
	note := func(by map[string][]field.ID, key string) {
		if key != "" && !slices.Contains(by[key], p.ID) {
			by[key] = append(by[key], p.ID)
		}
	}
	note(x.cards, p.ResidentID)
	for _, n := range phonesOf(p) {
		note(x.phones, n)
	}
	for _, unit := range unitsOf(p) {
		note(x.names, field.Fold(p.Name)+"\x00"+unit)
	}
}

func phonesOf(p *centre.Person) []string {
	return strings.FieldsFunc(p.Phone, func(r rune) bool { return r == '、' })
}

// unitsOf are the ways in which a person's unit is known.
func unitsOf(p *centre.Person) (out []string) {
	if p.Unit != (field.ID{}) {
		out = append(out, p.Unit.String())
	}
	if p.UnitText != "" {
		out = append(out, unitName(p.UnitText))
	}
	return out
}

// find returns the person who is the same: by her identity number, by her telephone and a name that does not speak against it, by
// full name and unit. doubt is a remark where somebody else has her number or telephone.
func (x *people) find(p *centre.Person) (id field.ID, doubt string) {
	if hits := x.cards[p.ResidentID]; p.ResidentID != "" && len(hits) > 0 {
		if len(hits) == 1 {
			return hits[0], ""
		}
		return field.ID{}, "exchange.case.several"
	}
	var same []field.ID
	for _, n := range phonesOf(p) {
		for _, id := range x.phones[n] {
			switch o := x.all[id]; {
			case !x.otherCard(o, p) && sameName(o, p):
				same = append(same, id)
			default:
				doubt = "exchange.case.phone"
			}
		}
	}
	if len(same) == 0 && surnameOf(field.Fold(p.Name)) == "" { // a factory has many a 王女士
		for _, unit := range unitsOf(p) {
			for _, id := range x.names[field.Fold(p.Name)+"\x00"+unit] {
				if o := x.all[id]; !x.otherCard(o, p) && !otherPhone(o, p) {
					same = append(same, id)
				}
			}
		}
	}
	slices.SortFunc(same, func(a, b field.ID) int { return strings.Compare(a.String(), b.String()) })
	switch same = slices.Compact(same); len(same) {
	case 0:
		return field.ID{}, doubt
	case 1:
		return same[0], ""
	}
	return field.ID{}, "exchange.case.several"
}

func (x *people) otherCard(a, b *centre.Person) bool {
	return a.ResidentID != "" && b.ResidentID != "" && a.ResidentID != b.ResidentID
}

// otherPhone reports whether both can be called, but not by the same number.
func otherPhone(a, b *centre.Person) bool {
	have := phonesOf(a)
	return len(have) > 0 && b.Phone != "" && !slices.ContainsFunc(phonesOf(b), func(n string) bool { return slices.Contains(have, n) })
}

// sameName reports whether two names may be one woman's: the same, or one only says her surname.
func sameName(a, b *centre.Person) bool {
	x, y := field.Fold(a.Name), field.Fold(b.Name)
	if x == y {
		return true
	}
	return surnameOf(x) != "" && strings.HasPrefix(y, surnameOf(x)) || surnameOf(y) != "" && strings.HasPrefix(x, surnameOf(y))
}

func surnameOf(name string) string {
	if m := onlySurname.FindStringSubmatch(name); m != nil {
		return m[1]
	}
	return ""
}

var (
	onlySurname = regexp.MustCompile(`^(\p{Han}{1,2}?)(?:女士|先生|小姐|阿姨|老师|大姐|师傅|某某|某)$`)
	namelessOne = regexp.MustCompile(`^(匿名.{0,4}|某女士?|某某|某职工|无名氏|不详|未知|不愿透露.*|未留姓名?|不便透露|保密|无名|本人要求保密|anonymous|unknown)$`)
	groupTail   = regexp.MustCompile(`^([^、，,等]{1,20})(?:[、，,].{1,60})?等(?:共|一行)?(.{1,8}[人名位])$`)
	calledTail  = regexp.MustCompile(`^(.+?)[（(](?:化名|匿名|alias)[）)]$`)
	noUnitWords = regexp.MustCompile(`^(个体|个体户|个体工商户|自由职业者?|退休|已退休|退休人员|无业|待业|失业|下岗|务农|农民|家庭妇女|全职太太|灵活就业|打工|外来务工|本人|个人|学生|不详|保密|unemployed|retired|selfemployed)$`)
)
