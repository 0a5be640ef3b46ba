package draft

import (
	"slices"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// ranks words what was given in which rank: 其中一等奖6个、二等奖11个. One without a rank or a number is in no sentence, and nobody who won
// one is named.
func (w *writer) ranks(e summary.EventSummary) clause {
	var figures []summary.Figure
	var parts []string
	for _, r := range e.Ranks() {
		rank := plainEnd(r.Rank)
		if rank == "" || !r.Number.Count.HasValue || r.Number.Count.Value == 0 {
			continue
		}
		figures = append(figures, summary.Figure{Key: "rank." + r.Name + rank, Role: "awarded", Count: r.Number.Count, Rows: r.Rows})
		parts = append(parts, w.book.T("draft.rank", rank, Amount(w.book, r.Number.Count)))
	}
	if len(parts) == 0 {
		return clause{}
	}
	return clause{w.book.T("draft.ranks", parts), figures}
}

// money words what was given in money. It is a figure as far as whole yuan say it.
func (w *writer) money(e summary.EventSummary) clause {
	const yuan = 100 // fen
	if e.Amount <= 0 {
		return clause{}
	}
	text := w.book.Money(int64(e.Amount))
	if e.Amount >= 10_000*yuan {
		text = w.book.MoneyWan(int64(e.Amount))
	}
	f := summary.Figure{Key: "amount", Role: "amount", Count: field.Exactly(int64(e.Amount)/yuan, "元"), Rows: []field.ID{e.ID}}
	f.Count.Written = text
	key := "draft.figure.amount"
	if k := key + "." + e.Kind; w.book.Has(k) {
		key = k
	}
	return clause{w.book.T(key, text), []summary.Figure{f}}
}

// addRows adds the records of figures that are not among rows.
func addRows(rows []field.ID, figures []summary.Figure) []field.ID {
	for _, f := range figures {
		for _, id := range f.Rows {
			if !slices.Contains(rows, id) {
				rows = append(rows, id)
			}
		}
	}
	return rows
}
