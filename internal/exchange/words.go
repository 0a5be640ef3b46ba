package exchange

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// wordList finds the codes of a vocabulary by their labels in every language, by the codes themselves and by other words.
type wordList struct {
	vocab *field.Vocab
	codes map[string][]string // by folded word
}

// words returns the list of a vocabulary, made when it is first asked for.
func (rd *reader) words(v *field.Vocab) *wordList {
	if w := rd.vocab[v]; w != nil {
		return w
	}
	w := &wordList{vocab: v, codes: map[string][]string{}}
	for _, t := range v.Codes {
		w.put(t.Code, t.Code)
		for _, l := range say.Langs() {
			if b := say.For(l); b.Has(v.Name + "." + t.Code) {
				w.put(b.T(v.Name+"."+t.Code), t.Code)
				if t.Under != "" {
					w.put(pathLabel(b, v, t), t.Code)
				}
			}
		}
	}
	for _, t := range v.Codes {
		for _, a := range t.Also {
			if len(w.codes[field.Fold(a)]) == 0 {
				w.put(a, t.Code)
			}
		}
	}
	if rd.vocab == nil {
		rd.vocab = map[*field.Vocab]*wordList{}
	}
	rd.vocab[v] = w
	return w
}

func (w *wordList) put(word, code string) {
	f := field.Fold(word)
	if slices.Contains(w.codes[f], code) {
		return
	}
	w.codes[f] = append(w.codes[f], code)
}

// pathLabel names a term of the second level with the broader term before it.
func pathLabel(b *say.Book, v *field.Vocab, t field.Term) string {
	return centre.Shown{Book: b}.Path(v, t.Code)
}

// code returns the code that a word means; "" for none, or for a word that means several terms of the same level.
func (w *wordList) code(word string) string {
	codes := w.codes[field.Fold(word)]
	if len(codes) == 1 {
		return codes[0]
	}
	broad := ""
	for _, c := range codes {
		if t := w.vocab.Term(c); t != nil && t.Under == "" {
			if broad != "" {
				return ""
			}
			broad = c
		}
	}
	return broad
}

// label returns the words by which a table names a code so that it is found again in any language.
func (w *wordList) label(b *say.Book, code string) string {
	t := w.vocab.Term(code)
	if t == nil || !b.Has(w.vocab.Name+"."+code) {
		return code
	}
	label := b.T(w.vocab.Name + "." + code)
	if w.code(label) == code {
		return label
	}
	if t.Under != "" {
		if label = pathLabel(b, w.vocab, *t); w.code(label) == code {
			return label
		}
	}
	return code
}

// inside returns the code of the longest label that the text holds, when there is one longest: 大型义诊 is 义诊.
func (w *wordList) inside(text string) string {
	f := field.Fold(text)
	best, several := "", false
	for word, codes := range w.codes {
		if utf8.RuneCountInString(word) < 2 || !strings.Contains(f, word) || word == "other" {
			continue
		}
		switch {
		case len(word) > len(best):
			best, several = word, len(codes) > 1
		case len(word) == len(best):
			several = several || w.codes[best][0] != codes[0]
		}
	}
	if best == "" || several {
		return ""
	}
	return w.codes[best][0]
}

// most is how many words of a list are tried together, for a word may itself hold a separator.
const most = 6

// split reads a list of words.
func (w *wordList) split(text string) (codes []string, ok bool) {
	parts := strings.FieldsFunc(text, isSeparator)
	seps := separators(text)
	for i := 0; i < len(parts); {
		n, code := 0, ""
		word := ""
		for j := i; j < min(len(parts), i+most); j++ {
			if j > i {
				word += seps[j-1]
			}
			word += parts[j]
			if c := w.code(word); c != "" {
				n, code = j-i+1, c
			}
		}
		if n == 0 {
			if strings.TrimSpace(parts[i]) == "" {
				i++
				continue
			}
			return nil, false
		}
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
		i += n
	}
	return codes, len(codes) > 0
}

func isSeparator(r rune) bool { return strings.ContainsRune("、，,；;\n", r) }

// separators returns what stands between the parts that strings.FieldsFunc makes of a text.
func separators(text string) []string {
	var out []string
	run, begun := "", false
	for _, r := range text {
		if isSeparator(r) {
			run += string(r)
			continue
		}
		if begun && run != "" {
			out = append(out, run)
		}
		run, begun = "", true
	}
	return out
}
