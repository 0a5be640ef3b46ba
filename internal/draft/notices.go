package draft

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// Indicator words a periodic figure: whose it is, what and how many; with its share where base, the figure it is a part of, is known.
func Indicator(i, base *centre.Indicator, names summary.Names, b *say.Book) Passage {
	w := newWriter(b, 0)
	f := summary.Figure{Key: "value", Role: "indicator", Count: i.Value, Rows: []field.ID{i.ID}}
	s := Sentence{Figures: []summary.Figure{f}, Rows: []field.ID{i.ID}}
	lead := plainEnd(i.Period)
	if unit := nameOf(i.Unit, names); unit != "" {
		lead = unit + lead
	}
	if lead != "" {
		lead = b.T("draft.lead.comma", lead)
	}
	if base != nil && i.Value.Exact() && base.Value.Exact() && base.Value.Value > 0 {
		share := b.Percent(i.Value.Value, base.Value.Value)
		s.Rows = append(s.Rows, base.ID)
		s.Text = w.end(b.T("draft.indicator.share", lead, plainEnd(i.Name), Amount(b, i.Value), plainEnd(base.Name), share))
		return Passage{Sentences: []Sentence{s}}
	}
	s.Text = w.end(b.T("draft.indicator", lead, plainEnd(i.Name), Amount(b, i.Value)))
	return Passage{Sentences: []Sentence{s}}
}

// Award words an honour a unit was given. An honour of a person alone gives no sentence: nobody is named in a bulletin by the program.
func Award(a *centre.Award, names summary.Names, b *say.Book) (Passage, bool) {
	unit := nameOf(a.Unit, names)
	if unit == "" {
		return Passage{}, false
	}
	w := newWriter(b, 0)
	what := plainEnd(a.Name)
	if a.Rank != "" {
		what += plainEnd(a.Rank)
	}
	text := b.T("draft.award", unit, what)
	if by := plainEnd(a.By); by != "" {
		text = b.T("draft.award.by", unit, what, by)
	}
	return Passage{Sentences: []Sentence{{Text: w.end(text), Rows: []field.ID{a.ID}}}}, true
}

func nameOf(id field.ID, names summary.Names) string {
	if id == (field.ID{}) || names == nil {
		return ""
	}
	return names(id)
}
