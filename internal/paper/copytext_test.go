package paper

import (
	"strings"
	"testing"

	"cn.halfsky/internal/say"
)

// copied lays out what is built and copies its text.
func copied(t *testing.T, o Options, build func(d *Doc)) (*Pages, string) {
	t.Helper()
	d := New(o)
	build(d)
	p, err := d.Layout()
	if err != nil {
		t.Fatal(err)
	}
	return p, p.Copy()
}

// TestCopyJoinsTheLinesOfAParagraph: broken lines are one line again, in Chinese without and in English with a space; the next
// paragraph begins a new one, however full the last line was.
func TestCopyJoinsTheLinesOfAParagraph(t *testing.T) {
	zh := strings.Repeat("示例街道工会为女职工提供法律咨询，", 9) + "完。"
	full := strings.Repeat("满", 26) // exactly one line behind its indent
	en := strings.Repeat("The counsellors listen and write down what was said; ", 8) + "that is all."
	want := []string{"一、咨询情况", zh, full, full, en, "●示例短讯" + zh, "末段。"}
	_, got := copied(t, Options{Footer: "示例页脚"}, func(d *Doc) {
		d.Heading(1, want[0])
		for _, text := range want[1:5] {
			d.Para(text)
		}
		d.Item("●", "示例短讯"+zh)
		d.Para("末段。")
	})
	lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
	for i := range lines {
		lines[i] = strings.Replace(lines[i], "● ", "●", 1)
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("copied\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

// TestCopyPartsCellsByTabs, rows by line ends, over pages and without the head that is repeated; an empty cell keeps its place.
func TestCopyPartsCellsByTabs(t *testing.T) {
	var want []string
	p, got := copied(t, Options{}, func(d *Doc) {
		table := Table{Columns: []Column{{Title: "序号"}, {Title: "单位"}, {Title: "说明"}, {Title: "人数", Align: Right}}, Sum: []string{"", "合计", "", "99"}}
		want = append(want, "序号\t单位\t说明\t人数")
		for range 60 {
			row := []string{"1", "示例纺织厂工会", strings.Repeat("很长的说明", 8), "12"}
			if len(table.Rows)%5 == 0 {
				row[2] = ""
			}
			table.Rows = append(table.Rows, row)
			want = append(want, strings.Join(row, "\t"))
		}
		want = append(want, "\t合计\t\t99")
		d.Table(table)
	})
	if len(p.Sheets) < 3 {
		t.Fatalf("only %d pages", len(p.Sheets))
	}
	if got != strings.Join(want, "\n")+"\n" {
		t.Errorf("copied\n%s", got)
	}
}

// TestCopyGoesOnOverPages: a paragraph that a page end cuts is one line.
func TestCopyGoesOnOverPages(t *testing.T) {
	text := strings.Repeat("示例街道工会为女职工提供法律咨询，", 60) + "完。"
	p, got := copied(t, Options{Footer: "示例页脚"}, func(d *Doc) { d.Para(text) })
	if len(p.Sheets) < 2 || got != text+"\n" {
		t.Errorf("%d pages, copied\n%s", len(p.Sheets), got)
	}
}

// TestSpotsLieOnTheirPage: every character of every document has its cell within the sheet, and what is copied holds them all.
func TestSpotsLieOnTheirPage(t *testing.T) {
	for name, d := range docSamples(t) {
		p := mustLayout(t, d.Doc)
		whole := squash(strings.ReplaceAll(p.Copy(), "\t", ""))
		for i, sheet := range p.Sheets {
			text := ""
			for _, s := range sheet.Spots() {
				text += s.Text
				if s.X < 0 || s.Y < 0 || s.X+s.W > sheet.Width || s.Y+s.H > sheet.Height || s.H <= 0 {
					t.Fatalf("%s: %q of page %d lies at %.1f %.1f", name, s.Text, i+1, s.X, s.Y)
				}
			}
			if i == 0 && !strings.HasPrefix(whole, squash(text)[:min(len(squash(text)), 60)]) {
				t.Errorf("%s does not begin as its first page:\n%.200s", name, whole)
			}
		}
	}
	if got := ProgrammeDoc(docProgramme(t), docSetting(say.EN)); strings.Contains(mustLayout(t, got.Doc).Copy(), "— 1 —") {
		t.Error("the page number is copied")
	}
}

func BenchmarkCopy(b *testing.B) {
	d := New(Options{})
	for range 400 {
		d.Para(strings.Repeat("示例街道工会为女职工提供法律咨询，", 20))
	}
	p := mustLayout(b, d)
	b.ReportMetric(float64(len(p.Sheets)), "pages")
	for b.Loop() {
		p.Copy()
	}
}
