package centre

import "cn.halfsky/internal/field"

// The closed word lists of the field. Codes are permanent; labels are say keys <name>.<code>. Lists that only one record uses stand
// beside it.
var (
	// Sex of a person, as the resident ID has it.
	Sex = field.Words("sex", "female", "male")

	// AgeBand stands in where the birth date is not asked.
	AgeBand = field.Words("ageband", "u18", "18-24", "25-34", "35-44", "45-54", "55+")

	// Employment is the form of employment 用工形式.
	Employment = &field.Vocab{Name: "employment", Codes: []field.Term{
		{Code: "contract", Also: []string{"合同工"}}, {Code: "dispatch", Also: []string{"劳务派遣", "派遣工"}}, {Code: "flexible", Also: []string{"灵活就业"}},
		{Code: "platform", Also: []string{"新业态"}}, {Code: "rehired", Also: []string{"返聘"}}, {Code: "intern", Also: []string{"实习生"}}, {Code: "none", Also: []string{"失业"}},
	}}

	// Household registration 户籍.
	Household = field.Words("household", "local", "migrant")

	// Period is the special period of a woman worker 三期.
	Period = field.Words("period", "none", "preparing", "pregnant", "maternity", "nursing", "menopause")

	// Marital is the marital state.
	Marital = field.Words("marital", "single", "married", "divorced", "widowed")

	// Channel is how a case came in 接待方式.
	Channel = &field.Vocab{Name: "channel", Codes: []field.Term{
		{Code: "visit", Also: []string{"上门", "walk-in"}}, {Code: "call", Also: []string{"电话", "热线", "12351", "phone", "telephone", "hotline"}}, {Code: "letter", Also: []string{"信件"}},
		{Code: "online", Also: []string{"邮箱", "短信", "微信", "公众号", "QQ", "email", "message"}}, {Code: "event", Also: []string{"活动现场"}}, {Code: "outreach", Also: []string{"走访"}},
		{Code: "superior"}, {Code: "department"}, {Code: "grassroots"},
	}}

	// Service is what was done for the person 服务方式.
	Service = &field.Vocab{Name: "service", Codes: []field.Term{
		{Code: "advice", Also: []string{"咨询", "解答"}}, {Code: "negotiate", Also: []string{"协商", "协调"}}, {Code: "mediate-before", Also: []string{"调解", "裁前调解"}},
		{Code: "mediate-after", Also: []string{"裁后调解"}}, {Code: "drafting", Also: []string{"代拟法律文书"}}, {Code: "arbitration", Also: []string{"仲裁", "arbitration"}},
		{Code: "litigation", Also: []string{"诉讼", "起诉", "打官司", "litigation", "lawsuit"}},
		{Code: "legalaid", Also: []string{"法援"}}, {Code: "counselling", Also: []string{"心理咨询"}}, {Code: "health"}, {Code: "referral", Also: []string{"转办"}},
		{Code: "notice", Also: []string{"提示函", "意见书", "建议书", "一函两书"}}, {Code: "relief"}, {Code: "job"}, {Code: "accompany"}, {Code: "other"},
	}}

	// CaseState is where a case stands.
	CaseState = field.Words("casestate", "registered", "accepted", "refused", "underway", "mediating", "arbitrating", "suing", "transferred",
		"closing", "closed", "callback", "archived", "pending", "withdrawn", "ended", "duplicate", "reopened")

	// Outcome is how a case ended.
	Outcome = field.Words("outcome", "advised", "settled", "mediated", "unmediated", "award-won", "award-part", "award-lost", "judgment-won", "judgment-part",
		"judgment-lost", "corrected", "transferred", "withdrawn", "unreachable")

	// Satisfaction is what the person says of the service.
	Satisfaction = field.Words("satisfaction", "satisfied", "fairly", "dissatisfied", "unrated")

	// Risk to the person.
	Risk = field.Words("risk", "low", "middle", "high")

	// Secrecy is the confidentiality level 保密级别 of a case.
	Secrecy = field.Words("secrecy", "normal", "sensitive", "restricted")

	// ReferralState is where a referral stands.
	ReferralState = field.Words("referralstate", "sent", "received", "returned", "done", "withdrawn")

	// Expertise is a counsellor's field 专业领域.
	Expertise = &field.Vocab{Name: "expertise", Codes: []field.Term{
		{Code: "legal", Also: []string{"法律"}}, {Code: "psychology", Also: []string{"心理", "心理疏导"}}, {Code: "arbitration", Also: []string{"仲裁"}},
		{Code: "protection", Also: []string{"特殊保护"}}, {Code: "health", Also: []string{"妇幼保健"}}, {Code: "medicine", Also: []string{"医疗"}}, {Code: "welfare", Also: []string{"帮扶"}},
	}}

	// Cause is why a household is in hardship 致困原因.
	Cause = &field.Vocab{Name: "cause", Codes: []field.Term{
		{Code: "illness", Also: []string{"大病"}}, {Code: "family-illness", Also: []string{"供养直系亲属大病"}}, {Code: "disaster"}, {Code: "schooling"},
		{Code: "unemployed"}, {Code: "lowincome", Also: []string{"收入低无法维持基本生活"}}, {Code: "disability"}, {Code: "singleparent"}, {Code: "other"},
	}}

	// AidKind is what aid is for.
	AidKind = &field.Vocab{Name: "aidkind", Codes: []field.Term{
		{Code: "living"}, {Code: "medical"}, {Code: "school", Also: []string{"助学", "金秋助学"}}, {Code: "legal"}, {Code: "work", Also: []string{"创业就业服务"}},
		{Code: "visit", Also: []string{"送温暖", "送温暖慰问"}}, {Code: "mutual"}, {Code: "mental"},
	}}

	// Funds is where the money for aid comes from 资金来源.
	Funds = field.Words("funds", "state", "province", "local", "union", "society", "unit")
)
