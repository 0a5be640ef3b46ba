package summary

import (
	"math"

	"cn.halfsky/internal/field"
)

// whenKeys are the times of the columns, as plain data and in say: stat.when.<key>.
var whenKeys = map[When]string{ThisPeriod: "period", ThisYear: "year", LastYear: "lastyear"}

// Key is the key of the time.
func (w When) Key() string { return whenKeys[w] }

// JSON returns the figures as plain data: of the scope that was asked for, or of every scope and all together. Money is in fen, time in
// minutes. Where small numbers are withheld, the rows of figures about persons are too: who counts them has what was withheld.
func (s *Statistics) JSON() map[string]any {
	scopes := []any{}
	for scope := range len(s.Scopes) + 1 {
		if s.Only < 0 || scope == s.Only {
			scopes = append(scopes, map[string]any{"scope": s.scopeKey(scope), "tables": each(s.Tables, func(t StatTable) map[string]any { return s.table(&t, scope) })})
		}
	}
	return map[string]any{
		"report": "statistics", "from": s.Period.From.String(), "to": s.Period.To.String(), "span": s.Span, "basis": s.Basis, "own": s.Own,
		"masked": s.Masked, "least": s.Least, "scopes": scopes, "months": each(s.Months, StatMonth.json),
		"apart": map[string]any{"locked": s.few(s.Locked), "dateless": s.few(s.Dateless), "duplicates": s.Duplicates, "twice": ids(s.Twice), "undated": s.Undated, "anonymous": s.anonymous()},
	}
}

// anonymous is not told where it is a small number.
func (s *Statistics) anonymous() any {
	if s.Masked && s.Anonymous > 0 && s.Anonymous < int64(s.Least) {
		return nil
	}
	return s.Anonymous
}

// few is a number of cases apart from the tables, not told where it is small.
func (s *Statistics) few(n int) any {
	if s.Masked && n > 0 && n < s.Least {
		return nil
	}
	return n
}

func (s *Statistics) scopeKey(scope int) string {
	switch scope {
	case 0:
		return "centre"
	case s.All():
		return "all"
	}
	return s.Scopes[scope]
}

func (m StatMonth) json() map[string]any {
	out := map[string]any{"month": m.Month.String()}
	for key, v := range map[string]struct {
		n    int64
		hide bool
	}{"this": {m.This, m.HideThis}, "last": {m.Last, m.HideLast}} {
		if out[key] = v.n; v.hide {
			out[key] = nil
		}
	}
	return out
}

func (s *Statistics) table(t *StatTable, scope int) map[string]any {
	figures := []any{}
	for _, row := range t.Rows {
		for _, m := range t.Measures {
			for _, w := range []When{ThisPeriod, ThisYear, LastYear} {
				if f := s.figure(t, w, scope, row, m); f != nil {
					figures = append(figures, f)
				}
			}
		}
	}
	return map[string]any{"number": t.Number, "key": t.Key, "label": "stat.table." + t.Key, "figures": figures}
}

// figure is one figure; nil for what is 0 or serves another.
func (s *Statistics) figure(t *StatTable, w When, scope int, row string, m Measure) map[string]any {
	c := t.Cell(w, scope, row, m.Key)
	out := map[string]any{"row": row, "key": m.Key, "label": "stat.measure." + m.Key, "when": w.Key()}
	part, base, ok := t.Ratio(w, scope, row, m)
	switch {
	case m.Quiet || m.Rate == nil && c.Count.HasValue && c.Count.Value == 0 && !c.Hidden:
		return nil
	case c.Hidden:
		out["hidden"] = true
	case m.Rate != nil && !ok:
		return nil
	case m.Rate != nil:
		out["part"], out["base"], out["value"] = part, base, math.Round(float64(part)/float64(base)*1e4)/1e4
	case m.Unit == UnitFen || m.Unit == UnitMinute:
		out[m.Unit] = c.Count.Value
	default:
		out["count"] = c.Count.Raw()
		out["estimates"], out["unknown"] = c.Estimates, c.Unknown
	}
	if !m.Kept || !s.Masked {
		out["rows"] = ids(s.Rows(c))
	}
	return out
}

// Wan is an amount in 万元 to two decimals, of hundredths of 万元: fen rounded half up, away from zero.
func Wan(f field.Fen) int64 {
	const hundredth = 1_0000 // fen
	n := int64(f)
	if n < 0 {
		return -((-n + hundredth/2) / hundredth)
	}
	return (n + hundredth/2) / hundredth
}
