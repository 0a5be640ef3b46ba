package summary

import (
	"testing"

	"cn.halfsky/internal/field"
)

// TestMonthlyBooksOfAYearDoNotGiveAMonthAway: where one month of a figure was withheld, no later book prints the year so far, of which it is
// what the printed months leave over.
func TestMonthlyBooksOfAYearDoNotGiveAMonthAway(t *testing.T) {
	held := 0
	for seed := range uint64(6) {
		r := many(t, seed, 400, 3)
		type place struct{ table, cell int }
		hidden, values := map[place]int64{}, map[place]int64{}
		for month := 1; month <= 6; month++ {
			s := statistics(t, r, StatAsk{Period: PeriodOf(SpanMonth, field.Day{Year: 2026, Month: month, Date: 1}), Basis: BasisRegistered, Least: 3})
			for i := range s.Tables {
				tb := &s.Tables[i]
				size := len(tb.cells) / int(whens)
				for n := range size {
					if !tb.Measures[n%len(tb.Measures)].Kept {
						continue
					}
					at, now, year := place{i, n}, tb.cells[n], tb.cells[size+n]
					if now.Hidden && now.Count.Value > 0 {
						hidden[at]++
						values[at] += now.Count.Value
					}
					if known := hidden[at] == 1 || hidden[at] > 1 && values[at] == hidden[at]; known && !year.Hidden {
						t.Fatalf("seed %d, month %d: %s gives a withheld month away", seed, month, tb.Key)
					}
					if hidden[at] == 1 && !now.Hidden {
						held++
					}
				}
			}
		}
	}
	if held == 0 {
		t.Error("no month was ever withheld alone: the test shows nothing")
	}
}

func BenchmarkStatisticsInDecember(b *testing.B) {
	r := many(b, 1, 100_000, 30)
	ask := StatAsk{Period: PeriodOf(SpanMonth, field.Day{Year: 2026, Month: 12, Date: 1}), Basis: BasisRegistered, Least: 3}
	b.ReportAllocs()
	for b.Loop() {
		statistics(b, r, ask)
	}
}
