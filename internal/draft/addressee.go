package draft

import (
	"regexp"
	"strconv"
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// copiesForm is the number of copies at the end of a line: 3份, ×3, or 3 behind a gap.
var copiesForm = regexp.MustCompile(`^(.*\S)(?:[\s　]+|[\s　]*[×xX*])([0-9０-９]{1,5})[\s　]*份?$|^(.*\S)[\s　]*[（(]([0-9０-９]{1,5})[\s　]*份[）)]$`)

// Addressees reads the distribution of an issue as people type it: a row on each line, with the number of copies behind it where one is
// told. A row may itself name several bodies.
func Addressees(text string) []summary.Addressee {
	var out []summary.Addressee
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		line = field.Tidy(line)
		if line == "" {
			continue
		}
		a := summary.Addressee{To: line}
		if m := copiesForm.FindStringSubmatch(line); m != nil {
			n, _ := strconv.ParseInt(field.Narrow(m[2]+m[4]), 10, 64) // the pattern lets five figures through
			a = summary.Addressee{To: strings.TrimSpace(m[1] + m[3]), Copies: n}
		}
		out = append(out, a)
	}
	return out
}
