package centre

import "testing"

func TestTheDistrictOfAnAddress(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "江苏省太仓市城厢镇某某路5号": "太仓市", "苏州市姑苏区平江街道某某巷3号": "姑苏区", "苏州工业园区某某街5号": "苏州工业园区", "昆山市新镇路3号": "昆山市",
		"幸福小区3幢": "", "某某路5号": "", "昆山市": "昆山市", "镇江市京口区某某路5号": "京口区", "示例县某某乡某某村3组": "示例县",
	} {
		if got := District(address); got != want {
			t.Errorf("%q is in %q, want %q", address, got, want)
		}
	}
}
