package centre

import "cn.halfsky/internal/field"

// Matter is what a case is about 事项类别, two levels: 05 女职工特殊保护, 0502 孕期. Codes are those of the field's own list.
var Matter = matters(map[string]int{
	"01": 9, "02": 7, "03": 5, "04": 6, "05": 9, "06": 5, "07": 5, "08": 4, "09": 3, "10": 3, "11": 5, "12": 4, "13": 5, "14": 5, "15": 3,
})

// matters builds the two-level list: so many second-level codes under each first-level code.
func matters(under map[string]int) *field.Vocab {
	v := &field.Vocab{Name: "matter"}
	for n := 1; n <= len(under); n++ {
		top := two(n)
		v.Codes = append(v.Codes, field.Term{Code: top})
		for k := 1; k <= under[top]; k++ {
			v.Codes = append(v.Codes, field.Term{Code: top + two(k), Under: top})
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
