package paper

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// longBook has many headings and more than ten pages.
func longBook(sections, parts int, cover bool) *Doc {
	d := New(Options{Title: "样例", Contents: "目录", Date: sampleDate})
	d.Title("样例汇编")
	if cover {
		d.Subtitle("二〇二六年")
		d.NewPage()
	}
	for i := range sections {
		d.Heading(1, fmt.Sprintf("第%d部分样例%s", i+1, strings.Repeat("情况", i%20)))
		for j := range parts {
			d.Heading(2, fmt.Sprintf("（%d）样例小节𠮷", j+1))
			d.Para(benchText[:600])
		}
	}
	return d
}

func TestContentsLeadToTheirPages(t *testing.T) {
	few := longBook(5, 1, true)
	for range 12 {
		few.Para(benchText)
	}
	for name, c := range map[string]struct {
		d         *Doc
		at, pages int
	}{
		"cover":       {longBook(12, 2, true), 1, 2},
		"no cover":    {longBook(8, 3, false), 0, 2},
		"one page":    {few, 1, 1},
		"first level": {longBook(60, 2, true), 1, 4},
	} {
		t.Run(name, func(t *testing.T) {
			p, file := checked(t, c.d)
			valid(t, file)
			n := 0
			for i := range p.Sheets {
				if len(p.Sheets[i].Links) == 0 {
					continue
				}
				if n++; i != c.at+n-1 {
					t.Errorf("page %d has links", i+1)
				}
			}
			if n != c.pages {
				t.Errorf("%d pages of contents, want %d", n, c.pages)
			}
			followLinks(t, p)
			if m := p.Sheets[c.at].Marks; len(m) != 1 || m[0].Title != "目录" {
				t.Errorf("the contents have the bookmarks %v", m)
			}
		})
	}
}

// followLinks fails when a link does not lead to the heading it names or gives another page's number.
func followLinks(t *testing.T, p *Pages) {
	t.Helper()
	for i, sheet := range p.Sheets {
		for _, l := range sheet.Links {
			text, number := "", ""
			for _, it := range sheet.Items {
				if r, ok := it.(Run); ok && r.Y > l.Y && r.Y < l.Y+l.H {
					if r.X+r.Width() > l.X+l.W-0.1 {
						number = r.Text()
					} else {
						text += r.Text()
					}
				}
			}
			found := false
			for _, m := range p.Sheets[l.Page].Marks {
				found = found || m.Title == text && m.Y == l.To
			}
			if !found {
				t.Errorf("page %d: %q leads to a place on page %d that has no such heading", i+1, text, l.Page+1)
			}
			if number != strconv.Itoa(l.Page+1) {
				t.Errorf("%q stands on page %d, the contents say %s", text, l.Page+1, number)
			}
		}
	}
}

func TestContentsAreLeftOut(t *testing.T) {
	short, bare, said, plain := longBook(1, 3, true), New(Options{Contents: "目录"}), longBook(12, 2, true), longBook(12, 2, true)
	said.opts.NoContents, plain.opts.Contents = true, ""
	for range 40 {
		bare.Para(benchText)
	}
	for name, d := range map[string]*Doc{"short": short, "without headings": bare, "asked for none": said, "without a word": plain} {
		for i, s := range mustLayout(t, d).Sheets {
			if len(s.Links) > 0 {
				t.Errorf("%s: page %d has contents", name, i+1)
			}
		}
	}
}

func TestLongTitlesInContents(t *testing.T) {
	d := longBook(12, 2, true)
	d.Heading(1, strings.Repeat("很长的样例标题", 40))
	_, file := checked(t, d)
	valid(t, file)
}

func TestQpdfTakesContents(t *testing.T) {
	tool, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed; pdfcpu has validated the links")
	}
	_, file := checked(t, longBook(12, 2, true))
	path := filepath.Join(t.TempDir(), "contents.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(tool, "--check", path).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}
