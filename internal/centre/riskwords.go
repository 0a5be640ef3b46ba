package centre

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"

	"cn.halfsky/assets"
	"cn.halfsky/internal/field"
)

// wordList are the words in which people tell of one kind of danger. They only ask that somebody looks: a word that is denied asks as
// well. What is said every day is not among them: 打我 stands in 打我电话.
type wordList struct {
	kind  string
	words []string
}

// riskWords is read once, from rules/riskwords.csv. What cannot be read is found by the tests: a line that is wrong takes none of the others
// with it.
var riskWords = sync.OnceValue(func() []wordList {
	text, _ := assets.Rules.ReadFile("rules/riskwords.csv")
	lists, _ := parseRiskWords(text)
	return lists
})

var riskWordHead = []string{"kind", "word"}

// parseRiskWords reads comma-separated values with a heading: a kind of risk and a word, Chinese without spaces or a whole English word in
// small letters. It returns what it could read, in the order of the kinds, and what is wrong with the first line that is.
func parseRiskWords(text []byte) ([]wordList, error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = len(riskWordHead)
	lines, wrong := r.ReadAll()
	if len(lines) == 0 || !slices.Equal(lines[0], riskWordHead) {
		return nil, fmt.Errorf("read risk words: %w", field.Damaged)
	}
	lists := make([]wordList, len(RiskKind.Codes))
	for i, t := range RiskKind.Codes {
		lists[i].kind = t.Code
	}
	known := map[string]bool{}
	for n, line := range lines[1:] {
		kind, word := line[0], line[1]
		i := slices.IndexFunc(lists, func(l wordList) bool { return l.kind == kind })
		if i < 0 || known[word] || !searchFor(word) {
			if wrong == nil {
				wrong = fmt.Errorf("read risk words: line %d: %w", n+2, field.Damaged)
			}
			continue
		}
		known[word] = true
		lists[i].words = append(lists[i].words, word)
	}
	return lists, wrong
}

// searchFor says whether a word can be found by searched.first: one word of small letters, or of other characters in the form that is
// searched.
func searchFor(word string) bool {
	t := searchable(word)
	return word != "" && (slices.Equal(t.latin, []string{word}) || len(t.latin) == 0 && t.closed == word && !strings.ContainsAny(word, " \t") && word[0] > 'z')
}
