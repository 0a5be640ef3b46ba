package draft

import (
	"slices"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// Sentence is one statement and what it rests on.
type Sentence struct {
	Text    string
	Figures []summary.Figure // the figures it states
	Rows    []field.ID       // the records it rests on
}

// Passage is a run of sentences about one host, one event or the whole.
type Passage struct {
	Hosts     []summary.Host // none for the whole
	Sentences []Sentence
}

// Text returns the passage as one paragraph in the language of b.
func (p Passage) Text(b *say.Book) string {
	var out []string
	for _, s := range p.Sentences {
		out = append(out, s.Text)
	}
	if b.Lang() == say.EN {
		return strings.Join(out, " ")
	}
	return strings.Join(out, "")
}

// Rows returns every record the passage rests on, each once, in the order they are first used.
func (p Passage) Rows() []field.ID {
	var out []field.ID
	for _, s := range p.Sentences {
		for _, id := range s.Rows {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// writer words one document.
type writer struct {
	book *say.Book
	year int            // dates of this year are written without it
	used map[string]int // how many events of a kind were worded so far
}

func newWriter(b *say.Book, year int) *writer {
	return &writer{book: b, year: year, used: map[string]int{}}
}

func (w *writer) zh() bool { return w.book.Lang() != say.EN }

// variant returns the n-th pattern under key: key.1, key.2 … in turn.
func (w *writer) variant(key string, n int) string {
	count := 0
	for w.book.Has(key + "." + itoa(count+1)) {
		count++
	}
	if count == 0 {
		return ""
	}
	return key + "." + itoa(n%count+1)
}

// Programme words a programme: first the whole, then one passage per host with its events as a numbered run.
func Programme(s summary.ProgrammeSummary, b *say.Book) []Passage {
	w := newWriter(b, int(s.Year))
	out := []Passage{w.whole(s)}
	for i, g := range s.Groups {
		out = append(out, w.group(g, i))
	}
	return out
}

// Event words one event.
func Event(e summary.EventSummary, b *say.Book) Passage {
	return Group(summary.HostGroup{Hosts: e.Hosts, Events: []summary.EventSummary{e}}, b)
}

// Group words the events of one host.
func Group(g summary.HostGroup, b *say.Book) Passage { return newWriter(b, 0).group(g, 0) }

// group words the events of one host. A single event is one sentence about its host; more are a run of 一是, 二是.
func (w *writer) group(g summary.HostGroup, n int) Passage {
	p := Passage{Hosts: g.Hosts}
	if len(g.Events) == 1 {
		p.Sentences = []Sentence{w.single(g, g.Events[0])}
		return p
	}
	p.Sentences = append(p.Sentences, w.opening(g, n))
	for i, e := range g.Events {
		s := w.event(e, e.Theme != g.Theme)
		s.Text = w.end(w.book.T("draft.nth", Ordinal(w.book, i+1), w.dated(e)+s.Text))
		p.Sentences = append(p.Sentences, s)
	}
	return p
}

// Ordinal writes a number from 1 on as headings and runs have it: 一, 二 … 十二 in Chinese, 1, 2 … in English.
func Ordinal(b *say.Book, n int) string {
	if b.Lang() == say.EN {
		return itoa(n)
	}
	return han(n)
}

// opening is the sentence before a numbered run: who held how many events, under which theme.
func (w *writer) opening(g summary.HostGroup, n int) Sentence {
	var rows []field.ID
	for _, e := range g.Events {
		rows = append(rows, e.ID)
	}
	hosts, count := w.hosts(g.Hosts), len(g.Events)
	var text string
	switch {
	case len(g.Hosts) == 0:
		text = w.book.T("draft.group.nohost", count)
	case g.Themed == count:
		text = w.book.T("draft.group.theme", count, hosts, nested(g.Theme))
	case g.Themed > 0:
		text = w.book.T("draft.group.themed", count, hosts, nested(g.Theme), g.Themed)
	case g.Joint():
		text = w.book.T("draft.group.joint", count, hosts)
	default:
		text = w.book.T(w.variant("draft.group", n), count, hosts)
	}
	return Sentence{Text: text, Rows: rows}
}

func (w *writer) hosts(hs []summary.Host) string {
	names := make([]string, 0, len(hs))
	for _, h := range hs {
		name := h.Name
		if name == "" {
			name = w.book.T("draft.unknown")
		}
		names = append(names, name)
	}
	return w.book.List(names...)
}

func (w *writer) single(g summary.HostGroup, e summary.EventSummary) Sentence {
	s := w.event(e, true)
	key := "draft.single"
	switch {
	case len(g.Hosts) == 0:
		s.Text = w.end(w.dated(e) + s.Text)
		return s
	case g.Joint():
		key = "draft.single.joint"
	}
	date := w.dated(e)
	if date != "" && w.zh() {
		date += "，"
	}
	s.Text = w.end(w.book.T(key, date, w.hosts(g.Hosts), s.Text))
	return s
}

// end closes a sentence; in English it also opens it with a capital.
func (w *writer) end(text string) string {
	if w.zh() {
		return strings.TrimRight(text, "。；，、") + "。"
	}
	text = strings.TrimRight(text, ".;, ") + "."
	for i, r := range text {
		if r >= 'a' && r <= 'z' {
			return text[:i] + strings.ToUpper(text[i:i+1]) + text[i+1:]
		}
		if r >= 0x80 || r >= 'A' && r <= 'Z' {
			break
		}
	}
	return text
}

// nested turns the quotation marks of a text into inner ones, for it will stand between outer ones.
func nested(s string) string {
	return strings.NewReplacer("“", "‘", "”", "’").Replace(strings.TrimSpace(s))
}
