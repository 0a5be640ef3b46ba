package store

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"cn.halfsky/internal/field"
)

// Search reads through all text of a table: normalised, as UTF-16 (the lead bytes of Chinese UTF-8 are all alike and slow a
// scan down ten times), looking for the query's rarest byte. At 100,000 cases that takes some milliseconds and needs no index
// that could go wrong.

// plain is the form in which texts and queries are compared: compatibility forms folded, letters small, line breaks as spaces.
func plain(s string) string {
	for _, r := range s {
		if r >= utf8Cheap && !cheapRune(r) {
			return strings.ToLower(strings.Map(oneLine, norm.NFKC.String(s)))
		}
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '\u3000':
			r = ' '
		}
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return oneLine(r)
	}, s)
}

const utf8Cheap = 0x80

// cheapRune reports whether NFKC leaves r as it is, or does what plain does itself: nearly all of a Chinese text.
func cheapRune(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= '！' && r <= '～' || r >= 0x3000 && r <= 0x3029 || r == '·' || r == '—' || r >= '‘' && r <= '”'
}

// oneLine turns line breaks and tabs into spaces; searchEnd stands between fields and must not be typed.
func oneLine(r rune) rune {
	if r == searchEnd || unicode.IsControl(r) {
		return ' '
	}
	return r
}

const searchEnd = '\x00' // between two fields: no query matches across

// units returns s in 2-byte units.
func units(b []byte, s string) []byte {
	for _, r := range s {
		if r <= 0xFFFF {
			b = binary.LittleEndian.AppendUint16(b, uint16(r))
			continue
		}
		hi, lo := utf16.EncodeRune(r)
		b = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(b, uint16(hi)), uint16(lo))
	}
	return b
}

// searchText appends the search text of r: its search fields, and how its names are spelled.
func searchText(b []byte, fields []*field.Spec, r field.Record) []byte {
	end := func() { b = append(b, 0, 0) }
	for _, s := range fields {
		switch p := s.Pointer(r).(type) {
		case *string:
			if *p == "" {
				continue
			}
			b = units(b, plain(*p))
			end()
			if s.Has(field.IsName) {
				for _, w := range spell(*p) {
					b = units(b, w)
					end()
				}
			}
		case *field.ID, *[]field.ID: // found by the title of the record they point to, see List
		default:
			if t := s.Text(r); t != "" {
				b = units(b, plain(t))
				end()
			}
		}
	}
	return b
}

const blockRows = 64

// block is the search text of some rows. It is never changed, only replaced.
type block struct {
	text []byte   // of all its rows, one behind the other
	at   []uint32 // start of each row; one more for the end
}

func (k *block) row(i int) []byte { return k.text[k.at[i]:k.at[i+1]] }

// texts is the search text of a table.
type texts struct {
	blocks []*block
	seen   [256]uint64 // how often a byte occurs, for choosing what to look for
}

// set replaces the text of a row. Rows come in order when a table is loaded; then nothing is copied.
func (x *texts) set(row int, text []byte) {
	for len(x.blocks) <= row/blockRows {
		if n := len(x.blocks); n > 0 { // the one before is full: give back what growing took too much
			x.blocks[n-1] = &block{text: bytes.Clone(x.blocks[n-1].text), at: x.blocks[n-1].at}
		}
		x.blocks = append(x.blocks, &block{at: []uint32{0}})
	}
	n, i := row/blockRows, row%blockRows
	k := x.blocks[n]
	if i < len(k.at)-1 && bytes.Equal(k.row(i), text) {
		return
	}
	for _, c := range text {
		x.seen[c]++
	}
	if i >= len(k.at)-1 {
		at := slices.Clone(k.at)
		for len(at) <= i { // rows between that have no text
			at = append(at, uint32(len(k.text)))
		}
		x.blocks[n] = &block{text: append(k.text, text...), at: append(at, uint32(len(k.text)+len(text)))}
		return
	}
	old := k.row(i)
	more := len(text) - len(old)
	next := &block{text: make([]byte, 0, len(k.text)+more), at: slices.Clone(k.at)}
	next.text = append(append(append(next.text, k.text[:k.at[i]]...), text...), k.text[k.at[i+1]:]...)
	for j := i + 1; j < len(next.at); j++ {
		next.at[j] = uint32(int(next.at[j]) + more)
	}
	x.blocks[n] = next
}

// term is one word of a query.
type term struct {
	text []byte // in units
	at   int    // place in text of its rarest byte
}

// terms splits a query into words, the rarest first.
func (x *texts) terms(find string) []term {
	var out []term
	for _, w := range strings.Fields(plain(find)) {
		t := term{text: units(nil, w)}
		for i, c := range t.text {
			if x.seen[c] < x.seen[t.text[t.at]] {
				t.at = i
			}
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(a, b term) int {
		return int(min(x.seen[a.text[a.at]], 1<<40)) - int(min(x.seen[b.text[b.at]], 1<<40))
	})
	return out
}

// in returns where t first stands in text, or -1.
func (t *term) in(text []byte) int {
	for from := t.at; from < len(text); {
		i := bytes.IndexByte(text[from:], t.text[t.at])
		if i < 0 {
			return -1
		}
		start := from + i - t.at
		if start&1 == 0 && start+len(t.text) <= len(text) && bytes.Equal(text[start:start+len(t.text)], t.text) {
			return start
		}
		from += i + 1
	}
	return -1
}

// find returns the rows in which all terms stand, in order.
func (x *texts) find(terms []term) []uint32 {
	found := make([][]uint32, len(x.blocks))
	inParts(len(x.blocks), 16, func(from, to int) {
		for n := from; n < to; n++ {
			found[n] = x.blocks[n].find(uint32(n*blockRows), terms)
		}
	})
	return slices.Concat(found...)
}

func (k *block) find(first uint32, terms []term) []uint32 {
	var out []uint32
	for from := 0; from < len(k.text); {
		i := terms[0].in(k.text[from:])
		if i < 0 {
			break
		}
		row, exact := slices.BinarySearch(k.at, uint32(from+i))
		if !exact {
			row--
		}
		for row < len(k.at)-1 && k.at[row] == k.at[row+1] {
			row++ // rows without text start at the same place as the one behind them
		}
		if k.has(row, terms[1:]) {
			out = append(out, first+uint32(row))
		}
		from = int(k.at[row+1])
	}
	return out
}

func (k *block) has(row int, terms []term) bool {
	for i := range terms {
		if terms[i].in(k.row(row)) < 0 {
			return false
		}
	}
	return true
}

// match reports whether all terms stand in one row.
func (x *texts) match(row int, terms []term) bool {
	n, i := row/blockRows, row%blockRows
	return n < len(x.blocks) && i < len(x.blocks[n].at)-1 && x.blocks[n].has(i, terms)
}

// bytes is how much memory the texts take.
func (x *texts) bytes() (n int) {
	for _, k := range x.blocks {
		n += cap(k.text) + 4*cap(k.at)
	}
	return n
}
