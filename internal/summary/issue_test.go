package summary

import (
	"fmt"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

func TestBodyFindsWhoSentAParagraphIn(t *testing.T) {
	for _, c := range []struct{ text, from, want string }{
		{"", "", "[]"},
		{"", "东湖市总工会", "[{ 东湖市总工会}]"},
		{"一句话。", "", "[{一句话。 }]"},
		{"一句话。", "东湖市总工会", "[{一句话。 东湖市总工会}]"},
		{"一句话。   （民管部）", "", "[{一句话。 民管部}]"},
		{"一句话。\u3000\u3000（民管部）   ", "民管部", "[{一句话。 民管部}]"},
		{"一句话。\r\n\r\n   （民管部）\n", "", "[{一句话。 民管部}]"},
		{"一句话。  (民管部)\n又一句。  （女工部）", "东湖市总工会", "[{一句话。 民管部} {又一句。 女工部} { 东湖市总工会}]"},
		{"有的单位（共三家）。", "", "[{有的单位（共三家）。 }]"},
		{"一句话。（东湖市总工会）", "", "[{一句话。 东湖市总工会}]"},
		{"一句话。（完）", "", "[{一句话。（完） }]"},
		{"一句话。（共三家，都来了）", "", "[{一句话。（共三家，都来了） }]"},
		{"去年 （试行）", "", "[{去年 （试行） }]"},
		{"（一）加强领导", "", "[{（一）加强领导 }]"},
		{"（民管部）", "", "[{（民管部） }]"},
		{"一句话。  （甲）", "", "[{一句话。  （甲） }]"},
	} {
		if got := fmt.Sprint(body(c.text, c.from)); got != c.want {
			t.Errorf("%q, %q: %s, want %s", c.text, c.from, got, c.want)
		}
	}
}

func TestIssueKeepsTheEditorsOrder(t *testing.T) {
	i := &centre.Issue{Masthead: "女工之窗", Number: 3, Copies: 0, State: "draft"}
	i.ID = field.ID{1}
	article := func(section string, place int64, heading string) *centre.Article {
		return &centre.Article{Issue: i.ID, Section: section, Place: place, Heading: heading}
	}
	other := article("news", 0, "别的一期")
	other.Issue = field.ID{2}
	s := IssueOf(IssueRecords{Issue: i,
		Articles: []*centre.Article{article("news", 2, "后"), other, article("brief", 1, "简"), article("letters", 1, "信"), article("news", 1, "前")},
		To:       []*centre.Distribution{{Issue: i.ID, Place: 2, To: "乙、丙", Copies: 3}, {Issue: i.ID, Place: 1, To: "甲", Copies: 4}, {Issue: field.ID{2}, Copies: 100}},
	}, nil)
	order := ""
	for _, a := range s.Articles() {
		order += a.Heading
	}
	if order != "前后简信" || s.To[0].To+s.To[1].To != "甲乙、丙" || s.Copies != 7 || !s.Draft {
		t.Errorf("%s %v %d", order, s.To, s.Copies)
	}
	if got := s.JSON(); len(got["sections"].([]any)) != 3 || got["copies"] != int64(7) {
		t.Errorf("%v", got)
	}
}

func FuzzIssueBody(f *testing.F) {
	f.Add("一句话。   （民管部）\n（女工部）", "东湖市总工会")
	f.Fuzz(func(t *testing.T, text, from string) {
		want := map[rune]int{}
		for _, r := range text + from {
			want[r]++
		}
		for _, p := range body(text, from) {
			for _, r := range p.Text + p.From {
				want[r]--
			}
		}
		for r, n := range want {
			if r > ' ' && r != '（' && r != '）' && r != '(' && r != ')' && n < 0 {
				t.Errorf("%q came out more often than it went in", r)
			}
			if r > 0x2000 && r != 0x3000 && n > 0 && r != '（' && r != '）' && r != 0x85 && r != 0x2028 && r != 0x2029 && from == "" {
				t.Errorf("%q was lost", r)
			}
		}
	})
}
