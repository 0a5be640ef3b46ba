package store

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/field"
)

func numbers(t *testing.T, s *Store, q Query) string {
	t.Helper()
	rows, err := s.List(matterType, q)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range rows.Len() {
		out = append(out, rows.Text(i, "number"))
	}
	if n, err := s.Count(matterType, q); err != nil || q.Limit == 0 && n != len(out) {
		t.Errorf("Count says %d, List %d (%v)", n, len(out), err)
	}
	return strings.Join(out, " ")
}

// listed is a small store with known rows, looked at when fresh and after opening from the cache.
func listed(t *testing.T, look func(t *testing.T, s *Store)) {
	s := create(t, options())
	red, blue := &firm{Name: "红星制衣厂"}, &firm{Name: "蓝天电子"}
	put(t, s, red, blue)
	put(t, s,
		&matter{Number: "a", Client: "曾小雨", Facts: "拖欠工资 ＡＢＣ", Channel: "call", Topics: []string{"pay"}, Day: field.Day{Year: 2026, Month: 3, Date: 6}, Minutes: 30, Org: red.ID},
		&matter{Number: "b", Client: "赵兰", Facts: "产假\n工资", Channel: "visit", Topics: []string{"leave", "pay"}, Day: field.Day{Year: 2026, Month: 3}, Minutes: 5, Urgent: field.Yes, Org: blue.ID},
		&matter{Number: "c", Client: "𠮷田花子", Facts: "调岗", Day: field.Day{Year: 2025, Month: 12, Date: 31, Half: field.Morning}, Heads: field.Count{Value: 12, HasValue: true, Unit: "人"}, Urgent: field.No},
		&matter{Number: "d", Client: "单美丽", Facts: "email@example.com", Channel: "net", Claimed: 100, Helpers: []field.ID{red.ID, blue.ID}},
	)
	gone := &matter{Number: "e", Client: "钱多"}
	put(t, s, gone)
	if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Delete(gone) }); err != nil {
		t.Fatal(err)
	}
	t.Run("fresh", func(t *testing.T) { look(t, s) })
	s = reopen(t, s)
	if s.cached == 0 {
		t.Fatal("the cache was not used")
	}
	t.Run("from the cache", func(t *testing.T) { look(t, s) })
}

func TestListFindsByTextPinyinAndReferences(t *testing.T) {
	listed(t, func(t *testing.T, s *Store) {
		for find, want := range map[string]string{
			"": "d c b a", "工资": "b a", "产假 工资": "b", "abc": "a", "ａｂｃ": "a", "ABC": "a", "工资产假": "", "产假工资": "", // a line break stands between
			"zengxiaoyu": "a", "cengxiaoyu": "a", "zxy": "a", "ZXY": "a", "shanmeili": "d", "danmeili": "d", "sml": "d", "zl": "b",
			"𠮷": "c", "田花": "c", "example.com": "d", "红星": "a", "hxzyc": "a", "蓝天 产假": "b", "蓝天 拖欠": "", "12人": "c", "钱多": "", "\x00": "d c b a",
		} {
			if got := numbers(t, s, Query{Find: find}); got != want {
				t.Errorf("find %q: %q, want %q", find, got, want)
			}
		}
		if got := numbers(t, s, Query{Find: "qianduo", Gone: true}); got != "e" {
			t.Errorf("deleted ones: %q", got)
		}
	})
}

func TestListFilters(t *testing.T) {
	listed(t, func(t *testing.T, s *Store) {
		firms, err := s.List(firmType, Query{Sort: "name"})
		if err != nil {
			t.Fatal(err)
		}
		red := firms.ID(0).String()
		for _, c := range []struct {
			where []Cond
			want  string
		}{
			{[]Cond{Where("channel", "call")}, "a"},
			{[]Cond{Where("channel", "call", "visit")}, "b a"},
			{[]Cond{{"channel", NoneOf, []string{"call"}}}, "d c b"},
			{[]Cond{{"channel", Blank, nil}}, "c"},
			{[]Cond{{"channel", Filled, nil}}, "d b a"},
			{[]Cond{Where("topics", "pay")}, "b a"},
			{[]Cond{Where("topics", "pay"), Where("channel", "visit")}, "b"},
			{[]Cond{Where("urgent", "yes")}, "b"},
			{[]Cond{Where("org", red)}, "a"},
			{[]Cond{Where("helpers", red)}, "d"},
			{[]Cond{Where("client", "赵兰")}, "b"},
			{[]Cond{Where("minutes", "5")}, "b"},
			{[]Cond{{"minutes", Between, []string{"6", ""}}}, "a"},
			{[]Cond{{"minutes", Between, []string{"", "30"}}}, "b a"},
			{[]Cond{{"day", Between, []string{"2026-03-01", "2026-03-31"}}}, "b a"},
			{[]Cond{{"day", Between, []string{"2026-03-07", ""}}}, "b"},
			{[]Cond{{"day", Between, []string{"", "2025-12-31"}}}, "c"},
			{[]Cond{{"day", Between, []string{"2026", "2026"}}}, "b a"},
			{[]Cond{{"claimed", Between, []string{"0.5", "1"}}}, "d"},
			{[]Cond{{"heads", Between, []string{"10", "20"}}}, "c"},
			{[]Cond{{ByMade, Between, []string{"2026-03-01", ""}}}, "d c b a"},
			{[]Cond{{ByMade, Between, []string{"2026-03-09", ""}}}, ""},
		} {
			if got := numbers(t, s, Query{Where: c.where}); got != c.want {
				t.Errorf("%v: %q, want %q", c.where, got, c.want)
			}
		}
		for _, bad := range []Cond{Where("nothing", "x"), Where("day", "yesterday"), Where("org", "x"), {"channel", Between, []string{"a", "b"}}, {"day", Between, nil}, {"urgent", Between, []string{"yes", "no"}}} {
			if _, err := s.List(matterType, Query{Where: []Cond{bad}}); err == nil {
				t.Errorf("%v is accepted", bad)
			}
		}
	})
}

func TestListSorts(t *testing.T) {
	listed(t, func(t *testing.T, s *Store) {
		for _, c := range []struct {
			key  string
			desc bool
			want string
		}{
			{"client", false, "c d a b"}, // 𠮷田 without a reading, 单 Shàn, 曾 Zēng, 赵 Zhào
			{"client", true, "b a d c"},
			{"day", false, "c b a d"}, // a month lies before its days, rows without a day last
			{"day", true, "a b c d"},
			{"channel", false, "b a d c"}, // as the vocabulary has them
			{"minutes", false, "b a c d"},
			{"heads", true, "c a b d"},
			{"number", true, "d c b a"},
			{"org", false, "a b c d"}, // 红星 Hóng before 蓝天 Lán
			{"org", true, "b a c d"},
			{"helpers", false, "d a b c"},
			{ByMade, false, "a b c d"},
		} {
			if got := numbers(t, s, Query{Sort: c.key, Desc: c.desc}); got != c.want && !(c.key == "client" && c.want[0] == 'c' && got == "d a b c") && !(c.key == "client" && c.desc && got == "c b a d") {
				t.Errorf("sort by %s, desc %t: %q, want %q", c.key, c.desc, got, c.want)
			}
		}
		if _, err := s.List(matterType, Query{Sort: "facts"}); err == nil {
			t.Error("sorting by what is no column is accepted")
		}
		if got := numbers(t, s, Query{Sort: "number", Limit: 2}); got != "a b" {
			t.Errorf("limit: %q", got)
		}
	})
}

func TestRowsShowTheColumns(t *testing.T) {
	listed(t, func(t *testing.T, s *Store) {
		rows, err := s.List(matterType, Query{Sort: "number"})
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows.Len() {
			rec := get[*matter](t, s, rows.ID(i))
			at := rows.At(i).(*matter)
			if at.ID != rec.ID || at.Rev != rec.Rev || at.Made != rec.Made || at.Facts != "" {
				t.Errorf("row %d: %+v", i, at)
			}
			for _, spec := range matterType.With(field.InList | field.InFilter) {
				if rows.Text(i, spec.Key) != spec.Text(rec) || spec.Text(at) != spec.Text(rec) {
					t.Errorf("row %d %s: %q and %q, record has %q", i, spec.Key, rows.Text(i, spec.Key), spec.Text(at), spec.Text(rec))
				}
			}
			if title, ok := s.Title("matter", rec.ID); !ok || title != matterType.TitleOf(rec) {
				t.Errorf("title %q", title)
			}
			if rows.Index(rec.ID) != i {
				t.Errorf("index of row %d is %d", i, rows.Index(rec.ID))
			}
		}
		if rows.Index(field.ID{9}) != -1 || rows.Text(0, "facts") != "" {
			t.Error("what is not there was found")
		}
	})
}

func TestTally(t *testing.T) {
	listed(t, func(t *testing.T, s *Store) {
		for key, want := range map[string]map[string]int{
			"channel": {"call": 1, "visit": 1, "net": 1, "": 1},
			"topics":  {"pay": 2, "leave": 1, "": 2},
			"urgent":  {"yes": 1, "no": 1, "": 2},
		} {
			got, err := s.Tally(matterType, key, Query{})
			if err != nil || len(got) != len(want) {
				t.Fatalf("%s: %v, %v", key, got, err)
			}
			for k, n := range want {
				if got[k] != n {
					t.Errorf("%s: %v, want %v", key, got, want)
				}
			}
		}
	})
}

// TestMemoryFollowsTheRecords changes records at random and compares what lists say with what the records say.
func TestMemoryFollowsTheRecords(t *testing.T) {
	s := create(t, options())
	rnd := rand.New(rand.NewPCG(1, 2))
	var all []*matter
	for step := range 300 {
		_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error {
			for range 1 + rnd.IntN(5) {
				if len(all) < 5 || rnd.IntN(3) == 0 {
					m := random(rnd, len(all))
					m.Facts = m.Facts[:30]
					all = append(all, m)
					if err := tx.Put(m); err != nil {
						return err
					}
					continue
				}
				m := all[rnd.IntN(len(all))]
				if m.Gone != 0 {
					if err := tx.Restore(m); err != nil {
						return err
					}
					continue
				}
				if rnd.IntN(6) == 0 {
					if err := tx.Delete(m); err != nil {
						return err
					}
					continue
				}
				n := random(rnd, 0)
				m.Client, m.Day, m.Channel, m.Topics, m.Facts = n.Client, n.Day, n.Channel, n.Topics, n.Facts[:30]
				if err := tx.Put(m); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if step%50 == 49 {
			agree(t, s, all, rnd)
			s = reopen(t, s)
			agree(t, s, all, rnd)
		}
	}
}

// agree compares lists with the records they are of.
func agree(t *testing.T, s *Store, all []*matter, rnd *rand.Rand) {
	t.Helper()
	col := newCollator()
	for range 10 {
		m := all[rnd.IntN(len(all))]
		part := string([]rune(m.Facts)[3:5])
		var want []string
		for _, n := range all {
			if n.Gone == 0 && n.Channel == m.Channel && strings.Contains(n.Facts, part) {
				want = append(want, n.ID.String())
			}
		}
		rows, err := s.List(matterType, Query{Find: part, Where: []Cond{Where("channel", m.Channel)}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range rows.Len() {
			got = append(got, rows.ID(i).String())
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("find %q: %d rows, want %d", part, len(got), len(want))
		}
	}
	rows, err := s.List(matterType, Query{Sort: "client"})
	if err != nil {
		t.Fatal(err)
	}
	for i := 1; i < rows.Len(); i++ {
		if a, b := rows.Text(i-1, "client"), rows.Text(i, "client"); col.CompareString(alike(a), alike(b)) > 0 {
			t.Fatalf("%s stands before %s", a, b)
		}
	}
	live := 0
	for _, m := range all {
		if m.Gone == 0 {
			live++
		}
	}
	if rows.Len() != live {
		t.Fatalf("%d rows, %d records", rows.Len(), live)
	}
}

func TestListStaysWhileRecordsChange(t *testing.T) {
	s := create(t, options())
	a, b := full(1), full(2)
	put(t, s, a, b)
	rows, err := s.List(matterType, Query{Sort: "number"})
	if err != nil {
		t.Fatal(err)
	}
	a.Number = "S99999"
	put(t, s, a, full(3))
	if rows.Len() != 2 || rows.ID(0) != a.ID || rows.Text(0, "number") != "S99999" {
		t.Fatalf("%d rows, first %q", rows.Len(), rows.Text(0, "number"))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if rows.Text(0, "number") != "" || rows.ID(0) != (field.ID{}) {
		t.Fatal("rows still show something after closing")
	}
	if _, err := s.List(matterType, Query{}); err == nil {
		t.Fatal("a closed store lists")
	}
}

// TestListsKeepTheBeginningOfALongText: a list shows no more than some lines of it, and a search finds all of it.
func TestListsKeepTheBeginningOfALongText(t *testing.T) {
	longNoteType = &field.Type{Table: "long", Code: 950, Schema: 1, Space: field.Open, Title: []string{"what"},
		New:    func() field.Record { return new(longNote) },
		Fields: []field.Spec{field.Long("what", func(n *longNote) *string { return &n.What }, field.In(field.InList|field.InSearch))}}
	o := options()
	o.Types = []*field.Type{longNoteType}
	s := create(t, o)
	line := strings.Repeat("长", longShown)
	texts := map[string]string{"短": "短", line: line, line + "尾": line + "…", strings.Repeat("x", longShown+1): strings.Repeat("x", longShown) + "…"}
	for text, want := range texts {
		n := &longNote{What: text}
		put(t, s, n)
		rows, err := s.List(longNoteType, Query{})
		if err != nil {
			t.Fatal(err)
		}
		if got := rows.At(0).(*longNote).What; got != want {
			t.Errorf("%d characters are shown as %d: %.20q", len([]rune(text)), len([]rune(got)), got)
		}
		if whole, err := As[*longNote](s.Get(longNoteType, n.ID)); err != nil || whole.What != text {
			t.Errorf("the record itself is cut: %v", err)
		}
	}
	if n, err := s.Count(longNoteType, Query{Find: "尾"}); err != nil || n != 1 {
		t.Errorf("what lies behind is found %d times: %v", n, err)
	}
}

type longNote struct {
	field.Meta
	What string
}

var longNoteType *field.Type

func (n *longNote) Type() *field.Type     { return longNoteType }
func (n *longNote) Check() field.Problems { return longNoteType.Check(n) }

// TestWhatIsWantedFirstStandsFirst: each part in the order that was asked for, whatever the limit; a column that is none is an error.
func TestWhatIsWantedFirstStandsFirst(t *testing.T) {
	listed(t, func(t *testing.T, s *Store) {
		pay := []Cond{Where("topics", "pay")}
		for want, q := range map[string]Query{
			"b a d c": {First: pay}, "a b c d": {First: pay, Sort: "number"}, "b a": {First: pay, Limit: 2},
			"a d c b": {First: []Cond{Where("topics", "pay"), Where("channel", "call")}}, "d c b a": {First: []Cond{Where("channel", "letter")}},
			"d c": {First: pay, Where: []Cond{{Key: "topics", Op: NoneOf, Values: []string{"pay"}}}}, "e": {First: pay, Gone: true},
		} {
			if got := numbers(t, s, q); got != want {
				t.Errorf("%+v lists %s, want %s", q, got, want)
			}
		}
		if _, err := s.List(matterType, Query{First: []Cond{Where("nothing", "x")}}); err == nil {
			t.Error("no such column, and no error")
		}
	})
}
