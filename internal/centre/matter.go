package centre

import "cn.halfsky/internal/field"

// Matter is what a case is about 事项类别, two levels: 05 女职工特殊保护, 0502 孕期. Codes are those of the field's own list.
var Matter = matters(map[string]int{
	"01": 9, "02": 7, "03": 5, "04": 6, "05": 9, "06": 5, "07": 5, "08": 4, "09": 3, "10": 3, "11": 5, "12": 4, "13": 5, "14": 5, "15": 3,
})

// matterAlso are the words people say for a matter.
var matterAlso = map[string][]string{
	"0102": {"未签合同", "双倍工资"}, "0105": {"辞退", "开除", "解除合同"}, "0106": {"终止合同"}, "0107": {"经济补偿金", "补偿金"},
	"0201": {"欠薪", "讨薪", "拖欠工资", "克扣工资"}, "0202": {"加班工资"},
	"04": {"社保"}, "0402": {"养老保险"}, "0403": {"医保", "医疗保险"}, "0404": {"失业保险"}, "0405": {"生育津贴"}, "0406": {"住房公积金"},
	"0502": {"怀孕"}, "0503": {"产假"}, "0504": {"哺乳"}, "0508": {"两癌"},
	"06": {"性骚扰"}, "07": {"就业歧视", "性别歧视"}, "0801": {"工伤认定"}, "0802": {"劳动能力鉴定"}, "0803": {"工伤待遇"},
	"1104": {"家暴"}, "1201": {"抑郁", "焦虑"}, "1204": {"轻生"},
}

// matters builds the two-level list: so many second-level codes under each first-level code.
func matters(under map[string]int) *field.Vocab {
	v := &field.Vocab{Name: "matter"}
	for n := 1; n <= len(under); n++ {
		top := two(n)
		v.Codes = append(v.Codes, field.Term{Code: top, Also: matterAlso[top]})
		for k := 1; k <= under[top]; k++ {
			v.Codes = append(v.Codes, field.Term{Code: top + two(k), Under: top, Also: matterAlso[top+two(k)]})
		}
	}
	return v
}

func two(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

// Sensitive reports whether a case of that matter never appears in a list of cases that leaves the centre: harassment, domestic
// violence, psychology.
func Sensitive(matter string) bool {
	if len(matter) < 2 {
		return false
	}
	return matter[:2] == "06" || matter[:2] == "12" || matter == "1104"
}

// OfWork reports whether a matter is one between a worker and her employer: contract, pay, hours, insurance, protection, harassment at
// work, discrimination, injury, safety, and how the workplace is governed. The others are of the family, of health and of hardship.
func OfWork(matter string) bool { return len(matter) >= 2 && matter[:2] <= "10" }
