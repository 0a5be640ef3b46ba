package settings

import (
	"context"
	"encoding/binary"
	"strconv"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// role shows one role: to be changed, and where it is the centre's own and nobody has it, deleted.
func (s *people) role(r *centre.Role) {
	h := s.host
	edit := func() { s.editRole(r) }
	if !s.may || r.BuiltIn() {
		edit()
		return
	}
	h.Ask(r.Called(h.Book), h.T("people.role.what", opens(h, r.Opens()), rights(h, r)),
		kit.Choice{Text: h.T("kit.close")},
		kit.Choice{Text: h.T("people.role.delete"), Do: func() { s.deleteRole(r) }},
		kit.Choice{Text: h.T("people.role.edit"), Kind: kit.Main, Do: edit})
}

// editRole is the form of a role. Its name stays empty for a role of the program that has not been renamed.
func (s *people) editRole(r *centre.Role) {
	h := s.host
	title := h.T("people.role.add")
	if r.Key != "" {
		title = h.T("people.role.form", r.Called(h.Book))
	}
	h.ShowForm(title, r, kit.FormSpec{Save: s.desk.Save, Locked: !s.may, Saved: func(r field.Record, _ uint64) {
		s.done(h.T("kit.saved", r.(*centre.Role).Called(h.Book)))
	}})
}

func (s *people) deleteRole(r *centre.Role) {
	s.long("people.role.deleting", s.host.T("people.role.deleted", r.Called(s.host.Book)), func(context.Context, kit.Tick) error {
		_, err := s.desk.Delete(r)
		return err
	})
}

// roleRows shows roles and how many people have them.
type roleRows struct {
	host   *kit.Host
	all    []*centre.Role
	people []office.Person
}

// Len is called by the table.
func (r *roleRows) Len() int { return len(r.all) }

// ID is the record's, or the number of the line where a role has no record.
func (r *roleRows) ID(i int) field.ID {
	id := r.all[i].ID
	if id == (field.ID{}) {
		binary.BigEndian.PutUint64(id[8:], uint64(i)+1)
	}
	return id
}

// Text is called by the table.
func (r *roleRows) Text(i int, key string) string {
	role := r.all[i]
	switch key {
	case "name":
		return role.Called(r.host.Book)
	case "spaces":
		return opens(r.host, role.Opens())
	case "rights":
		return rights(r.host, role)
	case "people":
		n := 0
		for _, p := range r.people {
			if p.Role == role.Key && !p.Closed {
				n++
			}
		}
		return strconv.Itoa(n)
	}
	return ""
}
