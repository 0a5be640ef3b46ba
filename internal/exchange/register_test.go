package exchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// register is a register of visits as an office keeps it: a title over all columns, headings in two rows, marks for "as above", sums, notes.
func register(t testing.TB) []byte {
	return book(t, func(f *excelize.File, s string) {
		rows := [][]any{
			{"2026年女职工来访咨询登记台账"},
			{"填报单位：样例市总工会女工部", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "2026.11.20"},
			{"序号", "编号", "来访日期", "来访人基本情况", "", "", "", "", "", "来访形式", "反映内容及要求", "处理意见", "处理结果", "承办人", "办结日期", "满意度"},
			{"", "", "", "姓名", "性别", "年龄", "电话", "身份证号", "工作单位", "", "", "", "", "", "", ""},
			{1, "访001", "3月6日上午", "示例甲", "女", 34, "１３８００００００００", "11010519491231002X", "样例纺织有限公司", "来访", "怀孕期间被公司解除劳动合同", "联系单位协调", "已办结，经协调单位恢复岗位", "示例值班员", "2026.3.20", "满意"},
			{2, "访002", "〃", "王女士", "女", "28岁", "0512-65220001", "", "同上", "来电", "咨询产假天数", "", "当场答复", "同上", "3/6", "满意 "},
			{3, "访003", 46093, "匿名", "女", "", "13900000000", "", "", "来访", "遭上级言语性骚扰", "建议保留证据", "跟进中", "同上", "", ""},
			{4, "访004", "2026.4", "示例乙", "女", 51, "", "110105194912310021", "样例食品厂", "集体来访", "12人被拖欠工资", "", "移交劳动监察", "示例值班员", "2026-4-30", "基本满意"},
			{5, "访005", "2026年5月6日", "示例甲", "女", 34, "13800000000", "", "样例纺织有限公司", "来访", "再次来访，咨询仲裁时效", "", "", "", "", ""},
			{"合计", "", "5件"},
			{"注：本表由值班人员填写。"},
		}
		for i := range rows {
			must(t, f.SetSheetRow(s, fmt.Sprintf("A%d", i+1), &rows[i]))
		}
		must(t, f.MergeCell(s, "A1", "P1"), f.MergeCell(s, "D3", "I3"))
		for _, col := range strings.Fields("A B C J K L M N O P") {
			must(t, f.MergeCell(s, col+"3", col+"4"))
		}
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err, f.SetCellStyle(s, "C7", "C7", style))
	})
}

func counter() func() field.ID {
	n := byte(0)
	return func() field.ID {
		n++
		return uuid.UUID{15: n, 0: 0xee}
	}
}

func cases(t testing.TB, data *folder, file []byte) *Plan {
	t.Helper()
	f := mustRead(t, "来访台账.xlsx", file)
	p := mustPlan(t, f, data, Context{Zone: beijing, NewID: counter()})
	accounted(t, f, p)
	if p.Type != centre.CaseType {
		t.Fatalf("the register is read as %s", p.Type.Table)
	}
	return p
}

func TestARegisterOfVisitsMakesCasesAndPersons(t *testing.T) {
	data := newFolder()
	p := cases(t, data, register(t))
	if n := p.Counts(); n[New] != 5 || n[Barred] != 0 {
		t.Fatalf("%v\n%s", n, firstTrouble(p))
	}
	data.save(t, p)
	got := all[*centre.Case](data)
	if len(got) != 5 {
		t.Fatal(len(got))
	}
	want := []string{
		"访001 03-06 09:00 visit 0507 normal closed corrected 2026-03-20 satisfied 示例值班员 示例甲 样例纺织有限公司",
		"访002 03-06 09:00 call 0503 normal closed advised 2026-03-06 satisfied 示例值班员 王女士 样例纺织有限公司",
		"访003 03-12 00:00 visit 06 sensitive underway    示例值班员  ",
		"访004 04-01 00:00 visit 0201 normal closed transferred 2026-04-30 fairly 示例值班员 示例乙 样例食品厂",
		"访005 05-06 00:00 visit 15 normal registered     示例甲 ",
	}
	for i, c := range got {
		name, unit := "", ""
		if r := data.records[c.Person]; r != nil {
			name = r.(*centre.Person).Name
		}
		if r := data.records[c.Adverse]; r != nil {
			unit = r.(*centre.Organisation).Name
		}
		line := strings.Join([]string{c.Number, c.Received.In(beijing).Format("01-02 15:04"), c.Channel, c.Matter, c.Secrecy, c.State, c.Outcome, c.Closed.String(), c.Happy, c.Handler, name, unit}, " ")
		if line != want[i] {
			t.Errorf("row %d\n got %s\nwant %s", i+1, line, want[i])
		}
	}
	people := all[*centre.Person](data)
	if len(people) != 3 || people[0].ID != got[0].Person || got[4].Person != got[0].Person {
		t.Fatalf("%d persons: she who came twice is one", len(people))
	}
	if p := people[0]; p.Phone != "13800000000" || p.ResidentID != "11010519491231002X" || p.AgeBand != "25-34" || p.Sex != "female" || p.Unit == (field.ID{}) {
		t.Errorf("%+v", p)
	}
	if people[1].Pseudonym != field.Yes {
		t.Error("a surname with a title is no name")
	}
	if got[3].Group != field.Yes || !strings.Contains(got[3].Note, "身份证号：110***********0021") || people[2].ResidentID != "" {
		t.Errorf("group %v, note %q", got[3].Group, got[3].Note)
	}
	if got[1].Enquiry != field.Yes || got[0].Enquiry == field.Yes {
		t.Error("who asked and was answered the same day has no case file; who was helped has one")
	}
	if strings.Contains(got[3].Note, "110105194912310021") || !strings.Contains(got[2].Note, "电话：13900000000") {
		t.Errorf("notes %q, %q", got[2].Note, got[3].Note)
	}
}

func TestTheSameRegisterTwiceMakesNothingNew(t *testing.T) {
	data := newFolder()
	file := register(t)
	data.save(t, cases(t, data, file))
	for _, c := range all[*centre.Case](data) { // its notes were tidied and a case moved on since
		c.State, c.Matter = "archived", "02"
		data.put(c)
	}
	again := cases(t, data, file)
	if n := again.Counts(); n[New] != 0 || n[Same]+n[Change] != 5 {
		t.Errorf("%v %s", n, firstTrouble(again))
	}
	again.TakeChanges(true)
	for _, w := range again.Records() {
		if c, ok := w.Record.(*centre.Case); ok && (c.State != "archived" || c.Matter != "02") {
			t.Errorf("case %s would be put back to %s, %s", c.Number, c.State, c.Matter)
		}
	}
}

// TestAGroupUnderOneName: who came with others is one person, and how many they were is the number of the case; a column of its own says
// it better.
func TestAGroupUnderOneName(t *testing.T) {
	for text, want := range map[string]string{
		"示例秋等12人": "示例秋 12", "示例秋、示例冬等五名": "示例秋 5", "示例秋等共30余人": "示例秋 30", "示例秋": "示例秋 0", "示例秋等人": "示例秋等人 0", "阿依古丽·示例等8位": "阿依古丽·示例 8",
	} {
		for heads, n := range map[string]string{"": want, "7": want[:strings.LastIndex(want, " ")] + " 7"} {
			data := newFolder()
			p := planOf(t, Context{Zone: beijing, NewID: counter()}, data, "来访日期|姓名|人数|反映内容", "2026-3-6|"+text+"|"+heads+"|拖欠工资")
			data.save(t, p)
			c, who := all[*centre.Case](data)[0], all[*centre.Person](data)[0]
			if got := fmt.Sprint(who.Name, " ", c.Heads.Value); got != n {
				t.Errorf("%s with %q is %s, want %s", text, heads, got, n)
			}
			if strings.HasPrefix(n, text) == strings.Contains(c.Note, text) {
				t.Errorf("%s: the note says %q", text, c.Note)
			}
			if (c.Heads.Value >= centre.GroupFrom) != (c.Group == field.Yes) {
				t.Errorf("%s with %q: group %v of %d", text, heads, c.Group, c.Heads.Value)
			}
		}
	}
}

// TestWhoIsTheSame: persons are known by number, by telephone with a fitting name, by name and unit; never by name alone.
func TestWhoIsTheSame(t *testing.T) {
	unit := &centre.Organisation{Name: "样例纺织有限公司", Kind: "employer"}
	unit.ID = uuid.NewSHA1(uuid.Nil, []byte("unit"))
	there := &centre.Person{Name: "示例甲", Phone: "13800000000、0512-65220001", ResidentID: "11010519491231002X", Unit: unit.ID}
	there.ID = uuid.NewSHA1(uuid.Nil, []byte("there"))
	miss := &centre.Person{Name: "王女士", Pseudonym: field.Yes, Unit: unit.ID}
	miss.ID = uuid.NewSHA1(uuid.Nil, []byte("miss"))
	for name, c := range map[string]struct {
		row  string
		same bool
		says string
	}{
		"by number":                       {"示例丙||11010519491231002x|", true, "case.person"},
		"by telephone and name":           {"示例甲|13800000000||", true, "case.person"},
		"by telephone and surname":        {"示女士|０５１２－６５２２０００１||", true, "case.person"},
		"by telephone, another name":      {"李四|13800000000||", false, "case.phone"},
		"by name and unit":                {"示例甲|||“样例纺织有限公司”", true, "case.person"},
		"name and unit, other telephone":  {"示例甲|13900000001||样例纺织有限公司", false, ""},
		"name and unit, other number":     {"示例甲|13800000000|440524188001010014|样例纺织有限公司", false, "case.phone"},
		"by name alone":                   {"示例甲|||", false, ""},
		"by surname and unit":             {"王女士|||样例纺织有限公司", false, ""},
		"name and a unit of another name": {"示例甲|||样例食品厂", false, ""},
	} {
		data := newFolder(unit, there, miss)
		p := planOf(t, Context{Zone: beijing, NewID: counter()}, data, "来访日期|姓名|电话|身份证号|工作单位|反映内容", "2026-3-6|"+c.row+"|拖欠工资")
		if n := p.Counts(); n[New] != 1 || p.Type != centre.CaseType {
			t.Fatalf("%s: %v as %s", name, n, p.Type.Table)
		}
		data.save(t, p)
		if got := all[*centre.Case](data)[0]; (got.Person == there.ID) != c.same || got.Person == (field.ID{}) || got.Person == miss.ID {
			t.Errorf("%s: same is %v, want %v", name, got.Person == there.ID, c.same)
		}
		if c.says != "" && !slices.Contains(said(p, 2), c.says) {
			t.Errorf("%s: says %v", name, said(p, 2))
		}
		if was := data.records[there.ID].(*centre.Person); !was.Type().Field("name").Equal(was, there) || was.Phone != there.Phone {
			t.Errorf("%s: her record was changed", name)
		}
	}
}

// TestWhoLeavesNoNameIsNobody: two of them are never one person.
func TestWhoLeavesNoNameIsNobody(t *testing.T) {
	for _, name := range []string{"匿名", "匿名女工", "某女士", "某某", "无名氏", "不愿透露姓名"} {
		data := newFolder()
		data.save(t, planOf(t, Context{Zone: beijing, NewID: counter()}, data, "来访日期|姓名|反映内容", "2026-3-6|"+name+"|拖欠工资"))
		if c := all[*centre.Case](data)[0]; c.Person != (field.ID{}) || len(all[*centre.Person](data)) > 0 {
			t.Errorf("%s is a person", name)
		}
	}
}

func TestWordsOfRegisters(t *testing.T) {
	m := &maker{}
	rd := &reader{}
	for text, want := range map[string]string{
		"怀孕五个月被公司辞退": "0507", "单位不给生育津贴": "0405", "咨询产假多少天": "0503", "拖欠工资三个月": "0201", "加班不给钱": "0202", "被领导性骚扰并辞退": "06",
		"丈夫家暴，想离婚": "1104", "情绪低落、失眠": "12", "公司不交社保": "04", "未签劳动合同": "0102", "上班路上受工伤": "08", "路过看看": "", "咨询离婚": "1101", "工资三个月没发": "0201",
	} {
		if got := m.matterIn(text, rd); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"已答复": "advised", "调解成功，补发工资3000元": "mediated", "调解不成，建议仲裁": "unmediated", "双方和解": "settled", "仲裁裁决支持": "award-won", "仲裁驳回": "award-lost",
		"单位已补发": "corrected", "转交人社局": "transferred", "本人撤诉": "withdrawn", "电话停机": "unreachable", "已办结": "", "法院判决部分支持": "judgment-part",
		"仲裁裁决不予支持": "award-lost", "裁决未获支持": "award-lost", "法院判决不支持其请求": "judgment-lost", "裁决全部支持": "award-won", "裁决部分支持，其余不予支持": "award-part",
		"双方未能达成协议": "unmediated", "和解不成": "unmediated", "协商未果，告知其仲裁": "unmediated", "未和解": "unmediated", "达成和解协议": "settled", "协商一致": "settled",
		"单位拒绝补发，建议其申请仲裁": "advised", "公司未支付，已转劳动监察": "transferred", "公司不同意恢复岗位": "", "单位同意补发": "corrected", "公司至今没有发放": "",
	} {
		if got := endingIn(text); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{"17": "u18", "18": "18-24", "３４岁": "25-34", "35": "35-44", "54": "45-54", "60多岁": "55+", "不详": "", "130": "", "0": ""} {
		if got := ageBand(text); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

func TestDatesOfEveryHabitInARegister(t *testing.T) {
	for text, want := range map[string]string{
		"2026年3月6日": "2026-03-06 00:00", "2026.3.6": "2026-03-06 00:00", "2026-03-06": "2026-03-06 00:00", "2026/3/6": "2026-03-06 00:00", "3月6日": "2026-03-06 00:00", "3/6": "2026-03-06 00:00",
		"２０２６．３．６": "2026-03-06 00:00", "20260306": "2026-03-06 00:00", "46087": "2026-03-06 00:00", "2026年3月": "2026-03-01 00:00", "3月6日下午": "2026-03-06 14:00", "3月6日下午2时30分": "2026-03-06 14:30",
		"2026-3-6 9:05": "2026-03-06 09:05", "3月6日（星期五）": "2026-03-06 00:00", "3月6日-8日": "2026-03-06 00:00",
	} {
		p := planOf(t, Context{Zone: beijing}, newFolder(), "2026年来访登记表", "来访日期|姓名|事项类别|反映内容", text+"|示例甲|拖欠克扣|说明")
		var c *centre.Case
		for r := range p.rows() {
			c, _ = r.Record.(*centre.Case)
		}
		if c == nil || c.Received.In(beijing).Format("2006-01-02 15:04") != want {
			t.Errorf("%s is %v, want %s", text, c, want)
		}
	}
}

// TestWhatFitsNoPersonStaysWithTheCase: a unit of three hundred characters makes no person and loses nothing.
func TestWhatFitsNoPersonStaysWithTheCase(t *testing.T) {
	data := newFolder()
	unit := strings.Repeat("很长的单位", 60)
	p := planOf(t, Context{Zone: beijing, NewID: counter()}, data, "来访日期|姓名|电话|工作单位|反映内容", "2026-3-6|示例甲|13800000000|"+unit+"|拖欠工资")
	data.save(t, p)
	c := all[*centre.Case](data)[0]
	if c.Person != (field.ID{}) || !strings.Contains(c.Note, unit) || !strings.Contains(c.Note, "姓名：示例甲") || !strings.Contains(c.Note, "13800000000") {
		t.Errorf("%q", c.Note)
	}
}
