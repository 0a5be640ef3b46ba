package law

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"cn.halfsky/assets"
	"cn.halfsky/internal/field"
)

// BuiltIn returns the calendar of the years the program comes with.
func BuiltIn() Calendar { return builtInYears() }

var builtInYears = sync.OnceValue(func() Calendar {
	c, _ := readYears(assets.Rules) // a file that cannot be read is a fault that the tests find; its year then has no data
	return c
})

// readYears reads every file of rules/holidays.
func readYears(files fs.FS) (Calendar, error) {
	var c Calendar
	names, err := fs.Glob(files, "rules/holidays/*.csv")
	faults := []error{err}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			faults = append(faults, fmt.Errorf("read holidays: %w", err))
			continue
		}
		y, ps := ReadYear(bytes.NewReader(text))
		if len(ps) > 0 || strconv.Itoa(y.Year)+".csv" != path.Base(name) {
			faults = append(faults, fmt.Errorf("read holidays of %s: %w", path.Base(name), errors.Join(ps.Err(), field.Damaged)))
			continue
		}
		c = c.With(y)
	}
	return c, errors.Join(faults...)
}

// dayTypes are the words people write for the types of day.
var dayTypes = &field.Vocab{Name: "law.daytype", Codes: []field.Term{
	{Code: string(Statutory), Also: []string{"法定节假日", "法定假日", "法定", "法定休假日", "statutory holiday", "statutory"}},
	{Code: string(Rest), Also: []string{"休息日", "休息", "休", "放假", "放假调休", "调休放假", "rest day", "day off"}},
	{Code: string(Work), Also: []string{"工作日", "上班", "班", "补班", "调休上班", "working day"}},
}}

// holidayNames are the words people write for the holidays.
var holidayNames = &field.Vocab{Name: "law.holiday", Codes: []field.Term{
	{Code: "newyear", Also: []string{"元旦"}}, {Code: "spring", Also: []string{"春节", "除夕"}}, {Code: "qingming", Also: []string{"清明节", "清明"}},
	{Code: "labour", Also: []string{"劳动节", "五一"}}, {Code: "dragonboat", Also: []string{"端午节", "端午"}},
	{Code: "midautumn", Also: []string{"中秋节", "中秋"}}, {Code: "national", Also: []string{"国庆节", "国庆"}},
}}

// headings are the columns of a year's file: the first word of each is the one that is written.
var headings = []field.Term{
	{Code: "date", Also: []string{"日期"}}, {Code: "kind", Also: []string{"类别", "类型"}},
	{Code: "name", Also: []string{"名称", "节日"}}, {Code: "source", Also: []string{"来源", "出处", "文号"}},
}

const (
	maxBytes = 1 << 20 // a year has 366 rows at most
	maxName  = 200     // bytes of a name or a source
)

// Row is one row of a table, its number as the person sees it.
type Row struct {
	Number int
	Cells  []string
}

// ReadYear reads a year as CSV writes it; see YearOf.
func ReadYear(in io.Reader) (Year, field.Problems) {
	text, err := io.ReadAll(io.LimitReader(in, maxBytes+1))
	if err != nil || len(text) > maxBytes {
		return Year{}, field.Problems{}.Add("", "law.problem.holiday.size")
	}
	table := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	table.FieldsPerRecord = -1
	var rows []Row
	for n := 1; ; n++ {
		cells, err := table.Read()
		if err == io.EOF {
			return YearOf(rows)
		}
		if err != nil {
			_, ps := YearOf(rows)
			return Year{}, ps.Add("", "law.problem.holiday.form", strconv.Itoa(n))
		}
		rows = append(rows, Row{n, cells})
	}
}

// YearOf reads one year's arrangement from a table with the columns date, kind, name and source, the last two optional, in any order,
// with English or Chinese headings and words; rows above the headings are passed over. Everything wrong is listed with its row; the year
// is whole or not returned at all.
func YearOf(rows []Row) (Year, field.Problems) {
	at := [4]int{-1, -1}
	for i, r := range rows {
		if at = columnsOf(r.Cells); at[0] >= 0 && at[1] >= 0 {
			rows = rows[i+1:]
			break
		}
	}
	if at[0] < 0 || at[1] < 0 {
		return Year{}, field.Problems{}.Add("", "law.problem.holiday.head")
	}
	y := Year{Days: map[field.Day]Holiday{}}
	var ps field.Problems
	for _, r := range rows {
		if strings.TrimSpace(strings.Join(r.Cells, "")) != "" {
			ps = append(ps, y.take(r.Number, r.Cells, at)...)
		}
	}
	if len(y.Days) == 0 {
		ps = ps.Add("", "law.problem.holiday.empty")
	}
	if len(ps) > 0 {
		return Year{}, ps
	}
	return y, nil
}

// columnsOf finds the columns by their headings; -1 for one that is not there.
func columnsOf(head []string) [4]int {
	var at [4]int
	for i, h := range headings {
		v := field.Vocab{Codes: []field.Term{h}}
		at[i] = slices.IndexFunc(head, func(cell string) bool { return v.Find(cell) != "" })
	}
	return at
}

func (y *Year) take(n int, cells []string, at [4]int) (ps field.Problems) {
	cell := func(i int) string {
		if at[i] < 0 || at[i] >= len(cells) {
			return ""
		}
		return field.Tidy(cells[at[i]])
	}
	row := strconv.Itoa(n)
	d, ok := field.ParseDay(cell(0), 0)
	if !ok || !d.Exact() || d.Half != field.WholeDay {
		return ps.Add("date", "law.problem.holiday.date", row)
	}
	if y.Year == 0 {
		y.Year = d.Year
	}
	kind := dayTypes.Find(cell(1))
	if d.Year != y.Year {
		ps = ps.Add("date", "law.problem.holiday.year", row, strconv.Itoa(y.Year))
	}
	if kind == "" {
		ps = ps.Add("kind", "law.problem.holiday.kind", row)
	}
	if _, twice := y.Days[d]; twice {
		ps = ps.Add("date", "law.problem.holiday.twice", row)
	}
	name := cell(2)
	if code := holidayNames.Find(name); code != "" {
		name = code
	}
	h := Holiday{Type: DayType(kind), Name: line(name), Source: line(cell(3))}
	if len(h.Name) > maxName || len(h.Source) > maxName {
		ps = ps.Add("name", "law.problem.holiday.form", row)
	}
	y.Days[d] = h
	return ps
}

// line puts a text on one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// Statutory is how many holidays of the law the year says, and how many there are at least: since 2008 the law has eleven a year, since
// 2025 thirteen, of which at most one pair falls together (mid-autumn within the National Day holiday). Before 2008 nothing is asked for.
func (y Year) Statutory() (said, least int) {
	for _, h := range y.Days {
		if h.Type == Statutory {
			said++
		}
	}
	switch {
	case y.Year >= 2025:
		least = 12
	case y.Year >= 2008:
		least = 10
	}
	return said, least
}

// CSV writes the year as ReadYear reads it, by date.
func (y Year) CSV() []byte {
	var out bytes.Buffer
	table := csv.NewWriter(&out)
	head := []string{headings[0].Code, headings[1].Code, headings[2].Code, headings[3].Code}
	rows := [][]string{head}
	for d, h := range y.Days {
		rows = append(rows, []string{d.String(), string(h.Type), h.Name, h.Source})
	}
	slices.SortFunc(rows[1:], slices.Compare)
	if err := table.WriteAll(rows); err != nil {
		panic(fmt.Sprintf("law: write to memory: %v", err)) // a bytes.Buffer does not fail
	}
	return out.Bytes()
}
