package say

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestCapitalAmountsAreWrittenAsBanksWantThem: worked examples, most of them from the annex of the rule itself.
func TestCapitalAmountsAreWrittenAsBanksWantThem(t *testing.T) {
	for fen, want := range map[int64]string{
		0:           "人民币零元整",
		1:           "人民币壹分",
		5:           "人民币伍分",
		10:          "人民币壹角整",
		50:          "人民币伍角整",
		99:          "人民币玖角玖分",
		100:         "人民币壹元整",
		101:         "人民币壹元零壹分",
		110:         "人民币壹元壹角整",
		1000:        "人民币壹拾元整",
		1003:        "人民币壹拾元零叁分",
		32504:       "人民币叁佰贰拾伍元零肆分",
		120000:      "人民币壹仟贰佰元整",
		140950:      "人民币壹仟肆佰零玖元伍角整",
		168032:      "人民币壹仟陆佰捌拾元叁角贰分",
		600714:      "人民币陆仟零柒元壹角肆分",
		1000000:     "人民币壹万元整",
		1000001:     "人民币壹万元零壹分",
		1001000:     "人民币壹万零壹拾元整",
		1640902:     "人民币壹万陆仟肆佰零玖元零贰分",
		10700053:    "人民币壹拾万柒仟元伍角叁分",
		10050000:    "人民币壹拾万零伍佰元整",
		10000100000: "人民币壹亿零壹仟元整",
		10010000000: "人民币壹亿零壹拾万元整",
		10000000001: "人民币壹亿元零壹分",
		11000000000: "人民币壹亿壹仟万元整",
		11000000100: "人民币壹亿壹仟万零壹元整",
		20304050607: "人民币贰亿零叁佰零肆万零伍佰零陆元零柒分",
		MostCapital: "人民币壹万亿元整",
	} {
		if got, ok := Capital(fen); got != want || !ok {
			t.Errorf("%d fen: %s, want %s", fen, got, want)
		}
	}
	for _, fen := range []int64{-1, -120000, MostCapital + 1} {
		if got, ok := Capital(fen); ok || got != "" {
			t.Errorf("%d fen gives %s", fen, got)
		}
	}
}

// uncapital reads a capital amount back, place by place.
func uncapital(t *testing.T, text string) int64 {
	digits := map[rune]int64{}
	for i, d := range capitalDigits {
		digits[[]rune(d)[0]] = int64(i)
	}
	body, found := strings.CutPrefix(text, "人民币")
	if !found {
		t.Fatalf("%s does not begin with 人民币", text)
	}
	var fen, total, part, digit int64
	for _, r := range body {
		switch r {
		case '仟':
			part, digit = part+digit*1000, 0
		case '佰':
			part, digit = part+digit*100, 0
		case '拾':
			part, digit = part+digit*10, 0
		case '万':
			total, part, digit = total+(part+digit)*10_000, 0, 0
		case '亿':
			total, part, digit = (total+part+digit)*100_000_000, 0, 0
		case '元':
			fen, total, part, digit = (total+part+digit)*100, 0, 0, 0
		case '角':
			fen, digit = fen+digit*10, 0
		case '分':
			fen, digit = fen+digit, 0
		case '整':
		default:
			d, known := digits[r]
			if !known {
				t.Fatalf("%s holds %c", text, r)
			}
			digit = d
		}
	}
	return fen
}

// TestACapitalAmountReadsBack: what is written means the amount and nothing else, and follows the rules of zeros.
func TestACapitalAmountReadsBack(t *testing.T) {
	try := func(fen int64) {
		text, ok := Capital(fen)
		if !ok || uncapital(t, text) != fen {
			t.Fatalf("%d fen gives %s, which reads as %d", fen, text, uncapital(t, text))
		}
		for _, bad := range []string{"零零", "零仟", "零佰", "零拾", "零万", "零亿", "零角", "零分", "分整", "零整"} {
			if strings.Contains(text, bad) {
				t.Fatalf("%d fen gives %s", fen, text)
			}
		}
		if fen > 0 && strings.Contains(text, "零元") {
			t.Fatalf("%d fen gives %s", fen, text)
		}
		if (fen%10 == 0) != strings.HasSuffix(text, "整") {
			t.Fatalf("%d fen ends wrongly: %s", fen, text)
		}
	}
	for fen := range int64(200_000) {
		try(fen)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		fen := r.Int64N(MostCapital + 1)
		for range r.IntN(14) { // amounts with many zeros
			fen /= 10
		}
		for range r.IntN(14) {
			if fen <= MostCapital/10 {
				fen *= 10
			}
		}
		try(fen)
	}
}

// TestCashHasBothDecimals, and nothing between the sign and the figures.
func TestCashHasBothDecimals(t *testing.T) {
	for fen, want := range map[int64]string{0: "¥0.00", 5: "¥0.05", 50: "¥0.50", 120000: "¥1,200.00", 123456789: "¥1,234,567.89", -120000: "-¥1,200.00"} {
		if got := Cash(fen); got != want {
			t.Errorf("%d fen: %s, want %s", fen, got, want)
		}
	}
}
