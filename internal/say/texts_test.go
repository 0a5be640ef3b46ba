package say

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"cn.halfsky/assets"
)

// sameInBoth lists texts that are right although they are not in the book's own script: names of languages stand in their own,
// abbreviations, file types and the words printed on keys are the same everywhere.
var sameInBoth = map[string]bool{
	"PDF": true, "ID": true, "Excel": true, "CSV": true, "JSON": true, "HalfSky": true, "中文": true, "English": true, "半边天": true,
	"Esc": true, "Del": true, "Delete": true, "Enter": true, "Tab": true, "Ctrl": true, "Shift": true, "Alt": true, "Home": true, "End": true,
}

// printed are the areas whose English is set on paper or in a terminal, which know narrow quotation marks. The face of the screen has
// the wide ones of Chinese alone, so that English on screen is written with straight ones.
var printed = []string{"draft.", "published.", "sheets.", "recovery.paper.", "ctl."}

var (
	placeholder = regexp.MustCompile(`\{\d+\}`)
	latin       = regexp.MustCompile(`[A-Za-z]`)
	// A half-width mark after a Han character is the slip that the program's own proof-reading marks.
	halfWidthMark = regexp.MustCompile(`\p{Han}[,;:?!]`)
)

func hasHan(text string) bool { return strings.ContainsFunc(text, isHan) }

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// faults says what is wrong with the texts of both languages, one line each, sorted.
func faults(zh, en map[string]string) []string {
	var out []string
	note := func(key, what string) { out = append(out, key+": "+what) }
	for key, text := range en {
		base, one := strings.CutSuffix(key, oneSuffix)
		other, ok := zh[key]
		switch {
		case one && en[base] == "":
			note(key, "a singular without its plural")
		case one:
			other = zh[base]
		case !ok:
			note(key, "not in Chinese")
			continue
		}
		if strings.TrimSpace(text) == "" {
			note(key, "empty in English")
		}
		if !samePlaceholders(other, text) {
			note(key, "placeholders differ")
		}
		if hasHan(text) && !sameInBoth[text] {
			note(key, "Chinese left in English")
		}
		if strings.ContainsAny(text, "“”‘’") && !slices.ContainsFunc(printed, func(area string) bool { return strings.HasPrefix(key, area) }) {
			note(key, "quotation marks that are wide on screen")
		}
	}
	for key, text := range zh {
		bare := placeholder.ReplaceAllString(text, "")
		if _, ok := en[key]; !ok {
			note(key, "not in English")
		}
		if strings.HasSuffix(key, oneSuffix) {
			note(key, "Chinese has no singular")
		}
		if strings.TrimSpace(text) == "" {
			note(key, "empty in Chinese")
		}
		if latin.MatchString(bare) && !hasHan(bare) && !sameInBoth[strings.TrimSpace(bare)] {
			note(key, "English left in Chinese")
		}
		if halfWidthMark.MatchString(text) {
			note(key, "half-width punctuation in Chinese")
		}
	}
	slices.Sort(out)
	return out
}

// samePlaceholders compares the sets: a language may repeat one, but not drop or invent one. A key
// whose parts are chosen by the language (the forms of a date) may leave one out in either.
func samePlaceholders(a, b string) bool {
	return slices.Equal(placeholders(a), placeholders(b))
}

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func TestTextsAreCompleteInBothLanguages(t *testing.T) {
	var books [2]map[string]string
	for i, lang := range Langs() {
		texts, wrong := read(assets.Lang, lang)
		for _, err := range wrong {
			t.Error(err)
		}
		books[i] = texts
	}
	for _, fault := range faults(books[0], books[1]) {
		t.Error(fault)
	}
}

func TestFaultsAreFound(t *testing.T) {
	zh := map[string]string{
		"a.good": "共{0}行", "a.form": "{0}：{1}", "a.pdf": "PDF",
		"b.zhonly": "只有中文", "c.empty": " ", "d.holes": "{0}行", "e.english": "Save", "f.comma": "好,再来", "g.one#one": "一",
		"h.han": "汉字", "i.wide": "“{0}”", "sheets.wide": "“{0}”",
	}
	en := map[string]string{
		"a.good": "{0} rows", "a.good#one": "{0} row", "a.form": "{0}: {1}", "a.pdf": "PDF",
		"b.enonly": "English only", "c.empty": "", "d.holes": "{1} rows", "e.english": "Save", "f.comma": "Fine",
		"g.lone#one": "one", "h.han": "Han 汉", "i.wide": "“{0}” is kept", "sheets.wide": "Stands under “{0}”",
	}
	want := []string{
		"b.enonly: not in Chinese", "b.zhonly: not in English", "c.empty: empty in Chinese", "c.empty: empty in English",
		"d.holes: placeholders differ", "e.english: English left in Chinese", "f.comma: half-width punctuation in Chinese",
		"g.lone#one: a singular without its plural", "g.one#one: Chinese has no singular", "g.one#one: not in English",
		"h.han: Chinese left in English", "i.wide: quotation marks that are wide on screen",
	}
	if got := faults(zh, en); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestReadNamesWhatIsWrongAndKeepsTheRest(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"a": `{"x": "first", "y": "kept"}`, "b": `{"x": "second", "z": "too"}`, "c": `{"nested": {"k": "v"}}`,
		"d": `["no object"]`, "e": `{"cut": "of`, "f": `{} {}`, "g": ``,
	} {
		files["lang/zh/"+name+".json"] = &fstest.MapFile{Data: []byte(text)}
	}
	texts, wrong := read(files, ZH)
	if len(wrong) != 6 {
		t.Errorf("want 6 faults (b to g), got %v", wrong)
	}
	if texts["x"] != "first" || texts["y"] != "kept" || texts["z"] != "too" {
		t.Errorf("got %v", texts)
	}
	if texts, wrong := read(fstest.MapFS{}, EN); len(texts) != 0 || len(wrong) != 0 {
		t.Errorf("a language without files: %v %v", texts, wrong)
	}
}
