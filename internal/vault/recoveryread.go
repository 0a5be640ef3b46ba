package vault

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestCode is more than anybody types of a sheet, bytes.
const longestCode = 8 << 10

// noDigit stands for a character that no code has.
const noDigit = 255

// symbols returns the digits of one typed line. What only parts or decorates is left out; letters are taken in either case and width,
// O for 0, I and L for 1; anything else becomes noDigit, so that it can be told where it stands.
func symbols(line string) []byte {
	out := []byte{}
	for _, r := range unnumbered(line) {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Pd, r), strings.ContainsRune("_~−.,:;|/·•、。*", r):
			continue
		}
		switch r = unicode.ToUpper(r); r {
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if d := strings.IndexRune(alphabet, r); d >= 0 {
			out = append(out, byte(d))
		} else {
			out = append(out, noDigit)
		}
	}
	return out
}

// unnumbered leaves out the number that is printed before a line: 1. 2) 3、
func unnumbered(line string) string {
	line = strings.TrimSpace(line)
	if len(line) > 1 && line[0] >= '1' && line[0] <= '9' {
		for _, mark := range []string{".", ")", ":", "、"} {
			if rest, ok := strings.CutPrefix(line[1:], mark); ok {
				return rest
			}
		}
	}
	return line
}

// typedLines returns the digits of each line that has any.
func typedLines(text string) (out [][]byte, total int) {
	text = norm.NFKC.String(text)
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\f' }) {
		if s := symbols(line); len(s) > 0 {
			out, total = append(out, s), total+len(s)
		}
	}
	return out, total
}

// SplitCodes parts a text, a file for example, into the codes that stand in it. Codes that are whole are told by their lengths; where
// they are not, empty lines part them, and ReadSheet says what is wrong with each.
func SplitCodes(text string) []string {
	lines, total := typedLines(text[:min(len(text), longestCode)])
	all := bytes.Join(lines, nil)
	var out []string
	for rest := all; len(rest) > 0; {
		f, ok := formOf(rest[0])
		if !ok || len(rest) < f.lines*lineLen {
			return paragraphs(text)
		}
		out = append(out, spelt(rest[:f.lines*lineLen]))
		rest = rest[f.lines*lineLen:]
	}
	if total == 0 || len(text) > longestCode {
		return paragraphs(text)
	}
	return out
}

func spelt(ds []byte) string {
	var b strings.Builder
	for i, d := range ds {
		if i > 0 && i%lineLen == 0 {
			_ = b.WriteByte('\n') // never fails
		}
		if d == noDigit {
			_ = b.WriteByte('?')
		} else {
			_ = b.WriteByte(alphabet[d])
		}
	}
	return b.String()
}

func paragraphs(text string) (out []string) {
	var now strings.Builder
	flush := func() {
		if now.Len() > 0 {
			out = append(out, now.String())
		}
		now.Reset()
	}
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			flush()
			continue
		}
		_, _ = now.WriteString(line) // never fails
	}
	flush()
	return out
}

// readCode reads one typed code and proves it. It returns its kind and what it says, without sum and checks.
func readCode(text string) (kind byte, says []byte, _ *SheetError) {
	if len(text) > longestCode {
		return 0, nil, &SheetError{What: CodeLength, At: len(text), Want: wholeLines * lineLen}
	}
	lines, total := typedLines(text)
	if total == 0 {
		return 0, nil, &SheetError{What: CodeEmpty}
	}
	f := likely(lines, total)
	if bad := f.misfit(lines, total); bad != nil {
		return 0, nil, bad
	}
	all := bytes.Join(lines, nil)
	ds := make([]byte, 0, f.lines*lineData)
	for i := range f.lines {
		line := all[i*lineLen : (i+1)*lineLen]
		if checkOf(i, line[:lineData]) != line[lineData] {
			return 0, nil, &SheetError{What: CodeLine, Line: i + 1}
		}
		ds = append(ds, line[:lineData]...)
	}
	if ds[0] != f.kind {
		return 0, nil, &SheetError{What: CodeNewer}
	}
	end := len(ds) - f.sum
	if !bytes.Equal(sumOf(ds[:end], f.sum), ds[end:]) {
		return 0, nil, &SheetError{What: CodeSum}
	}
	return f.kind, ds[1:end], nil
}

// likely is the kind of code that was meant: by how much there is, by how many lines it has, by how it begins.
func likely(lines [][]byte, total int) form {
	for _, f := range forms {
		if total == f.lines*lineLen {
			return f
		}
	}
	for _, f := range forms {
		if len(lines) == f.lines {
			return f
		}
	}
	if f, ok := formOf(lines[0][0]); ok {
		return f
	}
	return forms[0]
}

// misfit says where characters are that no code has, or which line is too short or too long.
func (f form) misfit(lines [][]byte, total int) *SheetError {
	fits := total == f.lines*lineLen
	n := 0
	for i, line := range lines {
		for j, d := range line {
			if d != noDigit {
				continue
			}
			if fits {
				return &SheetError{What: CodeLetter, Line: (n+j)/lineLen + 1, At: (n+j)%lineLen + 1}
			}
			return &SheetError{What: CodeLetter, Line: i + 1, At: j + 1}
		}
		n += len(line)
	}
	if fits {
		return nil
	}
	for i, line := range lines {
		switch {
		case len(lines) != f.lines:
		case len(line) < lineLen:
			return &SheetError{What: CodeShort, Line: i + 1, At: len(line), Want: lineLen}
		case len(line) > lineLen:
			return &SheetError{What: CodeLong, Line: i + 1, At: len(line), Want: lineLen}
		}
	}
	return &SheetError{What: CodeLength, At: total, Want: f.lines * lineLen}
}
