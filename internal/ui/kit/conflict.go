package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// Conflicter says what ties the centre to a unit, as far as this person's keys open it. It is called off the UI thread.
type Conflicter interface {
	Conflicts(unit field.ID) ([]office.Conflict, error)
	Homer
}

// Homer says where the counsellors come from. It is called off the UI thread.
type Homer interface {
	Homes() (office.Homes, error)
}

// WarnHome has a form warn, besides what it warns of already, of somebody who is given a matter of the organisation she comes from.
func WarnHome[R field.Record](h *Host, from Homer, o *FormSpec, warn func(office.Homes, R) field.Problems) {
	var homes office.Homes
	o.Learn = append(o.Learn, func(learned func()) {
		Go(h, from.Homes, func(read office.Homes, err error) {
			if err != nil {
				h.Trouble(h.T("same.conflict.reading"), err, "")
				return
			}
			homes = read
			learned()
		})
	})
	was := o.Warn
	o.Warn = func(r field.Record) (ps field.Problems) {
		if was != nil {
			ps = was(r)
		}
		return append(ps, warn(homes, r.(R))...)
	}
}

// ConflictSpec says of which unit a note tells what ties the centre to it.
type ConflictSpec struct {
	From    Conflicter
	Unit    field.ID
	Skip    []string // reasons that are seen elsewhere on the page
	Handler string   // whose own organisation it should not be; empty: nobody's
}

// ConflictNote returns a note of what ties the centre to a unit: hidden where there is no unit, while it is looked for, and where
// nothing is found.
func ConflictNote(h *Host, s ConflictSpec) fyne.CanvasObject {
	box := container.NewVBox()
	box.Hide()
	if s.Unit == (field.ID{}) {
		return box
	}
	Go(h, func() ([]office.Conflict, error) { return s.From.Conflicts(s.Unit) }, func(all []office.Conflict, err error) {
		if err != nil {
			h.Trouble(h.T("same.conflict.reading"), err, "")
			return
		}
		lines := ConflictLines(h, all, s.Skip...)
		if own := s.handles(h, all); own != "" {
			lines = append([]string{own}, lines...)
		}
		if len(lines) == 0 {
			return
		}
		box.Add(Prose(h.T("same.conflict.title")).Strong())
		for _, line := range lines {
			box.Add(Alarm(line))
		}
		box.Show()
		box.Refresh()
	})
	return box
}

// handles says that whoever handles the matter works for the unit; empty when she does not.
func (s ConflictSpec) handles(h *Host, all []office.Conflict) string {
	for _, c := range all {
		if c.Why == office.AsHome && s.Handler != "" && h.Name != nil && h.Name(c.ID) == s.Handler {
			return h.T("same.conflict.handler", s.Handler)
		}
	}
	return ""
}

// ConflictLines puts what ties the centre to a unit into words, a line each; what is skipped stays out.
func ConflictLines(h *Host, all []office.Conflict, skip ...string) (out []string) {
	for _, c := range all {
		if slices.Contains(skip, c.Why) {
			continue
		}
		name, day := "", h.Shown().Day(c.Since)
		if h.Name != nil {
			name = h.Name(c.ID)
		}
		line := h.T("same.conflict." + c.Why)
		switch c.Why {
		case office.AtFair:
			line = h.T("same.conflict.fair", name, day)
		case office.AsHelper:
			line = h.T("same.conflict.helper", day)
		case office.AsHome:
			line = h.T("same.conflict.home", name)
		}
		if c.Times > 1 {
			line = h.T("same.conflict.more", line, c.Times-1)
		}
		out = append(out, line)
	}
	return out
}
