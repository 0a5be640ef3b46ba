package paper

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// readPDF is a reader of its own: it inflates every stream, follows the ToUnicode
// maps and returns the text of each page in drawing order, one line for each run.
func readPDF(t testing.TB, file []byte) []string {
	t.Helper()
	objects := pdfObjects(t, file)
	maps := map[string]map[int]string{} // by resource name
	for _, m := range regexp.MustCompile(`/(P\d+) (\d+) 0 R`).FindAllStringSubmatch(objects[2], -1) {
		n, _ := strconv.Atoi(m[2])
		to := regexp.MustCompile(`/ToUnicode (\d+) 0 R`).FindStringSubmatch(objects[n])
		if to == nil {
			t.Fatalf("font %s has no ToUnicode", m[1])
		}
		n, _ = strconv.Atoi(to[1])
		maps[m[1]] = readMap(t, objects[n])
	}
	kids := regexp.MustCompile(`/Kids \[([^\]]*)\]`).FindStringSubmatch(objects[1])
	if kids == nil {
		t.Fatal("no list of pages")
	}
	var pages []string
	for _, kid := range regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(kids[1], -1) {
		n, _ := strconv.Atoi(kid[1])
		content := regexp.MustCompile(`/Contents (\d+) 0 R`).FindStringSubmatch(objects[n])
		if content == nil {
			t.Fatalf("page %d has no contents", n)
		}
		n, _ = strconv.Atoi(content[1])
		pages = append(pages, readContent(t, objects[n], maps))
	}
	return pages
}

// pdfObjects returns dictionary and inflated stream of every object.
func pdfObjects(t testing.TB, file []byte) map[int]string {
	t.Helper()
	out := map[int]string{}
	at := bytes.LastIndex(file, []byte("startxref\n"))
	start, err := strconv.Atoi(strings.Fields(string(file[at:]))[1])
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(file[start:at]), "\n")
	count, _ := strconv.Atoi(strings.Fields(lines[1])[1])
	for n := 1; n < count; n++ {
		from, _ := strconv.Atoi(lines[2+n][:10])
		body := file[from:]
		head := fmt.Sprintf("%d 0 obj\n", n)
		if !bytes.HasPrefix(body, []byte(head)) {
			t.Fatalf("object %d is not where the table says", n)
		}
		body = body[len(head):]
		dict, rest, isStream := bytes.Cut(body, []byte("\nstream\n"))
		end := bytes.Index(body, []byte("\nendobj"))
		if !isStream || len(dict) > end {
			out[n] = string(body[:end])
			continue
		}
		length, _ := strconv.Atoi(regexp.MustCompile(`/Length (\d+)`).FindStringSubmatch(string(dict))[1])
		data := rest[:length]
		if !bytes.HasPrefix(rest[length:], []byte("\nendstream\nendobj\n")) {
			t.Fatalf("stream %d has a wrong length", n)
		}
		if bytes.Contains(dict, []byte("FlateDecode")) {
			z, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if data, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		out[n] = string(dict) + "\n" + string(data)
	}
	return out
}

func readMap(t testing.TB, cmap string) map[int]string {
	t.Helper()
	m := map[int]string{}
	for _, e := range regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]+)>\n`).FindAllStringSubmatch(cmap, -1) {
		code, _ := strconv.ParseInt(e[1], 16, 32)
		raw, err := hex.DecodeString(e[2])
		if err != nil {
			t.Fatal(err)
		}
		var units []uint16
		for i := 0; i+1 < len(raw); i += 2 {
			units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
		}
		m[int(code)] = string(utf16.Decode(units))
	}
	return m
}

var textObject = regexp.MustCompile(`/(P\d+) [^\n]*?\[([^\]]*)\] TJ`)

func readContent(t testing.TB, content string, maps map[string]map[int]string) string {
	t.Helper()
	var b strings.Builder
	for _, run := range textObject.FindAllStringSubmatch(content, -1) {
		for _, part := range regexp.MustCompile(`<([0-9a-f]*)>`).FindAllStringSubmatch(run[2], -1) {
			for i := 0; i+4 <= len(part[1]); i += 4 {
				code, _ := strconv.ParseInt(part[1][i:i+4], 16, 32)
				text, ok := maps[run[1]][int(code)]
				if !ok {
					t.Fatalf("code %d of %s stands for nothing", code, run[1])
				}
				b.WriteString(text)
			}
		}
	}
	return b.String()
}

// squash leaves out everything that shows nothing.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\n' || r == 0xA0 || r == 0x3000 || r == '\f' {
			return -1
		}
		return r
	}, s)
}

// counted is the number of each character, so that order does not matter.
func counted(s string) map[rune]int {
	m := map[rune]int{}
	for _, r := range squash(s) {
		m[r]++
	}
	return m
}

// holds fails when the file has lost or changed a character of the text.
func holds(t testing.TB, what, got, want string) {
	t.Helper()
	g := counted(got)
	var lost []string
	for r, n := range counted(want) {
		if g[r] < n {
			lost = append(lost, fmt.Sprintf("%q (U+%04X) went in %d times and came out %d times", r, r, n, g[r]))
		}
	}
	if slices.Sort(lost); len(lost) > 0 {
		t.Errorf("%s: %d characters are lost: %s", what, len(lost), strings.Join(lost[:min(len(lost), 4)], "; "))
	}
}

// noFiles keeps pdfcpu from leaving files in anybody's home. It sets a variable that documents proved side by side read.
var noFiles = sync.OnceFunc(api.DisableConfigDir)

// valid fails when pdfcpu in its strict mode finds anything.
func valid(t testing.TB, file []byte) {
	t.Helper()
	noFiles()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	if err := api.Validate(bytes.NewReader(file), conf); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
}

// checked lays out and writes a document and holds it to everything every document must be.
func checked(t testing.TB, d *Doc) (*Pages, []byte) {
	t.Helper()
	p := mustLayout(t, d)
	inside(t, p)
	apart(t, p)
	unruled(t, p)
	file, err := p.PDF()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(readPDF(t, file), ""), squash(p.Plain()); squash(got) != want {
		t.Errorf("the text of the file differs from the text of the pages")
	}
	return p, file
}

// inside fails when something is drawn outside the type area, page furniture apart.
func inside(t testing.TB, p *Pages) {
	t.Helper()
	l := newLayout(p.opts)
	const hair = 0.05
	for n, sheet := range p.Sheets {
		for _, it := range sheet.Items {
			x1, y1, x2, y2 := extent(it)
			low := l.top + l.high
			if y1 > low { // page number and footer
				low = l.sheetH - 8
			}
			if x1 < l.left-hair || x2 > l.left+l.wide+hair || y1 < l.top-hair || y2 > low+hair {
				t.Errorf("page %d: %.1f,%.1f–%.1f,%.1f lies outside the type area", n+1, x1, y1, x2, y2)
				return
			}
		}
	}
}

// extent is the room an item takes; a run takes its em square.
func extent(it Item) (x1, y1, x2, y2 float64) {
	switch v := it.(type) {
	case Run:
		em := v.Size / ptPerMM
		return v.X, v.Y - 0.88*em, v.X + v.Width(), v.Y + 0.12*em
	case Line:
		return min(v.X1, v.X2), min(v.Y1, v.Y2), max(v.X1, v.X2), max(v.Y1, v.Y2)
	case Box:
		return v.X, v.Y, v.X + v.W, v.Y + v.H
	case Picture:
		return v.X, v.Y, v.X + v.W, v.Y + v.H
	case Path:
		x1, y1, x2, y2 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
		for _, p := range v.Points {
			x1, y1, x2, y2 = min(x1, p.X), min(y1, p.Y), max(x2, p.X), max(y2, p.Y)
		}
	}
	return
}

// apart fails when two runs of text overlap, or a text and a photo.
func apart(t testing.TB, p *Pages) {
	t.Helper()
	for n, sheet := range p.Sheets {
		var runs []Item
		for _, it := range sheet.Items {
			r, ok := it.(Run)
			if _, photo := it.(Picture); photo || ok && strings.TrimSpace(r.Text()) != "" {
				runs = append(runs, it)
			}
		}
		for i, a := range runs {
			ax1, ay1, ax2, ay2 := extent(a)
			for _, b := range runs[i+1:] {
				bx1, by1, bx2, by2 := extent(b)
				const hair = 0.1
				if ax1 < bx2-hair && bx1 < ax2-hair && ay1 < by2-hair && by1 < ay2-hair {
					t.Errorf("page %d: texts overlap at %.1f,%.1f and %.1f,%.1f", n+1, ax1, ay1, bx1, by1)
					return
				}
			}
		}
	}
}

// unruled fails when a rule runs through a text: a cell wider than its column, a line lower than its row. Rules below or above the
// ink of a text, as of a line to write on, are none of this.
func unruled(t testing.TB, p *Pages) {
	t.Helper()
	for n, sheet := range p.Sheets {
		var rules []Line
		for _, it := range sheet.Items {
			if v, ok := it.(Line); ok && (v.X1 == v.X2 || v.Y1 == v.Y2) {
				rules = append(rules, v)
			}
		}
		for _, it := range sheet.Items {
			r, ok := it.(Run)
			if !ok || strings.TrimSpace(r.Text()) == "" {
				continue
			}
			em := r.Size / ptPerMM
			x1, y1, x2, y2 := r.X+0.2*em, r.Y-0.7*em, r.X+r.Width()-0.2*em, r.Y-0.05*em
			for _, v := range rules {
				if min(v.X1, v.X2) < x2 && max(v.X1, v.X2) > x1 && min(v.Y1, v.Y2) < y2 && max(v.Y1, v.Y2) > y1 {
					t.Errorf("page %d: a rule runs through %.20q at %.1f,%.1f", n+1, r.Text(), r.X, r.Y)
					return
				}
			}
		}
	}
}

// TestPageChecksFindTheirFaults: each check fails on a page that has its fault, and on no other.
func TestPageChecksFindTheirFaults(t *testing.T) {
	word := mustLayout(t, func() *Doc { d := New(Options{}); d.Para("样例"); return d }()).Sheets[0].Items[0].(Run)
	page := func(items ...Item) *Pages {
		return &Pages{Sheets: []Page{{Width: sheetWidth, Height: sheetHeight, Items: items}}}
	}
	at := func(x, y float64) Run { r := word; r.X, r.Y = x, y; return r }
	for name, c := range map[string]struct {
		check func(testing.TB, *Pages)
		p     *Pages
		bad   bool
	}{
		"inside":            {inside, page(at(100, 100)), false},
		"too far right":     {inside, page(at(180, 100)), true},
		"above":             {inside, page(at(100, 37)), true},
		"box over the edge": {inside, page(Box{X: 100, Y: 100, W: 90, H: 1}), true},
		"beside":            {apart, page(at(100, 100), at(100+word.Width(), 100)), false},
		"over":              {apart, page(at(100, 100), at(102, 102)), true},
		"rule between":      {unruled, page(at(100, 100), Line{X1: 99.9, X2: 99.9, Y1: 90, Y2: 110}), false},
		"line to write on":  {unruled, page(at(100, 100), Line{X1: 90, X2: 120, Y1: 100.3, Y2: 100.3}), false},
		"rule through":      {unruled, page(at(100, 100), Line{X1: 104, X2: 104, Y1: 90, Y2: 110}), true},
		"struck out":        {unruled, page(at(100, 100), Line{X1: 90, X2: 120, Y1: 98, Y2: 98}), true},
	} {
		spy := &spyTB{TB: t}
		c.check(spy, c.p)
		if spy.failed != c.bad {
			t.Errorf("%s: found a fault %v, want %v", name, spy.failed, c.bad)
		}
	}
}

// spyTB is a test that only remembers whether it failed.
type spyTB struct {
	testing.TB
	failed bool
}

func (s *spyTB) Errorf(string, ...any) { s.failed = true }
func (s *spyTB) Helper()               {}

func TestSampleIsWhole(t *testing.T) {
	for name, d := range map[string]*Doc{"report": sample(), "grid": weekGrid(), "empty": New(Options{})} {
		t.Run(name, func(t *testing.T) {
			p, file := checked(t, d)
			valid(t, file)
			if len(p.Missing) > 0 {
				t.Errorf("characters without a face: %q", string(p.Missing))
			}
		})
	}
}

func TestGolden(t *testing.T) {
	for name, d := range map[string]*Doc{"report": sample(), "grid": weekGrid()} {
		golden(t, name, mustLayout(t, d).Text())
	}
}

// firstChange shows the first line in which two texts differ.
func firstChange(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			got, want := []rune(g[i]), []rune(append(w, "")[min(i, len(w))])
			at := 0
			for at < len(got) && at < len(want) && got[at] == want[at] {
				at++
			}
			part := func(r []rune) string { return string(r[min(max(at-30, 0), len(r)):min(at+60, len(r))]) }
			return fmt.Sprintf("line %d at %d: got  …%s\n        want …%s", i+1, at+1, part(got), part(want))
		}
	}
	return "lines are missing at the end"
}

func TestSameBytesTwice(t *testing.T) {
	first, err := mustLayout(t, sample()).PDF()
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan []byte)
	for range 8 {
		go func() {
			p, err := sample().Layout()
			if err != nil {
				done <- nil
				return
			}
			file, err := p.PDF()
			if err != nil {
				file = nil
			}
			done <- file
		}()
	}
	for range 8 {
		if !bytes.Equal(<-done, first) {
			t.Error("the same document gave other bytes")
		}
	}
}

func TestPopplerReadsTheSame(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed; our own reader has checked the text")
	}
	p, file := checked(t, sample())
	path := filepath.Join(t.TempDir(), "sample.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	holds(t, "pdftotext", string(out), p.Plain())
}
