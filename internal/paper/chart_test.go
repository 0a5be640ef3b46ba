package paper

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/say"
)

// textRuns are the boxes of the figures and words of a page.
func textRuns(p Page) (out []Run) {
	for _, it := range p.Items {
		if r, ok := it.(Run); ok && strings.TrimSpace(r.Text()) != "" {
			out = append(out, r)
		}
	}
	return out
}

// soundPlot fails when something of a drawn chart leaves it, when two texts meet, or when a mark or a rule runs through a text that does
// not stand on it.
func soundPlot(t testing.TB, d Drawing) {
	t.Helper()
	const slip = 0.06
	for _, it := range d.Page.Items {
		x1, y1, x2, y2 := extent(it)
		if p, ok := it.(Path); ok {
			x1, y1, x2, y2 = pathExtent(p)
		}
		if x1 < -slip || y1 < -slip || x2 > d.Page.Width+slip || y2 > d.Page.Height+slip || math.IsNaN(x1+y1+x2+y2) {
			t.Errorf("%T at %.1f,%.1f–%.1f,%.1f leaves the chart of %.1f×%.1f", it, x1, y1, x2, y2, d.Page.Width, d.Page.Height)
			return
		}
	}
	sheet := &Pages{Sheets: []Page{d.Page}}
	apart(t, sheet)
	unruled(t, sheet)
}

func pathExtent(p Path) (x1, y1, x2, y2 float64) {
	x1, y1, x2, y2 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, at := range p.Points {
		x1, x2 = min(x1, at.X), max(x2, at.X)
		y1, y2 = min(y1, at.Y), max(y2, at.Y)
	}
	return
}

var everyKind = []PlotKind{BarsAcross, BarsUp, Stacked, Lines, Shares}

// plotCases are charts that people and empty months make.
func plotCases() map[string]Plot {
	nan := math.NaN()
	count := func(n int, text string) (out []string) {
		for i := range n {
			out = append(out, fmt.Sprintf("%d%s", i+1, text))
		}
		return out
	}
	values := func(n int, v func(i int) float64) (out []float64) {
		for i := range n {
			out = append(out, v(i))
		}
		return out
	}
	wave := func(i int) float64 { return float64(10 + i*37%90) }
	one := func(v ...float64) []Series { return []Series{{Values: v}} }
	many := func(n, labels int) (out []Series) {
		for k := range n {
			out = append(out, Series{Name: fmt.Sprintf("第%d类", k+1), Values: values(labels, func(i int) float64 { return wave(i + k*5) })})
		}
		return out
	}
	return map[string]Plot{
		"nothing":    {},
		"no series":  {Labels: count(3, "月")},
		"no labels":  {Series: one(1, 2, 3)},
		"zero":       {Labels: count(2, "月"), Series: one(0, 0)},
		"unknown":    {Labels: count(2, "月"), Series: one(nan, nan)},
		"one":        {Labels: count(1, "月"), Series: one(7)},
		"equal":      {Labels: count(4, "月"), Series: one(5, 5, 5, 5)},
		"below":      {Labels: count(4, "月"), Series: one(-5, 5, nan, math.Inf(1))},
		"huge":       {Labels: count(3, "月"), Series: one(1e300, 3, 9e14)},
		"tiny":       {Labels: count(3, "月"), Series: one(5e-324, 0.0004, 0.25)},
		"spread":     {Labels: count(3, "月"), Series: one(1, 1e6, 3)},
		"months":     {Labels: count(12, "月"), Series: many(2, 12), Unit: "单位：件"},
		"sixty":      {Labels: count(60, "日"), Series: one(values(60, wave)...)},
		"sixty thin": {Labels: count(60, "日"), Series: many(3, 60), Thin: true},
		"twelve":     {Labels: count(5, "季度"), Series: many(12, 5)},
		"long":       {Labels: []string{strings.Repeat("样例单位名称", 7), strings.Repeat("Donaudampfschiff", 3), "短"}, Series: many(2, 3)},
		"words":      {Labels: count(3, "月"), Series: []Series{{Name: "人数", Values: []float64{200, nan, 8579}, Texts: []string{"200多人", "未统计", "8579人，其中女职工6200人"}}}},
		"rare":       {Caption: rareNames, Unit: rareNames, Note: rareNames, Labels: []string{rareNames, rareNames}, Series: []Series{{Name: rareNames, Values: []float64{1, 2}, Texts: []string{rareNames, ""}}}},
		"names":      {Labels: count(2, "月"), Series: []Series{{Name: strings.Repeat("很长的名称", 30), Values: []float64{1, 2}}, {Name: "短", Values: []float64{2, 1}}}},
		"parts":      {Labels: count(3, "月"), Series: []Series{{Name: "甲", Values: []float64{990, 1, 0}}, {Name: "乙", Values: []float64{9, 1, 0}}, {Name: "丙", Values: []float64{1, nan, 0}}}},
	}
}

func TestEveryChartIsSound(t *testing.T) {
	for name, p := range plotCases() {
		for _, kind := range everyKind {
			p.Kind = kind
			t.Run(fmt.Sprint(name, " ", kind), func(t *testing.T) {
				for _, f := range []PlotFrame{{Wide: 156, High: 80}, {Wide: 60, High: 200, Lang: "en"}, {Wide: 300, High: 20}} {
					soundPlot(t, DrawPlot(p, f))
				}
				d := New(Options{})
				d.Plot(p)
				pages, file := checked(t, d)
				valid(t, file)
				if len(pages.Missing) > 0 {
					t.Errorf("printed as a box: %q", string(pages.Missing))
				}
			})
		}
	}
}

// Every label, name and word that was given stands in the chart, whatever shape it takes; only the points between the days of a
// thinned line need not.
func TestChartLosesNoWord(t *testing.T) {
	for name, p := range plotCases() {
		if !known(p) || p.Thin {
			continue
		}
		for _, kind := range everyKind {
			p.Kind = kind
			page := PlotPage(p, 156, 90)
			got := squash((&Pages{Sheets: []Page{page}}).Plain())
			want := p.Caption + p.Unit + p.Note + strings.Join(p.Labels, "")
			for _, s := range p.Series {
				want += s.Name + strings.Join(s.Texts, "")
			}
			holds(t, fmt.Sprint(name, " ", kind), got, want)
		}
	}
}

func known(p Plot) bool { return p.figures(say.For(say.ZH)).known() }

func TestAxisBeginsAtZeroInRoundSteps(t *testing.T) {
	book := say.For(say.ZH)
	for _, c := range []struct {
		most  float64
		whole bool
		want  string
	}{
		{0, true, "0"}, {1, true, "0 1"}, {3, true, "0 1 2 3"}, {7, true, "0 2 4 6 8"}, {38, true, "0 10 20 30 40"},
		{200, true, "0 50 100 150 200"}, {201, true, "0 50 100 150 200 250"}, {0.25, false, "0 0.05 0.1 0.15 0.2 0.25"},
		{2.5, false, "0 0.5 1 1.5 2 2.5"}, {1e15, true, "0 200000000000000 400000000000000 600000000000000 800000000000000 1000000000000000"},
	} {
		if got := strings.Join(newAxis(c.most, 6, c.whole, book).ticks, " "); got != c.want {
			t.Errorf("up to %g: %s, want %s", c.most, got, c.want)
		}
	}
}

// lengths are the widths of the bars of a page in the order of drawing.
func lengths(p Page, fill Color) (wide, high []float64) {
	for _, it := range p.Items {
		if b, ok := it.(Box); ok && b.Fill == fill && b.H != swatchHigh {
			wide, high = append(wide, b.W), append(high, b.H)
		}
	}
	return wide, high
}

func TestMarksAreAsLongAsTheirValues(t *testing.T) {
	p := Plot{Labels: []string{"甲", "乙", "丙", "丁"}, Series: []Series{{Values: []float64{10, 40, math.NaN(), -5}}}}
	wide, _ := lengths(PlotPage(p, 150, 60), Blue)
	if len(wide) != 2 || math.Abs(wide[1]/wide[0]-4) > 0.01 {
		t.Errorf("bars of 10 and 40 are %v long", wide)
	}
	p.Kind = BarsUp
	_, high := lengths(PlotPage(p, 150, 90), Blue)
	if len(high) != 2 || math.Abs(high[1]/high[0]-4) > 0.01 {
		t.Errorf("columns of 10 and 40 are %v high", high)
	}
	p = Plot{Kind: Shares, Labels: []string{"甲"}, Series: []Series{{Name: "一", Values: []float64{3}}, {Name: "二", Values: []float64{1}}}}
	wide, _ = lengths(PlotPage(p, 150, 60), Blue)
	rest, _ := lengths(PlotPage(p, 150, 60), paleBlue)
	if len(wide) != 1 || len(rest) != 1 || math.Abs(wide[0]/rest[0]-3) > 0.01 {
		t.Errorf("shares of 3 to 1 are %v to %v long", wide, rest)
	}
	if text := (&Pages{Sheets: []Page{PlotPage(p, 150, 60)}}).Plain(); !strings.Contains(text, "75%") || !strings.Contains(text, "25%") {
		t.Errorf("the shares are not said: %s", text)
	}
}

// A share of a whole that is not known is none: the figures are said and no bar is drawn.
func TestUnknownPartLeavesNoShare(t *testing.T) {
	p := Plot{Kind: Shares, Labels: []string{"甲"}, Series: []Series{{Name: "一", Values: []float64{3}}, {Name: "二", Values: []float64{math.NaN()}}}}
	page := PlotPage(p, 150, 60)
	if wide, _ := lengths(page, Blue); len(wide) > 0 {
		t.Error("a share is drawn of what nobody knows")
	}
	if text := squash((&Pages{Sheets: []Page{page}}).Plain()); !strings.Contains(text, "一3、二—") {
		t.Errorf("the figures are not said: %s", text)
	}
}

func TestChartTurnsWhereItsWordsHaveNoRoom(t *testing.T) {
	across := func(p Plot) bool { // the labels stand one under the other
		y := map[float64]bool{}
		for _, r := range textRuns(PlotPage(p, 156, 80)) {
			if slices.Contains(p.Labels, r.Text()) {
				y[r.Y] = true
			}
		}
		return len(y) == len(p.Labels)
	}
	months := Plot{Labels: []string{"1月", "2月", "3月", "4月", "5月", "6月"}, Series: []Series{{Name: "甲", Values: []float64{1, 2, 3, 4, 5, 6}}, {Name: "乙", Values: []float64{6, 5, 4, 3, 2, 1}}}}
	for _, kind := range []PlotKind{BarsUp, Stacked, Lines} {
		months.Kind = kind
		if across(months) {
			t.Errorf("kind %d was turned without need", kind)
		}
		long := months
		long.Series = slices.Clone(months.Series)
		long.Series[0].Texts = slices.Repeat([]string{strings.Repeat("二百零六人次，其中女职工一百人次", 4)}, 6)
		if !across(long) {
			t.Errorf("kind %d was not turned although its figures have no room", kind)
		}
	}
}

// A chart that fits a page is on one page; a longer one goes over with its legend and its axis.
func TestChartsAndPages(t *testing.T) {
	for lines := range 30 {
		for _, kind := range everyKind {
			d := New(Options{})
			d.Gap(float64(lines))
			d.Para("样例")
			p := plotCases()["months"]
			p.Kind, p.Note, p.Caption = kind, "注：样例。", "图　样例"
			d.Plot(p)
			pages, _ := checked(t, d)
			at := map[int]bool{}
			for n, sheet := range pages.Sheets {
				for _, r := range textRuns(sheet) {
					if slices.Contains(p.Labels, r.Text()) || strings.HasPrefix(r.Text(), "注：") || r.Text() == p.Caption {
						at[n] = true
					}
				}
			}
			if len(at) != 1 {
				t.Fatalf("kind %d after %d lines is on pages %v", kind, lines, at)
			}
		}
	}
	d := New(Options{})
	p := plotCases()["sixty"]
	p.Series[0].Name, p.Unit = "人数", "单位：人"
	d.Plot(p)
	pages, _ := checked(t, d)
	if len(pages.Sheets) < 2 {
		t.Fatal("60 bars are on one page")
	}
	for n, sheet := range pages.Sheets {
		text := (&Pages{Sheets: []Page{sheet}}).Plain()
		if !strings.HasPrefix(text, "单位：人\n人数\n0\n") && !strings.HasPrefix(squash(text), "单位：人人数0") {
			t.Errorf("page %d begins without legend and axis: %.40q", n+1, text)
		}
	}
}

// Where a figure lies can be asked, and lies within the chart.
func TestChartSpots(t *testing.T) {
	for name, p := range plotCases() {
		for _, kind := range everyKind {
			p.Kind = kind
			d := DrawPlot(p, PlotFrame{Wide: 150, High: 80})
			labels := map[int]bool{}
			for _, s := range d.Spots {
				if s.X < -0.1 || s.Y < -0.1 || s.X+s.W > d.Page.Width+2.1 || s.Y+s.H > d.Page.Height+2.1 {
					t.Errorf("%s %d: a spot lies outside: %+v in %.1f×%.1f", name, kind, s, d.Page.Width, d.Page.Height)
				}
				if s.Series < 0 {
					labels[s.Label] = true
				}
			}
			if want := len(p.figures(say.For(say.ZH)).labels); known(p) && len(labels) != want {
				t.Errorf("%s %d: %d of %d labels can be touched", name, kind, len(labels), want)
			}
		}
	}
}

// Shades and lines of neighbours differ on a copy without colours.
func TestSeriesDifferWithoutColour(t *testing.T) {
	grey := func(c Color) float64 { return 0.3*float64(c.R) + 0.59*float64(c.G) + 0.11*float64(c.B) }
	for i, a := range shades {
		for _, b := range shades[:i] {
			if a.hatch == b.hatch && math.Abs(grey(a.fill)-grey(b.fill)) < 40 {
				t.Errorf("shades %v and %v look alike", a, b)
			}
		}
	}
	look := map[string]bool{}
	for k := range 10 {
		m := marker(k, Point{})
		look[fmt.Sprint(m.Points, *m.Fill == White, lineDash(k))] = true
	}
	if len(look) != 10 {
		t.Errorf("ten lines look like %d", len(look))
	}
}

// anyPlot makes a chart of random words and values.
func anyPlot(rnd *rand.Rand) Plot {
	words := []rune("劳动合同工资待遇女职工特殊保护样例单位一二三四五六七八九十月日，。（）“”—ABCdefgh 0123456789%\u200d😀𠮷שּׁ")
	text := func(most int) string {
		out := make([]rune, rnd.Intn(most))
		for i := range out {
			out[i] = words[rnd.Intn(len(words))]
		}
		return string(out)
	}
	value := func() float64 {
		switch rnd.Intn(12) {
		case 0:
			return math.NaN()
		case 1:
			return 0
		case 2:
			return -rnd.Float64() * 100
		case 3:
			return math.Pow(10, float64(rnd.Intn(40)-10))
		case 4:
			return rnd.Float64()
		}
		return float64(rnd.Intn(200))
	}
	p := Plot{Kind: PlotKind(rnd.Intn(6)), Caption: text(60), Unit: text(12), Note: text(80), Thin: rnd.Intn(2) == 0}
	labels, long := rnd.Intn(16), 1+rnd.Intn(14)
	for range labels {
		p.Labels = append(p.Labels, text(long))
	}
	for range rnd.Intn(6) {
		s := Series{Name: text(12)}
		for range labels + rnd.Intn(3) - 1 {
			s.Values = append(s.Values, value())
			if rnd.Intn(4) == 0 {
				s.Texts = append(s.Texts, text(9))
			} else {
				s.Texts = append(s.Texts, "")
			}
		}
		p.Series = append(p.Series, s)
	}
	return p
}

func FuzzPlot(f *testing.F) {
	for seed := range int64(300) {
		f.Add(seed, 150.0, 80.0)
	}
	f.Add(int64(7), math.NaN(), math.Inf(1))
	f.Add(int64(8), -5.0, 1e300)
	f.Fuzz(func(t *testing.T, seed int64, wide, high float64) {
		p := anyPlot(rand.New(rand.NewSource(seed)))
		d := DrawPlot(p, PlotFrame{Wide: wide, High: high})
		soundPlot(t, d)
		if t.Failed() {
			t.Fatalf("%+v", p)
		}
	})
}

func BenchmarkPlot(b *testing.B) {
	for _, name := range []string{"months", "twelve", "sixty thin"} {
		for _, kind := range everyKind {
			p := plotCases()[name]
			p.Kind = kind
			b.Run(fmt.Sprint(name, " ", kind), func(b *testing.B) {
				for b.Loop() {
					PlotPage(p, 156, 90)
				}
			})
		}
	}
}
