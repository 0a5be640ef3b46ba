package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
)

// pasted2027 is how a year might be arranged: invented, for nobody knows it yet.
const pasted2027 = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n" +
	"二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。\n" +
	"三、清明节：4月3日（周六）至5日（周一）放假，共3天。\n" +
	"四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。\n" +
	"五、端午节：6月9日（周三）放假。\n六、国庆节、中秋节：10月1日（周五）至7日（周四）放假调休。9月15日（周三）放假。10月9日（周六）上班。\n"

// TestAHolidayYearIsTypedAndTakenBack by keyboard: the paragraphs of a notice are pasted, a mistake is said at its line, what moves is
// said before, the clock moves, and Ctrl+Z takes the year back. 25 January 2027 and 15 days is Tuesday 9 February, which is off up to the
// 11th: Friday the 12th.
func TestAHolidayYearIsTypedAndTakenBack(t *testing.T) {
	b := newBooth(t)
	b.moves("2027-01-26")
	b.found()
	b.begins("0507", "示例甲")
	b.types("怀孕后被调岗")
	b.keys("tab")
	b.types("受理")
	b.keys("Return", "ctrl+S")
	c := b.theCase()
	b.keys("alt+2", "Return")
	b.dates("award_received", "2027-01-25")
	b.clocksAre(c.ID, "SUE 2027-02-09")

	b.keys("alt+8")
	b.push(b.host.T("clocks.notice"))
	b.says(b.host.T("clocks.notice.title"))
	fyne.CurrentApp().Clipboard().SetContent(pasted2027)
	b.focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	b.says("1月31日（周日）、2月20日（周六）", "放假调休", "春节")
	b.keys("ctrl+S") // the holidays by the moon are missing
	b.tells(b.host.T("clocks.year.few", 6, 12), b.host.T("clocks.moves", 1, 0))
	b.keys("Escape")
	b.says(b.host.T("clocks.notice.title"))
	for _, days := range []string{"2月5日至8日", "4月5日", "6月9日", "9月35日"} {
		b.types(days)
		b.keys("Tab")
		b.types("法定")
		b.keys("Return")
	}
	b.keys("ctrl+S")
	b.says(b.host.T("law.problem.notice.days"))
	b.clears()
	b.types("9月15日")
	b.keys("ctrl+S")
	b.says(b.host.T("clocks.year.holds", 2027, 13, 14, 4), b.host.T("clocks.moves", 1, 0))
	if b.reads(b.host.T("clocks.year.few", 13, 12)) {
		t.Error("a whole year is doubted")
	}
	b.keys("Return")
	b.clocksAre(c.ID, "SUE 2027-02-12")
	if y, _ := b.desk.Calendar().YearOf(2027); y.Days[field.Day{Year: 2027, Month: 2, Date: 9}].Type != law.Rest {
		t.Error("the typed year does not count")
	}
	b.keys("ctrl+Z")
	b.clocksAre(c.ID, "SUE 2027-02-09")
}
