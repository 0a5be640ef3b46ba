package centre

import (
	"slices"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// Role 角色 is what a kind of account is for: the spaces whose keys it is given, and what it may do with what those open. Keys are
// kept by the data folder and bind everybody; rights are kept by the program and bind who uses the program.
type Role struct {
	field.Meta
	Key    string   // permanent; accounts name their role by it
	Name   string   // empty for a role of the program: say knows what it is called
	Spaces []string // codes of Spaces; open is always among them
	Rights []string // codes of Rights
}

// The keys of the roles of the program.
const (
	RoleInCharge   = "incharge"   // 负责人
	RoleStaff      = "staff"      // 工作人员
	RoleCounsellor = "counsellor" // 咨询员
	RoleOrganiser  = "organiser"  // 活动组织员: opens no case
	RoleReadOnly   = "readonly"   // 只读
	RoleAuditor    = "auditor"    // 审计: the journal, and of the records only the open ones
)

// The rights.
const (
	MayWrite    = "write"    // save and delete records
	MayImport   = "import"   // bring in a ledger
	MayExport   = "export"   // write records out to a file
	MayPrint    = "print"    // print, or save as PDF
	MayRestrict = "restrict" // restrict a case to named people
	MayApprove  = "approve"  // approve the end of a case, let out what has no consent
	MayErase    = "erase"    // erase for good
	MayAccounts = "accounts" // accounts, roles, keys, recovery sheets
	MayAudit    = "audit"    // read what everybody did
	MaySettings = "settings" // the centre's record, backups, retention
)

var (
	// Rights is what a role may allow.
	Rights = field.Words("right", MayWrite, MayImport, MayExport, MayPrint, MayRestrict, MayApprove, MayErase, MayAccounts, MayAudit, MaySettings)

	// Spaces is what keys a role may be given. Restricted cases have spaces of their own, which follow people and not roles.
	Spaces = field.Words("space", string(field.Open), string(field.Cases), string(field.Aid))
)

// RoleType describes roles.
var RoleType = &field.Type{
	Table: "role", Code: 3, Schema: 1, Space: field.Open, Title: []string{"name", "key"},
	New: func() field.Record { return &Role{Spaces: []string{string(field.Open)}} },
	Fields: []field.Spec{
		field.Text("key", func(r *Role) *string { return &r.Key }, field.Required, field.Max(40), field.Ruled(roleKey), field.In(field.InList), untyped),
		field.Text("name", func(r *Role) *string { return &r.Name }, field.Max(30), field.In(field.InList)),
		field.Choices("spaces", Spaces, func(r *Role) *[]string { return &r.Spaces }, field.Required, field.In(field.InList)),
		field.Choices("rights", Rights, func(r *Role) *[]string { return &r.Rights }, field.In(field.InList)),
	},
}

// untyped takes a field out of the form: the program fills it.
func untyped(s *field.Spec) { s.Uses &^= field.InForm }

// roleKey takes letters of ASCII, digits and hyphens.
func roleKey(text string) (kept, problem string) {
	for _, r := range text {
		if r != '-' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return text, "role.need.key"
		}
	}
	return text, ""
}

// Type returns RoleType.
func (r *Role) Type() *field.Type { return RoleType }

// Check returns what has to be mended.
func (r *Role) Check() field.Problems {
	ps := RoleType.Check(r)
	if r.Name == "" && !r.BuiltIn() {
		ps = ps.Add("name", "problem.required")
	}
	if !slices.Contains(r.Spaces, string(field.Open)) {
		ps = ps.Add("spaces", "role.need.open")
	}
	if r.Key == RoleInCharge && !r.whole() {
		ps = ps.Add("rights", "role.need.incharge")
	}
	return ps
}

// whole reports whether the role opens everything and may do everything.
func (r *Role) whole() bool {
	for _, s := range Spaces.Codes {
		if !slices.Contains(r.Spaces, s.Code) {
			return false
		}
	}
	for _, c := range Rights.Codes {
		if !r.May(c.Code) {
			return false
		}
	}
	return true
}

// Called is what a person calls the role.
func (r *Role) Called(b *say.Book) string {
	switch {
	case r.Name != "":
		return r.Name
	case r.BuiltIn():
		return b.T("role.word." + r.Key)
	}
	return b.T("role.word.none")
}

// May reports whether the role has a right.
func (r *Role) May(right string) bool { return slices.Contains(r.Rights, right) }

// Opens returns the spaces whose keys the role is given.
func (r *Role) Opens() []field.Space {
	out := make([]field.Space, 0, len(r.Spaces))
	for _, s := range r.Spaces {
		out = append(out, field.Space(s))
	}
	return out
}

// BuiltIn reports whether the program brings the role along: it can be changed and not deleted.
func (r *Role) BuiltIn() bool {
	_, yes := builtIn[r.Key]
	return yes
}

// grant is what a role of the program opens and may do.
type grant struct{ spaces, rights string }

var builtIn = map[string]grant{
	RoleInCharge:   {"open cases aid", "write import export print restrict approve erase accounts audit settings"},
	RoleStaff:      {"open cases aid", "write import export print restrict"},
	RoleCounsellor: {"open cases", "write print"},
	RoleOrganiser:  {"open", "write import export print"},
	RoleReadOnly:   {"open cases aid", ""},
	RoleAuditor:    {"open", "audit"},
}

// BuiltInRoles returns the roles of the program as they are without any record, the widest first.
func BuiltInRoles() []*Role {
	var out []*Role
	for _, key := range []string{RoleInCharge, RoleStaff, RoleCounsellor, RoleOrganiser, RoleReadOnly, RoleAuditor} {
		g := builtIn[key]
		out = append(out, &Role{Key: key, Spaces: strings.Fields(g.spaces), Rights: strings.Fields(g.rights)})
	}
	return out
}
