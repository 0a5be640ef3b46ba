package exchange

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// plans reads a table as every kind of record a ledger may hold: nothing panics, every cell is accounted for, what is to be saved may
// be saved, and the same table once more makes nothing new.
func plans(t *testing.T, data []byte) {
	t.Helper()
	f, err := Read(context.Background(), "样表", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return
	}
	for _, typ := range []*field.Type{centre.EventType, centre.OrganisationType, centre.PersonType, centre.AidType} {
		folder := newFolder()
		p, err := MakePlan(context.Background(), f, folder, Context{Type: typ, Today: today})
		if err != nil {
			continue
		}
		accounted(t, f, p)
		p.Text(centre.Shown{Book: say.For(say.ZH)})
		p.JSON(say.For(say.EN))
		folder.save(t, p)
		again, err := MakePlan(context.Background(), f, folder, Context{Type: typ, Today: today})
		if err != nil {
			t.Fatal(err)
		}
		accounted(t, f, again)
		if n := again.Counts()[New]; n > 0 {
			t.Errorf("%s: the same table makes %d records new", typ.Table, n)
		}
	}
}

func FuzzLedger(f *testing.F) {
	for _, s := range []string{
		"2008年统计表\n来源：甲\n序号,主办单位,活动名称,活动类型,日期,参加人数,备注\n1,甲、乙等,讲座,讲座,2008.3,200多人,\n,,,,,,\n合计,,,,,200,\n填表人：甲",
		"Name,Kind,Hosts,Date,People\na,Lecture,b,2008-03-06 pm,many\n", "单位名称,单位类型,上级单位\n甲,企业,乙\n乙,,甲\n", "姓名,联系电话,身份证\n李,13800000000,1.1E+17\n",
		"日期,项目,金额（万元）,困难档案\n2008,助学,3.5,#00000000\n", "活动名称;类型\n\"a;b\"\"c\n\";同上\n〃;〃\n", "活动名称\t类型\tid\n甲\t讲座\t00000000-0000-0000-0000-000000000001\n",
		`[{"name":"甲","kind":"lecture","people":{"value":2,"unit":"人"},"hosts":["x"],"units":3,"date":null}]`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { plans(t, data) })
}

// FuzzSheet gives a workbook a sheet of any XML.
func FuzzSheet(f *testing.F) {
	good := book(f, func(b *excelize.File, s string) {
		id, err := b.NewStyle(&excelize.Style{NumFmt: 31})
		must(f, err, b.SetSheetRow(s, "A1", &[]any{"活动名称", "类型", "日期", "人数"}), b.SetSheetRow(s, "A2", &[]any{"甲", "讲座", 39513, 20}), b.SetCellStyle(s, "C2", "C2", id),
			b.MergeCell(s, "A2", "A4"), b.SetCellFormula(s, "D3", "D2"))
	})
	sheet := ""
	rewrite(f, good, "xl/worksheets/sheet1.xml", func(x string) string { sheet = x; return x + " " })
	f.Add(sheet)
	f.Add(strings.Replace(sheet, `t="s"`, `t="inlineStr"`, 1))
	f.Add(strings.Replace(sheet, "<v>39513</v>", "<v>1e300</v>", 1))
	f.Fuzz(func(t *testing.T, xml string) {
		if xml == sheet {
			return
		}
		plans(t, rewrite(t, good, "xl/worksheets/sheet1.xml", func(string) string { return xml }))
	})
}

// FuzzWorkbook gives any bytes for a workbook.
func FuzzWorkbook(f *testing.F) {
	f.Add(book(f, func(b *excelize.File, s string) { must(f, b.SetSheetRow(s, "A1", &[]any{"活动名称", "类型"})) }))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) { plans(t, data) })
}

// FuzzTable: whatever a person types into the fields of an event comes back from a written table in every form and language.
func FuzzTable(f *testing.F) {
	f.Add("=1+1", "'@\n\"", "200多人（约）", "甲、“乙、丙”", "2008.3.6下午")
	f.Add("-", "合计", "一批", "#1234", "二〇〇八年")
	f.Fuzz(func(t *testing.T, name, note, people, host, date string) {
		o := &centre.Organisation{Kind: "union"}
		o.ID = uuid.NewSHA1(uuid.Nil, []byte("o"))
		e := &centre.Event{Kind: "lecture", Hosts: []field.ID{o.ID}}
		e.ID = uuid.NewSHA1(uuid.Nil, []byte("e"))
		for key, text := range map[string]string{"name": name, "note": note, "people": people, "date": date, "content": note} {
			_ = centre.EventType.Field(key).Set(e, text, field.Context{Today: today}) // what it refuses stays out
		}
		_ = centre.OrganisationType.Field("name").Set(o, host, field.Context{})
		if e.Check() != nil || o.Check() != nil {
			return
		}
		data := newFolder(o, e)
		for _, form := range []Form{CSV, JSON, XLSX} {
			for _, lang := range say.Langs() {
				if form == XLSX && (lang == say.EN || len(name+note)%8 > 0) {
					continue // a workbook takes a hundred times as long
				}
				file := mustRead(t, "x", export(t, data, Writing{Type: centre.EventType, Form: form, Book: say.For(lang)}))
				p := mustPlan(t, file, newFolder(o), Context{Type: centre.EventType})
				w := p.Records()
				if len(w) != 1 {
					t.Fatalf("%s %s: %d records\n%s", form, lang, len(w), p.Text(centre.Shown{Book: say.For(say.ZH)}))
				}
				for _, key := range centre.EventType.Changed(e, w[0].Record) {
					s := centre.EventType.Field(key)
					t.Errorf("%s %s: %s was %q, is %q", form, lang, key, s.Text(e), s.Text(w[0].Record))
				}
			}
		}
	})
}

func TestWordLists(t *testing.T) {
	rd := &reader{}
	for _, typ := range centre.Types {
		for i := range typ.Fields {
			v := typ.Fields[i].Vocab
			if v == nil {
				continue
			}
			w := rd.words(v)
			for _, lang := range say.Langs() {
				b := say.For(lang)
				var labels []string
				for _, term := range v.Codes {
					if got := w.code(w.label(b, term.Code)); got != term.Code {
						t.Errorf("%s: %s is written %q and read as %q", v.Name, term.Code, w.label(b, term.Code), got)
					}
					labels = append(labels, w.label(b, term.Code))
				}
				codes, ok := w.split(b.List(labels...))
				if !ok || len(codes) != len(labels) {
					t.Errorf("%s in %s: a list of all its words is not read back: %v", v.Name, lang, codes)
				}
			}
		}
	}
	matter := rd.words(centre.Matter)
	if got := matter.code("职场性骚扰"); got != "06" {
		t.Errorf("a broad term: %q", got)
	}
	if codes, ok := rd.words(centre.Service).split("咨询；提示函\n甲"); ok {
		t.Errorf("a word of no list: %v", codes)
	}
	if codes, ok := rd.words(centre.Service).split("，咨询； 提示函、咨询"); !ok || !slices.Equal(codes, []string{"advice", "notice"}) {
		t.Errorf("%v", codes)
	}
}

func TestNoPlainCopyIsLeftInTheTemporaryFolder(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TEMP", dir)
	t.Setenv("TMP", dir)
	watched := func(step string) {
		t.Helper()
		files, err := os.ReadDir(dir)
		if err != nil || len(files) > 0 {
			t.Errorf("%s: %v, %v", step, files, err)
		}
	}
	data := newFolder()
	var out bytes.Buffer
	e := &centre.Event{Name: "甲", Kind: "lecture", Note: strings.Repeat("长", 6000)}
	w := Writing{Type: centre.EventType, Form: XLSX, Book: say.For(say.ZH), Lookup: data}
	_, err := Export(context.Background(), &out, w, func(visit func(field.Record) error) error {
		for range 1500 { // more than excelize keeps in memory by itself
			if err := visit(e); err != nil {
				return err
			}
		}
		watched("while writing")
		return nil
	})
	must(t, err)
	mustRead(t, "x.xlsx", out.Bytes())
	watched("after reading")
}
