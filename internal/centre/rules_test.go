package centre

import (
	"strings"
	"testing"

	"cn.halfsky/internal/field"
)

// refuses runs a rule over texts it must keep (as the value says) and texts it must refuse with the problem.
func refuses(t *testing.T, rule field.Rule, problem string, keeps map[string]string, bad []string) {
	t.Helper()
	for text, want := range keeps {
		if got, pr := rule(text); got != want || pr != "" {
			t.Errorf("%q is kept as %q with problem %q, want %q", text, got, pr, want)
		}
	}
	for _, text := range bad {
		if got, pr := rule(text); pr != problem || got != text {
			t.Errorf("%q is kept as %q with problem %q, want it left alone and %s", text, got, pr, problem)
		}
	}
}

// The two numbers stand as examples in GB 11643 itself.
func TestResidentID(t *testing.T) {
	refuses(t, ResidentID, "problem.residentid", map[string]string{
		"11010519491231002X": "11010519491231002X", "440524188001010014": "440524188001010014",
		"11010519491231002x": "11010519491231002X", "１１０１０５１９４９１２３１００２ｘ": "11010519491231002X",
		" 110105 19491231 002X ": "11010519491231002X", "110105-19491231-002X": "11010519491231002X",
	}, []string{
		"", "11010519491231002", "11010519491231002X0", "110105194912310020", "11010519491231003X", "11010519491231002Y",
		"1101051949123100é", "X1010519491231002X", "110105491231002",
	})
}

func TestBirthAndSexOf(t *testing.T) {
	for id, want := range map[string]struct{ born, sex string }{
		"11010519491231002X": {"1949-12-31", "female"}, "440524188001010014": {"1880-01-01", "male"}, "110105194912310021": {}, "": {},
	} {
		born, ok := BirthOf(id)
		if born.String() != want.born || ok != (want.born != "") || SexOf(id) != want.sex {
			t.Errorf("born %v, %v, sex %q; want %+v", born, ok, SexOf(id), want)
		}
	}
}

func TestUnifiedCode(t *testing.T) {
	refuses(t, UnifiedCode, "problem.unifiedcode", map[string]string{
		"91330100799655058B": "91330100799655058B", "91330100799655058b": "91330100799655058B",
		"９１３３０１００ 799655058 Ｂ": "91330100799655058B", "913301-00799655058-B": "91330100799655058B",
	}, []string{
		"", "91330100799655058", "91330100799655058A", "91330100799655058BB", "9133010079965505BB", "81330100799655058B",
		"I1330100799655058B", "91330100799655058Z", "000000000000000000",
	})
}

func TestPhone(t *testing.T) {
	refuses(t, Phone, "problem.phone", map[string]string{
		"13812345678": "13812345678", "+86 138-1234-5678": "13812345678", "0086 138 1234 5678": "13812345678", "１３８１２３４５６７８": "13812345678",
		"051265221234": "0512-65221234", "0512-6522-1234": "0512-65221234", "（0512）65221234": "0512-65221234", "+86 512 65221234": "0512-65221234",
		"010-12345678": "010-12345678", "02112345678": "021-12345678", "0512-6522123-8": "0512-6522123-8", "0512-65221234转808": "0512-65221234-808",
		"0512—65221234": "0512-65221234", "12351": "12351", "110": "110",
		"13812345678/0512-65221234": "13812345678、0512-65221234", "13812345678、19912345678": "13812345678、19912345678", "13812345678／": "13812345678",
	}, []string{
		"", "/", "1381234567", "138123456789", "12812345678", "65221234", "0512-652212", "0512-652212345", "12345", "119", "13812345678a",
		"13812345678、123", "+1 212 555 0100", "138١٢٣٤٥٦٧٨",
	})
}

func TestPersonName(t *testing.T) {
	refuses(t, PersonName, "problem.name", map[string]string{
		"张三": "张三", "张 三": "张三", "张　　三": "张三", "王女士": "王女士", "化名（小李）": "化名（小李）",
		"阿依古丽•买买提": "阿依古丽·买买提", "阿依古丽・买买提": "阿依古丽·买买提", "阿依古丽‧买买提": "阿依古丽·买买提", "阿依古丽．买买提": "阿依古丽·买买提", "阿依古丽 · 买买提": "阿依古丽·买买提",
		"𠮷田𬭎": "𠮷田𬭎", "\ue123某": "\ue123某", "·张三·": "张三", "葛󠄀": "葛󠄀", "\ufa11": "\ufa11",
		"Mary  Ann": "Mary Ann", "Ｍａｒｙ": "Mary", "J. O'Neil-Li": "J. O'Neil-Li", "张\u200b三\n": "张三",
		strings.Repeat("𠮷", 50): strings.Repeat("𠮷", 50), "葛󠄀" + strings.Repeat("某", 49): "葛󠄀" + strings.Repeat("某", 49),
	}, []string{"", " ", "　", "\u200b", "·", "123", "-", strings.Repeat("某", 51)})
}

func TestMasks(t *testing.T) {
	for name, c := range map[string]struct {
		mask func(string) string
		want map[string]string
	}{
		"name": {MaskName, map[string]string{
			"": "", "张": "*", "张三": "张*", "李小华": "李*华", "李小小华": "李**华", "欧阳": "欧*", "欧阳华": "欧阳*", "欧阳小华": "欧阳**",
			"王女士": "王女士", "张某某": "张某某", "欧阳先生": "欧阳先生", "阿依古丽·买买提": "阿***·***", "Mary Ann": "M*** ***", "𠮷小华": "𠮷*华", "葛󠄀小华": "葛󠄀*华",
		}},
		"id":    {MaskID, map[string]string{"": "", "11010519491231002X": "110***********002X", "E12345678": "*******78", "12": "**"}},
		"phone": {MaskPhone, map[string]string{"": "", "13812345678": "138****5678", "0512-65221234": "0512-****1234", "0512-6522123-8": "0512-***2123", "12351": "12351", "13812345678、010-12345678": "138****5678、010-****5678", "旧号码": "***"}},
		"card":  {MaskCard, map[string]string{"": "", "6222 0000 0000 1234": "************1234", "123": "***"}},
		"address": {MaskAddress, map[string]string{
			"": "", "江苏省太仓市城厢镇某某路5号2幢302室": "江苏省太仓市城厢镇", "江苏省太仓市城厢镇": "江苏省太仓市城厢镇", "苏州市姑苏区平江街道某某巷3号": "苏州市姑苏区平江街道",
			"景德镇市珠山区某某街道5号": "景德镇市珠山区某某街道", "镇江市京口区某某路5号": "镇江市京口区", "宁乡市某某乡某某村3组": "宁乡市某某乡", "昆山市幸福小区3幢": "昆山市", "昆山市新镇路3号": "昆山市",
			"某某新村3幢": "***", "幸福小区3幢": "***", "302室": "***", "苏州工业园区某某街5号": "苏州工业园区",
		}},
	} {
		for in, want := range c.want {
			if got := c.mask(in); got != want {
				t.Errorf("%s: %q is masked %q, want %q", name, in, got, want)
			}
		}
	}
}
