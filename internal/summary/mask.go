package summary

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// hidden stands for a text that is not shown at all.
const hidden = "***"

// MaskPerson hides in p what identifies her: name, numbers, address, the days of births; how she may be reached without danger
// is hidden whole.
func MaskPerson(p *centre.Person) {
	p.Name, p.Phone, p.Address = centre.MaskName(p.Name), centre.MaskPhone(p.Phone), centre.MaskAddress(p.Address)
	p.ResidentID = centre.MaskID(p.ResidentID)
	p.Birth = field.Day{Year: p.Birth.Year}
	p.Due = field.Day{Year: p.Due.Year, Month: p.Due.Month}
	if p.SafeWay != "" {
		p.SafeWay = hidden
	}
}

// hider hides what identifies one person wherever it stands in a text.
type hider struct {
	exact *strings.Replacer
	loose []loosely
}

// loosely is something that is written in several ways, and what stands in its place.
type loosely struct {
	first string // signs it can begin with: a text without any of them is not searched
	form  func() *regexp.Regexp
	mask  string
}

// lately makes a pattern when a text first needs it: most texts need none.
func lately(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// hider looks for the numbers, the address and the street alone, the day of birth, and the name in characters and in pinyin, all as people
// write them. A name of one character is too common to be looked for.
func (s *CaseSummary) hider() hider { return hiderOf(s.Person) }

// hiderOf is the hider of a person, who may be nil, and of the names of others about her.
func hiderOf(p *centre.Person, others ...string) hider {
	var h hider
	if p == nil {
		for _, name := range others {
			h.name(name)
		}
		return h
	}
	h.exact = strings.NewReplacer()
	if masked := centre.MaskAddress(p.Address); len([]rune(p.Address)) > 1 && masked != p.Address {
		h.exact = strings.NewReplacer(p.Address, masked)
	}
	if p.ResidentID != "" {
		h.figures(p.ResidentID, centre.MaskID(p.ResidentID))
	}
	for _, n := range strings.Split(p.Phone, "、") {
		if masked := centre.MaskPhone(n); masked != n {
			h.figures(n, masked)
		}
	}
	if p.Birth.Exact() {
		form := lately(fmt.Sprintf(`%d\s?[年.．/\-－]\s?0?%d\s?[月.．/\-－]\s?0?%d日?`, p.Birth.Year, p.Birth.Month, p.Birth.Date))
		h.loose = append(h.loose, loosely{strconv.Itoa(p.Birth.Year)[:1], form, hidden})
	}
	if m := streetForm.FindString(strings.TrimPrefix(p.Address, centre.MaskAddress(p.Address))); m != "" {
		form := lately(regexp.QuoteMeta(m) + `[0-9０-９一二三四五六七八九十\-号弄幢栋楼单元室]*`)
		h.loose = append(h.loose, loosely{m, form, hidden})
	}
	for _, name := range append(others, p.Name) {
		h.name(name)
	}
	return h
}

// name hides a name: its characters with spaces or a dot between them, and its pinyin in one word or several.
func (h *hider) name(name string) {
	masked := centre.MaskName(name)
	var signs []string
	for _, r := range name {
		if !unicode.IsSpace(r) && !strings.ContainsRune(nameDots, r) {
			signs = append(signs, regexp.QuoteMeta(string(r)))
		}
	}
	if len(signs) < 2 || masked == name {
		return
	}
	first := strings.ToLower(name) + strings.ToUpper(name)
	h.loose = append(h.loose, loosely{first, lately(`(?i)` + strings.Join(signs, `[\s　`+nameDots+`]{0,3}`)), masked})
	full, _ := centre.Spell(name)
	if len(full) < shortestSpelt || full == strings.ToLower(name) {
		return
	}
	var letters []string
	for _, r := range full {
		letters = append(letters, regexp.QuoteMeta(string(r)))
	}
	h.loose = append(h.loose, loosely{full[:1] + strings.ToUpper(full[:1]), lately(`(?i)\b` + strings.Join(letters, `[\s'’\-,]?`) + `\b`), hidden})
}

const (
	// nameDots stand between the parts of a name.
	nameDots = "·•・‧"
	// shortestSpelt is how many letters of pinyin a name has at least to be looked for: less is part of too many words.
	shortestSpelt = 5
)

// numerals are how a figure is written beside itself.
var numerals = map[rune]string{
	'0': "０零〇", '1': "１一幺", '2': "２二", '3': "３三", '4': "４四", '5': "５五", '6': "６六", '7': "７七", '8': "８八", '9': "９九", 'X': "xＸｘ", '-': "－",
}

// figures hides a number as people write it: full or half width, in Chinese numerals, with gaps, dots or dashes between the figures.
func (h *hider) figures(n, mask string) {
	var signs []string
	first := ""
	for _, r := range strings.ToUpper(n) {
		if r == '-' || r == ' ' {
			continue // a gap like any other
		}
		if first == "" {
			first = string(r) + numerals[r]
		}
		signs = append(signs, "["+regexp.QuoteMeta(string(r))+numerals[r]+"]")
	}
	h.loose = append(h.loose, loosely{first, lately("(?i)" + strings.Join(signs, `[\s　\-－.．()（）]{0,3}`)), mask})
}

// streetForm is the street, lane, village or estate an address goes on with below the town.
var streetForm = regexp.MustCompile(`^\p{Han}{1,10}?(路|街|巷|弄|村|小区|花园|新村|公寓)`)

func (h hider) Replace(text string) string {
	if h.exact != nil {
		text = h.exact.Replace(text)
	}
	for _, l := range h.loose {
		if strings.ContainsAny(text, l.first) {
			text = l.form().ReplaceAllLiteralString(text, l.mask)
		}
	}
	return text
}

// eachText passes every free text of a record through the hider.
func eachText(r field.Record, hide hider) {
	for i := range r.Type().Fields {
		f := &r.Type().Fields[i]
		if p, ok := f.Pointer(r).(*string); ok && (f.Kind == field.TextKind || f.Kind == field.LongKind) {
			*p = hide.Replace(*p)
		}
	}
}
