package bench

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

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

// onePage fills about one page.
var onePage = strings.Repeat("样例中心联合各站点开展法律咨询、招聘会、健康讲座等活动，参加人数二百多人次；现场解答问题，登记求助。", 12)

// makers make the same pages of Chinese text. The peers are given one of our faces, a copy each time as two of them write into it;
// maroto is given lines that are broken already, as it breaks Chinese with dashes or not at all.
var makers = []struct {
	name string
	make func(pages int) ([]byte, error)
}{{"ours", byOurs}, {"gofpdf", byGofpdf}, {"gopdf", byGopdf}, {"maroto", byMaroto}}

func BenchmarkPaper(b *testing.B) {
	for _, pages := range []int{1, 10, 50} {
		b.Run(fmt.Sprint(pages), func(b *testing.B) {
			var hands []hand
			var sizes []int
			for _, m := range makers {
				file, err := m.make(pages)
				if err != nil {
					b.Fatalf("%s: %v", m.name, err)
				}
				n, err := api.PageCount(bytes.NewReader(file), nil)
				if err != nil || n < pages-pages/10 || n > pages+pages/10+1 {
					b.Fatalf("%s made %d pages for %d: %v", m.name, n, pages, err)
				}
				sizes = append(sizes, len(file))
				hands = append(hands, hand{m.name, nil, func() error { _, err := m.make(pages); return err }})
			}
			race(b, hands...)
			for i, m := range makers {
				b.ReportMetric(float64(sizes[i])/1024, "KiB-"+m.name)
			}
		})
	}
}

func byOurs(pages int) ([]byte, error) {
	d := paper.New(paper.Options{Title: "样例", Date: time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)})
	for range pages {
		d.Para(onePage)
	}
	laid, err := d.Layout()
	if err != nil {
		return nil, err
	}
	return laid.PDF()
}

// byGofpdf loses a character at every line end; the work is the same.
func byGofpdf(pages int) ([]byte, error) {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetMargins(left, top, 210-left-wide)
	pdf.SetAutoPageBreak(true, 297-top-high)
	pdf.AddUTF8FontFromBytes("f", "", bytes.Clone(assets.PaperKai))
	pdf.SetFont("f", "", size)
	pdf.AddPage()
	for range pages {
		pdf.MultiCell(wide, lead, onePage, "", "L", false)
	}
	var out bytes.Buffer
	err := pdf.Output(&out)
	return out.Bytes(), err
}

func byGopdf(pages int) ([]byte, error) {
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	if err := pdf.AddTTFFontData("f", bytes.Clone(assets.PaperKai)); err != nil {
		return nil, err
	}
	if err := pdf.SetFont("f", "", size); err != nil {
		return nil, err
	}
	on := lines
	for range pages {
		broken, err := pdf.SplitText(onePage, wide*ptPerMM)
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

func byMaroto(pages int) ([]byte, error) {
	faces, err := repository.New().AddUTF8FontFromBytes("f", fontstyle.Normal, bytes.Clone(assets.PaperKai)).Load()
	if err != nil {
		return nil, err
	}
	m := maroto.New(config.NewBuilder().WithCustomFonts(faces).WithDefaultFont(&props.Font{Family: "f", Size: size}).
		WithLeftMargin(left).WithTopMargin(top).WithRightMargin(210 - left - wide).WithBottomMargin(297 - top - high).Build())
	for range pages {
		for line := range slices.Chunk([]rune(onePage), across) {
			m.AddRows(text.NewRow(lead, string(line)))
		}
	}
	made, err := m.Generate()
	if err != nil {
		return nil, err
	}
	return made.GetBytes(), nil
}
