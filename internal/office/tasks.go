package office

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"cn.halfsky/assets"
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

var builtInChecks = sync.OnceValues(func() ([]centre.CheckLine, error) {
	b, err := assets.Rules.ReadFile("rules/checklists.csv")
	if err != nil {
		return nil, fmt.Errorf("read check lists: %w", err)
	}
	return centre.ParseCheckLists(b)
})

// AddTasks puts the check list for an event's kind onto the event, in the words of b: the list of another event where like names one,
// each task as many days from the event as it was there, else the list that the program brings along. Tasks that the event has already
// stay as they are; those without a day get one now that the event may have. Nothing to add is field.Problems.
func (o *Office) AddTasks(ctx context.Context, event, like field.ID, b *say.Book) (store.Change, error) {
	return o.perform(ctx, "add-tasks", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		e, err := v.liveEvent(event)
		if err != nil {
			return err
		}
		n, err := v.addTasks(e, like, b)
		if err == nil && n == 0 {
			err = field.Problems{{Say: "board.tasks.all"}}
		}
		return err
	})
}

func (v *verb) liveEvent(id field.ID) (*centre.Event, error) {
	e, err := store.As[*centre.Event](v.Get(centre.EventType, id))
	if err == nil && e.Gone != 0 {
		err = fmt.Errorf("get event: deleted: %w", field.NotFound)
	}
	return e, err
}

func (v *verb) tasksOf(event field.ID) ([]*centre.Task, error) {
	rs, err := opened(v.Tx, centre.TaskType, partsQuery(centre.TaskType, event, false))
	if err != nil {
		return nil, fmt.Errorf("read tasks: %w", err)
	}
	out := make([]*centre.Task, len(rs))
	for i, r := range rs {
		out[i] = r.(*centre.Task)
	}
	return out, nil
}

// addTasks returns how many tasks it made or gave a day.
func (v *verb) addTasks(e *centre.Event, like field.ID, b *say.Book) (int, error) {
	list, err := v.checkList(e, like, b)
	if err != nil {
		return 0, err
	}
	has, err := v.tasksOf(e.ID)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, t := range list {
		i := slices.IndexFunc(has, func(x *centre.Task) bool { return field.Fold(x.What) == field.Fold(t.What) })
		switch {
		case i < 0:
			t.Event = e.ID
		case has[i].Done == 0 && has[i].Due.IsZero() && !t.Due.IsZero():
			has[i].Due, t = t.Due, has[i]
		default:
			continue
		}
		if err := v.put(t); err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// checkList is what has to be done for an event, not saved yet.
func (v *verb) checkList(e *centre.Event, like field.ID, b *say.Book) ([]*centre.Task, error) {
	if like != (field.ID{}) {
		from, err := v.liveEvent(like)
		if err != nil {
			return nil, err
		}
		tasks, err := v.tasksOf(like)
		if err != nil {
			return nil, err
		}
		return v.again(tasks, from.Date, e.Date), nil
	}
	all, err := builtInChecks()
	if err != nil {
		return nil, err
	}
	var out []*centre.Task
	for _, l := range centre.CheckListFor(all, e.Kind) {
		t := v.office.New(centre.TaskType).(*centre.Task)
		t.What, t.Due = b.T("board.task."+l.Word), l.Due(e.Date)
		out = append(out, t)
	}
	return out, nil
}

// again are tasks of one event for another, each as many days away from it, none of them done.
func (v *verb) again(tasks []*centre.Task, from, to field.Day) []*centre.Task {
	var out []*centre.Task
	for _, x := range tasks {
		t := v.office.New(centre.TaskType).(*centre.Task)
		t.What, t.Who, t.Note, t.Due = x.What, x.Who, x.Note, shifted(x.Due, from, to)
		out = append(out, t)
	}
	return out
}

// shifted moves a day as far as another moved; without a day to begin from or to go to it is empty.
func shifted(day, from, to field.Day) field.Day {
	if day.IsZero() || from.IsZero() || to.IsZero() {
		return field.Day{}
	}
	return day.Add(int(to.Time().Sub(from.Time()).Hours() / 24))
}

// moveTasks moves the tasks of an event that are still to do when the event is on another day.
func (v *verb) moveTasks(e *centre.Event) error {
	if e.Rev == 0 || e.Date.IsZero() {
		return nil
	}
	before, err := store.As[*centre.Event](v.Get(centre.EventType, e.ID))
	if err != nil {
		return fmt.Errorf("move tasks: %w", err)
	}
	if before.Date.IsZero() || before.Date.Time().Equal(e.Date.Time()) {
		return nil
	}
	tasks, err := v.tasksOf(e.ID)
	if err != nil {
		return err
	}
	for _, t := range tasks {
		if t.Done != 0 || t.Due.IsZero() {
			continue
		}
		t.Due = shifted(t.Due, before.Date, e.Date)
		if err := v.Put(t); err != nil {
			return err
		}
	}
	return nil
}

// TickTask says that a task is done, by whom and when; one that was done is to do again.
func (o *Office) TickTask(ctx context.Context, id field.ID) (store.Change, error) {
	return o.perform(ctx, "tick-task", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		t, err := store.As[*centre.Task](v.Get(centre.TaskType, id))
		if err != nil {
			return err
		}
		if t.Gone != 0 {
			return fmt.Errorf("get task: deleted: %w", field.NotFound)
		}
		if t.Done == 0 {
			t.Done, t.By = field.MomentOf(o.Now()), o.Me().Name
		} else {
			t.Done, t.By = 0, ""
		}
		return v.put(t)
	})
}
