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
func plain(s string) string { return strings.Map(oneLine, strings.ToLower(norm.NFKC.String(s))) }

// oneLine turns line breaks and tabs into spaces; so a zero, which stands between fields, cannot be typed.
func oneLine(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// appendPlain appends plain(s) in 2-byte units and a zero. Nearly all of a Chinese text it handles itself, ten times as fast.
func appendPlain(b []byte, s string) []byte {
	start := len(b)
	b = slices.Grow(b, len(s)+2)
	for i := 0; i < len(s); {
		c := s[i]
		var r uint16
		switch {
		case c < 0x80:
			r = plainASCII(c)
			i++
		case c >= 0xE3 && c <= 0xEF && i+2 < len(s):
			if r = plainWide(uint16(c&15)<<12 | uint16(s[i+1]&63)<<6 | uint16(s[i+2]&63)); r == 0 {
				return append(units(b[:start], plain(s)), 0, 0)
			}
			i += 3
		default:
			return append(units(b[:start], plain(s)), 0, 0)
		}
		b = append(b, byte(r), byte(r>>8))
	}
	return append(b, 0, 0)
}

func plainASCII(c byte) uint16 {
	switch {
	case c >= 'A' && c <= 'Z':
		return uint16(c) + 'a' - 'A'
	case c < ' ' || c == 0x7f:
		return ' '
	}
	return uint16(c)
}

// plainWide is the plain form of a character of three UTF-8 bytes, or 0 for one that needs the library.
func plainWide(r uint16) uint16 {
	switch {
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0x3001 && r <= 0x3029:
		return r
	case r >= 0xFF01 && r <= 0xFF5E:
		return plainASCII(byte(r - 0xFF01 + '!'))
	case r == 0x3000:
		return ' '
	}
	return 0
}

// units appends s in 2-byte units.
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

// searcher knows what of a type is searched.
type searcher struct {
	titles []*field.Spec // what names a record comes first, so that a hit in it can be told from one behind
	others []*field.Spec
}

func newSearcher(t *field.Type) searcher {
	var x searcher
	for _, k := range t.Title {
		if s := t.Field(k); s != nil && s.Kind == field.TextKind {
			x.titles = append(x.titles, s)
		}
	}
	for _, s := range t.With(field.InSearch) {
		switch s.Kind {
		case field.RefKind, field.RefsKind, field.ChoiceKind, field.ChoicesKind, field.YesNoKind:
			continue // codes are no words of a person's; references are followed, see searchWord
		}
		if !slices.Contains(x.titles, s) {
			x.others = append(x.others, s)
		}
	}
	return x
}

// text is the search text of r: what names it, an empty field, the other search fields; names also as they are spelled.
func (x *searcher) text(r field.Record) []byte {
	var b []byte
	for _, s := range x.titles {
		b = appendSearch(b, s, r)
	}
	b = append(b, 0, 0)
	for _, s := range x.others {
		b = appendSearch(b, s, r)
	}
	return b
}

func appendSearch(b []byte, s *field.Spec, r field.Record) []byte {
	text := s.Text(r)
	if text == "" {
		return b
	}
	b = appendPlain(b, text)
	if s.Has(field.IsName) {
		for _, w := range spell(text) {
			b = append(units(b, w), 0, 0)
		}
	}
	return b
}

// titleOf returns the part of a row's text that names it.
func titleOf(text []byte) []byte {
	for i := 0; i+4 <= len(text); i += 2 {
		if binary.LittleEndian.Uint32(text[i:]) == 0 {
			return text[:i]
		}
	}
	return nil
}

const blockRows = 64

// block is the search text of some rows.
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

// set replaces the text of a row. Rows come in order when a table is loaded.
func (x *texts) set(row int, text []byte) {
	for len(x.blocks) <= row/blockRows {
		if n := len(x.blocks); n > 0 { // the one before is full: give back what growing took too much
			x.blocks[n-1].text = bytes.Clone(x.blocks[n-1].text)
		}
		x.blocks = append(x.blocks, &block{at: append(make([]uint32, 0, blockRows+1), 0)})
	}
	k, i := x.blocks[row/blockRows], row%blockRows
	for len(k.at) <= i+1 { // this row, and those before that have no text
		k.at = append(k.at, uint32(len(k.text)))
	}
	old := k.row(i)
	if bytes.Equal(old, text) {
		return
	}
	for _, c := range text {
		x.seen[c]++
	}
	more := len(text) - len(old)
	k.text = slices.Replace(k.text, int(k.at[i]), int(k.at[i+1]), text...)
	for j := i + 1; j < len(k.at); j++ {
		k.at[j] = uint32(int(k.at[j]) + more)
	}
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

// rows is how many rows have a place.
func (x *texts) rows() int {
	n := len(x.blocks)
	if n == 0 {
		return 0
	}
	return (n-1)*blockRows + len(x.blocks[n-1].at) - 1
}

// row returns the text of a row.
func (x *texts) row(row int) []byte {
	n, i := row/blockRows, row%blockRows
	if n >= len(x.blocks) || i >= len(x.blocks[n].at)-1 {
		return nil
	}
	return x.blocks[n].row(i)
}

// match reports whether all terms stand in one row.
func (x *texts) match(row int, terms []term) bool {
	text := x.row(row)
	for i := range terms {
		if terms[i].in(text) < 0 {
			return false
		}
	}
	return true
}
