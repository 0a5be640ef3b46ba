package paper

import (
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"cn.halfsky/internal/say"
)

// marked counts how often each free text of a document's records is printed: every text is a marker of its own.
type marked struct {
	times map[spot]int
	marks map[spot]string
}

var (
	markedMu sync.Mutex
	markedOf = map[string]marked{}
)

// markers finds out, once for each document, which texts it prints whole. Names it masks and texts it leaves out are not printed.
func (r documentRow) markers(t testing.TB, lang say.Lang) marked {
	t.Helper()
	markedMu.Lock()
	defer markedMu.Unlock()
	key := r.name + string(lang)
	if m, ok := markedOf[key]; ok {
		return m
	}
	m := marked{map[spot]int{}, map[spot]string{}}
	w := newWorld(t, "sample")
	w.text = func(s spot) (string, bool) {
		if m.marks[s] == "" {
			n := rune(len(m.marks))
			m.marks[s] = "囗" + string(0x5E00+n/8) + string(0x5F00+n%8) + "囗"
		}
		return m.marks[s], true
	}
	text := squash(endless(t, r.document(w, lang).Doc).Plain())
	for s, mark := range m.marks {
		m.times[s] = strings.Count(text, mark)
	}
	markedOf[key] = m
	return m
}

// A sentence about an event has its name in quotation marks, so that those inside become single ones, and ends in one stop of its own. A
// short item of the bulletin has its own ● instead of the one somebody typed.
var quotes = strings.NewReplacer("“", "‘", "”", "’", "●", "")

const stops = "。；，、.;, \n\t"

// loses puts a text before and behind every marker and fails when a character of it comes out less often than the marker did, or the marker itself.
func (r documentRow) loses(t testing.TB, lang say.Lang, text string) {
	t.Helper()
	m := r.markers(t, lang)
	w := newWorld(t, "sample")
	w.text = func(s spot) (string, bool) { return text + m.marks[s] + text, m.times[s] > 0 }
	d := r.document(w, lang)
	p := mustLayout(t, d.Doc)
	inside(t, p)
	apart(t, p)
	all := 0
	for _, n := range m.times {
		all += n
	}
	got := counted(quotes.Replace(endless(t, d.Doc).Plain())) // what stands there again because a page ends is not counted
	for c, n := range counted(quotes.Replace(clean(text + "囗" + strings.TrimRight(text, stops)))) {
		if c != utf8.RuneError && got[c] < n*all { // a damaged byte is no character
			t.Errorf("%s in %s: %q (U+%04X) stands %d times in each of %d texts and is printed %d times", r.name, lang, c, c, n, all, got[c])
			return
		}
	}
	if _, err := p.PDF(); err != nil {
		t.Error(err)
	}
}

// TestNoDocumentLosesACharacter: whatever is typed into a free text that a document prints stands on its pages, from the record to the
// paper. What may be left out is what clean leaves out, and nothing else.
func TestNoDocumentLosesACharacter(t *testing.T) {
	t.Parallel()
	for _, row := range documents {
		for _, lang := range say.Langs() {
			printed := 0
			for _, n := range row.markers(t, lang).times {
				printed += n
			}
			if whole := strings.HasSuffix(row.name, "whole"); whole && printed < 3 {
				t.Errorf("%s prints only %d free texts", row.name, printed)
			}
			row.loses(t, lang, hostile)
		}
	}
}

// FuzzDocument types any text into every free text of the records of any document.
func FuzzDocument(f *testing.F) {
	for i := range documents {
		f.Add(uint8(i), hostile)
		f.Add(uint8(i), "。”\n\n● 一、（一）|{0}%[1]d——……3月6日96 %")
		f.Add(uint8(i), strings.Repeat("很长，", 90)+"\xff")
	}
	f.Fuzz(func(t *testing.T, n uint8, text string) {
		if all := []rune(text); len(all) > 300 {
			text = string(all[:300])
		}
		row := documents[int(n)%len(documents)]
		lang := say.ZH
		if len(text)%2 == 1 {
			lang = say.EN
		}
		row.loses(t, lang, text)
	})
}

// unseen are the graphic characters (unicode.IsGraphic) that stand for nothing one could see and that clean leaves out: the fillers of
// Hangul and the variation selectors. Everything else it leaves out is no graphic character.
func unseen(r rune) bool {
	return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF || r == 0x115F || r == 0x1160 || r == 0x3164 || r == 0xFFA0
}

// TestCleanLeavesOutOnlyWhatShowsNothing tries every character there is.
func TestCleanLeavesOutOnlyWhatShowsNothing(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		got := clean("a" + string(r) + "b")
		space := unicode.Is(unicode.Zs, r)
		switch {
		case !utf8.ValidRune(r):
			r = 0xDFFF // the surrogates are no characters
		case space && (got == "a b" || got == "a\u00a0b" || r == 0x3000 && got == "a\u3000b"), !space && unicode.IsGraphic(r) && unseen(r) && got == "ab":
		case !space && unicode.IsGraphic(r) && got != "a"+string(r)+"b", space:
			t.Errorf("U+%04X becomes %q", r, got)
		}
	}
}
