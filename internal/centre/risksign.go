package centre

import (
	"slices"
	"strings"

	"cn.halfsky/internal/field"
)

// Sign is why a case asks for a risk check: a word in what was told, or its matter.
type Sign struct {
	Kind string
	Word string // as the list of words has it; empty: the matter says it
}

// RiskSigns returns why a case asks for checks, one sign for each kind: by its matter (domestic violence, harassment, psychological
// crisis), else by the first word in its facts or request.
func RiskSigns(c *Case) (out []Sign) {
	told := searchable(c.Facts + "\n" + c.Request)
	for _, list := range riskWords() {
		if riskMatter(c.Matter) == list.kind {
			out = append(out, Sign{Kind: list.kind})
			continue
		}
		if word := told.first(list.words); word != "" {
			out = append(out, Sign{list.kind, word})
		}
	}
	return out
}

// riskMatter is the kind of risk a matter tells of; empty for the others.
func riskMatter(matter string) string {
	switch {
	case matter == "1104":
		return RiskViolence
	case strings.HasPrefix(matter, "06"):
		return RiskHarassment
	case matter == "1204":
		return RiskSelfHarm
	}
	return ""
}

// RiskMatters are the matters that ask for a check by themselves.
func RiskMatters() (out []string) {
	for _, t := range Matter.Codes {
		if riskMatter(t.Code) != "" {
			out = append(out, t.Code)
		}
	}
	return out
}

// searched is a text as it is searched for words.
type searched struct {
	closed string   // without spaces: a Chinese word may be broken by a space or the end of a line
	latin  []string // words of letters, which count only whole
}

func searchable(text string) searched {
	text = strings.ToLower(field.Narrow(text))
	return searched{
		closed: strings.Join(strings.Fields(text), ""),
		latin:  strings.FieldsFunc(text, func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') }),
	}
}

// first returns the first of the words that stands in the text; empty: none.
func (t searched) first(words []string) string {
	for _, w := range words {
		if w[0] < 'z' && slices.Contains(t.latin, w) || w[0] > 'z' && strings.Contains(t.closed, w) {
			return w
		}
	}
	return ""
}

// ChecksDue returns the kinds of risk check that an open case still needs: those its signs ask for and nobody made; and where somebody
// marked a risk by hand that is graver than what the checks found, the kinds it has a sign of, or any kind, as "".
func ChecksDue(c *Case, made []*RiskCheck) (kinds []string) {
	if !c.Open() || c.Gone != 0 {
		return nil
	}
	last := LastChecks(made)
	signs := watched(c)
	for _, kind := range c.Watched { // of a line of a list, which holds no texts
		if !slices.Contains(signs, kind) {
			signs = append(signs, kind)
		}
	}
	for _, kind := range signs {
		if last[kind] == nil {
			kinds = append(kinds, kind)
		}
	}
	if byHand := Graver(c.Risk, RiskLow) && Graver(c.Risk, CheckedRisk(made)); byHand && len(kinds) == 0 {
		if kinds = signs; len(kinds) == 0 {
			kinds = []string{""}
		}
	}
	return kinds
}

// watched are the kinds of risk that a case has signs of, as the case keeps them.
func watched(c *Case) []string {
	var out []string
	for _, s := range RiskSigns(c) {
		out = append(out, s.Kind)
	}
	slices.Sort(out)
	return out
}

// Watch brings the case's own note of its risk signs up to date, so that lists find them without reading what was told. It reports
// whether anything changed.
func (c *Case) Watch() bool {
	now := watched(c)
	if slices.Equal(now, c.Watched) {
		return false
	}
	c.Watched = now
	return true
}
