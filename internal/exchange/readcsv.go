package exchange

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"
)

const bom = "\ufeff" // in UTF-8 the mark by which Excel knows that a text file is UTF-8

// readCSV reads text with commas, semicolons or tabs between the cells.
func readCSV(ctx context.Context, data []byte, lim limits) ([]*Sheet, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	separator := byte(0)
	if line, rest, ok := strings.Cut(text, "\n"); ok {
		// Excel's own way to name the separator.
		if sep, named := strings.CutPrefix(strings.TrimSpace(line), "sep="); named && len(sep) == 1 {
			separator, text = sep[0], "\n"+rest
		}
	}
	if separator == 0 {
		separator = separatorOf(text)
	}
	s := &Sheet{}
	split := splitter{text: text, separator: separator, number: 1}
	left := lim.cells
	for split.more() {
		if split.number%1024 == 0 {
			if err := stopped(ctx); err != nil {
				return nil, err
			}
		}
		number := split.number
		cells, err := split.row(lim)
		if err != nil {
			return nil, err
		}
		if left -= len(cells); left < 0 {
			return nil, refuse("exchange.refuse.cells", fmt.Sprint(lim.cells))
		}
		s.add(number, cells)
	}
	return []*Sheet{s}, nil
}

// Text returns the words of a text file in any of the encodings that tables come in; what is no text is field.Problems.
func Text(data []byte) (string, error) { return decode(data) }

// decode turns the bytes of a text file into UTF-8. Chinese Windows writes GB 18030 without saying so.
func decode(data []byte) (string, error) {
	if rest, ok := bytes.CutPrefix(data, []byte(bom)); ok {
		data = rest
		if !utf8.Valid(data) {
			return "", refuse("exchange.refuse.letters")
		}
	}
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		from = xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM)
	case bytes.IndexByte(data, 0) >= 0:
		order, ok := wideOrder(data)
		if !ok {
			return "", refuse("exchange.refuse.binary")
		}
		from = xunicode.UTF16(order, xunicode.IgnoreBOM)
	case utf8.Valid(data) && !chanceUTF8(data):
		return string(data), nil
	default:
		from = simplifiedchinese.GB18030
	}
	out, err := from.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", refuse("exchange.refuse.letters")
	}
	return string(out), nil
}

// wideOrder finds text in UTF-16 that does not say so: its separators and ends of lines have a zero byte beside them, all on the same
// side, and no byte of a program is among its letters.
func wideOrder(data []byte) (xunicode.Endianness, bool) {
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	order, at := xunicode.LittleEndian, 1
	if zeros[0] > zeros[1] {
		order, at = xunicode.BigEndian, 0
	}
	if len(data)%2 != 0 || zeros[1-at] > 0 || !bytes.ContainsRune(data, '\n') {
		return order, false
	}
	for i := 0; i < len(data); i += 2 {
		if letter := data[i+1-at]; data[i+at] == 0 && letter < ' ' && !bytes.ContainsRune([]byte("\t\r\n"), rune(letter)) {
			return order, false
		}
	}
	return order, true
}

// chanceUTF8 finds the short GB 18030 texts that happen to be UTF-8 as well: all their letters outside ASCII are two-byte ones,
// at least two in a row, and every one of them is a Chinese character in GB 18030. Text in UTF-8 with Chinese in it has three-byte ones.
func chanceUTF8(data []byte) bool {
	pairs, run := 0, 0
	for i := 0; i < len(data); {
		_, n := utf8.DecodeRune(data[i:])
		switch n {
		case 1:
			run = 0
		case 2:
			if run++; run > 1 {
				pairs++
			}
		default:
			return false
		}
		i += n
	}
	if pairs == 0 {
		return false
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	return err == nil && !strings.ContainsFunc(string(out), func(r rune) bool { return r >= utf8.RuneSelf && !unicode.Is(unicode.Han, r) })
}

// separatorOf takes the separator that cuts the first rows into the same number of cells most often.
func separatorOf(text string) byte {
	sample := text
	if len(sample) > 64<<10 {
		sample = sample[:64<<10]
	}
	best, most := byte(','), 0
	for _, sep := range []byte{',', ';', '\t'} {
		split := splitter{text: sample, separator: sep, number: 1}
		rows := map[int]int{}
		for n := 0; n < 50 && split.more(); n++ {
			cells, err := split.row(ordinary)
			if err != nil {
				break // the sample ends inside a quoted cell
			}
			rows[len(cells)]++
		}
		for width, n := range rows {
			if score := n * (width - 1); score > most {
				best, most = sep, score
			}
		}
	}
	return best
}

// splitter cuts text into rows and cells (RFC 4180). It is lenient as Excel is: a quote inside a cell stands for itself.
type splitter struct {
	text      string
	separator byte
	number    int // of the row that comes next
}

func (s *splitter) more() bool { return s.text != "" }

func (s *splitter) row(lim limits) ([]Cell, error) {
	var out []Cell
	for {
		cell, err := s.cell(lim)
		if err != nil {
			return nil, err
		}
		out = append(out, Cell{Text: plainText(cell)})
		if len(out) > lim.columns {
			return nil, refuse("exchange.refuse.columns", fmt.Sprint(lim.columns))
		}
		if s.text == "" {
			break
		}
		mark := s.text[0]
		s.text = s.text[1:]
		if mark == s.separator {
			continue
		}
		if mark == '\r' {
			s.text = strings.TrimPrefix(s.text, "\n")
		}
		break
	}
	s.number++
	return out, nil
}

func (s *splitter) cell(lim limits) (string, error) {
	var out strings.Builder
	if strings.HasPrefix(s.text, `"`) {
		if err := s.quoted(&out); err != nil {
			return "", err
		}
	}
	i := strings.IndexFunc(s.text, func(r rune) bool { return r == '\n' || r == '\r' || r == rune(s.separator) })
	if i < 0 {
		i = len(s.text)
	}
	out.WriteString(s.text[:i])
	s.text = s.text[i:]
	if out.Len() > lim.text {
		return "", refuse("exchange.refuse.long", fmt.Sprint(s.number))
	}
	return out.String(), nil
}

func (s *splitter) quoted(out *strings.Builder) error {
	rest := s.text[1:]
	for {
		i := strings.IndexByte(rest, '"')
		if i < 0 {
			return refuse("exchange.refuse.quote", fmt.Sprint(s.number))
		}
		out.WriteString(rest[:i])
		if rest = rest[i+1:]; !strings.HasPrefix(rest, `"`) {
			s.text = rest
			return nil
		}
		out.WriteByte('"')
		rest = rest[1:]
	}
}

var (
	armoured = regexp.MustCompile(`^'+[=+\-@\t\r＝＋－＠]`)
	asText   = regexp.MustCompile(`^="([^"]*)"$`)
)

// plainText takes off what keeps a spreadsheet from reading a cell as a formula: the apostrophe that armour puts before it, and
// the ="0012" by which other programs keep zeros.
func plainText(cell string) string {
	if cell == "" || cell[0] != '\'' && cell[0] != '=' {
		return cell
	}
	if armoured.MatchString(cell) {
		return cell[1:]
	}
	if m := asText.FindStringSubmatch(cell); m != nil {
		return m[1]
	}
	return cell
}

// armour keeps a spreadsheet that opens the file from taking a text for a formula; plainText takes it off again.
func armour(text string) string {
	if text == "" {
		return text
	}
	if strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(text)[0]) || armoured.MatchString(text) {
		return "'" + text
	}
	return text
}
