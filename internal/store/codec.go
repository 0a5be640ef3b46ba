package store

import (
	"encoding/binary"
	"math"
	"unicode/utf8"

	"cn.halfsky/internal/field"
)

// Records are CBOR (RFC 8949, core deterministic): one map with small integers for what every record carries and the fields'
// permanent keys for the rest. The writer and reader here know the few shapes that fields have; they are what reading a whole
// table spends its time on. FuzzRecord holds them against the library.
const (
	majorUint  = 0 << 5
	majorNeg   = 1 << 5
	majorBytes = 2 << 5
	majorText  = 3 << 5
	majorArray = 4 << 5
	majorMap   = 5 << 5
	majorTag   = 6 << 5

	cborFalse = 0xf4
	cborTrue  = 0xf5
	cborNull  = 0xf6

	maxDepth = 16
)

func appendHead(b []byte, major byte, n uint64) []byte {
	switch {
	case n < 24:
		return append(b, major|byte(n))
	case n <= math.MaxUint8:
		return append(b, major|24, byte(n))
	case n <= math.MaxUint16:
		return binary.BigEndian.AppendUint16(append(b, major|25), uint16(n))
	case n <= math.MaxUint32:
		return binary.BigEndian.AppendUint32(append(b, major|26), uint32(n))
	}
	return binary.BigEndian.AppendUint64(append(b, major|27), n)
}

func appendInt(b []byte, n int64) []byte {
	if n < 0 {
		return appendHead(b, majorNeg, uint64(^n))
	}
	return appendHead(b, majorUint, uint64(n))
}

func appendText(b []byte, s string) []byte {
	if !utf8.ValidString(s) { // a text can only come damaged from outside; it must not make a record that no reader takes
		s = string([]rune(s))
	}
	return append(appendHead(b, majorText, uint64(len(s))), s...)
}

func appendBytes(b, s []byte) []byte { return append(appendHead(b, majorBytes, uint64(len(s))), s...) }

// appendValue appends what a field holds. p is the field's pointer; the field is not empty.
func appendValue(b []byte, p any) []byte {
	switch p := p.(type) {
	case *string:
		return appendText(b, *p)
	case *[]string:
		b = appendHead(b, majorArray, uint64(len(*p)))
		for _, s := range *p {
			b = appendText(b, s)
		}
		return b
	case *field.Day:
		return appendInt(b, packDay(*p))
	case *field.Moment:
		return appendInt(b, int64(*p))
	case *int64:
		return appendInt(b, *p)
	case *field.Fen:
		return appendInt(b, int64(*p))
	case *field.YesNo:
		if *p == field.Yes {
			return append(b, cborTrue)
		}
		return append(b, cborFalse)
	case *field.Count:
		b = append(b, majorArray|5)
		if p.HasValue {
			b = appendInt(b, p.Value)
		} else {
			b = append(b, cborNull)
		}
		b = appendText(appendText(b, p.Qualifier), p.Unit)
		return appendText(appendText(b, string(p.Known)), p.Written)
	case *field.ID:
		return appendBytes(b, p[:])
	case *[]field.ID:
		b = appendHead(b, majorArray, uint64(len(*p)))
		for _, id := range *p {
			b = appendBytes(b, id[:])
		}
		return b
	}
	panic("store: field of a kind that the codec does not know")
}

// reader reads CBOR; the first thing that does not fit makes it bad and everything after it zero.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) fail() { r.b, r.bad = nil, true }

// head reads the head of an item of the major type; -1 matches any.
func (r *reader) head(want int) (major byte, n uint64) {
	if len(r.b) == 0 {
		r.fail()
		return 0, 0
	}
	major, n = r.b[0]&0xe0, uint64(r.b[0]&0x1f)
	if want >= 0 && major != byte(want) {
		r.fail()
		return 0, 0
	}
	k := 0
	switch {
	case n < 24:
	case n <= 27:
		k = 1 << (n - 24)
	default:
		r.fail() // no indefinite lengths in deterministic encoding
		return 0, 0
	}
	if len(r.b) < 1+k {
		r.fail()
		return 0, 0
	}
	switch k {
	case 1:
		n = uint64(r.b[1])
	case 2:
		n = uint64(binary.BigEndian.Uint16(r.b[1:]))
	case 4:
		n = uint64(binary.BigEndian.Uint32(r.b[1:]))
	case 8:
		n = binary.BigEndian.Uint64(r.b[1:])
	}
	r.b = r.b[1+k:]
	return major, n
}

// length reads the head of something that has n parts of at least one byte each.
func (r *reader) length(major int) int {
	_, n := r.head(major)
	if n > uint64(len(r.b)) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader) take(n int) []byte {
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) int() int64 {
	major, n := r.head(-1)
	if n > math.MaxInt64 || major != majorUint && major != majorNeg {
		r.fail()
		return 0
	}
	if major == majorNeg {
		return ^int64(n)
	}
	return int64(n)
}

func (r *reader) uint() uint64 {
	_, n := r.head(majorUint)
	return n
}

func (r *reader) text() string {
	s := r.take(r.length(majorText))
	if !utf8.Valid(s) {
		r.fail()
		return ""
	}
	return string(s)
}

func (r *reader) bytes() []byte { return r.take(r.length(majorBytes)) }

func (r *reader) id() (id field.ID) {
	b := r.bytes()
	if len(b) != len(id) {
		r.fail()
		return id
	}
	copy(id[:], b)
	return id
}

func (r *reader) bool() bool {
	if len(r.b) == 0 || r.b[0] != cborTrue && r.b[0] != cborFalse {
		r.fail()
		return false
	}
	return r.take(1)[0] == cborTrue
}

// null reports whether a null comes next, and passes it.
func (r *reader) null() bool {
	if len(r.b) > 0 && r.b[0] == cborNull {
		r.b = r.b[1:]
		return true
	}
	return false
}

// raw passes one item of any shape and returns its bytes.
func (r *reader) raw() []byte {
	start := r.b
	r.skip(maxDepth)
	if r.bad {
		return nil
	}
	return start[:len(start)-len(r.b)]
}

func (r *reader) skip(depth int) {
	if depth == 0 {
		r.fail()
		return
	}
	major, n := r.head(-1)
	switch major {
	case majorBytes, majorText:
		if n > uint64(len(r.b)) {
			r.fail()
			return
		}
		r.take(int(n))
	case majorMap, majorArray:
		if n > uint64(len(r.b)) { // before it is doubled: twice 2^63 is nothing
			r.fail()
			return
		}
		if major == majorMap {
			n *= 2
		}
		for range n {
			r.skip(depth - 1)
		}
	case majorTag:
		r.skip(depth - 1)
	}
}

// value reads what appendValue wrote into the field's pointer.
func (r *reader) value(p any) {
	switch p := p.(type) {
	case *string:
		*p = r.text()
	case *[]string:
		*p = nil
		for range r.length(majorArray) {
			*p = append(*p, r.text())
		}
	case *field.Day:
		d, ok := unpackDay(r.int())
		if !ok {
			r.fail()
		}
		*p = d
	case *field.Moment:
		*p = field.Moment(r.int())
	case *int64:
		*p = r.int()
	case *field.Fen:
		*p = field.Fen(r.int())
	case *field.YesNo:
		*p = field.No
		if r.bool() {
			*p = field.Yes
		}
	case *field.Count:
		*p = r.count()
	case *field.ID:
		*p = r.id()
	case *[]field.ID:
		*p = nil
		for range r.length(majorArray) {
			*p = append(*p, r.id())
		}
	default:
		panic("store: field of a kind that the codec does not know")
	}
}

func (r *reader) count() (c field.Count) {
	if r.length(majorArray) != 5 {
		r.fail()
		return c
	}
	if c.HasValue = !r.null(); c.HasValue {
		c.Value = r.int()
	}
	c.Qualifier, c.Unit = r.text(), r.text()
	c.Known, c.Written = field.Known(r.text()), r.text()
	return c
}

// packDay makes a number of a day that sorts like field.Day.Before: year, month (4 bits), date (5 bits), half (2 bits).
func packDay(d field.Day) int64 {
	return int64(d.Year)<<11 | int64(d.Month)<<7 | int64(d.Date)<<2 | int64(d.Half)
}

func unpackDay(n int64) (field.Day, bool) {
	d := field.Day{Year: int(n >> 11), Month: int(n >> 7 & 15), Date: int(n >> 2 & 31), Half: field.Half(n & 3)}
	return d, n >= 0 && n < 1<<31 && (d.IsZero() || d.Valid())
}
