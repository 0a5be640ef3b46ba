package office

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

const (
	passphraseMin  = 10 // fewest characters
	passphraseKind = 4  // fewest different ones
	guessesMin     = 6  // fewest things a guesser has to get right, as guesses counts them
)

// CheckPassphrase returns field.Problems when a new passphrase is too short, one character over and over, put together of what
// everybody tries first, or holds one of the names: of its owner, of the centre.
func CheckPassphrase(pass string, names ...string) error {
	return passphraseProblems(pass, names...).Err()
}

func passphraseProblems(pass string, names ...string) (ps field.Problems) {
	distinct := map[rune]bool{}
	for _, r := range pass {
		distinct[r] = true
	}
	plain := plainly(pass)
	switch {
	case utf8.RuneCountInString(pass) < passphraseMin || len(distinct) < passphraseKind:
		ps = ps.Add("passphrase", "problem.passphrase", strconv.Itoa(passphraseMin))
	case holdsName(plain, names):
		ps = ps.Add("passphrase", "people.pass.name")
	case guesses(plain) < guessesMin:
		ps = ps.Add("passphrase", "people.pass.common")
	}
	return ps
}

// plainly writes a passphrase as a guesser does who tries capitals and marks last.
func plainly(text string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text))
}

// holdsName reports whether one of the names is in the text, as it is written or as it is typed in pinyin. A name of one character
// or two letters is in too many words to count.
func holdsName(text []rune, names []string) bool {
	for _, n := range names {
		full, _ := centre.Spell(n)
		for _, form := range []string{string(plainly(n)), full} {
			size := utf8.RuneCountInString(form)
			if han := strings.ContainsFunc(form, func(r rune) bool { return unicode.Is(unicode.Han, r) }); (size >= 4 || han && size >= 2) && strings.Contains(string(text), form) {
				return true
			}
		}
	}
	return false
}

// guesses is how many things have to be guessed right: a word everybody tries, a run of keys or of neighbours, a character again and
// again and a year count once; any other letter or digit counts for itself, a Chinese character for two.
func guesses(text []rune) (n int) {
	for i := 0; i < len(text); {
		if size := guessed(text[i:]); size > 0 {
			n, i = n+1, i+size
			continue
		}
		if n++; unicode.Is(unicode.Han, text[i]) {
			n++
		}
		i++
	}
	return n
}

// guessed is how many characters at the beginning of a text are guessed at one go; 0 when none.
func guessed(text []rune) (most int) {
	for _, w := range triedFirst {
		if strings.HasPrefix(string(text), w) {
			most = max(most, utf8.RuneCountInString(w))
		}
	}
	for _, row := range keyRows {
		most = max(most, along(text, row))
	}
	return max(most, run(text), year(text))
}

// run is the length of a run of neighbours in the alphabet or among the digits, up, down or in place, from three on.
func run(text []rune) int {
	n := 1
	for ; n < len(text); n++ {
		step := text[n] - text[n-1]
		if step < -1 || step > 1 || n > 1 && step != text[1]-text[0] {
			break
		}
	}
	if n < 3 {
		return 0
	}
	return n
}

// along is how far the text follows a row of keys, either way, from three on.
func along(text []rune, row string) int {
	n := 1
	dir := 0
	for ; n < len(text); n++ {
		a, b := strings.IndexRune(row, text[n-1]), strings.IndexRune(row, text[n])
		if a < 0 || b < 0 || b-a != 1 && b-a != -1 || n > 1 && b-a != dir {
			break
		}
		dir = b - a
	}
	if n < 3 {
		return 0
	}
	return n
}

// year is 4 where the text begins with a year of somebody alive, else 0.
func year(text []rune) int {
	if len(text) < 4 {
		return 0
	}
	if n, err := strconv.Atoi(string(text[:4])); err == nil && n >= 1930 && n <= 2099 {
		return 4
	}
	return 0
}

// keyRows are the rows of a keyboard, and the columns that fingers like.
var keyRows = []string{"qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm"}

// triedFirst are the words that stand at the head of every list of guesses, here and abroad.
var triedFirst = []string{
	"password", "passw0rd", "passwort", "welcome", "admin", "administrator", "login", "letmein", "iloveyou", "monkey", "dragon", "sunshine", "princess",
	"football", "superman", "master", "hello", "secret", "system", "test", "guest", "root", "user", "change", "default",
	"woaini", "woaiwojia", "wodemima", "mima", "nihao", "aini", "wangyi", "taobao", "zhongguo", "beijing", "shanghai", "gongzuo", "gonghui", "nvgong", "weiquan",
	"banbiantian", "halfsky", "sanba", "laogong", "laopo", "baobei", "1314", "520", "5201314", "1314520", "7758521", "584520", "168", "888", "666",
	"我爱你", "我的密码", "密码", "口令", "你好", "中国", "工会", "女工", "维权", "半边天", "妇女", "三八",
}
