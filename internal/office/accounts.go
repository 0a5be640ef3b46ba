package office

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Person is one account as those see it who look after accounts.
type Person struct {
	store.AccountInfo
	Job *centre.Role  // her role; nil where this folder has none of that key
	Own []field.Space // restricted spaces that nobody but she and the recovery sheets can open
	// OwnCases are the numbers of the cases in Own, as far as they can be told here.
	OwnCases []string
	Open     int // open cases she is the handler of, to be handed over before she leaves; 0 where the reader opens no cases
	Me       bool
}

// May reports whether the person has a right.
func (p Person) May(right string) bool { return !p.Closed && p.Job != nil && p.Job.May(right) }

// People returns all accounts of people, closed ones too, by name.
func (o *Office) People() ([]Person, error) {
	roles, err := o.knownRoles()
	if err != nil {
		return nil, fmt.Errorf("list people: %w", err)
	}
	all, me := o.store.Accounts(), o.Me()
	var out []Person
	for _, a := range all {
		if a.Recovery {
			continue
		}
		p := Person{AccountInfo: a, Own: ownSpaces(all, a), Me: a.ID == me.ID}
		p.Job, _ = roleOf(roles, a.Role)
		p.OwnCases = o.casesIn(p.Own)
		if p.Open, err = o.store.Count(centre.CaseType, store.Query{Where: []store.Cond{store.Where("state", openStates()...), store.Where("handler", a.Name)}}); err != nil {
			return nil, fmt.Errorf("list people: %w", err)
		}
		out = append(out, p)
	}
	return out, nil
}

// ownSpaces returns the restricted spaces that no other person can open.
func ownSpaces(all []store.AccountInfo, a store.AccountInfo) (out []field.Space) {
	for _, sp := range a.Spaces {
		if ordinary(sp) || slices.ContainsFunc(all, func(b store.AccountInfo) bool {
			return b.ID != a.ID && !b.Recovery && !b.Closed && slices.Contains(b.Spaces, sp)
		}) {
			continue
		}
		out = append(out, sp)
	}
	return out
}

// casesIn returns the numbers of the restricted cases that lie in the spaces.
func (o *Office) casesIn(spaces []field.Space) (out []string) {
	wanted := map[string]bool{}
	for _, sp := range spaces {
		id, ok := strings.CutPrefix(string(sp), casePrefix)
		id, _, _ = strings.Cut(id, ":") // a case that was restricted again has a number behind
		wanted[id] = ok
	}
	if len(wanted) == 0 {
		return nil
	}
	rows, err := o.store.List(centre.CaseType, store.Query{Sort: store.ByMade})
	if err != nil {
		return nil // how many there are is known all the same
	}
	for i := range rows.Len() {
		if wanted[rows.ID(i).String()] {
			out = append(out, rows.At(i).(*centre.Case).Number)
		}
	}
	return out
}

// ordinary reports whether a space goes with roles; all others are of restricted records and go with people.
func ordinary(sp field.Space) bool { return centre.Spaces.Term(string(sp)) != nil }

// person finds an account of a person.
func (o *Office) person(id field.ID) (Person, error) {
	all, err := o.People()
	if err != nil {
		return Person{}, err
	}
	for _, p := range all {
		if p.ID == id {
			return p, nil
		}
	}
	return Person{}, fmt.Errorf("find person: %w", field.NotFound)
}

// manage is a verb about accounts: only who may look after them gets in. What it takes away from anybody is sealed anew before it
// returns; stopped there, the change stands and the sealing goes on by itself.
func (o *Office) manage(ctx context.Context, name string, tell store.Progress, do func(v *verb) error) (store.Change, error) {
	if err := o.allow(ctx, centre.MayAccounts, name); err != nil {
		return store.Change{}, fmt.Errorf("%s: %w", name, err)
	}
	var loose []field.Space
	c, err := o.perform(ctx, name, func(v *verb) error {
		err := do(v)
		loose, v.loose = v.loose, nil
		return err
	})
	if err != nil || len(loose) == 0 {
		return c, err
	}
	return c, o.resealNow(ctx, loose, tell)
}

// NewPerson says who gets an account.
type NewPerson struct {
	Name       string
	Role       string // key of a role
	Passphrase string // the first one; she changes it herself
}

// AddPerson makes an account with the keys of its role. Codes: Denied; Locked for a space this account cannot open itself;
// field.Problems for name, role and passphrase.
func (o *Office) AddPerson(ctx context.Context, n NewPerson) (made store.AccountInfo, err error) {
	name := field.Tidy(n.Name)
	_, err = o.manage(ctx, "add-person", nil, func(v *verb) error {
		ps := passphraseProblems(n.Passphrase, name, o.centreName())
		if name == "" {
			ps = ps.Add("name", "problem.required")
		}
		role, err := v.office.roleFor(n.Role)
		if err != nil {
			ps = ps.Add("role", "problem.choice")
		}
		if err := ps.Err(); err != nil {
			return err
		}
		made, err = v.AddAccount(store.NewAccount{Name: name, Role: role.Key, Passphrase: n.Passphrase, Spaces: role.Opens()})
		return taken(err)
	})
	return made, err
}

// taken says at the field that a name is somebody's already.
func taken(err error) error {
	if errors.Is(err, field.Exists) {
		return field.Problems{{Field: "name", Say: "people.taken"}}
	}
	return err
}

func (o *Office) roleFor(key string) (*centre.Role, error) {
	rs, err := o.knownRoles()
	if err != nil {
		return nil, err
	}
	return roleOf(rs, key)
}

// centreName is the name of the centre, for judging passphrases; empty where it cannot be read.
func (o *Office) centreName() string {
	own, err := o.Centre()
	if err != nil {
		return ""
	}
	return own.Name
}

// RenamePerson gives an account another name, which is its sign-in name too.
func (o *Office) RenamePerson(ctx context.Context, id field.ID, name string) error {
	_, err := o.manage(ctx, "rename-person", nil, func(v *verb) error {
		p, err := o.person(id)
		if err != nil {
			return err
		}
		return taken(v.SetAccount(id, field.Tidy(name), p.Role))
	})
	return err
}

// SetRole gives an account another role and the keys that go with it; keys it had and the role has not are taken away, and what they
// open is sealed anew. field.Problems when nobody would be left to look after accounts, or restricted cases would be left without
// anybody.
func (o *Office) SetRole(ctx context.Context, id field.ID, key string, tell store.Progress) error {
	_, err := o.manage(ctx, "set-role", tell, func(v *verb) error {
		p, err := o.person(id)
		if err != nil {
			return err
		}
		role, err := o.roleFor(key)
		if err != nil {
			return field.Problems{{Field: "role", Say: "problem.choice"}}
		}
		if err := o.keepsManager(map[field.ID]*centre.Role{id: role}); err != nil {
			return err
		}
		if err := v.SetAccount(id, p.Name, role.Key); err != nil {
			return err
		}
		return v.fit(p, role)
	})
	return err
}

// fit gives an account the keys of a role and takes away those it has besides. Restricted cases go with the cases: whose role opens
// no cases keeps none of them.
func (v *verb) fit(p Person, role *centre.Role) error {
	opens := role.Opens()
	var more, loose []field.Space
	for _, sp := range opens {
		if !slices.Contains(p.Spaces, sp) {
			more = append(more, sp)
		}
	}
	for _, sp := range p.Spaces {
		if !slices.Contains(opens, sp) && (ordinary(sp) || !slices.Contains(opens, field.Cases)) {
			loose = append(loose, sp)
		}
	}
	if own := withoutHeir(p, loose); own > 0 {
		return handOver(own)
	}
	if err := v.Grant(p.ID, more...); err != nil {
		return err
	}
	v.loose = append(v.loose, loose...)
	return v.Revoke(p.ID, loose...)
}

// withoutHeir counts the spaces that only she can open among those she is to lose.
func withoutHeir(p Person, loose []field.Space) (n int) {
	for _, sp := range p.Own {
		if slices.Contains(loose, sp) {
			n++
		}
	}
	return n
}

func handOver(n int) error {
	return field.Problems{{Say: "people.handover", Args: []string{fmt.Sprint(n)}}}
}

// keepsManager makes sure that somebody can still look after accounts when people have the roles given, nil for a closed one.
func (o *Office) keepsManager(roles map[field.ID]*centre.Role) error {
	all, err := o.People()
	if err != nil {
		return err
	}
	for _, p := range all {
		if r, changed := roles[p.ID]; changed {
			p.Job, p.Closed = r, p.Closed || r == nil
		}
		if p.May(centre.MayAccounts) {
			return nil
		}
	}
	return field.Problems{{Say: "people.last"}}
}

// ClosePerson shuts an account for good: its passphrase opens nothing any more and what it could open is sealed anew. Its name stays
// in the history. field.Problems for one's own account, for the last that looks after accounts, and while restricted cases would
// be left without anybody: Person.Own has them.
func (o *Office) ClosePerson(ctx context.Context, id field.ID, tell store.Progress) error {
	_, err := o.manage(ctx, "close-person", tell, func(v *verb) error {
		p, err := o.person(id)
		switch {
		case err != nil:
			return err
		case p.Me:
			return field.Problems{{Say: "people.self"}}
		case p.Closed:
			return fmt.Errorf("close person: closed before: %w", field.NotFound)
		case len(p.Own) > 0:
			return handOver(len(p.Own))
		}
		if err := o.keepsManager(map[field.ID]*centre.Role{id: nil}); err != nil {
			return err
		}
		v.loose = p.Spaces
		return v.CloseAccount(id)
	})
	return err
}

// ResetPerson gives an account another passphrase without its own, and opens a closed one again with the keys of its role. lost names
// the restricted spaces it cannot open until somebody who can names her on them again.
func (o *Office) ResetPerson(ctx context.Context, id field.ID, passphrase string) (lost []field.Space, err error) {
	_, err = o.manage(ctx, "reset-person", nil, func(v *verb) error {
		p, err := o.person(id)
		if err != nil {
			return err
		}
		if p.Me {
			return field.Problems{{Say: "people.self.reset"}}
		}
		if err := passphraseProblems(passphrase, p.Name, o.centreName()).Err(); err != nil {
			return err
		}
		if lost, err = v.ResetAccount(id, passphrase); err != nil || !p.Closed || p.Job == nil {
			return err
		}
		return v.Grant(id, p.Job.Opens()...)
	})
	return lost, err
}
