package draft

import (
	"slices"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// event words one event without its date and its end: what was held where, then its figures, then what it was about.
func (w *writer) event(e summary.EventSummary, theme bool) Sentence {
	n := w.used[e.Kind]
	w.used[e.Kind]++
	s := Sentence{Text: w.lead(e, n), Rows: []field.ID{e.ID}}
	figures := e.Figures
	if f, ok := w.praised(e); ok {
		s.Text += written(f.Count)
		s.Figures = []summary.Figure{f}
		figures = slices.DeleteFunc(slices.Clone(figures), func(g summary.Figure) bool { return g.Key == f.Key })
	}
	var clauses, about []string
	kind := e.Kind
	if isAct(plainEnd(e.Name)) {
		kind = "" // the name has the verb already: not 慰问 twice
	}
	for _, c := range w.figures(figures, kind, n) {
		clauses = append(clauses, c.text)
		s.Figures = append(s.Figures, c.figures...)
	}
	for _, c := range []clause{w.ranks(e), w.money(e)} {
		if c.text != "" {
			clauses = append(clauses, c.text)
			s.Figures = append(s.Figures, c.figures...)
			s.Rows = addRows(s.Rows, c.figures)
		}
	}
	if c := w.content(e); c != "" {
		about = append(about, c)
	}
	if e.Media != "" {
		about = append(about, w.book.T("draft.media", plainEnd(e.Media)))
	}
	under := ""
	if theme && e.Theme != "" {
		under = w.book.T("draft.theme", nested(e.Theme))
	}
	s.Text = w.join(s.Text, under, clauses, about)
	return s
}

// join puts the parts of a sentence together: what was held, its theme, its figures, what it was about.
func (w *writer) join(lead, theme string, figures, about []string) string {
	if w.zh() {
		parts := []string{lead}
		if theme != "" {
			parts = append(parts, theme)
		}
		return strings.Join(append(append(parts, figures...), about...), "，")
	}
	if theme != "" {
		lead += " " + theme
	}
	if len(figures) > 0 {
		lead += ": " + strings.Join(figures, ", ")
	}
	return strings.Join(append([]string{lead}, about...), ", ")
}

// praised returns the count of those commended when the name of the event is the act itself, 表彰巾帼标兵, so that the number
// belongs right behind it.
func (w *writer) praised(e summary.EventSummary) (summary.Figure, bool) {
	f, ok := e.Figure("awarded")
	return f, ok && w.zh() && isAct(plainEnd(e.Name)) && strings.HasPrefix(e.Name, "表彰")
}

// isAct reports whether a name already is a verb with its object.
func isAct(name string) bool { return begins(name, verbs) && !ends(name, things) }

// Beginnings of names that already are a verb with its object, unless they end in a word for the thing itself.
var (
	verbs   = []string{"表彰", "举办", "举行", "开展", "组织", "召开", "慰问", "走访", "评选", "发放", "成立", "参观", "宣传", "推进", "实施", "深化", "启动", "检查"}
	things  = []string{"活动", "会", "赛", "仪式", "讲座", "培训", "班", "展", "服务", "咨询", "检查", "行动", "计划", "工程", "日", "周", "月", "普查", "表彰", "宣传"}
	plans   = []string{"计划", "工程", "行动", "项目"}
	unveils = []string{"揭牌成立仪式", "揭牌仪式", "揭牌成立", "揭牌"}
)

// lead words what was held: verb and name, with the place before or behind as the language has it.
func (w *writer) lead(e summary.EventSummary, n int) string {
	name := plainEnd(e.Name)
	if !w.zh() {
		return w.book.T(w.patternOf(e.Kind, n), w.english(e, name), w.where(e, name))
	}
	switch bare, unveiled := cutSuffix(name, unveils); {
	case unveiled && bare != "":
		return w.book.T("draft.lead.unveiled", bare, w.where(e, name))
	case strings.HasSuffix(name, "成立") && e.Kind == "opening" && name != "成立":
		return w.book.T("draft.lead.founded", strings.TrimSuffix(name, "成立"), w.where(e, name))
	case isAct(name):
		return w.where(e, name) + name
	case ends(name, plans):
		return w.book.T("draft.lead.plan", name, w.where(e, name))
	}
	return w.book.T(w.patternOf(e.Kind, n), name, w.where(e, name))
}

func (w *writer) patternOf(kind string, n int) string {
	if key := w.variant("draft.lead."+kind, n); key != "" {
		return key
	}
	return w.variant("draft.lead.other", n)
}

// english names an event by its kind and, in quotation marks, by the name it has.
func (w *writer) english(e summary.EventSummary, name string) string {
	key := "eventkind." + e.Kind
	if !w.book.Has(key) {
		return "“" + nested(name) + "”"
	}
	kind := w.book.T(key)
	return strings.ToLower(kind[:1]) + kind[1:] + " “" + nested(name) + "”"
}

// where words the place, unless the name of the event names it already; in English the date follows it.
func (w *writer) where(e summary.EventSummary, name string) string {
	at := ""
	if place := plainEnd(e.Place); place != "" && !strings.Contains(name, place) {
		at = w.book.T("draft.place", strings.TrimPrefix(place, "在"))
	}
	if w.zh() {
		return at
	}
	at = strings.TrimSpace(at)
	if day := w.day(e.Date); day != "" {
		at = strings.TrimSpace(at + " " + w.book.T("draft.day", day))
	}
	if at != "" {
		at = " " + at
	}
	return at
}

// dated is the date that opens a Chinese sentence; only a day that is known to the day is named.
func (w *writer) dated(e summary.EventSummary) string {
	if !w.zh() {
		return ""
	}
	return w.day(e.Date)
}

func (w *writer) day(d field.Day) string {
	if !d.Exact() {
		return ""
	}
	year := d.Year
	if year == w.year {
		year = 0
	}
	return w.book.DayHalf(year, d.Month, d.Date, say.Half(d.Half))
}

// content words what the event was about, unless its name says it.
func (w *writer) content(e summary.EventSummary) string {
	text := plainEnd(e.Content)
	if text == "" || within(text, e.Name) {
		return ""
	}
	key := "draft.content." + e.Kind
	if !w.book.Has(key) {
		key = "draft.content"
	}
	return w.book.T(key, text)
}

// within reports whether the characters of part stand in whole, in order: 妇女病普查 in 妇女病免费普查.
func within(part, whole string) bool {
	rest := []rune(whole)
	for _, r := range part {
		i := slices.Index(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
	}
	return true
}

// plainEnd is the text on one line without the mark at its end.
func plainEnd(s string) string {
	return strings.TrimRight(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' }), " "), "。；，、.;, ")
}

func begins(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(s, w) })
}

func ends(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

func cutSuffix(s string, words []string) (string, bool) {
	for _, w := range words {
		if rest, ok := strings.CutSuffix(s, w); ok {
			return rest, true
		}
	}
	return s, false
}
