package paper

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"cn.halfsky/assets"
)

// benchText is about one page of running text.
var benchText = strings.Repeat("样例中心联合各站点开展法律咨询、招聘会、健康讲座等活动，参加人数二百多人次；现场解答问题，登记求助。", 12)

// BenchmarkReport makes the same text with this engine and with gofpdf's own text
// side in one run, so that the ratio means something on any machine. gofpdf is given
// a copy of the font each time because it writes into it. PAPER_PEER_FONT names
// a whole font for gofpdf instead of our subset.
func BenchmarkReport(b *testing.B) {
	font := assets.PaperKai
	if path := os.Getenv("PAPER_PEER_FONT"); path != "" {
		whole, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		font = whole
	}
	for name, pages := range map[string]int{"1page": 1, "10pages": 10, "50pages": 50} {
		b.Run(name+"/engine", func(b *testing.B) {
			size := 0
			for b.Loop() {
				d := New(Options{Title: "样例", Date: sampleDate})
				for range pages {
					d.Para(benchText)
				}
				file, err := mustLayout(b, d).PDF()
				if err != nil {
					b.Fatal(err)
				}
				size = len(file)
			}
			b.ReportMetric(float64(size), "filebytes")
		})
		b.Run(name+"/gofpdf", func(b *testing.B) {
			size := 0
			for b.Loop() {
				size = len(plainGofpdf(b, bytes.Clone(font), pages))
			}
			b.ReportMetric(float64(size), "filebytes")
		})
	}
}

func plainGofpdf(b *testing.B, font []byte, pages int) []byte {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetMargins(marginLeft, marginTop, sheetWidth-marginLeft-areaWidth)
	pdf.SetAutoPageBreak(true, sheetHeight-marginTop-areaHeight)
	pdf.AddUTF8FontFromBytes("f", "", font)
	pdf.SetFont("f", "", sizeThree)
	pdf.AddPage()
	for range pages {
		pdf.MultiCell(areaWidth, lineHeight, benchText, "", "L", false)
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// BenchmarkSample makes the sample document step by step.
func BenchmarkSample(b *testing.B) {
	b.Run("layout", func(b *testing.B) {
		for b.Loop() {
			mustLayout(b, sample())
		}
	})
	p := mustLayout(b, sample())
	b.Run("pdf", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.PDF(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("raster96", func(b *testing.B) {
		for b.Loop() {
			Raster(p.Sheets[0], 96)
		}
	})
}

// BenchmarkBulletin lays out and writes the old bulletin, when it is beside the project.
func BenchmarkBulletin(b *testing.B) {
	text, ok := bulletin(b)
	if !ok {
		b.Skip("the old bulletin is not beside the project")
	}
	for b.Loop() {
		d := New(Options{Title: "样例", Date: sampleDate})
		for line := range strings.SplitSeq(text, "\n") {
			d.Para(line)
		}
		if _, err := mustLayout(b, d).PDF(); err != nil {
			b.Fatal(err)
		}
	}
}
