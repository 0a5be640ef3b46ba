package exchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// messy is a ledger with everything that offices do to one: merged cells down and across, headings in two rows, blank and repeated
// cells, figures of every kind, hidden rows, columns and sheets, sums, notes, formulas, cells that are protected.
func messy(t testing.TB) []byte {
	return book(t, func(f *excelize.File, s string) {
		rows := [][]any{
			{"附件1"},
			{"样例市2026年“三八”活动情况统计表（汇总）"},
			{"填报单位：样例市总工会（盖章）", "", "", "", "", "", "", "填报日期：2026.3.31"},
			{"序号", "主办单位", "活动名称", "时间", "规模", "", "就业（招聘会填）", "", "经费\n（万元）", "备注 "},
			{"", "", "", "", "单位数", "人次", "岗位数", "达成意向", "", ""},
			{1, "甲区总工会", "女职工招聘会 ", 46087, "４９家", 1200, "796个", 347, "2.5", ""},
			{2, "", "健康义诊", "3月7日上午", "", "200多人次", "", "", "", "市立医院协办"},
			{3, "乙镇工会", "法律讲座", "2026.3.8", "3", "近百人", "", "", "0.3", ""},
			{4, "〃", "法律讲座", "3/9", "", "约60人", "", "", "", "同上"},
			{5, "", "趣味运动会", "3月", " 32 ", "'", "", "", "", ""},
			{"小计", "", "5项", "", "", "", "796", "347", "2.8"},
			{"", "三、其他活动"},
			{6, "丙村妇联", "知识竞赛", "2026-3-10 14:00", "18家", "", "", "", "", ""},
			{"合计", "", "6项"},
			{"注：人次按签到统计。"},
			{"审核人：示例甲", "", "", "填表人：示例乙"},
		}
		for i := range rows {
			must(t, f.SetSheetRow(s, fmt.Sprintf("A%d", i+1), &rows[i]))
		}
		style, err := f.NewStyle(&excelize.Style{NumFmt: 58})
		must(t, err, f.SetCellStyle(s, "D6", "D6", style), f.SetCellFormula(s, "F6", "600*2"), f.SetCellValue(s, "F6", 1200))
		for _, m := range []string{"A2:J2", "E4:F4", "G4:H4", "B6:B7", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "I4:I5", "J4:J5", "B12:J12"} {
			from, to, _ := strings.Cut(m, ":")
			must(t, f.MergeCell(s, from, to))
		}
		must(t, f.SetRowVisible(s, 9, false), f.SetColVisible(s, "J", false))
		_, err = f.NewSheet("下拉选项")
		must(t, err, f.SetSheetRow("下拉选项", "A1", &[]any{"活动名称", "活动类型"}), f.SetSheetRow("下拉选项", "A2", &[]any{"旧活动", "讲座"}), f.SetSheetVisible("下拉选项", false))
		must(t, f.ProtectSheet(s, &excelize.SheetProtectionOptions{Password: "1", SelectLockedCells: true}))
	})
}

func TestAMessyLedger(t *testing.T) {
	f := mustRead(t, "活动表.xlsx", messy(t))
	at := Place{0, 1}
	l := Layout{Heading: 5}.WithDown("B")
	p := mustPlan(t, f, newFolder(), Context{Layouts: map[Place]Layout{at: l}})
	accounted(t, f, p)
	var got []string
	for r := range p.rows() {
		if e, ok := r.Record.(*centre.Event); ok {
			got = append(got, strings.Join([]string{e.Name, e.Kind, hosts(p, e), e.Date.String(), e.Units.String(), e.People.String(), e.Posts.String(), e.Intents.String()}, "|"))
		}
	}
	want := []string{
		"女职工招聘会|jobfair|甲区总工会|2026-03-06|４９家|1200人次|796个|347人",
		"健康义诊|clinic|甲区总工会|2026-03-07am||200多人次||",
		"法律讲座|lecture|乙镇工会|2026-03-08|3家|近百人||",
		"法律讲座|lecture|乙镇工会|2026-03-09||约60人||",
		"趣味运动会|sport|乙镇工会|2026-03|32家|||",
		"知识竞赛|contest|丙村妇联|2026-03-10pm|18家|||",
	}
	if !slices.Equal(got, want) {
		t.Errorf("\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	sp := p.Sheets[0]
	if !slices.Contains(said(p, 9), "row.hidden") || !sp.Columns[9].Hidden || p.Sheets[1].Say != "exchange.sheet.hidden" {
		t.Errorf("hidden: %v, %v, %s", said(p, 9), sp.Columns[9].Hidden, p.Sheets[1].Say)
	}
	p = mustPlan(t, f, newFolder(), Context{Layouts: map[Place]Layout{at: {Table: NotRead}, {1, 1}: {Table: "event"}}})
	if n := p.Counts(); n[New] != 1 {
		t.Errorf("the hidden sheet, asked for: %v", n)
	}
}

// TestARegisterInEveryForm: the same register as text in every encoding and with every separator makes the same cases.
func TestARegisterInEveryForm(t *testing.T) {
	plain := "编号,来访日期,姓名,电话,来访形式,反映内容,处理结果\n访1,2026-3-6,示例甲,13800000000,来访,拖欠工资,已答复\n访2,2026-3-7,示例乙,,来电,咨询社保,\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(plain)
	must(t, err)
	for name, text := range map[string]string{
		"utf-8": plain, "marked": bom + plain, "gb18030": gb, "semicolons": strings.ReplaceAll(plain, ",", ";"), "tabs": strings.ReplaceAll(plain, ",", "\t"),
		"utf-16": string(wide(plain)), "utf-16 marked": "\xff\xfe" + string(wide(plain)),
	} {
		p := cases(t, newFolder(), []byte(text))
		if n := p.Counts(); n[New] != 2 || len(p.Records()) != 4 {
			t.Errorf("%s: %v", name, n)
		}
	}
}

func TestASignInList(t *testing.T) {
	fair := &centre.Event{Name: "讲座", Kind: "lecture", Date: field.Day{Year: 2026, Month: 3, Date: 6}, State: "held"}
	fair.ID = uuid.UUID{9}
	data := newFolder(fair)
	in := Context{Owner: fair.ID, Of: centre.EventType, Zone: beijing}
	p := planOf(t, in, data, "三月讲座签到表", "序号|姓名|单位|联系电话|签到", "1|示例甲|样例厂|13800000000|√", "2|示例乙|〃|1390000|", "3|示例丙||| 示例丙", "4|示例丁|||缺席")
	if n := p.Counts(); n[New] != 4 || p.Type != centre.AttendeeType {
		t.Fatalf("%v as %s, %s", n, p.Type.Table, firstTrouble(p))
	}
	data.save(t, p)
	var got []string
	for _, a := range all[*centre.Attendee](data) {
		day := ""
		if a.Present != 0 {
			day = a.Present.In(beijing).Format("01-02")
		}
		got = append(got, a.Name+" "+a.UnitText+" "+a.Phone+" "+day)
	}
	if want := []string{"示例甲 样例厂 13800000000 03-06", "示例乙 样例厂  ", "示例丙   03-06", "示例丁   "}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if n := planOf(t, in, data, "姓名|单位|联系电话|签到", "示例甲|样例厂|13800000000|√").Counts(); n[Same] != 1 {
		t.Errorf("again: %v", n)
	}
}

// TestNobodyIsNamedAtAClinic: a list of names is not taken for an event at which people are only counted.
func TestNobodyIsNamedAtAClinic(t *testing.T) {
	clinic := &centre.Event{Name: "义诊", Kind: "clinic", State: "held"}
	clinic.ID = uuid.UUID{8}
	p := planOf(t, Context{Owner: clinic.ID, Of: centre.EventType}, newFolder(clinic), "姓名|单位|签到", "示例甲|样例厂|√")
	if n := p.Counts(); n[Barred] != 1 || len(p.Records()) != 0 || !slices.Contains(said(p, 2), "row.nameless") {
		t.Errorf("%v, %v", n, said(p, 2))
	}
}

// FuzzRegister: whatever stands in a register of visits, nothing panics, every cell is accounted for, what is to be saved may be saved,
// no identity number that is wrong stands anywhere whole, and the same register once more makes nothing new.
func FuzzRegister(f *testing.F) {
	f.Add("访001", "3月6日上午", "示例甲（化名）", "34岁", "138 0000 0000", "11010519491231002X", "样例厂", "集体来访", "怀孕被辞退", "已办结，单位补发", "2026.3")
	f.Add("", "46093", "匿名", "", "12345", "110105194912310021", "退休", "12345热线", "", "跟进中", "")
	f.Add("同上", "〃", "王女士", "0", "无", "1.1E+17", "-", "", "家暴", "√", "4月31日")
	f.Fuzz(func(t *testing.T, number, date, name, age, phone, card, unit, channel, facts, result, closed string) {
		var out strings.Builder
		out.WriteString("编号,来访日期,姓名,年龄,电话,身份证号,工作单位,来访形式,反映内容,处理结果,办结日期\n")
		for range 2 {
			for i, c := range []string{number, date, name, age, phone, card, unit, channel, facts, result, closed} {
				if i > 0 {
					out.WriteByte(',')
				}
				out.WriteString(quote(c))
			}
			out.WriteByte('\n')
		}
		file, err := Read(t.Context(), "台账.csv", strings.NewReader(out.String()), int64(out.Len()))
		if err != nil {
			return
		}
		data := newFolder()
		in := Context{Type: centre.CaseType, Today: today, Zone: beijing}
		p, err := MakePlan(t.Context(), file, data, in)
		if err != nil {
			return
		}
		accounted(t, file, p)
		p.Text(centre.Shown{Book: say.For(say.ZH)})
		data.save(t, p)
		if bare := strings.ToUpper(field.Fold(card)); len(bare) == 18 && !strings.Contains(field.Fold(number+date+name+age+phone+unit+channel+facts+result+closed), field.Fold(card)) {
			for _, c := range all[*centre.Case](data) {
				if strings.Contains(strings.ToUpper(field.Fold(c.Note)), bare) {
					t.Errorf("a note holds an identity number")
				}
			}
		}
		again, err := MakePlan(t.Context(), file, data, in)
		if err != nil {
			t.Fatal(err)
		}
		accounted(t, file, again)
		if n := again.Counts()[New]; n > 0 {
			t.Errorf("the same register makes %d cases new", n)
		}
	})
}

// FuzzLayout: whatever a remembered layout says of a table, nothing panics and every cell is accounted for.
func FuzzLayout(f *testing.F) {
	f.Add("event", 2, "A", "name", "B", "-", "活动,甲\n活动名称,参加人数\n甲,2\n")
	f.Add("case", 1, "A", "person.phone", "B", "person.workplace", "a,b\n1,2\n,3\n")
	f.Add("jobline", 0, "B", "owner.day", "ZZ", "+", "招聘单位,岗位\n甲,乙\n")
	f.Fuzz(func(t *testing.T, table string, row int, col1, meaning1, col2, meaning2, text string) {
		file, err := Read(t.Context(), "样表.csv", strings.NewReader(text), int64(len(text)))
		if err != nil {
			return
		}
		l := Layout{Table: table, Heading: row}.With(col1, meaning1).With(col2, meaning2).WithDown(col1)
		layouts := map[Place]Layout{}
		for _, r := range file.Sheets[0].Rows {
			layouts[Place{0, r.Number}] = l
		}
		data := newFolder()
		p, err := MakePlan(t.Context(), file, data, Context{Layouts: layouts, Mend: true, Today: today, Zone: beijing})
		if err != nil {
			return
		}
		accounted(t, file, p)
		data.save(t, p)
	})
}
