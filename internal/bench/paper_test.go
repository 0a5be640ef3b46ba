package bench

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/text"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/props"
	"github.com/johnfercher/maroto/v2/pkg/repository"
	"github.com/jung-kurt/gofpdf"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/signintech/gopdf"

	"cn.halfsky/assets"
	"cn.halfsky/internal/paper"
)

// A page of running text by GB/T 9704: A4, 28 characters of 15.75 pt on a line, 22 lines.
const (
	left, top     = 28.0, 37.0   // mm
	wide, high    = 156.0, 225.0 // mm
	across, lines = 28, 22
	size          = 15.75 // pt
	lead          = high / lines
	ptPerMM       = 72 / 25.4
)

// perPage is how many characters of running text fill about one page.
const perPage = across * (lines - 1)

// prose is real Chinese text, with as many different characters as such text has: the program's own sentences, joined.
var prose = sync.OnceValue(func() []rune {
	var b strings.Builder
	names, err := fs.Glob(assets.Lang, "lang/zh/*.json")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		texts := map[string]string{}
		raw, err := assets.Lang.ReadFile(name)
		if err == nil {
			err = json.Unmarshal(raw, &texts)
		}
		if err != nil {
			panic(err)
		}
		for _, key := range slices.Sorted(maps.Keys(texts)) {
			for _, r := range texts[key] {
				if unicode.Is(unicode.Han, r) && r < 0x10000 || strings.ContainsRune("，。；：、（）", r) {
					b.WriteRune(r)
				}
			}
		}
	}
	return []rune(b.String())
})

// pageText is the n-th page of prose.
func pageText(n int) string {
	all := prose()
	from := n * perPage % (len(all) - perPage)
	return string(all[from : from+perPage])
}

// whole names fonts as people get them: parted by commas, the first is set in, all of them stand in the bulletin.
var whole = flag.String("whole", "", "whole TrueType fonts for the peers, parted by commas, instead of the project's faces, which are subsets already")

// six are the faces of a bulletin: heading, head of section, text, source, page number, imprint.
const six = 6

// fonts are the peers' faces. They are given a copy each time, as two of them write into it.
func fonts(b *testing.B) (faces [six][]byte) {
	b.Helper()
	list := [][]byte{assets.PaperKai, assets.PaperSongBold, assets.PaperHei, assets.PaperSong, assets.PaperKai, assets.PaperSong}
	if *whole != "" {
		list = nil
		for name := range strings.SplitSeq(*whole, ",") {
			data, err := os.ReadFile(name)
			if err != nil {
				b.Fatal(err)
			}
			list = append(list, data)
		}
	}
	for i := range faces {
		faces[i] = list[i%len(list)]
	}
	return faces
}

// maker makes a file of so many pages.
type maker struct {
	name string
	make func(pages int) ([]byte, error)
}

// BenchmarkPaper makes the same pages of running text in one face. maroto is given lines that are broken already, as it breaks Chinese
// with dashes or not at all.
func BenchmarkPaper(b *testing.B) {
	f := fonts(b)
	for _, pages := range []int{1, 10, 50} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) {
			contest(b, pages, []maker{
				{"ours", byOurs},
				{"gofpdf", func(pages int) ([]byte, error) { return byGofpdf(f[:1], running(pages)) }},
				{"gopdf", func(pages int) ([]byte, error) { return byGopdf(f[:1], running(pages)) }},
				{"maroto", func(pages int) ([]byte, error) { return byMaroto(f[:1], running(pages)) }},
			})
		})
	}
}

// BenchmarkBulletin makes an issue of ten pages in six faces.
func BenchmarkBulletin(b *testing.B) {
	f := fonts(b)
	contest(b, 10, []maker{
		{"ours", ourBulletin},
		{"gofpdf", func(pages int) ([]byte, error) { return byGofpdf(f[:], issue(pages)) }},
		{"gopdf", func(pages int) ([]byte, error) { return byGopdf(f[:], issue(pages)) }},
		{"maroto", func(pages int) ([]byte, error) { return byMaroto(f[:], issue(pages)) }},
	})
}

// contest makes sure that all make the same number of pages, and lets them.
func contest(b *testing.B, pages int, makers []maker) {
	b.Helper()
	var hands []hand
	var sizes []int
	for _, m := range makers {
		file, err := m.make(pages)
		if err != nil {
			b.Fatalf("%s: %v", m.name, err)
		}
		n, err := api.PageCount(bytes.NewReader(file), nil)
		if err != nil || n < pages-pages/5 || n > pages+pages/5+1 {
			b.Fatalf("%s made %d pages for %d: %v", m.name, n, pages, err)
		}
		sizes = append(sizes, len(file))
		hands = append(hands, hand{m.name, nil, func() error { _, err := m.make(pages); return err }})
	}
	race(b, hands...)
	for i, m := range makers {
		b.ReportMetric(float64(sizes[i])/1024, "KiB-"+m.name)
	}
}

// part is a text in one of the faces.
type part struct {
	face int
	text string
}

func running(pages int) (out []part) {
	for i := range pages {
		out = append(out, part{0, pageText(i)})
	}
	return out
}

// issue is about one article to a page: heading, text in three paragraphs, source.
func issue(pages int) []part {
	out := []part{{1, "女工之窗"}, {4, "第3期（总第27期）"}, {3, "样例市总工会女职工部编"}}
	for i := range pages {
		out = append(out, part{2, "【工作动态】"}, part{1, headings[i%len(headings)]})
		for _, text := range stories(i) {
			out = append(out, part{0, text})
		}
		out = append(out, part{4, "（样例市总工会）"})
	}
	return append(out, part{5, "本期印发：省总工会、各市（县）、区工会"}, part{5, "共印60份"})
}

var headings = []string{"广场义诊与女职工专场招聘会同日举行", "女职工风采板报联展开幕", "维权指导中心揭牌聘任指导员", "机关趣味体育比赛三十余家单位参加"}

// stories are the paragraphs of an article: about seven tenths of a page, the rest is its heads.
func stories(n int) []string {
	all := []rune(pageText(n))
	cut := len(all) * 7 / 30
	return []string{string(all[:cut]), string(all[cut : cut*2]), string(all[cut*2 : cut*3])}
}

func byOurs(pages int) ([]byte, error) {
	d := paper.New(paper.Options{Title: "样例", Date: time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)})
	for i := range pages {
		d.Para(pageText(i))
	}
	return written(d)
}

func written(d *paper.Doc) ([]byte, error) {
	laid, err := d.Layout()
	if err != nil {
		return nil, err
	}
	return laid.PDF()
}

func ourBulletin(pages int) ([]byte, error) {
	d := paper.New(paper.Options{Title: "女工之窗", Date: time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)})
	d.Masthead(paper.Masthead{Name: "女工之窗", Number: "第3期（总第27期）", Editor: "样例市总工会女职工部编", Date: "2026年3月8日"})
	for i := range pages {
		d.Section("【工作动态】")
		d.Headline(headings[i%len(headings)])
		texts := stories(i)
		for j, text := range texts {
			from := ""
			if j == len(texts)-1 {
				from = "样例市总工会"
			}
			d.Story("", text, from)
		}
	}
	d.Imprint(paper.Imprint{To: "省总工会、各市（县）、区工会", Copies: "共印60份"})
	return written(d)
}

// byGofpdf loses a character at every line end; the work is the same.
func byGofpdf(faces [][]byte, parts []part) ([]byte, error) {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetMargins(left, top, 210-left-wide)
	pdf.SetAutoPageBreak(true, 297-top-high)
	for i, f := range faces {
		pdf.AddUTF8FontFromBytes(fmt.Sprint("f", i), "", bytes.Clone(f))
	}
	pdf.AddPage()
	for _, p := range parts {
		pdf.SetFont(fmt.Sprint("f", p.face), "", size)
		pdf.MultiCell(wide, lead, p.text, "", "L", false)
	}
	var out bytes.Buffer
	err := pdf.Output(&out)
	return out.Bytes(), err
}

func byGopdf(faces [][]byte, parts []part) ([]byte, error) {
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	for i, f := range faces {
		if err := pdf.AddTTFFontData(fmt.Sprint("f", i), bytes.Clone(f)); err != nil {
			return nil, err
		}
	}
	on := lines
	for _, p := range parts {
		if err := pdf.SetFont(fmt.Sprint("f", p.face), "", size); err != nil {
			return nil, err
		}
		broken, err := pdf.SplitText(p.text, wide*ptPerMM)
		if err != nil {
			return nil, err
		}
		for _, line := range broken {
			if on == lines {
				pdf.AddPage()
				on = 0
			}
			pdf.SetXY(left*ptPerMM, (top+float64(on)*lead)*ptPerMM)
			if err := pdf.Cell(nil, line); err != nil {
				return nil, err
			}
			on++
		}
	}
	return pdf.GetBytesPdfReturnErr()
}

func byMaroto(faces [][]byte, parts []part) ([]byte, error) {
	fonts := repository.New()
	for i, f := range faces {
		fonts = fonts.AddUTF8FontFromBytes(fmt.Sprint("f", i), fontstyle.Normal, bytes.Clone(f))
	}
	loaded, err := fonts.Load()
	if err != nil {
		return nil, err
	}
	m := maroto.New(config.NewBuilder().WithCustomFonts(loaded).WithDefaultFont(&props.Font{Family: "f0", Size: size}).
		WithLeftMargin(left).WithTopMargin(top).WithRightMargin(210 - left - wide).WithBottomMargin(297 - top - high).Build())
	for _, p := range parts {
		for line := range slices.Chunk([]rune(p.text), across) {
			m.AddRows(text.NewRow(lead, string(line), props.Text{Family: fmt.Sprint("f", p.face), Size: size}))
		}
	}
	made, err := m.Generate()
	if err != nil {
		return nil, err
	}
	return made.GetBytes(), nil
}
