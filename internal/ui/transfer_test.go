package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// table writes a file of cells parted by commas.
func (b *booth) table(name, text string) string {
	b.Helper()
	path := filepath.Join(b.home, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// goesTo gives the column in hand another meaning: the finder takes its beginning typed.
func (b *booth) goesTo(meaning string) {
	b.Helper()
	b.keys("Return")
	b.types(meaning)
	b.keys("Return")
}

func (b *booth) count(t *field.Type) int {
	b.Helper()
	rows, err := b.desk.Find(t, kit.Query{})
	if err != nil {
		b.Fatal(err)
	}
	return rows.Len()
}

// TestColumnsAreCorrectedByKeyboardAndRemembered: a table whose headings nobody knows is read once she said what they mean, and the
// next one of the same headings is read so by itself.
func TestColumnsAreCorrectedByKeyboardAndRemembered(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.bringIn(b.table("三月.csv", "做了什么,谁办的,哪天,怎么样\n健康讲座,样例市总工会,2026-3-6,很好\n"))
	b.says(b.host.T("transfer.unread", "三月.csv"), b.host.T("transfer.view.columns"), "健康讲座")
	b.keys("Down", "Down") // behind the table itself and the row of its headings
	b.goesTo(b.host.T("event.name"))
	b.says(b.host.T("transfer.willremember"))
	b.keys("Down")
	b.goesTo(b.host.T("event.hosts"))
	b.keys("Down")
	b.goesTo(b.host.T("event.date"))
	b.says(b.host.T("transfer.agree", 3), b.host.T("transfer.map.chosen", b.host.T("event.hosts")))
	b.keys("ctrl+S")
	b.says(b.host.T("transfer.result"))
	b.keys("Return")
	if n := b.count(centre.EventType); n != 1 {
		t.Fatalf("%d events", n)
	}
	b.bringIn(b.table("四月.csv", "做了什么,谁办的,哪天,怎么样\n普法讲座,样例市总工会,2026-4-6,\n"))
	b.says(b.host.T("transfer.remembered"), b.host.T("transfer.agree", 2))
	b.keys("ctrl+E", "End", "Return")
	b.says(b.host.T("transfer.kept.headings"))
	b.keys("Return")
	b.says(b.host.T("transfer.kept.forget"))
	b.keys("Return")
	b.says(b.host.T("transfer.unread", "四月.csv"))
	b.keys("Escape")
	if kept, err := b.desk.Kept(); err != nil || len(kept) != 0 {
		t.Errorf("%d are remembered still, %v", len(kept), err)
	}
}

// TestATableIsReadAsAnother: what a sheet becomes, and the row of its headings, are chosen by keyboard.
func TestATableIsReadAsAnother(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.bringIn(b.table("表.csv", "活动名称,活动类型\n单位名称,联系人\n样例厂,示例甲\n"))
	b.keys("ctrl+E")
	b.goesTo(b.host.T("organisation.list"))
	b.keys("Down")
	b.goesTo(b.host.T("transfer.map.row", 2))
	b.says(b.host.T("organisation.contact"), b.host.T("transfer.agree", 1))
	b.keys("ctrl+S", "Return")
	if n := b.count(centre.OrganisationType); n != 1 {
		t.Errorf("%d units", n)
	}
}

// TestARegisterComesInByKeyboard: a register of visits becomes cases with their persons, and goes again as one.
func TestARegisterComesInByKeyboard(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.bringIn(b.table("台账.csv", "编号,来访日期,姓名,电话,工作单位,来访形式,反映内容,处理结果,办结日期\n访1,2026-3-6,示例甲,13800000000,样例厂,来访,拖欠工资,单位已补发,2026-3-20\n访2,2026-3-7,示例甲,13800000000,样例厂,来电,咨询社保,,\n"))
	b.says(b.host.T("case.list"), b.host.T("transfer.agree", 4))
	b.keys("Return")
	b.says(b.host.T("transfer.result"))
	if c, p := b.count(centre.CaseType), b.count(centre.PersonType); c != 2 || p != 1 {
		t.Fatalf("%d cases of %d persons", c, p)
	}
	b.window.Canvas().FocusPrevious()
	b.keys("Return")
	if c, p, o := b.count(centre.CaseType), b.count(centre.PersonType), b.count(centre.OrganisationType); c+p+o != 0 {
		t.Errorf("%d cases, %d persons, %d units are left", c, p, o)
	}
}

// TestTheListsOfAnEventComeInFromItsPage: a table of posts that names no event is for the one in view, and goes out again from there.
func TestTheListsOfAnEventComeInFromItsPage(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.bringIn(b.table("活动.csv", "活动名称,活动类型,日期\n春风招聘会,招聘会,2026-3-6\n"))
	b.keys("Return", "Return", "ctrl+2", "Down", "Return")
	b.says("春风招聘会")
	b.keys("ctrl+I")
	b.clears()
	b.types(b.table("岗位.csv", "招聘单位,岗位,招聘人数\n样例厂,挡车工,20\n同上,质检员,３０\n"))
	b.keys("Return")
	b.says(b.host.T("transfer.plan.into", "春风招聘会"), b.host.T("jobline.list"), b.host.T("transfer.agree", 3))
	b.keys("Return", "Return")
	if n := b.count(centre.JobLineType); n != 2 {
		t.Fatalf("%d posts", n)
	}
	b.keys("ctrl+E") // of the list: what the page has is with Shift
	b.keys("Escape")
	out := filepath.Join(b.home, "岗位出.csv")
	b.keys("shift+E")
	b.goesOut(b.host.T("jobline.list"), out)
	text, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(text), "质检员") {
		t.Errorf("%v:\n%s", err, text)
	}
}

// goesOut chooses one of the lists of an event and writes it to a file.
func (b *booth) goesOut(list, path string) {
	b.Helper()
	b.types(list)
	b.keys("Return")
	b.clears()
	b.types(path)
	b.keys("Return")
}

// TestTheEventIsChosenWhereTheTableDoesNotSay: a table of posts that was not brought in from an event's page asks which event it is for.
func TestTheEventIsChosenWhereTheTableDoesNotSay(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.bringIn(b.table("活动.csv", "活动名称,活动类型,日期\n春风招聘会,招聘会,2026-3-6\n"))
	b.keys("Return", "Return")
	b.bringIn(b.table("岗位.csv", "招聘单位,岗位,招聘人数\n样例厂,挡车工,20\n"))
	b.says(b.host.T("transfer.event"), b.host.T("transfer.nothing"))
	b.window.Canvas().FocusPrevious()
	b.keys("Return")
	b.types("春风")
	b.keys("Return")
	b.says(b.host.T("transfer.agree", 2), "春风招聘会")
	b.keys("ctrl+S", "Return")
	if n := b.count(centre.JobLineType); n != 1 {
		t.Errorf("%d posts", n)
	}
}
