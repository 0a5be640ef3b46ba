package exchange

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// wholeNumber is a number as screens write it, with commas between thousands or without.
var wholeNumber = regexp.MustCompile(`^(\d{1,15}|\d{1,3}(,\d{3}){1,4})$`)

// Listing is a table of texts that are no records: lines of a journal.
type Listing struct {
	Name     string
	Form     Form // XLSX or CSV
	Headings []string
	Widths   []float64 // of the columns, in characters of the screen type
	Numbers  bool      // a text that is a plain whole number is written as one
}

// WriteListing writes the rows that each gives and returns how many there were. No text is ever a formula. field.Cancelled when ctx ends:
// what was written until then is not whole.
func WriteListing(ctx context.Context, out io.Writer, s Listing, each func(visit func(cells []string) error) error) (n int, err error) {
	columns := make([]outColumn, len(s.Headings))
	for i, label := range s.Headings {
		columns[i] = outColumn{label: label, width: s.Widths[i]}
	}
	var t table
	switch s.Form {
	case XLSX:
		t, err = newXLSX(out, s.Name, columns)
	case CSV:
		t = &csvTable{out: bufio.NewWriter(out)}
	default:
		err = fmt.Errorf("form %q is none for a listing", s.Form)
	}
	if err == nil {
		err = t.heading(s.Headings)
	}
	if err == nil {
		n, err = s.rows(ctx, t, each)
	}
	if err == nil {
		err = t.close()
	}
	if err != nil {
		return n, fmt.Errorf("write listing: %w", err)
	}
	return n, nil
}

func (s Listing) rows(ctx context.Context, t table, each func(visit func(cells []string) error) error) (n int, err error) {
	values := make([]value, len(s.Headings))
	err = each(func(cells []string) error {
		if err := stopped(ctx); err != nil {
			return err
		}
		for i := range values {
			values[i] = value{text: cells[i]}
			if s.Numbers && wholeNumber.MatchString(cells[i]) {
				n, _ := strconv.Atoi(strings.ReplaceAll(cells[i], ",", "")) // the pattern lets fifteen figures through
				values[i].kind, values[i].number = isWhole, float64(n)
			}
		}
		n++
		return t.row(nil, values)
	})
	return n, err
}
