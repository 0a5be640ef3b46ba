package kit

import (
	"strconv"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// editText is the value of a field as a person would type it.
func editText(h *Host, s *field.Spec, r field.Record) string {
	switch p := s.Pointer(r).(type) {
	case *field.Day:
		if h.Book.Lang() == say.ZH {
			return h.Shown().Day(*p)
		}
	case *field.Moment:
		if *p == 0 {
			return ""
		}
		t := p.In(h.Now().Location())
		if h.Book.Lang() == say.ZH {
			return h.Shown().Moment(*p)
		}
		return t.Format("2006-01-02 15:04")
	case *field.Fen:
		return strings.TrimSuffix(p.String(), ".00")
	}
	return s.Text(r)
}

// echo is how a value reads, where that tells more than what was typed: the weekday of a date, a large sum with its commas, a
// count that is not plain.
func echo(h *Host, s *field.Spec, r field.Record, typed string) string {
	switch p := s.Pointer(r).(type) {
	case *field.Day:
		if p.Exact() {
			if typed == editText(h, s, r) {
				return h.Book.Weekday(p.Time().Weekday())
			}
			return h.T("kit.echo.day", h.Shown().Day(*p), h.Book.Weekday(p.Time().Weekday()))
		}
		return h.Shown().Day(*p)
	case *field.Moment:
		if *p != 0 {
			t := p.In(h.Now().Location())
			if typed == editText(h, s, r) {
				return h.Book.Weekday(t.Weekday())
			}
			return h.T("kit.echo.moment", h.Book.Day(t.Year(), int(t.Month()), t.Day()), h.Book.Weekday(t.Weekday()), h.Book.Clock(t.Hour(), t.Minute()))
		}
	case *field.Fen:
		if *p >= 1000_00 || *p%100 != 0 {
			return h.Book.Money(int64(*p))
		}
	case *field.Count:
		return echoCount(h, *p)
	}
	return ""
}

func echoCount(h *Host, c field.Count) string {
	switch {
	case c.IsZero():
		return ""
	case !c.HasValue:
		return h.T("kit.echo.many")
	case c.Written == "" && c.Qualifier == "":
		return ""
	case c.Exact():
		return h.T("kit.echo.exact", plainCount(h, c))
	}
	return h.T("kit.echo.about", plainCount(h, c), c.Value)
}

// shorthand turns the words people use for near days into dates: today, yesterday, tomorrow in either language, and +3 or -2. A time of
// day alone belongs to the day that the record has there, or has at all.
func shorthand(h *Host, s *field.Spec, r field.Record, text string) string {
	if s.Kind != field.DayKind && s.Kind != field.MomentKind {
		return text
	}
	typed := field.Fold(text)
	today := h.Context().Today
	if s.Kind == field.MomentKind {
		if with := dayOf(h, s, r).String() + " " + text; !isMoment(h, text) && isMoment(h, with) {
			return with
		}
	}
	for key, off := range nearDays {
		for _, lang := range say.Langs() {
			for _, w := range strings.Split(say.For(lang).T(key), " ") {
				if rest, ok := strings.CutPrefix(typed, w); ok && (rest == "" || s.Kind == field.MomentKind) {
					return strings.TrimSpace(today.Add(off).String() + " " + rest)
				}
			}
		}
	}
	if n, err := strconv.Atoi(typed); err == nil && len(typed) > 1 && len(typed) < 5 && (typed[0] == '+' || typed[0] == '-') {
		return today.Add(n).String()
	}
	return text
}

// isMoment reports whether a text can be read as a moment.
func isMoment(h *Host, text string) bool {
	ctx := h.Context()
	_, ok := field.ParseMoment(text, ctx.Today.Year, ctx.Zone)
	return ok
}

// dayOf is the day that a time of day without one belongs to: that of the moment which stood there, else the first day on record, else
// today.
func dayOf(h *Host, s *field.Spec, r field.Record) field.Day {
	if d := dayIn(h, s, r); !d.IsZero() {
		return d
	}
	for i := range r.Type().Fields {
		if o := &r.Type().Fields[i]; o.Kind == field.DayKind {
			if d := dayIn(h, o, r); d.Exact() {
				d.Half = field.WholeDay
				return d
			}
		}
	}
	return h.Context().Today
}

var nearDays = map[string]int{"kit.near.today": 0, "kit.near.yesterday": -1, "kit.near.tomorrow": 1, "kit.near.before": -2, "kit.near.after": 2}

// plainCount is a count in the one form the program writes itself, in the language of the screen.
func plainCount(h *Host, c field.Count) string {
	c.Written = ""
	return h.Shown().Count(c)
}
