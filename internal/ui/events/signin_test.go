package events

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// door is a desk with one sign-in list.
type door struct {
	Desk
	list []*centre.Attendee
	kept int
}

type attendees []*centre.Attendee

func (l attendees) Len() int              { return len(l) }
func (l attendees) ID(i int) field.ID     { return l[i].ID }
func (l attendees) At(i int) field.Record { return l[i] }

func (d *door) Find(_ *field.Type, q kit.Query) (kit.Found, error) {
	var out attendees
	for _, a := range d.list {
		if strings.Contains(a.Name, q.Find) {
			kept := *a
			out = append(out, &kept)
		}
	}
	return out, nil
}

func (d *door) MarkPresent(present bool, ids ...field.ID) (uint64, error) {
	for _, a := range d.list {
		for _, id := range ids {
			if a.ID == id {
				if a.Present = 0; present {
					a.Present = 1
				}
			}
		}
	}
	return 1, nil
}

func (d *door) AddAttendees(_ field.ID, all []office.Arrival, walkIn bool) ([]office.Listed, uint64, error) {
	var out []office.Listed
	for _, x := range all {
		a := &centre.Attendee{Name: x.Name, UnitText: x.Unit}
		a.ID = field.ID{byte(len(d.list) + 1)}
		if walkIn {
			a.WalkIn, a.Present = field.Yes, 1
		}
		d.list = append(d.list, a)
		out = append(out, office.Listed{Record: a})
	}
	return out, 1, nil
}

func (d *door) Get(_ *field.Type, id field.ID) (field.Record, error) {
	for _, a := range d.list {
		if a.ID == id {
			return a, nil
		}
	}
	return nil, field.NotFound
}

func (d *door) Delete(r field.Record) (uint64, error) {
	for i, a := range d.list {
		if a == r {
			d.list = append(d.list[:i:i], d.list[i+1:]...)
		}
	}
	return 1, nil
}

func (d *door) KeepSignIn(field.ID) (uint64, error) { d.kept++; return 1, nil }

// openDoor opens the list of a desk; the work that screens begin waits in the slice until it is run.
func openDoor(t *testing.T, d *door) (s *signIn, work *[]func()) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1366, 768))
	h := kit.NewHost(w, say.For(say.ZH), func() time.Time { return time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC) })
	work = &[]func(){}
	h.Run = func(do func()) { *work = append(*work, do) }
	h.Later = func(time.Duration, func()) {}
	a := &area{host: h, desk: d}
	s = a.signingIn(&centre.Event{Name: "示例培训班", Kind: "training"}, func() {})
	run(work)
	return s, work
}

// run runs what waits, and what that begins.
func run(work *[]func()) {
	for len(*work) > 0 {
		do := (*work)[0]
		*work = (*work)[1:]
		do()
	}
}

func three() *door {
	d := &door{}
	_, _, _ = d.AddAttendees(field.ID{}, []office.Arrival{{Name: "示例甲"}, {Name: "示例乙"}, {Name: "示例丙"}}, false)
	return d
}

// TestAQuickHandMarksWhomItTyped: name and space come before the list shows what was typed; whoever stood there before is not marked.
func TestAQuickHandMarksWhomItTyped(t *testing.T) {
	d := three()
	s, work := openDoor(t, d)
	s.line.SetText("丙")
	s.line.SetText("丙 ")
	run(work)
	if d.list[0].Present != 0 || d.list[1].Present != 0 || d.list[2].Present == 0 {
		t.Errorf("marked: %v %v %v", d.list[0].Present, d.list[1].Present, d.list[2].Present)
	}
	if s.line.Text != "" || s.all.Present != 1 {
		t.Errorf("the line holds %q, %d came", s.line.Text, s.all.Present)
	}
	s.undo()
	run(work)
	if d.list[2].Present != 0 {
		t.Error("the mark was not taken back")
	}
}

// TestTheNextNameIsTypedWhileTheLastIsSaved: three names and their spaces in one go, before the disk answered once.
func TestTheNextNameIsTypedWhileTheLastIsSaved(t *testing.T) {
	d := three()
	s, work := openDoor(t, d)
	for _, name := range []string{"丙", "甲", "丁"} {
		for _, text := range []string{name, name + " "} {
			s.line.SetText(text)
		}
	}
	run(work)
	if d.list[0].Present == 0 || d.list[1].Present != 0 || d.list[2].Present == 0 {
		t.Errorf("marked: %v %v %v", d.list[0].Present, d.list[1].Present, d.list[2].Present)
	}
	if s.line.Text != "丁 " {
		t.Errorf("who is not on the list stands in the line as %q", s.line.Text)
	}
}

// TestASecondSpaceTakesAMarkAway: a first one at somebody who is here already only says so.
func TestASecondSpaceTakesAMarkAway(t *testing.T) {
	d := three()
	s, work := openDoor(t, d)
	tick := func() {
		s.line.SetText("乙")
		s.line.SetText("乙 ")
		run(work)
	}
	tick()
	tick()
	if d.list[1].Present == 0 {
		t.Fatal("a second space took the mark away without asking")
	}
	s.tick()
	run(work)
	if d.list[1].Present != 0 {
		t.Error("the mark stayed")
	}
}

// TestWhoIsNotOnTheListIsAWalkIn: one line with name and unit, Enter, and undo.
func TestWhoIsNotOnTheListIsAWalkIn(t *testing.T) {
	d := three()
	s, work := openDoor(t, d)
	s.line.SetText("示例丁 ")
	s.line.SetText("示例丁 示例新厂")
	s.enter()
	run(work)
	if len(d.list) != 4 || d.list[3].WalkIn != field.Yes || d.list[3].UnitText != "示例新厂" || s.all.WalkIn != 1 {
		t.Fatalf("the list has %d, %+v", len(d.list), s.all)
	}
	s.undo()
	run(work)
	if len(d.list) != 3 {
		t.Error("the walk-in was not taken back")
	}
	s.leave()
	run(work)
	if d.kept != 1 {
		t.Error("the numbers of the list were not kept when it was left")
	}
}
