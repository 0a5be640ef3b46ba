package store

import (
	"encoding/binary"
	"slices"

	"cn.halfsky/internal/field"
)

// packColumns writes everything of a table but its search text. Rows of other keys than the table's own (restricted records,
// locked and damaged ones) are left out and read anew.
func (b *table) packColumns(p *packer) {
	n := len(b.ids)
	states := make([]byte, n)
	ids := make([]byte, 0, 16*n)
	var apart []uint32
	for row, st := range b.states {
		states[row] = byte(st)
		if b.apart[row] {
			states[row] = byte(rowNone)
			apart = append(apart, uint32(row))
		}
		ids = append(ids, b.ids[row][:]...)
	}
	p.bytes(states)
	p.bytes(ids)
	pack32(p, apart)
	pack32(p, b.revs)
	pack64(p, b.made)
	pack64(p, b.changed)
	pack32(p, b.index.slots)
	p.num(uint64(b.index.used))
	for _, c := range b.cols {
		c.pack(p, b.apart)
	}
}

func (b *table) unpackColumns(u *unpacker) {
	states, ids, apart := u.bytes(), u.bytes(), unpack32(u)
	n := len(states)
	b.revs, b.made, b.changed = unpack32(u), unpack64[int64](u), unpack64[int64](u)
	b.index.slots, b.index.used = unpack32(u), int(u.num())
	if len(ids) != 16*n || len(b.revs) != n || len(b.made) != n || len(b.changed) != n || !b.index.fits(n) {
		u.b, u.bad = nil, true
		return
	}
	b.ids, b.states = make([]field.ID, n), make([]rowState, n)
	for row := range n {
		copy(b.ids[row][:], ids[16*row:])
		if b.states[row] = rowState(states[row]); b.states[row] > rowBad {
			u.bad = true
			return
		}
		b.count[b.states[row]]++
	}
	b.count[rowNone] = 0
	for _, row := range apart {
		if b.apart == nil {
			b.apart = map[int]bool{}
		}
		b.apart[int(row)] = true
		u.bad = u.bad || int(row) >= n
	}
	for _, c := range b.cols {
		c.unpack(u, n)
	}
}

// fits reports whether the index can be one of n rows.
func (x *index) fits(n int) bool {
	size := len(x.slots)
	if size&(size-1) != 0 || x.used < 0 || x.used > n || x.used*4 > size*3 || n > 0 && x.used > 0 && size == 0 {
		return false
	}
	used := 0
	for _, s := range x.slots {
		if s != 0 {
			used++
		}
		if int(s) > n {
			return false
		}
	}
	return used == x.used
}

func (c *column) pack(p *packer, apart map[int]bool) {
	if len(apart) > 0 {
		c = c.without(apart) // what is apart must not be in a cache that others can open
	}
	texts := arena{at: slices.Clone(c.texts.at), text: c.texts.text}
	texts.compact() // what no row points to is not for others either; a copy, since others read meanwhile
	pack32(p, c.codes)
	pack64(p, c.nums)
	refs := make([]byte, 0, 16*len(c.refs))
	for _, id := range c.refs {
		refs = append(refs, id[:]...)
	}
	p.bytes(refs)
	pack64(p, texts.at)
	p.bytes(texts.text)
	if c.words == nil {
		p.num(0)
	} else {
		p.num(uint64(len(c.words.all)))
		for _, w := range c.words.all {
			p.text(w)
		}
	}
	pack32(p, c.sortedNow())
}

// without returns a copy in which the rows hold nothing and of which nothing tells what they held.
func (c *column) without(rows map[int]bool) *column {
	own := &column{spec: c.spec, form: c.form, codes: slices.Clone(c.codes), nums: slices.Clone(c.nums), refs: slices.Clone(c.refs)}
	own.texts = arena{at: slices.Clone(c.texts.at), text: c.texts.text}
	if c.form == ofWords {
		own.words = newWords()
		for row, code := range c.codes {
			if own.codes[row] = 0; !rows[row] {
				own.codes[row] = own.words.code(c.words.all[code])
			}
		}
		return own
	}
	for row := range rows {
		switch c.form {
		case ofNumbers:
			own.nums[row] = noNumber
		case ofRefs:
			own.refs[row] = field.ID{}
		case ofTexts:
			own.texts.at[row] = 0
		case ofCounts:
			own.nums[row], own.texts.at[row] = noNumber, 0
		}
	}
	return own
}

// sortedNow returns the order of a text column if somebody asked for it before.
func (c *column) sortedNow() []uint32 {
	if c.order == nil || !c.order.made() {
		return nil
	}
	c.ranked()
	c.order.mu.Lock()
	defer c.order.mu.Unlock()
	return c.order.sorted // who sorts again makes a new one
}

func (c *column) unpack(u *unpacker, n int) {
	c.codes, c.nums = unpack32(u), unpack64[int64](u)
	refs := u.bytes()
	c.texts.at, c.texts.text = unpack64[uint64](u), append([]byte(nil), u.bytes()...)
	c.unpackWords(u)
	sorted := unpack32(u)
	has := func(forms ...form) int {
		if slices.Contains(forms, c.form) {
			return n
		}
		return 0
	}
	if len(c.codes) != has(ofWords) || len(c.nums) != has(ofNumbers, ofCounts) || len(refs) != 16*has(ofRefs) || len(c.texts.at) != has(ofTexts, ofCounts) {
		u.b, u.bad = nil, true
		return
	}
	c.refs = make([]field.ID, has(ofRefs))
	for i := range c.refs {
		copy(c.refs[i][:], refs[16*i:])
	}
	for _, at := range c.texts.at {
		u.bad = u.bad || at>>arenaLen+at&arenaMask > uint64(len(c.texts.text))
	}
	for _, row := range sorted {
		u.bad = u.bad || int(row) >= n
	}
	if len(sorted) > 0 && c.order != nil {
		c.order.sorted = sorted
	}
}

func (c *column) unpackWords(u *unpacker) {
	n := u.length(8)
	if c.words == nil || n == 0 {
		u.bad = u.bad || c.words != nil || n != 0
		return
	}
	c.words = &words{of: make(map[string]uint32, n)}
	for i := range n {
		w := u.text()
		c.words.all = append(c.words.all, w)
		c.words.of[w] = uint32(i)
	}
	for _, code := range c.codes {
		u.bad = u.bad || uint64(code) >= n
	}
	u.bad = u.bad || uint64(len(c.words.of)) != n || c.words.all[0] != ""
}

// packTexts writes the search text of a table.
func (b *table) packTexts(p *packer) {
	pack64(p, b.texts.seen[:])
	p.num(uint64(len(b.texts.blocks)))
	for n, k := range b.texts.blocks {
		for row := range b.apart {
			if row/blockRows == n && row%blockRows < len(k.at)-1 {
				k = k.without(row % blockRows)
			}
		}
		pack32(p, k.at)
		p.bytes(k.text)
	}
}

// without returns the block with an empty row i.
func (k *block) without(i int) *block {
	gone := k.at[i+1] - k.at[i]
	out := &block{text: slices.Concat(k.text[:k.at[i]], k.text[k.at[i+1]:]), at: slices.Clone(k.at)}
	for j := i + 1; j < len(out.at); j++ {
		out.at[j] -= gone
	}
	return out
}

// unpackTexts reads it. The texts stay in the buffer they came in.
func (b *table) unpackTexts(u *unpacker) {
	seen := unpack64[uint64](u)
	if len(seen) != len(b.texts.seen) {
		u.b, u.bad = nil, true
		return
	}
	copy(b.texts.seen[:], seen)
	n := u.length(16)
	b.texts.blocks = make([]*block, n)
	all := make([]block, n)
	ats := make([]uint32, 0, n*(blockRows+1))
	for i := range all {
		k := &all[i]
		size := u.length(4)
		raw := u.take(4 * size)
		if u.bad || size == 0 || size > blockRows+1 {
			u.b, u.bad = nil, true
			return
		}
		start := len(ats)
		for j := range size {
			ats = append(ats, binary.LittleEndian.Uint32(raw[4*j:]))
		}
		k.at = ats[start:len(ats):len(ats)]
		if k.text = slices.Clip(u.bytes()); !k.fits() {
			u.b, u.bad = nil, true
			return
		}
		b.texts.blocks[i] = k
	}
}

// fits reports whether the rows lie one behind the other in the text.
func (k *block) fits() bool {
	for i := 1; i < len(k.at); i++ {
		if k.at[i] < k.at[i-1] || (k.at[i]-k.at[i-1])%2 != 0 {
			return false
		}
	}
	return k.at[0] == 0 && int(k.at[len(k.at)-1]) == len(k.text)
}
