package exchange

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// sheetsOf is a workbook of several sheets, given as lines of cells parted by |.
func sheetsOf(t testing.TB, sheets ...[]string) *File {
	t.Helper()
	return mustRead(t, "样表.xlsx", book(t, func(f *excelize.File, first string) {
		for _, s := range sheets {
			name := s[0]
			if first != "" {
				must(t, f.SetSheetName(first, name))
				first = ""
			} else {
				_, err := f.NewSheet(name)
				must(t, err)
			}
			for i, line := range s[1:] {
				var cells []any
				for _, c := range strings.Split(line, "|") {
					cells = append(cells, c)
				}
				must(t, f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &cells))
			}
		}
	}))
}

func column(p *Plan, name string) Column {
	for _, c := range p.Sheets[0].Columns {
		if c.Name == name {
			return c
		}
	}
	return Column{}
}

func TestAPersonSaysWhatAColumnIs(t *testing.T) {
	f := sheetsOf(t, []string{"Sheet1", "三月活动", "序号|做了什么|谁办的|哪天|来了多少|备注", "1|健康讲座|样例市总工会|3月6日|200多人|室内"})
	if _, err := MakePlan(t.Context(), f, newFolder(), Context{Today: today}); refusal(err) != "headings" {
		t.Fatalf("%v", err)
	}
	p := mustPlan(t, f, newFolder(), Context{Mend: true})
	sp := p.Sheets[0]
	if sp.Say != "exchange.sheet.noheading" || sp.Heading != 2 || len(sp.Columns) != 6 {
		t.Fatalf("%s, headings in row %d, %d columns", sp.Say, sp.Heading, len(sp.Columns))
	}
	l := Layout{}.With("B", "name").With("C", "hosts").With("D", "date").With("E", "people").With("F", NotRead)
	p = mustPlan(t, f, newFolder(), Context{Mend: true, Layouts: map[Place]Layout{sp.Place: l}})
	accounted(t, f, p)
	e := event(t, p, 3)
	if e.Name != "健康讲座" || e.Date.String() != "2026-03-06" || e.People.String() != "200多人" || e.Note != "" || hosts(p, e) != "样例市总工会" {
		t.Errorf("%+v", e)
	}
	if c := column(p, "F"); c.Fate != Ignored || c.Say != "exchange.column.chosen" || !c.Chosen {
		t.Errorf("%+v", c)
	}
	if p.Sheets[0].Shape != sp.Shape || sp.Shape == "" {
		t.Error("the shape follows from the headings alone")
	}
	next := sheetsOf(t, []string{"Sheet1", "四月活动", "填报单位：样例市总工会", "序号|做了什么|谁办的|哪天|来了多少|备注", "1|普法讲座|样例市总工会|4月6日|近百人|"})
	p = mustPlan(t, next, newFolder(), Context{Remembered: map[string]Layout{sp.Shape: l}})
	if e = event(t, p, 4); e.Name != "普法讲座" || e.People.String() != "近百人" || !p.Sheets[0].Remembered || p.Sheets[0].Heading != 3 {
		t.Errorf("%+v, remembered %v", e, p.Sheets[0].Remembered)
	}
	other := sheetsOf(t, []string{"Sheet1", "做了什么|谁办的|哪天|多少", "甲|乙|3月6日|2"})
	if p = mustPlan(t, other, newFolder(), Context{Mend: true, Remembered: map[string]Layout{sp.Shape: l}}); p.Sheets[0].Remembered {
		t.Error("another table is taken for the one that was remembered")
	}
}

// TestWhatIsChosenIsSurerThanAHeading: the column that has the heading of a field gives it up to the one that the person chose.
func TestWhatIsChosenIsSurerThanAHeading(t *testing.T) {
	f := sheetsOf(t, []string{"Sheet1", "活动名称|活动类型|参加人数|实到", "甲讲座|讲座|100|80"})
	at := Place{0, 1}
	p := mustPlan(t, f, newFolder(), Context{Layouts: map[Place]Layout{at: Layout{}.With("D", "people")}})
	accounted(t, f, p)
	if e := event(t, p, 2); e.People.Value != 80 || !strings.Contains(e.Note, "参加人数：100") {
		t.Errorf("%s, %q", e.People, e.Note)
	}
	l := Layout{}.With("C", ToNote).With("A", "nonsense")
	p = mustPlan(t, f, newFolder(), Context{Layouts: map[Place]Layout{at: l}})
	if e := event(t, p, 2); !e.People.IsZero() || !strings.Contains(e.Note, "参加人数：100") || e.Name != "甲讲座" {
		t.Errorf("%s, %q, %q", e.People, e.Note, e.Name)
	}
	if l = l.With("C", "").With("A", ""); !l.Empty() {
		t.Errorf("%+v", l)
	}
}

func TestTheRowOfHeadingsAndTheTableCanBeChosen(t *testing.T) {
	f := sheetsOf(t, []string{"甲", "活动名称|活动类型", "单位名称|联系人", "样例厂|示例甲"}, []string{"乙", "活动名称|活动类型", "甲讲座|讲座"})
	p := mustPlan(t, f, newFolder(), Context{Layouts: map[Place]Layout{{0, 1}: {Table: "organisation", Heading: 2}, {1, 1}: {Table: NotRead}}})
	accounted(t, f, p)
	w := p.Records()
	if len(w) != 1 || w[0].Record.Type() != centre.OrganisationType || w[0].Record.(*centre.Organisation).Contact != "示例甲" {
		t.Fatalf("%+v\n%s", w, firstTrouble(p))
	}
	if p.Type != centre.OrganisationType || p.Sheets[1].Say != "exchange.sheet.chosen" {
		t.Errorf("%s, %s", p.Type.Table, p.Sheets[1].Say)
	}
}

func TestSheetsOfDifferentTables(t *testing.T) {
	f := sheetsOf(t,
		[]string{"招聘", "活动名称|招聘单位|岗位|招聘人数|工资|意向人数", "春风招聘会|样例纺织厂|挡车工|20|5000-7000元|6", "同上|样例食品厂|包装工|３０人|面议|", "没有的招聘会|甲厂|工|1||"},
		[]string{"活动", "活动名称|活动类型|主办单位|日期|参加人数|地点", "春风招聘会|招聘会|样例市总工会|2026-3-6|800多人|广场", "讲座|讲座|样例市总工会|2026-3-7|50|礼堂"},
		[]string{"单位", "单位名称|单位类型|联系人|联系电话|地址|行业", "样例纺织厂|企业|示例甲|0512-65220000|样例路1号|纺织"},
	)
	data := newFolder()
	p := mustPlan(t, f, data, Context{})
	accounted(t, f, p)
	if n := p.Counts(); n[New] != 5 || n[Barred] != 1 || len(p.Types()) != 3 {
		t.Fatalf("%v of %d types, %s", n, len(p.Types()), firstTrouble(p))
	}
	if p.Sheets[0].Name != "招聘" || p.Sheets[0].Type != centre.JobLineType || p.Sheets[2].Type != centre.OrganisationType {
		t.Errorf("the sheets are read as %s, %s", p.Sheets[0].Type.Table, p.Sheets[2].Type.Table)
	}
	data.save(t, p)
	lines, units := all[*centre.JobLine](data), all[*centre.Organisation](data)
	fair := all[*centre.Event](data)[0]
	if len(lines) != 2 || lines[0].Event != fair.ID || lines[1].Event != fair.ID || lines[1].Wanted.Value != 30 {
		t.Errorf("%+v", lines)
	}
	mill := field.ID{}
	for _, o := range units {
		if o.Contact == "示例甲" {
			mill = o.ID
		}
	}
	if len(units) != 3 || lines[0].Employer != mill || mill == (field.ID{}) {
		t.Errorf("%d units", len(units))
	}
	again := mustPlan(t, f, data, Context{})
	if n := again.Counts(); n[Same] != 5 || n[New] != 0 {
		t.Errorf("again: %v", n)
	}
}

func TestPartsOfAnEvent(t *testing.T) {
	data := newFolder()
	var ids []field.ID
	for i, day := range []field.Day{{Year: 2026, Month: 3, Date: 6}, {Year: 2026, Month: 4, Date: 10}} {
		e := &centre.Event{Name: "招聘会", Kind: "jobfair", Date: day, State: "held"}
		e.ID = uuid.UUID{9, byte(i)}
		data.put(e)
		ids = append(ids, e.ID)
	}
	in := Context{Owner: ids[1], Of: centre.EventType}
	p := planOf(t, in, data, "招聘单位|岗位|招聘人数", "样例厂|工|20")
	if p.Type != centre.JobLineType || p.Counts()[New] != 1 {
		t.Fatalf("%s: %v %s", p.Type.Table, p.Counts(), firstTrouble(p))
	}
	data.save(t, p)
	if l := all[*centre.JobLine](data)[0]; l.Event != ids[1] {
		t.Error("the line is not a part of the event that the file is for")
	}
	p = planOf(t, in, data, "招聘单位|岗位|招聘人数", "样例厂|工|25")
	if n := p.Counts(); n[Change] != 1 {
		t.Errorf("a post with another figure: %v", n)
	}
	if n := planOf(t, Context{Owner: ids[0], Of: centre.EventType}, data, "招聘单位|岗位|招聘人数", "样例厂|工|20").Counts(); n[New] != 1 {
		t.Errorf("the same line at another event: %v", n)
	}
	p = planOf(t, Context{}, data, "招聘会名称|招聘会日期|招聘单位|岗位|招聘人数|意向人数", "招聘会|3月6日|样例厂|工|20|1", "招聘会||样例厂|工二|20|", "招聘会|5月1日|样例厂|工三|20|")
	var got []string
	for r := range p.rows() {
		got = append(got, string(r.Action)+strings.Join(said(p, r.Number), " "))
	}
	if want := "new refusedcell.events refusedcell.noevent"; strings.Join(got, " ") != want {
		t.Errorf("%s, want %s", strings.Join(got, " "), want)
	}
	if w := p.Records(); w[len(w)-1].Record.(*centre.JobLine).Event != ids[0] {
		t.Error("the date does not tell which")
	}
	if p = planOf(t, in, data, "单位名称|参与身份|人数", "样例厂|招聘|3"); p.Type != centre.ParticipationType || p.Counts()[New] != 1 {
		t.Errorf("%s %v %s", p.Type.Table, p.Counts(), firstTrouble(p))
	}
}
