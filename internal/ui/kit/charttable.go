package kit

import (
	"strconv"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// showTable shows the figures of the chart as a table.
func (c *Chart) showTable() {
	h := c.host
	cols := []Column{{Key: "0", Title: c.rows[0][0], Width: 180, Loose: true, Fixed: true}}
	for k, name := range c.rows[0][1:] {
		cols = append(cols, Column{Key: strconv.Itoa(k + 1), Title: name, Width: 110, Right: true, Loose: true, Fixed: true})
	}
	table := NewTable(h, cols)
	table.SetRows(chartRows(c.rows[1:]))
	title := c.plot.Caption
	if title == "" {
		title = h.T("chart.table")
	}
	var panel *Panel
	closer := NewButton(h, h.T("chart.close"), Ordinary, func() { panel.Close() })
	wide := min(float32(180+110*len(cols))*theme.Size(theme.Text)/14, 900)
	high := min(float32(len(c.rows)+1)*theme.Size(theme.Row)+130, 560)
	panel = h.Open(PanelSpec{Title: title, Body: table, Buttons: []*Button{closer}, Focus: table.body, Width: wide, Height: high})
}

// chartRows shows the figures of a chart; they are no records.
type chartRows [][]string

// Len is called by the table.
func (r chartRows) Len() int { return len(r) }

// ID is called by the table.
func (r chartRows) ID(int) field.ID { return field.ID{} }

// Text is called by the table.
func (r chartRows) Text(i int, key string) string {
	k, err := strconv.Atoi(key)
	if err != nil || k >= len(r[i]) {
		return ""
	}
	return r[i][k]
}
