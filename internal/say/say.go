// Package say holds every sentence a person reads, by key and language: texts, plurals, dates,
// numbers and money.
//
// Texts stand in assets/lang/zh/*.json and assets/lang/en/*.json as flat objects of key to text.
// Placeholders are numbered, {0} {1} …, and filled with T's arguments in order; a language may use
// them in another order. A count that English words differently in the singular has a second text
// under the same key with "#one"; Chinese needs none.
package say

import (
	"fmt"
	"strconv"
	"strings"
)

// Lang is a language of the program, as the two-letter code of ISO 639-1.
type Lang string

// The languages of the program. Chinese comes first everywhere.
const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// Langs lists the languages, the default first.
func Langs() []Lang { return []Lang{ZH, EN} }

// Match finds the language for a locale name such as "en_GB.UTF-8" or "zh-Hans-CN"; anything that
// is not English reads Chinese, the language of the people the program is for.
func Match(locale string) Lang {
	if strings.HasPrefix(strings.ToLower(locale), string(EN)) {
		return EN
	}
	return ZH
}

// Book is all texts in one language. It never changes once made and may be used from any goroutine.
type Book struct {
	lang   Lang
	texts  map[string]string
	folded func() map[string]string // the texts as Fold leaves them, made when first compared with
}

// For returns the book of a language; an unknown language reads Chinese.
func For(lang Lang) *Book {
	if lang == EN {
		return english()
	}
	return chinese()
}

// Lang is the language of the book.
func (b *Book) Lang() Lang { return b.lang }

// Has says whether there is a text under key.
func (b *Book) Has(key string) bool {
	_, ok := b.texts[key]
	return ok
}

// T is the text under key with {0}, {1} … replaced by the arguments. Whole numbers are amounts and
// are written as Number writes them; lists of strings are joined as List joins them. The first
// whole number among the arguments chooses the English singular. A missing text returns the key as
// ⟦key⟧, and a placeholder without an argument is shown as ⟦0⟧, so that both are seen at once.
func (b *Book) T(key string, args ...any) string {
	text, ok := b.texts[key]
	if !ok {
		return missing(key)
	}
	if singular(args) {
		if one, ok := b.texts[key+oneSuffix]; ok {
			text = one
		}
	}
	return b.fill(text, args)
}

// oneSuffix marks the English singular of a text.
const oneSuffix = "#one"

func missing(key string) string { return "⟦" + key + "⟧" }

// singular says whether the first whole number among the arguments is 1.
func singular(args []any) bool {
	for _, a := range args {
		if n, ok := whole(a); ok {
			return n == 1
		}
	}
	return false
}

// fill replaces the placeholders of text; a brace that opens no placeholder stays as it is.
func (b *Book) fill(text string, args []any) string {
	var out strings.Builder
	for {
		before, number, after, found := cutPlaceholder(text)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if number < len(args) {
			out.WriteString(b.word(args[number]))
		} else {
			out.WriteString(missing(strconv.Itoa(number)))
		}
		text = after
	}
}

// cutPlaceholder splits text around its first {number}.
func cutPlaceholder(text string) (before string, number int, after string, found bool) {
	for from := 0; ; {
		open := strings.IndexByte(text[from:], '{')
		if open < 0 {
			return text, 0, "", false
		}
		open += from
		shut := strings.IndexByte(text[open:], '}')
		if shut < 0 {
			return text, 0, "", false
		}
		shut += open
		n, err := strconv.ParseUint(text[open+1:shut], 10, 8)
		if err == nil {
			return text[:open], int(n), text[shut+1:], true
		}
		from = open + 1
	}
}

// word writes one argument of T.
func (b *Book) word(arg any) string {
	if n, ok := whole(arg); ok {
		return b.Number(n)
	}
	switch v := arg.(type) {
	case string:
		return v
	case []string:
		return b.List(v...)
	}
	return fmt.Sprint(arg)
}

// whole is the value of an argument of a whole number type.
func whole(arg any) (int64, bool) {
	switch v := arg.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case int32:
		return int64(v), true
	case uint32:
		return int64(v), true
	}
	return 0, false
}
