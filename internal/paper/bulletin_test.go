package paper

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// shelfIssue is an issue of our own: articles with and without headings, sources in the text and in the record, short items.
func shelfIssue(t testing.TB) summary.IssueRecords {
	r := summary.IssueRecords{Issue: docRecord(t, &centre.Issue{}, 500, "masthead=女工之窗", "number=3", "total=27", "date=2008-03-10", "editor=样例市总工会女职工部", "copies=60", "state=published")}
	article := func(n int, from int, fields ...string) {
		a := docRecord(t, &centre.Article{}, n, append(fields, "issue="+docID(500).String())...)
		if from > 0 {
			a.Attribution = docID(1000 + from)
		}
		r.Articles = append(r.Articles, a)
	}
	article(503, 2, "section=news", "place=2", "heading=女职工风采板报联展开幕", "body=联展由19家镇工会和系统工会供稿，展期两周。\n参观者200多人次，留言簿上写满了建议；参展单位将把板报带回各自车间继续展出，供一线女职工随时观看。")
	article(502, 1, "section=news", "place=1", "heading=东湖市总工会广场义诊与女职工专场招聘会同日举行", "body=3月6日，义诊与招聘会同日举行。招聘会入场单位49家，提供岗位796个，达成意向347人。")
	article(504, 0, "section=news", "place=3", "heading=多地同庆“三八”", "body=东湖市组织义诊。      （东湖市总工会）\n\n南塘市组织讲座，讲座请来了六位专家，分别讲解孕期劳动保护。\n　　　　（南塘市总工会）\n西岭市揭牌。")
	article(505, 3, "section=brief", "place=1", "body=●西岭市女职工维权指导中心3月6日揭牌，聘任指导员6位。")
	article(506, 0, "section=brief", "place=2", "body=市级机关趣味体育比赛举行，32家单位的200多人参加，18家单位获奖，取前六名。")
	to := func(n int, fields ...string) {
		r.To = append(r.To, docRecord(t, &centre.Distribution{}, n, append(fields, "issue="+docID(500).String())...))
	}
	to(511, "place=2", "to=各市（县）、区工会")
	to(510, "place=1", "to=省总工会", "copies=5")
	to(512, "place=3", "to=各直属单位工会", "copies=9")
	return r
}

func TestBulletinIsWholeAndAsBefore(t *testing.T) {
	for _, lang := range say.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			asBefore(t, "bulletin-"+string(lang), BulletinDoc(summary.IssueOf(shelfIssue(t), docName), docSetting(lang)))
		})
	}
}

// realIssue reads the bulletin of March 2008 by its obvious structure: heads in 【】, a line without a full stop before an article
// is its heading, ● begins a short item, the last line says to whom it goes. The file is data of others and not part of the project.
func realIssue(t testing.TB) (r summary.IssueRecords, whole string) {
	file, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "input", "工会信息-2008-03.txt"))
	if err != nil {
		t.Skip("the bulletin of 2008 is not here")
	}
	r.Issue = docRecord(t, &centre.Issue{}, 500, "masthead=工会信息", "number=3", "total=27", "date=2008-03-31", "editor=样例市总工会研究室", "copies=120", "state=published")
	section := ""
	for line := range strings.SplitSeq(string(file), "\n") {
		text := strings.TrimSpace(line)
		n := len(r.Articles)
		switch to, last := strings.CutPrefix(text, "本期印发："); {
		case text == "":
		case last:
			for i, body := range strings.Split(to, "、") {
				r.To = append(r.To, &centre.Distribution{Issue: r.Issue.ID, Place: int64(i), To: body})
			}
		case text == "【工作动态】":
			section = "news"
		case text == "【工作简讯】":
			section = "brief"
		case section == "brief" && strings.HasPrefix(text, "●"), section == "news" && !strings.ContainsAny(text, "。（") && (n == 0 || r.Articles[n-1].Body != ""):
			a := &centre.Article{Issue: r.Issue.ID, Section: section, Place: int64(n)}
			a.ID = docID(600 + n)
			if a.Heading = text; section == "brief" {
				a.Heading, a.Body = "", line+"\n"
			}
			r.Articles = append(r.Articles, a)
		default:
			r.Articles[n-1].Body += line + "\n"
		}
	}
	return r, string(file)
}

// figures are the numbers of a text, in the order they stand in it.
var figures = regexp.MustCompile(`[0-9]+`)

// TestTheRealBulletinIsSetToTheLastCharacter sets the bulletin of March 2008: what is read back from the file is the text to the last
// character and in its order, no line begins or ends with what may not, and the imprint stands at the foot.
func TestTheRealBulletinIsSetToTheLastCharacter(t *testing.T) {
	r, whole := realIssue(t)
	if len(r.Articles) != 12 || len(r.To) != 8 {
		t.Fatalf("%d articles, %d rows of the distribution", len(r.Articles), len(r.To))
	}
	d := BulletinDoc(summary.IssueOf(r, nil), docSetting(say.ZH))
	p, file := checked(t, d.Doc)
	valid(t, file)
	got := squash(furniture.ReplaceAllString(squash(strings.Join(readPDF(t, file), "")), ""))
	want := "工会信息第3期（总第27期）样例市总工会研究室2008年3月31日" + squash(strings.ReplaceAll(whole, "\t", "")) + "共印120份"
	if got != want {
		t.Error(firstChange(strings.ReplaceAll(got, "。", "。\n"), strings.ReplaceAll(want, "。", "。\n")))
	}
	if a, b := fmt.Sprint(figures.FindAllString(got, -1)), fmt.Sprint(figures.FindAllString(want, -1)); a != b {
		t.Errorf("figures\n%s\nwant\n%s", a, b)
	}
	for _, line := range strings.Split(p.Plain(), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "—") {
			continue
		}
		rs := []rune(line)
		if strings.ContainsRune("，。、；：！？）》」』】〕〉”’", rs[0]) || strings.ContainsRune("（《「『【〔〈“‘", rs[len(rs)-1]) {
			t.Errorf("a line breaks a rule: %s", line)
		}
	}
	atFoot(t, p)
}

// atFoot holds the imprint to the last line of the type area.
func atFoot(t testing.TB, p *Pages) {
	t.Helper()
	low := 0.0
	for _, it := range p.Sheets[len(p.Sheets)-1].Items {
		if l, ok := it.(Line); ok {
			low = max(low, l.Y1)
		}
	}
	if low < marginTop+areaHeight-0.5 || low > marginTop+areaHeight+0.1 {
		t.Errorf("the imprint ends at %.1f mm, not at the foot of the type area", low)
	}
}

func TestBulletinOfAnySize(t *testing.T) {
	heading := strings.Repeat("东湖市总工会女职工工作", 8)[:80*3]
	issue := func(change func(r *summary.IssueRecords)) Document {
		r := shelfIssue(t)
		change(&r)
		return BulletinDoc(summary.IssueOf(r, docName), docSetting(say.ZH))
	}
	item := func(r *summary.IssueRecords, n int, body string) {
		r.Articles = append(r.Articles, docRecord(t, &centre.Article{}, 700+n, "issue="+docID(500).String(), "section=brief", fmt.Sprintf("place=%d", n), "body="+body))
	}
	for name, c := range map[string]struct {
		d    Document
		want []string
	}{
		"empty": {issue(func(r *summary.IssueRecords) { r.Articles, r.To, r.Issue.Copies = nil, nil, 0 }), []string{"女工之窗", "本期还没有稿件。"}},
		"bare":  {issue(func(r *summary.IssueRecords) { *r = summary.IssueRecords{Issue: &centre.Issue{}} }), []string{"草稿"}},
		"hundreds": {issue(func(r *summary.IssueRecords) {
			for n := range 400 {
				item(r, n+10, fmt.Sprintf("第%d条简讯，只有一句。", n))
			}
		}), []string{"第0条简讯", "第399条简讯", "共印60份"}},
		"long heading":    {issue(func(r *summary.IssueRecords) { r.Articles[0].Heading = heading }), []string{heading}},
		"long name":       {issue(func(r *summary.IssueRecords) { r.Issue.Masthead = strings.Repeat("女职工维权", 8) }), []string{strings.Repeat("女职工维权", 8)}},
		"Latin name":      {issue(func(r *summary.IssueRecords) { r.Issue.Masthead = "Women Workers’ Newsletter" }), []string{"WomenWorkers’Newsletter"}},
		"one letter":      {issue(func(r *summary.IssueRecords) { r.Issue.Masthead = "妇" }), []string{"妇第3期"}},
		"rare":            {issue(func(r *summary.IssueRecords) { r.Issue.Masthead, r.Issue.Editor = rareNames, rareNames }), []string{rareNames}},
		"another section": {issue(func(r *summary.IssueRecords) { r.Articles[0].Section = "letters" }), []string{"【letters】", "【工作动态】"}},
		"many addressees": {issue(func(r *summary.IssueRecords) {
			for n := range 600 {
				r.To = append(r.To, docRecord(t, &centre.Distribution{}, 2000+n, "issue="+docID(500).String(), fmt.Sprintf("to=第%d家单位", n), "place=5"))
			}
		}), []string{"、第599家单位"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, file := checked(t, c.d.Doc)
			valid(t, file)
			for _, want := range c.want {
				if !strings.Contains(squash(p.Plain()), want) {
					t.Errorf("no %s in\n%s", want, p.Plain())
				}
			}
			if name != "bare" && name != "empty" && name != "many addressees" {
				atFoot(t, p)
			}
		})
	}
}

// TestImprintNeverStandsOverText fills the last page line by line: the imprint stays at its foot until it no longer fits, then it
// stands at the foot of a page of its own.
func TestImprintNeverStandsOverText(t *testing.T) {
	pages := map[int]bool{}
	for lines := range 24 {
		r := shelfIssue(t)
		r.Articles = nil
		for n := range lines {
			r.Articles = append(r.Articles, docRecord(t, &centre.Article{}, 700+n, "issue="+docID(500).String(), "section=brief", "body=一句话。"))
		}
		p, _ := checked(t, BulletinDoc(summary.IssueOf(r, docName), docSetting(say.ZH)).Doc)
		atFoot(t, p)
		pages[len(p.Sheets)] = true
	}
	if !pages[1] || !pages[2] || len(pages) != 2 {
		t.Errorf("pages %v", pages)
	}
}

func TestOnlyADraftSaysSo(t *testing.T) {
	for _, lang := range say.Langs() {
		word := docSetting(lang).Book.T("bulletin.draft")
		for state, want := range map[string]bool{"draft": true, "published": false} {
			r := shelfIssue(t)
			r.Issue.State = state
			d := BulletinDoc(summary.IssueOf(r, docName), docSetting(lang))
			if p := mustLayout(t, d.Doc); strings.Contains(p.Plain(), word) != want || !d.Public || len(d.Personal) > 0 {
				t.Errorf("%s %s", lang, state)
			}
		}
	}
}

func BenchmarkBulletinIssue(b *testing.B) {
	s := summary.IssueOf(shelfIssue(b), docName)
	for b.Loop() {
		if _, err := mustLayout(b, BulletinDoc(s, docSetting(say.ZH)).Doc).PDF(); err != nil {
			b.Fatal(err)
		}
	}
}
