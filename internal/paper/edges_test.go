package paper

import (
	"strconv"
	"strings"
	"testing"
)

// A document of nothing, of one block, of empty blocks: one page, with its number and nothing else that was not asked for.
func TestDocumentsOfNothing(t *testing.T) {
	empty := map[string]func(d *Doc){
		"nothing": func(*Doc) {},
		"title":   func(d *Doc) { d.Title("") },
		"heading": func(d *Doc) { d.Heading(1, " ") },
		"para":    func(d *Doc) { d.Para("\n \u3000\n\t") },
		"note":    func(d *Doc) { d.Note("") },
		"source":  func(d *Doc) { d.Attribution("\u200e") },
		"facts":   func(d *Doc) { d.Facts(nil) },
		"table":   func(d *Doc) { d.Table(Table{}) },
		"gap":     func(d *Doc) { d.Gap(3); d.Gap(-1) },
		"pages":   func(d *Doc) { d.NewPage(); d.NewPage() },
		"all": func(d *Doc) {
			d.Title("")
			d.Subtitle("")
			d.Heading(2, "")
			d.Para("")
			d.Table(Table{})
			d.Gap(2)
			d.NewPage()
			d.Note("")
		},
	}
	for name, fill := range empty {
		for _, landscape := range []bool{false, true} {
			d := New(Options{Landscape: landscape})
			fill(d)
			p, file := checked(t, d)
			valid(t, file)
			if got := squash(p.Plain()); got != "—1—" || len(p.Sheets) != 1 {
				t.Errorf("%s: %d pages with %q", name, len(p.Sheets), got)
			}
		}
	}
}

// Tables as people paste them: forty columns, a cell of three thousand characters, rows of spaces.
func TestTablesAsPasted(t *testing.T) {
	forty := Table{Caption: "四十列"}
	for i := range 40 {
		forty.Columns = append(forty.Columns, Column{Title: "列" + strconv.Itoa(i), Align: Align(i % 3), Group: strings.Repeat("组", i/7)})
	}
	for range 6 {
		var row []string
		for i := range 40 {
			row = append(row, strconv.Itoa(1000*i))
		}
		forty.Rows = append(forty.Rows, row)
	}
	twenty := Table{Columns: forty.Columns[:16], Rows: [][]string{forty.Rows[0][:16], forty.Rows[0][:12]}, Sum: forty.Rows[1][:16]}
	for name, tab := range map[string]Table{
		"forty":   forty,
		"sixteen": twenty,
		"long":    {Columns: []Column{{Title: "序号"}, {Title: "说明"}, {Title: "数"}}, Rows: [][]string{{"1", strings.Repeat("很长的说明文字，", 375), "2"}, {"2", "短", "3"}}, Sum: []string{"合计", "", "5"}},
		"spaces":  {Columns: []Column{{Title: " "}, {Title: "\u3000"}}, Rows: [][]string{{" ", "\u3000\u3000"}, {"", "\u00a0"}, {"\n\n", "\t"}}, Sum: []string{" ", " "}, Notes: []string{" ", ""}},
		"words":   {Columns: []Column{{Title: strings.Repeat("Abteilung", 9)}, {Title: "b"}}, Rows: [][]string{{strings.Repeat("x", 300), strings.Repeat("1", 80) + "人"}}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, landscape := range []bool{false, true} {
				d := New(Options{Landscape: landscape, Continued: "（续表）"})
				d.Table(tab)
				p, file := checked(t, d)
				valid(t, file)
				want := ""
				for _, row := range append(tab.Rows, tab.Sum) {
					want += clean(strings.Join(row, ""))
				}
				holds(t, name, strings.Join(readPDF(t, file), ""), want)
				if name == "spaces" && len(p.Sheets) != 1 {
					t.Errorf("%d pages", len(p.Sheets))
				}
			}
		})
	}
}

// A small table is not parted.
func TestSmallTablesStayWhole(t *testing.T) {
	for above := range 23 {
		d := New(Options{})
		for range above {
			d.Para("上文")
		}
		tab := ledger(4)
		tab.Carried = nil
		d.Table(tab)
		p := mustLayout(t, d)
		for n, sheet := range p.Sheets {
			text := strings.Join(linesOf(sheet), "\n")
			if strings.Contains(text, "样例台账") != strings.Contains(text, "合计") {
				t.Errorf("%d lines above: page %d has a part of the table", above, n+1)
			}
		}
	}
}

// Page numbers: size 4 with a dash on each side, one character in from the edge, on the right of odd pages and the left of even ones.
func TestPageNumbers(t *testing.T) {
	d := New(Options{Footer: "样例页脚"})
	for range 70 {
		d.Para("一行")
	}
	p := mustLayout(t, d)
	for n, sheet := range p.Sheets {
		var number Run
		for _, it := range sheet.Items {
			if r, ok := it.(Run); ok && strings.Contains(r.Text(), "— "+strconv.Itoa(n+1)+" —") {
				number = r
			}
		}
		const one = sizeFour / ptPerMM
		left, right := number.X-marginLeft, marginLeft+areaWidth-number.X-number.Width()
		if n%2 == 1 {
			left, right = right, left
		}
		if number.Size != sizeFour || right < one-0.1 || right > one+0.1 || left < areaWidth/2 {
			t.Errorf("page %d: the number is %.1f mm from its edge, in %g pt", n+1, right, number.Size)
		}
		if low := number.Y - marginTop - areaHeight; low < numberDrop || low > numberDrop+5 {
			t.Errorf("page %d: the number stands %.1f mm below the text", n+1, low)
		}
	}
}

// The four levels of headings have the faces of GB/T 9704.
func TestHeadingsOfFourLevels(t *testing.T) {
	d := New(Options{})
	for level, text := range []string{"一、标题", "（一）标题", "1. 标题", "（1）标题"} {
		d.Heading(level+1, text)
		d.Para("正文")
	}
	faces := map[string]string{}
	p := mustLayout(t, d)
	for _, it := range p.Sheets[0].Items {
		if r, ok := it.(Run); ok && strings.Contains(r.Text(), "标题") {
			faces[r.Text()] = r.Face()
			if r.Size != sizeThree {
				t.Errorf("%s is set in %g pt", r.Text(), r.Size)
			}
		}
	}
	if len(faces) != 3 && len(faces) != 4 {
		t.Fatalf("%v", faces)
	}
	if faces["一、标题"] != "NotoSansSC-Medium" || faces["（一）标题"] != chains[Kai][0].get().name {
		t.Errorf("%v", faces)
	}
	if len(p.Sheets[0].Marks) != 4 {
		t.Errorf("%d bookmarks", len(p.Sheets[0].Marks))
	}
}

// Each line of a full page stands on the grid of the standard: 22 lines of 28 characters, at even distances from edge to edge.
func TestEveryCharacterOnTheGrid(t *testing.T) {
	d := New(Options{})
	d.Para(strings.Repeat("样", 28*22-2))
	sheet := mustLayout(t, d).Sheets[0]
	line := 0
	for _, it := range sheet.Items[:len(sheet.Items)-1] {
		r, ok := it.(Run)
		if !ok {
			continue
		}
		x := r.X
		cells := 28
		if line == 0 {
			cells = 26
		}
		if len(r.Glyphs) != cells {
			t.Errorf("line %d has %d characters", line+1, len(r.Glyphs))
		}
		for i, g := range r.Glyphs {
			want := marginLeft + float64(28-cells+i)*areaWidth/28
			if x < want-0.02 || x > want+0.02 {
				t.Fatalf("character %d of line %d stands at %.3f, not %.3f mm", i+1, line+1, x, want)
			}
			x += g.Advance / ptPerMM
		}
		middle := r.Y - (0.88-0.5)*r.Size/ptPerMM
		if want := marginTop + (float64(line)+0.5)*areaHeight/22; middle < want-0.02 || middle > want+0.02 {
			t.Errorf("line %d stands at %.3f, not %.3f mm", line+1, middle, want)
		}
		line++
	}
	if line != 22 {
		t.Errorf("%d lines", line)
	}
}

// The rules of a table: one upright for each edge of a column from the head to the sum, one across for each edge of a row.
func TestRulesAreDrawnOnce(t *testing.T) {
	tab := ledger(9)
	tab.Carried = nil
	d := New(Options{})
	d.Table(tab)
	upright, across := 0, 0
	for _, it := range mustLayout(t, d).Sheets[0].Items {
		switch l, ok := it.(Line); {
		case ok && l.X1 == l.X2:
			upright++
		case ok:
			across++
		}
	}
	if rows := 1 + len(tab.Rows) + 1; upright != len(tab.Columns)+1 || across != rows+1 {
		t.Errorf("%d upright and %d across for %d columns and %d rows", upright, across, len(tab.Columns), rows)
	}
}

// A filled row hides no rule: no upright is drawn before the ground it runs over.
func TestRulesLieAboveTheGround(t *testing.T) {
	tab := ledger(3)
	tab.Columns[1].Title = strings.Repeat("很长的列名", 140) // the head takes several strips
	d := New(Options{})
	d.Table(tab)
	grounds := 0
	for _, sheet := range mustLayout(t, d).Sheets {
		var upright []Line
		for _, it := range sheet.Items {
			switch v := it.(type) {
			case Line:
				upright = append(upright, v)
			case Box:
				grounds++
				for _, l := range upright {
					if l.X1 == l.X2 && l.Y1 < v.Y+v.H-0.01 && l.Y2 > v.Y+0.01 {
						t.Errorf("the ground at %.1f hides a rule", v.Y)
					}
				}
			}
		}
	}
	if grounds < 2 {
		t.Errorf("%d grounds", grounds)
	}
}

// Words of letters are not stretched to the edge; Chinese is.
func TestWesternTextIsRagged(t *testing.T) {
	english := strings.Repeat("The stations continued their consultations and follow-up visits. ", 9)
	for text, even := range map[string]bool{
		english: false,
		strings.Repeat("各站点继续做好日常接待和回访工作，", 9):                                                  true,
		strings.Repeat("各站点 continued their consultations 和回访 with visits to the families ", 9): false,
	} {
		d := New(Options{Lang: "en"})
		d.Para(text)
		p := mustLayout(t, d)
		ends := map[float64]float64{}
		for _, it := range p.Sheets[0].Items[:len(p.Sheets[0].Items)-1] {
			if r, ok := it.(Run); ok {
				ends[r.Y] = max(ends[r.Y], r.X+r.Width())
			}
		}
		full := 0
		for _, x := range ends {
			if x > marginLeft+areaWidth-0.02 {
				full++
			}
		}
		if got := full == len(ends)-1; got != even {
			t.Errorf("%d of %d lines reach the edge: %.30q", full, len(ends), text)
		}
	}
}
