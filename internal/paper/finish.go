package paper

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// errShape reports that gofpdf's file is not built as the finishing pass expects.
var errShape = errors.New("unexpected file structure")

// fileWriter numbers and writes the objects of the finished file. What cannot be written is told at the end.
type fileWriter struct {
	out     *bufio.Writer
	sum     hash.Hash // of all that was written: the identity of the file
	at      int       // bytes written so far
	err     error
	offsets []int // of the objects
	buf     bytes.Buffer
	packed  bytes.Buffer
}

// newFile begins a file of so many sheets. Objects 1 and 2 are the page tree and the resources; page n is object 2n+1 and its
// contents the one after.
func newFile(out io.Writer, sheets int) *fileWriter {
	f := &fileWriter{out: bufio.NewWriterSize(out, 32<<10), sum: sha256.New(), offsets: make([]int, 3+2*sheets)}
	f.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	return f
}

func (f *fileWriter) write(b []byte) {
	if f.err == nil {
		_, f.err = f.out.Write(b)
	}
	f.sum.Write(b)
	f.at += len(b)
}

// take moves some sheets from gofpdf's file into ours.
func (w *writer) take(f *fileWriter, raw []byte, from, to int) error {
	objects, err := parts(raw, 2+2*(to-from))
	if err != nil {
		return err
	}
	for i := from; i < to; i++ {
		page, content := objects[2+2*(i-from)], objects[3+2*(i-from)]
		head, _, ok := bytes.Cut(page, []byte("/Contents "))
		if !ok {
			return errShape
		}
		_, content, ok = bytes.Cut(content, []byte(packMark))
		if !ok || !bytes.HasSuffix(content, []byte("\n\nendstream")) {
			return errShape
		}
		links := w.pages.links(f, i)
		f.object(2*i+3, fmt.Sprintf("%s%s/Contents %d 0 R>>", head, links, 2*i+4))
		f.plainStream(2*i+4, "/Filter /FlateDecode ", bytes.TrimSuffix(content, []byte("\n\nendstream")))
	}
	return nil
}

// finish writes what the sheets share: the page tree, our fonts, bookmarks, metadata and identity.
func (w *writer) finish(f *fileWriter) error {
	var kids strings.Builder
	for i := range w.pages.Sheets {
		fmt.Fprintf(&kids, "%d 0 R ", 2*i+3)
	}
	f.object(1, fmt.Sprintf("<</Type /Pages /Kids [%s] /Count %d>>", kids.String(), len(w.pages.Sheets)))
	if err := w.writeFonts(f); err != nil {
		return err
	}
	return f.close(w.catalog(f))
}

// parts returns the bodies of the objects 3 to n of gofpdf's file, each at its place: the sheets and their contents, which it writes
// one behind the other and before all others.
func parts(raw []byte, n int) ([][]byte, error) {
	at := bytes.LastIndex(raw, []byte("\nxref\n0 "))
	if at < 0 || !bytes.HasSuffix(raw, []byte("%%EOF\n")) {
		return nil, errShape
	}
	_, table, ok := bytes.Cut(raw[at+len("\nxref\n"):], []byte("\n"))
	const entry = 20
	if !ok || len(table) < entry*(n+1) {
		return nil, errShape
	}
	starts := make([]int, n+1) // by number; behind the last comes the first
	for i := 1; i <= n; i++ {
		from, err := strconv.ParseUint(string(table[entry*i:entry*i+10]), 10, 31)
		if err != nil || from > uint64(at) || !bytes.HasPrefix(raw[from:], []byte(strconv.Itoa(i)+" 0 obj\n")) {
			return nil, fmt.Errorf("object %d: %w", i, errShape)
		}
		starts[i] = int(from)
	}
	out := make([][]byte, n)
	for i := 3; i <= n; i++ {
		from, to := starts[i]+len(strconv.Itoa(i)+" 0 obj\n"), starts[i%n+1]
		if from > to || !bytes.HasSuffix(raw[from:to], []byte("\nendobj\n")) {
			return nil, fmt.Errorf("object %d: %w", i, errShape)
		}
		out[i-1] = raw[from : to-len("\nendobj\n")]
	}
	return out, nil
}

// reserve gives out the next object number.
func (f *fileWriter) reserve() int {
	f.offsets = append(f.offsets, 0)
	return len(f.offsets) - 1
}

func (f *fileWriter) object(n int, body string) {
	f.offsets[n] = f.at
	f.buf.Reset()
	fmt.Fprintf(&f.buf, "%d 0 obj\n%s\nendobj\n", n, body)
	f.write(f.buf.Bytes())
}

// packers are compressors that lie ready: one takes more memory than a page.
var packers = sync.Pool{New: func() any { return zlib.NewWriter(nil) }}

// packMark stands in gofpdf's contents of a page before ours, which are compressed already.
const packMark = "%packed\n"

// deflate appends data to out, compressed.
func deflate(out *bytes.Buffer, data []byte) error {
	z := packers.Get().(*zlib.Writer)
	defer packers.Put(z)
	z.Reset(out)
	if _, err := z.Write(data); err != nil {
		return fmt.Errorf("compress: %w", err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("compress: %w", err)
	}
	return nil
}

// stream writes a compressed stream with extra entries in its dictionary.
func (f *fileWriter) stream(n int, extra string, data []byte) error {
	f.packed.Reset()
	if err := deflate(&f.packed, data); err != nil {
		return fmt.Errorf("compress object %d: %w", n, err)
	}
	f.plainStream(n, "/Filter /FlateDecode "+extra, f.packed.Bytes())
	return nil
}

func (f *fileWriter) plainStream(n int, extra string, data []byte) {
	f.offsets[n] = f.at
	f.buf.Reset()
	fmt.Fprintf(&f.buf, "%d 0 obj\n<<%s/Length %d>>\nstream\n", n, extra, len(data))
	f.write(f.buf.Bytes())
	f.write(data)
	f.write([]byte("\nendstream\nendobj\n"))
}

// close writes the cross-reference table and the trailer. The identity is a hash of
// all that goes before, so it changes with the contents and with nothing else.
func (f *fileWriter) close(info trailer) error {
	sum := f.sum.Sum(nil)
	start, size := f.at, len(f.offsets)
	f.buf.Reset()
	fmt.Fprintf(&f.buf, "xref\n0 %d\n0000000000 65535 f \n", size)
	for _, at := range f.offsets[1:] {
		fmt.Fprintf(&f.buf, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&f.buf, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		size, info.root, info.info, sum[:16], sum[:16], start)
	f.write(f.buf.Bytes())
	if f.err == nil {
		f.err = f.out.Flush()
	}
	if f.err != nil {
		return fmt.Errorf("write file: %w", f.err)
	}
	return nil
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
