package summary

import (
	"regexp"
	"strings"

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
	form *regexp.Regexp
	mask string
}

// hider looks for the number, the telephone with or without gaps, the address and the street alone, and the name. A name of
// one character is too common to be looked for.
func (s *CaseSummary) hider() hider { return hiderOf(s.Person) }

// hiderOf is the hider of a person, who may be nil, and of the names of others about her.
func hiderOf(p *centre.Person, others ...string) hider {
	var pairs []string
	add := func(from, to string) {
		if len([]rune(from)) > 1 && from != to {
			pairs = append(pairs, from, to)
		}
	}
	for _, name := range others {
		add(name, centre.MaskName(name))
	}
	h := hider{exact: strings.NewReplacer(pairs...)}
	if p == nil {
		return h
	}
	add(p.Address, centre.MaskAddress(p.Address))
	add(p.Name, centre.MaskName(p.Name))
	h.exact = strings.NewReplacer(pairs...)
	if p.ResidentID != "" {
		h.loose = append(h.loose, loosely{figures(p.ResidentID), centre.MaskID(p.ResidentID)})
	}
	for _, n := range strings.Split(p.Phone, "、") {
		if masked := centre.MaskPhone(n); masked != n {
			h.loose = append(h.loose, loosely{figures(n), masked})
		}
	}
	if m := streetForm.FindString(strings.TrimPrefix(p.Address, centre.MaskAddress(p.Address))); m != "" {
		form := regexp.MustCompile(regexp.QuoteMeta(m) + `[0-9０-９一二三四五六七八九十\-号弄幢栋楼单元室]*`)
		h.loose = append(h.loose, loosely{form, hidden})
	}
	return h
}

// figures matches a number as people write it: full or half width, with gaps or dashes between the figures.
func figures(n string) *regexp.Regexp {
	var signs []string
	for _, r := range n {
		sign := regexp.QuoteMeta(string(r))
		if r > ' ' && r <= '~' {
			sign = "(?:" + sign + "|" + string(r-'!'+'！') + ")"
		}
		signs = append(signs, sign)
	}
	return regexp.MustCompile("(?i)" + strings.Join(signs, `[ 　\-－]?`))
}

// streetForm is the street, lane, village or estate an address goes on with below the town.
var streetForm = regexp.MustCompile(`^\p{Han}{1,10}?(路|街|巷|弄|村|小区|花园|新村|公寓)`)

func (h hider) Replace(text string) string {
	text = h.exact.Replace(text)
	for _, l := range h.loose {
		text = l.form.ReplaceAllLiteralString(text, l.mask)
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
