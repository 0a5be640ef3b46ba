package centre

import (
	"regexp"
	"strings"

	"cn.halfsky/internal/field"
)

var (
	mobileForm = regexp.MustCompile(`^1[3-9]\d{9}$`)
	// Big cities have area codes of three digits (010, 02x), all others of four; the number has seven or eight.
	landlineForm  = regexp.MustCompile(`^(010|02\d|0[3-9]\d{2})-?(\d{7,8})(-\d{1,6})?$`)
	otherLandline = regexp.MustCompile(`^(0\d{2,3})-(\d{7,8})(-\d{1,6})?$`)
	shortNumbers  = " 12351 12333 12338 12348 110 120 " // union, labour, women's and legal aid lines, police, ambulance
	betweenPhones = func(r rune) bool { return strings.ContainsRune("/／、,，;；\n", r) }
	phoneSigns    = strings.NewReplacer("(", "", ")", "-", "转", "-", "分机", "-", "—", "-", "–", "-", "‐", "-", "−", "-")
)

// Phone is the rule for one or several telephone numbers parted by / or 、: mobile numbers, landlines with their area code and
// the short numbers of public services. A leading +86, spaces and hyphens are dropped; a landline is kept as 0512-65221234, with
// an extension as 0512-65221234-808, several numbers with 、 between them.
func Phone(text string) (kept, problem string) {
	var out []string
	for _, part := range strings.FieldsFunc(text, betweenPhones) {
		number, ok := onePhone(part)
		if !ok {
			return text, "problem.phone"
		}
		out = append(out, number)
	}
	if len(out) == 0 {
		return text, "problem.phone"
	}
	return strings.Join(out, "、"), ""
}

func onePhone(text string) (string, bool) {
	s := phoneSigns.Replace(field.Fold(text))
	for _, prefix := range []string{"+86", "0086"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok {
			if s = strings.TrimLeft(rest, "-"); !strings.HasPrefix(s, "0") && !strings.HasPrefix(s, "1") {
				s = "0" + s // abroad the area code loses its 0
			}
			break
		}
	}
	bare := strings.ReplaceAll(s, "-", "")
	if mobileForm.MatchString(bare) || strings.Contains(shortNumbers, " "+bare+" ") {
		return bare, true
	}
	for _, try := range []string{strings.ReplaceAll(s, "--", "-"), bare} {
		for _, form := range []*regexp.Regexp{landlineForm, otherLandline} {
			if m := form.FindStringSubmatch(try); m != nil {
				return m[1] + "-" + m[2] + m[3], true
			}
		}
	}
	return "", false
}
