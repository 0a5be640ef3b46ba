package paper

import (
	"strconv"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/say"
)

// calculationRow counts a maternity leave of twins in Jiangsu, or an arbitration limit that was interrupted.
func calculationRow(what string) func(*world, Setting) Document {
	return func(w *world, in Setting) Document {
		q := law.Question{What: what, Region: "CN-JS", Trigger: field.Day{Year: 2026, Month: 1, Date: 10}}
		q.Children, q.Facts = 2, []law.Fact{law.Difficult}
		switch what {
		case "one":
			q.What, q.Inputs = "leave", law.Inputs{Children: 1}
		case "limit":
			q.Inputs, q.Events = law.Inputs{}, []law.Event{{Day: field.Day{Year: 2026, Month: 6, Date: 10}, Effect: law.Interrupt}}
		}
		a, ps := law.Ask(q, law.BuiltIn())
		if len(ps) > 0 {
			w.t.Fatal(ps)
		}
		return CalculationDoc(a, in)
	}
}

// docClocks are the clocks of a few cases.
func docClocks(in Setting) ClockSheet {
	s := ClockSheet{Of: "甲老师"}
	for i, id := range []string{"SUE", "ARB_LIM", "DISMISS_BAR"} {
		d := field.Day{Year: 2026, Month: 11, Date: 20 + i}
		s.Lines = append(s.Lines, ClockRow{Group: in.Book.T("clocks.group.week"), Due: in.Book.Day(d.Year, d.Month, d.Date), State: in.Book.T("cases.clock.left", i+1),
			Rule: law.Find(id).Name(in.Book), Number: "样维-2026-ABC-000" + strconv.Itoa(i), Handler: "甲老师"})
	}
	return s
}

// TestACalculationFitsOnePage: what is asked most, in both languages, with everything a person needs to check it.
func TestACalculationFitsOnePage(t *testing.T) {
	for _, in := range []Setting{docSetting(say.ZH), docSetting(say.EN)} {
		for _, what := range []string{"one", "limit"} {
			p, err := calculationRow(what)(&world{t: t}, in).Layout()
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Sheets) != 1 {
				t.Errorf("%s has %d pages", what, len(p.Sheets))
			}
		}
	}
}
