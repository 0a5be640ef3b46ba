package say

import (
	"strconv"
	"strings"
)

// MostCapital is the largest amount that Capital writes, fen: 10^12 yuan.
const MostCapital = 100_000_000_000_000

var (
	capitalDigits = []string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}
	capitalPlaces = []string{"仟", "佰", "拾", ""}
)

// Capital writes an amount of fen (1/100 yuan) in the capital figures 大写 of receipts and cheques, exactly: 人民币壹仟贰佰元整,
// 人民币伍拾元零叁分. They are Chinese in any language. ok is false for less than nothing and for more than MostCapital.
//
// The rules are those of the Payment and Settlement Measures 支付结算办法 (银发〔1997〕393号), annex 1: 人民币 stands directly before
// the figures; zeros in a row are one 零; 零 stands after 元 where there is no 角 but 分; 整 closes an amount without 分.
func Capital(fen int64) (text string, ok bool) {
	if fen < 0 || fen > MostCapital {
		return "", false
	}
	yuan, jiao, rest := fen/100, fen/10%10, fen%10
	var b strings.Builder
	b.WriteString("人民币")
	switch {
	case yuan > 0:
		b.WriteString(capitalWhole(yuan) + "元")
	case fen == 0:
		b.WriteString("零元")
	}
	if jiao > 0 {
		b.WriteString(capitalDigits[jiao] + "角")
	} else if yuan > 0 && rest > 0 {
		b.WriteString("零")
	}
	if rest > 0 {
		return b.String() + capitalDigits[rest] + "分", true
	}
	return b.String() + "整", true
}

// capitalWhole writes a number from 1 on: 亿 of 万 of four figures. Where zeros lie between two parts, one 零 stands for them.
func capitalWhole(n int64) string {
	for _, unit := range []struct {
		worth int64
		word  string
	}{{100_000_000, "亿"}, {10_000, "万"}} {
		if n < unit.worth {
			continue
		}
		text, rest := capitalWhole(n/unit.worth)+unit.word, n%unit.worth
		if rest == 0 {
			return text
		}
		if rest < unit.worth/10 {
			text += "零"
		}
		return text + capitalWhole(rest)
	}
	return capitalFour(n)
}

// capitalFour writes 1 to 9999.
func capitalFour(n int64) string {
	var b strings.Builder
	zeros := false
	for i, worth := range []int64{1000, 100, 10, 1} {
		d := n / worth % 10
		if d == 0 {
			zeros = zeros || b.Len() > 0
			continue
		}
		if zeros {
			b.WriteString("零")
		}
		zeros = false
		b.WriteString(capitalDigits[d] + capitalPlaces[i])
	}
	return b.String()
}

// Cash writes an amount of fen (1/100 yuan) as receipts have it, with both decimals and the sign directly before the figures, so that
// nothing can be written in: ¥1,200.00.
func Cash(fen int64) string {
	sign, yuan, rest := split(fen, 100)
	return sign + "¥" + grouped(strconv.FormatUint(yuan, 10)) + "." + padded(rest, 2)
}
