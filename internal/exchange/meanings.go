package exchange

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// Meaning is one thing that a column may mean, for a person to choose.
type Meaning struct {
	Key  string // as in Layout.Columns and Column.Field
	t    *field.Type
	role role
	spec *field.Spec
}

const (
	personPrefix = "person."
	workplaceKey = personPrefix + "workplace"
	ownerDayKey  = "owner.day"
)

// Meanings returns what the columns of a table of the type may mean, in the order of the form.
func Meanings(t *field.Type) []Meaning {
	var out []Meaning
	for i := range t.Fields {
		s := &t.Fields[i]
		if s.Has(field.IsBlob) || !s.Has(field.InForm|field.InList|field.InFilter) || !s.Has(field.InForm|field.InExport) {
			continue
		}
		if t == centre.CaseType && s.Key == "person" {
			out = append(out, personMeanings()...)
			continue
		}
		out = append(out, Meaning{Key: s.Key, t: t, role: asField, spec: s})
		if PartOfEvent(t) && s.Owner {
			out = append(out, Meaning{Key: ownerDayKey, t: t, role: asOwnerDay})
		}
	}
	return out
}

// personMeanings are the fields of the person that a case is about, with her unit as one.
func personMeanings() []Meaning {
	var out []Meaning
	for i := range centre.PersonType.Fields {
		s := &centre.PersonType.Fields[i]
		switch {
		case s.Key == "note" || s.Key == "pseudonym" || s.Kind == field.RefKind || !s.Has(field.InForm):
		case s.Key == "unittext":
			out = append(out, Meaning{Key: workplaceKey, t: centre.PersonType, role: asWorkplace})
		default:
			out = append(out, Meaning{Key: personPrefix + s.Key, t: centre.PersonType, role: asPerson, spec: s})
		}
	}
	return out
}

// Label names the meaning.
func (g Meaning) Label(b *say.Book) string {
	switch g.role {
	case asWorkplace:
		return b.T("exchange.meaning.workplace")
	case asOwnerDay:
		return b.T("exchange.meaning.ownerday")
	case asPerson:
		return b.T("exchange.meaning.person", b.T(g.Key))
	}
	return b.T(g.t.Table + "." + g.spec.Key)
}

// PartOfEvent reports whether records of the type are parts of an event, which the file or the person must name.
func PartOfEvent(t *field.Type) bool {
	s := t.Owner()
	return s != nil && len(s.Tables) == 1 && s.Tables[0] == centre.EventType.Table
}

// others learns the headings of columns that are no fields of the type itself: the person that a case is about, the event that a
// line of a job fair is a part of.
func (m *matcher) others() {
	if PartOfEvent(m.t) {
		for _, w := range ownerWords {
			m.put(w, found{asField, m.t.Owner(), 1})
		}
		for _, w := range ownerDayWords {
			m.put(w, found{role: asOwnerDay, rank: 1})
		}
	}
	if m.t == centre.AttendeeType {
		for key, words := range attendeeWords {
			for _, w := range words {
				m.put(w, found{asField, m.t.Field(key), 3})
			}
		}
	}
	if m.t != centre.CaseType {
		return
	}
	registerWords(func(word, to string) {
		for _, g := range append(Meanings(m.t), personMeanings()...) {
			if g.Key == to {
				m.put(word, found{g.role, g.spec, 3})
			}
		}
	})
	for key, words := range caseWords {
		s := m.t.Field(key)
		for _, w := range words {
			m.put(w, found{asField, s, 3})
		}
	}
	for _, g := range personMeanings() {
		rank := 1
		for _, l := range say.Langs() {
			if g.role == asPerson {
				m.put(say.For(l).T(g.Key), found{g.role, g.spec, rank})
			}
			m.put(g.Label(say.For(l)), found{g.role, g.spec, 4})
		}
		for _, w := range personWords[g.Key] {
			m.put(w, found{g.role, g.spec, 3})
		}
		if g.spec != nil {
			for _, w := range g.spec.Also {
				m.put(w, found{g.role, g.spec, rank})
			}
		}
	}
}

var (
	ownerWords    = []string{"活动名称", "所属活动", "招聘会", "招聘会名称", "参加活动", "培训班", "讲座"}
	ownerDayWords = []string{"活动日期", "活动时间", "举办日期", "举办时间", "招聘会日期", "招聘会时间", "日期", "时间"}
)

// attendeeWords are the headings of sign-in lists.
var attendeeWords = map[string][]string{
	"unittext": {"单位", "工作单位", "所在单位", "单位名称"},
	"present":  {"签到", "签名", "签字", "是否到场", "到场", "是否签到", "出席情况", "到会情况"},
}

// caseWords are the headings that the registers of visits and calls of offices have, by field.
var caseWords = map[string][]string{
	"number":       {"编号", "登记编号", "登记号", "受理编号", "受理号", "案件编号", "信访编号"},
	"received":     {"来访日期", "来访时间", "接访日期", "接访时间", "接待日期", "接待时间", "登记日期", "登记时间", "咨询日期", "咨询时间", "来电日期", "来电时间", "受理日期", "受理时间", "日期", "时间"},
	"channel":      {"来访形式", "来访方式", "接待形式", "接待方式", "咨询方式", "咨询形式", "受理方式", "反映方式", "反映渠道", "来源渠道", "形式", "方式", "渠道"},
	"matter":       {"事项", "类别", "事项类别", "事项类型", "问题类别", "问题类型", "诉求类别", "诉求类型", "咨询类别", "咨询类型", "案件类型", "案由", "类型"},
	"request":      {"反映内容及要求", "诉求", "主要诉求", "诉求内容", "来访诉求", "要求", "诉求事项"},
	"facts":        {"反映内容", "反映问题", "咨询内容", "咨询问题", "来访内容", "来访事由", "主要内容", "基本情况", "案情", "案情摘要", "简要情况", "事由", "内容", "问题"},
	"heads":        {"人数", "来访人数", "涉及人数"},
	"group":        {"是否集体访", "集体访", "是否集体", "是否集体来访", "集体"},
	"adverse":      {"对方单位", "被反映单位", "被投诉单位", "涉诉单位", "涉事单位", "用人单位", "被申请人", "反映单位"},
	"receiver":     {"接待人", "接访人", "登记人", "接待人员", "值班人", "值班人员", "接听人"},
	"handler":      {"承办人", "经办人", "办理人", "责任人", "处理人", "承办人员", "经办人员", "指导员"},
	"state":        {"办理状态", "状态", "办结情况", "是否办结", "办理进度", "进展"},
	"outcome":      {"处理结果", "办理结果", "结果", "处理情况", "办理情况", "答复情况", "处置结果"},
	"paid":         {"挽回金额", "挽回经济损失", "挽回损失", "到账金额", "追回金额"},
	"claimed":      {"涉及金额", "主张金额", "标的", "标的额"},
	"closed":       {"办结日期", "办结时间", "结案日期", "结案时间", "完成日期", "完成时间", "办复日期", "办复时间"},
	"satisfaction": {"满意度", "满意程度", "满意情况", "是否满意", "回访满意度", "来访人评价", "评价"},
	"callback":     {"回访日期", "回访时间"},
	"callnote":     {"回访情况", "回访", "回访记录"},
	"station":      {"所属站", "维权站", "指导站", "站点", "接待地点"},
}

// personWords are the headings of what such registers say of the person.
var personWords = map[string][]string{
	personPrefix + "name":       {"姓名", "来访人", "来访人姓名", "来电人", "来电人姓名", "咨询人", "咨询人姓名", "当事人", "当事人姓名", "职工姓名", "反映人", "信访人", "申请人"},
	personPrefix + "ageband":    {"年龄", "年龄段", "岁数"},
	personPrefix + "phone":      {"电话", "电话号码", "联系电话", "联系方式", "手机", "手机号", "手机号码"},
	personPrefix + "residentid": {"身份证", "身份证号", "身份证号码", "证件号码", "证件号", "公民身份号码"},
	personPrefix + "address":    {"住址", "家庭住址", "家庭地址", "地址", "居住地"},
	workplaceKey:                {"工作单位", "单位", "所在单位", "单位名称", "工作单位名称", "所属单位", "公司"},
}
