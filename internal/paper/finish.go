package paper

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// errShape reports that gofpdf's file is not built as the finishing pass expects.
var errShape = errors.New("unexpected file structure")

// fileWriter numbers and writes the objects of the finished file.
type fileWriter struct {
	out     bytes.Buffer
	offsets map[int]int
	next    int
	z       *zlib.Writer
	packed  bytes.Buffer
}

// finish turns gofpdf's file into ours: its sheets and contents, our fonts,
// bookmarks, metadata and identity. Objects 1 and 2 are the page tree and the
// resources; page n is object 2n+1 and its contents the one after.
func (w *writer) finish(raw []byte) ([]byte, error) {
	objects, err := parts(raw, 2+2*len(w.pages.Sheets))
	if err != nil {
		return nil, err
	}
	f := &fileWriter{offsets: map[int]int{}, next: len(objects) + 1}
	f.out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for i, body := range objects {
		n := i + 1
		switch {
		case n == 2:
			continue // the resources, written once the fonts have numbers
		case n > 2 && n%2 == 0:
			_, content, ok := bytes.Cut(body, []byte("\nstream\n"))
			if !ok || !bytes.HasSuffix(content, []byte("\nendstream")) {
				return nil, errShape
			}
			if err := f.stream(n, "", bytes.TrimSuffix(content, []byte("\nendstream"))); err != nil {
				return nil, err
			}
		default:
			f.object(n, string(body))
		}
	}
	if err := w.writeFonts(f); err != nil {
		return nil, err
	}
	return f.close(w.catalog(f)), nil
}

// parts returns the bodies of the first n objects of gofpdf's file.
func parts(raw []byte, n int) ([][]byte, error) {
	at := bytes.LastIndex(raw, []byte("\nxref\n0 "))
	if at < 0 {
		return nil, errShape
	}
	table := raw[at+len("\nxref\n"):]
	_, table, ok := bytes.Cut(table, []byte("\n"))
	const entry = 20
	if !ok || len(table) < entry*(n+1) {
		return nil, errShape
	}
	out := make([][]byte, n)
	for i := range out {
		from, err := strconv.ParseUint(string(table[entry*(i+1):entry*(i+1)+10]), 10, 63)
		head := strconv.Itoa(i+1) + " 0 obj\n"
		if err != nil || from > uint64(len(raw)) || !bytes.HasPrefix(raw[from:], []byte(head)) {
			return nil, fmt.Errorf("object %d: %w", i+1, errShape)
		}
		body := raw[int(from)+len(head):]
		end := bytes.Index(body, []byte("\nendobj"))
		if end < 0 {
			return nil, fmt.Errorf("object %d: %w", i+1, errShape)
		}
		out[i] = body[:end]
	}
	return out, nil
}

// reserve gives out the next object number.
func (f *fileWriter) reserve() int {
	f.next++
	return f.next - 1
}

func (f *fileWriter) object(n int, body string) {
	f.offsets[n] = f.out.Len()
	fmt.Fprintf(&f.out, "%d 0 obj\n%s\nendobj\n", n, body)
}

// stream writes a compressed stream with extra entries in its dictionary.
func (f *fileWriter) stream(n int, extra string, data []byte) error {
	f.packed.Reset()
	if f.z == nil {
		f.z = zlib.NewWriter(&f.packed)
	} else {
		f.z.Reset(&f.packed)
	}
	if _, err := f.z.Write(data); err != nil {
		return fmt.Errorf("compress object %d: %w", n, err)
	}
	if err := f.z.Close(); err != nil {
		return fmt.Errorf("compress object %d: %w", n, err)
	}
	f.plainStream(n, "/Filter /FlateDecode "+extra, f.packed.Bytes())
	return nil
}

func (f *fileWriter) plainStream(n int, extra string, data []byte) {
	f.offsets[n] = f.out.Len()
	fmt.Fprintf(&f.out, "%d 0 obj\n<<%s/Length %d>>\nstream\n", n, extra, len(data))
	f.out.Write(data)
	f.out.WriteString("\nendstream\nendobj\n")
}

// close writes the cross-reference table and the trailer. The identity is a hash of
// all that goes before, so it changes with the contents and with nothing else.
func (f *fileWriter) close(info trailer) []byte {
	sum := sha256.Sum256(f.out.Bytes())
	start := f.out.Len()
	fmt.Fprintf(&f.out, "xref\n0 %d\n0000000000 65535 f \n", f.next)
	for n := 1; n < f.next; n++ {
		fmt.Fprintf(&f.out, "%010d 00000 n \n", f.offsets[n])
	}
	fmt.Fprintf(&f.out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		f.next, info.root, info.info, sum[:16], sum[:16], start)
	return f.out.Bytes()
}

// trailer names the objects the trailer points to.
type trailer struct{ root, info int }

// textString writes a text as a PDF string, UTF-16 with its mark, in hexadecimal.
// U+E000, which means nothing outside a private font, is left out of titles: a strict
// validator in wide use takes it for half of a pair.
func textString(s string) string {
	return "<FEFF" + utf16Hex(strings.ReplaceAll(s, "\uE000", "\uFFFD")) + ">"
}

func utf16Hex(s string) string {
	const hex = "0123456789ABCDEF"
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, hex[u>>12], hex[u>>8&15], hex[u>>4&15], hex[u&15])
	}
	return string(b)
}
