package office

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

var (
	lineNumber = regexp.MustCompile(`^\d{1,5}[.、)）]?$`)
	numberHead = regexp.MustCompile(`^\d{1,4}[.、)）]\s*`)
	phoneLike  = regexp.MustCompile(`^[+\d][\d\s()（）/、-]{4,}$`)
)

// arrivalKeys are the fields of an Arrival, and the fields of a record whose headings name their columns.
var arrivalKeys = map[string][]string{"name": {"name"}, "unit": {"unit", "unittext"}, "phone": {"phone"}, "note": {"note"}}

// ParseArrivals reads names as people type them, one to a line with unit and telephone behind, or paste them from a table, with or without
// its headings. Numbers before the names are left out. What it cannot tell is the note.
func ParseArrivals(text string) []Arrival {
	var out []Arrival
	var columns []string // by headings; nil: told by what stands in the cells
	for line := range strings.Lines(text) {
		cells := arrivalCells(line)
		if len(cells) == 0 {
			continue
		}
		if found := headingsOf(cells); found != nil {
			columns = found
			continue
		}
		a := byPlace(cells)
		if columns != nil {
			a = byHeading(cells, columns)
		}
		if a.Name != "" {
			out = append(out, a)
		}
	}
	return out
}

// arrivalCells takes a line apart: at tabs where it has any, else at commas, else at spaces.
func arrivalCells(line string) []string {
	line = strings.TrimRight(line, "\r\n")
	if strings.Contains(line, "\t") {
		cells := strings.Split(line, "\t")
		for i := range cells {
			cells[i] = field.Tidy(cells[i])
		}
		if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
			return nil
		}
		return cells
	}
	line = numberHead.ReplaceAllString(field.Tidy(line), "")
	cut := func(r rune) bool { return r == ' ' || r == '\u3000' }
	if strings.ContainsAny(line, ",，;；") {
		cut = func(r rune) bool { return strings.ContainsRune(",，;；", r) }
	}
	var cells []string
	for _, c := range strings.FieldsFunc(line, cut) {
		if c = field.Tidy(c); c != "" {
			cells = append(cells, c)
		}
	}
	return latinName(cells)
}

// latinName puts a name in Latin letters together that was cut at its spaces.
func latinName(cells []string) []string {
	latin := func(s string) bool {
		return strings.IndexFunc(s, func(r rune) bool { return r > 0x24F || r < 'A' && r != ' ' && r != '.' && r != '\'' && r != '-' }) < 0
	}
	for len(cells) > 1 && latin(cells[0]) && latin(cells[1]) {
		cells = append([]string{cells[0] + " " + cells[1]}, cells[2:]...)
	}
	return cells
}

// headingsOf says what each cell of a line of headings names; nil for a line that is none.
func headingsOf(cells []string) []string {
	out := make([]string, len(cells))
	name := false
	for i, c := range cells {
		for key, fields := range arrivalKeys {
			if slices.ContainsFunc(fields, func(f string) bool { return isHeading(c, f) }) {
				out[i] = key
				name = name || key == "name"
			}
		}
	}
	if !name {
		return nil
	}
	return out
}

func isHeading(text, key string) bool {
	f := centre.AttendeeType.Field(key)
	words := slices.Clone(f.Also)
	for _, l := range say.Langs() {
		words = append(words, say.For(l).T("attendee."+key))
	}
	return slices.ContainsFunc(words, func(w string) bool { return field.Fold(w) == field.Fold(text) })
}

func byHeading(cells, columns []string) (a Arrival) {
	for i, c := range cells {
		if i >= len(columns) {
			break
		}
		switch columns[i] {
		case "name":
			a.Name = c
		case "unit":
			a.Unit = c
		case "phone":
			a.Phone = c
		case "note":
			a.Note = c
		}
	}
	return a
}

// byPlace reads cells without headings: a number that counts the lines, the name, and behind it, in any order, telephone, unit, note.
func byPlace(cells []string) (a Arrival) {
	cells = slices.DeleteFunc(slices.Clone(cells), func(c string) bool { return c == "" })
	if len(cells) > 1 && lineNumber.MatchString(cells[0]) {
		cells = cells[1:]
	}
	var notes []string
	for i, c := range cells {
		switch {
		case i == 0:
			a.Name = c
		case a.Phone == "" && phoneLike.MatchString(c):
			a.Phone = c
		case a.Unit == "":
			a.Unit = c
		default:
			notes = append(notes, c)
		}
	}
	a.Note = strings.Join(notes, " ")
	return a
}

// ReadArrivals reads names from a table file: an .xlsx, .csv or .json of one line to a person. Nothing is saved. What is wrong with the
// file is field.Problems.
func (o *Office) ReadArrivals(ctx context.Context, path string) ([]Arrival, error) {
	file, err := readTable(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	var out []Arrival
	for _, s := range file.Sheets {
		var text strings.Builder
		for _, r := range s.Rows {
			for i, c := range r.Cells {
				if i > 0 {
					text.WriteByte('\t')
				}
				text.WriteString(strings.Join(strings.Fields(c.Text), " "))
			}
			text.WriteString("\t\n") // a line of one cell too was a line of cells
		}
		out = append(out, headed(text.String())...)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("read names: %w", field.Problems{{Say: "attend.nonames"}})
	}
	return out, nil
}

// headed reads a sheet; of one with headings what stands above them is a title and names nobody.
func headed(text string) []Arrival {
	at := 0
	for line := range strings.Lines(text) {
		if headingsOf(arrivalCells(line)) != nil {
			return ParseArrivals(text[at:])
		}
		at += len(line)
	}
	return ParseArrivals(text)
}
