package draft

import (
	"slices"
	"strconv"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Amount words a count for a table: as people write it in Chinese, with its measure word; in English the number with what has
// to be said about it. A count nobody took is "not counted".
func Amount(b *say.Book, c field.Count) string {
	switch {
	case c.IsZero():
		return b.T("draft.notcounted")
	case b.Lang() != say.EN:
		return written(c)
	case !c.HasValue:
		return b.T("draft.amount.unknown")
	}
	return b.T("draft.amount."+AmountKey(c.Qualifier), b.Number(c.Value))
}

// Share words a ratio in per cent; one that rests on an estimate is "about".
func Share(b *say.Book, r summary.Ratio) string {
	text := b.Percent(r.Part.Value, r.Base.Value)
	if r.Exact() {
		return text
	}
	return b.T("draft.amount.about", text)
}

// AmountKey says how sure a qualifier is: over, near, about, least or exact; draft.amount.<key> words it.
func AmountKey(qualifier string) string {
	switch qualifier {
	case "多", "余":
		return "over"
	case "近":
		return "near"
	case "约", "不详":
		return "about"
	case "以上":
		return "least"
	}
	return "exact"
}

// written is a count as it was written, with half-width figures and its measure word.
func written(c field.Count) string {
	s := strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, c.String())
	if c.Unit != "" && !strings.Contains(s, c.Unit) {
		return c.Plain()
	}
	return s
}

// takesNoun are the measure words that stand between a number and what is counted; behind the others (人, 人次) nothing
// follows, so what is counted stands before the number.
const takesNoun = "家个名位户支批份项件条款间台场期节堂类种组对所"

// alone are the roles that 人 already names.
var alone = []string{"people", "intents", "screened", "helped", "settled", "sessions", "awarded", "commended"}

// counted words a figure with what it counts: 49家单位, 指导员6人, 347人; 49 employers. It is empty for a count that says nothing, and for
// none at all: 0 of something is told by nobody.
func (w *writer) counted(f summary.Figure) string {
	c := f.Count
	if c.Exact() && c.Value == 0 {
		return ""
	}
	if !c.HasValue && c.Qualifier == "不详" && !strings.ContainsAny(c.Written, "一大几数若部众许") {
		return ""
	}
	noun := w.book.T(w.noun(f), plural(c))
	if !w.zh() {
		return Amount(w.book, c) + " " + noun
	}
	text := written(c)
	last := c.Unit
	if last == "" {
		return noun + text
	}
	switch {
	case f.Role == "sessions" || f.Role == "settled" || last == "户" && slices.Contains(alone, f.Role):
		return text
	case strings.Contains(takesNoun, last):
		return text + noun
	case slices.Contains(alone, f.Role):
		return text
	}
	return noun + text
}

// plural is the number that chooses between singular and plural in English.
func plural(c field.Count) int {
	if c.Exact() && c.Value == 1 {
		return 1
	}
	return 2
}

// noun returns the key of the word for what a figure counts; some roles have another word for persons and for groups.
func (w *writer) noun(f summary.Figure) string {
	key := "draft.noun." + f.Role
	class := ""
	switch f.Count.Unit {
	case "名", "位", "人", "人次":
		class = ".person"
	case "批":
		class = ".group"
	}
	if class != "" && w.book.Has(key+class) {
		return key + class
	}
	return key
}

// clause is one statement of a sentence and the figures it states.
type clause struct {
	text    string
	figures []summary.Figure
}

// figures words counts of an event of that kind in the order they are printed. Units and people who took part make one clause.
func (w *writer) figures(figures []summary.Figure, kind string, n int) []clause {
	var out []clause
	units, people := -1, -1
	for i, f := range figures {
		switch text := w.counted(f); {
		case text == "":
		case f.Role == "units":
			units = i
		case f.Role == "people":
			people = i
		}
	}
	for i, f := range figures {
		text := w.counted(f)
		switch {
		case text == "" && f.Role == "problems" && f.Count.Exact(): // that nothing was found is a finding
			out = append(out, clause{w.book.T("draft.figure.problems.none"), []summary.Figure{f}})
		case text == "" || i == people && units >= 0:
		case i == units && people >= 0:
			g := figures[people]
			out = append(out, clause{w.book.T("draft.both", text, w.counted(g)), []summary.Figure{f, g}})
		default:
			out = append(out, clause{w.book.T(w.statement(f.Role, kind, n), text, plural(f.Count)), []summary.Figure{f}})
		}
	}
	return out
}

// statement returns the pattern for a figure: one for its role at that kind of event, else one for its role.
func (w *writer) statement(role, kind string, n int) string {
	if key := "draft.figure." + role + "." + kind; kind != "" && w.book.Has(key+".1") {
		return w.variant(key, n)
	}
	return w.variant("draft.figure."+role, n)
}

// han writes a whole number from 1 to 9999 in Chinese characters as ordinals take it: 一, 十, 十二, 一百零五.
func han(n int) string {
	const digits = "零一二三四五六七八九"
	if n < 1 || n > 9999 {
		return strconv.Itoa(n)
	}
	d := []rune(digits)
	out, gap := "", false
	for i, scale := range []int{1000, 100, 10, 1} {
		v := n / scale % 10
		if v == 0 {
			gap = out != ""
			continue
		}
		if gap {
			out += "零"
			gap = false
		}
		if scale != 10 || v != 1 || out != "" {
			out += string(d[v])
		}
		out += [...]string{"千", "百", "十", ""}[i]
	}
	return out
}
