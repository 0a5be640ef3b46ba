package ui

import (
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// onBoard opens the sample's series of 2008 as a board, by keyboard.
func onBoard(t *testing.T) *booth {
	t.Helper()
	b := sampled(t)
	b.keys("alt+4")
	b.types("三八")
	b.keys("Return", "Return")
	b.says("2008年“三八”国际妇女节活动", b.host.T("board.by", b.host.T("board.by.host")))
	return b
}

// cards are the cards of the board in view, by the name of their event.
func (b *booth) cards() map[string]kit.Card {
	b.Helper()
	c, ok := b.focused().(*kit.Cards)
	if !ok {
		b.Fatalf("the keyboard is with %T, not with the cards", b.focused())
	}
	out := map[string]kit.Card{}
	for _, g := range c.Groups() {
		for _, x := range g.Cards {
			out[x.Name] = x
		}
	}
	return out
}

// goes takes the card of a name in hand by keyboard.
func (b *booth) goes(name string) {
	b.Helper()
	b.keys("Home")
	c := b.focused().(*kit.Cards)
	want := b.cards()[name].ID
	for range b.cards() {
		if c.ID() == want {
			return
		}
		b.keys("Right")
	}
	b.Fatalf("no card %s", name)
}

// The series of March 2008 on a board: figures under their own names, what nobody counted says so and is never 0, and the ratio
// stands beside what it rests on.
func TestAProgrammeOpensAsABoard(t *testing.T) {
	b := onBoard(t)
	cards := b.cards()
	if len(cards) != 16 {
		t.Fatalf("%d cards", len(cards))
	}
	for name, want := range map[string][]string{
		"女职工招聘会": {"招聘单位49家", "提供岗位796个", "347人", "43.6%"}, "市级机关趣味体育比赛": {"参加单位32家", "200多人", "18家"}, "女职工风采板报联展": {"参展单位19家"},
	} {
		for _, w := range want {
			if !strings.Contains(cards[name].Text, w) {
				t.Errorf("%s: %s, want %s", name, cards[name].Text, w)
			}
		}
	}
	if c := cards["女职工特殊保护专项检查"]; c.Text != b.host.T("draft.notcounted") || !c.Faint {
		t.Errorf("nobody counted: %q", c.Text)
	}
	for _, by := range []string{"kind", "day", "state", "host"} {
		b.keys("F4")
		b.says(b.host.T("board.by", b.host.T("board.by."+by)))
		if len(b.cards()) != 16 {
			t.Errorf("by %s: %d cards", by, len(b.cards()))
		}
	}
	b.keys("F7")
	b.says("2008年3月", b.host.T("kit.month.loose", 14))
	b.keys("Return") // 6 March, the first day that has something: two events
	b.says("市级机关趣味体育比赛", "太仓市女职工维权指导中心揭牌")
	b.keys("Down", "Return", "Escape")
	b.says(b.host.T("kit.month.loose", 14))
}

// Enter opens an event, Escape leads back to its card, then to the list.
func TestEscapeLeadsBackToTheBoard(t *testing.T) {
	b := onBoard(t)
	b.goes("女职工招聘会")
	b.keys("Return")
	b.says(b.host.T("event.kind"), b.host.T("summary.role.employers"))
	b.keys("F2")
	b.says(b.host.T("kit.save"))
	b.saysNot(b.host.T("event.covered"))
	b.keys("Escape")
	b.keys("Escape")
	if c := b.focused().(*kit.Cards); c.ID() != b.cards()["女职工招聘会"].ID {
		t.Error("another card is in hand")
	}
	b.keys("Escape")
	b.says(b.host.T("programme.year"))
}

// An event is cancelled with a reason, counts nowhere, and comes back by undo; held takes one key.
func TestAnEventIsCancelledAndComesBack(t *testing.T) {
	b := onBoard(t)
	name := "市级机关趣味体育比赛"
	b.goes(name)
	b.keys("F10")
	b.types("大雨")
	b.keys("Return")
	if c := b.cards()[name]; c.Badge != b.host.T("eventstate.cancelled") || !strings.Contains(c.Text, "大雨") {
		t.Fatalf("cancelled: %+v", c)
	}
	b.saysNot("200多人")
	b.keys("F8")
	if c := b.cards()[name]; c.Badge != b.host.T("eventstate.held") {
		t.Errorf("held: %+v", c)
	}
	b.keys("F11")
	if c := b.cards()[name]; c.Badge != b.host.T("eventstate.planned") {
		t.Errorf("planned: %+v", c)
	}
	b.keys("ctrl+Z")
	if c := b.cards()[name]; c.Badge != b.host.T("eventstate.held") {
		t.Errorf("undone: %+v", c)
	}
}

// A new event has the hosts of the programme and its check list; last year's series is begun again, and one undo takes it away.
func TestNewEventsAndANewYearByKeyboard(t *testing.T) {
	b := onBoard(t)
	b.keys("ctrl+T", "Return")
	b.types("讲座")
	b.keys("Return", "tab")
	b.types("样例讲座")
	b.keys("ctrl+S")
	made := b.cards()["样例讲座"]
	if made.Badge != b.host.T("eventstate.planned") || made.Of < 6 || made.Done != 0 {
		t.Fatalf("the new event: %+v", made)
	}
	b.keys("F9")
	b.keys("Space", "Escape")
	if c := b.cards()["样例讲座"]; c.Done != 1 {
		t.Errorf("one task ticked: %+v", c)
	}
	b.keys("ctrl+Y", "Return")
	b.says("2009年“三八”国际妇女节活动")
	if n := len(b.cards()); n != 17 {
		t.Errorf("%d events in the new year", n)
	}
	if c := b.cards()["女职工招聘会"]; c.Badge != b.host.T("eventstate.planned") || strings.Contains(c.Text, "49") {
		t.Errorf("last year's figures came along: %+v", c)
	}
	b.keys("ctrl+Z")
	b.saysNot("2009年“三八”国际妇女节活动")
}

// Who took part is typed by name, in one role; who stands there already is not doubled.
func TestWhoTookPartIsTypedByName(t *testing.T) {
	b := onBoard(t)
	b.goes("女职工风采板报联展")
	for range 2 {
		b.keys("F12")
		b.types("样例镇总工会、样例系统工会，样例镇总工会")
		b.keys("ctrl+S")
	}
	id := b.cards()["女职工风采板报联展"].ID
	n, err := b.desk.Count(centre.ParticipationType, kit.Query{Where: []store.Cond{store.Where("event", id.String()), store.Where("role", "exhibitor")}})
	if err != nil || n != 2 {
		t.Errorf("%d exhibitors, %v", n, err)
	}
	b.keys("Return")
	b.says(b.host.T("board.taking.role", b.host.Shown().Code(centre.Part, "exhibitor"), 2, []string{"样例镇总工会", "样例系统工会"}))
}

// The counts of an event's kind stand first in its form and follow the kind; a figure that was written down is never hidden.
func TestAFormFollowsTheKind(t *testing.T) {
	b := onBoard(t)
	b.goes("市级机关趣味体育比赛")
	b.keys("F2", "tab", "Return")
	b.types("专项检查")
	b.keys("Return")
	b.says(b.host.T("event.problems"), b.host.T("event.covered"), b.host.T("event.awarded"))
	b.saysNot(b.host.T("event.posts"))
	var c centre.Event
	c.Kind, c.Awarded = "inspection", field.Exactly(18, "家")
	if got := c.SenselessFigures(); strings.Contains(strings.Join(got, " "), "awarded") {
		t.Errorf("hides %v", got)
	}
}
