package store

import "cn.halfsky/internal/field"

// PlainForm writes records as the data file holds them, but for seal, padding and journal: what a comparison starts from.
type PlainForm struct{ codecs map[uint16]*codec }

// NewPlainForm returns one that may be used for any types, by one goroutine.
func NewPlainForm() *PlainForm { return &PlainForm{map[uint16]*codec{}} }

// Of returns the record's CBOR, with who made and changed it and when.
func (p *PlainForm) Of(r field.Record) []byte {
	c := p.codecs[r.Type().Code]
	if c == nil {
		c = newCodec(r.Type())
		p.codecs[r.Type().Code] = c
	}
	s := stored{meta: *r.Base(), pairs: c.pairs(r)}
	return s.encode(nil)
}
