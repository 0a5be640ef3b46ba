package store

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"cn.halfsky/internal/field"
)

// encodeRecord is what a save seals.
func encodeRecord(m *matter) []byte {
	s := stored{meta: m.Meta, seq: 9, pairs: newCodec(matterType).pairs(m)}
	return s.encode(nil)
}

func TestRecordsAreDeterministicCBOR(t *testing.T) {
	m := full(1)
	m.Meta = field.Meta{Made: 1, Changed: -5, MadeBy: field.ID{1}, ChangedBy: field.ID{2}, Gone: 3, Space: "r",
		Stamps: map[string]field.Stamp{"": {Wall: 1, Tick: 2, Desk: 3}, "facts": {Wall: 1 << 40, Tick: 65535, Desk: 1 << 33}, "a": {}},
		Extra:  map[string][]byte{"zz": {0xf6}, "nu": {0x82, 1, 0x61, 'x'}, "a": {0}}}
	b := encodeRecord(m)
	var v any
	if err := cborDec.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	again, err := cborEnc.Marshal(v)
	if err != nil || !bytes.Equal(again, b) {
		t.Fatalf("the library writes it differently (%v):\n%x\n%x", err, b, again)
	}
}

func TestFieldsOfANewerProgramAreKept(t *testing.T) {
	newer := &field.Type{Table: "firm", Code: 901, Schema: 1, Space: field.Open, New: func() field.Record { return new(newFirm) },
		Fields: []field.Spec{
			field.Text("name", func(f *newFirm) *string { return &f.Name }),
			field.Text("a", func(f *newFirm) *string { return &f.A }),
			field.Counted("women", "人", func(f *newFirm) *field.Count { return &f.Women }),
		}}
	newFirmType = newer
	o := options()
	o.Types = []*field.Type{matterType, newer}
	s := create(t, o)
	f := &newFirm{Name: "红星", A: "新", Women: field.Exactly(7, "人")}
	put(t, s, f)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o.Types = testTypes
	old, err := Open(s.dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, old)
	seen := get[*firm](t, old, f.ID)
	if seen.Name != "红星" || len(seen.Extra) != 2 {
		t.Fatalf("%+v", seen)
	}
	seen.Name = "红星二厂"
	change := put(t, old, seen)
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	o.Types = []*field.Type{matterType, newer}
	back, err := Open(s.dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, back)
	if r := get[*newFirm](t, back, f.ID); r.Name != "红星二厂" || r.A != "新" || r.Women != field.Exactly(7, "人") {
		t.Fatalf("%+v", r)
	}
	if _, err := back.Undo(context.Background(), change.Seq); err != nil {
		t.Fatal(err)
	}
}

type newFirm struct {
	field.Meta
	Name, A string
	Women   field.Count
}

var newFirmType *field.Type

func (f *newFirm) Type() *field.Type     { return newFirmType }
func (f *newFirm) Check() field.Problems { return nil }

func TestRecordOfANewerSchemaIsShownAndNotWritten(t *testing.T) {
	newer := *firmType
	newer.Schema = 2
	newer.New = func() field.Record { return new(laterFirm) }
	newer.Fields = []field.Spec{field.Text("name", func(f *laterFirm) *string { return &f.Name }, field.In(field.InList|field.InSearch|field.IsName)), firmType.Fields[1]}
	newer.Fields = newer.Fields[:1]
	laterFirmType = &newer
	o := options()
	o.Types = []*field.Type{matterType, &newer}
	s := create(t, o)
	f := &laterFirm{Name: "蓝天"}
	put(t, s, f)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o.Types = testTypes
	old, err := Open(s.dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, old)
	seen := get[*firm](t, old, f.ID)
	if !seen.ReadOnly || seen.Name != "蓝天" {
		t.Fatalf("%+v", seen)
	}
	seen.Name = "改名"
	for what, do := range map[string]func(tx *Tx) error{
		"put":    func(tx *Tx) error { return tx.Put(seen) },
		"delete": func(tx *Tx) error { return tx.Delete(seen) },
		"put a forged copy": func(tx *Tx) error {
			c := *seen
			c.ReadOnly = false
			return tx.Put(&c)
		},
	} {
		if _, err := old.Update(context.Background(), Verb{}, do); !errors.Is(err, field.Newer) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

type laterFirm struct {
	field.Meta
	Name string
}

var laterFirmType *field.Type

func (f *laterFirm) Type() *field.Type     { return laterFirmType }
func (f *laterFirm) Check() field.Problems { return nil }

func FuzzRecord(f *testing.F) {
	c := newCodec(matterType)
	f.Add(encodeRecord(full(1)))
	f.Add(encodeRecord(&matter{}))
	m := full(2)
	m.Extra = map[string][]byte{"later": {0x83, 1, 2, 0xa1, 1, 2}}
	m.Stamps = map[string]field.Stamp{"": {Wall: 5}}
	f.Add(encodeRecord(m))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := decodeStored(b, false)
		if err != nil {
			if !errors.Is(err, field.Damaged) {
				t.Fatal(err)
			}
			return
		}
		if err := cbor.Wellformed(b); err != nil {
			t.Fatalf("accepted what is no CBOR: %v", err)
		}
		r, err := c.record(s)
		if err != nil {
			if !errors.Is(err, field.Damaged) {
				t.Fatal(err)
			}
			return
		}
		again := stored{meta: s.meta, seq: s.seq, pairs: c.pairs(r)}
		s2, err := decodeStored(again.encode(nil), false)
		if err != nil {
			t.Fatalf("an accepted record does not come back: %v", err)
		}
		r2, err := c.record(s2)
		if err != nil || !reflect.DeepEqual(r, r2) {
			t.Fatalf("came back as\n%+v\nwas\n%+v (%v)", r2, r, err)
		}
	})
}

func FuzzFormat(f *testing.F) {
	f.Add(encodeFormat(field.ID{1, 2}))
	f.Fuzz(func(t *testing.T, b []byte) {
		id, format, err := decodeFormat(b)
		if err != nil {
			if !errors.Is(err, field.Damaged) && !errors.Is(err, field.Newer) {
				t.Fatal(err)
			}
			return
		}
		if format == formatVersion && !bytes.Equal(encodeFormat(id), b[:formatLen]) {
			t.Fatal("accepted another form")
		}
	})
}

func TestFormatTellsNewerFromDamaged(t *testing.T) {
	good := encodeFormat(field.ID{7})
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		if _, _, err := decodeFormat(bad); !errors.Is(err, field.Damaged) {
			t.Errorf("byte %d: %v", i, err)
		}
	}
	if _, _, err := decodeFormat(newerFormat(field.ID{7})); !errors.Is(err, field.Newer) {
		t.Errorf("newer: %v", err)
	}
}

func TestDiffFindsEveryDifference(t *testing.T) {
	c := newCodec(matterType)
	rnd := rand.New(rand.NewPCG(5, 5))
	for range 300 {
		a, b := random(rnd, 1), random(rnd, 1)
		if rnd.IntN(2) == 0 {
			b.Facts, b.Org = a.Facts, a.Org
		}
		if rnd.IntN(2) == 0 {
			b.Topics, b.Client, b.Day = nil, "", a.Day
		}
		want := map[string]bool{}
		for _, k := range matterType.Changed(a, b) {
			want[k] = true
		}
		got := c.pairs(a).diff(c.pairs(b))
		for _, d := range got {
			if !want[d.key] {
				t.Fatalf("%s does not differ", d.key)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("%d differences, want %v", len(got), want)
		}
	}
}

func TestSetHashIsThatOfTheSet(t *testing.T) {
	e := newElements([]byte("key"))
	rnd := rand.New(rand.NewPCG(6, 6))
	var sum setHash
	in := map[int]setHash{}
	for range 2000 {
		n := rnd.IntN(50)
		if old, ok := in[n]; ok {
			sum.sub(old)
			delete(in, n)
			continue
		}
		sealed := make([]byte, 40)
		for i := range sealed {
			sealed[i] = byte(rnd.Uint32())
		}
		in[n] = e.of(uint16(n%3), field.ID{byte(n)}, sealed)
		sum.add(in[n])
	}
	var other setHash
	for _, el := range in { // in another order
		other.add(el)
	}
	if other != sum {
		t.Fatal("the sum depends on the order")
	}
	if back, ok := setHashFrom(sum.bytes()); !ok || back != sum {
		t.Fatal("it does not come back")
	}
	for _, el := range in {
		sum.sub(el)
	}
	if sum != (setHash{}) {
		t.Fatal("the empty set is not zero")
	}
}

func TestElementsDependOnEverything(t *testing.T) {
	e, f := newElements([]byte("key")), newElements([]byte("other"))
	sealed := bytes.Repeat([]byte{7}, 60)
	base := e.of(1, field.ID{1}, sealed)
	header, tag := bytes.Clone(sealed), bytes.Clone(sealed)
	header[5]++
	tag[59]++
	for what, other := range map[string]setHash{
		"key": f.of(1, field.ID{1}, sealed), "table": e.of(2, field.ID{1}, sealed), "id": e.of(1, field.ID{2}, sealed),
		"schema": e.of(1, field.ID{1}, header), "tag": e.of(1, field.ID{1}, tag),
	} {
		if other == base {
			t.Errorf("another %s gives the same element", what)
		}
	}
}

func TestHybridClockNeverGoesBack(t *testing.T) {
	rnd := rand.New(rand.NewPCG(8, 8))
	var h hybrid
	var last field.Stamp
	now := int64(1_000_000)
	for i := range 200_000 {
		switch rnd.IntN(100) {
		case 0:
			now -= rnd.Int64N(5000) // somebody set the clock back
		case 1:
			now += rnd.Int64N(5000)
		}
		s := h.next(now, 1)
		if i > 0 && !last.Before(s) {
			t.Fatalf("%v after %v", s, last)
		}
		if s.Wall < now {
			t.Fatalf("%v lies before the clock %d", s, now)
		}
		last = s
	}
}

func TestIndexFindsEveryRow(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 9))
	var x index
	var ids []field.ID
	for row := range 5000 {
		var id field.ID
		id[0], id[1], id[15] = byte(row), byte(row>>8), byte(rnd.IntN(2)) // ids that differ in few bits
		ids = append(ids, id)
		x.add(ids, row)
	}
	for row, id := range ids {
		if x.find(ids, id) != row {
			t.Fatalf("row %d found as %d", row, x.find(ids, id))
		}
	}
	if x.find(ids, field.ID{0xff, 0xff, 3}) != -1 || !x.fits(len(ids)) || x.fits(len(ids)-1) {
		t.Fatal("what is not there was found")
	}
}

func TestMapOfImpossibleLengthIsDamage(t *testing.T) {
	b := appendText(appendHead(nil, majorMap, 1), "of a newer program")
	for _, n := range []uint64{1 << 63, 1<<63 + 1, 1 << 62} {
		if _, err := decodeStored(appendHead(bytes.Clone(b), majorMap, n), false); !errors.Is(err, field.Damaged) {
			t.Errorf("%d pairs: %v", n, err)
		}
	}
}

func TestNewerSchemaMayCarryMoreWithEveryRecord(t *testing.T) {
	for _, key := range []uint64{0, keySeq + 1, 23, 24, 1000} {
		b := append(appendHead(nil, majorMap, 3), majorUint|keyMade)
		b = appendHead(appendInt(b, 7), majorUint, key)
		b = append(b, 0x82, 1, 0x61, 'x') // [1, "x"]: of any shape
		b = appendText(appendText(b, "facts"), "abc")
		st, err := decodeStored(b, true)
		if err != nil || st.meta.Made != 7 || len(st.pairs) != 1 {
			t.Errorf("key %d of a newer schema: %+v, %v", key, st, err)
		}
		if _, err := decodeStored(b, false); !errors.Is(err, field.Damaged) {
			t.Errorf("key %d of this schema: %v", key, err)
		}
	}
}
