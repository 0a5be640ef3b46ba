package law

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"cn.halfsky/internal/field"
)

// Fixed reports whether the law itself makes that day of the year a holiday: New Year, 1 May, since 2025 also 2 May, 1 to 3 October
// (Measures for Holidays of National Festivals and Memorial Days article 2). The other holidays follow the moon or the sun.
func Fixed(d field.Day) bool {
	switch d.Month {
	case 1:
		return d.Date == 1
	case 5:
		return d.Date == 1 || d.Date == 2 && d.Year >= 2025
	case 10:
		return d.Date <= 3
	}
	return false
}

// NoticeLine is a line of the notice with which the State Council arranges a year, as it is typed.
type NoticeLine struct {
	Days string // 1月1日（周四）至3日（周六）, 2月14日、2月28日
	Kind string // 放假, 上班, 法定
	Name string
}

// YearOfNotice puts a year together from the lines of its notice. A notice does not say which of the days off are holidays of the law:
// those on fixed days are known, the others are said by a line of their own, which may name a day that is off already. bad says by the
// number of the line, from 0, and the field, days or kind, what has to be mended; then there is no year.
func YearOfNotice(year int, source string, lines []NoticeLine) (y Year, bad map[int]field.Problems) {
	y, bad = Year{Year: year, Days: map[field.Day]Holiday{}}, map[int]field.Problems{}
	for i, l := range lines {
		if ps := y.add(l, line(source)); len(ps) > 0 {
			bad[i] = ps
		}
	}
	if len(bad) > 0 {
		return Year{}, bad
	}
	return y, nil
}

// add takes one line.
func (y *Year) add(l NoticeLine, source string) field.Problems {
	kind := DayType(dayTypes.Find(field.Tidy(l.Kind)))
	if kind == "" {
		return problem("kind", "notice.kind")
	}
	days, ok := daysOfNotice(l.Days, y.Year)
	if !ok {
		return problem("days", "notice.days")
	}
	name := line(l.Name)
	if code := holidayNames.Find(name); code != "" {
		name = code
	}
	if len(name) > maxName || len(source) > maxName {
		return problem("name", "notice.long")
	}
	for _, d := range days {
		if d.Year != y.Year {
			return problem("days", "notice.year", strconv.Itoa(y.Year))
		}
		h := Holiday{Type: kind, Name: name, Source: source}
		if kind == Rest && Fixed(d) {
			h.Type = Statutory
		}
		was, said := y.Days[d]
		switch {
		case said && (was.Type == Work || kind == Work || was.Type == kind):
			return problem("days", "notice.twice", fmt.Sprintf("%d-%d", d.Month, d.Date))
		case said && was.Type == Statutory:
			h.Type = Statutory
		}
		if h.Name == "" {
			h.Name = was.Name
		}
		y.Days[d] = h
	}
	return nil
}

var (
	noticeName = regexp.MustCompile(`^\s*(?:[一二三四五六七八九十]+、)?\s*([^：:，,。（(]{1,20})[：:]`)
	noticePart = regexp.MustCompile(`^(.*?)[，,\s]*(放假调休|调休放假|放假|上班)`)
)

// Sentences takes a paragraph of a notice apart, as it is copied from there: 一、元旦：1月1日（周四）至3日（周六）放假，共3天。1月4日（周日）上班。
// It returns nothing for what is no such paragraph.
func Sentences(text string) (out []NoticeLine) {
	name := ""
	if m := noticeName.FindStringSubmatch(text); m != nil {
		name, text = strings.TrimSpace(m[1]), text[len(m[0]):]
	}
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。；;", r) }) {
		if m := noticePart.FindStringSubmatch(s); m != nil && strings.TrimSpace(m[1]) != "" {
			out = append(out, NoticeLine{Days: strings.TrimSpace(m[1]), Kind: m[2], Name: name})
		}
	}
	return out
}

var (
	bracketed = regexp.MustCompile(`[（(][^（）()]*[）)]`)
	spanMarks = regexp.MustCompile(`至|到|[—–~～－]+|\s-\s`)
	dateAlone = regexp.MustCompile(`^\d{1,2}[日号]?$`)
)

// mostSpan is more days than a notice gives in one piece.
const mostSpan = 31

// daysOfNotice reads the days of a line: single ones and spans, parted by commas; weekdays in brackets are passed over.
func daysOfNotice(text string, year int) (out []field.Day, ok bool) {
	text = bracketed.ReplaceAllString(text, "")
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;；", r) }) {
		ends := spanMarks.Split(strings.TrimSpace(part), -1)
		first, ok := exactDay(ends[0], year)
		if !ok || len(ends) > 2 {
			return nil, false
		}
		last := first
		if len(ends) == 2 {
			to := field.Fold(ends[1])
			if dateAlone.MatchString(to) { // 3日 is of the month it began in
				to = fmt.Sprintf("%d-%d-%s", first.Year, first.Month, strings.TrimRight(to, "日号"))
			}
			if last, ok = exactDay(to, year); !ok || last.Before(first) || daysBetween(first, last) >= mostSpan {
				return nil, false
			}
		}
		for d := first; !last.Before(d); d = d.Add(1) {
			out = append(out, d)
		}
	}
	return out, len(out) > 0
}

func exactDay(text string, year int) (field.Day, bool) {
	d, ok := field.ParseDay(strings.TrimSpace(text), year)
	return d, ok && d.Exact() && d.Valid() && d.Half == field.WholeDay
}

// Lines writes a year as lines that YearOfNotice reads, kinds and names as their codes: days of one kind and name that follow each
// other are one line.
func (y Year) Lines() (out []NoticeLine) {
	d := field.Day{Year: y.Year, Month: 1, Date: 1}
	for d.Year == y.Year {
		h, said := y.Days[d]
		if !said {
			d = d.Add(1)
			continue
		}
		last := d
		for next := last.Add(1); ; next = last.Add(1) {
			if n, more := y.Days[next]; !more || n.Type != h.Type || n.Name != h.Name || next.Year != y.Year {
				break
			}
			last = next
		}
		days := fmt.Sprintf("%d-%d", d.Month, d.Date)
		if last != d {
			days += " ~ " + fmt.Sprintf("%d-%d", last.Month, last.Date)
		}
		out = append(out, NoticeLine{Days: days, Kind: string(h.Type), Name: h.Name})
		d = last.Add(1)
	}
	return out
}
