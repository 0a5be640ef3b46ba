package merge

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// desk keeps one record the way the store does: a save stamps the fields that changed, with a clock of its own that may be wrong.
type desk struct {
	id      uint64
	skew    int64 // of its wall clock, milliseconds
	listens bool  // its clock never falls behind a stamp it has seen, as the store's does
	last    field.Stamp
	r       field.Record
	known   map[int]bool // the writings that went into r, by number
}

// writing is one thing somebody wrote, with everything written before that she knew: an account of what happened that owes
// nothing to stamps.
type writing struct {
	unit  string // goneKey for deleting and restoring
	text  string // the value as text; "gone" or "back"
	stamp field.Stamp
	knew  map[int]bool
}

type world struct {
	t     *testing.T
	rnd   *rand.Rand
	now   int64
	desks []*desk
	log   []writing
	past  []snapshot
}

// snapshot is a version that was sent off and may arrive late, or twice.
type snapshot struct {
	r     field.Record
	known map[int]bool
}

func id(n int) field.ID { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(fmt.Sprint(n))) }

func (w *world) stamp(d *desk) field.Stamp {
	s := field.Stamp{Wall: w.now + d.skew, Desk: d.id}
	if last := (field.Stamp{Wall: d.last.Wall, Tick: d.last.Tick}); !last.Before(field.Stamp{Wall: s.Wall}) {
		s.Wall, s.Tick = last.Wall, last.Tick+1
	}
	d.last = s
	return s
}

// newWorld has three desks that all begin with the record as the first one made it.
func newWorld(t *testing.T, seed uint64, fresh func() field.Record, listens bool) *world {
	w := &world{t: t, rnd: rand.New(rand.NewPCG(seed, 1)), now: 1_700_000_000_000}
	for i := range 3 {
		w.desks = append(w.desks, &desk{id: uint64(0xA0 + i), skew: int64(w.rnd.IntN(4000)) - 2000, listens: listens, known: map[int]bool{}})
	}
	r := fresh()
	m := r.Base()
	m.ID, m.Rev, m.Made, m.MadeBy = id(1), 1, field.Moment(w.now), id(2)
	m.Stamps = map[string]field.Stamp{"": w.stamp(w.desks[0])}
	w.desks[0].r = r
	for _, d := range w.desks[1:] {
		res, err := Adopt(r)
		if err != nil {
			t.Fatal(err)
		}
		d.r = res.Record
	}
	return w
}

// save does to a desk's record what the store does when a person saves.
func (w *world) save(d *desk, change func(r field.Record)) {
	w.now += int64(w.rnd.IntN(3))
	old, t := d.r, d.r.Type()
	r := t.Copy(old)
	change(r)
	keys := t.Changed(old, r)
	m := r.Base()
	if (m.Gone != 0) != (old.Base().Gone != 0) {
		keys = append(keys, goneKey)
	}
	for _, k := range slices.Sorted(maps.Keys(m.Extra)) {
		if string(m.Extra[k]) != string(old.Base().Extra[k]) {
			keys = append(keys, k)
		}
	}
	if len(keys) == 0 {
		return
	}
	stamp := w.stamp(d)
	knew := maps.Clone(d.known)
	wrote := map[string]bool{}
	for _, k := range keys {
		m.Stamps[k] = stamp
		name := unitOf(r, k)
		if wrote[name] {
			continue // one value, one writing
		}
		wrote[name] = true
		d.known[len(w.log)] = true
		w.log = append(w.log, writing{unit: name, text: textOf(r, name), stamp: stamp, knew: knew})
	}
	m.Rev++
	m.Changed = field.Moment(stamp.Wall)
	d.r = r
	w.past = append(w.past, snapshot{t.Copy(r), maps.Clone(d.known)})
}

func unitOf(r field.Record, key string) string {
	for _, keys := range together[r.Type()] {
		if slices.Contains(keys, key) {
			return keys[0]
		}
	}
	return key
}

func textOf(r field.Record, name string) string {
	if name == goneKey {
		if r.Base().Gone != 0 {
			return "gone"
		}
		return "back"
	}
	for _, u := range unitsOf(r.Type(), newerFields(r.Type(), r.Base(), nil)) {
		if u.name() == name {
			return fmt.Sprint(u.read(r))
		}
	}
	return fmt.Sprint([]any{nil})
}

// receive merges a version into a desk's record and checks the outcome against the account.
func (w *world) receive(d *desk, s snapshot) {
	res, err := Join(d.r, s.r)
	if err != nil {
		w.t.Fatal(err)
	}
	if !res.Changed && len(d.r.Type().Changed(d.r, res.Record)) > 0 {
		w.t.Fatal("changed, and does not say so")
	}
	d.r = res.Record
	maps.Copy(d.known, s.known)
	if d.listens {
		for _, x := range w.log {
			if last := (field.Stamp{Wall: d.last.Wall, Tick: d.last.Tick}); last.Before(field.Stamp{Wall: x.stamp.Wall, Tick: x.stamp.Tick}) {
				d.last.Wall, d.last.Tick = x.stamp.Wall, x.stamp.Tick
			}
		}
	}
	w.check(d)
}

// heads are the writings of a unit that d knows and that nobody replaced who knew them.
func (w *world) heads(d *desk, unit string) []writing {
	var out []writing
	for n := range w.log {
		x := w.log[n]
		if !d.known[n] || x.unit != unit {
			continue
		}
		replaced := false
		for m, y := range w.log {
			// A deletion is replaced by restoring, deleting again, and by going on with the record in spite of it.
			replaced = replaced || d.known[m] && y.knew[n] && (y.unit == unit || unit == goneKey)
		}
		if !replaced {
			out = append(out, x)
		}
	}
	slices.SortFunc(out, func(a, b writing) int { return newest(a.stamp, b.stamp) })
	return out
}

func (w *world) check(d *desk) {
	w.t.Helper()
	s, err := load(d.r)
	if err != nil {
		w.t.Fatal(err)
	}
	gone := false
	deletions := w.heads(d, goneKey)
	for _, g := range deletions {
		gone = true
		if g.text == "back" {
			gone = false
			break
		}
	}
	for _, u := range s.units {
		heads := w.heads(d, u.name())
		if len(heads) == 0 {
			if len(u.versions) != 1 || u.versions[0].stamp != s.made {
				w.t.Fatalf("%s: nobody wrote it, but it has %v", u.name(), u.versions)
			}
			continue
		}
		if len(heads) != len(u.versions) {
			w.t.Fatalf("%s: %d values, %d were written: %v, %v", u.name(), len(u.versions), len(heads), u.versions, heads)
		}
		for i, h := range heads {
			if v := u.versions[i]; v.stamp != h.stamp || fmt.Sprint(v.values) != h.text {
				w.t.Fatalf("%s: %v, written was %v %s", u.name(), v, h.stamp, h.text)
			}
			known := false
			for _, g := range deletions {
				known = known || slices.ContainsFunc(slices.Collect(maps.Keys(g.knew)), func(n int) bool { return w.log[n].stamp == h.stamp && w.log[n].unit == h.unit })
			}
			gone = gone && known
		}
		if shown := textOf(d.r, u.name()); shown != heads[0].text {
			w.t.Fatalf("%s shows %s, newest is %s", u.name(), shown, heads[0].text)
		}
	}
	if (d.r.Base().Gone != 0) != gone {
		w.t.Fatalf("deleted %v, but it should be %v: %v", d.r.Base().Gone != 0, gone, deletions)
	}
}

// settle lets every desk hear from every other until nothing changes, and checks that all have the same.
func (w *world) settle() {
	for range 2 {
		for _, a := range w.desks {
			for _, b := range w.desks {
				w.receive(a, snapshot{b.r, b.known})
			}
		}
	}
	sums := map[string]bool{}
	for _, d := range w.desks {
		s, err := load(d.r)
		if err != nil {
			w.t.Fatal(err)
		}
		text, err := s.sum()
		if err != nil {
			w.t.Fatal(err)
		}
		sums[text] = true
		if other := w.desks[0].r; len(d.r.Type().Changed(d.r, other)) > 0 || d.r.Base().Gone != other.Base().Gone {
			w.t.Fatal("desks show different things")
		}
	}
	if len(sums) != 1 {
		w.t.Fatalf("desks know different things")
	}
}

// run lets things happen at random.
func (w *world) run(steps int, change func(rnd *rand.Rand, r field.Record)) {
	for range steps {
		d := w.desks[w.rnd.IntN(3)]
		switch n := w.rnd.IntN(20); {
		case n < 8:
			if d.r.Base().Gone == 0 {
				w.save(d, func(r field.Record) { change(w.rnd, r) })
			}
		case n == 8:
			w.save(d, func(r field.Record) {
				if r.Base().Gone != 0 {
					r.Base().Gone = 0
				} else {
					r.Base().Gone = field.Moment(w.now)
				}
			})
		case n < 15:
			o := w.desks[w.rnd.IntN(3)]
			w.receive(d, snapshot{o.r, o.known})
		case len(w.past) > 0:
			w.receive(d, w.past[w.rnd.IntN(len(w.past))])
		}
	}
	w.settle()
}

var kinds = map[string]struct {
	fresh  func() field.Record
	change func(rnd *rand.Rand, r field.Record)
}{
	"organisation": {
		func() field.Record { return &centre.Organisation{Name: "甲厂", Kind: "employer"} },
		func(rnd *rand.Rand, r field.Record) {
			o := r.(*centre.Organisation)
			switch rnd.IntN(6) {
			case 0:
				o.Name = fmt.Sprint("甲厂", rnd.IntN(1000))
			case 1:
				o.Women = field.Count{Value: int64(rnd.IntN(500)), HasValue: true, Qualifier: "多", Unit: "人", Known: field.ByDeclare}
			case 2:
				o.Special = field.YesNo(rnd.IntN(3))
			case 3:
				o.Signed = field.Day{Year: 2020 + rnd.IntN(6), Month: 1 + rnd.IntN(12)}
			case 4:
				o.Parent = id(rnd.IntN(3))
			case 5:
				o.Note = ""
				if rnd.IntN(2) == 0 {
					o.Note = fmt.Sprint("备注", rnd.IntN(1000))
				}
			}
		},
	},
	"shift": {
		func() field.Record {
			return &centre.Shift{Date: field.Day{Year: 2026, Month: 3, Date: 2}, From: "09:00", To: "11:30", Place: "中心", State: "planned"}
		},
		func(rnd *rand.Rand, r field.Record) {
			s := r.(*centre.Shift)
			switch rnd.IntN(6) {
			case 0:
				s.Date = field.Day{Year: 2026, Month: 3, Date: 1 + rnd.IntN(31)}
			case 1:
				s.From = fmt.Sprintf("0%d:00", rnd.IntN(10))
			case 2:
				s.Place = fmt.Sprint("地点", rnd.IntN(1000))
			case 3:
				s.Counsellors = []field.ID{id(rnd.IntN(50)), id(rnd.IntN(50))}
			case 4:
				s.State, s.Substitute = "substituted", id(rnd.IntN(50))
			case 5:
				s.Capacity = int64(1 + rnd.IntN(9))
			}
		},
	},
	"newer fields": {
		func() field.Record {
			o := &centre.Organisation{Name: "甲厂", Kind: "employer"}
			o.Extra = map[string][]byte{"colour": {1}}
			return o
		},
		func(rnd *rand.Rand, r field.Record) {
			m := r.Base()
			if m.Extra == nil {
				m.Extra = map[string][]byte{}
			}
			m.Extra[[]string{"colour", "mood"}[rnd.IntN(2)]] = []byte{byte(rnd.IntN(250)), 7}
		},
	},
}

func TestThreeDesksConverge(t *testing.T) {
	for name, k := range kinds {
		for _, listens := range []bool{true, false} {
			t.Run(fmt.Sprint(name, " clocks listen ", listens), func(t *testing.T) {
				for seed := range uint64(50) {
					w := newWorld(t, seed, k.fresh, listens)
					w.run(40, k.change)
					if t.Failed() {
						t.Fatalf("seed %d", seed)
					}
				}
			})
		}
	}
}

// TestJoinIsAJoin takes versions as they come about and joins them in every order, with repetitions.
func TestJoinIsAJoin(t *testing.T) {
	join := func(a, b field.Record) field.Record {
		res, err := Join(a, b)
		if err != nil {
			t.Fatal(err)
		}
		return res.Record
	}
	sum := func(r field.Record) string {
		s, err := load(r)
		if err != nil {
			t.Fatal(err)
		}
		text, err := s.sum()
		if err != nil {
			t.Fatal(err)
		}
		return text + fmt.Sprint(r.Base().Gone, textOf(r, "name"))
	}
	for name, k := range kinds {
		for seed := range uint64(30) {
			w := newWorld(t, 1000+seed, k.fresh, seed%2 == 0)
			for range 25 {
				d := w.desks[w.rnd.IntN(3)]
				if w.rnd.IntN(3) > 0 && d.r.Base().Gone == 0 {
					w.save(d, func(r field.Record) { k.change(w.rnd, r) })
				} else if o := w.desks[w.rnd.IntN(3)]; w.rnd.IntN(5) > 0 {
					w.receive(d, snapshot{o.r, o.known})
				} else {
					w.save(d, func(r field.Record) { r.Base().Gone = field.Moment(w.now) - r.Base().Gone })
				}
			}
			a, b, c := w.desks[0].r, w.desks[1].r, w.desks[2].r
			want := sum(join(join(a, b), c))
			for i, got := range []field.Record{
				join(a, join(b, c)), join(join(c, b), a), join(join(b, a), c), join(join(a, join(b, c)), join(a, b)), join(join(join(a, c), c), join(b, a)),
			} {
				if sum(got) != want {
					t.Fatalf("%s, seed %d: order %d makes a difference", name, seed, i)
				}
			}
			for _, r := range []field.Record{a, b, c, join(a, b)} {
				res, err := Join(r, r)
				if err != nil || res.Changed || sum(res.Record) != sum(r) {
					t.Fatalf("%s, seed %d: a record merged with itself changes: %v", name, seed, err)
				}
			}
		}
	}
}
