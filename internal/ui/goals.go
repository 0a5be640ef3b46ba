package ui

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// goal is something of the program itself that can be gone to or done: an area, a screen of it, what a key does, something on a screen
// that has a name.
type goal struct {
	kit.Option
	reach func()
}

// goals are all of them where the person is.
type goals []goal

// mostGoals is how many of the things on screens are shown; there are more rules of law than lines.
const mostGoals = 5

// pager is an area with several screens.
type pager interface {
	Pages() []kit.Option
	GoTo(key, inside string)
}

// goals gathers what can be gone to. A screen that nobody saw yet is not built for that.
func (s *Shell) goals() (out goals) {
	h := s.host
	for _, k := range h.Keys() {
		if k.Say == "" || k.Say == "shell.keys.search" {
			continue
		}
		out = append(out, goal{kit.Option{Text: h.T(k.Say), Note: h.KeyName(k)}, k.Do})
	}
	for i, a := range s.o.Areas {
		if s.screens[i] == nil && a.Paged {
			s.screens[i] = a.Build(h, s.places[a.Key])
		}
		screen, ok := s.screens[i].(pager)
		if !ok {
			continue
		}
		page := kit.Option{}
		for _, o := range screen.Pages() {
			key, inside := o.Value, ""
			if o.Note = h.T("shell.area." + a.Key); o.Deep {
				key, inside, o.Note = page.Value, o.Value, page.Text
			} else if page = o; o.Text == o.Note {
				continue // the area leads there
			}
			out = append(out, goal{o, func() {
				s.goThen(i, func() { screen.GoTo(key, inside) })
			}})
		}
	}
	for i := range out {
		out[i].Value = strconv.Itoa(i)
	}
	return out
}

// found returns what is meant by its characters, screens before what is on them, and what is meant by its pinyin alone, which comes
// after the records: a person's initials are not to be taken for a screen.
func (all goals) found(typed string) (named, spelled []kit.Option) {
	var on []kit.Option
	want := field.Fold(typed)
	for _, g := range all {
		o := g.Option
		switch by := g.says(want); {
		case by == "" && kit.Fits(o.Text, typed) && !o.Deep:
			spelled = append(spelled, o)
		case by == "" || utf8.RuneCountInString(want) < 2:
		case !o.Deep:
			named = append(named, o)
		case len(on) < mostGoals:
			o.Deep = false // it stands for itself here
			on = append(on, o)
		}
	}
	return append(named, on...), spelled
}

// says returns the words of a goal that hold what was typed; empty where none do.
func (g goal) says(want string) string {
	for _, text := range append([]string{g.Text}, g.Also...) {
		if strings.Contains(field.Fold(text), want) {
			return text
		}
	}
	return ""
}

// reach goes to what an option stands for; false for one that is none of these.
func (all goals) reach(o kit.Option) bool {
	i, err := strconv.Atoi(o.Value)
	if err != nil || i < 0 || i >= len(all) {
		return false
	}
	all[i].reach()
	return true
}
