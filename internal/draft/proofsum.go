package draft

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	// amountForm is a number with its measure word, exact: 多 and 余 make none.
	amountForm = regexp.MustCompile(`([0-9]{1,9})(人次|家次|万元|人|家|个|名|位|件|户|场|期|项|份|次|元)`)
	// Between two parts of a list there is a list comma; before the sum of parts a word that says so, behind a sum that is told first a colon
	// or 其中.
	listGap   = regexp.MustCompile(`^[^0-9，。；：！？\n]{0,16}[、和及][^0-9，。；：！？\n]{0,16}$`)
	sumGap    = regexp.MustCompile(`^[^0-9，。；：、\n]{0,6}[，,（(]?(?:总共|合计|共计|总计|一共|共)[^0-9，。；：、其\n]{0,5}$`)
	firstGap  = regexp.MustCompile(`^[^0-9，。；、\n]{0,6}[：:]`)
	amongGap  = regexp.MustCompile(`^[^0-9。；\n]{0,12}其中`)
	sumBefore = regexp.MustCompile(`(?:总共|合计|共计|总计|一共|共)[^0-9，。；：、\n]{0,5}$`)
	shareForm = regexp.MustCompile(`([0-9]{1,9})(人次|家次|人|家|个|名|位|件|户|场|期|项|份|次)[^0-9。；\n]{0,12}占[^0-9。；，\n]{0,12}?([0-9]{1,9})(?:人次|家次|人|家|个|名|位|件|户|场|期|项|份|次)[^0-9。；，\n]{0,8}的([0-9]{1,3}(?:\.[0-9]{1,2})?)([%％])`)
)

// amountAt is one exact number with its measure word in a text.
type amountAt struct {
	value    int64
	unit     string
	from, to int
}

func amounts(text string) (out []amountAt) {
	for _, m := range amountForm.FindAllStringSubmatchIndex(text, -1) {
		if before, _ := utf8Last(text[:m[0]]); isFigure(before) || strings.ContainsRune(".．第近约", before) {
			continue
		}
		n, err := strconv.ParseInt(text[m[2]:m[3]], 10, 64)
		if err == nil {
			out = append(out, amountAt{n, text[m[4]:m[5]], m[0], m[1]})
		}
	}
	return out
}

// sums marks a sum that its parts do not come to: parts in a list with the sum behind them, or behind a colon; and parts that are more than
// the sum they are said to be among.
func sums(text string) (out []Mark) {
	all := amounts(text)
	gap := func(i int) string { return text[all[i].to:all[i+1].from] }
	for i := 0; i < len(all); i++ {
		last := listFrom(all, i, gap)
		total := int64(0)
		for _, x := range all[i : last+1] {
			total += x.value
		}
		behind := last+1 < len(all) && all[last+1].unit == all[i].unit && sumGap.MatchString(gap(last))
		before := i > 0 && all[i-1].unit == all[i].unit && sumBefore.MatchString(text[max(all[i-1].from-30, 0):all[i-1].from])
		parts := last - i + 1
		switch {
		case parts > 1 && behind && all[last+1].value != total:
			out = append(out, wrongSum(all[last+1], total))
		case parts > 1 && before && firstGap.MatchString(gap(i-1)) && all[i-1].value != total:
			out = append(out, wrongSum(all[i-1], total))
		case before && amongGap.MatchString(gap(i-1)) && all[i-1].value < total:
			out = append(out, Mark{Kind: "sum", From: all[i-1].from, To: all[i-1].to})
		}
		i = last
	}
	return out
}

// listFrom is the last amount of the list that begins at i.
func listFrom(all []amountAt, i int, gap func(int) string) int {
	for i+1 < len(all) && all[i+1].unit == all[i].unit && listGap.MatchString(gap(i)) {
		i++
	}
	return i
}

func wrongSum(at amountAt, right int64) Mark {
	return Mark{Kind: "sum", From: at.from, To: at.to, Fix: strconv.FormatInt(right, 10) + at.unit}
}

// shares marks a percentage that the two numbers beside it do not make: 8579家，占15319家的65%.
func shares(text string) (out []Mark) {
	for _, m := range shareForm.FindAllStringSubmatchIndex(text, -1) {
		part, _ := strconv.ParseFloat(text[m[2]:m[3]], 64) // figures only, as the pattern has it
		base, _ := strconv.ParseFloat(text[m[6]:m[7]], 64)
		said := text[m[8]:m[9]]
		told, _ := strconv.ParseFloat(said, 64)
		_, decimals, _ := strings.Cut(said, ".")
		right := strconv.FormatFloat(part/base*100, 'f', len(decimals), 64)
		if now, _ := strconv.ParseFloat(right, 64); base > 0 && (now-told > 0.0001 || told-now > 0.0001) {
			out = append(out, Mark{Kind: "share", From: m[8], To: m[11], Fix: right + text[m[10]:m[11]]})
		}
	}
	return out
}
