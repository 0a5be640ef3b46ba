package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// shown is a sheet as text: cells parted by |, rows headed by their numbers.
func shown(s *Sheet) string {
	var out []string
	for _, r := range s.Rows {
		cells := make([]string, len(r.Cells))
		for i, c := range r.Cells {
			cells[i] = c.Text + []string{"", "^", "?", "!", "…", "{}"}[c.Mark]
		}
		out = append(out, fmt.Sprintf("%d %s", r.Number, strings.Join(cells, "|")))
	}
	return strings.Join(out, "\n")
}

func TestReadCSV(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("主办单位,日期\r\n张家港市总工会,2008年3月\r\n𠮷某,联通\r\n")
	if err != nil {
		t.Fatal(err)
	}
	short, err := simplifiedchinese.GB18030.NewEncoder().String("联通")
	if err != nil {
		t.Fatal(err)
	}
	wide := "\xff\xfe"
	for _, u := range utf16.Encode([]rune("甲\t乙\r\n1\t2\r\n")) {
		wide += string([]byte{byte(u), byte(u >> 8)})
	}
	back := "" // the same with the high byte first
	for i := 2; i < len(wide); i += 2 {
		back += string([]byte{wide[i+1], wide[i]})
	}
	for name, c := range map[string][2]string{
		"utf-16 without mark": {wide[2:], "1 甲|乙\n2 1|2"}, "utf-16 the other way": {back, "1 甲|乙\n2 1|2"}, "utf-16 marked so": {"\xfe\xff" + back, "1 甲|乙\n2 1|2"},
		"plain":            {"a,b\n1,2\n", "1 a|b\n2 1|2"},
		"with mark":        {"\ufeffa,b\r\n1,2", "1 a|b\n2 1|2"},
		"semicolons":       {"甲;乙;丙\n1,5;2;3\n", "1 甲|乙|丙\n2 1,5|2|3"},
		"tabs":             {"甲\t乙\n一、二，三\t2\n", "1 甲|乙\n2 一、二，三|2"},
		"named separator":  {"sep=;\na;b,c\n", "2 a|b,c"},
		"old line ends":    {"a,b\r1,2\r", "1 a|b\n2 1|2"},
		"quotes":           {"\"a,\"\"1\"\"\",\"x\ny\"\n5\"屏,\"z\"w\n", "1 a,\"1\"|x\ny\n2 5\"屏|zw"},
		"blank rows count": {"\n\na\n,,\n\nb\n", "3 a\n6 b"},
		"row in a cell":    {"\"a\nb\",c\nd\n", "1 a\nb|c\n2 d"},
		"empty ends":       {"a,,,\n", "1 a"},
		"armour":           {"'=1+1,'+86,''-1,'abc,'-,-5\n", "1 =1+1|+86|'-1|'abc|-|-5"},
		"zeros":            {"=\"0012\",=\"\"\n", "1 0012"},
		"title first":      {"2008年活动统计表\n主办单位,日期,备注\n甲,乙,丙\n", "1 2008年活动统计表\n2 主办单位|日期|备注\n3 甲|乙|丙"},
		"gb18030":          {gb, "1 主办单位|日期\n2 张家港市总工会|2008年3月\n3 𠮷某|联通"},
		"gb18030 by luck":  {short, "1 联通"},
		"one accent":       {"café,naïve\n", "1 café|naïve"},
		"utf-16":           {wide, "1 甲|乙\n2 1|2"},
		"not JSON":         {"[注],b\n", "1 [注]|b"},
	} {
		f := mustRead(t, name+".csv", []byte(c[0]))
		if got := shown(f.Sheets[0]); got != c[1] {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c[1])
		}
	}
}

func TestReadJSON(t *testing.T) {
	want := "0 name|people|更多\n1 甲|{\"value\":2,\"unit\":\"人\"}{}\n2 乙||[1,2]{}"
	for _, text := range []string{
		`[{"name":"甲","people":{"value":2, "unit":"人"},"更多":null},{"更多":[1, 2],"name":"乙"}]`,
		"\ufeff{\"name\":\"甲\",\"people\":{\"value\":2,\"unit\":\"人\"}}\n{\"name\":\"乙\",\"更多\":[1,2]}\n",
		`{"table":"event","records":[{"name":"甲","people":{"value":2,"unit":"人"}},{"name":"乙","更多":[1,2]}]}`,
	} {
		if got := shown(mustRead(t, "x.json", []byte(text)).Sheets[0]); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", text, got, want)
		}
	}
}

// book makes a workbook of one sheet.
func book(t testing.TB, fill func(f *excelize.File, sheet string)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f, "Sheet1")
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// TestNumbersAndDates: a cell is read as it is shown, and a date as a date whatever its format. The serial of 6 March 2008 is 39513.
func TestNumbersAndDates(t *testing.T) {
	format := func(s string) *excelize.Style { return &excelize.Style{CustomNumFmt: &s} }
	for _, c := range []struct {
		value any
		style *excelize.Style
		want  string
	}{
		{39513, &excelize.Style{NumFmt: 14}, "2008-03-06"},
		{39513, &excelize.Style{NumFmt: 31}, "2008-03-06"},
		{39513, &excelize.Style{NumFmt: 58}, "2008-03-06"},
		{39508, &excelize.Style{NumFmt: 57}, "2008-03"},
		{39513, &excelize.Style{NumFmt: 57}, "2008-03-06"}, // shows the month, was typed as a day
		{39513.604166666664, &excelize.Style{NumFmt: 22}, "2008-03-06 14:30"},
		{39513, format(`yyyy"年"m"月"d"日"`), "2008-03-06"},
		{39513, format(`[$-804]yyyy"年"m"月"d"日";@`), "2008-03-06"},
		{39508, format(`yyyy"年"m"月"`), "2008-03"},
		{39448, format(`yyyy"年"`), "2008"},
		{39513.25, format(`m"月"d"日" h:mm AM/PM`), "2008-03-06 06:00"},
		{39513, format(`d-mmm-yy`), "2008-03-06"},
		{0.25, format(`h:mm`), "6:00"},
		{0.5625, format(`h:mm AM/PM`), "1:30 PM"},
		{39513, nil, "39513"},
		{200, format(`0"多人"`), "200多人"},
		{1234.5, &excelize.Style{NumFmt: 4}, "1,234.50"},
		{0.5635, &excelize.Style{NumFmt: 10}, "56.35%"},
		{0.56, &excelize.Style{NumFmt: 9}, "56%"},
		{1234567, &excelize.Style{NumFmt: 11}, "1.23E+06"},
		{7, format(`;;;`), "7"}, // a hidden number is there all the same
		{7, format(`"第"0"届"`), "第7届"},
		{347, format(`#,##0_);(#,##0)`), "347"},
		{347.00000000000006, nil, "347"},
		{0.1, nil, "0.1"},
		{13800000000, nil, "13800000000"},
		{110105194912310021, nil, "110105194912310016…"},
		{110105194912310021, &excelize.Style{NumFmt: 1}, "110105194912310016…"},
		{"110105194912310021", nil, "110105194912310021"},
		{"39513", &excelize.Style{NumFmt: 14}, "39513"},
		{true, nil, "TRUE"},
		{"  两端有空格 ", nil, "  两端有空格 "},
	} {
		data := book(t, func(f *excelize.File, s string) {
			must(t, f.SetCellValue(s, "A1", c.value))
			if c.style != nil {
				id, err := f.NewStyle(c.style)
				must(t, err, f.SetCellStyle(s, "A1", "A1", id))
			}
		})
		f, err := Read(context.Background(), "x.xlsx", bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Errorf("%v as %+v: %v", c.value, c.style, err)
			continue
		}
		if got := shown(f.Sheets[0]); got != "1 "+c.want {
			t.Errorf("%v as %+v: %q, want %q", c.value, c.style, got, c.want)
		}
	}
}

func TestWorkbookOfTheMac(t *testing.T) {
	yes := true
	data := book(t, func(f *excelize.File, s string) {
		id, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}), f.SetCellValue(s, "A1", 38051), f.SetCellStyle(s, "A1", "A1", id))
	})
	if got := shown(mustRead(t, "x.xlsx", data).Sheets[0]); got != "1 2008-03-06" {
		t.Error(got)
	}
}

func TestFormulasMergesAndSheets(t *testing.T) {
	data := book(t, func(f *excelize.File, s string) {
		must(t, f.SetSheetRow(s, "A1", &[]any{"甲", "乙", "丙"}), f.SetSheetRow(s, "A3", &[]any{"总", 1, 2}), f.SetCellValue(s, "B4", 3), f.SetCellValue(s, "C5", 9),
			f.MergeCell(s, "A3", "A6"), f.MergeCell(s, "B1", "C1"),
			f.SetCellFormula(s, "B6", "SUM(B3:B4)"), f.SetCellFormula(s, "D6", "1/0"))
		_, err := f.NewSheet("藏")
		must(t, err, f.SetCellValue("藏", "B2", "x"), f.SetSheetVisible("藏", false))
		_, err = f.NewSheet("空")
		must(t, err)
	})
	data = rewrite(t, data, "xl/worksheets/sheet1.xml", func(xml string) string {
		return strings.Replace(xml, `<c r="D6"`, `<c r="E6" t="e"><v>#REF!</v></c><c r="F6" t="str"><f>A1</f><v>算出</v></c><c r="G6" t="str"><f>""</f><v></v></c></row><row r="8"><c r="A8"`, 1)
	})
	f := mustRead(t, "x.xlsx", data)
	want := "1 甲|乙\n3 总|1|2\n4 总^|3\n5 总^||9\n6 总^|=SUM(B3:B4)?|||#REF!!|算出\n8 =1/0?"
	if got := shown(f.Sheets[0]); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(f.Sheets) != 3 || !f.Sheets[1].Hidden || f.Sheets[1].Name != "藏" || len(f.Sheets[2].Rows) != 0 {
		t.Errorf("sheets: %+v", f.Sheets)
	}
}

// rewrite changes one part of a zip file.
func rewrite(t testing.TB, data []byte, part string, change func(string) string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, f := range in.File {
		r, err := f.Open()
		must(t, err)
		var text bytes.Buffer
		_, err = text.ReadFrom(r)
		must(t, err, r.Close())
		w, err := out.Create(f.Name)
		must(t, err)
		s := text.String()
		if f.Name == part {
			if changed := change(s); changed != s {
				s = changed
			} else {
				t.Fatalf("%s is as it was", part)
			}
		}
		_, err = w.Write([]byte(s))
		must(t, err)
	}
	must(t, out.Close())
	return buf.Bytes()
}

func zipOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range files {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte("<x/>"))
		must(t, err)
	}
	must(t, z.Close())
	return buf.Bytes()
}

// refusal is the key of the sentence with which a file is refused.
func refusal(err error) string {
	var ps field.Problems
	if errors.As(err, &ps) && len(ps) == 1 {
		return strings.TrimPrefix(ps[0].Say, "exchange.refuse.")
	}
	return fmt.Sprint(err)
}

func TestWhatIsNoTableIsNamed(t *testing.T) {
	good := book(t, func(f *excelize.File, s string) {
		must(t, f.SetSheetRow(s, "A1", &[]any{"活动名称", "日期"}), f.SetSheetRow(s, "A2", &[]any{"甲", "2008.3"}))
	})
	sheet := func(change func(string) string) string {
		return string(rewrite(t, good, "xl/worksheets/sheet1.xml", change))
	}
	var locked bytes.Buffer
	f := excelize.NewFile()
	_, err := f.WriteTo(&locked, excelize.Options{Password: "x"})
	must(t, err)
	for name, c := range map[string][2]string{
		"nothing":          {"", "empty"},
		"only blanks":      {" \n\n,,\n", "empty"},
		"empty workbook":   {string(book(t, func(*excelize.File, string) {})), "empty"},
		"old Excel":        {compound + strings.Repeat("\x00", 600), "xls"},
		"with a password":  {locked.String(), "encrypted"},
		"pdf":              {"%PDF-1.4\n", "pdf"},
		"picture":          {"\x89PNG\r\n", "picture"},
		"word":             {string(zipOf(t, "[Content_Types].xml", "word/document.xml")), "word"},
		"slides":           {string(zipOf(t, "ppt/presentation.xml")), "slides"},
		"binary workbook":  {string(zipOf(t, "xl/workbook.bin")), "xlsb"},
		"open document":    {string(zipOf(t, "content.xml", "mimetype")), "ods"},
		"archive":          {string(zipOf(t, "照片/1.txt")), "packed"},
		"rar":              {"Rar!\x1a\x07", "packed"},
		"page named xls":   {"\ufeff<HTML><table><tr><td>1", "page"},
		"xml":              {"<?xml version=\"1.0\"?><Workbook/>", "page"},
		"program":          {"MZ\x90\x00\x03\x00", "binary"},
		"broken letters":   {"甲,乙\n\xff\xff\xfe,1\n", "letters"},
		"broken utf-8":     {"\ufeff甲,\xe4\xb8\n", "letters"},
		"open quote":       {"a,b\n\"c,d\n", "quote"},
		"cut workbook":     {string(good[:len(good)/2]), "damaged"},
		"no parts":         {string(zipOf(t, "xl/workbook.xml")), "damaged"},
		"cut sheet":        {sheet(func(x string) string { return x[:strings.Index(x, "</sheetData>")] }), "damaged"},
		"rows upside down": {sheet(func(x string) string { return strings.Replace(x, `<row r="2"`, `<row r="1"`, 1) }), "damaged"},
		"cells in disorder": {sheet(func(x string) string {
			return strings.Replace(x, `r="B2"`, `r="A2"`, 1)
		}), "damaged"},
		"text that is not there": {sheet(func(x string) string {
			return strings.Replace(x, `<v>3</v>`, `<v>99</v>`, 1)
		}), "damaged"},
		"half JSON":         {`[{"a":1},`, "json"},
		"JSON of numbers":   {`[{}, 3]`, "jsonrow"},
		"JSON key twice":    {`[{"a":"1","a":"2"}]`, "jsontwice"},
		"JSON with rubbish": {`{"a":1} x`, "json"},
	} {
		_, err := Read(context.Background(), name, strings.NewReader(c[0]), int64(len(c[0])))
		if got := refusal(err); got != c[1] {
			t.Errorf("%s: refused as %q, want %q", name, got, c[1])
		}
		for _, lang := range say.Langs() {
			if !say.For(lang).Has("exchange.refuse." + c[1]) {
				t.Errorf("no sentence for %s", c[1])
			}
		}
	}
}

func TestLimits(t *testing.T) {
	small := limits{bytes: 20_000, unpacked: 60_000, cells: 50, columns: 20, text: 1000, sheets: 3, fills: 30}
	wide := func(n int) []byte {
		return book(t, func(f *excelize.File, s string) {
			name, err := excelize.CoordinatesToCellName(n, 3)
			must(t, err, f.SetCellValue(s, name, "x"))
		})
	}
	bomb := func(f *excelize.File, s string) {
		for r := 1; r <= 40; r++ {
			must(t, f.SetCellValue(s, fmt.Sprintf("A%d", r), r))
		}
		must(t, f.SetCellValue(s, "B1", "x"), f.MergeCell(s, "B1", "B1048576"))
	}
	sheets := func(f *excelize.File, _ string) {
		for i := range 4 {
			_, err := f.NewSheet(fmt.Sprint(i))
			must(t, err)
		}
	}
	zeros := rewrite(t, book(t, func(f *excelize.File, s string) { must(t, f.SetCellValue(s, "A1", "x")) }), "docProps/core.xml", func(string) string { return strings.Repeat(" ", 70_000) })
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"long file":    {bytes.Repeat([]byte("a,"), 20_000), "big"},
		"many cells":   {[]byte(strings.Repeat("a,b,c\n", 30)), "cells"},
		"many columns": {[]byte(strings.Repeat("a,", 40)), "columns"},
		"long text":    {[]byte("a," + strings.Repeat("b", 2000)), "long"},
		"wide JSON":    {[]byte(`[{` + strings.Repeat(`"a":1,`, 1) + wideKeys(30) + `}]`), "columns"},
		"packed zeros": {zeros, "big"},
		"a far column": {wide(500), "columns"},
		"many cells, xlsx": {book(t, func(f *excelize.File, s string) {
			must(t, f.SetSheetRow(s, "A1", row(20)), f.SetSheetRow(s, "A2", row(20)), f.SetSheetRow(s, "A3", row(20)))
		}), "cells"},
		"merged for ever": {book(t, bomb), "merges"},
		"many sheets":     {book(t, sheets), "sheets"},
		"long text, xlsx": {book(t, func(f *excelize.File, s string) { must(t, f.SetCellValue(s, "A1", strings.Repeat("x", 1001))) }), "cell"},
		"the last row":    {book(t, func(f *excelize.File, s string) { must(t, f.SetCellValue(s, "A1048576", "x")) }), "<nil>"},
		"format far away": {book(t, func(f *excelize.File, s string) {
			id, err := f.NewStyle(&excelize.Style{NumFmt: 2})
			must(t, err, f.SetCellValue(s, "A1", "x"), f.SetCellStyle(s, "XFD1", "XFD1", id))
		}), "<nil>"},
		"an ordinary table": {[]byte("a,b\n1,2\n"), "<nil>"},
	} {
		_, err := read(context.Background(), name, bytes.NewReader(c.data), int64(len(c.data)), small)
		if got := refusal(err); got != c.want {
			t.Errorf("%s (%d bytes): %q, want %q", name, len(c.data), got, c.want)
		}
	}
}

func row(n int) *[]any {
	out := slices.Repeat([]any{"x"}, n)
	return &out
}

func wideKeys(n int) string {
	var keys []string
	for i := range n {
		keys = append(keys, fmt.Sprintf(`"k%d":1`, i))
	}
	return strings.Join(keys, ",")
}

func TestReadingStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	table := []byte(strings.Repeat("活动名称,日期\n", 3000))
	big := book(t, func(f *excelize.File, s string) { must(t, f.SetSheetRow(s, "A1", row(5))) })
	for _, data := range [][]byte{table, big, []byte(`[{"a":1}]`)} {
		if _, err := Read(ctx, "x", bytes.NewReader(data), int64(len(data))); !errors.Is(err, field.Cancelled) {
			t.Errorf("%v", err)
		}
	}
	f := mustRead(t, "x.csv", table)
	if _, err := MakePlan(ctx, f, newFolder(), Context{}); !errors.Is(err, field.Cancelled) {
		t.Errorf("%v", err)
	}
	broken := errors.New("broken")
	if _, err := Read(context.Background(), "x", failing{broken}, 10); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

type failing struct{ err error }

func (f failing) ReadAt([]byte, int64) (int, error) { return 0, f.err }
