package kit

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// filters are the fields above a list that narrow it: one for each field description with the use InFilter.
type filters struct {
	host    *Host
	typ     *field.Type
	lookup  Lookup
	changed func()
	chosen  map[string]Option
	picks   map[string]*Pick
	order   []*field.Spec
	clear   *Button
	cleared func() // the button that clears them has gone, and the keyboard has to go somewhere
}

func newFilters(h *Host, t *field.Type, lookup Lookup, changed func()) *filters {
	f := &filters{host: h, typ: t, lookup: lookup, changed: changed, chosen: map[string]Option{}, picks: map[string]*Pick{}}
	for _, s := range t.With(field.InFilter) {
		f.order = append(f.order, s)
		p := NewFilterPick(h, h.Shown().Label(t, s), f.options(s))
		p.OnPick = func(o Option) {
			if o.Value == "" {
				delete(f.chosen, s.Key)
				p.Set(Option{})
			} else {
				f.chosen[s.Key] = o
			}
			f.tell()
		}
		f.picks[s.Key] = p
	}
	f.clear = NewIconButton(h, "close", h.T("kit.filter.clear"), Flat, f.reset)
	f.clear.Hide()
	return f
}

func (f *filters) tell() {
	f.clear.Hidden = len(f.chosen) == 0
	f.changed()
}

func (f *filters) reset() {
	f.set(nil)
	f.tell()
	f.cleared()
}

// set puts filters as they were chosen before.
func (f *filters) set(chosen map[string]Option) {
	f.chosen = map[string]Option{}
	for _, s := range f.order {
		o := chosen[s.Key]
		if o.Value != "" {
			o = f.worded(s, o)
			f.chosen[s.Key] = o
		}
		f.picks[s.Key].Set(o)
	}
	f.clear.Hidden = len(f.chosen) == 0
}

// worded is an option in the language of the screen, which may have been another one when it was chosen.
func (f *filters) worded(s *field.Spec, o Option) Option {
	switch s.Kind {
	case field.ChoiceKind, field.ChoicesKind:
		for _, x := range optionsOf(f.host.Shown(), s.Vocab) {
			if x.Value == o.Value {
				return x
			}
		}
	case field.YesNoKind:
		o.Text = f.host.T("yesno." + o.Value)
	case field.DayKind, field.MomentKind:
		if d, ok := field.ParseDay(o.Value, 0); ok {
			o.Text, o.Note = f.host.Shown().Day(d), ""
		}
	}
	return o
}

// choose narrows the list by one more word.
func (f *filters) choose(key string, o Option) {
	f.chosen[key] = o
	f.picks[key].Set(o)
	f.tell()
}

// meant is the filter and its word that were meant by what was typed into the search line, which finds text and no words of vocabularies:
// the word that has the characters and is nearest to them. ok is false where there is none.
func (f *filters) meant(typed string) (s *field.Spec, o Option, ok bool) {
	want := field.Fold(typed)
	if utf8.RuneCountInString(want) < 2 {
		return nil, o, false
	}
	best := apart
	for _, spec := range f.order {
		if _, narrowed := f.chosen[spec.Key]; narrowed || spec.Kind != field.ChoiceKind && spec.Kind != field.ChoicesKind {
			continue
		}
		for _, x := range optionsOf(f.host.Shown(), spec.Vocab) {
			if !strings.Contains(field.Fold(x.Text), want) {
				continue
			}
			if n := nearness(x.Text, typed); n < best {
				s, o, ok, best = spec, x, true, n
			}
		}
	}
	return s, o, ok
}

// conds are the conditions that were chosen.
func (f *filters) conds() []store.Cond {
	var out []store.Cond
	for _, s := range f.order {
		o, ok := f.chosen[s.Key]
		if !ok {
			continue
		}
		if s.Kind == field.DayKind || s.Kind == field.MomentKind {
			out = append(out, store.Cond{Key: s.Key, Op: store.Between, Values: []string{o.Value, o.Value}})
		} else {
			out = append(out, store.Where(s.Key, f.values(s, o.Value)...))
		}
	}
	return out
}

// values are the codes that an option stands for: a broader term stands for all under it.
func (f *filters) values(s *field.Spec, code string) []string {
	out := []string{code}
	if s.Vocab == nil {
		return out
	}
	for _, t := range s.Vocab.Codes {
		if t.Under == code {
			out = append(out, t.Code)
		}
	}
	return out
}

// options are what a filter offers.
func (f *filters) options(s *field.Spec) func(string, func([]Option)) {
	h := f.host
	all := Option{Text: h.T("kit.all")}
	fixed := func(options []Option) func(string, func([]Option)) {
		options = append([]Option{all}, options...)
		return func(typed string, show func([]Option)) { show(matching(options, typed)) }
	}
	switch s.Kind {
	case field.ChoiceKind, field.ChoicesKind:
		return fixed(optionsOf(h.Shown(), s.Vocab))
	case field.YesNoKind:
		return fixed([]Option{{Value: "yes", Text: h.T("yesno.yes")}, {Value: "no", Text: h.T("yesno.no")}})
	case field.RefKind, field.RefsKind:
		look := lookFor(h, f.lookup, false, s)
		return func(typed string, show func([]Option)) {
			look(typed, func(hits []Option) { show(append([]Option{all}, hits...)) })
		}
	case field.DayKind, field.MomentKind:
		return func(typed string, show func([]Option)) { show(f.periods(all, typed)) }
	}
	return func(typed string, show func([]Option)) {
		if typed = field.Tidy(typed); typed == "" {
			show([]Option{all})
			return
		}
		show([]Option{{Value: typed, Text: typed}})
	}
}

// periods are the months and years people ask for, or any date that is typed.
func (f *filters) periods(all Option, typed string) []Option {
	h := f.host
	today := h.Context().Today
	if field.Tidy(typed) != "" {
		d, ok := field.ParseDay(typed, today.Year)
		if !ok {
			return nil
		}
		return []Option{{Value: d.String(), Text: h.Shown().Day(d)}}
	}
	last := field.Day{Year: today.Year, Month: today.Month - 1}
	if last.Month == 0 {
		last = field.Day{Year: today.Year - 1, Month: 12}
	}
	option := func(key string, d field.Day) Option {
		return Option{Value: d.String(), Text: h.T(key), Note: h.Shown().Day(d)}
	}
	out := []Option{all,
		option("kit.filter.thismonth", field.Day{Year: today.Year, Month: today.Month}), option("kit.filter.lastmonth", last),
		option("kit.filter.thisyear", field.Day{Year: today.Year}), option("kit.filter.lastyear", field.Day{Year: today.Year - 1}),
	}
	for year := today.Year - 2; year > today.Year-6; year-- {
		out = append(out, Option{Value: strconv.Itoa(year), Text: h.Book.Day(year, 0, 0)})
	}
	return out
}
