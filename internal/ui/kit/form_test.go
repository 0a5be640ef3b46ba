package kit

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// formOf shows a form for r and returns it with what it saved.
func formOf(b *bench, r field.Record, shelf *shelf, o FormSpec) (*Form, *[]field.Record) {
	saved := &[]field.Record{}
	o.Lookup, o.Save = shelf, shelf.Save
	o.Saved = func(r field.Record, _ uint64) { *saved = append(*saved, r) }
	b.host.Name = shelf.name
	f := NewForm(b.host, r, o)
	b.put(f)
	return f, saved
}

// at puts the keyboard into a field.
func (b *bench) at(f *Form, key string) {
	b.Helper()
	f.Focus(key)
	if f.FocusedKey() != key {
		b.Fatalf("the keyboard is at %q, not at %q", f.FocusedKey(), key)
	}
}

func TestFormSavesWhatIsTyped(t *testing.T) {
	b := newBench(t)
	shelf := newShelf()
	f, saved := formOf(b, &centre.Event{State: "planned"}, shelf, FormSpec{})
	f.Focus("")
	b.typing("三八义诊")
	b.keys(fyne.KeyTab) // to the kind
	b.typing("yz")      // initials of 义诊
	b.keys(fyne.KeyReturn)
	b.at(f, "date")
	b.typing("3月6日")
	b.at(f, "people")
	b.typing("２00多人")
	b.at(f, "note")
	b.typing("第一行")
	b.keys(fyne.KeyReturn)
	b.typing("第二行")
	b.keys(fyne.KeyTab)
	if f.FocusedKey() == "note" {
		t.Error("Tab does not leave a field of several lines")
	}
	if !f.Dirty() {
		t.Error("the form does not know that it was edited")
	}
	b.host.Press("S", Ctrl)
	f.Save()
	if len(*saved) != 1 {
		t.Fatalf("saved %d times: %v", len(*saved), texts(f))
	}
	e := (*saved)[0].(*centre.Event)
	if e.Name != "三八义诊" || e.Kind != "clinic" || e.Date != (field.Day{Year: 2026, Month: 3, Date: 6}) || e.Note != "第一行\n第二行" {
		t.Errorf("saved %+v", e)
	}
	if e.People.Value != 200 || e.People.Qualifier != "多" || e.People.Unit != "人" {
		t.Errorf("saved the count %+v", e.People)
	}
	if f.Dirty() {
		t.Error("dirty after saving")
	}
}

// TestFormNamesProblems: nothing is saved, each problem stands at its field, and the keyboard goes to the first.
func TestFormNamesProblems(t *testing.T) {
	b := newBench(t)
	shelf := newShelf()
	f, saved := formOf(b, &centre.Event{State: "planned"}, shelf, FormSpec{})
	b.at(f, "date")
	b.typing("二月三十")
	f.Save()
	if len(*saved) != 0 {
		t.Fatal("saved in spite of problems")
	}
	b.want(b.host.T("problem.required"), b.host.T("problem.day"))
	if f.FocusedKey() != "name" {
		t.Errorf("the keyboard is at %q", f.FocusedKey())
	}
	if f.line(f.typ.Field("date")).control.(*dayControl).entry.Text != "二月三十" {
		t.Error("what could not be read was taken off the screen")
	}
	b.typing("名")
	b.at(f, "kind")
	if n := strings.Count(strings.Join(texts(f), " "), b.host.T("problem.required")); n != 1 {
		t.Errorf("%d fields still say that they must be filled, want only the kind", n)
	}
}

// TestFormShowsProblemsOfHiddenFields: what Check says about a field that is not on the form stands above it.
func TestFormShowsProblemsOfHiddenFields(t *testing.T) {
	b := newBench(t)
	f, saved := formOf(b, &centre.Event{Kind: "clinic"}, newShelf(), FormSpec{Hide: []string{"name"}})
	f.Save()
	if len(*saved) != 0 || !b.seen(b.host.T("event.name")+"："+b.host.T("problem.required")) {
		t.Errorf("saved %d; on screen: %v", len(*saved), texts(f))
	}
}

func TestFormKeepsWhatCouldNotBeSaved(t *testing.T) {
	b := newBench(t)
	shelf := newShelf()
	shelf.fail = fmt.Errorf("write: %w", field.NoSpace)
	f, saved := formOf(b, event("义诊"), shelf, FormSpec{})
	b.at(f, "place")
	b.typing("示例广场")
	f.Save()
	b.want(b.host.T("code.nospace"), b.host.T("code.nospace.hint"), b.host.T("kit.kept.form"))
	b.press(b.host.T("kit.close"))
	if !f.Dirty() || len(*saved) != 0 || f.Draft().(*centre.Event).Place != "示例广场" {
		t.Error("typing was lost with the failed save")
	}
	f.Save()
	if len(*saved) != 1 {
		t.Error("the second try did not save")
	}
}

// TestFormKeepsTypingDuringSave guards against a save that takes back what was typed while it ran.
func TestFormKeepsTypingDuringSave(t *testing.T) {
	b := newBench(t)
	shelf := newShelf()
	var f *Form
	shelf.during = func() {
		shelf.during = nil
		b.at(f, "theme")
		b.typing("后来")
		b.at(f, "place")
	}
	f, saved := formOf(b, event("义诊"), shelf, FormSpec{})
	b.at(f, "place")
	b.typing("广场")
	f.Save()
	if (*saved)[0].(*centre.Event).Theme != "" {
		t.Error("saved what was typed afterwards")
	}
	if d := f.Draft().(*centre.Event); d.Theme != "后来" || d.Place != "广场" || !f.Dirty() {
		t.Errorf("after saving the form holds theme %q, place %q, dirty %v", d.Theme, d.Place, f.Dirty())
	}
}

func TestFormAsksBeforeLeaving(t *testing.T) {
	b := newBench(t)
	shelf := newShelf()
	f, saved := formOf(b, event("义诊"), shelf, FormSpec{})
	left := 0
	leave := func() { left++ }
	f.Leave(leave)
	if left != 1 {
		t.Fatal("asked although nothing was edited")
	}
	b.at(f, "place")
	b.typing("广场")
	f.Leave(leave)
	b.want(b.host.T("event.place")) // names what would be lost
	b.keys(fyne.KeyEscape)
	if left != 1 || !f.Dirty() {
		t.Error("Escape did not go on editing")
	}
	f.Leave(leave)
	b.press(b.host.T("kit.leave.save"))
	if left != 2 || len(*saved) != 1 {
		t.Errorf("left %d times, saved %d", left, len(*saved))
	}
	b.at(f, "place")
	b.typing("二")
	f.Leave(leave)
	b.press(b.host.T("kit.leave.discard"))
	if left != 3 || len(*saved) != 1 {
		t.Errorf("discarding left %d times, saved %d", left, len(*saved))
	}
}

func TestFormMasksPrivateFields(t *testing.T) {
	b := newBench(t)
	p := &centre.Person{Name: "样本甲", Phone: "13800138000"}
	shelf := newShelf(p)
	var saw []string
	f, saved := formOf(b, p, shelf, FormSpec{Saw: func(key string) { saw = append(saw, key) }})
	b.wantNot("13800138000")
	f.Focus("phone")
	b.keys(fyne.KeyReturn)
	if e := f.line(f.typ.Field("phone")).control.(*textControl).entry; e.Text != "13800138000" || b.host.Window.Canvas().Focused() != fyne.Focusable(e) {
		t.Error("Enter did not show the number")
	}
	if len(saw) != 1 || saw[0] != "phone" {
		t.Errorf("noted %v", saw)
	}
	b.at(f, "address")
	b.typing("示例镇")
	f.Save()
	if got := (*saved)[0].(*centre.Person); got.Phone != "13800138000" || got.Address != "示例镇" {
		t.Errorf("saved %+v", got)
	}
}

func TestFormOfANewPersonMasksNothing(t *testing.T) {
	b := newBench(t)
	f, _ := formOf(b, &centre.Person{Name: "样本甲", Phone: "13800138000"}, newShelf(), FormSpec{})
	b.at(f, "phone")
	if f.line(f.typ.Field("phone")).mask != nil {
		t.Error("a number that was just typed is masked")
	}
}

func TestFormWarns(t *testing.T) {
	b := newBench(t)
	f, saved := formOf(b, &centre.Person{Name: "样本甲", Sex: "male", ResidentID: "11010519491231002X"}, newShelf(), FormSpec{})
	b.want(b.host.T("problem.person.sex"))
	b.at(f, "sex")
	b.typing("女")
	b.keys(fyne.KeyReturn)
	b.wantNot(b.host.T("problem.person.sex"))
	f.Save()
	if len(*saved) != 1 {
		t.Error("a warning kept the record from being saved")
	}
}

func TestFormReadOnly(t *testing.T) {
	b := newBench(t)
	f, saved := formOf(b, event("义诊"), newShelf(), FormSpec{Locked: true})
	f.Focus("")
	f.Save()
	if f.FocusedKey() != "" || len(*saved) != 0 {
		t.Error("a locked form can be edited")
	}
}

func TestFormPicksReferences(t *testing.T) {
	b := newBench(t)
	a, c := organisation("星河纺织厂工会"), organisation("青禾医院")
	shelf := newShelf(a, c)
	made := ""
	f, saved := formOf(b, event("义诊"), shelf, FormSpec{Create: func(table, name string, done func(field.ID)) {
		made = table + " " + name
		o := organisation(name)
		if _, err := shelf.Save(o); err != nil {
			t.Error(err)
		}
		done(o.ID)
	}})
	pick := func(typed string) {
		f.Focus("hosts")
		b.typing(typed)
		b.pass(time.Second)
		b.keys(fyne.KeyReturn)
	}
	pick("xh")   // initials
	pick("青禾")   // characters
	pick("晨光小学") // nothing of that name: a new one
	if made != "organisation 晨光小学" {
		t.Errorf("made %q", made)
	}
	b.want("星河纺织厂工会", "青禾医院", "晨光小学")
	f.Save()
	if got := (*saved)[0].(*centre.Event).Hosts; len(got) != 3 || got[0] != a.ID || got[1] != c.ID {
		t.Errorf("saved hosts %v", got)
	}
}

func TestCountEcho(t *testing.T) {
	b := newBench(t)
	f, saved := formOf(b, event("义诊"), newShelf(), FormSpec{})
	for _, c := range []struct{ typed, echo string }{
		{"近百人", "读作：近100人，合计时按 100 计"}, {"多名", b.host.T("kit.echo.many")}, {"2.5万多人次", "读作：25000多人次，合计时按 25000 计"}, {"32", ""},
	} {
		f.Discard()
		b.at(f, "people")
		b.typing(c.typed)
		got := f.line(f.typ.Field("people")).control.(*countControl).echo
		if got.Text() != c.echo || got.Visible() != (c.echo != "") {
			t.Errorf("%q reads as %q (%v), want %q", c.typed, got.Text(), got.Visible(), c.echo)
		}
	}
	b.keys(fyne.KeyTab)
	b.typing("qd") // 签到, the first of both that begin so
	b.keys(fyne.KeyReturn)
	f.Save()
	if got := (*saved)[0].(*centre.Event).People; got.Value != 32 || got.Known == "" {
		t.Errorf("saved %+v", got)
	}
}

func TestDayEntry(t *testing.T) {
	b := newBench(t)
	f, _ := formOf(b, event("义诊"), newShelf(), FormSpec{})
	control := f.line(f.typ.Field("date")).control.(*dayControl)
	for _, c := range []struct{ typed, shows, echo string }{
		{"2008.3.6", "2008年3月6日", "星期四"}, {"昨天", "2026年11月21日", "星期六"}, {"today", "2026年11月22日", "星期日"},
		{"+10", "2026年12月2日", "星期三"}, {"3月", "2026年3月", "2026年3月"}, {"20080306下午", "2008年3月6日下午", "星期四"},
	} {
		f.Discard()
		b.at(f, "date")
		b.typing(c.typed)
		b.at(f, "place")
		if control.entry.Text != c.shows || control.echo.Text() != c.echo {
			t.Errorf("%q shows %q and %q, want %q and %q", c.typed, control.entry.Text, control.echo.Text(), c.shows, c.echo)
		}
	}
	f.Discard()
	b.at(f, "date")
	b.keys(fyne.KeyDown) // the calendar, at today
	b.want("2026年11月", "一", "日")
	b.keys(fyne.KeyPageUp, fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn)
	if got := f.Draft().(*centre.Event).Date; got != (field.Day{Year: 2026, Month: 10, Date: 30}) {
		t.Errorf("the calendar gave %v", got)
	}
	if f.FocusedKey() != "date" {
		t.Error("the keyboard did not come back from the calendar")
	}
}

func TestMomentEntry(t *testing.T) {
	b := newBench(t)
	f, _ := formOf(b, &centre.Case{}, newShelf(), FormSpec{})
	b.at(f, "received")
	b.typing("3月6日下午2时30分")
	b.at(f, "facts")
	control := f.line(f.typ.Field("received")).control.(*dayControl)
	if control.entry.Text != "2026年3月6日 14:30" || control.echo.Text() != "星期五" {
		t.Errorf("shows %q, %q", control.entry.Text, control.echo.Text())
	}
	b.at(f, "received")
	b.keys(fyne.KeyDown, fyne.KeyRight, fyne.KeyReturn)
	if control.entry.Text != "2026年3月7日 14:30" {
		t.Errorf("the calendar made it %q: the time of day has to stay", control.entry.Text)
	}
}

func TestYesNoHasThreeAnswers(t *testing.T) {
	b := newBench(t)
	f, _ := formOf(b, &centre.Case{}, newShelf(), FormSpec{})
	b.at(f, "urgent")
	b.keys(fyne.KeySpace)
	if f.Draft().(*centre.Case).Urgent != field.Yes {
		t.Error("the space bar did not answer yes")
	}
	b.keys(fyne.KeyRight, fyne.KeyReturn)
	if f.Draft().(*centre.Case).Urgent != field.No {
		t.Error("the arrow and Enter did not answer no")
	}
	b.keys(fyne.KeyRight, fyne.KeySpace)
	if f.Draft().(*centre.Case).Urgent != field.NotAsked {
		t.Error("the answer cannot be taken back")
	}
}

// TestWheelScrollsTheForm guards against entries that keep the wheel, so that a form stands still under the pointer.
func TestWheelScrollsTheForm(t *testing.T) {
	b := newBench(t)
	f, _ := formOf(b, &centre.Event{}, newShelf(), FormSpec{})
	b.host.Window.Resize(fyne.NewSize(700, 400))
	c := b.host.Window.Canvas()
	for _, key := range []string{"name", "theme"} {
		f.scroll.ScrollToTop()
		e := f.line(f.typ.Field(key)).control.(*textControl).entry
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).AddXY(10, 10)
		test.Scroll(c, at, 0, -40)
		if f.scroll.Offset.Y != 40 {
			t.Errorf("over %s the form scrolled by %.0f", key, f.scroll.Offset.Y)
		}
	}
	f.Focus("note") // a long entry keeps the wheel while it is being typed into
	e := f.line(f.typ.Field("note")).control.(*textControl).entry
	y := f.scroll.Offset.Y
	test.Scroll(c, fyne.CurrentApp().Driver().AbsolutePositionForObject(e).AddXY(10, 10), 0, 40)
	if f.scroll.Offset.Y != y {
		t.Error("the form moved while the wheel turned in a long text")
	}
}

// TestFormOfEveryType: every record type there is can be shown, filled from its text and saved by the form.
func TestFormOfEveryType(t *testing.T) {
	for _, typ := range centre.Types {
		t.Run(typ.Table, func(t *testing.T) {
			b := newBench(t)
			f, _ := formOf(b, typ.New(), newShelf(), FormSpec{})
			if len(f.lines)+len(unasked(typ.New())) < len(typ.With(field.InForm)) { // what some ask follows from what they are about
				t.Error("no fields")
			}
			for _, l := range f.lines {
				f.Focus(l.spec.Key)
				if f.FocusedKey() != l.spec.Key {
					t.Errorf("%s cannot be reached", l.spec.Key)
				}
			}
			for _, text := range texts(f) {
				if strings.Contains(text, "⟦") {
					t.Errorf("a text is missing: %s", text)
				}
			}
			if f.Dirty() {
				t.Error("looking at a form made it dirty")
			}
		})
	}
}
