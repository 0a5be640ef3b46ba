package vault

import (
	"cmp"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"sync"
)

// Purpose separates what is sealed by one data key: nothing sealed for one purpose opens for another. The numbers are not
// kept anywhere, the words are.
type Purpose uint8

// The purposes.
const (
	Labels  Purpose = iota // what a key is for
	Records                // one record
	Journal                // one part of a journal entry
	Heads                  // head, counters, desk, account cards
	Caches                 // chunk streams of the cache
	Backups                // chunk streams of a backup
	Blobs                  // chunk streams of an attachment
	Proofs                 // keyed digests: set of records, anchor
	Places                 // permutation of record ids, mask of revisions
	purposes
)

var purposeWords = [purposes]string{"label", "record", "journal", "head", "cache", "backup", "blob", "proof", "place"}

// padding is the least step to which a text is filled up before it is sealed, so that lengths tell little.
var padding = [purposes]int{64, 64, 64, 256, 0, 0, 0, 0, 0}

// dataKey is a data key in memory.
type dataKey struct {
	no     uint32
	label  Label
	secret []byte
	boxes  [purposes]cipher.AEAD
	past   bool // what it sealed was sealed anew
}

func newDataKey(secret []byte, no uint32, label Label) (*dataKey, error) {
	d := &dataKey{no: no, label: label, secret: secret}
	for p := range purposes {
		key, err := d.derive(p, "")
		if err != nil {
			return nil, err
		}
		if d.boxes[p], err = gcm(key); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d *dataKey) derive(p Purpose, more string) ([]byte, error) {
	key, err := hkdf.Key(sha256.New, d.secret, nil, "halfsky 1 "+purposeWords[p]+more, 32)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	return key, nil
}

// Ring holds the data keys that one account may have. It may be used by several goroutines.
type Ring struct {
	folder ID
	mu     sync.RWMutex
	keys   map[uint32]*dataKey
	newest map[string]*dataKey
}

// NewRing returns an empty ring for a new folder.
func NewRing(folder ID) *Ring {
	return &Ring{folder: folder, keys: map[uint32]*dataKey{}, newest: map[string]*dataKey{}}
}

// Ring opens all the keys that are granted to the account. A key that is granted but does not open, or that nobody of the folder
// made, is an error.
func (a *Account) Ring(keys []*Key) (*Ring, error) {
	r := NewRing(a.folder)
	inOrder := slices.SortedFunc(slices.Values(keys), func(x, y *Key) int { return cmp.Compare(x.No, y.No) })
	for _, k := range inOrder { // who vouches for a key has a lower number
		if err := r.Add(a, k); err != nil && !errors.Is(err, ErrNoKey) {
			return nil, err
		}
	}
	return r, nil
}

// Add puts a key that is granted to the account on the ring, which must hold the key that vouches for it. ErrNoKey when it is not
// granted.
func (r *Ring) Add(a *Account, k *Key) error {
	secret, err := k.open(a)
	if err != nil {
		return err
	}
	d, err := newDataKey(secret, k.No, Label{})
	if err != nil {
		return err
	}
	text, _, err := d.open(nil, Labels, k.place(ID{}), k.Label)
	if err != nil {
		return fmt.Errorf("open label: %w", err)
	}
	if err := decoder.Unmarshal(text, &d.label); err != nil {
		return fmt.Errorf("open label: %w", ErrDamaged)
	}
	if err := r.prove(k, d.label, secret, text); err != nil {
		return err
	}
	r.add(d)
	return nil
}

func (r *Ring) add(d *dataKey) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys[d.no] = d
	if n := r.newest[d.label.Space]; n == nil || n.label.Epoch < d.label.Epoch {
		r.newest[d.label.Space] = d
	}
}

func (r *Ring) key(no uint32) *dataKey {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.keys[no]
}

// Newest returns the number and label of the key that seals for the space now; false when the account holds none.
func (r *Ring) Newest(space string) (uint32, Label, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	d := r.newest[space]
	if d == nil {
		return 0, Label{}, false
	}
	return d.no, d.label, true
}

// Spaces returns the spaces the ring holds keys of, in no order.
func (r *Ring) Spaces() []string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var out []string
	for s := range r.newest {
		out = append(out, s)
	}
	return out
}

// Label returns what the key of that number is for; false when it is not on the ring.
func (r *Ring) Label(no uint32) (Label, bool) {
	d := r.key(no)
	if d == nil {
		return Label{}, false
	}
	return d.label, true
}

// Derive returns 32 bytes that follow from a data key, for keyed digests and permutations. what separates several of one purpose.
func (r *Ring) Derive(no uint32, p Purpose, what string) ([]byte, error) {
	d := r.key(no)
	if d == nil {
		return nil, fmt.Errorf("derive %s: %w", purposeWords[p], ErrNoKey)
	}
	return d.derive(p, " "+what)
}

// Clone returns a ring of the same keys, so that keys can be added and dropped apart.
func (r *Ring) Clone() *Ring {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return &Ring{folder: r.folder, keys: maps.Clone(r.keys), newest: maps.Clone(r.newest)}
}

// Become makes r hold the keys that o holds.
func (r *Ring) Become(o *Ring) {
	c := o.Clone()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys, r.newest = c.keys, c.newest
}

// Drop takes a key off the ring.
func (r *Ring) Drop(no uint32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	gone := r.keys[no]
	if gone == nil {
		return
	}
	delete(r.keys, no)
	space := gone.label.Space
	if r.newest[space] != gone {
		return
	}
	delete(r.newest, space)
	for _, d := range r.keys {
		if n := r.newest[space]; d.label.Space == space && (n == nil || n.label.Epoch < d.label.Epoch) {
			r.newest[space] = d
		}
	}
}

// Retire says that everything in the folder that was sealed for the space by an epoch before least was sealed anew: what such a
// key sealed is of an older state, or of somebody who has it no more, and is refused as damaged. The keys stay on the ring, since
// they vouch for those after them.
func (r *Ring) Retire(space string, least uint32) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for no, d := range r.keys {
		if d.label.Space == space && d.label.Epoch < least && !d.past {
			old := *d // another goroutine may be reading the one that is there
			old.past = true
			r.keys[no] = &old
		}
	}
}

// Valid returns the keys of a space that are not retired, the newest first.
func (r *Ring) Valid(space string) (nos []uint32) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for no, d := range r.keys {
		if d.label.Space == space && !d.past {
			nos = append(nos, no)
		}
	}
	slices.SortFunc(nos, func(a, b uint32) int { return cmp.Compare(r.keys[b].label.Epoch, r.keys[a].label.Epoch) })
	return nos
}

// refuses reports whether a retired key opens nothing of that purpose. A cache too could be made today by whoever kept the key; a
// backup is older than the keys of today in its own right.
func (d *dataKey) refuses(p Purpose) bool {
	return d.past && (p == Records || p == Journal || p == Heads || p == Caches)
}

// Forget drops and overwrites the keys. Copies the runtime made are out of reach.
func (r *Ring) Forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, d := range r.keys {
		clear(d.secret)
	}
	clear(r.keys)
	clear(r.newest)
}

// The header before every sealed value.
const (
	sealFormat = 1
	HeaderLen  = 1 + 4 + 2
	nonceLen   = 12
	TagLen     = 16
	// Overhead is how much longer a sealed value is than its padded text.
	Overhead = HeaderLen + nonceLen + TagLen
)

// Header is what stands in clear before a sealed value.
type Header struct {
	Key    uint32 // number of the data key
	Schema uint16 // of what was sealed, for its reader
}

// ReadHeader reads the header of a sealed value. ErrDamaged, ErrNewer.
func ReadHeader(sealed []byte) (Header, error) {
	if len(sealed) < Overhead || sealed[0] == 0 {
		return Header{}, fmt.Errorf("read header: %w", ErrDamaged)
	}
	if sealed[0] > sealFormat {
		return Header{}, fmt.Errorf("read header: format %d: %w", sealed[0], ErrNewer)
	}
	return Header{Key: binary.BigEndian.Uint32(sealed[1:]), Schema: binary.BigEndian.Uint16(sealed[5:])}, nil
}

// Seal appends the sealed text to dst. place is where it will stand: it opens nowhere else.
func (r *Ring) Seal(dst []byte, p Purpose, no uint32, schema uint16, place, text []byte) ([]byte, error) {
	d := r.key(no)
	if d == nil {
		return nil, fmt.Errorf("seal %s: %w", purposeWords[p], ErrNoKey)
	}
	header := make([]byte, 0, HeaderLen+len(place))
	header = append(header, sealFormat)
	header = binary.BigEndian.AppendUint32(header, no)
	header = binary.BigEndian.AppendUint16(header, schema)
	dst = append(dst, header...)
	return d.boxes[p].Seal(dst, nil, pad(text, padding[p]), append(header, place...)), nil
}

// Open appends the text of a sealed value to dst and returns it with its schema. ErrNoKey when the account may not have the
// key, ErrDamaged when the bytes or the place are not what was sealed, ErrNewer.
func (r *Ring) Open(dst []byte, p Purpose, place, sealed []byte) ([]byte, uint16, error) {
	h, err := ReadHeader(sealed)
	if err != nil {
		return nil, 0, err
	}
	d := r.key(h.Key)
	if d == nil {
		return nil, 0, fmt.Errorf("open %s: %w", purposeWords[p], ErrNoKey)
	}
	if d.refuses(p) {
		return nil, 0, fmt.Errorf("open %s: sealed by a key of the past: %w", purposeWords[p], ErrDamaged)
	}
	return d.open(dst, p, place, sealed)
}

func (d *dataKey) open(dst []byte, p Purpose, place, sealed []byte) ([]byte, uint16, error) {
	h, err := ReadHeader(sealed)
	if err != nil {
		return nil, 0, err
	}
	bound := append(append(make([]byte, 0, HeaderLen+len(place)), sealed[:HeaderLen]...), place...)
	start := len(dst)
	out, err := d.boxes[p].Open(dst, nil, sealed[HeaderLen:], bound)
	if err != nil {
		return nil, 0, fmt.Errorf("open %s: %w", purposeWords[p], ErrDamaged)
	}
	n, ok := unpad(out[start:], padding[p])
	if !ok {
		return nil, 0, fmt.Errorf("open %s: padding: %w", purposeWords[p], ErrDamaged)
	}
	return out[:start+n], h.Schema, nil
}

// pad appends 0x80 and zeros (ISO/IEC 7816-4) up to a multiple of step, or of a step that grows with the text so that a long one
// tells no more than a short one (Padmé: Nikitin et al., 2019); a step of 0 leaves the text as it is.
func pad(text []byte, step int) []byte {
	if step == 0 {
		return text
	}
	step = max(step, padme(len(text)+1))
	n := (len(text)/step + 1) * step
	out := make([]byte, n)
	copy(out, text)
	out[len(text)] = 0x80
	return out
}

// padme is the step for a length n: of its binary digits only as many may stand as its magnitude has, which costs at most an eighth
// and lets an onlooker learn the order of the logarithm of the length.
func padme(n int) int {
	if n < 2 {
		return 1
	}
	e := bits.Len(uint(n)) - 1
	return 1 << max(e-bits.Len(uint(e)), 0)
}

func unpad(b []byte, step int) (int, bool) {
	if step == 0 {
		return len(b), true
	}
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] == 0x80 {
			return i, true
		}
		if b[i] != 0 {
			break
		}
	}
	return 0, false
}
