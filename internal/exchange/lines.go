package exchange

import (
	"regexp"
	"strings"

	"cn.halfsky/internal/field"
)

var (
	totalWords  = regexp.MustCompile(`^(合计|总计|小计|累计|共计|总和|本页合计|total|sum|subtotal|grandtotal)[:：]?$`)
	footerWords = regexp.MustCompile(`^(填表人|填报人|填表单位|填报单位|制表人?|制表单位|编制人?|审核人?|审批人?|复核人?|负责人|分管领导|经办人|联系人|联系电话|填表日期|填报日期|制表日期|打印日期)[:：]`)
	remarkWords = regexp.MustCompile(`^(注|备注|说明|附注|填表说明|note|notes)\d*[:：]`)
	numberOnly  = regexp.MustCompile(`^\d{1,6}[.、]?$`)
)

// kindOfLine says why a row below the headings holds no record, as a say key; "" when it holds one.
func (m *maker) kindOfLine(sp *SheetPlan, r *Row) string {
	own, fields, headings, only := 0, 0, 0, true
	first := ""
	for col, c := range r.Cells {
		if !c.own() {
			continue
		}
		own++
		if first == "" {
			first = field.Fold(c.Text)
		}
		if col < len(sp.Columns) && sp.Columns[col].role == asField {
			fields++
		}
		if col < len(sp.Columns) && sp.Columns[col].folded != "" && foldHeading(c.Text) == sp.Columns[col].folded {
			headings++
		}
		if col >= len(sp.Columns) || sp.Columns[col].role != asOrder || !numberOnly.MatchString(field.Fold(c.Text)) {
			only = false
		}
	}
	switch {
	case own == 0:
		return "exchange.row.empty"
	case m.rd.own:
		return "" // whatever the words of a record that this program wrote, they are a record
	case only:
		return "exchange.row.number"
	case headings >= 2 && headings*2 > own:
		return "exchange.row.heading"
	case m.isTotal(sp, r):
		return "exchange.row.total"
	case footerWords.MatchString(first):
		return "exchange.row.footer"
	case remarkWords.MatchString(first) && own <= 2:
		return "exchange.row.remark"
	case own == 1 && m.section(sp, r) != "":
		return "exchange.row.section"
	}
	return ""
}

// isTotal finds a row of totals: one of its first cells says so and it names no record. Most rows say nothing of the kind in their first
// cells, and are not read further.
func (m *maker) isTotal(sp *SheetPlan, r *Row) bool {
	looked, said, name := 0, false, ""
	for col, c := range r.Cells {
		if !c.own() {
			continue
		}
		if looked++; looked <= 3 && totalWords.MatchString(field.Fold(c.Text)) {
			said = true
			continue
		}
		if looked >= 3 && !said {
			return false
		}
		if col < len(sp.Columns) && sp.Columns[col].Field == m.t.Title[0] && sp.Columns[col].role == asField {
			name = c.Text
		}
	}
	if n, isCount := field.ParseCount(name, ""); isCount && n.HasValue {
		name = "" // 小计 5项: how many there are, no name
	}
	return said && name == ""
}

// section returns the text of a line that parts the table into groups: one cell that spans at least three columns.
func (m *maker) section(sp *SheetPlan, r *Row) string {
	for col, c := range r.Cells {
		if !c.own() {
			continue
		}
		if from, to := sp.sheet.span(r.Number, col); from == col && to-from >= 2 {
			return oneLine(c.Text)
		}
		return ""
	}
	return ""
}

var (
	sourceLine  = regexp.MustCompile(`^(?:数据来源|资料来源|信息来源|来源|source)[:：]\s*(.+)$`)
	hostLine    = regexp.MustCompile(`^(?:填报单位|填表单位|报送单位|主办单位|举办单位|制表单位|单位名称|单位)(?:[(（](?:盖章|公章|章)[)）])?[:：]\s*(.+)$`)
	moneyLine   = regexp.MustCompile(`^(?:金额|计量)?单位[:：]\s*(元|万元)$`)
	yearWords   = regexp.MustCompile(`(19|20)\d{2}`)
	tableTail   = regexp.MustCompile(`(?:情况)?(?:[（(].{0,8}[）)])?(?:(?:情况|数据|信息)?(?:统计|汇总|一览|登记|明细|报|记录|花名)表?册?表|台账|清单)(?:[（(].{0,8}[）)])?$`)
	dullSheet   = regexp.MustCompile(`^(sheet|工作表|表格?|页|table)?\s*\d*$`)
	sealedWords = regexp.MustCompile(`[（(](盖章|公章|章)[）)]`)
)

// seriesName makes the name of a programme from the title of its table: 2008年“三八”国际妇女节活动统计表 → 2008年“三八”国际妇女节活动.
func seriesName(title string) string {
	name := oneLine(title)
	if short := strings.TrimSpace(tableTail.ReplaceAllString(name, "")); short != "" {
		name = short
	}
	return strings.Trim(name, "-_— ")
}

// yearIn returns the first year a text names, or 0.
func yearIn(text string) int {
	d, ok := field.ParseDay(yearWords.FindString(field.Narrow(text)), 0)
	if !ok {
		return 0
	}
	return d.Year
}
