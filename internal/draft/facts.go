package draft

import (
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// Fact is one figure a text was worded from, as it stood then.
type Fact struct {
	Rows  string // the records it rests on, joined by commas
	Key   string // count field, or key of a ratio
	Label string // say key of what it counts
	Count field.Count
}

// Facts returns the figures of passages, each once, in the order they are stated.
func Facts(ps []Passage) []Fact {
	var out []Fact
	seen := map[[2]string]bool{}
	for _, p := range ps {
		for _, s := range p.Sentences {
			for _, f := range s.Figures {
				x := Fact{Rows: joined(f.Rows), Key: f.Key, Label: f.Label(), Count: f.Count}
				if at := [2]string{x.Rows, x.Key}; !seen[at] {
					seen[at] = true
					out = append(out, x)
				}
			}
		}
	}
	return out
}

func joined(ids []field.ID) string {
	var out []string
	for _, id := range ids {
		out = append(out, id.String())
	}
	return strings.Join(out, ",")
}

// WriteFacts writes facts as lines of text, to be kept beside what was worded from them.
func WriteFacts(fs []Fact) string {
	var b strings.Builder
	for _, f := range fs {
		b.WriteString(strings.Join([]string{f.Rows, f.Key, f.Label, oneField(f.Count.String())}, "\t") + "\n")
	}
	return b.String()
}

func oneField(s string) string { return strings.Join(strings.Fields(s), " ") }

// ReadFacts reads what WriteFacts wrote; lines it does not understand are left out.
func ReadFacts(text string) []Fact {
	var out []Fact
	for line := range strings.Lines(text) {
		p := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(p) != 4 {
			continue
		}
		if c, ok := field.ParseCount(p[3], ""); ok {
			out = append(out, Fact{p[0], p[1], p[2], c})
		}
	}
	return out
}

// Stale is a figure that is not what it was when a text was worded from it.
type Stale struct {
	Fact
	Now field.Count // as it is now; zero when there is no such figure any more
	At  int         // byte of the text where the old figure stands; -1 when it does not stand there as it was worded
	To  int         // byte behind it
}

// StaleFacts compares the figures a text was worded from with those of today.
func StaleFacts(text string, then, now []Fact, b *say.Book) []Stale {
	var out []Stale
	for _, old := range then {
		x := Stale{Fact: old, At: -1}
		for _, f := range now {
			if f.Rows == old.Rows && f.Key == old.Key {
				x.Now = f.Count
			}
		}
		if oneField(x.Now.String()) == oneField(old.Count.String()) {
			continue
		}
		for _, words := range []string{written(old.Count), Amount(b, old.Count)} {
			if at := strings.Index(text, words); at >= 0 && words != "" && x.At < 0 {
				x.At, x.To = at, at+len(words)
			}
		}
		out = append(out, x)
	}
	return out
}

// Heading words the heading of an article about one event: who did what.
func Heading(e summary.EventSummary, b *say.Book) string {
	w := newWriter(b, int(e.Date.Year))
	if len(e.Hosts) == 0 {
		return plainEnd(e.Name)
	}
	if !w.zh() {
		return strings.TrimSpace(w.book.T("draft.heading", w.hosts(e.Hosts), plainEnd(e.Name)))
	}
	return w.hosts(e.Hosts) + plainEnd(w.lead(e, 0))
}

// Records are the records the figure rests on.
func (f Fact) Records() (out []field.ID) {
	for text := range strings.SplitSeq(f.Rows, ",") {
		if id, err := field.ParseID(text); err == nil {
			out = append(out, id)
		}
	}
	return out
}
