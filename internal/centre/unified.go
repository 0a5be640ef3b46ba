package centre

import (
	"strings"

	"cn.halfsky/internal/field"
)

// unifiedSigns are the 31 signs of a unified code in the order of their values: no I O S V Z.
const unifiedSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// UnifiedCode is the rule for the unified social credit code 统一社会信用代码 of 18 signs, GB 32100-2015. Full width, spaces,
// hyphens and small letters are folded.
func UnifiedCode(text string) (kept, problem string) {
	kept = strings.ToUpper(strings.ReplaceAll(field.Fold(text), "-", ""))
	if !unifiedCode(kept) {
		return text, "problem.unifiedcode"
	}
	return kept, ""
}

func unifiedCode(code string) bool {
	if len(code) != 18 || strings.Trim(code, "0") == "" {
		return false
	}
	sum, weight := 0, 1
	for i := range 17 {
		value := strings.IndexByte(unifiedSigns, code[i])
		if value < 0 {
			return false
		}
		sum += value * weight
		weight = weight * 3 % 31
	}
	return code[17] == unifiedSigns[(31-sum%31)%31]
}
