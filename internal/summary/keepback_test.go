package summary

import (
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// TestWhatAConsentKeepsBackIsReadByItsWords; words nobody taught the program keep back everything and say so.
func TestWhatAConsentKeepsBackIsReadByItsWords(t *testing.T) {
	for text, want := range map[string][]string{
		"":             nil,
		"无":            nil,
		"None":         nil,
		"不得提供手机号":      {"phone"},
		"不得提供本人的姓名、电话": {"name", "phone"},
		"联系方式":         {"phone", "safeway"},
		"家庭住址和子女情况":    {"address", "family"},
		"身份证号码，出生日期；工作单位":          {"identity", "unit"},
		"ＩＤ ｎｕｍｂｅｒ":                {"identity"},
		"Her phone and NAME":       {"name", "phone"},
		"health, the home address": nil, // "home" is no word it knows
		"病情与怀孕":                    {"health"},
		"案情":                       {"facts", "matter"},
	} {
		codes, unclear := KeptBack(&centre.Consent{Withhold: text})
		if text == "health, the home address" {
			if !unclear || len(codes) != len(centre.Kept.Codes) {
				t.Errorf("%q: %v", text, codes)
			}
			continue
		}
		if unclear || !slices.Equal(codes, want) {
			t.Errorf("%q: %v (unclear %v), want %v", text, codes, unclear, want)
		}
	}
	for _, text := range []string{"除姓名外都不要给", "可以提供姓名", "孩子的学校", "那件事", "电话等", "？！", "个人信息", "𠮷", "2号楼", "不给电话🙂", "ne pas donner le nom"} {
		if codes, unclear := KeptBack(&centre.Consent{Withhold: text}); !unclear || len(codes) != len(centre.Kept.Codes) {
			t.Errorf("%q: %v, unclear %v", text, codes, unclear)
		}
	}
}

// TestWhatIsTickedIsKeptBack without a word, and a code of a newer program keeps back everything.
func TestWhatIsTickedIsKeptBack(t *testing.T) {
	if codes, unclear := KeptBack(&centre.Consent{Kept: []string{"phone", "address"}, Withhold: "姓名"}); unclear || !slices.Equal(codes, []string{"address", "name", "phone"}) {
		t.Errorf("%v, %v", codes, unclear)
	}
	for _, k := range []*centre.Consent{{Kept: []string{"newer"}}, {Kept: []string{centre.KeptAll}}} {
		if codes, unclear := KeptBack(k); len(codes) != len(centre.Kept.Codes) || unclear != (k.Kept[0] == "newer") {
			t.Errorf("%v: %v, %v", k.Kept, codes, unclear)
		}
	}
}

// TestEveryKeptCodeTakesSomethingOffASlip or is hidden in the words of its purpose.
func TestEveryKeptCodeTakesSomethingOffASlip(t *testing.T) {
	for code, keys := range slipKept {
		if centre.Kept.Term(code) == nil {
			t.Errorf("%s is no code", code)
		}
		for _, key := range keys {
			if !slices.Contains(SlipFields, key) {
				t.Errorf("%s: a slip has no %s", code, key)
			}
		}
	}
	for _, term := range centre.Kept.Codes {
		if slipKept[term.Code] == nil && term.Code != "identity" && term.Code != "address" {
			t.Errorf("%s takes nothing off a slip", term.Code)
		}
	}
	for word, codes := range keptWords {
		for _, code := range codes {
			if centre.Kept.Term(code) == nil {
				t.Errorf("%s stands for %s, which is no code", word, code)
			}
		}
	}
}

// TestACaseIsCoveredByAConsentThatKeepsNothingBack, alive and hers, the newest of several.
func TestACaseIsCoveredByAConsentThatKeepsNothingBack(t *testing.T) {
	day := func(d int) field.Day { return field.Day{Year: 2026, Month: 3, Date: d} }
	her, other := &centre.Person{}, field.ID{9}
	her.ID = field.ID{1}
	good := &centre.Consent{Given: day(2), Person: her.ID}
	newer := &centre.Consent{Given: day(5)}
	bad := []*centre.Consent{
		{Given: day(9)}, {Given: day(1), Withdrawn: day(6)}, {Given: day(1), Expires: day(5)}, {Given: day(6), Withhold: "电话"}, {Given: day(6), Person: other},
		{Given: day(6), Kept: []string{"phone"}}, {},
	}
	if k := (CaseRecords{Person: her, Consents: bad}).Covering(day(6)); len(k) != 0 {
		t.Errorf("covered by %+v", k)
	}
	if k := (CaseRecords{Person: her, Consents: append(bad, good, newer)}).Covering(day(6)); !slices.Equal(k, []*centre.Consent{newer, good}) {
		t.Errorf("covered by %+v", k)
	}
	if k := (CaseRecords{Consents: []*centre.Consent{good}}).Covering(day(6)); len(k) != 0 {
		t.Error("a consent of nobody covers a case")
	}
}

// FuzzKeptBack: no text makes it fail, and what is not empty keeps something back.
func FuzzKeptBack(f *testing.F) {
	for _, s := range []string{"家庭住址和子女情况", "Her phone", "\xff\xfe", "", "无"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		codes, _ := KeptBack(&centre.Consent{Withhold: text})
		if len(codes) == 0 && !slices.Contains(keptNothing, field.Fold(text)) {
			t.Errorf("%q keeps nothing back", text)
		}
	})
}
