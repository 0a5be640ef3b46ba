package exchange

import (
	"bufio"
	"strings"

	"cn.halfsky/internal/field"
)

// csvTable writes a table as text: UTF-8 with the mark Excel knows it by, commas, lines ended as Windows ends them.
type csvTable struct {
	out *bufio.Writer
}

func (t *csvTable) heading(labels []string) error {
	if _, err := t.out.WriteString(bom); err != nil {
		return err
	}
	cells := make([]value, len(labels))
	for i, l := range labels {
		cells[i].text = l
	}
	return t.row(nil, cells)
}

func (t *csvTable) row(_ field.Record, cells []value) error {
	for i, c := range cells {
		if i > 0 {
			if err := t.out.WriteByte(','); err != nil {
				return err
			}
		}
		if _, err := t.out.WriteString(quote(armour(c.text))); err != nil {
			return err
		}
	}
	_, err := t.out.WriteString("\r\n")
	return err
}

func (t *csvTable) close() error { return t.out.Flush() }

func quote(text string) string {
	if !strings.ContainsAny(text, "\",;\t\r\n") && strings.TrimSpace(text) == text {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

// jsonWriter writes a list of objects, one on each line.
type jsonWriter struct {
	out  *bufio.Writer
	keep func(*field.Spec) bool
	n    int
}

func (t *jsonWriter) heading([]string) error {
	_, err := t.out.WriteString("[")
	return err
}

func (t *jsonWriter) row(r field.Record, _ []value) error {
	separator := "\n"
	if t.n++; t.n > 1 {
		separator = ",\n"
	}
	if _, err := t.out.WriteString(separator); err != nil {
		return err
	}
	_, err := t.out.Write(object(r, t.keep))
	return err
}

func (t *jsonWriter) close() error {
	if _, err := t.out.WriteString("\n]\n"); err != nil {
		return err
	}
	return t.out.Flush()
}
