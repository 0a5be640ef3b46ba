package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Step makes one thing done in a case; its case is new unless it is given.
func (m *Maker) Step(with ...func(*centre.Step)) *centre.Step {
	s := &centre.Step{Case: m.ID(), At: m.officeHour(workday(m.ago(m.between(0, 60)))), Minutes: int64(5 * m.between(2, 18)), By: pick(m, staff), Done: field.NotAsked}
	d := pick(m, deeds)
	s.Service, s.What, s.Result = d.service, d.what, d.result
	if m.chance(50) {
		s.Next, s.NextDue = d.next, workday(m.ago(-m.between(1, 20)))
		s.Done = field.No
	}
	return made(m, s, with)
}

// staff are the people at the desk of the sample.
var staff = []string{"李例芳", "周样梅", "陈试兰", "沈拟华"}

// deed is one thing centres do for people.
type deed struct{ service, what, result, next string }

var deeds = []deed{
	{"advice", "当面解答政策问题，逐条说明可以主张的权利和需要准备的证据，交给她一份书面要点。", "当事人表示清楚了办理顺序。", "等当事人补齐工资单后再约时间。"},
	{"advice", "电话说明仲裁时效从哪天起算、怎样留下主张权利的证据。", "当事人当天向单位发出了书面通知。", "一周后回电了解单位答复。"},
	{"negotiate", "与单位人事负责人通话，说明孕期、哺乳期调岗降薪的法律后果，请单位书面答复。", "单位同意先恢复原岗位，工资差额再议。", "收到书面答复后通知当事人。"},
	{"mediate-before", "在维权中心主持调解，双方各自陈述，核对考勤和工资记录后交换方案。", "双方对差额数目意见接近，约定第二次调解。", "召集第二次调解。"},
	{"drafting", "代写仲裁申请书，核对请求项目、计算依据和证据目录。", "申请书由当事人签字，一式三份。", "陪同当事人递交申请。"},
	{"arbitration", "作为代理人出席仲裁庭审，围绕解除理由是否成立质证。", "庭审当日结束，等待裁决。", "裁决书送达后商量是否起诉。"},
	{"legalaid", "协助填写法律援助申请表，附上收入说明。", "援助机构收下材料。", "关注援助决定的时间。"},
	{"counselling", "由心理指导员进行一次面谈，了解睡眠和情绪，教给放松练习。", "当事人说心里轻松了一些，愿意再来。", "两周后再谈一次。"},
	{"health", "请妇幼保健指导员说明产前检查安排和工作中的注意事项。", "当事人拿到一份检查时间表。", "下次产检后再联系。"},
	{"notice", "向单位发出劳动法律监督提示函，列明应当改正的三项。", "单位签收。", "十五个工作日内核对整改情况。"},
	{"relief", "上门了解家庭情况，说明困难职工建档需要的材料。", "材料基本齐全。", "提交审核。"},
	{"job", "按她的时间和技能推荐了三个岗位。", "当事人选定一家参加面试。", "面试后回电。"},
	{"accompany", "陪同到社会保险经办窗口核对缴费记录。", "查明少缴五个月。", "请单位说明原因。"},
	{"referral", "经当事人同意，把情况和材料转给有权办理的部门。", "对方收下材料。", "到期询问办理情况。"},
}
