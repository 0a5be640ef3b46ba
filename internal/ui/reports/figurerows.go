package reports

import (
	"slices"
	"strings"

	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// figureHead is one column of figures: a measure at a time, or how much it changed in a year.
type figureHead struct {
	key     string
	measure summary.Measure
	when    summary.When
	change  bool
}

// compared are the measures that are set beside those of the year before.
var compared = map[string][]string{
	"reception": {"cases", "contacts", "people"}, "matters": {"cases", "share"}, "services": {"accepted", "rate", "recovered"}, "fairs": {"units", "posts", "rate"},
	"inspections": {"inspections", "units", "problems"}, "aid": {"households", "times", "amount"}, "files": {"households"}, "counsellors": {"attended", "received", "rate"},
	"network": {"setup", "opened"}, "events": {"events", "attendance", "units"},
}

// view is the table in view.
func (s *figures) view() *summary.StatTable {
	if s.c.grouped() {
		return &s.s.Tables[0]
	}
	return s.s.Table(s.c.table)
}

func (s *figures) at(head figureHead, row string) draft.StatAt {
	return draft.StatAt{Table: s.view(), When: head.when, Scope: s.s.Shown(), Row: row, Measure: head.measure}
}

// lay makes the table: its columns by the choice, its rows those that have something to tell.
func (s *figures) lay() {
	h, t := s.host, s.view()
	s.heads, s.rows = nil, nil
	for _, m := range t.Measures {
		switch {
		case m.Quiet:
		case s.c.columns == columnsCompare:
			if slices.Contains(compared[s.c.table], m.Key) {
				s.heads = append(s.heads, figureHead{m.Key, m, summary.ThisPeriod, false}, figureHead{m.Key + ".last", m, summary.LastYear, false}, figureHead{m.Key + ".change", m, summary.ThisPeriod, true})
			}
		case s.c.columns == columnsYear:
			s.heads = append(s.heads, figureHead{m.Key, m, summary.ThisYear, false})
		default:
			s.heads = append(s.heads, figureHead{m.Key, m, summary.ThisPeriod, false})
		}
	}
	full := s.c.table == "reception" || s.c.table == "matters"
	for _, row := range t.Rows {
		if full || row == summary.AllRows || t.Alone || !s.silent(t, row) {
			s.rows = append(s.rows, row)
		}
	}
	cols := []kit.Column{{Key: "", Title: h.T("stat.rows." + t.Key), Width: 290, Loose: true, Fixed: true}}
	for _, x := range s.heads {
		cols = append(cols, kit.Column{Key: x.key, Title: s.headTitle(x), Width: 74, Right: true, Loose: true, Fixed: true})
	}
	s.table = kit.NewTable(h, cols)
	s.table.OnSelect = func(int) { s.moved() }
	s.table.OnCell = func(int, string) { s.moved() }
	s.table.OnOpen = func(int) { s.open() }
	s.table.SetEmpty(h.T("stat.nothing"), "", nil)
	s.table.SetRows(figureRows{s})
}

// cellKey is the column the person was in, or the first with a figure.
func (s *figures) cellKey() string {
	known := slices.ContainsFunc(s.heads, func(x figureHead) bool { return x.key == s.c.key })
	if !known && len(s.heads) > 0 {
		return s.heads[0].key
	}
	return s.c.key
}

// silent reports whether a row has nothing to tell at any time.
func (s *figures) silent(t *summary.StatTable, row string) bool {
	for _, m := range t.Measures {
		for _, w := range []summary.When{summary.ThisPeriod, summary.ThisYear, summary.LastYear} {
			if x := t.Cell(w, s.s.Shown(), row, m.Key); x.Hidden || x.Count.Value != 0 || x.Unknown > 0 {
				return false
			}
		}
	}
	return true
}

// headTitle is a measure with its unit, and where times stand beside each other its time.
func (s *figures) headTitle(x figureHead) string {
	b := s.host.Book
	name := draft.StatMeasure(b, s.view(), x.measure)
	switch {
	case x.change:
		return b.T("figures.head.change")
	case s.c.columns == columnsCompare && x.when == summary.LastYear:
		return b.T("figures.head.last")
	}
	return draft.StatUnited(b, "stat.measured", name, x.measure)
}

// text words one figure. A sum that holds estimates without saying so is marked.
func (s *figures) text(x figureHead, row string) string {
	b, at := s.host.Book, s.at(x, row)
	if x.change {
		return draft.StatDifference(b, at)
	}
	text := draft.StatFigure(b, at)
	if c := at.Table.Cell(x.when, at.Scope, row, x.measure.Key); c.Estimates > 0 && !c.Hidden && c.Count.HasValue && c.Count.Qualifier == "" {
		return b.T("figures.estimated", text)
	}
	return text
}

// figureRows are the lines of the table.
type figureRows struct{ s *figures }

// Len is called by the table.
func (r figureRows) Len() int { return len(r.s.rows) }

// ID is called by the table: lines have no name, their place tells them apart.
func (r figureRows) ID(i int) field.ID { return field.ID{0: 1, 14: byte(i >> 8), 15: byte(i)} }

// Text is called by the table.
func (r figureRows) Text(i int, key string) string {
	if key == "" {
		return draft.StatRow(r.s.host.Book, r.s.view(), r.s.rows[i])
	}
	for _, x := range r.s.heads {
		if x.key == key {
			return r.s.text(x, r.s.rows[i])
		}
	}
	return ""
}

// hand is the figure in hand; false where none is.
func (s *figures) hand() (figureHead, string, bool) {
	i, key := s.table.Cell()
	at := slices.IndexFunc(s.heads, func(x figureHead) bool { return x.key == key })
	if i < 0 || i >= len(s.rows) || at < 0 {
		return figureHead{}, "", false
	}
	return s.heads[at], s.rows[i], true
}

func (s *figures) moved() {
	if i, key := s.table.Cell(); i >= 0 && i < len(s.rows) {
		s.c.row, s.c.key = s.rows[i], key
	}
	s.tell()
}

// tell says what the figure in hand is made of.
func (s *figures) tell() {
	x, row, ok := s.hand()
	if !ok {
		s.detail.SetText(s.host.T("figures.hint"))
		return
	}
	s.detail.SetText(strings.Join(append([]string{s.named(x, row)}, s.madeOf(x, row)...), s.host.T("figures.join")))
}

// named is the figure with what it counts.
func (s *figures) named(x figureHead, row string) string {
	b := s.host.Book
	when := b.T("stat.when." + x.when.Key())
	if x.change {
		when = b.T("stat.change")
	}
	name := draft.StatUnited(b, "stat.measured", draft.StatMeasure(b, s.view(), x.measure), x.measure)
	return b.T("figures.named", draft.StatRow(b, s.view(), row), name, when, s.text(x, row))
}

// madeOf says of a rate its two sides, of a sum how many counts it adds up and which of them are weak.
func (s *figures) madeOf(x figureHead, row string) (out []string) {
	b, at := s.host.Book, s.at(x, row)
	c := at.Table.Cell(x.when, at.Scope, row, x.measure.Key)
	switch {
	case c.Hidden:
		return []string{b.T("stat.note.hidden", s.s.Least)}
	case x.change:
	case x.measure.Rate != nil:
		if part, base, ok := at.Table.Ratio(x.when, at.Scope, row, x.measure); ok {
			out = append(out, b.T("figures.ratio", draft.StatValue(b, x.measure, part), draft.StatValue(b, x.measure, base)))
		}
	case x.measure.Told && c.Parts+c.Unknown > 0:
		out = append(out, b.T("figures.parts", c.Parts+c.Unknown))
		if c.Estimates > 0 {
			out = append(out, b.T("figures.estimates", c.Estimates))
		}
		if c.Unknown > 0 {
			out = append(out, b.T("figures.unknown", c.Unknown))
		}
	}
	if n := len(s.behind(x, row)); n > 0 && !s.sealed(x) {
		out = append(out, b.T("figures.enter", n))
	}
	return out
}

// heading says which figures these are: table, period, basis, scope, and whether small numbers stand in them.
func (s *figures) heading() string {
	h := s.host
	parts := []string{h.T("stat.table." + s.c.table), h.T("say.span", h.Shown().Day(s.s.Period.From), h.Shown().Day(s.s.Period.To))}
	if s.c.grouped() {
		parts = append(parts, h.T("figures.basis.event"))
	} else if s.c.ofCases() {
		parts = append(parts, h.T("stat.basis."+s.s.Basis))
	}
	parts = append(parts, s.scopeName())
	if s.c.small() && !s.s.Masked {
		parts = append(parts, h.T("stat.internal"))
	}
	return strings.Join(parts, h.T("figures.dot"))
}

func (s *figures) scopeName() string {
	switch s.c.scope {
	case office.ScopeAll:
		return s.host.T("print.scope.all")
	case office.ScopeCentre:
		return s.host.T("print.scope.centre")
	}
	return s.c.scope
}

// noted says how the figures were counted.
func (s *figures) noted() string {
	b, st := s.host.Book, s.s
	var out []string
	add := func(key string, args ...any) { out = append(out, b.T(key, args...)) }
	switch s.c.table {
	case "reception":
		add("stat.note.reception")
		add("stat.method.transferred")
		if n := st.Anonymous; n > 0 && (!st.Masked || n >= int64(st.Least)) {
			add("stat.note.nameless", n)
		}
	case "services":
		add("stat.note.services")
		add("stat.note.rate")
		add("stat.note.money")
	case "events":
		add("stat.note.events")
		if slices.Contains([]string{summary.ByHost, summary.ByDistrict}, s.c.by) {
			add("figures.note." + s.c.by)
		}
	case "files":
		add("stat.note.aid")
	default:
		add("stat.note." + s.c.table)
	}
	if s.c.ofCases() {
		add("stat.method.basis." + st.Basis)
		switch {
		case st.NoCases:
			add("stat.locked.cases")
		case st.Locked > 0 && st.Masked:
			add("stat.method.locked.some")
		case st.Locked > 0:
			add("stat.method.locked", st.Locked)
		}
		switch {
		case st.Dateless > 0 && st.Masked:
			add("stat.method.dateless.some")
		case st.Dateless > 0:
			add("stat.method.dateless", st.Dateless)
		}
		if st.Duplicates > 0 {
			add("stat.method.duplicates", st.Duplicates)
		}
	}
	if st.NoAid && (s.c.table == "aid" || s.c.table == "files") {
		add("stat.locked.aid")
	}
	if n := len(st.Twice); n > 0 && s.c.grouped() {
		add("stat.note.twice", n)
	}
	if st.Undated > 0 && s.c.grouped() {
		add("stat.note.undated", st.Undated)
	}
	return strings.Join(out, " ")
}
