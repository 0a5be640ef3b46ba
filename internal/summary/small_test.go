package summary

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// grid is a sheet of rows and columns with their sums, small enough to try every other table.
func grid(values [][]int64, least int64) *sheet {
	s := &sheet{}
	high, wide := len(values), len(values[0])
	full := make([][]int64, high+1)
	full[high] = make([]int64, wide+1)
	for i, row := range values {
		full[i] = append([]int64{}, row...)
		full[i] = append(full[i], 0)
		for j, v := range row {
			full[i][wide] += v
			full[high][j] += v
			full[high][wide] += v
		}
	}
	at := make([][]int, high+1)
	for i := range full {
		for j, v := range full[i] {
			weight := 2
			if i == high {
				weight += 6
			}
			if j == wide {
				weight += 6
			}
			at[i] = append(at[i], s.cell(v, v > 0 && v < least, weight))
		}
	}
	for i := range at {
		s.sum(at[i][wide], at[i][:wide]...)
	}
	for j := range wide + 1 {
		var parts []int
		for i := range high {
			parts = append(parts, at[i][j])
		}
		s.sum(at[high][j], parts...)
	}
	return s
}

// others tries every table that agrees with what is printed, and returns how many different numbers each withheld figure takes.
func others(s *sheet, most int64) map[int]map[int64]bool {
	out := map[int]map[int64]bool{}
	var hidden []int
	for i, c := range s.cells {
		if c.hidden {
			hidden = append(hidden, i)
			out[i] = map[int64]bool{}
		}
	}
	want := make([]int64, len(s.sums))
	value := make([]int64, len(s.cells))
	for i, c := range s.cells {
		value[i] = c.value
	}
	total := func(r int) (n int64) {
		for k, c := range s.sums[r].cells {
			n += value[c] * int64(s.sums[r].signs[k])
		}
		return n
	}
	for r := range s.sums {
		want[r] = total(r)
	}
	last := make([]int, len(s.sums)) // the last hidden figure of each sum, with which it can be looked at
	for r := range last {
		last[r] = -1
		for n, h := range hidden {
			for _, c := range s.sums[r].cells {
				if c == h {
					last[r] = n
				}
			}
		}
	}
	var try func(n int)
	try = func(n int) {
		if n == len(hidden) {
			for _, h := range hidden {
				out[h][value[h]] = true
			}
			return
		}
	next:
		for v := int64(1); v <= most; v++ {
			value[hidden[n]] = v
			for r := range last {
				if last[r] == n && total(r) != want[r] {
					continue next
				}
			}
			try(n + 1)
		}
		value[hidden[n]] = s.cells[hidden[n]].value
	}
	try(0)
	return out
}

func TestNoWithheldNumberCanBeWorkedOut(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 400 {
		high, wide := 1+random.IntN(3), 1+random.IntN(2)
		values := make([][]int64, high)
		var most int64
		for i := range values {
			for range wide {
				v := int64(random.IntN(5))
				values[i] = append(values[i], v)
				most += v
			}
		}
		s := grid(values, 3)
		s.withhold()
		hidden := 0
		for _, c := range s.cells {
			if c.hidden {
				hidden++
			}
			if c.value == 0 && c.hidden || c.value > 0 && c.value < 3 && !c.hidden {
				t.Fatalf("table %d %v: %+v", n, values, c)
			}
		}
		if hidden > 9 {
			continue // more tables than can be tried
		}
		for i, seen := range others(s, most+2) {
			if s.cells[i].first && len(seen) < 2 {
				t.Fatalf("table %d %v: figure %d can only be %v", n, values, i, seen)
			}
		}
	}
}

func TestFewFiguresAreWithheldForOne(t *testing.T) {
	s := grid([][]int64{{1, 40, 7}, {30, 20, 9}, {50, 60, 8}}, 3)
	s.withhold()
	hidden := 0
	for _, c := range s.cells {
		if c.hidden {
			hidden++
		}
	}
	if hidden != 4 {
		t.Errorf("%d figures are withheld for one; two rows by two columns do", hidden)
	}
}

// many makes the cases of several stations over two years.
func many(t testing.TB, seed uint64, n, stations int) StatRecords {
	random := rand.New(rand.NewPCG(seed, 1))
	r := StatRecords{Own: "示例中心"}
	for i := range stations {
		r.Stations = append(r.Stations, fmt.Sprintf("示例%d站", i+1))
	}
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	channels, services := centre.Channel.Offered(), centre.Service.Offered()
	first := day(t, "2025-01-01")
	for i := range n {
		c := StatCase{
			ID: id(i), Received: first.Add(random.IntN(450)), Channel: pick(channels), Matter: fmt.Sprintf("%02d01", 1+random.IntN(15)),
			State: pick([]string{"registered", "underway", "closed", "closed", "withdrawn", "archived"}), Outcome: pick([]string{"settled", "unmediated", "advised"}),
			Person: id(random.IntN(n) / 2), Happy: pick([]string{"", "satisfied", "dissatisfied"}),
		}
		if stations > 0 && i%3 > 0 {
			c.Station = pick(r.Stations)
		}
		r.Cases = append(r.Cases, c)
		for k := range random.IntN(3) {
			r.Steps = append(r.Steps, StatStep{ID: id(n + 3*i + k), Case: c.ID, At: c.Received.Add(k), Service: pick(services), Money: field.Fen(random.IntN(3) * 1000_00)})
		}
	}
	return r
}

func TestStationsAddUpToTheWhole(t *testing.T) {
	for seed := range uint64(20) {
		s := statistics(t, many(t, seed, 200, 4), StatAsk{Period: PeriodOf(SpanMonth, day(t, "2026-02-01")), Basis: BasisRegistered})
		for i := range s.Tables {
			tb := &s.Tables[i]
			for _, m := range tb.Measures {
				addsUp(t, s, tb, m)
			}
		}
		sv := s.Table("services")
		for scope := range s.All() + 1 {
			n := func(m string) int64 { return sv.Cell(ThisYear, scope, AllRows, m).Count.Value }
			if n("accepted") != n("closed")+n("ended")+n("open") {
				t.Errorf("seed %d: accepted %d are not closed %d, ended %d, open %d", seed, n("accepted"), n("closed"), n("ended"), n("open"))
			}
		}
	}
}

func addsUp(t *testing.T, s *Statistics, tb *StatTable, m Measure) {
	if m.Rate != nil {
		return
	}
	for w := range whens {
		for r, row := range tb.Rows {
			var sum, rows int64
			for scope := range s.All() {
				sum += tb.Cell(w, scope, row, m.Key).Count.Value
			}
			all := tb.Cell(w, s.All(), row, m.Key).Count.Value
			if sum != all && !(m.People && sum > all) {
				t.Errorf("%s %s %s: stations have %d, all have %d", tb.Key, row, m.Key, sum, all)
			}
			if tb.Alone || r < len(tb.Rows)-1 {
				continue
			}
			for _, part := range tb.Rows[:r] {
				rows += tb.Cell(w, s.All(), part, m.Key).Count.Value
			}
			if rows != all && !(m.People && rows > all) {
				t.Errorf("%s %s: rows have %d, the sum is %d", tb.Key, m.Key, rows, all)
			}
		}
	}
	if m.Kept { // what was before the period and the period make the year
		for _, row := range tb.Rows {
			parts := tb.Cell(ThisPeriod, s.All(), row, m.Key).Count.Value + tb.Cell(Before, s.All(), row, m.Key).Count.Value
			if year := tb.Cell(ThisYear, s.All(), row, m.Key).Count.Value; parts != year && !(m.People && parts > year) && tb.Key != "files" {
				t.Errorf("%s %s %s: the year is %d, its parts %d", tb.Key, row, m.Key, year, parts)
			}
		}
	}
}

// TestStatisticsWithholdInEveryTable: whatever is small is hidden, a figure hidden in the period is hidden in the year, and every hidden
// small figure can be another in a table that agrees with all sums printed.
func TestStatisticsWithholdInEveryTable(t *testing.T) {
	for seed := range uint64(12) {
		r := many(t, seed, 20+int(seed)*12, int(seed%4))
		s := statistics(t, r, StatAsk{Period: PeriodOf(SpanMonth, day(t, "2026-02-01")), Basis: BasisRegistered, Least: 3})
		for i := range s.Tables {
			tb := &s.Tables[i]
			for n, c := range tb.cells {
				m := tb.Measures[n%len(tb.Measures)]
				if v := c.Count.Value; m.Kept && m.Unit != UnitFen && v > 0 && v < 3 && !c.Hidden {
					t.Fatalf("seed %d: %s %s shows %d", seed, tb.Key, m.Key, v)
				}
				if !m.Kept && c.Hidden && m.Rate == nil {
					t.Fatalf("seed %d: %s %s is withheld and tells of nobody", seed, tb.Key, m.Key)
				}
			}
			size := len(tb.cells) / int(whens)
			for n := range size {
				if tb.cells[n].Hidden && !tb.cells[size+n].Hidden {
					t.Fatalf("seed %d: %s: the year gives the period away", seed, tb.Key)
				}
			}
		}
		for _, w := range []When{ThisPeriod, LastYear, Before} {
			proveFree(t, s, w)
		}
	}
}

// proveFree builds the sheet of a time from what is shown and looks for a move of every figure that is small.
func proveFree(t *testing.T, s *Statistics, w When) {
	b := maskBook{s: s, w: w, at: map[maskKey]int{}}
	b.fill()
	b.relate()
	for k, n := range b.at {
		b.cells[n].hidden = b.cellAt(k).Hidden
	}
	for i := range b.cells {
		c := b.cells[i]
		if !c.first || c.value == 0 {
			continue
		}
		if !b.free(i) && !(&move{s: &b.sheet, nodes: 1 << 17, most: 40}).from(i, 1) {
			t.Errorf("a figure of %d can be worked out", c.value)
		}
	}
}

func TestMonthsGiveNothingAway(t *testing.T) {
	r := StatRecords{Own: "示例中心"}
	for i, m := range []string{"2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-02-05", "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08"} {
		r.Cases = append(r.Cases, StatCase{ID: id(i), Received: day(t, m), Channel: "call", Matter: "0101", State: "underway"})
	}
	s := statistics(t, r, StatAsk{Period: PeriodOf(SpanQuarter, day(t, "2026-01-01")), Basis: BasisRegistered, Least: 3})
	hidden := 0
	for _, m := range s.Months {
		if m.HideThis {
			hidden++
		}
	}
	if !s.Months[1].HideThis || hidden != 2 {
		t.Errorf("months %+v", s.Months)
	}
}

// TestMonthsOfStationsGiveNothingAway: each station and all of them have a chart in a book of their own, and a month of one is not what
// is missing between the others.
func TestMonthsOfStationsGiveNothingAway(t *testing.T) {
	r := StatRecords{Own: "示例中心"}
	add := func(m, station string, n int) {
		for range n {
			r.Cases = append(r.Cases, StatCase{ID: id(len(r.Cases)), Received: day(t, m), Channel: "call", Matter: "0101", State: "underway", Station: station})
		}
	}
	add("2026-01-05", "梅林站", 1)
	add("2026-01-06", "桂花站", 6)
	add("2026-02-05", "梅林站", 10)
	add("2026-02-06", "桂花站", 10)
	add("2026-03-06", "桂花站", 5)
	hidden := map[string]string{}
	for _, scope := range []string{"梅林站", "桂花站", ""} {
		s := statistics(t, r, StatAsk{Period: PeriodOf(SpanQuarter, day(t, "2026-01-01")), Basis: BasisRegistered, Least: 3, Scope: scope})
		for _, m := range s.Months {
			hidden[scope] += map[bool]string{true: "x", false: "."}[m.HideThis]
		}
	}
	for _, scope := range []string{"梅林站", "桂花站"} { // one hidden in a row or a column of what adds up would be known
		if hidden[scope] != "xx." {
			t.Errorf("%s shows %s", scope, hidden[scope])
		}
	}
	if hidden[""] != "..." {
		t.Errorf("the chart of all shows %s", hidden[""])
	}
}

func BenchmarkStatistics(b *testing.B) {
	r := many(b, 1, 100_000, 30)
	ask := StatAsk{Period: PeriodOf(SpanQuarter, day(b, "2026-02-01")), Basis: BasisRegistered, Least: 3}
	b.ReportAllocs()
	for b.Loop() {
		statistics(b, r, ask)
	}
}

// BenchmarkWithhold counts a quarter of sixty stations, nearly all of whose figures are small.
func BenchmarkWithhold(b *testing.B) {
	r := many(b, 1, 2400, 60)
	ask := StatAsk{Period: PeriodOf(SpanQuarter, day(b, "2026-02-01")), Basis: BasisRegistered, Least: 3}
	b.ReportAllocs()
	for b.Loop() {
		statistics(b, r, ask)
	}
}
