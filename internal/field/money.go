package field

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Fen is an amount of money in fen (1/100 元); 0 is the same as empty.
type Fen int64

// String is the machine form in 元 with two decimals: 1234.50. It is empty for 0.
func (f Fen) String() string {
	if f == 0 {
		return ""
	}
	sign := ""
	if f < 0 {
		sign, f = "-", -f
	}
	return fmt.Sprintf("%s%d.%02d", sign, f/100, f%100)
}

var moneyForm = regexp.MustCompile(`^[¥￥]?(\d{1,17})(?:\.(\d{1,6}))?(万)?(元|块|块钱)?(整)?$`)

// ParseFen reads an amount as people write it: 1200, 1,200.50元, ¥88, 3.5万元. Fractions of a fen are refused.
func ParseFen(text string) (Fen, bool) {
	s := Fold(text)
	if s == "" {
		return 0, true
	}
	m := moneyForm.FindStringSubmatch(strings.ReplaceAll(s, ",", ""))
	if m == nil {
		return 0, false
	}
	places := 2
	if m[3] != "" {
		places = 6
	}
	if len(strings.TrimRight(m[2], "0")) > places {
		return 0, false
	}
	digits := m[1] + (m[2] + "000000")[:places]
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return 0, false
	}
	return Fen(n), true
}

// YesNo is the answer to a question that may not have been asked.
type YesNo uint8

// The answers.
const (
	NotAsked YesNo = iota
	Yes
	No
)

// String is the machine form: yes, no or empty.
func (y YesNo) String() string { return [...]string{"", "yes", "no"}[y%3] }

// ParseYesNo reads an answer as people write it.
func ParseYesNo(text string) (YesNo, bool) {
	switch Fold(text) {
	case "":
		return NotAsked, true
	case "yes", "y", "true", "1", "是", "有", "√", "对", "已":
		return Yes, true
	case "no", "n", "false", "0", "否", "无", "×", "没有", "未":
		return No, true
	}
	return NotAsked, false
}
