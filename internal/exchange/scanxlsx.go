package exchange

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// rawCell is one cell as the sheet's XML has it.
type rawCell struct {
	col     int    // from 1
	kind    string // n, s, str, inlineStr, b, e, d
	style   int
	value   string
	formula string
	sum     bool // it holds a formula
	valued  bool // it holds a value, perhaps an empty one
}

// scanSheet reads a sheet's XML from begin to end, gives each row with cells to visit, and notes the merged ranges. XML that is cut
// off or out of order is errMalformed: a row reader that stops there would drop the rest without a word.
func scanSheet(part []byte, lim limits, s *Sheet, visit func(number int, cells []rawCell) error) error {
	in := xml.NewDecoder(bytes.NewReader(part))
	scan := scanner{in: in, lim: lim}
	for {
		token, err := in.Token()
		if err != nil {
			return end(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "row":
			cells, err := scan.row(e)
			if err != nil {
				return err
			}
			s.hides = truth(attribute(e, "hidden"))
			if err := visit(scan.number, cells); err != nil {
				return err
			}
		case "col":
			from, err1 := strconv.Atoi(attribute(e, "min"))
			to, err2 := strconv.Atoi(attribute(e, "max"))
			if truth(attribute(e, "hidden")) && err1 == nil && err2 == nil && len(s.veiled) < lim.columns {
				s.veiled = append(s.veiled, area{left: from, right: to})
			}
		case "mergeCell":
			if a, ok := areaOf(attribute(e, "ref")); ok {
				s.wide = append(s.wide, a)
			}
			if len(s.wide) > lim.fills {
				return refuse("exchange.refuse.merges")
			}
		}
	}
}

func truth(text string) bool { return text == "1" || text == "true" }

type scanner struct {
	in     *xml.Decoder
	lim    limits
	number int // of the row
}

func (s *scanner) row(e xml.StartElement) ([]rawCell, error) {
	number := s.number + 1
	if r := attribute(e, "r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n <= s.number || n > excelize.TotalRows {
			return nil, errMalformed
		}
		number = n
	}
	s.number = number
	var out []rawCell
	col := 0
	for {
		token, err := s.in.Token()
		if err != nil {
			return nil, errMalformed
		}
		switch t := token.(type) {
		case xml.EndElement:
			if t.Name.Local == "row" {
				return out, nil
			}
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			c, err := s.cell(t, col)
			if err != nil {
				return nil, err
			}
			if col = c.col; col > s.lim.columns {
				if c.kind == "n" && c.value == "" {
					continue // formatting far to the right holds nothing
				}
				return nil, refuse("exchange.refuse.columns", fmt.Sprint(s.lim.columns))
			}
			out = append(out, c)
		}
	}
}

func (s *scanner) cell(e xml.StartElement, before int) (rawCell, error) {
	c := rawCell{col: before + 1, kind: "n"}
	for _, a := range e.Attr {
		var err error
		switch a.Name.Local {
		case "r":
			var row int
			if c.col, row, err = excelize.CellNameToCoordinates(a.Value); row != s.number || c.col <= before {
				return c, errMalformed
			}
		case "t":
			c.kind = a.Value
		case "s":
			c.style, err = strconv.Atoi(a.Value)
		}
		if err != nil {
			return c, errMalformed
		}
	}
	return c, s.inside(&c)
}

// inside reads the value and the formula of a cell; the text of an inline string is excelize's.
func (s *scanner) inside(c *rawCell) error {
	var value, formula strings.Builder
	into := (*strings.Builder)(nil)
	for depth := 1; depth > 0; {
		token, err := s.in.Token()
		if err != nil {
			return errMalformed
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			switch t.Name.Local {
			case "v":
				into, c.valued = &value, true
			case "f":
				into, c.sum = &formula, true
			}
		case xml.EndElement:
			depth--
			into = nil
		case xml.CharData:
			if into != nil {
				into.Write(t)
			}
		}
	}
	c.value, c.formula = value.String(), formula.String()
	return nil
}

// areaOf reads a range such as A1:O2.
func areaOf(ref string) (area, bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return area{}, false
	}
	left, top, err := excelize.CellNameToCoordinates(from)
	if err != nil {
		return area{}, false
	}
	right, bottom, err := excelize.CellNameToCoordinates(to)
	if err != nil {
		return area{}, false
	}
	return area{min(top, bottom), min(left, right), max(top, bottom), max(left, right)}, true
}
