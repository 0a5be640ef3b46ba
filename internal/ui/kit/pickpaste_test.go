package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

func (b *bench) pastes(p *Pick, text string) {
	b.Helper()
	b.host.Focus(p)
	board := fyne.CurrentApp().Clipboard()
	board.SetContent(text)
	p.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
}

// TestAPastedWordIsChosen: by code, text, pinyin, another word or part of it, where it means one option; else the options are opened
// with it.
func TestAPastedWordIsChosen(t *testing.T) {
	b := newBench(t)
	p := NewVocabPick(b.host, "请选择", centre.Channel)
	matter := NewVocabPick(b.host, "请选择", centre.Matter)
	b.put(container2(p, matter))
	for text, want := range map[string]string{"来电": "call", "call": "call", "电话": "call", " 电话\r\n": "call", "公众号": "online", "信件": "letter", "上门": "visit", "laidian": "call"} {
		p.Set(Option{})
		if b.pastes(p, text); p.Value() != want || p.popup.open() {
			t.Errorf("%q chose %q, want %q", text, p.Value(), want)
		}
	}
	for text, want := range map[string]string{"0201": "0201", "拖欠克扣": "0201", "劳动报酬/拖欠克扣": "0201", "劳动报酬拖欠克扣": "0201", "劳动报酬": "02", "拖欠": "0201", "家暴": "1104", "欠薪": "0201"} {
		matter.Set(Option{})
		if b.pastes(matter, text); matter.Value() != want {
			t.Errorf("%q chose %q, want %q", text, matter.Value(), want)
		}
	}
	picked := 0
	p.OnPick = func(Option) { picked++ }
	b.pastes(p, "来")
	if picked != 0 || !p.popup.open() || p.find.Text != "来" || p.find.CursorColumn != 1 || len(p.list.options) < 3 {
		t.Fatalf("several fit, and it is not asked which")
	}
	b.typing("信")
	b.keys(fyne.KeyReturn)
	if p.Value() != "letter" || picked != 1 {
		t.Errorf("chose %q", p.Value())
	}
	b.pastes(p, "没有这个词")
	b.want(b.host.T("kit.pick.nothing"))
	b.keys(fyne.KeyEscape)
	p.setOff(true)
	if b.pastes(p, "来访"); p.Value() != "letter" {
		t.Error("a locked field takes a paste")
	}
}

// TestAPastedPartOfANameIsARecord: in a field of several references as in one of one. Where it fits several they are offered, and of a
// person only the whole name will do.
func TestAPastedPartOfANameIsARecord(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(&centre.Organisation{Name: "示例纺织厂"}, &centre.Organisation{Name: "示例玩具厂"}, &centre.Person{Name: "示例甲甲"})
	f, _ := formOf(b, &centre.Event{State: "planned"}, shelf, FormSpec{Lookup: shelf})
	hosts := f.line(f.typ.Field("hosts")).control.(*manyControl)
	of := func() []field.ID { return f.draft.(*centre.Event).Hosts }
	pasted := func(p *Pick, text string) {
		b.pastes(p, text)
		b.pass(lookPause)
	}
	pasted(hosts.pick, "纺织")
	if got := of(); len(got) != 1 || got[0] != shelf.records[0].Base().ID || hosts.pick.popup.open() {
		t.Fatalf("a part that fits one: %d are taken, and it is asked: %v", len(got), hosts.pick.popup.open())
	}
	pasted(hosts.pick, "示例")
	if got := of(); len(got) != 1 || !hosts.pick.popup.open() || hosts.pick.find.Text != "示例" {
		t.Fatalf("a part that fits two: %d are taken, and it is asked: %v", len(got), hosts.pick.popup.open())
	}
	b.pass(lookPause)
	b.typing("玩")
	b.pass(lookPause)
	b.keys(fyne.KeyReturn)
	if got := of(); len(got) != 2 {
		t.Errorf("typing on: %d are taken", len(got))
	}

	f, _ = formOf(b, &centre.Case{State: "registered"}, shelf, FormSpec{Lookup: shelf})
	reps := f.line(f.typ.Field("reps")).control.(*manyControl)
	pasted(reps.pick, "示例甲")
	if len(f.draft.(*centre.Case).Reps) != 0 || !reps.pick.popup.open() {
		t.Error("a person was taken by a part of her name")
	}
	b.keys(fyne.KeyEscape)
	pasted(reps.pick, "示例甲甲")
	if len(f.draft.(*centre.Case).Reps) != 1 {
		t.Error("a person was not taken by her name")
	}
}

// TestOtherWordsAreFoundByTyping: with the word behind the option, and never before an option that has it in its text.
func TestOtherWordsAreFoundByTyping(t *testing.T) {
	b := newBench(t)
	p := NewVocabPick(b.host, "请选择", centre.Channel)
	b.put(container2(p, NewEntry(b.host)))
	for typed, want := range map[string]string{"电话": "call", "dianhua": "call", "gzh": "online", "12351": "call"} {
		b.host.Focus(p)
		b.typing(typed)
		if o, _ := p.list.current(); o.Value != want || o.Note == "" {
			t.Errorf("%q has %q %q in hand, want %q", typed, o.Text, o.Note, want)
		}
		b.keys(fyne.KeyEscape)
	}
	for _, lang := range say.Langs() {
		b.host.Book = say.For(lang)
		matter := optionsOf(b.host.Shown(), centre.Matter)
		for typed, want := range map[string]string{"欠薪": "0201", "拖欠": "0201", "tqkk": "0201", "0201": "0201"} {
			found := matching(matter, typed)
			if len(found) == 0 || found[inHand(found, typed)].Value != want {
				t.Errorf("%s: %q has %+v in hand, want %s", lang, typed, found, want)
			}
		}
	}
	all := []Option{{Value: "a", Text: "协商协调", Also: []string{"调解一下"}}, {Value: "b", Text: "调解"}}
	found := matching(all, "调解")
	if len(found) != 2 || found[inHand(found, "调解")].Value != "b" || all[0].Note != "" {
		t.Errorf("found %+v", found)
	}
}

// TestKeyDatesAreFoundByWhatPeopleCallThem: the name in the law is nobody's own word. A word that is only part of other names stands
// for what is called so.
func TestKeyDatesAreFoundByWhatPeopleCallThem(t *testing.T) {
	for _, lang := range say.Langs() {
		words := centre.Shown{Book: say.For(lang)}
		for _, c := range []struct {
			v           *field.Vocab
			typed, want string
		}{
			{centre.Trigger, "仲裁申请", "arb_filed"}, {centre.Trigger, "zcsq", "arb_filed"}, {centre.Trigger, "诉讼", "suit_filed"}, {centre.Trigger, "入职", "hired"},
			{centre.Trigger, "knew", "knew"}, {centre.Trigger, "due date", "expected"}, {centre.Trigger, "born", "birth"},
			{centre.Service, "arbitration", "arbitration"}, {centre.Service, "诉讼", "litigation"},
		} {
			found := matching(optionsOf(words, c.v), c.typed)
			if len(found) == 0 || found[inHand(found, c.typed)].Value != c.want {
				t.Errorf("%s: %q finds %+v, want %s", lang, c.typed, found, c.want)
			}
		}
	}
}

// TestTheNearestOptionIsInHand: whoever types the initials of a term must not get one that has them somewhere inside, and two terms
// set together have no initials of their own.
func TestTheNearestOptionIsInHand(t *testing.T) {
	matter := optionsOf(centre.Shown{Book: say.For(say.ZH)}, centre.Matter)
	for typed, want := range map[string]string{"yq": "孕期", "YQ": "孕期", "yunqi": "孕期", "05": "女职工特殊保护", "ct": "解除", "解除": "解除", "ldhtjc": "解除", "合同解除": "解除"} {
		found := matching(matter, typed)
		if len(found) == 0 || found[inHand(found, typed)].Text != want {
			t.Errorf("%q finds %+v, want %s", typed, found, want)
		}
	}
	english := optionsOf(centre.Shown{Book: say.For(say.EN)}, centre.Matter)
	for typed, want := range map[string]string{"ec": "Employment contract", "EC": "Employment contract", "employment con": "Employment contract"} {
		found := matching(english, typed)
		if len(found) == 0 || found[inHand(found, typed)].Text != want {
			t.Errorf("%q finds %+v, want %s", typed, found, want)
		}
	}
	for _, o := range matching(matter, "ct") {
		if o.Text == "停工待岗" {
			t.Error("the end of a broader term and the beginning of a narrower one are no word")
		}
	}
	for _, v := range everyVocab() {
		all := optionsOf(centre.Shown{Book: say.For(say.ZH)}, v)
		for _, o := range all {
			_, initials := centre.Spell(o.Text)
			for _, typed := range []string{o.Text, initials} {
				found := matching(all, typed)
				if got := found[inHand(found, typed)]; nearness(got.Text, typed) != whole {
					t.Errorf("%s: %q has %q in hand, not %q", v.Name, typed, got.Text, o.Text)
				}
			}
		}
	}
}

// TestSeveralWordsFindInAnyOrder: each may stand in the words of an option or in what else it is called; one that fits better comes first.
func TestSeveralWordsFindInAnyOrder(t *testing.T) {
	all := []Option{{Text: "合同 甲方"}, {Text: "受理申请之时", Also: []string{"保护令"}}, {Text: "甲方 合同"}, {Text: "保护令作出之日"}}
	for typed, want := range map[string]string{"保护令 受理": "受理申请之时", "受理　保护令": "受理申请之时", "保护令 之日": "保护令作出之日", "甲方 合同": "甲方 合同", "保护令 撤销": "", "之 ": "受理申请之时"} {
		found := matching(all, typed)
		switch {
		case want == "" && len(found) > 0:
			t.Errorf("%q finds %+v", typed, found)
		case want != "" && (len(found) == 0 || found[inHand(found, typed)].Text != want):
			t.Errorf("%q finds %+v, want %s", typed, found, want)
		}
	}
}

// everyVocab are the vocabularies of all records.
func everyVocab() (out []*field.Vocab) {
	for _, t := range centre.Types {
		for i := range t.Fields {
			if v := t.Fields[i].Vocab; v != nil && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return out
}

// TestEveryWordNamesItsOption: whatever an import takes for a code, a paste does too.
func TestEveryWordNamesItsOption(t *testing.T) {
	for _, lang := range say.Langs() {
		words := centre.Shown{Book: say.For(lang)}
		for _, v := range everyVocab() {
			all := optionsOf(words, v)
			for _, o := range all {
				for _, word := range append([]string{o.Value, words.Path(v, o.Value)}, o.Also...) {
					if got, ok := named(all, word, false); !ok || got.Value != o.Value {
						t.Errorf("%s: %q names %q, not %q", v.Name, word, got.Value, o.Value)
					}
				}
			}
		}
	}
}

// FuzzPastedWord: what is chosen is one of the options, is named by the word alone, and none of the options is changed by looking.
func FuzzPastedWord(f *testing.F) {
	for _, s := range []string{"来电", "0201", "劳动报酬/拖欠克扣", "电话", "dh", "", "\t", "其他", "/", "ＱＱ"} {
		f.Add(s)
	}
	words := centre.Shown{Book: say.For(say.ZH)}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, v := range everyVocab() {
			all := optionsOf(words, v)
			for _, loose := range []bool{false, true} {
				o, ok := named(all, typed, loose)
				if !ok {
					continue
				}
				if v.Term(o.Value) == nil || strings.TrimSpace(o.Text) == "" {
					t.Fatalf("%q chooses %+v of %s", typed, o, v.Name)
				}
				if again, ok := named(all, o.Value, loose); !ok || again.Value != o.Value {
					t.Fatalf("%q chooses %q, which its code does not name", typed, o.Value)
				}
			}
			if found := matching(all, typed); len(found) > len(all) || slices.ContainsFunc(all, func(o Option) bool { return o.Note != "" }) {
				t.Fatalf("%q finds %d of %d", typed, len(found), len(all))
			}
		}
	})
}
