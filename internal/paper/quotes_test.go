package paper

import "testing"

func TestSingleMarksOfAPairAreAlikeInAnEnglishDocument(t *testing.T) {
	for text, narrow := range map[string]bool{
		"contest “‘示例’活动” was held":     true,  // the first borders the sentence
		"the theme “活动‘示例’” was chosen": true,  // the second does
		"“表彰‘示例’岗位” was held":           false, // neither: both stand in Chinese text
	} {
		runes := []rune(text)
		for i, r := range runes {
			if (r == '‘' || r == '’') && quotesWithin(runes, i) != narrow {
				t.Errorf("%s: %c at %d is narrow: %v, want %v", text, r, i, !narrow, narrow)
			}
		}
	}
}
