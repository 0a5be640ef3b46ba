package today

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
)

// TestAnEventIsOneLineHoweverMuchIsOpen: what is due first is told, with how much more there is; what is done, far or of a cancelled
// event is not.
func TestAnEventIsOneLineHoweverMuchIsOpen(t *testing.T) {
	b := &box{}
	fair := b.put(&centre.Event{Name: "样例招聘会", State: "planned"})
	off := b.put(&centre.Event{Name: "样例讲座", State: "cancelled"})
	task := func(event field.ID, what string, due field.Day, done field.Moment) {
		b.put(&centre.Task{Event: event, What: what, Due: due, Done: done})
	}
	task(fair, "核对岗位", monday.Add(3), 0)
	task(fair, "征集单位", monday.Add(-2), 0)
	task(fair, "报批", monday.Add(-9), 1)
	task(fair, "简讯", monday.Add(30), 0)
	task(fair, "没有期限", field.Day{}, 0)
	task(off, "落实讲师", monday.Add(-2), 0)
	f := b.look(t)
	if len(f.todo) != 1 || f.late != 1 {
		t.Fatalf("got %+v", f.todo)
	}
	if l := f.todo[0]; l.What != say.For(say.ZH).T("board.today.more", "样例招聘会", "征集单位", 1) || l.Tone != kit.Late || l.Table != "event" || l.ID != fair {
		t.Errorf("got %+v", l)
	}
}
