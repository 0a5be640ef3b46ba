package exchange

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// planOf plans a table that is written as lines of cells parted by |, into an empty folder.
func planOf(t testing.TB, in Context, data *folder, lines ...string) *Plan {
	t.Helper()
	var out strings.Builder
	for _, l := range lines {
		cells := strings.Split(l, "|")
		for i, c := range cells {
			cells[i] = quote(c)
		}
		out.WriteString(strings.Join(cells, ",") + "\n")
	}
	f := mustRead(t, "样表.csv", []byte(out.String()))
	p := mustPlan(t, f, data, in)
	accounted(t, f, p)
	return p
}

// event returns the event a row of a plan becomes.
func event(t testing.TB, p *Plan, row int) *centre.Event {
	t.Helper()
	for r := range p.rows() {
		if r.Number == row && r.Record != nil {
			return r.Record.(*centre.Event)
		}
	}
	t.Fatalf("no record in row %d: %s", row, p.Text(centre.Shown{Book: say.For(say.ZH)}))
	return nil
}

// said are the keys of the remarks on a row.
func said(p *Plan, row int) (out []string) {
	for r := range p.rows() {
		if r.Number == row {
			for _, m := range r.Remarks {
				out = append(out, strings.TrimPrefix(m.Say, "exchange."))
			}
		}
	}
	return out
}

// hosts are the names of the hosts of an event, saved or to be made.
func hosts(p *Plan, e *centre.Event) string {
	var out []string
	for _, id := range e.Hosts {
		for _, s := range p.Sides {
			if s.Record.Base().ID == id {
				out = append(out, s.Record.Type().TitleOf(s.Record))
			}
		}
	}
	return strings.Join(out, "+")
}

// TestLedgerLaidOutOtherwise: the 2008 ledger with its columns shuffled, its headings in English, more title rows, blank rows between,
// a row of totals and the headings on row 30 gives the same records.
func TestLedgerLaidOutOtherwise(t *testing.T) {
	sheet := mustRead(t, "l.xlsx", ledger(t)).Sheets[0]
	b := say.For(say.EN)
	english := map[string]string{"序号": "No."}
	zh := say.For(say.ZH)
	for i := range centre.EventType.Fields {
		key := "event." + centre.EventType.Fields[i].Key
		english[zh.T(key)] = b.T(key)
	}
	order := []int{14, 4, 8, 0, 1, 12, 5, 6, 7, 3, 9, 10, 11, 13, 2}
	var lines []string
	lines = append(lines, "附件2", strings.Repeat("|", 6)+sheet.Rows[0].Cells[0].Text, "", sheet.Rows[1].Cells[0].Text)
	for len(lines) < 29 {
		lines = append(lines, "")
	}
	for i, r := range sheet.Rows[2:] {
		cells := make([]string, len(order))
		for to, from := range order {
			if cells[to] = r.cell(from).Text; i == 0 {
				cells[to] = strings.ToUpper(english[cells[to]])
			}
		}
		lines = append(lines, strings.Join(cells, "|"), "")
	}
	lines = append(lines, "||200多人|合计||18家|||100家||12|796|347", "说明：以上为申报数", "填表人：某某|||审核人：某某")
	data := newFolder()
	p := planOf(t, Context{}, data, lines...)
	if p.Sheets[0].Heading != 30 {
		t.Errorf("headings found in row %d", p.Sheets[0].Heading)
	}
	if n := p.Counts(); n[New] != 16 || n[LeftOut] != 3 || len(n) != 2 {
		t.Errorf("%v", n)
	}
	data.save(t, p)
	figures(t, data)
	series := all[*centre.Programme](data)[0]
	if series.Name != "2008年“三八”国际妇女节活动" || series.Note != "附件2\n说明：以上为申报数" || series.Source == "" {
		t.Errorf("%q %q %q", series.Name, series.Note, series.Source)
	}
	plain := newFolder()
	plain.save(t, mustPlan(t, mustRead(t, "l.xlsx", ledger(t)), newFolder(), Context{}))
	for i, e := range all[*centre.Event](plain) {
		if got := all[*centre.Event](data)[i]; len(centre.EventType.Changed(e, got)) > 0 || got.ID != e.ID {
			t.Errorf("%s: differs in %v", e.Name, centre.EventType.Changed(e, got))
		}
	}
}

func TestSameLedgerTwiceMakesNothingNew(t *testing.T) {
	data := newFolder()
	f := mustRead(t, "l.xlsx", ledger(t))
	data.save(t, mustPlan(t, f, data, Context{}))
	p := mustPlan(t, f, data, Context{})
	accounted(t, f, p)
	if n := p.Counts(); n[Same] != 16 || len(n) != 1 || len(p.Records()) != 0 {
		t.Fatalf("%v", n)
	}
	again := mustPlan(t, mustRead(t, "l.csv", export(t, data, Writing{Type: centre.EventType, Form: CSV, Book: say.For(say.ZH)})), data, Context{})
	if n := again.Counts(); n[Same] != 16 || len(n) != 1 {
		t.Errorf("through an export: %v", n)
	}
}

const ledgerHead = "主办单位|活动名称|活动类型|日期|参加单位|备注"

// TestChangesAreShown: what a later file says otherwise is a change, taken only when asked for; what a person made more exact since,
// renamed or added stays and makes nothing new.
func TestChangesAreShown(t *testing.T) {
	lines := []string{"2009年三八活动统计表", ledgerHead, "甲市总工会|招聘会|招聘会|2009.3|49家|", "甲市总工会|讲座|讲座|2009.3|6家|原注", "甲市总工会|讲座|讲座|2009.3|6家|", "乙市总工会|义诊|义诊|2009.3||"}
	data := newFolder()
	data.save(t, planOf(t, Context{}, data, lines...))
	events := all[*centre.Event](data)
	if len(events) != 4 || events[1].ID == events[2].ID {
		t.Fatalf("two equal lectures are two events: %d", len(events))
	}
	fair := centre.EventType.Copy(events[0]).(*centre.Event)
	fair.Date, fair.Name, fair.Units.Known, fair.Note = field.Day{Year: 2009, Month: 3, Date: 7}, "春季招聘会", field.ByCount, "已核"
	data.put(fair)
	for _, o := range all[*centre.Organisation](data) {
		if o.Name == "乙市总工会" {
			o.Name = "丙区总工会"
			data.put(o)
		}
	}
	again := planOf(t, Context{}, data, lines...)
	if n := again.Counts(); n[Same] != 3 || n[Change] != 1 {
		t.Fatalf("after a person's changes: %v\n%s", n, again.Text(centre.Shown{Book: say.For(say.ZH)}))
	}
	if len(again.Records()) != 0 {
		t.Error("a change was taken without being asked for")
	}
	for r := range again.rows() {
		if r.Action == Change && (!slices.Equal(r.Changed, []string{"name"}) || r.Record.(*centre.Event).Note != "已核") {
			t.Errorf("only the name differs, got %v", r.Changed)
		}
	}
	lines[2] = "甲市总工会|招聘会|招聘会|2009.3|52家|新注"
	later := planOf(t, Context{}, data, lines...)
	later.TakeChanges(true)
	w := later.Records()
	if len(w) != 1 || w[0].New {
		t.Fatalf("%d records to save", len(w))
	}
	got := w[0].Record.(*centre.Event)
	if got.Units.String() != "52家" || got.Note != "已核\n新注" || got.Date != fair.Date || got.ID != fair.ID {
		t.Errorf("units %s, note %q, date %s", got.Units, got.Note, got.Date)
	}
	later.TakeChanges(false)
	if len(later.Records()) != 0 {
		t.Error("changes cannot be left")
	}
}

func TestDeletedEventComesBackAsNew(t *testing.T) {
	lines := []string{ledgerHead, "甲市总工会|讲座|讲座|2009.3|6家|"}
	data := newFolder()
	data.save(t, planOf(t, Context{}, data, lines...))
	e := all[*centre.Event](data)[0]
	e.Gone = 1
	data.put(e)
	for range 2 {
		data.save(t, planOf(t, Context{}, data, lines...))
		if left := all[*centre.Event](data); len(left) != 1 || left[0].ID == e.ID {
			t.Fatalf("%d events", len(left))
		}
	}
}

func TestHostsAreFoundOrMadeOnce(t *testing.T) {
	known := &centre.Organisation{Name: "苏州市总工会女工部", Short: "市总女工部", Kind: "union"}
	known.ID = field.ID{9}
	other := &centre.Organisation{Name: "丁市总工会", Kind: "union"}
	other.ID = field.ID{8}
	p := planOf(t, Context{Place: "苏州"}, newFolder(known, other), ledgerHead,
		"甲市总工会、乙市妇联等|一|讲座|||",
		"“学习、争先”女职工小组；甲市 总工会|二|讲座|||",
		"市总女工部，市总工会女工部|三|讲座|||",
		"丁市总\n丁市总工会（盖章）|四|讲座|||",
		"甲市总工会等多家单位|五|讲座|||",
		"戊市高等学校|六|讲座|||",
		"市总工会女工部|七|讲座|||")
	for row, want := range map[int]string{
		2: "甲市总工会+乙市妇联", 3: "“学习、争先”女职工小组+甲市总工会", 4: "苏州市总工会女工部+苏州市总工会女工部", 5: "丁市总工会+丁市总工会", 7: "戊市高等学校", 8: "苏州市总工会女工部",
	} {
		if got := hosts(p, event(t, p, row)); got != want {
			t.Errorf("row %d: %s, want %s", row, got, want)
		}
	}
	if e := event(t, p, 6); hosts(p, e) != "甲市总工会" || !strings.Contains(e.Note, "主办单位：甲市总工会等多家单位") {
		t.Errorf("row 6: %s, %q", hosts(p, e), e.Note)
	}
	kinds := map[string]string{}
	for _, s := range p.Sides {
		if o, ok := s.Record.(*centre.Organisation); ok && s.New {
			kinds[o.Name] = o.Kind
		}
	}
	want := map[string]string{"甲市总工会": "union", "乙市妇联": "office", "“学习、争先”女职工小组": "team", "戊市高等学校": "school"}
	if fmt.Sprint(kinds) != fmt.Sprint(want) {
		t.Errorf("made %v, want %v", kinds, want)
	}
	like := planOf(t, Context{}, newFolder(known), ledgerHead, "市总工会女工部|一|讲座|||")
	if s := like.Sides[len(like.Sides)-1]; !s.New || !slices.Equal(s.Like, []string{"苏州市总工会女工部"}) {
		t.Errorf("a name that ends as another's is a question for the person: %+v", s)
	}
}

// TestWhatDoesNotFitIsKept: columns and cells that fit no field go to the note with their headings.
func TestWhatDoesNotFitIsKept(t *testing.T) {
	p := planOf(t, Context{}, newFolder(), "2009年活动", "序号|活动名称|活动类型|日期|参加人数|提供岗位（个）|参加单位|天气||人数|达成意向|备注",
		"1|甲|讲座|3月6日-8日|200多人（其中女职工150人）|30|很多家|晴|暗号|7|-|原注",
		"2|乙|大型义诊活动|2009年3月6日（星期五）上午|近百人次|0|无|||||",
		"3|丙|联欢|2009-03-06 14:30|2.5万多人次|#REF!|１２家|||||",
		"4|丁|讲座|3月中旬|39878|约30|十二家|||||",
		"5|戊|讲座|39878|1.5E+12|—|——|||||",
		"6|己|讲座|春天|群众踊跃|三四十|12家企业|||||")
	for row, want := range map[int]struct{ date, people, posts, units, note string }{
		3: {"2009-03-06", "200多人", "30个", "", "原注\n日期：3月6日-8日\n参加人数：200多人（其中女职工150人）\n参加单位：很多家\n天气：晴\nI：暗号\n人数：7"},
		4: {"2009-03-06am", "近百人次", "0个", "", "活动类型：大型义诊活动"},
		5: {"2009-03-06pm", "2.5万多人次", "", "１２家", "活动类型：联欢\n日期：2009-03-06 14:30\n提供岗位（个）：#REF!"},
		6: {"2009-03", "39878人", "约30个", "十二家", "日期：3月中旬"},
		7: {"2009-03-06", "", "", "", "参加人数：1.5E+12"},
		8: {"", "", "", "12家企业", "日期：春天\n参加人数：群众踊跃\n提供岗位（个）：三四十"},
	} {
		e := event(t, p, row)
		if e.Date.String() != want.date || e.People.String() != want.people || e.Posts.String() != want.posts || e.Units.String() != want.units || e.Note != want.note {
			t.Errorf("row %d: %s | %s | %s | %s | %q, said %v", row, e.Date, e.People, e.Posts, e.Units, e.Note, said(p, row))
		}
	}
	if got := said(p, 4); !slices.Contains(got, "cell.guess") || event(t, p, 4).Kind != "clinic" {
		t.Errorf("row 4: %v", got)
	}
	if got := said(p, 5); !slices.Contains(got, "row.kind") || event(t, p, 5).Kind != "other" {
		t.Errorf("row 5: %v", got)
	}
	if event(t, p, 3).Posts.Unit != "个" || event(t, p, 6).People.Unit != "人" {
		t.Error("a bare number takes the measure word of its heading or field")
	}
}

func TestLinesThatAreNoRecords(t *testing.T) {
	p := planOf(t, Context{}, newFolder(), "某市2009年女职工活动情况汇总表（一季度）", "填报单位（盖章）：某市总工会|||填报日期：2009年4月1日", "序号|活动名称|活动类型|参加人数|备注",
		"1|甲|讲座|100人|", "2|||", "3|乙|讲座|近50人|",
		"序号|活动名称|活动类型|参加人数|备注", "4|丙|同上|〃|",
		"小计|||200人|", "5|丁|讲座|20|", "合  计||5场|230|", "注：人数为签到数", "制表：某|审核：某", "6|合计表彰|讲座||")
	var got []string
	for r := range p.rows() {
		got = append(got, fmt.Sprintf("%d %s %s", r.Number, r.Action, strings.TrimPrefix(r.Say, "exchange.row.")))
	}
	want := []string{"4 new ", "5 left number", "6 new ", "7 left heading", "8 new ", "9 left total", "10 new ", "11 left total", "12 left remark", "13 left footer", "14 new "}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if e := event(t, p, 8); e.Kind != "lecture" || e.People.String() != "近50人" {
		t.Errorf("as above: %s, %s", e.Kind, e.People)
	}
	if e := event(t, p, 4); hosts(p, e) != "某市总工会" || e.State != "held" {
		t.Errorf("the unit that filled the table in is the host: %q, %s", hosts(p, e), e.State)
	}
	if s := said(p, 11); !slices.Equal(s, []string{"row.sum"}) {
		t.Errorf("the total is 230 and the rows make 220: %v", s)
	}
	if s := said(p, 9); len(s) != 0 {
		t.Errorf("the subtotal is right: %v", s)
	}
	series := p.Sides[0].Record.(*centre.Programme)
	if series.Name != "某市2009年女职工活动" || series.Year != 2009 || series.Note != "填报日期：2009年4月1日\n注：人数为签到数" {
		t.Errorf("%q %d %q", series.Name, series.Year, series.Note)
	}
}

func TestRowsThatCannotBeSaved(t *testing.T) {
	p := planOf(t, Context{}, newFolder(), "活动名称|活动类型|提供岗位|达成意向|主题|发现问题|已整改", "|||5人||", "||3个|||", "甲|讲座|0个|5人||", "|讲座||||", "||||维权|", "甲|讲座||||2|3", "甲|讲座||||2|3",
		strings.Repeat("长", 201)+"|讲座|||||")
	for row, want := range map[int][]string{
		2: {"row.kind", "row.field"}, 3: {"row.kind", "row.field"}, 4: {"problem.event.intents"}, 5: {"row.name"}, 6: {"row.name", "row.kind"}, 7: {"problem.event.settled"},
		8: {"problem.event.settled", "row.twice"}, 9: {"problem.long", "row.name"},
	} {
		if got := said(p, row); !slices.Equal(got, want) {
			t.Errorf("row %d: %v, want %v", row, got, want)
		}
	}
	if n := p.Counts(); n[Barred] != 2 || n[New] != 6 {
		t.Errorf("%v", n)
	}
	if e := event(t, p, 4); !e.Intents.IsZero() || e.Note != "达成意向：5人" {
		t.Errorf("a figure that stands against another is kept in the note: %q", e.Note)
	}
	if e := event(t, p, 9); e.Name != "讲座" || !strings.HasPrefix(e.Note, "活动名称：长") {
		t.Errorf("%q %d", e.Name, len(e.Note))
	}
	if len(p.Records()) != 7 { // six events and their programme
		t.Errorf("%d records", len(p.Records()))
	}
}

// TestMergedCells: a host merged down several rows hosts all of them; two lines of headings are read as one; a line across the table
// is the heading of a group.
func TestMergedCells(t *testing.T) {
	data := book(t, func(f *excelize.File, s string) {
		must(t, f.SetCellValue(s, "A1", "2009年活动一览表"), f.MergeCell(s, "A1", "F1"),
			f.SetSheetRow(s, "A2", &[]any{"主办单位", "活动名称", "活动类型", "参加情况", nil, "备注"}), f.SetSheetRow(s, "D3", &[]any{"参加单位", "女"}),
			f.MergeCell(s, "A2", "A3"), f.MergeCell(s, "B2", "B3"), f.MergeCell(s, "C2", "C3"), f.MergeCell(s, "D2", "E2"), f.MergeCell(s, "F2", "F3"),
			f.SetCellValue(s, "A4", "一、集中活动"), f.MergeCell(s, "A4", "F4"),
			f.SetSheetRow(s, "A5", &[]any{"甲市总工会", "一", "讲座", "3家", "12"}), f.SetSheetRow(s, "B6", &[]any{"二", "义诊"}), f.SetSheetRow(s, "B7", &[]any{"三", "义诊"}), f.MergeCell(s, "A5", "A7"),
			f.SetSheetRow(s, "A8", &[]any{"乙市总工会", "四", "义诊"}), f.MergeCell(s, "A8", "A9"))
	})
	f := mustRead(t, "x.xlsx", data)
	p := mustPlan(t, f, newFolder(), Context{})
	accounted(t, f, p)
	for row, want := range map[int]string{5: "甲市总工会", 6: "甲市总工会", 7: "甲市总工会", 8: "乙市总工会"} {
		if got := hosts(p, event(t, p, row)); got != want {
			t.Errorf("row %d: %q", row, got)
		}
	}
	if e := event(t, p, 5); e.Units.String() != "3家" || e.Note != "参加情况·女：12\n一、集中活动" {
		t.Errorf("%s %q", e.Units, e.Note)
	}
	if p.Sides[0].Record.(*centre.Programme).Name != "2009年活动" || p.Counts()[New] != 4 {
		t.Errorf("%+v %v", p.Sides[0].Record, p.Counts())
	}
}

func TestSheetsThatAreNoTables(t *testing.T) {
	data := book(t, func(f *excelize.File, s string) {
		for _, name := range []string{"一月", "二月", "说明", "空"} {
			_, err := f.NewSheet(name)
			must(t, err)
		}
		must(t, f.DeleteSheet(s), f.SetCellValue("说明", "B2", "请按月填写"),
			f.SetSheetRow("一月", "A1", &[]any{"活动名称", "类型", "主办单位"}), f.SetSheetRow("一月", "A2", &[]any{"一", "讲座", "甲市总工会"}),
			f.SetSheetRow("二月", "B3", &[]any{"主办单位", "活动名称", "类型", "人数"}), f.SetSheetRow("二月", "B4", &[]any{"甲市总工会", "一", "讲座", 5}))
	})
	f := mustRead(t, "2009年活动.xlsx", data)
	p := mustPlan(t, f, newFolder(), Context{})
	accounted(t, f, p)
	var got []string
	for _, s := range p.Sheets {
		got = append(got, fmt.Sprintf("%s %d %s", s.Name, len(s.Rows), strings.TrimPrefix(s.Say, "exchange.sheet.")))
	}
	if want := []string{"一月 1 ", "二月 1 ", "说明 0 noheading", "空 0 empty"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	var units int
	for _, s := range p.Sides {
		if s.Record.Type() == centre.OrganisationType {
			units++
		}
	}
	if units != 1 || len(p.Records()) != 2+1+2 {
		t.Errorf("%d units, %d records: a host of two sheets is one unit, each month one programme", units, len(p.Records()))
	}
	for _, bad := range []string{"a,b\n1,2\n", "某某,某某\n", "日期\n2008\n"} {
		if _, err := MakePlan(context.Background(), mustRead(t, "x.csv", []byte(bad)), newFolder(), Context{}); refusal(err) != "headings" {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// TestTablesBelowEachOther: two tables on one sheet are read as two, each with its own columns, title and totals.
func TestTablesBelowEachOther(t *testing.T) {
	p := planOf(t, Context{}, newFolder(), "2009年讲座统计表", "活动名称|主办单位|日期", "甲|A市总工会|2009.3", "活动名称|主办单位|日期", "乙|A市总工会|2009.4", "",
		"2009年招聘会统计表", "来源：简报", "主办单位|活动名称|活动类型|参加单位|提供岗位|日期", "B市总工会|丙|招聘会|5家|30个|2009.5", "C市总工会|丁|招聘会|5家|30个|2009.5", "合计|||10家|60|")
	var got []string
	for _, s := range p.Sheets {
		got = append(got, fmt.Sprintf("%d %d", s.Heading, len(s.Rows)))
	}
	if !slices.Equal(got, []string{"2 3", "9 3"}) {
		t.Fatalf("%v", got)
	}
	if e := event(t, p, 5); hosts(p, e) != "A市总工会" || e.Source != "" {
		t.Errorf("%s %q", hosts(p, e), e.Source)
	}
	if e := event(t, p, 10); hosts(p, e) != "B市总工会" || e.Posts.String() != "30个" || e.Source != "简报" {
		t.Errorf("%s %s %q", hosts(p, e), e.Posts, e.Source)
	}
	if p.Counts()[New] != 4 || len(said(p, 12)) != 0 {
		t.Errorf("%v %v", p.Counts(), said(p, 12))
	}
}

func TestOtherTables(t *testing.T) {
	data := newFolder()
	units := []string{"单位名录", "单位名称|单位类型|上级单位|联系人", "乙公司|企业|甲市总工会|某某", "甲市总工会|||", "丙医院||甲市总工会|", "乙公司|||"}
	p := planOf(t, Context{Type: centre.OrganisationType}, data, units...)
	if n := p.Counts(); n[New] != 4 {
		t.Fatalf("%v\n%s", n, p.Text(centre.Shown{Book: say.For(say.ZH)}))
	}
	for i, w := range p.Records() {
		if o := w.Record.(*centre.Organisation); o.Name == "甲市总工会" && i > 0 {
			t.Error("a parent is saved behind what it is the parent of")
		}
	}
	if len(p.Sides) != 0 {
		t.Errorf("%s is made by a row, not beside it", p.Sides[0].Record.Type().TitleOf(p.Sides[0].Record))
	}
	data.save(t, p)
	got := map[string]string{}
	parents := map[string]bool{}
	for _, o := range all[*centre.Organisation](data) {
		got[o.Name] = o.Kind
		parents[o.Parent.String()] = true
	}
	if fmt.Sprint(got) != "map[丙医院:hospital 乙公司:employer 甲市总工会:union]" || len(parents) != 2 {
		t.Errorf("%v, %d parents", got, len(parents))
	}
	again := planOf(t, Context{Type: centre.OrganisationType}, data, units...)
	if n := again.Counts(); n[Same] != 4 {
		t.Errorf("again: %v\n%s", n, again.Text(centre.Shown{Book: say.For(say.ZH)}))
	}
	units[2] = "乙公司|企业||另某"
	changed := planOf(t, Context{Type: centre.OrganisationType}, data, units...)
	if n := changed.Counts(); n[Change] != 1 && n[Same] != 3 {
		t.Errorf("changed: %v", n)
	}
}

// TestPersonsAreNeverTakenForEachOther: a name alone makes nobody the same, a row that says all the same does; a number that is wrong
// is not moved to where it would be shown.
func TestPersonsAreNeverTakenForEachOther(t *testing.T) {
	data := newFolder()
	rows := []string{"姓名|联系电话|性别", "李小华|13800000000|女", "李小华|13800000001|女", "王女士||女", "王女士||女"}
	data.save(t, planOf(t, Context{Type: centre.PersonType}, data, rows...))
	if n := planOf(t, Context{Type: centre.PersonType}, data, rows...).Counts(); n[Same] != 4 {
		t.Errorf("again: %v", n)
	}
	p := planOf(t, Context{Type: centre.PersonType}, data, "姓名|联系电话", "李小华|13900000000", "赵某|1.38E+10")
	if n := p.Counts(); n[New]+n[Barred] != 2 || n[Change] != 0 {
		t.Errorf("%v", n)
	}
	in := planOf(t, Context{Type: centre.CounsellorType}, newFolder(), "姓名|联系电话", "某指导员|12")
	if in.Counts()[Barred] != 1 && !strings.Contains(in.Type.Field("note").Text(in.Sheets[0].Rows[0].Record), "12") {
		t.Error("a wrong number vanished")
	}
}

func TestForeignIDsAreNotOurs(t *testing.T) {
	p := planOf(t, Context{}, newFolder(), "ID|活动名称|类型", "15|甲|讲座", "16|乙|讲座")
	if n := p.Counts(); n[New] != 2 || event(t, p, 2).Note != "ID：15" {
		t.Errorf("%v", n)
	}
}

func TestOwnTableSaysWhatWasDeleted(t *testing.T) {
	data := newFolder()
	data.save(t, planOf(t, Context{}, data, ledgerHead, "甲市总工会|一|讲座|||", "甲市总工会|二|讲座|||"))
	out := export(t, data, Writing{Type: centre.EventType, Form: CSV, Book: say.For(say.ZH)})
	e := all[*centre.Event](data)[0]
	e.Gone = 1
	data.put(e)
	out = append(out, out[bytes.LastIndexByte(out[:len(out)-2], '\n')+1:]...) // the last row once more
	p := mustPlan(t, mustRead(t, "x.csv", out), data, Context{})
	if got := [][]string{said(p, 2), said(p, 3), said(p, 4)}; fmt.Sprint(got) != "[[row.deleted] [] [row.idtwice]]" {
		t.Errorf("%v", got)
	}
}

func TestMoneyInWan(t *testing.T) {
	lines := []string{"计划名称|理赔金额（万元）|保障期自", "甲|3.5|2008", "乙|1200元|2008", "丙|3.5万元|2008", "丁|1,200|2008"}
	for _, head := range [][]string{nil, {"金额单位：万元"}} {
		p := planOf(t, Context{Type: centre.MutualType}, newFolder(), append(head, lines...)...)
		var got []string
		for r := range p.rows() {
			got = append(got, r.Record.(*centre.Mutual).Paid.String())
		}
		if want := []string{"35000.00", "1200.00", "35000.00", "12000000.00"}; !slices.Equal(got, want) {
			t.Errorf("%v", got)
		}
		lines[0] = "计划名称|理赔金额|保障期自"
	}
}
