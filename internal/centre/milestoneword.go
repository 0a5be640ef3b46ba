package centre

import "cn.halfsky/internal/field"

// triggerWords are what people call a key date besides its name in the law.
var triggerWords = map[string][]string{
	"knew":              {"得知", "知情", "发现被侵权", "争议发生", "knew", "found out"},
	"employment_ended":  {"离职", "离开单位", "left the job"},
	"contract_ended":    {"被辞退", "被解雇", "解除合同", "终止合同", "dismissed", "fired"},
	"transferred":       {"转档案", "转社保", "退工"},
	"limit_interrupted": {"时效中断", "催讨", "讨薪", "撤回仲裁", "interrupted", "demand", "arbitration withdrawn"},

	"mediation_filed":     {"申请调解", "调解申请", "mediation applied"},
	"mediation_effective": {"达成调解", "调解成功", "签调解书", "mediated"},
	"confirmation_filed":  {"确认调解协议"},

	"arb_filed":          {"仲裁申请", "申请仲裁", "提请仲裁", "提起仲裁", "递交仲裁", "arbitration filed", "filed for arbitration"},
	"arb_accepted":       {"仲裁受理", "仲裁立案", "arbitration accepted"},
	"arb_copy_received":  {"仲裁应诉通知"},
	"arb_defence_filed":  {"仲裁答辩"},
	"hearing":            {"庭审"},
	"hearing_noticed":    {"开庭传票", "传票", "summons"},
	"postpone_asked":     {"申请延期"},
	"award_received":     {"仲裁裁决", "仲裁书", "裁决结果"},
	"setaside_filed":     {"撤裁"},
	"setaside_received":  {"撤裁裁定"},
	"suit_filed":         {"诉讼", "打官司", "上法院", "起诉立案", "lawsuit", "sued", "filed suit"},
	"performance_due":    {"履行期届满"},
	"enforcement_filed":  {"执行申请"},
	"complaint_received": {"递交起诉状"},
	"defence_filed":      {"法院答辩"},
	"court_filed":        {"法院立案", "法院受理", "case docketed"},
	"judgment_served":    {"收到判决", "拿到判决", "一审判决", "judgment received", "judgement"},
	"ruling_served":      {"收到裁定"},
	"appeal_lodged":      {"提起上诉", "appealed"},
	"appeal_filed":       {"二审受理"},
	"judgment_effective": {"生效判决", "判决生效"},

	"pregnancy":         {"受孕", "末次月经", "确认怀孕", "conception"},
	"expected":          {"预产", "due date"},
	"seven_months":      {"孕七个月", "孕28周"},
	"leave_first":       {"开始休产假", "休产假", "产假开始", "maternity leave began"},
	"birth":             {"出生", "生孩子", "生产", "孩子生日", "delivery", "born"},
	"returned":          {"复工", "回去上班", "产假后上班", "back to work"},
	"miscarriage":       {"小产", "人流"},
	"pregnancy_ended":   {"人工流产"},
	"contract_expiry":   {"合同到期"},
	"hired":             {"入职", "上岗", "进厂", "hired", "started work"},
	"contract_signed":   {"签合同", "签订劳动合同"},
	"resign_noticed":    {"辞职", "提出离职", "resigned"},
	"dismiss_noticed":   {"辞退通知", "解雇通知", "解除通知书", "dismissal notice"},
	"dismiss_day":       {"拟辞退日"},
	"certificate":       {"医院证明", "病假条", "诊断证明"},
	"last_screening":    {"妇检", "两癌筛查", "体检"},
	"asked":             {"申请休假"},
	"collective_expiry": {"集体合同到期"},

	"injured":            {"工伤", "受伤", "出事", "accident at work"},
	"stopped_work":       {"停工留薪"},
	"wi_filed":           {"申请工伤", "申请工伤认定", "injury reported"},
	"wi_filed_employer":  {"单位申报工伤", "单位报工伤"},
	"wi_accepted":        {"工伤受理"},
	"wi_decided":         {"认定书", "工伤认定书"},
	"appraisal_filed":    {"申请鉴定", "伤残鉴定", "劳动能力鉴定"},
	"appraisal_received": {"鉴定结果"},
	"reappraisal_filed":  {"重新鉴定", "再鉴定"},

	"violation":         {"违法行为", "侵权发生"},
	"complaint_made":    {"劳动监察投诉", "监察投诉", "举报", "labour inspection"},
	"inspection_opened": {"监察受理"},
	"inspection_done":   {"监察结果"},
	"aid_asked":         {"申请法援", "法援申请", "申请法律援助", "legal aid asked"},
	"aid_granted":       {"法援批准", "同意援助", "legal aid granted"},
	"aid_assigned":      {"指派律师"},
	"petition_received": {"信访登记", "收到来信"},
	"petition_answered": {"信访答复"},

	"po_accepted":     {"申请保护令", "人身安全保护令", "protection order"},
	"po_made":         {"保护令下达", "拿到保护令", "protection order made"},
	"po_review_asked": {"保护令复议"},
	"text_filed":      {"报送集体合同", "集体合同报备"},
	"offer_received":  {"协商要约", "bargaining offer"},
}

// called gives the terms of a vocabulary other words people write for them.
func called(v *field.Vocab, also map[string][]string) *field.Vocab {
	for i := range v.Codes {
		v.Codes[i].Also = also[v.Codes[i].Code]
	}
	return v
}
