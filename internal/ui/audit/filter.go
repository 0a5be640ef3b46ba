package audit

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// narrowing is what the lines are narrowed to.
type narrowing struct {
	who   string
	kinds store.Kinds
	since field.Moment
	about map[uint64]bool // the entries that touch one record; nil: any
}

func (n narrowing) nothing() bool {
	return n.who == "" && n.kinds == 0 && n.since == 0 && n.about == nil
}

func (n narrowing) fits(l store.Line) bool {
	return (n.who == "" || l.Who == n.who) && (n.kinds == 0 || l.Kinds&n.kinds != 0 || l.Damaged) && l.At >= n.since && (n.about == nil || n.about[l.Seq])
}

// kinds are the kinds of entries that people tell apart.
var kinds = []struct {
	key   string
	kinds store.Kinds
}{
	{"change", store.KindsOf(store.Made, store.Changed, store.Deleted, store.Restored)}, {"view", store.KindsOf(store.Seen)},
	{"print", store.KindsOf(store.Printed)}, {"export", store.KindsOf(store.Exported)}, {"import", store.KindsOf(store.Imported)},
	{"sign", store.KindsOf(store.SignedIn, store.SignedOut)}, {"fail", store.KindsOf(store.Refused)},
	{"account", store.KindsOf(store.Account, store.Desk)}, {"erase", store.KindsOf(store.Erased)}, {"other", store.KindsOf(store.Noted)},
}

// times are the times people ask for.
var times = []struct {
	key  string
	days int
}{{"today", 1}, {"week", 7}, {"month", 30}, {"year", 365}}

// filters are the fields that narrow the lines.
type filters struct {
	who, kind, when, record *kit.Pick
	names                   []string
}

func (s *screen) filters() fyne.CanvasObject {
	h, f := s.host, &s.picks
	f.who = kit.NewFilterPick(h, h.T("audit.who"), func(typed string, show func([]kit.Option)) {
		var options []kit.Option
		for _, name := range f.names {
			options = append(options, kit.Option{Value: name, Text: name})
		}
		show(kit.Matching(options, typed))
	})
	f.who.OnPick = func(o kit.Option) { s.only.who = o.Value; f.who.Set(o); s.again() }
	var kindOptions, timeOptions []kit.Option
	for _, k := range kinds {
		kindOptions = append(kindOptions, kit.Option{Value: k.key, Text: h.T("audit.kind." + k.key)})
	}
	for _, t := range times {
		timeOptions = append(timeOptions, kit.Option{Value: t.key, Text: h.T("audit.when." + t.key)})
	}
	fixed := func(options []kit.Option) func(string, func([]kit.Option)) {
		return func(typed string, show func([]kit.Option)) { show(kit.Matching(options, typed)) }
	}
	f.kind = kit.NewFilterPick(h, h.T("audit.kind"), fixed(kindOptions))
	f.kind.OnPick = func(o kit.Option) {
		s.only.kinds = 0
		if i := slices.IndexFunc(kindOptions, func(k kit.Option) bool { return k.Value == o.Value }); i >= 0 {
			s.only.kinds = kinds[i].kinds
		}
		f.kind.Set(o)
		s.again()
	}
	f.when = kit.NewFilterPick(h, h.T("audit.when"), fixed(timeOptions))
	f.when.OnPick = func(o kit.Option) {
		s.only.since = 0
		if i := slices.IndexFunc(timeOptions, func(k kit.Option) bool { return k.Value == o.Value }); i >= 0 {
			s.only.since = s.daysAgo(times[i].days)
		}
		f.when.Set(o)
		s.again()
	}
	f.record = kit.NewFilterPick(h, h.T("audit.record"), kit.LookFor(h, s.desk, tables()))
	f.record.OnPick = s.narrowTo
	return kit.Flow(f.who, f.kind, f.when, f.record)
}

// tables are those whose records have names to be found by.
func tables() (all []string) {
	for _, t := range centre.Types {
		if t.Owner() == nil {
			all = append(all, t.Table)
		}
	}
	return all
}

// daysAgo is the beginning of the day so many days ago, today counted.
func (s *screen) daysAgo(days int) field.Moment {
	now := s.host.Now()
	return field.MomentOf(time.Date(now.Year(), now.Month(), now.Day()-days+1, 0, 0, 0, 0, now.Location()))
}

// narrowTo shows what was done with one record.
func (s *screen) narrowTo(o kit.Option) {
	h, id := s.host, kit.RecordOf(o)
	if id == (field.ID{}) {
		s.only.about = nil
		s.picks.record.Set(kit.Option{})
		s.again()
		return
	}
	var about map[uint64]bool
	h.Long(kit.Job{Say: "audit.searching", Do: func(ctx context.Context, tick kit.Tick) error {
		t, err := s.typeOf(id)
		if err == nil {
			about, err = s.desk.LinesAbout(ctx, t, id, tick)
		}
		return err
	}, Done: func(err error) {
		if err != nil {
			h.Trouble(h.T("audit.searching"), err, "")
			return
		}
		s.only.about = about
		s.picks.record.Set(o)
		s.again()
	}})
}

// typeOf finds the table of a record.
func (s *screen) typeOf(id field.ID) (*field.Type, error) {
	for _, t := range centre.Types {
		if _, err := s.desk.Get(t, id); err == nil {
			return t, nil
		}
	}
	return nil, field.NotFound
}

// people offers the names that occur.
func (f *filters) people(lines []store.Line) {
	for _, l := range lines {
		if l.Who != "" && !slices.Contains(f.names, l.Who) {
			f.names = append(f.names, l.Who)
		}
	}
}

// clear shows everything.
func (s *screen) clear() {
	s.only = narrowing{}
	for _, p := range []*kit.Pick{s.picks.who, s.picks.kind, s.picks.when, s.picks.record} {
		p.Set(kit.Option{})
	}
	s.again()
}
