package draft

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shared returns the text of a file that stands beside the project, or skips the test where there is none.
func shared(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		text, err := os.ReadFile(filepath.Join(dir, "..", "shared", "input", name))
		if err == nil {
			return string(text)
		}
		if up := filepath.Dir(dir); up != dir {
			dir = up
			continue
		}
		t.Skip("the shared input is not beside this copy of the project")
	}
}

// bodies are known attributions of the old bulletin, as a registry would hold them.
var bodies = []string{
	"市总民管部", "张家港市总工会", "昆山市总工会", "太仓市总工会", "平江区总工会", "市级机关工会", "吴中区总工会", "高新区工会", "市总生产部", "市总研究室", "常熟市总工会", "吴江市总工会",
}

func TestProofFindsTheKnownSlips(t *testing.T) {
	text := shared(t, "工会信息-2008-03.txt")
	var got []string
	for _, m := range Proof(text, bodies) {
		got = append(got, m.Kind+":"+text[m.From:m.To]+">"+m.Fix)
	}
	want := []string{
		"percent:％>%", "measure:347达>", "particle:了的>了", "doubled:工会工会>工会", "attribution:太市市总工会>太仓市总工会",
		"halfwidth:,>，", "halfwidth:,>，", "measure:80多工>",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestProofOneByOne(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"各地工会工会干部到场。", "doubled:工会工会>工会"},
		{"双双双双到场", ""},
		{"大家研究研究，一步一步来，许多许多人", ""},
		{"维权中心维权中心成立", "doubled:维权中心维权中心>维权中心"},
		{"开展了的活动", "particle:了的>了"},
		{"为了了解情况，目的的确在此，天地地貌，本地地名", ""},
		{"女工的的权益", "particle:的的>的"},
		{"通知下发,各单位照办.", "halfwidth:,>， halfwidth:.>。"},
		{"共15,319家，比例3.5，时间14:30，网址a.b.c，见1.总则", ""},
		{"会议(扩大)召开", "halfwidth:(>（ halfwidth:)>）"},
		{"1)总则 2）附则 （一）略", ""},
		{"占56%，另有44％，再有10%", "percent:％>%"},
		{"占56％，另有44％，再有10%", "percent:%>％"},
		{"占56％，另有44％", ""},
		{"以“树新风为主题", "bracket:“>"},
		{"见《办法》》第三条", "bracket:》>"},
		{"（甲\n乙）", "bracket:（> bracket:）>"},
		{"“甲‘乙’丙”（丁《戊》）", ""},
		{"“甲（乙”丙）", "bracket:“> bracket:”>"},
		{"don’t", ""},
		{"共80多工会干部", "measure:80多工>"},
		{"有347达成意向", "measure:347达>"},
		{"共80多名干部、37家、1700多人次、２00多人、2.5万元、第3季度、3至5人、2008年、2008春晚、12351热线、A4纸、GB 9704标准", ""},
		{"2月30日、2023年2月29日、13月1日、2024年2月29日、2月29日、4月31号", "date:2月30日> date:2023年2月29日> date:13月1日> date:4月31号>"},
		{"2023-2-29与2023.4.31与3.15与10月10个", "date:2023-2-29> date:2023.4.31>"},
		{"活动举行。（太仓市总工会）", ""},
		{"活动举行。　　（太仑市总工会）", "attribution:太仑市总工会>太仓市总工会"},
		{"活动举行。\n　　　（某某协会）", "attribution:某某协会>"},
		{"活动举行。（太仓市总工会、昆山市总工会）", ""},
		{"各镇（街道）工会（分会）参加。", ""},
		{"", ""},
	} {
		var got []string
		for _, m := range Proof(c.text, bodies) {
			got = append(got, m.Kind+":"+c.text[m.From:m.To]+">"+m.Fix)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s\n\tgot  %v\n\twant %s", c.text, got, c.want)
		}
	}
}

func TestAttributionsNeedARegistry(t *testing.T) {
	if got := Proof("活动举行。（某某协会）", nil); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func FuzzProof(f *testing.F) {
	for _, s := range []string{"工会工会,(80多工会)“％%2月30日", "（太市市总工会）", "\xff\xfe，", "1）2)", "𠮷𠮷𠮷𠮷"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, m := range Proof(text, bodies) {
			if m.From < last || m.To <= m.From || m.To > len(text) {
				t.Fatalf("mark %+v in %d bytes after %d", m, len(text), last)
			}
			last = m.From
		}
	})
}
