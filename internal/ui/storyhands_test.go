package ui

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// moves moves the clock of the machine to nine o'clock of a day.
func (b *booth) moves(day string) {
	b.Helper()
	at, err := time.ParseInLocation(time.DateOnly, day, testNow.Location())
	if err != nil {
		b.Fatal(err)
	}
	b.clock = at.Add(9 * time.Hour)
}

// form is the form that has the keyboard.
func (b *booth) form() *kit.Form {
	var found *kit.Form
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if f, ok := o.(*kit.Form); ok && f.FocusedKey() != "" {
			found = f
		}
		for _, c := range childrenOf(o) {
			walk(c)
		}
	}
	if top := b.window.Canvas().Overlays().Top(); top != nil {
		walk(top)
	} else {
		walk(b.window.Content())
	}
	return found
}

// fills types into fields of a form: each is reached with Tab by its key, and what stood there is replaced.
func (b *booth) fills(pairs ...string) {
	b.Helper()
	for p := range slices.Chunk(pairs, 2) {
		for n := 0; ; n++ {
			if f := b.form(); f != nil && f.FocusedKey() == p[0] {
				break
			}
			if n == 80 {
				b.Fatalf("Tab does not reach %s:\n%s", p[0], b.stage.words())
			}
			b.keys("tab")
		}
		if c, ok := b.focused().(*kit.Chips); ok {
			for !slices.Equal(c.Values(), []string{p[1]}) {
				b.keys("Space", "Right") // until it is the one; the last stays chosen
			}
			continue
		}
		b.clears()
		_, entry := b.focused().(*kit.Entry)
		b.types(p[1])
		if !entry {
			b.keys("Return") // takes what was found
		}
	}
}

// dates notes a key date of the case in view.
func (b *booth) dates(what, day string) {
	b.Helper()
	b.keys("ctrl+D")
	b.fills("what", b.host.T("law.trigger."+what), "day", day)
	b.keys("ctrl+S")
	b.saysNot(b.host.T("clocks.problem.day"))
}

// steps notes a step with the whole form.
func (b *booth) steps(pairs ...string) {
	b.Helper()
	b.step(pairs...)
	b.keys("Escape") // back to the page
}

// step notes a step with the whole form, and stays where the program leads to.
func (b *booth) step(pairs ...string) {
	b.Helper()
	b.keys("ctrl+T")
	b.push(b.host.T("kit.foot.more"))
	b.fills(pairs...)
	b.keys("ctrl+S")
}

// clocks writes the clocks of a case as they are kept: "SUE 2026-06-22", with what became of them.
func (b *booth) clocks(id field.ID) string {
	b.Helper()
	all, err := kit.OpenAll[*centre.Deadline](b.desk, centre.DeadlineType, kit.Query{Where: []store.Cond{store.Where("case", id.String())}})
	if err != nil {
		b.Fatal(err)
	}
	var out []string
	for _, d := range all {
		line := d.Rule + " " + d.Due().String()
		switch {
		case !d.Withdrawn.IsZero():
			line += " " + d.Why
		case !d.Done.IsZero():
			line += " met " + d.Done.String()
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// clocksAre looks at all clocks of a case.
func (b *booth) clocksAre(id field.ID, want ...string) {
	b.Helper()
	slices.Sort(want)
	if got := b.clocks(id); got != strings.Join(want, ", ") {
		b.Fatalf("clocks\n%s, want\n%s\n%s", got, strings.Join(want, ", "), b.stage.words())
	}
}

// inHand is the table that has the keyboard; nil: none.
func (b *booth) inHand() (found *kit.Table) {
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if t, ok := o.(*kit.Table); ok && t.Has() {
			found = t
			return
		}
		for _, c := range childrenOf(o) {
			walk(c)
		}
	}
	walk(b.window.Content())
	return found
}

// handles opens the clock of a rule on the page of a case, by Tab and arrows, and presses a key there.
func (b *booth) handles(rule, key string) {
	b.Helper()
	name := b.host.T("law.rule." + rule)
	for range 60 {
		b.keys("tab")
		t := b.inHand()
		if t == nil || t.Rows() == nil {
			continue
		}
		for i := range t.Len() {
			if t.Rows().Text(i, "name") != name {
				continue
			}
			b.keys("Home")
			for range i {
				b.keys("Down")
			}
			b.keys("Return")
			b.says(name)
			b.keys(key)
			return
		}
	}
	b.Fatalf("no clock %s can be reached:\n%s", name, b.stage.words())
}

// ticks chooses people in the chips in hand by their names.
func (b *booth) ticks(names ...string) {
	b.Helper()
	c, ok := b.focused().(*kit.Chips)
	if !ok {
		b.Fatalf("no chips are in hand:\n%s", b.stage.words())
	}
	var want []string
	for _, p := range b.desk.Nameable() {
		if slices.Contains(names, p.Name) {
			want = append(want, p.ID.String())
		}
	}
	for range b.desk.Nameable() {
		had := slices.Clone(c.Values())
		b.keys("Space")
		on := len(c.Values()) > len(had)
		turned := slices.DeleteFunc(slices.Concat(had, c.Values()), func(id string) bool { return slices.Contains(had, id) == slices.Contains(c.Values(), id) })
		if slices.Contains(want, turned[0]) != on {
			b.keys("Space")
		}
		b.keys("Right")
	}
	if got := c.Values(); len(got) != len(names) {
		b.Fatalf("%d people are chosen, not %d", len(got), len(names))
	}
}
