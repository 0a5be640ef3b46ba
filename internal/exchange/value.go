package exchange

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// reading is what became of one cell on its way into a field.
type reading struct {
	done    bool // the field holds what the cell says
	keep    bool // the cell says more than the field holds: it is kept in the note as well
	nothing bool // the cell says in words that there is nothing
	guess   bool // the field holds what the cell most likely means
	say     string
	args    []string
}

func unread(sentence string, args ...string) reading { return reading{say: sentence, args: args} }

// reader puts the text of cells into fields.
type reader struct {
	in    field.Context
	known field.Known // how counts are known where the cell does not say
	own   bool        // the table was written by this program: codes of newer versions are kept
	dir   *directory
	vocab map[*field.Vocab]*wordList
	err   error // what stopped the look-up of names; everything read since is worth nothing
}

// nothingWords are how offices say that there is nothing to say.
var nothingWords = regexp.MustCompile(`^([-—–－/／\\]+|无|没有|暂无|不适用|n/?a|nil|none)$`)

// damagedDigits is a long number after a spreadsheet has shortened it: 1.10105E+17.
var damagedDigits = regexp.MustCompile(`^\d(\.\d+)?[eE]\+\d+$`)

// put reads the cell into the field s of r. unit is what the heading has in brackets.
func (rd *reader) put(r field.Record, s *field.Spec, c Cell, unit string) reading {
	switch c.Mark {
	case NoSum:
		return unread("exchange.cell.nosum")
	case Fault:
		return unread("exchange.cell.fault")
	case Lost:
		if s.Kind == field.TextKind || s.Kind == field.LongKind {
			return unread("exchange.cell.lost")
		}
	}
	text := field.Tidy(c.Text)
	if c.Mark == Data {
		var done bool
		var got reading
		if text, got, done = rd.putData(r, s, c.Text); done {
			return got
		}
	}
	isText := s.Kind == field.TextKind || s.Kind == field.LongKind
	if !isText && !rd.own && nothingWords.MatchString(field.Fold(text)) && rd.choiceOf(s, text) == "" {
		return reading{nothing: true, say: "exchange.cell.nothing"}
	}
	switch s.Kind {
	case field.TextKind, field.LongKind:
		if !rd.own && damagedDigits.MatchString(text) {
			return unread("exchange.cell.lost")
		}
	case field.ChoiceKind:
		return rd.choice(r, s, text)
	case field.ChoicesKind:
		return rd.choices(r, s, text)
	case field.DayKind:
		return rd.day(r, s, text)
	case field.MomentKind:
		return rd.moment(r, s, text)
	case field.CountKind:
		if notCounted(text) {
			return reading{nothing: true, say: "exchange.cell.nothing"}
		}
		return rd.count(r, s, text, unit)
	case field.MoneyKind:
		if _, bare := plainMoney(text); bare && (unit == "万元" || unit == "万") {
			text += "万元"
		}
	case field.YesNoKind:
		text = yesNo(text)
	case field.RefKind:
		return rd.reference(r, s, text)
	case field.RefsKind:
		return rd.references(r, s, text)
	}
	return rd.set(r, s, text)
}

// set is strict with what people wrote. What this program wrote is taken as it is; the record's own check has the last word.
func (rd *reader) set(r field.Record, s *field.Spec, text string) reading {
	p := s.Set(r, text, rd.in)
	if p == nil {
		return reading{done: true}
	}
	if rd.own && (s.Kind == field.TextKind || s.Kind == field.LongKind || s.Kind == field.ChoiceKind) && s.Put(r, text) == nil {
		return reading{done: true}
	}
	return unread(p.Say, p.Args...)
}

// putData takes JSON other than text. done is false when plain is to be read as a person's text: a number that somebody else's
// program wrote for a count or an amount in yuan, or a list of words.
func (rd *reader) putData(r field.Record, s *field.Spec, text string) (plain string, got reading, done bool) {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return "", unread("exchange.cell.data"), true
	}
	_, number := v.(float64)
	if !number || rd.own {
		if s.Put(r, v) == nil && !s.Empty(r) {
			return "", reading{done: true, keep: strange(v), say: "exchange.cell.data"}, true
		}
	}
	if number {
		return text, reading{}, false
	}
	var words []string
	if json.Unmarshal([]byte(text), &words) == nil && len(words) > 0 {
		return strings.Join(words, "\n"), reading{}, false
	}
	return "", unread("exchange.cell.data"), true
}

// strange reports whether an object has members that a count does not have.
func strange(v any) bool {
	m, _ := v.(map[string]any)
	for k := range m {
		if !slices.Contains(countKeys, k) {
			return true
		}
	}
	return false
}

func plainMoney(text string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.ReplaceAll(field.Fold(text), ",", ""), 64)
	return v, err == nil
}

// yesNo turns the answers in either language into the machine's.
func yesNo(text string) string {
	for _, l := range say.Langs() {
		for _, answer := range []string{"yes", "no"} {
			if say.Fold(say.For(l).T("yesno."+answer)) == say.Fold(text) {
				return answer
			}
		}
	}
	return text
}

// choice reads one word of a vocabulary.
func (rd *reader) choice(r field.Record, s *field.Spec, text string) reading {
	if code := rd.choiceOf(s, text); code != "" {
		return rd.set(r, s, code)
	}
	if s.Vocab == centre.EventKind {
		if code := rd.words(s.Vocab).inside(text); code != "" {
			got := rd.set(r, s, code)
			got.guess, got.keep, got.say, got.args = true, true, "exchange.cell.guess", []string{s.Vocab.Name + "." + code}
			return got
		}
	}
	if rd.own {
		return rd.set(r, s, text)
	}
	return unread("problem.choice")
}

func (rd *reader) choiceOf(s *field.Spec, text string) string {
	if s.Vocab == nil {
		return ""
	}
	return rd.words(s.Vocab).code(text)
}

// choices reads several words; a word may hold the very marks that part them.
func (rd *reader) choices(r field.Record, s *field.Spec, text string) reading {
	codes, ok := rd.words(s.Vocab).split(text)
	if !ok && !rd.own {
		return unread("problem.choice")
	}
	if !ok {
		return rd.set(r, s, text)
	}
	list := make([]any, len(codes))
	for i, c := range codes {
		list[i] = c
	}
	if s.Put(r, list) != nil {
		return unread("problem.choice")
	}
	return reading{done: true}
}

// remarkTail is what stands in brackets behind a count: 200多人（其中女职工150人）.
var remarkTail = regexp.MustCompile(`^([^（(]+)[（(].*[）)]$`)

// notCounted reports whether a cell says that nobody counted, as this program writes it.
func notCounted(text string) bool {
	for _, l := range say.Langs() {
		if say.Fold(say.For(l).T("draft.notcounted")) == say.Fold(text) {
			return true
		}
	}
	return false
}

// count reads a count as people write it. unit, from the heading, stands for a missing measure word when it is one.
func (rd *reader) count(r field.Record, s *field.Spec, text, unit string) reading {
	if unit != "" && say.For(say.ZH).Has("unit."+unit) {
		if c, ok := field.ParseCount(text, ""); ok && c.Unit == "" {
			text += unit
		}
	}
	got := rd.set(r, s, text)
	if m := remarkTail.FindStringSubmatch(text); !got.done && m != nil {
		if got = rd.set(r, s, m[1]); got.done {
			got.keep, got.say = true, "exchange.cell.tail"
		}
	}
	if c, ok := s.Pointer(r).(*field.Count); ok && got.done && !c.IsZero() && c.Known == "" {
		c.Known = rd.known
	}
	return got
}

// reference reads the name of one record.
func (rd *reader) reference(r field.Record, s *field.Spec, text string) reading {
	id, several, err := rd.dir.resolve(s.Tables, oneLine(text))
	if err != nil {
		rd.err = err
	}
	if several {
		return unread("exchange.cell.several")
	}
	if id == (field.ID{}) {
		return rd.foreign(r, s, text)
	}
	return rd.set(r, s, id.String())
}

// foreign keeps the id of a record that is not here, in a table that this program wrote.
func (rd *reader) foreign(r field.Record, s *field.Spec, text string) reading {
	if got := rd.set(r, s, strings.TrimPrefix(text, "#")); rd.own && got.done {
		return got
	}
	return unread("exchange.cell.noref")
}

// references reads a list of names. What stands for units without a name is kept beside it.
func (rd *reader) references(r field.Record, s *field.Spec, text string) reading {
	names, rest := splitNames(text)
	ids := make([]any, 0, len(names))
	for _, n := range names {
		id, several, err := rd.dir.resolve(s.Tables, n)
		switch {
		case err != nil:
			rd.err = err
			return unread("exchange.cell.noref")
		case several:
			return unread("exchange.cell.several")
		case id != (field.ID{}):
			ids = append(ids, id.String())
		case rd.own && strings.HasPrefix(n, "#"):
			ids = append(ids, n[1:])
		default:
			return unread("exchange.cell.noref")
		}
	}
	if len(ids) == 0 || s.Put(r, ids) != nil {
		return unread("exchange.cell.noref")
	}
	if rest != "" {
		return reading{done: true, keep: true, say: "exchange.cell.others"}
	}
	return reading{done: true}
}
