package main

import (
	"context"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// accountVerbs are what can be done with accounts, and the flags each needs besides those of every command.
var accountVerbs = map[string]struct {
	need []string
	run  func(ctx context.Context, c *call, o *office.Office) error
}{
	"list":   {nil, listAccounts},
	"roles":  {nil, listRoles},
	"add":    {[]string{"name", "role", "new-passphrase-file"}, addAccount},
	"role":   {[]string{"name", "role"}, setRole},
	"reset":  {[]string{"name", "new-passphrase-file"}, resetAccount},
	"close":  {[]string{"name"}, closeAccount},
	"rotate": {nil, rotateKeys},
}

// runAccounts looks after accounts: without a word it lists them.
func runAccounts(ctx context.Context, c *call) error {
	what := "list"
	if len(c.rest) > 0 {
		what, c.rest = c.rest[0], c.rest[1:]
	}
	v, ok := accountVerbs[what]
	if !ok {
		return usage("ctl.accounts.noverb", what)
	}
	if err := c.alone(); err != nil {
		return err
	}
	if err := c.need(append([]string{"data", "passphrase-file"}, v.need...)...); err != nil {
		return err
	}
	return c.with(func(o *office.Office) error { return v.run(ctx, c, o) })
}

// newPassphrase reads the passphrase that an account is to get.
func (c *call) newPassphrase() (string, error) {
	mine := c.passFile
	defer func() { c.passFile = mine }()
	c.passFile = c.newFile
	pass, err := c.passphrase()
	if err == nil && strings.TrimSpace(pass) != pass {
		err = usage("ctl.newpassspace")
	}
	return pass, err
}

// account finds the account of that name.
func (c *call) account(o *office.Office) (office.Person, error) {
	all, err := o.People()
	if err != nil {
		return office.Person{}, err
	}
	i := slices.IndexFunc(all, func(p office.Person) bool { return field.Fold(p.Name) == field.Fold(c.name) })
	if i < 0 {
		return office.Person{}, field.Problems{{Field: "name", Say: "ctl.accounts.none"}}
	}
	return all[i], nil
}

// roleKey is the key of the role that was named by its key or by what it is called, in either language.
func (c *call) roleKey(o *office.Office) (string, error) {
	rs, err := o.Roles()
	if err != nil {
		return "", err
	}
	for _, r := range rs {
		if r.Key == c.role || field.Fold(r.Called(c.book)) == field.Fold(c.role) {
			return r.Key, nil
		}
	}
	return "", field.Problems{{Field: "role", Say: "ctl.accounts.norole"}}
}

func addAccount(ctx context.Context, c *call, o *office.Office) error {
	role, err := c.roleKey(o)
	if err != nil {
		return err
	}
	pass, err := c.newPassphrase()
	if err != nil {
		return err
	}
	made, err := o.AddPerson(ctx, office.NewPerson{Name: c.name, Role: role, Passphrase: pass})
	if err != nil {
		return err
	}
	return c.printf("%s\n", c.book.T("people.added", made.Name))
}

func setRole(ctx context.Context, c *call, o *office.Office) error {
	p, err := c.account(o)
	if err != nil {
		return err
	}
	role, err := c.roleKey(o)
	if err != nil {
		return err
	}
	if err := o.SetRole(ctx, p.ID, role, c.progress("people.changing")); err != nil {
		return err
	}
	return c.printf("%s\n", c.book.T("people.changed", p.Name))
}

func resetAccount(ctx context.Context, c *call, o *office.Office) error {
	p, err := c.account(o)
	if err != nil {
		return err
	}
	pass, err := c.newPassphrase()
	if err != nil {
		return err
	}
	lost, err := o.ResetPerson(ctx, p.ID, pass)
	if err != nil {
		return err
	}
	if len(lost) > 0 {
		c.complain(c.book.T("people.reset.lost", p.Name, len(lost)), "")
	}
	return c.printf("%s\n", c.book.T("people.was.reset", p.Name))
}

func closeAccount(ctx context.Context, c *call, o *office.Office) error {
	p, err := c.account(o)
	if err != nil {
		return err
	}
	if err := o.ClosePerson(ctx, p.ID, c.progress("people.closing")); err != nil {
		return err
	}
	return c.printf("%s\n", c.book.T("people.closed", p.Name))
}

func rotateKeys(ctx context.Context, c *call, o *office.Office) error {
	if err := o.RotateKeys(ctx, c.progress("people.rotating")); err != nil {
		return err
	}
	left := 0
	for _, n := range o.Unsealed() {
		left += n
	}
	if left > 0 {
		c.complain(c.book.T("people.waits", left), "")
	}
	return c.printf("%s\n", c.book.T("people.rotated"))
}

// accountObject is an account as JSON.
type accountObject struct {
	Name   string   `json:"name"`
	Role   string   `json:"role"`
	Opens  []string `json:"opens"`
	Alone  int      `json:"alone"` // restricted cases that nobody else can open
	Closed bool     `json:"closed"`
}

func listAccounts(_ context.Context, c *call, o *office.Office) error {
	all, err := o.People()
	if err != nil {
		return err
	}
	for _, p := range all {
		a := accountObject{Name: p.Name, Role: p.Role, Opens: []string{}, Alone: len(p.Own), Closed: p.Closed}
		for _, sp := range p.Spaces {
			a.Opens = append(a.Opens, string(sp))
		}
		if c.json {
			err = c.printJSON(a)
		} else {
			role := c.book.T("role.word.none")
			if p.Job != nil {
				role = p.Job.Called(c.book)
			}
			state := "people.state.open"
			if p.Closed {
				state = "people.state.closed"
			}
			err = c.printf("%s\t%s\t%s\t%s\n", p.Name, role, c.book.T(state), c.spaces(p.Spaces))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// spaces puts spaces into words; restricted cases are counted.
func (c *call) spaces(all []field.Space) string {
	var out []string
	restricted := 0
	for _, sp := range all {
		if centre.Spaces.Term(string(sp)) == nil {
			restricted++
		} else {
			out = append(out, c.book.T("space."+string(sp)))
		}
	}
	if restricted > 0 {
		out = append(out, c.book.T("people.restricted", restricted))
	}
	return c.book.List(out...)
}

func listRoles(_ context.Context, c *call, o *office.Office) error {
	rs, err := o.Roles()
	if err != nil {
		return err
	}
	for _, r := range rs {
		var may []string
		for _, right := range r.Rights {
			may = append(may, c.book.T("right."+right))
		}
		if err := c.printf("%s\t%s\t%s\t%s\n", r.Key, r.Called(c.book), c.spaces(r.Opens()), c.book.List(may...)); err != nil {
			return err
		}
	}
	return nil
}
