package kit

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
)

// Fit says how the fields of a record stand on a form or a page where that follows from what the record holds: the figures of an event
// from its kind.
type Fit struct {
	Hide   []string            // keys that are not shown
	First  []string            // keys in the order they are to have, together, where the first of them in the order of the type stands
	Labels map[string]string   // key → say key of the label it has here
	Offer  map[string][]string // key of a field of several words → the only ones that are offered, beside those that are there
}

func (f Fit) same(o Fit) bool {
	return slices.Equal(f.Hide, o.Hide) && slices.Equal(f.First, o.First) && maps.Equal(f.Labels, o.Labels) && maps.EqualFunc(f.Offer, o.Offer, slices.Equal[[]string])
}

// order puts fields of the type into the order of the fit.
func (f Fit) order(all []*field.Spec) []*field.Spec {
	var first, out []*field.Spec
	for _, key := range f.First {
		if i := slices.IndexFunc(all, func(s *field.Spec) bool { return s.Key == key }); i >= 0 {
			first = append(first, all[i])
		}
	}
	for _, s := range all {
		switch {
		case !slices.Contains(f.First, s.Key):
			out = append(out, s)
		case len(first) > 0:
			out = append(out, first...)
			first = nil
		}
	}
	return out
}

// label is what a field is called here.
func (f Fit) label(h *Host, t *field.Type, s *field.Spec) string {
	if key := f.Labels[s.Key]; key != "" {
		return h.T(key)
	}
	return h.Shown().Label(t, s)
}

// refit has the form follow what is in it: which fields are shown, in what order, under which names. The field with the keyboard stays.
func (f *Form) refit() {
	if f.o.Fit == nil {
		return
	}
	now := f.o.Fit(f.draft)
	if f.fitted != nil && f.fitted.same(now) {
		return
	}
	f.fitted = &now
	if f.spare == nil {
		f.spare = f.lines
	}
	at := f.FocusedKey()
	specs := make([]*field.Spec, 0, len(f.spare))
	byKey := map[string]*formLine{}
	for _, l := range f.spare {
		specs, byKey[l.spec.Key] = append(specs, l.spec), l
	}
	f.lines, f.body.Objects = nil, nil
	title, begun := "", false // a title whose field stands among the first ones stands above all of them
	for _, s := range now.order(specs) {
		l := byKey[s.Key]
		if !slices.Contains(now.First, s.Key) {
			title = oneText(f.o.Titles[s.Key], title)
		} else if !begun {
			begun = true
			for _, key := range now.First {
				title = oneText(title, f.o.Titles[key])
			}
		}
		if slices.Contains(now.Hide, s.Key) && s.Key != at && !l.unread {
			continue
		}
		if title != "" {
			f.body.Add(newSection(f.host.T(title)))
			title = ""
		}
		l.call(now.label(f.host, f.typ, s))
		if c, ok := l.control.(*chipsControl); ok && c.all != nil {
			c.chips.offer(c.all, now.Offer[s.Key])
		}
		if !l.unread {
			l.control.show(f.draft)
		}
		f.lines = append(f.lines, l)
		f.body.Add(l)
	}
	f.body.Refresh()
}

func oneText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// call gives the line another label.
func (l *formLine) call(text string) {
	if l.label.text != text {
		l.label.text = text
		l.label.Resize(fyne.NewSize(l.label.Size().Width, l.label.Size().Height))
		l.label.Refresh()
	}
}
