package ui

import (
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// theCase is the only case of the folder.
func (b *booth) theCase() *centre.Case {
	b.Helper()
	all := b.allCases()
	if len(all) != 1 {
		b.Fatalf("%d cases\n%s", len(all), b.stage.words())
	}
	return all[0]
}

// allCases are the cases, the newest first.
func (b *booth) allCases() []*centre.Case {
	b.Helper()
	all, err := kit.OpenAll[*centre.Case](b.desk, centre.CaseType, kit.Query{})
	if err != nil {
		b.Fatal(err)
	}
	return all
}

// begins opens the quick log and types matter and who.
func (b *booth) begins(matter, who string) {
	b.Helper()
	b.keys("ctrl+N", "tab")
	b.types(matter)
	b.keys("Return")
	if who == "" {
		b.keys("tab")
		return
	}
	b.types(who)
	b.keys("Return")
}

// TestWhatIsToBeDoneIsInHandAfterTheFirstCall: on the first day Today is empty, and nothing on it could take the keyboard.
func TestWhatIsToBeDoneIsInHandAfterTheFirstCall(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.begins("0502", "示例甲")
	b.types("怀孕五个月被辞退")
	b.keys("Return", "Return")
	b.says(b.host.T("case.facts"), "怀孕五个月被辞退")
}

// TestAFieldThatWasEmptiedKeepsTheKeyboard: the name that is typed next must not end up in what she told.
func TestAFieldThatWasEmptiedKeepsTheKeyboard(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.begins("0201", "示例甲")
	b.window.Canvas().FocusPrevious()
	b.keys("BackSpace")
	b.types("示例乙")
	b.keys("Return")
	b.types("三个月没有发工资")
	b.keys("Return")
	if c := b.theCase(); b.name(c.Person) != "示例乙" || c.Facts != "三个月没有发工资" {
		t.Error("what was typed after emptying the field went into another one")
	}
}

// TestAMatterIsFoundByCodeCharactersAndInitials: what a practised person types, whichever way.
func TestAMatterIsFoundByCodeCharactersAndInitials(t *testing.T) {
	for typed, want := range map[string]string{"0506": "0506", "拖欠": "0201", "tqkk": "0201", "1104": "1104"} {
		b := newBooth(t)
		b.found()
		b.begins(typed, "")
		b.types("示例事情")
		b.keys("Return")
		if c := b.theCase(); c.Matter != want || c.Person != (field.ID{}) {
			t.Errorf("%q became %s", typed, c.Matter)
		}
	}
}

// TestWhoItGoesToIsNotAskedTwice: she named a hospital and did not agree; the page says where the case was to go, and the form begins
// there. Once it was sent, the page says so no more.
func TestWhoItGoesToIsNotAskedTwice(t *testing.T) {
	b := newBooth(t)
	b.found()
	to := b.desk.office.New(centre.OrganisationType).(*centre.Organisation)
	to.Name, to.Kind = "示例医院", "hospital"
	if _, err := b.desk.Save(to); err != nil {
		t.Fatal(err)
	}
	b.begins("1301", "")
	b.types("示例事情")
	b.keys("tab")
	b.types("转介")
	b.keys("Return")
	b.types("示例医院")
	b.keys("Return")
	b.types("没有")
	b.keys("Return", "ctrl+S")
	c := b.theCase()
	if c.ReferTo != to.ID {
		t.Fatalf("it is to go to %q\n%s", b.name(c.ReferTo), b.stage.words())
	}
	planned := b.host.T("referring.planned", "示例医院")
	b.says(c.Number, planned)
	b.keys("Escape", "alt+1")
	b.says(b.host.T("referring.today.to", "示例医院"), b.host.T("referring.today.unsent"))
	b.keys("alt+2", "Return")
	b.says(planned)
	b.keys("ctrl+O")
	b.says(b.host.T("referring.title"), "示例医院")
	b.fills("purpose", "产检")
	b.keys("ctrl+S")
	b.says(b.host.T("referring.sent"))
	b.saysNot(planned)
}

// TestFourFieldsAreFewKeys: a call is logged with no more keys than its words and nine others.
func TestFourFieldsAreFewKeys(t *testing.T) {
	b := newBooth(t)
	b.found()
	before := b.office().Seq
	b.keys("ctrl+N", "tab")
	b.types("0201")
	b.keys("Return")
	b.types("示例甲")
	b.keys("Return")
	b.types("三个月没有发工资")
	b.keys("Return")
	if n := b.office().Seq - before; n != 1 {
		t.Errorf("it took %d changes", n)
	}
	if c := b.theCase(); b.name(c.Person) != "示例甲" || c.Facts != "三个月没有发工资" {
		t.Error("what was logged is not what was typed")
	}
}

// TestWhatComesNextIsAskedInTheStrip: answered, accepted, put on hold, each by keyboard alone.
func TestWhatComesNextIsAskedInTheStrip(t *testing.T) {
	for name, c := range map[string]struct {
		keys  func(b *booth)
		state string
	}{
		"answered": {func(b *booth) {
			b.types("当场")
			b.keys("Return", "Return")
			b.says(b.host.T("problem.required"))
			b.types("可以向劳动监察投诉")
			b.keys("Return")
		}, "closed"},
		"accepted": {func(b *booth) {
			b.types("受理")
			b.keys("Return")
			b.types("示例承办人")
			b.keys("Return")
		}, "accepted"},
		"on hold": {func(b *booth) {
			b.types("暂存")
			b.keys("Return")
			b.types("等她带合同来")
			b.keys("Return")
		}, "pending"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBooth(t)
			b.found()
			b.begins("0201", "示例甲")
			b.types("三个月没有发工资")
			b.keys("tab")
			c.keys(b)
			if got := b.theCase(); got.State != c.state {
				t.Errorf("the case is %s\n%s", got.State, b.stage.words())
			}
			b.saysNot(b.host.T("today.quick.what"))
		})
	}
}

// TestAnEmployerAndATelephoneInTheSameStrip: a new employer is made, and next time both are known.
func TestAnEmployerAndATelephoneInTheSameStrip(t *testing.T) {
	b := newBooth(t)
	b.found()
	for i := range 2 {
		b.begins("0201", []string{"示例甲", "示例乙"}[i])
		b.types("三个月没有发工资")
		b.keys("tab", "tab")
		b.types("示例制衣厂")
		b.keys("Return")
		b.types("13800000001")
		if i == 1 {
			b.says("示例甲", b.host.T("same.why.phone"), "示例制衣厂")
		}
		b.keys("Return")
	}
	all := b.allCases()
	if len(all) != 2 || all[0].Adverse != all[1].Adverse || all[0].Person == all[1].Person {
		t.Errorf("%d cases; the employer was made twice, or two people became one", len(all))
	}
}

// TestAKnownCallerIsTakenWithOneKey: she gave another name this time, and the same telephone.
func TestAKnownCallerIsTakenWithOneKey(t *testing.T) {
	b := newBooth(t)
	b.found()
	p := b.desk.office.New(centre.PersonType).(*centre.Person)
	p.Name, p.Phone = "示例甲", "13800000001"
	if _, err := b.desk.Save(p); err != nil {
		t.Fatal(err)
	}
	b.begins("0201", "小禾")
	b.types("又来问")
	b.keys("tab", "tab", "tab")
	b.types("13800000001")
	b.says(b.host.T("quick.same.take"))
	b.keys("F4", "Return")
	b.saysNot(b.host.T("quick.same.take"))
	b.keys("Return")
	if c := b.theCase(); c.Person != p.ID {
		t.Error("somebody new was made of her")
	}
}

// TestANewNameIsNotTakenForALongerOne: 张丽 is not 张丽华, who is known; her initials find her.
func TestANewNameIsNotTakenForALongerOne(t *testing.T) {
	b := newBooth(t)
	b.found()
	p := b.desk.office.New(centre.PersonType).(*centre.Person)
	p.Name = "张丽华"
	if _, err := b.desk.Save(p); err != nil {
		t.Fatal(err)
	}
	b.begins("0201", "张丽")
	b.types("一")
	b.keys("Return")
	b.begins("0201", "zlh")
	b.types("二")
	b.keys("Return")
	all := b.allCases()
	if len(all) != 2 || all[0].Person != p.ID || all[1].Person == p.ID || b.name(all[1].Person) != "张丽" {
		t.Errorf("%d cases, the wrong person in one", len(all))
	}
}

// TestDangerIsSaidWhileTyping, and F7 opens the case that was logged.
func TestDangerIsSaidWhileTyping(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.begins("1101", "小禾")
	b.types("他说要")
	b.saysNot("F7")
	b.types("杀了我")
	b.says(b.host.T("quick.danger.word", "杀了我", b.host.Shown().Code(centre.RiskKind, centre.RiskViolence)))
	b.keys("F7")
	c := b.theCase()
	if b.shell.At() != "cases" {
		t.Errorf("the screen is %s", b.shell.At())
	}
	b.says(c.Number)
}

// TestWhatWasAddedSurvivesAKill: employer, telephone, what comes next and its words, half typed when the power went.
func TestWhatWasAddedSurvivesAKill(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.begins("0201", "示例甲")
	b.types("三个月没有发工资")
	b.keys("tab")
	b.types("暂存")
	b.keys("Return")
	b.types("等她带合同来")
	b.keys("tab", "tab")
	b.types("示例制衣厂")
	b.keys("Return")
	b.types("13800000001")
	b.keep()
	d := b.desk
	b.desk, b.shell = nil, nil
	if err := d.office.Close(); err != nil { // what a kill leaves: nobody asked the screen
		t.Fatal(err)
	}
	for _, secret := range []string{"等她带合同来", "示例制衣厂", "13800000001"} {
		b.inFolder(secret)
	}
	again := restart(t, b.home)
	again.app.Preferences().SetString(prefFolder, d.office.Folder().Dir)
	again.begin(false)
	again.unlocks()
	again.says("示例甲", "三个月没有发工资", "等她带合同来", "示例制衣厂", "13800000001")
	again.keys("ctrl+S")
	c := again.theCase()
	r, err := again.desk.Get(centre.PersonType, c.Person)
	if err != nil || r.(*centre.Person).Phone != "13800000001" || c.State != "pending" || again.name(c.Adverse) != "示例制衣厂" {
		t.Errorf("something of it is lost: %v, %s", err, c.State)
	}
}

// TestWhatWasLoggedTodayIsPromoted: it stands on the first screen without a name, and becomes a case file there.
func TestWhatWasLoggedTodayIsPromoted(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.begins("0201", "示例甲")
	b.types("三个月没有发工资")
	b.keys("Return", "alt+1")
	b.says(b.host.T("quick.today", 1))
	b.saysNot("示例甲")
	b.keys("ctrl+M")
	if c := b.theCase(); c.Enquiry == field.Yes || c.State != "accepted" {
		t.Errorf("it is an enquiry still: %s", c.State)
	}
}

// TestTwoEntriesOfAPersonAreJoinedByKeyboard: from her page, side by side, and taken apart again.
func TestTwoEntriesOfAPersonAreJoinedByKeyboard(t *testing.T) {
	b := newBooth(t)
	b.found()
	for i, phone := range []string{"", "13800000001"} {
		p := b.desk.office.New(centre.PersonType).(*centre.Person)
		p.Name, p.Phone, p.Birth = "示例甲", phone, field.Day{Year: 1988, Month: 5, Date: 6}
		p.Note = []string{"先登记", "后登记"}[i]
		if _, err := b.desk.Save(p); err != nil {
			t.Fatal(err)
		}
	}
	live := func() int {
		n, err := b.desk.Count(centre.PersonType, store.Query{})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	b.keys("alt+7")
	b.shell.screen().(interface{ Go(int) }).Go(2)
	b.settle()
	b.says(b.host.T("same.why.birth"))
	b.keys("Return")
	b.says(b.host.T("same.join.title.person"), "先登记", "后登记", b.host.T("same.join.ends", "0001"))
	b.keys("Down", "space")
	b.keys("ctrl+S")
	if live() != 1 {
		t.Fatalf("%d persons live\n%s", live(), b.stage.words())
	}
	b.saysNot(b.host.T("same.why.birth"))
	b.keys("ctrl+Z")
	if live() != 2 {
		t.Errorf("taking it back left %d persons", live())
	}
}

// TestAnEmployersPageSaysWhatTiesUsToIt, and a case against it says so too.
func TestAnEmployersPageSaysWhatTiesUsToIt(t *testing.T) {
	b := newBooth(t)
	b.found()
	u := b.desk.office.New(centre.OrganisationType).(*centre.Organisation)
	u.Name, u.Kind = "示例制衣厂", "employer"
	l := b.desk.office.New(centre.CounsellorType).(*centre.Counsellor)
	l.Name = "示例律师"
	if _, err := b.desk.Save(u); err != nil {
		t.Fatal(err)
	}
	l.Home = u.ID
	if _, err := b.desk.Save(l); err != nil {
		t.Fatal(err)
	}
	id, _, err := b.desk.LogEnquiry(office.Enquiry{Channel: "call", Matter: "0201", What: "示例", Unit: u.ID, Next: office.AcceptNext, Handler: "示例律师"})
	if err != nil {
		t.Fatal(err)
	}
	b.openRecord([]string{"case"}, id)
	b.settle()
	b.says(b.host.T("same.conflict.home", "示例律师"), b.host.T("same.conflict.handler", "示例律师"))
	b.openRecord([]string{"organisation"}, u.ID)
	b.settle()
	b.says(b.host.T("same.conflict.case"), b.host.T("same.conflict.home", "示例律师"))
	if strings.Contains(b.stage.words(), "⟦") {
		t.Error("words are missing")
	}
}

// TestANewPersonWhoIsKnownIsSaid: while she is typed into the registry, with the reason, and nothing is held up by it.
func TestANewPersonWhoIsKnownIsSaid(t *testing.T) {
	b := newBooth(t)
	b.found()
	p := b.desk.office.New(centre.PersonType).(*centre.Person)
	p.Name = "示例甲"
	if _, err := b.desk.Save(p); err != nil {
		t.Fatal(err)
	}
	b.keys("alt+7")
	b.shell.screen().(interface{ Go(int) }).Go(1)
	b.settle()
	b.keys("shift+N")
	b.types("示例甲")
	b.keys("tab")
	b.says(b.host.T("same.new", "示例甲", b.host.T("same.why.name")))
	b.keys("ctrl+S")
	if n := b.persons("示例甲"); n != 2 {
		t.Errorf("%d persons are saved", n)
	}
}
