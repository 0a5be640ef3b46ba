package centre

import "testing"

func TestUnitNameLeavesOutWhatEveryCompanyIsCalled(t *testing.T) {
	for name, want := range map[string]string{
		"示例制衣有限公司": "示例制衣", "示例（制衣）有限责任公司": "示例制衣", "示例 制衣": "示例制衣", "示例制衣集团股份有限公司": "示例制衣", "ＡＢ公司": "ab",
		"有限公司": "", "甲公司": "", "": "",
	} {
		if got := UnitName(name); got != want {
			t.Errorf("%q becomes %q", name, got)
		}
	}
}
