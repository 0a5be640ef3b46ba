package paper

import (
	"strconv"
	"strings"
	"testing"
)

// BenchmarkLayout sets ten pages of running text, a table of 500 rows, and one paragraph of 50,000 characters.
func BenchmarkLayout(b *testing.B) {
	table := Table{Columns: []Column{{Title: "序号", Align: Right}, {Title: "单位"}, {Title: "事由"}, {Title: "日期", Align: Centre}, {Title: "人次", Align: Right}}}
	for i := range 500 {
		table.Rows = append(table.Rows, []string{strconv.Itoa(i + 1), "样例市第一制衣厂工会委员会", strings.Repeat("劳动保护咨询", 1+i%4), "2008年3月6日", strconv.Itoa(i * 7 % 400)})
	}
	for name, fill := range map[string]func(d *Doc){
		"10pages": func(d *Doc) {
			for range 10 {
				d.Para(benchText)
			}
		},
		"500rows":   func(d *Doc) { d.Table(table) },
		"paragraph": func(d *Doc) { d.Para(strings.Repeat(benchText, 87)) },
		"titles": func(d *Doc) {
			for range 100 {
				d.Title("关于全面加强女职工劳动保护工作切实维护女职工合法权益和特殊利益的若干意见")
			}
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d := New(Options{})
				fill(d)
				mustLayout(b, d)
			}
		})
	}
}
