package say

import (
	"strconv"
	"strings"
)

// What stands between the items of a list.
const (
	markZH = "、"
	markEN = ", "
)

// List joins items as the language does: 、 in Chinese, commas in English.
func (b *Book) List(items ...string) string {
	if b.lang == EN {
		return strings.Join(items, markEN)
	}
	return strings.Join(items, markZH)
}

// Number writes a whole number: plain in Chinese, in English with commas from five digits on, so
// that a year or a serial number is never cut.
func (b *Book) Number(n int64) string {
	plain := strconv.FormatInt(n, 10)
	if b.lang != EN || len(strings.TrimPrefix(plain, "-")) < 5 {
		return plain
	}
	return grouped(plain)
}

// Money writes an amount of fen (1/100 yuan) exactly, in yuan: 1,234.50元 or ¥1,234.50; whole yuan
// without decimals. Both languages group digits in money, as account books do.
func (b *Book) Money(fen int64) string {
	sign, yuan, rest := split(fen, 100)
	out := grouped(strconv.FormatUint(yuan, 10))
	if rest != 0 {
		out += "." + padded(rest, 2)
	}
	return b.T("say.money", sign+out)
}

// MoneyWan writes an amount of fen exactly in units of ten thousand yuan, as Chinese reports do:
// 2.5万元. English has no such unit and reads as Money.
func (b *Book) MoneyWan(fen int64) string {
	if b.lang == EN {
		return b.Money(fen)
	}
	const fenPerWan = 100 * 10_000
	sign, wan, rest := split(fen, fenPerWan)
	out := strconv.FormatUint(wan, 10)
	if rest != 0 {
		out += "." + strings.TrimRight(padded(rest, 6), "0")
	}
	return b.T("say.money.wan", sign+out)
}

// Percent writes part of whole with one decimal, halves rounded away from zero, a final .0 left
// out: 43.6%, 56%. With nothing to divide by it is —. Neither may exceed 9×10^15.
func (b *Book) Percent(part, whole int64) string {
	if whole == 0 {
		return "—"
	}
	negative := (part < 0) != (whole < 0)
	p, w := magnitude(part), magnitude(whole)
	tenths := (2000*p + w) / (2 * w)
	out := strconv.FormatUint(tenths/10, 10)
	if tenths%10 != 0 {
		out += "." + strconv.FormatUint(tenths%10, 10)
	}
	if negative && tenths != 0 {
		out = "-" + out
	}
	return out + "%"
}

// split takes n apart by unit without overflowing at the smallest number.
func split(n int64, unit uint64) (sign string, whole, rest uint64) {
	if n < 0 {
		sign = "-"
	}
	m := magnitude(n)
	return sign, m / unit, m % unit
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func padded(n uint64, width int) string {
	digits := strconv.FormatUint(n, 10)
	return strings.Repeat("0", width-len(digits)) + digits
}

// grouped puts a comma before every third digit from the right.
func grouped(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	var out strings.Builder
	out.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteRune(d)
	}
	return out.String()
}
