package main

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"cn.halfsky/internal/office"
)

// benchCases is how many cases are measured with when nothing is said; the goals are for 100,000.
const benchCases = 10_000

// runBench measures what the design sets goals for.
func runBench(ctx context.Context, c *call) error {
	if err := c.alone(); err != nil {
		return err
	}
	cases := c.cases
	if cases == 0 {
		cases = benchCases
	}
	got, err := office.Bench(ctx, office.Benching{Cases: cases, Now: c.now, Tell: c.progress("ctl.progress.bench")})
	if err != nil {
		return err
	}
	if c.json {
		return c.printJSON(benchObject(got))
	}
	return c.printf("%s", c.benchTable(got))
}

// benchTable is a line for each measure: what, how much, against its peer, the goal, whether it is met.
func (c *call) benchTable(got office.Benched) string {
	t := c.book.T
	rows := [][]string{{t("bench.what"), t("bench.value"), t("bench.ratio"), t("bench.goal"), t("bench.met")}}
	for _, m := range got.Measures {
		row := []string{t("bench." + m.Key), number(m.Value) + " " + m.Unit, "", "", ""}
		if m.Peer != "" {
			row[2] = t("bench.peer."+m.Peer, number(m.Ratio))
		}
		if m.Goal > 0 {
			row[3], row[4] = "≤ "+number(m.Goal), t("bench.yes")
			if m.Peer == "" {
				row[3] += " " + m.Unit
			}
			if !m.Met() {
				row[4] = t("bench.no")
			}
		}
		rows = append(rows, row)
	}
	var out strings.Builder
	out.WriteString(t("bench.head", got.Cases, got.Records, runtime.NumCPU()) + "\n\n")
	for _, row := range aligned(rows) {
		out.WriteString(row + "\n")
	}
	out.WriteString("\n" + t("bench.foot") + "\n" + t("bench.peers") + "\n")
	return out.String()
}

// number writes a measured figure with three digits that mean something.
func number(x float64) string {
	switch {
	case x >= 100:
		return fmt.Sprintf("%.0f", x)
	case x >= 10:
		return fmt.Sprintf("%.1f", x)
	case x >= 1:
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.3f", x)
}

// aligned puts the cells of rows under each other; a Chinese character is two columns wide on a terminal.
func aligned(rows [][]string) []string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columns(cell))
		}
	}
	out := make([]string, len(rows))
	for n, row := range rows {
		line := ""
		for i, cell := range row {
			line += cell + strings.Repeat(" ", widths[i]-columns(cell)+2)
		}
		out[n] = strings.TrimRight(line, " ")
	}
	return out
}

// columns is how many columns of a terminal a text takes.
func columns(text string) (n int) {
	for _, r := range text {
		if n++; r >= 0x1100 && r != '≤' {
			n++
		}
	}
	return n
}

func benchObject(got office.Benched) map[string]any {
	measures := []any{}
	for _, m := range got.Measures {
		one := map[string]any{"key": m.Key, "value": m.Value, "unit": m.Unit}
		if m.Peer != "" {
			one["peer"], one["ratio"] = m.Peer, m.Ratio
		}
		if m.Goal > 0 {
			one["goal"], one["met"] = m.Goal, m.Met()
		}
		measures = append(measures, one)
	}
	return map[string]any{"cases": got.Cases, "records": got.Records, "processors": runtime.NumCPU(), "system": runtime.GOOS + "/" + runtime.GOARCH, "measures": measures}
}
