package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// officeFolder is a folder with two cases of one woman, one of a pseudonym, an anonymous and a sensitive one.
func officeFolder() *folder {
	id := func(s string) field.ID { return uuid.NewSHA1(uuid.Nil, []byte(s)) }
	at := func(y, m, d, h int) field.Moment {
		return field.MomentOf(time.Date(y, time.Month(m), d, h, 30, 0, 0, beijing))
	}
	mill := &centre.Organisation{Name: "样例纺织有限公司", Kind: "employer"}
	mill.ID = id("mill")
	a := &centre.Person{Name: "示例甲", Sex: "female", AgeBand: "25-34", Phone: "13800000000", ResidentID: "11010519491231002X", Unit: mill.ID}
	b := &centre.Person{Name: "小芳", Pseudonym: field.Yes, Phone: "0512-65220001"}
	c := &centre.Person{Name: "王女士", Pseudonym: field.Yes, Phone: "13900000009"}
	a.ID, b.ID, c.ID = id("a"), id("b"), id("c")
	cases := []*centre.Case{
		{Number: "维2026-001", Received: at(2026, 3, 6, 9), Channel: "visit", Person: a.ID, Adverse: mill.ID, Matter: "0507", Facts: "孕期被辞退", Request: "恢复岗位", Handler: "示例值班员", State: "closed",
			Outcome: "mediated", Closed: field.Day{Year: 2026, Month: 3, Date: 20}, Paid: 120050, Happy: "satisfied", Secrecy: "normal", Note: "二次来访\n处理意见：联系单位协调"},
		{Number: "维2026-002", Received: at(2026, 4, 1, 14), Channel: "call", Person: a.ID, Matter: "04", Facts: "咨询社保", State: "registered", Secrecy: "normal"},
		{Number: "维2026-003", Received: at(2026, 4, 2, 0), Channel: "letter", Person: b.ID, Matter: "0201", Facts: "拖欠工资", State: "underway", Secrecy: "normal", Group: field.Yes, Heads: field.Count{Value: 12, HasValue: true, Unit: "人", Known: field.ByDeclare}},
		{Number: "维2026-004", Received: at(2026, 4, 3, 8), Channel: "online", Matter: "15", Facts: "一般咨询", State: "closed", Outcome: "advised", Enquiry: field.Yes, Secrecy: "normal"},
		{Number: "维2026-005", Received: at(2026, 4, 4, 8), Channel: "visit", Person: c.ID, Matter: "0601", Facts: "言语骚扰", State: "accepted", Secrecy: "sensitive"},
	}
	f := newFolder(mill, a, b, c)
	for i, x := range cases {
		x.ID = uuid.UUID{7, byte(i)}
		f.put(x)
	}
	return f
}

func registerOf(t testing.TB, data *folder, w Writing) []byte {
	t.Helper()
	var out bytes.Buffer
	w.Lookup, w.Zone = data, beijing
	_, err := ExportRegister(t.Context(), &out, w, func(visit func(field.Record) error) error { return data.Each(t.Context(), centre.CaseType, visit) })
	must(t, err)
	return out.Bytes()
}

// TestARegisterComesBack: what is written as a register is read back as the same cases and persons into an empty folder, and as nothing
// new where it came from.
func TestARegisterComesBack(t *testing.T) {
	data := officeFolder()
	for _, form := range []Form{XLSX, CSV} {
		for _, lang := range say.Langs() {
			name := fmt.Sprintf("%s %s", form, lang)
			f := mustRead(t, "台账."+string(form), registerOf(t, data, Writing{Form: form, Book: say.For(lang), Private: true}))
			p := mustPlan(t, f, newFolder(), Context{Zone: beijing, NewID: counter()})
			accounted(t, f, p)
			if n := p.Counts(); n[New] != 5 || p.Type != centre.CaseType {
				t.Fatalf("%s: %v as %s, %s", name, n, p.Type.Table, firstTrouble(p))
			}
			into := newFolder()
			into.save(t, p)
			if n := len(all[*centre.Person](into)); n != 3 {
				t.Errorf("%s: %d persons", name, n)
			}
			was := all[*centre.Case](data)
			for i, c := range all[*centre.Case](into) {
				for _, key := range centre.CaseType.Changed(was[i], c) {
					s := centre.CaseType.Field(key)
					if s.Kind == field.RefKind {
						continue
					}
					t.Errorf("%s: %s of case %d was %q, is %q", name, key, i+1, s.Text(was[i]), s.Text(c))
				}
				if nameIn(data, was[i].Person) != nameIn(into, c.Person) || nameIn(data, was[i].Adverse) != nameIn(into, c.Adverse) {
					t.Errorf("%s: case %d is about somebody else: %s", name, i+1, nameIn(into, c.Person))
				}
			}
			for i, p := range all[*centre.Person](into) {
				for _, key := range centre.PersonType.Changed(all[*centre.Person](data)[i], p) {
					if key != "unit" {
						t.Errorf("%s: %s of a person differs", name, key)
					}
				}
			}
			if n := mustPlan(t, f, data, Context{Zone: beijing}).Counts(); n[Same] != 5 {
				t.Errorf("%s: where it came from: %v", name, n)
			}
		}
	}
}

func nameIn(f *folder, id field.ID) string {
	if r := f.records[id]; r != nil {
		return r.Type().TitleOf(r)
	}
	return ""
}

func TestARegisterHidesPersons(t *testing.T) {
	data := officeFolder()
	held := 0
	text := string(registerOf(t, data, Writing{Form: CSV, Book: say.For(say.ZH), Withheld: func(field.Record) { held++ }}))
	for _, secret := range []string{"示例甲", "13800000000", "11010519491231002X", "65220001", "孕期被辞退", "恢复岗位", "二次来访", "联系单位", "骚扰", "王女士", "005"} {
		if strings.Contains(text, secret) {
			t.Errorf("the register tells %s", secret)
		}
	}
	for _, want := range []string{"138****0000", "110***********002X", "示*甲", "样例纺织有限公司", "调解成功", "1200.50"} {
		if !strings.Contains(text, want) {
			t.Errorf("the register does not tell %s:\n%s", want, text)
		}
	}
	if held != 1 {
		t.Errorf("%d cases were kept back", held)
	}
}

// TestDatesAndFiguresAreWrittenAsSuch: a spreadsheet can sort by the dates and add the amounts up; counts stay as people write them.
func TestDatesAndFiguresAreWrittenAsSuch(t *testing.T) {
	data := officeFolder()
	f, err := excelize.OpenReader(bytes.NewReader(registerOf(t, data, Writing{Form: XLSX, Book: say.For(say.ZH), Private: true})))
	must(t, err)
	sheet := f.GetSheetList()[0]
	for cell, want := range map[string]string{"C2": "46087.3958333333", "T2": "46101", "U2": "1200.5", "A3": "2"} {
		kind, err := f.GetCellType(sheet, cell)
		must(t, err)
		got, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		must(t, err)
		if kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber || !strings.HasPrefix(got, want[:min(len(want), 12)]) {
			t.Errorf("%s is %q of kind %d, want %s", cell, got, kind, want)
		}
	}
	if got, err := f.GetCellValue(sheet, "T2"); got != "2026-03-20" || err != nil {
		t.Errorf("the date shows as %q, %v", got, err)
	}
}
