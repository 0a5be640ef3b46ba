package draft

import (
	"strconv"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// ProgrammeTotals words what a programme comes to, without its events one by one.
func ProgrammeTotals(s summary.ProgrammeSummary, b *say.Book) Passage {
	w := newWriter(b, int(s.Year))
	p := w.whole(s)
	if name := plainEnd(s.Name); name != "" {
		p.Sentences[0].Text = b.T("draft.programme", name, p.Sentences[0].Text)
	}
	p.Sentences[0].Rows = append(p.Sentences[0].Rows, s.ID)
	return p
}

// whole words the programme as a whole: how many events, of which kinds, how many people where they were counted, and what
// the job fairs came to.
func (w *writer) whole(s summary.ProgrammeSummary) Passage {
	var p Passage
	add := func(text string, rows []field.ID, figures ...summary.Figure) {
		p.Sentences = append(p.Sentences, Sentence{Text: text, Figures: figures, Rows: rows})
	}
	events := s.Events()
	if len(events) == 0 {
		add(w.book.T("draft.whole.none"), nil)
	} else {
		add(w.total(s, len(events)), rowsOf(events))
		add(w.kinds(s), rowsOf(events))
	}
	for _, t := range s.Totals {
		if t.Role == "people" && t.Sum.Parts > 0 {
			add(w.people(t), t.Rows, t.Figure())
		}
	}
	for _, r := range s.Ratios {
		add(w.ratio(r), r.Rows, summary.Figure{Key: r.Key, Role: r.Key, Count: r.Part, Rows: r.Rows})
	}
	if len(s.Planned) > 0 {
		var parts []string
		for _, f := range s.Planned {
			parts = append(parts, w.book.T("draft.labelled", w.book.T(f.Label()), Amount(w.book, f.Count)))
		}
		add(w.book.T("draft.whole.planned", parts), s.Planned[0].Rows, s.Planned...)
	}
	if n := len(s.Upcoming); n > 0 {
		add(w.book.T("draft.whole.upcoming", n), rowsOf(s.Upcoming))
	}
	if n := len(s.Cancelled); n > 0 {
		add(w.book.T("draft.whole.cancelled", n), rowsOf(s.Cancelled))
	}
	return p
}

func rowsOf(events []summary.EventSummary) []field.ID {
	var out []field.ID
	for _, e := range events {
		out = append(out, e.ID)
	}
	return out
}

func (w *writer) total(s summary.ProgrammeSummary, events int) string {
	hosts, _ := s.HostCount()
	joint := 0
	for _, g := range s.Groups {
		if g.Joint() {
			joint += len(g.Events)
		}
	}
	switch {
	case hosts == 0:
		return w.book.T("draft.whole.events", events)
	case joint > 0:
		return w.book.T("draft.whole.joint", events, strconv.Itoa(hosts), strconv.Itoa(joint))
	}
	return w.book.T("draft.whole.hosts", events, strconv.Itoa(hosts))
}

func (w *writer) kinds(s summary.ProgrammeSummary) string {
	var parts []string
	for _, k := range s.Kinds {
		word := k.Kind
		if key := "eventkind." + k.Kind; w.book.Has(key) {
			word = w.book.T(key)
		}
		parts = append(parts, w.book.T("draft.whole.kind", len(k.Rows), word))
	}
	return w.book.T("draft.whole.kinds", parts)
}

// people says how many took part where they were counted, and at how many events they should have been.
func (w *writer) people(t summary.Total) string {
	amount := Amount(w.book, t.Sum.Count)
	if rest := len(t.Without); rest > 0 {
		return w.book.T("draft.whole.people", len(t.Rows), amount, strconv.Itoa(rest))
	}
	return w.book.T("draft.whole.people.all", len(t.Rows), amount)
}

// ratio words a ratio with its two sides; one that rests on an estimate is "about".
func (w *writer) ratio(r summary.Ratio) string {
	return w.book.T("draft.whole.ratio."+r.Key, Amount(w.book, r.Base), Amount(w.book, r.Part), Share(w.book, r))
}
