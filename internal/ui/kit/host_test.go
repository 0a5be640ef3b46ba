package kit

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
)

func TestKeysGoToTheTopLayer(t *testing.T) {
	b := newBench(t)
	b.put(NewButton(b.host, "按", Ordinary, nil))
	var did []string
	note := func(what string) func() { return func() { did = append(did, what) } }
	b.host.SetShellKeys([]Key{{Name: "K", Mod: Ctrl, Do: note("shell")}, {Name: fyne.KeyEscape, Do: note("escape")}})
	b.host.SetScreenKeys(func() []Key { return []Key{{Name: "K", Mod: Ctrl, Do: note("screen")}} })
	b.ctrl("K")
	b.keys(fyne.KeyEscape)
	b.host.Ask("问", "", Choice{Text: "否", Do: note("no")}, Choice{Text: "是", Do: note("yes")})
	b.ctrl("K") // a panel is open: the screen below must not hear it
	b.keys(fyne.KeyEscape)
	b.host.Ask("问", "", Choice{Text: "否"}, Choice{Text: "是", Do: note("yes")})
	b.keys(fyne.KeyReturn)
	if got := strings.Join(did, " "); got != "screen escape no yes" {
		t.Errorf("heard %s", got)
	}
}

func TestPanelGivesTheKeyboardBack(t *testing.T) {
	b := newBench(t)
	e := NewEntry(b.host)
	b.put(e)
	b.host.Focus(e)
	b.host.AskText("理由", "理由", "好", func(string) {})
	b.typing("x")
	b.keys(fyne.KeyEscape)
	if b.host.Window.Canvas().Focused() != fyne.Focusable(e) || e.Text != "" {
		t.Error("the keyboard did not go back to the entry")
	}
}

func TestGoTurnsPanicsIntoFaults(t *testing.T) {
	b := newBench(t)
	b.put(NewEntry(b.host))
	var got error
	Go(b.host, func() (int, error) { panic("样本甲 13800138000") }, func(_ int, err error) { got = err })
	var f *Fault
	if !errors.As(got, &f) || strings.Contains(got.Error(), "138") || len(f.Stack()) == 0 {
		t.Errorf("a panic became %v", got)
	}
	b.host.Trouble("保存", got, b.host.T("kit.kept.form"))
	b.want(b.host.T("kit.trouble.fault"), b.host.T("kit.kept.form"), b.host.T("kit.trouble.fault.hint"))
}

func TestTroubleSaysWhatToDo(t *testing.T) {
	b := newBench(t)
	b.put(NewEntry(b.host))
	for _, code := range []field.Code{field.Clash, field.NoSpace, field.Damaged, field.Newer, field.Locked} {
		b.host.Trouble("保存", fmt.Errorf("save: %w", code), "")
		b.want(b.host.T("code."+string(code)), b.host.T("code."+string(code)+".hint"))
		b.keys(fyne.KeyEscape)
	}
	b.host.Trouble("保存", fmt.Errorf("save: %w", field.Cancelled), "")
	if b.host.Window.Canvas().Overlays().Top() != nil {
		t.Error("what the person stopped herself is shown as trouble")
	}
}

func TestLongShowsProgressOnlyWhenItIsLong(t *testing.T) {
	b := newBench(t)
	b.put(NewEntry(b.host))
	var work func()
	b.host.Run = func(w func()) { work = w }
	var ended []error
	job := Job{Say: "kit.export", Done: func(err error) { ended = append(ended, err) }, Do: func(ctx context.Context, tick Tick) error {
		tick(3, 10)
		return ctx.Err()
	}}
	b.host.Long(job)
	b.pass(patience / 2)
	b.wantNot(b.host.T("kit.cancel"))
	work()
	b.pass(time.Second)
	if b.host.Window.Canvas().Overlays().Top() != nil || len(ended) != 1 || ended[0] != nil {
		t.Fatalf("a short job left a panel, or ended with %v", ended)
	}

	b.host.Long(job)
	b.pass(patience)
	b.want(b.host.T("kit.export"), b.host.T("kit.progress.begin"))
	b.keys(fyne.KeyEscape) // stops it
	b.want(b.host.T("kit.progress.stopping"))
	work()
	if len(ended) != 2 || !errors.Is(ended[1], field.Cancelled) {
		t.Errorf("stopping ended with %v", ended)
	}
	if b.host.Window.Canvas().Overlays().Top() != nil {
		t.Error("the panel stayed")
	}
	b.pass(time.Second) // late timers find nothing to do
}

func TestLongCounts(t *testing.T) {
	b := newBench(t)
	b.put(NewEntry(b.host))
	b.host.Run = func(w func()) {}
	p := &progress{host: b.host, say: "kit.export", cancel: func() {}}
	p.show()
	p.tick(3, 10)
	p.tick(4, 10)
	b.pass(time.Second)
	b.want(b.host.T("kit.progress.of", 4, 10))
}

func TestToastOffersUndo(t *testing.T) {
	b := newBench(t)
	b.put(NewEntry(b.host))
	undone := 0
	b.host.Toast("已删除", func() { undone++ })
	b.pass(toastTime)
	b.want("已删除")
	b.press(b.host.T("kit.undo"))
	b.wantNot("已删除")
	if undone != 1 {
		t.Error("nothing was undone")
	}
	b.host.Toast("一", nil)
	b.pass(toastTime - time.Second)
	b.host.Toast("二", nil)
	b.pass(2 * time.Second) // the timer of the first is over
	b.want("二")
}

// TestEntryWhileComposing: Enter and Escape belong to the input method while it holds characters.
func TestEntryWhileComposing(t *testing.T) {
	b := newBench(t)
	e := NewEntry(b.host)
	entered, escaped := 0, 0
	e.OnEnter = func() { entered++ }
	b.put(e)
	b.host.SetShellKeys([]Key{{Name: fyne.KeyEscape, Do: func() { escaped++ }}})
	b.host.Focus(e)
	holds := true
	b.host.Composing = func() bool { return holds }
	b.keys(fyne.KeyReturn, fyne.KeyEscape)
	if entered+escaped != 0 {
		t.Error("keys of the input method were taken")
	}
	holds = false
	b.keys(fyne.KeyReturn, fyne.KeyEscape)
	if entered != 1 || escaped != 1 {
		t.Errorf("entered %d, escaped %d", entered, escaped)
	}
}

// TestUndoGoesOnWhenNothingWasTyped: Ctrl+Z takes back typing first, and then the last save.
func TestUndoGoesOnWhenNothingWasTyped(t *testing.T) {
	b := newBench(t)
	e := NewEntry(b.host)
	b.put(e)
	undone := 0
	b.host.SetShellKeys([]Key{{Name: "Z", Mod: Ctrl, Do: func() { undone++ }}})
	b.host.Focus(e)
	b.typing("字")
	b.ctrl(fyne.KeyZ)
	if e.Text != "" || undone != 0 {
		t.Errorf("text %q, undone %d", e.Text, undone)
	}
	b.ctrl(fyne.KeyZ)
	if undone != 1 {
		t.Error("the screen did not hear it")
	}
}

func TestPickFindsByPinyin(t *testing.T) {
	all := []Option{{Value: "pay", Text: "劳动报酬"}, {Value: "overtime", Text: "加班费", Deep: true}, {Value: "arrears", Text: "拖欠克扣", Deep: true}, {Value: "other", Text: "其他"}}
	for typed, want := range map[string]string{"": "pay overtime arrears other", "jbf": "pay overtime", "jiaban": "pay overtime", "报酬": "pay overtime arrears", "qt": "other", "xx": ""} {
		var got []string
		for _, o := range matching(all, typed) {
			got = append(got, o.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q finds %v, want %s", typed, got, want)
		}
	}
}

func TestPickTakesTheNarrowerWordThatWasTyped(t *testing.T) {
	b := newBench(t)
	p := NewPick(b.host, "请选择", []Option{{Value: "pay", Text: "劳动报酬"}, {Value: "arrears", Text: "拖欠克扣", Deep: true}, {Value: "overtime", Text: "加班费", Deep: true}})
	b.put(container2(p, NewEntry(b.host)))
	for typed, want := range map[string]string{"jbf": "overtime", "报酬": "pay", "tq": "arrears"} {
		b.host.Focus(p)
		b.typing(typed)
		b.keys(fyne.KeyReturn)
		if p.Value() != want {
			t.Errorf("%q chose %q, want %q", typed, p.Value(), want)
		}
	}
}

func TestPastedControlsAreLeftOut(t *testing.T) {
	b := newBench(t)
	e := NewEntry(b.host)
	b.put(container2(e, NewEntry(b.host)))
	b.host.Focus(e)
	board := fyne.CurrentApp().Clipboard()
	board.SetContent("甲\x01\x1b\u200b乙𠮷")
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
	if e.Text != "甲乙𠮷" {
		t.Errorf("pasted %q", e.Text)
	}
}

func TestPickByKeyboard(t *testing.T) {
	b := newBench(t)
	p := NewPick(b.host, "请选择", []Option{{Value: "a", Text: "来访"}, {Value: "b", Text: "来电"}, {Value: "c", Text: "来信"}})
	next := NewEntry(b.host)
	b.put(container2(p, next))
	var picked []string
	p.OnPick = func(o Option) { picked = append(picked, o.Value) }
	b.host.Focus(p)
	b.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if p.Value() != "b" || b.host.Window.Canvas().Focused() != fyne.Focusable(p) {
		t.Errorf("chose %q", p.Value())
	}
	b.typing("lx")
	b.keys(fyne.KeyTab) // takes what is in hand and moves on
	if p.Value() != "c" || b.host.Window.Canvas().Focused() != fyne.Focusable(next) {
		t.Errorf("Tab chose %q", p.Value())
	}
	b.host.Focus(p)
	b.typing("zz")
	b.want(b.host.T("kit.pick.nothing"))
	b.keys(fyne.KeyTab) // nothing fits: the keyboard stays in reach of Escape
	if b.host.Window.Canvas().Focused() != fyne.Focusable(p.find) {
		t.Error("Tab lost the keyboard where nothing was found")
	}
	b.keys(fyne.KeyEscape)
	b.typing("l")
	b.keys(fyne.KeyEscape)
	if p.Value() != "c" {
		t.Error("Escape changed the choice")
	}
	b.keys(fyne.KeyDelete)
	if p.Value() != "" || strings.Join(picked, " ") != "b c " {
		t.Errorf("picked %q", picked)
	}
}

// TestTabGoesOnOnce: where whoever takes the choice moves on to the next field, Tab does not pass over that one.
func TestTabGoesOnOnce(t *testing.T) {
	b := newBench(t)
	p := NewPick(b.host, "请选择", []Option{{Value: "a", Text: "来访"}, {Value: "b", Text: "来电"}})
	next, far := NewEntry(b.host), NewEntry(b.host)
	b.put(container2(p, container2(next, far)))
	p.OnPick = func(Option) { b.host.Focus(next) }
	b.host.Focus(p)
	b.typing("ld")
	b.keys(fyne.KeyTab)
	if p.Value() != "b" || b.host.Window.Canvas().Focused() != fyne.Focusable(next) {
		t.Errorf("chose %q, or Tab went past the next field", p.Value())
	}
}

// TestTextKeysStayWithTheText: what edits text must not delete a record.
func TestTextKeysStayWithTheText(t *testing.T) {
	b := newBench(t)
	e := NewEntry(b.host)
	b.put(e)
	deleted := 0
	b.host.SetShellKeys([]Key{{Name: fyne.KeyDelete, Mod: Ctrl, Do: func() { deleted++ }}})
	b.host.Focus(e)
	b.typing("两个 字")
	b.ctrl(fyne.KeyBackspace)
	b.ctrl(fyne.KeyDelete)
	if deleted != 0 || e.Text == "两个 字" {
		t.Errorf("deleted %d records; the text is %q", deleted, e.Text)
	}
}

// TestTheRowOfACellIsTakenOut by the key for that, although the cell is text; without such a key it is the text's.
func TestTheRowOfACellIsTakenOut(t *testing.T) {
	b := newBench(t)
	c := NewCells(b.host, []CellColumn{{Key: "a", Title: "日期", Share: 1}}, []*CellRow{{Texts: []string{"一行"}}})
	b.put(c)
	c.Focus()
	b.keys(fyne.KeyUp)
	b.ctrl(fyne.KeyDelete)
	if len(c.Rows()) != 2 {
		t.Fatal("a row went without a key that takes it out")
	}
	b.host.SetShellKeys([]Key{{Name: fyne.KeyDelete, Mod: Ctrl, Do: func() { c.Remove(c.At()) }}})
	b.ctrl(fyne.KeyDelete)
	if len(c.Rows()) != 1 || c.Rows()[0].Texts[0] != "" {
		t.Errorf("the row is still there: %q", c.Rows()[0].Texts)
	}
}

func TestEntryMenu(t *testing.T) {
	b := newBench(t)
	e := NewEntry(b.host)
	b.put(e)
	fyne.CurrentApp().Clipboard().SetContent("贴上的字")
	e.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(20, 10)})
	b.want("剪切", "复制", "粘贴", "全选")
	b.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if e.Text != "贴上的字" {
		t.Errorf("pasted %q", e.Text)
	}
}
