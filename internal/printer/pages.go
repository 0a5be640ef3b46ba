package printer

import (
	"slices"
	"strconv"
	"strings"

	"cn.halfsky/internal/field"
)

// Span is some pages in a row, counted from 1.
type Span struct{ From, To int }

// Pages are the pages of a job, in rising order and none twice; nil is all of them.
type Pages []Span

// String writes the pages as lp reads them, such as 1-3,5.
func (p Pages) String() string {
	var parts []string
	for _, s := range p {
		text := strconv.Itoa(s.From)
		if s.To != s.From {
			text += "-" + strconv.Itoa(s.To)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ",")
}

// Has says whether a page is printed.
func (p Pages) Has(n int) bool {
	return p == nil || slices.ContainsFunc(p, func(s Span) bool { return s.From <= n && n <= s.To })
}

// Count is how many pages of a document of so many are printed.
func (p Pages) Count(of int) int {
	if p == nil {
		return of
	}
	n := 0
	for _, s := range p {
		n += s.To - s.From + 1
	}
	return n
}

// signs turns what people write between pages into what a program does. Full-width forms are narrowed before.
var signs = strings.NewReplacer("、", ",", "，", ",", ";", ",", "；", ",", "–", "-", "—", "-", "－", "-", "~", "-", "〜", "-", "至", "-", "到", "-", "−", "-", "页", "", "第", "")

// ParsePages reads which pages are wanted, such as "1-3,5" or "１－３、5", out of so many. Nothing, or everything, is nil. The error
// is field.Problems that say what is wrong: no number, a page that is not there, a row that runs backwards.
func ParsePages(text string, of int) (Pages, error) {
	folded := signs.Replace(field.Fold(signs.Replace(text)))
	if folded == "" {
		return nil, nil
	}
	var out Pages
	for part := range strings.SplitSeq(folded, ",") {
		if part == "" {
			continue
		}
		s, err := parseSpan(part, of)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		return nil, wrong("print.pages.bad", strings.TrimSpace(text))
	}
	out = joined(out)
	if len(out) == 1 && out[0] == (Span{1, of}) {
		return nil, nil
	}
	return out, nil
}

func parseSpan(part string, of int) (Span, error) {
	from, to, row := strings.Cut(part, "-")
	a, err := page(from, part, of)
	if err != nil {
		return Span{}, err
	}
	if !row {
		return Span{a, a}, nil
	}
	if to == "" {
		return Span{a, of}, nil // "5-" is from there to the end
	}
	b, err := page(to, part, of)
	if err != nil {
		return Span{}, err
	}
	if b < a {
		return Span{}, wrong("print.pages.backwards", part)
	}
	return Span{a, b}, nil
}

func page(digits, part string, of int) (int, error) {
	if strings.Trim(digits, "0123456789") != "" || digits == "" {
		return 0, wrong("print.pages.bad", part)
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > of {
		return 0, wrong("print.pages.beyond", digits, strconv.Itoa(of))
	}
	return n, nil
}

func wrong(say string, args ...string) error {
	return field.Problems{}.Add("pages", say, args...)
}

// joined sorts spans and makes one of those that touch.
func joined(all Pages) Pages {
	slices.SortFunc(all, func(a, b Span) int { return a.From - b.From })
	out := all[:1]
	for _, s := range all[1:] {
		last := &out[len(out)-1]
		if s.From <= last.To+1 {
			last.To = max(last.To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}
