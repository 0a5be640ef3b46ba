package law

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// Name is the rule's name.
func (r *Rule) Name(b *say.Book) string { return b.T("law.rule." + r.ID) }

// More is what has to be known beside the name, or "".
func (r *Rule) More(b *say.Book) string {
	if !r.Note {
		return ""
	}
	return b.T("law.rule." + r.ID + ".note")
}

// Binds names those whom the rule binds.
func (r *Rule) Binds(b *say.Book) string {
	var names []string
	for _, w := range r.Who {
		names = append(names, b.T("law.who."+w))
	}
	return b.List(names...)
}

// Basis cites the sources of the rule.
func (r *Rule) Basis(b *say.Book) string {
	var cites []string
	for _, s := range r.Sources {
		cites = append(cites, s.Cite(b))
	}
	return b.List(cites...)
}

// itemWords turns the numerals of items into digits for a language that counts with them.
var itemWords = map[string]string{"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "十": "10"}

// Cite writes the source as it is cited: 《劳动合同法》第42条第（四）项.
func (s Source) Cite(b *say.Book) string {
	act := b.T("law.act." + s.Act)
	article, part, _ := strings.Cut(strings.TrimSuffix(s.Article, ")"), "(")
	digits, item := itemWords[part]
	switch {
	case article == "":
		return act
	case part == "":
		return b.T("law.cite.article", act, article)
	case !item:
		return b.T("law.cite.paragraph", act, article, part)
	case b.Lang() != say.ZH:
		part = digits
	}
	return b.T("law.cite.item", act, article, part)
}

// Text writes the note.
func (n Note) Text(b *say.Book) string {
	args := make([]any, len(n.Args))
	for i, a := range n.Args {
		args[i] = word(b, a)
	}
	return b.T(n.Say, args...)
}

// Trigger is the code of a trigger, for notes.
type Trigger string

func word(b *say.Book, arg any) any {
	switch v := arg.(type) {
	case field.Day:
		return b.Day(v.Year, v.Month, v.Date)
	case Amount:
		return b.T("law.unit."+string(v.Unit), v.N)
	case Confidence:
		return v.Text(b)
	case Trigger:
		return b.T("law.trigger." + string(v))
	case Effect:
		return centre.Shown{Book: b}.Code(centre.Effect, string(v))
	}
	return arg
}

// Text says in words how the rule is known.
func (c Confidence) Text(b *say.Book) string {
	grade := b.T("law.confidence." + c.Grade)
	if c.Level == "" {
		return grade
	}
	return b.T("law.confidence.both", grade, b.T("law.level."+c.Level))
}

// When writes the computed day with how it is to be read: 最迟2026年4月17日. It is "" while there is no day.
func (d Due) When(b *say.Book) string {
	if d.Day.IsZero() {
		return ""
	}
	day := b.Day(d.Day.Year, d.Day.Month, d.Day.Date)
	if d.At != 0 {
		day = b.Moment(d.At.In(China))
	}
	return b.T("law.sense."+string(d.Rule.Sense), day)
}
