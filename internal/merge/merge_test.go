package merge

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// two is a record as two desks have it, and who saves there.
func two(t *testing.T, fresh field.Record) (*world, *desk, *desk) {
	w := newWorld(t, 1, func() field.Record { return fresh }, true)
	return w, w.desks[0], w.desks[1]
}

func factory() field.Record {
	return &centre.Organisation{Name: "甲厂", Kind: "employer", Note: "旧"}
}

func org(r field.Record) *centre.Organisation { return r.(*centre.Organisation) }

func mustJoin(t *testing.T, a, b *desk) Result {
	t.Helper()
	res, err := Join(a.r, b.r)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func named(cs []Clash) string {
	var out []string
	for _, c := range cs {
		if c.Deleted {
			out = append(out, "deleted")
			continue
		}
		out = append(out, strings.Join(c.Keys, "+"))
	}
	return strings.Join(out, " ")
}

func TestDifferentFieldsBothCount(t *testing.T) {
	w, a, b := two(t, factory())
	w.save(a, func(r field.Record) { org(r).Phone = "0512-00000000" })
	w.save(b, func(r field.Record) { org(r).Note = "新" })
	before := org(a.r).Note
	res := mustJoin(t, a, b)
	if o := org(res.Record); o.Phone != "0512-00000000" || o.Note != "新" || len(res.Clashes) > 0 || !res.Changed || o.Rev != a.r.Base().Rev {
		t.Errorf("%+v %v", o, res)
	}
	if org(a.r).Note != before || len(org(b.r).Phone) > 0 {
		t.Error("a merge changed what it was given")
	}
	if res.Record.Base().Changed != max(a.r.Base().Changed, b.r.Base().Changed) {
		t.Error("the later change is not kept")
	}
}

func TestSameFieldIsAClashUntilSomebodySaves(t *testing.T) {
	w, a, b := two(t, factory())
	w.save(a, func(r field.Record) { org(r).Note = "甲说" })
	w.save(b, func(r field.Record) { org(r).Note = "乙说" })
	res := mustJoin(t, a, b)
	if named(res.Clashes) != "note" || len(res.Clashes[0].Versions) != 2 {
		t.Fatal(named(res.Clashes))
	}
	shown, other := res.Clashes[0].Versions[0], res.Clashes[0].Versions[1]
	if !shown.Shown || other.Shown || !other.Stamp.Before(shown.Stamp) || org(shown.Record).Note != org(res.Record).Note || org(other.Record).Note == org(shown.Record).Note {
		t.Error(shown, other)
	}
	if org(other.Record).Name != "" {
		t.Error("a version of a clash holds other fields too")
	}
	kept, err := Clashes(res.Record)
	if err != nil || named(kept) != "note" {
		t.Error("the clash is not kept with the record", named(kept), err)
	}
	a.r = res.Record
	w.save(a, func(r field.Record) { org(r).Phone = "0512-00000000" })
	if cs, _ := Clashes(a.r); named(cs) != "note" {
		t.Error("saving another field closed the clash")
	}
	w.save(a, func(r field.Record) { org(r).Note = "商定" })
	if cs, _ := Clashes(a.r); len(cs) != 0 {
		t.Error("her save did not close the clash")
	}
	// The other desk has only its own value: hers replaces it there too.
	if res := mustJoin(t, b, a); org(res.Record).Note != "商定" || len(res.Clashes) > 0 {
		t.Error(org(res.Record).Note, named(res.Clashes))
	}
}

func TestSettleKeepsWhatIsShown(t *testing.T) {
	w, a, b := two(t, factory())
	for _, d := range []*desk{a, b} {
		w.save(d, func(r field.Record) {
			org(r).Note, org(r).Industry = fmt.Sprint("备注", d.id), fmt.Sprint("行业", d.id)
		})
	}
	a.r = mustJoin(t, a, b).Record
	shown := org(a.r).Note
	if err := Settle(a.r, "note"); err != nil {
		t.Fatal(err)
	}
	if cs, _ := Clashes(a.r); named(cs) != "industry" || org(a.r).Note != shown {
		t.Error(named(cs))
	}
	b.r = mustJoin(t, b, a).Record
	if cs, _ := Clashes(b.r); named(cs) != "industry" || org(b.r).Note != shown {
		t.Error("the other desk did not learn of it", named(cs))
	}
	if err := Settle(b.r); err != nil {
		t.Fatal(err)
	}
	if res := mustJoin(t, a, b); len(res.Clashes) != 0 {
		t.Error(named(res.Clashes))
	}
}

func TestSameValueIsNoClash(t *testing.T) {
	w, a, b := two(t, factory())
	for _, d := range []*desk{a, b} {
		w.save(d, func(r field.Record) { org(r).Note = "都这么说" })
	}
	if res := mustJoin(t, a, b); len(res.Clashes) > 0 || org(res.Record).Note != "都这么说" {
		t.Error(named(res.Clashes))
	}
}

func TestDeletingAgainstEditing(t *testing.T) {
	remove := func(r field.Record) { r.Base().Gone = 1_700_000_000_500 }
	w, a, b := two(t, factory())
	w.save(a, remove)
	if res := mustJoin(t, b, a); res.Record.Base().Gone == 0 || len(res.Clashes) > 0 {
		t.Error("nobody else touched it, but it is not deleted")
	}
	w.save(b, func(r field.Record) { org(r).Note = "新" })
	for _, res := range []Result{mustJoin(t, a, b), mustJoin(t, b, a)} {
		if res.Record.Base().Gone != 0 || named(res.Clashes) != "deleted" || org(res.Record).Note != "新" {
			t.Error("the edit does not hold", named(res.Clashes))
		}
	}
	// Going on with it closes the clash, on every desk.
	b.r = mustJoin(t, b, a).Record
	w.save(b, func(r field.Record) { org(r).Phone = "0512-00000000" })
	if res := mustJoin(t, a, b); res.Record.Base().Gone != 0 || len(res.Clashes) > 0 {
		t.Error("going on did not close it", named(res.Clashes))
	}
	// Deleting it again, knowing of the edit, deletes it.
	w, a, b = two(t, factory())
	w.save(a, remove)
	w.save(b, func(r field.Record) { org(r).Note = "新" })
	a.r = mustJoin(t, a, b).Record
	w.save(a, remove)
	if res := mustJoin(t, b, a); res.Record.Base().Gone == 0 || len(res.Clashes) > 0 {
		t.Error("deleting in knowledge of the edit did not delete")
	}
	// Settling keeps it.
	w, a, b = two(t, factory())
	w.save(a, remove)
	w.save(b, func(r field.Record) { org(r).Note = "新" })
	b.r = mustJoin(t, b, a).Record
	if err := Settle(b.r); err != nil {
		t.Fatal(err)
	}
	if res := mustJoin(t, a, b); res.Record.Base().Gone != 0 || len(res.Clashes) > 0 {
		t.Error("settling did not keep it")
	}
	// Restored by one, deleted again by the other who did not know: it lives, and both are told.
	w, a, b = two(t, factory())
	w.save(a, remove)
	b.r = mustJoin(t, b, a).Record
	w.save(b, func(r field.Record) { r.Base().Gone = 0 })
	if res := mustJoin(t, a, b); res.Record.Base().Gone != 0 || len(res.Clashes) > 0 {
		t.Error("restoring did not restore")
	}
}

func TestAShiftIsOneValue(t *testing.T) {
	w, a, b := two(t, &centre.Shift{Date: field.Day{Year: 2026, Month: 3, Date: 2}, From: "09:00", To: "11:30", Place: "中心"})
	w.save(a, func(r field.Record) { s := r.(*centre.Shift); s.From, s.To = "13:30", "17:00" })
	w.save(b, func(r field.Record) { s := r.(*centre.Shift); s.To, s.Capacity = "10:00", 4 })
	res := mustJoin(t, a, b)
	s := res.Record.(*centre.Shift)
	if whole := s.From + s.To; whole != "13:3017:00" && whole != "09:0010:00" || s.Capacity != 4 {
		t.Errorf("half of each: %s-%s", s.From, s.To)
	}
	if named(res.Clashes) != "date+from+to+place+event+counsellors" {
		t.Error(named(res.Clashes))
	}
}

func TestTwoSoundVersionsMayNotBeSoundTogether(t *testing.T) {
	d := func(month int) field.Day { return field.Day{Year: 2026, Month: month, Date: 1} }
	w, a, b := two(t, &centre.Programme{Name: "系列", From: d(3), To: d(5)})
	w.save(a, func(r field.Record) { r.(*centre.Programme).From = d(4) })
	w.save(b, func(r field.Record) { r.(*centre.Programme).To = d(3) })
	if res := mustJoin(t, a, b); len(res.Problems) != 1 || res.Problems[0].Field != "to" {
		t.Error(res.Problems)
	}
}

func TestMetaOfAJoinedRecord(t *testing.T) {
	w, a, b := two(t, factory())
	w.save(a, func(r field.Record) { r.Base().ChangedBy = id(10); org(r).Note = "甲" })
	w.save(b, func(r field.Record) {
		m := r.Base()
		m.ChangedBy, m.Space, m.Made, m.MadeBy = id(11), "restricted-1", m.Made-5, id(12)
		org(r).Phone = "0512-00000000"
	})
	for _, res := range []Result{mustJoin(t, a, b), mustJoin(t, b, a)} {
		m := res.Record.Base()
		if m.Space != "restricted-1" || m.MadeBy != id(12) || m.ChangedBy != id(11) && a.r.Base().Changed < b.r.Base().Changed || m.ID != a.r.Base().ID {
			t.Errorf("%+v", m)
		}
	}
	c := &desk{r: a.r.Type().Copy(a.r)}
	c.r.Base().Space = "restricted-1"
	if res := mustJoin(t, a, c); !res.Changed || res.Record.Base().Space != "restricted-1" {
		t.Error("a stricter space is not taken over")
	}
	if res := mustJoin(t, c, a); res.Changed || res.Record.Base().Space != "restricted-1" {
		t.Error("a stricter space was given up")
	}
}

func TestWhatCannotBeMergedIsRefused(t *testing.T) {
	w, a, b := two(t, factory())
	w.save(a, func(r field.Record) { org(r).Note = "甲" })
	with := func(change func(m *field.Meta)) field.Record {
		r := b.r.Type().Copy(b.r)
		change(r.Base())
		return r
	}
	packed := func(v any) []byte {
		text, err := encode.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	one := versionDoc{Stamp: stampDoc{Wall: 1, Desk: 7}, Values: []any{int64(5)}}
	fits := func(m *field.Meta, v versionDoc) { // a kept value that stands beside the one that is shown
		s := m.Stamps[""]
		m.Extra = map[string][]byte{Key: packed(map[int]any{1: []stampDoc{docOf(s)}, 2: map[string]any{"note": []versionDoc{{Stamp: docOf(s), Values: []any{"x"}}, v}}})}
	}
	for name, c := range map[string]struct {
		r    field.Record
		want error
	}{
		"a newer record":           {with(func(m *field.Meta) { m.ReadOnly = true }), field.Newer},
		"garbage":                  {with(func(m *field.Meta) { m.Extra = map[string][]byte{Key: {1, 2, 3}} }), field.Damaged},
		"cut off":                  {with(func(m *field.Meta) { m.Extra[Key] = m.Extra[Key][:len(m.Extra[Key])-1] }), field.Damaged},
		"more than we know":        {with(func(m *field.Meta) { m.Extra[Key] = packed(map[int]any{1: []any{}, 9: 1}) }), field.Newer},
		"a value of another shape": {with(func(m *field.Meta) { fits(m, one) }), field.Damaged},
		"values of another number": {with(func(m *field.Meta) { fits(m, versionDoc{Stamp: one.Stamp}) }), field.Damaged},
		"another record":           {with(func(m *field.Meta) { m.ID = id(99) }), nil},
		"another type":             {&centre.Programme{Meta: *b.r.Base()}, nil},
	} {
		_, err := Join(a.r, c.r)
		if err == nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if errors.Is(c.want, field.Damaged) {
			if _, err := Clashes(c.r); !errors.Is(err, field.Damaged) {
				t.Errorf("%s: its clashes are read: %v", name, err)
			}
		}
	}
	if err := Settle(with(func(m *field.Meta) { m.Extra[Key] = []byte{1} })); !errors.Is(err, field.Damaged) {
		t.Error(err)
	}
	if _, err := Join(with(func(m *field.Meta) { m.Extra[Key] = []byte{1} }), a.r); !errors.Is(err, field.Damaged) {
		t.Error(err)
	}
}

func TestSets(t *testing.T) {
	w, a, b := two(t, factory())
	w.save(b, func(r field.Record) { org(r).Note = "新" })
	step := func(n int) field.Record {
		s := &centre.Step{What: fmt.Sprint("第", n, "步")}
		s.ID, s.Stamps = id(100+n), map[string]field.Stamp{"": {Wall: 1, Desk: uint64(n)}}
		return s
	}
	bad := factory()
	bad.Base().ID, bad.Base().Extra = id(50), map[string][]byte{Key: {0xff}}
	mine := factory()
	mine.Base().ID = id(50)
	unread := factory()
	unread.Base().ID, unread.Base().ReadOnly = id(51), true
	res, refused := Sets([]field.Record{a.r, step(1), mine}, []field.Record{bad, unread, step(2), b.r, b.r, step(1)})
	var got []string
	for _, r := range res {
		got = append(got, fmt.Sprintf("%s %v %v", r.Record.Type().Table, r.New, r.Changed))
	}
	if want := []string{"organisation false true", "step false false", "organisation false false", "step true true"}; !slices.Equal(got, want) {
		t.Error(got)
	}
	if org(res[0].Record).Note != "新" || org(res[2].Record).Name != "甲厂" {
		t.Error("one bad record kept others from merging")
	}
	if len(refused) != 2 || refused[0].ID != id(50) || !errors.Is(refused[0].Err, field.Damaged) || !errors.Is(refused[1].Err, field.Newer) || refused[0].Table != "organisation" {
		t.Error(refused)
	}
	again, _ := Sets(records(res), []field.Record{b.r, step(2)})
	for _, r := range again {
		if r.Changed {
			t.Error("the same twice changes something", r.Record.Type().Table)
		}
	}
}

func records(res []Result) (out []field.Record) {
	for _, r := range res {
		out = append(out, r.Record)
	}
	return out
}

func TestUnitsNameRealFields(t *testing.T) {
	for typ, groups := range together {
		seen := map[string]bool{}
		for _, k := range slices.Concat(groups...) {
			if typ.Field(k) == nil || seen[k] {
				t.Errorf("%s.%s: no field, or twice", typ.Table, k)
			}
			seen[k] = true
		}
	}
	for typ, keys := range growing {
		for _, k := range keys {
			if f := typ.Field(k); f == nil || f.Kind != field.NumberKind {
				t.Errorf("%s.%s is no number", typ.Table, k)
			}
		}
	}
	for _, typ := range centre.Types {
		n := 0
		for _, u := range unitsOf(typ, nil) {
			n += len(u.keys)
		}
		if n != len(typ.Fields) {
			t.Errorf("%s: %d of %d fields are merged", typ.Table, n, len(typ.Fields))
		}
		for _, f := range typ.Fields {
			if strings.HasPrefix(f.Key, "@") {
				t.Errorf("%s.%s has a key that merging uses itself", typ.Table, f.Key)
			}
		}
	}
}

// TestTalliesAddUp: three devices count, versions of their records travel in any order and any number of times.
func TestTalliesAddUp(t *testing.T) {
	rnd := rand.New(rand.NewPCG(11, 12))
	for range 200 {
		w := &world{t: t, rnd: rnd, now: 1_700_000_000_000}
		have := make([]map[field.ID]field.Record, 3) // of every desk, all tallies it knows
		var sent []field.Record
		want := int64(0)
		for i := range have {
			d := &desk{id: uint64(i + 1)}
			r := &centre.Tally{Device: fmt.Sprint(i + 1)}
			r.ID, r.Stamps = id(i), map[string]field.Stamp{"": w.stamp(d)}
			d.r, d.known = r, map[int]bool{}
			w.desks = append(w.desks, d)
			have[i] = map[field.ID]field.Record{r.ID: r}
		}
		take := func(at int, r field.Record) {
			res, bad := Sets(slices.DeleteFunc([]field.Record{have[at][r.Base().ID]}, func(x field.Record) bool { return x == nil }), []field.Record{r})
			if len(bad) > 0 || len(res) != 1 || len(res[0].Clashes) > 0 {
				t.Fatal(bad, res)
			}
			have[at][r.Base().ID] = res[0].Record
		}
		for range 60 {
			at := rnd.IntN(3)
			own := have[at][id(at)]
			switch n := rnd.IntN(4); {
			case n < 2:
				w.desks[at].r = own
				w.save(w.desks[at], func(r field.Record) {
					x := r.(*centre.Tally)
					if rnd.IntN(4) == 0 && x.Minus < x.Plus {
						x.Minus++
						want--
						return
					}
					x.Plus += 2
					want += 2
				})
				have[at][id(at)] = w.desks[at].r
				sent = append(sent, w.desks[at].r)
			case n == 2 && len(sent) > 0:
				take(at, sent[rnd.IntN(len(sent))])
			default:
				for _, r := range have[rnd.IntN(3)] {
					take(at, r)
				}
			}
		}
		for range 2 {
			for i := range have {
				for j := range have {
					for _, r := range have[j] {
						take(i, r)
					}
				}
			}
		}
		for i := range have {
			var ts []*centre.Tally
			for _, r := range have[i] {
				ts = append(ts, r.(*centre.Tally))
			}
			if got := TallyOf(ts).Total(); got != want {
				t.Fatalf("desk %d counts %d, there were %d", i, got, want)
			}
		}
	}
}

func TestTallyJoin(t *testing.T) {
	rnd := rand.New(rand.NewPCG(13, 14))
	full := Tally{}
	var parts []Tally
	for n := range 20 {
		p := Tally{}
		for i := range 5 {
			full.add(id(i), Pair{int64(n + i), int64(n / 3)}) // it only grows
			if rnd.IntN(2) == 0 {
				p.add(id(i), full[id(i)])
			}
		}
		parts = append(parts, p)
	}
	parts = append(parts, full)
	for range 50 {
		rnd.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		var sum Tally
		for _, p := range slices.Concat(parts, parts[:7]) {
			sum = sum.Join(p)
		}
		if sum.Total() != full.Total() || len(sum) != 5 {
			t.Fatal(sum, full)
		}
	}
	if n := (Tally{id(1): {math.MaxInt64, 0}, id(2): {5, 0}}).Total(); n != math.MaxInt64 {
		t.Error(n)
	}
	gone := &centre.Tally{Plus: 5}
	gone.Gone = 1
	if n := TallyOf([]*centre.Tally{gone, {Plus: 3}, {Plus: 2, Minus: 1}}).Total(); n != 2 { // two versions of one record
		t.Error(n)
	}
}

func FuzzKept(f *testing.F) {
	w := newWorld(&testing.T{}, 5, factory, true)
	w.save(w.desks[0], func(r field.Record) { org(r).Note = "甲"; r.Base().Gone = 5 })
	w.save(w.desks[1], func(r field.Record) { org(r).Note = "乙" })
	res, err := Join(w.desks[0].r, w.desks[1].r)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(res.Record.Base().Extra[Key])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, text []byte) {
		if cbor.Wellformed(text) != nil && len(text) > 64 {
			return
		}
		r := res.Record.Type().Copy(res.Record)
		r.Base().Extra[Key] = text
		for _, pair := range [][2]field.Record{{r, w.desks[0].r}, {w.desks[1].r, r}, {r, r}} {
			got, err := Join(pair[0], pair[1])
			if err != nil {
				if !errors.Is(err, field.Damaged) && !errors.Is(err, field.Newer) {
					t.Fatal(err)
				}
				continue
			}
			if _, err := Clashes(got.Record); err != nil {
				t.Fatalf("what was joined cannot be read: %v", err)
			}
			if again, err := Join(got.Record, pair[1]); err != nil || again.Changed {
				t.Fatalf("joining twice changes something: %v", err)
			}
		}
	})
}

func BenchmarkJoin(b *testing.B) {
	w := newWorld(&testing.T{}, 5, factory, true)
	w.save(w.desks[0], func(r field.Record) { org(r).Note = "甲" })
	w.save(w.desks[1], func(r field.Record) { org(r).Phone = "0512-00000000" })
	for b.Loop() {
		if _, err := Join(w.desks[0].r, w.desks[1].r); err != nil {
			b.Fatal(err)
		}
	}
}
