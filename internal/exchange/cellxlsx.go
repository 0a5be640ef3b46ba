package exchange

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/field"
)

// dateStyle says which parts of a date a number format shows.
type dateStyle struct {
	year, month, day, clock bool
	general                 bool // no format of its own
}

func (d dateStyle) date() bool { return d.year || d.month || d.day }

// cell makes of one cell's XML and of the text excelize shows for it what a person sees.
func (w *workbook) cell(c *rawCell, shown string) (Cell, error) {
	if c.sum && (!c.valued || c.value == "" && c.kind == "n") { // an empty text is a result, no number is none
		return Cell{Text: "=" + c.formula, Mark: NoSum}, nil
	}
	switch c.kind {
	case "n":
		if c.value == "" {
			return Cell{}, nil
		}
		return w.number(c.value, c.style, shown), nil
	case "e":
		return Cell{Text: c.value, Mark: Fault}, nil
	case "s":
		if shown == "" && c.value != "" && !w.shared(c.value) {
			return Cell{}, errMalformed // it points to a text the workbook does not hold
		}
	case "d":
		if t, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(c.value, "Z")); err == nil {
			return Cell{Text: dateText(t, dateStyle{year: true, month: true, day: true, clock: true})}, nil
		}
		return Cell{Text: c.value}, nil
	}
	return Cell{Text: shown}, nil
}

// shared reports whether the workbook holds the shared text of that number.
func (w *workbook) shared(number string) bool {
	n, err := strconv.Atoi(strings.TrimSpace(number))
	return err == nil && n >= 0 && w.SharedStrings != nil && n < len(w.SharedStrings.SI)
}

func (w *workbook) number(value string, style int, shown string) Cell {
	v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return Cell{Text: value}
	}
	st := w.style(style)
	if st.date() {
		date1904 := w.props.Date1904 != nil && *w.props.Date1904
		if t, err := excelize.ExcelDateToTime(v, date1904); err == nil && v >= 1 {
			return Cell{Text: dateText(t, st)}
		}
	}
	if st.general || field.Tidy(shown) == "" { // a format may hide a number; it still is there
		shown = plainNumber(v)
	}
	if v == math.Trunc(v) && math.Abs(v) >= 1e15 {
		return Cell{Text: strconv.FormatFloat(v, 'f', 0, 64), Mark: Lost}
	}
	return Cell{Text: strings.TrimSpace(shown)}
}

// plainNumber writes a number without an exponent, with the 15 digits a spreadsheet keeps.
func plainNumber(v float64) string {
	v, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	if err != nil {
		return "" // a number that was just written reads again
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// dateText writes as much of a date as its format shows. A cell that shows only the month but holds another day than the first
// was typed as that day; a cell that shows no year holds one.
func dateText(t time.Time, st dateStyle) string {
	t = t.Round(time.Second)
	clock := ""
	if h, m, s := t.Clock(); st.clock && h+m+s > 0 {
		if clock = t.Format(" 15:04"); s > 0 {
			clock = t.Format(" 15:04:05")
		}
	}
	switch {
	case st.day || t.Day() != 1 || clock != "":
		return t.Format("2006-01-02") + clock
	case st.month || t.Month() != time.January:
		return t.Format("2006-01")
	}
	return t.Format("2006")
}

// style looks up which parts of a date a cell style shows, once per style.
func (w *workbook) style(index int) dateStyle {
	if st, ok := w.styles[index]; ok {
		return st
	}
	st := dateStyle{general: true}
	if s, err := w.GetStyle(index); err == nil && s != nil {
		switch {
		case s.CustomNumFmt != nil:
			st = styleOf(*s.CustomNumFmt)
		case s.NumFmt != 0:
			st = builtIn(s.NumFmt)
		}
	}
	w.styles[index] = st
	return st
}

// builtIn knows the numbered date formats, those of Chinese workbooks among them (ECMA-376 part 1, 18.8.30).
func builtIn(n int) dateStyle {
	full := dateStyle{year: true, month: true, day: true}
	switch {
	case n == 22:
		full.clock = true
		return full
	case n == 17, n == 27, n == 36, n == 50, n == 52, n == 57:
		return dateStyle{year: true, month: true}
	case n == 16, n == 28, n == 29, n == 51, n == 53, n == 54, n == 58:
		return dateStyle{month: true, day: true}
	case n == 14, n == 15, n == 30, n == 31:
		return full
	}
	return dateStyle{general: n == 49} // 49 is text
}

// styleOf reads a number format such as yyyy"年"m"月"d"日" h:mm. An m beside hours or seconds means minutes.
func styleOf(format string) dateStyle {
	var letters []byte
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case ';':
			i = len(format) // further parts are for negative numbers and text
		case '"':
			i = skipTo(format, i, '"')
		case '[':
			i = skipTo(format, i, ']')
		case '\\', '_', '*':
			i++
		default:
			letters = append(letters, c)
		}
	}
	code := strings.ToLower(string(letters))
	if code == "general" || code == "@" {
		return dateStyle{general: true}
	}
	if strings.Contains(code, "e+") || strings.Contains(code, "e-") {
		return dateStyle{} // 0.00E+00
	}
	code = strings.NewReplacer("am/pm", "", "a/p", "").Replace(code)
	st := dateStyle{year: strings.ContainsAny(code, "ye"), day: strings.Contains(code, "d"), clock: strings.ContainsAny(code, "hs")}
	for i, c := range code {
		st.month = st.month || c == 'm' && !minutes(code, i)
	}
	return st
}

func skipTo(s string, from int, mark byte) int {
	if n := strings.IndexByte(s[from+1:], mark); n >= 0 {
		return from + 1 + n
	}
	return len(s)
}

// minutes reports whether the m at place i stands beside hours or seconds.
func minutes(letters string, i int) bool {
	for j := i - 1; j >= 0; j-- {
		if c := letters[j]; c == 'h' {
			return true
		} else if c >= 'a' && c <= 'z' && c != 'm' {
			break
		}
	}
	for j := i + 1; j < len(letters); j++ {
		if c := letters[j]; c == 's' {
			return true
		} else if c >= 'a' && c <= 'z' && c != 'm' {
			break
		}
	}
	return false
}
