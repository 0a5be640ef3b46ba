package law

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"cn.halfsky/assets"
	"cn.halfsky/internal/field"
)

// builtIn is read once. What cannot be read is left out and found by the tests: a person is better served by the remaining
// rules than by no program.
var builtIn = sync.OnceValue(func() []*Rule {
	rules, _ := readBuiltIn(assets.Rules)
	return rules
})

func readBuiltIn(files fs.FS) (rules []*Rule, err error) {
	f, err := files.Open("rules/clocks.csv")
	if err != nil {
		return nil, fmt.Errorf("open clocks: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return readRules(f)
}

// Rules returns all rules in the order of the table. They are shared: nobody may change one.
func Rules() []*Rule { return slices.Clone(builtIn()) }

// Find returns the rule with that id, or nil.
func Find(id string) *Rule {
	for _, r := range builtIn() {
		if r.ID == id {
			return r
		}
	}
	return nil
}

var columns = strings.Split("id,group,topic,region,mode,sense,trigger,method,amount,max,bound,unit,skip,extra,extra_when,per,until,lead,"+
	"when,weeks_from,weeks_to,roll,effects,who,source,from,to,text,confidence,doubt,conflict,note,starts,else,met,over", ",")

// readRules reads the table of rules. It returns the rules it could read and what was wrong with the others.
func readRules(in io.Reader) ([]*Rule, error) {
	table := csv.NewReader(in)
	table.ReuseRecord = true
	head, err := table.Read()
	if err != nil {
		return nil, fmt.Errorf("read heading: %w", err)
	}
	if !slices.Equal(head, columns) {
		return nil, fmt.Errorf("read heading: not the columns of a table of rules: %w", field.Damaged)
	}
	var rules []*Rule
	var faults []error
	seen := map[string]bool{}
	for n := 2; ; n++ {
		cells, err := table.Read()
		if err == io.EOF {
			return rules, errors.Join(faults...)
		}
		if err != nil {
			return rules, errors.Join(append(faults, fmt.Errorf("read row %d: %w", n, err))...)
		}
		row := row{cells: map[string]string{}}
		for i, c := range columns {
			row.cells[c] = cells[i]
		}
		r := row.rule()
		if seen[r.ID] {
			row.fault("id")
		}
		seen[r.ID] = true
		if row.bad != nil {
			faults = append(faults, fmt.Errorf("read rule of row %d: bad %s: %w", n, strings.Join(row.bad, ", "), field.Damaged))
			continue
		}
		rules = append(rules, r)
	}
}

// words takes the words of a cell, each of which has the form.
func (w *row) words(column string, form *regexp.Regexp) []string {
	out := strings.Fields(w.cells[column])
	if slices.ContainsFunc(out, func(s string) bool { return !form.MatchString(s) }) {
		w.fault(column)
	}
	return out
}

// row is one line of the table with the columns that could not be read.
type row struct {
	cells map[string]string
	bad   []string
}

func (w *row) fault(column string) { w.bad = append(w.bad, column) }

var (
	idForm      = regexp.MustCompile(`^[A-Z0-9_]+$`)
	codeForm    = regexp.MustCompile(`^[a-z0-9_]+$`)
	regionForm  = regexp.MustCompile(`^CN(-[A-Z0-9]+)*$`)
	articleForm = regexp.MustCompile(`^[0-9]+(\(([0-9]+|[一二三四五六七八九十])\))?$`)
	startForm   = regexp.MustCompile(`^(all|[0-9]{2}|[0-9]{4})$`)
	actForm     = regexp.MustCompile(`^[a-z0-9-]+$`)
	yearDay     = regexp.MustCompile(`^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])$`)
)

// text takes a cell that has the form; optional cells may be empty.
func (w *row) text(column string, form *regexp.Regexp, optional bool) string {
	v := w.cells[column]
	if !(optional && v == "") && !form.MatchString(v) {
		w.fault(column)
	}
	return v
}

func (w *row) number(column string) int {
	v := w.cells[column]
	if v == "" {
		return 0
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > 1000 {
		w.fault(column)
	}
	return n
}

func (w *row) day(column string) field.Day {
	d, ok := field.ParseDay(w.cells[column], 0)
	if !ok || !d.IsZero() && !d.Exact() {
		w.fault(column)
	}
	return d
}

func (w *row) flag(column, word string) bool {
	v := w.cells[column]
	if v != "" && v != word {
		w.fault(column)
	}
	return v == word
}

// code takes one of the words.
func code[T ~string](w *row, column string, words ...T) T {
	v := T(w.cells[column])
	if !slices.Contains(words, v) {
		w.fault(column)
	}
	return v
}

func (w *row) confidence(column string) Confidence {
	if w.cells[column] == "" {
		return Confidence{}
	}
	c, ok := ParseConfidence(w.cells[column])
	if !ok {
		w.fault(column)
	}
	return c
}

func (w *row) sources() []Source {
	var out []Source
	for _, s := range strings.Split(w.cells["source"], "; ") {
		act, article, _ := strings.Cut(s, " ")
		if !actForm.MatchString(act) || article != "" && !articleForm.MatchString(article) {
			w.fault("source")
		}
		out = append(out, Source{Act: act, Article: article})
	}
	return out
}

func (w *row) rule() *Rule {
	r := &Rule{
		ID:     w.text("id", idForm, false),
		Group:  w.text("group", codeForm, false),
		Topic:  w.text("topic", codeForm, true),
		Region: w.text("region", regionForm, false),
		Mode:   code(w, "mode", Deadline, Info, Prohibit, Window, Span, Notice),
		Sense:  code(w, "sense", By, After, Until, From, On),

		Trigger: w.text("trigger", codeForm, false),
		Method:  code(w, "method", after, before, span, spanAfter, spanBefore, between, until, yearly),
		Amount:  w.number("amount"),
		Max:     w.number("max"),
		Bound:   code(w, "bound", Exact, Least, Most, Between, Set),
		Unit:    code(w, "unit", Days, Workdays, Months, Years, Hours, HalfDays, ""),

		SkipHoliday: w.flag("skip", "statutory"),
		Extra:       w.number("extra"),
		ExtraWhen:   code(w, "extra_when", "", "always", Extended),
		PerChild:    w.flag("per", "child"),
		Until:       w.cells["until"],
		Lead:        w.number("lead"),
		When:        code(w, "when", "", Extended, Simple, Small, Pregnant, Ended, Clear, Probation, Urgent),
		WeeksFrom:   w.number("weeks_from"),
		WeeksTo:     w.number("weeks_to"),
		Roll:        w.flag("roll", "next"),
		Sources:     w.sources(),
		From:        w.day("from"),
		To:          w.day("to"),
		Text:        w.flag("text", "yes"),
		Confidence:  w.confidence("confidence"),
		Doubt:       w.confidence("doubt"),
		Conflict:    w.text("conflict", codeForm, true),
		Note:        w.flag("note", "yes"),
		Starts:      w.words("starts", startForm),
		Else:        w.words("else", codeForm),
		Met:         w.words("met", codeForm),
		Over:        w.words("over", codeForm),
	}
	for _, e := range strings.Fields(w.cells["effects"]) {
		r.Effects = append(r.Effects, Effect(e))
		if e != string(Interrupt) && e != string(Suspend) {
			w.fault("effects")
		}
	}
	r.Who = strings.Fields(w.cells["who"])
	if len(r.Who) == 0 || slices.ContainsFunc(r.Who, func(s string) bool { return !codeForm.MatchString(s) }) {
		w.fault("who")
	}
	if r.ExtraWhen == "always" {
		r.ExtraWhen = ""
	}
	w.whole(r)
	return r
}

// whole looks at what several columns must say together, so that Compute can rely on it.
func (w *row) whole(r *Rule) {
	faulty := map[string]bool{
		"from":       r.From.IsZero(),
		"to":         !r.To.IsZero() && r.To.Before(r.From),
		"confidence": r.Confidence == Confidence{},
		"extra_when": (w.cells["extra"] == "") != (w.cells["extra_when"] == ""),
		"weeks_to":   r.WeeksTo > 0 && r.WeeksTo <= r.WeeksFrom,
		"max":        (r.Bound == Between || r.Method == between) != (r.Max > r.Amount) || r.Max > 0 && r.Max <= r.Amount,
		"lead":       r.Lead > 0 && r.Method != until,
		"else":       len(r.Else) > 0 && !slices.ContainsFunc(r.Starts, func(s string) bool { return s != Always }),
	}
	switch r.Method {
	case until:
		counted := r.Amount > 0 && (r.Unit == Years || r.Unit == Months)
		faulty["until"] = r.Until != "birth" && r.Until != "birthday" && r.Until != "leaveend" || (r.Until == "birthday") != counted
	case yearly:
		faulty["until"] = !yearDay.MatchString(r.Until)
	case span, spanAfter, spanBefore:
		faulty["unit"] = r.Unit != Days
	case between:
		faulty["unit"] = r.Unit != Months && r.Unit != Years
	case before:
		faulty["unit"] = r.Unit == Hours || r.Unit == HalfDays || r.Unit == ""
	case after:
		faulty["unit"] = r.Unit == HalfDays || r.Unit == ""
	}
	if r.Method != until && r.Method != yearly {
		faulty["until"] = r.Until != ""
		faulty["amount"] = (r.Amount == 0) != (r.Bound == Set)
	}
	for column, bad := range faulty {
		if bad {
			w.fault(column)
		}
	}
	slices.Sort(w.bad)
	w.bad = slices.Compact(w.bad)
}
