package kit

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// TestNarrowFilters: in a narrow list the filters take one line, those that are set stay, and a button shows all.
func TestNarrowFilters(t *testing.T) {
	b := newBench(t)
	l := NewList(b.host, ListSpec{Type: centre.CaseType, Source: newShelf(), Columns: []string{"number", "received"}})
	l.o.Open = nil
	b.put(l)
	l.Reload()
	b.host.Window.Resize(fyne.NewSize(420, 500))
	visible := func() (keys []string) {
		for _, s := range l.filters.order {
			if l.filters.picks[s.Key].Visible() {
				keys = append(keys, s.Key)
			}
		}
		return keys
	}
	all := len(l.filters.order)
	if n := len(visible()); n == 0 || n == all {
		t.Fatalf("%d of %d filters in a narrow list", n, all)
	}
	last := l.filters.order[all-1].Key
	if slices.Contains(visible(), last) {
		t.Fatalf("%s has room", last)
	}
	b.press(b.host.T("kit.filter.more"))
	if len(visible()) != all {
		t.Error("the button does not show all filters")
	}
	p := l.filters.picks[last]
	b.host.Focus(p)
	b.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	b.press(b.host.T("kit.filter.less"))
	if v := visible(); !slices.Contains(v, last) || len(v) == all {
		t.Errorf("after setting %s these are seen: %v", last, v)
	}
	b.host.Window.Resize(fyne.NewSize(2400, 500))
	if len(visible()) != all || b.seen(b.host.T("kit.filter.more")) {
		t.Error("with room for all some are hidden")
	}
}

// TestAWordOfAVocabularyIsOfferedAsAFilter: what is typed to search finds texts; where it is the word of a matter or a channel, that filter
// is offered, and Enter takes it when no text has it.
func TestAWordOfAVocabularyIsOfferedAsAFilter(t *testing.T) {
	b := newBench(t)
	src := &finding{shelf: newShelf()}
	l := NewList(b.host, ListSpec{Type: centre.CaseType, Source: src})
	b.put(l)
	l.Reload()
	says := func(key, code string) string {
		s := centre.CaseType.Field(key)
		return b.host.T("kit.filter.by", b.host.Shown().Label(centre.CaseType, s), b.host.Shown().Code(s.Vocab, code))
	}
	for typed, want := range map[string]string{"孕期": says("matter", "0502"), "来访": says("channel", "visit"), "孕": "", "yq": "", "示例单位": ""} {
		l.search.SetText(typed)
		l.Reload()
		if l.offer.Visible() != (want != "") || want != "" && l.offer.text != want {
			t.Errorf("%q offers %q (%v), want %q", typed, l.offer.text, l.offer.Visible(), want)
		}
	}
	l.search.SetText("孕期")
	l.Reload()
	l.search.SetText("孕期张") // and Enter before that is looked for
	b.host.Focus(l.search)
	b.keys(fyne.KeyReturn)
	if len(l.filters.chosen) != 0 || l.search.Text != "孕期张" {
		t.Errorf("what was typed since is lost: %v, %q", l.filters.chosen, l.search.Text)
	}
	l.search.SetText("孕期")
	l.Reload()
	b.host.Focus(l.search)
	b.keys(fyne.KeyReturn)
	if l.filters.chosen["matter"].Value != "0502" || l.search.Text != "" || l.offer.Visible() {
		t.Errorf("after Enter: %v, %q, offered: %v", l.filters.chosen, l.search.Text, l.offer.Visible())
	}
	if last := src.asked[len(src.asked)-1]; last.Find != "" || len(last.Where) != 1 {
		t.Errorf("asked for %+v", last)
	}
	l.search.SetText("孕期")
	l.Reload()
	if l.offer.Visible() {
		t.Error("a field that is narrowed already is offered")
	}
}

// TestFiltersAreWordedAnew: a list that was narrowed in one language says so in the other after the switch.
func TestFiltersAreWordedAnew(t *testing.T) {
	b := newBench(t)
	spec := ListSpec{Type: centre.CaseType, Source: newShelf()}
	l := NewList(b.host, spec)
	b.put(l)
	l.filters.choose("matter", Option{Value: "0502", Text: "孕期"})
	l.filters.choose("urgent", Option{Value: "yes", Text: "是"})
	b.host.Book = say.For(say.EN)
	again := NewList(b.host, spec)
	b.put(again)
	again.SetPlace(l.Place())
	words := strings.Join(texts(again), " ")
	for _, o := range again.filters.chosen {
		if !strings.Contains(words, o.Text) || strings.ContainsFunc(o.Text+o.Note, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("the filter says %q %q; on the screen: %s", o.Text, o.Note, words)
		}
	}
	if n := len(again.filters.chosen); n != 2 {
		t.Errorf("%d filters are chosen", n)
	}
}

// finding is a shelf that finds nothing.
type finding struct {
	*shelf
	asked []Query
}

func (f *finding) Find(t *field.Type, q Query) (Found, error) {
	f.asked = append(f.asked, q)
	return f.shelf.Find(t, Query{Find: "没有这样的记录"})
}

// TestActionBarKeepsTheMainAction: what finds no room is in a menu and works from there.
func TestActionBarKeepsTheMainAction(t *testing.T) {
	b := newBench(t)
	var did []string
	var actions []Action
	for _, name := range []string{"记一步", "算期限", "历史", "打印", "修改"} {
		actions = append(actions, Action{Text: name, Kind: Flat, Do: func() { did = append(did, name) }})
	}
	bar := newActionBar(b.host, actions)
	b.put(byHand(bar))
	bar.Resize(fyne.NewSize(220, 40))
	b.want("记一步", "修改", b.host.T("kit.more"))
	b.wantNot("打印")
	b.press(b.host.T("kit.more"))
	b.want("打印")
	b.wantNot("修改")
	b.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn) // the last one
	if len(did) != 1 || did[0] != "打印" {
		t.Errorf("did %v", did)
	}
	bar.Resize(fyne.NewSize(900, 40))
	b.want("打印")
	b.wantNot(b.host.T("kit.more"))
}
