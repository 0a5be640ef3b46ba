package paper

// PlotKind says how figures are drawn. All begin at zero; none is round.
type PlotKind uint8

// The kinds of charts.
const (
	BarsAcross PlotKind = iota // bars to the right, one group of them for each label: for many or long labels
	BarsUp                     // columns side by side: for few labels and short figures
	Stacked                    // columns of parts one on the other
	Lines                      // a line for each series, labels in order of time
	Shares                     // a bar of 100 % for each label, its parts the series
)

// Series is one row of figures, one for each label.
type Series struct {
	Name   string    // in the legend; one series without a name needs none
	Values []float64 // NaN: unknown or withheld, which draws no mark; nor do values below zero
	Texts  []string  // the figures as they are to be read, "200多人"; where empty or missing, the value
}

// Plot is a chart of figures that begin at zero.
//
// Every figure that has a mark is printed at it. Where labels or figures do not fit a chart of columns or lines, it is drawn with bars
// to the right instead, so that the kind is a wish. Only a chart higher than a page goes over to the next, with its legend and axis.
type Plot struct {
	Caption string // centred above, may be empty
	Kind    PlotKind
	Labels  []string
	Series  []Series
	Unit    string // what is counted, as it is to be read at the top left: "单位：件"
	Note    string // small text below
	Thin    bool   // labels are days or hours in even steps: lines may leave some of them out, and the figures between
	Empty   string // said when no figure is known; "" says so in the language of the document
}

// Plot adds a chart.
func (d *Doc) Plot(p Plot) { d.add(plot{p}) }

// plot is a chart as a block.
type plot struct{ Plot }

func (b plot) strips(l *layout) []strip {
	c := newSketch(l, b.Plot)
	out := c.strips()
	if note := (note{b.Note}).strips(l); len(note) > 0 {
		out[len(out)-1].keep = true
		out = append(out, note...)
	}
	return spaced(out)
}

type chart Chart

// strips draws the bars of a Chart: a plot of one series.
func (b chart) strips(l *layout) []strip {
	p := Plot{Caption: b.Caption, Kind: BarsAcross, Series: make([]Series, 1)}
	for _, bar := range b.Bars {
		p.Labels = append(p.Labels, bar.Label)
		p.Series[0].Values = append(p.Series[0].Values, bar.Value)
		p.Series[0].Texts = append(p.Series[0].Texts, bar.Text)
	}
	return plot{p}.strips(l)
}
