package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// eventsOn shows a screen of events.
func eventsOn(b *bench, shelf *shelf, place any) *Records {
	b.host.Name = shelf.name
	s := NewRecords(b.host, RecordsSpec{Type: centre.EventType, Keeper: shelf}, place)
	b.put(s.Content())
	b.host.SetScreenKeys(s.Keys)
	s.Shown()
	return s
}

func TestRecordsFromListToSave(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"), event("讲座二"), event("培训三"))
	s := eventsOn(b, shelf, nil)
	b.want("共 3 条", "义诊一", "培训三")
	b.keys(fyne.KeyDown, fyne.KeyReturn) // opens the second
	b.want("讲座二", b.host.T("kit.edit"))
	b.keys(fyne.KeyReturn) // Enter on the page edits
	if s.side.form == nil {
		t.Fatal("Enter on the page does not edit")
	}
	b.at(s.side.form, "place")
	b.typing("示例广场")
	b.ctrl("S")
	b.want("示例广场", b.host.T("kit.saved", b.host.T("event")))
	b.ctrl(fyne.KeyZ)
	b.want(b.host.T("kit.undone"))
	if at := b.host.Window.Canvas().Focused(); at != fyne.Focusable(s.side.page) {
		t.Errorf("after undoing the keyboard is at %T, not on the page", at)
	}
	if got := shelf.records[1].(*centre.Event).Place; got != "" {
		t.Errorf("after undoing the place is %q", got)
	}
	b.wantNot("示例广场")
	b.keys(fyne.KeyEscape)
	b.keys(fyne.KeyEscape)
	if s.side.page != nil {
		t.Error("Escape does not go back to the list")
	}
}

// TestARecordMadeElsewhereIsInHand: what another screen made and opens here stands out in the list, which did not have it yet.
func TestARecordMadeElsewhereIsInHand(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"), event("讲座二"))
	s := eventsOn(b, shelf, nil)
	made := event("培训三")
	made.Base().ID, made.Base().Rev = field.ID{9}, 1
	shelf.records = append(shelf.records, made)
	s.Open(made.Base().ID)
	b.want("培训三", "共 3 条")
	if s.list.Table.SelectedID() != made.Base().ID {
		t.Error("another line is in hand")
	}
}

func TestRecordsTakeTheNewRecordInHand(t *testing.T) {
	b := newBench(t)
	s := eventsOn(b, newShelf(event("义诊一"), event("讲座二")), nil)
	s.New()
	b.at(s.side.form, "name")
	b.typing("培训三")
	b.keys(fyne.KeyTab)
	b.typing("讲座")
	b.keys(fyne.KeyReturn)
	b.ctrl("S")
	if s.side.page == nil {
		t.Fatal("the new record was not saved")
	}
	if got := s.list.Table.SelectedID(); got != s.open {
		t.Error("after saving a new record another line is in hand")
	}
}

func TestRecordsDeleteCanBeUndone(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"), event("讲座二"))
	eventsOn(b, shelf, nil)
	b.keys(fyne.KeyReturn)
	b.ctrl(fyne.KeyDelete)
	b.want(b.host.T("kit.delete.title", b.host.T("event"), "义诊一"), b.host.T("kit.delete.what"))
	b.keys(fyne.KeyReturn)
	b.want("共 1 条", b.host.T("kit.deleted", b.host.T("event"), "义诊一"))
	b.press(b.host.T("kit.undo"))
	b.want("共 2 条", "义诊一")
}

func TestRecordsAskBeforeAnotherRecord(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"), event("讲座二"))
	s := eventsOn(b, shelf, nil)
	b.keys(fyne.KeyReturn, fyne.KeyF2)
	b.at(s.side.form, "place")
	b.typing("广场")
	s.list.Table.press(1)
	b.want(b.host.T("kit.leave.title"), b.host.T("event.place"))
	b.keys(fyne.KeyEscape)
	if s.list.Table.Selected() != 0 || s.side.form == nil || !s.side.form.Dirty() {
		t.Error("staying did not stay at the record being edited")
	}
	s.list.Table.press(1)
	b.press(b.host.T("kit.leave.discard"))
	b.want("讲座二")
	if s.side.form != nil || s.open != shelf.records[1].Base().ID {
		t.Error("discarding did not go to the other record")
	}
	if got := s.list.Table.SelectedID(); got != s.open {
		t.Error("after discarding the list has another record in hand than the open one")
	}
	b.keys(fyne.KeyReturn, fyne.KeyF2)
	b.at(s.side.form, "place")
	b.typing("礼堂")
	s.list.Table.press(0)
	b.press(b.host.T("kit.leave.save"))
	if first := shelf.records[0].Base().ID; s.side.form != nil || s.open != first || s.list.Table.SelectedID() != first {
		t.Error("after saving, the other record is not both open and in hand")
	}
}

// TestTheListFollowsToTheNextRecord: after what was typed is saved on the way to another record, the list has that one in hand.
func TestTheListFollowsToTheNextRecord(t *testing.T) {
	b := newBench(t)
	shelf := twoCases()
	s := casesOn(b, shelf, nil)
	next := shelf.records[1].Base().ID
	b.keys(fyne.KeyReturn)
	s.Foot()
	b.typing("zx")
	b.keys(fyne.KeyTab)
	b.typing("说明时效")
	b.host.Focus(s.side.page)
	b.keys(fyne.KeyEscape, fyne.KeyDown)
	b.press(b.host.T("kit.leave.save"))
	if len(shelf.steps()) != 1 || s.open != next || s.list.Table.SelectedID() != next {
		t.Errorf("saved %d steps; open is the next record: %v; it is in hand: %v", len(shelf.steps()), s.open == next, s.list.Table.SelectedID() == next)
	}
}

// TestRecordsSaveOnTheWayBack: Escape out of a form, and saving when asked, leads to the page of what was saved.
func TestRecordsSaveOnTheWayBack(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"))
	s := eventsOn(b, shelf, nil)
	b.keys(fyne.KeyReturn, fyne.KeyF2)
	b.at(s.side.form, "place")
	b.typing("示例广场")
	b.keys(fyne.KeyEscape)
	b.press(b.host.T("kit.leave.save"))
	if s.side.form != nil || s.side.page == nil || shelf.records[0].(*centre.Event).Place != "示例广场" {
		t.Error("it is not saved, or its page is not there")
	}
}

func TestRecordsNew(t *testing.T) {
	b := newBench(t)
	shelf := newShelf()
	s := eventsOn(b, shelf, nil)
	b.want(b.host.T("kit.list.empty", b.host.T("event")))
	b.press(b.host.T("kit.list.new", b.host.T("event")))
	b.typing("新活动")
	b.keys(fyne.KeyTab)
	b.typing("讲座")
	b.keys(fyne.KeyReturn)
	b.ctrl("S")
	b.want("共 1 条", "新活动")
	if len(shelf.records) != 1 || s.open != shelf.records[0].Base().ID {
		t.Error("the new record is not the open one")
	}
}

// TestRecordsKeepTheirPlace: after a change of language the same line is in hand, the same record open, the same words typed.
func TestRecordsKeepTheirPlace(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"), event("讲座二"), event("培训三"))
	s := eventsOn(b, shelf, nil)
	b.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeyF2)
	s.list.sort, s.list.desc = "name", false
	b.at(s.side.form, "place")
	b.typing("没有保存")
	place := s.Place()
	b.host.Book = say.For(say.EN)
	s = eventsOn(b, shelf, place)
	if s.side.form == nil || s.side.form.Draft().(*centre.Event).Place != "没有保存" || s.side.form.FocusedKey() != "place" {
		t.Fatalf("typing or keyboard are lost: %v", texts(s.Content()))
	}
	if s.list.Table.SelectedID() != shelf.records[2].Base().ID || s.list.sort != "name" {
		t.Error("the list lost its place")
	}
	b.want("Place", "3 records")
	b.ctrl("S")
	if got := shelf.records[2].(*centre.Event).Place; got != "没有保存" {
		t.Errorf("saved %q", got)
	}
}

// TestRecordsKeepANewRecord: the same for a record that was never saved.
func TestRecordsKeepANewRecord(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"))
	s := eventsOn(b, shelf, nil)
	s.New()
	b.typing("没有保存")
	s = eventsOn(b, shelf, s.Place())
	if s.side.form == nil || s.side.form.Draft().(*centre.Event).Name != "没有保存" || !s.side.form.Dirty() {
		t.Error("a new record's typing is lost")
	}
}

func TestListSearchesAndFilters(t *testing.T) {
	b := newBench(t)
	lecture := event("讲座二")
	lecture.Kind = "lecture"
	shelf := newShelf(event("义诊一"), lecture)
	s := eventsOn(b, shelf, nil)
	b.typing("讲")
	b.pass(time.Second)
	b.want("找到 1 条")
	b.ctrl("F")
	b.typing("义") // in the place of what was looked for before
	b.pass(time.Second)
	b.want("找到 1 条", "义诊一")
	b.keys(fyne.KeyEscape) // empties the search line
	b.pass(time.Second)
	b.want("共 2 条")
	b.host.Focus(s.list.filters.picks["kind"])
	b.typing("jz")
	b.keys(fyne.KeyReturn)
	b.want("找到 1 条", "讲座二")
	b.wantNot("义诊一")
	b.press(b.host.T("kit.filter.clear"))
	b.want("共 2 条")
	b.typing("没有这个")
	b.pass(time.Second)
	b.want(b.host.T("kit.list.none", b.host.T("event")))
}

// TestListDropsLateAnswers: an answer to an older question must not replace that to a newer one.
func TestListDropsLateAnswers(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"), event("讲座二"))
	s := eventsOn(b, shelf, nil)
	var late func()
	b.host.Run = func(work func()) { late = work }
	s.list.search.set("义")
	s.list.Reload()
	first := late
	b.host.Run = func(work func()) { work() }
	s.list.search.set("讲")
	s.list.Reload()
	first()
	if s.list.Table.Len() != 1 || s.list.Table.Rows().Text(0, "name") != "讲座二" {
		t.Error("the late answer is shown")
	}
}

func TestPageShowsPartsAndMasks(t *testing.T) {
	b := newBench(t)
	e := event("义诊一")
	p := &centre.Person{Name: "样本甲", Phone: "13800138000", Address: "示例镇"}
	shelf := newShelf(e, p)
	line := centre.JobLineType.New().(*centre.JobLine)
	line.Event = e.ID
	line.Post = "挡车工"
	if _, err := shelf.Save(line); err != nil {
		t.Fatal(err)
	}
	s := eventsOn(b, shelf, nil)
	b.keys(fyne.KeyReturn)
	b.want(b.host.T("jobline.list"), "挡车工")
	b.ctrl(fyne.KeyDelete)
	b.want(b.host.T("kit.delete.parts", 1)) // what goes with it is said before
	b.keys(fyne.KeyEscape)
	table := s.side.page.parts["jobline"]
	table.Focus()
	b.keys(fyne.KeyReturn)
	b.want(b.host.T("kit.save")) // the part's form, in a panel
	b.keys(fyne.KeyEscape)

	var saw []string
	page := NewPage(b.host, p, PageSpec{Saw: func(key string) { saw = append(saw, key) }})
	b.put(page)
	b.want("样本甲", "示例镇")
	b.wantNot("13800138000")
	b.press(b.host.T("kit.masked", MaskText))
	b.want("13800138000")
	if len(saw) != 1 || saw[0] != "phone" {
		t.Errorf("noted %v", saw)
	}
}

// TestReadOnlyRecordCannotBeEdited: a record of a newer program is shown and says why.
func TestReadOnlyRecordCannotBeEdited(t *testing.T) {
	b := newBench(t)
	e := event("义诊一")
	shelf := newShelf(e)
	e.ReadOnly = true
	s := eventsOn(b, shelf, nil)
	b.keys(fyne.KeyReturn)
	b.want(b.host.T("kit.record.readonly"))
	b.keys(fyne.KeyF2, fyne.KeyReturn)
	if s.side.form != nil {
		t.Error("a record of a newer program can be edited")
	}
	var _ field.Record = e
}

// TestClickShowsTheRecord: a single click opens it at the right, after the time in which a second click may come.
func TestClickShowsTheRecord(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"), event("讲座二"))
	s := eventsOn(b, shelf, nil)
	s.list.Table.press(1)
	if s.side.page != nil {
		t.Error("the lines move under the second click")
	}
	b.pass(time.Second)
	if s.side.page == nil || s.open != shelf.records[1].Base().ID {
		t.Fatal("a click shows nothing")
	}
	s.list.Table.press(0)
	b.pass(time.Second)
	if s.open != shelf.records[0].Base().ID {
		t.Error("the record does not follow the next click")
	}
}
