package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// callings are what counsellors are by profession, with their fields.
var callings = []struct {
	post      string
	expertise []string
}{
	{"心理咨询师", []string{"psychology"}}, {"妇产科医生", []string{"health", "medicine"}}, {"执业律师", []string{"legal"}}, {"仲裁员", []string{"arbitration"}},
	{"女工部干部", []string{"protection"}}, {"社会工作者", []string{"welfare"}},
}

// Counsellor makes one who advises at the centre.
func (m *Maker) Counsellor(with ...func(*centre.Counsellor)) *centre.Counsellor {
	k := pick(m, callings)
	return made(m, &centre.Counsellor{
		Name: m.womansName(), Sex: "female", Post: k.post, Expertise: k.expertise, From: m.ago(m.between(100, 1500)), Phone: m.phone(), Public: field.Yes,
		Station: "示例市女职工维权中心", Available: pick(m, []string{"每周一上午", "每周三下午", "每月第一周", "工作日晚上", "提前两天约定"}),
	}, with)
}
