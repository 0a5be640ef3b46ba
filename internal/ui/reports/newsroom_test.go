package reports

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// newsDesk is a desk of one issue that writes down what it is asked to do.
type newsDesk struct {
	Desk
	did      []string
	proofs   office.Proofs
	editions []*centre.Edition
}

func (d *newsDesk) note(format string, args ...any) {
	d.did = append(d.did, fmt.Sprintf(format, args...))
}

func (d *newsDesk) Candidates(context.Context) ([]office.Candidate, error) {
	return []office.Candidate{{Type: centre.EventType, ID: field.ID{1}, Name: "招聘会"}, {Type: centre.EventType, ID: field.ID{2}, Name: "义诊"}, {Type: centre.EventType, ID: field.ID{3}, Name: "讲座", Told: 1}}, nil
}

func (d *newsDesk) DraftArticle(_ field.ID, section string, from []field.ID, _ *say.Book) (*centre.Article, uint64, error) {
	d.note("draft %s %d", section, len(from))
	a := &centre.Article{Section: section, Heading: "标题", Body: "招聘会达成意向347人。", Sources: from}
	a.ID = field.ID{9, byte(len(d.proofs.Readings))}
	d.proofs.Readings = append(d.proofs.Readings, office.Reading{Article: a})
	return a, 5, nil
}

func (d *newsDesk) ProofIssue(context.Context, field.ID, *say.Book) (office.Proofs, error) {
	return d.proofs, nil
}

func (d *newsDesk) Report(context.Context, office.Reporting) (office.Report, error) {
	return office.Report{Document: paper.Document{Doc: paper.New(paper.Options{Title: "样例"})}}, nil
}

func (d *newsDesk) RefreshArticle(field.ID, *say.Book) (uint64, error) {
	d.note("refresh")
	return 6, nil
}

func (d *newsDesk) MendArticle(_ field.ID, m office.Mending) (uint64, error) {
	d.note("mend %s %s", m.Was, m.Fix)
	return 7, nil
}

func (d *newsDesk) MoveArticle(_ field.ID, m office.Moving) (uint64, error) {
	d.note("move %d %s", m.By, m.Section)
	return 8, nil
}

func (d *newsDesk) PublishIssue(_ field.ID, why string) (uint64, error) {
	d.note("publish %q", why)
	d.editions = append(d.editions, &centre.Edition{Version: int64(len(d.editions) + 1)})
	return 9, nil
}

func (d *newsDesk) Editions(field.ID) ([]*centre.Edition, error) { return d.editions, nil }

func (d *newsDesk) Distribution(field.ID) ([]summary.Addressee, error) {
	return []summary.Addressee{{To: "档案室", Copies: 2}}, nil
}

func (d *newsDesk) SetDistribution(_ field.ID, rows []summary.Addressee) (uint64, error) {
	d.note("distribution %+v", rows[len(rows)-1].To)
	return 10, nil
}

func (d *newsDesk) Printed(r office.Report) error { d.note("noted %s", r.Way); return nil }

func (d *newsDesk) New(t *field.Type, _ field.ID) (field.Record, error) { return t.New(), nil }

func (d *newsDesk) Undo(seq uint64) error { d.note("undo %d", seq); return nil }

func enterNewsroom(t *testing.T, d *newsDesk) (*newsroom, *kit.Host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1366, 768))
	h := kit.NewHost(w, say.For(say.ZH), func() time.Time { return time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC) })
	h.Run = func(work func()) { work() }
	h.Later = func(time.Duration, func()) {}
	return openNewsroom(h, d, kit.Ways{}, &centre.Issue{Masthead: "女工之窗", Number: 3}, func() {}), h
}

func TestAnIssueIsPutTogetherByKeyboard(t *testing.T) {
	d := &newsDesk{}
	s, h := enterNewsroom(t, d)
	key := func(name fyne.KeyName) { h.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	key(fyne.KeyDown)
	key(fyne.KeyReturn)
	key(fyne.KeyHome)
	key(fyne.KeyInsert)
	key(fyne.KeyInsert)
	h.Press(fyne.KeyReturn, kit.Ctrl)
	if a := s.article(); a == nil || a.Section != "brief" {
		t.Error("what was just written is not in hand")
	}
	h.Press(fyne.KeyUp, kit.Ctrl)
	h.Press(fyne.KeyRight, kit.Ctrl)
	h.Press("Z", kit.Ctrl)
	want := "draft news 1, draft brief 2, move -1 , move 0 news, undo 8"
	if got := strings.Join(d.did, ", "); got != want {
		t.Errorf("did %s; want %s", got, want)
	}
}

func TestRemarksAreMendedOneByOne(t *testing.T) {
	d := &newsDesk{}
	s, _ := enterNewsroom(t, d)
	s.left.Select(0)
	s.tell("news")
	r := &d.proofs.Readings[0]
	at := strings.Index(r.Article.Body, "347人")
	fact := draft.Fact{Label: "summary.role.intents", Count: field.Exactly(347, "人")}
	r.Stale = []draft.Stale{{Fact: fact, Now: field.Exactly(351, "人"), At: at, To: at + len("347人")}}
	r.Marks = []draft.Mark{{Kind: "doubled", From: 0, To: len("招"), Fix: "聘"}, {Kind: "measure", From: 0, To: 3}}
	s.read()
	if got := (itemRows{s}).Text(0, "remarks"); got != "3" {
		t.Errorf("the article shows %q remarks", got)
	}
	s.middle.Select(0)
	for i := range 2 {
		s.remarks.Select(i)
		s.mend()
	}
	r.Fresh = "招聘会达成意向351人。"
	s.read()
	s.remarks.Select(0)
	s.mend() // nobody edited it: the whole text is worded anew
	if got := strings.Join(d.did[1:], ", "); got != "mend 347人 351人, mend 招 聘, refresh" {
		t.Errorf("did %s", got)
	}
	if got := around("一二三四五六七八九十", 12, 15); got != "一二三四〔五〕六七八九十" {
		t.Errorf("a place reads %q", got)
	}
}

func TestPublishingAsksAndACorrectionNeedsAReason(t *testing.T) {
	d := &newsDesk{}
	s, h := enterNewsroom(t, d)
	enter := func() { h.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }
	s.publish()
	if len(d.did) != 0 {
		t.Fatal("published without a question")
	}
	enter()
	h.Press(fyne.KeyEscape, 0) // not to be printed now
	s.publish()
	enter() // no reason typed
	if len(d.did) != 1 {
		t.Fatalf("a correction without a reason: %v", d.did)
	}
	for _, r := range "日期有误" {
		h.Window.Canvas().Focused().TypedRune(r)
	}
	enter()
	if got := strings.Join(d.did, ", "); got != `publish "", publish "日期有误"` {
		t.Errorf("did %s", got)
	}
}

func TestTheFiguresOfAnArticleLeadToTheirRecords(t *testing.T) {
	d := &newsDesk{}
	var opened field.ID
	s, h := enterNewsroom(t, d)
	h.Name = func(field.ID) string { return "招聘会" }
	s.ways.Open = func(_ []string, id field.ID) { opened = id }
	s.left.Select(0)
	s.tell("news")
	a := d.proofs.Readings[0].Article
	fact := draft.Fact{Rows: field.ID{1}.String(), Key: "intents", Label: "summary.role.intents", Count: field.Exactly(347, "人")}
	a.Facts = draft.WriteFacts([]draft.Fact{fact})
	s.tell("brief")
	d.proofs.Readings[1].Article.Facts, d.proofs.Readings[1].Article.Heading = a.Facts, ""
	s.read()
	s.middle.Select(0)
	if f := s.figureSheet(); len(f.Rows) != 1 || !strings.Contains(f.Rows[0][0], "简讯：") || f.Rows[0][1] != "347人" {
		t.Errorf("a figure that an article and a short item state: %v", f.Rows)
	}
	h.Press(fyne.KeyF3, 0)
	h.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if opened != (field.ID{1}) || s.panel.Shown() {
		t.Errorf("opened %v", opened)
	}
}

func TestTextsFromOutsideTheDistributionAndCopying(t *testing.T) {
	d := &newsDesk{}
	s, h := enterNewsroom(t, d)
	h.Press(fyne.KeyF4, 0)
	for _, r := range "研究室 3份\n" {
		h.Window.Canvas().Focused().TypedRune(r)
	}
	h.Press("S", kit.Ctrl)
	h.Press("C", kit.Ctrl|fyne.KeyModifierShift)
	if got := strings.Join(d.did, ", "); got != "distribution 档案室, noted text" {
		t.Errorf("did %s", got)
	}
	s.tell("news")
	s.left.Focus()
	for _, want := range []*kit.Table{s.middle, s.left} { // there are no remarks
		if h.Press(fyne.KeyF6, 0); !want.Has() {
			t.Error("the keyboard is in another part")
		}
	}
	var made *centre.Article
	s.begin(func(a *centre.Article) { made = a })
	if made == nil || made.Section != "news" {
		t.Errorf("a text from outside begins %+v", made)
	}
	if heading, body := cutHeading("开展送法进企业活动\n近日，示例市总工会送法进企业。"); heading != "开展送法进企业活动" || !strings.HasPrefix(body, "近日") {
		t.Errorf("heading %q, body %q", heading, body)
	}
	if heading, body := cutHeading("近日，活动举行。\n第二段。"); heading != "" || !strings.HasPrefix(body, "近日") {
		t.Errorf("heading %q, body %q", heading, body)
	}
}
