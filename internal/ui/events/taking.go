package events

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// sortTasks puts what is due first at the top and what has no day at the end.
func sortTasks(all []*centre.Task) {
	slices.SortStableFunc(all, func(a, b *centre.Task) int { return byDay(a.Due, b.Due) })
}

// taking shows who took part in an event, by role: nothing where nobody is on record.
func (a *area) taking(e *centre.Event) fyne.CanvasObject {
	h := a.host
	box := container.NewVBox()
	box.Hide()
	kit.Go(h, func() ([]*centre.Participation, error) { return a.partsTaken(e.ID) }, func(all []*centre.Participation, err error) {
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		for _, line := range byRole(h, all) {
			box.Add(kit.Prose(line))
		}
		box.Hidden = len(all) == 0
		box.Refresh()
	})
	return box
}

func (a *area) partsTaken(event field.ID) ([]*centre.Participation, error) {
	return kit.OpenAll[*centre.Participation](a.desk, centre.ParticipationType, kit.Query{Where: []store.Cond{store.Where("event", event.String())}, Sort: store.ByMade})
}

// byRole is a line for each role: how many, and who with how many people where that was told.
func byRole(h *kit.Host, all []*centre.Participation) []string {
	names := map[string][]string{}
	var roles []string
	for _, p := range all {
		if names[p.Role] == nil {
			roles = append(roles, p.Role)
		}
		name := cmp.Or(h.Name(p.Organisation), h.T("kit.ref.unnamed"))
		if !p.People.IsZero() {
			name = h.T("board.taking.people", name, h.Shown().Count(p.People))
		}
		names[p.Role] = append(names[p.Role], name)
	}
	rank := func(role string) int {
		return slices.IndexFunc(centre.Part.Codes, func(t field.Term) bool { return t.Code == role })
	}
	slices.SortStableFunc(roles, func(x, y string) int { return cmp.Compare(rank(x), rank(y)) })
	var out []string
	for _, role := range roles {
		out = append(out, h.T("board.taking.role", h.Shown().Code(centre.Part, role), len(names[role]), names[role]))
	}
	return out
}

// likelyRole is the role that most who take part in a kind of event have.
var likelyRole = map[string]string{
	"exhibition": "exhibitor", "contest": "contestant", "sport": "contestant", "jobfair": "recruiter", "clinic": "clinic", "screening": "clinic",
	"commendation": "winner", "publicity": "winner",
}

// addTaking puts organisations onto an event in one role, by name: one to a line, or side by side as people paste them.
func (a *area) addTaking(e *centre.Event, done told) {
	h := a.host
	var options []kit.Option
	for _, code := range centre.Part.Offered() {
		options = append(options, kit.Option{Value: code, Text: h.Shown().Code(centre.Part, code)})
	}
	roles := kit.NewChips(h, true, options)
	roles.Set(cmp.Or(likelyRole[e.Kind], "guest"))
	names := kit.NewLongEntry(h, 8)
	alarm := kit.Alarm("")
	var panel *kit.Panel
	agree := func() {
		if all := namesIn(names.Text); len(all) > 0 {
			a.saveTaking(e, roles.Values()[0], all, func(left []string, seq uint64, text string) {
				if len(left) > 0 {
					names.SetText(strings.Join(left, "\n"))
					alarm.SetText(h.T("board.taking.left", len(left)))
					h.Focus(names)
				} else {
					panel.Close()
				}
				if seq > 0 {
					done(seq, text)
				}
			})
		}
	}
	panel = h.Open(kit.PanelSpec{
		Title: h.T("board.taking.title", e.Name), Width: 700, Focus: names,
		Body:    container.NewVBox(kit.Labelled(h.T("participation.role"), roles), kit.Labelled(h.T("board.taking.names"), names), alarm),
		Keys:    []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: agree}},
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { panel.Close() }), kit.NewButton(h, h.T("kit.save"), kit.Main, agree)},
	})
}

// namesIn are the names in a text, each once: one to a line, or with the marks between them that people write.
func namesIn(text string) []string {
	var out []string
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n\r\t、，,；;", r) }) {
		if name = field.Tidy(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// saveTaking saves those names that mean one organisation, and tells which are left: names that several have.
func (a *area) saveTaking(e *centre.Event, role string, names []string, then func(left []string, seq uint64, text string)) {
	h := a.host
	type saved struct {
		out []office.Lined
		seq uint64
	}
	kit.Go(h, func() (saved, error) {
		before, err := a.partsTaken(e.ID)
		if err != nil {
			return saved{}, err
		}
		names = slices.DeleteFunc(names, func(name string) bool { // it stands there already
			return slices.ContainsFunc(before, func(p *centre.Participation) bool {
				return p.Role == role && field.Fold(h.Name(p.Organisation)) == field.Fold(name)
			})
		})
		lines := make([]office.Line, len(names))
		for i, name := range names {
			lines[i].Cells = map[string]string{"organisation": name, "role": role}
		}
		out, seq, err := a.desk.SaveLines(centre.ParticipationType, e.ID, lines)
		return saved{out, seq}, err
	}, func(s saved, err error) {
		if err != nil {
			h.Trouble(h.T("kit.saving", h.T("participation")), err, h.T("lines.kept"))
			return
		}
		var left, made []string
		for i, o := range s.out {
			if o.Record == nil {
				left = append(left, names[i])
			}
			made = append(made, o.Made...)
		}
		text := h.T("board.taking.saved", len(names)-len(left))
		if len(made) > 0 {
			text += h.T("lines.made", made)
		}
		then(left, s.seq, text)
	})
}
