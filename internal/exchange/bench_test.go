package exchange

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

const many = 100_000

// manyRows is a ledger of a hundred thousand rows.
func manyRows() []byte {
	var out bytes.Buffer
	out.WriteString("序号,主办单位,活动主题,活动类型,活动名称,日期,地点,参加单位,参加人数,指导员（专家）,服务内容,备注\r\n")
	for i := range many {
		fmt.Fprintf(&out, "%d,第%d总工会、市妇联,主题%d,讲座,第%d期讲座,2008-3-%d,大院,%d家,%d多人,多名,咨询,\r\n", i, i%500, i%7, i, i%28+1, i%90+1, i%900+10)
	}
	return out.Bytes()
}

func BenchmarkReadCSV(b *testing.B) {
	data := manyRows()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		mustRead(b, "x.csv", data)
	}
	b.ReportMetric(many, "rows")
}

func BenchmarkPlanCSV(b *testing.B) {
	f := mustRead(b, "x.csv", manyRows())
	for b.Loop() {
		if n := mustPlan(b, f, newFolder(), Context{}).Counts()[New]; n != many {
			b.Fatal(n)
		}
	}
	b.ReportMetric(many, "rows")
}

// events gives a hundred thousand events.
func events(visit func(field.Record) error) error {
	for i := range many {
		e := &centre.Event{
			Name: fmt.Sprintf("第%d期讲座", i), Kind: "lecture", Date: field.Day{Year: 2008, Month: 3, Date: i%28 + 1}, Place: "大院", State: "held",
			Units: field.Exactly(int64(i%90), "家"), People: field.Count{Value: int64(i % 900), HasValue: true, Qualifier: "多", Unit: "人"}, Note: strings.Repeat("注", i%20),
		}
		e.ID = uuid.UUID{1, byte(i >> 16), byte(i >> 8), byte(i)}
		if err := visit(e); err != nil {
			return err
		}
	}
	return nil
}

func BenchmarkExport(b *testing.B) {
	for _, form := range []Form{XLSX, CSV, JSON} {
		b.Run(string(form), func(b *testing.B) {
			for b.Loop() {
				w := Writing{Type: centre.EventType, Form: form, Book: say.For(say.ZH), Lookup: newFolder()}
				if n, err := Export(context.Background(), io.Discard, w, events); err != nil || n != many {
					b.Fatal(n, err)
				}
			}
		})
	}
}

func BenchmarkReadXLSX(b *testing.B) {
	var out bytes.Buffer
	w := Writing{Type: centre.EventType, Form: XLSX, Book: say.For(say.ZH), Lookup: newFolder()}
	if _, err := Export(context.Background(), &out, w, events); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		mustRead(b, "x.xlsx", out.Bytes())
	}
	b.ReportMetric(many, "rows")
}

// BenchmarkPlanRegister plans twenty thousand visits of seven thousand women.
func BenchmarkPlanRegister(b *testing.B) {
	var out bytes.Buffer
	out.WriteString("编号,来访日期,姓名,电话,工作单位,来访形式,反映内容,处理结果,办结日期\n")
	const visits = 20_000
	for i := range visits {
		fmt.Fprintf(&out, "访%d,2025-%d-%d,示例%d,139%08d,样例第%d厂,来访,第%d次反映拖欠工资,单位已补发,2025-12-%d\n", i, i%12+1, i%28+1, i%7000, i%7000, i%300, i, i%28+1)
	}
	f := mustRead(b, "x.csv", out.Bytes())
	for b.Loop() {
		if n := mustPlan(b, f, newFolder(), Context{Zone: beijing}).Counts()[New]; n != visits {
			b.Fatal(n)
		}
	}
	b.ReportMetric(visits, "rows")
}
